use limbeck_derive::{Model, SqlEnum};

mod kinds {
    use limbeck_derive::SqlEnum;

    #[derive(Debug, Clone, Copy, PartialEq, Eq, SqlEnum)]
    #[sql_enum(name = "copy_state", schema = "app", rename_all = "kebab-case", comment = "how a copy looks")]
    #[sql_enum(sqlite(store = text), mysql(store = "check", sql_type = "varchar(20)"))]
    pub enum CopyState {
        BrandNew,
        #[sql_enum(rename = "worn out", renamed_from = "worn")]
        Worn,
        r#Else = 7,
    }
}

#[derive(Model)]
struct Thing<T> {
    id: i64,
    #[limbeck(default = kinds::CopyState::BrandNew)]
    state: kinds::CopyState,
    before: Option<kinds::CopyState>,
    #[limbeck(sqlite(sql_type = "TEXT"), mysql(sql_type = "json"))]
    all: Vec<Hidden>,
    #[limbeck(skip)]
    more: T,
}

/// One that nobody else sees.
#[derive(SqlEnum)]
enum Hidden {
    HTTPError,
}

fn main() {
    assert_eq!(kinds::CopyState::SQL_LABELS, ["brand-new", "worn out", "else"]);
    assert_eq!(Hidden::SQL_LABELS, ["http_error"]);
    let thing = Thing { id: 1, state: kinds::CopyState::Worn, before: Some(kinds::CopyState::r#Else), all: vec![Hidden::HTTPError], more: () };
    let _ = (thing.id, thing.state, thing.before, thing.all, thing.more);
}
