//! The checked rulebook: names resolved, units agreed, no cycles, every dated value cited.
//!
//! Fields are public to read; only `check` and patches build one, so holding a [`Rulebook`] means every
//! id in it points at something of the same rulebook.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::expr::Formula;
use super::history::History;
use crate::base::diagnostic::Place;
use crate::base::{Date, IdVec, Measure, Month, Rational, Rounding, Text};
use crate::define_id;
pub use crate::rulebook::draft::{AmountKind, Figures, Nature, Timing};

define_id!(
    /// A document.
    DocumentId
);
define_id!(
    /// A section of forms.
    SectionId
);
define_id!(
    /// A subject of levers.
    SubjectId
);
define_id!(
    /// A choice type.
    ChoiceId
);
define_id!(
    /// A group of facts.
    GroupId
);
define_id!(
    /// A fact.
    FactId
);
define_id!(
    /// One place for a fact: the fact itself, or the fact in one row of its group.
    FactSlotId
);
define_id!(
    /// A parameter, table or reading.
    ParameterId
);
define_id!(
    /// An amount.
    AmountId
);
define_id!(
    /// A lever.
    LeverId
);

/// A checked rulebook.
#[derive(Clone, Debug)]
pub struct Rulebook {
    /// Id, version, hash, title and covered months.
    pub info: BookInfo,
    /// Documents.
    pub documents: IdVec<DocumentId, Document>,
    /// Sections of forms.
    pub sections: IdVec<SectionId, Labeled>,
    /// Subjects of levers.
    pub subjects: IdVec<SubjectId, Labeled>,
    /// Choice types.
    pub choices: IdVec<ChoiceId, Choice>,
    /// Groups.
    pub groups: IdVec<GroupId, Group>,
    /// Facts.
    pub facts: IdVec<FactId, Fact>,
    /// Facts unrolled over the rows of their groups; a fact's slots are adjacent.
    pub fact_slots: IdVec<FactSlotId, FactSlot>,
    /// Parameters.
    pub parameters: IdVec<ParameterId, Parameter>,
    /// Amounts.
    pub amounts: IdVec<AmountId, Amount>,
    /// Amounts ordered so that each stands after those it reads.
    pub amount_order: Vec<AmountId>,
    /// Levers in rulebook order.
    pub levers: IdVec<LeverId, Lever>,
    /// Every id of facts, groups, parameters, amounts and levers; choice types have names of their own.
    pub names: BTreeMap<String, Named>,
}

/// What an id names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Named {
    /// A group.
    Group(GroupId),
    /// A fact.
    Fact(FactId),
    /// A parameter.
    Parameter(ParameterId),
    /// An amount.
    Amount(AmountId),
    /// A lever.
    Lever(LeverId),
}

/// What identifies a rulebook.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BookInfo {
    /// Id.
    pub id: String,
    /// Version.
    pub version: String,
    /// SHA-256 of its files; patches are named beside it and do not change it.
    pub hash: String,
    /// Title.
    pub title: Text,
    /// First month a period may hold.
    pub from: Month,
    /// Last month a period may hold.
    pub to: Month,
    /// Names of the preset files.
    pub presets: Vec<String>,
}

/// A document that is cited.
#[derive(Clone, Debug)]
pub struct Document {
    /// Id.
    pub id: String,
    /// Official number.
    pub number: String,
    /// Title.
    pub title: Text,
    /// A rule outside the province's documents.
    pub national: bool,
    /// Day it was issued.
    pub issued: Option<Date>,
    /// Day it came into force.
    pub in_force: Option<Date>,
    /// Last day in force.
    pub to: Option<Date>,
    /// What else to know.
    pub note: Option<Text>,
}

/// An id with a label.
#[derive(Clone, Debug)]
pub struct Labeled {
    /// Id.
    pub id: String,
    /// Label.
    pub label: Text,
}

/// A choice type; an option is known by its position.
#[derive(Clone, Debug)]
pub struct Choice {
    /// Id.
    pub id: String,
    /// Label.
    pub label: Text,
    /// Options in order.
    pub options: Vec<Labeled>,
}

/// A group of facts with up to `max_rows` rows.
#[derive(Clone, Debug)]
pub struct Group {
    /// Id.
    pub id: String,
    /// Label.
    pub label: Text,
    /// Section of the form.
    pub section: Option<SectionId>,
    /// Most rows.
    pub max_rows: u8,
    /// Its facts.
    pub facts: Vec<FactId>,
}

/// What an enterprise may state.
#[derive(Clone, Debug)]
pub struct Fact {
    /// Id.
    pub id: String,
    /// Short label.
    pub label: Text,
    /// Question.
    pub ask: Option<Text>,
    /// Where to find it.
    pub help: Option<Text>,
    /// Section of the form; a group's fact has its group's.
    pub section: Option<SectionId>,
    /// Its group.
    pub group: Option<GroupId>,
    /// What it holds.
    pub kind: FactKind,
    /// Range used to rank questions, as cell values.
    pub typical: Option<(i128, i128)>,
    /// Value that fills forms, as a cell value.
    pub default: Option<i128>,
    /// The amount that reckons it from other facts: its value is the position of the option.
    pub computed_by: Option<AmountId>,
    /// May be named as a way in.
    pub changeable: bool,
    /// May be named as what goes wrong: what triggers an exposure or loses a lever.
    pub can_fail: bool,
    /// Its first slot; a group's fact has `max_rows` of them.
    pub first_slot: FactSlotId,
    /// Where it is declared.
    pub place: Place,
}

/// What a fact holds, and what a cell of it means.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum FactKind {
    /// A cell `n` is `n ÷ den` base units; `den` is 1 ÷ the declared step.
    Number {
        /// Unit as written.
        measure: Measure,
        /// Parts of a base unit one cell unit is.
        den: i128,
        /// Least cell.
        min: i128,
        /// Greatest cell.
        max: i128,
    },
    /// 0 or 1.
    Bool,
    /// Position of the option.
    Choice(ChoiceId),
    /// Days since 1970-01-01.
    Date,
}

/// A fact in one row, or a fact without rows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FactSlot {
    /// The fact.
    pub fact: FactId,
    /// Row, from 0, if the fact is of a group.
    pub row: Option<u8>,
}

/// A parameter of the law with its history.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Id.
    pub id: String,
    /// Label.
    pub label: Text,
    /// What it holds.
    pub shape: Shape,
    /// Dated values.
    pub history: History,
    /// Last day on which somebody checked that nothing newer is in force.
    pub checked_until: Option<Date>,
    /// The documents set no figure.
    pub open: bool,
    /// Citations of an open parameter.
    pub cite: Vec<Cite>,
    /// What else to know.
    pub note: Option<Text>,
    /// Where it is declared.
    pub place: Place,
}

/// What a parameter holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Shape {
    /// A number.
    Number(Measure),
    /// Yes or no.
    Bool,
    /// A day.
    Date,
    /// One of alternative readings; a value is an option's position.
    Reading(Vec<ReadingOption>),
    /// Values by brackets of an argument.
    Brackets {
        /// Unit of the argument.
        by: Measure,
        /// Unit of the values.
        measure: Measure,
        /// Whether a row holds its upper bound.
        upper_included: bool,
    },
    /// Values by the options of a choice type.
    ByChoice {
        /// The choice type.
        choice: ChoiceId,
        /// Unit of the values.
        measure: Measure,
    },
}

/// One of alternative readings.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReadingOption {
    /// Id.
    pub id: String,
    /// Label.
    pub label: Text,
    /// Where it stands.
    pub cite: Vec<Cite>,
}

/// Document and clause.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Cite {
    /// The document.
    pub document: DocumentId,
    /// The clause, e.g. （十三）.
    pub clause: String,
}

/// A named computed value.
#[derive(Clone, Debug)]
pub struct Amount {
    /// Id.
    pub id: String,
    /// Label.
    pub label: Text,
    /// What it is to the enterprise.
    pub kind: AmountKind,
    /// Unit of the value shown (without the /月 or /年 of its formula).
    pub measure: Measure,
    /// When it counts.
    pub timing: Timing,
    /// The date fact of an event.
    pub on: Option<FactId>,
    /// One amount a row.
    pub group: Option<GroupId>,
    /// Owning lever.
    pub lever: Option<LeverId>,
    /// Condition.
    pub when: Option<Arc<Formula>>,
    /// Formula.
    pub formula: Arc<Formula>,
    /// Rounding.
    pub rounding: AmountRounding,
    /// Citations.
    pub cite: Vec<Cite>,
    /// What else to know.
    pub note: Option<Text>,
    /// Where it is declared.
    pub place: Place,
}

/// The one rounding of an amount.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AmountRounding {
    /// Kept exact.
    Exact,
    /// To whole `1 ÷ den` base units.
    To {
        /// Parts of a base unit.
        den: i128,
        /// How.
        mode: Rounding,
    },
}

/// A policy: owns dated values and amounts, has conditions.
#[derive(Clone, Debug)]
pub struct Lever {
    /// Id.
    pub id: String,
    /// Title.
    pub title: Text,
    /// Subject.
    pub subject: SubjectId,
    /// Citations.
    pub cite: Vec<Cite>,
    /// Who qualifies.
    pub qualifies: Option<Text>,
    /// Office in charge.
    pub office: Option<Text>,
    /// How to apply.
    pub apply: Option<Text>,
    /// What else to know.
    pub note: Option<Text>,
    /// Where its figures come from.
    pub figures: Figures,
    /// What it is to the enterprise.
    pub nature: Nature,
    /// Grain at which conditions are judged.
    pub timing: Timing,
    /// The date fact, if the timing is `Event`.
    pub on: Option<FactId>,
    /// Spans in force: first day, last day.
    pub in_force: Vec<InForce>,
    /// What must hold.
    pub conditions: Vec<Condition>,
    /// Amounts it owns.
    pub amounts: Vec<AmountId>,
    /// Parameters it owns values of.
    pub parameters: Vec<ParameterId>,
    /// Where it is declared.
    pub place: Place,
}

/// A span in force.
#[derive(Clone, Debug)]
pub struct InForce {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Option<Date>,
    /// Citations.
    pub cite: Vec<Cite>,
    /// Neither document nor national rule.
    pub assumption: bool,
}

/// One condition of a lever.
#[derive(Clone, Debug)]
pub struct Condition {
    /// What must be true.
    pub test: Arc<Formula>,
    /// What it asks, in words.
    pub label: Text,
    /// Citations.
    pub cite: Vec<Cite>,
}

impl Rulebook {
    /// The slot of a fact in a row (row 0 of a fact without group is the fact itself).
    pub fn slot(&self, fact: FactId, row: u8) -> FactSlotId {
        use crate::base::ids::Id;
        FactSlotId::from_index(self.facts[fact].first_slot.index() + usize::from(row))
    }

    /// The option a value of an amount stands for, where a choice is reckoned by the amount.
    pub fn reckoned(&self, amount: AmountId, value: Rational) -> Option<&Text> {
        let mut facts = self.facts.values();
        let fact = facts.find(|fact| fact.computed_by == Some(amount))?;
        let FactKind::Choice(choice) = fact.kind else {
            return None;
        };
        let at = usize::try_from(value.in_parts_of(1)?).ok()?;
        let option = self.choices[choice].options.get(at)?;
        Some(&option.label)
    }

    /// How a slot is called in tables and messages: `electricity_kwh`, `line2.line_kwh`.
    pub fn slot_name(&self, slot: FactSlotId) -> String {
        let FactSlot { fact, row } = self.fact_slots[slot];
        let fact = &self.facts[fact];
        match (row, fact.group) {
            (Some(row), Some(group)) => {
                format!("{}{}.{}", self.groups[group].id, row + 1, fact.id)
            }
            _ => fact.id.clone(),
        }
    }
}

impl Amount {
    /// Its condition, if it has one, and its formula.
    pub fn formulas(&self) -> impl Iterator<Item = &Arc<Formula>> {
        self.when.iter().chain([&self.formula])
    }
}

impl Lever {
    /// Whether it is in force on a day.
    pub fn in_force_on(&self, day: Date) -> bool {
        self.in_force
            .iter()
            .any(|span| span.from <= day && span.to.is_none_or(|to| day <= to))
    }
}
