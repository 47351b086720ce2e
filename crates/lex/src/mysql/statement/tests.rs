use limbeck_schema::Family;
use proptest::prelude::*;

use crate::{Unterminated, statements};

fn texts(script: &str) -> Vec<&str> {
    statements(Family::Mysql, script).unwrap().iter().map(|statement| statement.text).collect()
}

/// Each of the statements stays whole among others.
fn whole(bodies: &[&str]) {
    for body in bodies {
        assert_eq!(texts(&format!("SELECT 1;\n{body};SELECT 2")), ["SELECT 1", body, "SELECT 2"]);
        assert_eq!(texts(body), [*body]);
        let delimited = format!("DELIMITER $$\n{body}$$\ndelimiter ;\nSELECT 2;");
        assert_eq!(texts(&delimited), [body, "SELECT 2"]);
    }
}

#[test]
fn quotes_and_comments_hold_no_end() {
    let script = "SELECT ';', \"\\\";\", `;` /* ; */ # ;\n, '\\';'; -- ;\n SELECT 2; -- end";
    assert_eq!(texts(script), ["SELECT ';', \"\\\";\", `;` /* ; */ # ;\n, '\\';'", "-- ;\n SELECT 2"]);
    assert_eq!(texts(" ;; /* a */ ; -- b"), Vec::<&str>::new());
}

#[test]
fn bodies_are_whole() {
    whole(&[
        "CREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW BEGIN SET NEW.end = 1; SET @x = NEW.begin; END",
        "create or replace definer = `r`@`%` trigger if not exists t after delete on a for each row follows b begin end",
        "CREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW IF NEW.a THEN SET NEW.b = 1; ELSE SET NEW.b = 2; END IF",
        "CREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW SET NEW.a = IF(NEW.b, 1, CASE 1 WHEN 2 THEN 3 END)",
        "CREATE DEFINER=CURRENT_USER() PROCEDURE p(IN begin INT, OUT b VARCHAR(10)) COMMENT 'a' x: BEGIN \
         DECLARE a, b INT DEFAULT CASE begin WHEN 1 THEN 2 END; \
         DECLARE c CURSOR FOR SELECT id FROM t; \
         DECLARE CONTINUE HANDLER FOR NOT FOUND, SQLSTATE VALUE '23000', 1051 BEGIN SET a = 1; END; \
         DECLARE EXIT HANDLER FOR SQLEXCEPTION IF a THEN SELECT 1; END IF; \
         l: LOOP IF a THEN LEAVE l; ELSEIF REPEAT('a', 2) = b THEN ITERATE l; END IF; END LOOP l; \
         WHILE a DO DO SLEEP(1); END WHILE; \
         REPEAT SET a = a + 1; UNTIL a > CASE b WHEN 1 THEN 2 ELSE 3 END END REPEAT; \
         CASE a WHEN 1 THEN SELECT 1; WHEN CASE b WHEN 1 THEN 2 END THEN BEGIN END; ELSE BEGIN END; END CASE; \
         DROP TABLE IF EXISTS z; SELECT CASE WHEN end > t.end THEN end END AS end FROM t; END x",
        "CREATE FUNCTION f(a INT) RETURNS VARCHAR(9) CHARACTER SET utf8mb4 DETERMINISTIC RETURN IF(a, 1, 2)",
        "CREATE FUNCTION f() RETURNS SET('a') NO SQL BEGIN RETURN 1; END",
        "CREATE FUNCTION f() RETURNS INT IF 1 THEN RETURN 1; END IF",
        "CREATE AGGREGATE FUNCTION f(x INT) RETURNS INT BEGIN LOOP FETCH GROUP NEXT ROW; END LOOP; END",
        "CREATE AGGREGATE FUNCTION f RETURNS STRING SONAME 'a.so'",
        "CREATE PROCEDURE begin() SELECT IF(1, 2, 3)",
        "CREATE EVENT e ON SCHEDULE EVERY 1 DAY STARTS '2024-01-01' DO BEGIN DELETE FROM a; END",
        "ALTER EVENT e DO BEGIN DELETE FROM a; DELETE FROM b; END",
        "ALTER EVENT e DISABLE",
        "BEGIN NOT ATOMIC SELECT 1; BEGIN NOT ATOMIC SELECT 2; END; END",
        "WHILE @a DO SET @a = 0; END WHILE",
        "CREATE PROCEDURE p() FOR i IN 1..3 DO SELECT i; END FOR",
        "IF 1 THEN SELECT 1; END IF",
        "CREATE TABLE IF NOT EXISTS trigger_log (begin INT, end INT)",
        "CREATE DEFINER='a'@'b' VIEW v AS SELECT 1",
    ]);
}

#[test]
fn transactions_are_statements() {
    assert_eq!(texts("BEGIN; SELECT 1; COMMIT;"), ["BEGIN", "SELECT 1", "COMMIT"]);
    assert_eq!(texts("BEGIN WORK; XA BEGIN 'a'; END;"), ["BEGIN WORK", "XA BEGIN 'a'", "END"]);
}

#[test]
fn dumps_are_cut_as_the_client_cuts_them() {
    let trigger = "/*!50003 CREATE*/ /*!50017 DEFINER=`root`@`localhost`*/ /*!50003 TRIGGER `t` BEFORE INSERT \
                   ON `a` FOR EACH ROW BEGIN SET NEW.b = 1; END */";
    let dump = format!(
        "/*M!999999\\- enable the sandbox mode */ \n/*!40101 SET NAMES utf8 */;\nDELIMITER ;;\n{trigger};;\nDELIMITER ;\n\
         /*!50003 SET sql_mode = @a */ ;\n"
    );
    assert_eq!(
        texts(&dump),
        [
            "/*M!999999\\- enable the sandbox mode */ \n/*!40101 SET NAMES utf8 */",
            trigger,
            "/*!50003 SET sql_mode = @a */"
        ]
    );
    assert_eq!(texts(&format!("{trigger}; SELECT 1")), [trigger, "SELECT 1"]);
}

#[test]
fn a_delimiter_holds_until_the_next() {
    let script = "-- how\n  Delimiter '//' now\nSELECT 1; SELECT '//' /* // */ //\nCREATE PROCEDURE p() SELECT 1;//\n\
                  delimiter $$\nCREATE PROCEDURE q() BEGIN SELECT 1; END;\n$$ DELIMITER ;\n-- a\nSELECT 2";
    assert_eq!(
        texts(script),
        [
            "SELECT 1",
            "SELECT '//' /* // */".strip_suffix(" /* // */").unwrap(),
            "CREATE PROCEDURE p() SELECT 1",
            "CREATE PROCEDURE q() BEGIN SELECT 1; END",
            "-- a\nSELECT 2"
        ]
    );
    assert_eq!(texts("DELIMITER |\nSELECT 1|SELECT 2"), ["SELECT 1", "SELECT 2"]);
    assert_eq!(texts("delimiter\nSELECT 1"), ["delimiter\nSELECT 1"]);
    assert_eq!(texts("SELECT delimiter FROM t\n, delimiter u; SELECT 2").len(), 2);
    assert_eq!(texts("DELIMITER x\r\nSELECT 1 x\r\nDELIMITER ;\r\nSELECT 2;\r\n"), ["SELECT 1", "SELECT 2"]);
}

#[test]
fn what_is_never_closed_is_said_with_its_place() {
    for (script, what) in [
        ("SELECT 'a\\';", "string"),
        ("SELECT \"a;", "string"),
        ("SELECT `a;", "quoted name"),
        ("SELECT @`a;", "quoted name"),
        ("SELECT /* ;", "comment"),
        ("SELECT /*!50100 ;", "comment"),
        ("SELECT x'01;", "blob"),
    ] {
        assert_eq!(statements(Family::Mysql, script), Err(Unterminated { start: 7, what }), "{script}");
    }
    assert_eq!(texts("SELECT x'0'; SELECT \\"), ["SELECT x'0'", "SELECT \\"]);
}

proptest! {
    #[test]
    fn statements_lie_in_the_script_in_order(
        pieces in prop::collection::vec(
            prop::sample::select(vec![
                "CREATE ", "PROCEDURE ", "p() ", "TRIGGER ", "EACH ROW ", "BEGIN ", "CASE ", "IF ", "END ", "UNTIL ",
                "REPEAT ", "DECLARE ", "HANDLER FOR ", ";", " ", "-- \n", "/*", "/*!50100 ", "*/", "'", "\"", "`",
                "\nDELIMITER ", "//", "$$", "x:", "\n", "(", ")", "\\", "é",
            ]),
            0..30,
        )
    ) {
        let script = pieces.concat();
        let mut at = 0;
        for statement in statements(Family::Mysql, &script).unwrap_or_default() {
            prop_assert!(statement.start >= at);
            prop_assert_eq!(&script[statement.start..statement.end()], statement.text);
            prop_assert!(!statement.text.is_empty());
            at = statement.end();
        }
    }
}
