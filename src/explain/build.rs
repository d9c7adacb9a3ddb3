//! One amount of one run, explained.

use std::collections::BTreeMap;

use super::explanation::{
    AmountUse, DatedUse, ExplainedSegment, Explanation, FactUse, Link, ParameterUse, Phrase, Token,
};
use super::values::{amount_decimal, law_text, rational, with_unit};
use super::words::{Traced, line, phrase};
use crate::base::{Date, Lang, Measure, Rounding, Text};
use crate::check::expr::{Formula, NodeId, NodeKind};
use crate::check::rulebook::{Amount, AmountRounding, ParameterId, Rulebook, Timing};
use crate::eval::Cells;
use crate::program::plan::{AmountPlan, Num, Operand, Program, SegmentPlan};
use crate::program::{AmountRef, LeverSet};

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

    /// An amount's value with its unit, if known.
    fn value(&self, amount: &Amount, number: Num) -> Option<String> {
        let decimal = amount_decimal(self.cells[number.slot], number, &amount.measure)?;
        Some(joined(&decimal.grouped(), &amount.measure))
    }
}

fn joined(number: &str, measure: &Measure) -> String {
    match measure.text.as_str() {
        "" => number.to_owned(),
        "%" => format!("{number}%"),
        unit => format!("{number} {unit}"),
    }
}

/// Explains an amount; `None` if the program does not have it.
pub fn explain(source: Source<'_>, of: AmountRef) -> Option<Explanation> {
    let plan = source.plan(of)?;
    let amount = &source.book.amounts[of.amount];
    let mut uses = Uses::default();
    for segment in &plan.segments {
        uses.collect(source, amount, of.row, segment);
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
        let words = phrase(source.book, when, row, plan.from, None);
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
        words: phrase(source.book, &amount.formula, row, plan.from, None),
        numbers: phrase(source.book, &amount.formula, row, plan.from, Some(run)),
        exact: exact.map(|value| with_unit(value, &grain)),
        rounding: rounding(amount),
        result: rational(source.cells[plan.rounded.slot], plan.rounded.den)
            .map(|value| with_unit(value, &grain)),
        status: source.cells[plan.rounded.slot].status,
    }
}

/// The unit of an amount's segments: a month's or a year's value says so.
fn grain(amount: &Amount) -> Measure {
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

/// What the segments of an amount use, each once, in order of appearance.
#[derive(Default)]
struct Uses {
    parameters: Vec<ParameterUse>,
    facts: Vec<FactUse>,
    amounts: Vec<AmountUse>,
}

type Nodes = BTreeMap<(NodeId, Option<u8>), Operand>;

impl Uses {
    fn collect(
        &mut self,
        source: Source<'_>,
        amount: &Amount,
        row: Option<u8>,
        segment: &SegmentPlan,
    ) {
        let conditions = amount
            .lever
            .map(|lever| &source.book.levers[lever].conditions);
        if let Some(when) = &amount.when {
            self.formula(source, when, &segment.nodes.when, segment, row);
        }
        self.formula(
            source,
            &amount.formula,
            &segment.nodes.formula,
            segment,
            row,
        );
        for condition in conditions.into_iter().flatten() {
            self.formula(source, &condition.test, &Nodes::new(), segment, None);
        }
    }

    fn formula(
        &mut self,
        source: Source<'_>,
        formula: &Formula,
        nodes: &Nodes,
        segment: &SegmentPlan,
        row: Option<u8>,
    ) {
        for (id, node) in formula.nodes.iter() {
            match &node.kind {
                NodeKind::Parameter(parameter)
                | NodeKind::Lookup(parameter, _)
                | NodeKind::Marginal(parameter, _) => self.parameter(source, *parameter, segment),
                NodeKind::Fact(_) => {
                    for (key, _) in nodes.range((id, None)..=(id, Some(u8::MAX))) {
                        self.fact(source, formula, nodes, *key);
                    }
                }
                NodeKind::Amount(amount) => {
                    let declared = &source.book.amounts[*amount];
                    let rows: Vec<Option<u8>> = match declared.group {
                        None => vec![None],
                        Some(_) if row.is_some() => vec![row],
                        Some(group) => (0..source.book.groups[group].max_rows).map(Some).collect(),
                    };
                    for row in rows {
                        self.amount(
                            source,
                            AmountRef {
                                amount: *amount,
                                row,
                            },
                        );
                    }
                }
                _ => {}
            }
        }
    }

    fn fact(
        &mut self,
        source: Source<'_>,
        formula: &Formula,
        nodes: &Nodes,
        key: (NodeId, Option<u8>),
    ) {
        let NodeKind::Fact(fact) = formula.nodes[key.0].kind else {
            return;
        };
        let declared = &source.book.facts[fact];
        let row = declared.group.and(key.1);
        let slot = source.book.slot(fact, row.unwrap_or(0));
        if self.facts.iter().any(|known| known.slot == slot) {
            return;
        }
        let part = Formula {
            root: key.0,
            ..formula.clone()
        };
        let run = Traced {
            nodes,
            cells: source.cells,
        };
        let known = nodes
            .get(&key)
            .and_then(|o| super::words::value_of(*o, source.cells));
        if known.is_none() && row.is_some_and(|row| row > 0) {
            return;
        }
        let shown = phrase(source.book, &part, key.1, Date::BEGINNING, Some(run));
        let label = match row {
            Some(row) => Text::new(
                format!("{}（第{}行）", declared.label.zh, row + 1),
                format!("{} (row {})", declared.label.en, row + 1),
            ),
            None => declared.label.clone(),
        };
        let value = known.map(|_| line(&shown, Lang::Zh));
        self.facts.push(FactUse { slot, label, value });
    }

    fn amount(&mut self, source: Source<'_>, of: AmountRef) {
        if self.amounts.iter().any(|known| known.of == of) {
            return;
        }
        let Some(plan) = source.plan(of) else { return };
        let absent = plan
            .present
            .is_some_and(|slot| source.cells[slot].get() != Some(1));
        if absent {
            return;
        }
        let amount = &source.book.amounts[of.amount];
        self.amounts.push(AmountUse {
            of,
            label: amount.label.clone(),
            value: source.value(amount, plan.total),
            status: source.cells[plan.total.slot].status,
        });
    }

    fn parameter(&mut self, source: Source<'_>, id: ParameterId, segment: &SegmentPlan) {
        let parameter = &source.book.parameters[id];
        let off = |lever| source.off.contains(lever);
        let (law, dated) = parameter.history.at(segment.from, &off);
        let used = DatedUse {
            value: law_text(source.book, parameter, law),
            from: dated
                .map(|dated| dated.from)
                .filter(|from| *from > Date::BEGINNING),
            to: parameter.history.last_day(segment.from),
            cite: dated.map_or_else(|| parameter.cite.clone(), |dated| dated.cite.clone()),
            grade: dated.map(|dated| dated.grade),
            verify: dated.is_some_and(|dated| dated.verify),
            stale: parameter
                .checked_until
                .is_some_and(|checked| checked < segment.to),
            note: dated
                .and_then(|dated| dated.note.clone())
                .or_else(|| parameter.note.clone()),
        };
        match self
            .parameters
            .iter_mut()
            .find(|known| known.parameter == id)
        {
            Some(known) => {
                if !known.values.iter().any(|value| value.from == used.from) {
                    known.values.push(used);
                }
            }
            None => self.parameters.push(ParameterUse {
                parameter: id,
                label: parameter.label.clone(),
                values: vec![used],
                checked_until: parameter.checked_until,
            }),
        }
    }
}
