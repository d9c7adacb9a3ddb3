//! A parameter with its history: drawn over the years, as a table, and who uses it.

use yew::prelude::*;

use super::parts::{cites, line, link, top_links};
use super::state::{Spot, askers, drawn, users};
use crate::base::{Date, Lang};
use crate::charts;
use crate::check::history::{Dated, Grade};
use crate::check::rulebook::{Parameter, ParameterId, Shape};
use crate::report::DatedEntry;
use crate::report::history::history;
use crate::report::law::LawEntry;
use crate::ui::components::figure::Figure;
use crate::ui::store::{Frame, use_frame};
use crate::ui::text::library::LibraryKey as Key;

/// Props of [`ParameterView`].
#[derive(Properties, PartialEq)]
pub(super) struct Props {
    /// Which.
    pub(super) id: ParameterId,
}

/// The view.
#[component]
pub(super) fn ParameterView(props: &Props) -> Html {
    let frame = use_frame();
    let book = frame.book();
    let parameter = &book.parameters[props.id];
    let unit = match &parameter.shape {
        Shape::Number(measure)
        | Shape::Brackets { measure, .. }
        | Shape::ByChoice { measure, .. } => {
            Some(measure.text.clone()).filter(|unit| !unit.is_empty())
        }
        _ => None,
    };
    let checked = parameter
        .checked_until
        .map(|day| html! { { day.to_string() } });
    let note = parameter.note.as_ref();
    let levers: Vec<Spot> = askers(book, props.id)
        .into_iter()
        .map(Spot::Lever)
        .collect();
    let amounts: Vec<Spot> = users(book, props.id)
        .into_iter()
        .map(Spot::Amount)
        .collect();
    html! {
        <>
            <h2>{ frame.text(&parameter.label) }</h2>
            <section class="panel">
                <dl>
                    { line(&frame, Key::Unit, unit.map(|unit| html! { { unit } })) }
                    { line(&frame, Key::CheckedUntil, checked) }
                    { line(&frame, Key::Cited, (!parameter.cite.is_empty()).then(|| cites(&frame, &parameter.cite))) }
                    { line(&frame, Key::Note, note.map(|note| html! { { frame.text(note).to_owned() } })) }
                </dl>
                if parameter.open {
                    <p>{ frame.say(Key::OpenFigure) }</p>
                }
            </section>
            { chart(&frame, parameter) }
            if !parameter.history.values.is_empty() {
                <section class="panel">{ table(&frame, parameter) }</section>
            }
            <section class="panel">
                { top_links(&frame, Key::Levers, &levers) }
                { top_links(&frame, Key::Amounts, &amounts) }
            </section>
        </>
    }
}

fn chart(frame: &Frame, parameter: &Parameter) -> Html {
    let until = Date::new(crate::ui::dom::this_year() + 1, 1, 1);
    let Some(curve) = until.and_then(|until| drawn(parameter, until)) else {
        return Html::default();
    };
    let width = charts::width_for(
        crate::ui::dom::window_width().saturating_sub(64).min(820),
        frame.elder,
    );
    let unit = match &parameter.shape {
        Shape::Number(measure) => measure.text.clone(),
        _ => String::new(),
    };
    let rows = history(frame.book(), parameter).values;
    let rows = rows.iter().map(|value| {
        vec![
            AttrValue::from(value.from.clone()),
            AttrValue::from(law(&value.law)),
        ]
    });
    html! {
        <Figure id="history" title={frame.say(Key::HistoryDrawn)} note={frame.fill(Key::HistoryNote, &[&unit])}
            svg={charts::curve_over_years(&curve, width).map(AttrValue::from)} legend={Vec::new()}
            heads={vec![frame.say(Key::FromDay).into(), frame.say(Key::Value).into()]}
            rows={rows.collect::<Vec<_>>()} />
    }
}

fn table(frame: &Frame, parameter: &Parameter) -> Html {
    let report = history(frame.book(), parameter);
    let heads = [
        Key::Span,
        Key::Value,
        Key::Grade,
        Key::OwnedBy,
        Key::Without,
        Key::Cited,
    ];
    let rows = report.values.iter().zip(&parameter.history.values);
    html! {
        <div class="scroll" tabindex="0" role="group" aria-label={frame.say(Key::History)}>
            <table>
                <caption>{ frame.say(Key::History) }</caption>
                <thead><tr>{ for heads.iter().map(|head| html! { <th scope="col">{ frame.say(*head) }</th> }) }</tr></thead>
                <tbody>
                    <tr>
                        <th scope="row">{ frame.say(Key::Before) }</th>
                        <td>{ words(frame, &report.opens) }</td><td></td><td></td><td></td><td></td>
                    </tr>
                    { for rows.map(|(value, dated)| row(frame, value, dated)) }
                </tbody>
            </table>
        </div>
    }
}

fn row(frame: &Frame, value: &DatedEntry, dated: &Dated) -> Html {
    let span = match &value.to {
        Some(to) => frame.fill(Key::FromTo, &[&value.from, to]),
        None => frame.fill(Key::From, &[&value.from]),
    };
    let grade = match dated.grade {
        Grade::Document => Key::GradeDocument,
        Grade::National => Key::GradeNational,
        Grade::Assumption => Key::GradeAssumption,
    };
    html! {
        <tr>
            <th scope="row">{ span }</th>
            <td>
                { words(frame, &value.law) }
                if let Some(note) = &value.note { <span class="hint">{ " " }{ note.get(frame.lang) }</span> }
            </td>
            <td>{ frame.say(grade) }if value.verify { { " " }{ frame.say(Key::ToBeVerified) } }</td>
            <td>{ for dated.lever.map(|lever| link(frame, Spot::Lever(lever))) }</td>
            <td>{ for value.without.as_ref().map(|without| words(frame, without)) }</td>
            <td>{ cites(frame, &dated.cite) }</td>
        </tr>
    }
}

fn words(frame: &Frame, of: &LawEntry) -> String {
    let state = |state: &str| match (state, frame.lang) {
        ("absent", Lang::Zh) => "尚无此规定",
        ("absent", Lang::En) => "no such law",
        ("open", Lang::Zh) => "文件未定数额",
        ("open", Lang::En) => "no figure set",
        (_, Lang::Zh) => "未查明",
        (_, Lang::En) => "undetermined",
    };
    if of.state == "rows" {
        let rows = of.rows.iter().map(|row| {
            let value = row.value.clone();
            let value = value.unwrap_or_else(|| state(row.state).to_owned());
            match (&row.option, &row.upto) {
                (Some(option), _) => format!("{option} {value}"),
                (None, Some(upto)) => format!("≤{upto} {value}"),
                (None, None) => format!("… {value}"),
            }
        });
        return rows.collect::<Vec<_>>().join(" | ");
    }
    let value = of.value.clone();
    value.unwrap_or_else(|| state(of.state).to_owned())
}

fn law(of: &LawEntry) -> String {
    of.value.clone().unwrap_or_else(|| "–".to_owned())
}
