//! One amount along a fact or parameter: every breakpoint where it is, and what to stay out of.

use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, VPos};

use super::ink;
use super::number;
use super::paper::{Drawn, Sheet, TEXT, draw, horizontal, text, vertical, width_in_em, write};
use super::scale::{Scale, label};
use crate::base::{Decimal, Lang};

/// A curve with its breakpoints.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Range {
    /// Points in order of the axis; a value that is not known breaks the line.
    pub points: Vec<(Decimal, Option<Decimal>)>,
    /// The value of the axis before each breakpoint, and whether the amount jumps there.
    pub breaks: Vec<(Decimal, bool)>,
    /// Values to stay out of, first and last.
    pub forbidden: Vec<(Decimal, Decimal)>,
    /// Where the enterprise stands.
    pub here: Option<(Decimal, Decimal)>,
    /// What one unit of the upward axis is in the unit of the points; 0 is 1.
    pub y_unit: f64,
    /// The same across.
    pub x_unit: f64,
}

const HEIGHT: u32 = 300;
const TOP: i32 = 22;

/// A unit of counting that keeps labels of an axis short: what one of it is, and what is written
/// before the unit.
pub fn count_unit(largest: f64, lang: Lang) -> (f64, &'static str) {
    let units: &[(f64, &str)] = match lang {
        Lang::Zh => &[(1e8, "亿"), (1e4, "万")],
        Lang::En => &[(1e6, "million ")],
    };
    let found = units.iter().find(|(size, _)| largest >= *size * 10.0);
    found.copied().unwrap_or((1.0, ""))
}

/// With units that keep labels short; gives what is written before the unit across, and the unit
/// upward.
pub fn scaled(mut data: Range, unit: &str, lang: Lang) -> (Range, &'static str, String) {
    let largest = |values: &mut dyn Iterator<Item = Decimal>| {
        values.map(|value| number(value).abs()).fold(0.0, f64::max)
    };
    let across = largest(&mut data.points.iter().map(|(x, _)| *x));
    let up = largest(&mut data.points.iter().filter_map(|(_, y)| *y));
    let (x_unit, before) = count_unit(across, lang);
    let (y_unit, name) = match unit {
        "元" => {
            let (size, name) = super::scale::money_unit(up, lang);
            (size, name.to_owned())
        }
        unit => {
            let (size, before) = count_unit(up, lang);
            (size, format!("{before}{unit}"))
        }
    };
    (data.x_unit, data.y_unit) = (x_unit, y_unit);
    (data, before, name)
}

/// Where the drawing area begins and ends across, in pixels of a drawing of this width.
pub fn across(data: &Range, width: u32) -> Option<(i32, i32)> {
    let frame = Frame::of(data, width)?;
    Some((frame.left, frame.right))
}

/// The SVG of a range; `None` if there is nothing to draw.
pub fn range(data: &Range, width: u32) -> Option<String> {
    let frame = Frame::of(data, width)?;
    draw(width, HEIGHT, |sheet| {
        frame.grid(sheet)?;
        for (from, to) in &data.forbidden {
            frame.hatch(sheet, number(*from), number(*to))?;
        }
        frame.line(sheet, data)?;
        frame.marks(sheet, data)?;
        if let Some((x, y)) = data.here {
            let at = (frame.x.at(number(x)), frame.y.at(number(y)));
            vertical(sheet, at.0, TOP, frame.bottom, ink::MARK)?;
            sheet.draw(&Circle::new(at, 6, ink::GROUND.filled()))?;
            sheet.draw(&Circle::new(at, 5, ink::MARK.filled()))?;
        }
        Ok(())
    })
}

struct Frame {
    x: Scale,
    y: Scale,
    left: i32,
    right: i32,
    bottom: i32,
    x_ticks: Vec<(f64, String)>,
    y_ticks: Vec<(f64, String)>,
}

impl Frame {
    fn of(data: &Range, width: u32) -> Option<Frame> {
        let known = || data.points.iter().filter_map(|(_, y)| *y).map(number);
        let low = known().fold(f64::INFINITY, f64::min);
        let high = known().fold(f64::NEG_INFINITY, f64::max);
        let (first, last) = (
            number(data.points.first()?.0),
            number(data.points.last()?.0),
        );
        if !low.is_finite() || last <= first {
            return None;
        }
        let span = if high > low {
            high - low
        } else {
            high.abs().max(1.0) * 0.2
        };
        let (low, high) = (low - span * 0.08, high + span * 0.08);
        let unit = |unit: f64| if unit > 0.0 { unit } else { 1.0 };
        let (x_unit, y_unit) = (unit(data.x_unit), unit(data.y_unit));
        let count = match width {
            ..280 => 2,
            280..560 => 3,
            _ => 6,
        };
        let labels = |scale: &Scale, count: u32, unit: f64| -> Vec<(f64, String)> {
            let step = scale.step(count) / unit;
            let ticks = scale.ticks(count).into_iter();
            ticks.map(|at| (at, label(at / unit, step))).collect()
        };
        let x_ticks = labels(&Scale::new(first, last, 0, 1), count, x_unit);
        let y_ticks = labels(&Scale::new(low, high, 0, 1), 6, y_unit);
        let widest = y_ticks.iter().map(|(_, words)| width_in_em(words) * TEXT);
        let left = pixels(widest.fold(24.0, f64::max)) + 10;
        let (right, bottom) = (
            pixels(f64::from(width)) - 14,
            pixels(f64::from(HEIGHT)) - 26,
        );
        Some(Frame {
            x: Scale::new(first, last, left, right),
            y: Scale::new(low, high, bottom, TOP),
            left,
            right,
            bottom,
            x_ticks,
            y_ticks,
        })
    }

    fn grid(&self, sheet: &Sheet<'_>) -> Drawn {
        for (y, words) in &self.y_ticks {
            let at = self.y.at(*y);
            horizontal(sheet, self.left, self.right, at, ink::GRID)?;
            write(sheet, words, self.left - 8, at, HPos::Right, ink::FAINT)?;
        }
        for (x, words) in &self.x_ticks {
            let at = self.x.at(*x);
            vertical(sheet, at, self.bottom, self.bottom + 4, ink::FAINT)?;
            let style = text(&ink::FAINT, HPos::Center, VPos::Top);
            sheet.draw(&Text::new(words.clone(), (at, self.bottom + 7), style))?;
        }
        horizontal(sheet, self.left, self.right, self.bottom, ink::FAINT)
    }

    /// A band of slanted strokes, told apart without its color.
    fn hatch(&self, sheet: &Sheet<'_>, from: f64, to: f64) -> Drawn {
        let (from, to) = (self.x.at(from), self.x.at(to));
        let to = to.max(from + 2);
        vertical(sheet, from, TOP, self.bottom, ink::MORE)?;
        vertical(sheet, to, TOP, self.bottom, ink::MORE)?;
        let height = self.bottom - TOP;
        let style = || ShapeStyle::from(&ink::MORE.mix(0.45)).stroke_width(1);
        let mut start = from - height;
        while start < to {
            // From the bottom left to the top right, cut to the band.
            let (a, b) = (start.max(from), (start + height).min(to));
            if b > a {
                let points = vec![
                    (a, self.bottom - (a - start)),
                    (b, self.bottom - (b - start)),
                ];
                sheet.draw(&PathElement::new(points, style()))?;
            }
            start += 9;
        }
        Ok(())
    }

    fn line(&self, sheet: &Sheet<'_>, data: &Range) -> Drawn {
        let mut piece: Vec<(i32, i32)> = Vec::new();
        let mut pieces = Vec::new();
        for (x, y) in &data.points {
            let Some(y) = y else {
                pieces.push(std::mem::take(&mut piece));
                continue;
            };
            let at = (self.x.at(number(*x)), self.y.at(number(*y)));
            if piece.last() != Some(&at) {
                piece.push(at);
            }
            if data.breaks.iter().any(|(left, jump)| *jump && left == x) {
                pieces.push(std::mem::take(&mut piece));
            }
        }
        pieces.push(piece);
        for piece in pieces.into_iter().filter(|piece| !piece.is_empty()) {
            let style = ShapeStyle::from(&ink::AFTER).stroke_width(2);
            sheet.draw(&PathElement::new(piece, style))?;
        }
        Ok(())
    }

    /// A jump is a broken line between two dots, a kink a diamond; each has its number on top.
    fn marks(&self, sheet: &Sheet<'_>, data: &Range) -> Drawn {
        let numbered = data.breaks.len() <= 12;
        let mut free = -100;
        for (index, (left, jump)) in data.breaks.iter().enumerate() {
            let Some(at) = data.points.iter().position(|(x, _)| x == left) else {
                continue;
            };
            let point = |at: usize| {
                let (x, y) = data.points.get(at)?;
                Some((self.x.at(number(*x)), self.y.at(number((*y)?))))
            };
            let (before, after) = (point(at), point(at + 1));
            if let (Some(before), Some(after), true) = (before, after, *jump) {
                let (low, high) = (before.1.min(after.1), before.1.max(after.1));
                let mut y = low;
                while y < high {
                    vertical(sheet, after.0, y, (y + 4).min(high), ink::MORE)?;
                    y += 8;
                }
                for end in [before, after] {
                    sheet.draw(&Circle::new(end, 4, ink::GROUND.filled()))?;
                    sheet.draw(&Circle::new(end, 3, ink::AFTER.filled()))?;
                }
            } else if let Some((x, y)) = before.or(after) {
                let around = vec![(x - 5, y), (x, y - 5), (x + 5, y), (x, y + 5), (x - 5, y)];
                sheet.draw(&Polygon::new(around.clone(), ink::GROUND.filled()))?;
                let style = ShapeStyle::from(&ink::AFTER).stroke_width(2);
                sheet.draw(&PathElement::new(around, style))?;
            }
            let x = self.x.at(number(*left));
            let words = format!("{}", index + 1);
            if numbered && x - free > 14 {
                write(sheet, &words, x, TOP - 11, HPos::Center, ink::INK)?;
                free = x;
            }
        }
        Ok(())
    }
}

#[expect(clippy::cast_possible_truncation, reason = "pixels are small")]
fn pixels(width: f64) -> i32 {
    width.ceil() as i32
}
