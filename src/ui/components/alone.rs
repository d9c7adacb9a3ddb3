//! One lever by itself: whether it applies, its amounts, and only the facts it rests on.

use std::collections::BTreeSet;
use std::rc::Rc;

use yew::prelude::*;

use super::amounts::status;
use super::form::EnterpriseForm;
use super::lever::LeverRow;
use super::period_chooser::PeriodChooser;
use crate::base::Decimal;
use crate::check::rulebook::{AmountId, LeverId, Named};
use crate::scenario::alone::alone;
use crate::scenario::assessment::{AmountLine, LeverLine};
use crate::ui::compute::Outcome;
use crate::ui::format;
use crate::ui::state::State;
use crate::ui::store::{Frame, Shared, use_frame};
use crate::ui::text::Key;
use crate::ui::words;

/// Props of [`AloneLever`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The state.
    pub state: Shared<State>,
    /// Its id, as the address has it.
    pub id: AttrValue,
}

/// The page of one lever.
#[component]
pub fn AloneLever(props: &Props) -> Html {
    let frame = use_frame();
    let Some(Named::Lever(lever)) = frame.book().names.get(props.id.as_str()) else {
        return html! {
            <section class="panel trouble" role="alert">
                <h2 id="result" tabindex="-1">{ frame.fill(Key::NoSuchLever, &[&props.id]) }</h2>
                <p><a class="stand" href="#/assess">{ frame.say(Key::AloneWhole) }</a></p>
            </section>
        };
    };
    let state = &props.state;
    let outcome = Shared(Rc::clone(&state.outcome));
    let only = Rc::new(alone(frame.book(), *lever));
    html! {
        <>
            <div class="controls">
                <PeriodChooser form={state.inputs.period} problem={state.outcome.period_problem} />
            </div>
            <div class="columns alone">
                <div class="column-form">
                    <EnterpriseForm form={Shared(Rc::clone(&state.inputs))} {outcome} only={Rc::clone(&only)} />
                </div>
                <div class="column-result">{ about(&frame, state, *lever, &only.amounts) }</div>
            </div>
        </>
    }
}

fn about(frame: &Frame, state: &State, id: LeverId, amounts: &BTreeSet<AmountId>) -> Html {
    let Ok(assessment) = &state.outcome.assessment else {
        return Html::default();
    };
    let lines = || {
        let present = assessment.amounts.iter().filter(|line| line.present);
        present.filter(|line| amounts.contains(&line.of.amount))
    };
    let found = assessment.levers.iter().find(|line| line.lever == id);
    let row = found.map(|line| {
        // By itself it is worth what it changes with everything else as it is; its step in the order of all
        // levers says nothing where the others are not seen.
        let line = LeverLine {
            effect: line.stand_alone,
            ..line.clone()
        };
        html! {
            <ContextProvider<Shared<Outcome>> context={Shared(Rc::clone(&state.outcome))}>
                <LeverRow {line} off={state.inputs.assumptions.off.contains(&id)} />
            </ContextProvider<Shared<Outcome>>>
        }
    });
    html! {
        <section class="panel levers" aria-labelledby="result">
            <h2 id="result" tabindex="-1">{ frame.text(&frame.book().levers[id].title) }</h2>
            if let Some(line) = found {
                <h3 class={words::lever_class(line.status)}>{ frame.say(words::lever_status(line.status)) }</h3>
            }
            <ul>{ row.unwrap_or_default() }</ul>
            if lines().next().is_some() {
                <div class="scroll" tabindex="0" role="group" aria-label={frame.say(Key::AloneAmounts)}>
                <table>
                    <caption>{ frame.say(Key::AloneAmounts) }</caption>
                    <thead><tr>
                        <th scope="col">{ frame.say(Key::ColumnItem) }</th>
                        <th scope="col" class="num">{ frame.say(Key::ColumnBefore) }</th>
                        <th scope="col" class="num">{ frame.say(Key::ColumnAfter) }</th>
                    </tr></thead>
                    <tbody>{ for lines().map(|line| amount(frame, line)) }</tbody>
                </table>
                </div>
            }
            if frame.embedding.is_none() {
                <p><a class="stand" href="#/assess">{ frame.say(Key::AloneWhole) }</a></p>
            }
        </section>
    }
}

fn amount(frame: &Frame, line: &AmountLine) -> Html {
    let amount = &frame.book().amounts[line.of.amount];
    let unit = amount.measure.text.as_str();
    let shown = |value: Decimal| match unit {
        "元" => format::money(value),
        _ => format!("{} {unit}", format::trimmed(value)),
    };
    let dash = || "—".to_owned();
    html! {
        <tr key={frame.calculator().amount_name(line.of)}>
            <th scope="row"><a href={frame.amount_href(line.of)}>{ frame.amount_label(line.of) }</a></th>
            <td class="num">{ line.baseline.map_or_else(dash, shown) }</td>
            <td class="num">
                if let Some(value) = line.value {
                    { shown(value) }
                } else {
                    { status(frame, line.status) }
                }
            </td>
        </tr>
    }
}
