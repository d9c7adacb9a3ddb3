//! Reforms as a person edits them: texts as typed, valid or not, and one function from an edit to what
//! follows. No DOM.

use serde::{Deserialize, Serialize};

use super::lever_form::LeverForm;
use crate::base::FileId;
use crate::check::Rulebook;
use crate::check::rulebook::{Named, Shape};
use crate::rulebook::reform::{SetDraft, ValueDraft, quoted};
use crate::rulebook::{Reform, read_reform};
use crate::scenario::reverse::written;

/// How many steps back undo goes.
const HISTORY: usize = 200;

/// Reforms laid one on the other, and the one in hand.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Editor {
    /// The stack, in the order laid on.
    pub stack: Vec<Item>,
    /// The one in hand.
    pub at: usize,
    undo: Vec<(Vec<Item>, usize)>,
    redo: Vec<(Vec<Item>, usize)>,
    /// The field whose typing is one step of undo.
    typing: Option<Edit>,
}

/// One reform of the stack.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Item {
    /// Whether it is laid on.
    pub on: bool,
    /// Id.
    pub id: String,
    /// Title in Chinese.
    pub zh: String,
    /// Title in English.
    pub en: String,
    /// Day it was drafted.
    pub date: String,
    /// What it wants.
    pub about: String,
    /// Values it sets.
    pub sets: Vec<SetForm>,
    /// Levers it switches off.
    pub off: Vec<String>,
    /// Levers it adds by form.
    pub levers: Vec<LeverForm>,
    /// What else its file holds: records, examples, levers switched on, as TOML.
    pub more: String,
    /// Records of reforms before it that it removes.
    pub remove: Vec<String>,
}

/// A value as typed.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SetForm {
    /// Id of the parameter.
    pub parameter: String,
    /// First day; empty for always.
    pub from: String,
    /// Last day; empty for no end.
    pub to: String,
    /// The value, where there are no rows.
    pub value: String,
    /// Rows: bound or option, and value.
    pub rows: Vec<(String, String)>,
    /// Whether the rows go by options.
    pub by_option: bool,
    /// What the entry says beside (owner, note, single rows), as TOML after a comma.
    pub more: String,
}

/// What a person did.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Edit {
    /// A new reform on top.
    New(String),
    /// Take one in hand.
    Select(usize),
    /// Take one away.
    Delete(usize),
    /// Lay it on or leave it out.
    Toggle(usize),
    /// One earlier in the stack.
    Up(usize),
    /// Title, in Chinese.
    Title(String),
    /// Title, in English.
    TitleEn(String),
    /// Day.
    Date(String),
    /// What it wants.
    About(String),
    /// Set a parameter: starts with what holds on a day.
    Set(String, String),
    /// Take an entry away.
    Unset(usize),
    /// A part of an entry.
    Part(usize, Part, String),
    /// A row's bound (or option) and value.
    Row(usize, usize, bool, String),
    /// A row after another.
    AddRow(usize, usize),
    /// Take a row away.
    RemoveRow(usize, usize),
    /// Switch a lever off, or leave it as it is.
    Switch(String),
    /// Add a lever by form.
    AddLever,
    /// Change a lever.
    Lever(usize, Box<LeverForm>),
    /// Take a lever away.
    RemoveLever(usize),
    /// What else it holds.
    More(String),
    /// Open the text of a file.
    Open(String),
    /// Take a whole stack: from memory or a link.
    Stack(Vec<Item>),
    /// A field was left.
    Settle,
    /// Back one step.
    Undo,
    /// Forward one step.
    Redo,
}

/// A part of an entry.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// First day.
    From,
    /// Last day.
    To,
    /// Value.
    Value,
}

impl Editor {
    /// Whether there is something to undo.
    pub fn can_undo(&self) -> bool {
        !self.undo.is_empty()
    }

    /// Whether there is something to redo.
    pub fn can_redo(&self) -> bool {
        !self.redo.is_empty()
    }

    /// The reform in hand.
    pub fn item(&self) -> Option<&Item> {
        self.stack.get(self.at)
    }

    /// What follows from an edit.
    #[must_use]
    pub fn after(&self, book: &Rulebook, edit: &Edit) -> Editor {
        let mut next = self.clone();
        match edit {
            Edit::Undo => next.step(true),
            Edit::Redo => next.step(false),
            Edit::Settle => next.typing = None,
            Edit::Select(at) => next.at = *at,
            _ => {
                next.edit(book, edit);
                if next.stack == self.stack {
                    next.at = self.at;
                    return next;
                }
                next.at = next.at.min(next.stack.len().saturating_sub(1));
                let same = self
                    .typing
                    .as_ref()
                    .is_some_and(|typed| continues(typed, edit));
                if !same {
                    next.undo.push((self.stack.clone(), self.at));
                    if next.undo.len() > HISTORY {
                        next.undo.remove(0);
                    }
                }
                next.redo.clear();
                next.typing = Some(edit.clone());
            }
        }
        next
    }

    fn step(&mut self, back: bool) {
        let (from, to) = if back {
            (&mut self.undo, &mut self.redo)
        } else {
            (&mut self.redo, &mut self.undo)
        };
        if let Some((stack, at)) = from.pop() {
            to.push((std::mem::replace(&mut self.stack, stack), self.at));
            self.at = at;
        }
        self.typing = None;
    }

    fn edit(&mut self, book: &Rulebook, edit: &Edit) {
        match edit {
            Edit::New(date) => self.add(Item::new(self.stack.len() + 1, date)),
            Edit::Delete(at) if *at < self.stack.len() => {
                self.stack.remove(*at);
            }
            Edit::Toggle(at) => {
                if let Some(item) = self.stack.get_mut(*at) {
                    item.on = !item.on;
                }
            }
            Edit::Up(at) if *at > 0 && *at < self.stack.len() => {
                self.stack.swap(*at, at - 1);
                self.at = at - 1;
            }
            Edit::Open(text) => {
                let (reform, _) = read_reform(text, FileId(0));
                let item = match reform {
                    Some(reform) => Item::of(&reform),
                    // What cannot be read stands as it was written, with what is wrong beside it.
                    None => Item {
                        more: text.clone(),
                        ..Item::new(self.stack.len() + 1, "")
                    },
                };
                self.add(item);
            }
            Edit::Stack(stack) => {
                self.stack.clone_from(stack);
                self.at = stack.len().saturating_sub(1);
            }
            _ => {
                if self.stack.is_empty() {
                    self.add(Item::new(1, ""));
                }
                if let Some(item) = self.stack.get_mut(self.at) {
                    item.edit(book, edit);
                }
            }
        }
    }

    fn add(&mut self, item: Item) {
        self.stack.push(item);
        self.at = self.stack.len() - 1;
    }
}

/// Whether an edit goes on typing in the field of another.
fn continues(typed: &Edit, edit: &Edit) -> bool {
    match (typed, edit) {
        (Edit::Title(_), Edit::Title(_))
        | (Edit::TitleEn(_), Edit::TitleEn(_))
        | (Edit::About(_), Edit::About(_))
        | (Edit::More(_), Edit::More(_)) => true,
        (Edit::Part(a, p, _), Edit::Part(b, q, _)) => a == b && p == q,
        (Edit::Row(a, i, p, _), Edit::Row(b, j, q, _)) => (a, i, p) == (b, j, q),
        _ => false,
    }
}

impl Item {
    /// An empty reform.
    pub fn new(number: usize, date: &str) -> Item {
        Item {
            on: true,
            id: format!("reform-{number}"),
            zh: format!("改革方案{number}"),
            en: format!("Reform {number}"),
            date: date.to_owned(),
            ..Item::default()
        }
    }

    /// A reform as it was read; what no form shows stands as TOML.
    pub fn of(reform: &Reform) -> Item {
        let rest = Reform {
            sets: Vec::new(),
            switches: reform
                .switches
                .iter()
                .filter(|one| one.on)
                .cloned()
                .collect(),
            ..reform.clone()
        };
        let rest = rest.to_toml();
        let more = rest.split_once("\n\n").map_or("", |(_, more)| more);
        let off = reform.switches.iter().filter(|one| !one.on);
        Item {
            on: true,
            id: reform.id.value.clone(),
            zh: reform.title.zh.clone(),
            en: reform.title.en.clone(),
            date: reform
                .date
                .map_or_else(String::new, |date| date.to_string()),
            about: reform
                .description
                .as_ref()
                .map_or_else(String::new, |text| text.zh.clone()),
            sets: reform.sets.iter().map(SetForm::of).collect(),
            off: off.map(|one| one.lever.value.clone()).collect(),
            levers: Vec::new(),
            more: more.to_owned(),
            remove: reform
                .remove
                .iter()
                .map(|name| name.value.clone())
                .collect(),
        }
    }

    fn edit(&mut self, book: &Rulebook, edit: &Edit) {
        match edit {
            Edit::Title(text) => self.zh.clone_from(text),
            Edit::TitleEn(text) => self.en.clone_from(text),
            Edit::Date(text) => self.date.clone_from(text),
            Edit::About(text) => self.about.clone_from(text),
            Edit::Set(parameter, from) => self.sets.push(SetForm::standing(book, parameter, from)),
            Edit::Unset(at) if *at < self.sets.len() => {
                self.sets.remove(*at);
            }
            Edit::Switch(lever) => match self.off.iter().position(|known| known == lever) {
                Some(at) => {
                    self.off.remove(at);
                }
                None => self.off.push(lever.clone()),
            },
            Edit::AddLever => self
                .levers
                .push(LeverForm::new(self.levers.len() + 1, &self.date)),
            Edit::Lever(at, form) => {
                if let Some(lever) = self.levers.get_mut(*at) {
                    lever.clone_from(form);
                }
            }
            Edit::RemoveLever(at) if *at < self.levers.len() => {
                self.levers.remove(*at);
            }
            Edit::More(text) => self.more.clone_from(text),
            Edit::Part(at, ..)
            | Edit::Row(at, ..)
            | Edit::AddRow(at, _)
            | Edit::RemoveRow(at, _) => {
                if let Some(set) = self.sets.get_mut(*at) {
                    set.edit(edit);
                }
            }
            _ => {}
        }
    }

    /// The reform as a TOML file, as typed: what is wrong in it is wrong there.
    pub fn to_toml(&self, book: &Rulebook) -> String {
        let mut out = format!("[reform]\nid = {}\n", quoted(&self.id));
        let en = if self.en.trim().is_empty() {
            &self.zh
        } else {
            &self.en
        };
        out.push_str(&format!(
            "title = {{ zh = {}, en = {} }}\n",
            quoted(&self.zh),
            quoted(en)
        ));
        if !self.date.is_empty() {
            out.push_str(&format!("date = {}\n", quoted(&self.date)));
        }
        if !self.about.trim().is_empty() {
            let about = quoted(&self.about);
            out.push_str(&format!("description = {{ zh = {about}, en = {about} }}\n"));
        }
        if !self.remove.is_empty() {
            let names: Vec<String> = self.remove.iter().map(|name| quoted(name)).collect();
            out.push_str(&format!("remove = [{}]\n", names.join(", ")));
        }
        let mut names: Vec<&str> = Vec::new();
        for set in &self.sets {
            if !names.contains(&set.parameter.as_str()) {
                names.push(&set.parameter);
            }
        }
        if !names.is_empty() {
            out.push_str("\n[set]\n");
        }
        for name in names {
            let entries = self.sets.iter().filter(|set| set.parameter == name);
            let entries: Vec<String> = entries
                .map(|set| format!("  {},\n", set.to_toml()))
                .collect();
            out.push_str(&format!("{} = [\n{}]\n", quoted(name), entries.concat()));
        }
        let (switch, more) = self
            .more
            .strip_prefix("[switch]\n")
            .map_or(("", self.more.as_str()), |rest| {
                rest.split_once("\n\n").unwrap_or((rest, ""))
            });
        if !self.off.is_empty() || !switch.is_empty() {
            out.push_str("\n[switch]\n");
            for lever in &self.off {
                out.push_str(&format!("{} = \"off\"\n", quoted(lever)));
            }
            if !switch.is_empty() {
                out.push_str(switch.trim_end());
                out.push('\n');
            }
        }
        for lever in &self.levers {
            out.push('\n');
            out.push_str(&lever.to_toml(book));
        }
        if !more.trim().is_empty() {
            out.push('\n');
            out.push_str(more);
        }
        out
    }
}

impl SetForm {
    /// What holds on a day, as a start.
    fn standing(book: &Rulebook, parameter: &str, from: &str) -> SetForm {
        let mut form = SetForm {
            parameter: parameter.to_owned(),
            from: from.to_owned(),
            ..SetForm::default()
        };
        let Some(Named::Parameter(id)) = book.names.get(parameter) else {
            return form;
        };
        let parameter = &book.parameters[*id];
        if matches!(parameter.shape, Shape::Reading(_)) || parameter.open {
            form.from.clear();
        }
        let values = parameter.history.values.iter().rev();
        let day = crate::base::Date::parse(&form.from);
        let law = day.map_or(&parameter.history.opens, |day| {
            parameter.history.at(day, &|_| false).0
        });
        let table = |law: &&crate::check::history::Law| {
            use crate::check::history::Law;
            matches!(law, Law::Brackets(_) | Law::Rows(_))
        };
        // A table that does not stand on the day starts from the last one that did.
        let wanted = matches!(
            parameter.shape,
            Shape::Brackets { .. } | Shape::ByChoice { .. }
        );
        let last = values.map(|value| &value.law).find(|law| table(law));
        let law = match last {
            Some(last) if wanted && !table(&law) => last,
            _ => law,
        };
        form.take(&written(book, &parameter.shape, law));
        if parameter.open {
            form.value.clear();
        }
        form
    }

    fn of(set: &SetDraft) -> SetForm {
        let day = |day: &Option<crate::rulebook::draft::Spanned<crate::base::Date>>| {
            day.as_ref()
                .map_or_else(String::new, |day| day.value.to_string())
        };
        let mut form = SetForm {
            parameter: set.parameter.value.clone(),
            from: day(&set.from),
            to: day(&set.to),
            ..SetForm::default()
        };
        // What the form has no field for is kept as it is written.
        let bare = Reform {
            sets: vec![SetDraft {
                from: None,
                to: None,
                ..set.clone()
            }],
            ..Reform::default()
        };
        let edits = matches!(
            set.value.value,
            ValueDraft::EditBrackets(_) | ValueDraft::EditRows(_)
        );
        if edits || set.lever.is_some() || set.without.is_some() || set.note.is_some() {
            let text = bare.to_toml();
            let entry = text
                .split_once("[set]\n")
                .and_then(|(_, set)| set.split_once(" = { "));
            let entry = entry.map_or("", |(_, entry)| entry.trim_end());
            entry
                .strip_suffix(" }")
                .unwrap_or(entry)
                .clone_into(&mut form.more);
        } else {
            form.take(&set.value.value);
        }
        form
    }

    fn take(&mut self, value: &ValueDraft) {
        let number = |cell: &crate::rulebook::draft::CellDraft| {
            use crate::rulebook::draft::CellDraft;
            match cell {
                CellDraft::Absent => "absent".to_owned(),
                CellDraft::Unknown => "unknown".to_owned(),
                CellDraft::Open => "open".to_owned(),
                CellDraft::Number(value) => value.to_string(),
            }
        };
        match value {
            ValueDraft::Word(word) => self.value.clone_from(word),
            ValueDraft::Brackets(rows) => {
                let rows = rows.iter().map(|(upto, cell)| {
                    let upto = upto
                        .as_ref()
                        .map_or_else(String::new, |upto| upto.value.to_string());
                    (upto, number(&cell.value))
                });
                self.rows = rows.collect();
            }
            ValueDraft::Rows(rows) => {
                self.by_option = true;
                let rows = rows
                    .iter()
                    .map(|(option, cell)| (option.value.clone(), number(&cell.value)));
                self.rows = rows.collect();
            }
            ValueDraft::EditBrackets(_) | ValueDraft::EditRows(_) => {}
        }
    }

    fn edit(&mut self, edit: &Edit) {
        match edit {
            Edit::Part(_, Part::From, text) => self.from.clone_from(text),
            Edit::Part(_, Part::To, text) => self.to.clone_from(text),
            Edit::Part(_, Part::Value, text) => self.value.clone_from(text),
            Edit::Row(_, row, bound, text) => {
                if let Some((key, value)) = self.rows.get_mut(*row) {
                    if *bound { key } else { value }.clone_from(text);
                }
            }
            Edit::AddRow(_, row) => {
                let at = (*row).min(self.rows.len());
                let value = self
                    .rows
                    .get(at)
                    .map_or_else(String::new, |(_, value)| value.clone());
                self.rows.insert(at, ("0".to_owned(), value));
            }
            Edit::RemoveRow(_, row) if *row < self.rows.len() => {
                self.rows.remove(*row);
            }
            _ => {}
        }
    }

    fn to_toml(&self) -> String {
        let mut parts = Vec::new();
        for (name, text) in [("from", &self.from), ("to", &self.to)] {
            if !text.trim().is_empty() {
                parts.push(format!("{name} = {}", quoted(text.trim())));
            }
        }
        if !self.more.is_empty() {
            parts.push(self.more.clone());
        } else if self.rows.is_empty() {
            parts.push(format!("value = {}", quoted(self.value.trim())));
        } else if self.by_option {
            let rows = self.rows.iter();
            let rows: Vec<String> = rows
                .map(|(key, value)| format!("{} = {}", quoted(key), quoted(value.trim())))
                .collect();
            parts.push(format!("rows = {{ {} }}", rows.join(", ")));
        } else {
            let rows = self.rows.iter().map(|(upto, value)| {
                let value = quoted(value.trim());
                if upto.trim().is_empty() {
                    format!("{{ value = {value} }}")
                } else {
                    format!("{{ upto = {}, value = {value} }}", quoted(upto.trim()))
                }
            });
            let rows: Vec<String> = rows.collect();
            parts.push(format!("rows = [{}]", rows.join(", ")));
        }
        format!("{{ {} }}", parts.join(", "))
    }
}
