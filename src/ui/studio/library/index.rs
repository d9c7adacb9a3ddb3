//! The first view of the library: a search, levers by filters, and the documents.

use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::parts::link;
use super::state::{Filter, MOST_HITS, Spot, levers, offices, search};
use crate::check::rulebook::LeverId;
use crate::scenario::assessment::LeverStatus;
use crate::ui::components::select::Select;
use crate::ui::components::typing::SearchField;
use crate::ui::state::State;
use crate::ui::store::{Frame, Shared, use_frame};
use crate::ui::text::bracketed;
use crate::ui::text::library::LibraryKey as Key;

/// Props of [`Index`].
#[derive(Properties, PartialEq)]
pub(super) struct Props {
    /// The state.
    pub(super) state: Shared<State>,
}

/// Statuses in the order of the select.
const STATUSES: [(LeverStatus, Key); 7] = [
    (LeverStatus::Applies, Key::Applies),
    (LeverStatus::AmountOpen, Key::AmountOpen),
    (LeverStatus::NeedsFacts, Key::NeedsFacts),
    (LeverStatus::DoesNotApply, Key::DoesNotApply),
    (LeverStatus::NotInForce, Key::NotInForce),
    (LeverStatus::NotSettled, Key::NotSettled),
    (LeverStatus::NotCovered, Key::NotCovered),
];

/// What a lever is for the enterprise in hand.
pub(super) fn status_of(state: &State, id: LeverId) -> Option<Key> {
    let result = state.outcome.assessment.as_ref().ok()?;
    let line = result.levers.iter().find(|line| line.lever == id)?;
    let found = STATUSES.iter().find(|(status, _)| *status == line.status)?;
    Some(found.1)
}

/// The view.
#[component]
pub(super) fn Index(props: &Props) -> Html {
    let frame = use_frame();
    let query = use_state(String::new);
    let filter = use_state(Filter::default);
    let on_type = {
        let query = query.clone();
        Callback::from(move |text: String| query.set(text))
    };
    let book = frame.book();
    let counts = [
        book.documents.len(),
        book.levers.len(),
        book.parameters.len(),
        book.amounts.len(),
    ];
    let counts = counts.map(|count| count.to_string());
    let counts: Vec<&str> = counts.iter().map(String::as_str).collect();
    html! {
        <article class="library">
            <h2>{ frame.say(Key::Title) }</h2>
            <p>{ frame.say(Key::Lead) }{ " " }{ frame.fill(Key::Counts, &counts) }</p>
            <p>
                <a class="stand" href="#/coverage">{ frame.say(Key::CoverageLink) }</a>{ " · " }
                <a class="stand" href="#/changes">{ frame.say(Key::ChangesLink) }</a>
            </p>
            <search>
                <label for="library-search">{ frame.say(Key::Search) }</label>
                <SearchField id="library-search" value={(*query).clone()} {on_type} described_by="library-search-hint" />
                <p class="hint" id="library-search-hint">{ frame.say(Key::SearchHint) }</p>
            </search>
            { hits(&frame, &query) }
            { listed(&frame, &props.state, &filter) }
            { documents(&frame) }
        </article>
    }
}

fn hits(frame: &Frame, query: &str) -> Html {
    if query.trim().is_empty() {
        return Html::default();
    }
    let found = search(frame.book(), query);
    let shown = found.iter().take(MOST_HITS);
    let kind = |spot: &Spot| match spot {
        Spot::Document(_) => Key::KindDocument,
        Spot::Lever(_) => Key::KindLever,
        Spot::Parameter(_) => Key::KindParameter,
        _ => Key::KindAmount,
    };
    html! {
        <section class="panel" aria-live="polite">
            <h3>{ frame.fill(Key::Hits, &[&found.len().to_string()]) }</h3>
            <ul>{ for shown.map(|spot| html! {
                <li>{ link(frame, *spot) }{ " " }<span class="hint">{ frame.say(kind(spot)) }</span></li>
            }) }</ul>
            if found.len() > MOST_HITS {
                <p class="hint">{ frame.say(Key::MoreHits) }</p>
            }
        </section>
    }
}

/// A select of the filter: what it is called, what may be chosen, and which part it sets.
fn choice(
    frame: &Frame,
    filter: &UseStateHandle<Filter>,
    (label, id): (Key, &'static str),
    options: Vec<(AttrValue, AttrValue)>,
    part: fn(&mut Filter) -> &mut String,
) -> Html {
    let mut all = vec![(AttrValue::from(""), AttrValue::from(frame.say(Key::All)))];
    all.extend(options);
    let mut now = (**filter).clone();
    let value = AttrValue::from(part(&mut now).clone());
    let handle = filter.clone();
    let on_choose = Callback::from(move |chosen: String| {
        let mut changed = (*handle).clone();
        *part(&mut changed) = chosen;
        handle.set(changed);
    });
    html! {
        <div class="library-filter">
            <label for={id}>{ frame.say(label) }</label>
            <Select id={AttrValue::from(id)} options={all} {value} {on_choose} />
        </div>
    }
}

fn filters(frame: &Frame, filter: &UseStateHandle<Filter>) -> Html {
    let book = frame.book();
    let pair = |id: &str, words: String| (AttrValue::from(id.to_owned()), AttrValue::from(words));
    let documents = book.documents.values().filter(|one| !one.national);
    let documents = documents.map(|one| {
        pair(
            &one.id,
            format!("{} {}", one.number, frame.text(&one.title)),
        )
    });
    let subjects = book.subjects.values();
    let subjects = subjects.map(|one| pair(&one.id, frame.text(&one.label).to_owned()));
    let offices = offices(book).into_iter();
    let offices = offices.map(|one| pair(&one.zh, frame.text(one).to_owned()));
    let statuses = STATUSES.iter();
    let statuses = statuses.map(|(one, key)| pair(one.word(), frame.say(*key).to_owned()));
    let handle = filter.clone();
    let on_check = Callback::from(move |event: Event| {
        let target = event.target().and_then(|target| target.dyn_into().ok());
        if let Some(checked) = target.map(|input: HtmlInputElement| input.checked()) {
            let mut changed = (*handle).clone();
            changed.in_force = checked;
            handle.set(changed);
        }
    });
    html! {
        <div class="library-filters">
            { choice(frame, filter, (Key::FilterDocument, "library-document"), documents.collect(), |f| &mut f.document) }
            { choice(frame, filter, (Key::Subject, "library-subject"), subjects.collect(), |f| &mut f.subject) }
            { choice(frame, filter, (Key::Office, "library-office"), offices.collect(), |f| &mut f.office) }
            { choice(frame, filter, (Key::Here, "library-status"), statuses.collect(), |f| &mut f.status) }
            <label class="library-check">
                <input type="checkbox" checked={filter.in_force} onchange={on_check} />
                { frame.say(Key::OnlyInForce) }
            </label>
        </div>
    }
}

fn listed(frame: &Frame, state: &State, filter: &UseStateHandle<Filter>) -> Html {
    let book = frame.book();
    let result = state
        .outcome
        .assessment
        .as_ref()
        .ok()
        .map(|result| &**result);
    let found = levers(book, filter, result);
    let one = |id: &LeverId| {
        let lever = &book.levers[*id];
        let office = lever.office.as_ref();
        let status = status_of(state, *id).map(|key| frame.say(key));
        html! {
            <li key={lever.id.clone()}>
                { link(frame, Spot::Lever(*id)) }
                <span class="hint">{ " " }{ status }{ " " }{ office.map(|office| frame.text(office).to_owned()) }</span>
            </li>
        }
    };
    html! {
        <section class="panel">
            <h3>{ frame.say(Key::Levers) }</h3>
            { filters(frame, filter) }
            <p aria-live="polite">{ frame.fill(Key::LeversFound, &[&found.len().to_string()]) }</p>
            <details open={found.len() < book.levers.len()}>
                <summary>{ frame.say(Key::ShowLevers) }</summary>
                <ul>{ for found.iter().map(one) }</ul>
            </details>
        </section>
    }
}

fn documents(frame: &Frame) -> Html {
    let book = frame.book();
    let entry = |id, document: &crate::check::rulebook::Document| {
        let label = bracketed(frame.text(&document.title), &document.number, frame.lang);
        let href = Spot::Document(id).href(book);
        html! { <li key={document.id.clone()}><a {href}>{ label }</a></li> }
    };
    let of = |national: bool| {
        let documents = book.documents.iter();
        let documents = documents.filter(move |(_, document)| document.national == national);
        documents.map(|(id, document)| entry(id, document))
    };
    html! {
        <>
            <section class="panel">
                <h3>{ frame.say(Key::DocumentsOfProvince) }</h3>
                <ul>{ for of(false) }</ul>
            </section>
            <section class="panel">
                <details>
                    <summary>{ frame.say(Key::NationalRules) }</summary>
                    <ul>{ for of(true) }</ul>
                </details>
            </section>
        </>
    }
}
