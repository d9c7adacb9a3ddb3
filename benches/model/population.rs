//! Made-up enterprises, as plain columns for the loop by hand and as a table for the engine.

use qingce::check::Rulebook;
use qingce::check::rulebook::Named;
use qingce::eval::columns::{Column, Table};
use qingce::program::Cell;

use super::random::Random;

/// Columns of facts, each as narrow as its numbers allow; numbers are in parts of the fact's step.
pub(crate) struct Population {
    pub(crate) rows: usize,
    pub(crate) heads: Vec<i16>,
    pub(crate) wage: Vec<i32>,
    pub(crate) last_wage: Vec<i32>,
    pub(crate) injury_class: Vec<i8>,
    pub(crate) housing_rate: Vec<i16>,
    pub(crate) kwh: Vec<i64>,
    pub(crate) price: Vec<i16>,
    pub(crate) electrolysis_kwh: Vec<i64>,
    pub(crate) aluminium: Vec<i32>,
    pub(crate) restricted: Vec<i8>,
    pub(crate) research: Vec<i64>,
    pub(crate) technology_sme: Vec<i8>,
    pub(crate) high_tech: Vec<i8>,
    pub(crate) income: Vec<i64>,
    pub(crate) assets: Vec<i64>,
    pub(crate) equipment: Vec<i64>,
    pub(crate) layoff_rate: Vec<i16>,
    pub(crate) registered_rate: Vec<i16>,
    pub(crate) unemployment_paid: Vec<i64>,
    pub(crate) pollution: Vec<i32>,
}

impl Population {
    pub(crate) fn new(rows: usize, seed: u64) -> Population {
        let mut random = Random::new(seed);
        let mut column = |low: i64, high: i64| -> Vec<i64> {
            let span = (high - low + 1).unsigned_abs();
            (0..rows)
                .map(|_| low + (random.next() % span).cast_signed())
                .collect()
        };
        Population {
            rows,
            heads: narrow(column(1, 20_000)),
            wage: narrow(column(100_000, 2_500_000)),
            last_wage: narrow(column(100_000, 2_500_000)),
            injury_class: narrow(column(0, 3)),
            housing_rate: narrow(column(500, 1_200)),
            kwh: column(0, 2_000_000_000),
            price: narrow(column(2_500, 9_000)),
            electrolysis_kwh: column(0, 1_400_000_000),
            aluminium: narrow(column(1, 100_000)),
            restricted: narrow(column(0, 1)),
            research: column(0, 100_000_000_000),
            technology_sme: narrow(column(0, 1)),
            high_tech: narrow(column(0, 1)),
            income: column(-1_000_000_000, 1_000_000_000_000),
            assets: column(0, 2_000_000_000),
            equipment: column(0, 10_000_000_000),
            layoff_rate: narrow(column(0, 1_000)),
            registered_rate: narrow(column(250, 450)),
            unemployment_paid: column(0, 1_000_000_000),
            pollution: narrow(column(0, 100_000_000)),
        }
    }

    /// The same as a table for the rules of the benches.
    pub(crate) fn table(&self, book: &Rulebook) -> Table {
        let mut table = Table::new(self.rows);
        set(&mut table, book, "heads", &self.heads);
        set(&mut table, book, "wage", &self.wage);
        set(&mut table, book, "last_wage", &self.last_wage);
        set(&mut table, book, "injury_class", &self.injury_class);
        set(&mut table, book, "housing_rate", &self.housing_rate);
        set(&mut table, book, "kwh", &self.kwh);
        set(&mut table, book, "price", &self.price);
        set(&mut table, book, "electrolysis_kwh", &self.electrolysis_kwh);
        set(&mut table, book, "aluminium", &self.aluminium);
        set(&mut table, book, "restricted", &self.restricted);
        set(&mut table, book, "research", &self.research);
        set(&mut table, book, "technology_sme", &self.technology_sme);
        set(&mut table, book, "high_tech", &self.high_tech);
        set(&mut table, book, "income", &self.income);
        set(&mut table, book, "assets", &self.assets);
        set(&mut table, book, "equipment", &self.equipment);
        set(&mut table, book, "layoff_rate", &self.layoff_rate);
        set(&mut table, book, "registered_rate", &self.registered_rate);
        set(
            &mut table,
            book,
            "unemployment_paid",
            &self.unemployment_paid,
        );
        set(&mut table, book, "pollution", &self.pollution);
        table
    }
}

fn narrow<T: TryFrom<i64>>(numbers: Vec<i64>) -> Vec<T> {
    numbers
        .into_iter()
        .filter_map(|number| T::try_from(number).ok())
        .collect()
}

fn set<T: Copy + Into<i128>>(table: &mut Table, book: &Rulebook, fact: &str, numbers: &[T]) {
    let Some(Named::Fact(fact)) = book.names.get(fact) else {
        panic!("no fact {fact}");
    };
    let cells = numbers.iter().map(|number| Cell::known((*number).into()));
    table
        .set_fact(book.facts[*fact].first_slot, Column::from_cells(cells))
        .unwrap();
}
