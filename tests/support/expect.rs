//! Expectations as people write them, `amount_id = 1234.56`, beside what the engine says.

use qingce::base::Decimal;
use qingce::check::rulebook::{Named, Rulebook};
use qingce::program::{AmountRef, Status};
use qingce::scenario::assessment::{AmountLine, Assessment, LeverStatus};

/// What the engine says of one line of an expectation, in the expectation's own words.
pub(crate) fn actual(book: &Rulebook, result: &Assessment, target: &str, expected: &str) -> String {
    if let Some(lever) = target.strip_prefix("lever ") {
        let Some(Named::Lever(id)) = book.names.get(lever.trim()) else {
            return format!("no lever `{lever}`");
        };
        let line = result.levers.iter().find(|line| line.lever == *id).unwrap();
        return word(line.status).to_owned();
    }
    match target {
        "total" => return number(result.totals.cost, expected),
        "baseline" => return number(result.totals.baseline, expected),
        _ => {}
    }
    let Some(line) = amount(book, result, target) else {
        return format!("no amount `{target}`");
    };
    match line.value {
        Some(value) => number(value, expected),
        None => status(book, line),
    }
}

/// A value as it is expected to be written, if it is that value: `18000` for 18000.00.
fn number(value: Decimal, expected: &str) -> String {
    match Decimal::parse(expected) {
        Some(wanted) if wanted == value => expected.to_owned(),
        _ => value.to_string(),
    }
}

fn amount<'a>(book: &Rulebook, result: &'a Assessment, target: &str) -> Option<&'a AmountLine> {
    let (row, id) = match target.split_once('.') {
        Some((group, id)) => {
            let digit = group.find(|c: char| c.is_ascii_digit())?;
            (Some(group[digit..].parse::<u8>().ok()? - 1), id)
        }
        None => (None, target),
    };
    let Some(Named::Amount(id)) = book.names.get(id) else {
        return None;
    };
    result
        .amounts
        .iter()
        .find(|line| line.of == AmountRef { amount: *id, row })
}

fn status(book: &Rulebook, line: &AmountLine) -> String {
    match line.status {
        Status::Missing => {
            let names: Vec<String> = line
                .missing
                .iter()
                .map(|slot| book.slot_name(*slot))
                .collect();
            format!("missing: {}", names.join(", "))
        }
        status => status.word().to_owned(),
    }
}

fn word(status: LeverStatus) -> &'static str {
    match status {
        LeverStatus::AmountOpen => "open",
        status => status.word(),
    }
}
