//! Where the documents leave a choice: readings, and figures they do not set.

use std::rc::Rc;

use yew::prelude::*;

use super::fact_field::problem_sentence;
use super::fold::use_fold;
use super::number_field::NumberField;
use super::reforms::ReformChooser;
use super::select::Select;
use crate::check::history::Law;
use crate::check::rulebook::{Parameter, ParameterId, ReadingOption, Shape};
use crate::ui::state::{Action, State};
use crate::ui::store::{Frame, Shared, use_frame};
use crate::ui::text::{Key, bracketed};

/// Props of [`AssumptionsPanel`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The state.
    pub state: Shared<State>,
}

/// Readings and open figures: those that matter as things stand or were chosen, the others folded away.
#[component]
pub fn AssumptionsPanel(props: &Props) -> Html {
    let frame = use_frame();
    let (open, toggle) = use_fold();
    let chosen = &props.state.inputs.assumptions;
    let matter = match &props.state.outcome.assessment {
        Ok(assessment) => assessment.parameters_that_matter(frame.book()),
        Err(_) => frame.book().parameters.ids().collect(),
    };
    let concerns = |id: &ParameterId| {
        matter.contains(id) || chosen.readings.contains_key(id) || chosen.supplied.contains_key(id)
    };
    let settings = frame.book().parameters.iter();
    let settings = settings.filter(|(_, one)| one.open || matches!(one.shape, Shape::Reading(_)));
    let (shown, rest): (Vec<_>, Vec<_>) = settings.partition(|(id, _)| concerns(id));
    html! {
        <section class="panel assumptions" aria-labelledby="assumptions-title">
            <h2 id="assumptions-title">{ frame.say(Key::Settings) }</h2>
            <p class="hint">{ frame.say(Key::SettingsHint) }</p>
            if frame.embedding.is_none() {
                <ReformChooser state={props.state.clone()} />
            }
            { settings_of(&frame, &props.state, &shown) }
            if !rest.is_empty() {
                <details class="rest" {open}>
                    <summary onclick={toggle}>{ frame.fill(Key::SettingsRest, &[&rest.len().to_string()]) }</summary>
                    if open {
                        { settings_of(&frame, &props.state, &rest) }
                    }
                </details>
            }
        </section>
    }
}

/// Readings, then open figures, each under its heading.
fn settings_of(frame: &Frame, state: &State, of: &[(ParameterId, &Parameter)]) -> Html {
    let (mut readings, mut figures) = (Vec::new(), Vec::new());
    for (id, parameter) in of {
        if let Shape::Reading(options) = &parameter.shape {
            readings.push(reading(frame, state, *id, parameter, options));
        }
        if parameter.open {
            figures.push(figure(frame, state, *id, parameter));
        }
    }
    html! {
        <>
            if !readings.is_empty() {
                <h3>{ frame.say(Key::Readings) }</h3>
                { for readings }
            }
            if !figures.is_empty() {
                <h3>{ frame.say(Key::OpenFigures) }</h3>
                { for figures }
            }
        </>
    }
}

/// The option a reading has without a patch.
pub fn default_option(parameter: &Parameter) -> u32 {
    let law = parameter
        .history
        .values
        .first()
        .map_or(&parameter.history.opens, |dated| &dated.law);
    match law {
        Law::Option(at) => *at,
        _ => 0,
    }
}

fn reading(
    frame: &Frame,
    state: &State,
    id: ParameterId,
    parameter: &Parameter,
    options: &[ReadingOption],
) -> Html {
    let usual = default_option(parameter);
    let chosen = state
        .inputs
        .assumptions
        .readings
        .get(&id)
        .copied()
        .unwrap_or(usual);
    let field = format!("reading-{}", parameter.id);
    let about = format!("{field}-about");
    let wordings = (0u32..).zip(options).map(|(at, option)| {
        let label = frame.text(&option.label);
        let words = if at == usual {
            bracketed(label, frame.say(Key::DefaultReading), frame.lang)
        } else {
            label.to_owned()
        };
        (AttrValue::from(at.to_string()), AttrValue::from(words))
    });
    let on_choose = {
        let frame = frame.clone();
        Callback::from(move |value: String| {
            let option = value.parse().ok().filter(|at| *at != usual);
            frame.act(Action::ChooseReading(id, option));
        })
    };
    let cite = usize::try_from(chosen).ok().and_then(|at| options.get(at));
    html! {
        <div class="setting">
            <label for={field.clone()}>{ frame.text(&parameter.label) }</label>
            <Select id={field} options={wordings.collect::<Vec<_>>()} value={chosen.to_string()}
                described_by={about.clone()} {on_choose} />
            <p class="cite" id={about}>{ cite.map(|option| frame.cites(&option.cite)).unwrap_or_default() }</p>
        </div>
    }
}

fn figure(frame: &Frame, state: &State, id: ParameterId, parameter: &Parameter) -> Html {
    let text = state
        .inputs
        .assumptions
        .supplied
        .get(&id)
        .cloned()
        .unwrap_or_else(|| Rc::from(""));
    let field = format!("figure-{}", parameter.id);
    let about = format!("{field}-about");
    let unit = match &parameter.shape {
        Shape::Number(measure) => measure.text.clone(),
        _ => String::new(),
    };
    let on_type = {
        let frame = frame.clone();
        Callback::from(move |text: String| frame.act(Action::SupplyFigure(id, Rc::from(text))))
    };
    let problem = state.outcome.figure_problems.get(&id);
    html! {
        <div class="setting">
            <label for={field.clone()}>{ frame.text(&parameter.label) }</label>
            <NumberField id={field} value={AttrValue::from(text)} placeholder={frame.say(Key::StatusOpen)} {unit}
                described_by={AttrValue::from(about.clone())} invalid={problem.is_some()} {on_type}
                on_leave={frame.on(Action::Settle)} />
            <div id={about}>
                if let Some(problem) = problem {
                    <p class="problem">{ problem_sentence(frame, problem) }</p>
                }
                <p class="cite">{ frame.cites(&parameter.cite) }{ " · " }{ frame.say(Key::OpenFigureHint) }</p>
            </div>
        </div>
    }
}
