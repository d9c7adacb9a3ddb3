//! A set as text: for links, for the browser's memory, and as the file the command takes.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::rc::Rc;

use serde::{Deserialize, Serialize};

use super::state::{Column, Member, Set};
use crate::base::is_deceptive;
use crate::check::Rulebook;
use crate::check::rulebook::Named;
use crate::enterprise::slot_by_name;
use crate::scenario::Patches;

/// Longest link, in characters: what address bars carry.
pub const LONGEST_LINK: usize = 60_000;

/// A set as kept: names in place of ids, each enterprise once.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Saved {
    title: String,
    reference: usize,
    from: usize,
    to: usize,
    members: Vec<SavedMember>,
    columns: Vec<SavedColumn>,
}

#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct SavedMember {
    name: String,
    facts: BTreeMap<String, String>,
    rows: BTreeMap<String, u8>,
}

#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct SavedColumn {
    name: String,
    members: Vec<usize>,
    period: String,
    changes: Vec<String>,
}

impl Saved {
    /// A set with names in place of ids.
    pub fn of(set: &Set) -> Saved {
        let mut saved = Saved {
            title: set.title.to_string(),
            reference: set.reference,
            from: set.way.0,
            to: set.way.1,
            ..Saved::default()
        };
        for column in &set.columns {
            let members = column
                .members
                .iter()
                .map(|member| saved.keep(member))
                .collect();
            saved.columns.push(SavedColumn {
                name: column.name.to_string(),
                members,
                period: column.period.to_string(),
                changes: column.changes.iter().map(ToString::to_string).collect(),
            });
        }
        saved
    }

    fn keep(&mut self, member: &Member) -> usize {
        let facts = member.facts.iter();
        let kept = SavedMember {
            name: member.name.to_string(),
            facts: facts
                .map(|(slot, text)| (slot.clone(), text.to_string()))
                .collect(),
            rows: member
                .rows
                .iter()
                .map(|(group, rows)| (group.clone(), *rows))
                .collect(),
        };
        if let Some(at) = self.members.iter().position(|known| *known == kept) {
            return at;
        }
        self.members.push(kept);
        self.members.len() - 1
    }

    /// The set; facts that neither this rulebook knows nor any reform of the set adds are left out and
    /// named.
    pub fn set(&self, book: &Rulebook) -> (Set, Vec<String>) {
        let mut unknown = Vec::new();
        let mut laws = vec![Cow::Borrowed(book)];
        for column in &self.columns {
            let law = column.patches();
            if law.reforms().any(|reform| reform.asks()) {
                laws.push(Cow::Owned(law.asking(book).into_owned()));
            }
        }
        let members: Vec<Rc<Member>> = self
            .members
            .iter()
            .map(|member| Rc::new(member.read(&laws, &mut unknown)))
            .collect();
        let column = |column: &SavedColumn| {
            let of = column
                .members
                .iter()
                .filter_map(|at| members.get(*at).cloned());
            Column {
                name: Rc::from(column.name.as_str()),
                members: of.collect(),
                period: Rc::from(column.period.as_str()),
                changes: column
                    .changes
                    .iter()
                    .map(|change| Rc::from(change.as_str()))
                    .collect(),
            }
        };
        let mut columns: Vec<Column> = self.columns.iter().map(column).collect();
        columns.retain(|column| !column.members.is_empty());
        let last = columns.len().saturating_sub(1);
        unknown.sort();
        unknown.dedup();
        let set = Set {
            title: Rc::from(self.title.as_str()),
            reference: self.reference.min(last),
            way: (self.from.min(last), self.to.min(last)),
            columns,
        };
        (set, unknown)
    }

    /// As text.
    pub fn to_text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Reads what was written; anything else is nothing.
    pub fn parse(text: &str) -> Option<Saved> {
        let saved: Saved = serde_json::from_str(text).ok()?;
        (!saved.columns.is_empty()).then_some(saved)
    }

    /// As the end of an address: letters, digits, `-` and `_`.
    pub fn to_link(&self) -> String {
        encode(self.to_text().as_bytes())
    }

    /// Reads the end of an address: only what [`to_link`](Saved::to_link) writes, to the last letter.
    pub fn from_link(link: &str) -> Option<Saved> {
        if link.len() > LONGEST_LINK {
            return None;
        }
        let text = String::from_utf8(decode(link)?).ok()?;
        let saved = Saved::parse(&text)?;
        (!text.contains(is_deceptive) && saved.to_link() == link).then_some(saved)
    }
}

impl SavedColumn {
    /// Its changes, as far as they can be read.
    fn patches(&self) -> Patches {
        let mut patches = Patches::default();
        for change in &self.changes {
            // What cannot be read is said where the scenario stands.
            let _ = patches.push_text(change);
        }
        patches
    }
}

impl SavedMember {
    fn read(&self, laws: &[Cow<'_, Rulebook>], unknown: &mut Vec<String>) -> Member {
        let group = |name: &str| {
            let mut groups = laws.iter().filter_map(|book| match book.names.get(name) {
                Some(Named::Group(group)) => Some(book.groups[*group].max_rows),
                _ => None,
            });
            groups.next()
        };
        let mut member = Member {
            name: Rc::from(self.name.as_str()),
            ..Member::default()
        };
        for (name, rows) in &self.rows {
            match group(name) {
                Some(most) => {
                    member.rows.insert(name.clone(), (*rows).min(most));
                }
                None => unknown.push(name.clone()),
            }
        }
        for (name, text) in &self.facts {
            if laws.iter().any(|book| slot_by_name(book, name).is_some()) {
                member.facts.insert(name.clone(), Rc::from(text.as_str()));
            } else {
                unknown.push(name.clone());
            }
        }
        member
    }
}

/// Sets kept in the browser, by title.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Shelf {
    /// Each with its title; no two have the same.
    pub list: Vec<Saved>,
}

impl Shelf {
    /// Reads what was stored; what cannot be read is empty.
    pub fn parse(text: &str) -> Shelf {
        serde_json::from_str(text).unwrap_or_default()
    }

    /// What to store.
    pub fn to_text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Keeps one: in the place of the one with its title, else at the end.
    pub fn keep(&mut self, saved: Saved) {
        match self
            .list
            .iter_mut()
            .find(|known| known.title == saved.title)
        {
            Some(known) => *known = saved,
            None => self.list.push(saved),
        }
    }

    /// Titles in order.
    pub fn titles(&self) -> impl Iterator<Item = &str> {
        self.list.iter().map(|saved| saved.title.as_str())
    }
}

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

fn encode(bytes: &[u8]) -> String {
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let whole = chunk
            .iter()
            .fold(0u32, |sum, byte| sum << 8 | u32::from(*byte));
        let whole = whole << (8 * (3 - chunk.len()));
        for at in 0..=chunk.len() {
            let digit = usize::try_from(whole >> (18 - 6 * at) & 63).unwrap_or(0);
            text.extend(DIGITS.get(digit).copied().map(char::from));
        }
    }
    text
}

fn decode(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    for chunk in text.as_bytes().chunks(4) {
        let mut whole = 0u32;
        for byte in chunk {
            let digit = DIGITS.iter().position(|known| known == byte)?;
            whole = whole << 6 | u32::try_from(digit).ok()?;
        }
        let whole = whole << (6 * (4 - chunk.len()));
        let [_, made @ ..] = whole.to_be_bytes();
        bytes.extend(made.iter().take(chunk.len().checked_sub(1)?));
    }
    Some(bytes)
}
