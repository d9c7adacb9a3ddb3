//! A chart as a file of its own: title, legend and colors written into the SVG, because no page is
//! around it.

use std::fmt::Write as _;

use plotters::style::RGBColor;

use super::ink;
use super::paper::{TEXT, width_in_em};

/// What stands around a drawing.
#[derive(Clone, PartialEq, Debug)]
pub struct Caption<'a> {
    /// The title, above.
    pub title: &'a str,
    /// Remarks below the title, a line each; too long ones are broken.
    pub notes: &'a [String],
    /// Colors with what they mean.
    pub legend: &'a [(RGBColor, String)],
}

const EDGE: i32 = 16;
const LINE: i32 = 20;
const FONTS: &str =
    "'Helvetica Neue','PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif";

/// The drawing of one of this folder's charts as a file; `None` if it is no such drawing.
pub fn file(svg: &str, caption: &Caption<'_>) -> Option<String> {
    let (open, body) = svg.split_once('>')?;
    let width = measure(open, "width")?;
    let height = measure(open, "height")?;
    let room = f64::from(width);
    let mut words = String::new();
    let mut y = EDGE + 14;
    for line in broken(caption.title, room / 1.3) {
        words.push_str(&text(EDGE, y, 16, ink::INK, &line));
        y += LINE + 3;
    }
    for note in caption.notes {
        for line in broken(note, room) {
            words.push_str(&text(EDGE, y, 13, ink::FAINT, &line));
            y += LINE - 2;
        }
    }
    y += legend(caption.legend, &mut words, y, width);
    let whole = (width + 2 * EDGE, y + height + EDGE);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} {1}\" \
         font-family=\"{FONTS}\" role=\"img\">\n<title>{2}</title>\n<rect width=\"{0}\" height=\"{1}\" fill=\"{3}\"/>\n{words}",
        whole.0,
        whole.1,
        escaped(caption.title),
        ink::hex(ink::GROUND),
    );
    let body = body.replace("font-family=\"inherit\"", "");
    let _ = write!(out, "<g transform=\"translate({EDGE} {y})\">");
    out.push_str(body.trim_end().strip_suffix("</svg>")?);
    out.push_str("</g>\n</svg>\n");
    for (sentinel, color) in ink::ALL.iter().zip(ink::ON_PAPER) {
        out = out.replace(
            &format!("\"{}\"", ink::hex(*sentinel)),
            &format!("\"{color}\""),
        );
    }
    Some(out)
}

/// Swatches with their words, in as many lines as they need; how tall that is.
fn legend(entries: &[(RGBColor, String)], out: &mut String, top: i32, width: i32) -> i32 {
    let (mut x, mut y) = (EDGE, top);
    for (color, words) in entries {
        let wide = 18 + pixels(width_in_em(words) * TEXT) + 18;
        if x > EDGE && x + wide > EDGE + width {
            (x, y) = (EDGE, y + LINE);
        }
        let _ = writeln!(
            out,
            "<rect x=\"{x}\" y=\"{}\" width=\"11\" height=\"11\" fill=\"{}\"/>",
            y - 10,
            ink::hex(*color)
        );
        out.push_str(&text(x + 18, y, 13, ink::FAINT, words));
        x += wide;
    }
    if entries.is_empty() {
        0
    } else {
        y - top + LINE - 6
    }
}

fn text(x: i32, y: i32, size: i32, color: RGBColor, words: &str) -> String {
    let (fill, words) = (ink::hex(color), escaped(words));
    format!("<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" fill=\"{fill}\">{words}</text>\n")
}

/// Lines no wider than the sheet: Chinese breaks anywhere, other words at spaces.
fn broken(words: &str, room: f64) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut word = String::new();
    let wide = |text: &str| width_in_em(text) * TEXT;
    let flush = |word: &mut String, lines: &mut Vec<String>| {
        let Some(line) = lines.last_mut() else { return };
        if !line.is_empty() && wide(line) + wide(word) > room {
            lines.push(word.trim_start().to_owned());
        } else {
            line.push_str(word);
        }
        word.clear();
    };
    for c in words.chars() {
        if c == ' ' || c > '\u{2e7f}' {
            flush(&mut word, &mut lines);
        }
        word.push(c);
    }
    flush(&mut word, &mut lines);
    lines
}

fn measure(tag: &str, name: &str) -> Option<i32> {
    let (_, rest) = tag.split_once(&format!("{name}=\""))?;
    rest.split('"').next()?.parse().ok()
}

fn escaped(words: &str) -> String {
    words
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[expect(clippy::cast_possible_truncation, reason = "pixels are small")]
fn pixels(width: f64) -> i32 {
    width.ceil() as i32
}
