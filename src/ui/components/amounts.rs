//! Every amount: in the total and beside it, each a link to how it came about.

use yew::prelude::*;

use crate::base::Decimal;
use crate::check::rulebook::AmountKind;
use crate::program::Status;
use crate::scenario::assessment::AmountLine;
use crate::ui::format;
use crate::ui::share::Share;
use crate::ui::state::{Action, State};
use crate::ui::store::{Frame, Shared, use_frame};
use crate::ui::text::Key;
use crate::ui::words;

/// Props of [`Amounts`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The state.
    pub state: Shared<State>,
}

/// Two tables: what makes the total, and the other figures.
#[component]
pub fn Amounts(props: &Props) -> Html {
    let frame = use_frame();
    let state = &props.state;
    let Ok(assessment) = &state.outcome.assessment else {
        return Html::default();
    };
    let share = Share::of(state);
    let kind = |line: &&AmountLine| frame.book().amounts[line.of.amount].kind;
    let present = || assessment.amounts.iter().filter(|line| line.present);
    let members = present().filter(|line| words::in_total(kind(line)));
    let others = present().filter(|line| {
        let kind = kind(line);
        !words::in_total(kind) && (state.steps_shown || kind != AmountKind::Step)
    });
    let totals = &assessment.totals;
    let toggle = frame.on(Action::ShowSteps(!state.steps_shown));
    html! {
        <section class="panel amounts" aria-labelledby="amounts-title">
            <h2 id="amounts-title">{ frame.say(Key::Amounts) }</h2>
            <p class="hint">{ frame.say(Key::AmountsHint) }</p>
            if let Some(problem) = share.problem(state) {
                <p class="problem">{ problem }</p>
            }
            <div class="scroll" tabindex="0" role="group" aria-labelledby="amounts-title">
            <table>
                <thead><tr>
                    <th scope="col">{ frame.say(Key::ColumnItem) }</th>
                    <th scope="col" class="kind">{ frame.say(Key::ColumnKind) }</th>
                    <th scope="col" class="num before">{ frame.say(Key::ColumnBefore) }</th>
                    <th scope="col" class="num">{ frame.say(Key::ColumnAfter) }</th>
                    <th scope="col" class="num">{ frame.say(Key::ColumnChange) }</th>
                </tr></thead>
                <tbody>{ for members.map(|line| member(&frame, line, &share)) }</tbody>
                <tfoot><tr>
                    <th scope="row">{ frame.say(Key::Total) }</th>
                    <td class="kind"></td>
                    <td class="num before">{ shown(&share, totals.baseline) }</td>
                    <td class="num">{ shown(&share, totals.cost) }</td>
                    <td class="num">{ change(&share, Some(totals.baseline), Some(totals.cost)) }</td>
                </tr></tfoot>
            </table>
            </div>
            <h3 id="other-amounts">{ frame.say(Key::OtherAmounts) }</h3>
            <label class="check">
                <input type="checkbox" checked={state.steps_shown} onchange={toggle} />
                { frame.say(Key::ShowSteps) }
            </label>
            <div class="scroll" tabindex="0" role="group" aria-labelledby="other-amounts">
            <table>
                <thead><tr>
                    <th scope="col">{ frame.say(Key::ColumnItem) }</th>
                    <th scope="col" class="kind">{ frame.say(Key::ColumnKind) }</th>
                    <th scope="col" class="num">{ frame.say(Key::ColumnValue) }</th>
                </tr></thead>
                <tbody>{ for others.map(|line| other(&frame, line, &share)) }</tbody>
            </table>
            </div>
        </section>
    }
}

fn member(frame: &Frame, line: &AmountLine, share: &Share) -> Html {
    let amount = &frame.book().amounts[line.of.amount];
    let subsidy = amount.kind == AmountKind::Subsidy;
    let signed = |value: Option<Decimal>| {
        if subsidy {
            value.map(Decimal::neg)
        } else {
            value
        }
    };
    let (before, after) = (signed(line.baseline), signed(line.value));
    html! {
        <tr key={frame.calculator().amount_name(line.of)}>
            <th scope="row"><a href={frame.amount_href(line.of)}>{ frame.amount_label(line.of) }</a></th>
            <td class="kind">{ frame.say(words::kind(amount.kind)) }</td>
            <td class="num before">{ before.map_or_else(dash, |value| html! { { shown(share, value) } }) }</td>
            <td class="num">{ after.map_or_else(|| status(frame, line.status), |value| html! { { shown(share, value) } }) }</td>
            <td class="num">{ change(share, before, after) }</td>
        </tr>
    }
}

fn other(frame: &Frame, line: &AmountLine, share: &Share) -> Html {
    let amount = &frame.book().amounts[line.of.amount];
    let unit = amount.measure.text.as_str();
    let value = match line.value {
        None => status(frame, line.status),
        Some(value) if unit == "元" => {
            html! { <>{ shown(share, value) }<span class="unit">{ unit }</span></> }
        }
        Some(value) => html! { <>{ format::trimmed(value) }<span class="unit">{ unit }</span></> },
    };
    html! {
        <tr key={frame.calculator().amount_name(line.of)}>
            <th scope="row"><a href={frame.amount_href(line.of)}>{ frame.amount_label(line.of) }</a></th>
            <td class="kind">{ frame.say(words::kind(amount.kind)) }</td>
            <td class="num">{ value }</td>
        </tr>
    }
}

fn shown(share: &Share, value: Decimal) -> String {
    share
        .apply(value)
        .map_or_else(|| "—".to_owned(), format::money)
}

/// The difference of two known values; colored by what it means.
fn change(share: &Share, before: Option<Decimal>, after: Option<Decimal>) -> Html {
    let difference = before
        .zip(after)
        .and_then(|(before, after)| after.sub(before));
    let Some(difference) = difference.filter(|difference| !difference.is_zero()) else {
        return dash();
    };
    let class = if difference < Decimal::ZERO {
        "less"
    } else {
        "more"
    };
    let words = share
        .apply(difference)
        .map_or_else(|| "—".to_owned(), format::signed);
    html! { <span {class}>{ words }</span> }
}

fn dash() -> Html {
    html! { <span class="quiet">{ "—" }</span> }
}

/// Why an amount has no value.
pub fn status(frame: &Frame, status: Status) -> Html {
    html! {
        <span class={classes!("status", words::status_class(status))}>{ frame.say(words::status(status)) }</span>
    }
}
