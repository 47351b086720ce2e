//! Things of their own beside tables and views: types, sequences, routines, policies, ...

use smol_str::SmolStr;

use crate::{Bag, Check, Expr, Items, Kind, Name, Named, ObjectName, SqlType, Statement, Thing};

/// A thing that is neither table nor view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Object {
    /// Its kind and name.
    pub id: Thing,
    /// What it is.
    pub body: Body,
}

impl Named for Object {
    type Key = Thing;
    fn name(&self) -> &Thing {
        &self.id
    }
}

/// What an object is; its kind says which of these.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// A namespace has nothing but its name.
    Namespace,
    /// An extension.
    Extension(Extension),
    /// The labels of an enumeration, in order.
    Enum(Vec<String>),
    /// A domain.
    Domain(Domain),
    /// The attributes of a composite type, in order.
    Composite(Items<Attribute>),
    /// A sequence.
    Sequence(Sequence),
    /// A function or procedure.
    Routine(Routine),
    /// A policy.
    Policy(Policy),
    /// Anything else, as the whole `CREATE` statement that makes it, without the closing semicolon.
    Statement(Statement),
}

/// An extension of the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extension {
    /// Where its things are; `None` in the default namespace.
    pub namespace: Option<Name>,
    /// The installed version: not compared, for a server has the one it has.
    pub version: Option<String>,
}

/// A type with conditions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Domain {
    /// What it is made of.
    pub base: SqlType,
    /// Whether NULL may be stored.
    pub nullable: bool,
    /// Its default.
    pub default: Option<Expr>,
    /// A collation that is not that of its base.
    pub collation: Option<ObjectName>,
    /// Its checks; they always have names.
    pub checks: Bag<Check>,
}

/// A part of a composite type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    /// Its name.
    pub name: Name,
    /// Its type.
    pub sql_type: SqlType,
    /// A collation that is not that of its type.
    pub collation: Option<ObjectName>,
}

impl Named for Attribute {
    type Key = Name;
    fn name(&self) -> &Name {
        &self.name
    }
}

/// How a sequence counts; also behind an identity column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sequence {
    /// `smallint`, `integer` or `bigint`.
    pub sql_type: SqlType,
    /// `START`.
    pub start: i64,
    /// `INCREMENT`.
    pub increment: i64,
    /// `MINVALUE`.
    pub min: i64,
    /// `MAXVALUE`.
    pub max: i64,
    /// `CACHE`.
    pub cache: i64,
    /// `CYCLE`.
    pub cycle: bool,
    /// `UNLOGGED`.
    pub unlogged: bool,
    /// The column it goes with: table and column.
    pub owned_by: Option<(ObjectName, Name)>,
}

impl Sequence {
    /// From 1 up, as PostgreSQL makes one over that type when nothing else is said.
    pub fn over(sql_type: impl AsRef<str>) -> Self {
        let sql_type = SqlType::new(sql_type.as_ref());
        let max = match sql_type.text.as_str() {
            "smallint" => i64::from(i16::MAX),
            "integer" => i64::from(i32::MAX),
            _ => i64::MAX,
        };
        Self {
            sql_type,
            start: 1,
            increment: 1,
            min: 1,
            max,
            cache: 1,
            cycle: false,
            unlogged: false,
            owned_by: None,
        }
    }
}

/// A function or procedure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Routine {
    /// The `CREATE OR REPLACE` statement.
    pub definition: Statement,
    /// What cannot be replaced in place: what it returns, and how its arguments are called.
    pub signature: Statement,
}

/// A policy of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// Whether it must hold beside others, instead of being one that may let a row through.
    pub restrictive: bool,
    /// `ALL`, `SELECT`, `INSERT`, `UPDATE` or `DELETE`.
    pub command: String,
    /// Whom it concerns, `PUBLIC` where it is empty; sorted.
    pub roles: Vec<Name>,
    /// Which rows can be seen.
    pub using: Option<Expr>,
    /// Which rows can be written.
    pub with_check: Option<Expr>,
}

/// What is said of a thing for its reader; of tables and columns it is said in them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// Of what.
    pub on: Thing,
    /// What.
    pub text: String,
}

impl Named for Comment {
    type Key = Thing;
    fn name(&self) -> &Thing {
        &self.on
    }
}

/// One right of one role beyond what is granted when nothing is said.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Grant {
    /// To what.
    pub on: Thing,
    /// Whose; `None` is `PUBLIC`.
    pub grantee: Option<Name>,
    /// Which, as it is spelled: `SELECT`.
    pub privilege: String,
    /// `WITH GRANT OPTION`.
    pub grantable: bool,
    /// Whether this is a right that was there by default and was taken away.
    pub revoked: bool,
}

/// Whether a constraint holds for all rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Validity {
    /// For every row.
    #[default]
    Valid,
    /// For rows written since it was made.
    NotValid,
    /// For none: it only says what is meant (PostgreSQL 18).
    NotEnforced,
}

impl Object {
    /// A thing of that kind made by that statement.
    pub fn statement(id: Thing, sql: impl Into<SmolStr>) -> Self {
        Self { id, body: Body::Statement(Statement::new(sql)) }
    }

    /// A namespace.
    pub fn namespace(name: Name) -> Self {
        Self { id: Thing::new(Kind::Namespace, ObjectName::plain(name)), body: Body::Namespace }
    }
}
