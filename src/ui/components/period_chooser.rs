//! The period: a year, a month, or months from – to.

use yew::prelude::*;

use super::select::Select;
use crate::ui::dom;
use crate::ui::period_form::{Grain, PeriodForm, PeriodProblem};
use crate::ui::state::Action;
use crate::ui::store::{Frame, use_frame};
use crate::ui::text::Key;

/// Props of [`PeriodChooser`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What the fields hold.
    pub form: PeriodForm,
    /// Why that is no period.
    pub problem: Option<PeriodProblem>,
}

/// How a choice changes the form.
type Set = fn(PeriodForm, u32) -> PeriodForm;

/// The fields of the period.
#[component]
pub fn PeriodChooser(props: &Props) -> Html {
    let frame = use_frame();
    let form = props.form;
    let info = &frame.book().info;
    let years: Vec<i32> = (info.from.year()..=info.to.year().min(dom::this_year())).collect();
    let invalid = props.problem.is_some();
    let grain = |grain: Grain, key: Key| {
        let pressed = if form.grain == grain { "true" } else { "false" };
        let next = PeriodForm {
            grain,
            last: form.last.max(form.first),
            ..form
        };
        html! {
            <button type="button" aria-pressed={pressed} onclick={frame.on(Action::SetPeriod(next))}>
                { frame.say(key) }
            </button>
        }
    };
    let pick = |id: &'static str, key, values: Vec<(u32, String)>, value: u32, set: Set| {
        let on_choose = {
            let frame = frame.clone();
            Callback::from(move |chosen: String| {
                if let Ok(chosen) = chosen.parse() {
                    frame.act(Action::SetPeriod(set(form, chosen)));
                }
            })
        };
        let options = values
            .into_iter()
            .map(|(value, name)| (AttrValue::from(value.to_string()), AttrValue::from(name)));
        let refused = invalid && id == "period-last";
        html! {
            <label class="inline" for={id}>
                <span class="unseen">{ frame.say(key) }</span>
                <Select {id} options={options.collect::<Vec<_>>()} value={value.to_string()} {on_choose}
                    invalid={refused} described_by={refused.then_some(AttrValue::from("period-problem"))} />
            </label>
        }
    };
    let months = || {
        let name = |month: u32| (month, frame.fill(Key::MonthName, &[&month.to_string()]));
        (1..=12).map(name).collect::<Vec<_>>()
    };
    let years = years.iter().filter_map(|year| {
        let name = frame.fill(Key::YearName, &[&year.to_string()]);
        Some((u32::try_from(*year).ok()?, name))
    });
    let set_year = |form: PeriodForm, year: u32| PeriodForm {
        year: i32::try_from(year).unwrap_or(form.year),
        ..form
    };
    let this_year = u32::try_from(form.year).unwrap_or(0);
    let year = pick(
        "period-year",
        Key::Year,
        years.collect(),
        this_year,
        set_year,
    );
    let first = |form: PeriodForm, first| PeriodForm { first, ..form };
    let last = |form: PeriodForm, last| PeriodForm { last, ..form };
    html! {
        <section class="period" aria-labelledby="period-title">
            <h2 id="period-title">{ frame.say(Key::Period) }</h2>
            <div class="period-fields">
                <div class="segments" role="group" aria-labelledby="period-title">
                    { grain(Grain::Year, Key::ByYear) }
                    { grain(Grain::Month, Key::ByMonth) }
                    { grain(Grain::Span, Key::BySpan) }
                </div>
                { year }
                if form.grain == Grain::Month {
                    { pick("period-month", Key::MonthField, months(), form.first, first) }
                }
                if form.grain == Grain::Span {
                    { pick("period-first", Key::FromMonth, months(), form.first, first) }
                    { pick("period-last", Key::ToMonth, months(), form.last, last) }
                }
            </div>
            if let Some(problem) = props.problem {
                <p class="problem" id="period-problem">{ sentence(&frame, problem) }</p>
            }
        </section>
    }
}

fn sentence(frame: &Frame, problem: PeriodProblem) -> String {
    let info = &frame.book().info;
    match problem {
        PeriodProblem::Backwards => frame.say(Key::PeriodBackwards).to_owned(),
        PeriodProblem::Outside => frame.fill(
            Key::PeriodOutside,
            &[&info.from.to_string(), &info.to.to_string()],
        ),
    }
}
