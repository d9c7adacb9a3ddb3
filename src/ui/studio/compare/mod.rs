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
use crate::ui::components::announcer::Settled;
use crate::ui::format;
use crate::ui::store::{Frame, Shared};
use crate::ui::text::compare::CompareKey as Key;
use crate::ui::text::list;
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
            <Settled sentence={found.as_ref().map(|found| announced(&frame, found)).unwrap_or_default()} />
            if let Some(found) = found {
                <table::Differs found={found.clone()} set={set.clone()} act={act.clone()} />
                <drawn::Stacked found={found.clone()} set={set.clone()} act={act.clone()} />
                <way::Way found={found.clone()} set={set.clone()} act={act.clone()} />
                <table::Amounts {found} {set} {act} />
            }
        </article>
    }
}

/// The totals, for those who do not see them change.
fn announced(frame: &Frame, found: &Found) -> String {
    let Some(comparison) = &found.comparison else {
        return String::new();
    };
    let names = table::names(found);
    let said = comparison.totals.iter().zip(names).map(|(total, name)| {
        let cost = format::short_text(total.cost, frame.lang);
        format!("{name} {cost}")
    });
    frame.fill(Key::Announce, &[&list(said, frame.lang)])
}
