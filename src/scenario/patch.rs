//! Changes laid over a rulebook: figures and rows set, readings chosen, levers switched, reforms.

use std::borrow::Cow;
use std::sync::Arc;

use super::lay;
use crate::base::{Date, Diagnostic, FileId};
use crate::check::Rulebook;
use crate::enterprise::{Raw, RawValue};
use crate::program::LeverSet;
use crate::rulebook::reform::is_reform;
use crate::rulebook::{Reform, read_reform};

/// Changes in the order they are laid on.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Patches {
    /// The changes.
    pub changes: Vec<Change>,
}

/// One change.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Change {
    /// A parameter holds this value, in its written unit, from a day on (`None`: always); a reading
    /// is chosen by the id of its option.
    Set {
        /// Id of the parameter.
        parameter: String,
        /// Value as text.
        value: String,
        /// First day.
        from: Option<Date>,
    },
    /// A lever is off.
    Off {
        /// Id of the lever.
        lever: String,
    },
    /// Everything a reform says.
    Reform(Arc<Reform>),
}

/// A rulebook with patches laid over it.
#[derive(Clone, Debug)]
pub struct Patched {
    /// The rulebook. What reforms add comes after what it had, so every id of the rulebook before
    /// means the same in it.
    pub book: Rulebook,
    /// Levers switched off.
    pub off: LeverSet,
    /// What the patches do not change: warnings.
    pub warnings: Vec<Diagnostic>,
}

impl Patches {
    /// The changes of one reform.
    pub fn reform(reform: Arc<Reform>) -> Patches {
        Patches {
            changes: vec![Change::Reform(reform)],
        }
    }

    /// Lays a reform over what is there.
    pub fn push_reform(&mut self, reform: Arc<Reform>) {
        self.changes.push(Change::Reform(reform));
    }

    /// The reforms among the changes, in order.
    pub fn reforms(&self) -> impl DoubleEndedIterator<Item = &Arc<Reform>> {
        self.changes.iter().filter_map(|change| match change {
            Change::Reform(reform) => Some(reform),
            _ => None,
        })
    }

    /// Reads `PARAM=VALUE`, `PARAM@2018-01-01=VALUE`, `-LEVER`, or the whole text of a reform.
    ///
    /// # Errors
    ///
    /// `P0101` when the text has none of these forms; the first problem of a reform, without its place.
    pub fn push_text(&mut self, text: &str) -> Result<(), Diagnostic> {
        let read = self.push_text_of(text, FileId(u32::MAX));
        read.map_err(|found| match found.into_iter().next() {
            Some(mut why) => {
                why.labels.clear();
                why
            }
            None => malformed(text),
        })
    }

    /// Reads what [`push_text`](Patches::push_text) reads, out of a file of the sources: what is wrong
    /// with a reform, and later with what it says, then has its place.
    ///
    /// # Errors
    ///
    /// `P0101` when the text has none of these forms; every problem of a reform that has errors.
    pub fn push_text_of(&mut self, text: &str, file: FileId) -> Result<(), Vec<Diagnostic>> {
        if !is_reform(text) {
            return self.push_one(text).map_err(|why| vec![why]);
        }
        match read_reform(text, file) {
            (Some(reform), found) if !found.iter().any(Diagnostic::is_error) => {
                self.push_reform(Arc::new(reform));
                Ok(())
            }
            (_, found) => Err(found),
        }
    }

    fn push_one(&mut self, text: &str) -> Result<(), Diagnostic> {
        if let Some(lever) = text.strip_prefix('-') {
            self.changes.push(Change::Off {
                lever: lever.trim().to_owned(),
            });
            return Ok(());
        }
        let malformed = || malformed(text);
        let (target, value) = text.split_once('=').ok_or_else(malformed)?;
        let (parameter, from) = match target.split_once('@') {
            Some((parameter, day)) => (
                parameter,
                Some(Date::parse(day.trim()).ok_or_else(malformed)?),
            ),
            None => (target, None),
        };
        self.changes.push(Change::Set {
            parameter: parameter.trim().to_owned(),
            value: value.trim().to_owned(),
            from,
        });
        Ok(())
    }

    /// Reads the `[patch]` of a facts file: `reforms = [texts]`, `off = [levers]`, and parameters with their
    /// values. Reforms come first, wherever they are written.
    ///
    /// # Errors
    ///
    /// `P0101` for an entry that is none of these; the first problem of each reform, without its place.
    pub fn read(table: &RawValue) -> Result<Patches, Vec<Diagnostic>> {
        let mut patches = Patches::default();
        let mut found = Vec::new();
        let Raw::Table(entries) = &table.raw else {
            return Err(vec![Diagnostic::error(
                "P0101",
                "a patch is a table of changes",
            )]);
        };
        for (_, value) in entries.iter().filter(|(key, _)| key.name == "reforms") {
            let texts = match &value.raw {
                Raw::List(texts) => texts.as_slice(),
                _ => std::slice::from_ref(value),
            };
            for text in texts {
                match text.as_text().filter(|text| is_reform(text)) {
                    Some(text) => found.extend(patches.push_text(text).err()),
                    None => found.push(
                        Diagnostic::error("P0101", "what `reforms` lists is not a reform")
                            .help("write the whole text of a reform, which begins with `[reform]`"),
                    ),
                }
            }
        }
        for (key, value) in entries.iter().filter(|(key, _)| key.name != "reforms") {
            match (&value.raw, value.as_text()) {
                (Raw::List(levers), _) if key.name == "off" => {
                    for lever in levers {
                        match &lever.raw {
                            Raw::Text(name) => {
                                patches.changes.push(Change::Off {
                                    lever: name.clone(),
                                });
                            }
                            _ => found.push(
                                Diagnostic::error(
                                    "P0101",
                                    "what is switched off must be a lever's id",
                                )
                                .help("write off = [\"lever\"]"),
                            ),
                        }
                    }
                }
                (Raw::Bool(value), _) => patches.set(&key.name, value.to_string()),
                (_, Some(text)) => patches.set(&key.name, text.to_owned()),
                _ => found.push(
                    Diagnostic::error("P0101", format!("`{}` is not a change", key.name))
                        .help("write parameter = \"value\", or off = [\"lever\"]"),
                ),
            }
        }
        if found.is_empty() {
            Ok(patches)
        } else {
            Err(found)
        }
    }

    fn set(&mut self, parameter: &str, value: String) {
        self.changes.push(Change::Set {
            parameter: parameter.to_owned(),
            value,
            from: None,
        });
    }

    /// The changes of a facts file, and these after them. What is wrong with those of the file is said
    /// where they are laid on; here they count for nothing.
    #[must_use]
    pub fn after_those_of(&self, facts: &RawValue) -> Patches {
        let filed = facts.get("patch").map(Patches::read);
        let mut all = filed.and_then(Result::ok).unwrap_or_default();
        all.changes.extend(self.changes.iter().cloned());
        all
    }

    /// The rulebook whose facts an enterprise states under these changes: the rulebook itself, unless a
    /// reform adds or removes facts. Where the changes are refused it is the rulebook itself too; whoever
    /// lays them on says why.
    pub fn asking<'b>(&self, book: &'b Rulebook) -> Cow<'b, Rulebook> {
        if !self.reforms().any(|reform| reform.asks()) {
            return Cow::Borrowed(book);
        }
        self.lay_over(book)
            .map_or(Cow::Borrowed(book), |patched| Cow::Owned(patched.book))
    }

    /// Lays the changes over a rulebook: first what reforms add, then what is set and switched, in
    /// order. Without additions nothing of the rulebook is checked anew but what values can be.
    ///
    /// # Errors
    ///
    /// - `P0102` for a name the rulebook does not have, with the nearest one
    /// - `P0103` for a value the parameter cannot hold, `P0109` for rows it does not have
    /// - `P0110` for a record to be removed that no reform before added
    /// - what [`check`](crate::check::check) says of a rulebook with these records and figures
    pub fn lay_over(&self, book: &Rulebook) -> Result<Patched, Vec<Diagnostic>> {
        lay::over(self, book)
    }
}

fn malformed(text: &str) -> Diagnostic {
    Diagnostic::error("P0101", format!("`{text}` is not a change"))
        .help("write PARAMETER=VALUE, PARAMETER@2018-01-01=VALUE, or -LEVER to switch one off")
}
