//! Cells: texts that stay texts, numbers with the places they have, formulas with their results.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Formula, Worksheet, XlsxError};

use super::amounts::Places;
use crate::report::sheet::Sheet;

/// The longest text a cell holds, in letters.
const LONGEST: usize = 32_000;

/// A row, from 0.
pub(super) type Row = u32;

/// What every worksheet is written from.
pub(super) struct Book<'a> {
    pub(super) sheet: &'a Sheet,
    pub(super) names: Names,
    pub(super) looks: Looks,
    pub(super) places: Places,
}

/// What the worksheets are called.
pub(super) struct Names {
    pub(super) cover: &'static str,
    pub(super) amounts: &'static str,
    pub(super) policies: &'static str,
    pub(super) data: &'static str,
}

impl Names {
    pub(super) fn of(sheet: &Sheet) -> Names {
        if sheet.english {
            Names {
                cover: "Cover",
                amounts: "Amounts",
                policies: "Policies",
                data: "Data",
            }
        } else {
            Names {
                cover: "封面",
                amounts: "金额",
                policies: "政策",
                data: "数据",
            }
        }
    }
}

impl Book<'_> {
    /// One of two wordings.
    pub(super) fn say(&self, zh: &'static str, en: &'static str) -> &'static str {
        if self.sheet.english { en } else { zh }
    }
}

/// How cells look.
pub(super) struct Looks {
    pub(super) title: Format,
    pub(super) head: Format,
    pub(super) heading: Format,
    pub(super) text: Format,
    pub(super) strong: Format,
    pub(super) quiet: Format,
    pub(super) bare: Format,
}

impl Looks {
    pub(super) fn new() -> Looks {
        let font = Format::new().set_font_name("宋体").set_font_size(10);
        let cell = font
            .clone()
            .set_border(FormatBorder::Thin)
            .set_border_color(Color::RGB(0x00B0_B0B0))
            .set_align(FormatAlign::Top)
            .set_text_wrap();
        let fill = |color: u32| cell.clone().set_background_color(Color::RGB(color));
        Looks {
            title: font.clone().set_bold().set_font_size(16),
            head: fill(0x00E4_ECEB).set_bold().set_align(FormatAlign::Center),
            heading: fill(0x00F3_F6F6).set_bold(),
            strong: cell.clone().set_bold(),
            quiet: cell.clone().set_font_color(Color::RGB(0x0055_5555)),
            text: cell,
            bare: font.set_text_wrap().set_align(FormatAlign::Top),
        }
    }
}

/// A text, whatever it begins with.
pub(super) fn text(
    to: &mut Worksheet,
    (row, column): (Row, u16),
    text: &str,
    look: &Format,
) -> Result<(), XlsxError> {
    let cut: String;
    let shown = if text.len() > LONGEST {
        cut = text.chars().take(LONGEST).chain(['…']).collect();
        &cut
    } else {
        text
    };
    // A text cell is never computed; the mark keeps it one when somebody edits it.
    let risky = shown.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if risky {
        let look = look.clone().set_quote_prefix();
        to.write_string_with_format(row, column, shown, &look)?;
    } else {
        to.write_string_with_format(row, column, shown, look)?;
    }
    Ok(())
}

/// A decimal, with as many places as it has; a text if it is none.
pub(super) fn number(
    to: &mut Worksheet,
    (row, column): (Row, u16),
    plain: &str,
    (look, percent, least): (&Format, bool, usize),
) -> Result<(), XlsxError> {
    let Ok(value) = plain.parse::<f64>() else {
        return text(to, (row, column), plain, look);
    };
    let look = in_places(look, plain, percent, least);
    to.write_number_with_format(row, column, value, &look)?;
    Ok(())
}

/// A formula with what it comes to.
pub(super) fn formula(
    to: &mut Worksheet,
    (row, column): (Row, u16),
    (made, result): (&str, &str),
    (look, percent, least): (&Format, bool, usize),
) -> Result<(), XlsxError> {
    let look = in_places(look, result, percent, least);
    let made = Formula::new(format!("={made}")).set_result(result);
    to.write_formula_with_format(row, column, made, &look)?;
    Ok(())
}

/// The look of a number: `#,##0.00`, `0.5%`.
fn in_places(look: &Format, plain: &str, percent: bool, least: usize) -> Format {
    let places = plain.split_once('.').map_or(0, |(_, places)| {
        places.trim_end_matches('0').chars().count()
    });
    let places = if percent {
        places.saturating_sub(2)
    } else {
        places
    };
    let places = places.clamp(least, 9.max(least));
    let zeros = "0".repeat(places);
    let dot = if places == 0 { "" } else { "." };
    let (whole, sign) = if percent { ("0", "%") } else { ("#,##0", "") };
    look.clone()
        .set_num_format(format!("{whole}{dot}{zeros}{sign}"))
        .set_align(FormatAlign::Right)
}
