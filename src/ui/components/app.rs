//! The first program: the calculator and the sheet.

use std::rc::Rc;

use yew::prelude::*;

use super::alone::AloneLever;
use super::announcer::Announcer;
use super::assess::Assess;
use super::explanation::ExplanationPanel;
use super::sheet::Sheet;
use super::shell::{Desk, Shell, use_page};
use crate::ui::pages::Module;
use crate::ui::route::Route;
use crate::ui::store::Shared;
use crate::ui::text::Key;

/// Props of [`App`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What it is started with.
    pub desk: Desk,
}

/// The whole page.
#[component]
pub fn App(props: &Props) -> Html {
    let (state, frame) = use_page(&props.desk, Module::App);
    let state = Shared(Rc::clone(&state));
    let key = frame.rulebook_key();
    let page = match &state.page {
        Route::Lever(id) => {
            html! { <AloneLever {key} state={state.clone()} id={AttrValue::from(id.clone())} /> }
        }
        Route::Sheet => html! { <Sheet {key} state={state.clone()} /> },
        _ => html! { <Assess {key} state={state.clone()} /> },
    };
    let beside = html! {
        <>
            <ExplanationPanel key={frame.rulebook_key()} state={state.clone()} />
            <Announcer state={state.clone()} />
        </>
    };
    let skips = vec![("result", Key::SkipToResult), ("form", Key::SkipToForm)];
    html! { <Shell {state} {frame} {skips} {page} {beside} /> }
}
