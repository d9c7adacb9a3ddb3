//! Made-up enterprises for any rulebook: every fact known, and different in every row.

use qingce::base::Date;
use qingce::check::Rulebook;
use qingce::check::rulebook::{Fact, FactKind};
use qingce::eval::columns::{Column, Table};
use qingce::program::{Cell, Program, SlotId};

use super::random::Random;

/// Rows of each group that are stated.
const GROUP_ROWS: u8 = 2;

/// A table that states every fact; groups have one or two rows.
pub(crate) fn table(book: &Rulebook, rows: usize) -> Table {
    let mut random = Random::new(11);
    let mut table = Table::new(rows);
    for (id, slot) in book.fact_slots.iter() {
        if slot.row.is_none_or(|row| row < GROUP_ROWS) {
            let (low, high) = range(book, &book.facts[slot.fact]);
            let span = (high - low + 1).unsigned_abs();
            let cells = (0..rows).map(|_| {
                let above = u128::from(random.next()) % span;
                Cell::known(low.wrapping_add_unsigned(above))
            });
            table.set_fact(id, Column::from_cells(cells)).unwrap();
        }
    }
    for (id, _) in book.groups.iter() {
        let counts = (0..rows).map(|_| Cell::known(1 + i128::from(random.next() % 2)));
        table.set_rows(id, Column::from_cells(counts)).unwrap();
    }
    table
}

/// What a fact may plausibly be: its typical range, else something well inside its limits.
fn range(book: &Rulebook, fact: &Fact) -> (i128, i128) {
    match &fact.kind {
        FactKind::Number { min, max, den, .. } => fact
            .typical
            .unwrap_or((*min, (*max).min(100_000_000 * den))),
        FactKind::Bool => (0, 1),
        FactKind::Choice(choice) => (0, book.choices[*choice].options.len() as i128 - 1),
        FactKind::Date => {
            let day = |year| i128::from(Date::new(year, 1, 1).unwrap().days());
            (day(2012), day(2020))
        }
    }
}

/// Totals of all amounts of a program's first variant.
pub(crate) fn totals(program: &Program) -> Vec<SlotId> {
    program.variants[0]
        .amounts
        .iter()
        .map(|plan| plan.total.slot)
        .collect()
}
