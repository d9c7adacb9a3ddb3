//! One assessment as data: the answer of `qingce assess --format json` and of the JavaScript `assess`.
#![expect(
    missing_docs,
    reason = "docs/schema describes the fields, and a test holds the two equal"
)]

use std::collections::{BTreeMap, BTreeSet};

use serde::{Serialize, Serializer};

use super::book::BookReport;
use super::{
    CalendarReport, CitationReport, DiagnosticReport, ENGINE, ExplanationReport, ExposureReport,
    OfficialReport, TextReport, WhyNotReport, amount_name, citations, slot_names, words,
};
use crate::base::{Date, Decimal, Text};
use crate::check::rulebook::{LeverId, ParameterId, Rulebook};
use crate::program::{AmountRef, Status};
use crate::scenario::Assessment;
use crate::scenario::assessment::{
    AmountLine, ConditionLine, Effect, Gap, LeverLine, SegmentLine, StretchLine, Totals,
};

/// An answer: what was asked, what came out, and every diagnostic. A question that was refused has
/// the same shape, with `null` where there is no result.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Outcome {
    /// Version of the engine.
    pub engine: &'static str,
    /// The rulebook, if it could be loaded.
    pub rulebook: Option<BookReport>,
    /// `2017`, `2017-09` or `2017-03..2017-09`.
    pub period: Option<String>,
    /// Changes laid over the rulebook, in order.
    pub patches: Vec<String>,
    /// What the enterprise is called.
    pub name: Option<String>,
    /// The facts as understood; replays to the same answer.
    pub facts: Option<serde_json::Value>,
    /// Remarks by the name of a fact.
    pub notes: BTreeMap<String, String>,
    /// The result.
    #[serde(flatten)]
    pub result: AssessmentReport,
    /// How the amounts asked about came about.
    pub explanations: Vec<ExplanationReport>,
    /// The ways into the levers asked about.
    #[serde(rename = "whyNot")]
    pub why_not: Vec<WhyNotReport>,
    /// What can go wrong, apart from costs.
    pub exposures: Option<Vec<ExposureReport>>,
    /// The months of the period, if they were asked for.
    pub calendar: Option<CalendarReport>,
    /// Whether it may be shown as official, if that was asked.
    pub official: Option<OfficialReport>,
    /// Every problem found.
    pub diagnostics: Vec<DiagnosticReport>,
}

impl Outcome {
    /// An answer without a result yet.
    pub fn empty() -> Outcome {
        Outcome {
            engine: ENGINE,
            rulebook: None,
            period: None,
            patches: Vec::new(),
            name: None,
            facts: None,
            notes: BTreeMap::new(),
            result: AssessmentReport::default(),
            explanations: Vec::new(),
            why_not: Vec::new(),
            exposures: None,
            calendar: None,
            official: None,
            diagnostics: Vec::new(),
        }
    }
}

/// The result of one assessment; all `null` where there is none.
#[derive(Clone, PartialEq, Default, Debug, Serialize)]
pub struct AssessmentReport {
    /// Months of constant law.
    pub stretches: Option<Vec<StretchReport>>,
    /// Amounts by name, in rulebook order.
    pub amounts: Option<AmountsReport>,
    /// Levers in rulebook order.
    pub levers: Option<Vec<LeverReport>>,
    /// The bottom line.
    pub totals: Option<TotalsReport>,
    /// Missing facts, most moving first.
    pub questions: Option<Vec<QuestionReport>>,
}

/// Amounts by name: a map that keeps the order of the rulebook.
#[derive(Clone, PartialEq, Debug)]
pub struct AmountsReport(pub Vec<(String, AmountReport)>);

impl AmountsReport {
    /// The amount of a name.
    pub fn get(&self, name: &str) -> Option<&AmountReport> {
        let found = self.0.iter().find(|(known, _)| known == name)?;
        Some(&found.1)
    }
}

impl Serialize for AmountsReport {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, line)| (name, line)))
    }
}

/// Months of constant law.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct StretchReport {
    pub first: String,
    pub last: String,
    /// Parameters whose law begins to differ with it.
    pub changes: Vec<String>,
}

/// One amount.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AmountReport {
    /// Label.
    pub label: TextReport,
    /// What it is to the enterprise.
    pub kind: &'static str,
    /// When it counts.
    pub timing: &'static str,
    /// Owning lever.
    pub lever: Option<String>,
    /// Unit of the values.
    pub unit: String,
    /// Decimal, if known.
    pub value: Option<String>,
    /// Why it is not.
    pub status: &'static str,
    /// Facts that would settle it.
    pub missing: Vec<String>,
    /// Parameters that would settle it.
    pub unsettled: Vec<String>,
    /// With every lever off.
    pub baseline: Option<String>,
    /// Parts by law.
    pub segments: Vec<SegmentReport>,
    /// Where it stands.
    pub citations: Vec<CitationReport>,
}

/// An amount's part under one law.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct SegmentReport {
    pub from: String,
    pub to: String,
    pub months: u32,
    pub value: Option<String>,
    pub status: &'static str,
}

/// One lever.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LeverReport {
    /// Id.
    pub id: String,
    /// Title.
    pub title: TextReport,
    /// Subject.
    pub subject: String,
    /// Where its figures come from.
    pub figures: &'static str,
    /// What it is to the enterprise.
    pub nature: &'static str,
    /// Whether it applies.
    pub status: &'static str,
    /// What it pays or takes by itself.
    pub amount: Option<String>,
    /// Its step of the waterfall.
    pub effect: EffectReport,
    /// Total minus total with only this lever off.
    pub stand_alone: EffectReport,
    /// Its conditions, each with how it came out.
    pub reasons: Vec<ReasonReport>,
    /// Facts that would settle it.
    pub missing: Vec<String>,
    /// Spans in force.
    pub in_force: Vec<SpanReport>,
    /// Where it stands.
    pub citations: Vec<CitationReport>,
}

/// A change of policy-related cost; negative is a saving.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct EffectReport {
    /// The change, as far as it is known.
    pub value: Option<String>,
    /// `known`, `partial` or `open`.
    pub status: &'static str,
}

/// One condition of a lever.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct ReasonReport {
    pub label: TextReport,
    pub holds: Option<bool>,
    pub gaps: Vec<GapReport>,
    pub missing: Vec<String>,
    pub citations: Vec<CitationReport>,
}

/// A failing comparison.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct GapReport {
    pub text: TextReport,
    pub actual: TextReport,
    pub needed: TextReport,
    pub distance: Option<String>,
}

/// First and last day.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct SpanReport {
    pub from: String,
    pub to: Option<String>,
}

/// The bottom line.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TotalsReport {
    /// Policy-related cost over its known members.
    pub cost: String,
    /// The same with every lever off.
    pub baseline_cost: String,
    /// What the levers save, over members known on both sides.
    pub saving: String,
    /// Whether every member is known on both sides.
    pub complete: bool,
    /// Members that are not known.
    pub undetermined: Vec<String>,
    /// Every member with its signed contribution.
    pub members: Vec<MemberReport>,
    /// From cost without any lever to cost as it is.
    pub waterfall: WaterfallReport,
}

/// One member of the total.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct MemberReport {
    pub amount: String,
    pub value: Option<String>,
    pub baseline: Option<String>,
}

/// `start + Σ steps = end`, exactly.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct WaterfallReport {
    pub start: String,
    pub steps: Vec<StepReport>,
    pub end: String,
}

/// One lever's step.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct StepReport {
    pub lever: String,
    pub change: String,
}

/// A missing fact.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct QuestionReport {
    pub fact: String,
    pub label: TextReport,
    pub ask: Option<TextReport>,
    /// How far the total moves between the ends of the fact's typical range.
    pub worth: String,
}

impl AssessmentReport {
    /// The report of one assessment.
    pub fn new(book: &Rulebook, assessment: &Assessment) -> AssessmentReport {
        let amounts = assessment.amounts.iter().filter(|line| shown(line));
        let amounts = amounts.map(|line| (amount_name(book, line.of), amount(book, line)));
        let question = |asked: &crate::scenario::assessment::Question| {
            let fact = &book.facts[book.fact_slots[asked.fact].fact];
            QuestionReport {
                fact: book.slot_name(asked.fact),
                label: (&fact.label).into(),
                ask: fact.ask.as_ref().map(Into::into),
                worth: asked.worth.to_string(),
            }
        };
        let stretches = assessment.stretches.iter();
        let levers = assessment.levers.iter();
        AssessmentReport {
            stretches: Some(stretches.map(|line| stretch(book, line)).collect()),
            amounts: Some(AmountsReport(amounts.collect())),
            levers: Some(levers.map(|line| lever(book, line)).collect()),
            totals: Some(totals(book, assessment)),
            questions: Some(assessment.questions.iter().map(question).collect()),
        }
    }
}

fn stretch(book: &Rulebook, line: &StretchLine) -> StretchReport {
    StretchReport {
        first: line.first.to_string(),
        last: line.last.to_string(),
        changes: parameter_names(book, &line.changes),
    }
}

fn amount(book: &Rulebook, line: &AmountLine) -> AmountReport {
    let amount = &book.amounts[line.of.amount];
    AmountReport {
        label: (&amount.label).into(),
        kind: words::kind(amount.kind),
        timing: words::timing(amount.timing),
        lever: amount.lever.map(|lever| lever_name(book, lever)),
        unit: amount.measure.text.clone(),
        value: decimal(line.value),
        status: line.status.word(),
        missing: slot_names(book, &line.missing),
        unsettled: parameter_names(book, &line.unsettled),
        baseline: decimal(line.baseline),
        segments: line.segments.iter().map(segment).collect(),
        citations: citations(book, &amount.cite),
    }
}

fn segment(line: &SegmentLine) -> SegmentReport {
    SegmentReport {
        from: line.from.to_string(),
        to: line.to.to_string(),
        months: line.months,
        value: decimal(line.value),
        status: line.status.word(),
    }
}

fn lever(book: &Rulebook, line: &LeverLine) -> LeverReport {
    let lever = &book.levers[line.lever];
    let conditions = line.conditions.iter();
    LeverReport {
        id: lever.id.clone(),
        title: (&lever.title).into(),
        subject: book.subjects[lever.subject].id.clone(),
        figures: words::figures(lever.figures),
        nature: words::nature(lever.nature),
        status: line.status.word(),
        amount: decimal(line.amount),
        effect: EffectReport::of(line.effect),
        stand_alone: EffectReport::of(line.stand_alone),
        reasons: conditions.map(|asked| reason(book, asked)).collect(),
        missing: slot_names(book, &line.missing),
        in_force: line.in_force.iter().map(span).collect(),
        citations: citations(book, &lever.cite),
    }
}

impl EffectReport {
    /// The report of a change.
    pub fn of(effect: Effect) -> EffectReport {
        EffectReport {
            value: decimal(effect.value()),
            status: words::effect(effect),
        }
    }
}

fn span(&(from, to): &(Date, Option<Date>)) -> SpanReport {
    SpanReport {
        from: from.to_string(),
        to: to.map(|day| day.to_string()),
    }
}

fn reason(book: &Rulebook, line: &ConditionLine) -> ReasonReport {
    let text = |text: &Text| text.into();
    let gap = |gap: &Gap| GapReport {
        text: text(&gap.text),
        actual: text(&gap.actual),
        needed: text(&gap.needed),
        distance: gap.distance.clone(),
    };
    ReasonReport {
        label: text(&line.label),
        holds: line.holds,
        gaps: line.gaps.iter().map(gap).collect(),
        missing: slot_names(book, &line.missing),
        citations: citations(book, &line.cite),
    }
}

/// Whether an amount's row exists; of a group that is not stated the first row stands for all.
fn shown(line: &AmountLine) -> bool {
    line.present || (line.of.row == Some(0) && line.status == Status::Missing)
}

fn totals(book: &Rulebook, assessment: &Assessment) -> TotalsReport {
    let totals: &Totals = &assessment.totals;
    let lines = assessment.amounts.iter().filter(|line| shown(line));
    let names: BTreeSet<AmountRef> = lines.map(|line| line.of).collect();
    let member = |member: &crate::scenario::assessment::Member| MemberReport {
        amount: amount_name(book, member.of),
        value: decimal(member.value),
        baseline: decimal(member.baseline),
    };
    let step = |&(lever, change): &(LeverId, Decimal)| StepReport {
        lever: lever_name(book, lever),
        change: change.to_string(),
    };
    let undetermined = totals.undetermined.iter().filter(|of| names.contains(of));
    TotalsReport {
        cost: totals.cost.to_string(),
        baseline_cost: totals.baseline.to_string(),
        saving: totals.saving.to_string(),
        complete: totals.complete,
        undetermined: undetermined.map(|of| amount_name(book, *of)).collect(),
        members: totals.members.iter().map(member).collect(),
        waterfall: WaterfallReport {
            start: totals.waterfall.start.to_string(),
            steps: totals.waterfall.steps.iter().map(step).collect(),
            end: totals.waterfall.end.to_string(),
        },
    }
}

fn decimal(value: Option<Decimal>) -> Option<String> {
    value.map(|value| value.to_string())
}

fn lever_name(book: &Rulebook, lever: LeverId) -> String {
    book.levers[lever].id.clone()
}

fn parameter_names(book: &Rulebook, parameters: &[ParameterId]) -> Vec<String> {
    let name = |parameter: &ParameterId| book.parameters[*parameter].id.clone();
    parameters.iter().map(name).collect()
}
