//! Changes laid over a rulebook: figures set, readings chosen, levers switched off.

use crate::base::diagnostic::nearest;
use crate::base::{Date, Diagnostic, Rational, Text};
use crate::check::bounds;
use crate::check::history::{Dated, Grade, History, Law, Without};
use crate::check::rulebook::{LeverId, Named, Parameter, Rulebook, Shape};
use crate::enterprise::{Raw, RawValue};
use crate::program::LeverSet;

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
}

/// A rulebook with patches laid over it.
#[derive(Clone, Debug)]
pub struct Patched {
    /// The rulebook.
    pub book: Rulebook,
    /// Levers switched off.
    pub off: LeverSet,
    /// What the patches do not change: warnings.
    pub warnings: Vec<Diagnostic>,
}

impl Patches {
    /// Reads `PARAM=VALUE`, `PARAM@2018-01-01=VALUE` or `-LEVER`.
    ///
    /// # Errors
    ///
    /// `P0101` when the text has none of these forms.
    pub fn push_text(&mut self, text: &str) -> Result<(), Diagnostic> {
        if let Some(lever) = text.strip_prefix('-') {
            self.changes.push(Change::Off {
                lever: lever.trim().to_owned(),
            });
            return Ok(());
        }
        let malformed = || {
            Diagnostic::error("P0101", format!("`{text}` is not a change")).help(
                "write PARAMETER=VALUE, PARAMETER@2018-01-01=VALUE, or -LEVER to switch one off",
            )
        };
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

    /// Lays the changes over a rulebook, in order.
    ///
    /// # Errors
    ///
    /// - `P0102` for a name the rulebook does not have, with the nearest one
    /// - `P0103` for a value the parameter cannot hold
    pub fn lay_over(&self, book: &Rulebook) -> Result<Patched, Vec<Diagnostic>> {
        let mut patched = Patched {
            book: book.clone(),
            off: LeverSet::default(),
            warnings: Vec::new(),
        };
        let mut found = Vec::new();
        for change in &self.changes {
            let outcome = match change {
                Change::Off { lever } => switch_off(&mut patched, lever),
                Change::Set {
                    parameter,
                    value,
                    from,
                } => set(&mut patched, parameter, value, *from),
            };
            found.extend(outcome.err());
        }
        if !self.changes.is_empty() && found.is_empty() {
            // A figure set by hand is held to the same bounds as one of the law.
            let mut again = Vec::new();
            bounds::check(&patched.book, &mut again);
            found.extend(again.into_iter().filter(Diagnostic::is_error));
        }
        if found.is_empty() {
            Ok(patched)
        } else {
            Err(found)
        }
    }
}

fn switch_off(patched: &mut Patched, name: &str) -> Result<(), Diagnostic> {
    let lever = lever_named(&patched.book, name)?;
    if patched.off.contains(lever) {
        patched.warnings.push(
            Diagnostic::warning("P0104", format!("switching off `{name}` changes nothing"))
                .help("it is off already"),
        );
    }
    patched.off.insert(lever);
    Ok(())
}

fn lever_named(book: &Rulebook, name: &str) -> Result<LeverId, Diagnostic> {
    match book.names.get(name) {
        Some(Named::Lever(lever)) => Ok(*lever),
        _ => Err(unknown(
            "lever",
            name,
            book.levers.values().map(|lever| lever.id.as_str()),
        )),
    }
}

fn unknown<'a>(kind: &str, name: &str, known: impl Iterator<Item = &'a str>) -> Diagnostic {
    let diagnostic = Diagnostic::error("P0102", format!("there is no {kind} `{name}`"));
    match nearest(name, known) {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
        None => diagnostic.help("`qingce rules list` shows them all"),
    }
}

fn set(
    patched: &mut Patched,
    name: &str,
    value: &str,
    from: Option<Date>,
) -> Result<(), Diagnostic> {
    let id = match patched.book.names.get(name) {
        Some(Named::Parameter(id)) => *id,
        _ => {
            let known = patched
                .book
                .parameters
                .values()
                .map(|parameter| parameter.id.as_str());
            return Err(unknown("parameter", name, known));
        }
    };
    let law = law(&patched.book.parameters[id], value)?;
    let from = from.unwrap_or(Date::BEGINNING);
    if !overwrite(&mut patched.book.parameters[id].history, &law, from) {
        patched.warnings.push(
            Diagnostic::warning(
                "P0104",
                format!("setting `{name}` to {value} changes nothing"),
            )
            .help("it has this value already"),
        );
    }
    // A supplied figure is no longer open.
    patched.book.parameters[id].open = false;
    Ok(())
}

/// The law a value text means for a parameter.
fn law(parameter: &Parameter, text: &str) -> Result<Law, Diagnostic> {
    let refuse = |wanted: String| {
        let message = format!("`{text}` is not a value of `{}`", parameter.id);
        Err(Diagnostic::error("P0103", message).help(format!("give {wanted}")))
    };
    match &parameter.shape {
        Shape::Number(measure) => {
            let unit = measure.text.as_str();
            let bare = text.strip_suffix(unit).unwrap_or(text).trim();
            match Rational::parse(bare).and_then(|value| value.mul(measure.factor)) {
                Some(value) => Ok(Law::Number(value)),
                None if unit.is_empty() => refuse("a number".to_owned()),
                None => refuse(format!("a number in {unit}")),
            }
        }
        Shape::Bool => match text {
            "true" => Ok(Law::Bool(true)),
            "false" => Ok(Law::Bool(false)),
            _ => refuse("true or false".to_owned()),
        },
        Shape::Date => match Date::parse(text) {
            Some(date) => Ok(Law::Date(date)),
            None => refuse("a date like 2018-01-01".to_owned()),
        },
        Shape::Reading(options) => match options.iter().position(|option| option.id == text) {
            Some(at) => Ok(Law::Option(u32::try_from(at).unwrap_or(0))),
            None => {
                let ids: Vec<&str> = options.iter().map(|option| option.id.as_str()).collect();
                refuse(format!("one of {}", ids.join(", ")))
            }
        },
        Shape::Brackets { .. } | Shape::ByChoice { .. } => {
            refuse("a reform file: tables are not set by one value".to_owned())
        }
    }
}

/// Puts a value in place of every one from a day on; whether anything changes.
///
/// Levers keep the values they own: what stands without a lever is what stood there before.
fn overwrite(history: &mut History, law: &Law, from: Date) -> bool {
    if let (Law::Option(_), Date::BEGINNING) = (law, from) {
        let changes = history.opens != *law;
        history.opens = law.clone();
        return changes;
    }
    let before = history.clone();
    let patched = |day: Date, standing: Option<&Dated>| {
        let lever = standing.and_then(|dated| dated.lever);
        let without = lever.map_or(Without::Previous, |owner| {
            Without::Law(before.at(day, &|lever| lever == owner).0.clone())
        });
        Dated {
            from: day,
            law: law.clone(),
            cite: Vec::new(),
            grade: Grade::Assumption,
            verify: false,
            lever,
            without,
            note: Some(Text::new("由使用者设定", "set by the user")),
            place: standing.map(|dated| dated.place).unwrap_or_default(),
        }
    };
    let mut values = carried(&before, from);
    values.push(patched(from, before.dated(from)));
    let later = before.values.iter().filter(|value| value.from > from);
    values.extend(later.map(|value| patched(value.from, Some(value))));
    let same = |day: Date| before.at(day, &|_| false).0 == law;
    let changes = !(same(from)
        && before
            .values
            .iter()
            .all(|v| v.from <= from || v.law == *law));
    *history = History {
        opens: before.opens,
        values,
        yearly: false,
    };
    changes
}

/// The values before a day; each yearly statistic is followed by its year's end, where the next year
/// has none, because from now on values carry forward.
fn carried(history: &History, until: Date) -> Vec<Dated> {
    let mut values: Vec<Dated> = Vec::new();
    let earlier: Vec<&Dated> = history
        .values
        .iter()
        .filter(|value| value.from < until)
        .collect();
    for (at, value) in earlier.iter().enumerate() {
        values.push((*value).clone());
        let end = Date::new(value.from.year() + 1, 1, 1).filter(|_| history.yearly);
        let next = earlier.get(at + 1).map_or(until, |next| next.from);
        if let Some(end) = end.filter(|end| *end < next) {
            values.push(Dated {
                from: end,
                law: Law::Unknown,
                lever: None,
                ..(*value).clone()
            });
        }
    }
    values
}
