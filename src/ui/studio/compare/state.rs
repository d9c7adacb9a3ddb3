//! The set of scenarios in hand: plain data, edits and their history. No DOM.

use std::rc::Rc;

use crate::base::Map;
use crate::check::Rulebook;
use crate::check::rulebook::Named;
use crate::enterprise::slot_by_name;
use crate::rulebook::reform::is_reform;
use crate::ui::inputs::{Form, Inputs};

/// How many steps back undo goes.
const HISTORY: usize = 200;
/// Most scenarios: more are nobody's to read on a page.
pub const MOST: usize = 24;

/// Scenarios as entered.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Set {
    /// What it is called; may be empty.
    pub title: Rc<str>,
    /// Position of the scenario the others are compared with.
    pub reference: usize,
    /// The two ends of the waterfall.
    pub way: (usize, usize),
    /// The scenarios.
    pub columns: Vec<Column>,
}

/// One scenario as entered.
#[derive(Clone, PartialEq, Debug)]
pub struct Column {
    /// What it is called; empty is named by what it holds.
    pub name: Rc<str>,
    /// One enterprise, or a group that is summed.
    pub members: Vec<Rc<Member>>,
    /// The period as typed.
    pub period: Rc<str>,
    /// Changes laid over the rulebook, each as the command takes it, or the text of a reform.
    pub changes: Vec<Rc<str>>,
}

/// An enterprise as entered, by name: what a fact is depends on the reforms of the scenario it is in.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Member {
    /// Its name.
    pub name: Rc<str>,
    /// Its facts as typed, by the name of the slot.
    pub facts: Map<String, Rc<str>>,
    /// Rows by group.
    pub rows: Map<String, u8>,
}

/// One edit of a set.
#[derive(Clone, PartialEq, Debug)]
pub enum Edit {
    /// Take another set in hand.
    Take(Set),
    /// Name the set.
    SetTitle(Rc<str>),
    /// Add a scenario at the end.
    Add(Column),
    /// Copy one, behind it.
    Duplicate(usize),
    /// Remove one.
    Remove(usize),
    /// Compare the others with this one.
    Refer(usize),
    /// Look at the way between two.
    Look(usize, usize),
    /// Name one.
    Rename(usize, Rc<str>),
    /// Give one another period.
    SetPeriod(usize, Rc<str>),
    /// State a fact of every enterprise of one, by the name of its slot; empty takes it back.
    SetFact(usize, Rc<str>, Rc<str>),
    /// Lay a change on one, in the place of one with the same target.
    LayOn(usize, Rc<str>),
    /// Take a change of one back.
    LiftOff(usize, usize),
    /// Add an enterprise to a group.
    Join(usize, Rc<Member>),
    /// Take one out of a group.
    Leave(usize, usize),
    /// The first scenario once for each of these periods.
    Spread(Vec<Rc<str>>),
    /// Back one step.
    Undo,
    /// Forward one step.
    Redo,
}

/// A set with its history.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Desk {
    /// The set in hand.
    pub set: Rc<Set>,
    undo: Vec<Rc<Set>>,
    redo: Vec<Rc<Set>>,
}

impl Desk {
    /// A desk with a set and no history.
    pub fn new(set: Set) -> Desk {
        Desk {
            set: Rc::new(set),
            ..Desk::default()
        }
    }

    /// The desk after an edit. What changes nothing is no step.
    #[must_use]
    pub fn after(&self, edit: &Edit) -> Desk {
        let mut next = self.clone();
        match edit {
            Edit::Undo => step(&mut next.set, &mut next.undo, &mut next.redo),
            Edit::Redo => step(&mut next.set, &mut next.redo, &mut next.undo),
            _ => {
                let set = self.set.after(edit);
                if set != *self.set {
                    let before = std::mem::replace(&mut next.set, Rc::new(set));
                    next.undo.push(before);
                    if next.undo.len() > HISTORY {
                        next.undo.remove(0);
                    }
                    next.redo.clear();
                }
            }
        }
        next
    }

    /// Whether there is something to undo.
    pub fn can_undo(&self) -> bool {
        !self.undo.is_empty()
    }

    /// Whether there is something to redo.
    pub fn can_redo(&self) -> bool {
        !self.redo.is_empty()
    }
}

fn step(set: &mut Rc<Set>, from: &mut Vec<Rc<Set>>, to: &mut Vec<Rc<Set>>) {
    if let Some(found) = from.pop() {
        to.push(std::mem::replace(set, found));
    }
}

impl Set {
    fn after(&self, edit: &Edit) -> Set {
        let mut next = self.clone();
        match edit {
            Edit::Take(set) => next = set.clone(),
            Edit::SetTitle(title) => next.title = Rc::from(title.trim()),
            Edit::Add(column) if next.columns.len() < MOST => {
                next.columns.push(column.clone());
                next.look_at_last();
            }
            Edit::Duplicate(at) if next.columns.len() < MOST => next.duplicate(*at),
            Edit::Remove(at) => next.remove(*at),
            Edit::Refer(at) if *at < next.columns.len() => next.reference = *at,
            Edit::Look(from, to) => next.way = (*from, *to),
            Edit::Spread(periods) => next.spread(periods),
            edit => next.edit_column(edit),
        }
        next.hold();
        next
    }

    fn edit_column(&mut self, edit: &Edit) {
        let (Edit::Rename(at, _)
        | Edit::SetPeriod(at, _)
        | Edit::SetFact(at, ..)
        | Edit::LayOn(at, _)
        | Edit::LiftOff(at, _)
        | Edit::Join(at, _)
        | Edit::Leave(at, _)) = edit
        else {
            return;
        };
        let Some(column) = self.columns.get_mut(*at) else {
            return;
        };
        match edit {
            Edit::Rename(_, name) => column.name = Rc::from(name.trim()),
            Edit::SetPeriod(_, period) => column.period = Rc::from(period.trim()),
            Edit::SetFact(_, slot, text) => {
                for member in &mut column.members {
                    let facts = &mut Rc::make_mut(member).facts;
                    if text.trim().is_empty() {
                        facts.remove(&slot.to_string());
                    } else {
                        facts.insert(slot.to_string(), Rc::clone(text));
                    }
                }
            }
            Edit::LayOn(_, change) => {
                let same = |known: &Rc<str>| target(known) == target(change);
                match column.changes.iter_mut().find(|known| same(known)) {
                    Some(known) => known.clone_from(change),
                    None => column.changes.push(Rc::clone(change)),
                }
            }
            Edit::LiftOff(_, change) if *change < column.changes.len() => {
                column.changes.remove(*change);
            }
            Edit::Join(_, member) => column.members.push(Rc::clone(member)),
            Edit::Leave(_, member)
                if column.members.len() > 1 && *member < column.members.len() =>
            {
                column.members.remove(*member);
            }
            _ => {}
        }
    }

    fn duplicate(&mut self, at: usize) {
        let Some(column) = self.columns.get(at) else {
            return;
        };
        let copy = Column {
            // Named by what it holds, which is about to differ.
            name: Rc::from(""),
            ..column.clone()
        };
        self.columns.insert(at + 1, copy);
        if self.reference > at {
            self.reference += 1;
        }
        self.way = (self.reference, at + 1);
    }

    fn remove(&mut self, at: usize) {
        if at >= self.columns.len() {
            return;
        }
        self.columns.remove(at);
        if self.reference > at {
            self.reference -= 1;
        }
        self.look_at_last();
    }

    fn spread(&mut self, periods: &[Rc<str>]) {
        let Some(base) = self.columns.get(self.reference).or(self.columns.first()) else {
            return;
        };
        let base = base.clone();
        let of = |period: &Rc<str>| Column {
            name: Rc::from(""),
            period: Rc::clone(period),
            ..base.clone()
        };
        self.columns = periods.iter().take(MOST).map(of).collect();
        self.reference = 0;
        self.look_at_last();
    }

    fn look_at_last(&mut self) {
        self.way = (self.reference, self.columns.len().saturating_sub(1));
    }

    /// Positions stay inside the list.
    fn hold(&mut self) {
        let last = self.columns.len().saturating_sub(1);
        self.reference = self.reference.min(last);
        self.way = (self.way.0.min(last), self.way.1.min(last));
    }
}

impl Column {
    /// The scenario of inputs, whose ids are those of `book`.
    pub fn of(book: &Rulebook, inputs: &Inputs) -> Column {
        let period = inputs.period.period(book.info.from, book.info.to);
        Column {
            name: Rc::from(""),
            members: vec![Rc::new(Member::of(book, inputs))],
            period: Rc::from(period.map(|period| period.to_string()).unwrap_or_default()),
            changes: assumed(book, inputs),
        }
    }
}

impl Member {
    /// The enterprise of inputs, without notes.
    pub fn of(book: &Rulebook, inputs: &Inputs) -> Member {
        Member::named(book, Rc::clone(&inputs.name), &inputs.form)
    }

    /// The enterprise of a form.
    pub fn named(book: &Rulebook, name: Rc<str>, form: &Form) -> Member {
        let texts = form.texts.iter();
        let rows = form.rows.iter();
        Member {
            name,
            facts: texts
                .map(|(slot, text)| (book.slot_name(*slot), Rc::clone(text)))
                .collect(),
            rows: rows
                .map(|(group, rows)| (book.groups[*group].id.clone(), *rows))
                .collect(),
        }
    }

    /// Its facts under a rulebook; what the rulebook does not ask is not in it.
    pub fn form(&self, book: &Rulebook) -> Form {
        let mut form = Form::default();
        for (name, rows) in &self.rows {
            if let Some(Named::Group(group)) = book.names.get(name) {
                let most = book.groups[*group].max_rows;
                form.rows.insert(*group, (*rows).min(most));
            }
        }
        for (name, text) in &self.facts {
            if let Some(slot) = slot_by_name(book, name) {
                form.set_text(slot, text);
            }
        }
        form
    }
}

/// Reforms, readings, figures and levers off of inputs, as changes.
fn assumed(book: &Rulebook, inputs: &Inputs) -> Vec<Rc<str>> {
    use crate::check::rulebook::Shape;
    let assumptions = &inputs.assumptions;
    let mut changes: Vec<String> = Vec::new();
    for (id, option) in &assumptions.readings {
        let parameter = &book.parameters[*id];
        let Shape::Reading(options) = &parameter.shape else {
            continue;
        };
        if let Some(option) = usize::try_from(*option).ok().and_then(|at| options.get(at)) {
            changes.push(format!("{}={}", parameter.id, option.id));
        }
    }
    for (id, text) in &assumptions.supplied {
        let plain = text.trim().replace(',', "");
        changes.push(format!("{}={plain}", book.parameters[*id].id));
    }
    let off = assumptions
        .off
        .iter()
        .map(|lever| format!("-{}", book.levers[*lever].id));
    changes.extend(off);
    let reforms = assumptions.reforms.iter().cloned();
    reforms.chain(changes.into_iter().map(Rc::from)).collect()
}

/// What a change changes, so that another of the same takes its place.
pub fn target(change: &str) -> &str {
    match change.split_once('=') {
        _ if is_reform(change) => change,
        Some((target, _)) => target.trim(),
        None => change.trim(),
    }
}
