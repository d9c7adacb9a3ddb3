//! The policies, grouped by whether they apply.

use crate::base::Set;
use yew::prelude::*;

use super::lever::LeverRow;
use super::lever_tools::{LeverTools, block_word};
use crate::check::rulebook::LeverId;
use crate::scenario::Assessment;
use crate::scenario::assessment::{LeverLine, LeverStatus};
use crate::ui::lever_filter::{BLOCKS, Block, LeverFilter};
use crate::ui::store::{Frame, Shared, use_frame};
use crate::ui::text::Key;
use crate::ui::text::plan::PlanKey;
use crate::ui::words;

/// Props of [`Levers`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The result.
    pub assessment: Shared<Assessment>,
    /// Levers left out.
    pub off: Set<LeverId>,
}

/// One block a status, in the order a reader cares; in a block, what moves most first.
#[component]
pub fn Levers(props: &Props) -> Html {
    let frame = use_frame();
    let filter = use_state(LeverFilter::default);
    let on_change = {
        let filter = filter.clone();
        Callback::from(move |changed| filter.set(changed))
    };
    let book = frame.book();
    let lines = props.assessment.levers.iter();
    let lines = lines.filter(|line| filter.holds(book, line, frame.lang));
    let mut lines: Vec<&LeverLine> = lines.collect();
    filter.sort(&mut lines);
    html! {
        <section class="panel levers" aria-labelledby="levers-title">
            <h2 id="levers-title">{ frame.say(Key::Levers) }</h2>
            <LeverTools filter={(*filter).clone()} found={lines.len()} {on_change} />
            if lines.is_empty() {
                <p>{ frame.say(PlanKey::NothingFound) }</p>
            }
            { for BLOCKS.iter().map(|of| block(&frame, props, &lines, (*of, filter.is_set()))) }
        </section>
    }
}

/// One block; what is not for this enterprise is folded unless it is looked for.
fn block(
    frame: &Frame,
    props: &Props,
    lines: &[&LeverLine],
    (of, looked_for): (Block, bool),
) -> Html {
    let lines = lines.iter();
    let lines = lines.filter(|line| Block::of(frame.book(), line) == of);
    let count = lines.clone().count();
    if count == 0 {
        return Html::default();
    }
    let (class, folded) = match of {
        Block::Status(status) => (
            words::lever_class(status),
            matches!(status, LeverStatus::NotInForce | LeverStatus::NotCovered),
        ),
        Block::InReach => ("fails", false),
        Block::OutOfReach => ("quiet", true),
    };
    let open = !folded || looked_for;
    let rows = lines.map(|line| {
        html! {
            <LeverRow key={frame.book().levers[line.lever].id.clone()} line={(*line).clone()}
                off={props.off.contains(&line.lever)} />
        }
    });
    html! {
        <details class={classes!("lever-block", class)} {open} key={format!("{of:?}{looked_for}")}>
            <summary>
                <span class="mark" aria-hidden="true"></span>
                <span role="heading" aria-level="3">{ block_word(frame, of) }</span>
                <span class="count">{ count.to_string() }</span>
            </summary>
            <ul>{ for rows }</ul>
        </details>
    }
}
