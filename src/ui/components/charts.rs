//! The charts of a result.

use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use gloo::utils::window;
use web_sys::HtmlElement;
use yew::prelude::*;

use super::figure::Figure;
use crate::base::{Decimal, Lang};
use crate::charts::scale::money_unit;
use crate::charts::{self, Pair, Step};
use crate::scenario::Assessment;
use crate::ui::compute::Outcome;
use crate::ui::curves::{Curves, use_curves};
use crate::ui::format;
use crate::ui::store::{Frame, Shared, use_frame};
use crate::ui::text::{Key, list};

/// Props of [`Charts`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The result.
    pub outcome: Shared<Outcome>,
}

/// Waterfall, structure, and the curves this enterprise has.
#[component]
pub fn Charts(props: &Props) -> Html {
    let frame = use_frame();
    let (node, width) = use_width();
    let outcome = use_settled(&props.outcome);
    let curves = use_curves(&frame, &outcome);
    let Ok(assessment) = &outcome.assessment else {
        return Html::default();
    };
    html! {
        <section class="panel charts" aria-labelledby="charts-title">
            <h2 id="charts-title">{ frame.say(Key::Charts) }</h2>
            <div ref={node} class="charts-width"></div>
            <Waterfall assessment={Shared(Rc::clone(assessment))} {width} />
            <Structure assessment={Shared(Rc::clone(assessment))} {width} />
            { curve_figures(&frame, &curves, width) }
        </section>
    }
}

/// The result once it has stood for a moment: drawing waits while somebody types.
#[hook]
fn use_settled(outcome: &Shared<Outcome>) -> Shared<Outcome> {
    let settled = use_state_eq(|| outcome.clone());
    {
        let settled = settled.clone();
        use_effect_with(outcome.clone(), move |outcome| {
            let outcome = outcome.clone();
            let timer = Timeout::new(120, move || settled.set(outcome));
            move || drop(timer)
        });
    }
    (*settled).clone()
}

/// The width charts are drawn for: that of an element across the panel, as it is now.
#[hook]
pub fn use_width() -> (NodeRef, u32) {
    let node = use_node_ref();
    let width = use_state_eq(|| charts::width_for(560, false));
    let elder = use_frame().elder;
    {
        let (node, width) = (node.clone(), width.clone());
        use_effect_with(elder, move |elder| {
            let elder = *elder;
            let measure = move || {
                let element = node.cast::<HtmlElement>();
                if let Some(wide) = element.and_then(|it| u32::try_from(it.client_width()).ok()) {
                    width.set(charts::width_for(wide, elder));
                }
            };
            measure();
            let listener = EventListener::new(&window(), "resize", move |_| measure());
            move || drop(listener)
        });
    }
    (node, *width)
}

#[derive(Properties, PartialEq)]
struct ResultProps {
    assessment: Shared<Assessment>,
    width: u32,
}

#[component]
fn Waterfall(props: &ResultProps) -> Html {
    let frame = use_frame();
    let lang = frame.lang;
    let waterfall = &props.assessment.totals.waterfall;
    let (before, after) = (frame.say(Key::Before), frame.say(Key::After));
    let ends = |name: &str, value: Decimal| {
        (
            name.to_owned(),
            format::short_text(value, lang),
            charts::number(value),
        )
    };
    let title_of = |lever| frame.text(&frame.book().levers[lever].title).to_owned();
    let data = charts::waterfall::Waterfall {
        start: ends(before, waterfall.start),
        steps: waterfall
            .steps
            .iter()
            .map(|(lever, change)| Step {
                label: title_of(*lever),
                written: signed_short(*change, lang),
                change: charts::number(*change),
            })
            .collect(),
        end: ends(after, waterfall.end),
    };
    let drawn = charts::waterfall(&data, props.width, lang);
    let largest = data.start.2.abs().max(data.end.2.abs());
    let mut notes = frame.fill(Key::WaterfallNote, &[money_unit(largest, lang).1]);
    let cut = drawn.as_ref().is_some_and(|(_, cut)| *cut);
    for (shown, key) in [
        (cut, Key::AxisCut),
        (!props.assessment.totals.complete, Key::WaterfallPartial),
    ] {
        if shown {
            notes.push_str(if lang == Lang::En { " " } else { "" });
            notes.push_str(frame.say(key));
        }
    }
    let mut running = waterfall.start;
    let mut rows = vec![row([
        before.to_owned(),
        "—".to_owned(),
        format::money(running),
    ])];
    for (lever, change) in &waterfall.steps {
        running = running.add(*change).unwrap_or(running);
        rows.push(row([
            title_of(*lever),
            format::signed(*change),
            format::money(running),
        ]));
    }
    rows.push(row([
        after.to_owned(),
        "—".to_owned(),
        format::money(waterfall.end),
    ]));
    let nothing = waterfall.steps.is_empty();
    html! {
        <Figure id="waterfall" title={frame.say(Key::WaterfallTitle)} note={notes}
            svg={drawn.filter(|_| !nothing).map(|(svg, _)| AttrValue::from(svg))}
            instead={frame.say(Key::ChartNone)}
            legend={vec![
                ("before", AttrValue::from(before)),
                ("less", AttrValue::from(frame.say(Key::LegendLess))),
                ("more", AttrValue::from(frame.say(Key::LegendMore))),
                ("after", AttrValue::from(after)),
            ]}
            heads={heads(&frame, &[Key::ColumnPolicy, Key::ColumnChange, Key::ColumnRunning])} {rows} />
    }
}

#[component]
fn Structure(props: &ResultProps) -> Html {
    let frame = use_frame();
    let lang = frame.lang;
    let members = &props.assessment.totals.members;
    let zero = |value: Option<Decimal>| value.is_none_or(Decimal::is_zero);
    let shown: Vec<_> = members
        .iter()
        .filter(|member| !(zero(member.value) && zero(member.baseline)))
        .collect();
    let pairs: Vec<Pair> = shown
        .iter()
        .map(|member| Pair {
            label: frame.amount_label(member.of),
            written: member.value.map_or_else(
                || frame.say(Key::SheetUndetermined).to_owned(),
                |value| format::short_text(value, lang),
            ),
            before: member.baseline.map(charts::number),
            after: member.value.map(charts::number),
        })
        .collect();
    let largest = pairs
        .iter()
        .flat_map(|pair| [pair.before, pair.after])
        .flatten()
        .fold(0.0f64, |most, value| most.max(value.abs()));
    let cell = |value: Option<Decimal>| {
        value.map_or_else(
            || frame.say(Key::SheetUndetermined).to_owned(),
            format::money,
        )
    };
    let rows = shown
        .iter()
        .map(|member| {
            row([
                frame.amount_label(member.of),
                cell(member.baseline),
                cell(member.value),
            ])
        })
        .collect::<Vec<_>>();
    let svg = charts::structure(&pairs, props.width, lang).filter(|_| !pairs.is_empty());
    html! {
        <Figure id="structure" title={frame.say(Key::StructureTitle)}
            note={frame.fill(Key::StructureNote, &[money_unit(largest, lang).1])}
            svg={svg.map(AttrValue::from)} instead={frame.say(Key::ChartUnavailable)}
            legend={vec![
                ("before", AttrValue::from(frame.say(Key::Before))),
                ("after", AttrValue::from(frame.say(Key::After))),
            ]}
            heads={heads(&frame, &[Key::ColumnItem, Key::ColumnBefore, Key::ColumnAfter])} {rows} />
    }
}

fn curve_figures(frame: &Frame, curves: &Curves, width: u32) -> Html {
    html! {
        { for curves.figures.iter().map(|figure| {
            let svg = charts::curve(&figure.curve, width).map(AttrValue::from);
            let jumps = figure.jumps.iter().map(|(x, low, high)| {
                frame.fill(Key::JumpsAt, &[x, low, high])
            });
            let mut note = figure.note.clone();
            let jumps = list(jumps, frame.lang);
            if !jumps.is_empty() {
                note.push(' ');
                note.push_str(&jumps);
            }
            let mut legend = vec![("after", AttrValue::from(figure.line.clone()))];
            if !figure.jumps.is_empty() {
                legend.push(("jump", AttrValue::from(frame.say(Key::LegendJump))));
            }
            if figure.curve.here.is_some() {
                legend.push(("here", AttrValue::from(frame.say(Key::Here))));
            }
            html! {
                <Figure id={figure.id} key={figure.id} title={figure.title.clone()} {note} {svg}
                    instead={frame.say(if figure.pending { Key::Drawing } else { Key::ChartUnavailable })}
                    {legend} heads={figure.heads.clone()} rows={figure.rows.clone()} />
            }
        }) }
    }
}

fn heads(frame: &Frame, keys: &[Key]) -> Vec<AttrValue> {
    keys.iter()
        .map(|key| AttrValue::from(frame.say(*key)))
        .collect()
}

fn row<const N: usize>(cells: [String; N]) -> Vec<AttrValue> {
    cells.into_iter().map(AttrValue::from).collect()
}

fn signed_short(value: Decimal, lang: Lang) -> String {
    let text = format::short_text(value, lang);
    if value > Decimal::ZERO {
        format!("+{text}")
    } else {
        text
    }
}
