//! From one total to another: line by line as a waterfall, cause by cause as a table.

use yew::prelude::*;

use super::state::Edit;
use super::table::{cause, signed};
use super::{FoundProps, use_frame};
use crate::base::Decimal;
use crate::charts::scale::money_unit;
use crate::charts::{self, Step};
use crate::scenario::compare::{Between, Part};
use crate::ui::components::charts::use_width;
use crate::ui::components::figure::Figure;
use crate::ui::components::select::Select;
use crate::ui::format;
use crate::ui::store::Frame;
use crate::ui::text::compare::CompareKey as Key;
use crate::ui::text::list;

/// The two ends, the waterfall and the attribution.
#[component]
pub fn Way(props: &FoundProps) -> Html {
    let frame = use_frame();
    let (node, width) = use_width();
    let (set, prepared) = (&props.set, &props.found.prepared);
    if set.columns.len() < 2 {
        return Html::default();
    }
    let names = &prepared.names;
    let pick = |key: Key,
                id: &'static str,
                value: usize,
                edit: fn((usize, usize), usize) -> Edit| {
        let options = names.iter().enumerate().map(|(at, name)| {
            let name = if name.is_empty() {
                (at + 1).to_string()
            } else {
                name.clone()
            };
            (AttrValue::from(at.to_string()), AttrValue::from(name))
        });
        let (act, way) = (props.act.clone(), set.way);
        let on_choose = Callback::from(move |chosen: String| {
            if let Ok(at) = chosen.parse() {
                act.emit(edit(way, at));
            }
        });
        html! {
            <label for={id}>{ frame.say(key) }{ " " }
                <Select {id} options={options.collect::<Vec<_>>()} value={value.to_string()} {on_choose} /></label>
        }
    };
    let name = |at: usize| names.get(at).cloned().unwrap_or_default();
    let ends = (name(set.way.0), name(set.way.1));
    html! {
        <section class="panel" aria-labelledby="way-title">
            <h3 id="way-title">{ frame.say(Key::WayTitle) }</h3>
            <div class="row-tools">
                { pick(Key::WayFrom, "way-from", set.way.0, |way, at| Edit::Look(at, way.1)) }
                { pick(Key::WayTo, "way-to", set.way.1, |way, at| Edit::Look(way.0, at)) }
            </div>
            <div ref={node} class="charts-width"></div>
            if let Some(way) = &props.found.way {
                { attribution(&frame, way, &ends) }
                { fall(&frame, way, &ends, width) }
                if !way.left_out.is_empty() {
                    <p class="hint">{ frame.fill(Key::LeftOut, &[&left_out(&frame, way)]) }</p>
                }
            } else {
                <p>{ frame.say(Key::WaySame) }</p>
            }
        </section>
    }
}

fn left_out(frame: &Frame, way: &Between) -> String {
    let labels = way
        .left_out
        .iter()
        .map(|left| frame.text(&left.label).to_owned());
    list(labels.collect::<Vec<_>>(), frame.lang)
}

fn fall(frame: &Frame, way: &Between, (from, to): &(String, String), width: u32) -> Html {
    let lang = frame.lang;
    let end = |name: &str, value: Decimal| {
        (
            name.to_owned(),
            format::short_text(value, lang),
            charts::number(value),
        )
    };
    let step = |change: Decimal, label: &str| Step {
        label: label.to_owned(),
        written: short_signed(frame, change),
        change: charts::number(change),
    };
    let steps = way
        .lines
        .iter()
        .map(|(_, _, label, change)| step(*change, frame.text(label)));
    let data = charts::waterfall::Waterfall {
        start: end(from, way.start),
        steps: steps.collect(),
        end: end(to, way.end),
    };
    let drawn = charts::waterfall(&data, width, lang).filter(|_| !way.lines.is_empty());
    let largest = data.start.2.abs().max(data.end.2.abs());
    let mut note = frame.fill(Key::FallNote, &[money_unit(largest, lang).1]);
    let cut = drawn.as_ref().is_some_and(|(_, cut)| *cut);
    for (shown, key) in [
        (cut, Key::FallCut),
        (!way.left_out.is_empty(), Key::FallPartial),
    ] {
        if shown {
            note.push(' ');
            note.push_str(frame.say(key));
        }
    }
    let row = |label: &str, change: &str, running: Decimal| -> Vec<AttrValue> {
        vec![
            label.to_owned().into(),
            change.to_owned().into(),
            format::money(running).into(),
        ]
    };
    let mut running = way.start;
    let mut rows = vec![row(from, "—", running)];
    for (_, _, label, change) in &way.lines {
        running = running.add(*change).unwrap_or(running);
        rows.push(row(frame.text(label), &signed(*change), running));
    }
    rows.push(row(to, "—", way.end));
    let heads = [Key::Amount, Key::Change, Key::Total].map(|key| frame.say(key).into());
    let legend = vec![
        ("before", AttrValue::from(from.clone())),
        ("less", AttrValue::from(frame.say(Key::Lower))),
        ("more", AttrValue::from(frame.say(Key::Higher))),
        ("after", AttrValue::from(to.clone())),
    ];
    html! {
        <Figure id="fall" title={frame.fill(Key::FallTitle, &[from, to])} {note}
            svg={drawn.map(|(svg, _)| AttrValue::from(svg))} instead={frame.say(Key::NoDifference)}
            {legend} heads={heads.to_vec()} {rows} />
    }
}

fn short_signed(frame: &Frame, value: Decimal) -> String {
    let text = format::short_text(value, frame.lang);
    if value > Decimal::ZERO {
        format!("+{text}")
    } else {
        text
    }
}

/// Cause by cause, with facts and changes under each.
fn attribution(frame: &Frame, way: &Between, (from, to): &(String, String)) -> Html {
    let row = |class: &'static str, label: String, value: String| {
        html! { <tr class={class}><th scope="row">{ label }</th><td class="num">{ value }</td></tr> }
    };
    let part = |part: &Part| {
        let names = part
            .names
            .iter()
            .map(|(_, label)| frame.text(label).to_owned());
        let names = if part.names.is_empty() {
            frame.say(Key::PartRest).to_owned()
        } else {
            list(names.collect::<Vec<_>>(), frame.lang)
        };
        row("part", names, signed(part.change))
    };
    let steps = way.steps.iter().map(|step| {
        let causes = step.causes.iter().map(|found| frame.say(cause(*found)));
        let causes = list(causes.collect::<Vec<_>>(), frame.lang);
        html! { <>{ row("step", causes, signed(step.change)) }{ for step.parts.iter().map(part) }</> }
    });
    let together = way.together.as_ref();
    html! {
        <>
            <div class="scroll" tabindex="0" role="group" aria-label={frame.say(Key::Attribution)}>
                <table class="attribution">
                    <thead><tr><th scope="col">{ frame.say(Key::Cause) }</th>
                        <th scope="col" class="num">{ frame.say(Key::Change) }</th></tr></thead>
                    <tbody>
                        { row("end", from.clone(), format::money(way.start)) }
                        { for steps }
                        { for together.map(|(change, _)| row("step", frame.say(Key::Together).to_owned(), signed(*change))) }
                        { row("end", to.clone(), format::money(way.end)) }
                    </tbody>
                </table>
            </div>
            <p class="hint">{ frame.say(Key::Order) }</p>
        </>
    }
}
