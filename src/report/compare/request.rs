//! From a set of scenarios to the answer.

use super::{ComparisonOutcome, ComparisonReport, ScenarioSet};
use crate::base::Diagnostic;
use crate::scenario::Engine;
use crate::scenario::compare::{Between, Comparison, Laws, Scenario, between, compare};

/// A comparison, the ways between scenarios that were asked for, and what was found on the way.
pub struct Compared {
    /// The answer, without diagnostics.
    pub outcome: ComparisonOutcome,
    /// The comparison itself, for charts.
    pub comparison: Option<Comparison>,
    /// The ways asked for: from, to.
    pub ways: Vec<(usize, usize, Between)>,
    /// Problems with the question.
    pub diagnostics: Vec<Diagnostic>,
}

/// Compares the scenarios of a set with its reference and walks the ways asked for; none asked for
/// means from the reference to each.
pub fn answer(engine: &Engine, set: &ScenarioSet, ways: Option<&[(usize, usize)]>) -> Compared {
    let book = engine.rulebook();
    let mut compared = Compared {
        outcome: ComparisonOutcome {
            rulebook: Some((&book.info).into()),
            set: Some(set.written(book)),
            ..ComparisonOutcome::empty()
        },
        comparison: None,
        ways: Vec::new(),
        diagnostics: Vec::new(),
    };
    let scenarios: Vec<Scenario<'_>> = set.scenarios.iter().map(|entry| entry.on(engine)).collect();
    let laws = Laws::default();
    let found = match compare(&laws, &scenarios, set.reference) {
        Ok(found) => found,
        Err(refused) => {
            for refused in refused {
                let name = set
                    .scenarios
                    .get(refused.scenario)
                    .map(|entry| entry.name.as_str());
                let told = |why: Diagnostic| match name {
                    Some(name) => why.note(format!("in the scenario `{name}`")),
                    None => why,
                };
                compared
                    .diagnostics
                    .extend(refused.problems.into_iter().map(told));
            }
            return compared;
        }
    };
    for (entry, warnings) in set.scenarios.iter().zip(&found.warnings) {
        let told = |why: &Diagnostic| {
            why.clone()
                .note(format!("in the scenario `{}`", entry.name))
        };
        compared.diagnostics.extend(warnings.iter().map(told));
    }
    let each = (0..scenarios.len()).filter(|at| *at != found.reference);
    let all: Vec<(usize, usize)> = each.map(|at| (found.reference, at)).collect();
    for (from, to) in ways.unwrap_or(&all) {
        if let (Some(a), Some(b)) = (scenarios.get(*from), scenarios.get(*to)) {
            // Both are compiled already, so there is nothing left to refuse.
            let way = between(&laws, [a, b]).ok();
            compared.ways.extend(way.map(|way| (*from, *to, way)));
        }
    }
    compared.outcome.result = ComparisonReport::new(set, &found, &compared.ways);
    compared.comparison = Some(found);
    compared
}

impl super::Entry {
    /// The scenario for the core.
    pub fn on<'a>(&'a self, engine: &'a Engine) -> Scenario<'a> {
        Scenario {
            name: self.name.clone(),
            engine: self.rules.as_ref().map_or(engine, |own| &own.engine),
            enterprises: &self.enterprises,
            period: self.period,
            patches: self.patches.clone(),
        }
    }
}
