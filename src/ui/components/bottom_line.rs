//! What it comes to: policy-related cost before and after, and the difference.

use yew::prelude::*;

use crate::base::{Decimal, Lang};
use crate::program::AmountRef;
use crate::scenario::Assessment;
use crate::ui::format;
use crate::ui::share::Share;
use crate::ui::state::{Action, Per, State};
use crate::ui::store::{Frame, Shared, use_frame};
use crate::ui::text::{Key, list};

/// Props of [`BottomLine`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The state.
    pub state: Shared<State>,
}

/// The strip with the three figures.
#[component]
pub fn BottomLine(props: &Props) -> Html {
    let frame = use_frame();
    let state = &props.state;
    let Ok(assessment) = &state.outcome.assessment else {
        return Html::default();
    };
    let totals = &assessment.totals;
    let share = Share::of(state);
    let nothing = !totals.complete && totals.baseline.is_zero() && totals.cost.is_zero();
    let rising = totals.saving < Decimal::ZERO;
    let (word, class) = if totals.saving.is_zero() && !nothing {
        (Key::NoChange, "figure-change")
    } else if rising {
        (Key::Burden, "figure-change more")
    } else {
        (Key::Saving, "figure-change less")
    };
    let change = if rising {
        totals.saving.neg()
    } else {
        totals.saving
    };
    let period = format::period(assessment.period, frame.lang);
    // With members known on one side only, the three figures are no equation.
    let adds_up = !nothing && totals.baseline.sub(totals.saving) == Some(totals.cost);
    // Before anything is stated there is no figure to show, not even zero.
    let shown = |value: Decimal| (!nothing).then_some(value);
    let sign = |sign: &'static str| if adds_up { sign } else { "·" };
    html! {
        <section class="bottom-line" aria-labelledby="result">
            <div class="bottom-head">
                <h2 id="result" tabindex="-1">
                    { frame.say(Key::BottomLine) }
                    <span class="of">{ frame.fill(Key::BottomLineOf, &[&state.inputs.name, &period]) }</span>
                </h2>
                <PerChooser per={state.per} />
            </div>
            if let Some(problem) = share.problem(state) {
                <p class="problem">{ problem }</p>
            }
            <dl class="figures">
                { figure(&frame, Key::Before, Key::BeforeHint, "figure-before", shown(totals.baseline), &share) }
                <span class="sign" aria-hidden="true">{ sign(if rising { "+" } else { "−" }) }</span>
                { figure(&frame, word, Key::SavingHint, class, shown(change), &share) }
                <span class="sign" aria-hidden="true">{ sign("=") }</span>
                { figure(&frame, Key::After, Key::AfterHint, "figure-after", shown(totals.cost), &share) }
            </dl>
            { completeness(&frame, assessment) }
        </section>
    }
}

fn figure(
    frame: &Frame,
    key: Key,
    hint: Key,
    class: &'static str,
    value: Option<Decimal>,
    share: &Share,
) -> Html {
    let Some(value) = value.and_then(|value| share.apply(value)) else {
        return html! {
            <div class={classes!("figure", class)}><dt>{ frame.say(key) }</dt><dd>{ "—" }</dd></div>
        };
    };
    let (figure, unit) = format::short(value, frame.lang);
    let exact = format::money(value);
    html! {
        <div class={classes!("figure", class)}>
            <dt title={frame.say(hint)}>{ frame.say(key) }</dt>
            <dd>
                <span class="big">{ &figure }<span class="unit">{ unit }</span></span>
                if figure != exact {
                    <span class="exact">{ exact }{ " " }{ frame.say(Key::Yuan) }</span>
                }
            </dd>
        </div>
    }
}

/// Whether the total is whole, and what is missing from it; what it is made of.
fn completeness(frame: &Frame, assessment: &Assessment) -> Html {
    let totals = &assessment.totals;
    let members = list(
        totals
            .members
            .iter()
            .map(|member| frame.amount_label(member.of)),
        frame.lang,
    );
    let count = totals.members.len().to_string();
    let missing = &totals.undetermined;
    // Of an amount that is undetermined in several rows, only the first is named.
    let rows_of = |of: &AmountRef| missing.iter().filter(|one| one.amount == of.amount).count();
    let first = |of: &&AmountRef| missing.iter().find(|one| one.amount == of.amount) == Some(*of);
    let once: Vec<&AmountRef> = missing.iter().filter(first).collect();
    let label = |of: &AmountRef| {
        if rows_of(of) > 1 {
            frame
                .text(&frame.book().amounts[of.amount].label)
                .to_owned()
        } else {
            frame.amount_label(*of)
        }
    };
    html! {
        <div class="completeness">
            if totals.complete {
                <p class="complete">{ frame.say(Key::Complete) }</p>
            } else {
                <p class="incomplete">
                    <strong>{ frame.fill(Key::Incomplete, &[&once.len().to_string()]) }</strong>
                    { if frame.lang == Lang::Zh { "：" } else { ": " } }
                    { for once.iter().map(|of| html! {
                        <a class="chip" href={frame.amount_href(**of)}>{ label(of) }</a>
                    }) }
                </p>
            }
            if totals.baseline.sub(totals.saving) != Some(totals.cost) {
                <p class="hint">{ frame.say(Key::SavingPartial) }</p>
            }
            <details><summary>{ frame.fill(Key::MembersList, &[&count]) }</summary><p>{ members }</p></details>
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct PerProps {
    per: Per,
}

/// What amounts are divided by.
#[component]
fn PerChooser(props: &PerProps) -> Html {
    let frame = use_frame();
    let choices = [
        (Per::Period, Key::PerPeriod),
        (Per::Month, Key::PerMonth),
        (Per::Head, Key::PerHead),
        (Per::Tonne, Key::PerTonne),
    ];
    html! {
        <div class="segments small" role="group" aria-label={frame.say(Key::PerUnit)}>
            { for choices.iter().map(|(per, key)| html! {
                <button type="button" aria-pressed={if *per == props.per { "true" } else { "false" }}
                    onclick={frame.on(Action::SetPer(*per))}>{ frame.say(*key) }</button>
            }) }
        </div>
    }
}
