//! A schema in which every name is a placeholder.
//!
//! Things keep their identity through renames, and an expression that speaks of a column goes on
//! doing so whatever the column is called. [`Sketch::named`] puts the names in.

use std::collections::{BTreeMap, BTreeSet};

use limbeck_schema::{
    Body, Check, Column, Comment, Exclusion, Expr, Family, ForeignKey, Generated, Index, IndexPart,
    IndexTerm, Items, KeyName, KeyPart, Name, Named, Object, ObjectName, PrimaryKey, Renames, Routine,
    Schema, Sequence, Spelled, Statement, Table, Thing, Trigger, Unique, View,
};

use crate::{
    dice::Dice,
    flavour::{self, Flavour},
    kind::Kind,
    names::Names,
};

/// The scope of everything that is not part of a table.
const SCHEMA: &str = "";

#[derive(Debug, Clone)]
pub(crate) struct Sketch {
    pub(crate) family: Family,
    pub(crate) schema: Schema,
    pub(crate) names: Names,
}

impl Sketch {
    /// An empty one.
    pub(crate) fn new(family: Family) -> Self {
        Self { family, schema: Schema::default(), names: Names::default() }
    }

    /// What its family has of its own.
    pub(crate) fn flavour(&self) -> &'static dyn Flavour {
        flavour::of(self.family)
    }

    /// What kind of values the column holds.
    pub(crate) fn kind(&self, column: &Column) -> Kind {
        self.flavour().kind(&column.sql_type.text)
    }

    /// A table, view or other thing to be that has a namespace.
    pub(crate) fn coin_object(&mut self, prefix: char, dice: &mut Dice) -> ObjectName {
        let namespace = self.flavour().namespace(self, dice);
        let name = self.coin(prefix, dice);
        if let Some(namespace) = &namespace {
            self.names.settle(&name, namespace);
        }
        ObjectName { namespace, name }
    }

    /// A table, view, index or trigger to be: SQLite wants their names to differ from each other
    /// (triggers apart).
    pub(crate) fn coin(&mut self, prefix: char, dice: &mut Dice) -> Name {
        self.names.coin(prefix, SCHEMA, dice)
    }

    /// A column or constraint of `table` to be.
    pub(crate) fn coin_in(&mut self, table: &ObjectName, prefix: char, dice: &mut Dice) -> Name {
        self.names.coin(prefix, table.name.as_str(), dice)
    }

    /// A constraint's name, where it gets one.
    pub(crate) fn coin_key(&mut self, table: &ObjectName, dice: &mut Dice) -> KeyName {
        if !dice.chance(30) {
            KeyName::Implied
        } else if self.flavour().keys_are_global() {
            KeyName::Given(self.coin('k', dice))
        } else {
            KeyName::Given(self.coin_in(table, 'k', dice))
        }
    }

    pub(crate) fn rename_table(&mut self, table: &ObjectName, dice: &mut Dice) {
        self.names.rename(&table.name, SCHEMA, dice);
    }

    pub(crate) fn rename_column(&mut self, table: &ObjectName, column: &Name, dice: &mut Dice) {
        self.names.rename(column, table.name.as_str(), dice);
    }

    /// The table, which is known to be there.
    pub(crate) fn table(&self, name: &ObjectName) -> &Table {
        self.schema.tables.get(name).expect("the table was just seen")
    }

    /// The table, which is known to be there, to change.
    pub(crate) fn table_mut(&mut self, name: &ObjectName) -> &mut Table {
        self.schema.tables.get_mut(name).expect("the table was just seen")
    }

    /// Any table.
    pub(crate) fn pick_table(&self, dice: &mut Dice) -> Option<ObjectName> {
        let tables: Vec<_> = self.schema.tables.iter().map(|table| table.name.clone()).collect();
        dice.pick(&tables).cloned()
    }

    /// What is called otherwise in `after`.
    pub(crate) fn renames_to(&self, after: &Self) -> Renames {
        let mut renames = Renames::new();
        for table in self.schema.tables.iter() {
            let Some(same) = after.schema.tables.get(&table.name) else { continue };
            let [old, new] = [self, after].map(|sketch| sketch.object(&table.name));
            renames.add_table(old.clone(), new).expect("names differ");
            for column in table.columns.iter().filter(|column| same.columns.contains(&column.name)) {
                let [before, after] = [self, after].map(|sketch| sketch.names.name(&column.name));
                renames.add_column(old.clone(), before, after).expect("names differ");
            }
        }
        renames
    }

    /// Whether every name that both sides know belongs, on each of them, to something both have: no
    /// rename takes the name of what is dropped, and nothing new takes a name that was given up.
    pub(crate) fn hands_on_no_name(&self, after: &Self) -> bool {
        let names = |sketch: &Self| -> BTreeMap<(Option<Name>, Name), Name> {
            let tables = sketch.schema.tables.iter();
            let columns = tables.clone().flat_map(|table| {
                let scope = Some(table.name.name.clone());
                table.columns.iter().map(move |column| (scope.clone(), column.name.clone()))
            });
            let tables = tables.map(|table| (None, table.name.name.clone()));
            let named = |(scope, own): (Option<Name>, Name)| ((scope, sketch.names.name(&own)), own);
            columns.chain(tables).map(named).collect()
        };
        let (old, new) = (names(self), names(after));
        let [stays, stayed] = [&new, &old].map(|side| side.values().collect::<BTreeSet<_>>());
        let mut shared = old.iter().filter_map(|(name, before)| Some((before, new.get(name)?)));
        shared.all(|(before, after)| stays.contains(before) && stayed.contains(after))
    }

    /// The schema under its names.
    pub(crate) fn named(&self) -> Schema {
        Schema {
            tables: collect(self.schema.tables.iter().map(|table| self.named_table(table))),
            views: collect(self.schema.views.iter().map(|view| View {
                name: self.object(&view.name),
                definition: self.fill(&view.definition),
                triggers: self.triggers(&view.triggers),
                ..view.clone()
            })),
            objects: collect(self.schema.objects.iter().map(|object| self.named_object(object))),
            comments: collect(
                self.schema.comments.iter().map(|c| Comment { on: self.thing(&c.on), text: c.text.clone() }),
            ),
            ..Schema::default()
        }
    }

    fn named_table(&self, table: &Table) -> Table {
        Table {
            name: self.object(&table.name),
            ordered: false,
            columns: collect(table.columns.iter().map(|column| self.column(column))),
            primary_key: table.primary_key.as_ref().map(|key| PrimaryKey {
                name: self.key_name(&key.name),
                parts: self.parts(&key.parts),
                ..key.clone()
            }),
            uniques: table.uniques.iter().map(|unique| self.unique(unique)).collect(),
            foreign_keys: table.foreign_keys.iter().map(|key| self.foreign_key(key)).collect(),
            exclusions: table
                .exclusions
                .iter()
                .map(|exclusion| Exclusion {
                    name: self.key_name(&exclusion.name),
                    definition: self.fill(&exclusion.definition),
                })
                .collect(),
            checks: table
                .checks
                .iter()
                .map(|check| Check {
                    name: self.key_name(&check.name),
                    expr: self.fill(&check.expr),
                    ..check.clone()
                })
                .collect(),
            indexes: collect(table.indexes.iter().map(|index| self.index(index))),
            triggers: self.triggers(&table.triggers),
            options: table.options.clone(),
            unmodelled: table.unmodelled.clone(),
        }
    }

    fn named_object(&self, object: &Object) -> Object {
        let body = match &object.body {
            Body::Sequence(sequence) => {
                let owner = sequence.owned_by.as_ref();
                let owned_by = owner.map(|(table, column)| (self.object(table), self.names.name(column)));
                Body::Sequence(Sequence { owned_by, ..sequence.clone() })
            }
            Body::Routine(routine) => {
                let [definition, signature] =
                    [&routine.definition, &routine.signature].map(|text| self.fill(text));
                Body::Routine(Routine { definition, signature })
            }
            Body::Statement(statement) => Body::Statement(self.fill(statement)),
            body => body.clone(),
        };
        Object { id: self.thing(&object.id), body }
    }

    /// Its part is no placeholder: what a function takes is called what it is called.
    fn thing(&self, thing: &Thing) -> Thing {
        Thing { name: self.object(&thing.name), ..thing.clone() }
    }

    fn column(&self, column: &Column) -> Column {
        Column {
            name: self.names.name(&column.name),
            sql_type: self.fill(&column.sql_type),
            default: column.default.as_ref().map(|expr| self.fill(expr)),
            generated: column
                .generated
                .as_ref()
                .map(|generated| Generated { expr: self.fill(&generated.expr), stored: generated.stored }),
            ..column.clone()
        }
    }

    fn unique(&self, unique: &Unique) -> Unique {
        Unique { name: self.key_name(&unique.name), parts: self.parts(&unique.parts), ..unique.clone() }
    }

    fn foreign_key(&self, key: &ForeignKey) -> ForeignKey {
        ForeignKey {
            name: self.key_name(&key.name),
            columns: self.all(&key.columns),
            references: self.object(&key.references),
            referenced: Spelled::new(self.all(&key.referenced.text)),
            ..key.clone()
        }
    }

    fn index(&self, index: &Index) -> Index {
        let part = |part: &IndexPart| IndexPart {
            term: match &part.term {
                IndexTerm::Column(column) => IndexTerm::Column(self.names.name(column)),
                IndexTerm::Expr(expr) => IndexTerm::Expr(self.fill(expr)),
            },
            ..part.clone()
        };
        Index {
            name: self.names.name(&index.name),
            parts: index.parts.iter().map(part).collect(),
            include: self.all(&index.include),
            predicate: index.predicate.as_ref().map(|expr| self.fill(expr)),
            ..index.clone()
        }
    }

    fn triggers(&self, triggers: &Items<Trigger>) -> Items<Trigger> {
        let named =
            |trigger: &Trigger| Trigger::new(self.names.name(&trigger.name), self.fill(&trigger.definition));
        collect(triggers.iter().map(named))
    }

    fn parts(&self, parts: &[KeyPart]) -> Vec<KeyPart> {
        parts.iter().map(|part| KeyPart { column: self.names.name(&part.column), ..part.clone() }).collect()
    }

    fn all(&self, names: &[Name]) -> Vec<Name> {
        names.iter().map(|name| self.names.name(name)).collect()
    }

    fn object(&self, name: &ObjectName) -> ObjectName {
        ObjectName {
            namespace: name.namespace.as_ref().map(|namespace| self.names.name(namespace)),
            name: self.names.name(&name.name),
        }
    }

    fn key_name(&self, name: &KeyName) -> KeyName {
        name.given().map_or(KeyName::Implied, |name| KeyName::Given(self.names.name(name)))
    }

    /// An expression ([`Expr`]) or a statement ([`Statement`]) under its names.
    fn fill(&self, text: &Expr) -> Statement {
        Spelled::new(self.names.fill(&text.text, |name| self.flavour().quoted(name)))
    }
}

/// Those columns whose value is given, not computed.
pub(crate) fn stored_columns(table: &Table) -> impl Iterator<Item = &Column> {
    table.columns.iter().filter(|column| column.generated.is_none())
}

/// Things whose names are known to differ.
pub(crate) fn collect<T: Named + Clone>(items: impl IntoIterator<Item = T>) -> Items<T> {
    Items::collect(items).expect("names differ within their scope")
}
