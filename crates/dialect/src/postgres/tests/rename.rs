use limbeck_schema::{Body, Check, Expr, Kind, Object, Renames, Sequence, Thing};

use super::*;
use crate::rename;

fn renamed(text: &str) -> String {
    let mut table = columns(&[("a", "int"), ("date", "date"), ("user", "text"), ("zone", "text")]);
    table.checks.add(Check::new(Expr::new(text)));
    let mut renames = Renames::new();
    renames.add_table(object("t"), object("New")).unwrap();
    for (old, new) in [("a", "b"), ("date", "day"), ("user", "who"), ("zone", "area")] {
        renames.add_column(object("t"), name(old), name(new)).unwrap();
    }
    let after = rename(&schema([table]), &renames).unwrap();
    after.schema().tables.get(&object("New")).unwrap().checks.iter().next().unwrap().expr.text.to_string()
}

#[test]
fn only_columns_get_their_new_names() {
    for (before, after) in [
        ("A > 0 and t.a < 1", "\"b\" > 0 and \"New\".\"b\" < 1"),
        ("a(1) = 'a' -- a", "a(1) = 'a' -- a"),
        ("\"A\" = a", "\"A\" = \"b\""),
        ("date > '2020-01-01'::date", "\"day\" > '2020-01-01'::date"),
        ("cast(a as date) = date '2020-01-01'", "cast(\"b\" as date) = date '2020-01-01'"),
        ("user = \"user\"", "user = \"who\""),
        ("now() at time zone zone", "now() at time zone \"area\""),
        ("(x).a = a", "(x).a = \"b\""),
        ("f(a => a)", "f(a => \"b\")"),
    ] {
        assert_eq!(renamed(before), after);
    }
}

#[test]
fn what_hangs_on_a_table_follows_it() {
    let sequence = Sequence { owned_by: Some((object("t"), name("a"))), ..Sequence::over("integer") };
    let mut whole = Schema::default();
    whole.tables.add(columns(&[("a", "int")])).unwrap();
    let id = Thing::new(Kind::Sequence, object("t_a_seq"));
    whole.objects.add(Object { id: id.clone(), body: Body::Sequence(sequence) }).unwrap();
    let trigger = Thing::part(Kind::Trigger, object("t"), name("g"));
    let column = Thing::part(Kind::Column, object("t"), name("a"));
    whole.dependencies.add(trigger, column);
    let mut renames = Renames::new();
    renames.add_table(object("t"), object("u")).unwrap();
    renames.add_column(object("t"), name("a"), name("b")).unwrap();
    let after = rename(&canonicalize(whole, POSTGRES), &renames).unwrap();
    let Body::Sequence(sequence) = &after.schema().objects.get(&id).unwrap().body else { panic!() };
    assert_eq!(sequence.owned_by, Some((object("u"), name("b"))));
    let pairs: Vec<String> =
        after.schema().dependencies.iter().map(|(one, needed)| format!("{one} {needed}")).collect();
    assert_eq!(pairs, ["u.g u.b"]);
}
