//! Presets: every kind of user finds itself, and each is complete for its own year, but for what is
//! open on purpose.

use std::collections::BTreeSet;

use qingce::base::FileId;
use qingce::check::check;
use qingce::check::rulebook::{Rulebook, Shape};
use qingce::enterprise::from_toml;
use qingce::rulebook::{EmbeddedRules, RuleFiles, load};
use qingce::scenario::{Assessment, Engine, Patches};

fn qinghai() -> Rulebook {
    let (draft, _, sources) = load(&EmbeddedRules);
    check(&draft, sources.hash())
        .0
        .expect("the rulebook is sound")
}

/// Rates of before October 2015 were not found.
const OF_2012: &[&str] = &["maternity_cost", "injury_cost"];

/// Members of the total that stay open, and why.
const OPEN: &[(&str, &[&str])] = &[
    // No document sets a sum a person.
    ("technology-sme", &["post_training_amount"]),
    ("shop", &["post_training_amount"]),
    // The province sets the surcharge of class three, parties the price traded at; what a known class of injury paid
    // before is not published.
    (
        "ferroalloy-plant",
        &[
            "direct_trading_forgone",
            "injury_cost",
            "line_punitive_surcharge",
        ],
    ),
    ("bank", OF_2012),
    ("guarantee-company", OF_2012),
    ("small-loan-company", OF_2012),
    ("insurer", OF_2012),
];

#[test]
fn every_preset_is_complete_for_its_year_but_for_what_is_open_on_purpose() {
    let engine = Engine::new(qinghai());
    let book = engine.rulebook();
    for file in &book.info.presets {
        let name = file
            .trim_start_matches("presets/")
            .trim_end_matches(".toml");
        let (enterprise, problems) = from_toml(book, &EmbeddedRules.read(file).unwrap(), FileId(0));
        assert!(problems.is_empty(), "{name}: {problems:?}");
        let period = enterprise.period.expect("a preset names its year");
        let result = engine
            .assess(&enterprise, period, &Patches::default())
            .unwrap();
        let undetermined: BTreeSet<&str> = result
            .totals
            .undetermined
            .iter()
            .map(|open| book.amounts[open.amount].id.as_str())
            .collect();
        let known = OPEN.iter().find(|(preset, _)| *preset == name);
        let known: BTreeSet<&str> = known
            .map_or(&[][..], |(_, open)| open)
            .iter()
            .copied()
            .collect();
        assert_eq!(undetermined, known, "{name}");
        assert_eq!(result.totals.complete, known.is_empty(), "{name}");
    }
}

#[test]
fn every_kind_of_institution_has_a_preset() {
    let book = qinghai();
    let texts: Vec<String> = book
        .info
        .presets
        .iter()
        .map(|file| EmbeddedRules.read(file).unwrap().to_string())
        .collect();
    let says = |line: &str| texts.iter().any(|text| text.lines().any(|l| l == line));
    for kind in [
        "enterprise",
        "bank",
        "guarantee_company",
        "microloan_company",
        "insurer",
        "incubator",
        "generator",
        "founder",
    ] {
        assert!(says(&format!("institution = \"{kind}\"")), "{kind}");
    }
    for line in [
        r#"power_industry = "aluminium""#,
        r#"power_industry = "ferroalloy""#,
        r#"power_industry = "cement""#,
        r#"power_industry = "steel""#,
        r#"industry_branch = "solar""#,
        r#"sector = "construction""#,
        r#"sector = "retail""#,
    ] {
        assert!(says(line), "{line}");
    }
}

#[test]
fn readings_and_figures_said_not_to_matter_change_nothing() {
    let engine = Engine::new(qinghai());
    let book = engine.rulebook();
    let (mut kept, mut left) = (0, 0);
    for file in &book.info.presets {
        let (enterprise, _) = from_toml(book, &EmbeddedRules.read(file).unwrap(), FileId(0));
        let period = enterprise.period.expect("a preset names its year");
        let assess = |patches: &Patches| engine.assess(&enterprise, period, patches).unwrap();
        let said = |result: &Assessment| {
            let lines = result.amounts.iter();
            let amounts: Vec<_> = lines
                .map(|line| (line.of, line.value, line.status))
                .collect();
            let levers: Vec<_> = result.levers.iter().map(|line| line.status).collect();
            (amounts, levers)
        };
        let usual = assess(&Patches::default());
        let matter = usual.parameters_that_matter(book);
        // All of them at once, each with its first, its second, … option.
        for turn in 0..3 {
            let mut patches = Patches::default();
            for (id, parameter) in book.parameters.iter() {
                let value = match &parameter.shape {
                    Shape::Reading(options) => options
                        .get(turn)
                        .or(options.last())
                        .map(|one| one.id.as_str()),
                    _ if parameter.open => ["0", "1", "2"].get(turn).copied(),
                    _ => None,
                };
                let Some(value) = value else { continue };
                if matter.contains(&id) {
                    kept += 1;
                    continue;
                }
                left += 1;
                patches
                    .push_text(&format!("{}={value}", parameter.id))
                    .unwrap();
            }
            let other = assess(&patches);
            let differs = said(&other) != said(&usual);
            assert!(!differs, "{file}, turn {turn}: {patches:?}");
        }
    }
    assert!(
        kept > 0 && kept * 5 < left,
        "{kept} shown, {left} folded away"
    );
}

#[test]
fn a_class_reckoned_by_an_amount_is_said_by_its_name() {
    let engine = Engine::new(qinghai());
    let book = engine.rulebook();
    let text = EmbeddedRules
        .read("presets/aluminium-smelter.toml")
        .unwrap();
    let (enterprise, _) = from_toml(book, &text, FileId(0));
    let period = enterprise.period.expect("a preset names its year");
    let result = engine
        .assess(&enterprise, period, &Patches::default())
        .unwrap();
    let rent = result
        .levers
        .iter()
        .find(|line| book.levers[line.lever].id == "rent_subsidy");
    let gaps = rent
        .unwrap()
        .conditions
        .iter()
        .flat_map(|condition| &condition.gaps);
    let class = gaps
        .filter(|gap| gap.actual.en == "Large")
        .map(|gap| (gap.needed.zh.as_str(), gap.distance.is_none()));
    assert_eq!(class.collect::<Vec<_>>(), [("≤ 小型", true)]);
}
