//! A document: its clauses, and what the rulebook has from each.

use yew::prelude::*;

use super::parts::links;
use super::state::{Clause, Spot, clauses};
use crate::check::rulebook::DocumentId;
use crate::ui::store::Frame;
use crate::ui::text::library::LibraryKey as Key;

/// The view.
pub(super) fn view(frame: &Frame, id: DocumentId) -> Html {
    let document = &frame.book().documents[id];
    let days = [
        (Key::Issued, document.issued),
        (Key::InForceFrom, document.in_force),
        (Key::Until, document.to),
    ];
    let day = |(key, day): &(Key, Option<crate::base::Date>)| {
        let day = (*day)?.to_string();
        Some(html! { <>{ " " }{ frame.fill(*key, &[&day]) }</> })
    };
    html! {
        <>
            <h2>{ frame.text(&document.title) }</h2>
            <p>{ &document.number }{ for days.iter().filter_map(day) }</p>
            if let Some(note) = &document.note {
                <p class="hint">{ frame.text(note) }</p>
            }
            if !document.national {
                <p><a href={format!("#/coverage/{}", document.id)}>{ frame.say(Key::CoverageOfDocument) }</a></p>
            }
            { for clauses(frame.book(), id).iter().map(|one| clause(frame, one)) }
        </>
    }
}

fn clause(frame: &Frame, clause: &Clause) -> Html {
    let name = if clause.name.is_empty() {
        frame.say(Key::WholeDocument).to_owned()
    } else {
        clause.name.clone()
    };
    let levers: Vec<Spot> = clause.levers.iter().copied().map(Spot::Lever).collect();
    let parameters: Vec<Spot> = clause
        .parameters
        .iter()
        .copied()
        .map(Spot::Parameter)
        .collect();
    let amounts: Vec<Spot> = clause.amounts.iter().copied().map(Spot::Amount).collect();
    html! {
        <section class="panel" key={clause.name.clone()}>
            <h3>{ name }</h3>
            { links(frame, Key::Levers, &levers) }
            { links(frame, Key::Parameters, &parameters) }
            { links(frame, Key::Amounts, &amounts) }
        </section>
    }
}
