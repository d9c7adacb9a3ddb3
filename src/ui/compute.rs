//! From inputs to results: the one place where the page meets the engine.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::inputs::{Assumptions, Form, Inputs};
use super::notice::FileProblem;
use super::period_form::{PeriodForm, PeriodProblem};
use super::text::Key;
use crate::base::{Diagnostic, FileId, Lang, Period, Rational, Text};
use crate::check::Rulebook;
use crate::check::rulebook::{FactId, FactKind, FactSlotId, Named, ParameterId, Shape};
use crate::enterprise::{self, Enterprise, FactProblem, FactProblemKind};
use crate::explain::Explanation;
use crate::program::AmountRef;
use crate::rulebook::{Draft, RuleFiles, Sources};
use crate::scenario::patch::{Change, Patches};
use crate::scenario::{Assessment, Engine};

/// The engine with its rulebook and the presets.
pub struct Calculator {
    engine: Engine,
    presets: Vec<Preset>,
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
            engine: Engine::new(rulebook),
            presets: Vec::new(),
            first,
        };
        for name in calculator.book().info.presets.clone() {
            if let Some(text) = files.read(&name) {
                let preset = calculator.preset(&name, &text);
                calculator.presets.push(preset);
            }
        }
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
    pub problems: BTreeMap<FactSlotId, FactProblem>,
    /// What is wrong with supplied figures.
    pub figure_problems: BTreeMap<ParameterId, FactProblem>,
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

    /// The rulebook.
    pub fn book(&self) -> &Rulebook {
        self.engine.rulebook()
    }

    /// The engine.
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// Enterprises to start from.
    pub fn presets(&self) -> &[Preset] {
        &self.presets
    }

    /// Inputs that state nothing, for the last year the documents are about.
    pub fn blank(&self) -> Inputs {
        let period = self.presets.first().map(|preset| preset.inputs.period);
        Inputs {
            name: Rc::from(Key::BlankName.get(Lang::Zh)),
            preset: None,
            form: Form::default(),
            period: period.unwrap_or_else(|| PeriodForm::showing(self.first)),
            assumptions: Assumptions::default(),
        }
    }

    fn preset(&self, file: &str, text: &str) -> Preset {
        let (enterprise, _) = enterprise::from_toml(self.book(), text, FileId(0));
        let title = enterprise.title.clone();
        let mut inputs = self.inputs_of(&enterprise, &self.blank());
        inputs.preset = Some(self.presets.len());
        let name = inputs.name.to_string();
        let file = file.rsplit('/').next().unwrap_or(file);
        Preset {
            name: file.trim_end_matches(".toml").to_owned(),
            title: title.unwrap_or_else(|| Text::new(name.clone(), name)),
            inputs: Rc::new(inputs),
        }
    }

    /// Facts that were read, as inputs; what they leave open is taken from `blank`.
    fn inputs_of(&self, enterprise: &Enterprise, blank: &Inputs) -> Inputs {
        let book = self.book();
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

    /// Reads a facts file; a file that is no TOML or JSON at all leaves the inputs as they were.
    pub fn read_file(&self, text: &str, before: &Inputs, lang: Lang) -> (Inputs, Vec<FileProblem>) {
        let mut sources = Sources::default();
        let file = sources.add("", text.into());
        let (enterprise, problems) = enterprise::from_text(self.book(), text, file);
        let listed = problems.iter().map(|problem| FileProblem {
            line: problem.place.map(|place| sources.start(place).line),
            message: match problem.fact.as_str() {
                "" => problem.message(lang),
                _ => format!("{} {}", problem.subject(), problem.message(lang)),
            },
            help: problem.kind.help(lang),
        });
        let listed: Vec<FileProblem> = listed.collect();
        let nothing = enterprise.stated().next().is_none();
        if nothing && !listed.is_empty() {
            return (before.clone(), listed);
        }
        (self.inputs_of(&enterprise, before), listed)
    }

    /// The inputs as a facts file.
    pub fn file(&self, inputs: &Inputs, outcome: &Outcome) -> String {
        let mut enterprise = outcome.enterprise.clone();
        enterprise.name = Some(inputs.name.to_string());
        enterprise.period = Some(outcome.period);
        enterprise.notes = inputs
            .form
            .notes
            .iter()
            .map(|(name, note)| (name.clone(), note.to_string()))
            .collect();
        enterprise::to_toml(self.book(), &enterprise)
    }

    /// Assesses inputs. A text that cannot be read counts as not stated, a period that is none
    /// leaves `last` in place.
    pub fn assess(&self, inputs: &Inputs, last: Option<Period>) -> Outcome {
        let book = self.book();
        let (enterprise, problems) = self.enterprise(&inputs.form);
        let entered = inputs.period.period(book.info.from, book.info.to);
        let period = entered.ok().or(last).unwrap_or(self.first);
        let (patches, figure_problems) = self.patches(&inputs.assumptions);
        let assessment = self
            .engine
            .assess(&enterprise, period, &patches)
            .map(Rc::new);
        Outcome {
            enterprise,
            period,
            period_problem: entered.err(),
            problems,
            figure_problems,
            patches,
            assessment,
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

    fn enterprise(&self, form: &Form) -> (Enterprise, BTreeMap<FactSlotId, FactProblem>) {
        let book = self.book();
        let mut enterprise = Enterprise::new(book);
        let mut problems = BTreeMap::new();
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

    /// Readings, figures and levers as changes of the rulebook; a figure that is no number is left
    /// out and named.
    fn patches(&self, assumptions: &Assumptions) -> (Patches, BTreeMap<ParameterId, FactProblem>) {
        let book = self.book();
        let mut patches = Patches::default();
        let mut problems = BTreeMap::new();
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
