//! Records of a draft as a rulebook's own TOML.

use super::write::{key, number, quoted, text, without};
use crate::base::{Rational, Rounding, Text};
use crate::rulebook::amounts::{KINDS, MODES, TIMINGS};
use crate::rulebook::draft::{
    AmountDraft, CellDraft, CiteDraft, ConditionDraft, DatedDraft, Draft, FactDraft, FactShape,
    InForceDraft, LawDraft, LeverDraft, Name, Nature, ParameterDraft, ParameterShape, Spanned,
};
use crate::rulebook::levers::{FIGURES, NATURES};

/// Lines of one record.
struct Lines<'a> {
    out: &'a mut String,
}

impl Lines<'_> {
    fn head(&mut self, kind: &str, id: &Name) {
        self.out
            .push_str(&format!("\n[{kind}.{}]\n", key(&id.value)));
    }

    fn put(&mut self, name: &str, value: &str) {
        self.out.push_str(&format!("{name} = {value}\n"));
    }

    fn word(&mut self, name: &str, word: &str) {
        self.put(name, &quoted(word));
    }

    fn name(&mut self, name: &str, value: Option<&Name>) {
        if let Some(value) = value {
            self.word(name, &value.value);
        }
    }

    fn text(&mut self, name: &str, value: Option<&Text>) {
        if let Some(value) = value {
            self.put(name, &text(value));
        }
    }

    fn cite(&mut self, cite: &[CiteDraft]) {
        if !cite.is_empty() {
            self.put("cite", &cites(cite));
        }
    }

    fn list(&mut self, name: &str, entries: &[String]) {
        let lines: Vec<String> = entries
            .iter()
            .map(|entry| format!("  {entry},\n"))
            .collect();
        self.put(name, &format!("[\n{}]", lines.concat()));
    }
}

/// Every record, in the order of the draft.
pub(super) fn draft(draft: &Draft, out: &mut String) {
    let mut lines = Lines { out };
    for document in &draft.documents {
        lines.head("document", &document.id);
        lines.word("number", &document.number);
        lines.text("title", Some(&document.title));
        lines.word(
            "kind",
            if document.national {
                "national"
            } else {
                "document"
            },
        );
        let days = [
            ("issued", document.issued),
            ("in_force", document.in_force),
            ("to", document.to),
        ];
        for (name, day) in days {
            if let Some(day) = day {
                lines.word(name, &day.to_string());
            }
        }
        lines.text("note", document.note.as_ref());
    }
    for (kind, labels) in [("section", &draft.sections), ("subject", &draft.subjects)] {
        for label in labels {
            lines.head(kind, &label.id);
            lines.text("label", Some(&label.label));
        }
    }
    for choice in &draft.choices {
        lines.head("choice", &choice.id);
        lines.text("label", Some(&choice.label));
        let options = choice.options.iter();
        let options: Vec<String> = options
            .map(|option| format!("{} = {}", key(&option.id.value), text(&option.label)))
            .collect();
        lines.put("options", &format!("{{ {} }}", options.join(", ")));
    }
    for group in &draft.groups {
        lines.head("group", &group.id);
        lines.text("label", Some(&group.label));
        lines.name("section", group.section.as_ref());
        lines.put("max_rows", &group.max_rows.value.to_string());
    }
    // Facts of groups stand among the others, as they were written.
    for fact in &draft.facts {
        let kind = match &fact.group {
            Some(group) => format!("group.{}.fact", key(&group.value)),
            None => "fact".to_owned(),
        };
        lines.head(&kind, &fact.id);
        self::fact(&mut lines, fact);
    }
    for parameter in &draft.parameters {
        self::parameter(&mut lines, parameter);
    }
    for amount in &draft.amounts {
        self::amount(&mut lines, amount);
    }
    for lever in &draft.levers {
        self::lever(&mut lines, lever);
    }
}

fn fact(lines: &mut Lines<'_>, fact: &FactDraft) {
    lines.text("label", Some(&fact.label));
    lines.text("ask", fact.ask.as_ref());
    lines.text("help", fact.help.as_ref());
    lines.name("section", fact.section.as_ref());
    match &fact.shape {
        FactShape::Number {
            unit,
            step,
            min,
            max,
        } => {
            lines.word("unit", &unit.value.text);
            lines.put("step", &number(step.value));
            lines.put("min", &number(min.value));
            lines.put("max", &number(max.value));
        }
        FactShape::Bool => lines.word("type", "bool"),
        FactShape::Date => lines.word("type", "date"),
        FactShape::Choice(choice) => {
            lines.word("type", "choice");
            lines.word("choice", &choice.value);
        }
    }
    if let Some((low, high)) = fact.typical {
        lines.put("typical", &format!("[{}, {}]", number(low), number(high)));
    }
    lines.name("default", fact.default.as_ref());
    lines.name("computed_by", fact.computed_by.as_ref());
    if fact.changeable {
        lines.put("changeable", "true");
    }
    if fact.can_fail {
        lines.put("can_fail", "true");
    }
}

fn parameter(lines: &mut Lines<'_>, parameter: &ParameterDraft) {
    let kind = match &parameter.shape {
        ParameterShape::Reading { .. } => "reading",
        ParameterShape::Brackets { .. } | ParameterShape::ByChoice { .. } => "table",
        _ => "parameter",
    };
    lines.head(kind, &parameter.id);
    lines.text("label", Some(&parameter.label));
    match &parameter.shape {
        ParameterShape::Number { unit } => lines.word("unit", &unit.value.text),
        ParameterShape::Bool => lines.word("type", "bool"),
        ParameterShape::Date => lines.word("type", "date"),
        ParameterShape::Reading { default, options } => {
            lines.word("default", &default.value);
            let options = options.iter();
            let options: Vec<String> = options
                .map(|(option, cite)| {
                    let Text { zh, en } = &option.label;
                    let (zh, en) = (quoted(zh), quoted(en));
                    let id = key(&option.id.value);
                    format!("{id} = {{ zh = {zh}, en = {en}, cite = {} }}", cites(cite))
                })
                .collect();
            lines.put("options", &format!("{{ {} }}", options.join(", ")));
        }
        ParameterShape::Brackets {
            by,
            unit,
            upper_included,
        } => {
            lines.word("by", &by.value.text);
            lines.word("unit", &unit.value.text);
            lines.word(
                "upper",
                if *upper_included {
                    "included"
                } else {
                    "excluded"
                },
            );
        }
        ParameterShape::ByChoice { choice, unit } => {
            lines.word("by_choice", &choice.value);
            lines.word("unit", &unit.value.text);
        }
    }
    history(lines, parameter);
    lines.text("note", parameter.note.as_ref());
}

fn history(lines: &mut Lines<'_>, parameter: &ParameterDraft) {
    if matches!(parameter.shape, ParameterShape::Reading { .. }) {
        return;
    }
    if parameter.open {
        lines.put("open", "true");
        lines.cite(&parameter.cite);
        return;
    }
    let absent = parameter.opens == LawDraft::Absent;
    lines.word("opens", if absent { "absent" } else { "unknown" });
    if let Some(day) = &parameter.checked_until {
        lines.word("checked_until", &day.value.to_string());
    }
    if parameter.yearly {
        lines.put("yearly", "true");
    }
    let values: Vec<String> = parameter.values.iter().map(dated).collect();
    lines.list("values", &values);
}

fn dated(value: &DatedDraft) -> String {
    let mut parts = vec![format!("from = \"{}\"", value.from.value)];
    parts.push(match &value.law.value {
        LawDraft::Absent => "value = \"absent\"".to_owned(),
        LawDraft::Unknown => "value = \"unknown\"".to_owned(),
        LawDraft::Open => "value = \"open\"".to_owned(),
        LawDraft::Number(value) => format!("value = {}", number(*value)),
        LawDraft::Bool(value) => format!("value = {value}"),
        LawDraft::Date(value) => format!("value = \"{value}\""),
        LawDraft::Brackets(rows) => format!("rows = {}", brackets(rows)),
        LawDraft::Rows(rows) => format!("rows = {}", self::rows(rows)),
    });
    if !value.cite.is_empty() {
        parts.push(format!("cite = {}", cites(&value.cite)));
    }
    if value.assumption {
        parts.push("grade = \"assumption\"".to_owned());
    }
    if value.verify {
        parts.push("verify = true".to_owned());
    }
    if let Some(lever) = &value.lever {
        parts.push(format!("lever = {}", quoted(&lever.value)));
    }
    if let Some(instead) = &value.without {
        parts.push(format!("without = {}", without(&instead.value)));
    }
    if let Some(note) = &value.note {
        parts.push(format!("note = {}", text(note)));
    }
    format!("{{ {} }}", parts.join(", "))
}

fn amount(lines: &mut Lines<'_>, amount: &AmountDraft) {
    lines.head("amount", &amount.id);
    lines.text("label", Some(&amount.label));
    lines.word("kind", word(&KINDS, amount.kind));
    lines.word("unit", &amount.unit.value.text);
    lines.word("timing", word(&TIMINGS, amount.timing.value));
    lines.name("on", amount.on.as_ref());
    lines.name("group", amount.group.as_ref());
    lines.name("lever", amount.lever.as_ref());
    lines.name("when", amount.when.as_ref());
    lines.word("formula", &amount.formula.value);
    match &amount.step {
        None => lines.word("rounding", "none"),
        Some(step) if Rational::new(1, 100) == Some(step.value) => {}
        Some(step) => lines.put("rounding", &number(step.value)),
    }
    if amount.rounding != Rounding::HalfUp {
        lines.word("mode", word(&MODES, amount.rounding));
    }
    lines.cite(&amount.cite);
    lines.text("note", amount.note.as_ref());
}

fn lever(lines: &mut Lines<'_>, lever: &LeverDraft) {
    lines.head("lever", &lever.id);
    lines.text("title", Some(&lever.title));
    lines.word("subject", &lever.subject.value);
    lines.cite(&lever.cite);
    lines.text("qualifies", lever.qualifies.as_ref());
    lines.text("office", lever.office.as_ref());
    lines.text("apply", lever.apply.as_ref());
    lines.text("note", lever.note.as_ref());
    lines.word("figures", word(&FIGURES, lever.figures));
    if lever.nature != Nature::Support {
        lines.word("nature", word(&NATURES, lever.nature));
    }
    lines.word("timing", word(&TIMINGS, lever.timing.value));
    lines.name("on", lever.on.as_ref());
    let spans: Vec<String> = lever.in_force.iter().map(span).collect();
    lines.list("in_force", &spans);
    if !lever.conditions.is_empty() {
        let conditions: Vec<String> = lever.conditions.iter().map(condition).collect();
        lines.list("conditions", &conditions);
    }
}

pub(super) fn span(span: &InForceDraft) -> String {
    let mut parts = vec![format!("from = \"{}\"", span.from.value)];
    if let Some(to) = &span.to {
        parts.push(format!("to = \"{}\"", to.value));
    }
    if !span.cite.is_empty() {
        parts.push(format!("cite = {}", cites(&span.cite)));
    }
    if span.assumption {
        parts.push("grade = \"assumption\"".to_owned());
    }
    if let Some(note) = &span.note {
        parts.push(format!("note = {}", text(note)));
    }
    format!("{{ {} }}", parts.join(", "))
}

fn condition(condition: &ConditionDraft) -> String {
    let mut parts = vec![
        format!("test = {}", quoted(&condition.test.value)),
        format!("label = {}", text(&condition.label)),
    ];
    if !condition.cite.is_empty() {
        parts.push(format!("cite = {}", cites(&condition.cite)));
    }
    format!("{{ {} }}", parts.join(", "))
}

/// Bracket rows as a list.
pub(super) fn brackets(rows: &[(Option<Spanned<Rational>>, Spanned<CellDraft>)]) -> String {
    let rows = rows.iter().map(|(upto, value)| match upto {
        Some(upto) => {
            format!(
                "{{ upto = {}, value = {} }}",
                number(upto.value),
                cell(value.value)
            )
        }
        None => format!("{{ value = {} }}", cell(value.value)),
    });
    let rows: Vec<String> = rows.collect();
    format!("[{}]", rows.join(", "))
}

/// Rows by option as a table.
pub(super) fn rows(rows: &[(Name, Spanned<CellDraft>)]) -> String {
    let rows = rows
        .iter()
        .map(|(option, value)| format!("{} = {}", key(&option.value), cell(value.value)));
    let rows: Vec<String> = rows.collect();
    format!("{{ {} }}", rows.join(", "))
}

pub(super) fn cell(cell: CellDraft) -> String {
    match cell {
        CellDraft::Absent => "\"absent\"".to_owned(),
        CellDraft::Unknown => "\"unknown\"".to_owned(),
        CellDraft::Open => "\"open\"".to_owned(),
        CellDraft::Number(value) => number(value),
    }
}

fn cites(cites: &[CiteDraft]) -> String {
    let one = |cite: &CiteDraft| {
        let whole = format!("{} {}", cite.document.value, cite.clause);
        quoted(whole.trim_end())
    };
    match cites {
        [only] => one(only),
        all => {
            let all: Vec<String> = all.iter().map(one).collect();
            format!("[{}]", all.join(", "))
        }
    }
}

/// The word for a meaning; every meaning has one.
fn word<T: PartialEq + Copy>(words: &[(&'static str, T)], meaning: T) -> &'static str {
    let found = words.iter().find(|(_, known)| *known == meaning);
    found.map_or("", |(word, _)| word)
}
