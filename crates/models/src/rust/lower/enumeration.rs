//! Fields whose type is an enum that derives `SqlEnum`.

use limbeck_schema::{Check, Expr, Table, TypeCoverage};
use syn::{Path, spanned::Spanned};

use super::{Lookup, Lowering};
use crate::{
    ddl::{self, Kind, Labels},
    rust::{
        enumeration::{Enumeration, Kept},
        model::{self, Field, FieldType},
    },
};

impl<'a> Lowering<'a> {
    /// The enum that the field is of, and whether the field holds several.
    pub(super) fn enumeration_of(&self, field: &Field) -> Option<(&'a Enumeration, bool)> {
        let named = &field.named.as_ref()?.0;
        if matches!(field.sql_type, FieldType::Written(_)) {
            return None;
        }
        match self.models.enumeration(&named.path) {
            // `Value` and `Date` are other crates' words too.
            Lookup::Found { enumeration, is_near } if is_near || !is_known(field) => {
                Some((enumeration, named.is_array))
            }
            _ => None,
        }
    }

    /// Says that a word may be another crate's, or an enum of the project.
    pub(super) fn tell_ambiguous(&mut self, field: &Field) {
        let Some((named, _)) = field.named.as_ref().filter(|_| is_known(field)) else { return };
        let found = self.models.enumeration(&named.path);
        if let (Some(word), Lookup::Found { is_near: false, .. }) = (named.path.get_ident(), found) {
            let message = format!(
                "`{word}` may be the enum of the project, or a type of another crate\nhelp: write where it is from, `kinds::{word}`, or add #[limbeck(sql_type = \"...\")]"
            );
            self.complain(word.span(), message);
        }
    }

    /// Says that the field's type is neither known nor an enum, or that it is not clear which one.
    pub(super) fn tell_unknown(&mut self, field: &Field) {
        let Some((named, whole)) = &field.named else { return };
        match self.models.enumeration(&named.path) {
            Lookup::Found { .. } | Lookup::Unseen => {}
            Lookup::Missing => self.problems.push(model::unknown_type(whole, named.path.span())),
            Lookup::Several(count) => self.tell_several(&named.path, count),
        }
    }

    /// The type of a column that holds values of the enum, or arrays of them.
    pub(super) fn enumerated(
        &mut self,
        field: &Field,
        enumeration: &Enumeration,
        is_array: bool,
    ) -> Option<String> {
        let words = ddl::of(self.family);
        let (plain, said) = match enumeration.kept(self.family) {
            // Which of its labels come first is the database's to say.
            Kept::Native(written) if matches!(words.labels, Labels::InColumn(_)) => {
                (Some(written), Some(TypeCoverage::Name))
            }
            Kept::Native(written) => (Some(written), Some(TypeCoverage::Exact)),
            Kept::Text { sql_type: Some(written), .. } => (Some(written), Some(TypeCoverage::Exact)),
            // A text of whatever length will do, but where an enumeration is a kind of text: that has labels.
            Kept::Text { sql_type: None, .. } => {
                let is_text = matches!(words.labels, Labels::InColumn(_));
                let said = is_text.then_some(TypeCoverage::Exact);
                ((words.rust)(Kind::Text).map(str::to_owned), said)
            }
        };
        let whole = match plain {
            Some(plain) if is_array => (words.generic)("Array", &plain),
            plain => plain,
        };
        match (whole.is_some(), said) {
            (true, Some(said)) => self.say_type(field, said),
            (true, None) => {}
            (false, _) => self.tell_untyped(field),
        }
        whole
    }

    /// Where the database keeps a text, it has to be one of the labels.
    pub(super) fn enumeration_check(&mut self, table: &mut Table, field: &Field) {
        let Some((enumeration, is_array)) = self.enumeration_of(field) else { return };
        let Kept::Text { sql_type, is_checked: true } = enumeration.kept(self.family) else { return };
        let words = ddl::of(self.family);
        let text = sql_type.or_else(|| (words.rust)(Kind::Text).map(str::to_owned));
        let array = text.filter(|_| is_array).and_then(|text| (words.generic)("Array", &text));
        let labels: Vec<String> = enumeration.labels().iter().map(|label| (words.quoted)(label)).collect();
        let among = (words.among)(&field.column, array.as_deref(), &labels.join(", "));
        table.checks.add(Check::new(Expr::new(among)));
    }

    /// The label of a variant, as a literal.
    pub(super) fn variant(&mut self, path: &Path) -> Option<Expr> {
        let mut of = path.clone();
        let last = of.segments.pop()?.ident;
        of.segments.pop_punct();
        match self.models.enumeration(&of) {
            Lookup::Found { enumeration, .. } => {
                let label = enumeration.label(&last);
                if label.is_none() {
                    let message = format!("`{}` has no variant `{last}`", enumeration.ident);
                    self.complain(last.span(), message);
                }
                Some(Expr::new((ddl::of(self.family).quoted)(label?)))
            }
            Lookup::Unseen => None,
            Lookup::Missing => {
                let message = "no enum of this name derives `SqlEnum`\nhelp: list its file among the models, or write the value: default = \"new\"";
                self.complain(of.span(), message.to_owned());
                None
            }
            Lookup::Several(count) => {
                self.tell_several(&of, count);
                None
            }
        }
    }

    fn tell_several(&mut self, path: &Path, count: usize) {
        let message = format!(
            "{count} enums are called so\nhelp: name the module too, `kinds::Level`, or give them different names"
        );
        self.complain(path.span(), message);
    }
}

/// Whether the type has a meaning of its own, if it is no enum.
fn is_known(field: &Field) -> bool {
    matches!(field.sql_type, FieldType::Kind(_) | FieldType::Array(_))
}
