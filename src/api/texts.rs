//! The texts a request consists of, so that a problem can point into them.

use std::sync::Arc;

use wasm_bindgen::JsValue;

use super::input;
use crate::base::FileId;
use crate::check::Rulebook;
use crate::enterprise::{self, Enterprise, FactProblem};
use crate::rulebook::Sources;

/// The files of the rulebook that is asked, and after them the texts of the request.
pub(super) struct Texts {
    pub(super) sources: Sources,
}

impl Texts {
    pub(super) fn after(rules: &Sources) -> Texts {
        Texts {
            sources: rules.clone(),
        }
    }

    /// The file of the first change; the others follow it.
    pub(super) fn changes(&mut self, changes: &[String]) -> Option<FileId> {
        let name = |index: usize| format!("changes[{index}]");
        let added = changes.iter().enumerate();
        let files = added.map(|(index, text)| self.add(&name(index), text));
        // All of them are added, whichever is first.
        files.collect::<Vec<FileId>>().into_iter().next()
    }

    pub(super) fn add(&mut self, name: &str, text: &str) -> FileId {
        self.sources.add(name, Arc::from(text))
    }

    /// An enterprise as a request states it: the text of a facts file, or an object.
    pub(super) fn enterprise(
        &mut self,
        book: &Rulebook,
        facts: &JsValue,
    ) -> (Enterprise, Vec<FactProblem>) {
        match facts.as_string() {
            Some(text) => {
                let file = self.add("facts", &text);
                enterprise::from_text(book, &text, file)
            }
            None => enterprise::from_raw(book, &input::tree(facts)),
        }
    }
}
