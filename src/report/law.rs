//! Parameters of the law with their history, figures in the units they are written in.

use serde::Serialize;

use super::book::LabelEntry;
use super::{CitationReport, TextReport, citations, words};
use crate::base::{Decimal, Measure, Rational, Text};
use crate::check::history::{Dated, Law, Without};
use crate::check::rulebook::{Parameter, Rulebook, Shape};

/// A parameter, table or reading.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ParameterEntry {
    /// Id.
    pub id: String,
    /// Label.
    pub label: TextReport,
    /// `number`, `bool`, `date`, `reading`, `brackets` or `byChoice`.
    pub shape: &'static str,
    /// Unit of its values.
    pub unit: Option<String>,
    /// Unit of the argument of brackets.
    pub by: Option<String>,
    /// Whether a bracket holds its upper bound.
    pub upper_included: Option<bool>,
    /// Choice type of a table by choice.
    pub choice: Option<String>,
    /// Alternative readings.
    pub readings: Vec<ReadingEntry>,
    /// The documents set no figure.
    pub open: bool,
    /// Each value holds for its own calendar year only.
    pub yearly: bool,
    /// Last day somebody checked it.
    pub checked_until: Option<String>,
    /// What stands before the first value.
    pub opens: LawEntry,
    /// Dated values in order.
    pub values: Vec<DatedEntry>,
    /// Citations of an open parameter.
    pub citations: Vec<CitationReport>,
    /// What else to know.
    pub note: Option<TextReport>,
}

/// One of alternative readings.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct ReadingEntry {
    /// Id.
    pub id: String,
    /// Label.
    pub label: TextReport,
    /// Where it stands.
    pub citations: Vec<CitationReport>,
}

/// One dated value.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct DatedEntry {
    /// First day.
    pub from: String,
    /// Last day, where another value or the end of its year follows.
    pub to: Option<String>,
    /// The value.
    pub law: LawEntry,
    /// How sure it is.
    pub grade: &'static str,
    /// To be verified.
    pub verify: bool,
    /// Owning lever.
    pub lever: Option<String>,
    /// What stands in its place without the lever; `null` for the value before it.
    pub without: Option<LawEntry>,
    /// Citations.
    pub citations: Vec<CitationReport>,
    /// What else to know.
    pub note: Option<TextReport>,
}

/// What the law says.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct LawEntry {
    /// `value`, `rows`, `absent`, `unknown` or `open`.
    pub state: &'static str,
    /// A decimal, `true` or `false`, a day, or the id of a reading.
    pub value: Option<String>,
    /// Rows of a table.
    pub rows: Vec<RowEntry>,
}

/// One row of a table.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct RowEntry {
    /// Upper bound of a bracket; `null` for the last.
    pub upto: Option<String>,
    /// Option of a table by choice.
    pub option: Option<String>,
    /// `value`, `absent`, `unknown` or `open`.
    pub state: &'static str,
    /// The decimal.
    pub value: Option<String>,
}

impl ParameterEntry {
    /// One parameter.
    pub fn new(book: &Rulebook, parameter: &Parameter) -> ParameterEntry {
        let shape = Words::of(book, &parameter.shape);
        let readings = match &parameter.shape {
            Shape::Reading(options) => options.as_slice(),
            _ => &[],
        };
        let reading = |option: &crate::check::rulebook::ReadingOption| ReadingEntry {
            id: option.id.clone(),
            label: (&option.label).into(),
            citations: citations(book, &option.cite),
        };
        let history = &parameter.history;
        let dated = |value: &Dated| DatedEntry {
            from: value.from.to_string(),
            to: history.last_day(value.from).map(|day| day.to_string()),
            law: law(book, &parameter.shape, &value.law),
            grade: words::grade(value.grade),
            verify: value.verify,
            lever: value.lever.map(|lever| book.levers[lever].id.clone()),
            without: match &value.without {
                Without::Law(instead) if value.lever.is_some() => {
                    Some(law(book, &parameter.shape, instead))
                }
                Without::Was(before) => {
                    let instead = before.at(value.from, &|lever| value.lever == Some(lever)).0;
                    Some(law(book, &parameter.shape, instead))
                }
                _ => None,
            },
            citations: citations(book, &value.cite),
            note: value.note.as_ref().map(Into::into),
        };
        ParameterEntry {
            id: parameter.id.clone(),
            label: (&parameter.label).into(),
            shape: shape.name,
            unit: shape.unit,
            by: shape.by,
            upper_included: shape.upper_included,
            choice: shape.choice,
            readings: readings.iter().map(reading).collect(),
            open: parameter.open,
            yearly: history.yearly,
            checked_until: parameter.checked_until.map(|day| day.to_string()),
            opens: law(book, &parameter.shape, &history.opens),
            values: history.values.iter().map(dated).collect(),
            citations: citations(book, &parameter.cite),
            note: parameter.note.as_ref().map(Into::into),
        }
    }
}

/// A shape in words.
struct Words {
    name: &'static str,
    unit: Option<String>,
    by: Option<String>,
    upper_included: Option<bool>,
    choice: Option<String>,
}

impl Words {
    fn of(book: &Rulebook, shape: &Shape) -> Words {
        let plain = |name| Words {
            name,
            unit: None,
            by: None,
            upper_included: None,
            choice: None,
        };
        match shape {
            Shape::Number(measure) => Words {
                unit: Some(measure.text.clone()),
                ..plain("number")
            },
            Shape::Bool => plain("bool"),
            Shape::Date => plain("date"),
            Shape::Reading(_) => plain("reading"),
            Shape::Brackets {
                by,
                measure,
                upper_included,
            } => Words {
                unit: Some(measure.text.clone()),
                by: Some(by.text.clone()),
                upper_included: Some(*upper_included),
                ..plain("brackets")
            },
            Shape::ByChoice { choice, measure } => Words {
                unit: Some(measure.text.clone()),
                choice: Some(book.choices[*choice].id.clone()),
                ..plain("byChoice")
            },
        }
    }
}

/// A law in the written units of its shape.
pub(super) fn law(book: &Rulebook, shape: &Shape, law: &Law) -> LawEntry {
    let (state, value) = plain(shape, law);
    let rows = match (shape, law) {
        (Shape::Brackets { by, .. }, Law::Brackets(rows)) => rows
            .iter()
            .map(|(upto, law)| row(shape, law, upto.map(|upto| written(upto, by)), None))
            .collect(),
        (Shape::ByChoice { choice, .. }, Law::Rows(rows)) => rows
            .iter()
            .zip(&book.choices[*choice].options)
            .map(|(law, option): (&Law, &crate::check::rulebook::Labeled)| {
                row(shape, law, None, Some(option.id.clone()))
            })
            .collect(),
        _ => Vec::new(),
    };
    LawEntry { state, value, rows }
}

/// A law in a few words: a number with its unit, or what stands there.
pub(super) fn one_line(book: &Rulebook, shape: &Shape, of: &Law) -> Text {
    let entry = law(book, shape, of);
    let Some(value) = entry.value else {
        return match of {
            Law::Absent => Text::new("尚无此规定", "no such law"),
            Law::Unknown => Text::new("未查明", "undetermined"),
            Law::Open => Text::new("文件未定数额", "no figure set"),
            _ => Text::new("表", "a table"),
        };
    };
    let value = Decimal::parse(&value).map_or(value, Decimal::grouped);
    let unit = match shape {
        Shape::Number(measure) => measure.text.as_str(),
        _ => "",
    };
    let space = if unit.is_empty() || unit == "%" {
        ""
    } else {
        " "
    };
    let shown = format!("{value}{space}{unit}");
    Text::new(shown.clone(), shown)
}

fn row(shape: &Shape, law: &Law, upto: Option<String>, option: Option<String>) -> RowEntry {
    let (state, value) = plain(shape, law);
    RowEntry {
        upto,
        option,
        state,
        value,
    }
}

fn plain(shape: &Shape, law: &Law) -> (&'static str, Option<String>) {
    match law {
        Law::Absent => ("absent", None),
        Law::Unknown => ("unknown", None),
        Law::Open => ("open", None),
        Law::Number(number) => ("value", Some(number_in(shape, *number))),
        Law::Bool(value) => ("value", Some(value.to_string())),
        Law::Date(day) => ("value", Some(day.to_string())),
        Law::Option(position) => {
            let options = match shape {
                Shape::Reading(options) => options.as_slice(),
                _ => &[],
            };
            let option = options.get(*position as usize);
            ("value", option.map(|option| option.id.clone()))
        }
        Law::Brackets(_) | Law::Rows(_) => ("rows", None),
    }
}

fn number_in(shape: &Shape, number: Rational) -> String {
    match shape {
        Shape::Number(measure)
        | Shape::Brackets { measure, .. }
        | Shape::ByChoice { measure, .. } => written(number, measure),
        _ => number.to_string(),
    }
}

/// A number of base units in a written unit.
pub(super) fn written(number: Rational, measure: &Measure) -> String {
    let in_unit = number.div(measure.factor);
    in_unit.map_or_else(|| number.to_string(), |number| number.to_string())
}

/// An id with its label.
pub(super) fn labeled(of: &crate::check::rulebook::Labeled) -> LabelEntry {
    LabelEntry {
        id: of.id.clone(),
        label: (&of.label).into(),
    }
}
