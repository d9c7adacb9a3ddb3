//! Exact numbers: rationals for the law's figures, decimals for what is shown, one rounding function.

use std::cmp::Ordering;
use std::fmt;

/// How a division that does not come out even is settled.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Rounding {
    /// To the nearest; a half goes away from zero. What money does unless a rule says otherwise.
    HalfUp,
    /// To the nearest; a half goes to the even neighbor.
    HalfEven,
    /// Toward negative infinity.
    Down,
    /// Toward positive infinity.
    Up,
}

/// `num ÷ den` as a whole number, rounded as told; the only place where anything is rounded.
///
/// Returns `None` when `den` is zero or the quotient leaves `i128`.
///
/// ```
/// use qingce::base::number::{divide, Rounding};
/// assert_eq!(divide(-5, 2, Rounding::HalfUp), Some(-3));
/// assert_eq!(divide(-5, 2, Rounding::Down), Some(-3));
/// assert_eq!(divide(5, 2, Rounding::HalfEven), Some(2));
/// assert_eq!(divide(1, 0, Rounding::HalfUp), None);
/// ```
pub fn divide(num: i128, den: i128, rounding: Rounding) -> Option<i128> {
    if den == 0 {
        return None;
    }
    let quotient = num.checked_div(den)?;
    let rest = num.checked_rem(den)?;
    if rest == 0 {
        return Some(quotient);
    }
    let sign = if (rest < 0) == (den < 0) { 1 } else { -1 };
    let twice = rest.unsigned_abs().saturating_mul(2);
    let away = match rounding {
        Rounding::HalfUp => twice >= den.unsigned_abs(),
        Rounding::HalfEven => match twice.cmp(&den.unsigned_abs()) {
            Ordering::Less => false,
            Ordering::Greater => true,
            Ordering::Equal => quotient % 2 != 0,
        },
        Rounding::Down => sign < 0,
        Rounding::Up => sign > 0,
    };
    if away {
        quotient.checked_add(sign)
    } else {
        Some(quotient)
    }
}

/// Greatest common divisor of two magnitudes; 0 only for (0, 0).
pub fn gcd(a: i128, b: i128) -> i128 {
    let (mut a, mut b) = (a.unsigned_abs(), b.unsigned_abs());
    while b != 0 {
        (a, b) = (b, a % b);
    }
    i128::try_from(a).unwrap_or(i128::MAX)
}

/// Least common multiple of two positive denominators, or `None` past `i128`.
pub fn lcm(a: i128, b: i128) -> Option<i128> {
    let g = gcd(a, b);
    if g == 0 { None } else { (a / g).checked_mul(b) }
}

/// `10^exponent`, or `None` past `i128`.
pub fn power_of_ten(exponent: u32) -> Option<i128> {
    10i128.checked_pow(exponent)
}

/// An exact fraction in lowest terms with a positive denominator: a figure of the law.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Rational {
    num: i128,
    den: i128,
}

impl Rational {
    /// Zero.
    pub const ZERO: Rational = Rational { num: 0, den: 1 };
    /// One.
    pub const ONE: Rational = Rational { num: 1, den: 1 };

    /// The fraction `num / den` in lowest terms; `None` for a zero denominator or past `i128`.
    pub fn new(num: i128, den: i128) -> Option<Rational> {
        if den == 0 || num == i128::MIN || den == i128::MIN {
            return None;
        }
        let g = gcd(num, den).max(1);
        let sign = if den < 0 { -1 } else { 1 };
        Some(Rational {
            num: sign * (num / g),
            den: sign * (den / g),
        })
    }

    /// The whole number `n`.
    pub const fn whole(n: i64) -> Rational {
        Rational {
            num: n as i128,
            den: 1,
        }
    }

    /// Numerator, in lowest terms, carrying the sign.
    pub fn num(self) -> i128 {
        self.num
    }

    /// Denominator, in lowest terms, positive.
    pub fn den(self) -> i128 {
        self.den
    }

    /// Reads a plain decimal: optional sign, digits, optional fraction. No exponent, no separators.
    ///
    /// # Errors
    ///
    /// Returns `None` for anything else, and for more than 30 digits.
    ///
    /// ```
    /// use qingce::base::Rational;
    /// assert_eq!(Rational::parse("0.50"), Rational::new(1, 2));
    /// assert_eq!(Rational::parse("1e400"), None);
    /// assert_eq!(Rational::parse("."), None);
    /// ```
    pub fn parse(text: &str) -> Option<Rational> {
        Decimal::parse(text)?.to_rational()
    }

    /// Sum, or `None` past `i128`.
    pub fn add(self, other: Rational) -> Option<Rational> {
        let den = lcm(self.den, other.den)?;
        let a = self.num.checked_mul(den / self.den)?;
        let b = other.num.checked_mul(den / other.den)?;
        Rational::new(a.checked_add(b)?, den)
    }

    /// Difference, or `None` past `i128`.
    pub fn sub(self, other: Rational) -> Option<Rational> {
        self.add(other.neg())
    }

    /// Product, or `None` past `i128`.
    pub fn mul(self, other: Rational) -> Option<Rational> {
        let g1 = gcd(self.num, other.den).max(1);
        let g2 = gcd(other.num, self.den).max(1);
        Rational::new(
            (self.num / g1).checked_mul(other.num / g2)?,
            (self.den / g2).checked_mul(other.den / g1)?,
        )
    }

    /// Quotient, or `None` for a zero divisor or past `i128`.
    pub fn div(self, other: Rational) -> Option<Rational> {
        self.mul(Rational::new(other.den, other.num)?)
    }

    /// The same magnitude with the other sign.
    #[must_use]
    pub fn neg(self) -> Rational {
        Rational {
            num: -self.num,
            den: self.den,
        }
    }

    /// Whole number of `den`-ths this is, or `None` if it is finer than that.
    pub fn in_parts_of(self, den: i128) -> Option<i128> {
        if den % self.den == 0 {
            self.num.checked_mul(den / self.den)
        } else {
            None
        }
    }

    /// The exact decimal, if there is one within 30 places.
    pub fn to_decimal(self) -> Option<Decimal> {
        let mut places = 0u32;
        let mut power = 1i128;
        while power % self.den != 0 {
            places += 1;
            if places > 30 {
                return None;
            }
            power = power.checked_mul(10)?;
        }
        Some(Decimal {
            digits: self.num.checked_mul(power / self.den)?,
            places,
        })
    }

    /// Rounded to `places` decimal places.
    pub fn rounded(self, places: u32, rounding: Rounding) -> Option<Decimal> {
        let digits = divide(
            self.num.checked_mul(power_of_ten(places)?)?,
            self.den,
            rounding,
        )?;
        Some(Decimal { digits, places })
    }
}

impl PartialOrd for Rational {
    fn partial_cmp(&self, other: &Rational) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Rational {
    fn cmp(&self, other: &Rational) -> Ordering {
        // Compare whole parts first, then remainders by the Euclidean step: no product, no overflow.
        let (mut a, mut b) = (*self, *other);
        let mut flip = false;
        loop {
            let (qa, qb) = (a.num.div_euclid(a.den), b.num.div_euclid(b.den));
            let (ra, rb) = (a.num.rem_euclid(a.den), b.num.rem_euclid(b.den));
            let order = match (qa.cmp(&qb), ra == 0, rb == 0) {
                (Ordering::Equal, true, true) => Ordering::Equal,
                (Ordering::Equal, true, false) => Ordering::Less,
                (Ordering::Equal, false, true) => Ordering::Greater,
                (Ordering::Equal, false, false) => {
                    (a, b) = (
                        Rational {
                            num: a.den,
                            den: ra,
                        },
                        Rational {
                            num: b.den,
                            den: rb,
                        },
                    );
                    flip = !flip;
                    continue;
                }
                (different, _, _) => different,
            };
            return if flip { order.reverse() } else { order };
        }
    }
}

impl fmt::Display for Rational {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.to_decimal() {
            Some(decimal) => decimal.fmt(f),
            None => write!(f, "{}/{}", self.num, self.den),
        }
    }
}

impl fmt::Debug for Rational {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// An exact decimal as written or shown: `digits ÷ 10^places`.
#[derive(Clone, Copy, Debug)]
pub struct Decimal {
    digits: i128,
    places: u32,
}

impl Decimal {
    /// Zero without places.
    pub const ZERO: Decimal = Decimal {
        digits: 0,
        places: 0,
    };

    /// `digits ÷ 10^places`.
    pub const fn new(digits: i128, places: u32) -> Decimal {
        Decimal { digits, places }
    }

    /// All digits as one whole number.
    pub fn digits(self) -> i128 {
        self.digits
    }

    /// How many of the digits stand behind the point.
    pub fn places(self) -> u32 {
        self.places
    }

    /// See [`Rational::parse`].
    pub fn parse(text: &str) -> Option<Decimal> {
        let (negative, body) = match text.strip_prefix(['-', '−']) {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (whole, fraction) = body.split_once('.').unwrap_or((body, ""));
        let all_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || !all_digits(whole) || !all_digits(fraction) {
            return None;
        }
        if body.contains('.') && fraction.is_empty() || whole.len() + fraction.len() > 30 {
            return None;
        }
        let digits: i128 = format!("{whole}{fraction}").parse().ok()?;
        let places = u32::try_from(fraction.len()).ok()?;
        Some(Decimal {
            digits: if negative { -digits } else { digits },
            places,
        })
    }

    /// The same number as a fraction.
    pub fn to_rational(self) -> Option<Rational> {
        Rational::new(self.digits, power_of_ten(self.places)?)
    }

    /// Sum with the finer of the two places, or `None` past `i128`.
    pub fn add(self, other: Decimal) -> Option<Decimal> {
        let places = self.places.max(other.places);
        let a = self
            .digits
            .checked_mul(power_of_ten(places - self.places)?)?;
        let b = other
            .digits
            .checked_mul(power_of_ten(places - other.places)?)?;
        Some(Decimal {
            digits: a.checked_add(b)?,
            places,
        })
    }

    /// Difference with the finer of the two places, or `None` past `i128`.
    pub fn sub(self, other: Decimal) -> Option<Decimal> {
        self.add(other.neg())
    }

    /// The same magnitude with the other sign.
    #[must_use]
    pub fn neg(self) -> Decimal {
        Decimal {
            digits: -self.digits,
            places: self.places,
        }
    }

    /// Whether this is exactly zero.
    pub fn is_zero(self) -> bool {
        self.digits == 0
    }

    /// With a comma between thousands, for people: `1,234,567.80`.
    pub fn grouped(self) -> String {
        let plain = self.to_string();
        let (sign, body) = match plain.strip_prefix('-') {
            Some(rest) => ("\u{2212}", rest),
            None => ("", plain.as_str()),
        };
        let (whole, fraction) = body.split_once('.').unwrap_or((body, ""));
        let mut out = String::from(sign);
        for (i, digit) in whole.chars().enumerate() {
            if i > 0 && (whole.len() - i).is_multiple_of(3) {
                out.push(',');
            }
            out.push(digit);
        }
        if !fraction.is_empty() {
            out.push('.');
            out.push_str(fraction);
        }
        out
    }
}

/// Numbers are equal when their values are: `1.50 = 1.5`.
impl PartialEq for Decimal {
    fn eq(&self, other: &Decimal) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Decimal {}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Decimal) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Decimal) -> Ordering {
        match (self.to_rational(), other.to_rational()) {
            (Some(a), Some(b)) => a.cmp(&b),
            _ => self.digits.cmp(&other.digits),
        }
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.digits < 0 {
            f.write_str("-")?;
        }
        let digits = self.digits.unsigned_abs().to_string();
        let places = self.places as usize;
        if places == 0 {
            return f.write_str(&digits);
        }
        let padded = format!("{digits:0>width$}", width = places + 1);
        let (whole, fraction) = padded.split_at(padded.len() - places);
        write!(f, "{whole}.{fraction}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rounding_mode_settles_halves_and_signs_as_tabled() {
        // (num, den, half_up, half_even, down, up)
        let table = [
            (1, 2, 1, 0, 0, 1),
            (-1, 2, -1, 0, -1, 0),
            (3, 2, 2, 2, 1, 2),
            (-3, 2, -2, -2, -2, -1),
            (5, 2, 3, 2, 2, 3),
            (1, -2, -1, 0, -1, 0),
            (7, 3, 2, 2, 2, 3),
            (-7, 3, -2, -2, -3, -2),
            (8, 3, 3, 3, 2, 3),
            (6, 3, 2, 2, 2, 2),
        ];
        for (num, den, half_up, half_even, down, up) in table {
            assert_eq!(
                divide(num, den, Rounding::HalfUp),
                Some(half_up),
                "{num}/{den}"
            );
            assert_eq!(
                divide(num, den, Rounding::HalfEven),
                Some(half_even),
                "{num}/{den}"
            );
            assert_eq!(divide(num, den, Rounding::Down), Some(down), "{num}/{den}");
            assert_eq!(divide(num, den, Rounding::Up), Some(up), "{num}/{den}");
        }
    }

    #[test]
    fn fractions_compare_without_overflow() {
        let big = i128::MAX - 1;
        let a = Rational::new(big, big - 2).unwrap();
        let b = Rational::new(big - 2, big - 4).unwrap();
        assert!(a < b);
        assert!(Rational::new(-1, 3).unwrap() < Rational::new(-1, 4).unwrap());
    }

    #[test]
    fn decimals_print_what_was_read() {
        for text in ["0", "12.50", "-0.05", "100000000000000000000.01"] {
            assert_eq!(Decimal::parse(text).unwrap().to_string(), text);
        }
        for text in [
            "", "1e3", "七百", ".5", "5.", "1,000", "0x10", "--1", "1.2.3",
        ] {
            assert!(Decimal::parse(text).is_none(), "{text}");
        }
        assert_eq!(
            Decimal::parse("-1234567.5").unwrap().grouped(),
            "−1,234,567.5"
        );
    }
}
