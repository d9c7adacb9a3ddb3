//! What comes from outside into the state: links and files, and with which rulebook they came.

use std::rc::Rc;

use super::kept::Kept;
use super::link::{self, Shared};
use super::notice::Notice;
use super::state::State;
use super::then::{Figures, Line, Then};

impl State {
    /// Takes the enterprise of a link in hand; a link that is refused changes nothing.
    pub(super) fn open_link(&mut self, payload: &str) {
        let Shared { kept, lang } = match link::decode(payload) {
            Ok(shared) => shared,
            Err(problem) => return self.notices.push(Notice::LinkRefused(problem)),
        };
        let (_, mut inputs, problems) = kept.open(&self.calculator);
        self.hold(&mut inputs);
        self.lang = lang;
        self.arrive(Rc::new(inputs));
        let name = Rc::from(kept.name.as_str());
        self.notices.push(if problems.is_empty() {
            Notice::LinkOpened(name)
        } else {
            Notice::LinkProblems(name, problems)
        });
        self.came_with(kept);
    }

    /// Makes a link to what is in hand, below the address of the page.
    pub(super) fn make_link(&mut self, page: &str) {
        let kept = Kept::of(self.calculator.book(), &self.inputs).with_total(&self.outcome);
        let shared = Shared {
            kept,
            lang: self.lang,
        };
        self.notices
            .retain(|notice| !matches!(notice, Notice::LinkReady(_) | Notice::LinkTooLong));
        self.notices.push(match link::encode(&shared) {
            Some(payload) => Notice::LinkReady(Rc::from(format!("{page}#/s/{payload}"))),
            None => Notice::LinkTooLong,
        });
    }

    pub(super) fn open_file(&mut self, name: &Rc<str>, text: &str) {
        let mut read = self.calculator.read_file(text, &self.inputs, self.lang);
        self.hold(&mut read.inputs);
        if read.inputs != *self.inputs {
            self.arrive(Rc::new(read.inputs));
        }
        self.notices.push(if read.problems.is_empty() {
            Notice::FileRead(Rc::clone(name))
        } else {
            Notice::FileProblems(Rc::clone(name), read.problems)
        });
        self.came_with(Kept {
            rulebook: read.rulebook,
            total: read.total,
            ..Kept::of(self.calculator.book(), &self.inputs)
        });
    }

    /// Notes that what is in hand was last computed with another rulebook, if it was.
    pub(super) fn came_with(&mut self, kept: Kept) {
        let is_other =
            !kept.rulebook.is_empty() && kept.rulebook != self.calculator.book().info.hash;
        self.then = is_other.then(|| {
            Rc::new(Then {
                kept,
                figures: Figures::Fetching,
            })
        });
    }

    pub(super) fn then_known(&mut self, lines: Option<Vec<Line>>) {
        self.then = self.then.as_ref().map(|then| {
            Rc::new(Then {
                kept: then.kept.clone(),
                figures: lines.map_or(Figures::Unavailable, Figures::Computed),
            })
        });
    }
}
