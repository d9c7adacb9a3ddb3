//! Formulas in words: the same tree walked twice, once with names and once with numbers.

use super::explanation::{Link, Phrase, Token};
use super::values::{day, rational, with_unit};
use crate::base::{Map, Measure, Rational, Rounding, Text};
use crate::check::expr::{Formula, InForceOf, NodeId, NodeKind, Ty};
use crate::check::rulebook::{FactKind, Rulebook, Shape};
use crate::eval::Cells;
use crate::formula::BinaryOp;
use crate::program::plan::Operand;
use crate::program::{AmountRef, Status};
/// What a formula's nodes became in one run.
#[derive(Clone, Copy)]
pub struct Traced<'a> {
    /// Operands by node and row.
    pub nodes: &'a Map<(NodeId, Option<u8>), Operand>,
    /// Values of every slot.
    pub cells: &'a Cells,
}

/// A formula in words, or with numbers where a run is given.
pub fn phrase(
    book: &Rulebook,
    formula: &Formula,
    row: Option<u8>,
    run: Option<Traced<'_>>,
) -> Phrase {
    let mut writer = Writer {
        book,
        formula,
        run,
        names: false,
        out: Vec::new(),
    };
    writer.node(formula.root, row, 0);
    writer.out
}

/// A part of a formula in words, by the branch a run took.
pub(super) fn named_part(
    book: &Rulebook,
    formula: &Formula,
    (id, row): (NodeId, Option<u8>),
    run: Traced<'_>,
) -> Phrase {
    let mut writer = Writer {
        book,
        formula,
        run: Some(run),
        names: true,
        out: Vec::new(),
    };
    writer.node(id, row, 0);
    writer.out
}

/// A part of a formula with the numbers of a run, to stand among factors.
pub(super) fn part_in_numbers(
    book: &Rulebook,
    formula: &Formula,
    (id, row): (NodeId, Option<u8>),
    run: Traced<'_>,
) -> Phrase {
    let mut writer = Writer {
        book,
        formula,
        run: Some(run),
        names: false,
        out: Vec::new(),
    };
    writer.node(id, row, 0);
    writer.out
}

/// The phrase as one line in one language.
pub fn line(phrase: &Phrase, lang: crate::base::Lang) -> String {
    phrase.iter().map(|token| token.text.get(lang)).collect()
}

struct Writer<'a> {
    book: &'a Rulebook,
    formula: &'a Formula,
    run: Option<Traced<'a>>,
    /// Names in the place of numbers; the run then only says which branch was taken.
    names: bool,
    out: Phrase,
}

impl Writer<'_> {
    fn say(&mut self, zh: &str, en: &str) {
        self.out.push(Token {
            link: Link::None,
            text: Text::new(zh, en),
        });
    }

    fn sign(&mut self, sign: &str) {
        self.say(sign, sign);
    }

    fn link(&mut self, link: Link, text: Text) {
        self.out.push(Token { link, text });
    }

    /// Writes a node for a place of this binding strength.
    fn node(&mut self, id: NodeId, row: Option<u8>, needed: u8) {
        // With a run, a conditional is the branch taken, and binds like it.
        if let NodeKind::If(condition, yes, no) = self.formula.nodes[id].kind
            && let Some(taken) = self.taken(condition, row)
        {
            return self.node(if taken { yes } else { no }, row, needed);
        }
        let strength = strength(&self.formula.nodes[id].kind);
        let brackets = strength < needed;
        if brackets {
            self.sign("(");
        }
        self.inner(id, row, strength);
        if brackets {
            self.sign(")");
        }
    }

    #[expect(
        clippy::too_many_lines,
        reason = "one short arm a node kind, all in one place"
    )]
    fn inner(&mut self, id: NodeId, row: Option<u8>, strength: u8) {
        let kind = &self.formula.nodes[id].kind;
        match kind {
            NodeKind::Fact(_) | NodeKind::Parameter(_) | NodeKind::Amount(_) => {
                self.leaf(id, row);
            }
            NodeKind::Number(value) => {
                let measure = Measure {
                    text: unit_text(&self.formula.nodes[id].ty),
                    ..Measure::none()
                };
                let text = with_unit(*value, &measure);
                self.link(Link::Number, Text::new(text.clone(), text));
            }
            NodeKind::Bool(true) => self.say("是", "true"),
            NodeKind::Bool(false) => self.say("否", "false"),
            NodeKind::Date(date) => self.sign(&date.to_string()),
            NodeKind::Option(at) => {
                let text = self.option(&self.formula.nodes[id].ty, i128::from(*at));
                self.link(Link::None, text);
            }
            NodeKind::Negate(a) => {
                self.sign("−");
                self.node(*a, row, 7);
            }
            NodeKind::Not(a) => {
                self.say("非 ", "not ");
                self.node(*a, row, 8);
            }
            NodeKind::Binary(op, a, b) => {
                self.node(
                    *a,
                    row,
                    if op.compares() {
                        strength + 1
                    } else {
                        strength
                    },
                );
                let (zh, en) = operator(*op);
                self.say(&format!(" {zh} "), &format!(" {en} "));
                match self.named(*a, *b) {
                    Some(named) => self.link(Link::Number, named),
                    None => self.node(*b, row, strength + 1),
                }
            }
            NodeKind::If(c, yes, no) => self.conditional(*c, *yes, *no, row),
            NodeKind::Min(all) => self.list("取小(", "min(", all, row),
            NodeKind::Max(all) => self.list("取大(", "max(", all, row),
            NodeKind::Clamp(x, low, high) => {
                self.list("限于上下限(", "clamp(", &[*x, *low, *high], row);
            }
            NodeKind::Round { value, step, mode } => {
                let (zh, en) = rounding(*mode);
                self.say(&format!("{zh}("), &format!("{en}("));
                self.node(*value, row, 0);
                let unit = unit_text(&self.formula.nodes[id].ty);
                let step = with_unit(
                    *step,
                    &Measure {
                        text: unit,
                        ..Measure::none()
                    },
                );
                self.say(&format!("，每 {step})"), &format!(", step {step})"));
            }
            NodeKind::Lookup(table, x) | NodeKind::Marginal(table, x) => {
                if self.value(id, row) {
                    return;
                }
                let label = self.book.parameters[*table].label.clone();
                self.link(Link::Parameter(*table), label);
                if self.names {
                    return;
                }
                if matches!(kind, NodeKind::Marginal(..)) {
                    self.say(" 累进(", " progressive(");
                } else {
                    self.sign("[");
                }
                self.node(*x, row, 0);
                self.sign(if matches!(kind, NodeKind::Marginal(..)) {
                    ")"
                } else {
                    "]"
                });
            }
            NodeKind::Sum(group, inner) => self.rows(*group, *inner, id, row),
            NodeKind::Any(group, inner) => {
                let label = &self.book.groups[*group].label;
                let (zh, en) = (
                    format!("任一{}满足(", label.zh),
                    format!("any {} with (", label.en),
                );
                self.say(&zh, &en);
                self.node(*inner, row, 0);
                self.sign(")");
            }
            NodeKind::Count(group) => {
                let label = &self.book.groups[*group].label;
                let (zh, en) = (
                    format!("{}的行数", label.zh),
                    format!("number of {}", label.en),
                );
                self.say(&zh, &en);
            }
            NodeKind::Applies(lever) => {
                let title = &self.book.levers[*lever].title;
                let text = Text::new(
                    format!("“{}”适用", title.zh),
                    format!("“{}” applies", title.en),
                );
                self.link(Link::None, text);
            }
            NodeKind::InForce(of) => {
                let label = match of {
                    InForceOf::Lever(lever) => &self.book.levers[*lever].title,
                    InForceOf::Parameter(parameter) => &self.book.parameters[*parameter].label,
                };
                let text = Text::new(
                    format!("“{}”有效", label.zh),
                    format!("“{}” in force", label.en),
                );
                self.link(Link::None, text);
            }
            NodeKind::Known(fact) => {
                let label = &self.book.facts[*fact].label;
                let text = Text::new(
                    format!("已填“{}”", label.zh),
                    format!("“{}” is stated", label.en),
                );
                self.link(Link::None, text);
            }
            NodeKind::MonthsBetween(a, b) => self.list("整月数(", "whole months(", &[*a, *b], row),
            NodeKind::DaysBetween(a, b) => self.list("天数(", "days(", &[*a, *b], row),
            NodeKind::PeriodStart => self.say("期间首日", "first day of the period"),
            NodeKind::PeriodEnd => self.say("期间末日", "last day of the period"),
            NodeKind::PeriodYear => self.say("期间年度", "year of the period"),
            NodeKind::YearOf(a) => self.list("年度(", "year of(", &[*a], row),
        }
    }

    /// The option a number stands for beside an amount that reckons a choice.
    fn named(&self, amount: NodeId, number: NodeId) -> Option<Text> {
        match self.formula.nodes[number].kind {
            NodeKind::Number(value) => reckoned(self.book, self.formula, amount, value),
            _ => None,
        }
    }

    /// Which branch a run took.
    fn taken(&self, condition: NodeId, row: Option<u8>) -> Option<bool> {
        let run = self.run?;
        match run.nodes.get(&(condition, row))? {
            Operand::Plain(slot) => run.cells[*slot].get().map(|holds| holds != 0),
            _ => None,
        }
    }

    /// All of a conditional, in words.
    fn conditional(&mut self, c: NodeId, yes: NodeId, no: NodeId, row: Option<u8>) {
        self.say("若 ", "if ");
        self.node(c, row, 0);
        self.say(" 则 ", " then ");
        self.node(yes, row, 0);
        self.say("，否则 ", " else ");
        self.node(no, row, 0);
    }

    fn list(&mut self, zh: &str, en: &str, parts: &[NodeId], row: Option<u8>) {
        self.say(zh, en);
        for (i, part) in parts.iter().enumerate() {
            if i > 0 {
                self.say("，", ", ");
            }
            self.node(*part, row, 0);
        }
        self.sign(")");
    }

    /// With a run, a sum is its rows; in words it names the group.
    fn rows(
        &mut self,
        group: crate::check::rulebook::GroupId,
        inner: NodeId,
        id: NodeId,
        row: Option<u8>,
    ) {
        let Some(run) = self.run.filter(|_| !self.names) else {
            let label = self.book.groups[group].label.clone();
            let (zh, en) = (
                format!("各{}合计(", label.zh),
                format!("sum over {} (", label.en),
            );
            self.say(&zh, &en);
            self.node(inner, row, 0);
            self.sign(")");
            return;
        };
        let there = |row: &u8| {
            let present = run.nodes.get(&(id, Some(*row)));
            present.and_then(|operand| value_of(*operand, run.cells)) == Some(1)
        };
        let rows: Vec<u8> = (0..self.book.groups[group].max_rows)
            .filter(|row| there(row))
            .collect();
        if rows.is_empty() {
            if !self.value(id, row) {
                self.sign("0");
            }
            return;
        }
        self.sign("(");
        for (i, at) in rows.iter().enumerate() {
            if i > 0 {
                self.sign(" + ");
            }
            self.node(inner, Some(*at), 5);
        }
        self.sign(")");
    }

    fn leaf(&mut self, id: NodeId, row: Option<u8>) {
        if self.value(id, row) {
            return;
        }
        let (link, label) = self.name(id, row);
        self.link(link, label);
    }

    fn name(&self, id: NodeId, row: Option<u8>) -> (Link, Text) {
        match &self.formula.nodes[id].kind {
            NodeKind::Fact(fact) => {
                let declared = &self.book.facts[*fact];
                let slot = self.book.slot(*fact, declared.group.and(row).unwrap_or(0));
                (Link::Fact(slot), declared.label.clone())
            }
            NodeKind::Parameter(parameter) | NodeKind::Lookup(parameter, _) => (
                Link::Parameter(*parameter),
                self.book.parameters[*parameter].label.clone(),
            ),
            NodeKind::Amount(amount) => {
                let declared = &self.book.amounts[*amount];
                let of = AmountRef {
                    amount: *amount,
                    row: declared.group.and(row),
                };
                (Link::Amount(of), declared.label.clone())
            }
            _ => (Link::None, Text::default()),
        }
    }

    /// Writes a node's value, if a run is given; whether it wrote anything.
    fn value(&mut self, id: NodeId, row: Option<u8>) -> bool {
        let Some(run) = self.run.filter(|_| !self.names) else {
            return false;
        };
        let Some(operand) = run.nodes.get(&(id, row)) else {
            return false;
        };
        let (link, label) = self.name(id, row);
        let text = match self.shown(id, *operand, run.cells) {
            Some(text) => text,
            None => {
                let why = status_text(status_of(*operand, run.cells));
                Text::new(
                    format!("{}（{}）", label.zh, why.zh),
                    format!("{} ({})", label.en, why.en),
                )
            }
        };
        self.link(link, text);
        true
    }

    /// A leaf's value with its unit.
    fn shown(&self, id: NodeId, operand: Operand, cells: &Cells) -> Option<Text> {
        let node = &self.formula.nodes[id];
        let both = |text: String| Text::new(text.clone(), text);
        match operand {
            Operand::Num(number) => {
                let value = rational(cells[number.slot], number.den)?;
                let reckoned = reckoned(self.book, self.formula, id, value);
                Some(reckoned.unwrap_or_else(|| both(with_unit(value, &self.measure(id)))))
            }
            Operand::Plain(slot) => {
                let value = cells[slot].get()?;
                Some(match (&node.ty, &node.kind) {
                    (Ty::Bool, _) => {
                        if value == 1 {
                            Text::new("是", "yes")
                        } else {
                            Text::new("否", "no")
                        }
                    }
                    (Ty::Date, _) => both(day(value)?.to_string()),
                    (ty, _) => self.option(ty, value),
                })
            }
            Operand::Quotient(..) => None,
        }
    }

    /// The unit a leaf is written in.
    fn measure(&self, id: NodeId) -> Measure {
        let node = &self.formula.nodes[id];
        match &node.kind {
            NodeKind::Fact(fact) => match &self.book.facts[*fact].kind {
                FactKind::Number { measure, .. } => measure.clone(),
                _ => Measure::none(),
            },
            NodeKind::Parameter(parameter) | NodeKind::Lookup(parameter, _) => {
                match &self.book.parameters[*parameter].shape {
                    Shape::Number(measure)
                    | Shape::Brackets { measure, .. }
                    | Shape::ByChoice { measure, .. } => measure.clone(),
                    _ => Measure::none(),
                }
            }
            _ => Measure {
                text: unit_text(&node.ty),
                ..Measure::none()
            },
        }
    }

    fn option(&self, ty: &Ty, at: i128) -> Text {
        let at = usize::try_from(at).unwrap_or(usize::MAX);
        match ty {
            Ty::Choice(choice) => {
                let option = self.book.choices[*choice].options.get(at);
                option.map_or_else(Text::default, |option| option.label.clone())
            }
            Ty::Reading(parameter) => match &self.book.parameters[*parameter].shape {
                Shape::Reading(options) => options
                    .get(at)
                    .map_or_else(Text::default, |option| option.label.clone()),
                _ => Text::default(),
            },
            _ => Text::default(),
        }
    }
}

/// The option a number stands for where a formula sets it against an amount that reckons a choice.
pub(super) fn reckoned(
    book: &Rulebook,
    formula: &Formula,
    amount: NodeId,
    value: Rational,
) -> Option<Text> {
    match formula.nodes[amount].kind {
        NodeKind::Amount(amount) => book.reckoned(amount, value).cloned(),
        _ => None,
    }
}

fn strength(kind: &NodeKind) -> u8 {
    match kind {
        NodeKind::If(..) => 0,
        NodeKind::Binary(op, ..) => op.strength(),
        NodeKind::Not(_) => 3,
        NodeKind::Negate(_) => 7,
        _ => 9,
    }
}

fn operator(op: BinaryOp) -> (&'static str, &'static str) {
    match op {
        BinaryOp::Or => ("或", "or"),
        BinaryOp::And => ("且", "and"),
        BinaryOp::Equal => ("=", "="),
        BinaryOp::NotEqual => ("≠", "≠"),
        BinaryOp::Less => ("<", "<"),
        BinaryOp::AtMost => ("≤", "≤"),
        BinaryOp::More => (">", ">"),
        BinaryOp::AtLeast => ("≥", "≥"),
        BinaryOp::Add => ("+", "+"),
        BinaryOp::Subtract => ("−", "−"),
        BinaryOp::Multiply => ("×", "×"),
        BinaryOp::Divide => ("÷", "÷"),
    }
}

fn rounding(mode: Rounding) -> (&'static str, &'static str) {
    match mode {
        Rounding::HalfUp => ("四舍五入", "round"),
        Rounding::HalfEven => ("四舍六入五成双", "round half to even"),
        Rounding::Down => ("向下取整", "round down"),
        Rounding::Up => ("向上取整", "round up"),
    }
}

fn unit_text(ty: &Ty) -> String {
    match ty {
        Ty::Number { unit, .. } if !unit.is_none() => unit.to_string(),
        _ => String::new(),
    }
}

/// The value of an operand, if it is known.
pub fn value_of(operand: Operand, cells: &Cells) -> Option<i128> {
    match operand {
        Operand::Num(number) | Operand::Quotient(number, _) => cells[number.slot].get(),
        Operand::Plain(slot) => cells[slot].get(),
    }
}

/// What is known of an operand.
pub fn status_of(operand: Operand, cells: &Cells) -> Status {
    match operand {
        Operand::Num(number) => cells[number.slot].status,
        Operand::Quotient(a, b) => cells[a.slot].status.max(cells[b.slot].status),
        Operand::Plain(slot) => cells[slot].status,
    }
}

/// A status in words.
pub fn status_text(status: Status) -> Text {
    match status {
        Status::Known => Text::new("已知", "known"),
        Status::NotInForce => Text::new("未生效", "not in force"),
        Status::NotSettled => Text::new("年终结算", "settled at year end"),
        Status::Missing => Text::new("未填", "not stated"),
        Status::Open => Text::new("文件未定数额", "the documents set no figure"),
        Status::NotCovered => Text::new("法规未查明", "law undetermined"),
        Status::ZeroDivisor => Text::new("除数为零", "division by zero"),
        Status::Overflow => Text::new("超出计算范围", "past the engine's range"),
    }
}
