//! The committed lists, read from TOML.

use std::collections::BTreeMap;

use toml::de::{DeTable, DeValue};

use crate::base::Text;

/// Everything the lists say.
#[derive(Clone, Default, Debug)]
pub struct Listed {
    /// Why a figure may be no figure of a lever, by name, in the order written.
    pub reasons: Vec<(String, Text)>,
    /// Documents that are read though the rulebook does not cite them.
    pub outside: Vec<Outside>,
    /// Figures in the order of the documents' clauses.
    pub entries: Vec<Entry>,
    /// Names of the lists of levers.
    pub lists: Vec<(String, Text)>,
    /// Levers, row by row.
    pub rows: Vec<Row>,
}

/// A document that holds no lever.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Outside {
    /// Id.
    pub id: String,
    /// Official number.
    pub number: String,
    /// Title.
    pub title: Text,
}

/// A figure of a clause; several of one kind may stand together where none of them is held.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// Id of the document.
    pub document: String,
    /// The clause.
    pub clause: String,
    /// The figure as it is written there.
    pub figure: String,
    /// The same as a number with unit or a day, where the writing is not one.
    pub value: Option<String>,
    /// Where it went.
    pub place: Place,
}

/// Where a figure went.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Place {
    /// Records that hold it.
    Held(Vec<String>),
    /// The lever it belongs to, which the rulebook does not have yet.
    Awaits(String, Text),
    /// No figure of a lever: the reason's name, and what the figure is.
    Not(String, Text),
}

/// A lever of the documents.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// Which list it stands in.
    pub list: String,
    /// Its number there, if the list has numbers; one number may have several rows.
    pub number: Option<u32>,
    /// Its id.
    pub id: String,
    /// Records that hold it; the one of its id if nothing else is said.
    pub held: Vec<String>,
    /// The rulebook does not have it yet.
    pub awaits: bool,
    /// What it is called, where no record of its id says it.
    pub what: Option<Text>,
}

/// Reads the lists.
///
/// # Errors
///
/// The first thing that is wrong, with the file it stands in.
pub fn read<'t>(files: impl IntoIterator<Item = (&'t str, &'t str)>) -> Result<Listed, String> {
    let mut listed = Listed::default();
    for (name, text) in files {
        let table = DeTable::parse(text).map_err(|error| format!("{name}: {error}"))?;
        file(table.get_ref(), &mut listed).map_err(|why| format!("{name}: {why}"))?;
    }
    Ok(listed)
}

fn file(table: &DeTable<'_>, listed: &mut Listed) -> Result<(), String> {
    only(
        table,
        &["reason", "outside", "clause", "list", "row"],
        "the file",
    )?;
    if let Some(reasons) = find(table, "reason").and_then(as_table) {
        listed.reasons.extend(texts(reasons)?);
    }
    if let Some(lists) = find(table, "list").and_then(as_table) {
        listed.lists.extend(texts(lists)?);
    }
    if let Some(outside) = find(table, "outside").and_then(as_table) {
        for (id, fields) in in_order(outside) {
            let fields = as_table(fields).ok_or_else(|| format!("{id} is no table"))?;
            listed.outside.push(Outside {
                id,
                number: string(fields, "number")?,
                title: text(fields, "title")?,
            });
        }
    }
    for clause in array(table, "clause") {
        let clause = as_table(clause).ok_or("a clause is no table")?;
        only(clause, &["document", "at", "figures"], "a clause")?;
        let (document, at) = (string(clause, "document")?, string(clause, "at")?);
        for figure in array(clause, "figures") {
            let figure = as_table(figure).ok_or_else(|| format!("{document} {at}: not a table"))?;
            let read = entry(&document, &at, figure);
            listed
                .entries
                .push(read.map_err(|why| format!("{document} {at}: {why}"))?);
        }
    }
    for row in array(table, "row") {
        let row = as_table(row).ok_or("a row is no table")?;
        listed.rows.push(self::row(row)?);
    }
    Ok(())
}

fn entry(document: &str, clause: &str, table: &DeTable<'_>) -> Result<Entry, String> {
    only(
        table,
        &["figure", "value", "held", "not", "awaits", "what"],
        "a figure",
    )?;
    let held = strings(table, "held")?;
    let figure = string(table, "figure")?;
    let place = match (held.is_empty(), find(table, "not"), find(table, "awaits")) {
        (false, None, None) => Place::Held(held),
        (true, Some(_), None) => Place::Not(string(table, "not")?, text(table, "what")?),
        (true, None, Some(_)) => Place::Awaits(string(table, "awaits")?, text(table, "what")?),
        _ => return Err(format!("{figure}: one of `held`, `not` and `awaits`")),
    };
    Ok(Entry {
        document: document.to_owned(),
        clause: clause.to_owned(),
        figure,
        value: find(table, "value")
            .map(|_| string(table, "value"))
            .transpose()?,
        place,
    })
}

fn row(table: &DeTable<'_>) -> Result<Row, String> {
    only(
        table,
        &["list", "number", "id", "held", "awaits", "what"],
        "a row",
    )?;
    let id = string(table, "id")?;
    let mut held = strings(table, "held")?;
    let awaits = matches!(find(table, "awaits"), Some(DeValue::Boolean(true)));
    if held.is_empty() && !awaits {
        held.push(id.clone());
    }
    let number = match find(table, "number") {
        Some(DeValue::Integer(number)) => number.as_str().parse().ok(),
        _ => None,
    };
    Ok(Row {
        list: string(table, "list")?,
        number,
        id,
        held,
        awaits,
        what: find(table, "what")
            .map(|_| text(table, "what"))
            .transpose()?,
    })
}

fn only(table: &DeTable<'_>, known: &[&str], of: &str) -> Result<(), String> {
    let unknown = table
        .keys()
        .find(|key| !known.contains(&key.get_ref().as_ref()));
    match unknown {
        Some(key) => Err(format!("{of} has no field `{}`", key.get_ref())),
        None => Ok(()),
    }
}

fn find<'t>(table: &'t DeTable<'t>, key: &str) -> Option<&'t DeValue<'t>> {
    table.get(key).map(toml::Spanned::get_ref)
}

fn as_table<'t>(value: &'t DeValue<'t>) -> Option<&'t DeTable<'t>> {
    match value {
        DeValue::Table(table) => Some(table),
        _ => None,
    }
}

fn array<'t>(table: &'t DeTable<'t>, key: &str) -> impl Iterator<Item = &'t DeValue<'t>> {
    let items = match find(table, key) {
        Some(DeValue::Array(items)) => Some(items),
        _ => None,
    };
    items
        .into_iter()
        .flat_map(|items| items.iter())
        .map(toml::Spanned::get_ref)
}

fn string(table: &DeTable<'_>, key: &str) -> Result<String, String> {
    match find(table, key) {
        Some(DeValue::String(text)) => Ok(text.clone().into_owned()),
        _ => Err(format!("`{key}` is missing or no text")),
    }
}

fn strings(table: &DeTable<'_>, key: &str) -> Result<Vec<String>, String> {
    array(table, key)
        .map(|item| match item {
            DeValue::String(text) => Ok(text.clone().into_owned()),
            _ => Err(format!("`{key}` holds something that is no text")),
        })
        .collect()
}

fn text(table: &DeTable<'_>, key: &str) -> Result<Text, String> {
    let pair = find(table, key).and_then(as_table);
    let pair = pair.ok_or_else(|| format!("`{key}` is missing or no pair of texts"))?;
    Ok(Text::new(string(pair, "zh")?, string(pair, "en")?))
}

fn texts(table: &DeTable<'_>) -> Result<Vec<(String, Text)>, String> {
    let keys = in_order(table);
    keys.into_iter()
        .map(|(key, _)| Ok((key.clone(), text(table, &key)?)))
        .collect()
}

/// Fields in the order written; the parser keeps them by name.
fn in_order<'t>(table: &'t DeTable<'t>) -> Vec<(String, &'t DeValue<'t>)> {
    let mut places = BTreeMap::new();
    for (key, value) in table {
        let name = key.get_ref().clone().into_owned();
        places.insert(key.span().start, (name, value.get_ref()));
    }
    places.into_values().collect()
}
