//! `[lever.…]`: the policies, when they are in force and for whom.

use super::amounts::{TIMINGS, on};
use super::draft::{ConditionDraft, Figures, InForceDraft, LeverDraft, Name, Timing};
use super::parameters::{assumption, cites, note_of_assumption, out_of_order};
use super::reader::{Record, Value};
use crate::base::Diagnostic;

const FIGURES: [(&str, Figures); 4] = [
    ("set", Figures::Set),
    ("national", Figures::National),
    ("open", Figures::Open),
    ("bill", Figures::Bill),
];

/// `[lever.…]`.
pub(super) fn lever(id: Option<Name>, mut record: Record<'_>) -> Option<LeverDraft> {
    let title = record.text("title");
    let subject = record.string("subject");
    let cite = cites(&mut record, false);
    let qualifies = record.text_if_any("qualifies");
    let office = record.text_if_any("office");
    let apply = record.text_if_any("apply");
    let note = record.text_if_any("note");
    let figures = record
        .required("figures")
        .and_then(|word| word.word(&FIGURES));
    let timing = record.word_or("timing", &TIMINGS, Timing::Status);
    let on = on(&mut record, timing.as_ref());
    let what = format!("a time in force of {}", record.what());
    let in_force = record
        .required("in_force")
        .and_then(|value| in_force(value, &what));
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
        cite: cite?,
        qualifies,
        office,
        apply,
        note,
        figures: figures?.value,
        timing: timing?,
        on,
        in_force: in_force?,
        conditions,
    })
}

/// One or more spans, ascending and apart.
fn in_force(value: Value<'_>, what: &str) -> Option<Vec<InForceDraft>> {
    let items = value.list()?;
    if items.is_empty() {
        let message = "a lever must be in force at some time";
        value.report(
            Diagnostic::error("R0116", message)
                .at(value.place, "")
                .help("add `{ from = \"…\", cite = \"…\" }`"),
        );
    }
    let spans: Vec<_> = items
        .into_iter()
        .filter_map(|item| span(item, what))
        .collect();
    for (before, after) in spans.iter().zip(spans.iter().skip(1)) {
        let end = before.to.as_ref().unwrap_or(&before.from);
        if after.from.value <= end.value {
            value.report(out_of_order(end, &after.from));
        } else if before.to.is_none() {
            value.report(
                Diagnostic::error(
                    "R0104",
                    "a time in force without end is followed by another",
                )
                .at(before.place, "this one has no `to`")
                .at(after.place, "the next one")
                .help("add `to`"),
            );
        }
    }
    Some(spans)
}

fn span(item: Value<'_>, what: &str) -> Option<InForceDraft> {
    let mut record = item.record_named(what)?;
    let from = record.date("from");
    let to = record.date_if_any("to");
    let assumption = assumption(&mut record);
    let cite = cites(&mut record, assumption);
    let note = record.text_if_any("note");
    note_of_assumption(&record, assumption, note.as_ref());
    if let (Some(from), Some(to)) = (&from, &to)
        && to.value < from.value
    {
        record.report(
            Diagnostic::error("R0115", format!("{what} ends before it starts"))
                .at(to.place, "last day")
                .at(from.place, "first day"),
        );
    }
    record.finish()?;
    Some(InForceDraft {
        place: item.place,
        from: from?,
        to,
        cite: cite?,
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
