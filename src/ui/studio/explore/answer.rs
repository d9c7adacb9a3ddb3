//! The answer beside its curve: breakpoints, intervals to stay out of, the marginal effect, the goal.

use std::rc::Rc;

use yew::prelude::*;

use super::state::{self, Answer, Asked, Problem};
use crate::base::Decimal;
use crate::charts;
use crate::report::explore::{BreakpointReport, CauseReport, GoalReport, TargetReport};
use crate::scenario::explore::{Along, AxisWords};
use crate::ui::components::announcer::Settled;
use crate::ui::components::charts::use_width;
use crate::ui::components::figure::Figure;
use crate::ui::components::number_field::NumberField;
use crate::ui::format;
use crate::ui::state::Action;
use crate::ui::store::{Frame, use_frame};
use crate::ui::text::explore::ExploreKey as Key;

/// Props of [`Answered`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The answer.
    pub answer: Answer,
    /// What is asked.
    pub asked: Asked,
    /// Its axis.
    pub words: AxisWords,
    /// Whether an answer is being worked out.
    pub pending: bool,
    /// Called with another question.
    pub on_change: Callback<Asked>,
    /// The curve.
    pub children: Html,
}

/// A value of the axis with its unit.
fn at(words: &AxisWords, text: &str) -> String {
    let position = words.position(text);
    position.map_or_else(|_| text.to_owned(), |position| words.text(position))
}

/// An amount with its unit.
pub(super) fn amount(text: &str, unit: &str) -> String {
    let shown = Decimal::parse(text).map_or_else(
        || text.to_owned(),
        |value| {
            if unit == "元" {
                format::money(value)
            } else {
                format::plain(value)
            }
        },
    );
    match unit {
        "" => shown,
        "%" => format!("{shown}%"),
        unit => format!("{shown} {unit}"),
    }
}

/// Heads of the table of a curve.
pub(super) fn heads(frame: &Frame, words: &AxisWords, target: &TargetReport) -> Vec<AttrValue> {
    let with =
        |label: &str, unit: &str| AttrValue::from(format!("{label} {unit}").trim().to_owned());
    vec![
        with(frame.text(&words.label), &words.measure.text),
        with(target.label.get(frame.lang), &target.unit),
        with(frame.say(Key::Marginal), ""),
    ]
}

/// Rows of it: a few of the points, and both sides of every breakpoint.
pub(super) fn rows(target: &TargetReport) -> Vec<Vec<AttrValue>> {
    let points = target.points.as_deref().unwrap_or_default();
    let every = (points.len() / 20).max(1);
    let beside = |at: &str| {
        let mut breaks = target.breakpoints.iter();
        breaks.any(|one| one.from == at || one.to == at)
    };
    let shown = |text: Option<&str>| {
        let value = text.and_then(Decimal::parse);
        AttrValue::from(value.map(format::plain).unwrap_or_default())
    };
    let kept = points.iter().enumerate().filter(|(index, point)| {
        index % every == 0 || index + 1 == points.len() || beside(&point.at)
    });
    kept.map(|(_, point)| {
        vec![
            shown(Some(&point.at)),
            shown(point.value.as_deref()),
            shown(point.marginal.as_deref()),
        ]
    })
    .collect()
}

/// Everything that is answered.
#[component]
pub fn Answered(props: &Props) -> Html {
    let frame = use_frame();
    let range = &props.answer.range;
    let problems = props.answer.problems.iter().map(|(code, message)| {
        let words = if code == "R0603" {
            frame.say(Key::Divisor).to_owned()
        } else if code == "E0107" {
            frame.say(Key::CutShort).to_owned()
        } else {
            format!("{code} {message}")
        };
        html! { <p class="problem" role="alert">{ words }</p> }
    });
    let target = range.targets.first();
    let said = target.filter(|_| !props.pending).map(|target| {
        let count = target.breakpoints.len().to_string();
        frame.fill(Key::Announce, &[target.label.get(frame.lang), &count])
    });
    html! {
        <>
            <Settled sentence={said.unwrap_or_default()} />
            <section class="panel charts" aria-label={frame.say(Key::Title)} aria-busy={props.pending.to_string()}>
                { for problems }
                <p class="hint" role="status">{ if props.pending { frame.say(Key::Pending) } else { "" } }</p>
                { props.children.clone() }
            </section>
            if let Some(target) = target {
                { breakpoints(&frame, props, target) }
                { forbidden(&frame, props, target) }
                <Goal answer={props.answer.clone()} asked={props.asked.clone()} words={props.words.clone()}
                    unit={target.unit.clone()} on_change={props.on_change.clone()} />
                <Marginal answer={props.answer.clone()} words={props.words.clone()} />
            }
        </>
    }
}

fn breakpoints(frame: &Frame, props: &Props, target: &TargetReport) -> Html {
    let one = |one: &BreakpointReport| {
        let (key, figures) = state::size(one);
        let figures: Vec<&str> = figures.iter().map(String::as_str).collect();
        let unit = match key {
            Key::Kink => frame.fill(Key::PerUnit, &[&target.unit, &props.words.measure.text]),
            Key::Jump => target.unit.clone(),
            _ => String::new(),
        };
        html! {
            <li>
                <p class="breakpoint">
                    <strong>{ at(&props.words, &one.from) }</strong>{ " | " }<strong>{ at(&props.words, &one.to) }</strong>
                    { " " }<span class={classes!("nature", one.nature.clone())}>{ frame.fill(key, &figures) }{ " " }{ unit }</span>
                </p>
                { for one.causes.iter().map(|why| cause(frame, why)) }
            </li>
        }
    };
    html! {
        <section class="panel" aria-labelledby="explore-breaks">
            <h3 id="explore-breaks">{ frame.say(Key::Breakpoints) }</h3>
            if target.breakpoints.is_empty() {
                <p>{ frame.say(Key::NoBreakpoints) }</p>
            } else {
                <p class="hint">{ frame.say(Key::BreakpointsHint) }</p>
                <ol class="breakpoints">{ for target.breakpoints.iter().map(one) }</ol>
            }
        </section>
    }
}

/// What switches: words, figures of the law, clause, and where to read on.
fn cause(frame: &Frame, cause: &CauseReport) -> Html {
    let figure = |figure: &crate::report::explore::FigureReport| {
        html! {
            <>{ " · " }<a href={format!("#/library/parameter/{}", figure.parameter)}>{ figure.label.get(frame.lang) }</a>
                { " " }{ figure.value.get(frame.lang) }</>
        }
    };
    let link = match (&cause.amount, &cause.lever) {
        (Some(amount), _) => Some(format!("#/amount/{amount}")),
        (_, Some(lever)) => Some(format!("#/library/lever/{lever}")),
        _ => None,
    };
    let cites: Vec<String> = cause
        .citations
        .iter()
        .map(|cite| format!("{} {}", cite.number, cite.clause).trim().to_owned())
        .collect();
    html! {
        <p class="cause">
            if let Some(link) = link {
                <a href={link}>{ cause.of.get(frame.lang) }</a>{ "：" }
            }
            { cause.text.get(frame.lang) }
            { for cause.figures.iter().map(figure) }
            if !cites.is_empty() {
                <span class="cites">{ "（" }{ cites.join("；") }{ "）" }</span>
            }
        </p>
    }
}

fn forbidden(frame: &Frame, props: &Props, target: &TargetReport) -> Html {
    let Some(found) = props.answer.range.forbidden.as_ref() else {
        return Html::default();
    };
    if found.intervals.is_empty() || target.id != "total" {
        return Html::default();
    }
    let why = if found.effort == "more" {
        Key::EffortMore
    } else {
        Key::EffortLess
    };
    html! {
        <section class="panel" aria-labelledby="explore-forbidden">
            <h3 id="explore-forbidden">{ frame.say(Key::Forbidden) }</h3>
            <p class="hint">{ frame.say(why) }</p>
            <ul>
                { for found.intervals.iter().map(|one| html! {
                    <li>{ frame.fill(Key::Interval, &[&at(&props.words, &one.from), &at(&props.words, &one.to), &at(&props.words, &one.better)]) }</li>
                }) }
            </ul>
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct MarginalProps {
    answer: Answer,
    words: AxisWords,
}

/// The curve of the marginal effect.
#[component]
fn Marginal(props: &MarginalProps) -> Html {
    let frame = use_frame();
    let (node, width) = use_width();
    let chart = charts::marginal(&props.answer.range, frame.lang);
    let svg = chart
        .as_ref()
        .and_then(|(data, ..)| charts::range(data, width));
    let (x_unit, y_unit) = chart.map(|(_, x, y)| (x, y)).unwrap_or_default();
    let label = frame.text(&props.words.label);
    let across = format!("{x_unit}{}", props.words.measure.text);
    let up = frame.fill(Key::PerUnit, &[&y_unit, &props.words.measure.text]);
    let note = frame.fill(Key::Axes, &[label, &across, frame.say(Key::Marginal), &up]);
    let target = props.answer.range.targets.first();
    let table = target.map(|target| (heads(&frame, &props.words, target), rows(target)));
    let (heads, rows) = table.unwrap_or_default();
    html! {
        <section class="panel charts">
            <div ref={node} class="charts-width"></div>
            <Figure id="explore-marginal" title={frame.say(Key::Marginal)} {note} svg={svg.map(AttrValue::from)}
                instead={frame.say(Key::Nothing)} legend={vec![("after", AttrValue::from(frame.say(Key::Marginal)))]} {heads} {rows} />
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct GoalProps {
    answer: Answer,
    asked: Asked,
    words: AxisWords,
    unit: String,
    on_change: Callback<Asked>,
}

/// Which value reaches a target.
#[component]
fn Goal(props: &GoalProps) -> Html {
    let frame = use_frame();
    let invalid = state::problem(&props.words, &props.asked) == Some(Problem::Until);
    let on_type = {
        let (asked, on_change) = (props.asked.clone(), props.on_change.clone());
        Callback::from(move |until: String| {
            on_change.emit(Asked {
                until,
                ..asked.clone()
            });
        })
    };
    let goal = props.answer.goal.goal.as_ref();
    let goal = goal.filter(|_| !props.asked.until.trim().is_empty() && !invalid);
    html! {
        <section class="panel" aria-labelledby="explore-goal-title">
            <h3 id="explore-goal-title">{ frame.say(Key::Goal) }</h3>
            <div class="explore-form">
                <div class="field wide">
                    <label for="explore-until">{ frame.say(Key::Until) }</label>
                    <NumberField id="explore-until" value={props.asked.until.clone()} placeholder="" unit={props.unit.clone()}
                        described_by="explore-goal-hint" {invalid} {on_type} on_leave={Callback::noop()} />
                </div>
            </div>
            <p class="hint" id="explore-goal-hint">
                { frame.say(if invalid { Key::NotANumber } else { Key::GoalHint }) }
            </p>
            <div aria-live="polite">
                if let Some(goal) = goal {
                    { found(&frame, &props.words, goal) }
                }
            </div>
        </section>
    }
}

fn found(frame: &Frame, words: &AxisWords, goal: &GoalReport) -> Html {
    let take = |text: &str| match words.along {
        Along::Fact(slot) => {
            let act = frame.on::<MouseEvent>(Action::SetFact(slot, Rc::from(text)));
            html! { <button type="button" class="quiet" onclick={act}>{ frame.fill(Key::Take, &[&at(words, text)]) }</button> }
        }
        Along::Parameter(_) => Html::default(),
    };
    let span = |from: &str, to: &str| {
        if from == to {
            at(words, from)
        } else {
            format!("{} – {}", at(words, from), at(words, to))
        }
    };
    let value = |text: &str| amount(text, &goal.unit);
    html! {
        <>
            if goal.solutions.is_empty() {
                <p>{ frame.fill(Key::NoSolution, &[&value(&goal.value)]) }</p>
            } else {
                <p>{ frame.fill(Key::Solutions, &[&value(&goal.value), &goal.solutions.len().to_string()]) }</p>
                <ul>{ for goal.solutions.iter().take(40).map(|one| html! {
                    <li>{ span(&one.from, &one.to) }{ " " }{ take(&one.from) }</li>
                }) }</ul>
            }
            if !goal.skips.is_empty() {
                <ul>{ for goal.skips.iter().take(40).map(|one| html! {
                    <li>
                        { frame.fill(Key::Skip, &[&at(words, &one.from), &at(words, &one.to), &value(&one.before), &value(&one.after)]) }
                        if one.causes.is_empty() {
                            <p class="cause">{ frame.say(Key::OneStep) }</p>
                        }
                        { for one.causes.iter().map(|why| cause(frame, why)) }
                    </li>
                }) }</ul>
            }
            { for goal.unknown.iter().take(10).map(|one| html! {
                <p>{ frame.fill(Key::Unknown, &[&span(&one.from, &one.to)]) }</p>
            }) }
            if let Some(nearest) = &goal.nearest {
                <p>{ frame.fill(Key::Nearest, &[&at(words, &nearest.at), &value(nearest.value.as_deref().unwrap_or_default())]) }{ " " }{ take(&nearest.at) }</p>
            }
        </>
    }
}
