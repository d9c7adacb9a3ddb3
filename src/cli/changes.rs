//! `rules history` and `rules diff`: how the law came to be, and what changed between two rulebooks.

use std::path::{Path, PathBuf};

use super::args::Format;
use super::show::law;
use super::table::{Align, Table};
use super::words::{Words, grouped};
use super::{Answer, json, render, rules, system};
use crate::base::{Diagnostic, FileId};
use crate::report::diff::{DiffReport, EnterpriseDiff, RecordDiff, Stated};
use crate::report::history::{HistoryReport, ParameterHistory};
use crate::report::open::Opened;
use crate::rulebook::{EmbeddedRules, RuleFiles};
use crate::scenario::Engine;

/// `rules history`.
pub(super) fn history(dir: Option<&Path>, id: &str, format: Format, words: Words) -> Answer {
    let opened = rules::open(dir);
    let refuse = |found| json(&HistoryReport::refused(found));
    let book = match rules::usable(&opened, format, refuse) {
        Ok(book) => book,
        Err(answer) => return answer,
    };
    let Some(report) = HistoryReport::new(book, id) else {
        let known = book.names.keys().map(String::as_str);
        let near = crate::base::diagnostic::nearest(id, known);
        return rules::no_record(id, near, format, &opened, refuse);
    };
    match format {
        Format::Json => Answer::done(json(&report)),
        Format::Table => Answer::done(history_table(&report, words)),
    }
}

fn history_table(report: &HistoryReport, words: Words) -> String {
    let id = report.id.as_deref().unwrap_or_default();
    let mut out = format!("{} · {id}\n", words.maybe(report.label.as_ref()));
    for span in &report.in_force {
        let days = words.span(&span.from, span.to.as_deref());
        let cites = words.cites(&span.citations);
        let line = words.pair(words.say("施行", "in force"), &format!("{days}  {cites}"));
        out.push_str(&format!("  {line}\n"));
    }
    for history in &report.histories {
        out.push('\n');
        out.push_str(&one_history(history, words));
    }
    out
}

fn one_history(history: &ParameterHistory, words: Words) -> String {
    let unit = history.unit.as_deref().unwrap_or_default();
    let mut out = format!("{} · {} {unit}\n", words.text(&history.label), history.id);
    if history.open {
        return format!("{out}  {}\n", words.term("open"));
    }
    let mut table = Table::new([
        (words.say("期间", "span"), Align::Left),
        (words.say("值", "value"), Align::Left),
        (words.say("来源", "grade"), Align::Left),
        (words.say("政策", "lever"), Align::Left),
        (words.say("无此政策时", "without it"), Align::Left),
        (words.say("依据", "cited"), Align::Left),
    ]);
    let none = String::new;
    let before = words.say("此前", "before").to_owned();
    let opens = law(&history.opens, words);
    table.row([before, opens, none(), none(), none(), none()]);
    for value in &history.values {
        let mut grade = words.term(value.grade).to_owned();
        if value.verify {
            grade.push_str(words.say("（待核实）", " (to be verified)"));
        }
        let without = value.without.as_ref();
        table.row([
            words.span(&value.from, value.to.as_deref()),
            law(&value.law, words),
            grade,
            value.lever.clone().unwrap_or_default(),
            without.map_or(String::new(), |without| law(without, words)),
            words.cites(&value.citations),
        ]);
        if let Some(note) = &value.note {
            table.remark(words.text(note));
        }
    }
    out.push_str(&table.print());
    out
}

/// `rules diff`.
pub(super) fn diff(
    old: &Path,
    new: Option<&Path>,
    facts: &[PathBuf],
    format: Format,
    words: Words,
) -> Answer {
    let (before, after) = (rules::open(Some(old)), rules::open(new));
    let mut engines = Vec::new();
    for opened in [&before, &after] {
        let refuse = |found| json(&DiffReport::refused(found));
        match rules::usable(opened, format, refuse) {
            Ok(book) => engines.push(Engine::new(book.clone())),
            Err(answer) => return answer,
        }
    }
    let [old, new] = engines.as_slice() else {
        return Answer::default();
    };
    let stated = if facts.is_empty() {
        Ok(presets(new))
    } else {
        facts.iter().map(|path| stated(path)).collect()
    };
    let stated: Vec<Stated> = match stated {
        Ok(stated) => stated,
        Err(why) => return unreadable(&why, &after, format),
    };
    let report = DiffReport::new(old, new, &stated);
    match format {
        Format::Json => Answer::done(json(&report)),
        Format::Table => Answer::done(diff_table(&report, words)),
    }
}

fn unreadable(why: &Diagnostic, opened: &Opened, format: Format) -> Answer {
    match format {
        Format::Json => {
            let report = crate::report::DiagnosticReport::new(why, &opened.sources);
            Answer::refused_json(json(&DiffReport::refused(vec![report])))
        }
        Format::Table => Answer::refused(render::all(std::slice::from_ref(why), &opened.sources)),
    }
}

/// The example enterprises built in, for the year of each.
fn presets(engine: &Engine) -> Vec<Stated> {
    let names = engine.rulebook().info.presets.iter();
    names
        .filter_map(|name| {
            let text = EmbeddedRules.read(name)?.to_string();
            Some(named(engine, text, name))
        })
        .collect()
}

fn named(engine: &Engine, text: String, name: &str) -> Stated {
    let (enterprise, _) = crate::enterprise::from_toml(engine.rulebook(), &text, FileId(0));
    Stated {
        name: enterprise.name.unwrap_or_else(|| name.to_owned()),
        text,
        period: None,
    }
}

fn stated(path: &Path) -> Result<Stated, Diagnostic> {
    let text = system::read(path).map_err(|why| {
        let message = format!("cannot read facts from `{}`: {why}", path.display());
        Diagnostic::error("Q0101", message)
    })?;
    let name = path
        .file_stem()
        .map(|stem| stem.to_string_lossy().into_owned());
    Ok(Stated {
        name: name.unwrap_or_default(),
        text,
        period: None,
    })
}

fn diff_table(report: &DiffReport, words: Words) -> String {
    let mut out = String::new();
    for info in report.old.iter().chain(&report.new) {
        out.push_str(&rules::title(info, words));
    }
    if report.records.is_empty() {
        out.push_str(words.say("\n规则没有变化。\n", "\nno record differs\n"));
    } else {
        out.push('\n');
        out.push_str(&records(&report.records, words).print());
    }
    for one in &report.enterprises {
        out.push_str(&enterprise(one, words));
    }
    out
}

fn records(records: &[RecordDiff], words: Words) -> Table {
    let mut table = Table::new([
        (words.say("类别", "kind"), Align::Left),
        ("id", Align::Left),
        (words.say("变化", "change"), Align::Left),
        (words.say("名称", "label"), Align::Left),
    ]);
    for record in records {
        table.row([
            kind(record.kind, words).to_owned(),
            record.id.clone(),
            change(record.change, words).to_owned(),
            words.text(&record.label).to_owned(),
        ]);
        for field in &record.fields {
            let nothing = words.say("无", "nothing");
            let old = field.old.as_deref().unwrap_or(nothing);
            let new = field.new.as_deref().unwrap_or(nothing);
            table.remark(format!("{}: {old} → {new}", field.field));
        }
    }
    table
}

fn kind(kind: &str, words: Words) -> &str {
    match kind {
        "document" => words.say("文件", "document"),
        "parameter" => words.say("参数", "parameter"),
        "fact" => words.say("事实", "fact"),
        "amount" => words.say("金额", "amount"),
        _ => words.say("政策", "lever"),
    }
}

fn change(change: &str, words: Words) -> &'static str {
    match (change, words.say("zh", "en")) {
        ("added", "zh") => "新增",
        ("removed", "zh") => "删除",
        (_, "zh") => "修改",
        ("added", _) => "added",
        ("removed", _) => "removed",
        _ => "changed",
    }
}

fn enterprise(one: &EnterpriseDiff, words: Words) -> String {
    let unknown = || words.say("不可计算", "cannot be computed").to_owned();
    let cost = |value: Option<&String>| value.map_or_else(unknown, |value| grouped(value));
    let head = words.beside(&one.name, &one.period);
    let line = format!(
        "\n{head}\n  {} → {}  {}\n",
        cost(one.old.as_ref()),
        cost(one.new.as_ref()),
        words.pair(
            words.say("差额", "difference"),
            &cost(one.difference.as_ref())
        )
    );
    let mut out = line;
    if !one.complete {
        let partial = words.say(
            "  只比较两边已知的部分。\n",
            "  only what is known on either side\n",
        );
        out.push_str(partial);
    }
    for amount in &one.amounts {
        let (old, new) = (cost(amount.old.as_ref()), cost(amount.new.as_ref()));
        let label = words.text(&amount.label);
        out.push_str(&format!("  {label} · {}: {old} → {new}\n", amount.id));
    }
    if !one.unread.is_empty() {
        let list = words.list(&one.unread);
        let name = words.say("有一版不能读的事实", "facts one of the two does not read");
        out.push_str(&format!("  {}\n", words.pair(name, &list)));
    }
    out
}
