//! What changed between two rulebooks: records added, removed and changed, and what it moves.

use std::rc::Rc;

use serde::Serialize;
use serde_json::{Map, Value};

use super::{BookReport, CatalogueReport, DiagnosticReport, ENGINE, TextReport};
use crate::base::slices::{at_once, breath};
use crate::base::{Decimal, FileId, Period, Text};
use crate::check::rulebook::Rulebook;
use crate::enterprise;
use crate::program::AmountRef;
use crate::scenario::assessment::Assessment;
use crate::scenario::engine::Compiled;
use crate::scenario::{Engine, Patches};

/// Two rulebooks side by side.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct DiffReport {
    /// Version of the engine.
    pub engine: &'static str,
    /// The rulebook before.
    pub old: Option<BookReport>,
    /// The rulebook after.
    pub new: Option<BookReport>,
    /// Records that differ: documents, parameters, facts, amounts, levers, in the order of the new
    /// rulebook, those that are gone last.
    pub records: Vec<RecordDiff>,
    /// What the change moves, enterprise by enterprise.
    pub enterprises: Vec<EnterpriseDiff>,
    /// Every problem found.
    pub diagnostics: Vec<DiagnosticReport>,
}

/// One record that differs.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct RecordDiff {
    /// `document`, `parameter`, `fact`, `amount` or `lever`.
    pub kind: &'static str,
    /// Id.
    pub id: String,
    /// Label, of the new rulebook where it has one.
    pub label: TextReport,
    /// `added`, `removed` or `changed`.
    pub change: &'static str,
    /// What differs in a changed record.
    pub fields: Vec<FieldDiff>,
}

/// One field that differs; of a history, one dated value.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct FieldDiff {
    /// Name of the field, of a dated value with its day: `values 2017-07-21`.
    pub field: String,
    /// Before, as one line.
    pub old: Option<String>,
    /// After.
    pub new: Option<String>,
}

/// What the change moves for one enterprise.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct EnterpriseDiff {
    /// What it is called.
    pub name: String,
    /// The months.
    pub period: String,
    /// Cost before.
    pub old: Option<String>,
    /// Cost after.
    pub new: Option<String>,
    /// After minus before, if both are known as far as anything is.
    pub difference: Option<String>,
    /// Whether every member of both totals is known.
    pub complete: bool,
    /// Members of the total that differ.
    pub amounts: Vec<AmountDiff>,
    /// Facts one of the rulebooks does not read as stated.
    pub unread: Vec<String>,
}

/// One member of the total that differs.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct AmountDiff {
    /// Its name.
    pub id: String,
    /// Its label.
    pub label: TextReport,
    /// Its signed share of the total before.
    pub old: Option<String>,
    /// After.
    pub new: Option<String>,
}

/// Facts of an enterprise, as text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stated {
    /// What it is called.
    pub name: String,
    /// A facts file.
    pub text: String,
    /// The months, if not those of the file.
    pub period: Option<Period>,
}

impl DiffReport {
    /// Two rulebooks, and what changing from one to the other moves for these enterprises.
    pub fn new(old: &Engine, new: &Engine, enterprises: &[Stated]) -> DiffReport {
        at_once(DiffReport::sliced(old, new, enterprises))
    }

    /// The same in [slices](crate::base::slices), an enterprise each.
    pub async fn sliced(old: &Engine, new: &Engine, enterprises: &[Stated]) -> DiffReport {
        let records = records(old.rulebook(), new.rulebook());
        let mut all = Vec::new();
        for stated in enterprises {
            breath().await;
            all.push(moved(old, new, stated));
        }
        DiffReport {
            engine: ENGINE,
            old: Some((&old.rulebook().info).into()),
            new: Some((&new.rulebook().info).into()),
            records,
            enterprises: all,
            diagnostics: Vec::new(),
        }
    }

    /// Nothing, and why.
    pub fn refused(diagnostics: Vec<DiagnosticReport>) -> DiffReport {
        DiffReport {
            engine: ENGINE,
            old: None,
            new: None,
            records: Vec::new(),
            enterprises: Vec::new(),
            diagnostics,
        }
    }
}

/// Records by kind, each as the fields its JSON has.
fn catalogue(book: &Rulebook) -> Vec<(&'static str, Vec<Map<String, Value>>)> {
    let report = CatalogueReport::new(book, Vec::new());
    vec![
        ("document", fields(report.documents.as_ref())),
        ("parameter", fields(report.parameters.as_ref())),
        ("fact", fields(report.facts.as_ref())),
        ("amount", fields(report.amounts.as_ref())),
        ("lever", fields(report.levers.as_ref())),
    ]
}

fn fields<T: Serialize>(records: Option<&Vec<T>>) -> Vec<Map<String, Value>> {
    let object = |record: &T| match serde_json::to_value(record) {
        Ok(Value::Object(fields)) => Some(fields),
        _ => None,
    };
    records.into_iter().flatten().filter_map(object).collect()
}

/// Every record that differs between two rulebooks.
pub fn records(old: &Rulebook, new: &Rulebook) -> Vec<RecordDiff> {
    let mut found = Vec::new();
    for ((kind, before), (_, after)) in catalogue(old).into_iter().zip(catalogue(new)) {
        for record in &after {
            let same = before.iter().find(|one| id(one) == id(record));
            let (change, fields) = match same {
                None => ("added", Vec::new()),
                Some(same) if same == record => continue,
                Some(same) => ("changed", changed(same, record)),
            };
            found.push(diff(kind, record, change, fields));
        }
        let gone = before
            .iter()
            .filter(|one| after.iter().all(|record| id(record) != id(one)));
        found.extend(gone.map(|record| diff(kind, record, "removed", Vec::new())));
    }
    found
}

fn id(record: &Map<String, Value>) -> Option<&str> {
    record.get("id")?.as_str()
}

fn diff(
    kind: &'static str,
    record: &Map<String, Value>,
    change: &'static str,
    fields: Vec<FieldDiff>,
) -> RecordDiff {
    let label = record.get("label").or_else(|| record.get("title"));
    let word = |lang: &str| {
        let word = label.and_then(|label| label.get(lang)?.as_str());
        word.unwrap_or_default().to_owned()
    };
    RecordDiff {
        kind,
        id: id(record).unwrap_or_default().to_owned(),
        label: (&Text::new(word("zh"), word("en"))).into(),
        change,
        fields,
    }
}

fn changed(old: &Map<String, Value>, new: &Map<String, Value>) -> Vec<FieldDiff> {
    let mut found = Vec::new();
    for (field, after) in new {
        let before = old.get(field).unwrap_or(&Value::Null);
        if before == after {
            continue;
        }
        match (field.as_str(), before, after) {
            ("values", Value::Array(before), Value::Array(after)) => {
                dated(before, after, &mut found);
            }
            _ => found.push(FieldDiff {
                field: field.clone(),
                old: line(before),
                new: line(after),
            }),
        }
    }
    found
}

/// Dated values by their first day.
fn dated(old: &[Value], new: &[Value], found: &mut Vec<FieldDiff>) {
    let day = |value: &Value| Some(value.get("from")?.as_str()?.to_owned());
    let mut days: Vec<String> = old.iter().chain(new).filter_map(day).collect();
    days.sort();
    days.dedup();
    for from in days {
        let at = |values: &[Value]| {
            let found = values
                .iter()
                .find(|value| day(value).as_ref() == Some(&from));
            found.cloned()
        };
        let (before, after) = (at(old), at(new));
        // A last day moves because the next value does, which is told there.
        let without_end = |value: &Option<Value>| {
            let mut value = value.clone()?;
            value.as_object_mut()?.remove("to");
            Some(value)
        };
        if without_end(&before) != without_end(&after) {
            found.push(FieldDiff {
                field: format!("values {from}"),
                old: before.as_ref().and_then(value_line),
                new: after.as_ref().and_then(value_line),
            });
        }
    }
}

/// A dated value as one line: the figure, its owner, its grade and where it stands.
fn value_line(value: &Value) -> Option<String> {
    let mut parts = vec![line(value.get("law")?)?];
    if let Some(lever) = value.get("lever").and_then(Value::as_str) {
        parts.push(lever.to_owned());
    }
    parts.extend(value.get("grade").and_then(line));
    parts.extend(value.get("citations").and_then(line));
    Some(parts.join(" · "))
}

/// A field as one line; `None` for nothing.
fn line(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        Value::Array(items) if items.is_empty() => None,
        Value::Array(items) => {
            let lines: Vec<String> = items.iter().filter_map(line).collect();
            Some(lines.join("; "))
        }
        Value::Object(fields) => Some(object(fields)),
        other => Some(other.to_string()),
    }
}

fn object(fields: &Map<String, Value>) -> String {
    let text = |field: &str| fields.get(field).and_then(Value::as_str);
    if let Some(zh) = text("zh") {
        return zh.to_owned();
    }
    if let (Some(number), Some(clause)) = (text("number"), text("clause")) {
        return format!("{number}{clause}");
    }
    if let Some(state) = text("state") {
        let bound = text("upto").map(|upto| format!("≤{upto} "));
        let option = text("option").map(|option| format!("{option} "));
        let rows = fields.get("rows").and_then(line);
        let value = text("value").map(str::to_owned);
        let said = value.or(rows).unwrap_or_else(|| state.to_owned());
        return format!("{}{said}", bound.or(option).unwrap_or_default());
    }
    let lines: Vec<String> = fields.values().filter_map(line).collect();
    lines.join(" ")
}

/// An enterprise under one of the rulebooks.
struct Sided {
    result: Assessment,
    law: Rc<Compiled>,
}

/// What changing the rulebook moves for one enterprise.
pub fn moved(old: &Engine, new: &Engine, stated: &Stated) -> EnterpriseDiff {
    let mut unread = Vec::new();
    let tree = enterprise::tree(&stated.text, FileId(0)).ok();
    let mut side = |engine: &Engine| {
        let tree = tree.as_ref()?;
        let patches = tree.get("patch").map(Patches::read);
        let patches = patches.transpose().ok()?.unwrap_or_default();
        // Facts may be of a reform's own making, so they are read by the rulebook with it.
        let asking = patches.asking(engine.rulebook());
        let (enterprise, problems) = enterprise::from_raw(&asking, tree);
        unread.extend(problems.iter().map(|problem| problem.fact.clone()));
        let period = stated.period.or(enterprise.period)?;
        let law = engine.compiled(period, &patches).ok()?;
        let result = engine.assess(&enterprise, period, &patches).ok()?;
        Some(Sided { result, law })
    };
    let (before, after) = (side(old), side(new));
    unread.sort();
    unread.dedup();
    let period = after.as_ref().or(before.as_ref());
    let period = period.map(|side| side.result.period);
    let cost = |side: &Option<Sided>| side.as_ref().map(|side| side.result.totals.cost);
    let difference = cost(&before)
        .zip(cost(&after))
        .and_then(|(before, after)| after.sub(before));
    let complete = |side: &Option<Sided>| {
        side.as_ref()
            .is_some_and(|side| side.result.totals.complete)
    };
    EnterpriseDiff {
        name: stated.name.clone(),
        period: period.map(|period| period.to_string()).unwrap_or_default(),
        old: cost(&before).map(|cost| cost.to_string()),
        new: cost(&after).map(|cost| cost.to_string()),
        difference: difference.map(|difference| difference.to_string()),
        complete: complete(&before) && complete(&after),
        amounts: members(
            before.as_ref().map(|side| (&side.law.book, &side.result)),
            after.as_ref().map(|side| (&side.law.book, &side.result)),
        ),
        unread,
    }
}

/// A rulebook and what it says of an enterprise.
type Side<'a> = Option<(&'a Rulebook, &'a Assessment)>;

/// Members of the total that differ, by name: in the order of the new rulebook, then those gone.
fn members(old: Side<'_>, new: Side<'_>) -> Vec<AmountDiff> {
    let (before, after) = (shares(old), shares(new));
    let find = |shares: &[(String, TextReport, Option<Decimal>)], name: &str| {
        let found = shares.iter().find(|(known, ..)| known == name);
        found.and_then(|(_, _, value)| *value)
    };
    let gone = before
        .iter()
        .filter(|(name, ..)| after.iter().all(|(known, ..)| known != name));
    after
        .iter()
        .chain(gone)
        .filter_map(|(name, label, _)| {
            let (old, new) = (find(&before, name), find(&after, name));
            (old != new).then(|| AmountDiff {
                id: name.clone(),
                label: label.clone(),
                old: old.map(|value| value.to_string()),
                new: new.map(|value| value.to_string()),
            })
        })
        .collect()
}

fn shares(side: Side<'_>) -> Vec<(String, TextReport, Option<Decimal>)> {
    let Some((book, result)) = side else {
        return Vec::new();
    };
    let share = |of: AmountRef, value: Option<Decimal>| {
        let label = (&book.amounts[of.amount].label).into();
        (super::amount_name(book, of), label, value)
    };
    let members = result.totals.members.iter();
    members
        .map(|member| share(member.of, member.value))
        .collect()
}
