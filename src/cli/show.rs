//! One record of a rulebook as lines for people.

use super::table::{Align, Table};
use super::words::Words;
use crate::report::{
    AmountEntry, CitationReport, DocumentEntry, FactEntry, LawEntry, LeverEntry, ParameterEntry,
    TextReport,
};

/// Lines of names and what they say.
struct Lines {
    out: String,
    words: Words,
}

impl Lines {
    fn new(id: &str, label: &TextReport, words: Words) -> Lines {
        Lines {
            out: format!("{} · {id}\n", words.text(label)),
            words,
        }
    }

    fn pair(&mut self, zh: &str, en: &str, value: &str) {
        if !value.is_empty() {
            let line = self.words.pair(self.words.say(zh, en), value);
            self.out.push_str(&format!("  {line}\n"));
        }
    }

    fn maybe(&mut self, zh: &str, en: &str, value: Option<&TextReport>) {
        self.pair(zh, en, self.words.maybe(value));
    }

    fn cites(&mut self, cites: &[CitationReport]) {
        self.pair("依据", "cited", &self.words.cites(cites));
    }
}

/// A document.
pub(super) fn document(document: &DocumentEntry, words: Words) -> String {
    let mut lines = Lines::new(&document.id, &document.title, words);
    lines.pair("文号", "number", &document.number);
    lines.pair("类别", "kind", words.term(document.kind));
    lines.pair("印发", "issued", document.issued.as_deref().unwrap_or(""));
    lines.pair(
        "施行",
        "in force",
        document.in_force.as_deref().unwrap_or(""),
    );
    lines.pair("止于", "until", document.to.as_deref().unwrap_or(""));
    lines.maybe("备注", "note", document.note.as_ref());
    lines.out
}

/// A fact.
pub(super) fn fact(fact: &FactEntry, words: Words) -> String {
    let mut lines = Lines::new(&fact.id, &fact.label, words);
    lines.maybe("问题", "question", fact.ask.as_ref());
    lines.maybe("说明", "help", fact.help.as_ref());
    lines.pair("类型", "type", words.term(fact.kind));
    lines.pair("单位", "unit", fact.unit.as_deref().unwrap_or(""));
    lines.pair("精度", "step", fact.step.as_deref().unwrap_or(""));
    if let (Some(min), Some(max)) = (&fact.min, &fact.max) {
        lines.pair("范围", "range", &format!("{min} – {max}"));
    }
    lines.pair("分组", "group", fact.group.as_deref().unwrap_or(""));
    for option in fact.options.iter().flatten() {
        lines.pair(&option.id, &option.id, words.text(&option.label));
    }
    lines.out
}

/// A parameter, table or reading with its history.
pub(super) fn parameter(parameter: &ParameterEntry, words: Words) -> String {
    let mut lines = Lines::new(&parameter.id, &parameter.label, words);
    lines.pair("形式", "shape", words.term(parameter.shape));
    lines.pair("单位", "unit", parameter.unit.as_deref().unwrap_or(""));
    lines.pair("分档依据", "by", parameter.by.as_deref().unwrap_or(""));
    lines.pair(
        "分类",
        "by choice",
        parameter.choice.as_deref().unwrap_or(""),
    );
    if let Some(included) = parameter.upper_included {
        let yes = words.say("含上限", "included");
        let no = words.say("不含上限", "excluded");
        lines.pair("档的上限", "upper bound", if included { yes } else { no });
    }
    lines.pair(
        "核对至",
        "checked until",
        parameter.checked_until.as_deref().unwrap_or(""),
    );
    if parameter.open {
        lines.pair("数额", "figure", words.term("open"));
    }
    lines.cites(&parameter.citations);
    lines.maybe("备注", "note", parameter.note.as_ref());
    for reading in &parameter.readings {
        let text = words.beside(words.text(&reading.label), &words.cites(&reading.citations));
        lines.pair(&reading.id, &reading.id, &text);
    }
    let mut out = lines.out;
    if parameter.open || parameter.values.is_empty() {
        return out;
    }
    let mut table = Table::new([
        (words.say("期间", "span"), Align::Left),
        (words.say("值", "value"), Align::Left),
        (words.say("来源", "grade"), Align::Left),
        (words.say("政策", "lever"), Align::Left),
        (words.say("依据", "cited"), Align::Left),
    ]);
    let before = words.say("此前", "before").to_owned();
    let none = String::new;
    table.row([before, law(&parameter.opens, words), none(), none(), none()]);
    for value in &parameter.values {
        let mut grade = words.term(value.grade).to_owned();
        if value.verify {
            grade.push_str(words.say("（待核实）", " (to be verified)"));
        }
        table.row([
            words.span(&value.from, value.to.as_deref()),
            law(&value.law, words),
            grade,
            value.lever.clone().unwrap_or_default(),
            words.cites(&value.citations),
        ]);
        if let Some(without) = &value.without {
            let name = words.say("无此政策时", "without the lever");
            table.remark(words.pair(name, &law(without, words)));
        }
        if let Some(note) = &value.note {
            table.remark(words.text(note));
        }
    }
    out.push_str(&table.print());
    out
}

/// What the law says, in one line.
pub(super) fn law(law: &LawEntry, words: Words) -> String {
    let cell = |state: &str, value: Option<&String>| {
        value.map_or_else(|| words.term(state).to_owned(), String::clone)
    };
    if law.state != "rows" {
        return cell(law.state, law.value.as_ref());
    }
    let rows = law.rows.iter().map(|row| {
        let value = cell(row.state, row.value.as_ref());
        match (&row.option, &row.upto) {
            (Some(option), _) => format!("{option} {value}"),
            (None, Some(upto)) => format!("≤{upto} {value}"),
            (None, None) => format!("… {value}"),
        }
    });
    rows.collect::<Vec<_>>().join(" | ")
}

/// An amount with its formula.
pub(super) fn amount(amount: &AmountEntry, words: Words) -> String {
    let mut lines = Lines::new(&amount.id, &amount.label, words);
    lines.pair("性质", "kind", words.term(amount.kind));
    lines.pair("单位", "unit", &amount.unit);
    lines.pair("计入", "timing", words.term(amount.timing));
    lines.pair("日期", "on", amount.on.as_deref().unwrap_or(""));
    lines.pair(
        "每行一额",
        "one a row of",
        amount.group.as_deref().unwrap_or(""),
    );
    lines.pair("政策", "lever", amount.lever.as_deref().unwrap_or(""));
    lines.pair("条件", "when", amount.when.as_deref().unwrap_or(""));
    lines.pair("公式", "formula", &amount.formula);
    let exact = words.say("不取舍", "kept exact");
    lines.pair(
        "取舍到",
        "rounded to",
        amount.rounding.as_deref().unwrap_or(exact),
    );
    lines.cites(&amount.citations);
    lines.maybe("备注", "note", amount.note.as_ref());
    lines.out
}

/// A lever with its conditions.
pub(super) fn lever(lever: &LeverEntry, words: Words) -> String {
    let mut lines = Lines::new(&lever.id, &lever.title, words);
    lines.maybe("对象", "who qualifies", lever.qualifies.as_ref());
    lines.maybe("主管", "office", lever.office.as_ref());
    lines.maybe("办理", "how to apply", lever.apply.as_ref());
    lines.pair("数额", "figures", words.term(lever.figures));
    for span in &lever.in_force {
        let days = words.span(&span.from, span.to.as_deref());
        lines.pair(
            "施行",
            "in force",
            &format!("{days}  {}", words.cites(&span.citations)),
        );
    }
    for condition in &lever.conditions {
        let label = words.text(&condition.label);
        lines.pair("条件", "condition", &format!("{label}  {}", condition.test));
    }
    lines.pair("金额", "amounts", &words.list(&lever.amounts));
    lines.pair("参数", "parameters", &words.list(&lever.parameters));
    lines.cites(&lever.citations);
    lines.maybe("备注", "note", lever.note.as_ref());
    lines.out
}
