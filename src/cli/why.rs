//! How one amount came about, for people.

use super::table::{Align, Table};
use super::words::Words;
use crate::report::ExplanationReport;
use crate::report::explanation::{SegmentReport, TokenReport};

/// An explanation from the amount down to the facts.
pub(super) fn print(explanation: &ExplanationReport, words: Words) -> String {
    let mut out = format!(
        "{} · {}\n",
        words.text(&explanation.label),
        explanation.amount
    );
    let mut line = |name: &str, value: &str| {
        if !value.is_empty() {
            out.push_str(&format!("  {}\n", words.pair(name, value)));
        }
    };
    let value = explanation.value.as_deref();
    let value = value.unwrap_or_else(|| words.term(explanation.status));
    line(words.say("金额", "amount"), value);
    let kind = [explanation.kind, explanation.timing].map(|term| words.term(term).to_owned());
    line(words.say("性质", "kind"), &words.list(&kind));
    line(
        words.say("依据", "cited"),
        &words.cites(&explanation.citations),
    );
    line(
        words.say("备注", "note"),
        words.maybe(explanation.note.as_ref()),
    );
    for part in &explanation.segments {
        out.push_str(&segment(part, words));
    }
    let summing = phrase(&explanation.summing, words);
    if !summing.is_empty() {
        let name = words.say("合起来", "together");
        out.push_str(&format!("  {}\n", words.pair(name, &summing)));
    }
    for table in [parameters(explanation, words), reads(explanation, words)] {
        if !table.is_empty() {
            out.push('\n');
            out.push_str(&table.print());
        }
    }
    out
}

fn segment(part: &SegmentReport, words: Words) -> String {
    let mut out = format!("  {}", words.span(&part.from, Some(&part.to)));
    if part.months > 0 {
        let months = part.months;
        out = words.beside(&out, &format!("{months}{}", words.say(" 个月", " months")));
    }
    out.push('\n');
    let mut line = |name: &str, value: &str| {
        if !value.is_empty() {
            out.push_str(&format!("    {}\n", words.pair(name, value)));
        }
    };
    if let Some(condition) = &part.condition {
        let holds = match condition.holds {
            Some(true) => words.say("成立", "holds"),
            Some(false) => words.say("不成立", "fails"),
            None => words.say("未知", "not known"),
        };
        let text = format!("{} → {holds}", phrase(&condition.words, words));
        line(words.say("条件", "if"), &text);
    }
    line(words.say("公式", "formula"), &phrase(&part.words, words));
    line(words.say("代入", "numbers"), &phrase(&part.numbers, words));
    line(
        words.say("精确值", "exact"),
        part.exact.as_deref().unwrap_or(""),
    );
    line(words.say("取舍", "rounding"), words.text(&part.rounding));
    let result = part.result.as_deref();
    line(
        words.say("结果", "result"),
        result.unwrap_or_else(|| words.term(part.status)),
    );
    out
}

fn parameters(explanation: &ExplanationReport, words: Words) -> Table {
    let mut table = Table::new([
        (words.say("参数", "parameter"), Align::Left),
        (words.say("值", "value"), Align::Right),
        (words.say("期间", "span"), Align::Left),
        (words.say("来源", "grade"), Align::Left),
        (words.say("依据", "cited"), Align::Left),
    ]);
    for parameter in &explanation.parameters {
        for value in &parameter.values {
            let mut grade = words.term(value.grade.unwrap_or("")).to_owned();
            for (flag, term) in [(value.verify, "toBeVerified"), (value.stale, "unchecked")] {
                if flag {
                    grade.push_str(words.say("，", ", "));
                    grade.push_str(words.term(term));
                }
            }
            let from = value.from.as_deref();
            table.row([
                format!("{} {}", words.text(&parameter.label), parameter.id),
                words.text(&value.value).to_owned(),
                from.map_or(String::new(), |from| words.span(from, value.to.as_deref())),
                grade,
                words.cites(&value.citations),
            ]);
            if let Some(note) = &value.note {
                table.remark(words.text(note));
            }
        }
    }
    table
}

fn reads(explanation: &ExplanationReport, words: Words) -> Table {
    let mut table = Table::new([
        (words.say("用到", "reads"), Align::Left),
        ("id", Align::Left),
        (words.say("值", "value"), Align::Right),
    ]);
    for fact in &explanation.facts {
        let missing = words.say("未填", "not stated");
        let value = fact
            .value
            .as_ref()
            .map_or(missing, |value| words.text(value));
        table.row([
            words.text(&fact.label).to_owned(),
            fact.id.clone(),
            value.to_owned(),
        ]);
    }
    for amount in &explanation.amounts {
        let value = amount.value.as_deref();
        let value = value.unwrap_or_else(|| words.term(amount.status));
        table.row([
            words.text(&amount.label).to_owned(),
            amount.id.clone(),
            value.to_owned(),
        ]);
    }
    table
}

fn phrase(tokens: &[TokenReport], words: Words) -> String {
    tokens.iter().map(|token| words.text(&token.text)).collect()
}
