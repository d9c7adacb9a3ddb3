//! What laying a draft over a rulebook adds to checking one: names that are taken.

use super::rulebook::{Named, Rulebook};
use crate::base::Diagnostic;
use crate::base::diagnostic::Place;
use crate::rulebook::Draft;
use crate::rulebook::draft::Name;

/// Names of a draft that the rulebook uses already, each with the place of both where it is known.
pub(super) fn taken(base: &Rulebook, draft: &Draft) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut shared = |name: &Name| {
        if let Some(named) = base.names.get(&name.value) {
            let (kind, place) = declared(base, *named);
            found.push(twice(name, kind, place));
        }
    };
    draft.groups.iter().for_each(|record| shared(&record.id));
    draft.facts.iter().for_each(|record| shared(&record.id));
    draft
        .parameters
        .iter()
        .for_each(|record| shared(&record.id));
    draft.amounts.iter().for_each(|record| shared(&record.id));
    draft.levers.iter().for_each(|record| shared(&record.id));
    let mut own = |kind, name: &Name, known: bool| {
        if known {
            found.push(twice(name, kind, None));
        }
    };
    for record in &draft.documents {
        let known = base.documents.values().any(|one| one.id == record.id.value);
        own("document", &record.id, known);
    }
    for record in &draft.sections {
        let known = base.sections.values().any(|one| one.id == record.id.value);
        own("section", &record.id, known);
    }
    for record in &draft.subjects {
        let known = base.subjects.values().any(|one| one.id == record.id.value);
        own("subject", &record.id, known);
    }
    for record in &draft.choices {
        let known = base.choices.values().any(|one| one.id == record.id.value);
        own("choice", &record.id, known);
    }
    found
}

fn declared(base: &Rulebook, named: Named) -> (&'static str, Option<Place>) {
    match named {
        Named::Group(_) => ("group", None),
        Named::Fact(id) => ("fact", Some(base.facts[id].place)),
        Named::Parameter(id) => ("parameter", Some(base.parameters[id].place)),
        Named::Amount(id) => ("amount", Some(base.amounts[id].place)),
        Named::Lever(id) => ("lever", Some(base.levers[id].place)),
    }
}

fn twice(name: &Name, kind: &str, before: Option<Place>) -> Diagnostic {
    let message = format!("`{}` is already the name of a {kind}", name.value);
    let found = Diagnostic::error("R0110", message).at(name.place, "");
    let found = match before {
        Some(place) => found.at(place, "first used here"),
        None => found,
    };
    found.help("give it another id; `[set]` changes the values of what is there")
}
