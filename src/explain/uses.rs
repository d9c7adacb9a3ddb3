//! Parameters, facts and amounts an amount rests on.

use super::build::{Source, grain};
use super::explanation::{AmountUse, DatedUse, FactUse, ParameterUse};
use super::values::{amount_text, law_text, rational};
use super::words::{Traced, line, phrase};
use crate::base::{Date, Lang, Map, Text};
use crate::check::expr::{Formula, NodeId, NodeKind};
use crate::check::rulebook::{Amount, ParameterId};
use crate::program::AmountRef;
use crate::program::plan::{Operand, SegmentPlan};

/// What the segments of an amount use, each once, in order of appearance.
#[derive(Default)]
pub(super) struct Uses {
    pub(super) parameters: Vec<ParameterUse>,
    pub(super) facts: Vec<FactUse>,
    pub(super) amounts: Vec<AmountUse>,
}

type Nodes = Map<(NodeId, Option<u8>), Operand>;

impl Uses {
    /// Adds what one segment and the conditions that gate it use.
    pub(super) fn collect(&mut self, source: Source<'_>, amount: &Amount, segment: &SegmentPlan) {
        if let Some(when) = &amount.when {
            self.formula(source, when, &segment.nodes.when, segment);
        }
        self.formula(source, &amount.formula, &segment.nodes.formula, segment);
        let Some(lever) = amount.lever else { return };
        let variant = source.program.variants.first();
        let segments = variant
            .and_then(|variant| variant.levers.get(lever))
            .map(|plan| &plan.segments);
        let judged = segments
            .into_iter()
            .flatten()
            .find(|judged| judged.from <= segment.from && segment.from <= judged.to);
        let conditions = source.book.levers[lever].conditions.iter();
        for (condition, plan) in conditions.zip(judged.into_iter().flat_map(|j| &j.conditions)) {
            self.formula(source, &condition.test, &plan.nodes, segment);
        }
    }

    fn formula(
        &mut self,
        source: Source<'_>,
        formula: &Formula,
        nodes: &Nodes,
        segment: &SegmentPlan,
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
                NodeKind::Amount(_) => {
                    for (key, operand) in nodes.range((id, None)..=(id, Some(u8::MAX))) {
                        self.amount(source, formula, *key, *operand);
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
        // Of a group that is not stated the first row stands for all.
        let there = |row| {
            declared
                .group
                .is_some_and(|group| source.has_row(group, row))
        };
        if known.is_none() && row.is_some_and(|row| row > 0 && !there(row)) {
            return;
        }
        let shown = phrase(source.book, &part, key.1, Some(run));
        let label = match row {
            Some(row) => Text::new(
                format!("{}（第{}行）", declared.label.zh, row + 1),
                format!("{} (row {})", declared.label.en, row + 1),
            ),
            None => declared.label.clone(),
        };
        let value = known.map(|_| Text::new(line(&shown, Lang::Zh), line(&shown, Lang::En)));
        self.facts.push(FactUse { slot, label, value });
    }

    /// An amount as the formula reads it: a month's, a year's or the whole.
    fn amount(
        &mut self,
        source: Source<'_>,
        formula: &Formula,
        (id, row): (NodeId, Option<u8>),
        operand: Operand,
    ) {
        let (NodeKind::Amount(amount), Operand::Num(number)) = (&formula.nodes[id].kind, operand)
        else {
            return;
        };
        let declared = &source.book.amounts[*amount];
        let of = AmountRef {
            amount: *amount,
            row: declared.group.and(row),
        };
        let Some(plan) = source.plan(of) else { return };
        let absent = plan
            .present
            .is_some_and(|slot| source.cells[slot].get() != Some(1));
        if absent || self.amounts.iter().any(|known| known.of == of) {
            return;
        }
        let cell = source.cells[number.slot];
        let value =
            rational(cell, number.den).map(|value| amount_text(value, declared, &grain(declared)));
        self.amounts.push(AmountUse {
            of,
            label: declared.label.clone(),
            value,
            status: cell.status,
        });
    }

    /// Every dated value that held in the segment: equal ones too, for each has its own clause.
    fn parameter(&mut self, source: Source<'_>, id: ParameterId, segment: &SegmentPlan) {
        for day in law_days(source, id, segment) {
            self.law(source, id, segment, day);
        }
    }

    fn law(&mut self, source: Source<'_>, id: ParameterId, segment: &SegmentPlan, day: Date) {
        let parameter = &source.book.parameters[id];
        let off = |lever| source.off.contains(lever);
        let (law, dated) = parameter.history.at(day, &off);
        let used = DatedUse {
            value: law_text(source.book, parameter, law),
            from: dated
                .map(|dated| dated.from)
                .filter(|from| *from > Date::BEGINNING),
            to: parameter.history.last_day(day),
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

/// Days by whose law a segment was computed, one for each dated value of a parameter.
///
/// Months take the law of their first day, so a value that begins later in a month counts from the next.
fn law_days(source: Source<'_>, id: ParameterId, segment: &SegmentPlan) -> Vec<Date> {
    let begins = |from: Date| {
        if segment.months == 0 || from == from.month().first_day() {
            from
        } else {
            from.month().next().first_day()
        }
    };
    let values = &source.book.parameters[id].history.values;
    let later = values
        .iter()
        .map(|value| value.from)
        // An undated patch begins before every month there is.
        .filter(|from| segment.from < *from)
        .map(begins)
        .filter(|day| segment.from < *day && *day <= segment.to);
    let mut days: Vec<Date> = std::iter::once(segment.from).chain(later).collect();
    days.dedup();
    days
}
