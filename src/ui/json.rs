//! JSON as the page keeps and hands over its own texts: a few tables of names and texts.
//!
//! Read with the reader of facts files; a general library would weigh more than what it reads.

use crate::base::{FileId, Map};
use crate::enterprise::{Raw, RawValue, json};

/// The value of a text, without characters nobody sees; `None` where it is no JSON.
pub fn read(text: &str) -> Option<RawValue> {
    Some(json(text, FileId(0)).ok()?.plain())
}

/// A text in quotes.
pub fn quote(out: &mut String, text: &str) {
    out.push('"');
    for char in text.chars() {
        match char {
            '"' | '\\' => out.extend(['\\', char]),
            char if char.is_control() => {
                // Every control character is one unit of UTF-16.
                out.push_str("\\u");
                for shift in [12, 8, 4, 0] {
                    let digit = (u32::from(char) >> shift) & 15;
                    out.extend(char::from_digit(digit, 16));
                }
            }
            char => out.push(char),
        }
    }
    out.push('"');
}

/// A name with its colon, after a comma unless it is the first of its table.
pub fn name(out: &mut String, name: &str) {
    if !out.ends_with(['{', '[']) {
        out.push(',');
    }
    quote(out, name);
    out.push(':');
}

/// A named table of texts.
pub fn table<V: AsRef<str>>(out: &mut String, label: &str, entries: &Map<String, V>) {
    name(out, label);
    out.push('{');
    for (key, value) in entries {
        name(out, key);
        quote(out, value.as_ref());
    }
    out.push('}');
}

/// The text of a name: empty if it is not there, `None` if it is something else.
pub fn text(value: &RawValue, name: &str) -> Option<String> {
    match value.get(name).map(|value| &value.raw) {
        None | Some(Raw::Null) => Some(String::new()),
        Some(Raw::Text(text)) => Some(text.clone()),
        _ => None,
    }
}

/// The table of texts of a name: empty if it is not there, `None` if it is something else.
pub fn texts(value: &RawValue, name: &str) -> Option<Map<String, String>> {
    let mut found = Map::new();
    match value.get(name).map(|value| &value.raw) {
        None => (),
        Some(Raw::Table(entries)) => {
            for (key, value) in entries {
                found.insert(key.name.clone(), value.as_text()?.to_owned());
            }
        }
        _ => return None,
    }
    Some(found)
}

/// The items of the list of a name: none if it is not there, `None` if it is something else.
pub fn items<'a>(value: &'a RawValue, name: &str) -> Option<&'a [RawValue]> {
    match value.get(name).map(|value| &value.raw) {
        None => Some(&[]),
        Some(Raw::List(items)) => Some(items),
        _ => None,
    }
}
