//! Parameters: histories in order, figures cited and in base units, tables complete.

use super::history::{Dated, Grade, History, Law, Without};
use super::rulebook::{Choice, ChoiceId, Parameter, ReadingOption, Shape};
use super::scope::{Scope, unknown};
use crate::base::{Diagnostic, IdVec, Measure, Rational};
use crate::rulebook::Draft;
use crate::rulebook::draft::{
    CellDraft, DatedDraft, LawDraft, Name, ParameterDraft, ParameterShape, Spanned, WithoutDraft,
};

/// Fills parameters into the scope.
pub(super) fn fill(scope: &mut Scope, draft: &Draft, found: &mut Vec<Diagnostic>) {
    for parameter in &draft.parameters {
        let known = shape(scope, parameter, found);
        let shapeless = known.is_none();
        // Its rows, whatever they are, are then not read.
        let shape = known.unwrap_or(Shape::Bool);
        let history = history(scope, parameter, &shape, found);
        let cite = scope.cites(&parameter.cite, found);
        let id = scope.parameters.push(Parameter {
            id: parameter.id.value.clone(),
            label: parameter.label.clone(),
            shape,
            history,
            checked_until: parameter.checked_until.as_ref().map(|date| date.value),
            open: parameter.open,
            cite,
            note: parameter.note.clone(),
            place: parameter.id.place,
        });
        if shapeless {
            scope.shapeless.push(id);
        }
    }
}

/// The kind of a parameter's values; `None` for a table by a choice that does not exist.
fn shape(scope: &Scope, parameter: &ParameterDraft, found: &mut Vec<Diagnostic>) -> Option<Shape> {
    Some(match &parameter.shape {
        ParameterShape::Number { unit } => Shape::Number(unit.value.clone()),
        ParameterShape::Bool => Shape::Bool,
        ParameterShape::Date => Shape::Date,
        ParameterShape::Reading { options, .. } => Shape::Reading(
            options
                .iter()
                .map(|(option, cites)| ReadingOption {
                    id: option.id.value.clone(),
                    label: option.label.clone(),
                    cite: scope.cites(cites, found),
                })
                .collect(),
        ),
        ParameterShape::Brackets {
            by,
            unit,
            upper_included,
        } => Shape::Brackets {
            by: by.value.clone(),
            measure: unit.value.clone(),
            upper_included: *upper_included,
        },
        ParameterShape::ByChoice { choice, unit } => Shape::ByChoice {
            choice: scope.choice(choice, found)?,
            measure: unit.value.clone(),
        },
    })
}

fn history(
    scope: &Scope,
    parameter: &ParameterDraft,
    shape: &Shape,
    found: &mut Vec<Diagnostic>,
) -> History {
    let opens = match (&parameter.shape, parameter.open) {
        (ParameterShape::Reading { default, options }, _) => reading(default, options, found),
        (_, true) => Law::Open,
        _ => law(
            &scope.choices,
            shape,
            &parameter.opens,
            parameter.id.place,
            found,
        ),
    };
    let mut values: Vec<Dated> = Vec::new();
    for entry in &parameter.values {
        if let Some(before) = values
            .last()
            .filter(|before| before.from >= entry.from.value)
        {
            let message = if before.from == entry.from.value {
                "two values of one parameter begin on the same day"
            } else {
                "the values of a parameter must stand in the order of their dates"
            };
            found.push(
                Diagnostic::error("R0301", message)
                    .at(entry.from.place, "this value")
                    .at(before.place, "the value before it"),
            );
        }
        values.push(dated(scope, shape, entry, found));
    }
    if values.is_empty() && !parameter.open && !matches!(shape, Shape::Reading(_)) {
        found.push(
            Diagnostic::error("R0309", "this parameter has no dated value")
                .at(parameter.id.place, "")
                .help("add `values`, or `open = true` if the documents set no figure"),
        );
    }
    if parameter.checked_until.is_none() && !values.is_empty() {
        found.push(
            Diagnostic::error(
                "R0310",
                "this parameter does not say until when it was checked",
            )
            .at(parameter.id.place, "")
            .help("add `checked_until` with the last day on which nothing newer was in force"),
        );
    }
    History {
        opens,
        values,
        yearly: parameter.yearly,
    }
}

fn reading(
    default: &Name,
    options: &[(
        crate::rulebook::draft::LabelDraft,
        Vec<crate::rulebook::draft::CiteDraft>,
    )],
    found: &mut Vec<Diagnostic>,
) -> Law {
    let ids = || options.iter().map(|(option, _)| option.id.value.as_str());
    match ids().position(|id| id == default.value) {
        Some(at) => Law::Option(u32::try_from(at).unwrap_or(0)),
        None => {
            found.push(unknown("reading", default, ids()));
            Law::Unknown
        }
    }
}

fn dated(scope: &Scope, shape: &Shape, entry: &DatedDraft, found: &mut Vec<Diagnostic>) -> Dated {
    let law = law(
        &scope.choices,
        shape,
        &entry.law.value,
        entry.law.place,
        found,
    );
    let cite = scope.cites(&entry.cite, found);
    let says_something = !matches!(law, Law::Absent | Law::Unknown);
    if entry.cite.is_empty() && says_something && !entry.assumption {
        found.push(
            Diagnostic::error("R0302", "a dated value must name its document and clause")
                .at(entry.place, "no `cite`")
                .help("add `cite = \"document clause\"`, or `grade = \"assumption\"` and a note"),
        );
    }
    // That a law ends stands in a document too; only not knowing needs none.
    let ends_unsaid = law == Law::Absent && entry.cite.is_empty() && !entry.assumption;
    if ends_unsaid {
        found.push(
            Diagnostic::warning("R0302", "this end of a law counts as an assumption")
                .at(entry.place, "no `cite`")
                .help("name the document and clause that ends it"),
        );
    }
    if entry.assumption && entry.note.is_none() {
        found.push(
            Diagnostic::error("R0303", "an assumption must say in a note what it rests on")
                .at(entry.place, "no `note`"),
        );
    }
    let lever = entry
        .lever
        .as_ref()
        .and_then(|name| scope.lever(name, found));
    if let (Some(without), None) = (&entry.without, &entry.lever) {
        found.push(
            Diagnostic::error(
                "R0304",
                "`without` says what stands without a lever, but none owns this value",
            )
            .at(without.place, "")
            .help("add `lever = \"…\"` or drop `without`"),
        );
    }
    let without = match entry.without.as_ref().map(|w| (&w.value, w.place)) {
        None | Some((WithoutDraft::Previous, _)) => Without::Previous,
        Some((WithoutDraft::Absent, _)) => Without::Law(Law::Absent),
        Some((WithoutDraft::Unknown, _)) => Without::Law(Law::Unknown),
        Some((WithoutDraft::Number(value), place)) => Without::Law(self::law(
            &scope.choices,
            shape,
            &LawDraft::Number(*value),
            place,
            found,
        )),
    };
    let national = cite
        .first()
        .is_some_and(|cite| scope.documents[cite.document].national);
    let grade = match (entry.assumption || ends_unsaid, national) {
        (true, _) => Grade::Assumption,
        (false, true) => Grade::National,
        (false, false) => Grade::Document,
    };
    Dated {
        from: entry.from.value,
        law,
        cite,
        grade,
        verify: entry.verify,
        lever,
        without,
        note: entry.note.clone(),
        place: entry.place,
    }
}

type At = crate::base::diagnostic::Place;
type Choices = IdVec<ChoiceId, Choice>;

/// What a written law means for a parameter of a shape, in base units.
pub(crate) fn law(
    choices: &Choices,
    shape: &Shape,
    law: &LawDraft,
    at: At,
    found: &mut Vec<Diagnostic>,
) -> Law {
    match (law, shape) {
        (LawDraft::Absent, _) => Law::Absent,
        (LawDraft::Open, _) => Law::Open,
        // Undetermined, or a table by a choice that does not exist: that is said already.
        (LawDraft::Unknown, _) | (LawDraft::Rows(_), Shape::Bool) => Law::Unknown,
        (LawDraft::Number(value), Shape::Number(measure)) => scaled(*value, measure, at, found),
        (LawDraft::Bool(value), Shape::Bool) => Law::Bool(*value),
        (LawDraft::Date(value), Shape::Date) => Law::Date(*value),
        (LawDraft::Brackets(rows), Shape::Brackets { by, measure, .. }) => {
            brackets(rows, by, measure, at, found)
        }
        (LawDraft::Rows(rows), Shape::ByChoice { choice, measure }) => {
            by_choice(choices, *choice, rows, measure, at, found)
        }
        _ => {
            found.push(
                Diagnostic::error("R0308", "this value is not of the parameter's kind")
                    .at(at, format!("expected {}", wanted(shape))),
            );
            Law::Unknown
        }
    }
}

fn wanted(shape: &Shape) -> &'static str {
    match shape {
        Shape::Number(_) => "a number",
        Shape::Bool => "true or false",
        Shape::Date => "a date",
        Shape::Reading(_) => "a reading",
        Shape::Brackets { .. } => "bracket rows",
        Shape::ByChoice { .. } => "one row an option",
    }
}

fn scaled(value: Rational, measure: &Measure, at: At, found: &mut Vec<Diagnostic>) -> Law {
    value.mul(measure.factor).map_or_else(
        || {
            found.push(
                Diagnostic::error("R0305", "this number is past the engine's range").at(at, ""),
            );
            Law::Unknown
        },
        Law::Number,
    )
}

pub(crate) fn cell(
    value: &Spanned<CellDraft>,
    measure: &Measure,
    found: &mut Vec<Diagnostic>,
) -> Law {
    match value.value {
        CellDraft::Absent => Law::Absent,
        CellDraft::Unknown => Law::Unknown,
        CellDraft::Open => Law::Open,
        CellDraft::Number(number) => scaled(number, measure, value.place, found),
    }
}

fn brackets(
    rows: &[(Option<Spanned<Rational>>, Spanned<CellDraft>)],
    by: &Measure,
    measure: &Measure,
    at: At,
    found: &mut Vec<Diagnostic>,
) -> Law {
    let mut out: Vec<(Option<Rational>, Law)> = Vec::new();
    for (i, (upto, value)) in rows.iter().enumerate() {
        let bound = upto.as_ref().and_then(|upto| upto.value.mul(by.factor));
        if let (Some(upto), None) = (upto, bound) {
            found.push(
                Diagnostic::error("R0305", "this number is past the engine's range")
                    .at(upto.place, ""),
            );
        }
        let last = i + 1 == rows.len();
        if upto.is_none() != last {
            let message = if last {
                "the last bracket must have no upper bound"
            } else {
                "only the last bracket may have no upper bound"
            };
            found.push(Diagnostic::error("R0306", message).at(value.place, "this row"));
        }
        let before = out.last().and_then(|(before, _)| *before);
        if let (Some(before), Some(bound), Some(upto)) = (before, bound, upto)
            && bound <= before
        {
            found.push(
                Diagnostic::error("R0306", "brackets must rise")
                    .at(upto.place, "not above the bound before it"),
            );
        }
        out.push((bound, cell(value, measure, found)));
    }
    if out.is_empty() {
        found.push(Diagnostic::error("R0306", "a bracket table needs at least one row").at(at, ""));
    }
    Law::Brackets(out)
}

fn by_choice(
    choices: &Choices,
    choice: ChoiceId,
    rows: &[(Name, Spanned<CellDraft>)],
    measure: &Measure,
    at: At,
    found: &mut Vec<Diagnostic>,
) -> Law {
    let choice = &choices[choice];
    for (name, _) in rows {
        if !choice.options.iter().any(|option| option.id == name.value) {
            found.push(unknown(
                "option",
                name,
                choice.options.iter().map(|o| o.id.as_str()),
            ));
        }
    }
    let mut missing = Vec::new();
    let cells = choice
        .options
        .iter()
        .map(
            |option| match rows.iter().find(|(name, _)| name.value == option.id) {
                Some((_, value)) => cell(value, measure, found),
                None => {
                    missing.push(option.id.as_str());
                    Law::Unknown
                }
            },
        )
        .collect();
    if !missing.is_empty() {
        found.push(
            Diagnostic::error(
                "R0307",
                format!("`{}` has options without a row", choice.id),
            )
            .at(at, format!("missing: {}", missing.join(", ")))
            .help("give each option a value, `\"unknown\"` or `\"absent\"`"),
        );
    }
    Law::Rows(cells)
}
