//! One column that is on both sides.

use limbeck_schema::{Aspect, Body, Column, Identity, PrimaryKey, Sequence, SqlType, TypeCoverage};

use super::{is_domain, table::Completion, things};

impl Completion<'_> {
    pub(super) fn column(&self, column: &mut Column, there: &Column) {
        let (wanted, live) = (&column.sql_type.text, &there.sql_type.text);
        let said = self.coverage.of_type(&column.name);
        let is_same = match said {
            TypeCoverage::Exact => false,
            // Most are, and need not be taken apart.
            _ if column.sql_type == there.sql_type => true,
            TypeCoverage::Name => self.behind(live, |live| self.rules.same_type_name(wanted, live)),
            TypeCoverage::Kind => self.behind(live, |live| self.rules.same_kind(wanted, live)),
        };
        if is_same {
            column.sql_type = there.sql_type.clone();
        } else if said == TypeCoverage::Name {
            self.order_labels(column, there);
        }
        if self.lacks(Aspect::Identity) {
            self.identity(column, there);
            // A source that may say so says nothing where it does not.
            column.auto_increment |= there.auto_increment;
        }
        if self.lacks(Aspect::Default) {
            column.default = there.default.clone();
            column.on_update = there.on_update.clone();
            column.invisible = there.invisible;
        }
        if self.lacks(Aspect::Collation) {
            column.collation = column.collation.take().or_else(|| there.collation.clone());
        }
        if self.lacks(Aspect::Generated) {
            column.generated = there.generated.clone();
        }
        if self.lacks(Aspect::Comment) {
            column.comment = there.comment.clone();
        }
        if self.lacks(Aspect::Options) {
            self.options(column, there);
        }
        // A key takes no NULL in most databases, and in models; SQLite lets a column of a key say
        // otherwise, or nothing at all.
        if self.lacks(Aspect::ExactType) {
            self.nullability_of_key(column, there);
        }
    }

    pub(super) fn nullability_of_key(&self, column: &mut Column, there: &Column) {
        let in_key = |key: &PrimaryKey| key.parts.iter().any(|part| part.column == column.name);
        if self.live.primary_key.as_ref().is_some_and(in_key) {
            column.nullable = there.nullable;
            column.on_null = there.on_null;
        }
    }

    /// How values are kept.
    pub(super) fn options(&self, column: &mut Column, there: &Column) {
        column.take_options(there);
        if column.nullable == there.nullable {
            column.on_null = there.on_null;
        }
    }

    /// Labels in the column's type, in the order in which they are there.
    pub(super) fn order_labels(&self, column: &mut Column, there: &Column) {
        let labels = |column: &Column| self.rules.labels(&column.sql_type.text);
        if let (Some(wanted), Some(there)) = (labels(column), labels(there)) {
            column.sql_type = SqlType::new(self.rules.labelled(&things::labels(&wanted, &there)));
        }
    }

    /// Models know nothing of domains: the type behind one will do.
    pub(super) fn behind(&self, there: &str, is_same: impl Fn(&str) -> bool) -> bool {
        let mut behind = there;
        // One domain may stand behind another; none behind itself.
        for _ in 0..=self.objects.len() {
            if is_same(behind) {
                return true;
            }
            let domain = self
                .objects
                .iter()
                .filter(|object| is_domain(object))
                .find(|object| self.rules.type_text(&object.id.name) == behind);
            match domain.map(|object| &object.body) {
                Some(Body::Domain(domain)) => behind = &domain.base.text,
                _ => return false,
            }
        }
        false
    }

    /// A column that counts, counts as it does already: by an identity, or by a default.
    pub(super) fn identity(&self, column: &mut Column, there: &Column) {
        let counts = there.default.as_ref().is_some_and(|default| self.rules.counts(default));
        match (&column.identity, &there.identity) {
            (Some(_), Some(identity)) => column.identity = Some(counting(identity, column, there)),
            (Some(_), None) if counts && column.default.is_none() => {
                column.identity = None;
                column.default = there.default.clone();
            }
            (None, Some(identity)) if self.lacks(Aspect::Default) => {
                column.identity = Some(counting(identity, column, there));
            }
            _ => {}
        }
    }
}

/// The identity of a column that may get another type: what it may count to goes with the type, where it was
/// what the type allows.
fn counting(identity: &Identity, column: &Column, there: &Column) -> Box<Identity> {
    let mut identity = Box::new(identity.clone());
    let sequence = &mut identity.sequence;
    if column.sql_type != there.sql_type && sequence.sql_type == there.sql_type {
        let (old, new) = (Sequence::over(&sequence.sql_type.key), Sequence::over(&column.sql_type.key));
        if sequence.max == old.max {
            sequence.max = new.max;
        }
        sequence.sql_type = new.sql_type;
    }
    identity
}
