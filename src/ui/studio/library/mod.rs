//! 政策库: the documents of the rulebook and the policies each is the ground of.

use yew::prelude::*;

use super::{PageProps, use_frame};
use crate::check::Rulebook;
use crate::check::rulebook::{Document, DocumentId, Lever};
use crate::ui::store::Frame;
use crate::ui::text::bracketed;
use crate::ui::text::library::LibraryKey as Key;

/// The page.
#[component]
pub fn Library(_props: &PageProps) -> Html {
    let frame = use_frame();
    let book = frame.book();
    let counts = [book.documents.len(), book.levers.len()].map(|count| count.to_string());
    let one =
        |(id, document): (DocumentId, &Document)| entry(&frame, document, &levers_of(book, id));
    html! {
        <article class="library">
            <h2>{ frame.say(Key::Title) }</h2>
            <p>{ frame.say(Key::Lead) }{ " " }
                { frame.fill(Key::DocumentsAndLevers, &[&counts[0], &counts[1]]) }</p>
            { for book.documents.iter().map(one) }
        </article>
    }
}

/// The levers whose first citation is of a document.
fn levers_of(book: &Rulebook, document: DocumentId) -> Vec<&Lever> {
    let own = |lever: &&Lever| {
        lever
            .cite
            .first()
            .is_some_and(|cite| cite.document == document)
    };
    book.levers
        .iter()
        .map(|(_, lever)| lever)
        .filter(own)
        .collect()
}

fn entry(frame: &Frame, document: &Document, levers: &[&Lever]) -> Html {
    let issued = document
        .issued
        .map(|day| frame.fill(Key::Issued, &[&day.to_string()]));
    let lever = |lever: &&Lever| {
        let title = frame.text(&lever.title);
        let words = match &lever.office {
            Some(office) => bracketed(title, frame.text(office), frame.lang),
            None => title.to_owned(),
        };
        html! { <li>{ words }</li> }
    };
    html! {
        <section class="panel" key={document.id.clone()}>
            <h3>{ frame.text(&document.title) }</h3>
            <p class="hint">{ &document.number }{ " " }{ issued }</p>
            if levers.is_empty() {
                <p>{ frame.say(Key::NoLevers) }</p>
            } else {
                <ul aria-label={frame.say(Key::Levers)}>{ for levers.iter().map(lever) }</ul>
            }
        </section>
    }
}
