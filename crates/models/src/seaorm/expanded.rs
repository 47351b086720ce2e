//! The expanded form: `enum Column`, `enum PrimaryKey`, and the traits written out for them.

use syn::{
    Expr, ExprMatch, Fields, ImplItem, Item, ItemEnum, ItemImpl, ItemStruct, Lit, Pat, ext::IdentExt,
    spanned::Spanned,
};

use super::{
    attributes::{Said, derives, is_last},
    entity::{Column, Entity, Relation, Written},
    eval::{last, last_of, plain, tail, text},
    module::Module,
    names, relation,
};

/// What a module writes out of an entity.
#[derive(Default)]
pub(super) struct Pieces<'a> {
    /// `DeriveEntityModel`.
    pub(super) model: Option<&'a ItemStruct>,
    /// `DeriveEntity`.
    entity: Option<&'a ItemStruct>,
    /// `DeriveModel`.
    fields: Option<&'a ItemStruct>,
    columns: Option<&'a ItemEnum>,
    key: Option<&'a ItemEnum>,
    pub(super) relations: Option<&'a ItemEnum>,
    entity_name: Option<&'a ItemImpl>,
    column_trait: Option<&'a ItemImpl>,
    key_trait: Option<&'a ItemImpl>,
    relation_trait: Option<&'a ItemImpl>,
}

impl<'a> Pieces<'a> {
    pub(super) fn of(module: &Module<'a>) -> Self {
        let mut pieces = Self::default();
        for item in &module.items {
            match *item {
                Item::Struct(item) if derives(&item.attrs, "DeriveEntityModel") => pieces.model = Some(item),
                Item::Struct(item) if derives(&item.attrs, "DeriveEntity") => pieces.entity = Some(item),
                Item::Struct(item) if derives(&item.attrs, "DeriveModel") => pieces.fields = Some(item),
                Item::Enum(item) if derives(&item.attrs, "DeriveColumn") => pieces.columns = Some(item),
                Item::Enum(item) if derives(&item.attrs, "DerivePrimaryKey") => pieces.key = Some(item),
                Item::Enum(item) if derives(&item.attrs, "DeriveRelation") => pieces.relations = Some(item),
                // Without the derive it is SeaORM's all the same where `RelationTrait` is written out for it.
                Item::Impl(item) => pieces.implemented(item),
                _ => {}
            }
        }
        pieces
    }

    fn implemented(&mut self, item: &'a ItemImpl) {
        let Some((path, _)) = &item.trait_ else { return };
        match last(path).as_deref() {
            Some("EntityName") => self.entity_name = Some(item),
            Some("ColumnTrait") => self.column_trait = Some(item),
            Some("PrimaryKeyTrait") => self.key_trait = Some(item),
            Some("RelationTrait") => self.relation_trait = Some(item),
            _ => {}
        }
    }

    /// Whether the module holds an entity in this form.
    pub(super) fn is_expanded(&self) -> bool {
        self.model.is_none()
            && self.columns.is_some()
            && (self.column_trait.is_some() || self.entity.is_some())
    }

    /// The table and its schema, as `impl EntityName` names them.
    pub(super) fn named(&self, problems: &mut Vec<syn::Error>) -> Option<(String, Option<String>)> {
        let item = self.entity_name?;
        let table = returned(item, "table_name").and_then(text);
        if table.is_none() {
            let message = "the name of this entity's table cannot be read without running it\nhelp: write a text: fn table_name(&self) -> &'static str { \"...\" }";
            problems.push(syn::Error::new(item.self_ty.span(), message));
        }
        Some((table?, returned(item, "schema_name").and_then(some).and_then(text)))
    }

    /// What `impl EntityName` says for its reader.
    fn comment(&self) -> Option<String> {
        returned(self.entity_name?, "comment").and_then(some).and_then(text)
    }

    /// Relations that `impl RelationTrait` writes out.
    pub(super) fn written_relations(&self, problems: &mut Vec<syn::Error>) -> Vec<Relation> {
        let Some(found) = self.relation_trait.and_then(matched) else { return Vec::new() };
        let mut relations = Vec::new();
        for arm in found.arms.iter().filter(|arm| variant(&arm.pat).is_some()) {
            match relation::of_arm(&arm.body) {
                Ok(relation) => relations.extend(relation),
                Err(problem) => problems.push(problem),
            }
        }
        relations
    }

    /// The entity, from all the pieces.
    pub(super) fn read(&self, problems: &mut Vec<syn::Error>) -> Option<Entity> {
        let columns = self.columns?;
        let span = self.entity.map_or_else(|| columns.ident.span(), |item| item.ident.span());
        let attribute = self.entity.map(|item| Said::read(&item.attrs, problems));
        let mut said = |word: &str| attribute.as_ref()?.text(word, problems).map(|text| text.value());
        let (table, schema, comment) = (said("table_name"), said("schema_name"), said("comment"));
        let named = if table.is_some() { table.map(|table| (table, schema)) } else { self.named(problems) };
        let Some((table, schema)) = named else {
            if problems.is_empty() {
                let message = "this entity names no table\nhelp: add #[sea_orm(table_name = \"...\")] to the struct with `DeriveEntity`";
                problems.push(syn::Error::new(span, message));
            }
            return None;
        };
        let key: Vec<String> = self
            .key
            .iter()
            .flat_map(|item| &item.variants)
            .map(|variant| variant.ident.to_string())
            .collect();
        let mut entity = Entity {
            span,
            table,
            schema,
            comment: comment.or_else(|| self.comment()),
            columns: Vec::new(),
            ignored: Vec::new(),
            auto_increment: key.len() == 1 && self.counts(problems),
            key,
            relations: self.written_relations(problems),
            reached: Vec::new(),
            skipped: Vec::new(),
        };
        self.columns_of(columns, &mut entity, problems);
        self.fields_of(&mut entity);
        Some(entity)
    }

    /// Finds columns that are called otherwise than their fields although nobody says so: SeaORM goes by the
    /// variant, and `sea-orm-cli` (2.0.4) forgets to name those with a digit behind an underscore.
    fn fields_of(&self, entity: &mut Entity) {
        let Some(Fields::Named(fields)) = self.fields.map(|item| &item.fields) else { return };
        for ident in fields.named.iter().filter_map(|field| field.ident.as_ref()) {
            let field = ident.unraw().to_string();
            let variant = names::variant(&field);
            let Some(column) = entity.columns.iter_mut().find(|column| column.variant == variant) else {
                continue;
            };
            let of_field = names::column_of_field(&field);
            if column.name == names::column(&variant) && column.name != of_field {
                column.of_field = Some(of_field);
            }
        }
    }

    /// `fn auto_increment() -> bool`, which is `true` where nobody writes it.
    fn counts(&self, problems: &mut Vec<syn::Error>) -> bool {
        let Some(body) = self.key_trait.and_then(|item| returned(item, "auto_increment")) else {
            return true;
        };
        match plain(body) {
            Expr::Lit(literal) if let Lit::Bool(value) = &literal.lit => value.value,
            other => {
                let message = "this cannot be read without running it\nhelp: write `true` or `false`";
                problems.push(syn::Error::new(other.span(), message));
                false
            }
        }
    }

    fn columns_of(&self, columns: &ItemEnum, entity: &mut Entity, problems: &mut Vec<syn::Error>) {
        let arms = self.column_trait.and_then(matched);
        for listed in &columns.variants {
            if !matches!(listed.fields, Fields::Unit) {
                problems.push(syn::Error::new(listed.span(), "a column is a variant without fields"));
                continue;
            }
            let ident = listed.ident.to_string();
            let said = Said::read(&listed.attrs, problems);
            let name =
                said.text("column_name", problems).map_or_else(|| names::column(&ident), |name| name.value());
            let arm = arms.and_then(|found| {
                found.arms.iter().find(|arm| variant(&arm.pat).as_deref() == Some(ident.as_str()))
            });
            let Some(arm) = arm else {
                let message = format!(
                    "the definition of column `{ident}` is not found\nhelp: give it an arm of its own in `ColumnTrait::def`: Self::{ident} => ColumnType::Integer.def()"
                );
                problems.push(syn::Error::new(listed.ident.span(), message));
                continue;
            };
            match defined(&arm.body, (listed.ident.span(), ident, name)) {
                Ok(column) => entity.columns.push(column),
                Err(problem) => problems.push(problem),
            }
        }
    }
}

/// `ColumnType::Integer.def().null().unique()`.
fn defined(body: &Expr, (span, variant, name): (proc_macro2::Span, String, String)) -> syn::Result<Column> {
    let mut calls = Vec::new();
    let mut inner = tail(body);
    while let Expr::MethodCall(call) = inner {
        if matches!(call.method.to_string().as_str(), "get_column_type" | "to_owned" | "clone") {
            break;
        }
        calls.push(call);
        inner = &call.receiver;
    }
    let mut column = Column {
        span,
        variant,
        name,
        column_type: Written::Expr(inner.clone()),
        nullable: false,
        unique: false,
        unique_key: None,
        indexed: false,
        default: None,
        comment: None,
        extra: None,
        renamed_from: None,
        of_field: None,
    };
    for call in calls.into_iter().rev() {
        let unreadable = || {
            let message = format!(
                "`{}` of a column cannot be read without running it\nhelp: give it a literal",
                call.method
            );
            syn::Error::new(call.method.span(), message)
        };
        let argument = call.args.first();
        let literal = || match argument.map(plain) {
            Some(Expr::Lit(literal)) if let Lit::Str(text) = &literal.lit => Ok(text.clone()),
            _ => Err(unreadable()),
        };
        match call.method.to_string().as_str() {
            "def" | "seaography_ignore" => {}
            "null" | "nullable" => column.nullable = true,
            "unique" => column.unique = true,
            "indexed" => column.indexed = true,
            "unique_key" => column.unique_key = Some(literal()?.value()),
            "default" | "default_value" => column.default = Some(argument.ok_or_else(unreadable)?.clone()),
            "comment" => column.comment = Some(literal()?.value()),
            "extra" => column.extra = Some(literal()?),
            "renamed_from" => column.renamed_from = Some(literal()?),
            _ => return Err(unreadable()),
        }
    }
    Ok(column)
}

/// What the function of that name gives back, where its body is one expression.
fn returned<'a>(item: &'a ItemImpl, name: &str) -> Option<&'a Expr> {
    item.items.iter().find_map(|item| match item {
        ImplItem::Fn(function) if function.sig.ident == name => last_of(&function.block),
        _ => None,
    })
}

/// The `match self` of the function `def`.
fn matched(item: &ItemImpl) -> Option<&ExprMatch> {
    match returned(item, "def")? {
        Expr::Match(found) => Some(found),
        _ => None,
    }
}

fn some(expr: &Expr) -> Option<&Expr> {
    match plain(expr) {
        Expr::Call(call) if matches!(plain(&call.func), Expr::Path(path) if is_last(&path.path, "Some")) => {
            call.args.first()
        }
        _ => None,
    }
}

/// The variant that a pattern names: `Self::Id`.
fn variant(pattern: &Pat) -> Option<String> {
    match pattern {
        Pat::Path(path) => last(&path.path),
        Pat::Ident(ident) => Some(ident.ident.to_string()),
        _ => None,
    }
}
