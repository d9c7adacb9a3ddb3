//! The calculator inside somebody else's page: what that page fixed, states and hears. No DOM.

use std::rc::Rc;

use super::compute::Calculator;
use super::inputs::Inputs;
use super::json;
use super::period_form::PeriodForm;
use super::state::{Action, State, Theme};
use crate::base::{Decimal, FileId, Lang, Map, Period, Set};
use crate::check::rulebook::{FactId, FactSlotId, Named};
use crate::enterprise::{self, Raw, RawValue};

/// What the page around has fixed.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Embedding {
    /// Facts that only it may state.
    pub locked: Set<FactId>,
    /// Whether it hears what is entered.
    pub shares_facts: bool,
    /// Its origin.
    pub host: String,
}

impl Embedding {
    /// Puts what is locked back to what it was.
    pub fn hold(&self, before: &Inputs, after: &mut Inputs, book: &crate::check::Rulebook) {
        for fact in &self.locked {
            if let Some(group) = book.facts[*fact].group {
                match before.form.rows.get(&group) {
                    Some(rows) => after.form.rows.insert(group, *rows),
                    None => after.form.rows.remove(&group),
                };
            }
            for slot in slots(book, *fact) {
                after.form.set_text(slot, &before.form.text(slot));
            }
        }
    }
}

fn slots(book: &crate::check::Rulebook, fact: FactId) -> impl Iterator<Item = FactSlotId> + '_ {
    let all = book.fact_slots.iter();
    all.filter_map(move |(slot, of)| (of.fact == fact).then_some(slot))
}

/// What the page around asks for at the start; `www/frame.js` has checked its shape.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Opening {
    host: String,
    preset: Option<String>,
    period: Option<String>,
    locked: Vec<String>,
    share_facts: bool,
    /// Facts by id, as a JSON text of their own.
    facts: Option<String>,
    view: View,
}

/// How the page around wants it to look.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct View {
    lang: Option<String>,
    theme: Option<String>,
    elder: bool,
}

fn given(value: &RawValue, name: &str) -> Option<String> {
    json::text(value, name).filter(|text| !text.is_empty())
}

fn is_set(value: &RawValue, name: &str) -> bool {
    value
        .get(name)
        .is_some_and(|value| value.raw == Raw::Bool(true))
}

impl View {
    /// Reads a JSON text; what cannot be read changes nothing.
    pub fn parse(text: &str) -> View {
        json::read(text).map_or_else(View::default, |value| View::of(&value))
    }

    fn of(value: &RawValue) -> View {
        View {
            lang: given(value, "lang"),
            theme: given(value, "theme"),
            elder: is_set(value, "elder"),
        }
    }

    /// What is to be done for it.
    pub fn actions(&self) -> Vec<Action> {
        let mut actions = vec![Action::SetElder(self.elder)];
        let lang = self.lang.as_deref().map(|name| match name {
            "en" => Lang::En,
            _ => Lang::Zh,
        });
        actions.extend(lang.map(Action::SetLang));
        let theme = self.theme.as_deref().map(Theme::named);
        actions.extend(theme.map(Action::SetTheme));
        actions
    }
}

impl Opening {
    /// Reads a JSON text; what cannot be read asks for nothing.
    pub fn parse(text: &str) -> Opening {
        let Some(value) = json::read(text) else {
            return Opening::default();
        };
        let locked = json::items(&value, "locked").unwrap_or_default();
        let locked = locked.iter().filter_map(RawValue::as_text);
        Opening {
            host: given(&value, "host").unwrap_or_default(),
            preset: given(&value, "preset"),
            period: given(&value, "period"),
            locked: locked.map(str::to_owned).collect(),
            share_facts: is_set(&value, "shareFacts"),
            facts: given(&value, "facts"),
            view: View::of(&value),
        }
    }

    /// A fresh state as the page around asks for it, and what it asked for in vain.
    pub fn apply(&self, fresh: &State) -> (State, Vec<String>) {
        let mut problems = Vec::new();
        let calculator = &fresh.calculator;
        let mut inputs = (*fresh.inputs).clone();
        if let Some(name) = &self.preset {
            let found = calculator.presets().iter().find(|one| one.name == *name);
            match found {
                Some(preset) => inputs = (*preset.inputs).clone(),
                None => problems.push(format!("there is no preset `{name}`")),
            }
        }
        if let Some(text) = &self.period {
            problems.extend(state_period(&mut inputs, text));
        }
        if let Some(text) = &self.facts {
            problems.extend(state_facts(calculator, &mut inputs, text));
        }
        let mut embedding = Embedding {
            locked: Set::new(),
            shares_facts: self.share_facts,
            host: self.host.clone(),
        };
        for name in &self.locked {
            match calculator.book().names.get(name.as_str()) {
                Some(Named::Fact(fact)) => {
                    embedding.locked.insert(*fact);
                }
                Some(Named::Group(group)) => {
                    let facts = &calculator.book().groups[*group].facts;
                    embedding.locked.extend(facts.iter().copied());
                }
                _ => problems.push(format!("there is no fact `{name}` to lock")),
            }
        }
        let mut state = fresh.after(Action::Host(Rc::new(inputs)));
        state.embedding = Some(Rc::new(embedding));
        for action in self.view.actions() {
            state = state.after(action);
        }
        (state, problems)
    }
}

/// States facts over what is entered; what cannot be read is named and left as it was. A fact that is
/// `null` is taken back.
pub fn state_facts(calculator: &Calculator, inputs: &mut Inputs, text: &str) -> Vec<String> {
    let book = calculator.book();
    let (stated, problems) = enterprise::from_json(book, text, FileId(0));
    let tree = json::read(text);
    let entries = match tree.as_ref().map(|tree| &tree.raw) {
        Some(Raw::Table(entries)) => entries.as_slice(),
        _ => &[],
    };
    for (key, _) in entries.iter().filter(|(_, value)| value.raw == Raw::Null) {
        match book.names.get(key.name.as_str()) {
            Some(Named::Fact(fact)) => {
                slots(book, *fact).for_each(|slot| inputs.form.set_text(slot, ""));
            }
            Some(Named::Group(group)) => inputs.form.set_rows(book, *group, None),
            _ => {}
        }
    }
    for group in book.groups.ids() {
        if let Some(rows) = stated.rows(group) {
            inputs.form.set_rows(book, group, Some(rows));
        }
    }
    for (slot, cell) in stated.stated() {
        let fact = book.fact_slots[slot].fact;
        let text = super::compute::typed(book, fact, cell);
        inputs.form.set_text(slot, &text);
    }
    inputs.preset = None;
    let words = |problem: &enterprise::FactProblem| match problem.fact.as_str() {
        "" => problem.message(Lang::En),
        _ => format!("{}: {}", problem.fact, problem.message(Lang::En)),
    };
    problems.iter().map(words).collect()
}

/// Changes the period; says so if the text is none.
pub fn state_period(inputs: &mut Inputs, text: &str) -> Option<String> {
    match Period::parse(text) {
        Ok(period) => {
            inputs.period = PeriodForm::showing(period);
            None
        }
        Err(_) => Some(format!("`{text}` is not a period of months of one year")),
    }
}

/// What the page around hears after each change, as a JSON text: amounts, never facts. An amount is a
/// decimal text in its unit; what is not known is left out, and there is no total where there is no result.
pub fn result(state: &State) -> String {
    let calculator = &state.calculator;
    let info = &calculator.book().info;
    let mut out = String::from("{");
    let mut rulebook = Map::new();
    for (name, text) in [
        ("id", &info.id),
        ("version", &info.version),
        ("hash", &info.hash),
    ] {
        rulebook.insert(name.to_owned(), text.clone());
    }
    json::table(&mut out, "rulebook", &rulebook);
    json::name(&mut out, "period");
    json::quote(&mut out, &state.outcome.period.to_string());
    let mut amounts: Map<String, String> = Map::new();
    let mut problems = String::new();
    let totals = match &state.outcome.assessment {
        Ok(found) => {
            for line in found.amounts.iter().filter(|line| line.present) {
                if let Some(value) = line.value {
                    amounts.insert(calculator.amount_name(line.of), value.to_string());
                }
            }
            Some(&found.totals)
        }
        Err(found) => {
            for (at, problem) in found.iter().enumerate() {
                problems.push_str(if at == 0 { "" } else { "," });
                json::quote(&mut problems, &problem.message);
            }
            None
        }
    };
    json::name(&mut out, "complete");
    let complete = totals.is_some_and(|totals| totals.complete);
    out.push_str(if complete { "true" } else { "false" });
    for (name, of) in [
        ("cost", totals.map(|totals| totals.cost)),
        ("baselineCost", totals.map(|totals| totals.baseline)),
        ("saving", totals.map(|totals| totals.saving)),
    ] {
        json::name(&mut out, name);
        match of {
            Some(value) => quoted(&mut out, value),
            None => out.push_str("null"),
        }
    }
    json::table(&mut out, "amounts", &amounts);
    json::name(&mut out, "problems");
    out.push('[');
    out.push_str(&problems);
    out.push_str("]}");
    out
}

fn quoted(out: &mut String, value: Decimal) {
    json::quote(out, &value.to_string());
}

/// What is entered, as a JSON text of texts by the names of facts; nothing unless facts are shared.
pub fn change(state: &State) -> String {
    let shares = state.embedding.as_ref().is_some_and(|one| one.shares_facts);
    let book = state.calculator.book();
    let mut out = String::from("{");
    for (slot, text) in state.inputs.form.texts.iter().filter(|_| shares) {
        json::name(&mut out, &book.slot_name(*slot));
        json::quote(&mut out, text);
    }
    out.push('}');
    out
}
