//! Search, filters and order of the list of policies.

use yew::prelude::*;

use super::fold::use_fold;
use super::select::Select;
use super::typing::SearchField;
use crate::base::ids::Id;
use crate::check::rulebook::{DocumentId, SubjectId};
use crate::ui::lever_filter::{BLOCKS, Block, LeverFilter, offices};
use crate::ui::store::{Frame, use_frame};
use crate::ui::text::plan::PlanKey;
use crate::ui::words;

/// Props of [`LeverTools`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What is looked for.
    pub filter: LeverFilter,
    /// How many policies are shown.
    pub found: usize,
    /// Called with what is looked for now.
    pub on_change: Callback<LeverFilter>,
}

/// A search field; the rest unfolds.
#[component]
pub fn LeverTools(props: &Props) -> Html {
    let frame = use_frame();
    let (open, toggle) = use_fold();
    let with = |change: fn(&mut LeverFilter, String)| {
        let (filter, on_change) = (props.filter.clone(), props.on_change.clone());
        Callback::from(move |value: String| {
            let mut filter = filter.clone();
            change(&mut filter, value);
            on_change.emit(filter);
        })
    };
    let words = with(|filter, value| filter.words = value);
    html! {
        <div class="lever-tools" role="search">
            <SearchField label={frame.say(PlanKey::Find)} value={props.filter.words.clone()} on_type={words} />
            <details {open}>
                <summary onclick={toggle}>{ frame.say(PlanKey::FilterBy) }</summary>
                if open {
                    <div class="filters">{ filters(&frame, &props.filter, &with) }</div>
                }
            </details>
            <p class="hint" role="status">
                if props.filter.is_set() {
                    { frame.fill(PlanKey::Found, &[&props.found.to_string()]) }
                }
            </p>
        </div>
    }
}

type With<'a> = &'a dyn Fn(fn(&mut LeverFilter, String)) -> Callback<String>;

fn filters(frame: &Frame, filter: &LeverFilter, with: With<'_>) -> Html {
    let book = frame.book();
    let any = |key: PlanKey| (AttrValue::from(""), AttrValue::from(frame.say(key)));
    let index = |index: usize| AttrValue::from(index.to_string());
    let subjects = book
        .subjects
        .iter()
        .map(|(id, subject)| (index(id.index()), frame.attr(&subject.label)));
    let cited = |id: &DocumentId| {
        let mut levers = book.levers.values();
        levers.any(|lever| lever.cite.iter().any(|cite| cite.document == *id))
    };
    let documents = book.documents.ids().filter(cited);
    let documents = documents.map(|id| {
        (
            index(id.index()),
            AttrValue::from(book.documents[id].number.clone()),
        )
    });
    let offices = offices(book, frame.lang);
    let offices = offices
        .into_iter()
        .map(|(key, name)| (AttrValue::from(key), AttrValue::from(name)));
    let blocks = BLOCKS.iter().enumerate();
    let blocks = blocks.map(|(at, block)| (index(at), AttrValue::from(block_word(frame, *block))));
    let in_period = (
        AttrValue::from("now"),
        AttrValue::from(frame.say(PlanKey::InPeriod)),
    );
    let chosen = |id: Option<usize>| id.map(index).unwrap_or_default();
    let block = filter
        .block
        .and_then(|block| BLOCKS.iter().position(|one| *one == block));
    let state = if filter.in_period {
        AttrValue::from("now")
    } else {
        chosen(block)
    };
    let order = [
        (AttrValue::from(""), PlanKey::ByEffect),
        (AttrValue::from("book"), PlanKey::ByBook),
    ];
    let order = order.map(|(value, key)| (value, AttrValue::from(frame.say(key))));
    let one = |key: PlanKey,
               options: Vec<(AttrValue, AttrValue)>,
               value: AttrValue,
               on_choose: Callback<String>| {
        html! {
            <Select label={frame.say(key)} {options} {value} {on_choose} />
        }
    };
    html! {
        <>
            { one(PlanKey::Subject, std::iter::once(any(PlanKey::AnySubject)).chain(subjects).collect(),
                chosen(filter.subject.map(Id::index)),
                with(|filter, value| filter.subject = value.parse().ok().map(SubjectId::from_index))) }
            { one(PlanKey::Document, std::iter::once(any(PlanKey::AnyDocument)).chain(documents).collect(),
                chosen(filter.document.map(Id::index)),
                with(|filter, value| filter.document = value.parse().ok().map(DocumentId::from_index))) }
            { one(PlanKey::Office, std::iter::once(any(PlanKey::AnyOffice)).chain(offices).collect(),
                filter.office.clone().map(AttrValue::from).unwrap_or_default(),
                with(|filter, value| filter.office = (!value.is_empty()).then_some(value))) }
            { one(PlanKey::State, [any(PlanKey::AnyState), in_period].into_iter().chain(blocks).collect(), state,
                with(|filter, value| {
                    filter.in_period = value == "now";
                    filter.block = value.parse().ok().and_then(|at: usize| BLOCKS.get(at).copied());
                })) }
            { one(PlanKey::Order, order.into(), AttrValue::from(if filter.by_book { "book" } else { "" }),
                with(|filter, value| filter.by_book = value == "book")) }
        </>
    }
}

/// The heading of a block.
pub fn block_word(frame: &Frame, block: Block) -> &'static str {
    match block {
        Block::Status(status) => frame.say(words::lever_status(status)),
        Block::InReach => frame.say(PlanKey::InReach),
        Block::OutOfReach => frame.say(PlanKey::OutOfReach),
    }
}
