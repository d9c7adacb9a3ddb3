//! `reform check`: reforms from the outside, and what they do to one enterprise.

use std::sync::Arc;

use super::args::{Format, ReformArgs};
use super::table::{Align, Table};
use super::words::{Words, grouped};
use super::{Answer, json, patching, render, rules, system};
use crate::base::{Diagnostic, Period};
use crate::check::Rulebook;
use crate::enterprise::{self, Enterprise};
use crate::report::DiagnosticReport;
use crate::report::reform::{EffectReport, MovedReport, ReformCheck, ReformReport};
use crate::rulebook::{Reform, Sources};
use crate::scenario::effect::effect;
use crate::scenario::{Engine, Patches, example};

/// What is asked about, as far as it could be read.
struct Asked {
    enterprise: Enterprise,
    period: Period,
}

/// Checks reforms one on the other; the first that is refused ends it.
pub(super) fn check(asked: &ReformArgs, words: Words) -> Answer {
    let opened = rules::open(asked.rules.as_deref());
    let mut sources = opened.sources;
    let Some(book) = opened.book else {
        return answer(
            &ReformCheck::new(
                None,
                None,
                Vec::new(),
                DiagnosticReport::all(&opened.diagnostics, &sources),
            ),
            &opened.diagnostics,
            &sources,
            asked.format,
            words,
        );
    };
    let engine = Engine::new(book);
    let mut found = Vec::new();
    let mut reforms = Vec::new();
    for file in &asked.files {
        match patching::reform(file, &mut sources) {
            Ok(reform) => reforms.push(reform),
            Err(why) => found.extend(why),
        }
    }
    let (reports, period) = if found.is_empty() {
        laid(&engine, asked, &reforms, &mut sources, &mut found)
    } else {
        (Vec::new(), None)
    };
    let diagnostics = DiagnosticReport::all(&found, &sources);
    let report = ReformCheck::new(Some(engine.rulebook()), period, reports, diagnostics);
    answer(&report, &found, &sources, asked.format, words)
}

fn laid(
    engine: &Engine,
    asked: &ReformArgs,
    reforms: &[Arc<Reform>],
    sources: &mut Sources,
    found: &mut Vec<Diagnostic>,
) -> (Vec<ReformReport>, Option<Period>) {
    let mut patches = Patches::default();
    let mut with = engine.rulebook().clone();
    for reform in reforms {
        patches.push_reform(Arc::clone(reform));
        match patches.lay_over(engine.rulebook()) {
            Ok(patched) => {
                let file = reform.id.place.file;
                let of = |one: &Diagnostic| one.labels.iter().any(|label| label.place.file == file);
                found.extend(patched.warnings.into_iter().filter(of));
                with = patched.book;
            }
            Err(why) => {
                found.extend(why);
                return (Vec::new(), None);
            }
        }
        match example::hold(engine, sources, reform) {
            Ok(wrong) | Err(wrong) => found.extend(wrong),
        }
    }
    let scene = asked.facts.is_some().then(|| read(&with, asked, sources));
    let scene = match scene.transpose() {
        Ok(scene) => scene,
        Err(why) => {
            found.extend(why);
            None
        }
    };
    let mut patches = Patches::default();
    let mut reports = Vec::new();
    for reform in reforms {
        let done = scene.as_ref().map(|Asked { enterprise, period }| {
            effect(engine, enterprise, *period, &patches, reform).map(|done| (done, *period))
        });
        let done = match done.transpose() {
            Ok(done) => done,
            Err(why) => {
                found.extend(why);
                None
            }
        };
        if let Some((done, period)) = done.as_ref().filter(|(done, _)| !done.moves()) {
            let message = format!("`{}` changes nothing here in {period}", reform.id.value);
            let warning = Diagnostic::warning("P0112", message).at(reform.id.place, "");
            let why = done
                .changes
                .iter()
                .filter_map(|change| match &change.moves {
                    crate::scenario::effect::Moves::Nothing(why) => {
                        Some(why.text(&done.book, *period).en)
                    }
                    crate::scenario::effect::Moves::Amounts(_) => None,
                });
            found.push(why.fold(warning, Diagnostic::note));
        }
        let done = done.as_ref().map(|(done, period)| (done, *period));
        reports.push(ReformReport::new(reform, done));
        patches.push_reform(Arc::clone(reform));
    }
    (reports, scene.map(|scene| scene.period))
}

/// The enterprise and the period; facts are read by the rulebook with the reforms.
fn read(
    book: &Rulebook,
    asked: &ReformArgs,
    sources: &mut Sources,
) -> Result<Asked, Vec<Diagnostic>> {
    let path = asked.facts.as_deref().unwrap_or(std::path::Path::new("-"));
    let shown = path.display();
    let text = system::read(path).map_err(|why| {
        vec![Diagnostic::error(
            "Q0101",
            format!("cannot read the facts `{shown}`: {why}"),
        )]
    })?;
    let file = sources.add(&shown.to_string(), Arc::from(text.as_str()));
    // The file's own changes are none of the reforms asked about; they are not laid on here.
    let (enterprise, problems) = enterprise::from_text(book, &text, file);
    if !problems.is_empty() {
        return Err(problems
            .iter()
            .map(enterprise::FactProblem::diagnostic)
            .collect());
    }
    let period = match &asked.period {
        Some(text) => Period::parse(text.trim()).ok(),
        None => enterprise.period,
    };
    match period {
        Some(period) => Ok(Asked { enterprise, period }),
        None => {
            Err(vec![Diagnostic::error("Q0102", "no period is given").help(
                "add --period 2017, or period = \"2017\" to the facts",
            )])
        }
    }
}

fn answer(
    report: &ReformCheck,
    found: &[Diagnostic],
    sources: &Sources,
    format: Format,
    words: Words,
) -> Answer {
    let refused = !report.ok;
    if format == Format::Json {
        return Answer {
            out: json(report),
            refused,
            ..Answer::default()
        };
    }
    let mut out = String::new();
    if !refused {
        let parts = report.reforms.iter().map(|one| print(one, words));
        out = parts.collect::<Vec<_>>().join("\n");
    }
    Answer {
        out,
        err: render::all(found, sources),
        refused,
    }
}

fn print(reform: &ReformReport, words: Words) -> String {
    let aside: Vec<String> = [Some(reform.id.clone()), reform.date.clone()]
        .into_iter()
        .flatten()
        .collect();
    let mut out = words.beside(words.text(&reform.title), &words.list(&aside));
    out.push('\n');
    if let Some(description) = &reform.description {
        out.push_str(&format!("{}\n", words.text(description)));
    }
    if reform.examples > 0 {
        let count = reform.examples;
        out.push_str(&match words.say("zh", "en") {
            "zh" => format!("{count} 个算例都成立。\n"),
            _ => format!("all {count} examples hold\n"),
        });
    }
    if let Some(effect) = &reform.effect {
        out.push_str(&effects(effect, words));
    }
    out
}

fn effects(effect: &EffectReport, words: Words) -> String {
    let mut out = String::new();
    for change in &effect.changes {
        let about = words.beside(words.text(&change.label), &words.list(&change.about));
        let verdict = match &change.why {
            Some(why) => words.pair(words.say("不改变", "moves nothing"), words.text(why)),
            None => words.pair(words.say("改变", "moves"), &words.list(&change.amounts)),
        };
        out.push_str(&format!("- {about}: {verdict}\n"));
    }
    let mut table = Table::new([
        (words.say("金额", "amounts"), Align::Left),
        (words.say("改革前", "before"), Align::Right),
        (words.say("改革后", "after"), Align::Right),
        (words.say("单位", "unit"), Align::Left),
    ]);
    for MovedReport {
        amount,
        label,
        unit,
        before,
        status_before,
        after,
        status_after,
    } in &effect.amounts
    {
        let shown = |value: &Option<String>, status| match value {
            Some(value) => grouped(value),
            None => words.term(status).to_owned(),
        };
        table.row([
            format!("{} {amount}", words.text(label)),
            shown(before, status_before),
            shown(after, status_after),
            unit.clone(),
        ]);
    }
    table.rule();
    table.row([
        words.say("合计", "total").to_owned(),
        grouped(&effect.before),
        grouped(&effect.after),
        "元".to_owned(),
    ]);
    out.push_str(&table.print());
    if !effect.complete {
        let partial = words.say(
            "合计不完整：有的金额未定。",
            "the totals are parts: some amounts are undetermined",
        );
        out.push_str(&format!("{partial}\n"));
    }
    out
}
