//! 政策库: from a document to its clauses, their levers, the parameters with their history, the
//! formulas and the amounts that use them; a search over all of it.
//!
//! `state` is what an address, a search and filters come to, without DOM; the other files draw it. An
//! address is `#/library`, or `#/library/KIND/ID` for a document, lever, parameter or amount.

mod amount;
mod document;
mod index;
mod lever;
mod parameter;
mod parts;
pub mod state;

use yew::prelude::*;

use self::state::Spot;
use super::{PageProps, use_frame};
use crate::base::ids::Id;
use crate::ui::text::library::LibraryKey as Key;

/// The page.
#[component]
pub fn Library(props: &PageProps) -> Html {
    let frame = use_frame();
    let spot = Spot::parse(frame.book(), &props.rest);
    let view = match spot {
        Spot::Index => return html! { <index::Index state={props.state.clone()} /> },
        Spot::Document(id) => document::view(&frame, id),
        Spot::Lever(id) => lever::view(&frame, id, &props.state),
        Spot::Parameter(id) => html! { <parameter::ParameterView {id} key={id.index()} /> },
        Spot::Amount(id) => amount::view(&frame, id),
        Spot::Nowhere => html! { <p>{ frame.say(Key::NothingHere) }</p> },
    };
    html! {
        <article class="library">
            <nav aria-label={frame.say(Key::Title)}>
                <a class="stand" href="#/library">{ frame.say(Key::Title) }</a>
            </nav>
            { view }
        </article>
    }
}
