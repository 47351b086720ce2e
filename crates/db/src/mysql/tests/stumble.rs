use super::on_each;

#[test]
fn a_script_that_fails_points_at_the_word() {
    on_each(|session, _| {
        session.execute("CREATE TABLE there (x int, INDEX i (x))").unwrap();
        for (script, word) in [
            ("create table t (a int);\ncreate table u (a int,, b int)", ","),
            ("select 'größer', größe.x from there", "x"),
            ("-- größer\nselect a,\n  b from there", "a"),
            ("create table v (x int", "int"),
            ("create table w (\n  x nothing_like_it,\n  y int\n)", "nothing_like_it"),
            ("CREATE TABLE There (x int); create table there (x int)", "there"),
            ("alter table there add x text", "x"),
            ("alter table there add index `i` (x)", "`i`"),
            ("alter table there drop column zz", "zz"),
            ("create table y (x int, index (z))", "z"),
            ("insert into there values (1), (1/0, 2)", "insert into there values (1), (1/0, 2)"),
            ("select 'abc", "'abc"),
            (
                "create table long_one (one int, two int, three int, four int, five int, six int, seven int,\n  eight itn, nine int, ten int, eleven int, twelve int, thirteen int, fourteen int)",
                "itn",
            ),
        ] {
            let error = session.run_script(script).unwrap_err();
            assert_eq!(&script[error.place()], word, "{script}: {error}");
        }
        let error = session
            .run_script("create table first (x int not null); insert into first values (null)")
            .unwrap_err();
        assert_eq!((error.index, error.token), (1, None));
    });
}

#[test]
fn what_a_client_would_do_is_done() {
    on_each(|session, _| {
        let script = "DELIMITER //\nCREATE PROCEDURE p()\nBEGIN\n  SELECT 1;\n  SELECT 2;\nEND//\nDELIMITER ;\nCALL p();\n\
            /*!50100 CREATE TABLE v (x int) */;\n/*M! CREATE TABLE m (x int) */;\n";
        session.run_script(script).unwrap();
        assert_eq!(session.answers("CALL p()").unwrap().len(), 2);
        session.execute("SELECT x FROM v").unwrap();
    });
}
