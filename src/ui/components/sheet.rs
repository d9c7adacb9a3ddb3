//! The recap sheet: one line an amount, base × rate = amount, for print and for the file.

use std::rc::Rc;

use yew::prelude::*;

use super::calendar::Months;
use super::exposures::Exposures;
use super::parameter_use::marks;
use super::phrase;
use super::reforms::ReformStrip;
use super::segment::dates;
use super::sheet_levers::SheetLevers;
use super::sheet_notes::{SheetFacts, SheetNotes};
use super::shell::rulebook_line;
use crate::base::{Decimal, Lang};
use crate::check::rulebook::AmountKind;
use crate::explain::Explanation;
use crate::explain::explanation::{DatedUse, ExplainedSegment, ParameterUse};
use crate::scenario::Assessment;
use crate::ui::compute::Outcome;
use crate::ui::dom;
use crate::ui::format;
use crate::ui::state::State;
use crate::ui::store::{Frame, Shared, use_frame};
use crate::ui::text::Key;
use crate::ui::text::plan::PlanKey;
use crate::ui::words;

/// Props of [`Sheet`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The state.
    pub state: Shared<State>,
}

/// The sheet.
#[component]
pub fn Sheet(props: &Props) -> Html {
    let frame = use_frame();
    let state = &props.state;
    let explanations = use_memo(
        (
            Shared(Rc::clone(&state.outcome)),
            Shared(Rc::clone(&state.calculator)),
        ),
        |(outcome, calculator)| explain_all(calculator, outcome),
    );
    let Ok(assessment) = &state.outcome.assessment else {
        return html! { <section class="panel trouble"><h2>{ frame.say(Key::CannotAssess) }</h2></section> };
    };
    let period = format::period(assessment.period, frame.lang);
    let print = Callback::from(|_: MouseEvent| dom::print());
    html! {
        <article class="sheet">
            <div class="sheet-tools">
                <p class="hint">{ frame.say(Key::SheetHint) }</p>
                <button type="button" class="primary" onclick={print}>{ frame.say(Key::Print) }</button>
            </div>
            <header class="sheet-head">
                <h2 id="result" tabindex="-1">{ frame.say(Key::SheetTitle) }</h2>
                <dl>
                    <dt>{ frame.say(Key::SheetEnterprise) }</dt><dd>{ state.inputs.name.to_string() }</dd>
                    <dt>{ frame.say(Key::Period) }</dt><dd>{ period }</dd>
                    <dt>{ frame.say(Key::RulebookLabel) }</dt><dd class="hash">{ rulebook_line(&frame) }</dd>
                </dl>
            </header>
            <ReformStrip state={props.state.clone()} />
            { totals(&frame, assessment) }
            <section><h3>{ frame.say(Key::Amounts) }</h3>
                <div class="scroll" tabindex="0" role="group" aria-label={frame.say(Key::Amounts)}>
                <table class="sheet-amounts">
                    <thead><tr>
                        <th scope="col">{ frame.say(Key::ColumnItem) }</th>
                        <th scope="col">{ frame.say(Key::ColumnComputation) }</th>
                        <th scope="col" class="num">{ frame.say(Key::ColumnResult) }</th>
                        <th scope="col">{ frame.say(Key::ColumnClause) }</th>
                    </tr></thead>
                    <tbody>{ for explanations.iter().map(|explanation| line(&frame, explanation)) }</tbody>
                </table>
                </div>
            </section>
            <SheetLevers assessment={Shared(Rc::clone(assessment))} />
            <section><h3>{ frame.say(PlanKey::Exposures) }</h3>
                <p class="hint">{ frame.say(PlanKey::ExposuresHint) }</p>
                <Exposures outcome={Shared(Rc::clone(&state.outcome))} /></section>
            <section><h3>{ frame.say(PlanKey::Calendar) }</h3>
                <Months outcome={Shared(Rc::clone(&state.outcome))} /></section>
            <SheetNotes state={props.state.clone()} explanations={Shared(Rc::clone(&explanations))} />
            <SheetFacts state={props.state.clone()} />
            <footer class="sheet-foot">
                <p class="hash">{ frame.fill(Key::RulebookLine, &[frame.text(&frame.book().info.title),
                    &frame.book().info.version, &frame.book().info.hash]) }
                    { " · " }{ frame.fill(Key::EngineLine, &[env!("CARGO_PKG_VERSION")]) }</p>
                <p>{ frame.say(Key::Disclaimer) }</p>
                <p class="signed">{ frame.say(Key::SheetSigned) }</p>
            </footer>
        </article>
    }
}

/// Every amount that is more than an intermediate and has anything to say in this period.
fn explain_all(calculator: &crate::ui::compute::Calculator, outcome: &Outcome) -> Vec<Explanation> {
    let Ok(assessment) = &outcome.assessment else {
        return Vec::new();
    };
    let book = calculator.book();
    let told = assessment.amounts.iter().filter(|line| {
        let kind = book.amounts[line.of.amount].kind;
        let nothing =
            line.value.is_none_or(Decimal::is_zero) && line.baseline.is_none_or(Decimal::is_zero);
        let silent = nothing
            && words::status_class(line.status) != "needs"
            && words::status_class(line.status) != "open";
        line.present && kind != AmountKind::Step && !silent
    });
    told.filter_map(|line| calculator.explain(outcome, line.of))
        .collect()
}

fn totals(frame: &Frame, assessment: &Assessment) -> Html {
    let totals = &assessment.totals;
    let missing = totals.undetermined.len().to_string();
    let line = |key: Key, value: Decimal| {
        html! { <tr><th scope="row">{ frame.say(key) }</th><td class="num">{ format::money(value) }{ " " }{ frame.say(Key::Yuan) }</td></tr> }
    };
    let change = if totals.saving < Decimal::ZERO {
        line(Key::Burden, totals.saving.neg())
    } else {
        line(Key::Saving, totals.saving)
    };
    let complete = if totals.complete {
        frame.say(Key::Complete).to_owned()
    } else {
        frame.fill(Key::Incomplete, &[&missing])
    };
    html! {
        <section><h3>{ frame.say(Key::BottomLine) }</h3>
            <table class="sheet-totals"><tbody>
                { line(Key::Before, totals.baseline) }
                { change }
                { line(Key::After, totals.cost) }
            </tbody></table>
            <p class="hint">{ complete }</p>
            if totals.baseline.sub(totals.saving) != Some(totals.cost) {
                <p class="hint">{ frame.say(Key::SavingPartial) }</p>
            }
        </section>
    }
}

fn line(frame: &Frame, explanation: &Explanation) -> Html {
    let many = explanation.segments.len() > 1;
    let segments = explanation
        .segments
        .iter()
        .map(|segment| computation(frame, segment, many));
    let result = match &explanation.value {
        Some(value) => html! { <>{ value }</> },
        None => super::amounts::status(frame, explanation.status),
    };
    // What has neither grade nor clause is no figure of the law: a rule that is not there yet, or
    // a reading, which stands further down.
    let sourced = |used: &'_ ParameterUse| {
        let values = used
            .values
            .iter()
            .filter(|value| value.grade.is_some() && !value.cite.is_empty());
        values
            .map(|value| source(frame, used, value))
            .collect::<Vec<_>>()
    };
    let grades = explanation.parameters.iter().flat_map(sourced);
    html! {
        <tr>
            <th scope="row">
                <a href={frame.amount_href(explanation.of)}>{ frame.amount_label(explanation.of) }</a>
                <span class="kind">{ frame.say(words::kind(explanation.kind)) }</span>
            </th>
            <td class="computation">
                { for segments }
                if !explanation.summing.is_empty() {
                    <p>{ phrase::plain(frame, &explanation.summing) }</p>
                }
            </td>
            <td class="num">{ result }</td>
            <td class="clauses"><p>{ frame.cites(&explanation.cite) }</p><ul>{ for grades }</ul></td>
        </tr>
    }
}

/// A figure of the law with its clause and grade.
fn source(frame: &Frame, used: &ParameterUse, value: &DatedUse) -> Html {
    let colon = if frame.lang == Lang::Zh { "：" } else { ": " };
    html! {
        <li>
            { frame.text(&used.label) }{ " " }{ frame.text(&value.value) }{ colon }{ frame.cites(&value.cite) }
            { " " }{ marks(frame, used, value) }
        </li>
    }
}

/// The formula with numbers, and what it gives.
fn computation(frame: &Frame, segment: &ExplainedSegment, dated: bool) -> Html {
    let colon = if frame.lang == Lang::Zh { "：" } else { ": " };
    html! {
        <p>
            if dated {
                <span class="when">{ dates(frame, segment) }{ colon }</span>
            }
            { phrase::plain(frame, &segment.numbers) }
            if let Some(result) = &segment.result {
                { " = " }<b>{ result }</b>
            }
        </p>
    }
}
