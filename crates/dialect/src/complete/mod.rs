//! What a model source cannot say, taken from the database: partial knowledge is not a DROP.

mod column;
mod entity;
mod shape;
mod table;
mod things;

use limbeck_schema::{
    Aspect, Body, Canonical, Coverage, Diagnostic, Dialect, EntityCoverage, ForeignKey, Items, Kind, Object,
    ObjectName, Schema, Sequence, Severity, Table, TableCoverage,
};

use crate::{
    canonicalize,
    rules::{self, Rules},
};
use table::Completion;

/// A schema that says everything.
#[derive(Debug, Clone)]
pub struct Completed {
    /// What the models say, and where they cannot, what is there.
    pub schema: Canonical,
    /// What goes although nobody said so; an error is what cannot be completed.
    pub notes: Vec<Diagnostic>,
}

/// Completes what the models say from the database they are compared with. `live` already speaks the
/// names that hold after the renames.
pub fn complete(models: Canonical, coverage: &Coverage, live: &Canonical) -> Completed {
    let dialect = models.dialect();
    let rules = rules::of(dialect.family);
    let mut coverage = folded(coverage, rules, dialect);
    let (models, mut doubts) = entity::called::as_there(models, &mut coverage, rules, live);
    doubts.extend(entity::labels::disputed(&mut coverage, rules, (models.schema(), live.schema())));
    let coverage = &coverage;
    let mut whole = Whole { rules, coverage, live: live.schema(), notes: doubts };
    let mut wanted = models.into_schema();
    entity::elsewhere::find(&mut wanted, coverage, rules, live.schema());
    let mut schema = whole.schema(wanted);
    rules.name_constraints(&mut schema, dialect);
    // Most often nothing differs, and what is there has been judged.
    let schema = if schema == *live.schema() { live.clone() } else { canonicalize(schema, dialect) };
    Completed { schema, notes: whole.notes }
}

/// The coverage under the names that tables are found by: readers list them as they are written.
fn folded(coverage: &Coverage, rules: &dyn Rules, dialect: Dialect) -> Coverage {
    let fold = |name: &ObjectName| rules.fold_table_name(name.clone(), dialect);
    let of_table = |said: &TableCoverage| {
        let entity = said.entity.as_ref().map(|entity| EntityCoverage {
            silent_on: entity.silent_on.iter().map(fold).collect(),
            ..entity.clone()
        });
        TableCoverage { entity, ..said.clone() }
    };
    let tables = coverage.tables.iter().map(|(name, said)| (fold(name), of_table(said))).collect();
    let left_out = coverage.left_out.iter().map(fold).collect();
    let Coverage { views, objects, comments, grants, absent_tables, keyless_tables, .. } = *coverage;
    Coverage { tables, views, objects, comments, grants, absent_tables, keyless_tables, left_out }
}

/// The database, and how far the models speak of it.
struct Whole<'a> {
    rules: &'static dyn Rules,
    coverage: &'a Coverage,
    live: &'a Schema,
    notes: Vec<Diagnostic>,
}

impl Whole<'_> {
    fn schema(&mut self, mut wanted: Schema) -> Schema {
        let (there, coverage) = (self.live, self.coverage);
        self.complete_tables(&mut wanted.tables);
        let mut schema = Schema {
            tables: self.tables(&wanted),
            unmanaged: there.unmanaged.clone(),
            dependencies: wanted.dependencies.clone(),
            ..Schema::default()
        };
        entity::outside::keep(&mut schema, &wanted, coverage, there);
        schema.views = if coverage.views { wanted.views.clone() } else { there.views.clone() };
        schema.objects = if coverage.objects { wanted.objects.clone() } else { self.objects(&wanted) };
        let (comments, grants) = (&wanted.comments, &wanted.grants);
        schema.comments = if coverage.comments { comments.clone() } else { there.comments.clone() };
        // Who does not say all of them may say some.
        comments.iter().for_each(|comment| drop(schema.comments.put(comment.clone())));
        schema.grants = if coverage.grants { grants.clone() } else { there.grants.clone() };
        self.references(&mut schema);
        things::follow(&mut schema, self);
        schema
    }

    /// Each table in its place: a copy of a large schema takes as long as what is done with it.
    fn complete_tables(&mut self, wanted: &mut Items<Table>) {
        let there = self.live;
        for table in wanted.iter_mut() {
            if self.confirms_what_is_there(&table.name) {
                continue;
            }
            let of_table = self.coverage.of(&table.name);
            match there.tables.get(&table.name) {
                Some(live) => {
                    Completion { rules: self.rules, coverage: of_table, live, objects: &there.objects }
                        .table(table, &mut self.notes);
                }
                None => {
                    let entity = of_table.entity.iter();
                    self.notes
                        .extend(entity.flat_map(|entity| entity::unknown_defaults_of_new(entity, table)));
                }
            }
        }
    }

    /// Diesel and SeaORM declare views and virtual tables as tables: such a one confirms what is there.
    fn confirms_what_is_there(&self, name: &ObjectName) -> bool {
        if !self.live.views.contains(name) && !self.live.unmanaged.contains(name) {
            return false;
        }
        let of_table = self.coverage.of(name);
        of_table.entity.is_some() || !of_table.covers(Aspect::ExactType)
    }

    /// The tables of the models, and those that are there and of which they say nothing.
    fn tables(&self, wanted: &Schema) -> Items<Table> {
        let there = self.live;
        let mut tables = wanted.tables.clone();
        for name in wanted.tables.names() {
            if self.confirms_what_is_there(name) {
                tables.remove(name);
            }
        }
        for table in there.tables.iter().filter(|table| !wanted.tables.contains(&table.name)) {
            let is_left_out = self.coverage.left_out.contains(&table.name);
            if !self.coverage.absent_tables || is_left_out || self.cannot_be_said(table, wanted) {
                tables.put(table.clone());
            }
        }
        tables
    }

    /// Whether that the models have no such table says nothing: they cannot have it, or they have nothing
    /// of its namespace.
    fn cannot_be_said(&self, table: &Table, wanted: &Schema) -> bool {
        let keyless = table.primary_key.is_none() && !self.coverage.keyless_tables;
        let parent = table.options.partition_of.as_ref().map(|partition| &partition.parent);
        // Of a namespace the models have nothing of, the default one too, they say nothing.
        let elsewhere = !wanted.tables.iter().any(|other| other.name.namespace == table.name.namespace);
        let beyond_tables = table.options.foreign.is_some()
            || parent.is_some_and(|parent| wanted.tables.contains(parent))
            || elsewhere;
        keyless || (!self.coverage.objects && beyond_tables)
    }

    /// Those that are there, with those that the models' tables bring along.
    fn objects(&self, wanted: &Schema) -> Items<Object> {
        let mut objects = self.live.objects.clone();
        // A column that is there counts as it does already.
        let counts_already = |object: &Object| match &object.body {
            Body::Sequence(Sequence { owned_by: Some((table, column)), .. }) => {
                self.live.tables.get(table).is_some_and(|table| table.columns.contains(column))
            }
            _ => false,
        };
        for object in wanted.objects.iter() {
            match (&object.body, objects.get(&object.id).map(|there| &there.body)) {
                (Body::Enum(wanted), Some(Body::Enum(there))) => {
                    let labels = Body::Enum(things::labels(wanted, there));
                    objects.put(Object { body: labels, ..object.clone() });
                }
                (_, Some(_)) => {}
                (_, None) if counts_already(object) => {}
                (_, None) => drop(objects.put(object.clone())),
            }
        }
        let of_tables = wanted.tables.iter().map(|table| &table.name);
        let names = of_tables.chain(wanted.objects.iter().map(|object| &object.id.name));
        for namespace in names.filter_map(|name| name.namespace.as_ref()) {
            let object = Object::namespace(namespace.clone());
            let is_there = objects.contains(&object.id)
                || self.live.tables.iter().any(|table| table.name.namespace.as_ref() == Some(namespace));
            if !is_there && self.rules.is_said_by_server() {
                objects.put(object);
            }
        }
        objects
    }

    /// A foreign key that the models cannot speak of stays, unless what it refers to goes.
    fn references(&mut self, schema: &mut Schema) {
        let goes = |key: &ForeignKey| {
            let Some(before) = self.live.tables.get(&key.references) else { return false };
            let Some(after) = schema.tables.get(&key.references) else { return true };
            let gone = |name| before.columns.contains(name) && !after.columns.contains(name);
            key.referenced.key.iter().any(gone)
        };
        let mut stay: Vec<(ObjectName, Vec<ForeignKey>)> = Vec::new();
        for table in schema.tables.iter().filter(|table| self.live.tables.contains(&table.name)) {
            if self.coverage.of(&table.name).covers(Aspect::ForeignKey)
                || !table.foreign_keys.iter().any(goes)
            {
                continue;
            }
            for key in table.foreign_keys.iter().filter(|key| goes(key)) {
                let message = format!(
                    "the foreign key of {} goes with what it refers to in {}",
                    table.name, key.references
                );
                self.notes.push(note(message));
            }
            let kept = table.foreign_keys.iter().filter(|key| !goes(key)).cloned().collect();
            stay.push((table.name.clone(), kept));
        }
        for (name, kept) in stay {
            if let Some(table) = schema.tables.get_mut(&name) {
                table.foreign_keys = kept.into_iter().collect();
            }
        }
    }
}

/// A note that something goes along.
fn note(message: String) -> Diagnostic {
    Diagnostic { severity: Severity::Warning, message, span: None, help: None }
}

/// The domains among the objects, for the types behind them.
fn is_domain(object: &Object) -> bool {
    object.id.kind == Kind::Domain
}
