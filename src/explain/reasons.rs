//! Why a value is not known, and by how much a condition fails.

use super::explanation::Gap;
use super::values::{day, rational, with_unit};
use super::words::{Traced, line, phrase, reckoned};
use crate::base::{Lang, Measure, Rational, Set, Text};
use crate::check::expr::{Formula, NodeId, NodeKind, Ty};
use crate::check::rulebook::{FactKind, FactSlotId, ParameterId, Rulebook, Shape};
use crate::eval::Cells;
use crate::formula::BinaryOp;
use crate::program::op::{Op, SlotId, Status};
use crate::program::plan::{Operand, Program};

/// Facts that would settle a slot whose status is `Missing`; for a group that is not stated, its first
/// fact in its first row.
pub fn missing_facts(
    book: &Rulebook,
    program: &Program,
    cells: &Cells,
    slot: SlotId,
) -> Vec<FactSlotId> {
    let mut found = Set::new();
    let mut seen = Set::new();
    let mut open = vec![slot];
    while let Some(slot) = open.pop() {
        if cells[slot].status != Status::Missing || !seen.insert(slot) {
            continue;
        }
        match &program.ops[slot] {
            Op::Fact(fact) => {
                found.insert(*fact);
            }
            Op::Row(group, _) => {
                let first = book.groups[*group].facts.first();
                found.extend(first.map(|fact| book.slot(*fact, 0)));
            }
            Op::Select(condition, yes, no) => match cells[*condition].get() {
                None => open.push(*condition),
                Some(0) => open.push(*no),
                Some(_) => open.push(*yes),
            },
            op => op.for_each_operand(|operand| open.push(operand)),
        }
    }
    found.into_iter().collect()
}

/// Parameters whose law leaves a formula open or undetermined.
pub fn unsettled(formula: &Formula, run: Traced<'_>, found: &mut Set<ParameterId>) {
    let blank = |operand: &Operand| {
        let status = super::words::status_of(*operand, run.cells);
        matches!(status, Status::Open | Status::NotCovered)
    };
    for ((id, row), operand) in run.nodes {
        let Some(node) = formula.nodes.get(*id) else {
            continue;
        };
        match &node.kind {
            NodeKind::Parameter(parameter) if blank(operand) => {
                found.insert(*parameter);
            }
            NodeKind::Lookup(parameter, x) | NodeKind::Marginal(parameter, x)
                if blank(operand) && run.nodes.get(&(*x, *row)).is_some_and(|x| !blank(x)) =>
            {
                found.insert(*parameter);
            }
            _ => {}
        }
    }
}

/// For each comparison that makes a condition fail: what there is, what it takes, how far it is.
pub fn gaps(book: &Rulebook, formula: &Formula, run: Traced<'_>) -> Vec<Gap> {
    let mut walk = Gaps {
        book,
        formula,
        run,
        out: Vec::new(),
        lawful: Vec::new(),
    };
    walk.walk(formula.root, false);
    if walk.out.is_empty() {
        walk.lawful
    } else {
        walk.out
    }
}

struct Gaps<'a> {
    book: &'a Rulebook,
    formula: &'a Formula,
    run: Traced<'a>,
    /// What an enterprise could change.
    out: Vec<Gap>,
    /// What only the law could change; shown if there is nothing else.
    lawful: Vec<Gap>,
}

impl Gaps<'_> {
    /// Follows what should be true (or, below a `not`, false) and is not.
    fn walk(&mut self, id: NodeId, wanted_false: bool) {
        let holds = self
            .run
            .nodes
            .get(&(id, None))
            .and_then(|operand| match operand {
                Operand::Plain(slot) => self.run.cells[*slot].get(),
                _ => None,
            });
        if holds.is_none_or(|holds| (holds == 1) != wanted_false) {
            return;
        }
        match &self.formula.nodes[id].kind {
            NodeKind::Binary(BinaryOp::And | BinaryOp::Or, a, b) => {
                self.walk(*a, wanted_false);
                self.walk(*b, wanted_false);
            }
            NodeKind::Not(a) => self.walk(*a, !wanted_false),
            NodeKind::Binary(op, a, b) if op.compares() => {
                let op = if wanted_false { opposite(*op) } else { *op };
                // What the enterprise has stands first, whichever side it was written on.
                if !self.states(*a) && self.states(*b) {
                    self.comparison(id, mirrored(op), *b, *a);
                } else {
                    self.comparison(id, op, *a, *b);
                }
            }
            _ => self.plain(id, wanted_false),
        }
    }

    fn comparison(&mut self, id: NodeId, op: BinaryOp, a: NodeId, b: NodeId) {
        let text = self.text(id);
        let numbers = self.number(a).zip(self.number(b));
        let ranks = numbers.and_then(|(left, right)| {
            let of = |value| reckoned(self.book, self.formula, a, value);
            of(left).zip(of(right))
        });
        let distance = numbers
            .filter(|_| ranks.is_none())
            .and_then(|(left, right)| {
                let far = left.sub(right)?;
                Some(with_unit(
                    if far < Rational::ZERO { far.neg() } else { far },
                    &self.measure(a),
                ))
            });
        let (actual, needed) = ranks.unwrap_or_else(|| (self.shown(a), self.shown(b)));
        let sign = symbol(op);
        let needed = Text::new(
            format!("{sign} {}", needed.zh),
            format!("{sign} {}", needed.en),
        );
        self.push(
            id,
            Gap {
                text,
                actual,
                needed,
                distance,
            },
        );
    }

    fn push(&mut self, id: NodeId, gap: Gap) {
        let list = if self.states(id) {
            &mut self.out
        } else {
            &mut self.lawful
        };
        list.push(gap);
    }

    /// Whether an enterprise's facts have a part in a node.
    fn states(&self, id: NodeId) -> bool {
        match &self.formula.nodes[id].kind {
            NodeKind::Fact(_)
            | NodeKind::Amount(_)
            | NodeKind::Known(_)
            | NodeKind::Count(_)
            | NodeKind::Applies(_) => true,
            kind => kind.children().iter().any(|child| self.states(*child)),
        }
    }

    fn plain(&mut self, id: NodeId, wanted_false: bool) {
        let (yes, no) = (Text::new("是", "yes"), Text::new("否", "no"));
        let (actual, needed) = if wanted_false { (yes, no) } else { (no, yes) };
        let text = self.text(id);
        self.push(
            id,
            Gap {
                text,
                actual,
                needed,
                distance: None,
            },
        );
    }

    /// The part in words.
    fn text(&self, id: NodeId) -> Text {
        let part = Formula {
            root: id,
            ..self.formula.clone()
        };
        let words = phrase(self.book, &part, None, None);
        Text::new(line(&words, Lang::Zh), line(&words, Lang::En))
    }

    /// The exact number of a side; of a quotient, its value.
    fn number(&self, id: NodeId) -> Option<Rational> {
        match self.run.nodes.get(&(id, None))? {
            Operand::Num(number) => rational(self.run.cells[number.slot], number.den),
            Operand::Quotient(n, m) => {
                let n = rational(self.run.cells[n.slot], n.den)?;
                n.div(rational(self.run.cells[m.slot], m.den)?)
            }
            Operand::Plain(_) => None,
        }
    }

    fn measure(&self, id: NodeId) -> Measure {
        let node = &self.formula.nodes[id];
        let declared = match &node.kind {
            NodeKind::Fact(fact) => match &self.book.facts[*fact].kind {
                FactKind::Number { measure, .. } => Some(measure.clone()),
                _ => None,
            },
            NodeKind::Parameter(parameter) => match &self.book.parameters[*parameter].shape {
                Shape::Number(measure) => Some(measure.clone()),
                _ => None,
            },
            _ => None,
        };
        declared.unwrap_or_else(|| Measure {
            text: match &node.ty {
                Ty::Number { unit, .. } if !unit.is_none() => unit.to_string(),
                _ => String::new(),
            },
            ..Measure::none()
        })
    }

    fn shown(&self, id: NodeId) -> Text {
        let both = |text: String| Text::new(text.clone(), text);
        if let Some(value) = self.number(id) {
            return both(with_unit(value, &self.measure(id)));
        }
        let node = &self.formula.nodes[id];
        match (self.run.nodes.get(&(id, None)), &node.ty) {
            (Some(Operand::Plain(slot)), Ty::Date) => {
                let date = self.run.cells[*slot].get().and_then(day);
                both(date.map(|date| date.to_string()).unwrap_or_default())
            }
            _ => {
                let part = Formula {
                    root: id,
                    ..self.formula.clone()
                };
                let words = phrase(self.book, &part, None, Some(self.run));
                Text::new(line(&words, Lang::Zh), line(&words, Lang::En))
            }
        }
    }
}

fn opposite(op: BinaryOp) -> BinaryOp {
    match op {
        BinaryOp::Equal => BinaryOp::NotEqual,
        BinaryOp::NotEqual => BinaryOp::Equal,
        BinaryOp::Less => BinaryOp::AtLeast,
        BinaryOp::AtLeast => BinaryOp::Less,
        BinaryOp::More => BinaryOp::AtMost,
        BinaryOp::AtMost => BinaryOp::More,
        other => other,
    }
}

fn mirrored(op: BinaryOp) -> BinaryOp {
    match op {
        BinaryOp::Less => BinaryOp::More,
        BinaryOp::AtMost => BinaryOp::AtLeast,
        BinaryOp::More => BinaryOp::Less,
        BinaryOp::AtLeast => BinaryOp::AtMost,
        other => other,
    }
}

fn symbol(op: BinaryOp) -> &'static str {
    match op {
        BinaryOp::NotEqual => "≠",
        BinaryOp::AtMost => "≤",
        BinaryOp::AtLeast => "≥",
        other => other.symbol(),
    }
}
