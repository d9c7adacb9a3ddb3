//! The enterprise: its facts in the sections of the rulebook.

use std::rc::Rc;

use yew::prelude::*;

use super::fact_field::FactField;
use super::group_rows::GroupRows;
use crate::check::Rulebook;
use crate::check::rulebook::{FactId, FactSlotId, GroupId, SectionId};
use crate::scenario::alone::Alone;
use crate::scenario::assessment::Relevance;
use crate::ui::compute::Outcome;
use crate::ui::dom;
use crate::ui::inputs::{Form, Inputs};
use crate::ui::store::{Frame, Shared, use_frame};
use crate::ui::text::Key;

/// Props of [`EnterpriseForm`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What is entered.
    pub form: Shared<Inputs>,
    /// What is wrong with it.
    pub outcome: Shared<Outcome>,
    /// The lever that is shown by itself; the form then asks only for what it rests on.
    #[prop_or_default]
    pub only: Option<Rc<Alone>>,
}

/// The form, section by section.
#[component]
pub fn EnterpriseForm(props: &Props) -> Html {
    let frame = use_frame();
    let sections = frame.book().sections.ids();
    html! {
        <section class="panel form" aria-labelledby="form">
            <h2 id="form" tabindex="-1">{ frame.say(Key::Enterprise) }</h2>
            { for sections.map(|section| one_section(&frame, props, section)) }
        </section>
    }
}

fn one_section(frame: &Frame, props: &Props, id: SectionId) -> Html {
    let book = frame.book();
    let form = &props.form.form;
    let (facts, groups) = asked_in(book, props.only.as_deref(), id);
    if facts.is_empty() && groups.is_empty() {
        return Html::default();
    }
    let stated = facts
        .iter()
        .filter(|fact| form.texts.contains_key(&book.slot(**fact, 0)))
        .count()
        + groups
            .iter()
            .filter(|group| form.rows.contains_key(group))
            .count();
    let problems = props.outcome.problems.keys().filter(|slot| {
        let fact = &book.facts[book.fact_slots[**slot].fact];
        let section = fact
            .group
            .map_or(fact.section, |group| book.groups[group].section);
        section == Some(id)
    });
    let problems = problems.count();
    let matters = Matters {
        form,
        outcome: &props.outcome,
    };
    let (facts_asked, facts_idle): (Vec<FactId>, Vec<FactId>) = facts
        .iter()
        .partition(|fact| matters.fact(book.slot(**fact, 0)));
    let (groups_asked, groups_idle): (Vec<GroupId>, Vec<GroupId>) =
        groups.iter().partition(|group| matters.group(**group));
    let idle = facts_idle.len() + groups_idle.len();
    let field = |fact: FactId| {
        let slot = book.slot(fact, 0);
        html! {
            <FactField key={book.facts[fact].id.clone()} {slot} text={AttrValue::from(form.text(slot))}
                problem={props.outcome.problems.get(&slot).cloned()} reckoned={reckoned(frame, props, fact)}
                note={AttrValue::from(Rc::clone(&form.note(&book.facts[fact].id)))} />
        }
    };
    let rows = |group: GroupId| {
        html! {
            <GroupRows key={book.groups[group].id.clone()} {group} form={props.form.clone()}
                outcome={props.outcome.clone()} />
        }
    };
    let asked = facts_asked.len() + groups_asked.len();
    let all = (facts.len() + groups.len()).to_string();
    // In one column the form stands above the result: its sections are opened one by one.
    let wide = if frame.elder { 1400 } else { 900 };
    html! {
        <details class="section" open={asked > 0 && dom::window_width() >= wide} key={book.sections[id].id.clone()}>
            <summary>
                <span class="section-name" role="heading" aria-level="3">{ frame.text(&book.sections[id].label) }</span>
                <span class="section-state">
                    if problems > 0 {
                        <span class="problem-count">{ frame.fill(Key::Problems, &[&problems.to_string()]) }</span>
                    }
                    { frame.fill(Key::FilledOf, &[&stated.to_string(), &all]) }
                </span>
            </summary>
            { for facts_asked.into_iter().map(field) }
            { for groups_asked.into_iter().map(rows) }
            if idle > 0 {
                <details class="idle">
                    <summary>{ frame.fill(Key::Idle, &[&idle.to_string()]) }</summary>
                    { for facts_idle.into_iter().map(field) }
                    { for groups_idle.into_iter().map(rows) }
                </details>
            }
        </details>
    }
}

/// The facts and groups of a section; of one lever by itself, only those it rests on.
fn asked_in(book: &Rulebook, only: Option<&Alone>, id: SectionId) -> (Vec<FactId>, Vec<GroupId>) {
    let facts = book.facts.iter().filter(|(id_of, fact)| {
        let wanted = only.is_none_or(|only| only.facts.contains(id_of));
        fact.group.is_none() && fact.section == Some(id) && wanted
    });
    let groups = book.groups.iter().filter(|(id_of, group)| {
        let wanted = only.is_none_or(|only| only.groups.contains(id_of));
        group.section == Some(id) && wanted
    });
    (
        facts.map(|(fact, _)| fact).collect(),
        groups.map(|(group, _)| group).collect(),
    )
}

/// What an amount reckons a choice to be, and where that is explained.
fn reckoned(frame: &Frame, props: &Props, id: FactId) -> Option<(AttrValue, AttrValue)> {
    let book = frame.book();
    let by = book.facts[id].computed_by?;
    let assessment = props.outcome.assessment.as_ref().ok()?;
    let line = assessment
        .amounts
        .iter()
        .find(|line| line.of.amount == by)?;
    let option = book.reckoned(by, line.value?.to_rational()?)?;
    Some((frame.attr(option), frame.amount_href(line.of).into()))
}

/// What is asked: what can matter as things stand, and whatever is stated or wrong.
struct Matters<'a> {
    form: &'a Form,
    outcome: &'a Outcome,
}

impl Matters<'_> {
    fn fact(&self, slot: FactSlotId) -> bool {
        let stated =
            self.form.texts.contains_key(&slot) || self.outcome.problems.contains_key(&slot);
        stated || self.relevance(|relevance| relevance.facts.contains(&slot))
    }

    fn group(&self, group: GroupId) -> bool {
        let stated = self.form.rows.contains_key(&group);
        stated || self.relevance(|relevance| relevance.groups.contains(&group))
    }

    /// Where nothing could be assessed, everything may matter.
    fn relevance(&self, holds: impl Fn(&Relevance) -> bool) -> bool {
        self.outcome
            .assessment
            .as_ref()
            .map_or(true, |assessment| holds(&assessment.relevance))
    }
}
