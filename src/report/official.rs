//! What an official sheet may not rest on: assumptions, values to be verified, values nobody has
//! checked for the period, levers switched off.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{TextReport, amount_name, law};
use crate::base::{Date, Period, Text};
use crate::check::history::Grade;
use crate::check::rulebook::{Lever, LeverId, ParameterId, Rulebook};
use crate::explain::Explanation;

/// Whether a result may be shown as official.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct OfficialReport {
    /// Nothing was refused.
    pub accepted: bool,
    /// Each value it may not rest on, in rulebook order.
    pub refused: Vec<Refusal>,
}

/// One thing an official sheet may not rest on.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Refusal {
    /// Id of the parameter, if it is a value of one.
    pub parameter: Option<String>,
    /// Its label, or the title of a lever that is switched off.
    pub label: TextReport,
    /// The value, with its unit.
    pub value: TextReport,
    /// First day of the value.
    pub from: Option<String>,
    /// Last day of the value.
    pub to: Option<String>,
    /// One of [`REASONS`].
    pub reason: &'static str,
    /// The last day somebody checked the parameter.
    pub checked_until: Option<String>,
    /// Amounts that rest on it.
    pub amounts: Vec<String>,
    /// Levers that are judged by it.
    pub levers: Vec<String>,
}

/// Every reason to refuse: neither in a document nor a national rule, or set by the user; still to be
/// verified; not checked for the whole period; a lever switched off.
pub const REASONS: [&str; 4] = ["assumption", "toBeVerified", "unchecked", "switchedOff"];

/// What a result rests on.
pub(super) struct Grounds<'a> {
    /// The rulebook with patches laid over it.
    pub(super) book: &'a Rulebook,
    /// The rulebook without them.
    pub(super) law: &'a Rulebook,
    /// The months.
    pub(super) period: Period,
    /// Every amount that is known, explained.
    pub(super) explanations: &'a [Explanation],
    /// Levers that were judged by their conditions.
    pub(super) judged: &'a [LeverId],
    /// Levers switched off.
    pub(super) off: &'a [LeverId],
}

/// Refusals by parameter, first day of the value and reason, so that each stands once, in order.
type Found = BTreeMap<(ParameterId, Option<Date>, &'static str), Refusal>;

impl OfficialReport {
    /// Looks through everything a result rests on.
    pub(super) fn new(grounds: &Grounds<'_>) -> OfficialReport {
        let mut found = Found::new();
        for explanation in grounds.explanations {
            let amount = amount_name(grounds.book, explanation.of);
            for part in &explanation.segments {
                for used in &explanation.parameters {
                    let days = (part.from, part.to);
                    look(grounds.book, used.parameter, days, &mut found, |refusal| {
                        refusal.amounts.push(amount.clone());
                    });
                }
            }
        }
        let days = (
            grounds.period.first().first_day(),
            grounds.period.last().last_day(),
        );
        for lever in grounds.judged {
            let lever = &grounds.book.levers[*lever];
            let conditions = lever.conditions.iter();
            let nodes = conditions.flat_map(|condition| condition.test.nodes.values());
            for parameter in nodes.filter_map(|node| node.kind.parameter()) {
                look(grounds.book, parameter, days, &mut found, |refusal| {
                    refusal.levers.push(lever.id.clone());
                });
            }
        }
        let mut refused: Vec<Refusal> = found.into_values().collect();
        let assumed = grounds.judged.iter().map(|id| &grounds.book.levers[*id]);
        let assumed = assumed.filter(|lever| assumed_between(lever, days));
        refused.extend(reformed(grounds));
        let span = Text::new("施行期间", "days in force");
        refused.extend(assumed.map(|lever| of_lever(lever, &span, "assumption")));
        let off = grounds.off.iter().map(|id| &grounds.book.levers[*id]);
        let gone = Text::new("已关闭", "switched off");
        refused.extend(off.map(|lever| of_lever(lever, &gone, "switchedOff")));
        for refusal in &mut refused {
            refusal.amounts.dedup();
            refusal.levers.dedup();
        }
        OfficialReport {
            accepted: refused.is_empty(),
            refused,
        }
    }
}

/// Amounts that are computed otherwise than the law says, or that the law does not know.
fn reformed<'a>(grounds: &'a Grounds<'_>) -> impl Iterator<Item = Refusal> + 'a {
    let Grounds { book, law, .. } = *grounds;
    let otherwise = move |found: &&Explanation| {
        let known = law.amounts.get(found.of.amount);
        let is = &book.amounts[found.of.amount];
        known.is_none_or(|was| was.formula.text != is.formula.text)
    };
    let found = grounds.explanations.iter().filter(otherwise);
    found.map(move |found| {
        let amount = &book.amounts[found.of.amount];
        let value = Text::new("由改革方案规定的算法", "computed as a reform says");
        Refusal {
            parameter: None,
            label: (&amount.label).into(),
            value: (&value).into(),
            from: None,
            to: None,
            reason: "assumption",
            checked_until: None,
            amounts: vec![amount_name(book, found.of)],
            levers: Vec::new(),
        }
    })
}

/// Looks at every value a parameter has between two days, and notes what speaks against it.
fn look(
    book: &Rulebook,
    id: ParameterId,
    (first, last): (Date, Date),
    found: &mut Found,
    note: impl Fn(&mut Refusal),
) {
    let parameter = &book.parameters[id];
    let history = &parameter.history;
    for value in history.values.iter().filter(|value| value.from <= last) {
        let to = history.last_day(value.from);
        if to.is_some_and(|to| to < first) {
            continue;
        }
        let end = to.map_or(last, |to| to.min(last));
        let stale = parameter.checked_until.is_some_and(|day| day < end);
        let against = [value.grade == Grade::Assumption, value.verify, stale];
        for (reason, _) in REASONS.iter().zip(against).filter(|(_, against)| *against) {
            let from = Some(value.from).filter(|day| *day != Date::BEGINNING);
            let refusal = found.entry((id, from, reason)).or_insert_with(|| Refusal {
                parameter: Some(parameter.id.clone()),
                label: (&parameter.label).into(),
                value: (&law::one_line(book, &parameter.shape, &value.law)).into(),
                from: from.map(|day| day.to_string()),
                to: to.map(|day| day.to_string()),
                reason,
                checked_until: parameter.checked_until.map(|day| day.to_string()),
                amounts: Vec::new(),
                levers: Vec::new(),
            });
            note(refusal);
        }
    }
}

/// Whether a lever is in force between two days on an assumption only.
fn assumed_between(lever: &Lever, (first, last): (Date, Date)) -> bool {
    lever
        .in_force
        .iter()
        .any(|span| span.assumption && span.from <= last && span.to.is_none_or(|to| first <= to))
}

fn of_lever(lever: &Lever, value: &Text, reason: &'static str) -> Refusal {
    Refusal {
        parameter: None,
        label: (&lever.title).into(),
        value: value.into(),
        from: None,
        to: None,
        reason,
        checked_until: None,
        amounts: Vec::new(),
        levers: vec![lever.id.clone()],
    }
}
