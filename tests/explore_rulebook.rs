//! Breakpoints, forbidden intervals and goals on this rulebook, against every value tried one by one.

#[path = "support/expect.rs"]
#[allow(dead_code, reason = "only small rulebooks are asked here")]
mod expect;
#[path = "support/random.rs"]
#[allow(dead_code, reason = "only some draws are needed")]
mod random;
#[path = "support/small_book.rs"]
mod small_book;
#[path = "support/unrounded.rs"]
mod unrounded;

use std::cmp::Ordering;

use num_bigint::BigInt;
use num_rational::BigRational;

use qingce::base::{FileId, Period, Rational};
use qingce::check::check;
use qingce::check::rulebook::Rulebook;
use qingce::enterprise::{Enterprise, from_toml};
use qingce::program::{LeverSet, Request, VariantSpec, compile_with_origins};
use qingce::rulebook::{EmbeddedRules, RuleFiles, load};
use qingce::scenario::Patches;
use qingce::scenario::engine::Stated;
use qingce::scenario::explore::{
    Along, Axis, AxisWords, Effort, Explorer, Followed, Output, Target, Term, follow, slot_axis,
};
use random::Random;
use unrounded::{Unrounded, shown};

fn book() -> Rulebook {
    let (draft, _, sources) = load(&EmbeddedRules);
    check(&draft, sources.hash()).0.unwrap()
}

fn presets(book: &Rulebook) -> Vec<Enterprise> {
    let names = book.info.presets.iter();
    names
        .map(|name| {
            let text = EmbeddedRules.read(name).unwrap();
            from_toml(book, &text, FileId(0)).0
        })
        .collect()
}

/// Every number an enterprise states.
fn axes(book: &Rulebook, enterprise: &Enterprise) -> Vec<(AxisWords, i128)> {
    let stated = enterprise.stated();
    stated
        .filter_map(|(slot, cell)| Some((slot_axis(book, slot)?, cell)))
        .collect()
}

fn big(n: Rational) -> BigRational {
    BigRational::new(BigInt::from(n.num()), BigInt::from(n.den()))
}

fn year() -> Period {
    Period::parse("2017").unwrap()
}

#[test]
fn every_function_of_every_fact_is_the_one_tried_value_by_value() {
    let book = book();
    let (mut axes_tried, mut switches, mut positions) = (0, 0, 0u64);
    for enterprise in presets(&book) {
        let request = Request {
            period: year(),
            variants: vec![VariantSpec {
                book: &book,
                off: LeverSet::default(),
                trace: true,
                only_members: false,
            }],
            knobs: Vec::new(),
        };
        let (program, origins) = compile_with_origins(&request).unwrap();
        let members = program.variants[0].amounts.iter().filter_map(|plan| {
            Some(Term {
                slot: plan.total.slot,
                den: plan.total.den,
                sign: book.amounts[plan.of.amount].kind.sign()?,
            })
        });
        let total = Output {
            terms: members.collect(),
            partial: true,
        };
        for (words, here) in axes(&book, &enterprise) {
            let Along::Fact(slot) = words.along else {
                continue;
            };
            let axis = Axis::Facts(vec![(slot, 0)]);
            let inputs = Stated(&enterprise);
            let outputs = std::slice::from_ref(&total);
            let path = follow(&program, &origins, &inputs, &axis, outputs, words.bounds);
            assert_eq!(
                path.reached, words.bounds.1,
                "{}: {} passes",
                words.id, path.passes
            );
            let followed = &path.outputs[0];
            axes_tried += 1;
            switches += followed.switches.len();
            // Around where it stands, and around some of what was found.
            let mut windows = vec![(here, 60)];
            let step = (followed.switches.len() / 4).max(1);
            windows.extend(followed.switches.iter().step_by(step).map(|s| (s.at, 6)));
            let reference = Unrounded::new(&program, &inputs, slot);
            for (middle, half) in windows {
                let from = words.bounds.0.max(middle - half);
                let to = words.bounds.1.min(middle + half);
                for t in from..=to {
                    positions += 1;
                    let values = reference.at(t);
                    let mut sum = unrounded::whole(0);
                    for term in &total.terms {
                        use qingce::base::ids::Id;
                        if let Some(value) = shown(&values[term.slot.index()]) {
                            sum += value * unrounded::whole(term.sign) / unrounded::whole(term.den);
                        }
                    }
                    let line = &followed.stretch(t).unwrap().line;
                    assert_eq!(line.at(t).map(big), Some(sum), "{} at {t}", words.id);
                }
            }
        }
    }
    println!("{axes_tried} axes, {switches} switches, {positions} positions tried");
    assert!(switches > 50);
}

/// What a scan of every position finds worse than one of less effort.
fn worse_one_by_one(total: &Followed, (from, to): (i128, i128), effort: Effort) -> Vec<i128> {
    let mut order: Vec<i128> = (from..=to).collect();
    if effort == Effort::Less {
        order.reverse();
    }
    let mut best: Option<Rational> = None;
    let mut worse = Vec::new();
    for t in order {
        let value = total.stretch(t).unwrap().line.at(t).unwrap();
        match best {
            Some(best) if value > best => worse.push(t),
            _ => best = Some(value),
        }
    }
    worse.sort_unstable();
    worse
}

#[test]
#[expect(
    clippy::too_many_lines,
    reason = "each axis is looked at in three ways"
)]
fn forbidden_intervals_and_goals_are_those_of_every_value_tried() {
    let book = book();
    let random = &mut Random::new(11);
    let (mut forbidden, mut solved, mut skipped, mut goals) = (0, 0, 0, 0);
    for enterprise in presets(&book) {
        for (words, here) in axes(&book, &enterprise) {
            let explorer = Explorer::new(
                &book,
                &Patches::default(),
                year(),
                &enterprise,
                words.clone(),
            )
            .unwrap();
            let path = explorer.follow(&[Target::Total], words.bounds);
            let Some(switch) = path.outputs[0].switches.first() else {
                continue;
            };
            // Some thousand positions around a switch and where it stands.
            for middle in [switch.at, here] {
                let range = (
                    words.bounds.0.max(middle - 1000),
                    words.bounds.1.min(middle + 1000),
                );
                let path = explorer.follow(&[Target::Total], range);
                let total = &path.outputs[0];
                let (effort, found) = explorer.forbidden(total);
                let same_members = total
                    .stretches
                    .iter()
                    .all(|s| s.line.lacking == total.stretches[0].line.lacking);
                if let (Some(effort), true) = (effort, same_members) {
                    let expected = worse_one_by_one(total, range, effort);
                    let found: Vec<i128> = found.iter().flat_map(|f| f.from..=f.to).collect();
                    assert_eq!(found, expected, "{} {range:?}", words.id);
                    forbidden += found.len();
                }
                let xs: Vec<i128> = (range.0..=range.1).collect();
                let curve = explorer.curve(&[Target::Total], xs.clone());
                let values = &curve.values[0];
                let cent = Rational::new(1, 100).unwrap();
                let picked = values[random.below(values.len())].unwrap();
                for target in [picked, picked.add(cent).unwrap()] {
                    goals += 1;
                    let goal = explorer.goal(Target::Total, target, range).unwrap();
                    assert_eq!(goal.reached, range.1, "{} {range:?}", words.id);
                    let expected: Vec<i128> = xs
                        .iter()
                        .zip(values)
                        .filter(|(_, value)| **value == Some(target))
                        .map(|(x, _)| *x)
                        .collect();
                    let found: Vec<i128> =
                        goal.solutions.iter().flat_map(|(a, b)| *a..=*b).collect();
                    assert_eq!(found, expected, "{} reaches {target}", words.id);
                    let passes: Vec<i128> = values
                        .windows(2)
                        .zip(&xs)
                        .filter(|(pair, _)| {
                            let side = |n: Option<Rational>| n.map(|n| n.cmp(&target));
                            let sides = (side(pair[0]), side(pair[1]));
                            sides == (Some(Ordering::Less), Some(Ordering::Greater))
                                || sides == (Some(Ordering::Greater), Some(Ordering::Less))
                        })
                        .map(|(_, x)| *x)
                        .collect();
                    let skips: Vec<i128> = goal.skips.iter().map(|skip| skip.at).collect();
                    assert_eq!(skips, passes, "{} passes {target}", words.id);
                    if let Some((at, value)) = goal.nearest {
                        let distance = |n: Rational| {
                            let off = n.sub(target).unwrap();
                            if off < Rational::ZERO { off.neg() } else { off }
                        };
                        let least = values.iter().flatten().map(|n| distance(*n)).min().unwrap();
                        assert_eq!(distance(value), least, "{} is nearest at {at}", words.id);
                    }
                    solved += found.len();
                    skipped += passes.len();
                }
            }
        }
    }
    println!("{forbidden} forbidden, {goals} goals, {solved} solutions, {skipped} passed over");
    assert!(solved > 0 && skipped > 0);
}

/// Costs that rise and fall back, on a thousand positions.
#[test]
fn forbidden_intervals_are_those_of_every_value_tried_on_small_rulebooks() {
    use small_book::{ALWAYS, amount, engine, enterprise, fact, from, lever, parameter, table};
    let random = &mut Random::new(5);
    let mut forbidden = 0;
    for _ in 0..40 {
        let mut draw = |below: usize| random.below(below).to_string();
        let parts = vec![
            fact("x", "人"),
            parameter(
                "price",
                "元/人",
                "absent",
                &from("2011-01-01", &draw(9), ""),
            ),
            parameter("limit", "人", "absent", &from("2011-01-01", &draw(900), "")),
            table(
                "steps",
                "人",
                "元",
                &format!(
                    "{{ upto = \"{}\", value = \"{}\" }}, {{ value = \"{}\" }}",
                    draw(900),
                    draw(3000),
                    draw(3000)
                ),
            ),
            lever("grant", "status", ALWAYS, &["x >= limit"]),
            amount("cost", "cost", "status", "price * x"),
            amount("bill", "cost", "status", "lookup(steps, x)"),
            amount("paid", "subsidy", "status", "min(price * x * 2, 2000[元])")
                + "lever = \"grant\"\n",
        ];
        let engine = engine(&parts);
        let enterprise = enterprise(&engine, "x = 7");
        let book = engine.rulebook();
        let (words, _) = axes(book, &enterprise).remove(0);
        let none = Patches::default();
        let explorer = Explorer::new(book, &none, year(), &enterprise, words).unwrap();
        let path = explorer.follow(&[Target::Total], (0, 1000));
        let (effort, found) = explorer.forbidden(&path.outputs[0]);
        if let Some(effort) = effort {
            let expected = worse_one_by_one(&path.outputs[0], (0, 1000), effort);
            let found: Vec<i128> = found.iter().flat_map(|f| f.from..=f.to).collect();
            assert_eq!(found, expected);
            forbidden += found.len();
        }
        for breakpoint in explorer.breakpoints(&path.outputs[0]) {
            assert!(!breakpoint.causes.is_empty());
            assert!(breakpoint.causes.iter().all(|cause| !cause.cite.is_empty()));
        }
    }
    assert!(forbidden > 1000, "{forbidden}");
}
