//! A reform: named, dated and described changes of a rulebook, read from a TOML file and written back.
//!
//! What it adds is written in the rulebook's own records, so the same reader reads it and the same
//! check judges it. What it sets names a parameter and says from when, and until when, which value or
//! rows hold. Places point into the reform's file.
#![allow(
    clippy::format_push_string,
    reason = "a file is short, and `write!` would give a result that cannot fail"
)]

mod read;
mod write;
mod write_records;

use std::cmp::Ordering;
use std::hash::{Hash, Hasher};

use super::draft::{CellDraft, CiteDraft, DocumentDraft, Draft, Name, Spanned, WithoutDraft};
use crate::base::diagnostic::Place;
use crate::base::{Date, Rational, Text};

pub use read::{LIMIT, is_reform, read_reform};
pub use write::{number, quoted};

/// A reform as written.
#[derive(Clone, Debug, Default)]
pub struct Reform {
    /// Id; also the end of the id of the document that stands for it.
    pub id: Name,
    /// What it is called.
    pub title: Text,
    /// The day it was drafted.
    pub date: Option<Date>,
    /// What it wants, in words.
    pub description: Option<Text>,
    /// Records of reforms laid on before it which it takes away again.
    pub remove: Vec<Name>,
    /// Values it sets, in the order written.
    pub sets: Vec<SetDraft>,
    /// Levers it switches, in the order written.
    pub switches: Vec<SwitchDraft>,
    /// Records it adds.
    pub added: Draft,
    /// What comes of it for example enterprises.
    pub examples: Vec<ExampleDraft>,
}

/// A parameter holds another value for some time.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SetDraft {
    /// The parameter, table or reading.
    pub parameter: Name,
    /// Whole entry.
    pub place: Place,
    /// First day; without it always.
    pub from: Option<Spanned<Date>>,
    /// Last day; after it the law is what it would have been.
    pub to: Option<Spanned<Date>>,
    /// What it holds.
    pub value: Spanned<ValueDraft>,
    /// Owning lever; without it the owner of what stood there.
    pub lever: Option<Name>,
    /// What stands in its place without that lever.
    pub without: Option<Spanned<WithoutDraft>>,
    /// What else to know.
    pub note: Option<Text>,
}

/// What a parameter is set to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ValueDraft {
    /// A value as text, read by what the parameter holds: a number, a day, `true`, the id of a reading,
    /// or `absent`, `unknown`, `open`.
    Word(String),
    /// All rows of a bracket table: upper bound (none for the last) and value.
    Brackets(Vec<(Option<Spanned<Rational>>, Spanned<CellDraft>)>),
    /// All rows of a table by options.
    Rows(Vec<(Name, Spanned<CellDraft>)>),
    /// Some rows of a bracket table; the others stay.
    EditBrackets(Vec<BracketEdit>),
    /// Some rows of a table by options; the others stay.
    EditRows(Vec<(Name, Spanned<CellDraft>)>),
}

/// One bracket given another value, put in, or taken out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BracketEdit {
    /// Its upper bound, in the written unit; none for the last.
    pub upto: Option<Spanned<Rational>>,
    /// Its value. A bound the table does not have cuts the bracket it falls into, and this is the value
    /// of the part below. `None` takes the bound out: what lay below it joins the bracket above.
    pub value: Option<Spanned<CellDraft>>,
    /// Whole row.
    pub place: Place,
}

/// A lever switched off, or on again.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SwitchDraft {
    /// The lever.
    pub lever: Name,
    /// On again.
    pub on: bool,
}

/// What comes of a reform for one of the rulebook's example enterprises, worked by hand.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ExampleDraft {
    /// Whole entry.
    pub place: Place,
    /// Name of the preset's file without folder and ending.
    pub preset: Name,
    /// The months.
    pub period: Name,
    /// The amount, `total` or `lever ID`.
    pub target: Name,
    /// What it is without the reform.
    pub before: Name,
    /// What it is with it.
    pub after: Name,
    /// Why.
    pub why: Text,
}

impl Reform {
    /// Whether it changes nothing at all.
    pub fn is_empty(&self) -> bool {
        self.sets.is_empty() && self.switches.is_empty() && self.remove.is_empty() && !self.adds()
    }

    /// Whether it adds records or says of some how they are computed or when they are in force, so that a rulebook must be checked with them.
    pub fn adds(&self) -> bool {
        self.names().next().is_some() || !self.added.revised.is_empty()
    }

    /// Whether it adds something an enterprise states.
    pub fn asks(&self) -> bool {
        let added = &self.added;
        !(added.facts.is_empty() && added.groups.is_empty() && added.choices.is_empty())
    }

    /// The ids of what it adds.
    pub fn names(&self) -> impl Iterator<Item = &Name> {
        let Draft {
            documents,
            sections,
            subjects,
            choices,
            groups,
            facts,
            parameters,
            amounts,
            levers,
            ..
        } = &self.added;
        let cited = documents.iter().map(|record| &record.id);
        let labels = sections.iter().chain(subjects).map(|record| &record.id);
        let asked = choices.iter().map(|record| &record.id);
        let asked = asked.chain(groups.iter().map(|record| &record.id));
        let asked = asked.chain(facts.iter().map(|record| &record.id));
        let law = parameters.iter().map(|record| &record.id);
        let law = law.chain(amounts.iter().map(|record| &record.id));
        let law = law.chain(levers.iter().map(|record| &record.id));
        cited.chain(labels).chain(asked).chain(law)
    }

    /// The records it adds, ready to be checked: what cites nothing rests on the reform itself, which
    /// stands among the documents for that; `without` are ids of records a later reform takes away.
    pub fn records(&self, without: &[String]) -> Draft {
        let mut draft = self.added.clone();
        let stays = |name: &Name| !without.contains(&name.value);
        draft.documents.retain(|record| stays(&record.id));
        draft.sections.retain(|record| stays(&record.id));
        draft.subjects.retain(|record| stays(&record.id));
        draft.choices.retain(|record| stays(&record.id));
        draft.groups.retain(|record| stays(&record.id));
        draft.facts.retain(|record| stays(&record.id));
        draft.parameters.retain(|record| stays(&record.id));
        draft.amounts.retain(|record| stays(&record.id));
        draft.levers.retain(|record| stays(&record.id));
        let mut itself = Itself {
            document: Name::new(self.document_id(), self.id.place),
            title: &self.title,
            used: false,
        };
        itself.stand_in(&mut draft);
        if itself.used {
            draft.documents.push(self.document());
        }
        draft
    }

    /// The id of the document that stands for it.
    pub fn document_id(&self) -> String {
        format!("reform-{}", self.id.value)
    }

    fn document(&self) -> DocumentDraft {
        let zh = &self.title.zh;
        DocumentDraft {
            id: Name::new(self.document_id(), self.id.place),
            number: format!("改革方案:{zh}"),
            title: self.title.clone(),
            national: false,
            issued: self.date,
            in_force: None,
            to: None,
            note: self.description.clone(),
        }
    }
}

/// The reform as what its uncited records rest on.
struct Itself<'a> {
    document: Name,
    title: &'a Text,
    used: bool,
}

impl Itself<'_> {
    fn stand_in(&mut self, draft: &mut Draft) {
        for parameter in &mut draft.parameters {
            if parameter.open {
                self.cited(&mut parameter.cite);
            }
            for value in &mut parameter.values {
                value.assumption |= value.cite.is_empty();
                if value.assumption && value.note.is_none() {
                    value.note = Some(self.title.clone());
                }
            }
        }
        for amount in &mut draft.amounts {
            self.cited(&mut amount.cite);
        }
        for lever in &mut draft.levers {
            self.cited(&mut lever.cite);
            for span in &mut lever.in_force {
                self.cited(&mut span.cite);
            }
        }
        if !draft.revised.is_empty() {
            self.cited(&mut draft.revised.cite);
        }
        for (_, spans) in &mut draft.revised.in_force {
            for span in spans {
                span.assumption = true;
                self.cited(&mut span.cite);
            }
        }
    }

    fn cited(&mut self, cite: &mut Vec<CiteDraft>) {
        if cite.is_empty() {
            self.used = true;
            cite.push(CiteDraft {
                document: self.document.clone(),
                clause: String::new(),
            });
        }
    }
}

// Two reforms are the same if they say the same, wherever that is written.
impl PartialEq for Reform {
    fn eq(&self, other: &Reform) -> bool {
        self.to_toml() == other.to_toml()
    }
}

impl Eq for Reform {}

impl PartialOrd for Reform {
    fn partial_cmp(&self, other: &Reform) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Reform {
    fn cmp(&self, other: &Reform) -> Ordering {
        self.to_toml().cmp(&other.to_toml())
    }
}

impl Hash for Reform {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.to_toml().hash(state);
    }
}
