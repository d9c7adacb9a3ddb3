//! `[fact.…]` and `[group.…]`: what an enterprise is asked to state.

use super::draft::{FactDraft, FactShape, GroupDraft, Name, Spanned};
use super::names;
use super::reader::{Record, Sink};
use super::value::Value;
use crate::base::{Diagnostic, Rational};

/// Most rows a group may have: groups are unrolled when a rulebook is checked.
pub const MOST_ROWS: u8 = 8;

/// The four kinds of fact.
#[derive(Clone, Copy)]
enum Kind {
    Number,
    Bool,
    Choice,
    Date,
}

/// `[fact.…]`, or `[group.….fact.…]` with the group it stands in.
pub(super) fn fact(
    id: Option<Name>,
    group: Option<Name>,
    mut record: Record<'_>,
) -> Option<FactDraft> {
    let label = record.text("label");
    let ask = record.text_if_any("ask");
    let help = record.text_if_any("help");
    let section = if group.is_some() {
        record.refuse("section", "the group has one already");
        None
    } else {
        record.string("section")
    };
    let shape = shape(&mut record);
    let typical = match &shape {
        // Without a shape, what is wrong with the type is already said.
        Some(FactShape::Number { .. }) | None => record.field("typical").and_then(range),
        Some(_) => {
            record.refuse("typical", "only a number has a typical range");
            None
        }
    };
    let default = record.field("default").and_then(Value::as_written);
    let computed_by = match &shape {
        Some(FactShape::Choice(_)) | None => record.string_if_any("computed_by"),
        Some(_) => {
            record.refuse("computed_by", "only a choice is reckoned by an amount");
            None
        }
    };
    let changeable = record.flag("changeable");
    let can_fail = record.flag("can_fail");
    record.finish()?;
    Some(FactDraft {
        id: id?,
        group,
        label: label?,
        ask,
        help,
        section,
        shape: shape?,
        typical,
        default,
        computed_by,
        changeable,
        can_fail,
    })
}

fn shape(record: &mut Record<'_>) -> Option<FactShape> {
    let words = [
        ("number", Kind::Number),
        ("bool", Kind::Bool),
        ("choice", Kind::Choice),
        ("date", Kind::Date),
    ];
    let kind = record.word_or("type", &words, Kind::Number)?.value;
    if !matches!(kind, Kind::Number) {
        for name in ["unit", "step", "min", "max"] {
            record.refuse(name, "only a number has one");
        }
    }
    if !matches!(kind, Kind::Choice) {
        record.refuse("choice", "only a fact with `type = \"choice\"` has one");
    }
    match kind {
        Kind::Number => number(record),
        Kind::Bool => Some(FactShape::Bool),
        Kind::Choice => record.string("choice").map(FactShape::Choice),
        Kind::Date => Some(FactShape::Date),
    }
}

fn number(record: &mut Record<'_>) -> Option<FactShape> {
    let unit = record.unit("unit");
    let step = record
        .number("step")
        .and_then(|step| power_of_ten(record, step));
    let (min, max) = (record.number("min"), record.number("max"));
    Some(FactShape::Number {
        unit: unit?,
        step: step?,
        min: min?,
        max: max?,
    })
}

/// A step that decimals can be counted in: 0.01, 1, 1000.
pub(super) fn power_of_ten(
    record: &Record<'_>,
    step: Spanned<Rational>,
) -> Option<Spanned<Rational>> {
    let is_power = |n: i128| n > 0 && n.to_string().trim_end_matches('0') == "1";
    if (step.value.num() == 1 && is_power(step.value.den()))
        || (step.value.den() == 1 && is_power(step.value.num()))
    {
        return Some(step);
    }
    record.report(
        Diagnostic::error("R0115", format!("{} is not a power of ten", step.value))
            .at(step.place, "")
            .help("write a step such as `\"1\"` or `\"0.01\"`"),
    );
    None
}

fn range(value: Value<'_>) -> Option<(Rational, Rational)> {
    let ends: Vec<Spanned<Rational>> = value
        .list()?
        .into_iter()
        .filter_map(Value::number)
        .collect();
    match ends.as_slice() {
        [low, high] if low.value <= high.value => Some((low.value, high.value)),
        _ => {
            value.report(
                Diagnostic::error("R0115", "`typical` must be a lower and an upper end")
                    .at(value.place, "")
                    .help("e.g. `typical = [\"0\", \"500000000\"]`"),
            );
            None
        }
    }
}

/// What a `[group.…]` gave.
pub(super) struct GroupRead {
    pub(super) group: Option<GroupDraft>,
    pub(super) facts: Vec<FactDraft>,
    pub(super) left_out: Vec<Name>,
}

/// `[group.…]` with its facts; they are left out with it, for they would have no rows.
pub(super) fn group<'a>(
    sink: &'a Sink<'a>,
    id: Option<&Name>,
    mut record: Record<'a>,
) -> GroupRead {
    let label = record.text("label");
    let section = record.string("section");
    let max_rows = record.required("max_rows").and_then(rows);
    let entries = record.required("fact").and_then(Value::tables);
    let whole = record.finish();
    let group = (|| {
        whole?;
        Some(GroupDraft {
            id: id?.clone(),
            label: label?,
            section,
            max_rows: max_rows?,
        })
    })();
    let (mut facts, mut left_out) = (Vec::new(), Vec::new());
    for (key, value) in entries.into_iter().flatten() {
        let fact_id = names::id(sink, key);
        let read = Record::under_id(sink, "fact", key, value)
            .and_then(|record| fact(fact_id, id.cloned(), record));
        match read {
            Some(read) if group.is_some() => facts.push(read),
            _ => {
                let name = key.get_ref().as_ref().to_owned();
                left_out.push(Name::new(name, sink.place(key.span())));
            }
        }
    }
    GroupRead {
        group,
        facts,
        left_out,
    }
}

fn rows(value: Value<'_>) -> Option<Spanned<u8>> {
    let number = value.number()?;
    let rows = u8::try_from(number.value.num()).ok();
    let rows = rows.filter(|rows| number.value.den() == 1 && (1..=MOST_ROWS).contains(rows));
    if rows.is_none() {
        let message = format!("a group has 1 to {MOST_ROWS} rows");
        value.report(Diagnostic::error("R0115", message).at(number.place, ""));
    }
    Some(Spanned::new(rows?, number.place))
}
