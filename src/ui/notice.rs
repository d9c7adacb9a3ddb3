//! Things to tell the user once, as data; worded where they are shown.

use std::rc::Rc;

use super::link::LinkProblem;
use super::text::{Key, fill};
use crate::base::Lang;

/// Something to tell.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Notice {
    /// The browser refuses to keep data.
    StorageFailed,
    /// Kept under this name.
    Saved(Rc<str>),
    /// Deleted.
    Deleted(Rc<str>),
    /// A file that is no text, or could not be read.
    FileFailed(Rc<str>),
    /// A file was read without a problem.
    FileRead(Rc<str>),
    /// A file was read as far as possible.
    FileProblems(Rc<str>, Vec<FileProblem>),
    /// A link was opened: the name of its enterprise.
    LinkOpened(Rc<str>),
    /// A link was opened as far as this rulebook knows what it says.
    LinkProblems(Rc<str>, Vec<FileProblem>),
    /// A link that cannot be read.
    LinkRefused(LinkProblem),
    /// The link that was asked for.
    LinkReady(Rc<str>),
    /// What is in hand is too much for a link.
    LinkTooLong,
    /// The address names no amount.
    NoSuchAmount(Rc<str>),
}

/// One problem of a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FileProblem {
    /// Line from 1, where it is known.
    pub line: Option<u32>,
    /// The problem.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

impl Notice {
    /// The sentence.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            Notice::StorageFailed => Key::StorageFailed.get(lang).to_owned(),
            Notice::Saved(name) => fill(Key::Saved, lang, &[name]),
            Notice::Deleted(name) => fill(Key::Deleted, lang, &[name]),
            Notice::FileFailed(name) => fill(Key::FileUnreadable, lang, &[name]),
            Notice::FileRead(name) => fill(Key::FileRead, lang, &[name]),
            Notice::FileProblems(name, problems) => fill(
                Key::FileProblems,
                lang,
                &[name, &problems.len().to_string()],
            ),
            Notice::LinkOpened(name) => fill(Key::LinkOpened, lang, &[name]),
            Notice::LinkProblems(name, problems) => fill(
                Key::LinkProblems,
                lang,
                &[name, &problems.len().to_string()],
            ),
            Notice::LinkRefused(problem) => match problem {
                LinkProblem::Version => Key::LinkVersion,
                LinkProblem::TooLong | LinkProblem::Damaged => Key::LinkDamaged,
            }
            .get(lang)
            .to_owned(),
            Notice::LinkReady(_) => Key::LinkReady.get(lang).to_owned(),
            Notice::LinkTooLong => Key::LinkTooLong.get(lang).to_owned(),
            Notice::NoSuchAmount(id) => fill(Key::NoSuchAmount, lang, &[id]),
        }
    }

    /// The problems it lists.
    pub fn problems(&self) -> &[FileProblem] {
        match self {
            Notice::FileProblems(_, problems) | Notice::LinkProblems(_, problems) => problems,
            _ => &[],
        }
    }

    /// The link it hands over.
    pub fn link(&self) -> Option<&Rc<str>> {
        match self {
            Notice::LinkReady(link) => Some(link),
            _ => None,
        }
    }

    /// Whether it is bad news.
    pub fn is_warning(&self) -> bool {
        !matches!(
            self,
            Notice::Saved(_)
                | Notice::Deleted(_)
                | Notice::FileRead(_)
                | Notice::LinkOpened(_)
                | Notice::LinkReady(_)
        )
    }
}

impl FileProblem {
    /// In one line.
    pub fn sentence(&self, lang: Lang) -> String {
        let mut text = String::new();
        if let Some(line) = self.line {
            text.push_str(&fill(Key::LineAt, lang, &[&line.to_string()]));
            text.push_str(match lang {
                Lang::Zh => "：",
                Lang::En => ": ",
            });
        }
        text.push_str(&self.message);
        if let Some(help) = &self.help {
            text.push_str(match lang {
                Lang::Zh => "；",
                Lang::En => "; ",
            });
            text.push_str(help);
        }
        text
    }
}
