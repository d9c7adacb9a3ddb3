//! `[lever.…]`: the policies, when they are in force and for whom.

use super::amounts::{TIMINGS, on};
use super::draft::{ConditionDraft, Figures, InForceDraft, LeverDraft, Name, Nature, Timing};
use super::parameters::assumption;
use super::reader::Record;
use super::value::Value;

pub(super) const FIGURES: [(&str, Figures); 4] = [
    ("set", Figures::Set),
    ("national", Figures::National),
    ("open", Figures::Open),
    ("bill", Figures::Bill),
];

pub(super) const NATURES: [(&str, Nature); 6] = [
    ("support", Nature::Support),
    ("duty", Nature::Duty),
    ("fine", Nature::Fine),
    ("price", Nature::Price),
    ("supply", Nature::Supply),
    ("preferences", Nature::Preferences),
];

/// `[lever.…]`.
pub(super) fn lever(id: Option<Name>, mut record: Record<'_>) -> Option<LeverDraft> {
    let title = record.text("title");
    let subject = record.string("subject");
    let cite = record.cites("cite");
    let qualifies = record.text_if_any("qualifies");
    let office = record.text_if_any("office");
    let apply = record.text_if_any("apply");
    let note = record.text_if_any("note");
    let figures = record
        .required("figures")
        .and_then(|word| word.word(&FIGURES));
    let nature = record.word_or("nature", &NATURES, Nature::Support);
    let timing = record.word_or("timing", &TIMINGS, Timing::Status);
    let on = on(&mut record, timing.as_ref());
    let what = format!("a time in force of {}", record.what());
    let in_force = record
        .required("in_force")
        .and_then(Value::list)
        .map(|items| items.into_iter().filter_map(|item| span(item, &what)));
    let in_force = in_force.map(Iterator::collect);
    let what = format!("a condition of {}", record.what());
    let conditions = record.field("conditions").and_then(Value::list);
    let conditions: Vec<_> = conditions
        .into_iter()
        .flatten()
        .filter_map(|item| condition(item, &what))
        .collect();
    record.finish()?;
    Some(LeverDraft {
        id: id?,
        title: title?,
        subject: subject?,
        cite,
        qualifies,
        office,
        apply,
        note,
        figures: figures?.value,
        nature: nature?.value,
        timing: timing?,
        on,
        in_force: in_force?,
        conditions,
    })
}

/// A time in force.
pub(super) fn span(item: Value<'_>, what: &str) -> Option<InForceDraft> {
    let mut record = item.record_named(what)?;
    let from = record.date("from");
    let to = record.date_if_any("to");
    let assumption = assumption(&mut record);
    let cite = record.cites("cite");
    let note = record.text_if_any("note");
    if assumption && note.is_none() {
        record.missing("note", Some("say in a `note` what the assumption rests on"));
    }
    record.finish()?;
    Some(InForceDraft {
        place: item.place,
        from: from?,
        to,
        cite,
        assumption,
        note,
    })
}

fn condition(item: Value<'_>, what: &str) -> Option<ConditionDraft> {
    let mut record = item.record_named(what)?;
    let test = record.string("test");
    let label = record.text("label");
    let cite = record.cites("cite");
    record.finish()?;
    Some(ConditionDraft {
        test: test?,
        label: label?,
        cite,
    })
}
