//! A drawing of [`crate::charts`] as elements of the page.
//!
//! The page's policy lets no text become markup, whoever wrote it. So the text of a drawing is read part
//! by part, and only the parts and attributes charts are made of become elements.

use yew::prelude::*;
use yew::virtual_dom::{AttributeOrProperty, Attributes, VTag};

/// Elements a chart is made of.
const NAMES: [&str; 7] = [
    "svg", "circle", "line", "polygon", "polyline", "rect", "text",
];

/// Attributes they may have.
const ATTRIBUTES: &[&str] = &[
    "width",
    "height",
    "viewBox",
    "x",
    "y",
    "x1",
    "y1",
    "x2",
    "y2",
    "cx",
    "cy",
    "r",
    "dy",
    "points",
    "fill",
    "stroke",
    "stroke-width",
    "opacity",
    "transform",
    "text-anchor",
    "font-family",
    "font-size",
    "font-weight",
    "font-style",
];

/// One element: its name, its attributes in the order of `ATTRIBUTES`, its words if it is a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Part {
    /// One of the names charts use.
    pub name: &'static str,
    /// What each attribute says, if it is there.
    pub attributes: Vec<Option<String>>,
    /// What is written.
    pub words: String,
}

/// The parts of a drawing, the first of which holds the others; `None` if it has anything charts have not.
pub fn parts(svg: &str) -> Option<Vec<Part>> {
    let mut found: Vec<Part> = Vec::new();
    let mut rest = svg.trim();
    while let Some((tag, after)) = rest.strip_prefix('<').and_then(|rest| rest.split_once('>')) {
        if tag == "/svg" {
            let whole = after.is_empty() && found.first().is_some_and(|part| part.name == "svg");
            return whole.then_some(found);
        }
        let mut part = opened(tag)?;
        rest = after;
        if part.name == "text" {
            let (words, after) = rest.split_once("</text>")?;
            part.words = plain(words.trim())?;
            rest = after;
        }
        found.push(part);
        rest = rest.trim_start();
    }
    None
}

/// What stands between `<` and `>`.
fn opened(tag: &str) -> Option<Part> {
    let tag = tag.strip_suffix('/').unwrap_or(tag);
    let (name, mut rest) = tag.split_once(' ')?;
    let mut attributes = vec![None; ATTRIBUTES.len()];
    while !rest.trim().is_empty() {
        let (key, value) = rest.trim_start().split_once("=\"")?;
        let (value, after) = value.split_once('"')?;
        rest = after;
        if key != "xmlns" {
            let at = ATTRIBUTES.iter().position(|known| *known == key)?;
            *attributes.get_mut(at)? = Some(plain(value)?);
        }
    }
    Some(Part {
        name: NAMES.iter().find(|known| **known == name)?,
        attributes,
        words: String::new(),
    })
}

/// A text without escapes; `None` if it is markup.
fn plain(written: &str) -> Option<String> {
    let mut out = String::with_capacity(written.len());
    let mut rest = written;
    while let Some(at) = rest.find(['&', '<']) {
        let (before, escaped) = rest.split_at(at);
        out.push_str(before);
        let (name, after) = escaped.strip_prefix('&')?.split_once(';')?;
        out.push(match name {
            "lt" => '<',
            "gt" => '>',
            "amp" => '&',
            "quot" => '"',
            "apos" => '\'',
            _ => return None,
        });
        rest = after;
    }
    out.push_str(rest);
    Some(out)
}

/// The drawing as elements; nothing if it is no chart.
pub fn drawing(svg: &str) -> Html {
    let mut parts = parts(svg).unwrap_or_default().into_iter();
    let Some(mut sheet) = parts.next().map(element) else {
        return Html::default();
    };
    sheet.add_children(parts.map(element).map(Html::from));
    sheet.into()
}

fn element(part: Part) -> VTag {
    let mut tag = VTag::new(part.name);
    let given = |text| AttributeOrProperty::Attribute(AttrValue::from(text));
    let values = part.attributes.into_iter().map(|text| text.map(given));
    tag.set_attributes(Attributes::Dynamic {
        keys: ATTRIBUTES,
        values: values.collect(),
    });
    if !part.words.is_empty() {
        tag.add_child(Html::from(part.words));
    }
    tag
}
