//! What differs between scenarios, named.

use std::rc::Rc;

use super::law::Law;
use super::path::same_questions;
use super::{Scenario, paired};
use crate::base::{Lang, Text};
use crate::check::Rulebook;
use crate::check::rulebook::{self, FactSlotId, GroupId, Shape};
use crate::enterprise::{Enterprise, show_fact_with_unit, slot_by_name};
use crate::scenario::patch::{Change, Patches};

/// What a difference comes from, in the order in which differences are attributed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Cause {
    /// What the enterprises state, or which enterprises they are.
    Facts,
    /// The period.
    LawDate,
    /// Another rulebook.
    Rulebook,
    /// Readings chosen.
    Readings,
    /// Open figures supplied.
    Figures,
    /// Levers switched off.
    LeversOff,
    /// Other changes of the law.
    Reforms,
}

impl Cause {
    /// All, in order.
    pub const ALL: [Cause; 7] = [
        Cause::Facts,
        Cause::LawDate,
        Cause::Rulebook,
        Cause::Readings,
        Cause::Figures,
        Cause::LeversOff,
        Cause::Reforms,
    ];

    /// What a change of a rulebook is.
    pub fn of(book: &Rulebook, change: &Change) -> Cause {
        let parameter = match change {
            Change::Off { .. } => return Cause::LeversOff,
            Change::Reform(_) => return Cause::Reforms,
            Change::Set { parameter, .. } => parameter,
        };
        match book.names.get(parameter) {
            Some(rulebook::Named::Parameter(id)) => match book.parameters[*id].shape {
                Shape::Reading(_) => Cause::Readings,
                _ if book.parameters[*id].open => Cause::Figures,
                _ => Cause::Reforms,
            },
            _ => Cause::Reforms,
        }
    }
}

/// One thing that is not the same in all scenarios.
#[derive(Clone, PartialEq, Debug)]
pub struct Named {
    /// What kind of thing.
    pub cause: Cause,
    /// Its id: a fact's, a parameter's, a lever's; `period`, `rulebook`, `enterprises`.
    pub name: String,
    /// Its label.
    pub label: Text,
    /// What it is in each scenario; `None` where it is not stated or not set.
    pub values: Vec<Option<Text>>,
}

/// Everything that differs between scenarios, in the order of causes.
pub(super) fn differences(scenarios: &[Scenario<'_>], laws: &[Rc<Law>]) -> Vec<Named> {
    let mut found = facts(scenarios, laws);
    let same = |text: String| Some(Text::new(text.clone(), text));
    found.push(Named {
        cause: Cause::LawDate,
        name: "period".to_owned(),
        label: Text::new("期间", "Period"),
        values: scenarios
            .iter()
            .map(|s| same(s.period.to_string()))
            .collect(),
    });
    let book = |scenario: &Scenario<'_>| {
        let info = &scenario.engine.rulebook().info;
        let hash: String = info.hash.chars().take(12).collect();
        same(format!("{} {} ({hash})", info.id, info.version))
    };
    found.push(Named {
        cause: Cause::Rulebook,
        name: "rulebook".to_owned(),
        label: Text::new("规则库", "Rulebook"),
        values: scenarios.iter().map(book).collect(),
    });
    found.extend(changes(scenarios));
    found.retain(|named| {
        named
            .values
            .iter()
            .any(|value| Some(value) != named.values.first())
    });
    found.sort_by_key(|named| named.cause);
    found
}

/// Whether two enterprises of one rulebook state the same, whatever they are called.
pub(super) fn same_facts(book: &Rulebook, a: &Enterprise, b: &Enterprise) -> bool {
    a.stated().eq(b.stated())
        && book
            .groups
            .ids()
            .all(|group| a.rows(group) == b.rows(group))
}

fn facts(scenarios: &[Scenario<'_>], laws: &[Rc<Law>]) -> Vec<Named> {
    let Some(first) = scenarios.first() else {
        return Vec::new();
    };
    let mut found = Vec::new();
    if !scenarios
        .iter()
        .all(|other| paired(first.enterprises, other.enterprises))
    {
        let names = |scenario: &Scenario<'_>| {
            let (zh, en) = (
                called(scenario.enterprises, Lang::Zh),
                called(scenario.enterprises, Lang::En),
            );
            Some(Text::new(zh, en))
        };
        found.push(Named {
            cause: Cause::Facts,
            name: "enterprises".to_owned(),
            label: Text::new("企业", "Enterprises"),
            values: scenarios.iter().map(names).collect(),
        });
        return found;
    }
    for (at, enterprise) in first.enterprises.iter().enumerate() {
        let each: Vec<(&Rulebook, &Enterprise)> = scenarios
            .iter()
            .zip(laws)
            .filter_map(|(s, law)| Some((&law.book, s.enterprises.get(at)?)))
            .collect();
        let mut of_one = facts_of_one(&each);
        if first.is_group() {
            let name = enterprise
                .name
                .clone()
                .unwrap_or_else(|| format!("{}", at + 1));
            for named in &mut of_one {
                named.name = format!("{}:{}", at + 1, named.name);
                named.label = Text::new(
                    format!("{name}：{}", named.label.zh),
                    format!("{name}: {}", named.label.en),
                );
            }
        }
        found.extend(of_one);
    }
    found
}

/// The names of enterprises within a line.
fn called(enterprises: &[Enterprise], lang: Lang) -> String {
    let nameless = match lang {
        Lang::Zh => "未命名企业",
        Lang::En => "unnamed",
    };
    let names = enterprises
        .iter()
        .map(|e| e.name.as_deref().unwrap_or(nameless));
    let names: Vec<&str> = names.collect();
    names.join(match lang {
        Lang::Zh => "、",
        Lang::En => ", ",
    })
}

/// Facts and rows in rulebook order, those of later rulebooks behind; the same ones are left out by
/// the caller.
fn facts_of_one(each: &[(&Rulebook, &Enterprise)]) -> Vec<Named> {
    let mut found = Vec::new();
    let mut seen: Vec<&str> = Vec::new();
    for (at, (book, _)) in each.iter().enumerate() {
        let news = each
            .iter()
            .take(at)
            .all(|(known, _)| !same_questions(known, book));
        if !news {
            continue;
        }
        for (id, group) in book.groups.iter() {
            if !seen.contains(&group.id.as_str()) {
                found.push(rows_of(book, id, each));
                seen.push(&group.id);
            }
        }
        let earlier = each.get(..at).unwrap_or_default();
        for slot in book.fact_slots.ids() {
            let name = book.slot_name(slot);
            if earlier
                .iter()
                .all(|(known, _)| slot_by_name(known, &name).is_none())
            {
                found.extend(fact_of(book, slot, name, each));
            }
        }
    }
    found
}

fn rows_of(book: &Rulebook, id: GroupId, each: &[(&Rulebook, &Enterprise)]) -> Named {
    let group = &book.groups[id];
    let rows = |(book, enterprise): &(&Rulebook, &Enterprise)| {
        let Some(rulebook::Named::Group(id)) = book.names.get(&group.id) else {
            return None;
        };
        let rows = enterprise.rows(*id)?;
        Some(Text::new(format!("{rows} 行"), format!("{rows} rows")))
    };
    Named {
        cause: Cause::Facts,
        name: group.id.clone(),
        label: group.label.clone(),
        values: each.iter().map(rows).collect(),
    }
}

fn fact_of(
    book: &Rulebook,
    slot: FactSlotId,
    name: String,
    each: &[(&Rulebook, &Enterprise)],
) -> Option<Named> {
    let value = |(book, enterprise): &(&Rulebook, &Enterprise)| {
        let slot = slot_by_name(book, &name)?;
        let (cell, fact) = (enterprise.fact(slot)?, book.fact_slots[slot].fact);
        let show = |lang| show_fact_with_unit(book, fact, cell, lang);
        Some(Text::new(show(Lang::Zh), show(Lang::En)))
    };
    let values: Vec<Option<Text>> = each.iter().map(value).collect();
    // Most facts are the same in all, and hundreds of rows are never stated.
    if values.iter().all(|value| Some(value) == values.first()) {
        return None;
    }
    Some(Named {
        cause: Cause::Facts,
        label: slot_label(book, slot),
        name,
        values,
    })
}

/// A fact's label, with its row.
pub(super) fn slot_label(book: &Rulebook, slot: FactSlotId) -> Text {
    let declared = book.fact_slots[slot];
    let fact = &book.facts[declared.fact];
    match (declared.row, fact.group) {
        (Some(row), Some(group)) => {
            let group = &book.groups[group].label;
            Text::new(
                format!("{}（{} {}）", fact.label.zh, group.zh, row + 1),
                format!("{} ({} {})", fact.label.en, group.en, row + 1),
            )
        }
        _ => fact.label.clone(),
    }
}

/// Changes by what they change, each once.
fn changes(scenarios: &[Scenario<'_>]) -> Vec<Named> {
    let mut found: Vec<Named> = Vec::new();
    for scenario in scenarios {
        let book = scenario.engine.rulebook();
        for change in &scenario.patches.changes {
            let name = target(change);
            if found.iter().any(|named| named.name == name) {
                continue;
            }
            let values = scenarios.iter().map(|other| setting(other, change));
            found.push(Named {
                cause: Cause::of(book, change),
                label: label_of(book, change),
                values: values.collect(),
                name,
            });
        }
    }
    found
}

/// What a change changes: a parameter (from a day on), or a lever.
pub(super) fn target(change: &Change) -> String {
    match change {
        Change::Off { lever } => format!("-{lever}"),
        Change::Reform(reform) => format!("reform {}", reform.id.value),
        Change::Set {
            parameter,
            from: Some(day),
            ..
        } => format!("{parameter}@{day}"),
        Change::Set {
            parameter,
            from: None,
            ..
        } => parameter.clone(),
    }
}

/// The label of what a change changes.
pub(super) fn label_of(book: &Rulebook, change: &Change) -> Text {
    let id = match change {
        Change::Off { lever } => lever,
        Change::Set { parameter, .. } => parameter,
        Change::Reform(reform) => return reform.title.clone(),
    };
    let label = match book.names.get(id) {
        Some(rulebook::Named::Lever(id)) => book.levers[*id].title.clone(),
        Some(rulebook::Named::Parameter(id)) => book.parameters[*id].label.clone(),
        _ => Text::new(id.clone(), id.clone()),
    };
    match change {
        Change::Set {
            from: Some(day), ..
        } => Text::new(
            format!("{}（{day} 起）", label.zh),
            format!("{} (from {day})", label.en),
        ),
        _ => label,
    }
}

/// What a change is about, and what it says, for people.
pub fn change_label(book: &Rulebook, change: &Change) -> (Text, Text) {
    let value = match change {
        Change::Off { .. } => Text::new("关闭", "off"),
        Change::Reform(_) => Text::new("实行", "laid on"),
        Change::Set {
            parameter, value, ..
        } => value_of(book, parameter, value),
    };
    (label_of(book, change), value)
}

/// What a scenario sets a change's target to: the last word counts.
fn setting(scenario: &Scenario<'_>, asked: &Change) -> Option<Text> {
    let Patches { changes } = &scenario.patches;
    let name = target(asked);
    let change = changes.iter().rev().find(|change| target(change) == name);
    let book = scenario.engine.rulebook();
    match (change, asked) {
        (Some(Change::Off { .. }), _) => Some(Text::new("关闭", "off")),
        (
            Some(Change::Set {
                parameter, value, ..
            }),
            _,
        ) => Some(value_of(book, parameter, value)),
        (None, Change::Set { parameter, .. }) => default_reading(book, parameter),
        (None, Change::Off { .. }) => Some(Text::new("实行", "on")),
        (Some(Change::Reform(_)), _) => Some(Text::new("实行", "laid on")),
        (None, Change::Reform(_)) => Some(Text::new("不实行", "not laid on")),
    }
}

/// A value as people read it: the label of a reading, a number with its unit.
fn value_of(book: &Rulebook, parameter: &str, value: &str) -> Text {
    let plain = Text::new(value, value);
    let Some(rulebook::Named::Parameter(id)) = book.names.get(parameter) else {
        return plain;
    };
    match &book.parameters[*id].shape {
        Shape::Reading(options) => {
            let option = options.iter().find(|option| option.id == value);
            option.map_or(plain, |option| option.label.clone())
        }
        Shape::Number(measure) if !value.ends_with(measure.text.as_str()) => {
            let space = if measure.text == "%" { "" } else { " " };
            let text = format!("{value}{space}{}", measure.text);
            Text::new(text.clone(), text)
        }
        _ => plain,
    }
}

/// The reading that holds where none is chosen.
fn default_reading(book: &Rulebook, parameter: &str) -> Option<Text> {
    let Some(rulebook::Named::Parameter(id)) = book.names.get(parameter) else {
        return None;
    };
    let parameter = &book.parameters[*id];
    match (&parameter.shape, &parameter.history.opens) {
        (Shape::Reading(options), crate::check::history::Law::Option(at)) => {
            let option = options.get(usize::try_from(*at).ok()?)?;
            Some(option.label.clone())
        }
        _ => None,
    }
}
