//! Syntax trees to checked formulas: every name resolved, every type and unit agreed.

use std::sync::Arc;

use super::expr::{Formula, Node, NodeId, NodeKind, Ty};
use super::rulebook::{ChoiceId, FactKind, GroupId, Named, ParameterId, Shape, Timing};
use super::scope::{Scope, unknown};
use super::units::Mismatch;
use crate::base::diagnostic::Place;
use crate::base::{Diagnostic, IdVec, Measure, Rational, Unit};
use crate::formula::{BinaryOp, Expr, ExprKind, Span, parse};
use crate::rulebook::draft::Name;

/// Where a formula stands and what it may read.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    /// Names and records.
    pub(super) scope: &'a Scope,
    /// The group whose row is in hand.
    pub(super) group: Option<GroupId>,
    /// The timing of the reader.
    pub(super) timing: Timing,
    /// The date fact of the reader, if it is an event.
    pub(super) on: Option<&'a str>,
}

/// Reads and types one formula; `None` after an error that leaves nothing to go on with.
pub(super) fn formula(
    context: Context<'_>,
    text: &Name,
    found: &mut Vec<Diagnostic>,
) -> Option<Formula> {
    let expr = match parse(&text.value) {
        Ok(expr) => expr,
        Err(problem) => {
            let place = text.place.part(problem.span.0, problem.span.1);
            found.push(Diagnostic::error("R0209", problem.message).at(place, ""));
            return None;
        }
    };
    let mut typer = Typer {
        context,
        place: text.place,
        nodes: IdVec::new(),
        found,
    };
    let root = typer.expr(&expr, context.group)?;
    Some(Formula {
        text: Arc::from(text.value.as_str()),
        place: text.place,
        nodes: typer.nodes,
        root,
    })
}

pub(super) struct Typer<'a, 'f> {
    pub(super) context: Context<'a>,
    place: Place,
    nodes: IdVec<NodeId, Node>,
    pub(super) found: &'f mut Vec<Diagnostic>,
}

impl Typer<'_, '_> {
    pub(super) fn at(&self, span: Span) -> Place {
        self.place.part(span.0, span.1)
    }

    pub(super) fn report(&mut self, diagnostic: Diagnostic) -> Option<NodeId> {
        self.found.push(diagnostic);
        None
    }

    #[expect(
        clippy::unnecessary_wraps,
        reason = "ends the many functions that may find nothing"
    )]
    pub(super) fn push(&mut self, kind: NodeKind, ty: Ty, span: Span) -> Option<NodeId> {
        Some(self.nodes.push(Node { kind, ty, span }))
    }

    pub(super) fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id]
    }

    fn number(unit: Unit) -> Ty {
        Ty::Number {
            unit,
            quotient: false,
        }
    }

    /// A part of the formula; `group` is the group whose row is in hand there.
    pub(super) fn expr(&mut self, expr: &Expr, group: Option<GroupId>) -> Option<NodeId> {
        match &expr.kind {
            ExprKind::Number(value, unit) => self.literal(*value, unit.as_deref(), expr.span),
            ExprKind::Bool(value) => self.push(NodeKind::Bool(*value), Ty::Bool, expr.span),
            ExprKind::Date(date) => self.push(NodeKind::Date(*date), Ty::Date, expr.span),
            ExprKind::Option(option) => {
                let message = format!("the option `'{option}'` stands alone");
                let diagnostic = Diagnostic::error("R0213", message)
                    .at(self.at(expr.span), "compare it with a choice or a reading");
                self.report(diagnostic)
            }
            ExprKind::Name(name) => self.name(name, expr.span, group),
            ExprKind::Negate(inner) => {
                let inner = self.expr(inner, group)?;
                let ty = self.numeric(inner)?;
                self.push(NodeKind::Negate(inner), ty, expr.span)
            }
            ExprKind::Not(inner) => {
                let inner = self.boolean(inner, group)?;
                self.push(NodeKind::Not(inner), Ty::Bool, expr.span)
            }
            ExprKind::Binary(op, left, right) => self.binary(*op, left, right, expr.span, group),
            ExprKind::If(condition, yes, no) => {
                let condition = self.boolean(condition, group);
                let (yes, no) = (self.expr(yes, group), self.expr(no, group));
                let (condition, yes, no) = (condition?, yes?, no?);
                let ty = self.same("choose between", yes, no)?;
                self.push(NodeKind::If(condition, yes, no), ty, expr.span)
            }
            ExprKind::Call(name, at, arguments) => {
                self.call(name, *at, arguments, expr.span, group)
            }
        }
    }

    fn literal(&mut self, value: Rational, unit: Option<&str>, span: Span) -> Option<NodeId> {
        let measure = match Measure::parse(unit.unwrap_or_default()) {
            Ok(measure) => measure,
            Err(part) => {
                let diagnostic = Diagnostic::error("R0215", format!("there is no unit `{part}`"))
                    .at(self.at(span), "");
                return self.report(diagnostic);
            }
        };
        let Some(value) = value.mul(measure.factor) else {
            let diagnostic = Diagnostic::error("R0305", "this number is past the engine's range")
                .at(self.at(span), "");
            return self.report(diagnostic);
        };
        self.push(NodeKind::Number(value), Self::number(measure.unit), span)
    }

    fn name(&mut self, name: &str, span: Span, group: Option<GroupId>) -> Option<NodeId> {
        let scope = self.context.scope;
        let place = self.at(span);
        match scope.names.get(name) {
            Some(Named::Fact(fact)) => {
                let declared = &scope.facts[*fact];
                self.of_group(name, declared.group, group, span)?;
                let ty = match &declared.kind {
                    FactKind::Number { measure, .. } => Self::number(measure.unit.clone()),
                    FactKind::Bool => Ty::Bool,
                    FactKind::Choice(choice) => Ty::Choice(*choice),
                    FactKind::Date => Ty::Date,
                };
                self.push(NodeKind::Fact(*fact), ty, span)
            }
            Some(Named::Parameter(parameter)) => self.parameter(*parameter, name, span),
            Some(Named::Amount(amount)) => {
                let head = &scope.amounts[*amount];
                self.of_group(name, head.group, group, span)?;
                let same_event =
                    self.context.timing == Timing::Event && self.context.on == head.on.as_deref();
                if head.timing == Timing::Event && !same_event {
                    let message =
                        format!("`{name}` counts on an event's day and cannot be read here");
                    let diagnostic = Diagnostic::error("R0208", message)
                        .at(place, "")
                        .help("only amounts of the same event may read it");
                    return self.report(diagnostic);
                }
                let settles = |timing| matches!(timing, Timing::Settlement | Timing::PreviousYear);
                let reader = self.context.timing;
                if settles(head.timing) && !settles(reader) && reader != Timing::Status {
                    let message =
                        format!("`{name}` is settled once a year and cannot be read here");
                    let diagnostic = Diagnostic::error("R0208", message)
                        .at(place, "")
                        .help("only settlements and statuses may read it");
                    return self.report(diagnostic);
                }
                let ty = Self::number(head.unit.clone());
                self.push(NodeKind::Amount(*amount), ty, span)
            }
            Some(Named::Lever(_)) => {
                let diagnostic =
                    Diagnostic::error("R0202", format!("the lever `{name}` is not a value"))
                        .at(place, "")
                        .help(format!("ask `applies({name})` or `in_force({name})`"));
                self.report(diagnostic)
            }
            Some(Named::Group(_)) => {
                let diagnostic =
                    Diagnostic::error("R0202", format!("the group `{name}` is not a value"))
                        .at(place, "")
                        .help(format!(
                            "use `sum({name}, …)`, `count({name})` or `any({name}, …)`"
                        ));
                self.report(diagnostic)
            }
            None => {
                if let Some((kind, ty)) = builtin(name) {
                    return self.push(kind, ty, span);
                }
                let unknown_name = Name {
                    value: name.to_owned(),
                    place,
                };
                let known = scope.known(|named| {
                    matches!(
                        named,
                        Named::Fact(_) | Named::Parameter(_) | Named::Amount(_)
                    )
                });
                let diagnostic = unknown("fact, parameter or amount", &unknown_name, known);
                self.report(diagnostic)
            }
        }
    }

    fn parameter(&mut self, id: ParameterId, name: &str, span: Span) -> Option<NodeId> {
        let ty = match &self.context.scope.parameters[id].shape {
            Shape::Number(measure) => Self::number(measure.unit.clone()),
            Shape::Bool => Ty::Bool,
            Shape::Date => Ty::Date,
            Shape::Reading(_) => Ty::Reading(id),
            Shape::Brackets { .. } | Shape::ByChoice { .. } => {
                let diagnostic =
                    Diagnostic::error("R0202", format!("the table `{name}` is not a value"))
                        .at(self.at(span), "")
                        .help(format!("use `lookup({name}, …)`"));
                return self.report(diagnostic);
            }
        };
        self.push(NodeKind::Parameter(id), ty, span)
    }

    /// Refuses what belongs to the rows of a group that is not in hand.
    fn of_group(
        &mut self,
        name: &str,
        owner: Option<GroupId>,
        in_hand: Option<GroupId>,
        span: Span,
    ) -> Option<()> {
        let Some(owner) = owner.filter(|owner| Some(*owner) != in_hand) else {
            return Some(());
        };
        let group = &self.context.scope.groups[owner].id;
        let diagnostic = Diagnostic::error(
            "R0211",
            format!("`{name}` belongs to the rows of `{group}`"),
        )
        .at(self.at(span), "no row is in hand here")
        .help(format!(
            "use `sum({group}, …)`, or give the amount `group = \"{group}\"`"
        ));
        self.found.push(diagnostic);
        None
    }

    fn binary(
        &mut self,
        op: BinaryOp,
        left: &Expr,
        right: &Expr,
        span: Span,
        group: Option<GroupId>,
    ) -> Option<NodeId> {
        match op {
            BinaryOp::And | BinaryOp::Or => {
                let (a, b) = (self.boolean(left, group), self.boolean(right, group));
                self.push(NodeKind::Binary(op, a?, b?), Ty::Bool, span)
            }
            _ if op.compares() => self.comparison(op, left, right, span, group),
            _ => {
                let (a, b) = (self.expr(left, group), self.expr(right, group));
                self.arithmetic(op, a?, b?, span)
            }
        }
    }

    fn arithmetic(&mut self, op: BinaryOp, a: NodeId, b: NodeId, span: Span) -> Option<NodeId> {
        let (left, right) = (self.numeric(a), self.numeric(b));
        let (
            Ty::Number {
                unit: left,
                quotient: qa,
            },
            Ty::Number {
                unit: right,
                quotient: qb,
            },
        ) = (left?, right?)
        else {
            return None;
        };
        let ty = match op {
            BinaryOp::Multiply => Ty::Number {
                unit: left.times(&right),
                quotient: qa || qb,
            },
            BinaryOp::Divide => {
                let quotient = qa || qb || !self.is_static(b);
                Ty::Number {
                    unit: left.per(&right),
                    quotient,
                }
            }
            _ => self.same(
                if op == BinaryOp::Add {
                    "add"
                } else {
                    "subtract"
                },
                a,
                b,
            )?,
        };
        self.push(NodeKind::Binary(op, a, b), ty, span)
    }

    /// Whether a value is made of numbers and parameters only.
    pub(super) fn is_static(&self, id: NodeId) -> bool {
        let kind = &self.node(id).kind;
        let own = match kind {
            NodeKind::Fact(_)
            | NodeKind::Amount(_)
            | NodeKind::Count(_)
            | NodeKind::Sum(..)
            | NodeKind::Any(..)
            | NodeKind::Applies(_)
            | NodeKind::Known(_) => false,
            NodeKind::Lookup(parameter, _) | NodeKind::Marginal(parameter, _) => !matches!(
                self.context.scope.parameters[*parameter].shape,
                Shape::ByChoice { .. }
            ),
            _ => true,
        };
        own && kind.children().iter().all(|child| self.is_static(*child))
    }

    fn comparison(
        &mut self,
        op: BinaryOp,
        left: &Expr,
        right: &Expr,
        span: Span,
        group: Option<GroupId>,
    ) -> Option<NodeId> {
        let (a, b) = match (&left.kind, &right.kind) {
            (ExprKind::Option(option), _) => {
                let b = self.expr(right, group)?;
                (self.option(option, left.span, b)?, b)
            }
            (_, ExprKind::Option(option)) => {
                let a = self.expr(left, group)?;
                let b = self.option(option, right.span, a)?;
                (a, b)
            }
            _ => {
                let (a, b) = (self.expr(left, group), self.expr(right, group));
                (a?, b?)
            }
        };
        let ty = self.same("compare", a, b)?;
        let ordered = matches!(ty, Ty::Number { .. } | Ty::Date);
        let equality = matches!(op, BinaryOp::Equal | BinaryOp::NotEqual);
        if ty == Ty::Bool || !ordered && !equality {
            let diagnostic = Diagnostic::error(
                "R0204",
                format!("`{}` cannot compare these", op.symbol()),
            )
            .at(self.at(span), describe(&ty, self.context.scope))
            .help("bools are joined with `and`, `or`, `not`; choices compared with `=` and `!=`");
            return self.report(diagnostic);
        }
        self.push(NodeKind::Binary(op, a, b), Ty::Bool, span)
    }

    /// An option literal beside a choice or reading.
    fn option(&mut self, option: &str, span: Span, beside: NodeId) -> Option<NodeId> {
        let scope = self.context.scope;
        let ty = self.node(beside).ty.clone();
        let known: Vec<&str> = match &ty {
            Ty::Choice(choice) => options(scope, *choice),
            Ty::Reading(parameter) => match &scope.parameters[*parameter].shape {
                Shape::Reading(options) => options.iter().map(|o| o.id.as_str()).collect(),
                _ => Vec::new(),
            },
            other => {
                let what = describe(other, scope);
                let diagnostic = Diagnostic::error(
                    "R0204",
                    format!("`'{option}'` is an option, the other side {what}"),
                )
                .at(self.at(span), "")
                .at(self.at(self.node(beside).span), what);
                return self.report(diagnostic);
            }
        };
        match known.iter().position(|id| *id == option) {
            Some(at) => {
                let at = u32::try_from(at).unwrap_or(u32::MAX);
                self.push(NodeKind::Option(at), ty, span)
            }
            None => {
                let name = Name {
                    value: option.to_owned(),
                    place: self.at(span),
                };
                let mut diagnostic = unknown("option", &name, known);
                diagnostic.code = "R0213";
                self.report(diagnostic)
            }
        }
    }

    /// A part that must be true or false.
    pub(super) fn boolean(&mut self, expr: &Expr, group: Option<GroupId>) -> Option<NodeId> {
        let id = self.expr(expr, group)?;
        if self.node(id).ty == Ty::Bool {
            return Some(id);
        }
        let what = describe(&self.node(id).ty, self.context.scope);
        let diagnostic = Diagnostic::error("R0204", "expected a condition")
            .at(self.at(expr.span), what)
            .help("compare it with something");
        self.report(diagnostic)
    }

    /// The type of a part that must be a number.
    pub(super) fn numeric(&mut self, id: NodeId) -> Option<Ty> {
        let node = self.node(id);
        if matches!(node.ty, Ty::Number { .. }) {
            return Some(node.ty.clone());
        }
        let (what, span) = (describe(&node.ty, self.context.scope), node.span);
        let diagnostic = Diagnostic::error("R0204", "expected a number").at(self.at(span), what);
        self.found.push(diagnostic);
        None
    }

    /// The type of a number that must not be an unrounded quotient.
    pub(super) fn settled(&mut self, id: NodeId) -> Option<Ty> {
        let ty = self.numeric(id)?;
        if matches!(ty, Ty::Number { quotient: true, .. }) {
            let diagnostic = quotient(self.at(self.node(id).span));
            self.found.push(diagnostic);
            return None;
        }
        Some(ty)
    }

    /// The one type of two parts; units must be equal.
    pub(super) fn same(&mut self, doing: &str, a: NodeId, b: NodeId) -> Option<Ty> {
        let (left, right) = (self.node(a), self.node(b));
        let (at_left, at_right) = (self.at(left.span), self.at(right.span));
        let diagnostic = match (&left.ty, &right.ty) {
            (
                Ty::Number {
                    unit: ua,
                    quotient: qa,
                },
                Ty::Number {
                    unit: ub,
                    quotient: qb,
                },
            ) => {
                if ua == ub {
                    return Some(Ty::Number {
                        unit: ua.clone(),
                        quotient: *qa || *qb,
                    });
                }
                Mismatch {
                    doing,
                    left: (ua, at_left),
                    right: (ub, at_right),
                }
                .diagnostic()
            }
            (a, b) if a == b => return Some(a.clone()),
            (a, b) => {
                let scope = self.context.scope;
                let (a, b) = (describe(a, scope), describe(b, scope));
                Diagnostic::error(
                    "R0204",
                    format!("cannot {doing} these: one {a}, the other {b}"),
                )
                .at(at_right, b)
                .at(at_left, a)
            }
        };
        self.found.push(diagnostic);
        None
    }
}

/// Values every formula may name.
fn builtin(name: &str) -> Option<(NodeKind, Ty)> {
    Some(match name {
        "period_start" => (NodeKind::PeriodStart, Ty::Date),
        "period_end" => (NodeKind::PeriodEnd, Ty::Date),
        "period_year" => (
            NodeKind::PeriodYear,
            Ty::Number {
                unit: Unit::none(),
                quotient: false,
            },
        ),
        _ => return None,
    })
}

/// The diagnostic for a quotient where a settled number is needed.
pub(super) fn quotient(place: Place) -> Diagnostic {
    Diagnostic::error(
        "R0205",
        "a quotient of two values that vary must be rounded before this use",
    )
    .at(place, "an unrounded quotient")
    .help("write `round(…, step)`, `floor(…, step)` or `ceil(…, step)`, or compare it directly")
}

/// Option ids of a choice type.
pub(super) fn options(scope: &Scope, choice: ChoiceId) -> Vec<&str> {
    scope.choices[choice]
        .options
        .iter()
        .map(|option| option.id.as_str())
        .collect()
}

/// What a type is, for labels: `is a number in 元`.
pub(super) fn describe(ty: &Ty, scope: &Scope) -> String {
    match ty {
        Ty::Number { unit, .. } if unit.is_none() => "is a pure number".to_owned(),
        Ty::Number { unit, .. } => format!("is a number in {unit}"),
        Ty::Bool => "is true or false".to_owned(),
        Ty::Choice(choice) => format!("is one of `{}`", scope.choices[*choice].id),
        Ty::Reading(parameter) => format!("is a reading of `{}`", scope.parameters[*parameter].id),
        Ty::Date => "is a date".to_owned(),
    }
}
