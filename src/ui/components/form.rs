//! The enterprise: its facts in the sections of the rulebook.

use std::rc::Rc;

use yew::prelude::*;

use super::fact_field::FactField;
use super::group_rows::GroupRows;
use crate::check::rulebook::{FactId, GroupId, SectionId};
use crate::ui::compute::Outcome;
use crate::ui::dom;
use crate::ui::inputs::Inputs;
use crate::ui::store::{Frame, Shared, use_frame};
use crate::ui::text::Key;

/// Props of [`EnterpriseForm`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What is entered.
    pub form: Shared<Inputs>,
    /// What is wrong with it.
    pub outcome: Shared<Outcome>,
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
    let of_section = |fact: &FactId| {
        let fact = &book.facts[*fact];
        fact.group.is_none() && fact.section == Some(id)
    };
    let facts: Vec<FactId> = book.facts.ids().filter(of_section).collect();
    let groups: Vec<GroupId> = book
        .groups
        .iter()
        .filter(|(_, group)| group.section == Some(id))
        .map(|(group, _)| group)
        .collect();
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
    let fields = facts.iter().map(|fact| {
        let slot = book.slot(*fact, 0);
        html! {
            <FactField key={book.facts[*fact].id.clone()} {slot} text={AttrValue::from(form.text(slot))}
                problem={props.outcome.problems.get(&slot).cloned()}
                note={AttrValue::from(Rc::clone(&form.note(&book.facts[*fact].id)))} />
        }
    });
    let all = (facts.len() + groups.len()).to_string();
    html! {
        <details class="section" open={dom::window_width() >= 900} key={book.sections[id].id.clone()}>
            <summary>
                <span class="section-name" role="heading" aria-level="3">{ frame.text(&book.sections[id].label) }</span>
                <span class="section-state">
                    if problems > 0 {
                        <span class="problem-count">{ frame.fill(Key::Problems, &[&problems.to_string()]) }</span>
                    }
                    { frame.fill(Key::FilledOf, &[&stated.to_string(), &all]) }
                </span>
            </summary>
            { for fields }
            { for groups.iter().map(|group| html! {
                <GroupRows key={book.groups[*group].id.clone()} group={*group} form={props.form.clone()}
                    outcome={props.outcome.clone()} />
            }) }
        </details>
    }
}
