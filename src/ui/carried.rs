//! Reforms the enterprise in hand is computed with: their texts, what they are called, and the rulebook
//! with them.

use std::rc::Rc;
use std::sync::Arc;

use crate::base::{Diagnostic, FileId};
use crate::check::Rulebook;
use crate::rulebook::{Reform, read_reform};
use crate::scenario::Patches;

/// Files of reforms are numbered past those of the rulebook.
const PAST: u32 = 10_000;

/// Reforms in the order laid on.
#[derive(Default)]
pub struct Carried {
    /// Their texts.
    texts: Vec<Rc<str>>,
    /// Each as it was read; `None` for one that cannot be read.
    reforms: Vec<Option<Arc<Reform>>>,
    /// The rulebook with all of them; without one, the rulebook as it is.
    book: Option<Rulebook>,
    /// Why they are refused; then nothing is computed with them, nor without them.
    problems: Vec<Diagnostic>,
}

impl Carried {
    /// Lays reforms over a rulebook.
    pub fn new(law: &Rulebook, texts: &[Rc<str>]) -> Carried {
        let mut carried = Carried {
            texts: texts.to_vec(),
            ..Carried::default()
        };
        for (file, text) in (PAST..).zip(texts) {
            let (reform, mut found) = read_reform(text, FileId(file));
            found.retain(Diagnostic::is_error);
            carried.reforms.push(match reform {
                Some(reform) if found.is_empty() => Some(Arc::new(reform)),
                _ => None,
            });
            carried.problems.extend(found);
        }
        if !texts.is_empty() && carried.problems.is_empty() {
            match carried.patches().lay_over(law) {
                Ok(patched) => carried.book = Some(patched.book),
                Err(why) => carried.problems = why,
            }
        }
        carried
    }

    /// Their texts.
    pub fn texts(&self) -> &[Rc<str>] {
        &self.texts
    }

    /// Each as it was read; `None` for one that cannot be read.
    pub fn reforms(&self) -> &[Option<Arc<Reform>>] {
        &self.reforms
    }

    /// The rulebook with them, if there are any and they fit.
    pub fn book(&self) -> Option<&Rulebook> {
        self.book.as_ref()
    }

    /// Why they are refused.
    pub fn problems(&self) -> &[Diagnostic] {
        &self.problems
    }

    /// They as changes of the rulebook.
    pub fn patches(&self) -> Patches {
        let mut patches = Patches::default();
        for reform in self.reforms.iter().flatten() {
            patches.push_reform(Arc::clone(reform));
        }
        patches
    }
}

/// The id a reform's text begins with; what cannot be read has none.
pub fn id_of(text: &str) -> Option<String> {
    read_reform(text, FileId(PAST))
        .0
        .map(|reform| reform.id.value)
}

/// The texts with one more: in the place of the one with its id, else at the end.
pub fn with(texts: &[Rc<str>], text: &Rc<str>) -> Vec<Rc<str>> {
    let id = id_of(text);
    let mut next = texts.to_vec();
    let same = |known: &&mut Rc<str>| **known == *text || (id.is_some() && id_of(known) == id);
    match next.iter_mut().find(same) {
        Some(known) => *known = Rc::clone(text),
        None => next.push(Rc::clone(text)),
    }
    next
}
