//! 对比: any number of scenarios side by side, added by duplicating one and changing one thing.
//!
//! [`state`] is the set and its history, [`saved`] the set as text, [`find`] what follows from it; the
//! rest are components.

pub mod state;
pub mod saved;
pub mod find;
pub mod files;
pub mod hooks;
pub mod tools;
pub mod columns;
pub mod change;
pub mod table;
pub mod drawn;
pub mod way;

use std::rc::Rc;

use yew::prelude::*;

use super::{PageProps, use_frame};
use crate::ui::store::Shared;
use crate::ui::text::compare::CompareKey as Key;
use find::Found;
use hooks::{use_desk, use_found};
use state::{Edit, Set};

/// Where edits go.
pub type Act = Callback<Edit>;

/// Props of the parts that show what was found.
#[derive(Properties, PartialEq)]
pub struct FoundProps {
    /// What was found.
    pub found: Shared<Found>,
    /// The set in hand.
    pub set: Shared<Set>,
    /// Where edits go.
    pub act: Act,
}

/// The page.
#[component]
pub fn Compare(props: &PageProps) -> Html {
    let frame = use_frame();
    let (desk, act, said) = use_desk(&props.state, &props.rest);
    let set = Shared(Rc::clone(&desk.set));
    let (found, busy) = use_found(&set);
    html! {
        <article class="compare">
            <h2>{ frame.say(Key::Title) }</h2>
            <p>{ frame.say(Key::Lead) }</p>
            <tools::Tools state={props.state.clone()} desk={(*desk).clone()} act={act.clone()}
                found={found.clone()} said={said} />
            <columns::Columns set={set.clone()} state={props.state.clone()} act={act.clone()} found={found.clone()} />
            <p class="hint" aria-live="polite">{ busy.then(|| frame.say(Key::Computing)) }</p>
            if let Some(found) = found {
                <table::Differs found={found.clone()} set={set.clone()} act={act.clone()} />
                <drawn::Stacked found={found.clone()} set={set.clone()} act={act.clone()} />
                <way::Way found={found.clone()} set={set.clone()} act={act.clone()} />
                <table::Amounts {found} {set} {act} />
            }
        </article>
    }
}
