//! Live-database introspection: catalogs to schema.
