//! Sessions, transactions, locks and scratch space; the only crate with drivers.
