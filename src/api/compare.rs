//! `compare`: scenarios side by side.

use std::rc::Rc;
use std::sync::Arc;

use wasm_bindgen::prelude::*;

use super::input::{self, Fields};
use super::texts::Texts;
use super::{give, kept};
use crate::base::{Diagnostic, FileId};
use crate::enterprise::{self, FactProblem, Raw, RawKey, RawValue};
use crate::report::compare::set::{Named, Own, no_rules};
use crate::report::compare::{ComparisonOutcome, ScenarioSet, answer};
use crate::report::open::open_rules;
use crate::report::{BookReport, DiagnosticReport};
use crate::rulebook::archive::unpack;
use crate::rulebook::{MapRules, Reform, Sources, read_reform};
use crate::scenario::Engine;

/// Sets scenarios side by side.
#[wasm_bindgen(skip_typescript)]
pub fn compare(request: &JsValue) -> JsValue {
    give(&compared(request))
}

fn compared(request: &JsValue) -> ComparisonOutcome {
    let mut fields = match Fields::of(request) {
        Ok(fields) => fields,
        Err(why) => return refused(&[why.diagnostic()], &Sources::default()),
    };
    let asked = Asked {
        set: set_of(&mut fields),
        between: input::tree(&fields.any("between")),
        rules: fields.rules("rules"),
    };
    if let Some(problems) = fields.finish() {
        return refused(&problems, &Sources::default());
    }
    match &asked.rules {
        Some(rules) => {
            let mut opened = open_rules(rules);
            match opened.book.take() {
                Some(book) => asked.answer(&Engine::new(book), &opened.sources),
                None => refused(&opened.diagnostics, &opened.sources),
            }
        }
        None => kept::with_built_in(|engine, sources| asked.answer(engine, sources))
            .unwrap_or_else(|opened| refused(&opened.diagnostics, &opened.sources)),
    }
}

/// The fields that make the set, as a tree.
fn set_of(fields: &mut Fields) -> RawValue {
    let named = ["title", "reference", "scenarios"].map(|name| {
        let key = RawKey {
            name: name.to_owned(),
            place: None,
        };
        (key, input::tree(&fields.any(name)))
    });
    let given = named
        .into_iter()
        .filter(|(_, value)| value.raw != Raw::Null);
    RawValue::new(Raw::Table(given.collect()))
}

fn refused(why: &[Diagnostic], sources: &Sources) -> ComparisonOutcome {
    ComparisonOutcome {
        diagnostics: DiagnosticReport::all(why, sources),
        ..ComparisonOutcome::empty()
    }
}

/// A request whose fields have the types they should have.
struct Asked {
    set: RawValue,
    between: RawValue,
    rules: Option<MapRules>,
}

impl Asked {
    fn answer(&self, engine: &Engine, rules: &Sources) -> ComparisonOutcome {
        let mut texts = Texts::after(rules);
        let book = engine.rulebook();
        let asked = ScenarioSet::read(book, &self.set, &mut texts)
            .and_then(|set| Ok((self.ways(&set)?, set)));
        let (ways, set) = match asked {
            Ok(asked) => asked,
            Err(problems) => {
                return ComparisonOutcome {
                    rulebook: Some(BookReport::from(&book.info)),
                    ..refused(&problems, &texts.sources)
                };
            }
        };
        let compared = answer(engine, &set, ways.as_deref());
        ComparisonOutcome {
            diagnostics: DiagnosticReport::all(&compared.diagnostics, &texts.sources),
            ..compared.outcome
        }
    }

    /// Pairs of scenarios by name or number; not given means from the reference to each.
    fn ways(&self, set: &ScenarioSet) -> Result<Option<Vec<(usize, usize)>>, Vec<Diagnostic>> {
        let malformed = || {
            let why = Diagnostic::error("Q0106", "`between` of the request is no list of pairs");
            vec![why.help("write [[\"from\", \"to\"]]")]
        };
        let pairs = match &self.between.raw {
            Raw::Null => return Ok(None),
            Raw::List(pairs) => pairs,
            _ => return Err(malformed()),
        };
        let mut ways = Vec::new();
        for pair in pairs {
            let Raw::List(ends) = &pair.raw else {
                return Err(malformed());
            };
            let [from, to] = ends.as_slice() else {
                return Err(malformed());
            };
            let at = |end: &RawValue| match end.as_text() {
                Some(name) => set.position(name).map_err(|why| vec![why]),
                None => Err(malformed()),
            };
            ways.push((at(from)?, at(to)?));
        }
        Ok(Some(ways))
    }
}

/// In a request a text is not a path, but a facts file or a reform itself.
impl Named for Texts {
    fn facts(&mut self, text: &str) -> Result<RawValue, Vec<Diagnostic>> {
        let file = self.add("facts", text);
        let tree = enterprise::tree(text, file);
        tree.map_err(|problems| problems.iter().map(FactProblem::diagnostic).collect())
    }

    fn reform(&mut self, text: &str) -> Result<Arc<Reform>, Vec<Diagnostic>> {
        let file = self.add("patch", text);
        let (reform, found) = read_reform(text, file);
        match reform {
            Some(reform) if !found.iter().any(Diagnostic::is_error) => Ok(Arc::new(reform)),
            _ => Err(found),
        }
    }

    /// A rulebook is its files as one text.
    fn rules(&mut self, text: &str) -> Result<Own, Vec<Diagnostic>> {
        let files: MapRules = unpack(text).collect();
        if unpack(text).next().is_none() {
            return Err(no_rules(text.get(..40).unwrap_or(text)));
        }
        let opened = open_rules(&files);
        let errors = opened.errors();
        match opened.book {
            Some(book) => Ok(Own {
                name: text.to_owned(),
                engine: Rc::new(Engine::new(book)),
            }),
            None => Err(errors),
        }
    }

    fn change(&mut self, text: &str) -> Option<FileId> {
        Some(self.add("changes", text))
    }
}
