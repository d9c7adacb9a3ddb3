//! What totals are made of: a bar a scenario, a segment a line, subsidies to the left of zero.

use plotters::style::RGBColor;
use plotters::style::text_anchor::HPos;

use super::ink;
use super::paper::{block, draw, vertical, write};
use super::scale::Scale;
use super::waterfall::{Frame, axis};
use crate::base::Lang;

/// How wide a segment is at least that has its number in it, in pixels.
const NUMBERED: i32 = 18;

/// One bar.
#[derive(Clone, PartialEq, Debug)]
pub struct Bar {
    /// Its name.
    pub label: String,
    /// Its total as written beside it.
    pub written: String,
    /// The signed segments, in the order of the legend.
    pub segments: Vec<f64>,
    /// Their sum: where the mark stands.
    pub total: f64,
}

/// The color of a segment: the last is for what is left over.
pub fn color(segment: usize, of: usize) -> RGBColor {
    if segment + 1 >= of && of > ink::SERIES.len() {
        return ink::FAINT;
    }
    let colors = ink::SERIES.len();
    ink::SERIES
        .get(segment % colors)
        .copied()
        .unwrap_or(ink::FAINT)
}

/// The SVG of stacked bars on one axis that holds zero. Segments carry their number in the legend, so
/// that color is not all that tells them apart.
pub fn stack(bars: &[Bar], width: u32, lang: Lang) -> Option<String> {
    let frame = Frame::new(width, bars.len());
    let side = |bar: &Bar, left: bool| -> f64 {
        bar.segments
            .iter()
            .filter(|value| (**value < 0.0) == left)
            .sum()
    };
    let low = bars
        .iter()
        .map(|bar| side(bar, true))
        .fold(0.0f64, f64::min);
    let high = bars
        .iter()
        .map(|bar| side(bar, false))
        .fold(0.0f64, f64::max);
    let scale = Scale::new(low, high, frame.left, frame.right);
    draw(width, frame.height(), |sheet| {
        axis(sheet, &frame, &scale, high.max(-low), lang)?;
        let zero = scale.at(0.0);
        for (row, bar) in bars.iter().enumerate() {
            let (top, bottom) = frame.bar(row);
            let (mut right, mut left) = (0.0f64, 0.0f64);
            for (at, value) in bar.segments.iter().enumerate() {
                let edge = if *value < 0.0 { &mut left } else { &mut right };
                let from = scale.at(*edge);
                *edge += value;
                let to = scale.at(*edge);
                if from != to {
                    let ink = color(at, bar.segments.len());
                    block(sheet, (from.min(to), top), (from.max(to), bottom), ink)?;
                    if (to - from).abs() >= NUMBERED {
                        let middle = (i32::midpoint(from, to), i32::midpoint(top, bottom));
                        let number = (at + 1).to_string();
                        write(
                            sheet,
                            &number,
                            middle.0,
                            middle.1,
                            HPos::Center,
                            ink::GROUND,
                        )?;
                    }
                }
            }
            let at = scale.at(bar.total);
            block(sheet, (at - 1, top - 3), (at + 1, bottom + 3), ink::INK)?;
            frame.words(sheet, row, &bar.label, &bar.written)?;
        }
        vertical(sheet, zero, 0, frame.bottom(), ink::FAINT)
    })
}
