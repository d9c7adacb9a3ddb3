//! The calculator inside somebody else's page: what that page fixed, states and hears. No DOM.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use serde::{Deserialize, Serialize};

use super::compute::Calculator;
use super::inputs::Inputs;
use super::period_form::PeriodForm;
use super::state::{Action, State, Theme};
use crate::base::{FileId, Lang, Period};
use crate::check::rulebook::{FactId, FactSlotId, Named};
use crate::enterprise;

/// What the page around has fixed.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Embedding {
    /// Facts that only it may state.
    pub locked: BTreeSet<FactId>,
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
#[derive(Clone, PartialEq, Eq, Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Opening {
    host: String,
    preset: Option<String>,
    period: Option<String>,
    locked: Vec<String>,
    share_facts: bool,
    /// Facts by id, as a JSON text of their own.
    facts: Option<String>,
    #[serde(flatten)]
    view: View,
}

/// How the page around wants it to look.
#[derive(Clone, PartialEq, Eq, Debug, Default, Deserialize)]
#[serde(default)]
pub struct View {
    lang: Option<String>,
    theme: Option<String>,
    elder: bool,
}

impl View {
    /// Reads a JSON text; what cannot be read changes nothing.
    pub fn parse(text: &str) -> View {
        serde_json::from_str(text).unwrap_or_default()
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
        serde_json::from_str(text).unwrap_or_default()
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
            locked: BTreeSet::new(),
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
    let taken_back: BTreeMap<String, serde_json::Value> =
        serde_json::from_str(text).unwrap_or_default();
    for (name, value) in &taken_back {
        match book.names.get(name.as_str()) {
            Some(Named::Fact(fact)) if value.is_null() => {
                slots(book, *fact).for_each(|slot| inputs.form.set_text(slot, ""));
            }
            Some(Named::Group(group)) if value.is_null() => {
                inputs.form.set_rows(book, *group, None);
            }
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

/// What the page around hears after each change: amounts, never facts.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Told<'a> {
    rulebook: Book<'a>,
    period: String,
    /// Whether every member of the total is known.
    complete: bool,
    cost: Option<String>,
    baseline_cost: Option<String>,
    saving: Option<String>,
    /// Known amounts by name, as decimal texts in their unit.
    amounts: BTreeMap<String, String>,
    /// Why there is no result.
    problems: Vec<&'a str>,
}

#[derive(Debug, Serialize)]
struct Book<'a> {
    id: &'a str,
    version: &'a str,
    hash: &'a str,
}

/// The result as a JSON text.
pub fn result(state: &State) -> String {
    let calculator = &state.calculator;
    let info = &calculator.book().info;
    let assessment = state.outcome.assessment.as_ref();
    let totals = assessment.ok().map(|found| &found.totals);
    let lines = assessment.ok().into_iter().flat_map(|found| &found.amounts);
    let known = lines.filter(|line| line.present).filter_map(|line| {
        let value = line.value?.to_string();
        Some((calculator.amount_name(line.of), value))
    });
    let told = Told {
        rulebook: Book {
            id: &info.id,
            version: &info.version,
            hash: &info.hash,
        },
        period: state.outcome.period.to_string(),
        complete: totals.is_some_and(|totals| totals.complete),
        cost: totals.map(|totals| totals.cost.to_string()),
        baseline_cost: totals.map(|totals| totals.baseline.to_string()),
        saving: totals.map(|totals| totals.saving.to_string()),
        amounts: known.collect(),
        problems: match assessment {
            Ok(_) => Vec::new(),
            Err(problems) => problems.iter().map(|one| one.message.as_str()).collect(),
        },
    };
    serde_json::to_string(&told).unwrap_or_default()
}

/// What is entered, as a JSON text of texts by the names of facts; nothing unless facts are shared.
pub fn change(state: &State) -> String {
    let shares = state.embedding.as_ref().is_some_and(|one| one.shares_facts);
    let book = state.calculator.book();
    let texts = state.inputs.form.texts.iter().filter(|_| shares);
    let facts: BTreeMap<String, &str> = texts
        .map(|(slot, text)| (book.slot_name(*slot), &**text))
        .collect();
    serde_json::to_string(&facts).unwrap_or_default()
}
