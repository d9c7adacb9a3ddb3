//! A validator that knows only the keywords the schemas use, and panics at any other.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

/// Checks values against the schema and notes which parts of it were met.
pub(crate) struct Validator {
    schema: Value,
    pub(crate) met: BTreeSet<String>,
    pub(crate) problems: BTreeSet<String>,
}

impl Validator {
    pub(crate) fn new(schema: Value) -> Validator {
        Validator {
            schema,
            met: BTreeSet::new(),
            problems: BTreeSet::new(),
        }
    }

    fn resolve(&self, pointer: &str) -> Map<String, Value> {
        let found = self.schema.pointer(pointer);
        let found = found.unwrap_or_else(|| panic!("the schema has no {pointer}"));
        found.as_object().unwrap().clone()
    }

    /// Whether a value obeys the schema at a pointer.
    pub(crate) fn check(&mut self, value: &Value, pointer: &str, at: &str) -> bool {
        let schema = self.resolve(pointer);
        let mut fine = true;
        for (keyword, rule) in &schema {
            let holds = match keyword.as_str() {
                "$schema" | "$defs" | "title" | "description" => true,
                "$ref" => {
                    let target = rule.as_str().unwrap().trim_start_matches('#');
                    self.check(value, target, at)
                }
                "anyOf" => self.any(value, rule.as_array().unwrap().len(), pointer, at),
                "type" => is_of(value, rule),
                "enum" => rule.as_array().unwrap().contains(value),
                "pattern" => matches(value.as_str(), rule.as_str().unwrap()),
                "minimum" => value.as_i64() >= rule.as_i64(),
                "required" => has_all(value, rule),
                "properties" => self.properties(value, rule, pointer, at),
                "additionalProperties" => self.others(value, rule, &schema, pointer, at),
                "items" => self.items(value, pointer, at),
                other => panic!("the validator does not know `{other}`"),
            };
            // What only passes on what its parts say would repeat it at every level.
            let passes_on = matches!(keyword.as_str(), "$ref" | "properties" | "items");
            if !holds && !passes_on {
                self.problems
                    .insert(format!("{at}: {keyword} of {pointer}"));
            }
            fine &= holds;
        }
        if fine {
            self.met.insert(pointer.to_owned());
        }
        fine
    }

    fn any(&mut self, value: &Value, count: usize, pointer: &str, at: &str) -> bool {
        for index in 0..count {
            let before = self.problems.clone();
            if self.check(value, &format!("{pointer}/anyOf/{index}"), at) {
                self.problems = before;
                return true;
            }
            // What the first alternative finds is said only if no other holds.
            if value.is_null() {
                self.problems = before;
            }
        }
        false
    }

    fn properties(&mut self, value: &Value, rule: &Value, pointer: &str, at: &str) -> bool {
        let Some(object) = value.as_object() else {
            return true;
        };
        let mut fine = true;
        for name in rule.as_object().unwrap().keys() {
            if let Some(value) = object.get(name) {
                let pointer = format!("{pointer}/properties/{name}");
                fine &= self.check(value, &pointer, &format!("{at}.{name}"));
            }
        }
        fine
    }

    fn others(
        &mut self,
        value: &Value,
        rule: &Value,
        schema: &Map<String, Value>,
        pointer: &str,
        at: &str,
    ) -> bool {
        let Some(object) = value.as_object() else {
            return true;
        };
        let known = schema.get("properties").and_then(Value::as_object);
        let mut fine = true;
        for (name, value) in object {
            if known.is_some_and(|known| known.contains_key(name)) {
                continue;
            }
            fine &= match rule {
                Value::Bool(allowed) => *allowed,
                _ => {
                    let pointer = format!("{pointer}/additionalProperties");
                    self.check(value, &pointer, &format!("{at}.{name}"))
                }
            };
        }
        fine
    }

    fn items(&mut self, value: &Value, pointer: &str, at: &str) -> bool {
        let mut fine = true;
        for (index, item) in value.as_array().into_iter().flatten().enumerate() {
            fine &= self.check(item, &format!("{pointer}/items"), &format!("{at}[{index}]"));
        }
        fine
    }
}

fn is_of(value: &Value, rule: &Value) -> bool {
    let one = |name: &str| match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "null" => value.is_null(),
        other => panic!("the validator does not know type `{other}`"),
    };
    match rule {
        Value::Array(names) => names.iter().any(|name| one(name.as_str().unwrap())),
        _ => one(rule.as_str().unwrap()),
    }
}

fn has_all(value: &Value, names: &Value) -> bool {
    let Some(object) = value.as_object() else {
        return true;
    };
    let mut names = names.as_array().unwrap().iter();
    names.all(|name| object.contains_key(name.as_str().unwrap()))
}

/// The patterns of the schema, each as the test it stands for.
fn matches(text: Option<&str>, pattern: &str) -> bool {
    let Some(text) = text else { return true };
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let parts = |lengths: &[usize]| {
        let parts: Vec<&str> = text.split('-').collect();
        parts.len() == lengths.len()
            && parts
                .iter()
                .zip(lengths)
                .all(|(part, length)| part.len() == *length && digits(part))
    };
    match pattern {
        "^-?[0-9]+(\\.[0-9]+)?$" => {
            let body = text.strip_prefix('-').unwrap_or(text);
            match body.split_once('.') {
                Some((whole, fraction)) => digits(whole) && digits(fraction),
                None => digits(body),
            }
        }
        "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" => parts(&[4, 2, 2]),
        "^[0-9]{4}-[0-9]{2}$" => parts(&[4, 2]),
        "^[0-9a-f]{64}$" => {
            text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
        }
        "^[A-Z][0-9]{4}$" => {
            text.len() == 5
                && text.starts_with(|c: char| c.is_ascii_uppercase())
                && digits(&text[1..])
        }
        other => panic!("the validator does not know pattern `{other}`"),
    }
}

/// Pointers of every schema inside a schema.
pub(crate) fn parts(value: &Value, pointer: &str, out: &mut BTreeSet<String>) {
    out.insert(pointer.to_owned());
    let Some(schema) = value.as_object() else {
        return;
    };
    for named in ["properties", "$defs"] {
        for (name, inner) in schema
            .get(named)
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
        {
            parts(inner, &format!("{pointer}/{named}/{name}"), out);
        }
    }
    for single in ["items", "additionalProperties"] {
        if let Some(inner) = schema.get(single).filter(|inner| inner.is_object()) {
            parts(inner, &format!("{pointer}/{single}"), out);
        }
    }
    for (index, inner) in schema
        .get("anyOf")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .enumerate()
    {
        parts(inner, &format!("{pointer}/anyOf/{index}"), out);
    }
}
