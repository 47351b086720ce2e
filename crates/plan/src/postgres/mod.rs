//! Plans for PostgreSQL.

use limbeck_schema::{Canonical, ChangeSet, Pair};

use crate::Plan;

pub(crate) fn plan(_set: &ChangeSet, _sides: Pair<&Canonical>) -> Plan {
    Plan::default()
}
