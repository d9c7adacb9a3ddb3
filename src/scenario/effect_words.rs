//! What a change of a reform is about and why it moves nothing, in words.

use super::effect::{What, WhyNot};
use crate::base::{Date, Period, Text};
use crate::check::rulebook::{FactSlotId, LeverId, Rulebook};
use crate::program::AmountRef;

/// Names said in one sentence; past these many the rest is counted.
const NAMED: usize = 3;

impl What {
    /// What it is called.
    pub fn label(&self, book: &Rulebook) -> Text {
        match self {
            What::Parameter(id) => book.parameters[*id].label.clone(),
            What::Lever(id) => book.levers[*id].title.clone(),
            What::Formula(id) => {
                let Text { zh, en } = &book.amounts[*id].label;
                Text::new(format!("{zh}的算法"), format!("how {en} is computed"))
            }
            What::InForce(id) => {
                let Text { zh, en } = &book.levers[*id].title;
                Text::new(format!("{zh}的施行期间"), format!("{en}: days in force"))
            }
            What::Records(names) => {
                let labels = names.iter().map(|name| named(book, name)).collect();
                let list = listed(labels);
                Text::new(format!("新增：{}", list.zh), format!("added: {}", list.en))
            }
        }
    }
}

impl WhyNot {
    /// Why, as a sentence about a period.
    pub fn text(&self, book: &Rulebook, period: Period) -> Text {
        match self {
            WhyNot::Same => Text::new("现行规定本来就是这样", "the law says so already"),
            WhyNot::OtherDays(from, to) => other_days(*from, *to, period),
            WhyNot::Unread => Text::new(
                "没有任何金额或政策用到它",
                "no amount and no lever reads it",
            ),
            WhyNot::NotInForce(lever) => {
                let Text { zh, en } = title(book, *lever);
                Text::new(
                    format!("它属于“{zh}”，该政策在{period}期间未施行"),
                    format!("it belongs to “{en}”, which is not in force in {period}"),
                )
            }
            WhyNot::Fails(lever) => {
                let Text { zh, en } = title(book, *lever);
                Text::new(
                    format!("它属于“{zh}”，该企业不符合条件"),
                    format!("it belongs to “{en}”, whose conditions this enterprise does not meet"),
                )
            }
            WhyNot::Missing(facts) => {
                let list = listed(facts.iter().map(|slot| fact(book, *slot)).collect());
                Text::new(
                    format!("还缺少事实：{}", list.zh),
                    format!("facts are missing: {}", list.en),
                )
            }
            WhyNot::SameAmounts(amounts) => {
                let list = listed(amounts.iter().map(|of| amount(book, *of)).collect());
                Text::new(
                    format!("用到它的金额对该企业不变：{}", list.zh),
                    format!("what reads it comes out the same here: {}", list.en),
                )
            }
        }
    }
}

fn other_days(from: Option<Date>, to: Option<Date>, period: Period) -> Text {
    match (from, to) {
        (Some(from), _) if from > period.last().last_day() => Text::new(
            format!("自{from}起才改变，{period}还没到"),
            format!("it begins on {from}, after {period}"),
        ),
        (_, Some(to)) if to < period.first().first_day() => Text::new(
            format!("只改变到{to}为止，{period}已经过了"),
            format!("it ends on {to}, before {period}"),
        ),
        _ => Text::new(
            format!("它改变的日子与{period}无关"),
            format!("the days it changes do not matter in {period}"),
        ),
    }
}

fn title(book: &Rulebook, lever: LeverId) -> Text {
    book.levers[lever].title.clone()
}

fn amount(book: &Rulebook, of: AmountRef) -> Text {
    book.amounts[of.amount].label.clone()
}

fn fact(book: &Rulebook, slot: FactSlotId) -> Text {
    let of = book.fact_slots[slot];
    book.facts[of.fact].label.clone()
}

fn named(book: &Rulebook, name: &str) -> Text {
    use crate::check::rulebook::Named;
    match book.names.get(name) {
        Some(Named::Parameter(id)) => book.parameters[*id].label.clone(),
        Some(Named::Amount(id)) => book.amounts[*id].label.clone(),
        Some(Named::Lever(id)) => book.levers[*id].title.clone(),
        Some(Named::Fact(id)) => book.facts[*id].label.clone(),
        _ => Text::new(name, name),
    }
}

fn listed(texts: Vec<Text>) -> Text {
    let mut texts = texts;
    texts.dedup();
    let more = texts.len().saturating_sub(NAMED);
    let join = |texts: &[Text], zh: bool| {
        let shown = texts.iter().take(NAMED);
        let shown: Vec<&str> = shown
            .map(|text| {
                if zh {
                    text.zh.as_str()
                } else {
                    text.en.as_str()
                }
            })
            .collect();
        shown.join(if zh { "、" } else { ", " })
    };
    let (mut zh, mut en) = (join(&texts, true), join(&texts, false));
    if more > 0 {
        zh = format!("{zh}等{}项", more + NAMED);
        en = format!("{en} and {more} more");
    }
    Text::new(zh, en)
}
