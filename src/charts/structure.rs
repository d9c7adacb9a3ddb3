//! Cost structure: each member of the total, without any lever and as it is.

use super::ink;
use super::paper::{block, draw, vertical};
use super::scale::Scale;
use super::waterfall::{Frame, axis};
use crate::base::Lang;

/// One member before and after.
#[derive(Clone, PartialEq, Debug)]
pub struct Pair {
    /// Its name.
    pub label: String,
    /// Its figure as written beside the bars.
    pub written: String,
    /// Without any lever, if known; a subsidy is negative.
    pub before: Option<f64>,
    /// As it is, if known.
    pub after: Option<f64>,
}

/// The SVG of pairs of bars on one axis that holds zero.
pub fn structure(pairs: &[Pair], width: u32, lang: Lang) -> Option<String> {
    let frame = Frame::new(width, pairs.len());
    let values = || {
        pairs
            .iter()
            .flat_map(|pair| [pair.before, pair.after])
            .flatten()
    };
    let low = values().fold(0.0f64, f64::min);
    let high = values().fold(0.0f64, f64::max);
    let scale = Scale::new(low, high, frame.left, frame.right);
    draw(width, frame.height(), |sheet| {
        axis(sheet, &frame, &scale, high.max(-low), lang)?;
        let zero = scale.at(0.0);
        for (row, pair) in pairs.iter().enumerate() {
            let (top, bottom) = frame.bar(row);
            let middle = i32::midpoint(top, bottom);
            let halves = [
                (pair.before, (top, middle), ink::BEFORE),
                (pair.after, (middle + 1, bottom), ink::AFTER),
            ];
            for (value, (top, bottom), color) in halves {
                if let Some(value) = value.filter(|value| *value != 0.0) {
                    let at = scale.at(value);
                    let (left, right) = (zero.min(at), zero.max(at));
                    block(sheet, (left, top), (right.max(left + 1), bottom), color)?;
                }
            }
            frame.words(sheet, row, &pair.label, &pair.written)?;
        }
        vertical(sheet, zero, 0, frame.bottom(), ink::FAINT)
    })
}
