//! Laying changes over a checked rulebook: the one way in which figures, rows, readings, levers and new
//! records come into it, whoever asks for them.

use std::sync::Arc;

use super::history::{Layer, laid};
use super::patch::{Change, Patched, Patches};
use super::values;
use crate::base::diagnostic::{Place, nearest};
use crate::base::{Date, Diagnostic, FileId, Text};
use crate::check::history::{Grade, Law};
use crate::check::rulebook::{LeverId, Named, ParameterId, Rulebook};
use crate::check::{bounds, extend, levers};
use crate::program::LeverSet;
use crate::rulebook::Reform;
use crate::rulebook::draft::{Name, Spanned};
use crate::rulebook::reform::{SetDraft, ValueDraft};

/// Lays all changes over a rulebook.
pub(super) fn over(patches: &Patches, book: &Rulebook) -> Result<Patched, Vec<Diagnostic>> {
    let (book, warnings) = extended(patches, book)?;
    let mut laying = Laying {
        patched: Patched {
            book,
            off: LeverSet::default(),
            warnings,
        },
        found: Vec::new(),
        owners: false,
    };
    for change in &patches.changes {
        laying.change(change);
    }
    let Laying {
        mut patched,
        mut found,
        owners,
    } = laying;
    if owners {
        let Rulebook {
            parameters,
            amounts,
            levers,
            ..
        } = &mut patched.book;
        levers::own(parameters, amounts, levers);
    }
    if !patches.changes.is_empty() && found.is_empty() {
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

/// The rulebook with the records reforms add, one reform after the other.
fn extended(
    patches: &Patches,
    book: &Rulebook,
) -> Result<(Rulebook, Vec<Diagnostic>), Vec<Diagnostic>> {
    let reforms: Vec<&Arc<Reform>> = patches.reforms().collect();
    let mut found = Vec::new();
    let mut extended: Option<Rulebook> = None;
    for (at, reform) in reforms.iter().enumerate() {
        let earlier = reforms.iter().take(at);
        let known: Vec<&str> = earlier
            .flat_map(|reform| reform.names())
            .map(|name| name.value.as_str())
            .collect();
        for name in reform
            .remove
            .iter()
            .filter(|name| !known.contains(&name.value.as_str()))
        {
            let message = format!("no reform before this one adds `{}`", name.value);
            let found_here = Diagnostic::error("P0110", message).at(name.place, "removed here");
            let help =
                "only what a reform added is removed; a lever of the rulebook is switched off";
            found.push(match nearest(&name.value, known.iter().copied()) {
                Some(near) => found_here.help(format!("did you mean `{near}`?")),
                None => found_here.help(help),
            });
        }
        if !reform.adds() {
            continue;
        }
        let later = reforms
            .iter()
            .skip(at + 1)
            .flat_map(|reform| &reform.remove);
        let removed: Vec<String> = later.map(|name| name.value.clone()).collect();
        let base = extended.as_ref().unwrap_or(book);
        let (with, more) = extend(base, &reform.records(&removed));
        // What was there before is as sound as it was.
        let file = reform.id.place.file;
        found.extend(
            more.into_iter()
                .filter(|one| one.is_error() || concerns(one, file)),
        );
        if let Some(mut with) = with {
            graded(base, &mut with);
            extended = Some(with);
        }
    }
    if found.iter().any(Diagnostic::is_error) {
        return Err(found);
    }
    Ok((extended.unwrap_or_else(|| book.clone()), found))
}

fn concerns(diagnostic: &Diagnostic, file: FileId) -> bool {
    diagnostic
        .labels
        .iter()
        .any(|label| label.place.file == file)
}

/// Nothing a reform adds is law: whatever it cites, it counts as an assumption.
fn graded(base: &Rulebook, with: &mut Rulebook) {
    let parameters: Vec<ParameterId> = with.parameters.ids().skip(base.parameters.len()).collect();
    for id in parameters {
        for value in &mut with.parameters[id].history.values {
            value.grade = Grade::Assumption;
        }
    }
    let levers: Vec<LeverId> = with.levers.ids().skip(base.levers.len()).collect();
    for id in levers {
        for span in &mut with.levers[id].in_force {
            span.assumption = true;
        }
    }
}

struct Laying {
    patched: Patched,
    found: Vec<Diagnostic>,
    /// A value was given to a lever.
    owners: bool,
}

impl Laying {
    fn change(&mut self, change: &Change) {
        match change {
            Change::Off { lever } => self.switch(lever, None, false),
            Change::Set {
                parameter,
                value,
                from,
            } => {
                let nowhere = Place::default();
                let set = SetDraft {
                    parameter: Name::new(parameter.clone(), nowhere),
                    place: nowhere,
                    from: from.map(|day| Spanned::new(day, nowhere)),
                    to: None,
                    value: Spanned::new(ValueDraft::Word(value.clone()), nowhere),
                    lever: None,
                    without: None,
                    note: None,
                };
                self.set(&[&set], None);
            }
            Change::Reform(reform) => self.reform(reform),
        }
    }

    fn reform(&mut self, reform: &Reform) {
        let mut names: Vec<&str> = Vec::new();
        for set in &reform.sets {
            let name = set.parameter.value.as_str();
            if names.contains(&name) {
                continue;
            }
            names.push(name);
            let all: Vec<&SetDraft> = reform
                .sets
                .iter()
                .filter(|set| set.parameter.value == name)
                .collect();
            self.set(&all, Some(reform));
        }
        for switch in &reform.switches {
            self.switch(&switch.lever.value, Some(switch.lever.place), switch.on);
        }
    }

    fn switch(&mut self, name: &str, place: Option<Place>, on: bool) {
        let book = &self.patched.book;
        let Some(Named::Lever(lever)) = book.names.get(name).copied() else {
            let known = book.levers.values().map(|lever| lever.id.as_str());
            self.found.push(unknown("lever", name, place, known));
            return;
        };
        if self.patched.off.contains(lever) != on {
            let (what, help) = if on {
                ("on", "it is on already")
            } else {
                ("off", "it is off already")
            };
            let message = format!("switching {what} `{name}` changes nothing");
            self.warn(Diagnostic::warning("P0104", message).help(help), place);
        }
        if on {
            let off = self.patched.book.levers.ids();
            self.patched.off = off
                .filter(|id| *id != lever && self.patched.off.contains(*id))
                .collect();
        } else {
            self.patched.off.insert(lever);
        }
    }

    fn warn(&mut self, warning: Diagnostic, place: Option<Place>) {
        self.patched.warnings.push(match place {
            Some(place) => warning.at(place, ""),
            None => warning,
        });
    }

    /// Lays the values of one parameter, which do not overlap, over what it holds.
    fn set(&mut self, sets: &[&SetDraft], reform: Option<&Reform>) {
        let Some(name) = sets.first().map(|set| &set.parameter) else {
            return;
        };
        let place = reform.map(|_| name.place);
        let book = &self.patched.book;
        let Some(Named::Parameter(id)) = book.names.get(&name.value).copied() else {
            let known = book
                .parameters
                .values()
                .map(|parameter| parameter.id.as_str());
            self.found
                .push(unknown("parameter", &name.value, place, known));
            return;
        };
        let before = self.found.len();
        let layers: Vec<Layer> = sets
            .iter()
            .filter_map(|set| self.layer(id, set, reform))
            .collect();
        if self.found.len() > before {
            return;
        }
        let parameter = &self.patched.book.parameters[id];
        let (history, idle) = match laid(parameter, layers) {
            Ok(done) => done,
            Err(why) => {
                self.found.extend(why);
                return;
            }
        };
        for at in idle {
            let Some(set) = sets.get(at) else { continue };
            let warning =
                Diagnostic::warning("P0104", nothing(set)).help("it has this value already");
            self.warn(warning, reform.map(|_| set.place));
        }
        // A supplied figure is no longer open, and one taken back is open again.
        let open = |law: &Law| *law == Law::Open;
        let all_open = open(&history.opens) && history.values.iter().all(|value| open(&value.law));
        let parameter = &mut self.patched.book.parameters[id];
        parameter.open = all_open;
        parameter.history = history;
    }

    fn layer(&mut self, id: ParameterId, set: &SetDraft, reform: Option<&Reform>) -> Option<Layer> {
        let book = &self.patched.book;
        let lever = match &set.lever {
            None => None,
            Some(name) => match book.names.get(&name.value) {
                Some(Named::Lever(lever)) => Some(*lever),
                _ => {
                    let known = book.levers.values().map(|lever| lever.id.as_str());
                    self.found
                        .push(unknown("lever", &name.value, Some(name.place), known));
                    return None;
                }
            },
        };
        self.owners |= lever.is_some();
        if let (Some(without), None) = (&set.without, lever) {
            let message = "`without` says what stands without a lever, but none is given";
            self.found.push(
                Diagnostic::error("R0304", message)
                    .at(without.place, "")
                    .help("add `lever = \"…\"` or drop `without`"),
            );
        }
        let parameter = &book.parameters[id];
        let mut found = Vec::new();
        let layer = Layer {
            from: set.from.as_ref().map_or(Date::BEGINNING, |from| from.value),
            to: set.to.as_ref().map(|to| to.value),
            value: values::value(book, parameter, set, reform.is_some(), &mut found),
            lever,
            without: values::without(book, parameter, set, &mut found),
            note: set.note.clone().unwrap_or_else(|| match reform {
                Some(reform) => Text::new(
                    format!("改革方案：{}", reform.title.zh),
                    format!("reform: {}", reform.title.en),
                ),
                None => Text::new("由使用者设定", "set by the user"),
            }),
            place: reform.map(|_| set.place),
            edits: set.value.place,
        };
        let refused = !found.is_empty();
        self.found.extend(found);
        (!refused).then_some(layer)
    }
}

fn nothing(set: &SetDraft) -> String {
    let name = &set.parameter.value;
    match &set.value.value {
        ValueDraft::Word(word) => format!("setting `{name}` to {word} changes nothing"),
        _ => format!("setting rows of `{name}` changes nothing"),
    }
}

pub(super) fn unknown<'a>(
    kind: &str,
    name: &str,
    place: Option<Place>,
    known: impl Iterator<Item = &'a str>,
) -> Diagnostic {
    let mut diagnostic = Diagnostic::error("P0102", format!("there is no {kind} `{name}`"));
    if let Some(place) = place {
        diagnostic = diagnostic.at(place, "not in this rulebook");
    }
    match nearest(name, known) {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
        None => diagnostic.help("`qingce rules list` shows them all"),
    }
}
