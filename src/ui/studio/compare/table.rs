//! What differs, and every amount of every scenario.

use yew::prelude::*;

use super::find::Found;
use super::{FoundProps, use_frame};
use crate::base::{Decimal, Text};
use crate::scenario::compare::{Cause, Cell, Comparison, Difference, Line, Total};
use crate::ui::format;
use crate::ui::store::Frame;
use crate::ui::text::compare::CompareKey as Key;
use crate::ui::text::{bracketed, list};
use crate::ui::words;

/// The word for a cause.
pub fn cause(cause: Cause) -> Key {
    match cause {
        Cause::Facts => Key::CauseFacts,
        Cause::LawDate => Key::CauseLawDate,
        Cause::Rulebook => Key::CauseRulebook,
        Cause::Readings => Key::CauseReadings,
        Cause::Figures => Key::CauseFigures,
        Cause::LeversOff => Key::CauseLeversOff,
        Cause::Reforms => Key::CauseReforms,
    }
}

/// Names of the scenarios in the order of the comparison.
pub fn names(found: &Found) -> Vec<String> {
    found
        .prepared
        .set
        .scenarios
        .iter()
        .map(|entry| entry.name.clone())
        .collect()
}

/// What is not the same in all scenarios.
#[component]
pub fn Differs(props: &FoundProps) -> Html {
    let frame = use_frame();
    let found = &props.found;
    let Some(comparison) = &found.comparison else {
        return Html::default();
    };
    if comparison.differs.is_empty() {
        return html! {
            <section class="panel" aria-labelledby="differs-title">
                <h3 id="differs-title">{ frame.say(Key::Differs) }</h3>
                <p>{ frame.say(Key::NothingDiffers) }</p>
            </section>
        };
    }
    let value = |value: &Option<Text>| {
        let words = value
            .as_ref()
            .map_or("—", |value| frame.text(value))
            .to_owned();
        html! { <td>{ words }</td> }
    };
    let rows = comparison.differs.iter().map(|named| {
        html! {
            <tr>
                <th scope="row">{ frame.text(&named.label) }
                    <span class="kind">{ frame.say(cause(named.cause)) }</span></th>
                { for named.values.iter().map(value) }
            </tr>
        }
    });
    html! {
        <section class="panel" aria-labelledby="differs-title">
            <h3 id="differs-title">{ frame.say(Key::Differs) }</h3>
            <div class="scroll" tabindex="0" role="group" aria-labelledby="differs-title">
                <table class="side-by-side">
                    <thead><tr><td></td>
                        { for names(found).iter().map(|name| html! { <th scope="col">{ name }</th> }) }
                    </tr></thead>
                    <tbody>{ for rows }</tbody>
                </table>
            </div>
        </section>
    }
}

/// Every amount, with its difference to the reference.
#[component]
pub fn Amounts(props: &FoundProps) -> Html {
    let frame = use_frame();
    let only = use_state(|| true);
    let others = use_state(|| false);
    let Some(comparison) = &props.found.comparison else {
        return Html::default();
    };
    let check = |key: Key, state: &UseStateHandle<bool>| {
        let flip = {
            let state = state.clone();
            Callback::from(move |_| state.set(!*state))
        };
        html! { <label class="check"><input type="checkbox" checked={**state} onchange={flip} />
        { frame.say(key) }</label> }
    };
    let lines = comparison.lines.iter().filter(|line| {
        let member = words::in_total(line.kind);
        let shown = if *only {
            line.differs
        } else {
            says_something(line)
        };
        let step = line.kind == crate::check::rulebook::AmountKind::Step;
        shown && !step && (member || *others)
    });
    let (members, rest): (Vec<&Line>, Vec<&Line>) =
        lines.partition(|line| words::in_total(line.kind));
    let row = |line: &&Line| amount_row(&frame, comparison, line);
    let heads = names(&props.found);
    html! {
        <section class="panel" aria-labelledby="compared-title">
            <h3 id="compared-title">{ frame.say(Key::Amounts) }</h3>
            <div class="row-tools">{ check(Key::OnlyDifferences, &only) }{ check(Key::WithOthers, &others) }</div>
            <p class="hint">{ frame.say(Key::DifferenceHint) }</p>
            <div class="scroll" tabindex="0" role="group" aria-label={frame.say(Key::Table)}>
                <table class="side-by-side amounts-compared">
                    <thead><tr><th scope="col">{ frame.say(Key::Amount) }</th>
                        { for heads.iter().enumerate().map(|(at, name)| head(&frame, comparison, at, name)) }
                    </tr></thead>
                    <tbody>{ for members.iter().map(row) }</tbody>
                    <tbody class="totals">{ total_row(&frame, comparison) }</tbody>
                    if !rest.is_empty() { <tbody>{ for rest.iter().map(row) }</tbody> }
                </table>
            </div>
            { for comparison.totals.iter().zip(&heads).map(|(total, name)| lacking(&frame, comparison, total, name)) }
        </section>
    }
}

fn head(frame: &Frame, comparison: &Comparison, at: usize, name: &str) -> Html {
    let value = html! { <th scope="col" class="num">{ name }</th> };
    if at == comparison.reference {
        return value;
    }
    html! {
        <>
            { value }
            <th scope="col" class="num">{ frame.say(Key::Difference) }<span class="unseen">{ " " }{ name }</span></th>
        </>
    }
}

fn amount_row(frame: &Frame, comparison: &Comparison, line: &Line) -> Html {
    let label = frame.text(&line.label);
    let label = match line.unit.as_str() {
        "元" | "" => label.to_owned(),
        unit => bracketed(label, unit, frame.lang),
    };
    let cells = line.cells.iter().enumerate().map(|(at, cell)| {
        let shown = html! { <td class="num">{ written(frame, cell.as_ref()) }</td> };
        if at == comparison.reference {
            return shown;
        }
        let difference = cell.as_ref().and_then(|cell| cell.difference.as_ref());
        html! { <>{ shown }{ change(Good::of(line), difference) }</> }
    });
    html! { <tr key={line.name.clone()}><th scope="row">{ label }</th>{ for cells }</tr> }
}

/// A cell in words.
fn written(frame: &Frame, cell: Option<&Cell>) -> String {
    let Some(cell) = cell.filter(|cell| cell.present || cell.value.is_none()) else {
        return "—".to_owned();
    };
    let partial = if cell.excluded.is_empty() { "" } else { "*" };
    match cell.value {
        Some(value) => format!("{}{partial}", format::plain(value)),
        None => frame.say(words::status(cell.status)).to_owned(),
    }
}

/// Which way a difference is good for the enterprise.
#[derive(Clone, Copy)]
enum Good {
    Less,
    More,
    Neither,
}

impl Good {
    fn of(line: &Line) -> Good {
        use crate::check::rulebook::AmountKind;
        match line.kind {
            AmountKind::Cost | AmountKind::Surcharge | AmountKind::Exposure => Good::Less,
            AmountKind::Subsidy => Good::More,
            _ => Good::Neither,
        }
    }
}

/// A difference, green where it is good for the enterprise and red where it is not; none is a point.
fn change(good: Good, difference: Option<&Difference>) -> Html {
    let Some(difference) = difference else {
        return html! { <td class="num">{ "—" }</td> };
    };
    let partial = if difference.left_out > 0 { "*" } else { "" };
    let class = match (difference.value.cmp(&Decimal::ZERO), good) {
        (std::cmp::Ordering::Equal, _) | (_, Good::Neither) => None,
        (std::cmp::Ordering::Less, Good::Less) | (std::cmp::Ordering::Greater, Good::More) => {
            Some("less")
        }
        _ => Some("more"),
    };
    let words = if difference.value.is_zero() {
        "·".to_owned()
    } else {
        signed(difference.value)
    };
    html! { <td class={classes!("num", class)}>{ words }{ partial }</td> }
}

/// A change with its sign.
pub fn signed(value: Decimal) -> String {
    let text = format::plain(value);
    if value > Decimal::ZERO {
        format!("+{text}")
    } else {
        text
    }
}

fn total_row(frame: &Frame, comparison: &Comparison) -> Html {
    let cells = comparison.totals.iter().enumerate().map(|(at, total)| {
        let partial = if total.complete { "" } else { "*" };
        let value = html! { <td class="num">{ format::money(total.cost) }{ partial }</td> };
        if at == comparison.reference {
            return value;
        }
        html! { <>{ value }{ change(Good::Less, total.difference.as_ref()) }</> }
    });
    html! { <tr><th scope="row">{ frame.say(Key::Total) }</th>{ for cells }</tr> }
}

/// Which members a total lacks.
fn lacking(frame: &Frame, comparison: &Comparison, total: &Total, name: &str) -> Html {
    if total.complete {
        return Html::default();
    }
    let labels = total.undetermined.iter().filter_map(|(line, enterprises)| {
        let label = frame.text(&comparison.lines.get(*line)?.label);
        Some(match enterprises.len() {
            0 | 1 => label.to_owned(),
            count => bracketed(
                label,
                &frame.fill(Key::OfCompanies, &[&count.to_string()]),
                frame.lang,
            ),
        })
    });
    let labels = list(labels.collect::<Vec<_>>(), frame.lang);
    html! { <p class="hint">{ frame.fill(Key::IncompleteWith, &[name, &labels]) }</p> }
}

/// Whether a line has more to say than that there is nothing.
fn says_something(line: &Line) -> bool {
    line.cells
        .iter()
        .flatten()
        .any(|cell| !cell.excluded.is_empty() || cell.value.is_some_and(|value| !value.is_zero()))
}
