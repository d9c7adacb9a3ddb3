//! Laws of comparisons, on random rulebooks and on this one: causes and lines add up to the 分, a
//! scenario compared with itself shows nothing, the other way round is the opposite, a group is the
//! sum of its parts.

#![allow(clippy::disallowed_methods, reason = "the cases are files")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use qingce::base::{Decimal, FileId, Period};
use qingce::check::rulebook::{FactKind, Named, Shape};
use qingce::check::{Rulebook, check};
use qingce::enterprise::{Enterprise, from_toml, slot_by_name};
use qingce::rulebook::{BOOK, EmbeddedRules, MapRules, RuleFiles, load};
use qingce::scenario::compare::{
    Between, Cause, Comparison, Laws, Scenario, between, compare, each_year, stack, years_of,
};
use qingce::scenario::{Change, Engine, Patches};

#[path = "support/golden.rs"]
#[expect(dead_code, reason = "cases are read by other tests")]
mod golden;
#[path = "support/random.rs"]
#[expect(dead_code, reason = "other tests use more of it")]
mod random;
#[path = "support/random_rulebook.rs"]
mod random_rulebook;

use random::Random;

fn period(text: &str) -> Period {
    Period::parse(text).unwrap()
}

fn changes(texts: &[&str]) -> Patches {
    let mut patches = Patches::default();
    texts
        .iter()
        .for_each(|text| patches.push_text(text).unwrap());
    patches
}

fn presets(book: &Rulebook) -> Vec<Enterprise> {
    let read = |name: &String| {
        let text = EmbeddedRules.read(name).unwrap();
        let (mut enterprise, problems) = from_toml(book, &text, FileId(0));
        assert!(problems.is_empty(), "{name}: {problems:?}");
        enterprise.name = Some(name.clone());
        enterprise
    };
    book.info.presets.iter().map(read).collect()
}

fn scenario<'a>(
    engine: &'a Engine,
    of: &'a [Enterprise],
    when: &str,
    patches: Patches,
) -> Scenario<'a> {
    Scenario {
        name: when.to_owned(),
        engine,
        enterprises: of,
        period: period(when),
        patches,
    }
}

fn add(a: Decimal, b: Decimal) -> Decimal {
    a.add(b).unwrap()
}

/// Lines, causes and their parts end where the other total stands.
#[track_caller]
fn adds_up(found: &Between) {
    let sum = |changes: Vec<Decimal>| changes.into_iter().fold(found.start, add);
    let lines = sum(found.lines.iter().map(|line| line.3).collect());
    assert_eq!(lines, found.end, "lines of {found:?}");
    let mut steps: Vec<Decimal> = found.steps.iter().map(|step| step.change).collect();
    steps.extend(found.together.iter().map(|(change, _)| *change));
    assert_eq!(sum(steps), found.end, "steps of {found:?}");
    for step in found.steps.iter().filter(|step| !step.parts.is_empty()) {
        let parts = step
            .parts
            .iter()
            .map(|part| part.change)
            .fold(Decimal::ZERO, add);
        assert_eq!(parts, step.change, "parts of {step:?}");
    }
    let causes: Vec<Cause> = found
        .steps
        .iter()
        .flat_map(|step| step.causes.clone())
        .collect();
    assert!(causes.is_sorted(), "{causes:?}");
}

#[track_caller]
fn shows_nothing(found: &Comparison) {
    assert!(found.differs.is_empty(), "{:?}", found.differs);
    for line in &found.lines {
        assert!(!line.differs, "{line:?}");
    }
    for total in &found.totals {
        let difference = total.difference.as_ref().map(|difference| difference.value);
        assert!(difference.is_none_or(Decimal::is_zero));
    }
}

/// Everything that holds for any two scenarios.
#[track_caller]
fn holds(laws: &Laws, a: &Scenario<'_>, b: &Scenario<'_>) -> Between {
    let found = between(laws, [a, b]).unwrap();
    adds_up(&found);
    let back = between(laws, [b, a]).unwrap();
    adds_up(&back);
    assert_eq!((found.start, found.end), (back.end, back.start));
    assert_eq!(found.left_out, back.left_out);
    let there = compare(laws, &[a.clone(), b.clone()], 0).unwrap();
    let again = compare(laws, &[b.clone(), a.clone()], 0).unwrap();
    let difference = |of: &Comparison| of.totals[1].difference.clone().unwrap();
    assert_eq!(difference(&there).value, difference(&again).value.neg());
    assert_eq!(
        difference(&there).value,
        found.end.sub(found.start).unwrap()
    );
    for (line, back) in there.lines.iter().zip(&again.lines) {
        if line.name != back.name {
            continue;
        }
        let of = |line: &qingce::scenario::compare::Line| {
            line.cells[1]
                .as_ref()
                .and_then(|cell| cell.difference.as_ref().map(|d| d.value))
        };
        if let (Some(there), Some(back)) = (of(line), of(back)) {
            assert_eq!(there, back.neg(), "{}", line.name);
        }
    }
    shows_nothing(&compare(laws, &[a.clone(), a.clone(), a.clone()], 1).unwrap());
    let same = between(laws, [b, b]).unwrap();
    assert!(same.lines.is_empty() && same.steps.is_empty() && same.together.is_none());
    adds_up_to_totals(&there);
    found
}

/// Kinds and segments of a stack make the totals.
#[track_caller]
fn adds_up_to_totals(found: &Comparison) {
    let stacked = stack(found, 7);
    for (at, total) in found.totals.iter().enumerate() {
        let kinds = add(
            add(total.kinds.cost, total.kinds.surcharge),
            total.kinds.subsidy,
        );
        assert_eq!(kinds, total.cost);
        let segments = stacked.segments.iter().map(|segment| segment.values[at]);
        assert_eq!(segments.fold(Decimal::ZERO, add), total.cost);
    }
}

fn rulebook(text: &str) -> Rulebook {
    let files = MapRules(BTreeMap::from([(BOOK.to_owned(), Arc::from(text))]));
    let (draft, mut found, sources) = load(&files);
    let (book, more) = check(&draft, sources.hash());
    found.extend(more);
    let found: Vec<String> = found.iter().map(|found| sources.concise(found)).collect();
    book.unwrap_or_else(|| panic!("{}\n{text}", found.join("\n")))
}

/// A random rulebook whose amounts of money enter the total, with every sign.
fn random_engine(random: &mut Random) -> Engine {
    let text = random_rulebook::rulebook(random);
    let mut parts = text.split("kind = \"indicator\"");
    let mut written = parts.next().unwrap().to_owned();
    for part in parts {
        let kind = random.pick(&["cost", "cost", "surcharge", "subsidy", "indicator"]);
        let status = part.contains("timing = \"status\"")
            && part.find("timing = \"status\"") < part.find("formula");
        let kind = if status { "indicator" } else { kind };
        write!(written, "kind = \"{kind}\"{part}").unwrap();
    }
    Engine::new(rulebook(&written))
}

fn enterprise(random: &mut Random, book: &Rulebook) -> Enterprise {
    let mut made = Enterprise::new(book);
    for group in book.groups.ids() {
        let rows = random.below(5);
        made.set_rows(book, group, (rows < 4).then(|| u8::try_from(rows).unwrap()));
    }
    let missing = random.pick(&[3, 12, 1000]);
    for (id, slot) in book.fact_slots.iter() {
        let (low, high) = match &book.facts[slot.fact].kind {
            FactKind::Number { min, max, .. } => (*min, *max),
            FactKind::Bool => (0, 1),
            FactKind::Choice(choice) => (0, book.choices[*choice].options.len() as i128 - 1),
            FactKind::Date => (16_500, 17_900),
        };
        let inside = slot.row.is_none_or(|row| {
            let group = book.facts[slot.fact].group.unwrap();
            made.rows(group).is_some_and(|rows| row < rows)
        });
        if inside && !random.one_in(missing) {
            let span = (high - low + 1).unsigned_abs();
            made.set(
                id,
                Some(low + (u128::from(random.next()) % span).cast_signed()),
            );
        }
    }
    made
}

fn patches(random: &mut Random, book: &Rulebook) -> Patches {
    let mut made = Patches::default();
    for parameter in book.parameters.values() {
        if !random.one_in(3) {
            continue;
        }
        let value = match &parameter.shape {
            Shape::Number(_) => format!("{}", random.below(20)),
            Shape::Bool => "true".to_owned(),
            Shape::Reading(options) => options[random.below(options.len())].id.clone(),
            _ => continue,
        };
        let from = if random.one_in(3) { "@2017-05-01" } else { "" };
        made.push_text(&format!("{}{from}={value}", parameter.id))
            .unwrap();
    }
    for lever in book.levers.values() {
        if random.one_in(3) {
            made.changes.push(Change::Off {
                lever: lever.id.clone(),
            });
        }
    }
    made
}

#[test]
fn differences_of_random_scenarios_add_up_and_turn_around() {
    let mut random = Random::new(20_261_120);
    let periods = ["2017", "2017-03..2017-09", "2018", "2016-07", "2016"];
    let (mut compared, mut moved) = (0, 0);
    for _ in 0..60 {
        let engine = random_engine(&mut random);
        let book = engine.rulebook();
        let laws = Laws::default();
        for _ in 0..6 {
            let one = [enterprise(&mut random, book)];
            let other = [enterprise(&mut random, book)];
            let b = if random.one_in(3) { &one } else { &other };
            let first = scenario(
                &engine,
                &one,
                random.pick(&periods),
                patches(&mut random, book),
            );
            let second = scenario(
                &engine,
                b,
                random.pick(&periods),
                patches(&mut random, book),
            );
            // Figures may leave their bounds, products their range.
            if compare(&laws, &[first.clone(), second.clone()], 0).is_err() {
                continue;
            }
            let found = holds(&laws, &first, &second);
            compared += 1;
            moved += usize::from(found.steps.len() > 2 && found.start != found.end);
        }
    }
    eprintln!("{compared} compared, {moved} of them moved by several causes");
    assert!(
        compared > 100 && moved > 30,
        "{compared} compared, {moved} moved"
    );
}

#[test]
fn a_group_is_the_sum_of_its_parts() {
    let mut random = Random::new(7);
    let mut compared = 0;
    for _ in 0..25 {
        let engine = random_engine(&mut random);
        let book = engine.rulebook();
        let laws = Laws::default();
        let group: Vec<Enterprise> = (0..5).map(|_| enterprise(&mut random, book)).collect();
        let whole = scenario(&engine, &group, "2017", patches(&mut random, book));
        let later = scenario(&engine, &group, "2018", Patches::default());
        let few = scenario(&engine, &group[..3], "2018", Patches::default());
        let Ok(sum) = compare(&laws, &[whole.clone(), later.clone(), few.clone()], 0) else {
            continue;
        };
        compared += 1;
        holds(&laws, &whole, &later);
        holds(&laws, &whole, &few);
        let mut cost = Decimal::ZERO;
        for at in 0..group.len() {
            let one = Scenario {
                enterprises: &group[at..=at],
                ..whole.clone()
            };
            let alone = compare(&laws, &[one], 0).unwrap();
            cost = add(cost, alone.totals[0].cost);
            for line in &alone.lines {
                let cell = line.cells[0].as_ref().unwrap();
                let of_sum = sum
                    .lines
                    .iter()
                    .find(|of_sum| of_sum.key == line.key)
                    .unwrap();
                let of_sum = of_sum.cells[0].as_ref().unwrap();
                let excluded = of_sum.excluded.contains(&at);
                let unknown = cell.value.is_none() && !cell.excluded.is_empty();
                assert_eq!(excluded, unknown, "{}", line.name);
            }
        }
        assert_eq!(cost, sum.totals[0].cost);
    }
    assert!(compared > 8, "{compared}");
}

#[test]
fn every_preset_under_every_pair_of_years_adds_up() {
    let engine = golden::engine();
    let laws = Laws::default();
    let all = presets(engine.rulebook());
    let years = years_of(engine.rulebook());
    assert_eq!(years.len(), 16);
    for at in 0..all.len() {
        let base = scenario(&engine, &all[at..=at], "2017", Patches::default());
        let each = each_year(&base, &years);
        // Every step of the first ones, and one far step of each.
        if at < 3 {
            for pair in each.windows(2) {
                holds(&laws, &pair[0], &pair[1]);
            }
        }
        holds(&laws, &each[1], &each[10]);
        let found = compare(&laws, &each, 0).unwrap();
        adds_up_to_totals(&found);
        let causes: Vec<Cause> = found.differs.iter().map(|named| named.cause).collect();
        assert_eq!(causes, [Cause::LawDate]);
    }
    let group = scenario(&engine, &all, "2016", Patches::default());
    let later = scenario(&engine, &all, "2017", Patches::default());
    holds(&laws, &group, &later);
}

#[test]
fn every_cause_is_named_and_has_its_step() {
    let engine = golden::engine();
    let book = engine.rulebook();
    let laws = Laws::default();
    let one = [presets(book).remove(0)];
    let mut other = one.clone();
    let slot = slot_by_name(book, "staff1.staff_heads").unwrap();
    let heads = other[0].fact(slot).unwrap();
    other[0].set(slot, Some(heads + 100));
    let a = scenario(&engine, &one, "2016", Patches::default());
    let all = changes(&[
        "stabilisation_scope=all_from_2016",
        "unemployment_rate=1",
        "-rd_subsidy",
        "pension_rate=18",
    ]);
    let b = scenario(&engine, &other, "2017", all);
    let found = holds(&laws, &a, &b);
    let causes: Vec<Cause> = found
        .steps
        .iter()
        .flat_map(|step| step.causes.clone())
        .collect();
    let wanted = [
        Cause::Facts,
        Cause::LawDate,
        Cause::Readings,
        Cause::LeversOff,
        Cause::Reforms,
    ];
    assert_eq!(causes, wanted);
    let reforms = found.steps.last().unwrap();
    let parts: Vec<&str> = reforms
        .parts
        .iter()
        .map(|part| part.names[0].0.as_str())
        .collect();
    assert_eq!(parts, ["unemployment_rate", "pension_rate"]);
    let sides = compare(&laws, &[a, b], 0).unwrap();
    let named: Vec<(Cause, &str)> = sides
        .differs
        .iter()
        .map(|named| (named.cause, named.name.as_str()))
        .collect();
    let wanted = [
        (Cause::Facts, "staff1.staff_heads"),
        (Cause::LawDate, "period"),
        (Cause::Readings, "stabilisation_scope"),
        (Cause::LeversOff, "-rd_subsidy"),
        (Cause::Reforms, "unemployment_rate"),
        (Cause::Reforms, "pension_rate"),
    ];
    assert_eq!(named, wanted);
    let values = &sides.differs[0].values;
    assert!(values[0].is_some() && values[0] != values[1], "{values:?}");
    assert!(matches!(
        book.names.get("staff_heads"),
        Some(Named::Fact(_))
    ));
}

#[test]
fn an_older_rulebook_is_a_cause_of_its_own() {
    let mut random = Random::new(99);
    let text = random_rulebook::rulebook(&mut random);
    let (old, new) = (Engine::new(rulebook(&text)), {
        let text = text.replace("version = \"1\"", "version = \"2\"");
        Engine::new(rulebook(&text))
    });
    let laws = Laws::default();
    let (one, other) = (
        [enterprise(&mut random, old.rulebook())],
        [enterprise(&mut random, new.rulebook())],
    );
    let a = scenario(&old, &one, "2017", Patches::default());
    let b = scenario(&new, &other, "2018", Patches::default());
    let found = holds(&laws, &a, &b);
    let causes: Vec<Cause> = found
        .steps
        .iter()
        .flat_map(|step| step.causes.clone())
        .collect();
    assert_eq!(causes, [Cause::Facts, Cause::LawDate, Cause::Rulebook]);
    assert!(found.steps[2].change.is_zero(), "only its version differs");
}
