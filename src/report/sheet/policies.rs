//! Which policies apply, which do not and what it would take, which wait for facts; where to go.

use super::words::{Words, signed};
use super::{Asked, Errand, Office, Policy, PolicyGroup};
use crate::check::Rulebook;
use crate::check::rulebook::{FactKind, LeverId, Nature};
use crate::enterprise::show_fact_with_unit;
use crate::scenario::Way;
use crate::scenario::assessment::{Assessment, Effect, Gap, LeverLine, LeverStatus};
use crate::scenario::way_in::FactChange;

/// The order in which the sheet lists them, and whether they are in reach.
const ORDER: [(LeverStatus, bool); 8] = [
    (LeverStatus::Applies, false),
    (LeverStatus::AmountOpen, false),
    (LeverStatus::NeedsFacts, false),
    (LeverStatus::DoesNotApply, true),
    (LeverStatus::DoesNotApply, false),
    (LeverStatus::NotSettled, false),
    (LeverStatus::NotCovered, false),
    (LeverStatus::NotInForce, false),
];

/// Most ways into a policy that are listed.
const WAYS: usize = 3;

/// See [`super::wanted_ways`].
pub(super) fn wanted(assessment: &Assessment, book: &Rulebook) -> Vec<LeverId> {
    let levers = assessment.levers.iter();
    let fails = levers.filter(|line| line.status == LeverStatus::DoesNotApply && line.in_reach);
    fails
        .map(|line| line.lever)
        .filter(|lever| book.levers[*lever].nature == Nature::Support)
        .collect()
}

/// Policies by status.
pub(super) fn groups(asked: &Asked<'_>, words: Words<'_>) -> Vec<PolicyGroup> {
    let group = |(status, in_reach): (LeverStatus, bool)| {
        let lines = asked.assessment.levers.iter();
        let here = |line: &LeverLine| {
            let fails = status == LeverStatus::DoesNotApply;
            line.status == status && (!fails || line.in_reach == in_reach)
        };
        let lines = lines.filter(|line| here(line));
        let rows: Vec<Policy> = lines.map(|line| policy(asked, words, line)).collect();
        PolicyGroup {
            title: words.policies(status, in_reach).to_owned(),
            status: status.word().to_owned(),
            why: third(words, status).to_owned(),
            rows,
        }
    };
    let mut groups: Vec<PolicyGroup> = ORDER.into_iter().map(group).collect();
    groups.retain(|group| !group.rows.is_empty());
    groups
}

/// What the column beside the title says.
fn third(words: Words<'_>, status: LeverStatus) -> &'static str {
    let (zh, en) = match status {
        LeverStatus::Applies | LeverStatus::AmountOpen => {
            ("对成本的影响", "What it does to the cost")
        }
        LeverStatus::NeedsFacts => ("需要补充", "Facts to supply"),
        LeverStatus::DoesNotApply => ("原因；怎样才适用", "Why not; what it would take"),
        LeverStatus::NotSettled | LeverStatus::NotCovered => ("说明", "Why"),
        LeverStatus::NotInForce => ("施行期间", "In force"),
    };
    match words.lang {
        crate::base::Lang::Zh => zh,
        crate::base::Lang::En => en,
    }
}

fn policy(asked: &Asked<'_>, words: Words<'_>, line: &LeverLine) -> Policy {
    let lever = &words.book.levers[line.lever];
    let found = asked.ways.iter().find(|(of, _)| *of == line.lever);
    Policy {
        title: words.text(&lever.title).to_owned(),
        why: why(words, line),
        ways: found.map_or_else(Vec::new, |(_, ways)| ways_in(words, ways)),
        clause: words.cites(&lever.cite),
    }
}

fn why(words: Words<'_>, line: &LeverLine) -> Vec<String> {
    let one = |text: &str| vec![text.to_owned()];
    match line.status {
        LeverStatus::Applies => effect(words, line.effect),
        LeverStatus::AmountOpen => one(words.say(
            "适用，文件没有定数额",
            "it applies; the documents set no figure",
        )),
        LeverStatus::NeedsFacts => vec![words.slots(&line.missing)],
        LeverStatus::DoesNotApply => line
            .conditions
            .iter()
            .filter(|condition| condition.holds == Some(false))
            .map(|condition| {
                let mut gaps: Vec<String> = Vec::new();
                for gap in condition.gaps.iter().map(|gap| gap_words(words, gap)) {
                    if !gaps.contains(&gap) {
                        gaps.push(gap);
                    }
                }
                let label = words.text(&condition.label);
                if gaps.is_empty() {
                    label.to_owned()
                } else {
                    words.beside(label, &words.clauses(&gaps))
                }
            })
            .collect(),
        LeverStatus::NotSettled => one(words.say(
            "在含12月31日的期间结算",
            "counts in the period that holds 31 December",
        )),
        LeverStatus::NotCovered => one(words.say(
            "本期的规定未收录",
            "the law of this period is not in the rulebook",
        )),
        LeverStatus::NotInForce => {
            let spans = line.in_force.iter();
            let spans = spans.map(|(from, to)| words.span(Some(*from), *to));
            vec![words.list(&spans.collect::<Vec<_>>())]
        }
    }
}

fn effect(words: Words<'_>, effect: Effect) -> Vec<String> {
    let yuan = words.say("元", "yuan");
    match effect {
        Effect::Known(value) if value.is_zero() => {
            vec![words.say("成本不变", "the cost stays as it is").to_owned()]
        }
        Effect::Known(value) => vec![format!("{} {yuan}", signed(value))],
        Effect::Partial(value) => vec![words.beside(
            &format!("{} {yuan}", signed(value)),
            words.say("已确定部分", "as far as known"),
        )],
        Effect::Open => vec![words.say("影响未定", "effect open").to_owned()],
    }
}

/// What the enterprise has, what would be needed, how far apart they are.
fn gap_words(words: Words<'_>, gap: &Gap) -> String {
    let (actual, needed) = (words.text(&gap.actual), words.text(&gap.needed));
    // A strict comparison can fail by nothing.
    let far = gap.distance.as_deref();
    let far = far.filter(|far| !far.starts_with("0 ") && *far != "0");
    match (words.lang, far) {
        (crate::base::Lang::Zh, Some(far)) => format!("现为 {actual}，需要 {needed}，相差 {far}"),
        (crate::base::Lang::Zh, None) => format!("现为 {actual}，需要 {needed}"),
        (crate::base::Lang::En, Some(far)) => format!("is {actual}, needs {needed}, off by {far}"),
        (crate::base::Lang::En, None) => format!("is {actual}, needs {needed}"),
    }
}

fn ways_in(words: Words<'_>, ways: &[Way]) -> Vec<String> {
    if ways.is_empty() {
        let none = words.say(
            "企业自身改变不了",
            "nothing the enterprise itself can change",
        );
        return vec![none.to_owned()];
    }
    let mut out: Vec<String> = ways
        .iter()
        .take(WAYS)
        .map(|way| {
            let changes = way.changes.iter().map(|one| change(words, one));
            let changes: Vec<String> = changes.collect();
            format!(
                "{}{}{}",
                words.clauses(&changes),
                words.say("：", ": "),
                words.moves(way.worth)
            )
        })
        .collect();
    let more = ways.len().saturating_sub(WAYS);
    if more > 0 {
        out.push(match words.lang {
            crate::base::Lang::Zh => format!("另有 {more} 种办法"),
            crate::base::Lang::En => format!("{more} more ways"),
        });
    }
    out
}

/// `铝液电解交流电量 ≤ 2,669,999,999 kWh/年（现为 2,750,000,000 kWh/年）`.
fn change(words: Words<'_>, change: &FactChange) -> String {
    let fact = words.book.fact_slots[change.slot].fact;
    let shown = |cell| show_fact_with_unit(words.book, fact, cell, words.lang);
    let number = matches!(words.book.facts[fact].kind, FactKind::Number { .. });
    let sign = match change.from {
        Some(from) if number && change.to > from => "≥",
        Some(_) if number => "≤",
        _ => "=",
    };
    let unstated = || words.say("未填", "not stated").to_owned();
    let now = change.from.map_or_else(unstated, shown);
    let to = format!("{} {sign} {}", words.slot(change.slot), shown(change.to));
    words.beside(&to, &format!("{} {now}", words.say("现为", "now")))
}

/// Offices in charge of what applies or may, each with what is handed in there.
pub(super) fn offices(asked: &Asked<'_>, words: Words<'_>) -> Vec<Office> {
    let mut offices: Vec<Office> = Vec::new();
    let concerned = |line: &&LeverLine| {
        matches!(
            line.status,
            LeverStatus::Applies | LeverStatus::AmountOpen | LeverStatus::NeedsFacts
        )
    };
    for line in asked.assessment.levers.iter().filter(concerned) {
        let lever = &words.book.levers[line.lever];
        let text = |text: &Option<crate::base::Text>, none: &str| match text {
            Some(text) => words.text(text).to_owned(),
            None => none.to_owned(),
        };
        let name = text(
            &lever.office,
            words.say("文件未指定部门", "The documents name no office"),
        );
        let errand = Errand {
            title: words.text(&lever.title).to_owned(),
            apply: text(
                &lever.apply,
                words.say("文件没有写程序", "the documents give no procedure"),
            ),
            clause: words.cites(&lever.cite),
        };
        match offices.iter_mut().find(|office| office.name == name) {
            Some(office) => office.rows.push(errand),
            None => offices.push(Office {
                name,
                rows: vec![errand],
            }),
        }
    }
    offices
}
