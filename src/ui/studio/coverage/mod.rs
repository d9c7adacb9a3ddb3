//! The coverage page: every figure and every lever of the documents, and where it is computed.
//!
//! The lists are fetched as one text when the page is visited and held against the rulebook here, as the
//! command does; an address `#/coverage/DOCUMENT` opens that document.

use yew::prelude::*;

use super::fetched::{Fetched, use_fetched};
use super::{PageProps, use_frame};
use crate::coverage::read;
use crate::report::coverage::{
    CoverageDocument, CoverageFigure, CoverageReport, CoverageRow, RecordReport,
};
use crate::rulebook::archive::unpack;
use crate::ui::store::Frame;
use crate::ui::text::coverage::CoverageKey as Key;

/// The page.
#[component]
pub fn CoveragePage(props: &PageProps) -> Html {
    let frame = use_frame();
    let lists = use_fetched("coverage.txt");
    let report = use_memo(lists, |lists| match lists {
        Fetched::Waiting => Err(None),
        Fetched::Refused(why) => Err(Some(why.to_string())),
        Fetched::Here(text) => read(unpack(text))
            .map(|listed| CoverageReport::new(frame.book(), &listed))
            .map_err(Some),
    });
    let frame = use_frame();
    let body = match &*report {
        Ok(report) => body(&frame, report, &props.rest),
        Err(None) => html! { <p>{ frame.say(Key::Loading) }</p> },
        Err(Some(why)) => html! { <p role="alert">{ frame.fill(Key::NotLoaded, &[why]) }</p> },
    };
    html! {
        <article class="coverage">
            <nav aria-label={frame.say(Key::Library)}><a class="stand" href="#/library">{ frame.say(Key::Library) }</a></nav>
            <h2>{ frame.say(Key::Title) }</h2>
            <p>{ frame.say(Key::Lead) }</p>
            { body }
        </article>
    }
}

fn body(frame: &Frame, report: &CoverageReport, opened: &str) -> Html {
    html! {
        <>
            { counts(frame, report) }
            { for report.documents.iter().map(|one| document(frame, one, one.id == opened)) }
            { levers(frame, report) }
        </>
    }
}

/// How many figures each document has, and what became of them.
fn counts(frame: &Frame, report: &CoverageReport) -> Html {
    let heads = [
        Key::Document,
        Key::Figures,
        Key::Held,
        Key::ToCome,
        Key::NotALever,
    ];
    let of = |one: &CoverageDocument| [one.figures, one.held, one.awaited, one.not_a_lever];
    let mut sums = [0; 4];
    for document in &report.documents {
        sums.iter_mut()
            .zip(of(document))
            .for_each(|(sum, n)| *sum += n);
    }
    let row = |name: Html, counts: [usize; 4]| {
        html! {
            <tr>
                <th scope="row">{ name }</th>
                { for counts.map(|count| html! { <td class="num">{ count }</td> }) }
            </tr>
        }
    };
    html! {
        <section class="panel">
            <div class="scroll" tabindex="0" role="group" aria-label={frame.say(Key::Counts)}>
                <table>
                    <caption>{ frame.say(Key::Counts) }</caption>
                    <thead><tr>
                        { for heads.iter().enumerate().map(|(at, head)| html! {
                            <th scope="col" class={(at > 0).then_some("num")}>{ frame.say(*head) }</th>
                        }) }
                    </tr></thead>
                    <tbody>
                        { for report.documents.iter().map(|one| {
                            row(html! { <a href={format!("#/coverage/{}", one.id)}>{ &one.number }</a> }, of(one))
                        }) }
                    </tbody>
                    <tfoot>{ row(html! { { frame.say(Key::Sum) } }, sums) }</tfoot>
                </table>
            </div>
        </section>
    }
}

fn document(frame: &Frame, document: &CoverageDocument, open: bool) -> Html {
    let heads = [Key::Clause, Key::Figure, Key::Where];
    let label = document.title.get(frame.lang).to_owned();
    html! {
        <section class="panel" key={document.id.clone()}>
            <details {open}>
                <summary>{ format!("{} {label}", document.number) }</summary>
                if document.in_rulebook {
                    <p><a href={format!("#/library/document/{}", document.id)}>{ frame.say(Key::InLibrary) }</a></p>
                }
                <div class="scroll" tabindex="0" role="group" aria-label={label.clone()}>
                    <table>
                        <thead><tr>{ for heads.iter().map(|head| html! { <th scope="col">{ frame.say(*head) }</th> }) }</tr></thead>
                        <tbody>{ for document.entries.iter().map(|entry| figure(frame, entry)) }</tbody>
                    </table>
                </div>
            </details>
        </section>
    }
}

fn figure(frame: &Frame, entry: &CoverageFigure) -> Html {
    let said = |text: &Option<crate::report::TextReport>| {
        text.as_ref().map(|text| text.get(frame.lang).to_owned())
    };
    let place = if !entry.held.is_empty() {
        html! { <ul>{ for entry.held.iter().map(|record| html! { <li>{ link(frame, record) }</li> }) }</ul> }
    } else if let Some(lever) = &entry.awaits {
        html! { <>{ said(&entry.what) }{ " " }<span class="hint">{ frame.fill(Key::Awaits, &[lever]) }</span></> }
    } else {
        html! { <>{ said(&entry.what) }<br /><span class="hint">{ said(&entry.because) }</span></> }
    };
    html! {
        <tr>
            <td>{ &entry.clause }</td>
            <td>{ &entry.figure }</td>
            <td>{ place }</td>
        </tr>
    }
}

fn link(frame: &Frame, record: &RecordReport) -> Html {
    let label = record.label.get(frame.lang).to_owned();
    match record.kind {
        "fact" | "group" => html! { { label } },
        kind => html! { <a href={format!("#/library/{kind}/{}", record.id)}>{ label }</a> },
    }
}

fn levers(frame: &Frame, report: &CoverageReport) -> Html {
    let mut lists: Vec<(&str, &crate::report::TextReport)> = Vec::new();
    for row in &report.levers {
        if lists.iter().all(|(list, _)| *list != row.list) {
            lists.push((&row.list, &row.heading));
        }
    }
    let heads = [Key::Number, Key::Lever, Key::State];
    let list = |(list, heading): &(&str, &crate::report::TextReport)| {
        let rows = report.levers.iter().filter(|row| row.list == *list);
        let name = heading.get(frame.lang).to_owned();
        html! {
            <div class="scroll" tabindex="0" role="group" aria-label={name.clone()}>
                <table>
                    <caption>{ name }</caption>
                    <thead><tr>{ for heads.iter().map(|head| html! { <th scope="col">{ frame.say(*head) }</th> }) }</tr></thead>
                    <tbody>{ for rows.map(|row| lever(frame, row)) }</tbody>
                </table>
            </div>
        }
    };
    html! {
        <section class="panel">
            <h3>{ frame.say(Key::Levers) }</h3>
            { for lists.iter().map(list) }
        </section>
    }
}

fn lever(frame: &Frame, row: &CoverageRow) -> Html {
    let state = match row.state {
        "computed" => Key::Computed,
        "open" => Key::Open,
        "duty" => Key::Duty,
        "reading" => Key::Reading,
        _ => Key::ToCome,
    };
    let title = row.title.get(frame.lang).to_owned();
    let name = match row.held.as_slice() {
        [one] if one.kind != "fact" => {
            html! { <a href={format!("#/library/{}/{}", one.kind, one.id)}>{ title }</a> }
        }
        _ => html! { { title } },
    };
    html! {
        <tr>
            <td class="num">{ row.number.map(|number| number.to_string()) }</td>
            <th scope="row">{ name }{ " " }<code>{ &row.id }</code></th>
            <td>{ frame.say(state) }</td>
        </tr>
    }
}
