//! A formula in words: numbers, facts, parameters and amounts linked to where they come from.

use yew::prelude::*;

use crate::explain::explanation::{Link, Phrase, Token};
use crate::ui::store::{Frame, use_frame};

/// Props of [`PhraseLine`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The words.
    pub phrase: Phrase,
}

/// One line of linked words.
#[component]
pub fn PhraseLine(props: &Props) -> Html {
    let frame = use_frame();
    html! { <span class="phrase">{ for props.phrase.iter().map(|token| word(&frame, token)) }</span> }
}

fn word(frame: &Frame, token: &Token) -> Html {
    let words = frame.text(&token.text).to_owned();
    match token.link {
        Link::None => html! { <span class="op">{ words }</span> },
        Link::Number => html! { <span class="num">{ words }</span> },
        Link::Fact(slot) => html! {
            <button type="button" class="link fact-word" onclick={frame.focus_fact(slot)}>{ words }</button>
        },
        Link::Parameter(id) => {
            let anchor = format!("parameter-{}", frame.book().parameters[id].id);
            let on_click = Callback::from(move |_: MouseEvent| {
                crate::ui::dom::focus_soon(anchor.clone());
            });
            html! { <button type="button" class="link parameter-word" onclick={on_click}>{ words }</button> }
        }
        Link::Amount(of) => {
            html! { <a class="amount-word" href={frame.amount_href(of)}>{ words }</a> }
        }
    }
}

/// The words alone, for print.
pub fn plain(frame: &Frame, phrase: &Phrase) -> String {
    phrase.iter().map(|token| frame.text(&token.text)).collect()
}
