//! Laying values over the history of a parameter.

use std::sync::Arc;

use super::values::{Value, edited};
use crate::base::diagnostic::Place;
use crate::base::{Date, Diagnostic, Text};
use crate::check::history::{Dated, Grade, History, Law, Without};
use crate::check::rulebook::{LeverId, Parameter};

/// A value for some days.
pub(super) struct Layer {
    /// First day.
    pub(super) from: Date,
    /// Last day.
    pub(super) to: Option<Date>,
    /// What holds on them.
    pub(super) value: Value,
    /// Owning lever; without one, the owner of what stood there.
    pub(super) lever: Option<LeverId>,
    /// What stands in its place without the owner; else what stood there before.
    pub(super) without: Option<Law>,
    /// What to say of it.
    pub(super) note: Text,
    /// Where it is written.
    pub(super) place: Option<Place>,
    /// Where its rows are edited.
    pub(super) edits: Place,
}

/// The history of a parameter with values laid over it, and which of them change nothing.
///
/// Outside the days of the layers it is what it was, with any levers off. Inside them a value belongs to
/// the lever that owned what stood there, unless the layer names another, and without that lever the law
/// is what it was. A yearly statistic carries forward from a layer without end.
///
/// # Errors
///
/// `P0109` for an edit of rows where there are none.
pub(super) fn laid(
    parameter: &Parameter,
    mut layers: Vec<Layer>,
) -> Result<(History, Vec<usize>), Vec<Diagnostic>> {
    let before = &parameter.history;
    if let [only] = layers.as_slice()
        && let (Value::Law(law @ Law::Option(_)), Date::BEGINNING, None) =
            (&only.value, only.from, only.to)
    {
        let idle = if before.opens == *law {
            vec![0]
        } else {
            Vec::new()
        };
        let opens = law.clone();
        return Ok((
            History {
                opens,
                ..before.clone()
            },
            idle,
        ));
    }
    layers.sort_by_key(|layer| layer.from);
    let carried = carried(before);
    let ends: Vec<Option<Date>> = ends(&layers);
    let mut ground = Ground {
        parameter,
        was: Arc::new(before.clone()),
        carried: &carried,
        values: Vec::new(),
        found: Vec::new(),
    };
    let first = layers.first().map(|layer| layer.from);
    ground.keep(None, first);
    let mut idle = Vec::new();
    for (at, (layer, end)) in layers.iter().zip(&ends).enumerate() {
        if ground.lay(layer, *end) {
            idle.push(at);
        }
        if let Some(end) = end {
            let next = layers.get(at + 1).map(|next| next.from);
            ground.resume(end.next(), next);
        }
    }
    if !ground.found.is_empty() {
        return Err(ground.found);
    }
    let history = History {
        opens: before.opens.clone(),
        values: ground.values,
        yearly: false,
    };
    Ok((history, idle))
}

/// The last day of each layer: its own, or the day before the next begins.
fn ends(layers: &[Layer]) -> Vec<Option<Date>> {
    let next = layers.iter().skip(1).map(|next| Some(next.from.previous()));
    let next = next.chain([None]);
    let own = layers.iter().map(|layer| layer.to);
    own.zip(next).map(|(own, next)| own.or(next)).collect()
}

/// The values of a history, each yearly statistic followed by its year's end where the next year has
/// none: from now on values carry forward.
fn carried(history: &History) -> Vec<Dated> {
    let mut values: Vec<Dated> = Vec::new();
    for (at, value) in history.values.iter().enumerate() {
        values.push(value.clone());
        let end = Date::new(value.from.year() + 1, 1, 1).filter(|_| history.yearly);
        let next = history.values.get(at + 1).map(|next| next.from);
        if let Some(end) = end.filter(|end| next.is_none_or(|next| *end < next)) {
            values.push(Dated {
                from: end,
                law: Law::Unknown,
                lever: None,
                without: Without::Previous,
                ..value.clone()
            });
        }
    }
    values
}

struct Ground<'a> {
    parameter: &'a Parameter,
    was: Arc<History>,
    carried: &'a [Dated],
    values: Vec<Dated>,
    found: Vec<Diagnostic>,
}

impl Ground<'_> {
    fn standing(&self, day: Date) -> Option<&Dated> {
        self.carried.iter().rev().find(|value| value.from <= day)
    }

    /// Values that stay, past one day and before another.
    fn keep(&mut self, past: Option<Date>, before: Option<Date>) {
        let kept = self.carried.iter().filter(|value| {
            past.is_none_or(|past| past < value.from) && before.is_none_or(|day| value.from < day)
        });
        let kept: Vec<Dated> = kept
            .map(|value| self.as_it_was(value, value.from))
            .collect();
        self.values.extend(kept);
    }

    /// A value of the history before. What it goes back to without its lever is found in that history:
    /// in the new one values laid over may stand between.
    fn as_it_was(&self, value: &Dated, from: Date) -> Dated {
        let mut kept = value.clone();
        kept.from = from;
        let laid_before = !self.values.is_empty() || self.was.yearly;
        if kept.lever.is_some() && kept.without == Without::Previous && laid_before {
            kept.without = Without::Was(Arc::clone(&self.was));
        }
        kept
    }

    /// From a day on the law is what it was, until another.
    fn resume(&mut self, day: Date, until: Option<Date>) {
        if until.is_some_and(|until| until <= day) {
            return;
        }
        let standing = match self.standing(day) {
            Some(standing) => self.as_it_was(standing, day),
            None => Dated {
                from: day,
                law: self.was.opens.clone(),
                cite: Vec::new(),
                grade: Grade::Assumption,
                verify: false,
                lever: None,
                without: Without::Previous,
                note: None,
                place: self.parameter.place,
            },
        };
        self.values.push(standing);
        self.keep(Some(day), until);
    }

    /// Lays one value over its days; whether it changes nothing.
    fn lay(&mut self, layer: &Layer, end: Option<Date>) -> bool {
        let inside =
            |value: &&Dated| value.from > layer.from && end.is_none_or(|end| value.from <= end);
        let later = self.carried.iter().filter(inside).map(|value| value.from);
        let days: Vec<Date> = std::iter::once(layer.from).chain(later).collect();
        let (mut idle, mut edits) = (true, 0);
        let mut missed = Vec::new();
        for day in days {
            let stood = self.was.at(day, &|_| false).0;
            let standing = self.standing(day);
            let law = match &layer.value {
                Value::Law(law) => law.clone(),
                Value::Edit(edit) => match edited(stood, edit) {
                    Ok(law) => {
                        edits += 1;
                        law
                    }
                    Err(why) => {
                        missed.extend(why);
                        stood.clone()
                    }
                },
            };
            let owner = standing.and_then(|dated| dated.lever);
            let lever = layer.lever.or(owner);
            idle &= law == *stood && lever == owner && layer.without.is_none();
            let without = match (&layer.without, lever) {
                (Some(law), Some(_)) => Without::Law(law.clone()),
                (_, Some(_)) => Without::Was(Arc::clone(&self.was)),
                _ => Without::Previous,
            };
            let place = layer.place.or(standing.map(|dated| dated.place));
            let dated = Dated {
                from: day,
                law,
                cite: Vec::new(),
                grade: Grade::Assumption,
                verify: false,
                lever,
                without,
                note: Some(layer.note.clone()),
                place: place.unwrap_or_default(),
            };
            self.values.push(dated);
        }
        if matches!(layer.value, Value::Edit(_)) && edits == 0 {
            // On no day could all rows be edited: what a table lacked says more than days without one.
            let whole =
                |one: &Diagnostic| one.labels.iter().all(|label| label.place == layer.edits);
            let at = missed.iter().position(|one| !whole(one)).unwrap_or(0);
            self.found.extend(missed.into_iter().nth(at));
        }
        idle
    }
}
