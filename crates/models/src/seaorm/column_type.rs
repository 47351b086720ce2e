//! SeaORM's `ColumnType`: the types its columns can have, whatever database keeps them.

/// The length of a text or of bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Length {
    /// Up to so many.
    N(u32),
    /// As many as the database takes.
    Max,
    /// Whatever the database makes of none.
    None,
}

/// A type, as sea-query 1.0 has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ColumnType {
    Char(Option<u32>),
    String(Length),
    Text,
    Blob,
    TinyInteger,
    SmallInteger,
    Integer,
    BigInteger,
    TinyUnsigned,
    SmallUnsigned,
    Unsigned,
    BigUnsigned,
    Float,
    Double,
    Decimal(Option<(u32, u32)>),
    DateTime,
    Timestamp,
    TimestampWithTimeZone,
    Time,
    Date,
    Year,
    /// Its fields, as SQL says them, and its precision.
    Interval(Option<String>, Option<u32>),
    Binary(u32),
    VarBinary(Length),
    Bit(Option<u32>),
    VarBit(u32),
    Boolean,
    Money(Option<(u32, u32)>),
    Json,
    JsonBinary,
    Uuid,
    /// The database's own words.
    Custom(String),
    Enum {
        name: String,
        labels: Vec<String>,
    },
    Array(Box<ColumnType>),
    Vector(Option<u32>),
    Cidr,
    Inet,
    MacAddr,
    LTree,
}

impl ColumnType {
    /// Whether it says a detail, such as a length, that a database would otherwise choose.
    pub(crate) fn is_detailed(&self) -> bool {
        match self {
            Self::Char(length) | Self::Bit(length) | Self::Vector(length) => length.is_some(),
            Self::String(length) | Self::VarBinary(length) => *length != Length::None,
            Self::Decimal(digits) | Self::Money(digits) => digits.is_some(),
            Self::Interval(fields, precision) => fields.is_some() || precision.is_some(),
            Self::Binary(_) | Self::VarBit(_) | Self::Custom(_) | Self::Enum { .. } => true,
            Self::Array(element) => element.is_detailed(),
            _ => false,
        }
    }

    /// Whether a database can count it up.
    pub(crate) fn is_integer(&self) -> bool {
        match self {
            Self::TinyInteger
            | Self::SmallInteger
            | Self::Integer
            | Self::BigInteger
            | Self::TinyUnsigned
            | Self::SmallUnsigned
            | Self::Unsigned
            | Self::BigUnsigned => true,
            Self::Custom(words) => {
                let end = words.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(words.len());
                let first = words.get(..end).unwrap_or_default().to_ascii_lowercase();
                ["tinyint", "smallint", "mediumint", "int", "integer", "bigint"].contains(&first.as_str())
            }
            _ => false,
        }
    }

    /// The enumeration it is or holds.
    pub(crate) fn enumeration(&self) -> Option<(&str, &[String])> {
        match self {
            Self::Enum { name, labels } => Some((name, labels)),
            Self::Array(element) => element.enumeration(),
            _ => None,
        }
    }
}
