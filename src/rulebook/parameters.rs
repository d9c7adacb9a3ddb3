//! `[parameter.…]` and `[reading.…]`: dated values of the law, and where its readings differ.

use super::draft::{
    CiteDraft, DatedDraft, LabelDraft, LawDraft, Name, ParameterDraft, ParameterShape, Spanned,
    WithoutDraft,
};
use super::reader::{Record, with_known};
use super::tables;
use super::value::Value;
use crate::base::{Date, Diagnostic, Text};

/// What the values of one history are.
#[derive(Clone, Copy)]
pub(super) enum ValueKind {
    Number,
    Bool,
    Date,
    Brackets,
    Rows,
}

/// What every history has, whatever its values are.
pub(super) struct History {
    pub(super) opens: LawDraft,
    pub(super) checked_until: Option<Spanned<Date>>,
    pub(super) values: Vec<DatedDraft>,
}

/// `[parameter.…]`.
pub(super) fn parameter(id: Option<Name>, mut record: Record<'_>) -> Option<ParameterDraft> {
    let label = record.text("label");
    let kind = kind(&mut record);
    let shape = match kind? {
        ValueKind::Bool => Some(ParameterShape::Bool),
        ValueKind::Date => Some(ParameterShape::Date),
        _ => record
            .unit("unit")
            .map(|unit| ParameterShape::Number { unit }),
    };
    let note = record.text_if_any("note");
    let open = record.flag("open");
    let (cite, yearly, history) = if open {
        for name in ["values", "opens", "checked_until", "yearly"] {
            record.refuse(name, "an open parameter has no dated values");
        }
        let cite = cites(&mut record);
        let nothing = History {
            opens: LawDraft::Unknown,
            checked_until: None,
            values: Vec::new(),
        };
        (cite, false, Some(nothing))
    } else {
        record.refuse("cite", "each dated value carries its own citation");
        let yearly = record.flag("yearly");
        (Some(Vec::new()), yearly, history(&mut record, kind?))
    };
    record.finish()?;
    let history = history?;
    Some(ParameterDraft {
        id: id?,
        label: label?,
        shape: shape?,
        opens: history.opens,
        checked_until: history.checked_until,
        yearly,
        open,
        cite: cite?,
        note,
        values: history.values,
    })
}

fn kind(record: &mut Record<'_>) -> Option<ValueKind> {
    let words = [
        ("number", ValueKind::Number),
        ("bool", ValueKind::Bool),
        ("date", ValueKind::Date),
    ];
    let kind = record.word_or("type", &words, ValueKind::Number)?.value;
    if !matches!(kind, ValueKind::Number) {
        record.refuse("unit", "only a number has one");
    }
    Some(kind)
}

/// The opening, the day of the last check and the dated values of a parameter or table.
pub(super) fn history(record: &mut Record<'_>, kind: ValueKind) -> Option<History> {
    let words = [("unknown", false), ("absent", true)];
    let absent = record
        .required("opens")
        .and_then(|value| value.word(&words));
    let checked_until = record.date_if_any("checked_until");
    let what = format!("a value of {}", record.what());
    let values = record.required("values").and_then(Value::list)?;
    let values = values
        .into_iter()
        .filter_map(|item| dated(item, &what, kind))
        .collect();
    Some(History {
        opens: if absent?.value {
            LawDraft::Absent
        } else {
            LawDraft::Unknown
        },
        checked_until,
        values,
    })
}

fn dated(value: Value<'_>, what: &str, kind: ValueKind) -> Option<DatedDraft> {
    let mut record = value.record_named(what)?;
    let from = record.date("from");
    let law = law(&mut record, kind);
    let assumption = assumption(&mut record);
    let cite = record.cites("cite");
    let verify = record.flag("verify");
    let lever = record.string_if_any("lever");
    let without = without(&mut record, kind);
    let note = record.text_if_any("note");
    record.finish()?;
    Some(DatedDraft {
        place: value.place,
        from: from?,
        law: law?,
        cite,
        assumption,
        verify,
        lever,
        without,
        note,
    })
}

fn law(record: &mut Record<'_>, kind: ValueKind) -> Option<Spanned<LawDraft>> {
    if !matches!(kind, ValueKind::Brackets | ValueKind::Rows) {
        record.refuse("rows", "only a table has rows");
        return scalar(record.required("value")?, kind);
    }
    let Some(rows) = record.field("rows") else {
        let Some(value) = record.field("value") else {
            record.missing(
                "rows",
                Some("add `rows`, or `value = \"absent\"` to end the table"),
            );
            return None;
        };
        let words = [("absent", LawWord::Absent), ("unknown", LawWord::Unknown)];
        return Some(value.word(&words)?.map(LawWord::law));
    };
    record.refuse("value", "the rows are the value");
    let law = if matches!(kind, ValueKind::Brackets) {
        tables::brackets(rows)
    } else {
        tables::rows_by_option(rows)
    };
    Some(Spanned::new(law?, rows.place))
}

#[derive(Clone, Copy)]
enum LawWord {
    Absent,
    Unknown,
}

impl LawWord {
    fn law(self) -> LawDraft {
        match self {
            LawWord::Absent => LawDraft::Absent,
            LawWord::Unknown => LawDraft::Unknown,
        }
    }
}

fn scalar(value: Value<'_>, kind: ValueKind) -> Option<Spanned<LawDraft>> {
    let law = match (value.as_str(), kind) {
        (Some("absent"), _) => LawDraft::Absent,
        (Some("unknown"), _) => LawDraft::Unknown,
        (_, ValueKind::Bool) => LawDraft::Bool(value.boolean()?),
        (_, ValueKind::Date) => LawDraft::Date(value.date()?.value),
        _ => LawDraft::Number(value.number()?.value),
    };
    Some(Spanned::new(law, value.place))
}

/// `without` beside a value of any kind.
pub(super) fn without_of(record: &mut Record<'_>) -> Option<Spanned<WithoutDraft>> {
    without(record, ValueKind::Number)
}

fn without(record: &mut Record<'_>, kind: ValueKind) -> Option<Spanned<WithoutDraft>> {
    let value = record.field("without")?;
    let without = match value.as_str() {
        Some("previous") => WithoutDraft::Previous,
        Some("absent") => WithoutDraft::Absent,
        Some("unknown") => WithoutDraft::Unknown,
        _ if matches!(kind, ValueKind::Number) => WithoutDraft::Number(value.number()?.value),
        _ => {
            let words = [("previous", ()), ("absent", ()), ("unknown", ())];
            value.word(&words)?;
            return None;
        }
    };
    Some(Spanned::new(without, value.place))
}

/// `grade = "assumption"`: neither a document nor a national rule stands behind it.
pub(super) fn assumption(record: &mut Record<'_>) -> bool {
    record
        .word_or("grade", &[("assumption", true)], false)
        .is_some_and(|grade| grade.value)
}

/// The citations of a record that is nothing without them.
fn cites(record: &mut Record<'_>) -> Option<Vec<CiteDraft>> {
    let cite = record.field("cite").map(Value::cites);
    if cite.is_none() {
        let help = "name document and clause, e.g. `cite = \"qz-2017-43 一\"`";
        record.missing("cite", Some(help));
    }
    cite
}

/// `[reading.…]`: a choice among readings of the documents.
pub(super) fn reading(id: Option<Name>, mut record: Record<'_>) -> Option<ParameterDraft> {
    let label = record.text("label");
    let default = record.string("default");
    let note = record.text_if_any("note");
    let entries = record.required("options").and_then(Value::entries);
    let options: Vec<_> = entries
        .into_iter()
        .flatten()
        .filter_map(|(id, value)| reading_option(id, value))
        .collect();
    if let Some(default) = &default
        && !options
            .iter()
            .any(|(option, _)| option.id.value == default.value)
    {
        let message = format!("{} has no option `{}`", record.what(), default.value);
        let found = Diagnostic::error("R0112", message).at(default.place, "");
        let known = options.iter().map(|(option, _)| option.id.value.as_str());
        record.report(with_known(found, &default.value, known));
    }
    record.finish()?;
    Some(ParameterDraft {
        id: id?,
        label: label?,
        shape: ParameterShape::Reading {
            default: default?,
            options,
        },
        opens: LawDraft::Unknown,
        checked_until: None,
        yearly: false,
        open: false,
        cite: Vec::new(),
        note,
        values: Vec::new(),
    })
}

fn reading_option(id: Name, value: Value<'_>) -> Option<(LabelDraft, Vec<CiteDraft>)> {
    let mut record = value.record_named(&format!("option `{}`", id.value))?;
    let (zh, en) = (record.string("zh"), record.string("en"));
    let cite = cites(&mut record);
    record.finish()?;
    let label = Text::new(zh?.value, en?.value);
    Some((LabelDraft { id, label }, cite?))
}
