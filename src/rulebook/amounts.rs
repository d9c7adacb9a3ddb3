//! `[amount.…]`: the named values that are computed.

use super::draft::{AmountDraft, AmountKind, Name, Spanned, Timing};
use super::facts::power_of_ten;
use super::reader::Record;
use crate::base::{Rational, Rounding};

pub(super) const KINDS: [(&str, AmountKind); 9] = [
    ("cost", AmountKind::Cost),
    ("surcharge", AmountKind::Surcharge),
    ("subsidy", AmountKind::Subsidy),
    ("memo", AmountKind::Memo),
    ("cash_kept", AmountKind::CashKept),
    ("entitlement", AmountKind::Entitlement),
    ("exposure", AmountKind::Exposure),
    ("indicator", AmountKind::Indicator),
    ("step", AmountKind::Step),
];

/// The words for [`Timing`].
pub(super) const TIMINGS: [(&str, Timing); 6] = [
    ("month", Timing::Month),
    ("year", Timing::Year),
    ("settlement", Timing::Settlement),
    ("event", Timing::Event),
    ("status", Timing::Status),
    ("previous_year", Timing::PreviousYear),
];

pub(super) const MODES: [(&str, Rounding); 4] = [
    ("half_up", Rounding::HalfUp),
    ("half_even", Rounding::HalfEven),
    ("down", Rounding::Down),
    ("up", Rounding::Up),
];

/// `[amount.…]`.
pub(super) fn amount(id: Option<Name>, mut record: Record<'_>) -> Option<AmountDraft> {
    let label = record.text("label");
    let kind = record.required("kind").and_then(|kind| kind.word(&KINDS));
    let unit = record.unit("unit");
    let timing = record
        .required("timing")
        .and_then(|timing| timing.word(&TIMINGS));
    let on = on(&mut record, timing.as_ref());
    let group = record.string_if_any("group");
    let lever = record.string_if_any("lever");
    let when = record.string_if_any("when");
    let formula = record.string("formula");
    let (step, rounding) = rounding(&mut record);
    let cite = record.cites("cite");
    let note = record.text_if_any("note");
    record.finish()?;
    Some(AmountDraft {
        id: id?,
        label: label?,
        kind: kind?.value,
        unit: unit?,
        timing: timing?,
        on,
        group,
        lever,
        when,
        formula: formula?,
        step,
        rounding,
        cite,
        note,
    })
}

/// The date fact of an event; nothing else has one.
pub(super) fn on(record: &mut Record<'_>, timing: Option<&Spanned<Timing>>) -> Option<Name> {
    if timing?.value == Timing::Event {
        return record.string("on");
    }
    record.refuse("on", "only `timing = \"event\"` has one");
    None
}

/// `rounding = "0.01"` and `mode = "half_up"` unless written otherwise; `"none"` keeps the amount exact.
fn rounding(record: &mut Record<'_>) -> (Option<Spanned<Rational>>, Rounding) {
    let step = match record.field("rounding") {
        Some(value) if value.as_str() == Some("none") => {
            record.refuse("mode", "the amount is not rounded");
            return (None, Rounding::HalfUp);
        }
        Some(value) => value.number().and_then(|step| power_of_ten(record, step)),
        None => Rational::new(1, 100).map(|step| Spanned::new(step, record.place())),
    };
    let mode = record.word_or("mode", &MODES, Rounding::HalfUp);
    (step, mode.map_or(Rounding::HalfUp, |mode| mode.value))
}
