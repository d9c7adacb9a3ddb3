//! The cover, and what the result rests on beside documents and facts.

use super::lines::{Drawn, figure_of, marks};
use super::words::Words;
use super::{Asked, Entry};
use crate::base::{Lang, Set};
use crate::check::history::Grade;
use crate::check::rulebook::{Named, Shape};
use crate::explain::explanation::{DatedUse, ParameterUse};
use crate::explain::values::law_text;
use crate::report::ENGINE;
use crate::scenario::Change;

/// Most figures that are named where the law changes.
const NAMED: usize = 3;

fn entry(label: &str, value: impl Into<String>) -> Entry {
    Entry {
        label: label.to_owned(),
        value: value.into(),
    }
}

/// What the sheet is about and rests on.
pub(super) fn cover(asked: &Asked<'_>, words: Words<'_>, drawn: &Drawn) -> Vec<Entry> {
    let info = &words.book.info;
    let name = match asked.preset {
        Some(preset) => {
            let example = words.pair(words.say("示例", "example"), words.text(preset));
            words.beside(asked.name, &example)
        }
        None if asked.name.is_empty() => words.say("未填写", "not stated").to_owned(),
        None => asked.name.to_owned(),
    };
    let mut out = vec![
        entry(words.say("企业名称", "Enterprise"), name),
        entry(words.say("测算期间", "Period"), words.period(asked.period)),
        entry(
            words.say("期内规定变化", "Law that changes in it"),
            stretches(asked, words),
        ),
        entry(
            words.say("规则库", "Rulebook"),
            words.beside(
                words.text(&info.title),
                &format!("{} {}", info.id, info.version),
            ),
        ),
        entry(
            words.say("规则库校验码", "Rulebook hash"),
            info.hash.clone(),
        ),
        entry(words.say("计算引擎", "Engine"), format!("qingce {ENGINE}")),
        entry(words.say("数值来源", "Sources"), sources(words, drawn)),
    ];
    let changes: Vec<String> = asked
        .patches
        .changes
        .iter()
        .map(|change| written(words, change))
        .collect();
    let none = words.say("无", "none").to_owned();
    let changes = if changes.is_empty() {
        none
    } else {
        words.clauses(&changes)
    };
    out.push(entry(
        words.say("改动与假设", "Changes and assumptions"),
        changes,
    ));
    out
}

fn stretches(asked: &Asked<'_>, words: Words<'_>) -> String {
    let stretches = &asked.assessment.stretches;
    if stretches.len() < 2 {
        return words.say("无", "none").to_owned();
    }
    let matter = asked.assessment.parameters_that_matter(words.book);
    let later = stretches.iter().skip(1).filter_map(|stretch| {
        let changes = stretch.changes.iter().filter(|id| matter.contains(*id));
        let labels = changes.map(|id| words.text(&words.book.parameters[*id].label).to_owned());
        let labels: Vec<String> = labels.collect();
        let count = labels.len();
        if count == 0 {
            return None;
        }
        let mut labels = words.list(labels.get(..NAMED.min(count)).unwrap_or_default());
        if count > NAMED {
            labels = match words.lang {
                Lang::Zh => format!("{labels}等 {count} 项"),
                Lang::En => format!("{labels} and others, {count} in all"),
            };
        }
        let from = words.span(Some(stretch.first.first_day()), None);
        Some(words.pair(&from, &labels))
    });
    let later: Vec<String> = later.collect();
    if later.is_empty() {
        return words
            .say(
                "与本企业有关的规定没有变化",
                "nothing that concerns this enterprise",
            )
            .to_owned();
    }
    words.clauses(&later)
}

/// How many figures are of which grade.
fn sources(words: Words<'_>, drawn: &Drawn) -> String {
    let mut seen = Set::new();
    let (mut graded, mut verify, mut stale) = ([0_usize; 3], 0_usize, 0_usize);
    for used in drawn.explanations.iter().flat_map(|one| &one.parameters) {
        for value in &used.values {
            if value.cite.is_empty() || !seen.insert((used.parameter, value.from)) {
                continue;
            }
            match value.grade {
                Some(Grade::Document) => graded[0] += 1,
                Some(Grade::National) => graded[1] += 1,
                Some(Grade::Assumption) => graded[2] += 1,
                None => continue,
            }
            verify += usize::from(value.verify);
            stale += usize::from(value.stale);
        }
    }
    let count = |name: &str, count: usize| match words.lang {
        Lang::Zh => format!("{name} {count} 处"),
        Lang::En => format!("{name} {count}"),
    };
    let grades = [Grade::Document, Grade::National, Grade::Assumption];
    let grades = grades.into_iter().zip(graded);
    let mut all: Vec<String> = grades
        .map(|(grade, n)| count(words.grade(grade), n))
        .collect();
    all.push(count(words.to_verify(), verify));
    all.push(count(
        words.say("期内未核对", "not checked for the period"),
        stale,
    ));
    words.list(&all)
}

/// A change laid over the rulebook.
fn written(words: Words<'_>, change: &Change) -> String {
    let book = words.book;
    match change {
        Change::Set {
            parameter,
            value,
            from,
        } => {
            let (label, value) = match book.names.get(parameter.as_str()) {
                Some(Named::Parameter(id)) => {
                    let parameter = &book.parameters[*id];
                    let shown = match &parameter.shape {
                        Shape::Reading(options) => options
                            .iter()
                            .find(|option| option.id == *value)
                            .map(|option| words.text(&option.label).to_owned()),
                        Shape::Number(measure) if measure.text.starts_with('%') => {
                            Some(format!("{value}{}", measure.text))
                        }
                        Shape::Number(measure) => Some(format!("{value} {}", measure.text)),
                        _ => None,
                    };
                    let label = words.text(&parameter.label).to_owned();
                    (label, shown.unwrap_or_else(|| value.clone()))
                }
                _ => (parameter.clone(), value.clone()),
            };
            let set = words.pair(&label, &value);
            match from {
                Some(day) => words.beside(&set, &words.span(Some(*day), None)),
                None => set,
            }
        }
        Change::Off { lever } => {
            let title = match book.names.get(lever.as_str()) {
                Some(Named::Lever(id)) => words.text(&book.levers[*id].title).to_owned(),
                _ => lever.clone(),
            };
            words.pair(words.say("不计", "left out"), &title)
        }
        Change::Reform(reform) => {
            let title = words.beside(words.text(&reform.title), &reform.id.value);
            words.pair(words.say("改革方案", "reform"), &title)
        }
    }
}

/// Readings, supplied figures, levers left out, and every figure that is not sure.
pub(super) fn notes(asked: &Asked<'_>, words: Words<'_>, drawn: &Drawn) -> Vec<Entry> {
    let mut out = Vec::new();
    let book = words.book;
    let last = asked.period.last().last_day();
    let matter = asked.assessment.parameters_that_matter(book);
    for (id, parameter) in book.parameters.iter() {
        if !matches!(parameter.shape, Shape::Reading(_)) {
            continue;
        }
        let (law, _) = parameter.history.at(last, &|_| false);
        let chosen = asked.patches.changes.iter().any(
            |change| matches!(change, Change::Set { parameter: of, .. } if *of == parameter.id),
        );
        // What nothing of this enterprise reads says nothing here.
        if !chosen && !matter.contains(&id) {
            continue;
        }
        let mut value = words.text(&law_text(book, parameter, law)).to_owned();
        if !chosen {
            value = words.beside(&value, words.say("默认", "default"));
        }
        let label = words.pair(words.say("口径", "Reading"), words.text(&parameter.label));
        out.push(entry(&label, value));
    }
    for change in &asked.patches.changes {
        let reading = match change {
            Change::Set { parameter, .. } => match book.names.get(parameter.as_str()) {
                Some(Named::Parameter(id)) => {
                    matches!(book.parameters[*id].shape, Shape::Reading(_))
                }
                _ => false,
            },
            _ => false,
        };
        if !reading {
            let label = words.say("改动", "Change");
            out.push(entry(label, written(words, change)));
        }
    }
    let used = drawn.explanations.iter().flat_map(|one| &one.parameters);
    let doubts: Set<(String, String)> = used
        .flat_map(|used| {
            let values = used.values.iter();
            values.filter_map(move |value| doubt(words, used, value))
        })
        .collect();
    let none = doubts.is_empty();
    out.extend(
        doubts
            .into_iter()
            .map(|(label, value)| entry(&label, value)),
    );
    if none {
        let label = words.say("假设与待核实", "Assumptions");
        let value = words.say(
            "没有使用假设或待核实的数据。",
            "No assumption and no unverified figure was used.",
        );
        out.push(entry(label, value));
    }
    out
}

/// What is not sure about a value; nothing if it stands in a document or national rule and was checked.
fn doubt(words: Words<'_>, used: &ParameterUse, value: &DatedUse) -> Option<(String, String)> {
    let unsure = value.grade == Some(Grade::Assumption) || value.verify || value.stale;
    if !unsure {
        return None;
    }
    // The grade is the first of the marks; only an assumption is a doubt.
    let marks = marks(words, used, value);
    let sure = usize::from(value.grade.is_some_and(|grade| grade != Grade::Assumption));
    let marks: Vec<String> = marks.into_iter().skip(sure).collect();
    let cited = words.beside(&figure_of(words, used, value), &words.cites(&value.cite));
    let note = value.note.as_ref().map_or("", |note| words.text(note));
    Some((
        words.list(&marks),
        format!("{cited} {note}").trim().to_owned(),
    ))
}

/// What the sheet is good for.
pub(super) fn disclaimer(words: Words<'_>) -> Vec<String> {
    [
        words.say(
            "本底稿由青策按所列规则库和企业填报数据计算，结果仅供参考，不是行政决定；能否享受、数额多少，以主管部门的决定为准。",
            "This sheet was computed by qingce from the rulebook named and the facts as stated. It is for reference only and decides nothing: whether a policy is granted, and how much, is for the office in charge to decide.",
        ),
        words.say(
            "每行金额＝计费基数×费率（标准）×月数，按规则库载明的位数取整；依据栏列出文件、条款和来源等级（省文件、国家规定、假设）。",
            "Each amount is base × rate × months, rounded as the rulebook says; the clause column names document, clause and grade (document, national, assumption).",
        ),
        words.say(
            "企业数据只在本机处理，未上传。",
            "The facts were processed on this machine only and sent nowhere.",
        ),
    ]
    .map(str::to_owned)
    .to_vec()
}
