//! The totals as stacked bars.

use yew::prelude::*;

use super::{FoundProps, use_frame};
use crate::charts::scale::money_unit;
use crate::charts::{self, Bar};
use crate::ui::components::charts::use_width;
use crate::ui::components::figure::Figure;
use crate::ui::format;
use crate::ui::text::Key as PageKey;
use crate::ui::text::compare::CompareKey as Key;

/// Classes of the legend, one a segment; what is left over has the last.
const CLASSES: [&str; 9] = [
    "series-0",
    "series-1",
    "series-2",
    "series-3",
    "series-4",
    "series-5",
    "series-6",
    "series-7",
    "series-rest",
];

/// The chart and its table.
#[component]
pub fn Stacked(props: &FoundProps) -> Html {
    let frame = use_frame();
    let (node, width) = use_width();
    let found = &props.found;
    let (Some(comparison), Some(stack)) = (&found.comparison, &found.stack) else {
        return Html::default();
    };
    let names = super::table::names(found);
    let bars: Vec<Bar> = comparison
        .totals
        .iter()
        .zip(&names)
        .enumerate()
        .map(|(at, (total, name))| Bar {
            label: name.clone(),
            written: format::short_text(total.cost, frame.lang),
            segments: stack
                .segments
                .iter()
                .filter_map(|segment| segment.values.get(at).copied().map(charts::number))
                .collect(),
            total: charts::number(total.cost),
        })
        .collect();
    let largest = bars
        .iter()
        .fold(0.0f64, |most, bar| most.max(bar.total.abs()));
    let legend = stack.segments.iter().zip(CLASSES);
    let legend: Vec<(&'static str, AttrValue)> = legend
        .enumerate()
        .map(|(at, (segment, class))| {
            let words = format!("{} {}", at + 1, frame.text(&segment.label));
            (class, AttrValue::from(words))
        })
        .collect();
    let mut heads = vec![AttrValue::from(frame.say(Key::Amount))];
    heads.extend(names.iter().map(|name| AttrValue::from(name.clone())));
    let mut rows: Vec<Vec<AttrValue>> = stack
        .segments
        .iter()
        .map(|segment| {
            let values = segment
                .values
                .iter()
                .map(|value| format::money(*value).into());
            std::iter::once(frame.attr(&segment.label))
                .chain(values)
                .collect()
        })
        .collect();
    let totals = comparison
        .totals
        .iter()
        .map(|total| format::money(total.cost).into());
    rows.push(
        std::iter::once(frame.say(Key::Total).into())
            .chain(totals)
            .collect(),
    );
    let svg = charts::stack(&bars, width, frame.lang).map(AttrValue::from);
    html! {
        <section class="panel">
            <div ref={node} class="charts-width"></div>
            <Figure id="stack" title={frame.say(Key::StackTitle)}
                note={frame.fill(Key::StackNote, &[money_unit(largest, frame.lang).1])} {svg}
                instead={frame.say(PageKey::ChartUnavailable)} {legend} {heads} {rows} />
        </section>
    }
}
