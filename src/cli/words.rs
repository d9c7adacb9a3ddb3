//! The words of the tables in both languages.

use crate::base::{Date, Decimal, Diagnostic, Lang};
use crate::enterprise::FactProblem;
use crate::report::{CitationReport, TextReport};

/// Speaks one language.
#[derive(Clone, Copy, Debug)]
pub(super) struct Words {
    lang: Lang,
}

impl Words {
    /// Chinese unless told otherwise.
    pub(super) fn new(lang: Option<Lang>) -> Words {
        Words {
            lang: lang.unwrap_or_default(),
        }
    }

    /// The language.
    pub(super) fn lang(self) -> Lang {
        self.lang
    }

    /// One of two wordings.
    pub(super) fn say<'a>(self, zh: &'a str, en: &'a str) -> &'a str {
        match self.lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }

    /// The wording of a text of the rulebook.
    pub(super) fn text(self, text: &TextReport) -> &str {
        text.get(self.lang)
    }

    /// The wording of a text there may be.
    pub(super) fn maybe(self, text: Option<&TextReport>) -> &str {
        text.map_or("", |text| self.text(text))
    }

    /// A list within a sentence.
    pub(super) fn list(self, items: &[String]) -> String {
        items.join(self.say("、", ", "))
    }

    /// Something said beside a text, in brackets.
    pub(super) fn beside(self, text: &str, aside: &str) -> String {
        match self.lang {
            Lang::Zh => format!("{text}（{aside}）"),
            Lang::En => format!("{text} ({aside})"),
        }
    }

    /// A name and what it says, e.g. `期间：2017`.
    pub(super) fn pair(self, name: &str, value: &str) -> String {
        format!("{name}{}{value}", self.say("：", ": "))
    }

    /// A problem with a fact.
    pub(super) fn problem(self, problem: &FactProblem) -> Diagnostic {
        let mut diagnostic = problem.diagnostic();
        if self.lang == Lang::Zh {
            let message = problem.message(Lang::Zh);
            diagnostic.message = match (problem.fact.as_str(), problem.row) {
                ("", _) => message,
                (fact, Some(row)) => format!("第{}行 `{fact}`：{message}", row + 1),
                (fact, None) => format!("`{fact}`：{message}"),
            };
            diagnostic.help = problem.kind.help(Lang::Zh);
        }
        diagnostic
    }

    /// Documents and clauses within a line.
    pub(super) fn cites(self, cites: &[CitationReport]) -> String {
        let one = |cite: &CitationReport| format!("{}{}", cite.number, cite.clause);
        cites
            .iter()
            .map(one)
            .collect::<Vec<_>>()
            .join(self.say("；", "; "))
    }

    /// First and last day.
    pub(super) fn span(self, from: &str, to: Option<&str>) -> String {
        match to {
            Some(to) if to == from => from.to_owned(),
            Some(to) => format!("{from} – {to}"),
            None => format!("{from} {}", self.say("起", "onward")),
        }
    }

    /// First and last days, spans that follow on each other as one.
    pub(super) fn spans<'s>(
        self,
        spans: impl Iterator<Item = (&'s str, Option<&'s str>)>,
    ) -> String {
        let mut merged: Vec<(&str, Option<&str>)> = Vec::new();
        for (from, to) in spans {
            match merged.last_mut() {
                Some((_, last)) if last.is_some_and(|last| follows(last, from)) => *last = to,
                _ => merged.push((from, to)),
            }
        }
        let spans: Vec<String> = merged
            .iter()
            .map(|(from, to)| self.span(from, *to))
            .collect();
        self.list(&spans)
    }

    /// What a kind, status or shape is called.
    pub(super) fn term(self, term: &str) -> &str {
        TERMS
            .iter()
            .find(|(known, ..)| *known == term)
            .map_or(term, |(_, zh, en)| self.say(zh, en))
    }
}

/// Whether one day is the next of another.
fn follows(day: &str, next: &str) -> bool {
    Date::parse(day).map(Date::next) == Date::parse(next)
}

/// Words of the JSON shape as people say them.
const TERMS: &[(&str, &str, &str)] = &[
    ("known", "已定", "known"),
    ("partial", "部分", "partial"),
    ("missing", "缺事实", "needs facts"),
    ("open", "文件未定数额", "no figure set"),
    ("notCovered", "法规未查明", "law undetermined"),
    ("zeroDivisor", "除数为零", "division by zero"),
    ("overflow", "超出范围", "out of range"),
    ("applies", "适用", "applies"),
    ("doesNotApply", "不适用", "does not apply"),
    ("needsFacts", "缺事实", "needs facts"),
    ("amountOpen", "数额未定", "amount open"),
    ("notInForce", "未施行", "not in force"),
    ("notSettled", "年终结算", "settled at year end"),
    ("cost", "成本", "cost"),
    ("surcharge", "加价", "surcharge"),
    ("subsidy", "补助", "subsidy"),
    ("memo", "其中", "memo"),
    ("cashKept", "现金留存", "cash kept"),
    ("entitlement", "额度", "entitlement"),
    ("exposure", "可能罚款", "exposure"),
    ("indicator", "指标", "indicator"),
    ("step", "中间量", "step"),
    ("month", "按月", "monthly"),
    ("year", "按年", "yearly"),
    ("settlement", "年终结算", "year-end settlement"),
    ("event", "按事件", "event"),
    ("status", "期末", "period end"),
    ("previousYear", "上年按月", "monthly, last year"),
    ("document", "文件", "document"),
    ("national", "国家规定", "national"),
    ("assumption", "假设", "assumption"),
    ("toBeVerified", "待核实", "to be verified"),
    ("unchecked", "期间未核对", "not checked for the period"),
    ("switchedOff", "政策被关闭", "switched off"),
    ("number", "数", "number"),
    ("bool", "是否", "yes or no"),
    ("choice", "选项", "choice"),
    ("date", "日期", "date"),
    ("reading", "理解", "reading"),
    ("brackets", "分档表", "brackets"),
    ("byChoice", "分类表", "table by choice"),
    ("absent", "尚无此规定", "no such law"),
    ("unknown", "未查明", "undetermined"),
    ("set", "文件已定", "set"),
    ("bill", "据账单", "from the bill"),
];

/// A decimal with its thousands apart; other text as it is.
pub(super) fn grouped(value: &str) -> String {
    Decimal::parse(value).map_or_else(|| value.to_owned(), Decimal::grouped)
}
