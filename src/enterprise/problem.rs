//! What can be wrong with a fact, in words a page shows beside the field.

use crate::base::diagnostic::Place;
use crate::base::{Diagnostic, Lang};
use crate::rulebook::codes::CodePage;

/// One thing that is wrong with what an enterprise states. Everything else stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FactProblem {
    /// Id of the fact or group, as written; empty if the problem is with the file.
    pub fact: String,
    /// Row of its group, from 0.
    pub row: Option<u8>,
    /// Where it is written, if it is written in a file.
    pub place: Option<Place>,
    /// What is wrong.
    pub kind: FactProblemKind,
}

/// What is wrong.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum FactProblemKind {
    /// The text is not TOML or JSON.
    Syntax {
        /// In the parser's words.
        message: String,
    },
    /// The rulebook asks for no such fact.
    UnknownFact {
        /// The nearest one.
        suggestion: Option<String>,
    },
    /// A value of a type the field cannot hold.
    WrongShape {
        /// What it holds.
        expected: Expected,
    },
    /// Not a number.
    NotANumber {
        /// What was written.
        text: String,
    },
    /// More digits than can be kept.
    TooLong,
    /// Finer than the declared step.
    TooFine {
        /// The step with its unit.
        step: String,
    },
    /// Below the least or above the greatest value.
    OutOfBounds {
        /// Least, with its unit.
        min: String,
        /// Greatest, with its unit.
        max: String,
    },
    /// A unit that is not the fact's.
    WrongUnit {
        /// What was written.
        written: String,
        /// The fact's.
        expected: String,
    },
    /// No option of the choice.
    UnknownOption {
        /// What was written.
        text: String,
        /// The nearest option.
        suggestion: Option<String>,
        /// Ids of all options.
        options: Vec<String>,
    },
    /// Neither yes nor no.
    NotYesOrNo {
        /// What was written.
        text: String,
    },
    /// Not a day of the calendar.
    NotADay {
        /// What was written.
        text: String,
    },
    /// More rows than the group may have.
    TooManyRows {
        /// How many were stated.
        rows: usize,
        /// How many it may have.
        most: u8,
    },
    /// A fact of a group, stated outside its rows.
    InGroup {
        /// The group.
        group: String,
    },
    /// A fact stated twice; the first stands.
    Twice {
        /// Where it is stated first.
        first: Option<Place>,
    },
    /// Not a period.
    NotAPeriod {
        /// What was written.
        text: String,
    },
    /// Characters nobody sees, or that turn the direction of writing; the rest of the text stands.
    Deceptive,
    /// A name or note longer than can be shown.
    LongText {
        /// How many characters it may have.
        most: usize,
    },
}

/// What a field can hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Expected {
    /// One value.
    One,
    /// A list of rows.
    Rows,
    /// A table of facts.
    Facts,
    /// A text.
    Text,
}

impl FactProblemKind {
    pub(super) fn not_a_number(text: &str) -> FactProblemKind {
        FactProblemKind::NotANumber {
            text: text.to_owned(),
        }
    }

    /// Its stable code.
    pub fn code(&self) -> &'static str {
        match self {
            FactProblemKind::Syntax { .. } => "F0101",
            FactProblemKind::UnknownFact { .. } => "F0102",
            FactProblemKind::WrongShape { .. } => "F0103",
            FactProblemKind::NotANumber { .. } => "F0104",
            FactProblemKind::TooFine { .. } => "F0105",
            FactProblemKind::OutOfBounds { .. } | FactProblemKind::TooLong => "F0106",
            FactProblemKind::WrongUnit { .. } => "F0107",
            FactProblemKind::UnknownOption { .. } => "F0108",
            FactProblemKind::NotYesOrNo { .. } => "F0109",
            FactProblemKind::NotADay { .. } => "F0110",
            FactProblemKind::TooManyRows { .. } => "F0111",
            FactProblemKind::InGroup { .. } => "F0112",
            FactProblemKind::Twice { .. } => "F0113",
            FactProblemKind::NotAPeriod { .. } => "F0114",
            FactProblemKind::Deceptive => "F0115",
            FactProblemKind::LongText { .. } => "F0116",
        }
    }

    fn zh(&self) -> String {
        match self {
            FactProblemKind::Syntax { message } => format!("文件写法有误：{message}"),
            FactProblemKind::UnknownFact { .. } => "规则库中没有这一项".to_owned(),
            FactProblemKind::WrongShape { expected } => match expected {
                Expected::One => "这里应填一个值",
                Expected::Rows => "这里应是若干行",
                Expected::Facts => "这里应是各项事实",
                Expected::Text => "这里应是文字",
            }
            .to_owned(),
            FactProblemKind::NotANumber { text } => format!("“{}”不是数字", short(text)),
            FactProblemKind::TooLong => "位数太多，无法精确计算".to_owned(),
            FactProblemKind::TooFine { step } => format!("最小填写单位是{step}"),
            FactProblemKind::OutOfBounds { min, max } => format!("应在{min}到{max}之间"),
            FactProblemKind::WrongUnit { written, expected } if expected.is_empty() => {
                format!("这一项没有单位，不能填“{}”", short(written))
            }
            FactProblemKind::WrongUnit { written, expected } => {
                format!("单位应是{expected}，不是“{}”", short(written))
            }
            FactProblemKind::UnknownOption { text, .. } => format!("没有“{}”这个选项", short(text)),
            FactProblemKind::NotYesOrNo { text } => {
                format!("“{}”既不是“是”也不是“否”", short(text))
            }
            FactProblemKind::NotADay { text } => format!("“{}”不是日期", short(text)),
            FactProblemKind::TooManyRows { rows, most } => format!("有{rows}行，最多填{most}行"),
            FactProblemKind::InGroup { group } => format!("这一项应填在“{group}”的各行里"),
            FactProblemKind::Twice { .. } => "这一项填了两次".to_owned(),
            FactProblemKind::NotAPeriod { text } => format!("“{}”不是一个期间", short(text)),
            FactProblemKind::Deceptive => "含有看不见的字符（如改变文字方向的），已去掉".to_owned(),
            FactProblemKind::LongText { most } => format!("太长，最多{most}个字"),
        }
    }

    fn en(&self) -> String {
        match self {
            FactProblemKind::Syntax { message } => format!("cannot be read: {message}"),
            FactProblemKind::UnknownFact { .. } => "the rulebook has no such fact".to_owned(),
            FactProblemKind::WrongShape { expected } => match expected {
                Expected::One => "one value is expected here",
                Expected::Rows => "a list of rows is expected here",
                Expected::Facts => "a table of facts is expected here",
                Expected::Text => "a text is expected here",
            }
            .to_owned(),
            FactProblemKind::NotANumber { text } => format!("“{}” is not a number", short(text)),
            FactProblemKind::TooLong => "more digits than can be kept exact".to_owned(),
            FactProblemKind::TooFine { step } => format!("finer than its step, {step}"),
            FactProblemKind::OutOfBounds { min, max } => {
                format!("must lie between {min} and {max}")
            }
            FactProblemKind::WrongUnit { written, expected } if expected.is_empty() => {
                format!("is a pure number, not in “{}”", short(written))
            }
            FactProblemKind::WrongUnit { written, expected } => {
                format!("is in {expected}, not in “{}”", short(written))
            }
            FactProblemKind::UnknownOption { text, .. } => {
                format!("there is no option “{}”", short(text))
            }
            FactProblemKind::NotYesOrNo { text } => {
                format!("“{}” is neither yes nor no", short(text))
            }
            FactProblemKind::NotADay { text } => format!("“{}” is not a day", short(text)),
            FactProblemKind::TooManyRows { rows, most } => {
                format!("has {rows} rows; at most {most} can be stated")
            }
            FactProblemKind::InGroup { group } => format!("belongs in a row of `{group}`"),
            FactProblemKind::Twice { .. } => "is stated twice".to_owned(),
            FactProblemKind::NotAPeriod { text } => format!("“{}” is not a period", short(text)),
            FactProblemKind::Deceptive => {
                "has characters nobody sees, which were left out".to_owned()
            }
            FactProblemKind::LongText { most } => {
                format!("is too long; at most {most} characters are taken")
            }
        }
    }

    /// What to do about it, where the problem does not say so itself.
    pub fn help(&self, lang: Lang) -> Option<String> {
        let near = match self {
            FactProblemKind::UnknownFact { suggestion }
            | FactProblemKind::UnknownOption { suggestion, .. } => suggestion.as_ref(),
            _ => None,
        };
        if let Some(name) = near {
            return Some(match lang {
                Lang::Zh => format!("是否指“{name}”？"),
                Lang::En => format!("did you mean `{name}`?"),
            });
        }
        let (zh, en) = match self {
            FactProblemKind::UnknownOption { options, .. } => {
                let zh = format!("可选：{}", options.join("、"));
                (zh, format!("one of: {}", options.join(", ")))
            }
            FactProblemKind::NotANumber { .. } => (
                "例如 12500、12,500.50、1.25万；不能用科学计数法".to_owned(),
                "e.g. 12500, 12,500.50 or 1.25万; no exponents".to_owned(),
            ),
            FactProblemKind::NotADay { .. } => {
                ("例如 2017-07-21".to_owned(), "e.g. 2017-07-21".to_owned())
            }
            FactProblemKind::NotAPeriod { .. } => (
                "例如 2017、2017-09、2017-03..2017-09，须在同一年内".to_owned(),
                "e.g. 2017, 2017-09 or 2017-03..2017-09, inside one year".to_owned(),
            ),
            _ => return None,
        };
        Some(match lang {
            Lang::Zh => zh,
            Lang::En => en,
        })
    }
}

impl FactProblem {
    /// The problem in words, without the name of the fact it stands beside.
    pub fn message(&self, lang: Lang) -> String {
        match lang {
            Lang::Zh => self.kind.zh(),
            Lang::En => self.kind.en(),
        }
    }

    /// How the fact is called in messages: `heads`, `line_kwh` in row 2.
    pub fn subject(&self) -> String {
        match self.row {
            Some(row) => format!("`{}` in row {}", self.fact, row + 1),
            None => format!("`{}`", self.fact),
        }
    }

    /// The problem with its place and help, in English like every diagnostic.
    pub fn diagnostic(&self) -> Diagnostic {
        let message = self.message(Lang::En);
        let message = if self.fact.is_empty() {
            message
        } else {
            format!("{}: {message}", self.subject())
        };
        let mut diagnostic = Diagnostic::error(self.kind.code(), message);
        if let Some(place) = self.place {
            diagnostic = diagnostic.at(place, "");
        }
        if let FactProblemKind::Twice { first: Some(first) } = self.kind {
            diagnostic = diagnostic.at(first, "first stated here");
        }
        diagnostic.help = self.kind.help(Lang::En);
        diagnostic
    }
}

/// The start of a text somebody wrote: what is refused may be long.
fn short(text: &str) -> String {
    const MOST: usize = 24;
    let text = text.trim();
    if text.chars().count() <= MOST {
        text.to_owned()
    } else {
        text.chars().take(MOST).chain(['…']).collect()
    }
}

/// Every code a fact's problem has.
pub const CODES: &[CodePage] = &[
    CodePage {
        code: "F0101",
        title: "not TOML or JSON",
        text: "The text breaks the grammar of its format. Nothing of it is taken, because what is \
               meant after the break is a guess.",
    },
    CodePage {
        code: "F0102",
        title: "an unknown fact",
        text: "The rulebook asks for no fact or group of this name. It is left out; every other fact \
               stands.",
    },
    CodePage {
        code: "F0103",
        title: "a value of the wrong shape",
        text: "A fact is one value; a group is a list of rows, each with its facts.",
    },
    CodePage {
        code: "F0104",
        title: "not a number",
        text: "Numbers are digits with at most one point, commas between thousands if wanted, a scale \
               such as 万 or 亿, and the fact's unit if wanted. Exponents are not read.",
    },
    CodePage {
        code: "F0105",
        title: "finer than the step",
        text: "Each fact declares a step, such as 0.01 yuan. A finer number would have to be rounded, \
               and facts are never rounded silently.",
    },
    CodePage {
        code: "F0106",
        title: "out of bounds",
        text: "The number lies outside the bounds its fact declares, or has more digits than any \
               amount can have.",
    },
    CodePage {
        code: "F0107",
        title: "another unit",
        text: "The unit written is not the fact's unit, nor the part of it before the first `/`.",
    },
    CodePage {
        code: "F0108",
        title: "an unknown option",
        text: "A choice is stated by an option's id or its label.",
    },
    CodePage {
        code: "F0109",
        title: "neither yes nor no",
        text: "Write true or false, yes or no, 是 or 否.",
    },
    CodePage {
        code: "F0110",
        title: "not a day",
        text: "Days are written 2017-07-21, 2017/7/21 or 2017年7月21日, and the calendar must have \
               them.",
    },
    CodePage {
        code: "F0111",
        title: "too many rows",
        text: "A group has a greatest number of rows. Rows beyond it are not taken.",
    },
    CodePage {
        code: "F0112",
        title: "a fact outside its rows",
        text: "The fact belongs to a group: state it in the group's rows, or name the row, as in \
               `line2.line_kwh`.",
    },
    CodePage {
        code: "F0113",
        title: "stated twice",
        text: "The same fact stands there twice. The first is taken.",
    },
    CodePage {
        code: "F0114",
        title: "not a period",
        text: "A period is a year, a month, or a span of months inside one calendar year.",
    },
    CodePage {
        code: "F0115",
        title: "characters nobody sees",
        text: "Control characters, and those that turn the direction of writing, can make a text look \
               like another. They are left out; the rest of the text stands.",
    },
    CodePage {
        code: "F0116",
        title: "a text too long to be shown",
        text: "Names and notes have at most 4000 characters. A longer one is left out whole.",
    },
];
