//! The page's state: plain data and one function from state and action to state. No DOM.

use std::rc::Rc;

use super::carried;
use super::compute::{Calculator, Outcome};
use super::embedding::Embedding;
use super::inputs::{Assumptions, Form, Inputs};
use super::kept::{Kept, KeptList};
use super::notice::Notice;
use super::period_form::PeriodForm;
use super::route::Route;
use super::then::{Line, Then};
use crate::base::ids::Id;
use crate::base::{Lang, Text};
use crate::check::rulebook::{FactSlotId, GroupId, LeverId, ParameterId};
use crate::explain::Explanation;
use crate::program::AmountRef;

/// How many steps back undo goes.
const HISTORY: usize = 200;

/// Everything the page shows follows from this.
#[derive(Clone, Debug)]
pub struct State {
    /// The engine with its rulebook and presets.
    pub calculator: Rc<Calculator>,
    /// What is entered.
    pub inputs: Rc<Inputs>,
    /// What follows from it.
    pub outcome: Rc<Outcome>,
    /// What was entered before, oldest first.
    undo: Vec<Rc<Inputs>>,
    /// What was undone, the next to redo last.
    redo: Vec<Rc<Inputs>>,
    /// The field whose typing is one step of undo.
    typing: Option<Typing>,
    /// Language.
    pub lang: Lang,
    /// Colors.
    pub theme: Theme,
    /// Elder mode: larger letters and larger targets.
    pub elder: bool,
    /// What the page around has fixed, if this one stands inside another.
    pub embedding: Option<Rc<Embedding>>,
    /// What amounts are divided by.
    pub per: Per,
    /// Whether intermediate steps stand among the amounts.
    pub steps_shown: bool,
    /// Where the address points.
    pub route: Route,
    /// The page under the explanation.
    pub page: Route,
    /// Amounts opened one from another, the one shown last.
    pub path: Vec<AmountRef>,
    /// How the last of `path` came about.
    pub explanation: Option<Rc<Explanation>>,
    /// Enterprises kept in this browser.
    pub kept: Rc<KeptList>,
    /// What is to be said to the user.
    pub notices: Vec<Notice>,
    /// What came with another rulebook, until anything is changed.
    pub then: Option<Rc<Then>>,
}

/// A field that recomputes with each key.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Typing {
    Fact(FactSlotId),
    Figure(ParameterId),
}

/// Colors of the page.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Theme {
    /// As the system.
    #[default]
    Auto,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// Its name in storage and in the document.
    pub fn name(self) -> &'static str {
        match self {
            Theme::Auto => "auto",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    /// The theme of a name; any other name is as the system.
    pub fn named(name: &str) -> Theme {
        match name {
            "light" => Theme::Light,
            "dark" => Theme::Dark,
            _ => Theme::Auto,
        }
    }
}

/// What amounts are divided by for display.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Per {
    /// The whole period.
    #[default]
    Period,
    /// A month.
    Month,
    /// A head.
    Head,
    /// A tonne of product.
    Tonne,
}

/// What a person or the browser did.
#[derive(Clone, PartialEq, Debug)]
pub enum Action {
    /// Start from a preset.
    LoadPreset(usize),
    /// Start from nothing.
    Clear,
    /// Take other inputs in hand: what a page of the studio worked out.
    Take(Rc<Inputs>),
    /// Rename the enterprise in hand.
    SetName(Rc<str>),
    /// State a fact, as typed; empty takes it back.
    SetFact(FactSlotId, Rc<str>),
    /// Note on a fact or group, by name.
    SetNote(Rc<str>, Rc<str>),
    /// A field was left: typing after this is a step of its own.
    Settle,
    /// Rows of a group; `None` is not stated.
    SetRows(GroupId, Option<u8>),
    /// Remove one row.
    RemoveRow(GroupId, u8),
    /// Change the period.
    SetPeriod(PeriodForm),
    /// Choose a reading by position; `None` is the default.
    ChooseReading(ParameterId, Option<u32>),
    /// Supply a figure the documents leave open.
    SupplyFigure(ParameterId, Rc<str>),
    /// Leave a lever out, or count it again.
    SwitchLever(LeverId),
    /// Lay a reform on, its text; in the place of one with its id.
    LayOn(Rc<str>),
    /// Take the reform at this position off.
    LiftOff(usize),
    /// Back one step.
    Undo,
    /// Forward one step.
    Redo,
    /// The address changed.
    Visit(Route),
    /// Choose the language.
    SetLang(Lang),
    /// Choose the colors.
    SetTheme(Theme),
    /// Turn elder mode on or off.
    SetElder(bool),
    /// What the page around states.
    Host(Rc<Inputs>),
    /// Choose what amounts are divided by.
    SetPer(Per),
    /// Show or hide intermediate steps.
    ShowSteps(bool),
    /// Keep the enterprise in hand in this browser.
    Keep,
    /// Take a kept one in hand.
    Restore(u32),
    /// Copy a kept one.
    Duplicate(u32),
    /// Rename a kept one.
    RenameKept(u32, Rc<str>),
    /// Delete a kept one.
    Forget(u32),
    /// A file was chosen and read.
    OpenFile(Rc<str>, Rc<str>),
    /// A file could not be read.
    FileFailed(Rc<str>),
    /// Make a link to what is in hand; the text is the address of the page.
    MakeLink(Rc<str>),
    /// The figures of then are computed, or its rulebook is not to be had.
    ThenKnown(Option<Vec<Line>>),
    /// The comparison of then and now is read.
    DismissThen,
    /// The browser refused to keep data.
    StorageFailed,
    /// The user has read the notice at this position.
    Dismiss(usize),
}

impl State {
    /// The page at its start: the first preset, assessed.
    pub fn new(calculator: Rc<Calculator>, kept: KeptList) -> State {
        let inputs = match calculator.presets().first() {
            Some(preset) => Rc::clone(&preset.inputs),
            None => Rc::new(calculator.blank()),
        };
        let outcome = Rc::new(calculator.assess(&inputs, None));
        State {
            calculator,
            inputs,
            outcome,
            undo: Vec::new(),
            redo: Vec::new(),
            typing: None,
            lang: Lang::Zh,
            theme: Theme::Auto,
            elder: false,
            embedding: None,
            per: Per::Period,
            steps_shown: false,
            route: Route::Assess,
            page: Route::Assess,
            path: Vec::new(),
            explanation: None,
            kept: Rc::new(kept),
            notices: Vec::new(),
            then: None,
        }
    }

    /// The state after an action.
    #[must_use]
    pub fn after(&self, action: Action) -> State {
        let mut next = self.clone();
        match action {
            Action::Visit(route) => next.visit(route),
            Action::SetLang(lang) => next.lang = lang,
            Action::SetTheme(theme) => next.theme = theme,
            Action::SetElder(elder) => next.elder = elder,
            Action::Host(inputs) => next.take(inputs, true),
            Action::SetPer(per) => next.per = per,
            Action::ShowSteps(shown) => next.steps_shown = shown,
            Action::Undo => next.step(true),
            Action::Redo => next.step(false),
            Action::Settle => next.typing = None,
            Action::Dismiss(index) => {
                if index < next.notices.len() {
                    next.notices.remove(index);
                }
            }
            Action::StorageFailed => {
                if !next.notices.contains(&Notice::StorageFailed) {
                    next.notices.push(Notice::StorageFailed);
                }
            }
            Action::MakeLink(page) => next.make_link(&page),
            Action::ThenKnown(lines) => next.then_known(lines),
            Action::DismissThen => next.then = None,
            Action::FileFailed(name) => next.notices.push(Notice::FileFailed(name)),
            Action::OpenFile(name, text) => next.open_file(&name, &text),
            Action::Keep
            | Action::Duplicate(_)
            | Action::RenameKept(..)
            | Action::Forget(_)
            | Action::Restore(_) => next.kept_action(&action),
            _ => next.edit(&action),
        }
        next
    }

    /// Takes inputs in hand as the beginning: there is nothing to undo.
    pub(super) fn begin_with(&mut self, inputs: Inputs) {
        if inputs != *self.inputs {
            self.take(Rc::new(inputs), false);
        }
    }

    /// Takes inputs that came from outside in hand, as a step that can be undone.
    pub(super) fn arrive(&mut self, inputs: Rc<Inputs>) {
        self.typing = None;
        self.take(inputs, true);
    }

    /// Whether there is something to undo.
    pub fn can_undo(&self) -> bool {
        !self.undo.is_empty()
    }

    /// Whether there is something to redo.
    pub fn can_redo(&self) -> bool {
        !self.redo.is_empty()
    }

    /// The rulebook's text in the language in hand.
    pub fn text<'a>(&self, text: &'a Text) -> &'a str {
        text.get(self.lang)
    }

    /// Applies an action that changes what is entered.
    fn edit(&mut self, action: &Action) {
        let typing = match action {
            Action::SetFact(slot, _) => Some(Typing::Fact(*slot)),
            Action::SupplyFigure(parameter, _) => Some(Typing::Figure(*parameter)),
            _ => None,
        };
        let mut inputs = self.edited(action);
        self.hold(&mut inputs);
        if inputs == *self.inputs {
            return;
        }
        let goes_on = typing.is_some() && typing == self.typing && !self.undo.is_empty();
        self.typing = typing;
        self.take(Rc::new(inputs), !goes_on);
    }

    fn edited(&self, action: &Action) -> Inputs {
        let book = self.calculator.book();
        let mut inputs = (*self.inputs).clone();
        let Inputs {
            form, assumptions, ..
        } = &mut inputs;
        match action {
            Action::LoadPreset(index) => {
                if let Some(preset) = self.calculator.presets().get(*index) {
                    return (*preset.inputs).clone();
                }
            }
            Action::Take(other) => return (**other).clone(),
            Action::Clear => {
                return Inputs {
                    form: Form::default(),
                    assumptions: Assumptions::default(),
                    period: inputs.period,
                    ..self.calculator.blank()
                };
            }
            Action::SetName(name) => inputs.name = Rc::from(name.trim()),
            Action::SetFact(slot, text) => form.set_text(*slot, text),
            Action::SetNote(name, text) => form.set_note(name, text),
            Action::SetRows(group, rows) => form.set_rows(book, *group, *rows),
            Action::RemoveRow(group, row) => form.remove_row(book, *group, *row),
            Action::SetPeriod(period) => inputs.period = *period,
            Action::ChooseReading(parameter, option) => {
                match option {
                    Some(option) => assumptions.readings.insert(*parameter, *option),
                    None => assumptions.readings.remove(parameter),
                };
            }
            Action::SupplyFigure(parameter, text) if text.trim().is_empty() => {
                assumptions.supplied.remove(parameter);
            }
            Action::SupplyFigure(parameter, text) => {
                assumptions.supplied.insert(*parameter, Rc::clone(text));
            }
            Action::SwitchLever(lever) => {
                let was_off = assumptions.off.remove(lever);
                if !was_off {
                    assumptions.off.insert(*lever);
                }
            }
            Action::LayOn(text) => {
                return self.relaid(carried::with(&assumptions.reforms, text));
            }
            Action::LiftOff(at) => {
                let mut reforms = assumptions.reforms.clone();
                if *at < reforms.len() {
                    reforms.remove(*at);
                }
                return self.relaid(reforms);
            }
            _ => {}
        }
        inputs
    }

    /// What is entered, under other reforms: by name, since they may ask for other facts. What only a
    /// reform taken off asks for goes with it; undo brings it back.
    fn relaid(&self, reforms: Vec<Rc<str>>) -> Inputs {
        let kept = Kept::of(self.calculator.book(), &self.inputs);
        let other = self.calculator.carrying(&reforms);
        let (inputs, _) = kept.inputs(other.book(), &self.inputs);
        Inputs {
            preset: self.inputs.preset,
            period: self.inputs.period,
            assumptions: Assumptions {
                reforms,
                ..inputs.assumptions
            },
            ..inputs
        }
    }

    /// Takes inputs in hand and recomputes; a step that can be undone begins a new future.
    fn take(&mut self, inputs: Rc<Inputs>, is_step: bool) {
        let before = std::mem::replace(&mut self.inputs, inputs);
        if is_step {
            self.undo.push(before);
            if self.undo.len() > HISTORY {
                self.undo.remove(0);
            }
        }
        self.redo.clear();
        self.recompute();
    }

    /// Keeps what the page around has locked as it is.
    pub(super) fn hold(&self, inputs: &mut Inputs) {
        if let Some(embedding) = &self.embedding {
            embedding.hold(&self.inputs, inputs, self.calculator.book());
        }
    }

    fn step(&mut self, back: bool) {
        let (from, to) = if back {
            (&mut self.undo, &mut self.redo)
        } else {
            (&mut self.redo, &mut self.undo)
        };
        let Some(mut inputs) = from.pop() else {
            return;
        };
        if let Some(embedding) = &self.embedding {
            let held = Rc::make_mut(&mut inputs);
            embedding.hold(&self.inputs, held, self.calculator.book());
        }
        to.push(std::mem::replace(&mut self.inputs, inputs));
        self.typing = None;
        self.recompute();
    }

    fn recompute(&mut self) {
        self.then = None;
        let reforms = &self.inputs.assumptions.reforms;
        if self.calculator.carried().texts() != reforms {
            self.calculator = Rc::new(self.calculator.carrying(reforms));
            let amounts = self.calculator.book().amounts.len();
            self.path.retain(|of| of.amount.index() < amounts);
        }
        let last = self.outcome.period;
        self.outcome = Rc::new(self.calculator.assess(&self.inputs, Some(last)));
        self.explain();
    }

    fn explain(&mut self) {
        self.explanation = self
            .path
            .last()
            .and_then(|of| self.calculator.explain(&self.outcome, *of))
            .map(Rc::new);
    }

    /// Follows the address. An amount opened from another extends the path; going back shortens it.
    fn visit(&mut self, route: Route) {
        match &route {
            Route::Amount(id) => match self.calculator.amount_named(id) {
                Some(of) => {
                    if let Some(at) = self.path.iter().position(|open| *open == of) {
                        self.path.truncate(at + 1);
                    } else {
                        self.path.push(of);
                    }
                }
                None => {
                    self.path.clear();
                    self.notices
                        .push(Notice::NoSuchAmount(Rc::from(id.as_str())));
                }
            },
            Route::Shared(payload) => {
                self.path.clear();
                self.page = Route::Assess;
                self.open_link(payload);
            }
            Route::Assess | Route::Sheet | Route::Lever(_) | Route::Studio(..) | Route::Nowhere => {
                self.path.clear();
                self.page = route.clone();
            }
        }
        self.route = route;
        self.explain();
    }

    fn kept_action(&mut self, action: &Action) {
        let book = self.calculator.book();
        let mut kept = (*self.kept).clone();
        match action {
            Action::Keep => {
                kept.keep(Kept::of(book, &self.inputs).with_total(&self.outcome));
                self.notices
                    .push(Notice::Saved(Rc::clone(&self.inputs.name)));
            }
            Action::Duplicate(id) => kept.duplicate(*id, self.lang),
            Action::RenameKept(id, name) => kept.rename(*id, name),
            Action::Forget(id) => {
                if let Some(gone) = kept.forget(*id) {
                    self.notices
                        .push(Notice::Deleted(Rc::from(gone.name.as_str())));
                }
            }
            Action::Restore(id) => {
                if let Some(found) = kept.get(*id) {
                    let (_, mut inputs, problems) = found.open(&self.calculator);
                    self.hold(&mut inputs);
                    let name = Rc::from(found.name.as_str());
                    self.typing = None;
                    let found = found.clone();
                    self.take(Rc::new(inputs), true);
                    if !problems.is_empty() {
                        self.notices.push(Notice::FileProblems(name, problems));
                    }
                    self.came_with(found);
                }
                return;
            }
            _ => return,
        }
        self.kept = Rc::new(kept);
    }
}
