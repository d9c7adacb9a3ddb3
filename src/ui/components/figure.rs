//! A chart with its title, note, legend and table.

use yew::prelude::*;

use super::drawing::drawing;
use crate::ui::store::use_frame;
use crate::ui::text::Key;

/// Props of [`Figure`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Its id; names the title.
    pub id: AttrValue,
    /// What it shows.
    pub title: AttrValue,
    /// Units and what to know.
    pub note: AttrValue,
    /// The drawing; `None` while there is nothing to draw.
    pub svg: Option<AttrValue>,
    /// What is said in place of a drawing.
    #[prop_or_default]
    pub instead: AttrValue,
    /// Class and wording of each entry.
    pub legend: Vec<(&'static str, AttrValue)>,
    /// Heads of the table's columns; all but the first are numbers.
    pub heads: Vec<AttrValue>,
    /// Rows of the table.
    pub rows: Vec<Vec<AttrValue>>,
}

/// A figure. The drawing is one image to a screen reader; its table says the same.
#[component]
pub fn Figure(props: &Props) -> Html {
    let frame = use_frame();
    let title = format!("{}-title", props.id);
    let note = format!("{}-note", props.id);
    let cell = |(index, words): (usize, &AttrValue)| {
        if index == 0 {
            html! { <th scope="row">{ words }</th> }
        } else {
            html! { <td class="num">{ words }</td> }
        }
    };
    html! {
        <section class="chart" aria-labelledby={title.clone()}>
            <h3 id={title.clone()}>{ &props.title }</h3>
            <p class="hint" id={note.clone()}>{ &props.note }</p>
            if let Some(svg) = &props.svg {
                <figure role="img" aria-labelledby={title.clone()} aria-describedby={note}>
                    { drawing(svg) }
                </figure>
                <ul class="legend">
                    { for props.legend.iter().map(|(class, words)| html! {
                        <li><span class={classes!("swatch", *class)} aria-hidden="true"></span>{ words }</li>
                    }) }
                </ul>
                <details class="chart-table">
                    <summary>{ frame.say(Key::ChartTable) }<span class="unseen">{ &props.title }</span></summary>
                    <div class="scroll" tabindex="0" role="group" aria-labelledby={title}>
                    <table>
                        <thead><tr>
                            { for props.heads.iter().enumerate().map(|(index, head)| html! {
                                <th scope="col" class={(index > 0).then_some("num")}>{ head }</th>
                            }) }
                        </tr></thead>
                        <tbody>
                            { for props.rows.iter().map(|row| html! {
                                <tr>{ for row.iter().enumerate().map(cell) }</tr>
                            }) }
                        </tbody>
                    </table>
                    </div>
                </details>
            } else {
                <p class="instead">{ &props.instead }</p>
            }
        </section>
    }
}
