//! The policies, grouped by whether they apply.

use crate::base::Set;
use yew::prelude::*;

use super::lever::LeverRow;
use crate::check::Formula;
use crate::check::expr::{InForceOf, NodeKind};
use crate::check::rulebook::LeverId;
use crate::program::AmountRef;
use crate::scenario::Assessment;
use crate::scenario::assessment::LeverStatus;
use crate::ui::store::{Frame, Shared, use_frame};
use crate::ui::text::Key;
use crate::ui::words;

/// Props of [`Levers`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The result.
    pub assessment: Shared<Assessment>,
    /// Levers left out.
    pub off: Set<LeverId>,
}

/// One block a status, in the order a reader cares.
#[component]
pub fn Levers(props: &Props) -> Html {
    let frame = use_frame();
    html! {
        <section class="panel levers" aria-labelledby="levers-title">
            <h2 id="levers-title">{ frame.say(Key::Levers) }</h2>
            { for words::LEVER_ORDER.iter().map(|status| block(&frame, props, *status)) }
        </section>
    }
}

fn block(frame: &Frame, props: &Props, status: LeverStatus) -> Html {
    let levers = || {
        props
            .assessment
            .levers
            .iter()
            .filter(|line| line.status == status)
    };
    let count = levers().count();
    if count == 0 {
        return Html::default();
    }
    let class = words::lever_class(status);
    let folded = matches!(status, LeverStatus::NotInForce | LeverStatus::NotCovered);
    let rows = levers().map(|line| {
        html! {
            <LeverRow key={frame.book().levers[line.lever].id.clone()} line={line.clone()}
                off={props.off.contains(&line.lever)} amounts={touched(frame, props, line.lever)} />
        }
    });
    html! {
        <details class={classes!("lever-block", class)} open={!folded} key={format!("{status:?}")}>
            <summary>
                <span class="mark" aria-hidden="true"></span>
                <span role="heading" aria-level="3">{ frame.say(words::lever_status(status)) }</span>
                <span class="count">{ count.to_string() }</span>
            </summary>
            <ul>{ for rows }</ul>
        </details>
    }
}

/// The amounts that exist and that a policy owns, or whose formula asks for it or its figures.
fn touched(frame: &Frame, props: &Props, id: LeverId) -> Vec<AmountRef> {
    let book = frame.book();
    let lever = &book.levers[id];
    let reads = |formula: &Formula| {
        formula.nodes.values().any(|node| match &node.kind {
            NodeKind::Parameter(parameter)
            | NodeKind::Lookup(parameter, _)
            | NodeKind::Marginal(parameter, _)
            | NodeKind::InForce(InForceOf::Parameter(parameter)) => {
                lever.parameters.contains(parameter)
            }
            NodeKind::Applies(asked) | NodeKind::InForce(InForceOf::Lever(asked)) => *asked == id,
            _ => false,
        })
    };
    let lines = props.assessment.amounts.iter().filter(|line| line.present);
    lines
        .filter(|line| {
            let amount = &book.amounts[line.of.amount];
            amount.lever == Some(id) || reads(&amount.formula)
        })
        .map(|line| line.of)
        .collect()
}
