//! A tree of values to an enterprise; each problem costs only the fact it is about.

use super::parse::{group_row, slot_by_name, written};
use super::problem::{Expected, FactProblem, FactProblemKind};
use super::raw::{self, Raw, RawKey, RawValue};
use super::{Enterprise, json};
use crate::base::diagnostic::{Place, nearest};
use crate::base::{FileId, Period, Text};
use crate::check::Rulebook;
use crate::check::rulebook::{FactId, GroupId, Named};

/// Keys of a facts file that are not facts.
const FRAME: [&str; 9] = [
    "name", "title", "period", "note", "notes", "patch", "facts", "rulebook", "total",
];

/// Longest facts file, in bytes: the largest preset has a hundredth of it.
const LONGEST_FILE: usize = 1 << 20;

/// Longest name or note, in characters.
const LONGEST_TEXT: usize = 4_000;

/// Refuses what no facts file is: reading it would cost more than it could say.
fn too_large(text: &str, file: FileId) -> Option<FactProblem> {
    (text.len() > LONGEST_FILE).then(|| {
        let message = "larger than 1 MB / 超过 1 MB".to_owned();
        syntax((raw::place(file, 0..0), message))
    })
}

/// A text as a tree of values: JSON if it begins with `{`, otherwise TOML.
///
/// # Errors
///
/// `F0101` where it is neither.
pub fn tree(text: &str, file: FileId) -> Result<RawValue, Vec<FactProblem>> {
    if let Some(refused) = too_large(text, file) {
        return Err(vec![refused]);
    }
    if text.trim_start().starts_with('{') {
        json::json(text, file).map_err(|error| vec![syntax(error)])
    } else {
        raw::toml(text, file).map_err(|errors| errors.into_iter().map(syntax).collect())
    }
}

/// Reads a facts file: JSON if it begins with `{`, otherwise TOML.
pub fn from_text(rulebook: &Rulebook, text: &str, file: FileId) -> (Enterprise, Vec<FactProblem>) {
    match tree(text, file) {
        Ok(tree) => from_raw(rulebook, &tree),
        Err(refused) => (Enterprise::new(rulebook), refused),
    }
}

/// Reads a facts file in TOML.
pub fn from_toml(rulebook: &Rulebook, text: &str, file: FileId) -> (Enterprise, Vec<FactProblem>) {
    match raw::toml(text, file) {
        Ok(tree) => from_raw(rulebook, &tree),
        Err(errors) => (
            Enterprise::new(rulebook),
            errors.into_iter().map(syntax).collect(),
        ),
    }
}

/// Reads a facts file in JSON.
pub fn from_json(rulebook: &Rulebook, text: &str, file: FileId) -> (Enterprise, Vec<FactProblem>) {
    match json::json(text, file) {
        Ok(tree) => from_raw(rulebook, &tree),
        Err(error) => (Enterprise::new(rulebook), vec![syntax(error)]),
    }
}

fn syntax((place, message): raw::SyntaxError) -> FactProblem {
    FactProblem {
        fact: String::new(),
        row: None,
        place: Some(place),
        kind: FactProblemKind::Syntax { message },
    }
}

/// Reads facts from a tree: under `facts`, or, where there is no such key, beside the name, period and
/// notes.
pub fn from_raw(rulebook: &Rulebook, tree: &RawValue) -> (Enterprise, Vec<FactProblem>) {
    let deceptive = tree.deceptive();
    let plain = (!deceptive.is_empty()).then(|| tree.plain());
    let problem = |(fact, place)| FactProblem {
        fact,
        row: None,
        place,
        kind: FactProblemKind::Deceptive,
    };
    let mut reader = Reader {
        rulebook,
        enterprise: Enterprise::new(rulebook),
        stated: Vec::new(),
        problems: deceptive.into_iter().map(problem).collect(),
    };
    reader.frame(plain.as_ref().unwrap_or(tree));
    (reader.enterprise, reader.problems)
}

struct Reader<'r> {
    rulebook: &'r Rulebook,
    enterprise: Enterprise,
    /// Names stated so far, to find those that are stated twice.
    stated: Vec<(String, Option<Place>)>,
    problems: Vec<FactProblem>,
}

impl Reader<'_> {
    fn problem(
        &mut self,
        fact: &str,
        row: Option<u8>,
        place: Option<Place>,
        kind: FactProblemKind,
    ) {
        self.problems.push(FactProblem {
            fact: fact.to_owned(),
            row,
            place,
            kind,
        });
    }

    fn wrong_shape(&mut self, fact: &str, row: Option<u8>, value: &RawValue, expected: Expected) {
        let kind = FactProblemKind::WrongShape { expected };
        self.problem(fact, row, value.place, kind);
    }

    fn frame(&mut self, tree: &RawValue) {
        let Raw::Table(entries) = &tree.raw else {
            return self.wrong_shape("", None, tree, Expected::Facts);
        };
        let framed = tree.get("facts").is_some();
        for (key, value) in entries {
            match key.name.as_str() {
                name if FRAME.contains(&name) && !self.first(name, key.place) => {}
                "name" => self.enterprise.name = self.text(key, value),
                "note" => self.enterprise.note = self.text(key, value),
                "rulebook" => self.enterprise.rulebook = self.text(key, value),
                "total" => self.enterprise.total = self.text(key, value),
                "title" => self.title(key, value),
                "period" => self.period(key, value),
                "notes" => self.notes(key, value),
                "patch" => self.enterprise.patch = Some(value.clone()),
                "facts" => match &value.raw {
                    Raw::Table(facts) => self.facts(facts),
                    _ => self.wrong_shape("facts", None, value, Expected::Facts),
                },
                name if framed => {
                    let suggestion = nearest(name, FRAME).map(str::to_owned);
                    let kind = FactProblemKind::UnknownFact { suggestion };
                    self.problem(name, None, key.place, kind);
                }
                _ => self.fact(key, value),
            }
        }
    }

    /// Whether a name is stated for the first time.
    fn first(&mut self, name: &str, place: Option<Place>) -> bool {
        let before = self.stated.iter().find(|(stated, _)| stated == name);
        if let Some((_, first)) = before {
            let kind = FactProblemKind::Twice { first: *first };
            self.problem(name, None, place, kind);
            return false;
        }
        self.stated.push((name.to_owned(), place));
        true
    }

    fn text(&mut self, key: &RawKey, value: &RawValue) -> Option<String> {
        let text = value.as_text();
        if text.is_none() && value.raw != Raw::Null {
            self.wrong_shape(&key.name, None, value, Expected::Text);
        }
        self.short(key, value, text?).map(str::to_owned)
    }

    /// A text that is not too long.
    fn short<'t>(&mut self, key: &RawKey, value: &RawValue, text: &'t str) -> Option<&'t str> {
        if text.chars().nth(LONGEST_TEXT).is_none() {
            return Some(text);
        }
        let kind = FactProblemKind::LongText { most: LONGEST_TEXT };
        self.problem(&key.name, None, value.place, kind);
        None
    }

    /// A title in both languages, or one text for both.
    fn title(&mut self, key: &RawKey, value: &RawValue) {
        let part = |lang| value.get(lang).and_then(RawValue::as_text);
        let parts = [value.as_text(), part("zh"), part("en")];
        for text in parts.into_iter().flatten() {
            if self.short(key, value, text).is_none() {
                return;
            }
        }
        self.enterprise.title = match (value.as_text(), part("zh"), part("en")) {
            (Some(text), ..) => Some(Text::new(text, text)),
            (None, Some(zh), Some(en)) => Some(Text::new(zh, en)),
            _ => return self.wrong_shape(&key.name, None, value, Expected::Text),
        };
    }

    fn period(&mut self, key: &RawKey, value: &RawValue) {
        let Some(text) = self.text(key, value) else {
            return;
        };
        self.enterprise.period = Period::parse(text.trim()).ok();
        if self.enterprise.period.is_none() {
            let kind = FactProblemKind::NotAPeriod { text };
            self.problem(&key.name, None, value.place, kind);
        }
    }

    fn notes(&mut self, key: &RawKey, value: &RawValue) {
        let Raw::Table(notes) = &value.raw else {
            return self.wrong_shape(&key.name, None, value, Expected::Facts);
        };
        for (key, value) in notes {
            if let Some(note) = self.text(key, value) {
                self.enterprise.notes.insert(key.name.clone(), note);
            }
        }
    }

    fn facts(&mut self, entries: &[(RawKey, RawValue)]) {
        for (key, value) in entries {
            self.fact(key, value);
        }
    }

    /// A fact, a group, a row of a group (`line2`) or a fact in a row (`line2.line_kwh`).
    fn fact(&mut self, key: &RawKey, value: &RawValue) {
        let name = key.name.as_str();
        let rulebook = self.rulebook;
        match rulebook.names.get(name) {
            Some(Named::Fact(id)) => match rulebook.facts[*id].group {
                None => self.cell(*id, None, key, value),
                Some(group) => {
                    let group = rulebook.groups[group].id.clone();
                    self.problem(name, None, key.place, FactProblemKind::InGroup { group });
                }
            },
            Some(Named::Group(id)) => self.group(*id, key, value),
            _ => {
                if let Some(slot) = slot_by_name(rulebook, name) {
                    let slot = rulebook.fact_slots[slot];
                    if let Some(group) = rulebook.facts[slot.fact].group {
                        self.reach(group, slot.row.unwrap_or(0));
                    }
                    self.cell(slot.fact, slot.row, key, value);
                } else if let Some((group, row)) = group_row(rulebook, name) {
                    self.reach(group, row);
                    self.row(group, row, name, value);
                } else {
                    self.unknown(name, None, key.place);
                }
            }
        }
    }

    fn unknown(&mut self, name: &str, row: Option<u8>, place: Option<Place>) {
        let names = self.rulebook.names.iter();
        let known = names.filter(|(_, named)| matches!(named, Named::Fact(_) | Named::Group(_)));
        let suggestion = nearest(name, known.map(|(name, _)| name.as_str())).map(str::to_owned);
        self.problem(
            name,
            row,
            place,
            FactProblemKind::UnknownFact { suggestion },
        );
    }

    fn cell(&mut self, fact: FactId, row: Option<u8>, key: &RawKey, value: &RawValue) {
        let rulebook = self.rulebook;
        let slot = rulebook.slot(fact, row.unwrap_or(0));
        let known = &rulebook.facts[fact];
        if !self.first(&rulebook.slot_name(slot), key.place) {
            return;
        }
        match written(rulebook, known, value) {
            Ok(cell) => self.enterprise.set(slot, cell),
            Err(kind) => {
                let place = value.place.or(key.place);
                self.problem(&known.id, row, place, kind);
            }
        }
    }

    /// Sees to it that a group has at least the rows up to this one.
    fn reach(&mut self, group: GroupId, row: u8) {
        let rows = self.enterprise.rows(group).unwrap_or(0).max(row + 1);
        self.enterprise.set_rows(self.rulebook, group, Some(rows));
    }

    fn group(&mut self, group: GroupId, key: &RawKey, value: &RawValue) {
        let rows = match &value.raw {
            Raw::Null => return,
            Raw::List(rows) => rows,
            _ => return self.wrong_shape(&key.name, None, value, Expected::Rows),
        };
        let most = self.rulebook.groups[group].max_rows;
        if rows.len() > usize::from(most) {
            let rows = rows.len();
            let kind = FactProblemKind::TooManyRows { rows, most };
            self.problem(&key.name, None, value.place, kind);
        }
        if rows.is_empty() {
            self.enterprise.set_rows(self.rulebook, group, Some(0));
        }
        for (row, value) in (0..most).zip(rows) {
            self.reach(group, row);
            self.row(group, row, &key.name, value);
        }
    }

    fn row(&mut self, group: GroupId, row: u8, name: &str, value: &RawValue) {
        let Raw::Table(fields) = &value.raw else {
            return self.wrong_shape(name, Some(row), value, Expected::Facts);
        };
        let rulebook = self.rulebook;
        for (key, value) in fields {
            let fact = match rulebook.names.get(&key.name) {
                Some(Named::Fact(id)) if rulebook.facts[*id].group == Some(group) => *id,
                _ => {
                    let facts = rulebook.groups[group].facts.iter();
                    let known = facts.map(|fact| rulebook.facts[*fact].id.as_str());
                    let suggestion = nearest(&key.name, known).map(str::to_owned);
                    let kind = FactProblemKind::UnknownFact { suggestion };
                    self.problem(&key.name, Some(row), key.place, kind);
                    continue;
                }
            };
            self.cell(fact, Some(row), key, value);
        }
    }
}
