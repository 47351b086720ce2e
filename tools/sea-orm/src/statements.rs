//! What the schema builder makes, without a database.

use sea_orm::{DbBackend, EntityTrait, Schema};

use crate::every::{Takes, every};

/// Types first, each once, then tables with their indexes.
pub fn of(backend: DbBackend) -> Vec<String> {
    let mut made = every(backend, Made { backend, types: Vec::new(), statements: Vec::new() });
    made.types.sort();
    made.types.dedup();
    made.types.into_iter().chain(made.statements).collect()
}

struct Made {
    backend: DbBackend,
    types: Vec<String>,
    statements: Vec<String>,
}

impl Takes for Made {
    fn take<E: EntityTrait>(mut self, entity: E) -> Self {
        let (schema, backend) = (Schema::new(self.backend), self.backend);
        let types = schema.create_enum_from_entity(entity);
        self.types.extend(types.iter().map(|made| backend.build(made).to_string()));
        self.statements.push(backend.build(&schema.create_table_from_entity(entity)).to_string());
        let indexes = schema.create_index_from_entity(entity);
        self.statements.extend(indexes.iter().map(|made| backend.build(made).to_string()));
        self
    }
}
