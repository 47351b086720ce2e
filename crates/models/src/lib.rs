//! Model introspection: Rust source to schema.
