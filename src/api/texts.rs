//! The texts a request consists of, so that a problem can point into them.

use std::sync::Arc;

use wasm_bindgen::JsValue;

use super::input;
use crate::base::FileId;
use crate::check::Rulebook;
use crate::enterprise::{self, Enterprise, FactProblem};
use crate::rulebook::Sources;
use crate::scenario::Patches;

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

    /// An enterprise as a request states it: the text of a facts file, or an object. Its facts may be of a
    /// reform's own making, so they are read by the rulebook with the reforms among the changes.
    pub(super) fn enterprise(
        &mut self,
        book: &Rulebook,
        facts: &JsValue,
        changes: &[String],
    ) -> (Enterprise, Vec<FactProblem>) {
        let mut patches = Patches::default();
        for change in changes {
            // What cannot be read is refused with the question.
            let _ = patches.push_text(change);
        }
        let tree = match facts.as_string() {
            Some(text) => {
                let file = self.add("facts", &text);
                match enterprise::tree(&text, file) {
                    Ok(tree) => tree,
                    Err(problems) => return (Enterprise::new(book), problems),
                }
            }
            None => input::tree(facts),
        };
        let asking = patches.after_those_of(&tree);
        enterprise::from_raw(&asking.asking(book), &tree)
    }
}
