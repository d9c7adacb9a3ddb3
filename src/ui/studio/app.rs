//! The studio's frame, and which page stands in it.

use std::rc::Rc;

use yew::prelude::*;

use super::about_access::AboutAccess;
use super::changes::Changes;
use super::compare::Compare;
use super::coverage::CoveragePage;
use super::embed::Embed;
use super::explore::Explore;
use super::library::Library;
use super::reform::ReformPage;
use crate::ui::components::shell::{Desk, Shell, use_page};
use crate::ui::pages::{Module, PAGES, Page};
use crate::ui::route::Route;
use crate::ui::store::{Frame, Shared, use_frame};
use crate::ui::text::Key;

/// Props of [`Studio`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What it is started with.
    pub desk: Desk,
}

/// The whole page.
#[component]
pub fn Studio(props: &Props) -> Html {
    let (state, frame) = use_page(&props.desk, Module::Studio);
    let state = Shared(Rc::clone(&state));
    let bare = use_memo(frame.clone(), Frame::bare);
    // What these pages show is the law itself, whatever the enterprise in hand is computed with.
    let of_law = |page: Html| html! { <ContextProvider<Frame> context={(*bare).clone()}>{ page }</ContextProvider<Frame>> };
    let page = match &state.page {
        Route::Studio(page, rest) => {
            let (state, rest) = (state.clone(), AttrValue::from(rest.clone()));
            let key = frame.rulebook_key();
            match page {
                Page::AboutAccess => html! { <AboutAccess {state} {rest} /> },
                Page::Embed => html! { <Embed {key} {state} {rest} /> },
                Page::Compare => of_law(html! { <Compare {state} {rest} /> }),
                Page::Explore => html! { <Explore {key} {state} {rest} /> },
                Page::Reform => of_law(html! { <ReformPage {state} {rest} /> }),
                Page::Library => of_law(html! { <Library {state} {rest} /> }),
                Page::Coverage => of_law(html! { <CoveragePage {state} {rest} /> }),
                Page::Changes => html! { <Changes {key} {state} {rest} /> },
                // Drawn by the other program; the address never leads here.
                Page::Assess | Page::Sheet => html! { <Nowhere /> },
            }
        }
        _ => html! { <Nowhere /> },
    };
    let skips = vec![("main", Key::SkipToMain)];
    html! { <Shell {state} {frame} {skips} {page} /> }
}

/// What an address without a page shows.
#[component]
fn Nowhere() -> Html {
    let frame = use_frame();
    let pages = PAGES.iter().filter(|listed| listed.in_nav).map(|listed| {
        let label = frame.say(listed.label);
        html! { <li><a class="stand" href={format!("#/{}", listed.name)}>{ label }</a></li> }
    });
    html! {
        <section class="panel">
            <h2>{ frame.say(Key::NoSuchPage) }</h2>
            <p>{ frame.say(Key::NoSuchPageHint) }</p>
            <ul>{ for pages }</ul>
        </section>
    }
}
