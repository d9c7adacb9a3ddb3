//! Every amount of every scenario, with its difference to one of them.

use std::rc::Rc;

use super::differs::{self, Named};
use super::law::{Law, Laws};
use super::side::{self, Keys, LineKey};
use super::sums::{Sum, sums};
use super::{Refused, Scenario};
use crate::base::{Decimal, Diagnostic, Rational, Text};
use crate::check::rulebook::AmountKind;
use crate::explain::values::amount_decimal;
use crate::program::plan::AmountPlan;
use crate::program::{self, Status};
use crate::scenario::totals::money;

/// Scenarios side by side.
pub struct Comparison {
    /// Position of the scenario the others are compared with.
    pub reference: usize,
    /// What is not the same in all.
    pub differs: Vec<Named>,
    /// Every amount any of them has, in rulebook order.
    pub lines: Vec<Line>,
    /// The bottom line of each.
    pub totals: Vec<Total>,
    /// What the changes of each do not change.
    pub warnings: Vec<Vec<Diagnostic>>,
}

/// One amount over all scenarios.
#[derive(Clone, PartialEq, Debug)]
pub struct Line {
    /// What it is called across rulebooks.
    pub key: LineKey,
    /// Its name in answers.
    pub name: String,
    /// Its label.
    pub label: Text,
    /// What it is to the enterprise.
    pub kind: AmountKind,
    /// The written unit of its values.
    pub unit: String,
    /// Owning lever.
    pub lever: Option<String>,
    /// One cell a scenario; `None` where its rulebook has no such amount.
    pub cells: Vec<Option<Cell>>,
    /// Whether any scenario differs from the reference.
    pub differs: bool,
}

/// One amount of one scenario.
#[derive(Clone, PartialEq, Debug)]
pub struct Cell {
    /// Its value, or the sum over the enterprises that have one; `None` if none has.
    pub value: Option<Decimal>,
    /// Why it is not known, or not wholly: the gravest status left out.
    pub status: Status,
    /// Whether the row exists in any enterprise.
    pub present: bool,
    /// How many enterprises are in the sum.
    pub counted: usize,
    /// Positions of the enterprises that are not.
    pub excluded: Vec<usize>,
    /// Minus the reference's, over the enterprises known in both; `None` if there is none, or in the
    /// reference itself.
    pub difference: Option<Difference>,
}

/// A difference and what it leaves out.
#[derive(Clone, PartialEq, Debug)]
pub struct Difference {
    /// The difference.
    pub value: Decimal,
    /// Enterprises (times members, in a total) known on one side only or on neither.
    pub left_out: usize,
}

/// The bottom line of one scenario.
#[derive(Clone, PartialEq, Debug)]
pub struct Total {
    /// Policy-related cost over what is known.
    pub cost: Decimal,
    /// The same by kind; subsidies are negative.
    pub kinds: KindSums,
    /// Whether every member of every enterprise is known.
    pub complete: bool,
    /// Members that are not known, as positions in the lines, with the enterprises that lack them.
    pub undetermined: Vec<(usize, Vec<usize>)>,
    /// Minus the reference's, over what both have; `None` in the reference itself.
    pub difference: Option<Difference>,
}

/// The parts of a total; they add up to it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct KindSums {
    /// Costs.
    pub cost: Decimal,
    /// Surcharges.
    pub surcharge: Decimal,
    /// Subsidies, negative.
    pub subsidy: Decimal,
}

/// Sets scenarios side by side and compares each with the one at `reference`.
///
/// # Errors
///
/// What [`Law::new`] refuses, for each scenario that cannot be compiled.
pub fn compare(
    laws: &Laws,
    scenarios: &[Scenario<'_>],
    reference: usize,
) -> Result<Comparison, Vec<Refused>> {
    let compiled = compiled(laws, scenarios)?;
    let reference = reference.min(scenarios.len().saturating_sub(1));
    let keys = Keys::of(compiled.iter().map(Rc::as_ref));
    let sums = sums(scenarios, &compiled, &keys, reference);
    let mut lines = Vec::new();
    let mut totals: Vec<Tally> = scenarios.iter().map(|_| Tally::default()).collect();
    for (at, key) in keys.list.iter().enumerate() {
        let row = Row {
            at,
            key,
            reference,
            laws: &compiled,
            keys: &keys,
            sums: &sums,
        };
        if let Some(line) = row.line() {
            for (scenario, tally) in totals.iter_mut().enumerate() {
                row.tally(lines.len(), scenario, tally);
            }
            lines.push(line);
        }
    }
    let totals = totals.into_iter().enumerate();
    Ok(Comparison {
        reference,
        differs: differs::differences(scenarios, &compiled),
        lines,
        totals: totals
            .map(|(at, tally)| tally.total(at != reference))
            .collect(),
        warnings: compiled.iter().map(|law| law.warnings.clone()).collect(),
    })
}

/// The law of each scenario.
pub(super) fn compiled(
    laws: &Laws,
    scenarios: &[Scenario<'_>],
) -> Result<Vec<Rc<Law>>, Vec<Refused>> {
    let mut found = Vec::new();
    let mut refused = Vec::new();
    for (at, scenario) in scenarios.iter().enumerate() {
        match laws.of(scenario.engine, scenario.period, &scenario.patches) {
            Ok(law) => found.push(law),
            Err(problems) => refused.push(Refused {
                scenario: at,
                problems,
            }),
        }
    }
    if refused.is_empty() {
        Ok(found)
    } else {
        Err(refused)
    }
}

/// One line while it is put together.
struct Row<'a> {
    at: usize,
    key: &'a LineKey,
    reference: usize,
    laws: &'a [Rc<Law>],
    keys: &'a Keys,
    sums: &'a [Vec<Sum>],
}

impl<'a> Row<'a> {
    fn plan(&self, scenario: usize) -> Option<(&'a Law, &'a AmountPlan)> {
        let at = (*self.keys.plans.get(scenario)?.get(self.at)?)?;
        let law = self.laws.get(scenario)?;
        Some((law, law.plans().get(at)?))
    }

    fn sum(&self, scenario: usize) -> Option<&'a Sum> {
        self.sums.get(scenario)?.get(self.at)
    }

    /// The line, if any scenario shows it.
    fn line(&self) -> Option<Line> {
        let shown = self
            .sums
            .iter()
            .filter_map(|sums| sums.get(self.at))
            .any(|sum| sum.shown);
        let (law, plan) = (0..self.laws.len())
            .find_map(|at| self.plan(at))
            .filter(|_| shown)?;
        let amount = &law.book.amounts[plan.of.amount];
        let cells: Vec<Option<Cell>> = (0..self.laws.len()).map(|at| self.cell(at)).collect();
        // Not in force and 0 come to the same; an amount that is not known does not.
        let unknown = |cell: &Option<Cell>| {
            let cell = cell.as_ref().filter(|cell| !cell.excluded.is_empty());
            cell.map(|cell| cell.status)
        };
        let base = cells.get(self.reference).and_then(unknown);
        let changed = |cell: &Option<Cell>| {
            let difference = cell.as_ref().and_then(|cell| cell.difference.as_ref());
            difference.is_some_and(|difference| !difference.value.is_zero())
                || base != unknown(cell)
        };
        Some(Line {
            key: self.key.clone(),
            name: side::name(law, plan.of),
            label: side::label(law, plan.of),
            kind: amount.kind,
            unit: amount.measure.text.clone(),
            lever: amount.lever.map(|lever| law.book.levers[lever].id.clone()),
            differs: cells.iter().any(changed),
            cells,
        })
    }

    fn cell(&self, scenario: usize) -> Option<Cell> {
        let (law, plan) = self.plan(scenario)?;
        let sum = self.sum(scenario)?;
        let value = sum.own.filter(|_| sum.known > 0);
        let amount = &law.book.amounts[plan.of.amount];
        let decimal = |cell| amount_decimal(program::Cell::known(cell), plan.total, amount);
        let quiet = matches!(sum.status, Status::NotInForce | Status::NotSettled) && sum.known > 0;
        Some(Cell {
            value: value.and_then(decimal),
            status: match sum.own {
                None => Status::Overflow,
                Some(_) if quiet => Status::Known,
                Some(_) => sum.status,
            },
            present: sum.present,
            counted: sum.counted,
            excluded: sum.excluded.clone(),
            difference: self.difference(scenario),
        })
    }

    fn difference(&self, scenario: usize) -> Option<Difference> {
        let sum = self
            .sum(scenario)
            .filter(|sum| sum.pairs > 0 && scenario != self.reference)?;
        let (mine, theirs) = sum.both?;
        let decimal = |at: usize, cell: i128| match self.plan(at) {
            Some((law, plan)) => {
                let amount = &law.book.amounts[plan.of.amount];
                amount_decimal(program::Cell::known(cell), plan.total, amount)
            }
            None => Some(Decimal::ZERO),
        };
        let value = decimal(scenario, mine)?.sub(decimal(self.reference, theirs)?)?;
        Some(Difference {
            value,
            left_out: sum.left_out,
        })
    }

    /// Adds a member to the total of a scenario.
    fn tally(&self, line: usize, scenario: usize, tally: &mut Tally) {
        let plans = (self.plan(scenario), self.plan(self.reference));
        let (Some((law, plan)), Some(sum)) = (plans.0.or(plans.1), self.sum(scenario)) else {
            return;
        };
        let kind = law.book.amounts[plan.of.amount].kind;
        let Some(sign) = kind.sign() else {
            return;
        };
        let number = |plan: Option<(&Law, &AmountPlan)>, cell: i128| match plan {
            Some((_, plan)) => Rational::new(cell.checked_mul(sign)?, plan.total.den),
            None => Some(Rational::ZERO),
        };
        let own = sum.own.and_then(|own| number(plans.0, own));
        tally.add(kind, own);
        if own.is_none() || !sum.excluded.is_empty() {
            tally.undetermined.push((line, sum.excluded.clone()));
        }
        let both = sum
            .both
            .and_then(|(mine, theirs)| number(plans.0, mine)?.sub(number(plans.1, theirs)?));
        tally.left_out += sum.left_out + usize::from(both.is_none());
        tally.difference = both
            .and_then(|both| tally.difference.add(both))
            .unwrap_or(tally.difference);
    }
}

/// A total while it is added up.
#[derive(Clone)]
struct Tally {
    kinds: [Rational; 3],
    undetermined: Vec<(usize, Vec<usize>)>,
    difference: Rational,
    left_out: usize,
}

impl Default for Tally {
    fn default() -> Tally {
        Tally {
            kinds: [Rational::ZERO; 3],
            undetermined: Vec::new(),
            difference: Rational::ZERO,
            left_out: 0,
        }
    }
}

impl Tally {
    fn add(&mut self, kind: AmountKind, value: Option<Rational>) {
        let [cost, surcharge, subsidy] = &mut self.kinds;
        let part = match kind {
            AmountKind::Surcharge => surcharge,
            AmountKind::Subsidy => subsidy,
            _ => cost,
        };
        // Members are summable by their size, so adding never fails.
        *part = value.and_then(|value| part.add(value)).unwrap_or(*part);
    }

    fn total(self, compared: bool) -> Total {
        let [cost, surcharge, subsidy] = self.kinds;
        let whole = cost.add(surcharge).and_then(|sum| sum.add(subsidy));
        Total {
            cost: money(whole.unwrap_or(Rational::ZERO)),
            kinds: KindSums {
                cost: money(cost),
                surcharge: money(surcharge),
                subsidy: money(subsidy),
            },
            complete: self.undetermined.is_empty(),
            undetermined: self.undetermined,
            difference: compared.then(|| Difference {
                value: money(self.difference),
                left_out: self.left_out,
            }),
        }
    }
}
