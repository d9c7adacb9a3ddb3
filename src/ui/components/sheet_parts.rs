//! The sections of the sheet, as tables whose heads stand on every page and whose lines are never cut.

use yew::prelude::*;

use crate::report::sheet::{
    Clause, Datum, Entry, Figure, Group, Line, Office, Part, Policy, PolicyGroup, Sheet, Total,
};
use crate::ui::store::Frame;
use crate::ui::text::Key;

/// A name and what it is.
pub(super) fn entry(entry: &Entry) -> Html {
    html! { <div><dt>{ &entry.label }</dt><dd>{ &entry.value }</dd></div> }
}

/// The head of a table: headings, numbers to the right.
fn head(headings: &[(&str, bool)]) -> Html {
    let one = |(text, number): &(&str, bool)| {
        let class = number.then_some("num");
        html! { <th scope="col" {class}>{ *text }</th> }
    };
    html! { <thead><tr>{ for headings.iter().map(one) }</tr></thead> }
}

/// A section with one table.
fn section(class: &'static str, title: &str, table: Html) -> Html {
    let label = title.to_owned();
    html! {
        <section class={class}><h3>{ title }</h3>
            <div class="scroll" tabindex="0" role="group" aria-label={label}>{ table }</div>
        </section>
    }
}

/// The bottom line.
pub(super) fn totals(frame: &Frame, sheet: &Sheet) -> Html {
    let line = |total: &Total| {
        html! { <tr><th scope="row">{ &total.label }</th>
        <td class="num">{ &total.text }{ " " }{ frame.say(Key::Yuan) }</td></tr> }
    };
    html! {
        <section><h3>{ frame.say(Key::BottomLine) }</h3>
            <table class="sheet-totals"><tbody>{ for sheet.totals.iter().map(line) }</tbody></table>
            { for sheet.remarks.iter().map(|remark| html! { <p class="hint">{ remark }</p> }) }
        </section>
    }
}

/// Amounts of one kind.
pub(super) fn amounts(frame: &Frame, group: &Group) -> Html {
    let head = head(&[
        (frame.say(Key::ColumnItem), false),
        (frame.say(Key::SheetBase), true),
        (frame.say(Key::SheetRate), true),
        (frame.say(Key::SheetMonths), true),
        (frame.say(Key::SheetAmount), true),
        (frame.say(Key::SheetClause), false),
    ]);
    let sum = group.sum.as_ref().map(|sum| {
        html! { <tbody class="sum"><tr>
            <th scope="row" colspan="4">{ &sum.label }</th><td class="num">{ &sum.text }</td><td></td>
        </tr></tbody> }
    });
    let table = html! {
        <table class="sheet-amounts">
            { head }
            { for group.lines.iter().map(|one| line(group, one)) }
            { for sum }
        </table>
    };
    section("sheet-group", &group.title, table)
}

fn line(group: &Group, line: &Line) -> Html {
    let rows = line.parts.len().max(1).to_string();
    let first = line.parts.first();
    let rest = line.parts.iter().skip(1);
    // Money goes without saying; the groups that are not in the total hold other units too.
    let unit = (line.unit != "元").then(|| html! { <span class="unit">{ &line.unit }</span> });
    let kind = group
        .sum
        .is_none()
        .then(|| html! { <span class="kind">{ &line.kind }</span> });
    html! {
        <tbody>
            <tr>
                <th scope="row" rowspan={rows.clone()}>
                    <a href={format!("#/amount/{}", line.address)}>{ &line.label }</a>{ kind }
                </th>
                { for first.map(part) }
                <td class="num total" rowspan={rows.clone()}>{ &line.text }{ unit }</td>
                <td class="clauses" rowspan={rows}>{ for line.clauses.iter().map(clause) }</td>
            </tr>
            { for rest.map(|one| html! { <tr>{ part(one) }</tr> }) }
        </tbody>
    }
}

fn part(part: &Part) -> Html {
    let when = (!part.when.is_empty()).then(|| html! { <span class="when">{ &part.when }</span> });
    let months = match (part.months, part.twelfths) {
        (0, _) => String::new(),
        (months, true) => format!("{months}/12"),
        (months, false) => months.to_string(),
    };
    if part.base.plain.is_none() {
        return html! {
            <td colspan="3" class="reason">{ when }<span class="of">{ &part.base.name }</span></td>
        };
    }
    let cell = |figure: &Figure, when: Option<Html>| {
        html! {
            <td class="num">{ when }{ &figure.text }
                <span class="of">{ &figure.name }</span>
                if !figure.detail.is_empty() {
                    <span class="of detail">{ &figure.detail }</span>
                }
            </td>
        }
    };
    html! {
        <>
            { cell(&part.base, when) }
            { cell(&part.rate, None) }
            <td class="num">{ months }</td>
        </>
    }
}

fn clause(clause: &Clause) -> Html {
    // The first mark is the grade; what follows are doubts.
    let marks = clause.marks.iter().enumerate().map(|(at, mark)| {
        let class = if at == 0 {
            clause.grade.clone()
        } else {
            "verify".to_owned()
        };
        html! { <span class={classes!("grade", class)}>{ mark }</span> }
    });
    html! { <p>{ &clause.text }{ " " }{ for marks }</p> }
}

/// Policies of one status.
pub(super) fn policies(frame: &Frame, group: &PolicyGroup) -> Html {
    let head = head(&[
        (frame.say(Key::ColumnPolicy), false),
        (group.why.as_str(), false),
        (frame.say(Key::ColumnClause), false),
    ]);
    let ways = |row: &Policy| {
        let list = row.ways.iter().map(|way| html! { <li>{ way }</li> });
        (!row.ways.is_empty()).then(|| {
            html! {
                <><span class="of">{ frame.say(Key::SheetWay) }</span><ul>{ for list }</ul></>
            }
        })
    };
    let row = |row: &Policy| {
        html! {
            <tr>
                <th scope="row">{ &row.title }</th>
                <td>{ for row.why.iter().map(|why| html! { <p>{ why }</p> }) }{ ways(row) }</td>
                <td class="clauses">{ &row.clause }</td>
            </tr>
        }
    };
    let table = html! {
        <table class="sheet-policies" data-status={group.status.clone()}>
            { head }<tbody>{ for group.rows.iter().map(row) }</tbody>
        </table>
    };
    section("sheet-group", &group.title, table)
}

/// Offices in charge and what to hand in.
pub(super) fn offices(frame: &Frame, sheet: &Sheet) -> Html {
    if sheet.offices.is_empty() {
        return Html::default();
    }
    let head = head(&[
        (frame.say(Key::SheetOffice), false),
        (frame.say(Key::ColumnPolicy), false),
        (frame.say(Key::SheetApply), false),
        (frame.say(Key::ColumnClause), false),
    ]);
    let rows = |office: &Office| {
        let count = office.rows.len().to_string();
        let row = |(at, errand): (usize, &crate::report::sheet::Errand)| {
            let name = (at == 0).then(|| {
                html! { <th scope="rowgroup" rowspan={count.clone()}>{ &office.name }</th> }
            });
            html! {
                <tr>{ name }<td>{ &errand.title }</td><td>{ &errand.apply }</td>
                    <td class="clauses">{ &errand.clause }</td></tr>
            }
        };
        html! { <tbody>{ for office.rows.iter().enumerate().map(row) }</tbody> }
    };
    let table = html! {
        <table class="sheet-offices">{ head }{ for sheet.offices.iter().map(rows) }</table>
    };
    section("sheet-group", frame.say(Key::SheetOffices), table)
}

/// The facts as stated, with notes.
pub(super) fn facts(frame: &Frame, sheet: &Sheet) -> Html {
    let fact = |fact: &Datum| {
        let note = (!fact.note.is_empty())
            .then(|| html! { <span class="note user-note">{ &fact.note }</span> });
        html! { <div><dt>{ &fact.label }</dt><dd>{ &fact.text }{ note }</dd></div> }
    };
    html! {
        <section class="sheet-facts"><h3>{ frame.say(Key::SheetFacts) }</h3>
            <dl>{ for sheet.facts.iter().map(fact) }</dl></section>
    }
}
