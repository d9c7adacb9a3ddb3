//! The page 对比 without a browser: edits and their history, sets as text, names, what is found.
#![cfg(feature = "web")]

use std::rc::Rc;

use qingce::base::{Decimal, Lang};
use qingce::rulebook::EmbeddedRules;
use qingce::scenario::compare::Laws;
use qingce::ui::compute::Calculator;
use qingce::ui::studio::compare::find::{self, Found};
use qingce::ui::studio::compare::saved::{Saved, Shelf};
use qingce::ui::studio::compare::state::{Column, Desk, Edit, MOST, Member, Set};

fn calculator() -> Calculator {
    Calculator::load(&EmbeddedRules).unwrap()
}

fn column(calculator: &Calculator, preset: usize, period: &str) -> Column {
    let inputs = &calculator.presets()[preset].inputs;
    Column {
        period: period.into(),
        ..Column::of(calculator.book(), inputs)
    }
}

fn desk(calculator: &Calculator) -> Desk {
    Desk::new(Set::default())
        .after(&Edit::Add(column(calculator, 0, "2016")))
        .after(&Edit::Add(column(calculator, 0, "2017")))
}

fn found(calculator: &Calculator, set: &Set) -> Found {
    let prepared = find::prepare(calculator, set, Lang::Zh);
    find::found(calculator, &Laws::default(), set, prepared)
}

#[test]
fn every_edit_is_undone_and_redone() {
    let calculator = calculator();
    let slot: Rc<str> = "electricity_kwh".into();
    let member = Rc::new(Member::of(
        calculator.book(),
        &calculator.presets()[1].inputs,
    ));
    let edits = [
        Edit::SetTitle("两年".into()),
        Edit::Duplicate(1),
        Edit::SetFact(2, slot.clone(), "1000".into()),
        Edit::SetPeriod(2, "2017-03..2017-09".into()),
        Edit::LayOn(2, "unemployment_rate=1".into()),
        Edit::LayOn(2, "-rd_subsidy".into()),
        Edit::LayOn(2, "unemployment_rate=0.8".into()),
        Edit::LiftOff(2, 1),
        Edit::Rename(2, "试".into()),
        Edit::Join(2, member),
        Edit::Leave(2, 0),
        Edit::Refer(1),
        Edit::Look(2, 0),
        Edit::Remove(0),
        Edit::Spread(vec!["2012".into(), "2013".into()]),
    ];
    let start = desk(&calculator);
    let mut states = vec![start.clone()];
    for edit in &edits {
        let next = states.last().unwrap().after(edit);
        assert_ne!(next.set, states.last().unwrap().set, "{edit:?}");
        states.push(next);
    }
    let mut now = states.last().unwrap().clone();
    for before in states.iter().rev().skip(1) {
        now = now.after(&Edit::Undo);
        assert_eq!(now.set, before.set);
    }
    for after in states.iter().skip(1) {
        now = now.after(&Edit::Redo);
        assert_eq!(now.set, after.set);
    }
    assert!(!now.can_redo() && now.can_undo());
    let same = now.after(&Edit::SetTitle("两年".into()));
    assert_eq!(same, now, "what changes nothing is no step");
}

#[test]
fn duplicating_changes_only_the_copy() {
    let calculator = calculator();
    let slot: Rc<str> = "total_assets".into();
    let desk = desk(&calculator)
        .after(&Edit::Duplicate(0))
        .after(&Edit::SetFact(1, slot.clone(), "90亿".into()));
    let text = |at: usize| {
        desk.set.columns[at].members[0]
            .facts
            .get(&"total_assets".to_owned())
            .cloned()
            .unwrap()
    };
    assert_ne!(text(0), text(1));
    assert_eq!(&*text(1), "90亿");
    assert_eq!(desk.set.way, (0, 1), "the copy is looked at");
    let mut full = desk;
    for _ in 0..2 * MOST {
        full = full.after(&Edit::Duplicate(0));
    }
    assert_eq!(full.set.columns.len(), MOST);
}

#[test]
fn a_set_survives_link_storage_and_file() {
    let calculator = calculator();
    let slot: Rc<str> = "total_assets".into();
    let member = Rc::new(Member::of(
        calculator.book(),
        &calculator.presets()[2].inputs,
    ));
    let desk = desk(&calculator)
        .after(&Edit::SetTitle("两年、一组".into()))
        .after(&Edit::Duplicate(1))
        .after(&Edit::LayOn(2, "unemployment_rate@2017-05-01=1".into()))
        .after(&Edit::SetFact(2, slot.clone(), "不是数".into()))
        .after(&Edit::Join(1, member))
        .after(&Edit::Look(0, 2));
    let set = &desk.set;
    let saved = Saved::of(set);
    let link = saved.to_link();
    assert!(
        link.bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
    );
    let (again, unknown) = Saved::from_link(&link).unwrap().set(calculator.book());
    assert_eq!((&again, unknown.len()), (&**set, 0));
    let mut shelf = Shelf::default();
    shelf.keep(saved.clone());
    shelf.keep(saved.clone());
    assert_eq!(Shelf::parse(&shelf.to_text()).list, [saved]);
    // A file holds what was understood, and the command reads it too.
    let prepared = find::prepare(&calculator, set, Lang::Zh);
    assert_eq!(prepared.unread, [0, 0, 1]);
    let file = find::file(&calculator, &prepared);
    let opened = find::opened(&calculator, &file).unwrap();
    assert_eq!(opened.columns.len(), 3);
    assert_eq!(opened.columns[2].changes, set.columns[2].changes);
    assert_eq!(opened.columns[1].members.len(), 2);
    let again = find::prepare(&calculator, &opened, Lang::Zh);
    assert_eq!(find::file(&calculator, &again), file);
    for broken in [
        "",
        "#",
        "{",
        "{\"scenarios\": 1}",
        "=",
        "{\"scenarios\": [{\"facts\": \"a.toml\"}]}",
    ] {
        assert!(find::opened(&calculator, broken).is_err(), "{broken}");
        assert_eq!(Saved::from_link(broken), None, "{broken}");
        assert_eq!(Shelf::parse(broken), Shelf::default());
    }
}

#[test]
fn links_of_any_length_are_read_back() {
    for length in 0..9 {
        let title: String = "青a".chars().cycle().take(length).collect();
        let calculator = calculator();
        let set = desk(&calculator).after(&Edit::SetTitle(title.into()));
        let saved = Saved::of(&set.set);
        assert_eq!(Saved::from_link(&saved.to_link()), Some(saved));
    }
}

#[test]
fn what_is_wrong_with_one_scenario_leaves_the_others() {
    let calculator = calculator();
    let desk = desk(&calculator)
        .after(&Edit::Duplicate(0))
        .after(&Edit::SetPeriod(1, "2oi7".into()))
        .after(&Edit::Duplicate(0))
        .after(&Edit::LayOn(1, "no_such_thing=1".into()));
    let found = found(&calculator, &desk.set);
    assert_eq!(found.prepared.places, [Some(0), None, None, Some(1)]);
    assert!(
        found.prepared.problems[1][0].starts_with("P0102"),
        "{:?}",
        found.prepared.problems
    );
    assert_eq!(found.comparison.unwrap().totals.len(), 2);
}

#[test]
fn what_was_found_adds_up_and_names_say_what_a_scenario_holds() {
    let calculator = calculator();
    let desk = desk(&calculator)
        .after(&Edit::Duplicate(1))
        .after(&Edit::LayOn(2, "unemployment_rate=1".into()));
    let found = found(&calculator, &desk.set);
    let names = &found.prepared.names;
    assert!(names[2].ends_with("2017 unemployment_rate=1"), "{names:?}");
    let way = found.way.unwrap();
    assert_eq!(desk.set.way, (0, 2));
    let end = way.steps.iter().map(|step| step.change);
    let end = end.fold(way.start, |sum, change| sum.add(change).unwrap());
    assert_eq!(end, way.end);
    assert_ne!(way.start.sub(way.end).unwrap(), Decimal::ZERO);
    assert!(found.stack.unwrap().segments.len() > 4);
}
