//! One amount along one fact, with its steps drawn exactly where they are.

use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, VPos};

use super::ink;
use super::paper::{Drawn, TEXT, draw, text, width_in_em};
use super::scale::{Scale, label};

/// A curve in unbroken pieces.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Curve {
    /// Pieces between jumps and gaps; each in order of x.
    pub pieces: Vec<Vec<(f64, f64)>>,
    /// Where the value jumps.
    pub jumps: Vec<Jump>,
    /// Where the enterprise stands.
    pub here: Option<(f64, f64)>,
    /// What one unit of the upward axis is in the unit of the points, e.g. 10 000 for 万元; 0 is 1.
    pub y_unit: f64,
}

/// A step between two adjacent values of the axis.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Jump {
    /// The last point before it.
    pub left: (f64, f64),
    /// The first point after it.
    pub right: (f64, f64),
}

const HEIGHT: u32 = 260;

/// The SVG of a curve; `None` if there is nothing to draw.
pub fn curve(data: &Curve, width: u32) -> Option<String> {
    labeled(data, width, label)
}

/// The same along calendar years, which are not written with commas.
pub fn curve_over_years(data: &Curve, width: u32) -> Option<String> {
    labeled(data, width, |year, _| format!("{year:.0}"))
}

/// A curve whose horizontal axis is labeled from value and step.
fn labeled(data: &Curve, width: u32, name: fn(f64, f64) -> String) -> Option<String> {
    let points = || data.pieces.iter().flatten().chain(&data.here);
    let bounds = |pick: fn(&(f64, f64)) -> f64| {
        points()
            .map(pick)
            .fold(None, |range: Option<(f64, f64)>, value| {
                Some(range.map_or((value, value), |(low, high)| {
                    (low.min(value), high.max(value))
                }))
            })
    };
    let (x_low, x_high) = bounds(|point| point.0).filter(|(low, high)| high > low)?;
    let (y_low, y_high) = padded(bounds(|point| point.1)?);
    let (x_scale, y_scale) = (
        Scale::new(x_low, x_high, 0, 1),
        Scale::new(y_low, y_high, 0, 1),
    );
    let across_count = super::scale::across(width);
    let (x_ticks, y_ticks) = (x_scale.ticks(across_count), y_scale.ticks(7));
    let unit = if data.y_unit > 0.0 { data.y_unit } else { 1.0 };
    let (x_step, y_step) = (x_scale.step(across_count), y_scale.step(7) / unit);
    let widest = y_ticks
        .iter()
        .map(|y| width_in_em(&label(*y / unit, y_step)) * TEXT);
    let margin = pixels(widest.fold(24.0, f64::max)) + 10;
    draw(width, HEIGHT, |sheet| {
        let (right, bottom) = (
            pixels(f64::from(width)) - 14,
            pixels(f64::from(HEIGHT)) - 26,
        );
        let across = Scale::new(x_low, x_high, margin, right);
        let up = Scale::new(y_low, y_high, bottom, 10);
        for y in &y_ticks {
            let at = up.at(*y);
            super::paper::horizontal(sheet, margin, right, at, ink::GRID)?;
            let words = label(*y / unit, y_step);
            super::paper::write(sheet, &words, margin - 8, at, HPos::Right, ink::FAINT)?;
        }
        for x in &x_ticks {
            let at = across.at(*x);
            super::paper::vertical(sheet, at, bottom, bottom + 4, ink::FAINT)?;
            let style = text(&ink::FAINT, HPos::Center, VPos::Top);
            sheet.draw(&Text::new(name(*x, x_step), (at, bottom + 7), style))?;
        }
        super::paper::horizontal(sheet, margin, right, bottom, ink::FAINT)?;
        let place = |(x, y): (f64, f64)| (across.at(x), up.at(y));
        for piece in &data.pieces {
            let path = straightened(&piece.iter().map(|point| place(*point)).collect::<Vec<_>>());
            sheet.draw(&PathElement::new(
                path,
                ShapeStyle::from(&ink::AFTER).stroke_width(2),
            ))?;
        }
        for jump in &data.jumps {
            draw_jump(sheet, place(jump.left), place(jump.right))?;
        }
        if let Some(here) = data.here {
            let at = place(here);
            sheet.draw(&Circle::new(at, 6, ink::GROUND.filled()))?;
            sheet.draw(&Circle::new(at, 5, ink::MARK.filled()))?;
        }
        Ok(())
    })
}

/// The end before a step is closed, the beginning after it open or closed as the figures say: both
/// are values of the curve, so both are drawn as points and joined by a broken line.
fn draw_jump(sheet: &super::paper::Sheet<'_>, left: (i32, i32), right: (i32, i32)) -> Drawn {
    let (low, high) = (left.1.min(right.1), left.1.max(right.1));
    let mut y = low;
    while y < high {
        super::paper::vertical(sheet, right.0, y, (y + 4).min(high), ink::MORE)?;
        y += 8;
    }
    sheet.draw(&Circle::new(left, 3, ink::AFTER.filled()))?;
    sheet.draw(&Circle::new(right, 3, ink::GROUND.filled()))?;
    sheet.draw(&Circle::new(
        right,
        3,
        ShapeStyle::from(&ink::AFTER).stroke_width(2),
    ))
}

/// Leaves out points that lie within a pixel of the line through their neighbors: pixels are whole,
/// and a straight line through rounded points would waver.
fn straightened(path: &[(i32, i32)]) -> Vec<(i32, i32)> {
    let (Some(first), Some(last)) = (path.first(), path.last()) else {
        return Vec::new();
    };
    let (dx, dy) = (f64::from(last.0 - first.0), f64::from(last.1 - first.1));
    let length = dx.hypot(dy).max(1.0);
    let off = |point: &(i32, i32)| {
        let (x, y) = (f64::from(point.0 - first.0), f64::from(point.1 - first.1));
        (x * dy - y * dx).abs() / length
    };
    let farthest = path
        .iter()
        .enumerate()
        .max_by(|a, b| off(a.1).total_cmp(&off(b.1)))
        .filter(|(_, point)| off(point) > 1.0)
        .map(|(index, _)| index);
    let Some(index) = farthest else {
        return vec![*first, *last];
    };
    let (before, after) = path.split_at(index);
    let turn = after.first().copied();
    let mut points = straightened(&before.iter().copied().chain(turn).collect::<Vec<_>>());
    points.pop();
    points.extend(straightened(after));
    points
}

fn padded((low, high): (f64, f64)) -> (f64, f64) {
    let span = if high > low {
        high - low
    } else {
        high.abs().max(1.0) * 0.1
    };
    let floor = low - span * 0.12;
    (
        if low >= 0.0 { floor.max(0.0) } else { floor },
        high + span * 0.12,
    )
}

#[expect(clippy::cast_possible_truncation, reason = "pixels are small")]
fn pixels(width: f64) -> i32 {
    width.ceil() as i32
}
