//! The records of a draft: one struct a record kind, in the order a rulebook is written.

use crate::base::diagnostic::Place;
use crate::base::{Date, Measure, Month, Rational, Rounding, Text};

/// A value and where it was written.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where; for strings the inside of the quotes.
    pub place: Place,
}

impl<T> Spanned<T> {
    /// A value and where it was written.
    pub fn new(value: T, place: Place) -> Spanned<T> {
        Spanned { value, place }
    }

    /// Another value at the same place.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned::new(change(self.value), self.place)
    }
}

/// An id or a reference to one.
pub type Name = Spanned<String>;

/// A whole rulebook as written.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// The book itself; `None` when `book.toml` could not be read.
    pub book: Option<BookDraft>,
    /// Documents that are cited.
    pub documents: Vec<DocumentDraft>,
    /// Sections of forms.
    pub sections: Vec<LabelDraft>,
    /// Subjects of levers.
    pub subjects: Vec<LabelDraft>,
    /// Choice types.
    pub choices: Vec<ChoiceDraft>,
    /// Groups of facts.
    pub groups: Vec<GroupDraft>,
    /// Facts, those of groups included.
    pub facts: Vec<FactDraft>,
    /// Parameters of the law, tables and readings included.
    pub parameters: Vec<ParameterDraft>,
    /// Amounts.
    pub amounts: Vec<AmountDraft>,
    /// Levers.
    pub levers: Vec<LeverDraft>,
    /// Ids of records that could not be read: that nothing has this name is no news.
    pub left_out: Vec<Name>,
    /// A whole file could not be read: that nothing has some name is no news.
    pub incomplete: bool,
    /// What a reform says of records that are there already; a rulebook says nothing of the kind.
    pub revised: Revised,
}

/// What a reform says of records of the rulebook it is laid over.
#[derive(Clone, Debug, Default)]
pub struct Revised {
    /// Amounts that are computed otherwise: id and formula.
    pub formulas: Vec<(Name, Name)>,
    /// Levers that are in force at other times.
    pub in_force: Vec<(Name, Vec<InForceDraft>)>,
    /// What both rest on.
    pub cite: Vec<CiteDraft>,
}

impl Revised {
    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        self.formulas.is_empty() && self.in_force.is_empty()
    }
}

/// `[book]`.
#[derive(Clone, Debug)]
pub struct BookDraft {
    /// Id of the book.
    pub id: Name,
    /// Version.
    pub version: String,
    /// Title.
    pub title: Text,
    /// First month a period may hold.
    pub from: Spanned<Month>,
    /// Last month a period may hold.
    pub to: Spanned<Month>,
    /// Files of presets.
    pub presets: Vec<Name>,
}

/// `[document.…]`.
#[derive(Clone, Debug)]
pub struct DocumentDraft {
    /// Id.
    pub id: Name,
    /// Official number, e.g. 青政〔2017〕43号.
    pub number: String,
    /// Title.
    pub title: Text,
    /// Whether it is one of the province's documents or a rule outside them.
    pub national: bool,
    /// Day it was issued.
    pub issued: Option<Date>,
    /// Day it came into force.
    pub in_force: Option<Date>,
    /// Last day in force, if it says so.
    pub to: Option<Date>,
    /// What else to know.
    pub note: Option<Text>,
}

/// `[section.…]` and `[subject.…]`.
#[derive(Clone, Debug)]
pub struct LabelDraft {
    /// Id.
    pub id: Name,
    /// Label.
    pub label: Text,
}

/// `[choice.…]`.
#[derive(Clone, Debug)]
pub struct ChoiceDraft {
    /// Id.
    pub id: Name,
    /// Label.
    pub label: Text,
    /// Options in the order written.
    pub options: Vec<LabelDraft>,
}

/// `[group.…]`; its facts stand among the facts.
#[derive(Clone, Debug)]
pub struct GroupDraft {
    /// Id.
    pub id: Name,
    /// Label.
    pub label: Text,
    /// Section of the form.
    pub section: Option<Name>,
    /// Most rows an enterprise may state: 1 to 8.
    pub max_rows: Spanned<u8>,
}

/// `[fact.…]` or `[group.….fact.…]`.
#[derive(Clone, Debug)]
pub struct FactDraft {
    /// Id.
    pub id: Name,
    /// Group it belongs to.
    pub group: Option<Name>,
    /// Short label.
    pub label: Text,
    /// Question.
    pub ask: Option<Text>,
    /// Where to find it.
    pub help: Option<Text>,
    /// Section of the form; `None` for a fact of a group.
    pub section: Option<Name>,
    /// What it holds.
    pub shape: FactShape,
    /// Range used to rank questions, in the written unit.
    pub typical: Option<(Rational, Rational)>,
    /// Value that fills forms, as written.
    pub default: Option<Name>,
    /// The amount that reckons it from other facts, of a choice.
    pub computed_by: Option<Name>,
    /// May be named as a way in.
    pub changeable: bool,
    /// May be named as what goes wrong.
    pub can_fail: bool,
}

/// What a fact holds.
#[derive(Clone, Debug)]
#[expect(clippy::large_enum_variant, reason = "nearly every fact is a number")]
pub enum FactShape {
    /// A number.
    Number {
        /// Unit.
        unit: Spanned<Measure>,
        /// Declared step, in the written unit: a power of ten.
        step: Spanned<Rational>,
        /// Least value, in the written unit.
        min: Spanned<Rational>,
        /// Greatest value, in the written unit.
        max: Spanned<Rational>,
    },
    /// Yes or no.
    Bool,
    /// One option of a choice type.
    Choice(Name),
    /// A day.
    Date,
}

/// `[parameter.…]`, `[table.…]` or `[reading.…]`.
#[derive(Clone, Debug)]
pub struct ParameterDraft {
    /// Id.
    pub id: Name,
    /// Label.
    pub label: Text,
    /// What it holds.
    pub shape: ParameterShape,
    /// What stands before the first value.
    pub opens: LawDraft,
    /// Last day on which somebody checked that nothing newer is in force.
    pub checked_until: Option<Spanned<Date>>,
    /// Each value holds for its own calendar year only.
    pub yearly: bool,
    /// The documents set no figure; `values` is empty.
    pub open: bool,
    /// Citations of an open parameter.
    pub cite: Vec<CiteDraft>,
    /// What else to know.
    pub note: Option<Text>,
    /// Dated values as written.
    pub values: Vec<DatedDraft>,
}

/// What a parameter holds.
#[derive(Clone, Debug)]
pub enum ParameterShape {
    /// A number.
    Number {
        /// Unit.
        unit: Spanned<Measure>,
    },
    /// Yes or no.
    Bool,
    /// A day.
    Date,
    /// One of alternative readings; without dated values.
    Reading {
        /// The reading taken unless a patch chooses another.
        default: Name,
        /// The readings, each with its citations.
        options: Vec<(LabelDraft, Vec<CiteDraft>)>,
    },
    /// Values by brackets of an argument.
    Brackets {
        /// Unit of the argument.
        by: Spanned<Measure>,
        /// Unit of the values.
        unit: Spanned<Measure>,
        /// Whether a row holds its upper bound.
        upper_included: bool,
    },
    /// Values by the options of a choice type.
    ByChoice {
        /// The choice type.
        choice: Name,
        /// Unit of the values.
        unit: Spanned<Measure>,
    },
}

/// One dated value of a parameter.
#[derive(Clone, Debug)]
pub struct DatedDraft {
    /// Whole entry.
    pub place: Place,
    /// First day.
    pub from: Spanned<Date>,
    /// The value.
    pub law: Spanned<LawDraft>,
    /// Citations; required unless the value is `absent` or `unknown`.
    pub cite: Vec<CiteDraft>,
    /// Grade stated by hand: neither document nor national rule.
    pub assumption: bool,
    /// National figure that is likely but to be verified.
    pub verify: bool,
    /// Owning lever.
    pub lever: Option<Name>,
    /// What stands in its place without the lever.
    pub without: Option<Spanned<WithoutDraft>>,
    /// What else to know.
    pub note: Option<Text>,
}

/// What the law says on a date.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum LawDraft {
    /// No such law.
    Absent,
    /// Undetermined.
    Unknown,
    /// The documents set no figure; only what takes back a supplied figure says so.
    Open,
    /// A number, in the written unit.
    Number(Rational),
    /// Yes or no.
    Bool(bool),
    /// A day.
    Date(Date),
    /// Bracket rows in order: upper bound (none for the last) and value, in the written units.
    Brackets(Vec<(Option<Spanned<Rational>>, Spanned<CellDraft>)>),
    /// Value by option name, in the written unit.
    Rows(Vec<(Name, Spanned<CellDraft>)>),
}

/// One cell of a table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CellDraft {
    /// No such law.
    Absent,
    /// Undetermined.
    Unknown,
    /// The documents set no figure.
    Open,
    /// A number, in the written unit.
    Number(Rational),
}

/// What stands in place of an owned value without its lever.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum WithoutDraft {
    /// The latest value the lever does not own.
    Previous,
    /// No such law.
    Absent,
    /// Undetermined.
    Unknown,
    /// A number, in the written unit.
    Number(Rational),
}

/// `"document clause"`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CiteDraft {
    /// Document id.
    pub document: Name,
    /// Clause, e.g. （十三）; may be empty.
    pub clause: String,
}

/// What an amount is to the enterprise.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum AmountKind {
    /// Paid by the enterprise; in the total.
    Cost,
    /// Paid on top because of a policy; in the total.
    Surcharge,
    /// Received; taken off the total.
    Subsidy,
    /// A relief already inside a cost, or money of others.
    Memo,
    /// Timing only.
    CashKept,
    /// A credit line.
    Entitlement,
    /// A possible fine.
    Exposure,
    /// A figure of comparison.
    Indicator,
    /// A named intermediate.
    Step,
}

impl AmountKind {
    /// How an amount enters the total: 1, −1 or not at all.
    pub fn sign(self) -> Option<i128> {
        match self {
            AmountKind::Cost | AmountKind::Surcharge => Some(1),
            AmountKind::Subsidy => Some(-1),
            _ => None,
        }
    }
}

/// When an amount counts, and by the law of which day.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Timing {
    /// Rounded each month by the law of its first day, and summed.
    Month,
    /// Months/12 of the yearly value under each stretch's law, rounded once.
    Year,
    /// Once, in the period that holds 31 December, by that day's law.
    Settlement,
    /// On the day of a date fact, by that day's law.
    Event,
    /// By the law of the period's last day.
    Status,
    /// Like `Month`, over the calendar year before the period.
    PreviousYear,
}

/// `[amount.…]`.
#[derive(Clone, Debug)]
pub struct AmountDraft {
    /// Id.
    pub id: Name,
    /// Label.
    pub label: Text,
    /// What it is to the enterprise.
    pub kind: AmountKind,
    /// Unit.
    pub unit: Spanned<Measure>,
    /// When it counts.
    pub timing: Spanned<Timing>,
    /// The date fact of an event.
    pub on: Option<Name>,
    /// One amount for each row of this group.
    pub group: Option<Name>,
    /// Owning lever.
    pub lever: Option<Name>,
    /// Condition, as text.
    pub when: Option<Name>,
    /// Formula, as text.
    pub formula: Name,
    /// Step the amount is rounded to, in its written unit; `None` keeps it exact.
    pub step: Option<Spanned<Rational>>,
    /// How it is rounded.
    pub rounding: Rounding,
    /// Citations.
    pub cite: Vec<CiteDraft>,
    /// What else to know.
    pub note: Option<Text>,
}

/// `[lever.…]`.
#[derive(Clone, Debug)]
pub struct LeverDraft {
    /// Id.
    pub id: Name,
    /// Title.
    pub title: Text,
    /// Subject.
    pub subject: Name,
    /// Citations.
    pub cite: Vec<CiteDraft>,
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
    pub timing: Spanned<Timing>,
    /// The date fact, if the timing is `Event`.
    pub on: Option<Name>,
    /// When it is in force, in order.
    pub in_force: Vec<InForceDraft>,
    /// What must hold, all of it.
    pub conditions: Vec<ConditionDraft>,
}

/// What a lever is to the enterprise.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Nature {
    /// It supports, or relieves.
    #[default]
    Support,
    /// It asks something of the enterprise.
    Duty,
    /// It threatens with a fine or a payment.
    Fine,
    /// It makes something dearer.
    Price,
    /// It restricts supply, transport or operation.
    Supply,
    /// It takes preferences away.
    Preferences,
}

/// Where a lever's figures come from.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Figures {
    /// The documents state every figure.
    Set,
    /// A national rule holds the figure.
    National,
    /// The documents set no amount.
    Open,
    /// The enterprise's own bill or contract.
    Bill,
}

/// One time span in which a lever is in force.
#[derive(Clone, Debug)]
pub struct InForceDraft {
    /// Whole entry.
    pub place: Place,
    /// First day.
    pub from: Spanned<Date>,
    /// Last day.
    pub to: Option<Spanned<Date>>,
    /// Citations.
    pub cite: Vec<CiteDraft>,
    /// Neither document nor national rule.
    pub assumption: bool,
    /// What else to know.
    pub note: Option<Text>,
}

/// One condition of a lever.
#[derive(Clone, Debug)]
pub struct ConditionDraft {
    /// Formula that must be true, as text.
    pub test: Name,
    /// What it asks, in words.
    pub label: Text,
    /// Citations.
    pub cite: Vec<CiteDraft>,
}
