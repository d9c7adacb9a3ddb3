//! What is in hand as a facts file, and a facts file in hand.

use std::rc::Rc;

use super::compute::{Calculator, Outcome};
use super::inputs::{Assumptions, Inputs};
use super::notice::FileProblem;
use crate::base::{Diagnostic, Lang};
use crate::check::rulebook::{Named, Shape};
use crate::enterprise::{self, FactProblem};
use crate::rulebook::Sources;
use crate::rulebook::reform::quoted;
use crate::scenario::patch::{Change, Patches};

/// What a file said.
#[derive(Clone, Debug)]
pub struct FileRead {
    /// What is entered now.
    pub inputs: Inputs,
    /// What could not be read.
    pub problems: Vec<FileProblem>,
    /// Hash of the rulebook it was last computed with; empty if it does not say.
    pub rulebook: String,
    /// The total by that rulebook; empty if it does not say.
    pub total: String,
}

impl Calculator {
    /// Reads a facts file; a file that is no TOML or JSON at all leaves the inputs as they were.
    pub fn read_file(&self, text: &str, before: &Inputs, lang: Lang) -> FileRead {
        let mut sources = Sources::default();
        let file = sources.add("", text.into());
        let told = |problem: &FactProblem| FileProblem {
            line: problem.place.map(|place| sources.start(place).line),
            message: match problem.fact.as_str() {
                "" => problem.message(lang),
                _ => format!("{} {}", problem.subject(), problem.message(lang)),
            },
            help: problem.kind.help(lang),
        };
        let unchanged = |problems| FileRead {
            inputs: before.clone(),
            problems,
            rulebook: String::new(),
            total: String::new(),
        };
        let tree = match enterprise::tree(text, file) {
            Ok(tree) => tree,
            Err(found) => return unchanged(found.iter().map(told).collect()),
        };
        let mut refused = Vec::new();
        let patches = match tree.get("patch").map(Patches::read) {
            Some(Ok(patches)) => patches,
            Some(Err(found)) => {
                refused.extend(found.iter().map(plain));
                Patches::default()
            }
            None => Patches::default(),
        };
        let reforms: Vec<Rc<str>> = patches
            .reforms()
            .map(|reform| Rc::from(reform.to_toml()))
            .collect();
        // Facts may be of a reform's own making, so they are read by the rulebook with it.
        let calculator = self.carrying(&reforms);
        let (enterprise, problems) = enterprise::from_raw(calculator.book(), &tree);
        let mut listed: Vec<FileProblem> = problems.iter().map(told).collect();
        listed.extend(refused);
        if enterprise.stated().next().is_none() && !listed.is_empty() {
            return unchanged(listed);
        }
        let mut inputs = calculator.inputs_of(&enterprise, before);
        inputs.assumptions.reforms = reforms;
        for change in &patches.changes {
            calculator.assume(change, &mut inputs.assumptions, &mut listed);
        }
        FileRead {
            inputs,
            problems: listed,
            rulebook: enterprise.rulebook.unwrap_or_default(),
            total: enterprise.total.unwrap_or_default(),
        }
    }

    /// A change of a file among the assumptions; one the page has no field for is named.
    fn assume(&self, change: &Change, into: &mut Assumptions, problems: &mut Vec<FileProblem>) {
        let book = self.book();
        let name = match change {
            Change::Reform(_) => return,
            Change::Off { lever } => {
                if let Some(Named::Lever(id)) = book.names.get(lever) {
                    into.off.insert(*id);
                    return;
                }
                lever
            }
            Change::Set {
                parameter, value, ..
            } => {
                if let Some(Named::Parameter(id)) = book.names.get(parameter) {
                    let known = &book.parameters[*id];
                    if let Shape::Reading(options) = &known.shape
                        && let Some(at) = options.iter().position(|option| option.id == *value)
                        && let Ok(at) = u32::try_from(at)
                    {
                        into.readings.insert(*id, at);
                        return;
                    }
                    if known.open {
                        into.supplied.insert(*id, Rc::from(value.as_str()));
                        return;
                    }
                }
                parameter
            }
        };
        problems.push(FileProblem {
            line: None,
            message: format!("[patch] {name} ?"),
            help: None,
        });
    }

    /// The inputs as a facts file: facts, notes, and what is laid over the rulebook.
    pub fn file(&self, inputs: &Inputs, outcome: &Outcome) -> String {
        let mut enterprise = outcome.enterprise.clone();
        enterprise.name = Some(inputs.name.to_string());
        enterprise.period = Some(outcome.period);
        enterprise.rulebook = Some(self.book().info.hash.clone());
        let assessment = outcome.assessment.as_ref().ok();
        enterprise.total = assessment.map(|assessment| assessment.totals.cost.to_string());
        enterprise.notes = inputs
            .form
            .notes
            .iter()
            .map(|(name, note)| (name.clone(), note.to_string()))
            .collect();
        let mut out = enterprise::to_toml(self.book(), &enterprise);
        out.push_str(&patch(&inputs.assumptions.reforms, &outcome.patches));
        out
    }
}

/// A problem of a change, which stands in no line of its own.
fn plain(why: &Diagnostic) -> FileProblem {
    FileProblem {
        line: None,
        message: why.message.clone(),
        help: why.help.clone(),
    }
}

/// The `[patch]` of a facts file; nothing if there are no changes.
fn patch(reforms: &[Rc<str>], patches: &Patches) -> String {
    let mut out = String::new();
    if !reforms.is_empty() {
        out.push_str("reforms = [\n");
        for text in reforms {
            out.push_str(&literal(text));
            out.push_str(",\n");
        }
        out.push_str("]\n");
    }
    let mut off = Vec::new();
    for change in &patches.changes {
        match change {
            Change::Set {
                parameter, value, ..
            } => out.extend([&quoted(parameter), " = ", &quoted(value), "\n"]),
            Change::Off { lever } => off.push(quoted(lever)),
            Change::Reform(_) => {}
        }
    }
    if !off.is_empty() {
        out.extend(["off = [", &off.join(", "), "]\n"]);
    }
    if out.is_empty() {
        return out;
    }
    format!("\n[patch]\n{out}")
}

/// A text of several lines, as it is where TOML allows that.
fn literal(text: &str) -> String {
    let strange = |char: char| char.is_control() && !matches!(char, '\n' | '\t');
    if text.contains("'''") || text.ends_with('\'') || text.chars().any(strange) {
        return quoted(text);
    }
    format!("'''\n{text}'''")
}
