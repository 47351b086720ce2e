//! What can be typed.

mod global;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
pub(crate) use global::{Color, Format, Global};
use limbeck_engine::Tool;

/// Edit your models; limbeck writes the migration, proves it, and keeps database and code together.
#[derive(Debug, Parser)]
#[command(name = "limbeck", version, about, propagate_version = true, max_term_width = 100)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Alembic's words where Alembic has the command.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Set up a project: limbeck.toml, and a directory for revisions with its template
    Init {
        /// The directory for revisions [default: migrations; limbeck where another tool has that]
        directory: Option<PathBuf>,
        /// The layout of the revisions
        #[arg(short = 't', long = "template", value_name = "LAYOUT", value_enum, default_value = "limbeck")]
        layout: Layout,
    },
    /// Write a new revision, empty or generated from the models
    Revision(Revision),
    /// Write an empty revision that puts branches together again
    Merge(Merge),
    /// Run revisions forward
    Upgrade {
        /// Where to: `head`, an id, the start of one, `+1`; with --sql also FROM:TO
        #[arg(allow_negative_numbers = true)]
        revision: String,
        #[command(flatten)]
        offline: Script,
    },
    /// Run revisions back
    Downgrade {
        /// Where to: `base`, an id, the start of one, `-1`; with --sql FROM:TO
        #[arg(allow_negative_numbers = true)]
        revision: String,
        #[command(flatten)]
        offline: Script,
    },
    /// Write down where the database is, without running anything
    Stamp {
        /// Where it is: `head`, `base`, an id; several for several branches; with --sql also FROM:TO
        #[arg(required_unless_present = "from", allow_negative_numbers = true)]
        revisions: Vec<String>,
        /// Take over from another tool: its schema becomes the first revision [alembic, diesel, sqlx, refinery, sea-orm]
        #[arg(long, value_name = "TOOL", conflicts_with_all = ["revisions", "purge", "sql"])]
        from: Option<Tool>,
        /// Forget first whatever was written down
        #[arg(long)]
        purge: bool,
        #[command(flatten)]
        offline: Script,
    },
    /// Show where the database is
    Current {
        /// Exit with 1 unless the database is at the newest revision
        #[arg(long)]
        check_heads: bool,
    },
    /// List revisions, the newest first
    History {
        /// Only from one revision to another: `A:B`, `A:`, `:B`
        #[arg(short, long, value_name = "A:B", allow_hyphen_values = true)]
        rev_range: Option<String>,
        /// Mark where the database is
        #[arg(short, long)]
        indicate_current: bool,
    },
    /// List the revisions nothing builds or depends on
    Heads {
        /// With -v: leave out the ends of branches that other branches depend on
        #[arg(long)]
        resolve_dependencies: bool,
    },
    /// List the revisions that several build on
    Branches,
    /// Show one revision whole
    Show {
        /// `head`, `base`, `current`, an id, the start of one
        #[arg(allow_negative_numbers = true)]
        revision: String,
    },
    /// Open the file of a revision in an editor: that of VISUAL or EDITOR
    Edit {
        /// `head`, `current`, an id, the start of one
        #[arg(allow_negative_numbers = true)]
        revision: String,
    },
    #[command(flatten)]
    About(About),
    /// Make the version table if it is not there
    #[command(alias = "ensure_version")]
    EnsureVersion {
        /// Print the SQL, for the database's own client; no database is asked
        #[arg(long)]
        sql: bool,
    },
    /// Do models, migrations and database agree?
    Check {
        /// Ask no database: run the migrations in scratch space, each back and up again, and compare with the models
        #[arg(long)]
        replay: bool,
    },
    /// Look for hazards in revision files
    Lint {
        /// Which: `A:B`, `head`, an id; by default all
        #[arg(allow_negative_numbers = true)]
        revisions: Option<String>,
    },
    /// Compare any two sources; by default the database with the models
    Diff {
        /// `db`, `models`, `migrations`, a URL, or KIND:PATH
        #[arg(default_value = "db")]
        from: String,
        /// The same
        #[arg(default_value = "models")]
        to: String,
    },
    /// Print the schema of a source; by default the database's
    Inspect {
        /// `db`, `models`, `migrations`, a URL, or KIND:PATH
        #[arg(default_value = "db")]
        source: String,
    },
}

impl Command {
    /// Whether the address of the database counts: what only looks at files runs where it is not known.
    pub(crate) fn asks_database(&self) -> bool {
        match self {
            Self::Init { .. } | Self::Heads { .. } | Self::Branches | Self::Merge(_) | Self::About(_) => {
                false
            }
            Self::Revision(new) => new.autogenerate,
            Self::Show { revision } | Self::Edit { revision } => revision.contains("current"),
            Self::History { rev_range, indicate_current } => {
                *indicate_current || rev_range.as_ref().is_some_and(|range| range.contains("current"))
            }
            Self::Upgrade { .. }
            | Self::Downgrade { .. }
            | Self::Stamp { .. }
            | Self::Current { .. }
            | Self::EnsureVersion { .. }
            | Self::Check { .. }
            | Self::Lint { .. }
            | Self::Diff { .. }
            | Self::Inspect { .. } => true,
        }
    }
}

/// What the program says of itself; no project is needed.
#[derive(Debug, Subcommand)]
pub(crate) enum About {
    /// List the layouts that `init` can set up
    #[command(alias = "list_templates")]
    ListTemplates,
    /// Print what completes commands in a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual, in roff: `limbeck man | man -l -`
    Man,
}

/// How the revisions of a project are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Layout {
    /// one SQL file a revision, with both directions, and a template of the project's own
    Limbeck,
}

/// `merge`.
#[derive(Debug, Args)]
pub(crate) struct Merge {
    /// What to put together: `heads`, or ids
    #[arg(required = true, allow_negative_numbers = true)]
    pub(crate) revisions: Vec<String>,
    /// What the revision is for [default: merge and the ids]
    #[arg(short, long, default_value = "", hide_default_value = true)]
    pub(crate) message: String,
    /// Build on revisions that others build on already
    #[arg(long)]
    pub(crate) splice: bool,
    /// A name for the branch that begins here
    #[arg(long, value_name = "LABEL")]
    pub(crate) branch_label: Vec<String>,
    /// The id of the revision, instead of a random one
    #[arg(long)]
    pub(crate) rev_id: Option<String>,
}

/// A script instead of the database.
#[derive(Debug, Args)]
pub(crate) struct Script {
    /// Print the SQL, for the database's own client; no database is asked
    #[arg(long)]
    pub(crate) sql: bool,
    /// A word for the first line of the script
    #[arg(long, requires = "sql")]
    pub(crate) tag: Option<String>,
}

/// `revision`.
#[derive(Debug, Args)]
pub(crate) struct Revision {
    /// What the revision is for
    #[arg(short, long, default_value = "")]
    pub(crate) message: String,
    /// Compare models and database, and write what takes the one to the other
    #[arg(long)]
    pub(crate) autogenerate: bool,
    /// What the revision builds on
    #[arg(long, default_value = "head")]
    pub(crate) head: String,
    /// Build on a revision that others build on already
    #[arg(long)]
    pub(crate) splice: bool,
    /// A name for the branch that begins here
    #[arg(long, value_name = "LABEL")]
    pub(crate) branch_label: Vec<String>,
    /// A revision that must have run before
    #[arg(long, value_name = "REV")]
    pub(crate) depends_on: Vec<String>,
    /// The directory for the file, below the one for all revisions
    #[arg(long, value_name = "DIR")]
    pub(crate) version_path: Option<PathBuf>,
    /// Print the revision instead of writing its file
    #[arg(long)]
    pub(crate) sql: bool,
    /// The id of the revision, instead of a random one
    #[arg(long)]
    pub(crate) rev_id: Option<String>,
    /// What only got another name: `users=people`, `users.name=people.full_name`
    #[arg(long = "rename", value_name = "OLD=NEW")]
    pub(crate) renames: Vec<String>,
    /// Nothing was renamed beyond what --rename and the models say
    #[arg(long)]
    pub(crate) no_renames: bool,
    /// A TOML file that says what was renamed
    #[arg(long, value_name = "FILE")]
    pub(crate) answers: Option<PathBuf>,
}
