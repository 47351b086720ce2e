//! What goes wrong elsewhere with histories of revisions, each in plain words, and that it does not here.

use crate::project::{Ran, Throwaway};

/// One trap: the files of a project, and what is typed there.
struct Trap {
    what: &'static str,
    /// Each an id, what stands in its header beside it, and what it runs.
    revisions: &'static [(&'static str, &'static str, &'static str)],
    typed: &'static [Typed],
}

/// A command line, the code it ends with, and what it prints and what it says.
struct Typed(&'static str, i32, &'static str, &'static str);

/// Two branches on one root, with labels.
const TWO: &[(&str, &str, &str)] = &[
    ("aaaa", "", ""),
    ("bbb1", "revises: aaaa; branch_labels: one", ""),
    ("ccc1", "revises: bbb1", ""),
    ("bbb2", "revises: aaaa; branch_labels: two", ""),
    ("ccc2", "revises: bbb2", ""),
];

/// Two histories of two revisions each.
const FOREST: &[(&str, &str, &str)] = &[
    ("aaa1", "", ""),
    ("bbb1", "revises: aaa1", ""),
    ("aaa2", "", ""),
    ("bbb2", "revises: aaa2; branch_labels: two", ""),
];

const TRAPS: &[Trap] = &[
    Trap {
        what: "a wish for quiet takes away what was asked for",
        revisions: TWO,
        typed: &[
            Typed("-q upgrade one@head", 0, "", ""),
            Typed("-q current", 0, "ccc1 (head)\n", ""),
            Typed("-q history -r :aaaa", 0, "<base> -> aaaa (branchpoint), Make aaaa\n", ""),
        ],
    },
    Trap {
        what: "where the database is comes in another order each time",
        revisions: TWO,
        typed: &[
            Typed("-q stamp ccc2 ccc1", 0, "", ""),
            Typed("current", 0, "ccc1 (head)\nccc2 (head)\n", ""),
            Typed("-q stamp base", 0, "", ""),
            Typed("-q stamp ccc1 ccc2", 0, "", ""),
            Typed("current", 0, "ccc1 (head)\nccc2 (head)\n", ""),
        ],
    },
    Trap {
        what: "a database that has run everything is not at the heads, for one head is depended on",
        revisions: &[("aaaa", "", ""), ("bbbb", "depends_on: aaaa", "")],
        typed: &[
            Typed("-q upgrade heads", 0, "", ""),
            Typed("current --check-heads", 0, "bbbb (head)\n", ""),
            Typed("heads", 0, "bbbb (head)\n", ""),
        ],
    },
    Trap {
        what: "`head` and `heads` count heads in two ways",
        revisions: &[("aaaa", "", ""), ("bbbb", "depends_on: aaaa", "")],
        typed: &[Typed("-q upgrade head", 0, "", ""), Typed("current", 0, "bbbb (head)\n", "")],
    },
    Trap {
        what: "a range that begins with a number is taken for an option",
        revisions: FOREST,
        typed: &[Typed(
            "history -r -1:bbb1",
            0,
            "aaa1 -> bbb1 (head), Make bbb1\n<base> -> aaa1, Make aaa1\n",
            "",
        )],
    },
    Trap {
        what: "a malformed range ends in a crash",
        revisions: FOREST,
        typed: &[
            Typed("history -r a:b:c", 2, "", "error: "),
            Typed("history -r aaa1", 2, "", "a range has a colon"),
            Typed("upgrade aaa1:bbb1", 2, "", "with --sql"),
        ],
    },
    Trap {
        what: "that the start of an id is that of two is not said",
        revisions: FOREST,
        typed: &[Typed("show bbb", 2, "", "`bbb` could be `bbb1`, `bbb2`: type more of it")],
    },
    Trap {
        what: "a step down from two branches takes whichever row the database gives first",
        revisions: TWO,
        typed: &[
            Typed("-q upgrade heads", 0, "", ""),
            Typed("downgrade -1", 2, "", "say which, as in `ccc1@-1`"),
            Typed("downgrade --sql heads:-1", 2, "", "say which, as in `ccc1@-1`"),
            Typed("-q downgrade two@-1", 0, "", ""),
            Typed("current", 0, "bbb2\nccc1 (head)\n", ""),
        ],
    },
    Trap {
        what: "rows of which one contains another stop every way, the one that mends them too",
        revisions: TWO,
        typed: &[
            Typed("-q stamp ccc1", 0, "", ""),
            Typed("SQL INSERT INTO limbeck_version VALUES ('aaaa')", 0, "", ""),
            Typed("upgrade heads", 2, "", "`ccc1` contains `aaaa`"),
            Typed("-q downgrade -1", 0, "", ""),
            Typed("current", 0, "bbb1\n", ""),
        ],
    },
    Trap {
        what: "steps that lead one history to its base undo all the others",
        revisions: FOREST,
        typed: &[
            Typed("-q upgrade heads", 0, "", ""),
            Typed("-q downgrade bbb2-2", 0, "", ""),
            Typed("current", 0, "bbb1 (head)\n", ""),
        ],
    },
    Trap {
        what: "a branch named with a revision that is not on it is not looked at on the way up",
        revisions: TWO,
        typed: &[
            Typed("upgrade one@bbb2", 2, "", "`bbb2` is not on the branch `one`"),
            Typed("-q upgrade heads", 0, "", ""),
            Typed("-q downgrade one@bbb2", 0, "", ""),
            Typed("current", 0, "bbb2\nccc1 (head)\n", ""),
        ],
    },
    Trap {
        what: "steps where a revision is to be named are called a revision that nobody has",
        revisions: FOREST,
        typed: &[
            Typed("show bbb1-1", 2, "", "`bbb1-1` cannot be used here: name a revision, or `-N`"),
            Typed("edit +1", 2, "", "other steps are for `upgrade`, `downgrade`"),
            Typed("merge bbb1-1 bbb2", 2, "", "cannot be used here"),
            Typed("history -r bbb1-1:bbb1", 2, "", "the lower end is a revision, or `-N`"),
            Typed("history -r aaa1:-1", 2, "", "the upper end counts up"),
            Typed("lint bbb1-1", 2, "", "cannot be used here"),
        ],
    },
    Trap {
        what: "steps beyond the end end in a crash without a word",
        revisions: FOREST,
        typed: &[
            Typed("upgrade bbb1+5", 2, "", "goes 5 revisions, but there are only 0"),
            Typed("-q upgrade bbb1", 0, "", ""),
            Typed("downgrade two@-1", 2, "", "it is nowhere on that branch"),
            Typed("show -9", 2, "", "goes 9 revisions"),
            Typed("stamp -1", 2, "", "without steps"),
        ],
    },
    Trap {
        what: "a merge whose parent is depended on through another loses its version row",
        revisions: &[
            ("aaaa", "", ""),
            ("bbbb", "revises: aaaa", ""),
            ("cccc", "revises: bbbb", ""),
            ("xxxx", "revises: aaaa", ""),
            ("mmmm", "revises: bbbb, xxxx; depends_on: cccc", ""),
        ],
        typed: &[
            Typed("-q upgrade mmmm", 0, "", ""),
            Typed("current", 0, "mmmm (head) (mergepoint)\n", ""),
            Typed("-q downgrade base", 0, "", ""),
            Typed("current", 0, "", ""),
        ],
    },
    Trap {
        what: "a row with the start of an id is taken for the revision, and left behind",
        revisions: &[("aaaa1111", "", ""), ("bbbb2222", "revises: aaaa1111", "")],
        typed: &[
            Typed("-q stamp aaaa1111", 0, "", ""),
            Typed("SQL UPDATE limbeck_version SET version_num = 'aaaa'", 0, "", ""),
            Typed("upgrade head", 2, "", "the database is at `aaaa`, which no revision file has"),
            Typed("-q stamp --purge aaaa1111", 0, "", ""),
            Typed("-q upgrade head", 0, "", ""),
        ],
    },
    Trap {
        what: "a row that no file has cannot be got rid of, and nobody says how",
        revisions: FOREST,
        typed: &[
            Typed("-q stamp bbb1", 0, "", ""),
            Typed("SQL UPDATE limbeck_version SET version_num = 'zzzz'", 0, "", ""),
            Typed("stamp heads", 2, "", "limbeck stamp --purge ID"),
            Typed("current", 0, "zzzz (no file has this revision)\n", ""),
            Typed("-q stamp --purge heads", 0, "", ""),
            Typed("current", 0, "bbb1 (head)\nbbb2 (head)\n", ""),
        ],
    },
    Trap {
        what: "an id that two files have is a warning, and one of them is ignored",
        revisions: &[("aaaa", "", ""), ("aaaa", "branch_labels: again", "")],
        typed: &[Typed("upgrade heads", 2, "", "revision `aaaa` is in several files")],
    },
    Trap {
        what: "a parent that is missing ends in a crash",
        revisions: &[("aaaa", "revises: nowhere", "")],
        typed: &[Typed("heads", 2, "", "`aaaa` revises `nowhere`, which no file has")],
    },
    Trap {
        what: "a dependency that is missing ends in a crash",
        revisions: &[("aaaa", "depends_on: nowhere", "")],
        typed: &[Typed("heads", 2, "", "`aaaa` depends on `nowhere`, which no file has")],
    },
    Trap {
        what: "a revision that builds on itself is found when it is run",
        revisions: &[("aaaa", "revises: aaaa", "")],
        typed: &[Typed("heads", 2, "", "`aaaa` build on each other in a circle")],
    },
    Trap {
        what: "several dependencies run in another order each time",
        revisions: &[
            ("cccc", "", "INSERT INTO went VALUES ('c')"),
            ("aaaa", "", "INSERT INTO went VALUES ('a')"),
            ("bbbb", "", "INSERT INTO went VALUES ('b')"),
            ("dddd", "depends_on: cccc, aaaa, bbbb", "INSERT INTO went VALUES ('d')"),
        ],
        typed: &[
            Typed("SQL CREATE TABLE went (id TEXT)", 0, "", ""),
            Typed(
                "upgrade dddd",
                0,
                "",
                "aaaa\nupgrade to bbbb, Make bbbb\nupgrade to cccc, Make cccc\nupgrade to dddd",
            ),
        ],
    },
    Trap {
        what: "a revision that fails leaves half of what it did, and fails when it is mended",
        revisions: &[("aaaa", "", "CREATE TABLE half (x INT); INSERT INTO nowhere VALUES (1)")],
        typed: &[
            Typed("upgrade head", 2, "", "no such table: nowhere"),
            Typed("current", 0, "", ""),
            Typed("SQL CREATE TABLE half (x INT)", 0, "", ""),
        ],
    },
    Trap {
        what: "what only looks makes the version table",
        revisions: FOREST,
        typed: &[
            Typed("SQL CREATE TABLE t (x INT)", 0, "", ""),
            Typed("current", 0, "", ""),
            Typed("-q history -i -r :aaa1", 0, "<base> -> aaa1, Make aaa1\n", ""),
            Typed("SQL CREATE TABLE limbeck_version (version_num TEXT)", 0, "", ""),
        ],
    },
    Trap {
        what: "an error is printed among the data, and ends with the code of a difference",
        revisions: FOREST,
        typed: &[Typed("show nothing", 2, "", "error: no revision or branch is called `nothing`")],
    },
];

#[test]
fn each_is_walked_around() {
    for trap in TRAPS {
        let project = Throwaway::new();
        for (at, (id, header, sql)) in trap.revisions.iter().enumerate() {
            let header: String = header
                .split("; ")
                .filter(|line| !line.is_empty())
                .map(|line| format!("-- {line}\n"))
                .collect();
            let text = format!(
                "-- Make {id}\n--\n-- revision: {id}\n{header}\n-- limbeck:upgrade\n{sql};\n-- limbeck:downgrade\n"
            );
            project.write(&format!("m/versions/{at}.sql"), &text);
        }
        trap.typed.iter().for_each(|typed| walk(&project, trap.what, typed));
    }
}

fn walk(project: &Throwaway, what: &str, Typed(line, code, out, err): &Typed) {
    if let Some(sql) = line.strip_prefix("SQL ") {
        return project.session().execute(sql).unwrap();
    }
    if !project.path("app.db").exists() {
        drop(project.session());
    }
    let words: Vec<&str> =
        ["--url", "sqlite:app.db", "--migrations", "m"].into_iter().chain(line.split(' ')).collect();
    let ran: Ran = project.limbeck(&words);
    assert_eq!(ran.code, *code, "{what}: `{line}`: {ran:?}");
    assert_eq!(ran.out, *out, "{what}: `{line}`: {ran:?}");
    assert!(ran.err.contains(err), "{what}: `{line}`: {ran:?}");
}

#[test]
fn a_file_is_never_overwritten() {
    let project = Throwaway::new();
    let run =
        |words: &[&str]| project.limbeck(&[&["--migrations", "m", "revision", "-m", "same"], words].concat());
    run(&["--rev-id", "aaaa"]).exits(0);
    let path = project.path("m/versions/aaaa_same.sql");
    let before = std::fs::read_to_string(&path).unwrap();
    assert!(run(&["--rev-id", "aaaa"]).exits(2).err.contains("another --rev-id"));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), before);
}

#[test]
fn a_template_that_leaves_out_what_was_asked_for_is_refused() {
    let project = Throwaway::new();
    let template = include_str!("../templates/limbeck/script.sql.jinja");
    let left_out = |word: &str| template.replace(&format!("-- {word}: {{{{ {word} }}}}\n"), "");
    let run =
        |words: &[&str]| project.limbeck(&[&["--migrations", "m", "revision", "-m", "x"], words].concat());
    run(&["--rev-id", "aaaa"]).exits(0);
    for (word, asked) in
        [("branch_labels", &["--branch-label", "left"][..]), ("depends_on", &["--depends-on", "aaaa"])]
    {
        project.write("m/script.sql.jinja", &left_out(word));
        let refused = run(asked).exits(2);
        assert!(refused.err.contains(word), "{refused:?}");
    }
    assert_eq!(project.limbeck(&["--migrations", "m", "heads"]).exits(0).out, "aaaa (head)\n");
}

#[test]
fn a_file_without_one_of_its_directions_is_found_before_anything_runs() {
    let project = Throwaway::new();
    project.write("m/versions/a.sql", "-- revision: aaaa\n-- limbeck:upgrade\nCREATE TABLE t (x INT);\n");
    let refused =
        project.limbeck(&["--url", "sqlite:app.db", "--migrations", "m", "upgrade", "head"]).exits(2);
    assert!(refused.err.contains("a.sql:3: there is no `-- limbeck:downgrade` line"), "{refused:?}");
    assert!(!project.path("app.db").exists());
}
