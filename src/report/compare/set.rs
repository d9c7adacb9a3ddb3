//! A set of scenarios as somebody wrote it, in TOML, JSON or as the argument of a call.

use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::Arc;

use serde_json::{Map, Value};

use super::read::{Reader, unknown_keys};
use crate::base::diagnostic::nearest;
use crate::base::{Diagnostic, FileId, Period, Place};
use crate::check::Rulebook;
use crate::enterprise::{self, Enterprise, FactProblem, Raw, RawValue};
use crate::report::facts;
use crate::report::request::written;
use crate::rulebook::Reform;
use crate::scenario::{Engine, Patches};

/// Most scenarios of a set.
const SCENARIOS: usize = 100;
/// Most enterprises of a scenario.
const ENTERPRISES: usize = 1000;

/// Scenarios to set side by side.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct ScenarioSet {
    /// What the set is called.
    pub title: Option<String>,
    /// Position of the scenario the others are compared with.
    pub reference: usize,
    /// The scenarios.
    pub scenarios: Vec<Entry>,
}

/// One scenario.
#[derive(Clone, PartialEq, Debug)]
pub struct Entry {
    /// What it is called; no two are called the same.
    pub name: String,
    /// One enterprise, or a group.
    pub enterprises: Vec<Enterprise>,
    /// The months.
    pub period: Period,
    /// Changes laid over the rulebook.
    pub patches: Patches,
    /// The rulebook, if it is not the one of the question.
    pub rules: Option<Own>,
}

/// A rulebook that a scenario names for itself.
#[derive(Clone)]
pub struct Own {
    /// As it is named.
    pub name: String,
    /// The rulebook, ready.
    pub engine: Rc<Engine>,
}

impl PartialEq for Own {
    fn eq(&self, other: &Own) -> bool {
        self.engine.rulebook().info.hash == other.engine.rulebook().info.hash
    }
}

impl std::fmt::Debug for Own {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Own").field(&self.name).finish()
    }
}

/// What a text in a set stands for: the path of a file, or the text of one.
pub trait Named {
    /// A facts file.
    ///
    /// # Errors
    ///
    /// Why it cannot be read.
    fn facts(&mut self, text: &str) -> Result<RawValue, Vec<Diagnostic>>;

    /// A reform.
    ///
    /// # Errors
    ///
    /// Why it cannot be read.
    fn reform(&mut self, text: &str) -> Result<Arc<Reform>, Vec<Diagnostic>>;

    /// A rulebook: by version or hash, the path of one, or its text.
    ///
    /// # Errors
    ///
    /// Why it is not to be had.
    fn rules(&mut self, name: &str) -> Result<Own, Vec<Diagnostic>> {
        Err(no_rules(name))
    }

    /// The file of the sources that a change becomes, if problems in it are to have places.
    fn change(&mut self, _text: &str) -> Option<FileId> {
        None
    }
}

/// Why there is no rulebook of a name.
pub fn no_rules(name: &str) -> Vec<Diagnostic> {
    let message = format!("the rulebook `{name}` is not at hand");
    let help = "compare on the command line, where released rulebooks go by version or hash";
    vec![Diagnostic::error("Q0101", message).help(help)]
}

const KEYS: [&str; 3] = ["title", "reference", "scenarios"];

impl ScenarioSet {
    /// Whether a tree is a set of scenarios rather than facts.
    pub fn is_one(tree: &RawValue) -> bool {
        tree.get("scenarios").is_some()
    }

    /// Reads a set. What is wrong with one scenario does not hide what is wrong with the others.
    ///
    /// # Errors
    ///
    /// - `Q0109` for what is no set, `Q0110` for a scenario that is named and not there
    /// - what is wrong with facts, periods and changes
    pub fn read(
        book: &Rulebook,
        tree: &RawValue,
        open: &mut dyn Named,
    ) -> Result<ScenarioSet, Vec<Diagnostic>> {
        let mut found = Vec::new();
        unknown_keys(tree, &KEYS, &mut found);
        let mut set = ScenarioSet {
            title: tree
                .get("title")
                .and_then(RawValue::as_text)
                .map(str::to_owned),
            ..ScenarioSet::default()
        };
        let Some(Raw::List(entries)) = tree.get("scenarios").map(|list| &list.raw) else {
            return Err(vec![shape("`scenarios` is no list", tree.place)]);
        };
        if entries.is_empty() {
            found.push(shape("there are no scenarios", tree.place));
        }
        if entries.len() > SCENARIOS {
            return Err(vec![too_many(entries.len(), "scenarios", SCENARIOS)]);
        }
        for (at, entry) in entries.iter().enumerate() {
            let mut reader = Reader {
                book,
                open,
                found: &mut found,
                number: at + 1,
            };
            if let Some(entry) = reader.entry(entry, &set) {
                set.push(entry);
            }
        }
        if let Some(reference) = tree.get("reference").and_then(RawValue::as_text) {
            match set.position(reference) {
                Ok(at) => set.reference = at,
                // With a scenario refused, who is missing is not yet known.
                Err(why) if found.is_empty() => found.push(why),
                Err(_) => {}
            }
        }
        if found.iter().any(Diagnostic::is_error) {
            Err(found)
        } else {
            Ok(set)
        }
    }

    /// Adds a scenario; one that is called like another gets a number.
    pub fn push(&mut self, mut entry: Entry) {
        let taken: BTreeSet<&str> = self
            .scenarios
            .iter()
            .map(|known| known.name.as_str())
            .collect();
        let mut name = entry.name.clone();
        let mut number = 2;
        while taken.contains(name.as_str()) {
            name = format!("{} ({number})", entry.name);
            number += 1;
        }
        entry.name = name;
        self.scenarios.push(entry);
    }

    /// The scenario of a name or number.
    ///
    /// # Errors
    ///
    /// `Q0110` where there is none.
    pub fn position(&self, name: &str) -> Result<usize, Diagnostic> {
        let known = || self.scenarios.iter().map(|entry| entry.name.as_str());
        let number = name
            .parse::<usize>()
            .ok()
            .and_then(|number| number.checked_sub(1));
        known()
            .position(|known| known == name)
            .or(number.filter(|at| *at < self.scenarios.len()))
            .ok_or_else(|| {
                let why = Diagnostic::error("Q0110", format!("there is no scenario `{name}`"));
                match nearest(name, known()) {
                    Some(near) => why.help(format!("did you mean `{near}`?")),
                    None => why.help("name one of them, or give its number"),
                }
            })
    }

    /// The set as a tree that reads as the same set.
    pub fn written(&self, book: &Rulebook) -> Value {
        let reference = self
            .scenarios
            .get(self.reference)
            .map(|entry| entry.name.clone());
        let mut tree = Map::new();
        tree.insert("title".to_owned(), self.title.clone().into());
        tree.insert("reference".to_owned(), reference.into());
        let scenarios = self.scenarios.iter().map(|entry| entry.written(book));
        tree.insert("scenarios".to_owned(), scenarios.collect());
        Value::Object(tree)
    }
}

impl Entry {
    fn written(&self, book: &Rulebook) -> Value {
        let own = self.rules.as_ref();
        let book = own.map_or(book, |own| own.engine.rulebook());
        let asking = self.patches.asking(book);
        let mut members: Vec<Value> = self
            .enterprises
            .iter()
            .map(|enterprise| member(&asking, enterprise))
            .collect();
        let facts = match members.len() {
            1 => members.remove(0),
            _ => Value::Array(members),
        };
        let mut tree = Map::new();
        tree.insert("name".to_owned(), self.name.clone().into());
        tree.insert("facts".to_owned(), facts);
        tree.insert("period".to_owned(), self.period.to_string().into());
        let changes: Vec<String> = self.patches.changes.iter().map(written).collect();
        tree.insert("changes".to_owned(), changes.into());
        if let Some(own) = own {
            tree.insert("rules".to_owned(), own.name.clone().into());
        }
        Value::Object(tree)
    }
}

/// An enterprise as a facts file: only what is stated.
fn member(book: &Rulebook, enterprise: &Enterprise) -> Value {
    let mut tree = Map::new();
    tree.insert("name".to_owned(), enterprise.name.clone().into());
    let mut stated = facts::stated(book, enterprise);
    prune(&mut stated);
    tree.insert("facts".to_owned(), stated);
    Value::Object(tree)
}

fn prune(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.retain(|_, field| !field.is_null());
            fields.values_mut().for_each(prune);
        }
        Value::Array(rows) => rows.iter_mut().for_each(prune),
        _ => {}
    }
}

/// What a scenario is called that nobody named: its enterprises and its period.
pub fn name_of(enterprises: &[Enterprise], period: Period) -> String {
    let first = enterprises.first().and_then(|one| one.name.clone());
    match (first, enterprises.len()) {
        (Some(name), 1) => format!("{name} {period}"),
        (Some(name), more) => format!("{name} +{} {period}", more.saturating_sub(1)),
        (None, _) => period.to_string(),
    }
}

/// The facts of one enterprise from a tree.
///
/// # Errors
///
/// Every fact that cannot be read.
pub fn enterprise(
    book: &Rulebook,
    tree: &RawValue,
    say: &dyn Fn(&FactProblem) -> Diagnostic,
) -> Result<Enterprise, Vec<Diagnostic>> {
    let (enterprise, problems) = enterprise::from_raw(book, tree);
    if problems.is_empty() {
        Ok(enterprise)
    } else {
        Err(problems.iter().map(say).collect())
    }
}

/// Refuses a group that is too large.
///
/// # Errors
///
/// `Q0111`.
pub fn within(enterprises: usize) -> Result<(), Diagnostic> {
    if enterprises > ENTERPRISES {
        return Err(too_many(enterprises, "enterprises", ENTERPRISES));
    }
    Ok(())
}

fn too_many(count: usize, what: &str, most: usize) -> Diagnostic {
    Diagnostic::error("Q0111", format!("{count} {what} are too many"))
        .help(format!("a comparison holds up to {most}"))
}

pub(super) fn shape(message: &str, place: Option<Place>) -> Diagnostic {
    let why = Diagnostic::error("Q0109", message)
        .help("write [[scenarios]] with facts = \"FILE\" or like = \"NAME\"");
    match place {
        Some(place) => why.at(place, "here"),
        None => why,
    }
}
