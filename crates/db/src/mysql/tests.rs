//! On real servers, as far as the environment names some.

mod connect;
mod lock;
mod scratch;
mod session;
mod stumble;
mod url;

use std::env;

use crate::{Access, DatabaseUrl, Session, url::Place};

/// The variables that name servers to test with.
const SERVERS: [&str; 3] =
    ["LIMBECK_TEST_MYSQL9_URL", "LIMBECK_TEST_MARIADB10_URL", "LIMBECK_TEST_MARIADB11_URL"];

/// The URLs of the servers there are. A test without any says so.
pub(super) fn servers() -> Vec<DatabaseUrl> {
    let found: Vec<DatabaseUrl> =
        SERVERS.iter().filter_map(|name| env::var(name).ok()).map(|url| url.parse().unwrap()).collect();
    if found.is_empty() {
        eprintln!("SKIPPED: no server of MySQL's family is named: set {}", SERVERS.join(" or "));
    }
    found
}

/// A database of its own on each server, dropped behind the test.
pub(super) fn on_each(test: impl Fn(&mut Session, &DatabaseUrl)) {
    for server in servers() {
        let mut scratch = Session::scratch_on(&server).unwrap();
        let name = scratch.namespace().unwrap().unwrap();
        let url = with_database(&server, &name);
        test(&mut Session::open(&url, Access::Write).unwrap(), &url);
    }
}

pub(super) fn address(url: &DatabaseUrl) -> super::Address {
    let Place::Mysql(address) = url.place() else { panic!("no server") };
    (**address).clone()
}

/// The same database, as somebody else.
pub(super) fn as_user(url: &DatabaseUrl, user: &str, password: &str) -> DatabaseUrl {
    let mut address = address(url);
    address.user = Some(user.to_owned());
    address.password = Some(crate::secret::Secret(password.to_owned()));
    DatabaseUrl::of_mysql(address)
}

/// The same server, another database; with the password, which is not printed.
pub(super) fn with_database(server: &DatabaseUrl, name: &str) -> DatabaseUrl {
    DatabaseUrl::of_mysql(address(server).with_database(name))
}
