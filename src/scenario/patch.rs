//! Changes laid over a rulebook: figures and rows set, readings chosen, levers switched, reforms.

use std::sync::Arc;

use super::lay;
use crate::base::{Date, Diagnostic, FileId};
use crate::check::Rulebook;
use crate::enterprise::{Raw, RawValue};
use crate::program::LeverSet;
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

    /// Reads the `[patch]` of a facts file: `off = [levers]`, and parameters with their values.
    ///
    /// # Errors
    ///
    /// `P0101` for an entry that is neither.
    pub fn read(table: &RawValue) -> Result<Patches, Vec<Diagnostic>> {
        let mut patches = Patches::default();
        let mut found = Vec::new();
        let Raw::Table(entries) = &table.raw else {
            return Err(vec![Diagnostic::error(
                "P0101",
                "a patch is a table of changes",
            )]);
        };
        for (key, value) in entries {
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

/// Whether a change is the whole text of a reform.
fn is_reform(text: &str) -> bool {
    text.trim_start().starts_with("[reform]")
}

fn malformed(text: &str) -> Diagnostic {
    Diagnostic::error("P0101", format!("`{text}` is not a change"))
        .help("write PARAMETER=VALUE, PARAMETER@2018-01-01=VALUE, or -LEVER to switch one off")
}
