//! TOML to [`Reform`].

use std::collections::BTreeMap;

use toml::de::{DeTable, DeValue};

use super::{BracketEdit, ExampleDraft, Reform, SetDraft, SwitchDraft, ValueDraft};
use crate::base::diagnostic::Place;
use crate::base::{Diagnostic, FileId};
use crate::rulebook::draft::{Draft, LawDraft, Name, Revised, Spanned};
use crate::rulebook::levers::span;
use crate::rulebook::load::{Loader, not_toml};
use crate::rulebook::names;
use crate::rulebook::parameters::without_of;
use crate::rulebook::reader::{Record, Sink, in_order};
use crate::rulebook::tables::{brackets, cell, rows_by_option};
use crate::rulebook::value::Value;

/// Most bytes a reform file may have. The whole rulebook built in has half as many.
pub const LIMIT: usize = 1_000_000;

/// Whether a text begins like a reform, after comments.
pub fn is_reform(text: &str) -> bool {
    let lines = text.lines().map(str::trim_start);
    let mut said = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    said.next().is_some_and(|line| line.starts_with("[reform]"))
}

/// Reads a reform. `None` when there is no saying what it is; what could be read of it otherwise, with
/// everything that is wrong with it.
///
/// # Errors
///
/// Not as a `Result`, since every problem is wanted: beside those of a rulebook's records
///
/// - `P0105` for a text past [`LIMIT`], before anything of it is read
/// - `P0106` for two entries of one parameter whose days overlap
/// - `P0107` for a reform that says nothing
/// - `P0108` for an entry that ends before it begins
pub fn read_reform(text: &str, file: FileId) -> (Option<Reform>, Vec<Diagnostic>) {
    let sink = Sink::new(file, text);
    if text.len() > LIMIT {
        let message = format!(
            "a reform of {} bytes is past the limit of {LIMIT}",
            text.len()
        );
        let start = sink.place(0..0);
        let found = Diagnostic::error("P0105", message)
            .at(start, "not read")
            .help("a reform holds what changes; a whole rulebook goes to `--rules`");
        return (None, vec![found]);
    }
    let (root, problems) = DeTable::parse_recoverable(text);
    if !problems.is_empty() {
        let found = problems.iter().map(|problem| not_toml(file, text, problem));
        return (None, found.collect());
    }
    let root = root.get_ref();
    let reform = read(&sink, root);
    let mut loader = Loader::of_reform();
    loader.records(&sink, root, false);
    let mut found = sink.into_found();
    let mut added = loader.into_draft();
    found.extend(names::keep_unique(&mut added));
    let reform = reform.map(|mut head| {
        added.revised = std::mem::take(&mut head.added.revised);
        Reform { added, ..head }
    });
    if let Some(reform) = &reform {
        found.extend(overlaps(&reform.sets));
        if reform.is_empty() && found.iter().all(|one| !one.is_error()) {
            found.push(
                Diagnostic::error("P0107", "this reform changes nothing: it has no changes")
                    .at(reform.id.place, "")
                    .help("add `[set]`, `[switch]`, or records such as `[lever.…]`"),
            );
        }
    }
    found.sort_by_key(|diagnostic| diagnostic.labels.first().map(|label| label.place));
    (reform, found)
}

fn read<'a>(sink: &'a Sink<'a>, root: &'a DeTable<'a>) -> Option<Reform> {
    let mut reform = None;
    let (mut sets, mut switches, mut examples) = (Vec::new(), Vec::new(), Vec::new());
    let mut revised = Revised::default();
    for (key, value) in in_order(root) {
        let kind = key.get_ref().as_ref();
        match kind {
            "reform" => {
                let record = Record::under_id(sink, "the", key, value);
                reform = record.and_then(|record| head(sink, record));
            }
            "set" => {
                for (name, value) in Value::new(sink, kind, value)
                    .entries()
                    .into_iter()
                    .flatten()
                {
                    set(&name, value, &mut sets);
                }
            }
            "switch" => {
                let entries = Value::new(sink, kind, value).entries();
                for (lever, value) in entries.into_iter().flatten() {
                    let word = value.word(&[("off", false), ("on", true)]);
                    let on = word.map(|on| on.value);
                    switches.extend(on.map(|on| SwitchDraft { lever, on }));
                }
            }
            "formula" => {
                let entries = Value::new(sink, kind, value).entries();
                for (amount, value) in entries.into_iter().flatten() {
                    let formula = value.string();
                    revised.formulas.extend(formula.map(|text| (amount, text)));
                }
            }
            "in_force" => {
                let entries = Value::new(sink, kind, value).entries();
                for (lever, value) in entries.into_iter().flatten() {
                    let what = format!("a time in force of `{}`", lever.value);
                    let spans = value.list().into_iter().flatten();
                    let spans: Vec<_> = spans.filter_map(|item| span(item, &what)).collect();
                    revised.in_force.push((lever, spans));
                }
            }
            "example" => {
                let list = Value::new(sink, kind, value).list();
                examples.extend(list.into_iter().flatten().filter_map(example));
            }
            _ => {}
        }
    }
    if !root.contains_key("reform") {
        sink.report(
            Diagnostic::error("R0104", "the reform has no `[reform]`")
                .at(sink.place(0..0), "")
                .help("begin with `[reform]`, its `id` and its `title`"),
        );
    }
    let added = Draft {
        revised,
        ..Draft::default()
    };
    Some(Reform {
        sets,
        switches,
        added,
        examples,
        ..reform?
    })
}

fn head<'a>(sink: &'a Sink<'a>, mut record: Record<'a>) -> Option<Reform> {
    let id = record.string("id");
    let title = record.text("title");
    let date = record.date_if_any("date");
    let description = record.text_if_any("description");
    let remove = record.field("remove").and_then(Value::list);
    let remove = remove.into_iter().flatten().filter_map(Value::string);
    let remove = remove.collect();
    record.finish()?;
    let id = id.and_then(|id| {
        let fits = id
            .value
            .chars()
            .all(|c| c.is_alphanumeric() || "-_.".contains(c));
        if !fits {
            let message = format!("`{}` is not the id of a reform", id.value);
            let found = Diagnostic::error("R0111", message).at(id.place, "");
            sink.report(found.help("use letters, digits, `-`, `_` and `.`"));
        }
        fits.then_some(id)
    });
    Some(Reform {
        id: id?,
        title: title?,
        date: date.map(|date| date.value),
        description,
        remove,
        ..Reform::default()
    })
}

/// `rate = "1.5"`, `rate = { from = "2018-01-01", value = "1.5" }`, or a list of such tables.
fn set(parameter: &Name, value: Value<'_>, sets: &mut Vec<SetDraft>) {
    if let Some(items) = value.items() {
        sets.extend(items.into_iter().filter_map(|item| entry(parameter, item)));
        return;
    }
    if value.is_table() {
        sets.extend(entry(parameter, value));
        return;
    }
    let word = value.as_written();
    sets.extend(word.map(|word| SetDraft {
        parameter: parameter.clone(),
        place: value.place,
        from: None,
        to: None,
        value: word.map(ValueDraft::Word),
        lever: None,
        without: None,
        note: None,
    }));
}

fn entry(parameter: &Name, item: Value<'_>) -> Option<SetDraft> {
    let mut record = item.record_named(&format!("the value of `{}`", parameter.value))?;
    let from = record.date_if_any("from");
    let to = record.date_if_any("to");
    let value = value(&mut record);
    let lever = record.string_if_any("lever");
    let without = without_of(&mut record);
    let note = record.text_if_any("note");
    if let (Some(to), Some(from)) = (&to, &from)
        && to.value < from.value
    {
        record.report(
            Diagnostic::error("P0108", "this value ends before it begins")
                .at(to.place, "the end")
                .at(from.place, "the beginning"),
        );
    }
    record.finish()?;
    Some(SetDraft {
        parameter: parameter.clone(),
        place: item.place,
        from,
        to,
        value: value?,
        lever,
        without,
        note,
    })
}

/// One of `value`, `rows` (all of them) and `edit` (some of them).
fn value(record: &mut Record<'_>) -> Option<Spanned<ValueDraft>> {
    let (word, rows, edit) = (
        record.field("value"),
        record.field("rows"),
        record.field("edit"),
    );
    match (word, rows, edit) {
        (Some(word), None, None) => Some(word.as_written()?.map(ValueDraft::Word)),
        (None, Some(rows), None) => {
            let law = if rows.is_table() {
                rows_by_option(rows)
            } else {
                brackets(rows)
            };
            let value = match law? {
                LawDraft::Rows(rows) => ValueDraft::Rows(rows),
                LawDraft::Brackets(rows) => ValueDraft::Brackets(rows),
                _ => return None,
            };
            Some(Spanned::new(value, rows.place))
        }
        (None, None, Some(edit)) if edit.is_table() => match rows_by_option(edit)? {
            LawDraft::Rows(rows) => Some(Spanned::new(ValueDraft::EditRows(rows), edit.place)),
            _ => None,
        },
        (None, None, Some(edit)) => {
            let rows: Vec<_> = edit.list()?.into_iter().filter_map(bracket).collect();
            Some(Spanned::new(ValueDraft::EditBrackets(rows), edit.place))
        }
        (None, None, None) => {
            let help = "write `value`, `rows` for a whole table, or `edit` for some of its rows";
            record.missing("value", Some(help));
            None
        }
        _ => {
            for name in ["rows", "edit"] {
                record.refuse(name, "one of `value`, `rows` and `edit` is enough");
            }
            None
        }
    }
}

fn bracket(item: Value<'_>) -> Option<BracketEdit> {
    let mut record = item.record_named("a row")?;
    let upto = record.field("upto").and_then(Value::number);
    let remove = record.flag("remove");
    let value = if remove {
        record.refuse("value", "the row is taken out");
        if upto.is_none() {
            record.missing("upto", Some("say which row is taken out by its bound"));
        }
        None
    } else {
        Some(record.required("value").and_then(cell))
    };
    record.finish()?;
    Some(BracketEdit {
        upto,
        value: match value {
            Some(cell) => Some(cell?),
            None => None,
        },
        place: item.place,
    })
}

fn example(item: Value<'_>) -> Option<ExampleDraft> {
    let mut record = item.record_named("an example")?;
    let preset = record.string("preset");
    let period = record.string("period");
    let target = record.string("amount");
    let before = record.string("before");
    let after = record.string("after");
    let why = record.text("why");
    record.finish()?;
    Some(ExampleDraft {
        place: item.place,
        preset: preset?,
        period: period?,
        target: target?,
        before: before?,
        after: after?,
        why: why?,
    })
}

/// Two entries of one parameter that both say something about a day.
fn overlaps(sets: &[SetDraft]) -> Vec<Diagnostic> {
    let mut by_name: BTreeMap<&str, Vec<&SetDraft>> = BTreeMap::new();
    for set in sets {
        by_name.entry(&set.parameter.value).or_default().push(set);
    }
    let mut found = Vec::new();
    for entries in by_name.values_mut() {
        entries.sort_by_key(|set| (set.from.as_ref().map(|from| from.value), set.place));
        for pair in entries.windows(2) {
            let [before, after] = pair else { continue };
            let apart = match (&before.to, &after.from) {
                (Some(to), Some(from)) => to.value < from.value,
                _ => false,
            };
            // What begins later takes over: only an end that is written can be overrun.
            let follows = before.to.is_none() && begins_later(before, after);
            if !apart && !follows {
                found.push(overlap(before, after));
            }
        }
    }
    found
}

fn begins_later(before: &SetDraft, after: &SetDraft) -> bool {
    match (&before.from, &after.from) {
        (None, Some(_)) => true,
        (Some(first), Some(then)) => first.value < then.value,
        _ => false,
    }
}

fn overlap(before: &SetDraft, after: &SetDraft) -> Diagnostic {
    let place =
        |set: &SetDraft| -> Place { set.from.as_ref().map_or(set.place, |from| from.place) };
    let name = &after.parameter.value;
    Diagnostic::error("P0106", format!("two values of `{name}` overlap"))
        .at(place(after), "this one begins")
        .at(before.place, "while this one still holds")
        .help("end the earlier one the day before with `to`, or leave one of them out")
}

/// For the reader of values.
impl<'a> Value<'a> {
    fn is_table(self) -> bool {
        matches!(self.raw(), DeValue::Table(_))
    }

    fn items(self) -> Option<Vec<Value<'a>>> {
        matches!(self.raw(), DeValue::Array(_)).then(|| self.list())?
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_past_the_limit_is_not_read() {
        let text = "x".repeat(LIMIT + 1);
        let (reform, found) = read_reform(&text, FileId(0));
        assert!(reform.is_none());
        assert_eq!(found[0].code, "P0105");
    }
}
