//! JavaScript values to ours, without ever throwing.

use js_sys::{Array, BigInt, JsString, Number, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::base::Diagnostic;
use crate::enterprise::{Raw, RawKey, RawValue};
use crate::rulebook::MapRules;

/// Deeper nesting than any facts need; a value that holds itself ends here.
const DEEPEST: u32 = 32;

/// A field of a request that has the wrong type.
pub(super) struct Refused {
    message: String,
    help: &'static str,
}

impl Refused {
    fn new(field: &str, expected: &'static str) -> Refused {
        Refused {
            message: format!("`{field}` of the request is not {expected}"),
            help: "the types of the package say what each field holds",
        }
    }

    pub(super) fn diagnostic(&self) -> Diagnostic {
        Diagnostic::error("Q0106", self.message.clone()).help(self.help)
    }
}

/// The fields of a request, taken one by one; what is left over is unknown.
pub(super) struct Fields {
    entries: Vec<(String, JsValue)>,
    known: Vec<&'static str>,
    problems: Vec<Diagnostic>,
}

impl Fields {
    pub(super) fn of(request: &JsValue) -> Result<Fields, Refused> {
        if !request.is_object() || is_shut(request) || Array::is_array(request) {
            return Err(Refused {
                message: "the request is not an object".to_owned(),
                help: "call assess({ facts, period })",
            });
        }
        Ok(Fields {
            entries: entries(request),
            known: Vec::new(),
            problems: Vec::new(),
        })
    }

    /// The value of a field; `undefined` if it is not there.
    pub(super) fn any(&mut self, name: &'static str) -> JsValue {
        self.known.push(name);
        let found = self.entries.iter().position(|(known, _)| known == name);
        found.map_or(JsValue::UNDEFINED, |at| self.entries.remove(at).1)
    }

    pub(super) fn text(&mut self, name: &'static str) -> Option<String> {
        let value = self.any(name);
        if nothing(&value) {
            return None;
        }
        let text = value.as_string();
        if text.is_none() {
            self.refuse(name, "a string");
        }
        text
    }

    pub(super) fn texts(&mut self, name: &'static str) -> Vec<String> {
        let value = self.any(name);
        if nothing(&value) {
            return Vec::new();
        }
        let list = Some(&value).filter(|value| !is_shut(value));
        let items = list.and_then(|list| Some(list.dyn_ref::<Array>()?.to_vec()));
        let texts = items.and_then(|items| items.iter().map(JsValue::as_string).collect());
        texts.unwrap_or_else(|| {
            self.refuse(name, "an array of strings");
            Vec::new()
        })
    }

    pub(super) fn flag(&mut self, name: &'static str) -> bool {
        let value = self.any(name);
        let flag = value.as_bool();
        if flag.is_none() && !nothing(&value) {
            self.refuse(name, "true or false");
        }
        flag.unwrap_or(false)
    }

    pub(super) fn rules(&mut self, name: &'static str) -> Option<MapRules> {
        let value = self.any(name);
        match rules(&value, name) {
            Ok(files) => files,
            Err(why) => {
                self.problems.push(why.diagnostic());
                None
            }
        }
    }

    fn refuse(&mut self, name: &str, expected: &'static str) {
        self.problems
            .push(Refused::new(name, expected).diagnostic());
    }

    /// Problems with the fields, names that mean nothing among them.
    pub(super) fn finish(mut self) -> Option<Vec<Diagnostic>> {
        for (name, _) in &self.entries {
            let message = format!("a request has no field `{name}`");
            let unknown = Diagnostic::error("Q0106", message);
            let known = self.known.iter().copied();
            self.problems.push(unknown.suggest(name, known));
        }
        (!self.problems.is_empty()).then_some(self.problems)
    }
}

/// Files of a rulebook: an object of texts by name. Nothing given means the one built in.
pub(super) fn rules(value: &JsValue, name: &str) -> Result<Option<MapRules>, Refused> {
    const EXPECTED: &str = "an object of file texts by file name";
    if nothing(value) {
        return Ok(None);
    }
    if !value.is_object() || is_shut(value) || Array::is_array(value) {
        return Err(Refused::new(name, EXPECTED));
    }
    let files = entries(value).into_iter();
    let texts = files.map(|(file, text)| Some((file, text.as_string()?)));
    let texts: Option<Vec<(String, String)>> = texts.collect();
    match texts {
        Some(texts) => Ok(Some(texts.into_iter().collect())),
        None => Err(Refused::new(name, EXPECTED)),
    }
}

/// Facts as a tree. A number keeps the digits JavaScript prints for it; what has no meaning as a
/// fact becomes text, which the reader of facts then refuses by name.
pub(super) fn tree(value: &JsValue) -> RawValue {
    raw(value, 0)
}

fn raw(value: &JsValue, depth: u32) -> RawValue {
    RawValue::new(if nothing(value) {
        Raw::Null
    } else if let Some(flag) = value.as_bool() {
        Raw::Bool(flag)
    } else if let Some(text) = value.as_string() {
        Raw::Text(text)
    } else if let Some(number) = value.dyn_ref::<Number>() {
        Raw::Number(digits(number.to_string_with_radix(10).ok()))
    } else if let Some(number) = value.dyn_ref::<BigInt>() {
        Raw::Number(digits(number.to_string(10).ok()))
    } else if depth >= DEEPEST {
        Raw::Text("[nested too deep]".to_owned())
    } else if is_shut(value) {
        Raw::Text("[object]".to_owned())
    } else if let Some(list) = value.dyn_ref::<Array>() {
        Raw::List(list.iter().map(|item| raw(&item, depth + 1)).collect())
    } else if is_plain(value) {
        let field = |(name, value): (String, JsValue)| {
            (RawKey { name, place: None }, raw(&value, depth + 1))
        };
        Raw::Table(entries(value).into_iter().map(field).collect())
    } else {
        Raw::Text(format!(
            "[{}]",
            value.js_typeof().as_string().unwrap_or_default()
        ))
    })
}

fn digits(printed: Option<JsString>) -> String {
    printed.map(String::from).unwrap_or_default()
}

fn nothing(value: &JsValue) -> bool {
    value.is_undefined() || value.is_null()
}

/// An object that throws when it is asked for its fields: a proxy that refuses, or is revoked. Nothing
/// else may be asked of it, not even whether it is a list.
fn is_shut(value: &JsValue) -> bool {
    value.is_object() && Reflect::own_keys(value).is_err()
}

/// An object that is only its fields: not a `Date`, a `Map` or a function.
fn is_plain(value: &JsValue) -> bool {
    let above = |value: &JsValue| {
        let above = Reflect::get_prototype_of(value);
        above.ok().map(JsValue::from)
    };
    let Some(first) = above(value).filter(|_| value.is_object()) else {
        return false;
    };
    nothing(&first) || above(&first).is_some_and(|second| nothing(&second))
}

/// Names and values of an object's fields; those that throw when read hold nothing.
fn entries(value: &JsValue) -> Vec<(String, JsValue)> {
    let keys = Reflect::own_keys(value).unwrap_or_default();
    let entry = |key: JsValue| {
        let held = Reflect::get(value, &key).unwrap_or(JsValue::UNDEFINED);
        Some((key.as_string()?, held))
    };
    keys.iter().filter_map(entry).collect()
}
