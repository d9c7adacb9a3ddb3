//! The library: what an address leads to, what a search finds, what filters let through.

#![cfg(feature = "web")]

use qingce::base::{Date, FileId, Period};
use qingce::check::{Rulebook, check};
use qingce::enterprise::from_toml;
use qingce::rulebook::{EmbeddedRules, load};
use qingce::scenario::{Engine, Patches};
use qingce::ui::studio::library::state::{
    Filter, Spot, askers, clauses, drawn, levers, offices, search, users,
};

fn book() -> Rulebook {
    let (draft, _, sources) = load(&EmbeddedRules);
    check(&draft, sources.hash())
        .0
        .expect("the rulebook is sound")
}

fn names(book: &Rulebook, spots: &[Spot]) -> Vec<String> {
    spots.iter().map(|spot| spot.href(book)).collect()
}

#[track_caller]
fn finds(book: &Rulebook, query: &str, href: &str) {
    let found = names(book, &search(book, query));
    assert!(found.iter().any(|one| one == href), "{query}: {found:?}");
}

#[test]
fn every_record_has_an_address_that_leads_back_to_it() {
    let book = book();
    let spots = (book.documents.iter().map(|(id, _)| Spot::Document(id)))
        .chain(book.levers.iter().map(|(id, _)| Spot::Lever(id)))
        .chain(book.parameters.iter().map(|(id, _)| Spot::Parameter(id)))
        .chain(book.amounts.iter().map(|(id, _)| Spot::Amount(id)));
    for spot in spots {
        let href = spot.href(&book);
        let rest = href.strip_prefix("#/library/").expect(&href);
        assert_eq!(Spot::parse(&book, rest), spot, "{href}");
        assert!(spot.label(&book).is_some());
    }
    assert_eq!(Spot::parse(&book, ""), Spot::Index);
    for rest in [
        "lever",
        "lever/",
        "lever/no_such_lever",
        "parameter/rd_subsidy",
        "x/y",
    ] {
        assert_eq!(Spot::parse(&book, rest), Spot::Nowhere, "{rest}");
    }
}

#[test]
fn a_search_finds_names_numbers_of_documents_ids_and_figures() {
    let book = book();
    finds(&book, "稳岗", "#/library/lever/stabilisation_subsidy");
    finds(&book, "青政〔2017〕43号", "#/library/document/qz-2017-43");
    finds(&book, "青政[2017]43", "#/library/document/qz-2017-43");
    finds(
        &book,
        "UNEMPLOYMENT rate",
        "#/library/parameter/unemployment_rate",
    );
    finds(&book, "rdsubsidy", "#/library/lever/rd_subsidy");
    finds(&book, "0.5%", "#/library/parameter/unemployment_rate");
    finds(&book, "200万", "#/library/parameter/rd_subsidy_cap");
    finds(&book, "2000000", "#/library/parameter/rd_subsidy_cap");
    finds(&book, "13700", "#/library/parameter/aluminium_tiers");
    finds(&book, "1500", "#/library/parameter/minimum_wage_monthly");
    assert!(search(&book, "  ").is_empty());
    assert!(search(&book, "没有这样的东西").is_empty());
}

#[test]
fn filters_narrow_the_levers_and_each_of_them_can_be_met() {
    let engine = Engine::new(book());
    let book = engine.rulebook();
    let all = levers(book, &Filter::default(), None);
    assert_eq!(all.len(), book.levers.len());
    let facts = "period = \"2017\"\n[facts]\nunemployment_insured = true\n";
    let (enterprise, _) = from_toml(book, facts, FileId(0));
    let year = Period::parse("2017").unwrap();
    let result = engine
        .assess(&enterprise, year, &Patches::default())
        .unwrap();
    let count = |filter: Filter| levers(book, &filter, Some(&result)).len();
    for document in book.documents.values().filter(|one| !one.national) {
        let document = document.id.clone();
        let cited = count(Filter {
            document,
            ..Filter::default()
        });
        assert!(cited < all.len());
    }
    let of_subjects: usize = book
        .subjects
        .values()
        .map(|subject| {
            count(Filter {
                subject: subject.id.clone(),
                ..Filter::default()
            })
        })
        .sum();
    assert_eq!(of_subjects, all.len(), "each lever has one subject");
    for office in offices(book) {
        let office = office.zh.clone();
        let led = count(Filter {
            office: office.clone(),
            ..Filter::default()
        });
        assert!(led > 0, "{office}");
    }
    let in_force = count(Filter {
        in_force: true,
        ..Filter::default()
    });
    let not_in_force = count(Filter {
        status: "notInForce".to_owned(),
        ..Filter::default()
    });
    assert_eq!(in_force + not_in_force, all.len());
    assert!(not_in_force > 0, "the levers of 2011 ended");
}

#[test]
fn a_document_s_clauses_lead_to_everything_that_cites_it() {
    let book = book();
    for (id, document) in book.documents.iter() {
        let clauses = clauses(&book, id);
        let held: usize = clauses.iter().map(|clause| clause.levers.len()).sum();
        let cites = book.levers.values().flat_map(|lever| &lever.cite);
        let mut cited: Vec<_> = cites.filter(|cite| cite.document == id).collect();
        cited.sort();
        assert_eq!(held, cited.len(), "{}", document.id);
    }
}

#[test]
fn a_parameter_knows_who_uses_it_and_its_history_is_drawn_level_by_level() {
    let book = book();
    let of = |name: &str| {
        let (id, _) = book
            .parameters
            .iter()
            .find(|(_, parameter)| parameter.id == name)
            .unwrap();
        id
    };
    let rate = of("unemployment_rate");
    let amounts: Vec<&str> = users(&book, rate)
        .into_iter()
        .map(|id| book.amounts[id].id.as_str())
        .collect();
    assert!(amounts.contains(&"unemployment_cost"), "{amounts:?}");
    assert!(!askers(&book, rate).is_empty());
    let curve = drawn(&book.parameters[rate], Date::parse("2027-01-01").unwrap()).unwrap();
    let numbers = book.parameters[rate].history.values.len();
    assert_eq!(curve.pieces.len(), numbers);
    for pair in curve.pieces.windows(2) {
        assert_eq!(pair[0][1].0.to_bits(), pair[1][0].0.to_bits(), "no gap");
    }
    assert!(
        drawn(
            &book.parameters[of("minimum_wage_monthly")],
            Date::parse("2027-01-01").unwrap()
        )
        .is_none()
    );
}
