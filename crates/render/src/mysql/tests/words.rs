//! Everything beside tables, as both servers took it (MySQL 9.7, MariaDB 10.11 and 11.8).

use limbeck_plan::Hazard;
use limbeck_schema::{Body, Kind, Object, Pair, Routine, Statement, Thing, Trigger, View};

use super::*;

fn view(options: &[(&str, &str)]) -> View {
    View { options: map(options), ..View::new(o("v"), Statement::new("select `a` from `t`")) }
}

#[test]
fn a_view_says_what_is_not_the_default() {
    assert_eq!(word(&Op::CreateView(view(&[])), MYSQL), "CREATE VIEW `v` AS\nselect `a` from `t`");
    let all = [("ALGORITHM", "MERGE"), ("SQL SECURITY", "INVOKER"), ("CHECK OPTION", "CASCADED")];
    let expected = "CREATE OR REPLACE ALGORITHM = MERGE SQL SECURITY INVOKER VIEW `v` AS\n\
                    select `a` from `t`\nWITH CASCADED CHECK OPTION";
    assert_eq!(word(&Op::ReplaceView(view(&all)), MARIADB), expected);
    let named = view(&[("COLUMNS", "(`x`)")]);
    assert_eq!(word(&Op::CreateView(named), MYSQL), "CREATE VIEW `v` (`x`) AS\nselect `a` from `t`");
}

#[test]
fn what_goes_is_named() {
    let drop = |kind| words(&Op::DropObject(Thing::new(kind, o("x`y"))), MYSQL);
    assert_eq!(drop(Kind::Function), ["DROP FUNCTION `x``y`"]);
    assert_eq!(drop(Kind::Procedure), ["DROP PROCEDURE `x``y`"]);
    assert_eq!(drop(Kind::Event), ["DROP EVENT `x``y`"]);
    assert!(drop(Kind::Sequence).is_empty());
    assert_eq!(word(&Op::DropTable(o("t")), MYSQL), "DROP TABLE `t`");
    assert_eq!(word(&Op::DropView { name: o("v"), materialized: false }, MYSQL), "DROP VIEW `v`");
    assert_eq!(word(&Op::DropTrigger { on: o("t"), name: n("r") }, MYSQL), "DROP TRIGGER `r`");
    let names = Pair::new(o("a"), o("b"));
    assert_eq!(word(&Op::RenameTable(names), MYSQL), "RENAME TABLE `a` TO `b`");
}

#[test]
fn what_the_server_keeps_whole_is_said_again_whole() {
    let text = "CREATE PROCEDURE `p`() BEGIN SELECT 1; END";
    let definition = Statement::new(text);
    let body = Body::Routine(Routine { definition: definition.clone(), signature: definition });
    let routine = Object { id: Thing::new(Kind::Procedure, o("p")), body };
    assert_eq!(word(&Op::CreateObject(routine), MYSQL), text);
    let text = "CREATE EVENT `e` ON SCHEDULE EVERY 1 DAY DO SELECT 1";
    let event = Object::statement(Thing::new(Kind::Event, o("e")), text);
    assert_eq!(word(&Op::CreateObject(event), MARIADB), text);
    let text = "CREATE TRIGGER `r` BEFORE INSERT ON `t` FOR EACH ROW FOLLOWS `q` SET @a = 1";
    let trigger = Trigger::new(n("r"), Statement::new(text));
    assert_eq!(word(&Op::CreateTrigger { on: o("t"), trigger }, MYSQL), text);
}

#[test]
fn hazards_stand_above_the_first_statement() {
    let hazard = Hazard { code: "DS102", name: "drop-table", message: "every row of t is lost".to_owned() };
    let step = Step { op: Op::DropTable(o("t")), hazards: vec![hazard] };
    let [said] = &super::super::statements(&step, MYSQL)[..] else { panic!("one statement") };
    assert_eq!(said.comments, ["hazard DS102 drop-table: every row of t is lost"]);
}
