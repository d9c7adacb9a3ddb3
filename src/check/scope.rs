//! What every name of a draft means, before formulas are read.

use std::collections::BTreeMap;

use super::rulebook::{
    AmountId, Choice, ChoiceId, Cite, Document, DocumentId, Fact, FactId, FactSlot, FactSlotId,
    Group, GroupId, Labeled, LeverId, Named, Parameter, ParameterId, Rulebook, SectionId,
    SubjectId, Timing,
};
use crate::base::ids::Id;
use crate::base::{Diagnostic, IdVec, Unit};
use crate::rulebook::Draft;
use crate::rulebook::draft::{CiteDraft, LabelDraft, Name};

/// Names and the records they mean; facts and parameters are filled in after declaration.
#[derive(Default)]
pub(super) struct Scope {
    pub(super) documents: IdVec<DocumentId, Document>,
    pub(super) sections: IdVec<SectionId, Labeled>,
    pub(super) subjects: IdVec<SubjectId, Labeled>,
    pub(super) choices: IdVec<ChoiceId, Choice>,
    pub(super) groups: IdVec<GroupId, Group>,
    pub(super) facts: IdVec<FactId, Fact>,
    pub(super) fact_slots: IdVec<FactSlotId, FactSlot>,
    pub(super) parameters: IdVec<ParameterId, Parameter>,
    /// Tables by a choice that does not exist: reported as that, and as nothing else.
    pub(super) shapeless: Vec<ParameterId>,
    /// What formulas need to know of an amount.
    pub(super) amounts: IdVec<AmountId, AmountHead>,
    /// For each lever, the date fact it counts on if it is judged on an event's day.
    pub(super) lever_events: Vec<Option<String>>,
    pub(super) names: BTreeMap<String, Named>,
}

/// What formulas need to know of an amount they read.
pub(super) struct AmountHead {
    /// Unit at its grain, with /月 or /年.
    pub(super) unit: Unit,
    pub(super) timing: Timing,
    pub(super) on: Option<String>,
    pub(super) group: Option<GroupId>,
}

impl Scope {
    /// Gives every record an id and every name a meaning; those of `base`, if there is one, have theirs
    /// already, and the draft's come after them.
    pub(super) fn declare(
        base: Option<&Rulebook>,
        draft: &Draft,
        found: &mut Vec<Diagnostic>,
    ) -> Scope {
        let mut scope = base.map_or_else(Scope::default, Scope::of);
        let events = draft.levers.iter();
        let events = events.map(|lever| lever.on.as_ref().map(|on| on.value.clone()));
        scope.lever_events.extend(events);
        push_all(&mut scope.documents, draft.documents.iter().map(document));
        push_all(&mut scope.sections, draft.sections.iter().map(label));
        push_all(&mut scope.subjects, draft.subjects.iter().map(label));
        let choices = draft.choices.iter().map(|choice| Choice {
            id: choice.id.value.clone(),
            label: choice.label.clone(),
            options: choice.options.iter().map(label).collect(),
        });
        push_all(&mut scope.choices, choices);
        let (groups, facts) = (scope.groups.len(), scope.facts.len());
        let (parameters, amounts) = (scope.parameters.len(), scope.amounts.len());
        let levers = scope.lever_events.len() - draft.levers.len();
        scope.name(groups, draft.groups.iter().map(|g| &g.id), Named::Group);
        scope.name(facts, draft.facts.iter().map(|f| &f.id), Named::Fact);
        let ids = draft.parameters.iter().map(|p| &p.id);
        scope.name(parameters, ids, Named::Parameter);
        scope.name(amounts, draft.amounts.iter().map(|a| &a.id), Named::Amount);
        scope.name(levers, draft.levers.iter().map(|l| &l.id), Named::Lever);
        for group in &draft.groups {
            let section = group
                .section
                .as_ref()
                .and_then(|name| scope.section(name, found));
            scope.groups.push(Group {
                id: group.id.value.clone(),
                label: group.label.clone(),
                section,
                max_rows: group.max_rows.value,
                facts: Vec::new(),
            });
        }
        for amount in &draft.amounts {
            let group = amount
                .group
                .as_ref()
                .and_then(|name| scope.group(name, found));
            scope.amounts.push(AmountHead {
                unit: grain_unit(&amount.unit.value.unit, amount.timing.value),
                timing: amount.timing.value,
                on: amount.on.as_ref().map(|on| on.value.clone()),
                group,
            });
        }
        scope
    }

    /// What a checked rulebook has declared.
    fn of(base: &Rulebook) -> Scope {
        let event = |on: Option<FactId>| on.map(|fact| base.facts[fact].id.clone());
        Scope {
            documents: base.documents.clone(),
            sections: base.sections.clone(),
            subjects: base.subjects.clone(),
            choices: base.choices.clone(),
            groups: base.groups.clone(),
            facts: base.facts.clone(),
            fact_slots: base.fact_slots.clone(),
            parameters: base.parameters.clone(),
            shapeless: Vec::new(),
            amounts: base
                .amounts
                .values()
                .map(|amount| AmountHead {
                    unit: grain_unit(&amount.measure.unit, amount.timing),
                    timing: amount.timing,
                    on: event(amount.on),
                    group: amount.group,
                })
                .collect(),
            lever_events: base.levers.values().map(|lever| event(lever.on)).collect(),
            names: base.names.clone(),
        }
    }

    fn name<'a, I: Id>(
        &mut self,
        before: usize,
        ids: impl Iterator<Item = &'a Name>,
        named: fn(I) -> Named,
    ) {
        for (index, id) in ids.enumerate() {
            self.names
                .entry(id.value.clone())
                .or_insert(named(I::from_index(before + index)));
        }
    }

    /// The section with this name, or a diagnostic.
    pub(super) fn section(&self, name: &Name, found: &mut Vec<Diagnostic>) -> Option<SectionId> {
        by_id(
            &self.sections,
            |section| &section.id,
            name,
            "section",
            found,
        )
    }

    /// The subject with this name, or a diagnostic.
    pub(super) fn subject(&self, name: &Name, found: &mut Vec<Diagnostic>) -> Option<SubjectId> {
        by_id(
            &self.subjects,
            |subject| &subject.id,
            name,
            "subject",
            found,
        )
    }

    /// The choice type with this name, or a diagnostic.
    pub(super) fn choice(&self, name: &Name, found: &mut Vec<Diagnostic>) -> Option<ChoiceId> {
        by_id(&self.choices, |choice| &choice.id, name, "choice", found)
    }

    /// The group with this name, or a diagnostic.
    pub(super) fn group(&self, name: &Name, found: &mut Vec<Diagnostic>) -> Option<GroupId> {
        by_id(&self.groups, |group| &group.id, name, "group", found)
    }

    /// The lever with this name, or a diagnostic.
    pub(super) fn lever(&self, name: &Name, found: &mut Vec<Diagnostic>) -> Option<LeverId> {
        if let Some(Named::Lever(lever)) = self.names.get(&name.value) {
            return Some(*lever);
        }
        let known = self.known(|named| matches!(named, Named::Lever(_)));
        found.push(unknown("lever", name, known));
        None
    }

    /// Citations with their documents found; unknown documents are reported.
    pub(super) fn cites(&self, cites: &[CiteDraft], found: &mut Vec<Diagnostic>) -> Vec<Cite> {
        cites
            .iter()
            .filter_map(|cite| {
                let of = |document: &Document| -> String { document.id.clone() };
                let hit = self
                    .documents
                    .iter()
                    .find(|(_, d)| d.id == cite.document.value);
                if hit.is_none() {
                    let known: Vec<String> = self.documents.values().map(of).collect();
                    found.push(unknown(
                        "document",
                        &cite.document,
                        known.iter().map(String::as_str),
                    ));
                }
                hit.map(|(document, _)| Cite {
                    document,
                    clause: cite.clause.clone(),
                })
            })
            .collect()
    }

    /// Names whose meaning passes a test.
    pub(super) fn known(&self, keep: impl Fn(Named) -> bool) -> impl Iterator<Item = &str> {
        self.names
            .iter()
            .filter(move |(_, named)| keep(**named))
            .map(|(name, _)| name.as_str())
    }
}

/// The unit an amount has inside formulas.
pub(super) fn grain_unit(unit: &Unit, timing: Timing) -> Unit {
    let per = match timing {
        Timing::Month => "月",
        Timing::Year | Timing::Settlement | Timing::PreviousYear => "年",
        Timing::Event | Timing::Status => return unit.clone(),
    };
    Unit::base(per).map_or_else(|| unit.clone(), |per| unit.per(&per))
}

/// The unit the formula of an amount must give.
pub(super) fn formula_unit(unit: &Unit, timing: Timing) -> Unit {
    match timing {
        Timing::PreviousYear => grain_unit(unit, Timing::Month),
        other => grain_unit(unit, other),
    }
}

/// The code of an unknown name.
pub(super) const UNKNOWN: &str = "R0201";

/// An unknown name, with the nearest known one. The message ends with the name.
pub(super) fn unknown<'a>(
    kind: &str,
    name: &Name,
    known: impl IntoIterator<Item = &'a str>,
) -> Diagnostic {
    Diagnostic::error(UNKNOWN, format!("there is no {kind} `{}`", name.value))
        .at(name.place, "not declared in this rulebook")
        .suggest(&name.value, known)
}

fn by_id<I: Id, T>(
    items: &IdVec<I, T>,
    id: impl Fn(&T) -> &String,
    name: &Name,
    kind: &str,
    found: &mut Vec<Diagnostic>,
) -> Option<I> {
    let hit = items
        .iter()
        .find(|(_, item)| *id(item) == name.value)
        .map(|(key, _)| key);
    if hit.is_none() {
        found.push(unknown(
            kind,
            name,
            items.values().map(|item| id(item).as_str()),
        ));
    }
    hit
}

fn push_all<I: Id, T>(items: &mut IdVec<I, T>, more: impl Iterator<Item = T>) {
    more.for_each(|item| {
        items.push(item);
    });
}

fn label(draft: &LabelDraft) -> Labeled {
    Labeled {
        id: draft.id.value.clone(),
        label: draft.label.clone(),
    }
}

fn document(draft: &crate::rulebook::draft::DocumentDraft) -> Document {
    Document {
        id: draft.id.value.clone(),
        number: draft.number.clone(),
        title: draft.title.clone(),
        national: draft.national,
        issued: draft.issued,
        in_force: draft.in_force,
        to: draft.to,
        note: draft.note.clone(),
    }
}
