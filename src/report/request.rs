//! From a question as text to an answer as data: what the command line and the JavaScript API share.

use std::sync::Arc;

use super::official::Grounds;
use super::sheet::{Asked, Sheet};
use super::{
    AssessmentReport, CalendarReport, DiagnosticReport, ExplanationReport, ExposureReport,
    OfficialReport, Outcome, WhyNotReport, amount_name, facts,
};
use crate::base::date::PeriodError;
use crate::base::diagnostic::nearest;
use crate::base::{Diagnostic, FileId, Lang, Period};
use crate::check::Rulebook;
use crate::check::rulebook::{LeverId, Nature};
use crate::enterprise::Enterprise;
use crate::explain::Explanation;
use crate::program::{AmountRef, Status};
use crate::rulebook::{Reform, Sources};
use crate::scenario::assessment::{LeverLine, LeverStatus};
use crate::scenario::engine::Compiled;
use crate::scenario::patch::Change;
use crate::scenario::{Aim, Assessment, Engine, Patches, Way};

/// What to assess, as somebody wrote it.
#[derive(Clone, Debug, Default)]
pub struct Question<'a> {
    /// The months; what the facts file says if absent.
    pub period: Option<&'a str>,
    /// Reforms laid over the rulebook, after the `[patch]` of the facts.
    pub reforms: &'a [Arc<Reform>],
    /// Changes after those, each as [`Patches::push_text`] reads it.
    pub changes: &'a [String],
    /// The file of the sources that the first of the changes is; the others follow it one by one. Without
    /// it a problem in the text of a reform has no place.
    pub changes_in: Option<FileId>,
    /// Amounts to explain.
    pub explain: &'a [String],
    /// Levers whose way in is asked, by id; `all` is every one that does not apply.
    pub why: &'a [String],
    /// Whether the months of the period are asked for.
    pub calendar: bool,
    /// Whether the result must be fit for an official sheet.
    pub official: bool,
}

/// An answer and what was found on the way.
pub struct Answered {
    /// The answer, without diagnostics.
    pub outcome: Outcome,
    /// Problems with the question.
    pub diagnostics: Vec<Diagnostic>,
}

impl Answered {
    /// Whether anything was refused.
    pub fn refused(&self) -> bool {
        self.diagnostics.iter().any(Diagnostic::is_error)
    }

    /// The whole answer as data: problems found before (with the facts) and here.
    pub fn outcome(mut self, before: &[Diagnostic], sources: &Sources) -> Outcome {
        self.outcome.diagnostics = DiagnosticReport::all(before, sources);
        let here = DiagnosticReport::all(&self.diagnostics, sources);
        self.outcome.diagnostics.extend(here);
        self.outcome
    }
}

/// Answers a question about an enterprise. What cannot be understood is a diagnostic; there is a
/// result as soon as period and changes are understood.
pub fn answer(engine: &Engine, enterprise: &Enterprise, question: &Question) -> Answered {
    let book = engine.rulebook();
    let mut found = Vec::new();
    let mut outcome = Outcome {
        rulebook: Some((&book.info).into()),
        facts: Some(facts::stated(book, enterprise)),
        name: enterprise.name.clone(),
        notes: enterprise.notes.clone().into_iter().collect(),
        ..Outcome::empty()
    };
    let patches = patches(enterprise, question, &mut found);
    let changes = patches.iter().flat_map(|patches| &patches.changes);
    outcome.patches = changes.map(written).collect();
    let period = period(book, question.period, enterprise, &mut found);
    outcome.period = period.map(|period| period.to_string());
    if let (Some(period), Some(patches)) = (period, patches) {
        let answered = engine.compiled(period, &patches).and_then(|law| {
            let assessment = engine.assess(enterprise, period, &patches)?;
            Ok((law, assessment))
        });
        match answered {
            Ok((law, assessment)) => {
                let scene = Scene {
                    engine,
                    book: &law.book,
                    enterprise,
                    period,
                    patches: &patches,
                    assessment: &assessment,
                };
                found.extend(law.warnings.iter().cloned());
                // A reform may ask for facts of its own.
                outcome.facts = Some(facts::stated(&law.book, enterprise));
                if question.official {
                    outcome.official = Some(scene.official(&law, &mut found));
                }
                // What may not be shown as official is not shown as a result of that question at all.
                if outcome
                    .official
                    .as_ref()
                    .is_none_or(|official| official.accepted)
                {
                    outcome.result = AssessmentReport::new(&law.book, &assessment);
                    scene.explain(question.explain, &mut outcome, &mut found);
                    scene.consequences(question.calendar, &mut outcome);
                    outcome.why_not = scene.why_not(question.why, &mut found);
                }
            }
            Err(problems) => found.extend(problems),
        }
    }
    Answered {
        outcome,
        diagnostics: found,
    }
}

/// The sheet of a question that was answered; `None` where [`answer`] refuses it.
pub fn sheet(
    engine: &Engine,
    enterprise: &Enterprise,
    question: &Question,
    lang: Lang,
) -> Option<Sheet> {
    let mut found = Vec::new();
    let patches = patches(enterprise, question, &mut found)?;
    let period = period(engine.rulebook(), question.period, enterprise, &mut found)?;
    let assessment = engine.assess(enterprise, period, &patches).ok()?;
    let law = engine.compiled(period, &patches).ok()?;
    let wanted = super::sheet::wanted_ways(&assessment, &law.book);
    let ways = wanted.into_iter().map(|lever| {
        let asked = (lever, Aim::In);
        let found = engine.ways(enterprise, period, &patches, asked);
        (lever, found.unwrap_or_default())
    });
    let ways: Vec<(LeverId, Vec<Way>)> = ways.collect();
    let remarks = enterprise.notes.iter();
    let remarks: Vec<(String, String)> = remarks
        .map(|(name, note)| (name.clone(), note.clone()))
        .collect();
    let asked = Asked {
        engine,
        enterprise,
        period,
        patches: &patches,
        assessment: &assessment,
        name: enterprise.name.as_deref().unwrap_or_default(),
        preset: enterprise.title.as_ref(),
        ways: &ways,
        remarks: &remarks,
        lang,
    };
    Sheet::new(&asked).ok()
}

/// The changes of the facts file, and after them those of the question.
pub(super) fn patches(
    enterprise: &Enterprise,
    question: &Question,
    found: &mut Vec<Diagnostic>,
) -> Option<Patches> {
    let before = found.len();
    let filed = enterprise.patch.as_ref().map(Patches::read);
    let mut patches = match filed {
        Some(Ok(patches)) => patches,
        Some(Err(problems)) => {
            found.extend(problems);
            Patches::default()
        }
        None => Patches::default(),
    };
    let reforms = question.reforms.iter();
    reforms.for_each(|reform| patches.push_reform(Arc::clone(reform)));
    match question.changes_in {
        Some(FileId(first)) => {
            let files = (first..).map(FileId);
            for (text, file) in question.changes.iter().zip(files) {
                let refused = patches.push_text_of(text, file).err();
                found.extend(refused.into_iter().flatten());
            }
        }
        None => {
            let changes = question.changes.iter();
            found.extend(changes.filter_map(|text| patches.push_text(text).err()));
        }
    }
    (found.len() == before).then_some(patches)
}

/// A change as [`Patches::push_text`] reads it.
pub fn written(change: &Change) -> String {
    match change {
        Change::Set {
            parameter,
            value,
            from: None,
        } => format!("{parameter}={value}"),
        Change::Set {
            parameter,
            value,
            from: Some(day),
        } => format!("{parameter}@{day}={value}"),
        Change::Off { lever } => format!("-{lever}"),
        Change::Reform(reform) => reform.to_toml(),
    }
}

/// The period asked for, else the one the facts state, inside what the rulebook covers; why there is none
/// is added to what was found.
pub fn period(
    book: &Rulebook,
    asked: Option<&str>,
    enterprise: &Enterprise,
    found: &mut Vec<Diagnostic>,
) -> Option<Period> {
    let period = match asked {
        Some(text) => Period::parse(text.trim()).map_err(|why| malformed(text, why)),
        None => enterprise.period.ok_or_else(|| {
            Diagnostic::error("Q0102", "no period is given")
                .help("add --period 2017, or period = \"2017\" to the facts")
        }),
    };
    let (from, to) = (book.info.from, book.info.to);
    let inside = period.and_then(|period| {
        if period.first() < from || to < period.last() {
            let message = format!("the period {period} is not covered by the rulebook");
            let help = format!("it covers {from} to {to}");
            return Err(Diagnostic::error("Q0104", message).help(help));
        }
        Ok(period)
    });
    inside.map_err(|why| found.push(why)).ok()
}

fn malformed(text: &str, why: PeriodError) -> Diagnostic {
    let (message, help) = match why {
        PeriodError::Malformed => (
            format!("`{text}` is not a period"),
            "write a year, a month or months of one year: 2017, 2017-09, 2017-03..2017-09",
        ),
        PeriodError::Backwards => (
            format!("the period `{text}` ends before it begins"),
            "write the earlier month first",
        ),
        PeriodError::TwoYears => (
            format!("the period `{text}` lies in two calendar years"),
            "ask for each year by itself: yearly settlements belong to one year",
        ),
    };
    Diagnostic::error("Q0103", message).help(help)
}

/// One assessment and what it was made from.
struct Scene<'a> {
    engine: &'a Engine,
    /// The rulebook as patched.
    book: &'a Rulebook,
    enterprise: &'a Enterprise,
    period: Period,
    patches: &'a Patches,
    assessment: &'a Assessment,
}

impl Scene<'_> {
    fn explanation(&self, of: AmountRef) -> Option<Explanation> {
        // The same period and patches were just assessed, so there is nothing left to refuse.
        self.engine
            .explain(self.enterprise, self.period, self.patches, of)
            .ok()
            .flatten()
    }

    fn explain(&self, names: &[String], outcome: &mut Outcome, found: &mut Vec<Diagnostic>) {
        let book = self.book;
        for name in names {
            let wanted = self.named(name);
            if wanted.is_empty() {
                found.push(unknown_amount(book, name));
            }
            for of in wanted {
                let explanation = self.explanation(of);
                let report = explanation.map(|found| ExplanationReport::new(book, &found));
                outcome.explanations.extend(report);
            }
        }
    }

    /// The amounts of a name: `line2.line_surcharge` is one row's, `line_surcharge` every row's.
    fn named(&self, name: &str) -> Vec<AmountRef> {
        let book = self.book;
        let lines = self.assessment.amounts.iter();
        let exact = lines
            .clone()
            .filter(|line| amount_name(book, line.of) == name);
        let exact: Vec<AmountRef> = exact.map(|line| line.of).collect();
        if !exact.is_empty() {
            return exact;
        }
        let all = lines.filter(|line| line.present && book.amounts[line.of.amount].id == name);
        all.map(|line| line.of).collect()
    }

    /// What can go wrong, and the months of the period if they are asked for.
    fn consequences(&self, calendar: bool, outcome: &mut Outcome) {
        let book = self.book;
        let Scene {
            engine,
            enterprise,
            patches,
            assessment,
            ..
        } = *self;
        let report =
            |found: &crate::scenario::exposures::Exposure| ExposureReport::new(book, found);
        let exposures = engine.exposures(enterprise, patches, assessment).ok();
        outcome.exposures = exposures.map(|found| found.iter().map(report).collect());
        if calendar {
            let calendar = engine.calendar(enterprise, patches, assessment).ok();
            outcome.calendar = calendar.map(|found| CalendarReport::new(book, &found));
        }
    }

    /// The ways into the levers asked about; of one that applies, or is not in force, there are none.
    fn why_not(&self, names: &[String], found: &mut Vec<Diagnostic>) -> Vec<WhyNotReport> {
        let book = self.book;
        let fails = |line: &LeverLine| line.status == LeverStatus::DoesNotApply;
        // Nobody seeks a way into a fine; asked about by name it is answered all the same.
        let sought = |line: &LeverLine| {
            fails(line) && matches!(book.levers[line.lever].nature, Nature::Support)
        };
        for name in names {
            let known = book.levers.values().map(|lever| lever.id.as_str());
            if name != "all" && known.clone().all(|id| id != name) {
                let help = nearest(name, known).map_or_else(
                    || "`qingce rules list --kind lever` lists them".to_owned(),
                    |near| format!("did you mean `{near}`?"),
                );
                let message = format!("there is no lever `{name}`");
                found.push(Diagnostic::error("Q0108", message).help(help));
            }
        }
        let asked = |line: &&LeverLine| {
            let id = &book.levers[line.lever].id;
            names
                .iter()
                .any(|name| name == id || (name == "all" && sought(line)))
        };
        let report = |line: &LeverLine| {
            // The same period and patches were just assessed, so there is nothing left to refuse.
            let ways = if fails(line) {
                let asked = (line.lever, Aim::In);
                let ways = self
                    .engine
                    .ways(self.enterprise, self.period, self.patches, asked);
                ways.unwrap_or_default()
            } else {
                Vec::new()
            };
            WhyNotReport::new(book, line.lever, line.status, &ways)
        };
        self.assessment
            .levers
            .iter()
            .filter(asked)
            .map(report)
            .collect()
    }

    /// Looks into every amount that is known and every lever that was judged; what has no value
    /// rests on nothing.
    fn official(&self, law: &Compiled, found: &mut Vec<Diagnostic>) -> OfficialReport {
        let shown = self.assessment.amounts.iter();
        let shown = shown.filter(|line| line.present && line.status == Status::Known);
        let explanations: Vec<Explanation> =
            shown.filter_map(|line| self.explanation(line.of)).collect();
        let levers = self.assessment.levers.iter();
        let judged = levers.filter(|line| line.status != LeverStatus::NotInForce);
        let judged: Vec<LeverId> = judged.map(|line| line.lever).collect();
        let levers = law.book.levers.ids();
        let off: Vec<LeverId> = levers.filter(|lever| law.off.contains(*lever)).collect();
        let report = OfficialReport::new(&Grounds {
            book: &law.book,
            law: self.engine.rulebook(),
            period: self.period,
            explanations: &explanations,
            judged: &judged,
            off: &off,
        });
        if !report.accepted {
            let count = report.refused.len();
            let message = format!("not official: {count} values it rests on are refused");
            let help = "leave out --official, or ask for a period the values were checked for";
            found.push(Diagnostic::error("Q0107", message).help(help));
        }
        report
    }
}

fn unknown_amount(book: &Rulebook, name: &str) -> Diagnostic {
    let diagnostic = Diagnostic::error("Q0105", format!("there is no amount `{name}`"));
    let known = book.amounts.values().map(|amount| amount.id.as_str());
    match nearest(name, known) {
        Some(near) if near == name => diagnostic.help("its group has no such row in these facts"),
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
        None => diagnostic.help("`qingce rules list --kind amount` lists them"),
    }
}
