//! What is declared and never used.

use super::expr::{Formula, NodeKind};
use super::rulebook::{AmountId, AmountKind, DocumentId, FactId, ParameterId, Rulebook};
use crate::base::diagnostic::Place;
use crate::base::{Diagnostic, Set};
use crate::rulebook::Draft;

#[derive(Default)]
struct Used {
    facts: Set<FactId>,
    parameters: Set<ParameterId>,
    amounts: Set<AmountId>,
    documents: Set<DocumentId>,
}

/// Warns of facts, parameters, steps and documents nothing uses.
pub(super) fn check(book: &Rulebook, draft: &Draft, found: &mut Vec<Diagnostic>) {
    let mut used = Used::default();
    for amount in book.amounts.values() {
        amount.formulas().for_each(|formula| used.formula(formula));
        used.facts.extend(amount.on);
        used.documents
            .extend(amount.cite.iter().map(|cite| cite.document));
    }
    for lever in book.levers.values() {
        lever
            .conditions
            .iter()
            .for_each(|condition| used.formula(&condition.test));
        used.facts.extend(lever.on);
        used.documents
            .extend(lever.cite.iter().map(|cite| cite.document));
        let spans = lever.in_force.iter().flat_map(|span| &span.cite);
        let tests = lever
            .conditions
            .iter()
            .flat_map(|condition| &condition.cite);
        used.documents
            .extend(spans.chain(tests).map(|cite| cite.document));
    }
    for parameter in book.parameters.values() {
        let dated = parameter
            .history
            .values
            .iter()
            .flat_map(|value| &value.cite);
        used.documents
            .extend(parameter.cite.iter().chain(dated).map(|cite| cite.document));
        if let super::rulebook::Shape::Reading(options) = &parameter.shape {
            let cites = options.iter().flat_map(|option| &option.cite);
            used.documents.extend(cites.map(|cite| cite.document));
        }
    }
    let mut warn = |kind: &str, id: &str, place: Place| {
        found.push(
            Diagnostic::warning("R0401", format!("the {kind} `{id}` is never used"))
                .at(place, "declared here")
                .help("use it in a formula or remove it"),
        );
    };
    for (_, fact) in book.facts.iter().filter(|(id, _)| !used.facts.contains(id)) {
        warn("fact", &fact.id, fact.place);
    }
    for (_, parameter) in book
        .parameters
        .iter()
        .filter(|(id, _)| !used.parameters.contains(id))
    {
        warn("parameter", &parameter.id, parameter.place);
    }
    let idle = |id: &AmountId| !used.amounts.contains(id);
    for (_, amount) in book.amounts.iter().filter(|(id, _)| idle(id)) {
        if amount.kind == AmountKind::Step {
            warn("step", &amount.id, amount.place);
        }
    }
    for (id, document) in book
        .documents
        .iter()
        .filter(|(id, _)| !used.documents.contains(id))
    {
        let _ = id;
        let place = draft
            .documents
            .iter()
            .find(|d| d.id.value == document.id)
            .map(|d| d.id.place);
        warn("document", &document.id, place.unwrap_or_default());
    }
}

impl Used {
    fn formula(&mut self, formula: &Formula) {
        for node in formula.nodes.values() {
            match &node.kind {
                NodeKind::Fact(fact) | NodeKind::Known(fact) => {
                    self.facts.insert(*fact);
                }
                NodeKind::Amount(amount) => {
                    self.amounts.insert(*amount);
                }
                kind => {
                    self.parameters.extend(kind.parameter_asked());
                }
            }
        }
    }
}
