//! Curves along one fact: computed once a result has settled, one at a time, so that typing stays
//! quick.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use super::compute::Outcome;
use super::format;
use super::store::{Frame, Shared};
use super::text::Key;
use crate::base::{Rational, Rounding};
use crate::charts::{self, Curve, Jump};
use crate::check::Rulebook;
use crate::check::rulebook::{FactId, FactKind, FactSlotId, Named};
use crate::enterprise::Enterprise;
use crate::program::AmountRef;
use crate::scenario::engine::Compiled;
use crate::scenario::sweep::{Sweep, SweepRequest, sweep};

/// The curves an enterprise has.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Curves {
    /// Each with all its figure needs.
    pub figures: Vec<CurveFigure>,
}

/// One curve with its wording.
#[derive(Clone, PartialEq, Debug)]
pub struct CurveFigure {
    /// Its id on the page.
    pub id: &'static str,
    /// What it shows.
    pub title: String,
    /// Axes and units.
    pub note: String,
    /// What the line is.
    pub line: String,
    /// The points.
    pub curve: Curve,
    /// Where it jumps, from and to, as text.
    pub jumps: Vec<(String, String, String)>,
    /// Heads of its table.
    pub heads: Vec<AttrValue>,
    /// Rows of its table.
    pub rows: Vec<Vec<AttrValue>>,
    /// Still being computed.
    pub pending: bool,
}

/// How long a result must stand before its curves are computed, in milliseconds.
const SETTLED: u32 = 200;

/// The curves of a result, each computed in a task of its own once the result has settled.
#[hook]
pub fn use_curves(frame: &Frame, outcome: &Shared<Outcome>) -> Curves {
    let curves = use_state(Curves::default);
    {
        let (frame, curves) = (frame.clone(), curves.clone());
        use_effect_with((outcome.clone(), frame.lang), move |(outcome, _)| {
            let outcome = outcome.clone();
            let second: Rc<RefCell<Option<Timeout>>> = Rc::default();
            let kept = Rc::clone(&second);
            let first = Timeout::new(SETTLED, move || {
                let housing = housing_fund(&frame, &outcome);
                let next = Timeout::new(1, move || {
                    let tariff = tariff(&frame, &outcome);
                    let figures = housing.into_iter().chain(tariff).collect();
                    curves.set(Curves { figures });
                });
                *kept.borrow_mut() = Some(next);
            });
            move || drop((first, second))
        });
    }
    (*curves).clone()
}

/// The housing-fund rate against the cost of the period.
fn housing_fund(frame: &Frame, outcome: &Outcome) -> Option<CurveFigure> {
    let book = frame.book();
    let (fact, slot) = fact(book, "housing_fund_rate")?;
    let amount = amount(book, "housing_fund_cost")?;
    let FactKind::Number {
        measure,
        den,
        min,
        max,
    } = &book.facts[fact].kind
    else {
        return None;
    };
    let mut sweeper = Sweeper::new(frame, outcome)?;
    let swept = sweeper.sweep(slot, (*min, *max), 15, vec![amount]);
    let shown = |cell: i128| Rational::new(cell, *den)?.div(measure.factor);
    let points = swept.xs.iter().zip(swept.curves.first()?);
    let points: Vec<Point> = points
        .filter_map(|(x, y)| {
            Some(Point {
                x: shown(*x)?,
                y: (*y)?,
            })
        })
        .collect();
    let here = outcome.enterprise.fact(slot).and_then(|cell| {
        let swept = sweeper.sweep(slot, (cell, cell), 2, vec![amount]);
        Some(Point {
            x: shown(cell)?,
            y: (*swept.curves.first()?.first()?)?,
        })
    });
    let label = frame.text(&book.amounts[amount.amount].label).to_owned();
    let pieces = vec![points.iter().map(Point::place).collect()];
    let rows = points.iter().map(|point| {
        vec![
            AttrValue::from(format!("{}%", point.x_text(2))),
            AttrValue::from(point.y_text()),
        ]
    });
    let period = format::period(outcome.period, frame.lang);
    let most = points
        .iter()
        .map(|point| charts::fraction(point.y))
        .fold(0.0f64, f64::max);
    let (y_unit, unit) = charts::scale::money_unit(most, frame.lang);
    Some(CurveFigure {
        id: "housing",
        title: frame.say(Key::HousingTitle).to_owned(),
        note: frame.fill(Key::HousingNote, &[&label, &format!("{unit}, {period}")]),
        line: label.clone(),
        rows: rows.collect(),
        curve: Curve {
            pieces: if points.len() > 1 { pieces } else { Vec::new() },
            jumps: Vec::new(),
            here: here.map(|point| point.place()),
            y_unit,
        },
        jumps: Vec::new(),
        heads: vec![
            AttrValue::from(frame.attr(&book.facts[fact].label)),
            AttrValue::from(format!("{label}（元）")),
        ],
        pending: false,
    })
}

/// What electricity costs a tonne of aluminium, by how much of it a tonne takes. All electricity of
/// electrolysis moves along: what is bought, and what either measure of intensity counts.
fn tariff(frame: &Frame, outcome: &Outcome) -> Option<CurveFigure> {
    let book = frame.book();
    let moving = [
        "electrolysis_kwh",
        "electricity_kwh",
        "aluminium_comprehensive_kwh",
    ];
    let moving = moving.map(|id| fact(book, id).map(|(_, slot)| slot));
    let (_, tonnes) = fact(book, "liquid_aluminium")?;
    let tonnes = whole(book, outcome, tonnes).filter(|tonnes| *tonnes > Rational::ZERO)?;
    let ids = [
        "electricity_charge",
        "aluminium_tier_surcharge",
        "aluminium_step_surcharge",
    ];
    let outputs: Vec<AmountRef> = ids.iter().filter_map(|id| amount(book, id)).collect();
    let mut sweeper = Sweeper::new(frame, outcome)?;
    let measured = [moving[0], moving[2]].into_iter().flatten();
    let (slot, switches) = measured
        .filter_map(|slot| {
            let cell = outcome.enterprise.fact(slot).filter(|cell| *cell > 0)?;
            let range = (cell - cell * 8 / 100, cell + cell * 8 / 100);
            Some((slot, sweeper.sweep(slot, range, 41, outputs.clone())))
        })
        .max_by_key(|(_, sweep)| sweep.switches.len())?;
    let now = outcome.enterprise.fact(slot)?;
    let part = Rational::new(i128::from(outcome.period.len()), 12)?;
    let divisor = tonnes.mul(part)?;
    let at = |sweeper: &mut Sweeper<'_>, cell: i128| -> Option<Point> {
        let mut moved = outcome.enterprise.clone();
        for other in moving.into_iter().flatten() {
            if let Some(stated) = outcome.enterprise.fact(other) {
                moved.set(other, Some(stated + cell - now));
            }
        }
        let swept = sweeper.of(&moved, slot, (cell, cell), 2, outputs.clone());
        let mut cost = Rational::ZERO;
        for curve in &swept.curves {
            // One that is not known would make the sum look cheaper than it is.
            cost = cost.add((*curve.first()?)?)?;
        }
        Some(Point {
            x: Rational::new(cell, den_of(book, slot)?)?.div(tonnes)?,
            y: cost.div(divisor)?,
        })
    };
    let points: Vec<Option<Point>> = switches
        .xs
        .iter()
        .map(|cell| at(&mut sweeper, *cell))
        .collect();
    let here = at(&mut sweeper, now);
    Some(tariff_figure(frame, &points, &switches.switches, here))
}

fn tariff_figure(
    frame: &Frame,
    points: &[Option<Point>],
    switches: &[usize],
    here: Option<Point>,
) -> CurveFigure {
    let mut curve = Curve {
        here: here.map(|point| point.place()),
        ..Curve::default()
    };
    let mut jumps = Vec::new();
    let mut piece = Vec::new();
    let mut rows = Vec::new();
    let row = |point: &Point| {
        vec![
            AttrValue::from(point.x_text(2)),
            AttrValue::from(point.y_text()),
        ]
    };
    for (index, point) in points.iter().enumerate() {
        let Some(point) = point else {
            curve.pieces.push(std::mem::take(&mut piece));
            continue;
        };
        piece.push(point.place());
        let next = points.get(index + 1).copied().flatten();
        let jump = next.filter(|next| switches.contains(&index) && point.jumps_to(next));
        if let Some(next) = jump {
            curve.pieces.push(std::mem::take(&mut piece));
            curve.jumps.push(Jump {
                left: point.place(),
                right: next.place(),
            });
            jumps.push((
                format!("{} kWh/t", point.x_text(0)),
                point.y_text(),
                next.y_text(),
            ));
            rows.push(row(point));
            rows.push(row(&next));
        } else if index % 5 == 0 {
            rows.push(row(point));
        }
    }
    curve.pieces.push(piece);
    curve.pieces.retain(|piece| piece.len() > 1);
    CurveFigure {
        id: "tariff",
        title: frame.say(Key::TariffTitle).to_owned(),
        note: frame.say(Key::TariffNote).to_owned(),
        line: frame.say(Key::TariffLine).to_owned(),
        curve,
        jumps,
        heads: vec![AttrValue::from("kWh/t"), AttrValue::from("元/t")],
        rows,
        pending: false,
    }
}

/// A point of a curve, exact.
#[derive(Clone, Copy)]
struct Point {
    x: Rational,
    y: Rational,
}

impl Point {
    fn place(&self) -> (f64, f64) {
        (charts::fraction(self.x), charts::fraction(self.y))
    }

    fn x_text(&self, places: u32) -> String {
        let rounded = self.x.rounded(places, Rounding::HalfUp);
        rounded.map(format::trimmed).unwrap_or_default()
    }

    fn y_text(&self) -> String {
        let rounded = self.y.rounded(2, Rounding::HalfUp);
        rounded.map(format::money).unwrap_or_default()
    }

    /// Whether the next value is further than one step of the fact explains: half a cent.
    fn jumps_to(&self, next: &Point) -> bool {
        let Some(rise) = next.y.sub(self.y) else {
            return false;
        };
        let rise = if rise < Rational::ZERO {
            rise.neg()
        } else {
            rise
        };
        Rational::new(1, 200).is_some_and(|least| rise > least)
    }
}

/// Sweeps over one compiled rulebook.
struct Sweeper<'a> {
    compiled: Rc<Compiled>,
    enterprise: &'a Enterprise,
}

impl<'a> Sweeper<'a> {
    fn new(frame: &Frame, outcome: &'a Outcome) -> Option<Sweeper<'a>> {
        let engine = frame.calculator().engine();
        let compiled = engine.compiled(outcome.period, &outcome.patches).ok()?;
        Some(Sweeper {
            compiled,
            enterprise: &outcome.enterprise,
        })
    }

    fn sweep(
        &mut self,
        slot: FactSlotId,
        range: (i128, i128),
        points: usize,
        outputs: Vec<AmountRef>,
    ) -> Sweep {
        self.of(self.enterprise, slot, range, points, outputs)
    }

    fn of(
        &self,
        enterprise: &Enterprise,
        slot: FactSlotId,
        range: (i128, i128),
        points: usize,
        outputs: Vec<AmountRef>,
    ) -> Sweep {
        let request = SweepRequest {
            slot,
            range,
            points,
            outputs,
        };
        sweep(&self.compiled, enterprise, &request)
    }
}

fn fact(book: &Rulebook, id: &str) -> Option<(FactId, FactSlotId)> {
    match book.names.get(id) {
        Some(Named::Fact(fact)) => Some((*fact, book.slot(*fact, 0))),
        _ => None,
    }
}

fn amount(book: &Rulebook, id: &str) -> Option<AmountRef> {
    match book.names.get(id) {
        Some(Named::Amount(amount)) => Some(AmountRef {
            amount: *amount,
            row: None,
        }),
        _ => None,
    }
}

/// Parts of a base unit one cell of a slot is.
fn den_of(book: &Rulebook, slot: FactSlotId) -> Option<i128> {
    match &book.facts[book.fact_slots[slot].fact].kind {
        FactKind::Number { den, .. } => Some(*den),
        _ => None,
    }
}

/// A stated number in base units.
fn whole(book: &Rulebook, outcome: &Outcome, slot: FactSlotId) -> Option<Rational> {
    Rational::new(outcome.enterprise.fact(slot)?, den_of(book, slot)?)
}
