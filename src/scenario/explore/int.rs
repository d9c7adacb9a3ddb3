//! Whole numbers of any size: `i128` as long as that holds, which is nearly always.

use std::cmp::Ordering;

use num_bigint::BigInt;

use crate::base::number::gcd;

/// A whole number. `Big` holds only what `i128` cannot, so equal numbers are equal values.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Int {
    /// What fits.
    Small(i128),
    /// What does not.
    Big(Box<BigInt>),
}

impl Int {
    pub(super) const ZERO: Int = Int::Small(0);
    pub(super) const ONE: Int = Int::Small(1);

    fn big(&self) -> BigInt {
        match self {
            Int::Small(n) => BigInt::from(*n),
            Int::Big(n) => (**n).clone(),
        }
    }

    fn from_big(n: BigInt) -> Int {
        match i128::try_from(&n) {
            Ok(small) => Int::Small(small),
            Err(_) => Int::Big(Box::new(n)),
        }
    }

    fn two(
        &self,
        other: &Int,
        small: fn(i128, i128) -> Option<i128>,
        big: impl Fn(BigInt, BigInt) -> BigInt,
    ) -> Int {
        if let (Int::Small(a), Int::Small(b)) = (self, other)
            && let Some(n) = small(*a, *b)
        {
            return Int::Small(n);
        }
        Int::from_big(big(self.big(), other.big()))
    }

    pub(super) fn add(&self, other: &Int) -> Int {
        self.two(other, i128::checked_add, |a, b| a + b)
    }

    pub(super) fn sub(&self, other: &Int) -> Int {
        self.two(other, i128::checked_sub, |a, b| a - b)
    }

    pub(super) fn mul(&self, other: &Int) -> Int {
        self.two(other, i128::checked_mul, |a, b| a * b)
    }

    /// Toward negative infinity, by a positive divisor.
    pub(super) fn div_floor(&self, by: &Int) -> Int {
        self.two(by, i128::checked_div_euclid, |a, b| {
            let quotient = &a / &b;
            if a < &quotient * &b {
                quotient - 1
            } else {
                quotient
            }
        })
    }

    /// By a divisor that goes in evenly.
    pub(super) fn div_exact(&self, by: &Int) -> Int {
        self.two(by, i128::checked_div, |a, b| a / b)
    }

    /// Greatest common divisor, not negative.
    pub(super) fn gcd(&self, other: &Int) -> Int {
        if let (Int::Small(a), Int::Small(b)) = (self, other)
            && *a != i128::MIN
            && *b != i128::MIN
        {
            return Int::Small(gcd(*a, *b));
        }
        let (mut a, mut b) = (self.big(), other.big());
        while b.sign() != num_bigint::Sign::NoSign {
            (a, b) = (b.clone(), a % b);
        }
        let positive = BigInt::from(a.magnitude().clone());
        Int::from_big(positive)
    }

    /// Compared with zero.
    pub(super) fn sign(&self) -> Ordering {
        match self {
            Int::Small(n) => n.cmp(&0),
            Int::Big(n) => match n.sign() {
                num_bigint::Sign::Minus => Ordering::Less,
                num_bigint::Sign::NoSign => Ordering::Equal,
                num_bigint::Sign::Plus => Ordering::Greater,
            },
        }
    }

    pub(super) fn is_zero(&self) -> bool {
        *self == Int::ZERO
    }

    /// The number, if it fits.
    pub(super) fn small(&self) -> Option<i128> {
        match self {
            Int::Small(n) => Some(*n),
            Int::Big(_) => None,
        }
    }
}
