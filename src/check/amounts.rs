//! Amounts: formulas typed, units as declared, members of the total held to what a total needs.

use std::sync::Arc;

use super::expr::{Formula, Node, NodeKind, Ty};
use super::levers;
use super::rulebook::{
    Amount, AmountId, AmountKind, AmountRounding, FactId, FactKind, GroupId, Lever, LeverId, Named,
    Rulebook, Timing,
};
use super::scope::{Scope, formula_unit, unknown};
use super::typing::{Context, describe, formula, quotient};
use super::units;
use crate::base::ids::Id;
use crate::base::{Diagnostic, IdVec, Place, Unit};
use crate::rulebook::Draft;
use crate::rulebook::draft::{AmountDraft, Name, Spanned};

/// Amounts and levers with their formulas checked, after those of a rulebook the draft is laid over.
pub(super) fn fill(
    scope: &Scope,
    base: Option<&Rulebook>,
    draft: &Draft,
    found: &mut Vec<Diagnostic>,
) -> (IdVec<AmountId, Amount>, IdVec<LeverId, Lever>) {
    let (mut amounts, mut levers) = base.map_or_else(<_>::default, |base| {
        (base.amounts.clone(), base.levers.clone())
    });
    let before = amounts.len();
    for item in &draft.amounts {
        amounts.push(amount(scope, item, found));
    }
    for item in &draft.levers {
        levers.push(levers::lever(scope, item, found));
    }
    for (name, text) in &draft.revised.formulas {
        match scope.names.get(&name.value) {
            Some(Named::Amount(id)) => {
                revise(scope, text, &mut amounts[*id], found);
                amounts[*id].cite = scope.cites(&draft.revised.cite, found);
            }
            _ => {
                let known = scope.known(|named| matches!(named, Named::Amount(_)));
                found.push(unknown("amount", name, known));
            }
        }
    }
    for (name, spans) in &draft.revised.in_force {
        match scope.names.get(&name.value) {
            Some(Named::Lever(id)) => {
                levers[*id].in_force = levers::in_force(scope, name, spans, found);
            }
            _ => {
                let known = scope.known(|named| matches!(named, Named::Lever(_)));
                found.push(unknown("lever", name, known));
            }
        }
    }
    levers::own(&scope.parameters, &amounts, &mut levers);
    for amount in amounts.values().skip(before) {
        levers::same_event(amount, &levers, found);
    }
    (amounts, levers)
}

/// Another formula for an amount, held to the unit, the timing and the rows the amount has.
fn revise(scope: &Scope, text: &Name, amount: &mut Amount, found: &mut Vec<Diagnostic>) {
    let on = amount.on.map(|fact| scope.facts[fact].id.clone());
    let context = Context {
        scope,
        group: amount.group,
        timing: amount.timing,
        on: on.as_deref(),
    };
    if let Some(checked) = formula(context, text, found) {
        let declared = (&amount.measure.unit, amount.place);
        result(scope, declared, amount.timing, &checked, found);
        amount.formula = Arc::new(checked);
    }
}

fn amount(scope: &Scope, draft: &AmountDraft, found: &mut Vec<Diagnostic>) -> Amount {
    let group = draft
        .group
        .as_ref()
        .and_then(|name| match scope.names.get(&name.value) {
            Some(Named::Group(group)) => Some(*group),
            _ => None,
        });
    let on = event_fact(
        scope,
        (&draft.id, draft.on.as_ref(), group),
        &draft.timing,
        found,
    );
    let context = Context {
        scope,
        group,
        timing: draft.timing.value,
        on: draft.on.as_ref().map(|on| on.value.as_str()),
    };
    let when = draft
        .when
        .as_ref()
        .and_then(|text| condition(context, text, found));
    let checked = formula(context, &draft.formula, found);
    if let Some(checked) = &checked {
        let declared = (&draft.unit.value.unit, draft.unit.place);
        result(scope, declared, draft.timing.value, checked, found);
    }
    member(draft, found);
    let lawful = |node: &Node| {
        let kind = &node.kind;
        matches!(
            kind,
            NodeKind::Parameter(_) | NodeKind::Lookup(..) | NodeKind::Marginal(..)
        )
    };
    let mut formulas = checked.iter().chain(&when);
    let uses_law = formulas.any(|formula| formula.nodes.values().any(lawful));
    if draft.cite.is_empty() && uses_law && draft.kind != AmountKind::Step {
        found.push(
            Diagnostic::warning(
                "R0403",
                format!("the amount `{}` names no clause", draft.id.value),
            )
            .at(draft.id.place, "no `cite`"),
        );
    }
    Amount {
        id: draft.id.value.clone(),
        label: draft.label.clone(),
        kind: draft.kind,
        measure: draft.unit.value.clone(),
        timing: draft.timing.value,
        on,
        group,
        lever: draft
            .lever
            .as_ref()
            .and_then(|name| scope.lever(name, found)),
        when: when.map(Arc::new),
        formula: Arc::new(checked.unwrap_or_else(|| empty(&draft.formula))),
        rounding: rounding(draft, found),
        cite: scope.cites(&draft.cite, found),
        note: draft.note.clone(),
        place: draft.id.place,
    }
}

/// Stands in for a formula already reported; a rulebook with one is never given out.
fn empty(text: &Name) -> Formula {
    use super::expr::NodeId;
    let node = Node {
        kind: NodeKind::Bool(false),
        ty: Ty::Bool,
        span: (0, 0),
    };
    Formula {
        text: Arc::from(text.value.as_str()),
        place: text.place,
        nodes: std::iter::once(node).collect(),
        root: NodeId::from_index(0),
    }
}

pub(super) fn condition(
    context: Context<'_>,
    text: &Name,
    found: &mut Vec<Diagnostic>,
) -> Option<Formula> {
    let checked = formula(context, text, found)?;
    let ty = &checked.nodes[checked.root].ty;
    if *ty != Ty::Bool {
        found.push(
            Diagnostic::error("R0204", "expected a condition")
                .at(text.place, describe(ty, context.scope)),
        );
    }
    Some(checked)
}

/// The value of a formula is in the unit declared.
fn result(
    scope: &Scope,
    (declared, declared_at): (&Unit, Place),
    timing: Timing,
    checked: &Formula,
    found: &mut Vec<Diagnostic>,
) {
    let place = checked.place;
    let wanted = formula_unit(declared, timing);
    match &checked.nodes[checked.root].ty {
        Ty::Number { quotient: true, .. } => found.push(quotient(place)),
        Ty::Number { unit, .. } if *unit == wanted => {}
        Ty::Number { unit, .. } => {
            let why = match timing {
                Timing::Month | Timing::PreviousYear => " a month, by its timing",
                Timing::Year | Timing::Settlement => " a year, by its timing",
                Timing::Event | Timing::Status => "",
            };
            found.push(units::result((&wanted, declared_at), (unit, place), why));
        }
        other => found.push(
            Diagnostic::error("R0204", "an amount must be a number")
                .at(place, describe(other, scope)),
        ),
    }
}

/// What makes the total is money, rounded as it is paid: else parts would not add up to it.
fn member(draft: &AmountDraft, found: &mut Vec<Diagnostic>) {
    if !matches!(
        draft.kind,
        AmountKind::Cost | AmountKind::Surcharge | AmountKind::Subsidy
    ) {
        return;
    }
    if Unit::base("元").as_ref() != Some(&draft.unit.value.unit) {
        found.push(
            Diagnostic::error("R0218", "a cost, surcharge or subsidy must be in 元")
                .at(draft.unit.place, "")
                .help("give it another kind, such as `indicator`"),
        );
    }
    if draft.step.is_none() {
        found.push(
            Diagnostic::error("R0218", "a cost, surcharge or subsidy must be rounded")
                .at(draft.id.place, "kept exact")
                .help("drop `rounding = \"none\"`, or make it a `step` that the member reads"),
        );
    }
}

fn rounding(draft: &AmountDraft, found: &mut Vec<Diagnostic>) -> AmountRounding {
    let Some(step) = &draft.step else {
        return AmountRounding::Exact;
    };
    let den = step
        .value
        .mul(draft.unit.value.factor)
        .filter(|step| step.num() == 1);
    match den {
        Some(step) => AmountRounding::To {
            den: step.den(),
            mode: draft.rounding,
        },
        None => {
            found.push(
                Diagnostic::error(
                    "R0506",
                    "an amount is rounded to 1 divided by a whole number",
                )
                .at(step.place, "")
                .help("write 1, 0.1, 0.01 or finer; round to larger steps inside the formula"),
            );
            AmountRounding::Exact
        }
    }
}

/// The date fact of an event; other timings have none.
pub(super) fn event_fact(
    scope: &Scope,
    (owner, on, group): (&Name, Option<&Name>, Option<GroupId>),
    timing: &Spanned<Timing>,
    found: &mut Vec<Diagnostic>,
) -> Option<FactId> {
    match (on, timing.value) {
        (None, Timing::Event) => {
            found.push(
                Diagnostic::error("R0216", "an event needs the date fact it counts on")
                    .at(timing.place, "an event")
                    .help(format!("add `on = \"…\"` to `{}`", owner.value)),
            );
            None
        }
        (Some(name), Timing::Event) => match scope.names.get(&name.value) {
            Some(Named::Fact(fact))
                if scope.facts[*fact].group.is_some_and(|of| Some(of) != group) =>
            {
                found.push(
                    Diagnostic::error(
                        "R0211",
                        format!("`{}` belongs to the rows of a group", name.value),
                    )
                    .at(name.place, "no row is in hand here")
                    .help("give the amount that group, or count on another date"),
                );
                None
            }
            Some(Named::Fact(fact)) if scope.facts[*fact].kind == FactKind::Date => Some(*fact),
            Some(Named::Fact(_)) => {
                found.push(
                    Diagnostic::error("R0216", format!("`{}` is not a date", name.value))
                        .at(name.place, ""),
                );
                None
            }
            _ => {
                let known = scope.known(|named| matches!(named, Named::Fact(_)));
                found.push(unknown("fact", name, known));
                None
            }
        },
        (Some(name), _) => {
            found.push(
                Diagnostic::error("R0216", "only events count on a date fact")
                    .at(name.place, "")
                    .at(timing.place, "the timing"),
            );
            None
        }
        (None, _) => None,
    }
}
