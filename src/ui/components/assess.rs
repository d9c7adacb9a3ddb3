//! The page 测算: who, when, what it comes to, and why.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use super::amounts::Amounts;
use super::assumptions::AssumptionsPanel;
use super::bottom_line::BottomLine;
use super::calendar::Months;
use super::charts::Charts;
use super::exposures::Exposures;
use super::fold::Fold;
use super::form::EnterpriseForm;
use super::kept_list::KeptPanel;
use super::levers::Levers;
use super::period_chooser::PeriodChooser;
use super::presets::Presets;
use super::questions::Questions;
use super::reforms::ReformStrip;
use super::stretches::Stretches;
use super::then_panel;
use crate::ui::compute::Outcome;
use crate::ui::state::State;
use crate::ui::store::{Shared, use_frame};
use crate::ui::text::Key;
use crate::ui::text::plan::PlanKey;

/// Props of [`Assess`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The state.
    pub state: Shared<State>,
}

/// The calculator.
#[component]
pub fn Assess(props: &Props) -> Html {
    let frame = use_frame();
    let drawn = use_stages();
    let state = &props.state;
    let inputs = &state.inputs;
    let outcome = Shared(Rc::clone(&state.outcome));
    let result = match &state.outcome.assessment {
        Ok(assessment) => {
            let assessment = Shared(Rc::clone(assessment));
            html! {
                <ContextProvider<Shared<Outcome>> context={outcome.clone()}>
                    <Stretches assessment={assessment.clone()} />
                    if drawn > 1 {
                        <Levers assessment={assessment.clone()} off={inputs.assumptions.off.clone()} />
                        <Fold title={frame.say(PlanKey::Exposures)} hint={frame.say(PlanKey::ExposuresHint)}>
                            <Exposures outcome={outcome.clone()} />
                        </Fold>
                        <Questions assessment={assessment} />
                    }
                    if drawn > 2 {
                        <Charts outcome={outcome.clone()} />
                    }
                    if drawn > 3 {
                        <Fold title={frame.say(PlanKey::Calendar)} hint={frame.say(PlanKey::CalendarHint)}>
                            <Months outcome={outcome.clone()} />
                        </Fold>
                        <Amounts state={props.state.clone()} />
                    }
                </ContextProvider<Shared<Outcome>>>
            }
        }
        Err(problems) => html! {
            <section class="panel trouble" role="alert">
                <h2>{ frame.say(Key::CannotAssess) }</h2>
                <ul>{ for problems.iter().map(|problem| html! { <li>{ &problem.message }</li> }) }</ul>
                <p>{ frame.say(Key::CannotAssessHint) }</p>
            </section>
        },
    };
    html! {
        <>
            <div class="controls">
                <Presets chosen={inputs.preset} />
                <PeriodChooser form={inputs.period} problem={state.outcome.period_problem} />
            </div>
            { then_panel::of(&props.state) }
            <ReformStrip state={props.state.clone()} />
            <BottomLine state={props.state.clone()} />
            <div class="columns">
                <div class="column-form">
                    <KeptPanel name={AttrValue::from(Rc::clone(&inputs.name))} kept={Shared(Rc::clone(&state.kept))}
                        state={props.state.clone()} />
                    if drawn > 0 {
                        <EnterpriseForm form={Shared(Rc::clone(inputs))} outcome={outcome} />
                        <AssumptionsPanel state={props.state.clone()} />
                    }
                </div>
                <div class="column-result">{ result }</div>
            </div>
        </>
    }
}

/// How many parts of the page are drawn, from the top: one more after each frame, so that the first
/// is seen at once and no task is long.
#[hook]
fn use_stages() -> u32 {
    let drawn = use_state(|| 0u32);
    {
        let drawn = drawn.clone();
        use_effect_with(*drawn, move |now| {
            let next = now + 1;
            let timer = (next < 5).then(|| Timeout::new(0, move || drawn.set(next)));
            move || drop(timer)
        });
    }
    *drawn
}
