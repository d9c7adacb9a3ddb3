//! The state behind Yew's reducer, and the handle components act through.

use std::rc::Rc;

use yew::prelude::*;

use super::compute::Calculator;
use super::embedding::Embedding;
use super::inputs::field_id;
use super::route::Route;
use super::state::{Action, State};
use super::text::{Key, Wording, bracketed, fill};
use crate::base::{Lang, Text};
use crate::check::Rulebook;
use crate::check::rulebook::{Cite, FactId, FactSlotId};
use crate::program::AmountRef;

/// The label of a fact of a rulebook, with its row.
pub fn slot_label(book: &Rulebook, slot: FactSlotId, lang: Lang) -> String {
    let of = book.fact_slots[slot];
    let fact = &book.facts[of.fact];
    let label = fact.label.get(lang);
    match (fact.group, of.row) {
        (Some(group), Some(row)) => {
            let group = book.groups[group].label.get(lang);
            format!("{group} {} · {label}", row + 1)
        }
        _ => label.to_owned(),
    }
}

/// The state as Yew keeps it.
#[derive(Clone)]
pub struct Store(pub Rc<State>);

impl Reducible for Store {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        Rc::new(Store(Rc::new(self.0.after(action))))
    }
}

/// The state as a prop: equal only if it is the same one.
pub struct Shared<T>(pub Rc<T>);

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Shared(Rc::clone(&self.0))
    }
}

impl<T> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> std::ops::Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

/// How many citations stand in a line.
pub const FIRST_CITES: usize = 2;

/// What every component may need and what changes only with the language: wording, the rulebook,
/// and the way to act. Components that show results take those as props.
#[derive(Clone, PartialEq)]
pub struct Frame {
    /// Language.
    pub lang: Lang,
    /// Whether everything is large.
    pub elder: bool,
    /// What the page around has fixed.
    pub embedding: Option<Rc<Embedding>>,
    calculator: Shared<Calculator>,
    dispatcher: UseReducerDispatcher<Store>,
}

impl Frame {
    /// The frame of a page.
    pub fn new(state: &State, dispatcher: UseReducerDispatcher<Store>) -> Frame {
        Frame {
            lang: state.lang,
            elder: state.elder,
            embedding: state.embedding.clone(),
            calculator: Shared(Rc::clone(&state.calculator)),
            dispatcher,
        }
    }

    /// Names the rulebook in hand among those of one visit. Whatever shows ids of the rulebook is keyed by
    /// it: results and rulebook reach a component one after the other, and must not be of two rulebooks.
    pub fn rulebook_key(&self) -> String {
        format!("{:p}", Rc::as_ptr(&self.calculator.0))
    }

    /// The same over the rulebook as it is, without the reforms carried.
    #[must_use]
    pub fn bare(&self) -> Frame {
        Frame {
            calculator: Shared(Rc::new(self.calculator.carrying(&[]))),
            ..self.clone()
        }
    }

    /// Whether only the page around may state a fact.
    pub fn is_locked(&self, fact: FactId) -> bool {
        let embedding = self.embedding.as_ref();
        embedding.is_some_and(|embedding| embedding.locked.contains(&fact))
    }

    /// A wording of the page.
    pub fn say(&self, key: impl Wording) -> &'static str {
        key.get(self.lang)
    }

    /// A wording with its gaps filled.
    pub fn fill(&self, key: impl Wording, with: &[&str]) -> String {
        fill(key, self.lang, with)
    }

    /// A text of the rulebook.
    pub fn text<'a>(&self, text: &'a Text) -> &'a str {
        text.get(self.lang)
    }

    /// A text of the rulebook as an attribute.
    pub fn attr(&self, text: &Text) -> AttrValue {
        AttrValue::from(text.get(self.lang).to_owned())
    }

    /// The rulebook.
    pub fn book(&self) -> &Rulebook {
        self.calculator.book()
    }

    /// The engine with its rulebook.
    pub fn calculator(&self) -> &Calculator {
        &self.calculator
    }

    /// Acts.
    pub fn act(&self, action: Action) {
        self.dispatcher.dispatch(action);
    }

    /// A handler that acts.
    pub fn on<E: 'static>(&self, action: Action) -> Callback<E> {
        let dispatcher = self.dispatcher.clone();
        Callback::from(move |_| dispatcher.dispatch(action.clone()))
    }

    /// Document number and clause.
    pub fn cite(&self, cite: &Cite) -> String {
        let number = &self.book().documents[cite.document].number;
        if cite.clause.is_empty() {
            number.clone()
        } else {
            format!("{number} {}", cite.clause)
        }
    }

    /// Several citations in one line.
    pub fn cites(&self, cites: &[Cite]) -> String {
        let joint = match self.lang {
            Lang::Zh => "；",
            Lang::En => "; ",
        };
        cites
            .iter()
            .map(|cite| self.cite(cite))
            .collect::<Vec<_>>()
            .join(joint)
    }

    /// The first citations, and how many there are in all.
    pub fn first_cites(&self, cites: &[Cite]) -> String {
        let shown = cites.get(..FIRST_CITES).unwrap_or(cites);
        let rest = cites.len().saturating_sub(FIRST_CITES);
        match rest {
            0 => self.cites(shown),
            _ => self.fill(
                Key::CitesMore,
                &[&self.cites(shown), &cites.len().to_string()],
            ),
        }
    }

    /// The label of a fact, with its row.
    pub fn slot_label(&self, slot: FactSlotId) -> String {
        slot_label(self.book(), slot, self.lang)
    }

    /// Facts to link to: of a fact that is missing in several rows only the first, without its row.
    pub fn once_each(&self, slots: &[FactSlotId]) -> Vec<(FactSlotId, String)> {
        let book = self.book();
        let fact_of = |slot: FactSlotId| book.fact_slots[slot].fact;
        let mut once: Vec<(FactSlotId, String)> = Vec::new();
        for slot in slots {
            let fact = &book.facts[fact_of(*slot)];
            let same = slots
                .iter()
                .filter(|other| fact_of(**other) == fact_of(*slot));
            if once
                .iter()
                .any(|(kept, _)| fact_of(*kept) == fact_of(*slot))
            {
                continue;
            }
            let label = match fact.group {
                Some(group) if same.count() > 1 => {
                    let group = book.groups[group].label.get(self.lang);
                    format!("{group} · {}", fact.label.get(self.lang))
                }
                _ => self.slot_label(*slot),
            };
            once.push((*slot, label));
        }
        once
    }

    /// The label of an amount, with its row.
    pub fn amount_label(&self, of: AmountRef) -> String {
        let book = self.book();
        let amount = &book.amounts[of.amount];
        let label = amount.label.get(self.lang);
        match (amount.group, of.row) {
            (Some(group), Some(row)) => {
                let group = book.groups[group].label.get(self.lang);
                bracketed(label, &format!("{group} {}", row + 1), self.lang)
            }
            _ => label.to_owned(),
        }
    }

    /// The address that explains an amount.
    pub fn amount_href(&self, of: AmountRef) -> String {
        Route::Amount(self.calculator.amount_name(of)).hash()
    }

    /// The field of a fact; a fact of a row that does not exist has its group's block.
    fn field_of(&self, slot: FactSlotId) -> String {
        let of = self.book().fact_slots[slot];
        let id = field_id(slot);
        match self.book().facts[of.fact].group {
            Some(group) if !super::dom::exists(&id) => super::inputs::group_field_id(group),
            _ => id,
        }
    }

    /// A handler that brings the focus to a fact's field.
    pub fn focus_fact<E: 'static>(&self, slot: FactSlotId) -> Callback<E> {
        let frame = self.clone();
        Callback::from(move |_| {
            super::dom::go(&Route::Assess);
            super::dom::focus_soon(frame.field_of(slot));
        })
    }
}

/// The frame of the page a component stands in.
#[hook]
pub fn use_frame() -> Frame {
    #[expect(
        clippy::expect_used,
        reason = "App provides the frame to everything it draws"
    )]
    use_context::<Frame>().expect("a frame")
}
