//! The sheet of one assessment: what the printed page, the terminal and the workbook all show.
//!
//! Takes an assessment and what it was made from; gives texts in one language, with exact numbers and
//! the formulas of a workbook beside them. Every number is the engine's; a formula stands only where
//! it comes to the engine's number exactly.

mod formula;
mod data;
mod lines;
mod notes;
pub mod packed;
mod policies;
mod words;

use self::packed::packed;
use self::words::Words;
use crate::base::{Decimal, Lang, Period, Text};
use crate::check::rulebook::LeverId;
use crate::enterprise::Enterprise;
use crate::scenario::{Assessment, Engine, Patches, Way};

/// What a sheet is made from.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// The engine.
    pub engine: &'a Engine,
    /// The facts.
    pub enterprise: &'a Enterprise,
    /// The months.
    pub period: Period,
    /// Changes laid over the rulebook.
    pub patches: &'a Patches,
    /// The result.
    pub assessment: &'a Assessment,
    /// What the enterprise is called.
    pub name: &'a str,
    /// The example its facts come from.
    pub preset: Option<&'a Text>,
    /// Ways into levers, as far as they were looked for: [`wanted_ways`] says which.
    pub ways: &'a [(LeverId, Vec<Way>)],
    /// Remarks on facts, by name.
    pub remarks: &'a [(String, String)],
    /// The language.
    pub lang: Lang,
}

packed! {
    /// The sheet of one assessment, in one language.
    Sheet {
        /// Whether its language is English.
        english: bool,
        /// Heading.
        title: String,
        /// What it is about and rests on.
        cover: Vec<Entry>,
        /// The bottom line.
        totals: Vec<Total>,
        /// What to know about it.
        remarks: Vec<String>,
        /// Amounts: the members of the total by kind, other figures, intermediate results.
        groups: Vec<Group>,
        /// Policies by status.
        policies: Vec<PolicyGroup>,
        /// Offices in charge, with what to hand in.
        offices: Vec<Office>,
        /// Readings, changes, assumptions, figures to be verified.
        notes: Vec<Entry>,
        /// Facts as stated.
        facts: Vec<Datum>,
        /// Figures of the law that were used.
        laws: Vec<Datum>,
        /// What it is good for.
        disclaimer: Vec<String>,
        /// Where to sign.
        signed: String,
    }
}

packed! {
    /// A name and what it is.
    Entry {
        /// Name.
        label: String,
        /// What it is.
        value: String,
    }
}

packed! {
    /// A line of the bottom line.
    Total {
        /// Name.
        label: String,
        /// `before`, `saves`, `adds` or `after`; `subtotal` of a group.
        role: String,
        /// For people.
        text: String,
        /// Decimal.
        plain: String,
    }
}

packed! {
    /// Amounts that stand together.
    Group {
        /// Heading.
        title: String,
        /// `+` or `-` where its amounts make the total, else empty.
        sign: String,
        /// Its amounts.
        lines: Vec<Line>,
        /// Their sum as far as known, where they make the total.
        sum: Option<Total>,
        /// The same without any policy.
        baseline: Option<Total>,
    }
}

packed! {
    /// One amount.
    Line {
        /// Number of the line, over all groups, from 0: what `{a5}` in formulas names.
        number: usize,
        /// As the page's address names it: `line_surcharge.2`.
        address: String,
        /// Label.
        label: String,
        /// What it is to the enterprise.
        kind: String,
        /// Its parts by law.
        parts: Vec<Part>,
        /// Its value for people, or why there is none.
        text: String,
        /// Its value as a decimal, if known.
        plain: Option<String>,
        /// The formula, with gaps.
        formula: Option<String>,
        /// Unit.
        unit: String,
        /// Without any policy, as a decimal, if known.
        baseline: Option<String>,
        /// Its share in what the policies change of the total, as a decimal, if known.
        change: Option<String>,
        /// Where it stands.
        clauses: Vec<Clause>,
    }
}

packed! {
    /// An amount's part under one law.
    Part {
        /// When, where the law changed in the period; else empty.
        when: String,
        /// What is multiplied.
        base: Figure,
        /// With what.
        rate: Figure,
        /// The product, rounded as the law rounds it; in base units.
        each: Figure,
        /// Months it counts for; 0 where months do not matter.
        months: usize,
        /// Whether a year's value counts by its months.
        twelfths: bool,
    }
}

packed! {
    /// A number.
    Figure {
        /// What it is.
        name: String,
        /// For people, with its unit; empty if there is nothing to show.
        text: String,
        /// How it is reckoned from other numbers; empty if it is not, or past what a line holds.
        detail: String,
        /// Decimal or quotient in base units, if known.
        plain: Option<String>,
        /// The formula, with gaps.
        formula: Option<String>,
    }
}

packed! {
    /// A citation.
    Clause {
        /// What is cited and from where.
        text: String,
        /// `document`, `national`, `assumption`; empty for the amount's own clause.
        grade: String,
        /// The grade and doubts in words.
        marks: Vec<String>,
    }
}

packed! {
    /// Policies of one status.
    PolicyGroup {
        /// Heading.
        title: String,
        /// The status, as the JSON answers name it.
        status: String,
        /// What the third column says.
        why: String,
        /// The policies.
        rows: Vec<Policy>,
    }
}

packed! {
    /// A policy.
    Policy {
        /// Title.
        title: String,
        /// How it comes out: what it changes, why not, which facts.
        why: Vec<String>,
        /// What it would take.
        ways: Vec<String>,
        /// Where it stands.
        clause: String,
    }
}

packed! {
    /// An office and what goes to it.
    Office {
        /// Name.
        name: String,
        /// Policies and how to apply.
        rows: Vec<Errand>,
    }
}

packed! {
    /// What to hand in for a policy.
    Errand {
        /// The policy.
        title: String,
        /// How to apply.
        apply: String,
        /// Where it stands.
        clause: String,
    }
}

packed! {
    /// A fact, or a figure of the law.
    Datum {
        /// Label.
        label: String,
        /// Value for people.
        text: String,
        /// Number in the unit its cell is in, if it is one; a share of 1 where `percent`.
        plain: Option<String>,
        /// Whether it is a percentage.
        percent: bool,
        /// Unit of the number.
        unit: String,
        /// Remark, or clause.
        note: String,
        /// How sure it is, in words.
        grade: String,
    }
}

/// What could not be said: the engine refused what it had assessed before.
pub type Refused = Vec<crate::base::Diagnostic>;

impl Sheet {
    /// The sheet of an assessment.
    ///
    /// # Errors
    ///
    /// As `Engine::compiled`.
    pub fn new(asked: &Asked<'_>) -> Result<Sheet, Refused> {
        let compiled = asked.engine.compiled(asked.period, asked.patches)?;
        let words = Words {
            book: &compiled.book,
            lang: asked.lang,
        };
        let (groups, drawn) = lines::groups(asked, words)?;
        let title = words.say("企业政策成本测算底稿", "Recap of policy-related costs");
        Ok(Sheet {
            english: asked.lang == Lang::En,
            title: title.to_owned(),
            cover: notes::cover(asked, words, &drawn),
            totals: totals(asked, words),
            remarks: remarks(asked, words),
            groups,
            policies: policies::groups(asked, words),
            offices: policies::offices(asked, words),
            notes: notes::notes(asked, words, &drawn),
            facts: drawn.facts,
            laws: drawn.laws,
            disclaimer: notes::disclaimer(words),
            signed: words
                .say(
                    "编制人：　　　　　　　　复核人：　　　　　　　　日期：　　　　年　　月　　日",
                    "Prepared by:                Checked by:                Date:",
                )
                .to_owned(),
        })
    }

    /// Every line, in order.
    pub fn lines(&self) -> impl Iterator<Item = &Line> {
        self.groups.iter().flat_map(|group| &group.lines)
    }
}

/// Levers whose way in belongs on the sheet: support an enterprise does not have and could. Nobody seeks
/// a way into a fine.
pub fn wanted_ways(asked: &Assessment, book: &crate::check::Rulebook) -> Vec<LeverId> {
    policies::wanted(asked, book)
}

fn total(role: &str, label: &str, value: Decimal) -> Total {
    Total {
        label: label.to_owned(),
        role: role.to_owned(),
        text: words::money(value),
        plain: value.to_string(),
    }
}

/// Before, change, after.
fn totals(asked: &Asked<'_>, words: Words<'_>) -> Vec<Total> {
    let totals = &asked.assessment.totals;
    let before = words.say("没有任何政策时的成本", "Cost without any of the policies");
    let after = words.say("政策相关成本合计", "Policy-related cost");
    let change = if totals.saving < Decimal::ZERO {
        let label = words.say("政策净增加成本", "What the policies add");
        total("adds", label, totals.saving.neg())
    } else {
        let label = words.say("政策净节省", "What the policies save");
        total("saves", label, totals.saving)
    };
    vec![
        total("before", before, totals.baseline),
        change,
        total("after", after, totals.cost),
    ]
}

/// What to know about the bottom line.
fn remarks(asked: &Asked<'_>, words: Words<'_>) -> Vec<String> {
    let totals = &asked.assessment.totals;
    let mut out = Vec::new();
    if totals.complete {
        out.push(words.say("合计完整。", "The total is complete.").to_owned());
    } else {
        let open = totals.undetermined.iter();
        let labels: Vec<String> = open.map(|of| words.amount(*of)).collect();
        let name = words.say(
            "合计不完整，下列项目未确定、未计入",
            "The total is incomplete; undetermined and left out",
        );
        out.push(words.pair(name, &words.list(&labels)));
    }
    if totals.baseline.sub(totals.saving) != Some(totals.cost) {
        let partial = words.say(
            "节省额只含政策前后都已确定的项目。",
            "The saving counts only what is known on both sides.",
        );
        out.push(partial.to_owned());
    }
    out
}
