//! What several views of the library draw.

use yew::prelude::*;

use super::state::Spot;
use crate::check::expr::Formula;
use crate::check::rulebook::Cite;
use crate::explain::words::phrase;
use crate::ui::components::phrase::plain;
use crate::ui::store::Frame;
use crate::ui::text::library::LibraryKey as Key;

/// A link to a record by its name.
pub(super) fn link(frame: &Frame, spot: Spot) -> Html {
    let label = spot
        .label(frame.book())
        .map(|label| frame.text(label).to_owned());
    html! { <a href={spot.href(frame.book())}>{ label }</a> }
}

/// A list of links under a heading of the fourth level; nothing where there are none.
pub(super) fn links(frame: &Frame, heading: Key, spots: &[Spot]) -> Html {
    under(frame, "h4", heading, spots)
}

/// The same under a heading of the third level, where no other stands above it.
pub(super) fn top_links(frame: &Frame, heading: Key, spots: &[Spot]) -> Html {
    under(frame, "h3", heading, spots)
}

#[expect(
    clippy::ignored_unit_patterns,
    reason = "written by the macro for a tag whose name varies"
)]
fn under(frame: &Frame, level: &'static str, heading: Key, spots: &[Spot]) -> Html {
    if spots.is_empty() {
        return Html::default();
    }
    html! {
        <>
            <@{level}>{ frame.say(heading) }</@>
            <ul>{ for spots.iter().map(|spot| html! { <li>{ link(frame, *spot) }</li> }) }</ul>
        </>
    }
}

/// Citations, each leading to its document.
pub(super) fn cites(frame: &Frame, cites: &[Cite]) -> Html {
    let one = |(at, cite): (usize, &Cite)| {
        let href = Spot::Document(cite.document).href(frame.book());
        html! {
            <>
                if at > 0 { { "；" } }
                <a {href}>{ frame.cite(cite) }</a>
            </>
        }
    };
    html! { <span class="cites">{ for cites.iter().enumerate().map(one) }</span> }
}

/// A formula in words, and as it is written in the rulebook.
pub(super) fn formula(frame: &Frame, of: &Formula) -> Html {
    let words = plain(frame, &phrase(frame.book(), of, None, None));
    html! {
        <>
            <p class="formula-words">{ words }</p>
            <p class="hint"><code>{ &*of.text }</code></p>
        </>
    }
}

/// A term and what it says; nothing where it says nothing.
pub(super) fn line(frame: &Frame, term: Key, says: Option<Html>) -> Html {
    let Some(says) = says else {
        return Html::default();
    };
    html! { <><dt>{ frame.say(term) }</dt><dd>{ says }</dd></> }
}
