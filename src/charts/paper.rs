//! The surface charts are drawn on: plotters' SVG with text measured by a table.
//!
//! In the browser plotters measures text by adding styled elements to the page, on the host by
//! counting bytes; with the table both give the same SVG, without layout work and without inline styles.

use std::io::Error;

use plotters::coord::Shift;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingErrorKind,
};

use super::ink;

/// The size of chart text in CSS pixels.
pub const TEXT: f64 = 12.5;
/// plotters writes sizes divided by this.
const WRITTEN: f64 = 1.24;

/// A drawing area on [`Paper`].
pub type Sheet<'a> = DrawingArea<Paper<'a>, Shift>;
/// Nothing can fail on a string but what plotters itself refuses.
pub type Drawn = Result<(), DrawingAreaErrorKind<Error>>;

/// SVG with text measured by a table.
pub struct Paper<'a>(SVGBackend<'a>);

/// Draws on a sheet of the given size; `None` if plotters refuses.
pub fn draw(width: u32, height: u32, with: impl FnOnce(&Sheet<'_>) -> Drawn) -> Option<String> {
    let mut svg = String::new();
    let done = {
        let paper = Paper(SVGBackend::with_string(&mut svg, (width, height)));
        let sheet = paper.into_drawing_area();
        let drawn = with(&sheet);
        drawn.and_then(|()| sheet.present())
    };
    done.ok().map(|()| svg)
}

/// How wide a text is in em: Chinese characters are one, digits six tenths.
pub fn width_in_em(text: &str) -> f64 {
    text.chars()
        .map(|c| match c {
            '\u{2e80}'..='\u{ffdc}' => 1.0,
            '0'..='9' => 0.6,
            'A'..='Z' | 'm' | 'w' => 0.75,
            ' ' | '.' | ',' | ':' | ';' | 'i' | 'j' | 'l' | '|' | '!' | '\'' => 0.32,
            '%' | '—' | '…' => 0.95,
            _ => 0.58,
        })
        .sum()
}

/// A text style at [`TEXT`] size, anchored.
pub(super) fn text(color: &RGBColor, h: HPos, v: VPos) -> TextStyle<'_> {
    TextStyle::from(("inherit", TEXT * WRITTEN).into_font())
        .color(color)
        .pos(Pos::new(h, v))
}

/// Writes a text with its middle height at `y`.
pub(super) fn write(
    sheet: &Sheet<'_>,
    words: &str,
    x: i32,
    y: i32,
    h: HPos,
    color: RGBColor,
) -> Drawn {
    sheet.draw(&Text::new(
        words.to_owned(),
        (x, y),
        text(&color, h, VPos::Center),
    ))
}

/// A thin vertical line.
pub(super) fn vertical(sheet: &Sheet<'_>, x: i32, from: i32, to: i32, color: RGBColor) -> Drawn {
    sheet.draw(&PathElement::new(
        vec![(x, from), (x, to)],
        ShapeStyle::from(&color).stroke_width(1),
    ))
}

/// A thin horizontal line.
pub(super) fn horizontal(sheet: &Sheet<'_>, from: i32, to: i32, y: i32, color: RGBColor) -> Drawn {
    sheet.draw(&PathElement::new(
        vec![(from, y), (to, y)],
        ShapeStyle::from(&color).stroke_width(1),
    ))
}

/// A filled box.
pub(super) fn block(sheet: &Sheet<'_>, from: (i32, i32), to: (i32, i32), color: RGBColor) -> Drawn {
    sheet.draw(&Rectangle::new([from, to], color.filled()))
}

/// Cuts a text to a width in pixels, ending in an ellipsis where it was cut.
pub fn fit(words: &str, width: f64) -> String {
    if width_in_em(words) * TEXT <= width {
        return words.to_owned();
    }
    let mut kept = String::new();
    for c in words.chars() {
        kept.push(c);
        if (width_in_em(&kept) + 0.95) * TEXT > width {
            kept.pop();
            break;
        }
    }
    kept.push('…');
    kept
}

/// Ticks of a horizontal axis with their labels.
pub(super) fn ticks(sheet: &Sheet<'_>, at: &[(i32, String)], top: i32, bottom: i32) -> Drawn {
    for (x, label) in at {
        vertical(sheet, *x, top, bottom, ink::GRID)?;
        write(sheet, label, *x, bottom + 11, HPos::Center, ink::FAINT)?;
    }
    Ok(())
}

impl DrawingBackend for Paper<'_> {
    type ErrorType = Error;

    fn get_size(&self) -> (u32, u32) {
        self.0.get_size()
    }

    fn ensure_prepared(&mut self) -> Result<(), DrawingErrorKind<Error>> {
        self.0.ensure_prepared()
    }

    fn present(&mut self) -> Result<(), DrawingErrorKind<Error>> {
        self.0.present()
    }

    fn draw_pixel(
        &mut self,
        point: BackendCoord,
        color: BackendColor,
    ) -> Result<(), DrawingErrorKind<Error>> {
        self.0.draw_pixel(point, color)
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Result<(), DrawingErrorKind<Error>> {
        self.0.draw_line(from, to, style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        bottom_right: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Result<(), DrawingErrorKind<Error>> {
        self.0.draw_rect(upper_left, bottom_right, style, fill)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Result<(), DrawingErrorKind<Error>> {
        self.0.draw_path(path, style)
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Result<(), DrawingErrorKind<Error>> {
        self.0.draw_circle(center, radius, style, fill)
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        vert: I,
        style: &S,
    ) -> Result<(), DrawingErrorKind<Error>> {
        self.0.fill_polygon(vert, style)
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        pos: BackendCoord,
    ) -> Result<(), DrawingErrorKind<Error>> {
        self.0.draw_text(text, style, pos)
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a text's width in pixels is small and positive"
    )]
    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Error>> {
        let em = style.size() / WRITTEN;
        Ok(((width_in_em(text) * em).ceil() as u32, em.ceil() as u32))
    }
}
