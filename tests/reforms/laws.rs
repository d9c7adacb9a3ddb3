//! What every reform keeps: written and read it is the same; followed by its reverse it leaves the law as
//! it was, whatever levers are off; independent ones commute.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use qingce::base::{Date, FileId};
use qingce::check::history::Law;
use qingce::check::rulebook::{Parameter, Shape};
use qingce::check::{Rulebook, check};
use qingce::program::LeverSet;
use qingce::rulebook::reform::quoted;
use qingce::rulebook::{BOOK, MapRules, Reform, load, read_reform};
use qingce::scenario::Patches;
use qingce::scenario::patch::Patched;
use qingce::scenario::reverse::reverse;

use crate::random::Random;
use crate::random_rulebook;
use crate::{built_in, examples, sound};

fn patches(reforms: &[Arc<Reform>]) -> Patches {
    let mut patches = Patches::default();
    reforms
        .iter()
        .for_each(|reform| patches.push_reform(Arc::clone(reform)));
    patches
}

/// Where two laws differ: a parameter and a day, with some levers off.
fn differs(a: &Patched, b: &Patched, random: &mut Random) -> Option<String> {
    for lever in a.book.levers.ids() {
        if a.off.contains(lever) != b.off.contains(lever) {
            return Some(format!("lever {}", a.book.levers[lever].id));
        }
    }
    let sets: [LeverSet; 4] = [
        LeverSet::default(),
        LeverSet::all(&a.book),
        a.book.levers.ids().filter(|_| random.one_in(2)).collect(),
        a.book.levers.ids().filter(|_| random.one_in(5)).collect(),
    ];
    for (id, amount) in a.book.amounts.iter() {
        if amount.formula.text != b.book.amounts[id].formula.text {
            return Some(format!("the formula of {}", amount.id));
        }
    }
    for (id, lever) in a.book.levers.iter() {
        let spans = |lever: &qingce::check::rulebook::Lever| -> Vec<_> {
            let spans = lever.in_force.iter();
            spans.map(|span| (span.from, span.to)).collect()
        };
        if spans(lever) != spans(&b.book.levers[id]) {
            return Some(format!("the days of {}", lever.id));
        }
    }
    for (id, parameter) in a.book.parameters.iter() {
        let (x, y) = (&parameter.history, &b.book.parameters[id].history);
        let turns = x.values.iter().chain(&y.values).map(|value| value.from);
        let years = (2009..2028).filter_map(|year| Date::new(year, 1, 1));
        let days = turns.clone().chain(turns.map(Date::previous)).chain(years);
        for day in days.chain([Date::BEGINNING]) {
            for off in &sets {
                let off = |lever| off.contains(lever);
                if x.at(day, &off).0 != y.at(day, &off).0 {
                    return Some(format!(
                        "{} on {day}: {:?}, {:?}",
                        parameter.id,
                        x.at(day, &off).0,
                        y.at(day, &off).0
                    ));
                }
            }
        }
    }
    None
}

const DAYS: [&str; 7] = [
    "2011-01-01",
    "2014-11-06",
    "2016-05-01",
    "2017-01-01",
    "2017-07-21",
    "2018-03-05",
    "2022-01-01",
];

/// A value a parameter can hold, as an entry writes it.
fn value(random: &mut Random, book: &Rulebook, parameter: &Parameter) -> Option<String> {
    let number = |random: &mut Random| quoted(random.pick(&["0", "0.5", "1", "2.25", "17", "300"]));
    Some(match &parameter.shape {
        Shape::Number(_) if random.one_in(6) => "value = \"absent\"".to_owned(),
        Shape::Number(_) => format!("value = {}", number(random)),
        Shape::Bool => format!("value = {}", random.one_in(2)),
        Shape::Date => format!("value = \"{}\"", random.pick(&DAYS)),
        Shape::Reading(options) => {
            let at = random.below(options.len());
            format!("value = {}", quoted(&options[at].id))
        }
        Shape::Brackets { .. } if random.one_in(2) => {
            format!(
                "rows = [ {{ upto = \"10.5\", value = {} }}, {{ value = \"unknown\" }} ]",
                number(random)
            )
        }
        Shape::Brackets { .. } => {
            let table = |law: &Law| matches!(law, Law::Brackets(_));
            if !parameter
                .history
                .values
                .iter()
                .any(|value| table(&value.law))
            {
                return None;
            }
            format!(
                "edit = [ {{ upto = \"0.75\", value = {} }}, {{ value = {} }} ]",
                number(random),
                number(random)
            )
        }
        Shape::ByChoice { choice, .. } => {
            let options = book.choices[*choice].options.iter();
            let rows: Vec<String> = options
                .map(|option| format!("{} = {}", quoted(&option.id), number(random)))
                .collect();
            format!("rows = {{ {} }}", rows.join(", "))
        }
    })
}

/// An entry of a reform: dated or not, with and without an end.
fn entry(random: &mut Random, book: &Rulebook, parameter: &Parameter) -> Option<String> {
    let value = value(random, book, parameter)?;
    let edits = value.starts_with("edit");
    let at = random.below(DAYS.len() - 1);
    Some(match random.below(3) {
        1 if !edits => format!("{{ from = \"{}\", {value} }}", DAYS[at]),
        2 if !edits => {
            let last = at + 1 + random.below(DAYS.len() - 1 - at);
            format!(
                "{{ from = \"{}\", to = \"{}\", {value} }}",
                DAYS[at], DAYS[last]
            )
        }
        _ => format!("{{ {value} }}"),
    })
}

/// A reform of some parameters and levers; those named in `not` stay as they are.
fn random_reform(random: &mut Random, book: &Rulebook, not: &Reform) -> Arc<Reform> {
    let taken = |id: &str| {
        not.sets.iter().any(|set| set.parameter.value == id)
            || not.switches.iter().any(|switch| switch.lever.value == id)
            || not
                .added
                .revised
                .formulas
                .iter()
                .any(|(amount, _)| amount.value == id)
            || not
                .added
                .revised
                .in_force
                .iter()
                .any(|(lever, _)| lever.value == id)
    };
    let mut sets = BTreeMap::new();
    let all: Vec<&Parameter> = book.parameters.values().collect();
    for _ in 0..=random.below(4) {
        let parameter = all[random.below(all.len())];
        if let Some(entry) = entry(random, book, parameter).filter(|_| !taken(&parameter.id)) {
            sets.insert(parameter.id.clone(), entry);
        }
    }
    let mut text = String::from("[set]\n");
    for (id, entry) in &sets {
        writeln!(text, "{} = {entry}", quoted(id)).expect("a text takes everything");
    }
    text.push_str("[switch]\n");
    let levers: Vec<&str> = book
        .levers
        .values()
        .map(|lever| lever.id.as_str())
        .collect();
    let lever = (!levers.is_empty()).then(|| levers[random.below(levers.len())]);
    if let Some(lever) = lever.filter(|id| !taken(id) && (random.one_in(2) || sets.is_empty())) {
        writeln!(text, "{} = \"off\"", quoted(lever)).expect("a text takes everything");
    } else if sets.is_empty() {
        return random_reform(random, book, not);
    }
    let amounts: Vec<_> = book.amounts.values().collect();
    if random.one_in(3) && !amounts.is_empty() {
        let amount = amounts[random.below(amounts.len())];
        if !taken(&amount.id) {
            let formula = quoted(&format!("({}) * 2", amount.formula.text));
            writeln!(text, "[formula]\n{} = {formula}", quoted(&amount.id))
                .expect("a text takes everything");
        }
    }
    if let Some(lever) = lever.filter(|id| !taken(id) && random.one_in(3)) {
        let at = random.below(DAYS.len() - 1);
        writeln!(
            text,
            "[in_force]\n{} = [ {{ from = \"{}\", to = \"{}\" }} ]",
            quoted(lever),
            DAYS[at],
            DAYS[at + 1]
        )
        .expect("a text takes everything");
    }
    sound(&text)
}

fn books() -> Vec<Rulebook> {
    let mut random = Random::new(5);
    let mut books: Vec<Rulebook> = (0..40)
        .map(|_| {
            let text = random_rulebook::rulebook(&mut random);
            let rules = MapRules(BTreeMap::from([(
                BOOK.to_owned(),
                Arc::from(text.as_str()),
            )]));
            let (draft, _, sources) = load(&rules);
            check(&draft, sources.hash()).0.unwrap()
        })
        .collect();
    books.push(built_in().0);
    books
}

/// How often each book is asked.
fn rounds(book: &Rulebook) -> usize {
    if book.info.id == "random" { 12 } else { 120 }
}

#[test]
fn a_reform_and_its_reverse_leave_the_law_as_it_was() {
    let mut random = Random::new(17);
    let (mut tried, mut changed) = (0, 0);
    for book in books() {
        let untouched = Patches::default().lay_over(&book).unwrap();
        for _ in 0..rounds(&book) {
            let reform = random_reform(&mut random, &book, &Reform::default());
            let Ok(with) = patches(&[Arc::clone(&reform)]).lay_over(&book) else {
                continue;
            };
            tried += 1;
            changed += usize::from(differs(&untouched, &with, &mut random).is_some());
            let back = reverse(&book, &Patches::default(), &reform)
                .unwrap()
                .unwrap();
            let both = patches(&[Arc::clone(&reform), Arc::new(back.clone())]).lay_over(&book);
            let both = both.unwrap_or_else(|found| panic!("{found:?}\n{}", back.to_toml()));
            if let Some(at) = differs(&untouched, &both, &mut random) {
                panic!("{at}\n{}\n{}", reform.to_toml(), back.to_toml());
            }
        }
    }
    assert!(
        tried > 400 && changed > 300,
        "{tried} tried, {changed} changed the law"
    );
}

#[test]
fn reforms_of_different_things_commute() {
    let mut random = Random::new(23);
    let mut tried = 0;
    for book in books() {
        for _ in 0..rounds(&book) {
            let one = random_reform(&mut random, &book, &Reform::default());
            let other = random_reform(&mut random, &book, &one);
            let ab = patches(&[Arc::clone(&one), Arc::clone(&other)]).lay_over(&book);
            let ba = patches(&[Arc::clone(&other), Arc::clone(&one)]).lay_over(&book);
            match (ab, ba) {
                (Ok(ab), Ok(ba)) => {
                    tried += 1;
                    if let Some(at) = differs(&ab, &ba, &mut random) {
                        panic!("{at}\n{}\n{}", one.to_toml(), other.to_toml());
                    }
                }
                (Err(_), Err(_)) => {}
                _ => panic!(
                    "refused one way only\n{}\n{}",
                    one.to_toml(),
                    other.to_toml()
                ),
            }
        }
    }
    assert!(tried > 300, "{tried}");
}

#[test]
fn values_of_one_parameter_on_different_days_commute() {
    let mut random = Random::new(29);
    let (book, _) = built_in();
    let mut tried = 0;
    for parameter in book.parameters.values() {
        let Shape::Number(_) = &parameter.shape else {
            continue;
        };
        let early = sound(&format!(
            "[set]\n{} = {{ from = \"2016-02-01\", to = \"2016-11-30\", value = \"1\" }}\n",
            quoted(&parameter.id)
        ));
        let late = sound(&format!(
            "[set]\n{} = {{ from = \"2016-12-01\", to = \"2018-06-30\", value = \"2\" }}\n",
            quoted(&parameter.id)
        ));
        let ab = patches(&[Arc::clone(&early), Arc::clone(&late)]).lay_over(&book);
        let ba = patches(&[late, early]).lay_over(&book);
        if let (Ok(ab), Ok(ba)) = (ab, ba) {
            tried += 1;
            assert_eq!(differs(&ab, &ba, &mut random), None, "{}", parameter.id);
        }
    }
    assert!(tried > 100, "{tried}");
}

/// Places point into a text; what is said is the rest.
fn placeless(reform: &Reform) -> String {
    let text = format!("{reform:?}");
    let mut out = String::new();
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once("Place {") {
        out.push_str(before);
        rest = after.split_once('}').unwrap().1;
    }
    out + rest
}

#[track_caller]
fn survives(reform: &Reform) {
    let text = reform.to_toml();
    let (again, found) = read_reform(&text, FileId(3));
    assert!(found.is_empty(), "{found:?}\n{text}");
    let again = again.unwrap();
    assert_eq!(placeless(&again), placeless(reform), "{text}");
    assert_eq!(again.to_toml(), text);
    assert_eq!(again, *reform);
}

#[test]
fn what_is_written_reads_as_the_same() {
    for (_, text) in examples() {
        survives(&read_reform(&text, FileId(0)).0.unwrap());
    }
    let mut random = Random::new(31);
    for book in books() {
        for _ in 0..6 {
            survives(&random_reform(&mut random, &book, &Reform::default()));
        }
    }
    // A whole rulebook, record by record, written as additions.
    for text in [
        random_rulebook::rulebook(&mut random),
        random_rulebook::rulebook(&mut random),
    ] {
        let (_, records) = text.split_once("[document.law]").unwrap();
        survives(&sound(&format!("[document.law]{records}")));
    }
}

#[test]
fn every_record_of_the_rulebook_built_in_can_be_written_and_read() {
    for name in qingce::rulebook::EmbeddedRules::names() {
        use qingce::rulebook::RuleFiles;
        let text = qingce::rulebook::EmbeddedRules.read(name).unwrap();
        if name == BOOK || name.starts_with("presets/") {
            continue;
        }
        survives(&sound(&text));
    }
}
