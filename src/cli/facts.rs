//! `facts`: what an enterprise may state, and an empty facts file to fill in.

use super::args::{FactsArgs, FactsFormat};
use super::table::Table;
use super::words::Words;
use super::{Answer, json, lists, render, rules};
use crate::check::Rulebook;
use crate::report::{FactEntry, FactsReport, GroupEntry};

/// The list, or the empty file.
pub(super) fn run(asked: &FactsArgs, words: Words) -> Answer {
    let opened = rules::open(asked.rules.as_deref());
    let format = match (asked.format, asked.template) {
        (None, true) => FactsFormat::Toml,
        (None, false) => FactsFormat::Table,
        (Some(format), _) => format,
    };
    let Some(book) = &opened.book else {
        return match format {
            FactsFormat::Json => {
                Answer::refused_json(json(&FactsReport::refused(opened.reports())))
            }
            _ => Answer::refused(render::all(&opened.errors(), &opened.sources)),
        };
    };
    let report = FactsReport::new(book, opened.reports());
    let out = match (format, asked.template) {
        (FactsFormat::Toml, _) => toml(book, &report, words),
        (FactsFormat::Json, true) => json(&empty(&report)),
        (FactsFormat::Json, false) => json(&report),
        (FactsFormat::Table, _) => list(&report, words),
    };
    Answer::done(out)
}

fn list(report: &FactsReport, words: Words) -> String {
    let mut out = report
        .rulebook
        .as_ref()
        .map_or(String::new(), |info| rules::title(info, words));
    let mut section = |label: &str, facts: Vec<FactEntry>| {
        let table: Table = lists::facts_table(&facts, words);
        if !table.is_empty() {
            out.push_str(&format!("\n{label}\n{}", table.print()));
        }
    };
    let of = |section: Option<&str>| -> Vec<FactEntry> {
        let facts = report.facts.iter();
        facts
            .filter(|fact| fact.section.as_deref() == section)
            .cloned()
            .collect()
    };
    for part in &report.sections {
        section(words.text(&part.label), of(Some(&part.id)));
    }
    section(words.say("其他", "Others"), of(None));
    out
}

/// An object with every fact `null` and every group without rows stated.
fn empty(report: &FactsReport) -> serde_json::Value {
    let mut facts = serde_json::Map::new();
    for fact in report.facts.iter().filter(|fact| fact.group.is_none()) {
        facts.insert(fact.id.clone(), serde_json::Value::Null);
    }
    for group in &report.groups {
        facts.insert(group.id.clone(), serde_json::Value::Null);
    }
    serde_json::json!({ "name": null, "period": null, "facts": facts })
}

/// A facts file with every line a comment: what is left as it is stays unknown, never zero.
fn toml(book: &Rulebook, report: &FactsReport, words: Words) -> String {
    let head = words.say(
        "# 去掉行首的 # 并填写。没有填的就是未知，不会当作零。数字可写 12、\"12.5\"、\"12.5万元\"、\"7%\"。",
        "# Remove the # of a line and fill it in. What is left out is unknown, never zero. Numbers: 12, \"12.5\", \"12.5万元\", \"7%\".",
    );
    let year = book.info.to.year();
    let mut out = format!("{head}\n\n# name = \"…\"\n# period = \"{year}\"\n\n[facts]\n");
    for section in &report.sections {
        out.push_str(&format!("\n# —— {} ——\n", words.text(&section.label)));
        let here = |of: &Option<String>| of.as_deref() == Some(&section.id);
        for fact in &report.facts {
            if fact.group.is_none() && here(&fact.section) {
                out.push_str(&comment(fact, words));
                out.push_str(&format!("# {} = {}\n", fact.id, blank(fact)));
            }
        }
        for group in report.groups.iter().filter(|group| here(&group.section)) {
            out.push_str(&rows(group, report, words));
        }
    }
    out
}

fn rows(group: &GroupEntry, report: &FactsReport, words: Words) -> String {
    let most = group.max_rows;
    let limit = words.say("最多", "at most");
    let unit = words.say("行", " rows");
    let label = words.text(&group.label);
    let mut out = format!("# {label}（{limit} {most}{unit}）\n");
    let facts: Vec<&FactEntry> = report
        .facts
        .iter()
        .filter(|fact| fact.group.as_deref() == Some(&group.id))
        .collect();
    for fact in &facts {
        out.push_str(&format!(
            "#   {}",
            comment(fact, words).trim_start_matches("# ")
        ));
    }
    let cells: Vec<String> = facts
        .iter()
        .map(|fact| format!("{} = {}", fact.id, blank(fact)))
        .collect();
    out.push_str(&format!(
        "# {} = [\n#   {{ {} }},\n# ]\n",
        group.id,
        cells.join(", ")
    ));
    out
}

/// What a fact is, its unit and its range, in one comment line.
fn comment(fact: &FactEntry, words: Words) -> String {
    let mut parts = vec![words.text(&fact.label).to_owned()];
    parts.extend(fact.unit.clone().filter(|unit| !unit.is_empty()));
    if let (Some(min), Some(max)) = (&fact.min, &fact.max) {
        parts.push(format!("{min} – {max}"));
    }
    let options: Vec<String> = fact
        .options
        .iter()
        .flatten()
        .map(|option| format!("{} {}", option.id, words.text(&option.label)))
        .collect();
    if !options.is_empty() {
        parts.push(options.join(" | "));
    }
    format!("# {}\n", parts.join(" · "))
}

fn blank(fact: &FactEntry) -> &'static str {
    match fact.kind {
        "bool" => "true",
        "date" => "\"2017-01-31\"",
        _ => "\"\"",
    }
}
