//! The colors charts are drawn in: sentinels that `www/style/charts.css` maps to the theme.

use plotters::style::RGBColor;

/// Text.
pub const INK: RGBColor = RGBColor(1, 2, 3);
/// Secondary text and axes.
pub const FAINT: RGBColor = RGBColor(1, 2, 4);
/// Grid lines.
pub const GRID: RGBColor = RGBColor(1, 2, 5);
/// What is: cost as it stands.
pub const AFTER: RGBColor = RGBColor(10, 16, 1);
/// What would be without any lever.
pub const BEFORE: RGBColor = RGBColor(10, 16, 2);
/// A step that lowers cost.
pub const LESS: RGBColor = RGBColor(10, 16, 3);
/// A step that raises cost.
pub const MORE: RGBColor = RGBColor(10, 16, 4);
/// Where the enterprise stands on a curve.
pub const MARK: RGBColor = RGBColor(10, 16, 5);
/// The paper, to knock out circles.
pub const GROUND: RGBColor = RGBColor(1, 2, 6);

/// Parts of a whole, side by side; each stands out from the paper by 4.5 and more, and carries its number
/// where there is room.
pub const SERIES: [RGBColor; 8] = [
    RGBColor(10, 17, 1),
    RGBColor(10, 17, 2),
    RGBColor(10, 17, 3),
    RGBColor(10, 17, 4),
    RGBColor(10, 17, 5),
    RGBColor(10, 17, 6),
    RGBColor(10, 17, 7),
    RGBColor(10, 17, 8),
];

/// Every sentinel as it stands in the SVG: the stylesheet must map each.
pub const ALL: [RGBColor; 17] = [
    INK, FAINT, GRID, AFTER, BEFORE, LESS, MORE, MARK, GROUND, SERIES[0], SERIES[1], SERIES[2],
    SERIES[3], SERIES[4], SERIES[5], SERIES[6], SERIES[7],
];

/// The same on white paper, for a chart in a file of its own; in the order of [`ALL`].
pub const ON_PAPER: [&str; ALL.len()] = [
    "#182226", "#505d64", "#c3cbc8", "#0b5a60", "#5f7471", "#0a6a4c", "#a2371b", "#7d5200",
    "#ffffff", "#0b5a60", "#946200", "#4a55b0", "#a2371b", "#277559", "#5b3490", "#b1503c",
    "#4f5d12",
];

/// `#0A1001` for a sentinel.
pub fn hex(color: RGBColor) -> String {
    let RGBColor(r, g, b) = color;
    format!("#{r:02X}{g:02X}{b:02X}")
}
