//! Levers: conditions typed, spans in force in order and cited, owners found.

use std::sync::Arc;

use super::amounts::{condition, event_fact};
use super::rulebook::{
    Amount, AmountId, Condition, InForce, Lever, LeverId, Parameter, ParameterId, SubjectId, Timing,
};
use super::scope::Scope;
use super::typing::Context;
use crate::base::ids::Id;
use crate::base::{Diagnostic, IdVec};
use crate::rulebook::draft::{InForceDraft, LeverDraft, Name};

/// A lever with its conditions checked.
pub(super) fn lever(scope: &Scope, draft: &LeverDraft, found: &mut Vec<Diagnostic>) -> Lever {
    let on = event_fact(
        scope,
        (&draft.id, draft.on.as_ref(), None),
        &draft.timing,
        found,
    );
    let context = Context {
        scope,
        group: None,
        timing: draft.timing.value,
        on: draft.on.as_ref().map(|on| on.value.as_str()),
    };
    let mut conditions = Vec::new();
    for item in &draft.conditions {
        if let Some(test) = condition(context, &item.test, found) {
            conditions.push(Condition {
                test: Arc::new(test),
                label: item.label.clone(),
                cite: scope.cites(&item.cite, found),
            });
        }
    }
    if draft.cite.is_empty() {
        found.push(
            Diagnostic::error(
                "R0302",
                format!("the lever `{}` names no clause", draft.id.value),
            )
            .at(draft.id.place, "no `cite`"),
        );
    }
    Lever {
        id: draft.id.value.clone(),
        title: draft.title.clone(),
        subject: scope
            .subject(&draft.subject, found)
            .unwrap_or_else(|| SubjectId::from_index(0)),
        cite: scope.cites(&draft.cite, found),
        qualifies: draft.qualifies.clone(),
        office: draft.office.clone(),
        apply: draft.apply.clone(),
        note: draft.note.clone(),
        figures: draft.figures,
        nature: draft.nature,
        timing: draft.timing.value,
        on,
        in_force: in_force(scope, &draft.id, &draft.in_force, found),
        conditions,
        amounts: Vec::new(),
        parameters: Vec::new(),
        place: draft.id.place,
    }
}

/// The times in force of the lever of a name: in order, apart, cited.
pub(super) fn in_force(
    scope: &Scope,
    id: &Name,
    drafts: &[InForceDraft],
    found: &mut Vec<Diagnostic>,
) -> Vec<InForce> {
    if drafts.is_empty() {
        found.push(
            Diagnostic::error(
                "R0311",
                format!("the lever `{}` is never in force", id.value),
            )
            .at(id.place, "")
            .help("add `in_force = [ { from = \"…\", cite = \"…\" } ]`"),
        );
    }
    let mut before: Option<&InForceDraft> = None;
    let mut spans = Vec::new();
    for span in drafts {
        if let Some(to) = span.to.as_ref().filter(|to| to.value < span.from.value) {
            found.push(
                Diagnostic::error("R0312", "this span ends before it begins")
                    .at(to.place, "the end")
                    .at(span.from.place, "the beginning"),
            );
        }
        let overlaps = |before: &InForceDraft| {
            before
                .to
                .as_ref()
                .is_none_or(|to| to.value >= span.from.value)
        };
        if let Some(earlier) = before.filter(|earlier| overlaps(earlier)) {
            found.push(
                Diagnostic::error("R0312", "two spans in force overlap")
                    .at(span.from.place, "begins here")
                    .at(earlier.place, "the span before it has not ended"),
            );
        }
        if span.cite.is_empty() && !span.assumption {
            found.push(
                Diagnostic::error("R0302", "a span in force must name its document and clause")
                    .at(span.place, "no `cite`"),
            );
        }
        spans.push(InForce {
            from: span.from.value,
            to: span.to.as_ref().map(|to| to.value),
            cite: scope.cites(&span.cite, found),
            assumption: span.assumption,
        });
        before = Some(span);
    }
    spans
}

/// Notes at each lever the amounts and parameters it owns.
pub(crate) fn own(
    parameters: &IdVec<ParameterId, Parameter>,
    amounts: &IdVec<AmountId, Amount>,
    levers: &mut IdVec<LeverId, Lever>,
) {
    for id in levers.ids() {
        levers[id].amounts.clear();
        levers[id].parameters.clear();
    }
    for (id, amount) in amounts.iter() {
        if let Some(lever) = amount.lever {
            levers[lever].amounts.push(id);
        }
    }
    for (id, parameter) in parameters.iter() {
        let mut owners: Vec<LeverId> = parameter
            .history
            .values
            .iter()
            .filter_map(|value| value.lever)
            .collect();
        owners.sort_unstable();
        owners.dedup();
        for lever in owners {
            let list: &mut Vec<ParameterId> = &mut levers[lever].parameters;
            list.push(id);
        }
    }
}

/// A lever judged on an event's day may own only amounts that count on that day.
pub(super) fn same_event(
    amount: &Amount,
    levers: &IdVec<LeverId, Lever>,
    found: &mut Vec<Diagnostic>,
) {
    let Some(lever) = amount.lever.map(|lever| &levers[lever]) else {
        return;
    };
    if lever.timing == Timing::Event && lever.on != amount.on {
        found.push(
            Diagnostic::error("R0208", "the owning lever is judged on the day of an event")
                .at(amount.place, "this amount does not count on that day")
                .at(lever.place, "the lever")
                .help("give both the same `timing` and `on`"),
        );
    }
}
