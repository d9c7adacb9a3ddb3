//! How an amount came about: a dialog over the page, from formula down to facts and clauses.

use yew::prelude::*;

use web_sys::{HtmlDialogElement, HtmlElement};

use super::amounts::status;
use super::parameter_use::ParameterUseRow;
use super::phrase::PhraseLine;
use super::segment::Segment;
use crate::explain::Explanation;
use crate::explain::explanation::{AmountUse, FactUse};
use crate::program::AmountRef;
use crate::ui::dom;
use crate::ui::state::State;
use crate::ui::store::{Frame, Shared, use_frame};
use crate::ui::text::Key;
use crate::ui::words;

/// Props of [`ExplanationPanel`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The state.
    pub state: Shared<State>,
}

/// The dialog; shut while no amount is open. The browser keeps focus inside and gives it back.
#[component]
pub fn ExplanationPanel(props: &Props) -> Html {
    let frame = use_frame();
    let state = &props.state;
    let dialog = use_node_ref();
    let heading = use_node_ref();
    let open = state.path.last().copied();
    {
        let (dialog, heading) = (dialog.clone(), heading.clone());
        use_effect_with(open, move |open| {
            let Some(dialog) = dialog.cast::<HtmlDialogElement>() else {
                return;
            };
            if open.is_some() {
                if !dialog.open() {
                    // Refused only while the dialog is not in the document, and it is.
                    let _ = dialog.show_modal();
                }
                if let Some(heading) = heading.cast::<HtmlElement>() {
                    let _ = heading.focus();
                }
                dialog.set_scroll_top(0);
            } else if dialog.open() {
                dialog.close();
            }
        });
    }
    let page = state.page.clone();
    let close = {
        let page = page.clone();
        Callback::from(move |_: MouseEvent| dom::go(&page))
    };
    let on_cancel = Callback::from(move |event: Event| {
        event.prevent_default();
        dom::go(&page);
    });
    let title = open.map(|of| frame.amount_label(of)).unwrap_or_default();
    html! {
        <dialog ref={dialog} class="explanation" aria-labelledby="explanation-title" oncancel={on_cancel}>
            if open.is_some() {
                <div class="explanation-head">
                    <div>
                        { breadcrumb(&frame, &state.path) }
                        <h2 ref={heading} id="explanation-title" tabindex="-1">{ title }</h2>
                    </div>
                    <button type="button" class="quiet close" onclick={close}>{ frame.say(Key::Close) }</button>
                </div>
                if let Some(explanation) = &state.explanation {
                    { body(&frame, state, explanation) }
                }
            }
        </dialog>
    }
}

fn breadcrumb(frame: &Frame, path: &[AmountRef]) -> Html {
    let above = path.split_last().map_or(&[][..], |(_, above)| above);
    if above.is_empty() {
        return html! { <p class="crumbs">{ frame.say(Key::Explanation) }</p> };
    }
    html! {
        <nav class="crumbs" aria-label={frame.say(Key::Breadcrumb)}>
            <ol>{ for above.iter().map(|of| html! {
                <li><a href={frame.amount_href(*of)}>{ frame.amount_label(*of) }</a></li>
            }) }</ol>
        </nav>
    }
}

fn body(frame: &Frame, state: &State, explanation: &Explanation) -> Html {
    let dated = explanation.segments.len() > 1;
    let value = match &explanation.value {
        Some(value) => html! { <strong>{ value }</strong> },
        None => status(frame, explanation.status),
    };
    html! {
        <>
            <p class="explanation-value">
                <span class="kind">{ frame.say(words::kind(explanation.kind)) }</span>
                { value }
            </p>
            <p class="cite">{ frame.cites(&explanation.cite) }</p>
            if let Some(note) = &explanation.note {
                <p class="note">{ frame.text(note) }</p>
            }
            { for explanation.segments.iter().map(|segment| html! { <Segment segment={segment.clone()} {dated} /> }) }
            if !explanation.summing.is_empty() {
                <div class="explained-segment"><dl>
                    <dt>{ frame.say(Key::Summing) }</dt>
                    <dd><PhraseLine phrase={explanation.summing.clone()} /></dd>
                </dl></div>
            }
            if !explanation.parameters.is_empty() {
                <section class="used"><h3>{ frame.say(Key::Parameters) }</h3>
                { for explanation.parameters.iter().map(|used| html! { <ParameterUseRow used={used.clone()} /> }) }
                </section>
            }
            if !explanation.facts.is_empty() {
                <section class="used"><h3>{ frame.say(Key::FactsUsed) }</h3>
                <table>{ for explanation.facts.iter().map(|used| fact(frame, state, used)) }</table></section>
            }
            if !explanation.amounts.is_empty() {
                <section class="used"><h3>{ frame.say(Key::AmountsUsed) }</h3>
                <table>{ for explanation.amounts.iter().map(|used| amount(frame, used)) }</table></section>
            }
            <p class="row-tools"><a class="button" href={state.page.hash()}>{ frame.say(Key::BackToResult) }</a></p>
        </>
    }
}

fn fact(frame: &Frame, state: &State, used: &FactUse) -> Html {
    let note = state.inputs.form.note(&frame.book().slot_name(used.slot));
    let value = match &used.value {
        Some(value) => frame.text(value).to_owned(),
        None => frame.say(Key::Unfilled).to_owned(),
    };
    html! {
        <tr>
            <th scope="row">
                <button type="button" class="link" onclick={frame.focus_fact(used.slot)}>{ frame.text(&used.label) }</button>
                if !note.is_empty() {
                    <span class="note user-note">{ note.to_string() }</span>
                }
            </th>
            <td class={classes!("num", used.value.is_none().then_some("needs"))}>{ value }</td>
        </tr>
    }
}

fn amount(frame: &Frame, used: &AmountUse) -> Html {
    html! {
        <tr>
            <th scope="row"><a href={frame.amount_href(used.of)}>{ frame.text(&used.label) }</a></th>
            <td class="num">
                if let Some(value) = &used.value {
                    { value }
                } else {
                    { status(frame, used.status) }
                }
            </td>
        </tr>
    }
}
