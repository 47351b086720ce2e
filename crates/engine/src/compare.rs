//! From two sides as they were read to what differs between them.

use limbeck_dialect::{canonicalize, complete, fold_name, fold_table_name, is_said_by_server};
use limbeck_diff::{PossibleRename, possible_renames};
use limbeck_schema::{
    Body, Canonical, ChangeSet, Coverage, Diagnostic, Items, Kind, Name, Object, ObjectName, Pair, Renames,
    Schema, Severity, Thing,
};

use crate::{
    Answers, EngineError, Project,
    models::{self, Models},
    paths::ThingPath,
    scope,
    scratch::Space,
};

/// What a comparison found.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// What there is, in its own names.
    pub live: Canonical,
    /// What there is, in the names that hold after the renames; and what there should be, completed by
    /// what the models cannot say.
    pub sides: Pair<Canonical>,
    /// What differs.
    pub set: ChangeSet,
    /// Likely renames that nobody has answered for.
    pub questions: Vec<Question>,
    /// What else is worth telling.
    pub notes: Vec<Diagnostic>,
}

impl Comparison {
    /// The change set that undoes this one, with the sides it leads between.
    ///
    /// Where something is renamed, the inverse speaks the old names, in expressions too: there it is
    /// found by comparing in the other direction, which the laws say is the same.
    pub(crate) fn inverse(&self, space: &mut Space<'_>) -> Result<(ChangeSet, Pair<Canonical>), EngineError> {
        let renames = self.set.renames.inverse();
        let there = space.renamed(&self.sides.after, &renames)?;
        let sides = Pair::new(there, self.live.clone());
        let set = if renames.is_empty() {
            self.set.clone().inverse()
        } else {
            limbeck_diff::diff(sides.as_ref(), &renames)
        };
        Ok((set, sides))
    }
}

impl Comparison {
    /// What has to be committed first and the rest, where one revision will not do.
    pub(crate) fn staged(&self) -> Result<Option<(Self, Self)>, EngineError> {
        let Some(first) = limbeck_plan::first_stage(&self.set, self.sides.as_ref()) else { return Ok(None) };
        let dialect = self.live.dialect();
        let between = first.apply(self.sides.before.schema().clone()).map_err(EngineError::Stage)?;
        let between = canonicalize(between, dialect);
        let stage = |live: &Canonical, sides: Pair<Canonical>, set: ChangeSet| Self {
            live: live.clone(),
            sides,
            set,
            questions: Vec::new(),
            notes: Vec::new(),
        };
        let rest = Pair::new(between.clone(), self.sides.after.clone());
        let set = limbeck_diff::diff(rest.as_ref(), &Renames::new());
        let before = Pair::new(self.sides.before.clone(), between.clone());
        Ok(Some((stage(&self.live, before, first), stage(&between, rest, set))))
    }
}

/// Something that went while something alike came: was it renamed?
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// What went, as a path.
    pub old: String,
    /// What came, as a path.
    pub new: String,
    /// How alike they are, from 0 to 1.
    pub score: f32,
}

/// Compares what there is with what the models say.
pub(crate) fn compare(
    live: Canonical,
    mut models: Models,
    (answers, space): (&Answers, &mut Space<'_>),
) -> Result<Comparison, EngineError> {
    let mut notes = models::warnings(&models.diagnostics);
    let live = scope::without_books(live, models.schema.schema());
    models.leave_out(live.schema());
    let renames = known_renames(answers, &models.renames, Pair::new(&live, &models.schema))?;
    let before = space.renamed(&live, &renames)?;
    let wanted = adjusted(models.schema, &before, space.project);
    let left_alone = unmanaged(Pair::new(live.schema(), wanted.schema()));
    let completed = complete(wanted, &models.coverage, &before);
    notes.extend(completed.notes);
    models::refuse(&notes)?;
    notes.extend(left_alone);
    let after = settled(&before, completed.schema, &models.coverage, space)?;
    let after = kept(&before, after, space)?;
    let sides = Pair::new(before, after);
    let questions = questions(sides.as_ref(), &renames, answers);
    let set = limbeck_diff::diff(sides.as_ref(), &renames);
    Ok(Comparison { live, sides, set, questions, notes })
}

/// What the models say, with what is left alone as it is there.
pub(crate) fn adjusted(wanted: Canonical, live: &Canonical, project: &Project) -> Canonical {
    if !scope::leaves_alone(project) {
        return wanted;
    }
    let dialect = wanted.dialect();
    let mut schema = wanted.into_schema();
    scope::keep(&mut schema, live.schema(), project);
    canonicalize(schema, dialect)
}

/// What is left alone may stand on what the models change: then only the server can say what it is after that.
fn kept(before: &Canonical, after: Canonical, space: &mut Space<'_>) -> Result<Canonical, EngineError> {
    let is_asked = scope::leaves_alone(space.project) && is_said_by_server(after.dialect().family);
    if !is_asked || limbeck_diff::diff(Pair::new(before, &after), &Renames::new()).is_empty() {
        return Ok(after);
    }
    space.settled(&after)
}

/// What there should be, in the server's words. SQL has been through the server; what Rust models say is
/// compared by rule first, and only where something still differs, the server is asked.
pub(crate) fn settled(
    before: &Canonical,
    after: Canonical,
    coverage: &Coverage,
    space: &mut Space<'_>,
) -> Result<Canonical, EngineError> {
    let is_from_server = *coverage == Coverage::full() || !is_said_by_server(after.dialect().family);
    if is_from_server || limbeck_diff::diff(Pair::new(before, &after), &Renames::new()).is_empty() {
        return Ok(after);
    }
    space.settled(&after)
}

/// What was asked for, and the marks in the models that still apply: the old name is there and the
/// new one is not. A mark stays in the model after its rename has run, and then says nothing.
fn known_renames(
    answers: &Answers,
    marks: &Renames,
    sides: Pair<&Canonical>,
) -> Result<Renames, EngineError> {
    let family = sides.before.dialect().family;
    let folded = |name: &Name| fold_name(family, name);
    let object = |name: &ObjectName| fold_table_name(sides.before.dialect(), name);
    let live = &sides.before.schema().tables;
    let asked = answers.renames(sides.map(Canonical::schema))?;
    let mut renames = Renames::new();
    let wrong = |error: limbeck_schema::RenameError| crate::AnswersError(error.to_string());
    for (old, new) in asked.tables() {
        renames.add_table(object(old), object(new)).map_err(wrong)?;
    }
    for (old, new) in marks.tables() {
        let (old, new) = (object(old), object(new));
        if live.contains(&old) && !live.contains(&new) && renames.table_after(&old) == &old {
            renames.add_table(old, new).map_err(wrong)?;
        }
    }
    let is_label = |of: &ObjectName| {
        let id = Thing::new(Kind::Enum, of.clone());
        !live.contains(of) && sides.before.schema().objects.contains(&id)
    };
    for (enumeration, old, new) in asked.columns().filter(|(of, ..)| is_label(of)) {
        renames.add_label(enumeration.clone(), old.clone(), new.clone()).map_err(wrong)?;
    }
    for (table, old, new) in asked.columns().filter(|(of, ..)| !is_label(of)) {
        renames.add_column(object(table), folded(old), folded(new)).map_err(wrong)?;
    }
    for (table, old, new) in marks.columns() {
        // The mark stands in the model, so it speaks of the table by its new name.
        let table = renames.table_before(&object(table)).clone();
        let (old, new) = (folded(old), folded(new));
        let Some(columns) = live.get(&table).map(|table| &table.columns) else { continue };
        if columns.contains(&old) && !columns.contains(&new) && renames.column_after(&table, &old) == &old {
            renames.add_column(table, old, new).map_err(wrong)?;
        }
    }
    label_marks(marks, &sides.before.schema().objects, &mut renames).map_err(wrong)?;
    Ok(renames)
}

/// The marks of labels that still apply.
fn label_marks(
    marks: &Renames,
    live: &Items<Object>,
    renames: &mut Renames,
) -> Result<(), limbeck_schema::RenameError> {
    for (enumeration, old, new) in marks.labels() {
        let found = live.get(&Thing::new(Kind::Enum, enumeration.clone())).map(|object| &object.body);
        let Some(Body::Enum(labels)) = found else { continue };
        let has = |label: &Name| labels.iter().any(|one| one == label.as_str());
        if has(old) && !has(new) && renames.label_after(enumeration, old.as_str()) == old.as_str() {
            renames.add_label(enumeration.clone(), old.clone(), new.clone())?;
        }
    }
    Ok(())
}

fn questions(sides: Pair<&Canonical>, renames: &Renames, answers: &Answers) -> Vec<Question> {
    if answers.is_final() {
        return Vec::new();
    }
    let open = possible_renames(sides).into_iter().filter_map(|possible| match possible {
        PossibleRename::Table { names, score } => {
            let names = names.map(ThingPath::Table);
            (!answers.refuses(&names.before)).then(|| question(names, score))
        }
        PossibleRename::Column { table, names, score } => {
            let old = ThingPath::Column(renames.table_before(&table).clone(), names.before);
            let names = Pair::new(old, ThingPath::Column(table, names.after));
            (!answers.refuses(&names.before)).then(|| question(names, score))
        }
        PossibleRename::Label { enumeration, names, score } => {
            let names = names.map(|label| ThingPath::Column(enumeration.clone(), label));
            (!answers.refuses(&names.before)).then(|| question(names, score))
        }
    });
    open.collect()
}

fn question(names: Pair<ThingPath>, score: f32) -> Question {
    Question { old: names.before.to_string(), new: names.after.to_string(), score }
}

/// Objects limbeck leaves alone are no part of a change; where the sides differ in them, it says so.
fn unmanaged(sides: Pair<&Schema>) -> Vec<Diagnostic> {
    let note = |kind: &str, name: &ObjectName, which: &str| Diagnostic {
        severity: Severity::Warning,
        message: format!("the {kind} `{name}` is only in {which}: limbeck leaves such objects alone"),
        span: None,
        help: Some("create or drop it in a revision written by hand".to_owned()),
    };
    let Pair { before, after } = sides.map(|schema| &schema.unmanaged);
    // A model may know of a view, and no more than that.
    let is_view = |name: &ObjectName| sides.before.views.contains(name);
    let gone = before.iter().filter(|object| !after.contains(&object.name) && !after.is_empty());
    let come = after.iter().filter(|object| !before.contains(&object.name) && !is_view(&object.name));
    gone.map(|object| note(&object.kind, &object.name, "the database"))
        .chain(come.map(|object| note(&object.kind, &object.name, "the models")))
        .collect()
}
