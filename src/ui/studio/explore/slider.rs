//! A slider along the axis: it reads the curve off, and moves the enterprise when it is let go.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::state::{self, Answer, Asked, TICKS};
use crate::charts;
use crate::scenario::explore::{Along, AxisWords};
use crate::ui::components::charts::use_width;
use crate::ui::components::figure::Figure;
use crate::ui::state::{Action, State};
use crate::ui::store::{Shared, use_frame};
use crate::ui::text::explore::ExploreKey as Key;

/// Props of [`Slider`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The state.
    pub state: Shared<State>,
    /// What is asked.
    pub asked: Asked,
    /// Its axis.
    pub words: AxisWords,
    /// The answer.
    pub answer: Answer,
}

/// The curve with its slider.
#[component]
pub fn Slider(props: &Props) -> Html {
    let frame = use_frame();
    let (node, width) = use_width();
    let (asked, words) = (&props.asked, &props.words);
    let range = &props.answer.range;
    let own = range.axis.as_ref().and_then(|axis| axis.here.clone());
    let own = own.and_then(|text| words.position(&text).ok());
    let held = use_state_eq(|| None::<u32>);
    {
        let held = held.clone();
        use_effect_with((asked.vary.clone(), own), move |_| held.set(None));
    }
    let own_tick = own.and_then(|own| state::tick_of(words, asked, own));
    let tick = held.or(own_tick).unwrap_or(0);
    let position = match *held {
        Some(tick) => state::at_tick(words, asked, tick),
        None => own.or_else(|| state::at_tick(words, asked, tick)),
    };
    let at = position.and_then(|position| words.value(position));
    let at_text = at.map(|at| at.to_string()).unwrap_or_default();
    let Some(target) = range.targets.first() else {
        return html! { <div ref={node} class="charts-width"></div> };
    };
    let chart = charts::explored(range, Some(&at_text), frame.lang);
    let label = target.label.get(frame.lang);
    let value =
        state::value_at(target, &at_text).map(|text| super::answer::amount(&text, &target.unit));
    let place = position
        .map(|position| words.text(position))
        .unwrap_or_default();
    let reading = format!("{place} → {}", value.unwrap_or_default());
    let moved = |then: Callback<u32>| {
        Callback::from(move |event: web_sys::Event| {
            let input = event
                .target()
                .and_then(|it| it.dyn_into::<HtmlInputElement>().ok());
            if let Some(tick) = input.and_then(|it| it.value().parse().ok()) {
                then.emit(tick);
            }
        })
    };
    let on_input = {
        let held = held.clone();
        moved(Callback::from(move |tick| held.set(Some(tick))))
            .reform(|event: InputEvent| event.into())
    };
    let on_change = {
        let (frame, words, asked) = (frame.clone(), words.clone(), asked.clone());
        moved(Callback::from(move |tick| {
            let found = state::at_tick(&words, &asked, tick).and_then(|at| words.value(at));
            if let (Along::Fact(slot), Some(value)) = (words.along, found) {
                frame.act(Action::SetFact(slot, Rc::from(value.to_string().as_str())));
                frame.act(Action::Settle);
            }
        }))
    };
    let svg = chart
        .as_ref()
        .and_then(|(data, ..)| charts::range(data, width));
    let (x_unit, y_unit) = chart.map(|(_, x, y)| (x, y)).unwrap_or_default();
    let note = frame.fill(
        Key::Axes,
        &[
            frame.text(&words.label),
            &format!("{x_unit}{}", words.measure.text),
            label,
            &y_unit,
        ],
    );
    let is_fact = matches!(words.along, Along::Fact(_));
    let title = frame.fill(Key::CurveTitle, &[label, frame.text(&words.label)]);
    let mut legend = vec![
        ("after", AttrValue::from(label.to_owned())),
        ("here", AttrValue::from(frame.say(Key::Here))),
    ];
    if range
        .forbidden
        .iter()
        .any(|found| !found.intervals.is_empty())
        && target.id == "total"
    {
        legend.push(("forbidden", AttrValue::from(frame.say(Key::Forbidden))));
    }
    html! {
        <>
            <div ref={node} class="charts-width"></div>
            <Figure id="explore-curve" {title} {note} svg={svg.map(AttrValue::from)} instead={frame.say(Key::Nothing)}
                {legend} heads={super::answer::heads(&frame, words, target)} rows={super::answer::rows(target)} />
            <div class="explore-slider">
                <label for="explore-slider">{ frame.say(if is_fact { Key::SliderFact } else { Key::SliderParameter }) }</label>
                <input type="range" id="explore-slider" min="0" max={TICKS.to_string()} step="1" value={tick.to_string()}
                    aria-valuetext={reading.clone()} oninput={on_input} onchange={on_change} />
                <output for="explore-slider">{ reading }</output>
                if is_fact {
                    <a class="stand" href="#/assess">{ frame.say(Key::ToAssess) }</a>
                }
            </div>
        </>
    }
}
