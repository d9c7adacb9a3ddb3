//! From inputs to results: the one place where the page meets the engine.

use std::rc::Rc;

use super::carried::Carried;
use super::inputs::{Assumptions, Form, Inputs};
use super::period_form::{PeriodForm, PeriodProblem};
use super::text::Key;
use crate::base::{Diagnostic, FileId, Lang, Map, Period, Rational, Text};
use crate::check::Rulebook;
use crate::check::rulebook::{FactId, FactKind, FactSlotId, LeverId, Named, ParameterId, Shape};
use crate::enterprise::{self, Enterprise, FactProblem, FactProblemKind};
use crate::explain::Explanation;
use crate::program::AmountRef;
use crate::rulebook::{Draft, RuleFiles, Sources};
use crate::scenario::calendar::Calendar;
use crate::scenario::exposures::Exposure;
use crate::scenario::patch::{Change, Patches};
use crate::scenario::{Aim, Assessment, Engine, Way};

/// The engine with its rulebook, the presets, and the reforms the enterprise in hand is computed with.
#[derive(Clone)]
pub struct Calculator {
    engine: Rc<Engine>,
    presets: Rc<[Preset]>,
    carried: Rc<Carried>,
    /// What is shown until a valid period is entered: the first month the rulebook covers.
    first: Period,
}

impl std::fmt::Debug for Calculator {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Calculator")
            .field("rulebook", &self.book().info)
            .finish_non_exhaustive()
    }
}

/// A rulebook that was read and is still to be checked. The page takes the two as tasks of their own,
/// so that neither holds it up for long.
pub struct Loaded {
    draft: Draft,
    diagnostics: Vec<Diagnostic>,
    sources: Sources,
}

impl Loaded {
    /// Reads a rulebook.
    pub fn read(files: &dyn RuleFiles) -> Loaded {
        let (draft, diagnostics, sources) = crate::rulebook::load(files);
        Loaded {
            draft,
            diagnostics,
            sources,
        }
    }

    /// Checks it and reads its presets.
    ///
    /// # Errors
    ///
    /// As [`Calculator::load`].
    pub fn check(self, files: &dyn RuleFiles) -> Result<Calculator, Vec<String>> {
        let Loaded {
            draft,
            mut diagnostics,
            sources,
        } = self;
        let (rulebook, more) = crate::check::check(&draft, sources.hash());
        diagnostics.extend(more);
        let Some(rulebook) = rulebook else {
            return Err(diagnostics.iter().map(|one| sources.concise(one)).collect());
        };
        let from = rulebook.info.from;
        let first = Period::new(from, from).map_err(|_| vec![from.to_string()])?;
        let mut calculator = Calculator {
            engine: Rc::new(Engine::new(rulebook)),
            presets: Rc::from([]),
            carried: Rc::new(Carried::default()),
            first,
        };
        let mut presets: Vec<Preset> = Vec::new();
        for name in &calculator.book().info.presets {
            if let Some(text) = files.read(name) {
                presets.push(calculator.preset(name, &text, &presets));
            }
        }
        calculator.presets = presets.into();
        Ok(calculator)
    }
}

/// An enterprise to start from.
#[derive(Clone, Debug)]
pub struct Preset {
    /// The name of its file, without folder and ending.
    pub name: String,
    /// What it is.
    pub title: Text,
    /// Its facts.
    pub inputs: Rc<Inputs>,
}

/// What follows from inputs.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The facts that could be read.
    pub enterprise: Enterprise,
    /// The period assessed: the one entered, or the last one that was valid.
    pub period: Period,
    /// Why the period entered is none.
    pub period_problem: Option<PeriodProblem>,
    /// What is wrong with texts, by slot; those facts count as not stated.
    pub problems: Map<FactSlotId, FactProblem>,
    /// What is wrong with supplied figures.
    pub figure_problems: Map<ParameterId, FactProblem>,
    /// The changes laid over the rulebook.
    pub patches: Patches,
    /// The result, or why there is none.
    pub assessment: Result<Rc<Assessment>, Vec<Diagnostic>>,
}

impl Calculator {
    /// Loads and checks a rulebook and its presets in one go.
    ///
    /// # Errors
    ///
    /// Every problem, one line each, when the rulebook cannot be used.
    pub fn load(files: &dyn RuleFiles) -> Result<Calculator, Vec<String>> {
        Loaded::read(files).check(files)
    }

    /// The rulebook with the reforms carried: what inputs, outcomes and explanations are about.
    pub fn book(&self) -> &Rulebook {
        self.carried.book().unwrap_or(self.engine.rulebook())
    }

    /// The rulebook as it is.
    pub fn law(&self) -> &Rulebook {
        self.engine.rulebook()
    }

    /// The engine; of the rulebook as it is.
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// The reforms carried.
    pub fn carried(&self) -> &Carried {
        &self.carried
    }

    /// The same with these reforms in place of those it has.
    #[must_use]
    pub fn carrying(&self, reforms: &[Rc<str>]) -> Calculator {
        let mut other = self.clone();
        if self.carried.texts() != reforms {
            other.carried = Rc::new(Carried::new(self.law(), reforms));
        }
        other
    }

    /// Enterprises to start from.
    pub fn presets(&self) -> &[Preset] {
        &self.presets
    }

    /// Inputs that state nothing, for the last year the documents are about.
    pub fn blank(&self) -> Inputs {
        self.blank_after(&self.presets)
    }

    fn blank_after(&self, presets: &[Preset]) -> Inputs {
        let period = presets.first().map(|preset| preset.inputs.period);
        Inputs {
            name: Rc::from(Key::BlankName.get(Lang::Zh)),
            preset: None,
            form: Form::default(),
            period: period.unwrap_or_else(|| PeriodForm::showing(self.first)),
            assumptions: Assumptions::default(),
        }
    }

    fn preset(&self, file: &str, text: &str, before: &[Preset]) -> Preset {
        let (enterprise, _) = enterprise::from_toml(self.book(), text, FileId(0));
        let title = enterprise.title.clone();
        let mut inputs = self.inputs_of(&enterprise, &self.blank_after(before));
        inputs.preset = Some(before.len());
        let name = inputs.name.to_string();
        let file = file.rsplit('/').next().unwrap_or(file);
        Preset {
            name: file.trim_end_matches(".toml").to_owned(),
            title: title.unwrap_or_else(|| Text::new(name.clone(), name)),
            inputs: Rc::new(inputs),
        }
    }

    /// Facts that were read, as inputs; what they leave open is taken from `blank`.
    pub(super) fn inputs_of(&self, enterprise: &Enterprise, blank: &Inputs) -> Inputs {
        let form = form_of(self.book(), enterprise);
        Inputs {
            name: enterprise
                .name
                .as_deref()
                .map_or_else(|| Rc::clone(&blank.name), Rc::from),
            preset: None,
            form,
            period: enterprise.period.map_or(blank.period, PeriodForm::showing),
            assumptions: Assumptions::default(),
        }
    }

    /// Assesses inputs. A text that cannot be read counts as not stated, a period that is none
    /// leaves `last` in place.
    pub fn assess(&self, inputs: &Inputs, last: Option<Period>) -> Outcome {
        let book = self.book();
        let (enterprise, problems) = self.enterprise(&inputs.form);
        let entered = inputs.period.period(book.info.from, book.info.to);
        let period = entered.ok().or(last).unwrap_or(self.first);
        let (patches, figure_problems) = self.patches(&inputs.assumptions);
        let assessment = match self.carried.problems() {
            [] => self.engine.assess(&enterprise, period, &patches),
            refused => Err(refused.to_vec()),
        };
        Outcome {
            enterprise,
            period,
            period_problem: entered.err(),
            problems,
            figure_problems,
            patches,
            assessment: assessment.map(Rc::new),
        }
    }

    /// What inputs state, their period and the changes laid over the rulebook, without assessing them.
    pub fn stated(&self, inputs: &Inputs) -> (Enterprise, Period, Patches) {
        let book = self.book();
        let entered = inputs.period.period(book.info.from, book.info.to);
        (
            self.enterprise(&inputs.form).0,
            entered.unwrap_or(self.first),
            self.patches(&inputs.assumptions).0,
        )
    }

    /// The enterprise of a form, and what is wrong with its texts; those count as not stated.
    pub fn enterprise(&self, form: &Form) -> (Enterprise, Map<FactSlotId, FactProblem>) {
        stated(self.book(), form)
    }

    /// Reforms, readings, figures and levers as changes of the rulebook; a figure that is no number is
    /// left out and named.
    fn patches(&self, assumptions: &Assumptions) -> (Patches, Map<ParameterId, FactProblem>) {
        let book = self.book();
        let mut patches = self.carried.patches();
        let mut problems = Map::new();
        for (id, option) in &assumptions.readings {
            let parameter = &book.parameters[*id];
            if let Shape::Reading(options) = &parameter.shape
                && let Some(option) = usize::try_from(*option).ok().and_then(|at| options.get(at))
            {
                patches.changes.push(Change::Set {
                    parameter: parameter.id.clone(),
                    value: option.id.clone(),
                    from: None,
                });
            }
        }
        for (id, text) in &assumptions.supplied {
            let parameter = book.parameters[*id].id.clone();
            let plain = text.trim().replace(',', "");
            if Rational::parse(&plain).is_some() {
                patches.changes.push(Change::Set {
                    parameter,
                    value: plain,
                    from: None,
                });
            } else {
                let problem = FactProblem {
                    fact: parameter,
                    row: None,
                    place: None,
                    kind: FactProblemKind::NotANumber {
                        text: text.to_string(),
                    },
                };
                problems.insert(*id, problem);
            }
        }
        for lever in &assumptions.off {
            patches.changes.push(Change::Off {
                lever: book.levers[*lever].id.clone(),
            });
        }
        (patches, problems)
    }

    /// How an amount came about.
    ///
    /// `None` also where the engine refuses the period or a patch; the assessment then says why.
    pub fn explain(&self, outcome: &Outcome, of: AmountRef) -> Option<Explanation> {
        self.engine
            .explain(&outcome.enterprise, outcome.period, &outcome.patches, of)
            .ok()
            .flatten()
    }

    /// The ways to an aim of a lever; none where nothing could be assessed.
    pub fn ways(&self, outcome: &Outcome, lever: LeverId, aim: Aim) -> Vec<Way> {
        let engine = &self.engine;
        engine
            .ways(
                &outcome.enterprise,
                outcome.period,
                &outcome.patches,
                (lever, aim),
            )
            .unwrap_or_default()
    }

    /// What can go wrong.
    pub fn exposures(&self, outcome: &Outcome) -> Vec<Exposure> {
        let assessment = outcome.assessment.as_ref().ok();
        let found = assessment.and_then(|assessment| {
            let engine = &self.engine;
            let found = engine.exposures(&outcome.enterprise, &outcome.patches, assessment);
            found.ok()
        });
        found.unwrap_or_default()
    }

    /// The months of the period.
    pub fn calendar(&self, outcome: &Outcome) -> Option<Calendar> {
        let assessment = outcome.assessment.as_ref().ok()?;
        let engine = &self.engine;
        let found = engine.calendar(&outcome.enterprise, &outcome.patches, assessment);
        found.ok()
    }

    /// Compiles what the first assessment needs, so that it is quick when the page asks for it.
    pub fn warm(&self) {
        if let Some(preset) = self.presets.first() {
            let book = self.book();
            if let Ok(period) = preset.inputs.period.period(book.info.from, book.info.to) {
                // A refusal is said where the assessment is shown.
                let _ = self.engine.compiled(period, &Patches::default());
            }
        }
    }

    /// The amount an address names: its id, with the row as `.2`.
    pub fn amount_named(&self, name: &str) -> Option<AmountRef> {
        let (id, row) = match name.split_once('.') {
            Some((id, row)) => (id, Some(row.parse::<u8>().ok()?.checked_sub(1)?)),
            None => (name, None),
        };
        let Some(Named::Amount(amount)) = self.book().names.get(id) else {
            return None;
        };
        let group = self.book().amounts[*amount].group;
        let fits = match (group, row) {
            (Some(group), Some(row)) => row < self.book().groups[group].max_rows,
            (None, None) => true,
            _ => false,
        };
        fits.then_some(AmountRef {
            amount: *amount,
            row,
        })
    }

    /// How an address names an amount.
    pub fn amount_name(&self, of: AmountRef) -> String {
        let id = &self.book().amounts[of.amount].id;
        match of.row {
            Some(row) => format!("{id}.{}", row + 1),
            None => id.clone(),
        }
    }
}

/// An enterprise as entered, with its notes.
pub fn form_of(book: &Rulebook, enterprise: &Enterprise) -> Form {
    let mut form = Form::default();
    for group in book.groups.ids() {
        if let Some(rows) = enterprise.rows(group) {
            form.rows.insert(group, rows);
        }
    }
    for (slot, cell) in enterprise.stated() {
        let fact = book.fact_slots[slot].fact;
        form.set_text(slot, &typed(book, fact, cell));
    }
    for (name, note) in &enterprise.notes {
        form.set_note(name, note);
    }
    form
}

/// The enterprise of a form under a rulebook, and what is wrong with its texts; those count as not
/// stated.
pub fn stated(book: &Rulebook, form: &Form) -> (Enterprise, Map<FactSlotId, FactProblem>) {
    let mut enterprise = Enterprise::new(book);
    let mut problems = Map::new();
    for (group, rows) in &form.rows {
        enterprise.set_rows(book, *group, Some(*rows));
    }
    for slot in form.shown(book) {
        let Some(text) = form.texts.get(&slot) else {
            continue;
        };
        match enterprise::parse_fact(book, book.fact_slots[slot].fact, text) {
            Ok(cell) => enterprise.set(slot, Some(cell)),
            Err(problem) => {
                problems.insert(slot, problem);
            }
        }
    }
    (enterprise, problems)
}

/// The text a form holds for a cell: bools as `true` and `false`, choices as the option's id.
pub fn typed(book: &Rulebook, fact: FactId, cell: i128) -> String {
    match &book.facts[fact].kind {
        FactKind::Bool => (cell != 0).to_string(),
        FactKind::Choice(choice) => usize::try_from(cell)
            .ok()
            .and_then(|at| book.choices[*choice].options.get(at))
            .map(|option| option.id.clone())
            .unwrap_or_default(),
        _ => enterprise::show_fact(book, fact, cell, Lang::En),
    }
}
