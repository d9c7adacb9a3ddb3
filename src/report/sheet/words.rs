//! What the sheet says, in one language.

use crate::base::{Date, Decimal, Lang, Period, Text};
use crate::check::Rulebook;
use crate::check::history::Grade;
use crate::check::rulebook::{AmountKind, Cite, FactSlotId};
use crate::explain::explanation::Phrase;
use crate::program::{AmountRef, Status};
use crate::scenario::assessment::{Effect, LeverStatus};

/// Speaks one language about one rulebook.
#[derive(Clone, Copy)]
pub(super) struct Words<'a> {
    pub(super) book: &'a Rulebook,
    pub(super) lang: Lang,
}

impl Words<'_> {
    /// One of two wordings.
    pub(super) fn say<'t>(self, zh: &'t str, en: &'t str) -> &'t str {
        match self.lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }

    /// A text of the rulebook.
    pub(super) fn text(self, text: &Text) -> &str {
        text.get(self.lang)
    }

    /// A phrase in one line.
    pub(super) fn phrase(self, phrase: &Phrase) -> String {
        crate::explain::words::line(phrase, self.lang)
    }

    /// Words in brackets behind others.
    pub(super) fn beside(self, words: &str, inside: &str) -> String {
        match self.lang {
            Lang::Zh => format!("{words}（{inside}）"),
            Lang::En => format!("{words} ({inside})"),
        }
    }

    /// A name and what it is.
    pub(super) fn pair(self, name: &str, value: &str) -> String {
        match self.lang {
            Lang::Zh => format!("{name}：{value}"),
            Lang::En => format!("{name}: {value}"),
        }
    }

    /// Words one after the other.
    pub(super) fn list(self, words: &[String]) -> String {
        words.join(self.say("、", ", "))
    }

    /// Sentences or clauses one after the other.
    pub(super) fn clauses(self, words: &[String]) -> String {
        words.join(self.say("；", "; "))
    }

    /// Document numbers and clauses.
    pub(super) fn cites(self, cites: &[Cite]) -> String {
        let one = |cite: &Cite| {
            let number = &self.book.documents[cite.document].number;
            if cite.clause.is_empty() {
                number.clone()
            } else {
                format!("{number} {}", cite.clause)
            }
        };
        let all: Vec<String> = cites.iter().map(one).collect();
        self.clauses(&all)
    }

    /// The label of an amount, with its row.
    pub(super) fn amount(self, of: AmountRef) -> String {
        let amount = &self.book.amounts[of.amount];
        let label = self.text(&amount.label);
        match (amount.group, of.row) {
            (Some(group), Some(row)) => {
                let group = self.text(&self.book.groups[group].label);
                self.beside(label, &format!("{group} {}", row + 1))
            }
            _ => label.to_owned(),
        }
    }

    /// The label of a fact, with its row.
    pub(super) fn slot(self, slot: FactSlotId) -> String {
        let of = self.book.fact_slots[slot];
        let fact = &self.book.facts[of.fact];
        let label = self.text(&fact.label);
        match (fact.group, of.row) {
            (Some(group), Some(row)) => {
                let group = self.text(&self.book.groups[group].label);
                format!("{group} {} · {label}", row + 1)
            }
            _ => label.to_owned(),
        }
    }

    /// Facts that are missing, each once whatever the row.
    pub(super) fn slots(self, slots: &[FactSlotId]) -> String {
        let mut labels: Vec<String> = Vec::new();
        for slot in slots {
            let fact = &self.book.facts[self.book.fact_slots[*slot].fact];
            let label = self.text(&fact.label);
            let label = match fact.group {
                Some(group) => format!("{} · {label}", self.text(&self.book.groups[group].label)),
                None => label.to_owned(),
            };
            if !labels.contains(&label) {
                labels.push(label);
            }
        }
        self.list(&labels)
    }

    /// A period as people write it.
    pub(super) fn period(self, period: Period) -> String {
        let (first, last) = (period.first(), period.last());
        let year = first.year();
        match self.lang {
            Lang::En => period.to_string().replace("..", " to "),
            Lang::Zh if period.len() == 12 => format!("{year}年（1月1日至12月31日）"),
            Lang::Zh if first == last => format!("{year}年{}月", first.number()),
            Lang::Zh => format!("{year}年{}月至{}月", first.number(), last.number()),
        }
    }

    /// Two days and what lies between.
    pub(super) fn span(self, from: Option<Date>, to: Option<Date>) -> String {
        let from = from.filter(|day| *day > Date::BEGINNING);
        match (from, to) {
            (Some(from), Some(to)) => match self.lang {
                Lang::Zh => format!("{from} 至 {to}"),
                Lang::En => format!("{from} to {to}"),
            },
            (Some(from), None) => match self.lang {
                Lang::Zh => format!("{from} 起"),
                Lang::En => format!("from {from}"),
            },
            (None, Some(to)) => match self.lang {
                Lang::Zh => format!("至 {to}"),
                Lang::En => format!("to {to}"),
            },
            (None, None) => String::new(),
        }
    }

    pub(super) fn kind(self, kind: AmountKind) -> &'static str {
        let (zh, en) = match kind {
            AmountKind::Cost => ("成本", "cost"),
            AmountKind::Surcharge => ("加价", "surcharge"),
            AmountKind::Subsidy => ("补贴", "subsidy"),
            AmountKind::Memo => ("已含减免", "relief inside a cost"),
            AmountKind::CashKept => ("资金占用", "cash kept"),
            AmountKind::Entitlement => ("可享额度", "entitlement"),
            AmountKind::Exposure => ("可能罚款", "possible fine"),
            AmountKind::Indicator => ("指标", "indicator"),
            AmountKind::Step => ("中间数", "step"),
        };
        self.pick(zh, en)
    }

    fn pick(self, zh: &'static str, en: &'static str) -> &'static str {
        match self.lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }

    /// Why an amount has no value.
    pub(super) fn status(self, status: Status) -> String {
        crate::explain::words::status_text(status)
            .get(self.lang)
            .to_owned()
    }

    pub(super) fn grade(self, grade: Grade) -> &'static str {
        let (zh, en) = match grade {
            Grade::Document => ("省文件", "document"),
            Grade::National => ("国家规定", "national"),
            Grade::Assumption => ("假设", "assumption"),
        };
        self.pick(zh, en)
    }

    pub(super) fn to_verify(self) -> &'static str {
        self.pick("待核实", "to be verified")
    }

    pub(super) fn stale(self, day: Date) -> String {
        match self.lang {
            Lang::Zh => format!("自 {day} 起未核对"),
            Lang::En => format!("unchecked since {day}"),
        }
    }

    /// What policies of a status are called together.
    pub(super) fn policies(self, status: LeverStatus, in_reach: bool) -> &'static str {
        let (zh, en) = match status {
            LeverStatus::Applies => ("适用的政策", "Policies that apply"),
            LeverStatus::AmountOpen => (
                "适用、文件未定数额的政策",
                "Policies that apply without a set figure",
            ),
            LeverStatus::NeedsFacts => ("待补充信息的政策", "Policies that need facts"),
            LeverStatus::DoesNotApply if in_reach => (
                "不适用、可以争取的政策",
                "Policies that do not apply and are within reach",
            ),
            LeverStatus::DoesNotApply => (
                "不适用、与本企业情况不符的政策",
                "Policies that are not for this enterprise",
            ),
            LeverStatus::NotSettled => {
                ("年末结算的政策", "Policies settled at the end of the year")
            }
            LeverStatus::NotCovered => ("本期规定未查明的政策", "Policies undetermined here"),
            LeverStatus::NotInForce => ("本期未施行的政策", "Policies not in force"),
        };
        self.pick(zh, en)
    }

    /// How far the total moves.
    pub(super) fn moves(self, effect: Effect) -> String {
        let words = |value: Decimal| {
            if value.is_zero() {
                self.say("合计不变", "the total does not move").to_owned()
            } else {
                match self.lang {
                    Lang::Zh => format!("合计变化 {} 元", signed(value)),
                    Lang::En => format!("the total moves by {} yuan", signed(value)),
                }
            }
        };
        match effect {
            Effect::Known(value) => words(value),
            Effect::Partial(value) => {
                let known = self.say("已确定部分", "as far as known");
                self.beside(&words(value), known)
            }
            Effect::Open => self.say("影响未定", "effect open").to_owned(),
        }
    }
}

/// An amount of money with at least its 分, commas, and a true minus sign.
pub(super) fn money(value: Decimal) -> String {
    let padded = Decimal::parse("0.00").and_then(|zero| value.add(zero));
    let padded = padded.filter(|sum| sum.places() >= 2).unwrap_or(value);
    padded.grouped().replacen('-', "−", 1)
}

/// The same with its sign always shown.
pub(super) fn signed(value: Decimal) -> String {
    let text = money(value);
    if value.is_zero() || text.starts_with('−') {
        text
    } else {
        format!("+{text}")
    }
}
