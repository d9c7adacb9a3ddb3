//! The functions formulas may call.

use super::expr::{InForceOf, NodeId, NodeKind, Ty};
use super::rulebook::{GroupId, Named, Shape};
use super::scope::unknown;
use super::typing::{Typer, describe};
use super::units::Mismatch;
use crate::base::ids::Id;
use crate::base::{Diagnostic, Rational, Rounding, Unit};
use crate::formula::{Expr, ExprKind, Span};
use crate::rulebook::draft::Name;

/// Function names and how they are called.
const FUNCTIONS: [(&str, &str); 17] = [
    ("min", "min(a, b, …)"),
    ("max", "max(a, b, …)"),
    ("clamp", "clamp(value, least, greatest)"),
    ("floor", "floor(value, step)"),
    ("ceil", "ceil(value, step)"),
    ("round", "round(value, step)"),
    ("lookup", "lookup(table, value)"),
    ("marginal", "marginal(table, value)"),
    ("sum", "sum(group, value)"),
    ("count", "count(group)"),
    ("any", "any(group, condition)"),
    ("applies", "applies(lever)"),
    ("in_force", "in_force(lever or parameter)"),
    ("known", "known(fact)"),
    ("months_between", "months_between(from, to)"),
    ("days_between", "days_between(from, to)"),
    ("year_of", "year_of(date)"),
];

impl Typer<'_, '_> {
    /// A call of a function.
    pub(super) fn call(
        &mut self,
        name: &str,
        at: Span,
        arguments: &[Expr],
        span: Span,
        group: Option<GroupId>,
    ) -> Option<NodeId> {
        let pure = || Ty::Number {
            unit: Unit::none(),
            quotient: false,
        };
        match (name, arguments) {
            ("min" | "max", [_, _, ..]) => self.extreme(name == "min", arguments, span, group),
            ("clamp", [value, low, high]) => {
                let value = self.expr(value, group);
                let (low, high) = (self.expr(low, group), self.expr(high, group));
                let (value, low, high) = (value?, low?, high?);
                for part in [value, low, high] {
                    self.settled(part)?;
                }
                self.same("clamp", value, low)?;
                let ty = self.same("clamp", value, high)?;
                self.push(NodeKind::Clamp(value, low, high), ty, span)
            }
            ("floor" | "ceil" | "round", [value]) => self.rounding(name, value, None, span, group),
            ("floor" | "ceil" | "round", [value, step]) => {
                self.rounding(name, value, Some(step), span, group)
            }
            ("lookup" | "marginal", [table, value]) => {
                self.lookup(name == "marginal", table, value, span, group)
            }
            ("sum" | "any", [rows, inner]) => {
                self.over_rows(name == "sum", rows, inner, span, group)
            }
            ("count", [rows]) => {
                let rows = self.group_name(rows)?;
                self.push(NodeKind::Count(rows), pure(), span)
            }
            ("applies", [lever]) => self.applies(lever, span),
            ("in_force", [of]) => match self.named(of, "lever or parameter")? {
                Named::Lever(lever) => {
                    self.push(NodeKind::InForce(InForceOf::Lever(lever)), Ty::Bool, span)
                }
                Named::Parameter(parameter) => self.push(
                    NodeKind::InForce(InForceOf::Parameter(parameter)),
                    Ty::Bool,
                    span,
                ),
                _ => self.wrong_kind(of, "a lever or a parameter"),
            },
            ("known", [fact]) => match self.named(fact, "fact")? {
                Named::Fact(id) => {
                    // Typing the fact reports one that is not of the row in hand.
                    self.expr(fact, group)?;
                    self.push(NodeKind::Known(id), Ty::Bool, span)
                }
                _ => self.wrong_kind(fact, "a fact"),
            },
            ("months_between" | "days_between", [from, to]) => {
                let (from, to) = (self.date(from, group), self.date(to, group));
                let (kind, unit) = if name == "months_between" {
                    (NodeKind::MonthsBetween(from?, to?), Unit::base("月"))
                } else {
                    (NodeKind::DaysBetween(from?, to?), Unit::base("天"))
                };
                self.push(
                    kind,
                    Ty::Number {
                        unit: unit.unwrap_or_default(),
                        quotient: false,
                    },
                    span,
                )
            }
            ("year_of", [date]) => {
                let date = self.date(date, group)?;
                self.push(NodeKind::YearOf(date), pure(), span)
            }
            _ => self.no_such_call(name, at, arguments.len()),
        }
    }

    /// Whether a lever applies; one judged on an event's day is asked only by what counts on that day.
    fn applies(&mut self, lever: &Expr, span: Span) -> Option<NodeId> {
        let Named::Lever(id) = self.named(lever, "lever")? else {
            return self.wrong_kind(lever, "a lever");
        };
        let event = self
            .context
            .scope
            .lever_events
            .get(id.index())
            .cloned()
            .flatten();
        if event.is_some() && event.as_deref() != self.context.on {
            let message = "whether this lever applies depends on the day of an event";
            let diagnostic = Diagnostic::error("R0208", message)
                .at(self.at(lever.span), "")
                .help("only what counts on the same event may ask");
            return self.report(diagnostic);
        }
        self.push(NodeKind::Applies(id), Ty::Bool, span)
    }

    fn no_such_call(&mut self, name: &str, at: Span, count: usize) -> Option<NodeId> {
        let place = self.at(at);
        let diagnostic = match FUNCTIONS.iter().find(|(known, _)| *known == name) {
            Some((_, usage)) => {
                Diagnostic::error("R0207", format!("`{name}` does not take {count} arguments"))
                    .at(place, "")
                    .help(format!("write `{usage}`"))
            }
            None => Diagnostic::error("R0207", format!("there is no function `{name}`"))
                .at(place, "")
                .suggest(name, FUNCTIONS.iter().map(|(known, _)| *known)),
        };
        self.report(diagnostic)
    }

    fn extreme(
        &mut self,
        least: bool,
        arguments: &[Expr],
        span: Span,
        group: Option<GroupId>,
    ) -> Option<NodeId> {
        let parts: Vec<Option<NodeId>> = arguments
            .iter()
            .map(|argument| self.expr(argument, group))
            .collect();
        let parts: Vec<NodeId> = parts.into_iter().collect::<Option<_>>()?;
        let first = *parts.first()?;
        let mut ty = self.settled(first)?;
        for part in parts.iter().skip(1) {
            self.settled(*part)?;
            ty = self.same("compare", first, *part)?;
        }
        let kind = if least {
            NodeKind::Min(parts)
        } else {
            NodeKind::Max(parts)
        };
        self.push(kind, ty, span)
    }

    fn rounding(
        &mut self,
        name: &str,
        value: &Expr,
        step: Option<&Expr>,
        span: Span,
        group: Option<GroupId>,
    ) -> Option<NodeId> {
        let value = self.expr(value, group)?;
        let Ty::Number { unit, .. } = self.numeric(value)? else {
            return None;
        };
        let size = match step {
            None if unit.is_none() => Rational::ONE,
            None => {
                let diagnostic =
                    Diagnostic::error("R0214", format!("`{name}` of {unit} needs a step"))
                        .at(self.at(span), "")
                        .help(format!("write `{name}(…, 1[{unit}])`"));
                return self.report(diagnostic);
            }
            Some(step) => self.step(step, &unit, value, group)?,
        };
        let mode = match name {
            "floor" => Rounding::Down,
            "ceil" => Rounding::Up,
            _ => Rounding::HalfUp,
        };
        let ty = Ty::Number {
            unit,
            quotient: false,
        };
        self.push(
            NodeKind::Round {
                value,
                step: size,
                mode,
            },
            ty,
            span,
        )
    }

    /// A step: a positive number written out, in the unit of what is rounded.
    fn step(
        &mut self,
        step: &Expr,
        unit: &Unit,
        value: NodeId,
        group: Option<GroupId>,
    ) -> Option<Rational> {
        let id = self.expr(step, group)?;
        let place = self.at(step.span);
        let node = self.node(id);
        let NodeKind::Number(size) = node.kind else {
            let diagnostic = Diagnostic::error("R0214", "a step must be a number written out")
                .at(place, "not a number");
            self.found.push(diagnostic);
            return None;
        };
        if let Ty::Number { unit: written, .. } = &node.ty
            && written != unit
        {
            let left = (unit, self.at(self.node(value).span));
            let mismatch = Mismatch {
                doing: "round",
                left,
                right: (written, place),
            };
            let diagnostic = mismatch.diagnostic();
            self.found.push(diagnostic);
            return None;
        }
        if size <= Rational::ZERO {
            let diagnostic =
                Diagnostic::error("R0214", "a step must be greater than zero").at(place, "");
            self.found.push(diagnostic);
            return None;
        }
        Some(size)
    }

    fn lookup(
        &mut self,
        marginal: bool,
        table: &Expr,
        value: &Expr,
        span: Span,
        group: Option<GroupId>,
    ) -> Option<NodeId> {
        let named = self.named(table, "table");
        let value = self.expr(value, group);
        let (named, value) = (named?, value?);
        let Named::Parameter(id) = named else {
            return self.wrong_kind(table, "a table");
        };
        if self.context.scope.shapeless.contains(&id) {
            return None;
        }
        let shape = self.context.scope.parameters[id].shape.clone();
        match shape {
            Shape::Brackets { by, measure, .. } => {
                let ty = if marginal {
                    self.settled(value)?
                } else {
                    self.numeric(value)?
                };
                let Ty::Number { unit, .. } = &ty else {
                    return None;
                };
                if *unit != by.unit {
                    let at = self.at(self.node(value).span);
                    let table = (&by.unit, self.at(table.span));
                    let mismatch = Mismatch {
                        doing: "look up",
                        left: table,
                        right: (unit, at),
                    };
                    let diagnostic = mismatch.diagnostic();
                    return self.report(diagnostic);
                }
                let plain = measure.unit.clone();
                let unit = if marginal {
                    plain.times(&by.unit)
                } else {
                    plain
                };
                let ty = Ty::Number {
                    unit,
                    quotient: false,
                };
                let kind = if marginal {
                    NodeKind::Marginal(id, value)
                } else {
                    NodeKind::Lookup(id, value)
                };
                self.push(kind, ty, span)
            }
            Shape::ByChoice { choice, measure } if !marginal => {
                if self.node(value).ty != Ty::Choice(choice) {
                    let wanted = &self.context.scope.choices[choice].id;
                    let what = describe(&self.node(value).ty, self.context.scope);
                    let diagnostic = Diagnostic::error(
                        "R0204",
                        format!("this table is looked up by `{wanted}`"),
                    )
                    .at(self.at(self.node(value).span), what);
                    return self.report(diagnostic);
                }
                let ty = Ty::Number {
                    unit: measure.unit.clone(),
                    quotient: false,
                };
                self.push(NodeKind::Lookup(id, value), ty, span)
            }
            _ => self.wrong_kind(
                table,
                if marginal {
                    "a bracket table"
                } else {
                    "a table"
                },
            ),
        }
    }

    fn over_rows(
        &mut self,
        sum: bool,
        rows: &Expr,
        inner: &Expr,
        span: Span,
        group: Option<GroupId>,
    ) -> Option<NodeId> {
        let rows = self.group_name(rows)?;
        if group.is_some() {
            let diagnostic = Diagnostic::error("R0211", "groups do not nest")
                .at(self.at(span), "a row is already in hand here");
            return self.report(diagnostic);
        }
        if !sum {
            let inner = self.boolean(inner, Some(rows))?;
            return self.push(NodeKind::Any(rows, inner), Ty::Bool, span);
        }
        let inner = self.expr(inner, Some(rows))?;
        let ty = self.settled(inner)?;
        self.push(NodeKind::Sum(rows, inner), ty, span)
    }

    fn date(&mut self, expr: &Expr, group: Option<GroupId>) -> Option<NodeId> {
        let id = self.expr(expr, group)?;
        if self.node(id).ty == Ty::Date {
            return Some(id);
        }
        let what = describe(&self.node(id).ty, self.context.scope);
        let diagnostic = Diagnostic::error("R0204", "expected a date").at(self.at(expr.span), what);
        self.report(diagnostic)
    }

    fn group_name(&mut self, expr: &Expr) -> Option<GroupId> {
        match self.named(expr, "group")? {
            Named::Group(group) => Some(group),
            _ => {
                self.wrong_kind(expr, "a group");
                None
            }
        }
    }

    /// What a bare name given as an argument means.
    fn named(&mut self, expr: &Expr, kind: &str) -> Option<Named> {
        let place = self.at(expr.span);
        let ExprKind::Name(name) = &expr.kind else {
            let message = format!("expected the name of a {kind}");
            let diagnostic = Diagnostic::error("R0202", message).at(place, "");
            self.found.push(diagnostic);
            return None;
        };
        if let Some(named) = self.context.scope.names.get(name) {
            return Some(*named);
        }
        let name = Name {
            value: name.clone(),
            place,
        };
        let wanted = |named: Named| match kind {
            "lever" => matches!(named, Named::Lever(_)),
            "group" => matches!(named, Named::Group(_)),
            "fact" => matches!(named, Named::Fact(_)),
            "table" => matches!(named, Named::Parameter(_)),
            _ => matches!(named, Named::Lever(_) | Named::Parameter(_)),
        };
        let diagnostic = unknown(kind, &name, self.context.scope.known(wanted));
        self.found.push(diagnostic);
        None
    }

    fn wrong_kind(&mut self, expr: &Expr, wanted: &str) -> Option<NodeId> {
        let diagnostic = Diagnostic::error("R0202", format!("`{expr}` is not {wanted}"))
            .at(self.at(expr.span), "");
        self.report(diagnostic)
    }
}
