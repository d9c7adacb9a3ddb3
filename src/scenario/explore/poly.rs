//! Polynomials with whole coefficients in the position of what is varied, and exactly where on the
//! whole numbers their sign changes.

use std::cmp::Ordering;

use super::int::Int;

/// `Σ coefficient[i] × t^i`; no trailing zeros, so the zero polynomial is empty.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Poly(Vec<Int>);

impl Poly {
    /// The same everywhere.
    pub(super) fn constant(n: Int) -> Poly {
        Poly::new(vec![n])
    }

    /// The position moved by an offset: `t + offset`.
    pub(super) fn position(offset: i128) -> Poly {
        Poly::new(vec![Int::Small(offset), Int::ONE])
    }

    fn new(mut coefficients: Vec<Int>) -> Poly {
        while coefficients.last().is_some_and(Int::is_zero) {
            coefficients.pop();
        }
        Poly(coefficients)
    }

    /// Greatest power; 0 for constants.
    pub(super) fn degree(&self) -> usize {
        self.0.len().saturating_sub(1)
    }

    pub(super) fn is_zero(&self) -> bool {
        self.0.is_empty()
    }

    /// Its value if it is the same everywhere.
    pub(super) fn as_constant(&self) -> Option<Int> {
        match self.0.as_slice() {
            [] => Some(Int::ZERO),
            [n] => Some(n.clone()),
            _ => None,
        }
    }

    fn zipped(&self, other: &Poly, f: impl Fn(&Int, &Int) -> Int) -> Poly {
        let length = self.0.len().max(other.0.len());
        let at = |poly: &'_ Poly, i: usize| poly.0.get(i).cloned().unwrap_or(Int::ZERO);
        Poly::new(
            (0..length)
                .map(|i| f(&at(self, i), &at(other, i)))
                .collect(),
        )
    }

    pub(super) fn add(&self, other: &Poly) -> Poly {
        self.zipped(other, Int::add)
    }

    pub(super) fn sub(&self, other: &Poly) -> Poly {
        self.zipped(other, Int::sub)
    }

    pub(super) fn times(&self, n: &Int) -> Poly {
        if *n == Int::ONE {
            return self.clone();
        }
        Poly::new(self.0.iter().map(|c| c.mul(n)).collect())
    }

    pub(super) fn mul(&self, other: &Poly) -> Poly {
        if self.is_zero() || other.is_zero() {
            return Poly(Vec::new());
        }
        let mut out = vec![Int::ZERO; self.0.len() + other.0.len() - 1];
        for (i, a) in self.0.iter().enumerate() {
            for (j, b) in other.0.iter().enumerate() {
                if let Some(sum) = out.get_mut(i + j) {
                    *sum = sum.add(&a.mul(b));
                }
            }
        }
        Poly::new(out)
    }

    /// Greatest common divisor of the coefficients.
    pub(super) fn content(&self) -> Int {
        self.0.iter().fold(Int::ZERO, |g, c| g.gcd(c))
    }

    /// All coefficients divided by what divides them evenly.
    pub(super) fn reduced(&self, by: &Int) -> Poly {
        Poly(self.0.iter().map(|c| c.div_exact(by)).collect())
    }

    /// The value at a position.
    pub(super) fn at(&self, t: i128) -> Int {
        let t = Int::Small(t);
        let mut value = Int::ZERO;
        for c in self.0.iter().rev() {
            value = value.mul(&t).add(c);
        }
        value
    }

    pub(super) fn sign_at(&self, t: i128) -> Ordering {
        self.at(t).sign()
    }

    /// The derivative.
    pub(super) fn slope(&self) -> Poly {
        let powers = self.0.iter().enumerate().skip(1);
        Poly::new(
            powers
                .map(|(i, c)| c.mul(&Int::Small(i128::try_from(i).unwrap_or(0))))
                .collect(),
        )
    }

    /// `p(t + 1)`.
    pub(super) fn shifted(&self) -> Poly {
        // Horner's rule with t + 1 as the argument.
        let next = Poly::position(1);
        let mut shifted = Poly(Vec::new());
        for c in self.0.iter().rev() {
            shifted = shifted.mul(&next).add(&Poly::constant(c.clone()));
        }
        shifted
    }

    /// `p(t + 1) − p(t)`, one degree less.
    fn step(&self) -> Poly {
        self.shifted().sub(self)
    }

    /// Whether no value on `low..=high` leaves what `i128` holds by a bound on the sizes alone.
    pub(super) fn surely_within(&self, low: i128, high: i128, limit: i128) -> bool {
        let size = low.checked_abs().zip(high.checked_abs());
        let Some(size) = size.map(|(a, b)| a.max(b)) else {
            return false;
        };
        let mut sum: i128 = 0;
        for c in self.0.iter().rev() {
            let bigger = c.small().and_then(i128::checked_abs).and_then(|c| {
                sum.checked_mul(size)
                    .and_then(|product| product.checked_add(c))
            });
            match bigger {
                Some(bigger) => sum = bigger,
                None => return false,
            }
        }
        sum <= limit
    }

    /// The last position of `from..=to` up to which the sign is the one at `from`, on every whole
    /// number between.
    pub(super) fn same_sign_until(&self, from: i128, to: i128) -> i128 {
        if self.degree() == 0 || from >= to {
            return to;
        }
        let sign = self.sign_at(from);
        if self.degree() == 1 {
            return self.first_other(sign, from, to).map_or(to, |at| at - 1);
        }
        // Where the step has one sign the polynomial rises or falls throughout.
        let step = self.step();
        let mut from = from;
        while from < to {
            let end = step.same_sign_until(from, to - 1) + 1;
            if let Some(at) = self.first_other(sign, from, end) {
                return at - 1;
            }
            from = end;
        }
        to
    }

    /// First position with another sign, where the polynomial rises or falls throughout.
    fn first_other(&self, sign: Ordering, from: i128, to: i128) -> Option<i128> {
        if self.sign_at(to) == sign {
            return None;
        }
        let (mut same, mut other) = (from, to);
        while other - same > 1 {
            let middle = same + (other - same) / 2;
            if self.sign_at(middle) == sign {
                same = middle;
            } else {
                other = middle;
            }
        }
        Some(other)
    }

    /// The last position of `from..=to` up to which the sign is in the class it is in at `from`.
    pub(super) fn same_class_until(
        &self,
        from: i128,
        to: i128,
        class: impl Fn(Ordering) -> bool,
    ) -> i128 {
        let wanted = class(self.sign_at(from));
        let mut at = from;
        loop {
            let end = self.same_sign_until(at, to);
            if end >= to {
                return to;
            }
            if class(self.sign_at(end + 1)) != wanted {
                return end;
            }
            at = end + 1;
        }
    }

    /// The sign the polynomial leaves zero with after `from`, if it does before `to`.
    pub(super) fn sign_ahead(&self, from: i128, to: i128) -> Ordering {
        match self.sign_at(from) {
            Ordering::Equal => {
                let end = self.same_sign_until(from, to);
                if end >= to {
                    Ordering::Equal
                } else {
                    self.sign_at(end + 1)
                }
            }
            sign => sign,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn poly(coefficients: &[i128]) -> Poly {
        Poly::new(coefficients.iter().map(|c| Int::Small(*c)).collect())
    }

    #[test]
    fn signs_last_exactly_as_long_as_they_do_point_by_point() {
        let mut state: u64 = 7;
        let mut random = |below: i128| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            i128::from(state >> 33) % below
        };
        for _ in 0..2000 {
            let degree = random(5);
            let p = poly(
                &(0..=degree)
                    .map(|i| (random(41) - 20) * if i == 0 { 30 } else { 1 })
                    .collect::<Vec<_>>(),
            );
            let from = random(20) - 30;
            let to = from + random(50);
            let sign = p.sign_at(from);
            let expected = (from..=to)
                .take_while(|t| p.sign_at(*t) == sign)
                .last()
                .unwrap();
            assert_eq!(p.same_sign_until(from, to), expected, "{p:?} {from} {to}");
        }
    }

    #[test]
    fn the_step_is_the_difference_of_neighbors() {
        let p = poly(&[5, -3, 2, 1]);
        for t in -5..5 {
            assert_eq!(p.step().at(t), p.at(t + 1).sub(&p.at(t)));
        }
    }
}
