//! One policy: whether it applies, why, what it moves, and where it stands.

use yew::prelude::*;

use super::fold::use_fold;
use super::ways::WaysIn;
use crate::base::{Decimal, Text};
use crate::check::rulebook::{LeverId, Nature};
use crate::program::AmountRef;
use crate::scenario::Assessment;
use crate::scenario::alone::alone;
use crate::scenario::assessment::{ConditionLine, Effect, LeverLine, LeverStatus};
use crate::ui::compute::Outcome;
use crate::ui::format;
use crate::ui::state::Action;
use crate::ui::store::{FIRST_CITES, Frame, Shared, use_frame};
use crate::ui::text::Key;

/// Props of [`LeverRow`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What the result says about it.
    pub line: LeverLine,
    /// Left out by the user.
    pub off: bool,
}

/// A line that unfolds.
#[component]
pub fn LeverRow(props: &Props) -> Html {
    let frame = use_frame();
    let (open, toggle) = use_fold();
    let line = &props.line;
    let lever = &frame.book().levers[line.lever];
    html! {
        <li class="lever">
            <div class="lever-line">
                <span class="lever-title">{ frame.text(&lever.title) }</span>
                { effect(&frame, line.effect, props.off) }
            </div>
            { reason(&frame, line, props.off) }
            <details class="lever-more" {open}>
                <summary onclick={toggle}><span>{ frame.say(Key::Details) }</span>
                    <span class="unseen">{ frame.text(&lever.title) }</span>
                    <span class="cite">{ frame.first_cites(&lever.cite) }</span></summary>
                if open {
                    <About line={line.clone()} off={props.off} />
                }
            </details>
        </li>
    }
}

fn effect(frame: &Frame, effect: Effect, off: bool) -> Html {
    if off {
        return html! { <span class="lever-effect quiet">{ frame.say(Key::LeverIsOff) }</span> };
    }
    let Some(value) = effect.value() else {
        return html! { <span class="lever-effect open">{ frame.say(Key::EffectOpen) }</span> };
    };
    if value.is_zero() {
        return html! { <span class="lever-effect quiet">{ "—" }</span> };
    }
    let class = if value < Decimal::ZERO {
        "less"
    } else {
        "more"
    };
    html! {
        <span class={classes!("lever-effect", class)}>
            <span class="unseen">{ frame.say(Key::Effect) }</span>
            { format::signed(value) }{ " " }{ frame.say(Key::Yuan) }
            if matches!(effect, Effect::Partial(_)) {
                <small>{ frame.say(Key::EffectPartial) }</small>
            }
        </span>
    }
}

/// Why it does not apply, or what it waits for: the part a reader must not have to unfold.
fn reason(frame: &Frame, line: &LeverLine, off: bool) -> Html {
    if off {
        return Html::default();
    }
    match line.status {
        LeverStatus::Applies => Html::default(),
        LeverStatus::DoesNotApply => {
            let failing = line
                .conditions
                .iter()
                .filter(|condition| condition.holds == Some(false));
            html! { <ul class="reasons">{ for failing.map(|one| failing_condition(frame, one)) }</ul> }
        }
        LeverStatus::NeedsFacts => html! {
            <p class="reasons">
                { frame.say(Key::Supply) }
                { for frame.once_each(&line.missing).into_iter().map(|(slot, label)| html! {
                    <button type="button" class="chip" onclick={frame.focus_fact(slot)}>{ label }</button>
                }) }
            </p>
        },
        LeverStatus::AmountOpen => hint(frame.say(Key::AmountOpenHint)),
        LeverStatus::NotSettled => hint(frame.say(Key::NotSettledHint)),
        LeverStatus::NotCovered => hint(frame.say(Key::NotCoveredHint)),
        LeverStatus::NotInForce => hint(&spans(frame, line)),
    }
}

fn hint(words: &str) -> Html {
    html! { <p class="reasons">{ words }</p> }
}

/// When it is in force.
pub fn spans(frame: &Frame, line: &LeverLine) -> String {
    let one = |(from, to): &(crate::base::Date, Option<crate::base::Date>)| {
        let (start, open) = (from.to_string(), *from == crate::base::Date::BEGINNING);
        match to {
            Some(to) if open => frame.fill(Key::InForceTo, &[&to.to_string()]),
            Some(to) => frame.fill(Key::InForceFromTo, &[&start, &to.to_string()]),
            None => frame.fill(Key::InForceFrom, &[&start]),
        }
    };
    crate::ui::text::list(line.in_force.iter().map(one), frame.lang)
}

/// A failing condition and by how much it fails.
fn failing_condition(frame: &Frame, condition: &ConditionLine) -> Html {
    html! {
        <li>
            <span>{ frame.text(&condition.label) }</span>
            { for condition.gaps.iter().map(|gap| html! { <span class="gap">{ gap_words(frame, gap) }</span> }) }
        </li>
    }
}

/// How far a comparison fails.
pub fn gap_words(frame: &Frame, gap: &crate::scenario::assessment::Gap) -> String {
    let (actual, needed) = (frame.text(&gap.actual), frame.text(&gap.needed));
    // A strict comparison can fail by nothing.
    let far = gap.distance.as_ref();
    match far.filter(|far| !far.starts_with("0 ") && *far != "0") {
        Some(distance) => frame.fill(Key::GapBy, &[actual, needed, distance]),
        None => frame.fill(Key::GapIs, &[actual, needed]),
    }
}

/// What is drawn only while it is looked at: terms, conditions, the way in, the amounts it touches.
#[component]
fn About(props: &Props) -> Html {
    let frame = use_frame();
    let frame = &frame;
    let outcome = use_context::<Shared<Outcome>>();
    let (line, lever) = (&props.line, &frame.book().levers[props.line.lever]);
    let assessment = outcome
        .as_ref()
        .and_then(|outcome| outcome.assessment.as_ref().ok());
    let amounts = assessment.map_or_else(Vec::new, |result| touched(frame, result, line.lever));
    let row = |key: Key, text: Option<&Text>| match text {
        Some(text) => html! { <><dt>{ frame.say(key) }</dt><dd>{ frame.text(text) }</dd></> },
        None => Html::default(),
    };
    let alone = line.stand_alone.value().filter(|value| !value.is_zero());
    html! {
        <>
            <dl class="about-lever">
                { row(Key::Qualifies, lever.qualifies.as_ref()) }
                { row(Key::Office, lever.office.as_ref()) }
                { row(Key::Apply, lever.apply.as_ref()) }
                { row(Key::NoteLabel, lever.note.as_ref()) }
                if line.status != LeverStatus::NotInForce {
                    <dt>{ frame.say(Key::InForceLabel) }</dt><dd>{ spans(frame, line) }</dd>
                }
                if lever.cite.len() > FIRST_CITES {
                    <dt>{ frame.say(Key::Clause) }</dt><dd>{ frame.cites(&lever.cite) }</dd>
                }
            </dl>
            if !line.conditions.is_empty() {
                <h4>{ frame.say(Key::Conditions) }</h4>
                <ul class="conditions">{ for line.conditions.iter().map(|one| condition(frame, one)) }</ul>
            }
            if line.status == LeverStatus::DoesNotApply && lever.nature == Nature::Support {
                <WaysIn lever={line.lever} />
            }
            if let Some(value) = alone {
                <p>{ frame.fill(Key::StandAlone, &[&format!("{} {}", format::signed(value.neg()), frame.say(Key::Yuan))]) }</p>
            }
            if !amounts.is_empty() {
                <h4>{ frame.say(Key::OwnAmounts) }</h4>
                <p class="own-amounts">
                    { for amounts.iter().map(|of| html! {
                        <a class="chip" href={frame.amount_href(*of)}>{ frame.amount_label(*of) }</a>
                    }) }
                </p>
            }
            <button type="button" class="quiet" onclick={frame.on(Action::SwitchLever(line.lever))}>
                { frame.say(if props.off { Key::LeverOn } else { Key::LeverOff }) }
            </button>
        </>
    }
}

/// The amounts that exist of those a policy is about.
fn touched(frame: &Frame, assessment: &Assessment, id: LeverId) -> Vec<AmountRef> {
    let about = alone(frame.book(), id).amounts;
    let lines = assessment.amounts.iter().filter(|line| line.present);
    lines
        .filter(|line| about.contains(&line.of.amount))
        .map(|line| line.of)
        .collect()
}

fn condition(frame: &Frame, line: &ConditionLine) -> Html {
    let (class, key) = match line.holds {
        Some(true) => ("holds", Key::Holds),
        Some(false) => ("fails", Key::Fails),
        None => ("undecided", Key::Undecided),
    };
    html! {
        <li {class}>
            <span class="verdict">{ frame.say(key) }</span>
            <span>{ frame.text(&line.label) }
                <span class="cite">{ frame.cites(&line.cite) }</span>
            </span>
            { for frame.once_each(&line.missing).into_iter().map(|(slot, label)| html! {
                    <button type="button" class="chip" onclick={frame.focus_fact(slot)}>{ label }</button>
                }) }
        </li>
    }
}
