//! Computes the formulas of a workbook a second time, in fractions: what a spreadsheet will show.

use std::collections::BTreeMap;

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, Zero};

/// A cell by worksheet, row and column.
pub(crate) type At = (String, u32, u32);

/// What a cell holds.
#[derive(Clone, Debug)]
pub(crate) enum Held {
    Number(BigRational),
    Formula(String),
    Text,
}

/// A workbook's cells.
#[derive(Default)]
pub(crate) struct Cells(pub(crate) BTreeMap<At, Held>);

impl Cells {
    /// What a cell comes to; texts and empty cells are nothing.
    pub(crate) fn value(&self, at: &At) -> BigRational {
        match self.0.get(at) {
            Some(Held::Number(value)) => value.clone(),
            Some(Held::Formula(text)) => self.compute(text, &at.0),
            _ => BigRational::zero(),
        }
    }

    /// What a formula comes to in a worksheet.
    pub(crate) fn compute(&self, text: &str, sheet: &str) -> BigRational {
        let mut reader = Reader {
            cells: self,
            sheet,
            rest: text.trim_start_matches('='),
        };
        let value = reader.sum();
        assert_eq!(reader.rest, "", "{text}");
        value
    }
}

/// The number of a decimal text.
pub(crate) fn decimal(text: &str) -> BigRational {
    let (text, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, places) = text.split_once('.').unwrap_or((text, ""));
    let digits: BigInt = format!("{whole}{places}").parse().expect(text);
    let exponent: i32 = exponent.parse().expect(text);
    let places = i32::try_from(places.len()).unwrap() - exponent;
    let power = BigInt::from(10).pow(places.unsigned_abs());
    if places >= 0 {
        BigRational::new(digits, power)
    } else {
        BigRational::from(digits * power)
    }
}

struct Reader<'a> {
    cells: &'a Cells,
    sheet: &'a str,
    rest: &'a str,
}

impl<'a> Reader<'a> {
    fn takes(&mut self, sign: char) -> bool {
        let found = self.rest.strip_prefix(sign);
        if let Some(rest) = found {
            self.rest = rest;
        }
        found.is_some()
    }

    fn sum(&mut self) -> BigRational {
        let mut value = self.product();
        loop {
            if self.takes('+') {
                value += self.product();
            } else if self.takes('-') {
                value -= self.product();
            } else {
                return value;
            }
        }
    }

    fn product(&mut self) -> BigRational {
        let mut value = self.one();
        loop {
            if self.takes('*') {
                value *= self.one();
            } else if self.takes('/') {
                value /= self.one();
            } else {
                return value;
            }
        }
    }

    fn one(&mut self) -> BigRational {
        if self.takes('-') {
            return -self.one();
        }
        if self.takes('(') {
            let value = self.sum();
            assert!(self.takes(')'), "{}", self.rest);
            return value;
        }
        let word = |c: char| c.is_ascii_alphanumeric() || c == '.';
        if self.rest.starts_with(|c: char| c.is_ascii_digit()) {
            return decimal(self.take(word));
        }
        let mut sheet = self.sheet.to_owned();
        if self.takes('\'') {
            let (name, rest) = self.rest.split_once("'!").expect("a worksheet's name ends");
            name.clone_into(&mut sheet);
            self.rest = rest;
        }
        let name = self
            .take(|c| c.is_ascii_alphanumeric() || c == '$')
            .replace('$', "");
        if self.takes('(') {
            let mut arguments = Vec::new();
            loop {
                arguments.extend(self.argument());
                if self.takes(')') {
                    break;
                }
                assert!(self.takes(','), "{}", self.rest);
            }
            return call(&name, &arguments);
        }
        self.cells.value(&place(sheet, &name))
    }

    /// One value, or those of a range.
    fn argument(&mut self) -> Vec<BigRational> {
        let reference = |text: &str| {
            let letters = text.chars().take_while(char::is_ascii_uppercase).count();
            letters > 0
                && letters < text.len()
                && text[letters..].chars().all(|c| c.is_ascii_digit())
        };
        let end = self
            .rest
            .find([',', ')', ':', '(', '*', '/', '+', '-'])
            .unwrap_or(0);
        if reference(&self.rest[..end]) && self.rest[end..].starts_with(':') {
            let first = place(self.sheet.to_owned(), &self.rest[..end]);
            self.rest = &self.rest[end + 1..];
            let last = self.take(|c| c.is_ascii_alphanumeric());
            let last = place(self.sheet.to_owned(), last);
            assert_eq!(first.2, last.2, "a range of one column");
            let cell = |row| self.cells.value(&(first.0.clone(), row, first.2));
            return (first.1..=last.1).map(cell).collect();
        }
        vec![self.sum()]
    }

    fn take(&mut self, holds: impl Fn(char) -> bool) -> &'a str {
        let end = self.rest.find(|c| !holds(c)).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at(end);
        assert!(!taken.is_empty(), "{}", self.rest);
        self.rest = rest;
        taken
    }
}

fn place(sheet: String, name: &str) -> At {
    let letters = name.chars().take_while(char::is_ascii_uppercase);
    let column = letters.fold(0, |column, letter| column * 26 + u32::from(letter) - 64);
    let row = name.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let row: u32 = row.parse().expect(name);
    (sheet, row - 1, column - 1)
}

fn call(name: &str, arguments: &[BigRational]) -> BigRational {
    let least = || arguments.iter().min().expect("something to choose from");
    let greatest = || arguments.iter().max().expect("something to choose from");
    match (name, arguments) {
        ("SUM", all) => all.iter().sum(),
        ("MIN", _) => least().clone(),
        ("MAX", _) => greatest().clone(),
        ("ROUND", [value, places]) => stepped(value, places, |steps| {
            let half = BigRational::new(1.into(), 2.into());
            (steps + half).floor()
        }),
        ("ROUNDUP", [value, places]) => stepped(value, places, |steps| steps.ceil()),
        ("ROUNDDOWN", [value, places]) => stepped(value, places, |steps| steps.floor()),
        _ => panic!("no function {name} of {} arguments", arguments.len()),
    }
}

/// Rounds the magnitude to so many places.
fn stepped(
    value: &BigRational,
    places: &BigRational,
    round: impl Fn(BigRational) -> BigRational,
) -> BigRational {
    let places: u32 = places.to_integer().try_into().expect("places");
    let power = BigRational::from(BigInt::from(10).pow(places));
    let magnitude = round(value.abs() * &power) / power;
    if value.is_negative() {
        -magnitude
    } else {
        magnitude
    }
}
