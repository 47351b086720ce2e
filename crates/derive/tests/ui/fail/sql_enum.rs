use limbeck_derive::{Model, SqlEnum};

#[derive(SqlEnum)]
#[sql_enum(rename_all = "sPoNgE", store = "somewhere", colour = "red")]
enum Styles {
    A,
}

#[derive(SqlEnum)]
enum Values {
    Plain,
    Held(i32),
    Named { x: i32 },
    #[sql_enum(rename = "plain")]
    Again,
    #[sql_enum(label = "x")]
    Unknown,
}

#[derive(SqlEnum)]
enum Nothing {}

#[derive(SqlEnum)]
enum Parameter<T> {
    Held(T),
}

#[derive(SqlEnum)]
struct Table {
    id: i64,
}

#[derive(Model)]
struct Thing {
    id: i64,
    values: Values,
}

fn main() {}
