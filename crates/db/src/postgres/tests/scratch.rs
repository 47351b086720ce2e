use super::{as_user, on_each, servers, with_database};
use crate::{Access, DbError, Session};

#[test]
fn scratch_space_is_empty_and_gone_with_its_session() {
    for server in servers() {
        let mut admin = Session::open(&server, Access::Write).unwrap();
        let mut scratch = Session::scratch_on(&server).unwrap();
        let name = scratch.text("SELECT current_database()::text AS value").unwrap().unwrap();
        assert!(name.starts_with("limbeck_scratch_"), "{name}");
        scratch.execute("CREATE TABLE t (x int)").unwrap();
        let like = |column: &str| {
            format!(
                "SELECT d.{column}::text AS value FROM pg_database AS d WHERE d.datname = current_database()"
            )
        };
        for column in ["encoding", "datcollate", "datctype"] {
            let sql = like(column);
            assert_eq!(scratch.text(&sql).unwrap(), admin.text(&sql).unwrap(), "{column}");
        }
        let exists = format!("SELECT datname::text AS value FROM pg_database WHERE datname = '{name}'");
        assert!(admin.text(&exists).unwrap().is_some());
        drop(scratch);
        assert_eq!(admin.text(&exists).unwrap(), None);
    }
}

#[test]
fn scratch_space_is_set_as_the_database_is() {
    on_each(|session, url| {
        let name = session.text("SELECT current_database()::text AS value").unwrap().unwrap();
        let script = format!(
            "CREATE SCHEMA \"My App\"; ALTER DATABASE {name} SET search_path = \"My App\", public; \
             ALTER DATABASE {name} SET TimeZone = 'Asia/Tokyo'; ALTER DATABASE {name} SET DateStyle = 'SQL, DMY'"
        );
        session.execute(&script).unwrap();
        let mut scratch = Session::scratch_on(url).unwrap();
        for _ in 0..2 {
            assert_eq!(scratch.namespace().unwrap().as_deref(), Some("My App"));
            for (name, value) in [
                ("search_path", "\"My App\""),
                ("TimeZone", "Asia/Tokyo"),
                ("DateStyle", "SQL, DMY"),
                ("synchronous_commit", "off"),
            ] {
                let sql = format!("SELECT current_setting('{name}') AS value");
                assert_eq!(scratch.text(&sql).unwrap().as_deref(), Some(value), "{name}");
            }
            scratch.execute("SET search_path = pg_catalog; SET TimeZone = 'UTC'").unwrap();
            scratch.reset().unwrap();
        }
    });
}

#[test]
fn what_was_left_behind_is_swept_up() {
    for server in servers() {
        let mut admin = Session::open(&server, Access::Write).unwrap();
        let (old, new, used) = (
            "limbeck_scratch_1000000000_ab12",
            "limbeck_scratch_99999999999_ab12",
            "limbeck_scratch_1000000001_ab12",
        );
        for name in [old, new, used] {
            admin.execute(&format!("DROP DATABASE IF EXISTS {name}")).unwrap();
            admin.execute(&format!("CREATE DATABASE {name} TEMPLATE template0")).unwrap();
        }
        let user = Session::open(&with_database(&server, used), Access::Read).unwrap();
        drop(Session::scratch_on(&server).unwrap());
        let sql = "SELECT datname::text AS value FROM pg_database WHERE datname LIKE '%\\_ab12' ORDER BY length(datname), 1";
        assert_eq!(admin.texts(sql).unwrap(), [used, new]);
        drop(user);
        drop(Session::scratch_on(&server).unwrap());
        assert_eq!(admin.texts(sql).unwrap(), [new]);
        admin.execute(&format!("DROP DATABASE {new}")).unwrap();
    }
}

#[test]
fn a_role_that_may_make_no_database_is_told_so() {
    on_each(|session, url| {
        let role = "limbeck_test_plain";
        session
            .execute(&format!("DROP ROLE IF EXISTS {role}; CREATE ROLE {role} LOGIN PASSWORD 'x'"))
            .unwrap();
        let error = Session::scratch_on(&as_user(url, role, "x")).unwrap_err();
        session.execute(&format!("DROP ROLE {role}")).unwrap();
        assert!(matches!(error, DbError::NoScratch { .. }), "{error}");
        assert!(
            error.to_string().contains("CREATEDB") && error.to_string().contains("scratch_url"),
            "{error}"
        );
    });
}

#[test]
fn scratch_space_sorts_as_the_database_does() {
    for server in servers() {
        let mut admin = Session::open(&server, Access::Write).unwrap();
        let major = admin.dialect().version.major;
        let mut ways = vec!["LC_COLLATE 'C' LC_CTYPE 'C' ENCODING 'LATIN1'"];
        if major >= 15 {
            ways.push("LOCALE_PROVIDER icu ICU_LOCALE 'de-DE' ENCODING 'UTF8'");
        }
        if major >= 16 {
            ways.push("LOCALE_PROVIDER icu ICU_LOCALE 'en-US' ICU_RULES '& a < b' ENCODING 'UTF8'");
        }
        if major >= 17 {
            ways.push("LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' ENCODING 'UTF8'");
        }
        let name = "h_limbeck_locale";
        for way in ways {
            admin.execute(&format!("DROP DATABASE IF EXISTS {name}")).unwrap();
            admin.execute(&format!("CREATE DATABASE {name} TEMPLATE template0 {way}")).unwrap();
            let url = with_database(&server, name);
            let like = "SELECT (to_jsonb(d) - '{oid,datname,datdba,datfrozenxid,datminmxid,dattablespace,datcollversion}'::text[])::text AS value \
                FROM pg_database AS d WHERE datname = current_database()";
            let wanted = Session::open(&url, Access::Read).unwrap().text(like).unwrap();
            assert_eq!(Session::scratch_on(&url).unwrap().text(like).unwrap(), wanted, "{way}");
        }
        admin.execute(&format!("DROP DATABASE {name}")).unwrap();
    }
}
