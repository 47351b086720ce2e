//! #[derive(Model)]: a table declared as a Rust struct, checked at compile time.
