//! The months of the period: a table of what is paid, received and kept back, with what is due.

use yew::prelude::*;

use crate::base::{Date, Decimal};
use crate::scenario::calendar::{Calendar, Happening};
use crate::ui::compute::Outcome;
use crate::ui::format;
use crate::ui::store::{Frame, Shared, use_frame};
use crate::ui::text::list;
use crate::ui::text::plan::PlanKey;

/// Props of [`Months`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What was assessed.
    pub outcome: Shared<Outcome>,
}

/// The table, and what can be applied for.
#[component]
pub fn Months(props: &Props) -> Html {
    let frame = use_frame();
    let found = {
        let frame = frame.clone();
        use_memo(props.outcome.clone(), move |outcome| {
            frame.calculator().calendar(outcome)
        })
    };
    let Some(calendar) = &*found else {
        return Html::default();
    };
    let head = [PlanKey::Paid, PlanKey::Received, PlanKey::Kept];
    let left_out = calendar.left_out.iter().map(|of| frame.amount_label(*of));
    html! {
        <>
            <div class="scroll" tabindex="0" role="group" aria-label={frame.say(PlanKey::Calendar)}>
                <table class="calendar">
                    <thead><tr>
                        <th scope="col">{ frame.say(PlanKey::Month) }</th>
                        { for head.map(|key| html! { <th scope="col" class="num">{ frame.say(key) }</th> }) }
                    </tr></thead>
                    <tbody>{ for (0..calendar.months.len()).map(|at| row(&frame, calendar, at)) }</tbody>
                </table>
            </div>
            if !calendar.left_out.is_empty() {
                <p class="hint">{ frame.fill(PlanKey::NotListed, &[&list(left_out, frame.lang)]) }</p>
            }
            if !calendar.apply.is_empty() {
                <h3>{ frame.say(PlanKey::ToApply) }</h3>
                <ul class="to-apply">{ for calendar.apply.iter().map(|(id, from, to)| {
                    let lever = &frame.book().levers[*id];
                    html! {
                        <li>{ frame.text(&lever.title) }{ " · " }
                            { frame.fill(PlanKey::Between, &[&from.to_string(), &to.to_string()]) }
                            if let Some(apply) = &lever.apply {
                                <p class="hint">{ frame.text(apply) }</p>
                            }
                        </li>
                    }
                }) }</ul>
            }
        </>
    }
}

fn row(frame: &Frame, calendar: &Calendar, at: usize) -> Html {
    let Some(line) = calendar.months.get(at) else {
        return Html::default();
    };
    let cell = |value: Decimal| {
        let shown = if value.is_zero() {
            "—".to_owned()
        } else {
            format::money(value)
        };
        html! { <td class="num">{ shown }</td> }
    };
    let inside = |day: Date| day.month() == line.month;
    let sums = calendar.lines.iter().filter_map(|one| {
        let value = one.cells.get(at).filter(|cell| !cell.is_zero())?;
        let day = one.day.filter(|day| inside(*day))?.to_string();
        let label = frame.amount_label(one.of);
        Some(frame.fill(PlanKey::OnDay, &[&day, &label, &format::money(*value)]))
    });
    let days = calendar.days.iter().filter(|one| inside(one.day));
    let days = days.map(|one| {
        let book = frame.book();
        let (key, label) = match one.what {
            Happening::Begins(lever) => (PlanKey::Begins, &book.levers[lever].title),
            Happening::Ends(lever) => (PlanKey::Ends, &book.levers[lever].title),
            Happening::Due(_, parameter) => (PlanKey::Due, &book.parameters[parameter].label),
        };
        frame.fill(key, &[&one.day.to_string(), frame.text(label)])
    });
    let notes: Vec<String> = sums.chain(days).collect();
    html! {
        <>
            <tr>
                <th scope="row">{ line.month.to_string() }</th>
                { cell(line.paid) }{ cell(line.received) }{ cell(line.kept) }
            </tr>
            if !notes.is_empty() {
                <tr class="days"><td colspan="4"><ul>{ for notes.into_iter().map(|text| html! { <li>{ text }</li> }) }</ul></td></tr>
            }
        </>
    }
}
