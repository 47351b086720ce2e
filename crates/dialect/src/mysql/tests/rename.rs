use limbeck_schema::{Check, Expr, Renames};

use super::*;
use crate::rename;

fn renamed(text: &str) -> String {
    let mut table = columns(&[("A", "int"), ("date", "date"), ("order", "int"), ("day", "int")]);
    table.checks.add(Check::new(Expr::new(text)));
    let mut renames = Renames::new();
    let folded = |text: &str| name(text).folded(text.to_lowercase());
    renames.add_table(object("t"), object("New")).unwrap();
    for (old, new) in [("a", "b"), ("date", "born"), ("order", "rank"), ("day", "d")] {
        renames.add_column(object("t"), folded(old), folded(new)).unwrap();
    }
    let after = rename(&schema([table]), &renames).unwrap();
    after.schema().tables.get(&object("New")).unwrap().checks.iter().next().unwrap().expr.text.to_string()
}

#[test]
fn only_columns_get_their_new_names() {
    for (before, after) in [
        ("`a` > 0 and `t`.`A` < 1", "`b` > 0 and `New`.`b` < 1"),
        ("A > 0", "`b` > 0"),
        ("a(1) = 'a' -- a", "a(1) = 'a' -- a"),
        ("`order` > 0 and order", "`rank` > 0 and order"),
        ("date(`date`) > date '2020-01-01'", "date(`born`) > date '2020-01-01'"),
        ("cast(`a` as date)", "cast(`b` as date)"),
        ("`date` + interval 1 day", "`born` + interval 1 day"),
        ("extract(day from `date`) > `day`", "extract(day from `born`) > `d`"),
    ] {
        assert_eq!(renamed(before), after);
    }
}
