//! What values can be at all: divisors that cannot be negative, branches that can never be taken.

use super::expr::{Formula, NodeId, NodeKind};
use super::history::{History, Law, Without};
use super::rulebook::{Amount, AmountId, AmountRounding, FactKind, ParameterId, Rulebook, Timing};
use crate::base::{Diagnostic, Rational};
use crate::formula::BinaryOp;

/// Least and greatest value; `None` where no bound is known.
#[derive(Clone, Copy, Debug)]
struct Range {
    low: Option<Rational>,
    high: Option<Rational>,
}

const ANY: Range = Range {
    low: None,
    high: None,
};

/// Reports divisors that may be negative and comparisons that always come out the same.
pub(crate) fn check(book: &Rulebook, found: &mut Vec<Diagnostic>) {
    let mut amounts = vec![ANY; book.amounts.len()];
    for id in &book.amount_order {
        let amount = &book.amounts[*id];
        let mut bounds = Bounds {
            book,
            amounts: &amounts,
            found,
        };
        if let Some(when) = &amount.when {
            bounds.formula(when);
        }
        let mut range = bounds.formula(&amount.formula);
        range = read(amount, range);
        set(&mut amounts, *id, range);
    }
    for lever in book.levers.values() {
        for condition in &lever.conditions {
            Bounds {
                book,
                amounts: &amounts,
                found,
            }
            .formula(&condition.test);
        }
    }
}

/// What reading the amount can give: 0 where it is not in force, up to one step more by rounding,
/// twelve months of a previous year.
fn read(amount: &Amount, range: Range) -> Range {
    let step = match amount.rounding {
        AmountRounding::To { den, .. } => Rational::new(1, den).unwrap_or(Rational::ZERO),
        AmountRounding::Exact => Rational::ZERO,
    };
    let low = if range.low.is_some_and(|low| low >= Rational::ZERO) {
        Some(Rational::ZERO)
    } else {
        range.low.and_then(|low| low.sub(step))
    };
    let range = Range {
        low,
        high: range.high.and_then(|high| high.add(step)),
    };
    let range = widen(range, point(Rational::ZERO));
    if amount.timing == Timing::PreviousYear {
        product(range, point(Rational::whole(12)))
    } else {
        range
    }
}

fn set(amounts: &mut [Range], id: AmountId, range: Range) {
    use crate::base::ids::Id;
    if let Some(slot) = amounts.get_mut(id.index()) {
        *slot = range;
    }
}

struct Bounds<'a> {
    book: &'a Rulebook,
    amounts: &'a [Range],
    found: &'a mut Vec<Diagnostic>,
}

impl Bounds<'_> {
    fn formula(&mut self, formula: &Formula) -> Range {
        let mut ranges: Vec<Range> = Vec::with_capacity(formula.nodes.len());
        for (id, node) in formula.nodes.iter() {
            let range = self.node(formula, id, &ranges);
            if let NodeKind::Binary(op, a, b) = node.kind {
                self.judge(formula, id, op, (at(&ranges, a), at(&ranges, b)));
            }
            ranges.push(range);
        }
        ranges.last().copied().unwrap_or(ANY)
    }

    fn node(&self, formula: &Formula, id: NodeId, ranges: &[Range]) -> Range {
        use crate::base::ids::Id;
        let of = |child: NodeId| at(ranges, child);
        match &formula.nodes[id].kind {
            NodeKind::Number(value) => point(*value),
            NodeKind::Fact(fact) => match &self.book.facts[*fact].kind {
                FactKind::Number { den, min, max, .. } => Range {
                    low: Rational::new(*min, *den),
                    high: Rational::new(*max, *den),
                },
                _ => ANY,
            },
            NodeKind::Parameter(parameter) | NodeKind::Lookup(parameter, _) => {
                parameter_range(self.book, *parameter)
            }
            NodeKind::Amount(amount) => self.amounts.get(amount.index()).copied().unwrap_or(ANY),
            NodeKind::Negate(a) => negate(of(*a)),
            NodeKind::Binary(op, a, b) => arithmetic(*op, of(*a), of(*b)),
            NodeKind::If(_, a, b) => widen(of(*a), of(*b)),
            NodeKind::Min(all) => fold(all, ranges, lower),
            NodeKind::Max(all) => fold(all, ranges, upper),
            NodeKind::Clamp(x, low, high) => upper(lower(of(*x), of(*high)), of(*low)),
            NodeKind::Round { value, step, .. } => {
                let by = |bound: Option<Rational>, step: Rational| bound?.add(step);
                let range = of(*value);
                let floor_at_zero = range.low.is_some_and(|low| low >= Rational::ZERO);
                let low = if floor_at_zero {
                    Some(Rational::ZERO)
                } else {
                    by(range.low, step.neg())
                };
                Range {
                    low,
                    high: by(range.high, *step),
                }
            }
            NodeKind::Sum(group, a) => {
                let rows = Rational::whole(i64::from(self.book.groups[*group].max_rows));
                widen(product(of(*a), point(rows)), point(Rational::ZERO))
            }
            NodeKind::Marginal(table, _)
                if parameter_range(self.book, *table)
                    .low
                    .is_none_or(|low| low < Rational::ZERO) =>
            {
                ANY
            }
            NodeKind::Marginal(..) | NodeKind::Count(_) => Range {
                low: Some(Rational::ZERO),
                high: None,
            },
            _ => ANY,
        }
    }

    fn judge(&mut self, formula: &Formula, id: NodeId, op: BinaryOp, (a, b): (Range, Range)) {
        let node = &formula.nodes[id];
        let place = formula.place.part(node.span.0, node.span.1);
        if op == BinaryOp::Divide && b.low.is_none_or(|low| low < Rational::ZERO) {
            self.found.push(
                Diagnostic::error("R0210", "this divisor may be negative")
                    .at(place, "")
                    .help("divide by something whose bounds are zero or more"),
            );
        }
        if let NodeKind::Binary(BinaryOp::Divide, _, divisor) = node.kind
            && (b.low, b.high) == (Some(Rational::ZERO), Some(Rational::ZERO))
            && !lawful(formula, divisor)
        {
            self.found.push(
                Diagnostic::error("R0210", "this divisor is always zero")
                    .at(place, "")
                    .help("divide by something that can be more than zero"),
            );
        }
        let below = |x: Range, y: Range| match (x.high, y.low) {
            (Some(high), Some(low)) => high < low,
            _ => false,
        };
        let at_most = |x: Range, y: Range| match (x.high, y.low) {
            (Some(high), Some(low)) => high <= low,
            _ => false,
        };
        let always = match op {
            BinaryOp::Less => below(a, b)
                .then_some(true)
                .or(at_most(b, a).then_some(false)),
            BinaryOp::AtMost => at_most(a, b)
                .then_some(true)
                .or(below(b, a).then_some(false)),
            BinaryOp::More => below(b, a)
                .then_some(true)
                .or(at_most(a, b).then_some(false)),
            BinaryOp::AtLeast => at_most(b, a)
                .then_some(true)
                .or(below(a, b).then_some(false)),
            BinaryOp::Equal => (below(a, b) || below(b, a)).then_some(false),
            BinaryOp::NotEqual => (below(a, b) || below(b, a)).then_some(true),
            _ => None,
        };
        if let Some(outcome) = always {
            self.found.push(
                Diagnostic::warning("R0402", format!("this comparison is always {outcome}"))
                    .at(place, "by the bounds of its two sides")
                    .help("a branch behind it can never be taken"),
            );
        }
    }
}

/// Whether a figure of the law has a part in a node: a patch may make it another.
fn lawful(formula: &Formula, id: NodeId) -> bool {
    match &formula.nodes[id].kind {
        NodeKind::Parameter(_) | NodeKind::Lookup(..) | NodeKind::Marginal(..) => true,
        kind => kind.children().iter().any(|child| lawful(formula, *child)),
    }
}

fn at(ranges: &[Range], id: NodeId) -> Range {
    use crate::base::ids::Id;
    ranges.get(id.index()).copied().unwrap_or(ANY)
}

fn point(value: Rational) -> Range {
    Range {
        low: Some(value),
        high: Some(value),
    }
}

fn negate(a: Range) -> Range {
    Range {
        low: a.high.map(Rational::neg),
        high: a.low.map(Rational::neg),
    }
}

/// Everything that lies in either.
fn widen(a: Range, b: Range) -> Range {
    Range {
        low: a.low.zip(b.low).map(|(a, b)| a.min(b)),
        high: a.high.zip(b.high).map(|(a, b)| a.max(b)),
    }
}

fn lower(a: Range, b: Range) -> Range {
    let high = match (a.high, b.high) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    };
    Range {
        low: a.low.zip(b.low).map(|(a, b)| a.min(b)),
        high,
    }
}

fn upper(a: Range, b: Range) -> Range {
    negate(lower(negate(a), negate(b)))
}

fn fold(all: &[NodeId], ranges: &[Range], with: fn(Range, Range) -> Range) -> Range {
    all.iter()
        .map(|id| at(ranges, *id))
        .reduce(with)
        .unwrap_or(ANY)
}

fn product(a: Range, b: Range) -> Range {
    let ends = |a: Range| a.low.zip(a.high);
    if let (Some((al, ah)), Some((bl, bh))) = (ends(a), ends(b)) {
        let corners = [al.mul(bl), al.mul(bh), ah.mul(bl), ah.mul(bh)];
        if let Some(corners) = corners.into_iter().collect::<Option<Vec<_>>>() {
            let low = corners.iter().copied().min();
            return Range {
                low,
                high: corners.iter().copied().max(),
            };
        }
    }
    let positive = |r: Range| r.low.is_some_and(|low| low >= Rational::ZERO);
    let low = (positive(a) && positive(b)).then_some(Rational::ZERO);
    Range { low, high: None }
}

fn arithmetic(op: BinaryOp, a: Range, b: Range) -> Range {
    let sum = |x: Option<Rational>, y: Option<Rational>| x?.add(y?);
    match op {
        BinaryOp::Add => Range {
            low: sum(a.low, b.low),
            high: sum(a.high, b.high),
        },
        BinaryOp::Subtract => arithmetic(BinaryOp::Add, a, negate(b)),
        BinaryOp::Multiply => product(a, b),
        BinaryOp::Divide => {
            let positive = |r: Range| r.low.is_some_and(|low| low >= Rational::ZERO);
            let low = (positive(a) && positive(b)).then_some(Rational::ZERO);
            Range { low, high: None }
        }
        _ => ANY,
    }
}

/// Every number a parameter has held or would hold without its levers.
fn parameter_range(book: &Rulebook, id: ParameterId) -> Range {
    let history = &book.parameters[id].history;
    let mut numbers = Vec::new();
    let mut settled = !book.parameters[id].open;
    let mut take = |law: &Law| match law {
        Law::Number(value) => numbers.push(*value),
        Law::Brackets(rows) => {
            for (_, law) in rows {
                match law {
                    Law::Number(value) => numbers.push(*value),
                    _ => settled = false,
                }
            }
        }
        Law::Rows(rows) => {
            for law in rows {
                match law {
                    Law::Number(value) => numbers.push(*value),
                    _ => settled = false,
                }
            }
        }
        _ => {}
    };
    // What stood there before a patch is a history of its own, shared by the values of one patch.
    let mut histories = vec![history];
    let mut next = 0;
    while let Some(history) = histories.get(next).copied() {
        next += 1;
        for value in &history.values {
            take(&value.law);
            match &value.without {
                Without::Law(law) => take(law),
                Without::Was(before) => {
                    let before: &History = before;
                    if !histories.iter().any(|known| std::ptr::eq(*known, before)) {
                        histories.push(before);
                    }
                }
                Without::Previous => {}
            }
        }
    }
    let low = numbers.iter().copied().min();
    // A figure that is open may turn out to be anything; law's figures are zero or more unless written.
    if !settled {
        let zero = low.map_or(Rational::ZERO, |low| low.min(Rational::ZERO));
        return Range {
            low: Some(zero),
            high: None,
        };
    }
    Range {
        low,
        high: numbers.iter().copied().max(),
    }
}
