//! Charts as SVG texts: pure functions from figures to a string, the same on the host and in the page.
//!
//! Takes figures already computed by the engine; gives SVG whose colors are the sentinels of [`ink`],
//! which the stylesheet maps to the theme, so that dark mode and print need no redraw. Legends, titles
//! and tables are HTML and not drawn here, but where a chart becomes a file of its own ([`mod@file`]).
//! This folder is the one place where amounts become binary floats: nothing computed from them is ever shown as a number with more than axis precision.
#![allow(
    clippy::float_arithmetic,
    clippy::disallowed_methods,
    reason = "coordinates are floats; no amount is computed here"
)]

pub mod curve;
pub mod explored;
pub mod file;
pub mod ink;
pub mod paper;
pub mod range;
pub mod scale;
pub mod stack;
pub mod structure;
pub mod waterfall;

pub use curve::{Curve, Jump, curve, curve_over_years};
pub use explored::{explored, marginal};
pub use file::{Caption, file};
pub use range::{Range, range};
pub use stack::{Bar, stack};
pub use structure::{Pair, structure};
pub use waterfall::{Step, waterfall};

use crate::base::{Decimal, Rational};

/// Widths a chart is drawn for, in CSS pixels: narrower containers get the next smaller one.
pub const WIDTHS: [u32; 7] = [180, 240, 300, 420, 560, 680, 820];

/// By how much a drawing is enlarged at least where everything is large, as a share: its text of 12.5 px
/// is then above 18.
const ENLARGED: (u32, u32) = (145, 100);

/// The drawing width for a container, so that text is never scaled; where everything is large it is
/// drawn for less room than it gets, and the stylesheet stretches it.
pub fn width_for(container: u32, large: bool) -> u32 {
    let room = if large {
        container.saturating_mul(ENLARGED.1) / ENLARGED.0
    } else {
        container
    };
    let fits = WIDTHS.iter().rev().find(|width| **width <= room);
    fits.copied().unwrap_or(WIDTHS[0])
}

/// A decimal as a coordinate.
#[expect(clippy::cast_precision_loss, reason = "coordinates are floats")]
pub fn number(value: Decimal) -> f64 {
    let places = i32::try_from(value.places()).unwrap_or(0);
    value.digits() as f64 / 10f64.powi(places)
}

/// A fraction as a coordinate.
#[expect(clippy::cast_precision_loss, reason = "coordinates are floats")]
pub fn fraction(value: Rational) -> f64 {
    value.num() as f64 / value.den() as f64
}
