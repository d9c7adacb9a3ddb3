//! What switches, in words: the condition, bracket or limit, the figures of the law in it, the clause.

use crate::base::{Date, Measure, Text};
use crate::check::expr::{Formula, NodeId, NodeKind};
use crate::check::history::Law;
use crate::check::rulebook::{Cite, ParameterId, Rulebook, Shape};
use crate::explain::values::{law_text, with_unit};
use crate::explain::words::{line, phrase};
use crate::program::LeverSet;
use crate::program::op::{Op, SlotId};
use crate::program::plan::{Origin, Origins, Owner, Program};

/// What kind of thing switches.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum CauseKind {
    /// A condition begins or ceases to hold.
    Condition,
    /// Another bracket of a table is reached.
    Bracket,
    /// A minimum, maximum or clamp takes another side.
    Limit,
    /// A rounding down or up takes its next step.
    Step,
    /// A value begins or ceases to be known.
    Range,
}

/// Why an output switches.
#[derive(Clone, PartialEq, Debug)]
pub struct Cause {
    /// What kind of thing it is.
    pub kind: CauseKind,
    /// The condition, bracket or limit in words.
    pub text: Text,
    /// The amount or lever it belongs to, if it belongs to one.
    pub owner: Option<Owner>,
    /// Label of that amount or lever.
    pub of: Text,
    /// Figures of the law in it, each with its label and value of the day.
    pub figures: Vec<Figure>,
    /// Where it stands.
    pub cite: Vec<Cite>,
}

/// A figure of the law in a cause.
#[derive(Clone, PartialEq, Debug)]
pub struct Figure {
    /// The parameter.
    pub parameter: ParameterId,
    /// Its label.
    pub label: Text,
    /// Its value with unit.
    pub value: Text,
}

pub(super) struct Scene<'a> {
    pub(super) book: &'a Rulebook,
    pub(super) off: &'a LeverSet,
    pub(super) program: &'a Program,
    pub(super) origins: &'a Origins,
    /// The parameter that is varied: its figure of the law is not named.
    pub(super) varied: Option<ParameterId>,
}

impl Scene<'_> {
    /// Operations that switched, in words; equal causes are one.
    pub(super) fn causes(&self, slots: &[SlotId]) -> Vec<Cause> {
        let mut out: Vec<Cause> = Vec::new();
        for slot in slots {
            let origins = self.origins.get(slot).into_iter().flatten();
            let kind = kind(&self.program.ops[*slot]);
            for origin in origins {
                let Some(cause) = self.cause(origin, kind) else {
                    continue;
                };
                let known = out.iter().any(|known| {
                    (&known.text, &known.of, &known.figures)
                        == (&cause.text, &cause.of, &cause.figures)
                });
                if !known {
                    out.push(cause);
                }
            }
        }
        if out.is_empty() {
            out.push(Cause {
                kind: CauseKind::Range,
                text: Text::new(
                    "数值开始或不再已知",
                    "a value becomes or ceases to be known",
                ),
                owner: None,
                of: Text::default(),
                figures: Vec::new(),
                cite: Vec::new(),
            });
        }
        out
    }

    fn formula(&self, owner: Owner) -> Option<(&Formula, Text, &[Cite])> {
        match owner {
            Owner::Formula(of) => {
                let amount = self.book.amounts.get(of.amount)?;
                Some((&amount.formula, amount.label.clone(), &amount.cite))
            }
            Owner::When(of) => {
                let amount = self.book.amounts.get(of.amount)?;
                let when = amount.when.as_ref()?;
                Some((when, amount.label.clone(), &amount.cite))
            }
            Owner::Condition(lever, at) => {
                let lever = self.book.levers.get(lever)?;
                let condition = lever.conditions.get(at)?;
                let cite = if condition.cite.is_empty() {
                    &lever.cite
                } else {
                    &condition.cite
                };
                Some((&condition.test, lever.title.clone(), cite))
            }
        }
    }

    fn cause(&self, origin: &Origin, kind: CauseKind) -> Option<Cause> {
        let node = origin.node?;
        let (formula, of, own) = self.formula(origin.owner)?;
        let part = Formula {
            root: node,
            ..formula.clone()
        };
        let words = phrase(self.book, &part, origin.row, None);
        let mut text = Text::new(
            line(&words, crate::base::Lang::Zh),
            line(&words, crate::base::Lang::En),
        );
        let mut kind = kind;
        let mut figures = Vec::new();
        let mut cite: Vec<Cite> = Vec::new();
        let mut parameters = Vec::new();
        collect(formula, node, &mut parameters);
        let table = match formula.nodes[node].kind {
            NodeKind::Lookup(table, _) | NodeKind::Marginal(table, _) => Some(table),
            _ => None,
        };
        for parameter in parameters {
            let (value, cites) = self.figure(parameter, origin.day);
            cites.into_iter().for_each(|one| {
                if !cite.contains(&one) {
                    cite.push(one);
                }
            });
            if table != Some(parameter) && self.varied != Some(parameter) {
                figures.push(Figure {
                    parameter,
                    label: self.book.parameters[parameter].label.clone(),
                    value,
                });
            }
        }
        if let (Some(table), Some(bracket)) = (table, origin.bracket) {
            kind = CauseKind::Bracket;
            let bound = self.bound(table, bracket, origin.day)?;
            text = Text::new(
                format!("{}：第{}档到 {bound}", text.zh, bracket + 1),
                format!("{}: bracket {} ends at {bound}", text.en, bracket + 1),
            );
            figures.push(Figure {
                parameter: table,
                label: self.book.parameters[table].label.clone(),
                value: Text::new(bound.clone(), bound),
            });
        }
        if cite.is_empty() {
            cite = own.to_vec();
        }
        Some(Cause {
            kind,
            text,
            owner: Some(origin.owner),
            of,
            figures,
            cite,
        })
    }

    /// The value of a parameter on a day in words, and where it stands.
    fn figure(&self, id: ParameterId, day: Date) -> (Text, Vec<Cite>) {
        let parameter = &self.book.parameters[id];
        let (law, dated) = parameter.history.at(day, &|lever| self.off.contains(lever));
        let cite = dated.map_or_else(|| parameter.cite.clone(), |dated| dated.cite.clone());
        (law_text(self.book, parameter, law), cite)
    }

    /// Where a bracket ends.
    fn bound(&self, table: ParameterId, bracket: usize, day: Date) -> Option<String> {
        let parameter = &self.book.parameters[table];
        let (law, _) = parameter.history.at(day, &|lever| self.off.contains(lever));
        let (Law::Brackets(rows), Shape::Brackets { by, .. }) = (law, &parameter.shape) else {
            return None;
        };
        let bound = rows.get(bracket)?.0?;
        let by: &Measure = by;
        Some(with_unit(bound, by))
    }
}

fn collect(formula: &Formula, node: NodeId, out: &mut Vec<ParameterId>) {
    let kind = &formula.nodes[node].kind;
    if let Some(id) = kind.parameter()
        && !out.contains(&id)
    {
        out.push(id);
    }
    for child in kind.children() {
        collect(formula, child, out);
    }
}

fn kind(op: &Op) -> CauseKind {
    match op {
        Op::Min(..) | Op::Max(..) => CauseKind::Limit,
        Op::Divide(..) | Op::DivideBy(..) | Op::MonthsBetween(..) | Op::YearOf(_) => {
            CauseKind::Step
        }
        _ => CauseKind::Condition,
    }
}
