//! Rulebooks of a few lines, made up in the test that asks them something.
//!
//! A test puts records together with [`fact`], [`parameter`], [`amount`] and [`lever`], adds further
//! keys with `+`, and reads off what comes out in the words of the golden cases.

#![allow(dead_code, reason = "each test crate uses its part")]

use qingce::base::{Diagnostic, FileId, Period};
use qingce::check::{self, Rulebook, rulebook::Named};
use qingce::enterprise::{Enterprise, from_toml};
use qingce::explain::Explanation;
use qingce::program::AmountRef;
use qingce::rulebook::{MapRules, load};
use qingce::scenario::assessment::{AmountLine, Assessment, Effect, LeverLine};
use qingce::scenario::{Engine, Patches};

use super::expect;

const HEAD: &str = r#"
[book]
id = "small"
version = "1"
title = { zh = "小规则", en = "Small rules" }
from = "2011-01"
to = "2026-12"
files = []
[document.law]
number = "法"
title = { zh = "某法", en = "Some law" }
kind = "national"
[section.all]
label = { zh = "全部", en = "All" }
[subject.all]
label = { zh = "全部", en = "All" }
[choice.color]
label = { zh = "颜色", en = "Color" }
options = { red = { zh = "红", en = "Red" }, blue = { zh = "蓝", en = "Blue" } }
[group.line]
label = { zh = "生产线", en = "Line" }
section = "all"
max_rows = 3
[group.line.fact.fee]
label = { zh = "每线费用", en = "Fee of the line" }
unit = "元"
step = "1"
min = "0"
max = "1000000"
"#;

/// In force from 2011 on.
pub(crate) const ALWAYS: &str = r#"{ from = "2011-01-01", cite = "law 1" }"#;

/// A number from 0 to 1000.
pub(crate) fn fact(id: &str, unit: &str) -> String {
    between(id, unit, "0", "1000")
}

/// A number between bounds.
pub(crate) fn between(id: &str, unit: &str, min: &str, max: &str) -> String {
    format!(
        "[fact.{id}]\nlabel = {{ zh = \"{id}\", en = \"{id}\" }}\nsection = \"all\"\nunit = \"{unit}\"\n\
         step = \"1\"\nmin = \"{min}\"\nmax = \"{max}\"\n"
    )
}

/// A fact of another type: `bool`, `date`, or a choice of color.
pub(crate) fn fact_of(ty: &str, id: &str) -> String {
    let choice = if ty == "choice" {
        "choice = \"color\"\n"
    } else {
        ""
    };
    format!(
        "[fact.{id}]\nlabel = {{ zh = \"{id}\", en = \"{id}\" }}\nsection = \"all\"\ntype = \"{ty}\"\n{choice}"
    )
}

/// A parameter with its dated values.
pub(crate) fn parameter(id: &str, unit: &str, opens: &str, values: &str) -> String {
    format!(
        "[parameter.{id}]\nlabel = {{ zh = \"{id}\", en = \"{id}\" }}\nunit = \"{unit}\"\nopens = \"{opens}\"\n\
         checked_until = \"2026-12-31\"\nvalues = [ {values} ]\n"
    )
}

/// A value of a parameter from a day on; `more` are further keys, `, lever = "a"`.
pub(crate) fn from(day: &str, value: &str, more: &str) -> String {
    format!("{{ from = \"{day}\", value = \"{value}\", cite = \"law 1\"{more} }}, ")
}

/// A bracket table in force from 2011.
pub(crate) fn table(id: &str, by: &str, unit: &str, rows: &str) -> String {
    format!(
        "[table.{id}]\nlabel = {{ zh = \"{id}\", en = \"{id}\" }}\nby = \"{by}\"\nunit = \"{unit}\"\n\
         upper = \"included\"\nopens = \"absent\"\nchecked_until = \"2026-12-31\"\n\
         values = [ {{ from = \"2011-01-01\", cite = \"law 1\", rows = [ {rows} ] }} ]\n"
    )
}

/// An amount of 元, rounded to 0.01.
pub(crate) fn amount(id: &str, kind: &str, timing: &str, formula: &str) -> String {
    amount_in("元", id, kind, timing, formula)
}

/// An amount of another unit.
pub(crate) fn amount_in(unit: &str, id: &str, kind: &str, timing: &str, formula: &str) -> String {
    format!(
        "[amount.{id}]\nlabel = {{ zh = \"{id}\", en = \"{id}\" }}\nkind = \"{kind}\"\nunit = \"{unit}\"\n\
         timing = \"{timing}\"\nformula = \"{formula}\"\ncite = \"law 1\"\n"
    )
}

/// A lever in force for these spans, under these tests.
pub(crate) fn lever(id: &str, timing: &str, spans: &str, tests: &[&str]) -> String {
    let conditions: Vec<String> = tests
        .iter()
        .map(|test| {
            format!("{{ test = \"{test}\", label = {{ zh = \"条件\", en = \"{test}\" }} }}, ")
        })
        .collect();
    let conditions = conditions.concat();
    format!(
        "[lever.{id}]\ntitle = {{ zh = \"{id}\", en = \"{id}\" }}\nsubject = \"all\"\nfigures = \"set\"\n\
         cite = \"law 1\"\ntiming = \"{timing}\"\nin_force = [ {spans} ]\nconditions = [ {conditions} ]\n"
    )
}

/// The rulebook of these records, if it is sound, and what is said of it.
pub(crate) fn check(parts: &[String]) -> (Option<Rulebook>, Vec<Diagnostic>) {
    let text = format!("{HEAD}\n{}", parts.join("\n"));
    let rules: MapRules = [("book.toml", text)].into_iter().collect();
    let (draft, mut found, sources) = load(&rules);
    let (book, more) = check::check(&draft, sources.hash());
    found.extend(more);
    found.retain(|diagnostic| diagnostic.code != "R0401");
    (book, found)
}

/// Code and message of each problem of a rulebook.
pub(crate) fn problems(parts: &[String]) -> Vec<String> {
    let (_, found) = check(parts);
    found.iter().map(said).collect()
}

/// A problem as `code: message`.
pub(crate) fn said(diagnostic: &Diagnostic) -> String {
    format!("{}: {}", diagnostic.code, diagnostic.message)
}

/// An engine on these records, which must be sound.
pub(crate) fn engine(parts: &[String]) -> Engine {
    let (book, found) = check(parts);
    let said: Vec<String> = found.iter().map(said).collect();
    Engine::new(book.unwrap_or_else(|| panic!("refused: {said:?}")))
}

/// What an enterprise states: lines of `[facts]`.
pub(crate) fn enterprise(engine: &Engine, facts: &str) -> Enterprise {
    let text = format!("[facts]\n{}", facts.replace("; ", "\n"));
    let (enterprise, problems) = from_toml(engine.rulebook(), &text, FileId(0));
    assert!(problems.is_empty(), "{facts}: {problems:?}");
    enterprise
}

/// Patches as on the command line.
pub(crate) fn patches(changes: &[&str]) -> Patches {
    let mut patches = Patches::default();
    for change in changes {
        patches.push_text(change).unwrap();
    }
    patches
}

/// What an engine refuses to answer.
pub(crate) fn refusal(engine: &Engine, facts: &str, period: &str, changes: &[&str]) -> Vec<String> {
    let enterprise = enterprise(engine, facts);
    let period = Period::parse(period).unwrap();
    let found = engine
        .assess(&enterprise, period, &patches(changes))
        .unwrap_err();
    found.iter().map(said).collect()
}

/// One answer of an engine.
pub(crate) struct Answer<'a> {
    book: &'a Rulebook,
    pub(crate) result: Assessment,
}

/// Asks an engine about facts in a period; `changes` are patches.
pub(crate) fn ask<'a>(
    engine: &'a Engine,
    facts: &str,
    period: &str,
    changes: &[&str],
) -> Answer<'a> {
    let enterprise = enterprise(engine, facts);
    let period = Period::parse(period).unwrap();
    let result = engine.assess(&enterprise, period, &patches(changes));
    Answer {
        book: engine.rulebook(),
        result: result.unwrap_or_else(|found| panic!("{found:?}")),
    }
}

impl Answer<'_> {
    /// The value of an amount, or why it has none.
    pub(crate) fn of(&self, target: &str) -> String {
        expect::actual(self.book, &self.result, target, "")
    }

    /// The line of an amount; of a group's, the first row's.
    pub(crate) fn line(&self, id: &str) -> &AmountLine {
        let named = Named::Amount(amount_ref(self.book, id).amount);
        let mut lines = self.result.amounts.iter();
        lines
            .find(|line| Named::Amount(line.of.amount) == named)
            .unwrap()
    }

    /// The value of an amount with every lever off, if it has one.
    pub(crate) fn baseline(&self, id: &str) -> Option<String> {
        self.line(id).baseline.map(|value| value.to_string())
    }

    /// What an amount rests on that the law does not say.
    pub(crate) fn unsettled(&self, id: &str) -> Vec<&str> {
        let parameters = self.line(id).unsettled.iter();
        parameters
            .map(|parameter| self.book.parameters[*parameter].id.as_str())
            .collect()
    }

    /// The line of a lever.
    pub(crate) fn lever(&self, id: &str) -> &LeverLine {
        let mut lines = self.result.levers.iter();
        lines
            .find(|line| self.book.levers[line.lever].id == id)
            .unwrap()
    }

    /// Step of the waterfall and stand-alone effect of a lever.
    pub(crate) fn effects(&self, id: &str) -> [String; 2] {
        let line = self.lever(id);
        [line.effect, line.stand_alone].map(|effect| match effect {
            Effect::Known(value) => value.to_string(),
            Effect::Partial(value) => format!("partly {value}"),
            Effect::Open => "open".to_owned(),
        })
    }

    /// By how much the conditions of a lever fail, in English.
    pub(crate) fn gaps(&self, id: &str) -> Vec<String> {
        let conditions = &self.lever(id).conditions;
        let gaps = conditions.iter().flat_map(|condition| &condition.gaps);
        gaps.map(|gap| {
            let by = gap.distance.as_deref().unwrap_or("-");
            let (text, actual, needed) = (&gap.text.en, &gap.actual.en, &gap.needed.en);
            format!("{text}: {actual}, needed {needed}, by {by}")
        })
        .collect()
    }

    /// Total cost, and whether it is complete.
    pub(crate) fn total(&self) -> (String, bool) {
        let totals = &self.result.totals;
        (totals.cost.to_string(), totals.complete)
    }
}

/// How an amount came about.
pub(crate) fn explain(engine: &Engine, facts: &str, period: &str, id: &str) -> Explanation {
    explain_under(engine, (facts, period), &[], id)
}

/// How an amount came about under patches.
pub(crate) fn explain_under(
    engine: &Engine,
    (facts, period): (&str, &str),
    changes: &[&str],
    id: &str,
) -> Explanation {
    let enterprise = enterprise(engine, facts);
    let period = Period::parse(period).unwrap();
    let of = amount_ref(engine.rulebook(), id);
    let found = engine.explain(&enterprise, period, &patches(changes), of);
    found.unwrap().unwrap()
}

fn amount_ref(book: &Rulebook, id: &str) -> AmountRef {
    match book.names.get(id) {
        Some(Named::Amount(amount)) => AmountRef {
            amount: *amount,
            row: None,
        },
        other => panic!("`{id}` is {other:?}, not an amount"),
    }
}
