//! Exact fractions and values that may be undetermined.

use std::cmp::Ordering;

/// A fraction with a positive denominator, not always in lowest terms: reducing every one would
/// cost more than the rest of the oracle.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ratio {
    num: i128,
    den: i128,
}

/// Numbers past this are brought to lowest terms, so that products of two stay in `i128`.
const LARGE: i128 = 1 << 56;

impl Ratio {
    pub(crate) const ZERO: Ratio = Ratio { num: 0, den: 1 };

    pub(crate) const fn whole(n: i128) -> Ratio {
        Ratio { num: n, den: 1 }
    }

    pub(crate) fn new(num: i128, den: i128) -> Ratio {
        assert!(den > 0, "denominator {den}");
        let small = num.abs() < LARGE && den < LARGE;
        let fraction = Ratio { num, den };
        if small { fraction } else { fraction.lowest() }
    }

    /// Reads a plain decimal: the way figures are typed into the tables.
    pub(crate) const fn read(text: &str) -> Ratio {
        let bytes = text.as_bytes();
        let (mut num, mut den, mut at, mut behind) = (0i128, 1i128, 0, false);
        while at < bytes.len() {
            let byte = bytes[at];
            if byte == b'.' {
                behind = true;
            } else {
                assert!(byte.is_ascii_digit());
                num = num * 10 + (byte - b'0') as i128;
                if behind {
                    den *= 10;
                }
            }
            at += 1;
        }
        Ratio { num, den }
    }

    /// Reads so many percent.
    pub(crate) const fn percent(text: &str) -> Ratio {
        let Ratio { num, den } = Ratio::read(text);
        Ratio {
            num,
            den: den * 100,
        }
    }

    pub(crate) fn num(self) -> i128 {
        self.lowest().num
    }

    pub(crate) fn den(self) -> i128 {
        self.lowest().den
    }

    fn lowest(self) -> Ratio {
        let (mut a, mut b) = (self.num.unsigned_abs(), self.den.unsigned_abs());
        while b != 0 {
            (a, b) = (b, a % b);
        }
        let g = i128::try_from(a.max(1)).expect("a divisor");
        Ratio {
            num: self.num / g,
            den: self.den / g,
        }
    }

    pub(crate) fn plus(self, other: Ratio) -> Ratio {
        if self.den == other.den {
            return Ratio::new(self.num + other.num, self.den);
        }
        let a = self.num.checked_mul(other.den);
        let b = other.num.checked_mul(self.den);
        match (a, b, self.den.checked_mul(other.den)) {
            (Some(a), Some(b), Some(den)) => Ratio::new(a.checked_add(b).expect("range"), den),
            _ => panic!("out of range: {self:?} + {other:?}"),
        }
    }

    pub(crate) fn minus(self, other: Ratio) -> Ratio {
        self.plus(Ratio {
            num: -other.num,
            den: other.den,
        })
    }

    pub(crate) fn times(self, other: Ratio) -> Ratio {
        let exact = |a: Ratio, b: Ratio| {
            let num = a.num.checked_mul(b.num)?;
            Some(Ratio::new(num, a.den.checked_mul(b.den)?))
        };
        exact(self, other)
            .or_else(|| exact(self.lowest(), other.lowest()))
            .unwrap_or_else(|| panic!("out of range: {self:?} × {other:?}"))
    }

    pub(crate) fn over(self, other: Ratio) -> Ratio {
        let sign = other.num.signum();
        assert!(sign != 0, "division by zero");
        self.times(Ratio::new(sign * other.den, other.num.abs()))
    }

    pub(crate) fn least(self, other: Ratio) -> Ratio {
        if other < self { other } else { self }
    }

    pub(crate) fn most(self, other: Ratio) -> Ratio {
        if other > self { other } else { self }
    }

    /// To so many places, a half away from zero.
    pub(crate) fn rounded(self, places: u32) -> Ratio {
        let power = 10i128.pow(places);
        let scaled = self.times(Ratio::whole(power));
        let (whole, rest) = (scaled.num.abs() / scaled.den, scaled.num.abs() % scaled.den);
        let up = i128::from(2 * rest >= scaled.den);
        Ratio::new(scaled.num.signum() * (whole + up), power)
    }

    /// The least whole number not below it.
    pub(crate) fn ceiling(self) -> Ratio {
        let down = self.num.div_euclid(self.den);
        let rest = i128::from(self.num.rem_euclid(self.den) > 0);
        Ratio::whole(down + rest)
    }
}

impl PartialEq for Ratio {
    fn eq(&self, other: &Ratio) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Ratio {}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Ratio) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ratio {
    fn cmp(&self, other: &Ratio) -> Ordering {
        if self.den == other.den {
            return self.num.cmp(&other.num);
        }
        let cross = |a: Ratio, b: Ratio| a.num.checked_mul(b.den).expect("range");
        cross(*self, *other).cmp(&cross(*other, *self))
    }
}

/// Why there is no number; of several reasons the last one here is given.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Gap {
    NotInForce,
    NotSettled,
    Missing,
    Open,
    NotCovered,
    ZeroDivisor,
}

/// A number, or why there is none.
pub(crate) type Num = Result<Ratio, Gap>;

/// Yes, no, or why neither.
pub(crate) type Truth = Result<bool, Gap>;

/// A number made of two, neither of which may be a gap.
pub(crate) fn both(a: Num, b: Num, f: impl FnOnce(Ratio, Ratio) -> Ratio) -> Num {
    match (a, b) {
        (Ok(a), Ok(b)) => Ok(f(a, b)),
        (Err(a), Err(b)) => Err(a.max(b)),
        (Err(gap), _) | (_, Err(gap)) => Err(gap),
    }
}

pub(crate) fn add(a: Num, b: Num) -> Num {
    both(a, b, Ratio::plus)
}

pub(crate) fn sub(a: Num, b: Num) -> Num {
    both(a, b, Ratio::minus)
}

pub(crate) fn mul(a: Num, b: Num) -> Num {
    both(a, b, Ratio::times)
}

pub(crate) fn least(a: Num, b: Num) -> Num {
    both(a, b, Ratio::least)
}

pub(crate) fn most(a: Num, b: Num) -> Num {
    both(a, b, Ratio::most)
}

/// What exceeds zero.
pub(crate) fn positive(a: Num) -> Num {
    a.map(|a| a.most(Ratio::ZERO))
}

pub(crate) fn at_most(a: Num, b: Num) -> Truth {
    both(a, b, |a, b| Ratio::whole(i128::from(a <= b))).map(|yes| yes == Ratio::whole(1))
}

pub(crate) fn below(a: Num, b: Num) -> Truth {
    at_most(b, a).map(|yes| !yes)
}

/// No if either is no, whatever the other.
pub(crate) fn and(a: Truth, b: Truth) -> Truth {
    match (a, b) {
        (Ok(false), _) | (_, Ok(false)) => Ok(false),
        (Err(a), Err(b)) => Err(a.max(b)),
        (Err(gap), _) | (_, Err(gap)) => Err(gap),
        (Ok(true), Ok(true)) => Ok(true),
    }
}

/// Yes if either is yes, whatever the other.
pub(crate) fn or(a: Truth, b: Truth) -> Truth {
    and(a.map(|a| !a), b.map(|b| !b)).map(|no| !no)
}

/// 0 unless the condition holds.
pub(crate) fn when(condition: Truth, value: impl FnOnce() -> Num) -> Num {
    match condition {
        Ok(true) => value(),
        Ok(false) => Ok(Ratio::ZERO),
        Err(gap) => Err(gap),
    }
}

/// How one amount reads another: nothing is 0.
pub(crate) fn read(a: Num) -> Num {
    match a {
        Err(Gap::NotInForce | Gap::NotSettled) => Ok(Ratio::ZERO),
        other => other,
    }
}
