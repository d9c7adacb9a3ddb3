//! The records of a rulebook as tables, one a kind.

use super::table::{Align, Table};
use super::words::{Words, grouped};
use super::{rules, show};
use crate::report::{
    AmountEntry, CatalogueReport, DocumentEntry, FactEntry, LabelEntry, LeverEntry, ParameterEntry,
};

/// Every kind that is there, each under its name.
pub(super) fn all(catalogue: &CatalogueReport, words: Words) -> String {
    let mut out = catalogue
        .rulebook
        .as_ref()
        .map_or(String::new(), |info| rules::title(info, words));
    let mut section = |name: &str, table: Option<Table>| {
        if let Some(table) = table.filter(|table| !table.is_empty()) {
            out.push_str(&format!("\n{name}\n{}", table.print()));
        }
    };
    let say = |zh, en| words.say(zh, en);
    let documents = catalogue.documents.as_ref();
    section(
        say("文件", "Documents"),
        documents.map(|of| documents_table(of, words)),
    );
    let facts = catalogue.facts.as_ref();
    section(say("事实", "Facts"), facts.map(|of| facts_table(of, words)));
    let parameters = catalogue.parameters.as_ref();
    section(
        say("参数", "Parameters"),
        parameters.map(|of| parameters_table(of, words)),
    );
    let amounts = catalogue.amounts.as_ref();
    section(
        say("金额", "Amounts"),
        amounts.map(|of| amounts_table(of, words)),
    );
    let levers = catalogue.levers.as_ref();
    section(
        say("政策", "Levers"),
        levers.map(|of| levers_table(of, words)),
    );
    out
}

fn documents_table(documents: &[DocumentEntry], words: Words) -> Table {
    let mut table = Table::new([
        ("id", Align::Left),
        (words.say("文号", "number"), Align::Left),
        (words.say("施行", "in force"), Align::Left),
        (words.say("类别", "kind"), Align::Left),
        (words.say("标题", "title"), Align::Left),
    ]);
    for document in documents {
        table.row([
            document.id.clone(),
            document.number.clone(),
            document.in_force.clone().unwrap_or_default(),
            words.term(document.kind).to_owned(),
            words.text(&document.title).to_owned(),
        ]);
    }
    table
}

/// Facts with unit, bounds and question; group facts under the name of their first row.
pub(super) fn facts_table(facts: &[FactEntry], words: Words) -> Table {
    let mut table = Table::new([
        ("id", Align::Left),
        (words.say("名称", "label"), Align::Left),
        (words.say("类型", "type"), Align::Left),
        (words.say("单位", "unit"), Align::Left),
        (words.say("范围", "range"), Align::Left),
        (words.say("问题", "question"), Align::Left),
    ]);
    for fact in facts {
        let range = match (&fact.min, &fact.max) {
            (Some(min), Some(max)) => format!("{} – {}", grouped(min), grouped(max)),
            _ => String::new(),
        };
        let id = match &fact.group {
            Some(group) => format!("{group}[].{}", fact.id),
            None => fact.id.clone(),
        };
        table.row([
            id,
            words.text(&fact.label).to_owned(),
            words.term(fact.kind).to_owned(),
            fact.unit.clone().unwrap_or_default(),
            range,
            words.maybe(fact.ask.as_ref()).to_owned(),
        ]);
        if let Some(options) = &fact.options {
            let option =
                |option: &LabelEntry| format!("{} {}", option.id, words.text(&option.label));
            table.remark(options.iter().map(option).collect::<Vec<_>>().join(" | "));
        }
    }
    table
}

fn parameters_table(parameters: &[ParameterEntry], words: Words) -> Table {
    let mut table = Table::new([
        ("id", Align::Left),
        (words.say("名称", "label"), Align::Left),
        (words.say("形式", "shape"), Align::Left),
        (words.say("单位", "unit"), Align::Left),
        (words.say("值", "values"), Align::Right),
        (words.say("最近一值", "latest value"), Align::Left),
        (words.say("核对至", "checked until"), Align::Left),
    ]);
    for parameter in parameters {
        let latest = match (parameter.open, parameter.values.last()) {
            (true, _) => words.term("open").to_owned(),
            (_, Some(last)) => {
                let law = show::law(&last.law, words);
                words.beside(&law, &words.span(&last.from, last.to.as_deref()))
            }
            _ => show::law(&parameter.opens, words),
        };
        table.row([
            parameter.id.clone(),
            words.text(&parameter.label).to_owned(),
            words.term(parameter.shape).to_owned(),
            parameter.unit.clone().unwrap_or_default(),
            parameter.values.len().to_string(),
            latest,
            parameter.checked_until.clone().unwrap_or_default(),
        ]);
    }
    table
}

fn amounts_table(amounts: &[AmountEntry], words: Words) -> Table {
    let mut table = Table::new([
        ("id", Align::Left),
        (words.say("名称", "label"), Align::Left),
        (words.say("性质", "kind"), Align::Left),
        (words.say("单位", "unit"), Align::Left),
        (words.say("计入", "timing"), Align::Left),
        (words.say("政策", "lever"), Align::Left),
    ]);
    for amount in amounts {
        table.row([
            amount.id.clone(),
            words.text(&amount.label).to_owned(),
            words.term(amount.kind).to_owned(),
            amount.unit.clone(),
            words.term(amount.timing).to_owned(),
            amount.lever.clone().unwrap_or_default(),
        ]);
    }
    table
}

fn levers_table(levers: &[LeverEntry], words: Words) -> Table {
    let mut table = Table::new([
        ("id", Align::Left),
        (words.say("名称", "title"), Align::Left),
        (words.say("数额", "figures"), Align::Left),
        (words.say("施行", "in force"), Align::Left),
    ]);
    for lever in levers {
        let spans = lever.in_force.iter();
        let spans = words.spans(spans.map(|span| (span.from.as_str(), span.to.as_deref())));
        table.row([
            lever.id.clone(),
            words.text(&lever.title).to_owned(),
            words.term(lever.figures).to_owned(),
            spans,
        ]);
    }
    table
}
