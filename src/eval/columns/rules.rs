//! How each operation becomes planes: what is certain already is left out, `i64` is used where the
//! interval of the result is proved to fit.

use std::sync::Arc;

use super::about::{About, StatusSet};
use super::lower::{Lower, Lowered, Value, constant};
use super::node::{ALL_KNOWN, Node, Plane, Stat, Two, Whole};
use super::ranges::Truth;
use crate::base::Rounding;
use crate::eval::kernels::divide::Division;
use crate::program::op::{Cell, Comparison, Status};

impl Lower<'_> {
    pub(super) fn two(&mut self, op: Two, a: Lowered, b: Lowered) -> Lowered {
        let about = match op {
            Two::Add => a.about.add(b.about),
            Two::Subtract => a.about.subtract(b.about),
            Two::Multiply => a.about.multiply(b.about),
            Two::Min => a.about.min(b.about),
            Two::Max => a.about.max(b.about),
        };
        let status = self.both(a, b);
        if let Some(value) = same(op, a, b) {
            return self.done(about, value, status);
        }
        if let (Value::Whole(a), Value::Whole(b), true) = (a.value, b.value, about.fits_i64()) {
            let value = Value::Whole(self.node(Node::Two(op, a, b)));
            return self.done(about, value, status);
        }
        let (x, y) = (self.wide(a.value), self.wide(b.value));
        let value = Value::Wide(self.node(Node::WideTwo(op, x, y)));
        let status = match op {
            Two::Min | Two::Max => status,
            _ => {
                let flag = self.node(Node::Overflow(op, x, y));
                self.gate(status, flag)
            }
        };
        self.done(about, value, status)
    }

    pub(super) fn divide(&mut self, a: Lowered, b: Lowered, mode: Rounding) -> Lowered {
        if let Some(divisor) = b.about.constant().filter(|b| *b > 0) {
            let status = self.both(a, b);
            let divided = self.divide_by(a, divisor, mode);
            let statuses = a.about.both(b.about);
            let about = About::new(divided.about.low, divided.about.high, statuses);
            return self.done(about, divided.value, status);
        }
        let about = a.about.divide(b.about, mode);
        let mut status = self.both(a, b);
        if b.about.may_be(0) {
            let flag = match b.value {
                Value::Whole(b) => self.node(Node::ZeroDivisor(b)),
                Value::Wide(b) => self.node(Node::WideZeroDivisor(b)),
            };
            status = self.gate(status, flag);
        }
        if let (Value::Whole(x), Value::Whole(y), false) =
            (a.value, b.value, a.about.may_be(i128::from(i64::MIN)))
        {
            let value = Value::Whole(self.node(Node::Divide(x, y, mode)));
            return self.done(about, value, status);
        }
        let (x, y) = (self.wide(a.value), self.wide(b.value));
        let value = Value::Wide(self.node(Node::WideDivide(x, y, mode)));
        if a.about.may_be(i128::MIN) && b.about.may_be(-1) {
            let flag = self.node(Node::DivideOverflow(x, y, mode));
            status = self.gate(status, flag);
        }
        self.done(about, value, status)
    }

    pub(super) fn divide_by(&mut self, a: Lowered, divisor: i128, mode: Rounding) -> Lowered {
        let about = a.about.divide_by(divisor, mode);
        if divisor == 1 {
            return self.done(about, a.value, a.status);
        }
        let ends = (i64::try_from(a.about.low), i64::try_from(a.about.high));
        let value = match (a.value, i64::try_from(divisor), ends) {
            (Value::Whole(a), Ok(divisor), (Ok(low), Ok(high))) => {
                let division = Division::new(divisor, mode, (low, high));
                Value::Whole(self.node(Node::DivideBy(a, division)))
            }
            (value, ..) => {
                let wide = self.wide(value);
                Value::Wide(self.node(Node::WideDivide(wide, Plane::Same(divisor), mode)))
            }
        };
        self.done(about, value, a.status)
    }

    pub(super) fn compare(&mut self, comparison: Comparison, a: Lowered, b: Lowered) -> Lowered {
        let about = a.about.compare(b.about, comparison);
        let status = self.both(a, b);
        let value = match (a.value, b.value) {
            _ if about.constant().is_some() => Whole::Same(0),
            (Value::Whole(a), Value::Whole(b)) => self.node(Node::Compare(comparison, a, b)),
            (a, b) => {
                let (a, b) = (self.wide(a), self.wide(b));
                self.node(Node::WideCompare(comparison, a, b))
            }
        };
        self.done(about, Value::Whole(value), status)
    }

    /// And (`deciding` 0) and or (`deciding` 1): a side that is known to have the deciding value
    /// settles it; a side that is not known counts as the other value.
    pub(super) fn kleene(&mut self, a: Lowered, b: Lowered, deciding: i64) -> Lowered {
        let (a, b) = (self.condition(a, deciding), self.condition(b, deciding));
        let neutral = i128::from(1 - deciding);
        if a.about.is_always(neutral) {
            return b;
        }
        if b.about.is_always(neutral) {
            return a;
        }
        let about = a.about.kleene(b.about, i128::from(deciding));
        let (x, y) = (self.neutral(a, deciding), self.neutral(b, deciding));
        let value = if deciding == 0 {
            self.node(Node::And(x, y))
        } else {
            self.node(Node::Or(x, y))
        };
        let status = self.both(a, b);
        let status = match status {
            Stat::Same(Status::Known) => status,
            _ => self.node(Node::Settled(value, deciding, status)),
        };
        self.done(about, Value::Whole(value), status)
    }

    /// A number as a condition in 0..=1 (compilers make no others).
    fn condition(&mut self, a: Lowered, deciding: i64) -> Lowered {
        if a.about.low >= 0 && a.about.high <= 1 {
            return a;
        }
        let comparison = match deciding {
            0 => Comparison::NotEqual,
            _ => Comparison::Equal,
        };
        self.compare(comparison, a, constant(Cell::known(i128::from(deciding))))
    }

    /// The condition with the value that decides nothing where it is not known.
    fn neutral(&mut self, a: Lowered, deciding: i64) -> Whole {
        let plane = self.whole(a.value);
        match (a.status, deciding) {
            (Stat::Same(Status::Known), _) => plane,
            (Stat::Same(_), _) => Whole::Same(1 - deciding),
            (status, 0) => self.node(Node::OrTrue(plane, status)),
            (status, _) => self.node(Node::OrZero(plane, status)),
        }
    }

    pub(super) fn select(&mut self, condition: Lowered, yes: Lowered, no: Lowered) -> Lowered {
        let about = condition.about.select(yes.about, no.about);
        let truth = condition.about.truth();
        if !about.statuses.may_be_known() && !condition.about.statuses.may_be_known() {
            return self.done(about, Value::Whole(Whole::Same(0)), condition.status);
        }
        let taken = match truth {
            Truth::Always => Some(yes),
            Truth::Never => Some(no),
            Truth::Either => None,
        };
        if let Some(taken) = taken {
            let status = self.gate(condition.status, taken.status);
            return self.done(about, taken.value, status);
        }
        let condition = self.condition(condition, 0);
        let which = self.whole(condition.value);
        let value = match (
            yes.about.statuses.may_be_known(),
            no.about.statuses.may_be_known(),
        ) {
            (false, _) => no.value,
            (_, false) => yes.value,
            _ => self.choose(which, yes.value, no.value),
        };
        let status = if yes.status == no.status {
            yes.status
        } else {
            self.node(Node::ChooseStatus(which, yes.status, no.status))
        };
        let status = self.gate(condition.status, status);
        self.done(about, value, status)
    }

    fn choose(&mut self, which: Whole, yes: Value, no: Value) -> Value {
        match (yes, no) {
            _ if yes == no => yes,
            (Value::Whole(Plane::Same(1)), Value::Whole(Plane::Same(0))) => Value::Whole(which),
            (Value::Whole(yes), Value::Whole(no)) => {
                Value::Whole(self.node(Node::Choose(which, yes, no)))
            }
            _ => {
                let (yes, no) = (self.wide(yes), self.wide(no));
                Value::Wide(self.node(Node::WideChoose(which, yes, no)))
            }
        }
    }

    pub(super) fn pick(&mut self, index: Lowered, table: &[Cell]) -> Lowered {
        let about = index.about.pick(table);
        let at = self.whole(index.value);
        let value = if about.constant().is_some() {
            Value::Whole(Whole::Same(0))
        } else if about.fits_i64() {
            // Numbers out of the interval's reach are never picked.
            let numbers: Arc<[i64]> = table
                .iter()
                .map(|cell| i64::try_from(cell.value).unwrap_or(0))
                .collect();
            Value::Whole(self.node(Node::Pick(at, numbers)))
        } else {
            let numbers: Arc<[i128]> = table.iter().map(|cell| cell.value).collect();
            Value::Wide(self.node(Node::WidePick(at, numbers)))
        };
        let statuses: Arc<[u8]> = table.iter().map(|cell| cell.status as u8).collect();
        let known_index = About {
            statuses: StatusSet::KNOWN,
            ..index.about
        };
        let picked = if known_index.pick(table).always_known() {
            ALL_KNOWN
        } else {
            self.node(Node::PickStatus(at, statuses))
        };
        let status = self.gate(index.status, picked);
        self.done(about, value, status)
    }

    pub(super) fn is_known(&mut self, a: Lowered) -> Lowered {
        let value = self.node(Node::IsKnown(a.status));
        self.done(a.about.is_known(), Value::Whole(value), ALL_KNOWN)
    }

    pub(super) fn count_zero(&mut self, a: Lowered) -> Lowered {
        if !a.about.statuses.meets(StatusSet::COUNTS_AS_ZERO) {
            return a;
        }
        let value = match a.value {
            Value::Whole(Plane::Same(0)) => a.value,
            Value::Whole(plane) => Value::Whole(self.node(Node::CountZero(plane, a.status))),
            Value::Wide(plane) => Value::Wide(self.node(Node::WideCountZero(plane, a.status))),
        };
        let status = self.node(Node::CountStatus(a.status));
        self.done(a.about.or_zero(), value, status)
    }

    pub(super) fn months(&mut self, from: Lowered, to: Lowered) -> Lowered {
        let about = from.about.months_between(to.about);
        let mut status = self.both(from, to);
        let (x, y) = (self.whole(from.value), self.whole(to.value));
        for (side, plane) in [(from, x), (to, y)] {
            if !side.about.fits_day() {
                let flag = self.node(Node::NoDay(plane));
                status = self.gate(status, flag);
            }
        }
        let value = self.node(Node::Months(x, y));
        self.done(about, Value::Whole(value), status)
    }

    pub(super) fn year(&mut self, a: Lowered) -> Lowered {
        let about = a.about.year_of();
        let plane = self.whole(a.value);
        let mut status = a.status;
        if !a.about.fits_day() {
            let flag = self.node(Node::NoDay(plane));
            status = self.gate(status, flag);
        }
        let value = self.node(Node::Year(plane));
        self.done(about, Value::Whole(value), status)
    }
}

/// What an operation leaves as it is.
fn same(op: Two, a: Lowered, b: Lowered) -> Option<Value> {
    let (x, y) = (a.about, b.about);
    match op {
        Two::Add if x.constant() == Some(0) => Some(b.value),
        Two::Add | Two::Subtract if y.constant() == Some(0) => Some(a.value),
        Two::Multiply if x.constant() == Some(1) => Some(b.value),
        Two::Multiply if y.constant() == Some(1) => Some(a.value),
        Two::Min if x.high <= y.low => Some(a.value),
        Two::Min if y.high <= x.low => Some(b.value),
        Two::Max if x.low >= y.high => Some(a.value),
        Two::Max if y.low >= x.high => Some(b.value),
        _ => None,
    }
}
