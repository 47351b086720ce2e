//! Scratch space: where models are read, names are tried and plans are proven, and nobody's data is.

use limbeck_db::{Access, DbError, Session};
use limbeck_introspect::introspect;
use limbeck_plan::PlanOptions;
use limbeck_render::Script;
use limbeck_schema::{Canonical, ChangeSet, Dialect, Family, Name, Pair, Renames, Schema};

use crate::{EngineError, Project, ProofError, scope};

/// The dialect of a database, and what it calls the default namespace where it calls it anything.
pub(crate) type Server = (Dialect, Option<Name>);

/// The scratch space of one command. It is made when it is first needed, and on a server, where making a
/// database takes longer than most of what is done in it, it is used again.
pub(crate) struct Space<'p> {
    pub(crate) project: &'p Project,
    pub(crate) family: Family,
    /// Once it is known.
    known: Option<Server>,
    /// How often a server was asked to read what is there.
    pub(crate) round_trips: u64,
    /// Empty, and waiting.
    idle: Option<Session>,
}

impl<'p> Space<'p> {
    /// Space in memory, or on the server of the project.
    pub(crate) fn new(project: &'p Project, family: Family) -> Self {
        Self { project, family, known: None, round_trips: 0, idle: None }
    }

    /// Space like the database of a session.
    pub(crate) fn like(project: &'p Project, session: &mut Session) -> Result<Self, EngineError> {
        let mut space = Self::new(project, session.dialect().family);
        space.know(session)?;
        Ok(space)
    }

    /// Empty space, for good.
    pub(crate) fn open(&mut self) -> Result<Session, EngineError> {
        if let Some(session) = self.idle.take() {
            return Ok(session);
        }
        let urls = [&self.project.scratch_url, &self.project.url].into_iter().flatten();
        match urls.into_iter().find(|url| url.family() == self.family) {
            Some(url) => Ok(Session::scratch_on(url)?),
            None => Ok(Session::scratch(self.family)?),
        }
    }

    /// Empty space for something that leaves nothing behind: it is done in a transaction that is rolled
    /// back, or the space is made empty again where that would not do. Space in memory costs nothing, and
    /// is left behind instead.
    pub(crate) fn borrow<T>(
        &mut self,
        what: impl FnOnce(&mut Session) -> Result<T, EngineError>,
    ) -> Result<T, EngineError> {
        let mut session = self.open()?;
        if !limbeck_dialect::is_said_by_server(self.family) {
            return what(&mut session);
        }
        let rolls_back = self.family.rolls_back_definitions();
        if rolls_back {
            session.begin()?;
        }
        let outcome = what(&mut session);
        if rolls_back {
            session.rollback();
            session.reset()?;
        } else {
            session.clear()?;
        }
        self.idle = Some(session);
        outcome
    }

    /// The dialect of the space, without making any.
    pub(crate) fn dialect(&mut self) -> Result<Dialect, EngineError> {
        Ok(self.server()?.0)
    }

    /// What stands behind it; asked once.
    pub(crate) fn server(&mut self) -> Result<Server, EngineError> {
        if let Some(known) = &self.known {
            return Ok(known.clone());
        }
        let mut session = match self.project.url.as_ref().filter(|url| url.family() == self.family) {
            Some(url) if limbeck_dialect::is_said_by_server(self.family) => Session::open(url, Access::Read)?,
            _ => Session::scratch(self.family)?,
        };
        self.know(&mut session)
    }

    fn know(&mut self, session: &mut Session) -> Result<Server, EngineError> {
        let namespace = session.namespace()?.and_then(|name| Name::new(name).ok());
        Ok(self.known.insert((session.dialect(), namespace)).clone())
    }

    /// The schema as the database says it when it has been made there.
    pub(crate) fn settled(&mut self, schema: &Canonical) -> Result<Canonical, EngineError> {
        let project = self.project;
        self.borrow(|session| {
            build(session, schema)?;
            read(session, schema, project)
        })
    }

    /// The schema in other names. Where only the server can say its texts anew, it is made in scratch
    /// space, renamed there, and read back.
    pub(crate) fn renamed(
        &mut self,
        schema: &Canonical,
        renames: &Renames,
    ) -> Result<Canonical, EngineError> {
        let by_rule = limbeck_dialect::rename(schema, renames)?;
        let dialect = schema.dialect();
        if renames.is_empty() || !limbeck_dialect::is_said_by_server(dialect.family) {
            return Ok(by_rule);
        }
        let set = ChangeSet { renames: renames.clone(), changes: Vec::new() };
        let plan = limbeck_plan::plan(&set, Pair::new(&by_rule, &by_rule), &PlanOptions::default());
        let project = self.project;
        self.borrow(|session| {
            build(session, schema)?;
            execute(session, &limbeck_render::scripts(&plan, dialect), "renaming")?;
            read(session, &by_rule, project)
        })
    }
}

/// The statements that make the schema from nothing.
fn creation(schema: &Canonical) -> Vec<Script> {
    let empty = limbeck_dialect::canonicalize(Schema::default(), schema.dialect());
    let sides = Pair::new(&empty, schema);
    let set = limbeck_diff::diff(sides, &Renames::new());
    // What the database holds is there, whether it would be taken today or not.
    let options = PlanOptions { unchecked_bodies: true, ..PlanOptions::default() };
    limbeck_render::scripts(&limbeck_plan::plan(&set, sides, &options), schema.dialect())
}

/// Makes the schema in space that is empty.
pub(crate) fn build(session: &mut Session, schema: &Canonical) -> Result<(), EngineError> {
    execute(session, &creation(schema), CREATION)
}

/// What is run of a schema as it is wanted, and of one as it is: the words of the models, or those of the database.
const CREATION: &str = "creation";

/// Runs what was planned, each script in a transaction where it will run in one.
pub(crate) fn run(
    session: &mut Session,
    scripts: &[Script],
    direction: &'static str,
) -> Result<(), EngineError> {
    for script in scripts {
        if script.transactional {
            session.begin()?;
        }
        execute(session, std::slice::from_ref(script), direction)?;
        if script.transactional {
            session.commit()?;
        }
    }
    Ok(())
}

fn execute(session: &mut Session, scripts: &[Script], direction: &'static str) -> Result<(), EngineError> {
    for statement in scripts.iter().flat_map(|script| &script.statements) {
        session.execute(&statement.sql).map_err(|error| refused(direction, &statement.sql, &error))?;
    }
    Ok(())
}

fn refused(direction: &'static str, statement: &str, error: &DbError) -> EngineError {
    let (statement, error) = (statement.to_owned(), error.to_string());
    match direction {
        CREATION => ProofError::NotTaken { statement, error }.into(),
        _ => ProofError::Refused { direction, statement, error }.into(),
    }
}

/// What stands in the space where `goal` should, within scope.
pub(crate) fn read(
    session: &mut Session,
    goal: &Canonical,
    project: &Project,
) -> Result<Canonical, EngineError> {
    session.reset()?;
    let mut read = introspect(session)?.schema;
    scope::restrict(&mut read, project);
    let read = limbeck_dialect::canonicalize(read, goal.dialect());
    Ok(scope::without_books(read, goal.schema()))
}
