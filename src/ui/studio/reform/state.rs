//! Reforms as a person edits them: texts as typed, valid or not, and one function from an edit to what
//! follows. No DOM.

use serde::{Deserialize, Serialize};

use super::lever_form::LeverForm;
use super::lever_read;
use crate::base::FileId;
use crate::check::Rulebook;
use crate::rulebook::reform::LIMIT;
use crate::rulebook::{Reform, read_reform};

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
    /// Add a lever by form, in force from the year of a day.
    AddLever(String),
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
            // Told where the file is chosen; nothing of it may take the place of what is there.
            Edit::Open(text) if text.len() > LIMIT => {}
            Edit::Open(text) => {
                let (reform, _) = read_reform(text, FileId(0));
                let item = match reform {
                    Some(reform) => Item::of(book, &reform),
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
        (Edit::Row(set, row, bound, _), Edit::Row(of, at, side, _)) => {
            (set, row, bound) == (of, at, side)
        }
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
    pub fn of(book: &Rulebook, reform: &Reform) -> Item {
        let (levers, reform) = lever_read::forms(book, reform);
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
            levers,
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
            Edit::AddLever(day) => self.levers.push(LeverForm::new(self.levers.len() + 1, day)),
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
}
