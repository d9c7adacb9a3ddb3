//! [`Reform`] to TOML: what is written reads as the same.

use super::write_records::{self, cell};
use super::{BracketEdit, ExampleDraft, Reform, SetDraft, ValueDraft};
use crate::base::{Rational, Text};
use crate::rulebook::draft::WithoutDraft;

impl Reform {
    /// The reform as a TOML file.
    pub fn to_toml(&self) -> String {
        let mut out = String::from("[reform]\n");
        out.push_str(&format!("id = {}\n", quoted(&self.id.value)));
        out.push_str(&format!("title = {}\n", text(&self.title)));
        if let Some(date) = self.date {
            out.push_str(&format!("date = \"{date}\"\n"));
        }
        if let Some(description) = &self.description {
            out.push_str(&format!("description = {}\n", text(description)));
        }
        if !self.remove.is_empty() {
            let names: Vec<String> = self.remove.iter().map(|name| quoted(&name.value)).collect();
            out.push_str(&format!("remove = [{}]\n", names.join(", ")));
        }
        self.write_sets(&mut out);
        if !self.switches.is_empty() {
            out.push_str("\n[switch]\n");
        }
        for switch in &self.switches {
            let word = if switch.on { "on" } else { "off" };
            out.push_str(&format!("{} = \"{word}\"\n", key(&switch.lever.value)));
        }
        let revised = &self.added.revised;
        if !revised.formulas.is_empty() {
            out.push_str("\n[formula]\n");
        }
        for (amount, formula) in &revised.formulas {
            let formula = quoted(&formula.value);
            out.push_str(&format!("{} = {formula}\n", key(&amount.value)));
        }
        if !revised.in_force.is_empty() {
            out.push_str("\n[in_force]\n");
        }
        for (lever, spans) in &revised.in_force {
            let spans: Vec<String> = spans.iter().map(write_records::span).collect();
            let spans = spans.join(", ");
            out.push_str(&format!("{} = [{spans}]\n", key(&lever.value)));
        }
        write_records::draft(&self.added, &mut out);
        for one in &self.examples {
            example(one, &mut out);
        }
        out
    }

    /// Entries of one parameter stand together, in the order of the first of them.
    fn write_sets(&self, out: &mut String) {
        let mut names: Vec<&str> = Vec::new();
        for set in &self.sets {
            if !names.contains(&set.parameter.value.as_str()) {
                names.push(&set.parameter.value);
            }
        }
        if !names.is_empty() {
            out.push_str("\n[set]\n");
        }
        for name in names {
            let of = self.sets.iter().filter(|set| set.parameter.value == name);
            let entries: Vec<String> = of.map(entry).collect();
            match entries.as_slice() {
                [one] => out.push_str(&format!("{} = {one}\n", key(name))),
                all => {
                    let lines: Vec<String> = all.iter().map(|one| listed(one)).collect();
                    out.push_str(&format!("{} = [\n{}]\n", key(name), lines.concat()));
                }
            }
        }
    }
}

/// An entry in a list: a table even where a bare value would do.
fn listed(entry: &str) -> String {
    if entry.starts_with('{') {
        format!("  {entry},\n")
    } else {
        format!("  {{ value = {entry} }},\n")
    }
}

fn entry(set: &SetDraft) -> String {
    let bare = set.from.is_none()
        && set.to.is_none()
        && set.lever.is_none()
        && set.without.is_none()
        && set.note.is_none();
    if let (true, ValueDraft::Word(word)) = (bare, &set.value.value) {
        return quoted(word);
    }
    let mut parts = Vec::new();
    if let Some(from) = &set.from {
        parts.push(format!("from = \"{}\"", from.value));
    }
    if let Some(to) = &set.to {
        parts.push(format!("to = \"{}\"", to.value));
    }
    parts.push(match &set.value.value {
        ValueDraft::Word(word) => format!("value = {}", quoted(word)),
        ValueDraft::Brackets(rows) => format!("rows = {}", write_records::brackets(rows)),
        ValueDraft::Rows(rows) => format!("rows = {}", write_records::rows(rows)),
        ValueDraft::EditRows(rows) => format!("edit = {}", write_records::rows(rows)),
        ValueDraft::EditBrackets(rows) => {
            let rows: Vec<String> = rows.iter().map(bracket).collect();
            format!("edit = [{}]", rows.join(", "))
        }
    });
    if let Some(lever) = &set.lever {
        parts.push(format!("lever = {}", quoted(&lever.value)));
    }
    if let Some(without) = &set.without {
        parts.push(format!("without = {}", self::without(&without.value)));
    }
    if let Some(note) = &set.note {
        parts.push(format!("note = {}", text(note)));
    }
    format!("{{ {} }}", parts.join(", "))
}

fn bracket(row: &BracketEdit) -> String {
    let upto = row.upto.as_ref();
    let upto = upto.map_or_else(String::new, |upto| {
        format!("upto = {}, ", number(upto.value))
    });
    match &row.value {
        Some(value) => format!("{{ {upto}value = {} }}", cell(value.value)),
        None => format!("{{ {upto}remove = true }}"),
    }
}

fn example(example: &ExampleDraft, out: &mut String) {
    let fields = [
        ("preset", &example.preset),
        ("period", &example.period),
        ("amount", &example.target),
        ("before", &example.before),
        ("after", &example.after),
    ];
    out.push_str("\n[[example]]\n");
    for (name, value) in fields {
        out.push_str(&format!("{name} = {}\n", quoted(&value.value)));
    }
    out.push_str(&format!("why = {}\n", text(&example.why)));
}

pub(super) fn without(without: &WithoutDraft) -> String {
    match without {
        WithoutDraft::Previous => "\"previous\"".to_owned(),
        WithoutDraft::Absent => "\"absent\"".to_owned(),
        WithoutDraft::Unknown => "\"unknown\"".to_owned(),
        WithoutDraft::Number(value) => number(*value),
    }
}

pub(super) fn text(text: &Text) -> String {
    format!("{{ zh = {}, en = {} }}", quoted(&text.zh), quoted(&text.en))
}

/// An exact number in quotes. Every number of a draft was written as a decimal.
pub fn number(value: Rational) -> String {
    format!("\"{value}\"")
}

/// An id as a key: bare if TOML lets it.
pub(super) fn key(name: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    if !name.is_empty() && name.chars().all(bare) {
        name.to_owned()
    } else {
        quoted(name)
    }
}

/// A basic string of TOML.
pub fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => {
                out.push_str(&format!("\\u{:04X}", u32::from(c)));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
