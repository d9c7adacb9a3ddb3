//! From cost without any lever to cost as it is, one bar a lever.

use plotters::style::RGBColor;
use plotters::style::text_anchor::HPos;

use super::ink;
use super::paper::{Drawn, Sheet, TEXT, block, draw, fit, horizontal, ticks, vertical, write};
use super::scale::{Scale, label, money_unit};
use crate::base::Lang;

/// One bar between the two ends.
#[derive(Clone, PartialEq, Debug)]
pub struct Step {
    /// Its name.
    pub label: String,
    /// Its figure as written beside the bar.
    pub written: String,
    /// Its change; negative is a saving.
    pub change: f64,
}

/// A whole waterfall.
#[derive(Clone, PartialEq, Debug)]
pub struct Waterfall {
    /// The first bar: name, written figure, value.
    pub start: (String, String, f64),
    /// The bars between.
    pub steps: Vec<Step>,
    /// The last bar: name, written figure, value.
    pub end: (String, String, f64),
}

/// The SVG of a waterfall, and whether its axis starts elsewhere than at zero.
pub fn waterfall(data: &Waterfall, width: u32, lang: Lang) -> Option<(String, bool)> {
    let frame = Frame::new(width, data.steps.len() + 2);
    let (low, high, cut) = range(data);
    let scale = Scale::new(low, high, frame.left, frame.right);
    let svg = draw(width, frame.height(), |sheet| {
        axis(sheet, &frame, &scale, high.abs().max(low.abs()), lang)?;
        let zero = scale.at(low.max(0.0f64.min(high)));
        let (name, written, start) = &data.start;
        bar(
            sheet,
            &frame,
            0,
            (name, written),
            (zero, scale.at(*start)),
            ink::BEFORE,
        )?;
        let mut running = *start;
        for (index, step) in data.steps.iter().enumerate() {
            let next = running + step.change;
            let color = if step.change < 0.0 {
                ink::LESS
            } else {
                ink::MORE
            };
            let ends = (scale.at(running), scale.at(next));
            link(sheet, &frame, index, ends.0)?;
            bar(
                sheet,
                &frame,
                index + 1,
                (&step.label, &step.written),
                ends,
                color,
            )?;
            running = next;
        }
        let (name, written, end) = &data.end;
        let last = data.steps.len();
        link(sheet, &frame, last, scale.at(running))?;
        bar(
            sheet,
            &frame,
            last + 1,
            (name, written),
            (zero, scale.at(*end)),
            ink::AFTER,
        )
    })?;
    Some((svg, cut))
}

/// Least and greatest value shown, and whether zero is left out because the steps would not be seen.
fn range(data: &Waterfall) -> (f64, f64, bool) {
    let mut running = data.start.2;
    let (mut low, mut high) = (running, running);
    for step in &data.steps {
        running += step.change;
        low = low.min(running);
        high = high.max(running);
    }
    let span = high - low;
    if low > 0.0 && span > 0.0 && span < 0.35 * high {
        ((low - 0.3 * span).max(0.0), high + 0.04 * span, true)
    } else {
        (low.min(0.0), high.max(0.0), false)
    }
}

/// Where rows and columns lie; on narrow sheets names stand above their bars.
pub(super) struct Frame {
    pub(super) left: i32,
    pub(super) right: i32,
    pub(super) stacked: bool,
    width: i32,
    row: i32,
    rows: i32,
}

impl Frame {
    pub(super) fn new(width: u32, rows: usize) -> Frame {
        let width = i32::try_from(width).unwrap_or(300);
        let stacked = width < 560;
        Frame {
            left: if stacked { 10 } else { width * 30 / 100 },
            right: if stacked { width - 14 } else { width - 136 },
            stacked,
            width,
            row: if stacked { 44 } else { 30 },
            rows: i32::try_from(rows).unwrap_or(0),
        }
    }

    pub(super) fn height(&self) -> u32 {
        u32::try_from(self.rows * self.row + 28).unwrap_or(100)
    }

    pub(super) fn bottom(&self) -> i32 {
        self.rows * self.row
    }

    /// Top and bottom of the bar of a row.
    pub(super) fn bar(&self, row: usize) -> (i32, i32) {
        let top = i32::try_from(row).unwrap_or(0) * self.row;
        if self.stacked {
            (top + 21, top + 37)
        } else {
            (top + 6, top + 24)
        }
    }

    /// Writes name and figure of a row.
    pub(super) fn words(&self, sheet: &Sheet<'_>, row: usize, name: &str, figure: &str) -> Drawn {
        let (top, bottom) = self.bar(row);
        if self.stacked {
            let room = f64::from(self.width) - 24.0 - f64::from(measured(figure));
            let name = fit(name, room);
            let right = self.width - 4;
            clear(sheet, top, (10, 10 + measured(&name)))?;
            clear(sheet, top, (right - measured(figure), right))?;
            write(sheet, &name, 10, top - 10, HPos::Left, ink::INK)?;
            return write(
                sheet,
                figure,
                self.width - 4,
                top - 10,
                HPos::Right,
                ink::INK,
            );
        }
        let middle = i32::midpoint(top, bottom);
        let room = f64::from(self.left) - 16.0;
        write(
            sheet,
            &fit(name, room),
            self.left - 10,
            middle,
            HPos::Right,
            ink::INK,
        )?;
        write(sheet, figure, self.width - 4, middle, HPos::Right, ink::INK)
    }
}

/// Takes away the lines behind words above a bar.
fn clear(sheet: &Sheet<'_>, top: i32, (from, to): (i32, i32)) -> Drawn {
    block(sheet, (from - 2, top - 19), (to + 2, top - 1), ink::GROUND)
}

/// How wide a text is in pixels.
#[expect(clippy::cast_possible_truncation, reason = "pixels are small")]
fn measured(words: &str) -> i32 {
    (super::paper::width_in_em(words) * TEXT).ceil() as i32
}

pub(super) fn axis(
    sheet: &Sheet<'_>,
    frame: &Frame,
    scale: &Scale,
    largest: f64,
    lang: Lang,
) -> Drawn {
    let count = match frame.width {
        ..280 => 2,
        280..560 => 4,
        _ => 6,
    };
    let values = scale.ticks(count);
    let (unit, _) = money_unit(largest, lang);
    let step = scale.step(count) / unit;
    let labels: Vec<_> = values
        .iter()
        .map(|value| (scale.at(*value), label(value / unit, step)))
        .collect();
    ticks(sheet, &labels, 0, frame.bottom())?;
    horizontal(sheet, frame.left, frame.right, frame.bottom(), ink::FAINT)
}

fn bar(
    sheet: &Sheet<'_>,
    frame: &Frame,
    row: usize,
    (name, figure): (&str, &str),
    (from, to): (i32, i32),
    color: RGBColor,
) -> Drawn {
    let (top, bottom) = frame.bar(row);
    let (left, right) = (from.min(to), from.max(to));
    block(sheet, (left, top), (right.max(left + 2), bottom), color)?;
    frame.words(sheet, row, name, figure)
}

/// The thread from one bar's end to the next bar's beginning.
fn link(sheet: &Sheet<'_>, frame: &Frame, row: usize, x: i32) -> Drawn {
    let (top, _) = frame.bar(row);
    let (_, bottom) = frame.bar(row + 1);
    vertical(sheet, x, top, bottom, ink::FAINT)
}
