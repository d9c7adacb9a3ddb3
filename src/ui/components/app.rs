//! The first program: the calculator and the sheet.

use std::rc::Rc;

use yew::prelude::*;

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
    let assess = state.page == Route::Assess;
    let state = Shared(Rc::clone(&state));
    let page = if assess {
        html! { <Assess state={state.clone()} /> }
    } else {
        html! { <Sheet state={state.clone()} /> }
    };
    let beside = html! {
        <>
            <ExplanationPanel state={state.clone()} />
            <Announcer state={state.clone()} />
        </>
    };
    let skips = vec![("result", Key::SkipToResult), ("form", Key::SkipToForm)];
    html! { <Shell {state} {frame} {skips} {page} {beside} /> }
}
