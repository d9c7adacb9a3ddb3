//! `rules coverage`: every figure and every lever of the documents, and where it is computed.

use std::path::Path;

use super::args::Format;
use super::table::{Align, Table};
use super::words::Words;
use super::{Answer, json, rules};
use crate::coverage::{BUILT_IN, RowState, read};
use crate::report::coverage::{CoverageDocument, CoverageFigure, CoverageReport, RecordReport};

/// `rules coverage`.
pub(super) fn run(
    dir: Option<&Path>,
    document: Option<&str>,
    format: Format,
    words: Words,
) -> Answer {
    let opened = rules::open(dir);
    let refuse = |found| json(&CoverageReport::refused(found));
    let book = match rules::usable(&opened, format, refuse) {
        Ok(book) => book,
        Err(answer) => return answer,
    };
    let listed = match read(BUILT_IN) {
        Ok(listed) => listed,
        // The lists are built in and a test reads them.
        Err(why) => return Answer::refused(format!("{why}\n")),
    };
    let mut report = CoverageReport::new(book, &listed);
    if let Some(only) = document {
        let known: Vec<String> = report.documents.iter().map(|one| one.id.clone()).collect();
        report.documents.retain(|one| one.id == only);
        report.levers.clear();
        if report.documents.is_empty() {
            return unknown(only, &known, format, &opened);
        }
    }
    match format {
        Format::Json => Answer::done(json(&report)),
        Format::Table => Answer::done(table(&report, document.is_some(), words)),
    }
}

fn unknown(
    asked: &str,
    known: &[String],
    format: Format,
    opened: &crate::report::open::Opened,
) -> Answer {
    let near = crate::base::diagnostic::nearest(asked, known.iter().map(String::as_str));
    rules::no_record(asked, near, format, opened, |found| {
        json(&CoverageReport::refused(found))
    })
}

fn table(report: &CoverageReport, figures: bool, words: Words) -> String {
    let mut out = report
        .rulebook
        .as_ref()
        .map_or(String::new(), |info| rules::title(info, words));
    out.push('\n');
    out.push_str(&documents(report, words).print());
    for document in &report.documents {
        if figures {
            out.push_str(&format!("\n{}\n", words.text(&document.title)));
            out.push_str(&entries(document, words).print());
        }
    }
    if !report.levers.is_empty() {
        out.push_str(&format!(
            "\n{}\n",
            words.say("政策逐行", "Levers, row by row")
        ));
        out.push_str(&levers(report, words).print());
        out.push_str(&counts(report, words));
    }
    out
}

fn documents(report: &CoverageReport, words: Words) -> Table {
    let mut table = Table::new([
        ("id", Align::Left),
        (words.say("文号", "number"), Align::Left),
        (words.say("数字", "figures"), Align::Right),
        (words.say("已计算", "computed"), Align::Right),
        (words.say("待加入", "to come"), Align::Right),
        (words.say("不是政策数额", "not a lever"), Align::Right),
    ]);
    let mut sums = [0; 4];
    for document in &report.documents {
        let row = [
            document.figures,
            document.held,
            document.awaited,
            document.not_a_lever,
        ];
        for (sum, count) in sums.iter_mut().zip(row) {
            *sum += count;
        }
        let [figures, held, awaited, not] = row.map(|count| count.to_string());
        table.row([
            document.id.clone(),
            document.number.clone(),
            figures,
            held,
            awaited,
            not,
        ]);
    }
    table.rule();
    let [figures, held, awaited, not] = sums.map(|count| count.to_string());
    let total = words.say("合计", "total").to_owned();
    table.row([total, String::new(), figures, held, awaited, not]);
    table
}

fn entries(document: &CoverageDocument, words: Words) -> Table {
    let mut table = Table::new([
        (words.say("条款", "clause"), Align::Left),
        (words.say("数字", "figure"), Align::Left),
        (words.say("去处", "where"), Align::Left),
    ]);
    for entry in &document.entries {
        let place = place(entry, words);
        table.row([entry.clause.clone(), entry.figure.clone(), place]);
    }
    table
}

fn place(entry: &CoverageFigure, words: Words) -> String {
    if !entry.held.is_empty() {
        return ids(&entry.held, words);
    }
    let what = words.maybe(entry.what.as_ref());
    if let Some(lever) = &entry.awaits {
        let to_come = words.say("待加入", "to come");
        return words.beside(what, &words.pair(to_come, lever));
    }
    words.beside(what, words.maybe(entry.because.as_ref()))
}

fn ids(records: &[RecordReport], words: Words) -> String {
    let ids: Vec<String> = records.iter().map(|record| record.id.clone()).collect();
    words.list(&ids)
}

fn levers(report: &CoverageReport, words: Words) -> Table {
    let mut table = Table::new([
        ("id", Align::Left),
        (words.say("名称", "title"), Align::Left),
        (words.say("序号", "no."), Align::Right),
        (words.say("状态", "state"), Align::Left),
    ]);
    for row in &report.levers {
        table.row([
            row.id.clone(),
            words.text(&row.title).to_owned(),
            row.number
                .map_or(String::new(), |number| number.to_string()),
            state(row.state, words).to_owned(),
        ]);
    }
    table
}

fn counts(report: &CoverageReport, words: Words) -> String {
    let states = [
        RowState::Computed,
        RowState::Open,
        RowState::Duty,
        RowState::Reading,
        RowState::Missing,
    ];
    let counts = states.map(|one| {
        let count = report.levers_in(one);
        format!("{} {count}", state(one.name(), words))
    });
    format!("{}\n", words.list(&counts))
}

fn state(name: &str, words: Words) -> &str {
    match name {
        "computed" => words.say("已计算", "computed"),
        "open" => words.say("文件未定数额", "open"),
        "duty" => words.say("义务或资格", "duty or entitlement"),
        "reading" => words.say("读法", "reading"),
        _ => words.say("待加入", "to come"),
    }
}
