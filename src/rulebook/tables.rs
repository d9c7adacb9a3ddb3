//! `[table.…]`: values by brackets of an argument, or by the options of a choice type.

use super::draft::{CellDraft, LawDraft, Name, ParameterDraft, ParameterShape, Spanned};
use super::parameters::{ValueKind, history};
use super::reader::Record;
use super::value::Value;
use crate::base::Rational;

/// `[table.…]`.
pub(super) fn table(id: Option<Name>, mut record: Record<'_>) -> Option<ParameterDraft> {
    let label = record.text("label");
    let note = record.text_if_any("note");
    let yearly = record.flag("yearly");
    let choice = record.string_if_any("by_choice");
    let (kind, shape) = match choice {
        Some(choice) => {
            record.refuse("by", "the table goes by a choice");
            record.refuse("upper", "only brackets have an upper bound");
            let unit = record.unit("unit");
            let shape = unit.map(|unit| ParameterShape::ByChoice { choice, unit });
            (ValueKind::Rows, shape)
        }
        None => (ValueKind::Brackets, bracket_shape(&mut record)),
    };
    let history = history(&mut record, kind);
    record.finish()?;
    let history = history?;
    Some(ParameterDraft {
        id: id?,
        label: label?,
        shape: shape?,
        opens: history.opens,
        checked_until: history.checked_until,
        yearly,
        open: false,
        cite: Vec::new(),
        note,
        values: history.values,
    })
}

fn bracket_shape(record: &mut Record<'_>) -> Option<ParameterShape> {
    let by = record.field("by");
    if by.is_none() {
        record.missing("by", Some("add the unit of the argument, or `by_choice`"));
    }
    let by = by.and_then(Value::unit);
    let unit = record.unit("unit");
    let words = [("included", true), ("excluded", false)];
    let upper = record
        .required("upper")
        .and_then(|value| value.word(&words));
    Some(ParameterShape::Brackets {
        by: by?,
        unit: unit?,
        upper_included: upper?.value,
    })
}

/// `[ { upto = "13700", value = "0" }, { value = "0.08" } ]`, in the order written.
pub(super) fn brackets(rows: Value<'_>) -> Option<LawDraft> {
    let items = rows.list()?;
    let count = items.len();
    let read: Vec<_> = items.into_iter().filter_map(bracket).collect();
    (read.len() == count).then_some(LawDraft::Brackets(read))
}

fn bracket(item: Value<'_>) -> Option<(Option<Spanned<Rational>>, Spanned<CellDraft>)> {
    let mut record = item.record_named("a row")?;
    let value = record.required("value").and_then(cell);
    let upto = record.field("upto").and_then(Value::number);
    record.finish()?;
    Some((upto, value?))
}

/// `{ class_1 = "0.2", class_2 = "unknown" }`.
pub(super) fn rows_by_option(rows: Value<'_>) -> Option<LawDraft> {
    let entries = rows.entries()?;
    let count = entries.len();
    let read: Vec<_> = entries
        .into_iter()
        .filter_map(|(option, value)| Some((option, cell(value)?)))
        .collect();
    (read.len() == count).then_some(LawDraft::Rows(read))
}

pub(super) fn cell(value: Value<'_>) -> Option<Spanned<CellDraft>> {
    let cell = match value.as_str() {
        Some("absent") => CellDraft::Absent,
        Some("unknown") => CellDraft::Unknown,
        Some("open") => CellDraft::Open,
        _ => CellDraft::Number(value.number()?.value),
    };
    Some(Spanned::new(cell, value.place))
}
