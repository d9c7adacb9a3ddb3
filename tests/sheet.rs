//! The sheet of one assessment: complete, one line an amount, and the workbook computes it again.

#[path = "sheet/formula.rs"]
mod formula;

use std::collections::BTreeSet;
use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use num_rational::BigRational;
use num_traits::{Signed, Zero};
use qingce::base::{FileId, Lang};
use qingce::check::check;
use qingce::enterprise::{Enterprise, from_toml};
use qingce::report::request::{Question, sheet};
use qingce::report::sheet::packed::Packed;
use qingce::report::sheet::{Line, Sheet};
use qingce::rulebook::{EmbeddedRules, RuleFiles, load};
use qingce::scenario::{Engine, Patches};
use qingce::xlsx;

use formula::{At, Cells, Held, decimal};

/// Columns of the worksheet of amounts.
const BASE: u32 = 3;
const RATE: u32 = 5;
const AMOUNT: u32 = 9;
const CHANGE: u32 = 12;

fn qinghai() -> Engine {
    let (draft, _, sources) = load(&EmbeddedRules);
    let book = check(&draft, sources.hash()).0;
    Engine::new(book.expect("the rulebook is sound"))
}

fn presets(engine: &Engine) -> Vec<Enterprise> {
    let book = engine.rulebook();
    let read = |file: &String| {
        let text = EmbeddedRules.read(file).expect(file);
        from_toml(book, &text, FileId(0)).0
    };
    book.info.presets.iter().map(read).collect()
}

fn question(period: Option<&str>) -> Question<'_> {
    Question {
        period,
        ..Question::default()
    }
}

fn sheet_of(engine: &Engine, enterprise: &Enterprise, period: Option<&str>, lang: Lang) -> Sheet {
    sheet(engine, enterprise, &question(period), lang).expect("the preset is assessed")
}

/// A workbook as a reader sees it: what is kept, and the formulas.
struct Opened {
    kept: Vec<(At, Data)>,
    cells: Cells,
    names: Vec<String>,
}

impl Opened {
    fn new(bytes: Vec<u8>) -> Opened {
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("the workbook opens");
        let names = book.sheet_names();
        let mut kept = Vec::new();
        let mut cells = Cells::default();
        for name in &names {
            let range = book.worksheet_range(name).expect(name);
            let (top, left) = range.start().expect("a worksheet holds something");
            for (row, column, data) in range.used_cells() {
                let at = (name.clone(), top + count(row), left + count(column));
                let held = match data {
                    Data::Float(value) => Held::Number(decimal(&value.to_string())),
                    _ => Held::Text,
                };
                cells.0.insert(at.clone(), held);
                kept.push((at, data.clone()));
            }
            let formulas = book.worksheet_formula(name).expect(name);
            let Some((top, left)) = formulas.start() else {
                continue;
            };
            for (row, column, text) in formulas.used_cells() {
                if !text.is_empty() {
                    let at = (name.clone(), top + count(row), left + count(column));
                    cells.0.insert(at, Held::Formula(text.clone()));
                }
            }
        }
        Opened { kept, cells, names }
    }

    fn formulas(&self) -> impl Iterator<Item = (&At, &str)> {
        self.cells.0.iter().filter_map(|(at, held)| match held {
            Held::Formula(text) => Some((at, text.as_str())),
            _ => None,
        })
    }

    fn text(&self, sheet: &str, row: u32, column: u32) -> String {
        let found = self
            .kept
            .iter()
            .find(|(at, _)| *at == (sheet.to_owned(), row, column));
        found.map_or_else(String::new, |(_, data)| data.to_string())
    }

    fn number(&self, at: &At) -> BigRational {
        let found = self.kept.iter().find(|(known, _)| known == at);
        match found {
            Some((_, Data::Float(value))) => decimal(&value.to_string()),
            other => panic!("no number at {at:?}: {other:?}"),
        }
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap()
}

/// Half of what the eye can see of a number that was cut to twelve places.
fn close(a: &BigRational, b: &BigRational) -> bool {
    let scale = a.abs() + BigRational::from(num_bigint::BigInt::from(1));
    (a - b).abs() <= scale * decimal("0.0000000001")
}

/// Row of every line in the worksheet of amounts, by its label.
fn rows(opened: &Opened, sheet: &Sheet) -> Vec<u32> {
    let amounts = &opened.names[1];
    let found = opened
        .kept
        .iter()
        .filter(|(at, _)| at.0 == *amounts && at.2 == 0);
    let numbered = found.filter_map(|(at, data)| match data {
        Data::Float(_) => Some(at.1),
        _ => None,
    });
    let rows: Vec<u32> = numbered.collect();
    assert_eq!(rows.len(), sheet.lines().count(), "each amount stands once");
    for (line, row) in sheet.lines().zip(&rows) {
        assert_eq!(opened.text(amounts, *row, 1), line.label);
    }
    rows
}

fn check_workbook(name: &str, sheet: &Sheet) {
    let opened = Opened::new(xlsx::write(sheet).expect(name));
    let amounts = opened.names[1].clone();
    // What is kept is what the formulas come to.
    for (at, text) in opened.formulas() {
        let computed = opened.cells.value(at);
        let kept = opened.number(at);
        assert!(
            close(&computed, &kept),
            "{name} {at:?} {text}: {computed} is kept as {kept}"
        );
    }
    for (line, row) in sheet.lines().zip(rows(&opened, sheet)) {
        let at = |column| (amounts.clone(), row, column);
        let Some(plain) = &line.plain else {
            assert_eq!(
                opened.text(&amounts, row, AMOUNT),
                line.text,
                "{name} {}",
                line.label
            );
            continue;
        };
        let what = format!("{name} {}", line.label);
        assert_eq!(opened.number(&at(AMOUNT)), decimal(plain), "{what}");
        if line.unit == "元" {
            assert_eq!(
                opened.cells.value(&at(AMOUNT)),
                decimal(plain),
                "{what}, to the 分"
            );
        }
        assert_live(&opened, line, &at, &what);
    }
    totals(&opened, sheet, &amounts, name);
}

/// An amount that is more than nothing is a formula over a base and a rate.
#[track_caller]
fn assert_live(opened: &Opened, line: &Line, at: &impl Fn(u32) -> At, what: &str) {
    let plain = line.plain.as_deref().map(decimal);
    if plain.is_none_or(|value| value.is_zero()) {
        return;
    }
    assert!(
        matches!(opened.cells.0[&at(AMOUNT)], Held::Formula(_)),
        "{what} is live"
    );
    for part in &line.parts {
        let value = part.each.plain.as_deref().map(decimal);
        if value.is_none_or(|value| value.is_zero()) {
            continue;
        }
        assert!(
            part.each.formula.is_some(),
            "{what}: a part is not reckoned"
        );
        assert!(
            part.base.plain.is_some() && part.rate.plain.is_some(),
            "{what}"
        );
    }
    if line.parts.len() == 1 {
        for column in [BASE, RATE] {
            assert!(!matches!(opened.cells.0[&at(column)], Held::Text), "{what}");
        }
    }
}

/// Sums are SUM formulas over the rows above them, and come to the engine's totals.
fn totals(opened: &Opened, sheet: &Sheet, amounts: &str, name: &str) {
    let find = |label: &str| {
        let mut all = opened.kept.iter();
        let found = all.find(|(at, data)| {
            at.0 == amounts && at.2 == 1 && matches!(data, Data::String(text) if text == label)
        });
        found.unwrap_or_else(|| panic!("{name}: no {label}")).0.1
    };
    for total in &sheet.totals {
        let at = (amounts.to_owned(), find(&total.label), AMOUNT);
        let Some(Held::Formula(text)) = opened.cells.0.get(&at) else {
            panic!("{name}: {} is no formula", total.label);
        };
        assert!(text.contains("SUM("), "{name}: {text}");
        assert_eq!(
            opened.cells.value(&at),
            decimal(&total.plain),
            "{name} {}",
            total.label
        );
    }
    let sums = opened.formulas().filter(|(at, text)| {
        at.0 == amounts && [AMOUNT, CHANGE].contains(&at.2) && text.contains(':')
    });
    let signed = sheet.groups.iter().filter(|group| group.sum.is_some());
    assert_eq!(sums.count(), signed.count() * 2, "{name}");
}

#[test]
fn every_presets_workbook_computes_its_amounts_and_totals_again() {
    let engine = qinghai();
    for (enterprise, lang) in presets(&engine)
        .iter()
        .zip([Lang::Zh, Lang::En].into_iter().cycle())
    {
        let name = enterprise.name.clone().unwrap_or_default();
        check_workbook(&name, &sheet_of(&engine, enterprise, None, lang));
    }
}

#[test]
fn parts_of_a_year_and_other_years_compute_again() {
    let engine = qinghai();
    let presets = presets(&engine);
    for period in ["2017-03..2017-09", "2017-08", "2014", "2018"] {
        for enterprise in presets.iter().step_by(3) {
            let name = format!("{} {period}", enterprise.name.clone().unwrap_or_default());
            check_workbook(
                &name,
                &sheet_of(&engine, enterprise, Some(period), Lang::Zh),
            );
        }
    }
}

#[test]
fn a_sheet_packed_is_the_same_unpacked_and_a_broken_text_is_none() {
    let engine = qinghai();
    let enterprise = &presets(&engine)[0];
    let sheet = sheet_of(&engine, enterprise, None, Lang::Zh);
    let mut text = String::new();
    sheet.pack(&mut text);
    let mut rest = text.as_str();
    assert_eq!(Sheet::unpack(&mut rest), Some(sheet));
    assert_eq!(rest, "");
    let mut cut = text
        .chars()
        .take(text.chars().count() / 2)
        .collect::<String>();
    assert_eq!(Sheet::unpack(&mut cut.as_str()), None);
    cut.insert(0, 'x');
    assert_eq!(Sheet::unpack(&mut cut.as_str()), None);
    assert_eq!(Sheet::unpack(&mut "0 99999999999 x"), None);
}

#[test]
fn the_same_sheet_gives_the_same_bytes() {
    let engine = qinghai();
    let enterprise = &presets(&engine)[1];
    let sheet = sheet_of(&engine, enterprise, None, Lang::Zh);
    assert_eq!(xlsx::write(&sheet), xlsx::write(&sheet));
}

#[test]
fn texts_that_look_like_formulas_stay_texts() {
    let engine = qinghai();
    let hostile = [
        "=1+1",
        "+cmd|' /C calc'!A0",
        "-2+3",
        "@SUM(1,2)",
        "\t=1",
        "=HYPERLINK(\"http://x\")",
        "<b>&\"'\u{1}\u{202e}",
        "_x0041_",
    ];
    for name in hostile {
        let mut enterprise = presets(&engine).remove(1);
        enterprise.name = Some(name.to_owned());
        enterprise
            .notes
            .insert("electricity_kwh".to_owned(), name.to_owned());
        let sheet = sheet_of(&engine, &enterprise, None, Lang::Zh);
        let opened = Opened::new(xlsx::write(&sheet).expect(name));
        let cover = &opened.names[0];
        assert!(
            opened.formulas().all(|(at, _)| at.0 == opened.names[1]),
            "{name}"
        );
        let shown = opened
            .kept
            .iter()
            .filter(|(at, _)| at.0 == *cover && at.2 == 1);
        let shown: Vec<String> = shown.map(|(_, data)| data.to_string()).collect();
        assert!(
            shown.iter().any(|text| text.starts_with(name)),
            "{name:?} is not in {:?}",
            &shown[0]
        );
        let data = &opened.names[3];
        let noted = opened
            .kept
            .iter()
            .any(|(at, data_)| at.0 == *data && *data_ == name);
        assert!(noted, "{name}");
    }
    let mut enterprise = presets(&engine).remove(1);
    enterprise.name = Some("长".repeat(400_000));
    let sheet = sheet_of(&engine, &enterprise, None, Lang::Zh);
    Opened::new(xlsx::write(&sheet).expect("a long name is cut"));
}

#[test]
fn the_sheet_says_what_it_is_about_and_what_it_rests_on() {
    let engine = qinghai();
    let info = engine.rulebook().info.clone();
    for enterprise in presets(&engine) {
        let name = enterprise.name.clone().unwrap_or_default();
        let sheet = sheet_of(&engine, &enterprise, None, Lang::Zh);
        let cover: String = sheet
            .cover
            .iter()
            .map(|entry| entry.value.as_str())
            .collect();
        for part in [&name, &info.hash, &info.version, &info.id] {
            assert!(cover.contains(part.as_str()), "{name}: {part}");
        }
        assert!(sheet.disclaimer[0].contains("仅供参考"));
        let period = enterprise.period.unwrap();
        let result = engine
            .assess(&enterprise, period, &Patches::default())
            .unwrap();
        let listed: usize = sheet.policies.iter().map(|group| group.rows.len()).sum();
        assert_eq!(
            listed,
            result.levers.len(),
            "{name}: every policy stands once"
        );
        let with_ways = sheet
            .policies
            .iter()
            .filter(|group| group.status == "doesNotApply");
        assert!(
            with_ways
                .flat_map(|group| &group.rows)
                .any(|row| !row.ways.is_empty()),
            "{name}"
        );
        for group in sheet
            .policies
            .iter()
            .filter(|group| group.status != "applies")
        {
            assert!(
                group.rows.iter().all(|row| !row.why.is_empty()),
                "{name} {}",
                group.title
            );
        }
        let errands: BTreeSet<&str> = sheet
            .offices
            .iter()
            .flat_map(|office| office.rows.iter().map(|row| row.title.as_str()))
            .collect();
        for group in sheet
            .policies
            .iter()
            .filter(|group| group.status == "applies")
        {
            assert!(
                group
                    .rows
                    .iter()
                    .all(|row| errands.contains(row.title.as_str())),
                "{name}"
            );
        }
        let totals = &result.totals;
        assert_eq!(sheet.totals[0].plain, totals.baseline.to_string());
        assert_eq!(sheet.totals[2].plain, totals.cost.to_string());
    }
}
