//! Then and now: what came with an older rulebook, computed with that one beside the one in hand.

use super::compute::{Calculator, Outcome};
use super::kept::Kept;
use crate::base::{Decimal, Lang};
use crate::scenario::Assessment;

/// An enterprise that came with another rulebook than the one in hand.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Then {
    /// What came.
    pub kept: Kept,
    /// What is known of the figures of then.
    pub figures: Figures,
}

/// How far the figures of then are known.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Figures {
    /// The rulebook of then is on its way.
    Fetching,
    /// It is not to be had: only the total that came along is known.
    Unavailable,
    /// Computed with it.
    Computed(Vec<Line>),
}

/// One line of the comparison.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line {
    /// What it is; `None` is the total.
    pub label: Option<[String; 2]>,
    /// By the rulebook of then.
    pub then: Option<Decimal>,
    /// By the rulebook in hand.
    pub now: Option<Decimal>,
}

impl Line {
    /// What it is, in a language.
    pub fn label(&self, lang: Lang) -> Option<&str> {
        let [zh, en] = self.label.as_ref()?;
        Some(match lang {
            Lang::Zh => zh,
            Lang::En => en,
        })
    }
}

/// What differs between then and now: the total first, then every member of it that is another amount.
/// The same facts, readings and figures are computed twice, once with each rulebook.
pub fn compare(old: &Calculator, kept: &Kept, now: (&Calculator, &Outcome)) -> Option<Vec<Line>> {
    let (old, inputs, _) = kept.open(old);
    let outcome = old.assess(&inputs, None);
    let then = outcome.assessment.as_ref().ok()?;
    let current = now.1.assessment.as_ref().ok()?;
    let mut lines = vec![Line {
        label: None,
        then: Some(then.totals.cost),
        now: Some(current.totals.cost),
    }];
    let mut members = members(&old, then);
    for (name, label, value) in self::members(now.0, current) {
        let before = members.iter().position(|(known, ..)| *known == name);
        let before = before.map(|at| members.remove(at).2);
        if before != Some(value) {
            lines.push(Line {
                label: Some(label),
                then: before,
                now: Some(value),
            });
        }
    }
    let gone = members.into_iter();
    lines.extend(gone.map(|(_, label, value)| Line {
        label: Some(label),
        then: Some(value),
        now: None,
    }));
    Some(lines)
}

/// Name, label and signed value of the members of the total that are known and not zero.
fn members(of: &Calculator, assessment: &Assessment) -> Vec<(String, [String; 2], Decimal)> {
    let book = of.book();
    let lines = assessment.totals.members.iter().filter_map(|member| {
        let value = member.value.filter(|value| !value.is_zero())?;
        let amount = &book.amounts[member.of.amount];
        let row = member.of.row.map(|row| format!(" {}", row + 1));
        let label = |text: &str| format!("{text}{}", row.as_deref().unwrap_or_default());
        let labels = [label(&amount.label.zh), label(&amount.label.en)];
        Some((of.amount_name(member.of), labels, value))
    });
    lines.collect()
}
