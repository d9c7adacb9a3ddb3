//! An amount's part under one law: formula, numbers, exact value, rounding, result.

use yew::prelude::*;

use super::amounts::status;
use super::phrase::PhraseLine;
use crate::explain::explanation::ExplainedSegment;
use crate::ui::store::{Frame, use_frame};
use crate::ui::text::Key;

/// Props of [`Segment`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The part.
    pub segment: ExplainedSegment,
    /// Whether there are others, so that its dates matter.
    pub dated: bool,
}

/// One part, line by line.
#[component]
pub fn Segment(props: &Props) -> Html {
    let frame = use_frame();
    let segment = &props.segment;
    let rounding = frame.text(&segment.rounding);
    html! {
        <div class="explained-segment">
            if props.dated {
                <h3>{ dates(&frame, segment) }</h3>
            }
            <dl>
                if let Some((condition, holds)) = &segment.condition {
                    <dt>{ frame.say(Key::Condition) }</dt>
                    <dd>
                        <PhraseLine phrase={condition.clone()} />
                        <span class="verdict">{ frame.say(verdict(*holds)) }</span>
                    </dd>
                }
                <dt>{ frame.say(Key::Formula) }</dt>
                <dd><PhraseLine phrase={segment.words.clone()} /></dd>
                <dt>{ frame.say(Key::WithNumbers) }</dt>
                <dd><PhraseLine phrase={segment.numbers.clone()} /></dd>
                if let Some(exact) = &segment.exact {
                    if !rounding.is_empty() {
                        <dt>{ frame.say(Key::Exact) }</dt>
                        <dd class="figure-line">{ exact }</dd>
                        <dt>{ frame.say(Key::Rounding) }</dt>
                        <dd>{ rounding }</dd>
                    }
                }
                <dt>{ frame.say(Key::Gives) }</dt>
                <dd class="figure-line result">
                    if let Some(result) = &segment.result {
                        { result }
                    } else {
                        { status(&frame, segment.status) }
                    }
                </dd>
            </dl>
        </div>
    }
}

/// The days or months a part is about.
pub fn dates(frame: &Frame, segment: &ExplainedSegment) -> String {
    let (from, to) = (segment.from.to_string(), segment.to.to_string());
    if segment.months > 0 {
        frame.fill(
            Key::SegmentMonths,
            &[&from, &to, &segment.months.to_string()],
        )
    } else {
        frame.fill(Key::SegmentDays, &[&from, &to])
    }
}

/// How a condition came out.
pub fn verdict(holds: Option<bool>) -> Key {
    match holds {
        Some(true) => Key::Holds,
        Some(false) => Key::Fails,
        None => Key::Undecided,
    }
}
