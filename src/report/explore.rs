//! What a range of values says, as data: curves, breakpoints, intervals to stay out of, goals.

use serde::{Deserialize, Serialize};

use super::{
    BookReport, CitationReport, DiagnosticReport, ENGINE, TextReport, amount_name, citations,
};
use crate::base::{Decimal, Rational, Rounding};
use crate::check::rulebook::Rulebook;
use crate::explain::values::amount_decimal;
use crate::program::plan::Owner;
use crate::scenario::explore::{
    Along, AxisWords, Breakpoint, Cause, CauseKind, Effort, Explorer, Followed, Forbidden, Goal,
    Nature, Target,
};

/// The answer to a question about a range.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ExploreReport {
    /// Version of the engine.
    pub engine: &'static str,
    /// The rulebook.
    pub rulebook: Option<BookReport>,
    /// The months.
    pub period: Option<String>,
    /// What was laid over the rulebook.
    pub patches: Vec<String>,
    /// What the range says; absent if the question was refused.
    #[serde(flatten)]
    pub range: RangeReport,
    /// Problems.
    pub diagnostics: Vec<DiagnosticReport>,
}

impl ExploreReport {
    /// Nothing yet.
    pub fn empty() -> ExploreReport {
        ExploreReport {
            engine: ENGINE,
            rulebook: None,
            period: None,
            patches: Vec::new(),
            range: RangeReport::default(),
            diagnostics: Vec::new(),
        }
    }
}

/// What a range of values says.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RangeReport {
    /// What is varied, from where to where.
    pub axis: Option<AxisReport>,
    /// What is looked at.
    pub targets: Vec<TargetReport>,
    /// Values of the axis at which the total is worse than at one of less effort; absent unless asked.
    pub forbidden: Option<ForbiddenReport>,
    /// Which values reach a target; absent unless asked.
    pub goal: Option<GoalReport>,
}

/// What is varied.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AxisReport {
    /// `fact` or `parameter`.
    pub kind: String,
    /// Its id; a group's fact with its row.
    pub id: String,
    /// Its label.
    pub label: TextReport,
    /// The unit values are written in.
    pub unit: String,
    /// What one step is.
    pub step: String,
    /// First value.
    pub from: String,
    /// Last value.
    pub to: String,
    /// Where the enterprise stands, or the law.
    pub here: Option<String>,
}

/// One thing looked at.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TargetReport {
    /// `total`, or the id of an amount with its row.
    pub id: String,
    /// Its label.
    pub label: TextReport,
    /// Its unit.
    pub unit: String,
    /// Its value where the enterprise stands, rounded.
    pub here: Option<String>,
    /// The curve; absent unless asked.
    pub points: Option<Vec<PointReport>>,
    /// Where it switches, in order.
    pub breakpoints: Vec<BreakpointReport>,
    /// The last value up to which every breakpoint is named: the end of the range, unless the search
    /// was cut short.
    pub reached: String,
}

/// A point of a curve.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PointReport {
    /// The value of the axis.
    pub at: String,
    /// The amount, rounded as shown.
    pub value: Option<String>,
    /// What one more unit of the axis changes, unrounded.
    pub marginal: Option<String>,
}

/// A pair of neighboring values between which something switches.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BreakpointReport {
    /// The last value before it.
    pub from: String,
    /// The next value of the axis.
    pub to: String,
    /// `jump`, `kink` or `status`.
    pub nature: String,
    /// The unrounded amount before.
    pub before: Option<String>,
    /// The unrounded amount after.
    pub after: Option<String>,
    /// What the switch itself adds at `to`.
    pub jump: Option<String>,
    /// What one more unit of the axis changes before.
    pub marginal_before: Option<String>,
    /// And after.
    pub marginal_after: Option<String>,
    /// What switches.
    pub causes: Vec<CauseReport>,
}

/// What switches at a breakpoint.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CauseReport {
    /// `condition`, `bracket`, `limit`, `step` or `range`.
    pub kind: String,
    /// The condition, bracket or limit in words.
    pub text: TextReport,
    /// The amount it belongs to.
    pub amount: Option<String>,
    /// The lever it belongs to.
    pub lever: Option<String>,
    /// Label of that amount or lever.
    pub of: TextReport,
    /// Figures of the law in it.
    pub figures: Vec<FigureReport>,
    /// Where it stands.
    pub citations: Vec<CitationReport>,
}

/// A figure of the law.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FigureReport {
    /// Id of the parameter.
    pub parameter: String,
    /// Its label.
    pub label: TextReport,
    /// Its value with unit.
    pub value: TextReport,
}

/// Values nobody should want.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ForbiddenReport {
    /// `more` or `less` of what is varied is the enterprise's effort; `none` where cost goes nowhere.
    pub effort: String,
    /// In order.
    pub intervals: Vec<IntervalReport>,
}

/// Neighboring values worse than one of less effort.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct IntervalReport {
    /// First value.
    pub from: String,
    /// Last value.
    pub to: String,
    /// A value of less effort that is better.
    pub better: String,
    /// The total there, unrounded.
    pub total: Option<String>,
}

/// Which values reach a target.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct GoalReport {
    /// `total`, or the amount.
    pub target: String,
    /// Its label.
    pub label: TextReport,
    /// Its unit.
    pub unit: String,
    /// What it is to become.
    pub value: String,
    /// Runs of values that reach it.
    pub solutions: Vec<SpanReport>,
    /// Pairs that pass it over.
    pub skips: Vec<SkipReport>,
    /// Runs of values at which it is not known.
    pub unknown: Vec<SpanReport>,
    /// The value of the axis that comes nearest, if it is neither reached nor passed.
    pub nearest: Option<PointReport>,
    /// The last value up to which nothing is missed.
    pub reached: String,
}

/// First and last value of a run.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SpanReport {
    /// First.
    pub from: String,
    /// Last.
    pub to: String,
}

/// Neighboring values that pass a target over.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SkipReport {
    /// The last value before.
    pub from: String,
    /// The next value.
    pub to: String,
    /// The amount before, rounded.
    pub before: String,
    /// The amount after, rounded.
    pub after: String,
    /// What switches there; empty where one step of the axis moves the amount further.
    pub causes: Vec<CauseReport>,
}

/// Writes what an explorer finds.
pub(super) struct Writer<'a> {
    pub(super) explorer: &'a Explorer,
}

impl Writer<'_> {
    fn book(&self) -> &Rulebook {
        &self.explorer.book
    }

    fn words(&self) -> &AxisWords {
        &self.explorer.words
    }

    pub(super) fn at(&self, position: i128) -> String {
        let value = self.words().value(position);
        value.map(|value| value.to_string()).unwrap_or_default()
    }

    pub(super) fn axis(&self, (from, to): (i128, i128)) -> AxisReport {
        let words = self.words();
        AxisReport {
            kind: match words.along {
                Along::Fact(_) => "fact".to_owned(),
                Along::Parameter(_) => "parameter".to_owned(),
            },
            id: words.id.clone(),
            label: (&words.label).into(),
            unit: words.measure.text.clone(),
            step: self.at(1),
            from: self.at(from),
            to: self.at(to),
            here: self.explorer.here().map(|here| self.at(here)),
        }
    }

    pub(super) fn name(&self, target: Target) -> String {
        match target {
            Target::Total => "total".to_owned(),
            Target::Amount(of) => amount_name(self.book(), of),
        }
    }

    pub(super) fn label(&self, target: Target) -> TextReport {
        match target {
            Target::Total => TextReport::new("政策相关成本", "Policy-related cost"),
            Target::Amount(of) => (&self.book().amounts[of.amount].label).into(),
        }
    }

    pub(super) fn unit(&self, target: Target) -> String {
        match target {
            Target::Total => "元".to_owned(),
            Target::Amount(of) => self.book().amounts[of.amount].measure.text.clone(),
        }
    }

    fn factor(&self, target: Target) -> Rational {
        match target {
            Target::Total => Rational::ONE,
            Target::Amount(of) => self.book().amounts[of.amount].measure.factor,
        }
    }

    /// A rounded amount with the places its rounding declares.
    pub(super) fn shown(&self, target: Target, value: Rational) -> Option<String> {
        let decimal = match target {
            Target::Total => match value.to_decimal() {
                Some(exact) if exact.places() > 2 => Some(exact),
                _ => value.rounded(2, Rounding::HalfUp),
            },
            Target::Amount(of) => {
                let number = crate::program::Num {
                    slot: crate::base::ids::Id::from_index(0),
                    den: value.den(),
                };
                let cell = crate::program::Cell::known(value.num());
                amount_decimal(cell, number, &self.book().amounts[of.amount])
            }
        };
        decimal.map(|decimal| decimal.to_string())
    }

    /// An unrounded amount: exact where it ends within nine places.
    pub(super) fn exact(&self, target: Target, value: Option<Rational>) -> Option<String> {
        let value = value?.div(self.factor(target))?;
        let decimal = match value.to_decimal() {
            Some(exact) if exact.places() <= 9 => exact,
            _ => trimmed(value.rounded(9, Rounding::HalfUp)?),
        };
        Some(decimal.to_string())
    }

    /// A rate by one position as a rate by one written unit.
    pub(super) fn marginal(&self, target: Target, slope: Option<Rational>) -> Option<String> {
        self.exact(target, slope?.mul(self.words().per_unit()))
    }

    pub(super) fn breakpoints(&self, target: Target, followed: &Followed) -> Vec<BreakpointReport> {
        let found = self.explorer.breakpoints(followed);
        found
            .iter()
            .map(|one| self.breakpoint(target, one))
            .collect()
    }

    fn breakpoint(&self, target: Target, one: &Breakpoint) -> BreakpointReport {
        BreakpointReport {
            from: self.at(one.at),
            to: self.at(one.at + 1),
            nature: match one.nature {
                Nature::Jump => "jump",
                Nature::Kink => "kink",
                Nature::Status => "status",
            }
            .to_owned(),
            before: self.exact(target, one.before),
            after: self.exact(target, one.after),
            jump: self.exact(target, one.jump),
            marginal_before: self.marginal(target, one.slope_before),
            marginal_after: self.marginal(target, one.slope_after),
            causes: self.causes(&one.causes),
        }
    }

    fn causes(&self, causes: &[Cause]) -> Vec<CauseReport> {
        causes.iter().map(|cause| self.cause(cause)).collect()
    }

    fn cause(&self, cause: &Cause) -> CauseReport {
        let book = self.book();
        let (amount, lever) = match cause.owner {
            Some(Owner::Formula(of) | Owner::When(of)) => (Some(amount_name(book, of)), None),
            Some(Owner::Condition(lever, _)) => (None, Some(book.levers[lever].id.clone())),
            None => (None, None),
        };
        let figures = cause.figures.iter().map(|figure| FigureReport {
            parameter: book.parameters[figure.parameter].id.clone(),
            label: (&figure.label).into(),
            value: (&figure.value).into(),
        });
        CauseReport {
            kind: match cause.kind {
                CauseKind::Condition => "condition",
                CauseKind::Bracket => "bracket",
                CauseKind::Limit => "limit",
                CauseKind::Step => "step",
                CauseKind::Range => "range",
            }
            .to_owned(),
            text: (&cause.text).into(),
            amount,
            lever,
            of: (&cause.of).into(),
            figures: figures.collect(),
            citations: citations(book, &cause.cite),
        }
    }

    pub(super) fn forbidden(&self, effort: Option<Effort>, found: &[Forbidden]) -> ForbiddenReport {
        let intervals = found.iter().map(|one| IntervalReport {
            from: self.at(one.from),
            to: self.at(one.to),
            better: self.at(one.better),
            total: self.exact(Target::Total, Some(one.value)),
        });
        ForbiddenReport {
            effort: match effort {
                Some(Effort::More) => "more",
                Some(Effort::Less) => "less",
                None => "none",
            }
            .to_owned(),
            intervals: intervals.collect(),
        }
    }

    pub(super) fn goal(&self, target: Target, value: Decimal, goal: &Goal) -> GoalReport {
        let span = |(from, to): &(i128, i128)| SpanReport {
            from: self.at(*from),
            to: self.at(*to),
        };
        let shown = |value| self.shown(target, value).unwrap_or_default();
        let skips = goal.skips.iter().map(|skip| SkipReport {
            from: self.at(skip.at),
            to: self.at(skip.at + 1),
            before: shown(skip.before),
            after: shown(skip.after),
            causes: skip
                .breakpoint
                .as_ref()
                .map_or_else(Vec::new, |one| self.causes(&one.causes)),
        });
        GoalReport {
            target: self.name(target),
            label: self.label(target),
            unit: self.unit(target),
            value: value.to_string(),
            solutions: goal.solutions.iter().map(span).collect(),
            skips: skips.collect(),
            unknown: goal.unknown.iter().map(span).collect(),
            nearest: goal.nearest.map(|(at, value)| PointReport {
                at: self.at(at),
                value: self.shown(target, value),
                marginal: None,
            }),
            reached: self.at(goal.reached),
        }
    }
}

/// Without zeros at the end.
fn trimmed(value: Decimal) -> Decimal {
    let (mut digits, mut places) = (value.digits(), value.places());
    while places > 0 && digits % 10 == 0 {
        (digits, places) = (digits / 10, places - 1);
    }
    Decimal::new(digits, places)
}
