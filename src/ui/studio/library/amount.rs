//! An amount: its formula in words, and what it reads.

use yew::prelude::*;

use super::parts::{cites, formula, line, link, links};
use super::state::Spot;
use crate::check::expr::NodeKind;
use crate::check::rulebook::{Amount, AmountId};
use crate::ui::store::Frame;
use crate::ui::text::library::LibraryKey as Key;

/// The view.
pub(super) fn view(frame: &Frame, id: AmountId) -> Html {
    let amount = &frame.book().amounts[id];
    let owner = amount.lever.map(|lever| link(frame, Spot::Lever(lever)));
    let note = amount.note.as_ref();
    html! {
        <>
            <h2>{ frame.text(&amount.label) }</h2>
            <section class="panel">
                <dl>
                    { line(frame, Key::Unit, Some(html! { { amount.measure.text.clone() } })) }
                    { line(frame, Key::OfLever, owner) }
                    { line(frame, Key::Cited, (!amount.cite.is_empty()).then(|| cites(frame, &amount.cite))) }
                    { line(frame, Key::Note, note.map(|note| html! { { frame.text(note).to_owned() } })) }
                </dl>
                <p><a href={format!("#/amount/{}", amount.id)}>{ frame.say(Key::ForEnterprise) }</a></p>
            </section>
            <section class="panel">
                if let Some(when) = &amount.when {
                    <h3>{ frame.say(Key::When) }</h3>
                    { formula(frame, when) }
                }
                <h3>{ frame.say(Key::Formula) }</h3>
                { formula(frame, &amount.formula) }
                { reads(frame, id, amount) }
            </section>
        </>
    }
}

/// Parameters and amounts it reads, and amounts that read it.
fn reads(frame: &Frame, id: AmountId, amount: &Amount) -> Html {
    let book = frame.book();
    let mut parameters = Vec::new();
    for parameter in amount.formulas().flat_map(|formula| formula.parameters()) {
        if !parameters.contains(&Spot::Parameter(parameter)) {
            parameters.push(Spot::Parameter(parameter));
        }
    }
    let mut amounts = Vec::new();
    for node in amount.formulas().flat_map(|formula| formula.nodes.values()) {
        if let NodeKind::Amount(read) = node.kind
            && !amounts.contains(&Spot::Amount(read))
        {
            amounts.push(Spot::Amount(read));
        }
    }
    let reads_this = |other: &Amount| {
        let mut formulas = other.when.iter().chain([&other.formula]);
        formulas.any(|formula| {
            let mut nodes = formula.nodes.values();
            nodes.any(|node| node.kind == NodeKind::Amount(id))
        })
    };
    let others = book.amounts.iter().filter(|(_, other)| reads_this(other));
    let others: Vec<Spot> = others.map(|(other, _)| Spot::Amount(other)).collect();
    html! {
        <>
            { links(frame, Key::ReadsParameters, &parameters) }
            { links(frame, Key::ReadsAmounts, &amounts) }
            { links(frame, Key::ReadBy, &others) }
        </>
    }
}
