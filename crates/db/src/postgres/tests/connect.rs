use std::env;

use super::{servers, with_database};
use crate::{Access, DatabaseUrl, DbError, Session};

fn failure(url: &str) -> String {
    Session::open(&url.parse().unwrap(), Access::Read).unwrap_err().to_string()
}

#[test]
fn what_cannot_be_reached_says_where_and_why() {
    let error = failure("postgres://me:secret@127.0.0.1:1/d");
    assert!(error.contains("`d` on 127.0.0.1:1 as `me`") && error.contains("nothing listens"), "{error}");
    assert!(!error.contains("secret"), "{error}");
    let error = failure("postgres://me@nowhere.invalid/d");
    assert!(error.contains("not known"), "{error}");
    let error = failure("postgres://me@%2Fnowhere:1/d");
    assert!(error.contains("/nowhere/.s.PGSQL.1"), "{error}");
    let error = failure("postgres://me@127.0.0.1:1,127.0.0.1:2/d");
    assert!(error.contains("127.0.0.1:1: ") && error.contains("127.0.0.1:2: "), "{error}");
}

#[test]
fn a_missing_database_and_a_wrong_password_are_said() {
    for server in servers() {
        let error = Session::open(&with_database(&server, "h_nowhere"), Access::Read).unwrap_err();
        assert!(matches!(&error, DbError::NoDatabase { name, .. } if name == "h_nowhere"), "{error}");
        let crate::url::Place::Postgres(address) = server.place() else { panic!() };
        let mut wrong = (**address).clone();
        wrong.password = Some(crate::secret::Secret("sesame".to_owned()));
        let error = Session::open(&DatabaseUrl::of_server(wrong), Access::Read).unwrap_err().to_string();
        assert!(
            error.contains("28P01") && error.contains("PGPASSWORD") && !error.contains("sesame"),
            "{error}"
        );
    }
}

#[test]
fn of_several_hosts_the_first_that_answers_is_taken() {
    for server in servers() {
        let text =
            env::var("LIMBECK_TEST_POSTGRES15_URL").or_else(|_| env::var("LIMBECK_TEST_POSTGRES17_URL"));
        let Ok(text) = text else { continue };
        let two = text.replacen('@', "@127.0.0.1:1,", 1);
        let open = |tail: &str| Session::open(&format!("{two}{tail}").parse().unwrap(), Access::Read);
        open("").unwrap();
        open("?target_session_attrs=primary&application_name=x").unwrap();
        open("?target_session_attrs=prefer-standby").unwrap();
        let error = open("?target_session_attrs=standby").unwrap_err().to_string();
        assert!(error.contains("it is a primary"), "{error}");
        let _ = server;
    }
}

/// The URL of a server with a certificate, less its parameters, and the authority that signed it.
fn tls() -> Option<(String, String)> {
    let found =
        env::var("LIMBECK_TEST_POSTGRES17_TLS_URL").ok().zip(env::var("LIMBECK_TEST_POSTGRES17_CA").ok());
    if found.is_none() {
        eprintln!(
            "SKIPPED: no server with TLS is named: set LIMBECK_TEST_POSTGRES17_TLS_URL and LIMBECK_TEST_POSTGRES17_CA"
        );
    }
    found.map(|(url, ca)| (url.split('?').next().unwrap().to_owned(), ca))
}

#[test]
fn a_server_is_known_by_its_certificate() {
    let Some((url, ca)) = tls() else { return };
    let encrypted = |tail: &str| -> Result<bool, DbError> {
        let mut session = Session::open(&format!("{url}?{tail}").parse().unwrap(), Access::Read)?;
        let sql = "SELECT ssl::text AS value FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
        Ok(session.text(sql)?.as_deref() == Some("true"))
    };
    assert!(!encrypted("sslmode=disable").unwrap());
    assert!(!encrypted("sslmode=allow").unwrap());
    assert!(encrypted("sslmode=prefer").unwrap());
    assert!(encrypted("").unwrap());
    assert!(encrypted("sslmode=require").unwrap());
    assert!(encrypted(&format!("sslmode=verify-ca&sslrootcert={ca}")).unwrap());
    assert!(encrypted(&format!("sslmode=verify-full&sslrootcert={ca}")).unwrap());
    assert!(encrypted(&format!("sslmode=verify-full&sslrootcert={ca}&channel_binding=require")).unwrap());
    let wrong = |tail: &str| encrypted(tail).unwrap_err().to_string();
    assert!(wrong("sslmode=verify-full&sslrootcert=system").contains("not signed by any authority"));
    assert!(wrong("sslmode=require&sslrootcert=system").contains("verify-full"));
    assert!(wrong("sslmode=verify-ca&sslrootcert=/nowhere").contains("/nowhere"));
    assert!(wrong("sslmode=verify-ca&sslrootcert=/dev/null").contains("holds no certificate"));
}

#[test]
fn a_server_under_a_wrong_name_or_a_wrong_authority_is_refused() {
    let Some((url, ca)) = tls() else { return };
    // The same server under a name its certificate does not have.
    let elsewhere = url.replace("@127.0.0.1", "@db.example");
    let open = |url: String| Session::open(&url.parse().unwrap(), Access::Read).map(|_| ());
    let error = open(format!("{elsewhere}?hostaddr=127.0.0.1&sslmode=verify-full&sslrootcert={ca}"))
        .unwrap_err()
        .to_string();
    assert!(error.contains("not for `db.example`"), "{error}");
    open(format!("{elsewhere}?hostaddr=127.0.0.1&sslmode=verify-ca&sslrootcert={ca}")).unwrap();
}
