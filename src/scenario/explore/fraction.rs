//! What a slot is along a stretch of the axis: a quotient of two polynomials, exact.

use std::cmp::Ordering;

use super::int::Int;
use super::poly::Poly;
use crate::base::Rational;

/// `over ÷ under`; `under` is positive on the stretch it was made for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Fraction {
    pub(super) over: Poly,
    pub(super) under: Poly,
}

impl Fraction {
    pub(super) fn whole(n: i128) -> Fraction {
        Fraction::of(Poly::constant(Int::Small(n)))
    }

    pub(super) fn of(over: Poly) -> Fraction {
        Fraction {
            over,
            under: Poly::constant(Int::ONE),
        }
    }

    /// With what divides every coefficient taken out.
    pub(super) fn new(over: Poly, under: Poly) -> Fraction {
        if under.as_constant() == Some(Int::ONE) {
            return Fraction { over, under };
        }
        let shared = under.content().gcd(&over.content());
        if shared == Int::ONE || shared.is_zero() {
            return Fraction { over, under };
        }
        Fraction {
            over: over.reduced(&shared),
            under: under.reduced(&shared),
        }
    }

    /// Its value, if it is one whole number everywhere.
    pub(super) fn as_whole(&self) -> Option<i128> {
        if self.under.as_constant() == Some(Int::ONE) {
            self.over.as_constant()?.small()
        } else {
            None
        }
    }

    pub(super) fn is_constant(&self) -> bool {
        self.over.degree() == 0 && self.under.degree() == 0
    }

    pub(super) fn degree(&self) -> usize {
        self.over.degree().max(self.under.degree())
    }

    pub(super) fn add(&self, other: &Fraction) -> Fraction {
        self.sum(other, Poly::add)
    }

    pub(super) fn sub(&self, other: &Fraction) -> Fraction {
        self.sum(other, Poly::sub)
    }

    fn sum(&self, other: &Fraction, f: fn(&Poly, &Poly) -> Poly) -> Fraction {
        if self.under == other.under {
            return Fraction::new(f(&self.over, &other.over), self.under.clone());
        }
        let (a, b) = (self.over.mul(&other.under), other.over.mul(&self.under));
        Fraction::new(f(&a, &b), self.under.mul(&other.under))
    }

    pub(super) fn mul(&self, other: &Fraction) -> Fraction {
        Fraction::new(self.over.mul(&other.over), self.under.mul(&other.under))
    }

    pub(super) fn times(&self, n: i128) -> Fraction {
        Fraction::new(self.over.times(&Int::Small(n)), self.under.clone())
    }

    pub(super) fn per(&self, n: i128) -> Fraction {
        Fraction::new(self.over.clone(), self.under.times(&Int::Small(n)))
    }

    /// A polynomial with the sign of `self − other` wherever both hold.
    pub(super) fn over_difference(&self, other: &Fraction) -> Poly {
        if self.under == other.under {
            self.over.sub(&other.over)
        } else {
            self.over
                .mul(&other.under)
                .sub(&other.over.mul(&self.under))
        }
    }

    /// Whether both are the same function.
    pub(super) fn same(&self, other: &Fraction) -> bool {
        self.over_difference(other).is_zero()
    }

    /// Numerator and positive divisor at a position; `None` where it does not hold.
    pub(super) fn parts_at(&self, t: i128) -> Option<(Int, Int)> {
        let under = self.under.at(t);
        (under.sign() == Ordering::Greater).then(|| (self.over.at(t), under))
    }

    /// The value at a position; `None` where it does not hold or leaves the range of exact fractions.
    pub(super) fn at(&self, t: i128) -> Option<Rational> {
        let (over, under) = self.parts_at(t)?;
        rational(&over, &under)
    }

    /// Rounded down at a position.
    pub(super) fn floor_at(&self, t: i128) -> Option<Int> {
        let (over, under) = self.parts_at(t)?;
        Some(over.div_floor(&under))
    }

    /// Whether both have the same value at a position.
    pub(super) fn agrees_at(&self, other: &Fraction, t: i128) -> bool {
        match (self.parts_at(t), other.parts_at(t)) {
            (Some(mine), Some(its)) => mine.0.mul(&its.1) == its.0.mul(&mine.1),
            _ => false,
        }
    }

    /// The rate of change, by one position.
    pub(super) fn slope(&self) -> Fraction {
        if self.under.degree() == 0 {
            return Fraction::new(self.over.slope(), self.under.clone());
        }
        let over = self
            .over
            .slope()
            .mul(&self.under)
            .sub(&self.over.mul(&self.under.slope()));
        Fraction::new(over, self.under.mul(&self.under))
    }

    /// This value at one position as a function that is the same everywhere.
    pub(super) fn frozen(&self, t: i128) -> Option<Fraction> {
        let (over, under) = self.parts_at(t)?;
        Some(Fraction::new(Poly::constant(over), Poly::constant(under)))
    }
}

/// An exact fraction, if it stays in range.
pub(super) fn rational(over: &Int, under: &Int) -> Option<Rational> {
    let shared = over.gcd(under);
    if shared.is_zero() {
        return None;
    }
    Rational::new(
        over.div_exact(&shared).small()?,
        under.div_exact(&shared).small()?,
    )
}
