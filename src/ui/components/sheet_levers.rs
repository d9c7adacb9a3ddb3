//! On the sheet: which policies apply, which do not and why, which wait for facts.

use yew::prelude::*;

use super::lever::{gap_words, spans};
use crate::scenario::Assessment;
use crate::scenario::assessment::{LeverLine, LeverStatus};
use crate::ui::format;
use crate::ui::store::{Frame, Shared, use_frame};
use crate::ui::text::{Key, bracketed, list};
use crate::ui::words;

/// Props of [`SheetLevers`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The result.
    pub assessment: Shared<Assessment>,
}

/// A table of all policies in the order of their status.
#[component]
pub fn SheetLevers(props: &Props) -> Html {
    let frame = use_frame();
    let lines = words::LEVER_ORDER.iter().flat_map(|status| {
        props
            .assessment
            .levers
            .iter()
            .filter(move |line| line.status == *status)
    });
    html! {
        <section><h3>{ frame.say(Key::SheetLevers) }</h3>
            <div class="scroll" tabindex="0" role="group" aria-label={frame.say(Key::SheetLevers)}>
            <table class="sheet-levers">
                <thead><tr>
                    <th scope="col">{ frame.say(Key::ColumnPolicy) }</th>
                    <th scope="col">{ frame.say(Key::ColumnResult) }</th>
                    <th scope="col">{ frame.say(Key::SheetWhy) }</th>
                    <th scope="col">{ frame.say(Key::ColumnClause) }</th>
                </tr></thead>
                <tbody>{ for lines.map(|line| one(&frame, line)) }</tbody>
            </table>
            </div>
        </section>
    }
}

fn one(frame: &Frame, line: &LeverLine) -> Html {
    let lever = &frame.book().levers[line.lever];
    html! {
        <tr>
            <th scope="row">{ frame.text(&lever.title) }</th>
            <td><span class={classes!("status", words::lever_class(line.status))}>
                { frame.say(words::lever_status(line.status)) }</span></td>
            <td>{ why(frame, line) }</td>
            <td class="clauses">{ frame.cites(&lever.cite) }</td>
        </tr>
    }
}

fn why(frame: &Frame, line: &LeverLine) -> String {
    let effect = match line.effect.value() {
        None => frame.say(Key::EffectOpen).to_owned(),
        Some(value) if value.is_zero() => String::new(),
        Some(value) => format!(
            "{} {} {}",
            frame.say(Key::Effect),
            format::signed(value),
            frame.say(Key::Yuan)
        ),
    };
    match line.status {
        LeverStatus::Applies => effect,
        LeverStatus::DoesNotApply => {
            let failing = line
                .conditions
                .iter()
                .filter(|condition| condition.holds == Some(false));
            let words = failing.map(|condition| {
                let mut text = frame.text(&condition.label).to_owned();
                for gap in &condition.gaps {
                    text = bracketed(&text, &gap_words(frame, gap), frame.lang);
                }
                text
            });
            list(words, frame.lang)
        }
        LeverStatus::NeedsFacts => {
            let facts = frame
                .once_each(&line.missing)
                .into_iter()
                .map(|(_, label)| label);
            format!("{}{}", frame.say(Key::Supply), list(facts, frame.lang))
        }
        LeverStatus::AmountOpen => frame.say(Key::AmountOpenHint).to_owned(),
        LeverStatus::NotInForce => spans(frame, line),
        LeverStatus::NotSettled => frame.say(Key::NotSettledHint).to_owned(),
        LeverStatus::NotCovered => frame.say(Key::NotCoveredHint).to_owned(),
    }
}
