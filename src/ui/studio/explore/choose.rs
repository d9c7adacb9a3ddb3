//! What is varied, over which range, and what is looked at.

use yew::prelude::*;

use super::state::{self, Asked, Problem};
use crate::check::rulebook::AmountKind;
use crate::report::amount_name;
use crate::scenario::explore::{Along, AxisWords};
use crate::ui::components::number_field::NumberField;
use crate::ui::components::select::Select;
use crate::ui::state::State;
use crate::ui::store::{Frame, Shared, use_frame};
use crate::ui::text::explore::ExploreKey as Key;

/// Props of [`Choose`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The state.
    pub state: Shared<State>,
    /// What is asked.
    pub asked: Asked,
    /// Its axis.
    pub words: AxisWords,
    /// Called with another question.
    pub on_change: Callback<Asked>,
}

/// The form.
#[component]
pub fn Choose(props: &Props) -> Html {
    let frame = use_frame();
    let (asked, words) = (&props.asked, &props.words);
    let problem = state::problem(words, asked);
    let change = |with: fn(&mut Asked, String)| {
        let (asked, on_change) = (asked.clone(), props.on_change.clone());
        Callback::from(move |text: String| {
            let mut next = asked.clone();
            with(&mut next, text);
            on_change.emit(next);
        })
    };
    let is_fact = matches!(words.along, Along::Fact(_));
    let unit = AttrValue::from(words.measure.text.clone());
    let said = problem.filter(|problem| *problem != Problem::Until);
    let range = format!(
        "{} – {}",
        words.text(words.bounds.0),
        words.text(words.bounds.1)
    );
    let step = words.text(1);
    html! {
        <div class="explore-form">
            <div class="field">
                <label for="explore-kind">{ frame.say(Key::Kind) }</label>
                <Select id="explore-kind" value={if is_fact { "fact" } else { "parameter" }}
                    options={vec![
                        (AttrValue::from("fact"), AttrValue::from(frame.say(Key::Fact))),
                        (AttrValue::from("parameter"), AttrValue::from(frame.say(Key::Parameter))),
                    ]}
                    on_choose={kind(&frame, props)} />
            </div>
            <div class="field wide">
                <label for="explore-vary">{ frame.say(Key::Vary) }</label>
                <Select id="explore-vary" value={asked.vary.clone()} options={axes(&frame, props, is_fact)}
                    on_choose={vary(&frame, props)} />
            </div>
            <div class="field">
                <label for="explore-from">{ frame.say(Key::From) }</label>
                <NumberField id="explore-from" value={asked.from.clone()} placeholder="" unit={unit.clone()}
                    described_by="explore-range-hint" invalid={matches!(problem, Some(Problem::From | Problem::Backwards))}
                    on_type={change(|asked, text| asked.from = text)} on_leave={Callback::noop()} />
            </div>
            <div class="field">
                <label for="explore-to">{ frame.say(Key::To) }</label>
                <NumberField id="explore-to" value={asked.to.clone()} placeholder="" {unit}
                    described_by="explore-range-hint" invalid={matches!(problem, Some(Problem::To | Problem::Backwards))}
                    on_type={change(|asked, text| asked.to = text)} on_leave={Callback::noop()} />
            </div>
            <div class="field wide">
                <label for="explore-of">{ frame.say(Key::Of) }</label>
                <Select id="explore-of" value={asked.of.clone()} options={targets(&frame, &props.state)}
                    on_choose={change(|asked, text| { asked.of = text; asked.until = String::new(); })} />
            </div>
            <p class={classes!("hint", said.map(|_| "problem"))} id="explore-range-hint" role="status">
                if let Some(problem) = said {
                    { frame.fill(problem.key(), &[&range, &step]) }
                } else {
                    { frame.fill(Key::RangeHint, &[&range, &step]) }
                }
            </p>
        </div>
    }
}

fn here(state: &State, words: &AxisWords) -> Option<i128> {
    match words.along {
        Along::Fact(slot) => state.outcome.enterprise.fact(slot),
        Along::Parameter(_) => None,
    }
}

fn kind(frame: &Frame, props: &Props) -> Callback<String> {
    let (state, of, on_change) = (
        props.state.clone(),
        props.asked.of.clone(),
        props.on_change.clone(),
    );
    let frame = frame.clone();
    Callback::from(move |kind: String| {
        let list = match kind.as_str() {
            "fact" => state::facts(frame.book(), &state.outcome),
            _ => state::parameters(frame.book(), &state.outcome),
        };
        if let Some(words) = list.first() {
            on_change.emit(state::begin(words, here(&state, words), &of));
        }
    })
}

fn vary(frame: &Frame, props: &Props) -> Callback<String> {
    let (state, of, on_change) = (
        props.state.clone(),
        props.asked.of.clone(),
        props.on_change.clone(),
    );
    let frame = frame.clone();
    Callback::from(move |id: String| {
        let asked = Asked {
            vary: id,
            ..Asked::default()
        };
        if let Some(words) = state::axis(frame.book(), &state.outcome, &asked) {
            on_change.emit(state::begin(&words, here(&state, &words), &of));
        }
    })
}

fn axes(frame: &Frame, props: &Props, facts: bool) -> Vec<(AttrValue, AttrValue)> {
    let book = frame.book();
    let list = if facts {
        state::facts(book, &props.state.outcome)
    } else {
        state::parameters(book, &props.state.outcome)
    };
    let mut options: Vec<(AttrValue, AttrValue)> = list
        .iter()
        .map(|words| (AttrValue::from(words.id.clone()), frame.attr(&words.label)))
        .collect();
    let own = AttrValue::from(props.words.id.clone());
    if !options.iter().any(|(id, _)| *id == own) {
        options.insert(0, (own, frame.attr(&props.words.label)));
    }
    options
}

/// The total, and the amounts of this enterprise.
fn targets(frame: &Frame, state: &State) -> Vec<(AttrValue, AttrValue)> {
    let mut options = vec![(
        AttrValue::from("total"),
        AttrValue::from(frame.say(Key::Total)),
    )];
    let book = frame.book();
    if let Ok(assessment) = &state.outcome.assessment {
        let lines = assessment.amounts.iter().filter(|line| {
            line.present
                && line.value.is_some()
                && book.amounts[line.of.amount].kind != AmountKind::Step
        });
        options.extend(lines.map(|line| {
            let label = frame.text(&book.amounts[line.of.amount].label);
            let label = match line.of.row {
                Some(row) => format!("{label} {}", row + 1),
                None => label.to_owned(),
            };
            (
                AttrValue::from(amount_name(book, line.of)),
                AttrValue::from(label),
            )
        }));
    }
    options
}
