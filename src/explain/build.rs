//! One amount of one run, explained.

use super::explanation::{ExplainedSegment, Explanation, Link, Phrase, Token};
use super::uses::Uses;
use super::values::{amount_decimal, amount_text, joined, rational, with_unit};
use super::words::{Traced, phrase};
use crate::base::{Measure, Rounding, Text};
use crate::check::rulebook::{Amount, AmountRounding, GroupId, Rulebook, Timing};
use crate::eval::Cells;
use crate::program::plan::{AmountPlan, Num, Program, SegmentPlan};
use crate::program::{AmountRef, LeverSet, Op};

/// What an explanation is made from: the first, traced variant of a program and a run of it.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// The rulebook.
    pub book: &'a Rulebook,
    /// Levers that are off.
    pub off: &'a LeverSet,
    /// The program.
    pub program: &'a Program,
    /// Values of every slot.
    pub cells: &'a Cells,
}

impl<'a> Source<'a> {
    /// The plan of an amount, if the program has it.
    pub fn plan(&self, of: AmountRef) -> Option<&'a AmountPlan> {
        self.program
            .variants
            .first()?
            .amounts
            .iter()
            .find(|plan| plan.of == of)
    }

    /// Whether the enterprise states this row of a group (from 0).
    pub(super) fn has_row(&self, group: GroupId, row: u8) -> bool {
        let asked = Op::Row(group, row);
        let mut ops = self.program.ops.iter();
        let found = ops.find(|(_, op)| **op == asked);
        found.is_some_and(|(slot, _)| self.cells[slot].get() == Some(1))
    }

    /// An amount's value with its unit, if known.
    fn value(&self, amount: &Amount, number: Num) -> Option<String> {
        let decimal = amount_decimal(self.cells[number.slot], number, amount)?;
        Some(joined(&decimal.grouped(), &amount.measure))
    }
}

/// Explains an amount; `None` if the program does not have it.
pub fn explain(source: Source<'_>, of: AmountRef) -> Option<Explanation> {
    let plan = source.plan(of)?;
    let amount = &source.book.amounts[of.amount];
    let mut uses = Uses::default();
    for segment in &plan.segments {
        uses.collect(source, amount, segment);
    }
    Some(Explanation {
        of,
        label: amount.label.clone(),
        kind: amount.kind,
        timing: amount.timing,
        value: source.value(amount, plan.total),
        status: source.cells[plan.total.slot].status,
        cite: amount.cite.clone(),
        note: amount.note.clone(),
        segments: plan
            .segments
            .iter()
            .map(|part| segment(source, amount, of.row, part))
            .collect(),
        summing: summing(source, amount, plan),
        parameters: uses.parameters,
        facts: uses.facts,
        amounts: uses.amounts,
    })
}

fn segment(
    source: Source<'_>,
    amount: &Amount,
    row: Option<u8>,
    plan: &SegmentPlan,
) -> ExplainedSegment {
    let grain = grain(amount);
    let condition = amount.when.as_ref().map(|when| {
        let words = phrase(source.book, when, row, None);
        let outcome = plan.nodes.when.get(&(when.root, row));
        let holds = outcome.and_then(|operand| super::words::value_of(*operand, source.cells));
        (words, holds.map(|holds| holds == 1))
    });
    let run = Traced {
        nodes: &plan.nodes.formula,
        cells: source.cells,
    };
    let exact = rational(source.cells[plan.exact.slot], plan.exact.den);
    ExplainedSegment {
        from: plan.from,
        to: plan.to,
        months: plan.months,
        condition,
        words: phrase(source.book, &amount.formula, row, None),
        numbers: phrase(source.book, &amount.formula, row, Some(run)),
        exact: exact.map(|value| with_unit(value, &grain)),
        rounding: rounding(amount),
        result: rational(source.cells[plan.rounded.slot], plan.rounded.den)
            .map(|value| amount_text(value, amount, &grain)),
        status: source.cells[plan.rounded.slot].status,
    }
}

/// The unit of an amount's segments: a month's or a year's value says so.
pub(super) fn grain(amount: &Amount) -> Measure {
    let per = match amount.timing {
        Timing::Month | Timing::PreviousYear => "/月",
        Timing::Year | Timing::Settlement => "/年",
        Timing::Event | Timing::Status => "",
    };
    Measure {
        text: format!("{}{per}", amount.measure.text),
        ..amount.measure.clone()
    }
}

fn rounding(amount: &Amount) -> Text {
    let AmountRounding::To { den, mode } = amount.rounding else {
        return Text::default();
    };
    let step = crate::base::Rational::new(1, den)
        .map_or_else(String::new, |step| with_unit(step, &amount.measure));
    let (zh, en) = match mode {
        Rounding::HalfUp => ("四舍五入到", "rounded half up to"),
        Rounding::HalfEven => ("四舍六入五成双到", "rounded half to even to"),
        Rounding::Down => ("舍去至", "rounded down to"),
        Rounding::Up => ("进位至", "rounded up to"),
    };
    Text::new(format!("{zh} {step}"), format!("{en} {step}"))
}

/// How the parts make the whole.
fn summing(source: Source<'_>, amount: &Amount, plan: &AmountPlan) -> Phrase {
    let yearly = amount.timing == Timing::Year;
    let monthly = matches!(amount.timing, Timing::Month | Timing::PreviousYear);
    let whole_year = plan.segments.len() == 1 && plan.segments.iter().all(|part| part.months == 12);
    if !(monthly || yearly && !whole_year) {
        return Phrase::new();
    }
    let mut out = Phrase::new();
    let say = |out: &mut Phrase, zh: &str, en: &str| {
        out.push(Token {
            link: Link::None,
            text: Text::new(zh, en),
        });
    };
    for (i, part) in plan.segments.iter().enumerate() {
        if i > 0 {
            say(&mut out, " + ", " + ");
        }
        let number = if yearly { part.exact } else { part.rounded };
        let cell = source.cells[number.slot];
        let text = match rational(cell, number.den) {
            Some(value) => {
                let text = with_unit(value, &grain(amount));
                Text::new(text.clone(), text)
            }
            None => super::words::status_text(cell.status),
        };
        out.push(Token {
            link: Link::Number,
            text,
        });
        let (n, unit) = (part.months, if yearly { "/12" } else { "" });
        say(
            &mut out,
            &format!(" × {n}{unit} 个月"),
            &format!(" × {n}{unit} months"),
        );
    }
    if let Some(total) = source.value(amount, plan.total) {
        say(&mut out, &format!(" = {total}"), &format!(" = {total}"));
    }
    out
}
