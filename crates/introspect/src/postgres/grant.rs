//! Rights.

use limbeck_schema::{Grant, Kind, ObjectName, Thing};

use super::{
    schema::Reading,
    things::{Address, Things},
};
use crate::Introspected;

/// Adds the rights to things, and those that things made later have.
pub(super) fn read(reading: &Reading<'_>, things: &Things, found: &mut Introspected) {
    for row in &reading.catalog.grants {
        if let Some(on) = things.named(Address::new(row.class, row.object, row.part)) {
            found.schema.grants.add(Grant {
                on: on.clone(),
                grantee: row.grantee.clone(),
                privilege: row.privilege.clone(),
                grantable: row.grantable,
                revoked: row.revoked,
            });
        }
    }
    for row in &reading.catalog.default_privileges {
        // None means all namespaces here, so that the default one has to be named.
        let role = ObjectName { namespace: row.namespace.clone(), name: row.role.clone() };
        found.schema.grants.add(Grant {
            on: Thing::part(Kind::DefaultPrivileges, role, row.kind.clone()),
            grantee: row.grantee.clone(),
            privilege: row.privilege.clone(),
            grantable: row.grantable,
            revoked: row.revoked,
        });
    }
}
