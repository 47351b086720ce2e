use std::{env, fs, net::TcpListener};

use super::{address, as_user, servers, with_database};
use crate::{Access, DatabaseUrl, DbError, Session, secret::Secret};

fn failure(url: &str) -> String {
    Session::open(&url.parse().unwrap(), Access::Read).unwrap_err().to_string()
}

#[test]
fn what_cannot_be_reached_says_where_and_why() {
    let error = failure("mysql://me:secret@127.0.0.1:1/d");
    assert!(error.contains("`d` on 127.0.0.1:1 as `me`") && error.contains("nothing listens"), "{error}");
    assert!(!error.contains("secret"), "{error}");
    let error = failure("mariadb://me@nowhere.invalid/d");
    assert!(error.contains("nowhere.invalid:3306") && error.contains("not known"), "{error}");
    let error = failure("mysql://me@/d?socket=/nowhere/my.sock");
    assert!(error.contains("/nowhere/my.sock") && error.contains("no server listens"), "{error}");
}

#[test]
fn somebody_who_says_nothing_is_not_waited_for() {
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = silent.local_addr().unwrap().port();
    let error = failure(&format!("mysql://me@127.0.0.1:{port}/d?connect_timeout=1"));
    assert!(error.contains("no answer within 1 s"), "{error}");
}

#[test]
fn a_missing_database_and_a_wrong_password_are_said() {
    for server in servers() {
        let error = Session::open(&with_database(&server, "h_nowhere"), Access::Read).unwrap_err();
        assert!(matches!(&error, DbError::NoDatabase { name, .. } if name == "h_nowhere"), "{error}");
        let mut wrong = address(&server);
        wrong.password = Some(Secret("sesame".to_owned()));
        let error = Session::open(&DatabaseUrl::of_mysql(wrong), Access::Read).unwrap_err().to_string();
        assert!(
            error.contains("(1045)") && error.contains("MYSQL_PWD") && !error.contains("sesame"),
            "{error}"
        );
    }
}

/// The same server with other parameters.
fn with(server: &DatabaseUrl, parameters: &str) -> DatabaseUrl {
    let mut url = address(&format!("mysql://h/d?{parameters}").parse().unwrap());
    let server = address(server);
    (url.user, url.password, url.host) = (server.user, server.password, server.host);
    (url.port, url.database) = (server.port, server.database);
    DatabaseUrl::of_mysql(url)
}

/// Whether the connection is encrypted.
fn encrypted(url: &DatabaseUrl) -> Result<bool, DbError> {
    let mut session = Session::open(url, Access::Read)?;
    let answers = session.answers("SHOW SESSION STATUS LIKE 'Ssl_cipher'")?;
    Ok(answers[0].rows[0][1].as_deref() != Some(""))
}

#[test]
fn tls_is_used_as_the_url_says() {
    for server in servers() {
        assert!(!encrypted(&with(&server, "sslmode=disable")).unwrap());
        let can = encrypted(&with(&server, "")).unwrap();
        match encrypted(&with(&server, "sslmode=require")) {
            Ok(encrypted) => assert!(can && encrypted),
            Err(error) => assert!(!can && error.to_string().contains("speaks no TLS"), "{error}"),
        }
        if can {
            let wrong = |parameters: &str| encrypted(&with(&server, parameters)).unwrap_err().to_string();
            let error = wrong("sslmode=verify-full&sslrootcert=system");
            assert!(error.contains("not signed by any authority"), "{error}");
            assert!(wrong("sslmode=verify-ca").contains("sslrootcert"));
            assert!(wrong("sslmode=require&sslrootcert=system").contains("verify-full"));
            assert!(wrong("sslmode=verify-ca&sslrootcert=/nowhere").contains("/nowhere"));
            assert!(wrong("sslrootcert=/dev/null").contains("holds no certificate"));
        }
    }
}

/// A server, and the file of the authority that its certificate is signed by.
fn known() -> Option<(DatabaseUrl, String)> {
    let found = env::var("LIMBECK_TEST_MYSQL9_URL").ok().zip(env::var("LIMBECK_TEST_MYSQL9_CA").ok());
    if found.is_none() {
        eprintln!(
            "SKIPPED: no server with a certificate is named: set LIMBECK_TEST_MYSQL9_URL and LIMBECK_TEST_MYSQL9_CA, the `ca.pem` it has made for itself"
        );
    }
    found.map(|(url, authority)| (url.parse().unwrap(), authority))
}

#[test]
fn a_server_is_known_by_its_certificate() {
    let Some((server, authority)) = known() else { return };
    assert!(encrypted(&with(&server, &format!("sslmode=verify-ca&sslrootcert={authority}"))).unwrap());
    assert!(encrypted(&with(&server, &format!("sslrootcert={authority}"))).unwrap());
    // What a server makes for itself is for no host.
    let full = with(&server, &format!("ssl-mode=VERIFY_IDENTITY&ssl-ca={authority}"));
    let error = encrypted(&full).unwrap_err().to_string();
    assert!(error.contains("is not for `127.0.0.1`"), "{error}");
}

/// Of nobody in particular, and never used: it trusts itself until 2036.
const STRANGER: &str = include_str!("stranger.pem");

#[test]
fn a_server_of_another_authority_is_refused() {
    let Some((server, _)) = known() else { return };
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("stranger.pem");
    fs::write(&file, STRANGER).unwrap();
    for mode in ["verify-ca", "verify-full"] {
        let url = with(&server, &format!("sslmode={mode}&sslrootcert={}", file.display()));
        let error = encrypted(&url).unwrap_err().to_string();
        assert!(error.contains("not signed by any authority"), "{error}");
    }
}

#[test]
fn a_password_that_the_server_has_not_seen_is_sent_over_tls_and_without() {
    for server in servers() {
        let mut admin = Session::open(&server, Access::Write).unwrap();
        let user = "h_limbeck_sha2";
        let way = if admin.dialect().is_mariadb() { "" } else { "WITH caching_sha2_password " };
        for parameters in ["sslmode=disable", "sslmode=prefer"] {
            let database = admin.namespace().unwrap().unwrap();
            // A new user is in no cache: the password is sent whole.
            let script = format!(
                "DROP USER IF EXISTS {user}@'%'; CREATE USER {user}@'%' IDENTIFIED {way}BY 'p@ss'; GRANT SELECT ON `{database}`.* TO {user}@'%'"
            );
            admin.execute(&script).unwrap();
            let url = with(&as_user(&server, user, "p@ss"), parameters);
            for _ in 0..2 {
                Session::open(&url, Access::Read).unwrap();
            }
        }
        admin.execute(&format!("DROP USER {user}@'%'")).unwrap();
    }
}
