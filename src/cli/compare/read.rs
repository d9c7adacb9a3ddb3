//! From the arguments to a set of scenarios: every FACTS for every period, as it is and with changes.

use std::path::Path;
use std::rc::Rc;
use std::sync::Arc;

use crate::base::{Diagnostic, Period};
use crate::check::Rulebook;
use crate::cli::args::{CompareArgs, CompareFormat};
use crate::cli::words::Words;
use crate::cli::{patching, rules, system};
use crate::enterprise::{self, Enterprise, FactProblem, RawValue};
use crate::report::compare::set::{Named, Own, enterprise as stated, name_of, within};
use crate::report::compare::{Entry, ScenarioSet};
use crate::report::request::{period, written};
use crate::rulebook::{Reform, Sources};
use crate::scenario::compare::{carried, years_of};
use crate::scenario::{Change, Engine, Patches};

/// The set the arguments ask for.
pub(super) fn set(
    book: &Rulebook,
    asked: &CompareArgs,
    words: Words,
    sources: &mut Sources,
) -> Result<ScenarioSet, Vec<Diagnostic>> {
    let mut set = ScenarioSet::default();
    let mut trees = Vec::new();
    let mut found = Vec::new();
    for path in &asked.facts {
        let tree = match open(path, sources) {
            Ok(tree) => tree,
            Err(problems) => {
                found.extend(problems);
                continue;
            }
        };
        if ScenarioSet::is_one(&tree) {
            match set_in(book, path, &tree, sources) {
                Ok(more) => join(&mut set, more),
                Err(problems) => found.extend(problems),
            }
            continue;
        }
        trees.push(tree);
    }
    if !found.is_empty() {
        return Err(found);
    }
    if !set.scenarios.is_empty() && (trees.is_empty() && asked.varies()) {
        let message = "a set of scenarios says itself which periods and changes it holds";
        return Err(vec![Diagnostic::error("Q0109", message).help(
            "leave out --period, --periods, --years, --set and --group, or write them into the set",
        )]);
    }
    let changes = patching::patches(&asked.changes, sources)?;
    spread(book, asked, (trees, &changes, words), &mut set)?;
    if let Some(name) = &asked.reference {
        set.reference = set.position(name).map_err(|why| vec![why])?;
    }
    Ok(set)
}

/// The tree of a file.
fn open(path: &Path, sources: &mut Sources) -> Result<RawValue, Vec<Diagnostic>> {
    let shown = path.display().to_string();
    let text = system::read(path).map_err(|why| {
        vec![Diagnostic::error(
            "Q0101",
            format!("cannot read the facts `{shown}`: {why}"),
        )]
    })?;
    let file = sources.add(&shown, Arc::from(text.as_str()));
    let tree = enterprise::tree(&text, file);
    tree.map_err(|problems| problems.iter().map(FactProblem::diagnostic).collect())
}

/// A set as written; the files it names lie beside it.
fn set_in(
    book: &Rulebook,
    path: &Path,
    tree: &RawValue,
    sources: &mut Sources,
) -> Result<ScenarioSet, Vec<Diagnostic>> {
    let folder = path.parent().unwrap_or(Path::new(""));
    let named = Vec::new();
    let mut beside = Beside {
        folder,
        sources,
        named,
    };
    ScenarioSet::read(book, tree, &mut beside)
}

/// Files named in a set lie beside it.
struct Beside<'a> {
    folder: &'a Path,
    sources: &'a mut Sources,
    /// Rulebooks opened so far.
    named: Vec<Own>,
}

impl Named for Beside<'_> {
    fn facts(&mut self, text: &str) -> Result<RawValue, Vec<Diagnostic>> {
        open(&self.folder.join(text), self.sources)
    }

    fn reform(&mut self, text: &str) -> Result<Arc<Reform>, Vec<Diagnostic>> {
        patching::reform(&self.folder.join(text), self.sources)
    }

    fn rules(&mut self, name: &str) -> Result<Own, Vec<Diagnostic>> {
        if let Some(known) = self.named.iter().find(|own| own.name == name) {
            return Ok(known.clone());
        }
        let own = own(name, &self.folder.join(name)).or_else(|_| own(name, Path::new(name)))?;
        self.named.push(own.clone());
        Ok(own)
    }
}

/// Another rulebook: a folder, a file, or a released one by version or hash.
fn own(name: &str, path: &Path) -> Result<Own, Vec<Diagnostic>> {
    let opened = rules::open(Some(path));
    let errors = opened.errors();
    match opened.book {
        Some(book) => Ok(Own {
            name: name.to_owned(),
            engine: Rc::new(Engine::new(book)),
        }),
        // Its texts are not among those shown, so its problems have no place here.
        None => Err(errors
            .into_iter()
            .map(|mut why| {
                why.labels.clear();
                why
            })
            .collect()),
    }
}

fn join(set: &mut ScenarioSet, more: ScenarioSet) {
    if set.scenarios.is_empty() {
        *set = more;
    } else {
        more.scenarios.into_iter().for_each(|entry| set.push(entry));
    }
}

/// Every enterprise (or their group) for every period, as it is and with the changes.
fn spread(
    book: &Rulebook,
    asked: &CompareArgs,
    (trees, changes, words): (Vec<RawValue>, &Patches, Words),
    set: &mut ScenarioSet,
) -> Result<(), Vec<Diagnostic>> {
    within(trees.len()).map_err(|why| vec![why])?;
    let groups: Vec<Vec<RawValue>> = if asked.group && !trees.is_empty() {
        vec![trees]
    } else {
        trees.into_iter().map(|one| vec![one]).collect()
    };
    let alone = groups.len() == 1 && set.scenarios.is_empty();
    let mut found = Vec::new();
    let mut read = Vec::new();
    for group in groups {
        let Some(first) = group.first() else { continue };
        let filed = first.get("patch").map(Patches::read).transpose()?;
        let filed = filed.unwrap_or_default();
        let mut changed = filed.clone();
        changed.changes.extend(changes.changes.iter().cloned());
        // Facts may be of a reform's own making, so they are read by the rulebook with it.
        let (without, with) = (filed.asking(book), changed.asking(book));
        let mut enterprises = Vec::new();
        for tree in &group {
            match stated(&with, tree, &|problem| said(asked, words, problem)) {
                Ok(enterprise) => enterprises.push(enterprise),
                Err(problems) => found.extend(problems),
            }
        }
        let plain = carried(&with, &without, &enterprises).into_owned();
        read.push(([plain, enterprises], [filed, changed]));
    }
    if !found.is_empty() {
        return Err(found);
    }
    let others = asked
        .also_rules
        .iter()
        .map(|name| own(name, Path::new(name)));
    let others = others.collect::<Result<Vec<Own>, _>>()?;
    for ([group, stated], [filed, changed]) in read {
        let Some(first) = stated.first() else {
            continue;
        };
        for months in periods(book, asked, first).map_err(|why| vec![why])? {
            let name = if alone && asked.several() {
                months.to_string()
            } else {
                name_of(&group, months)
            };
            set.push(Entry {
                name: name.clone(),
                enterprises: group.clone(),
                period: months,
                patches: filed.clone(),
                rules: None,
            });
            for other in &others {
                let (mine, theirs) = (filed.asking(book), filed.asking(other.engine.rulebook()));
                set.push(Entry {
                    name: format!("{name} {}", other.name),
                    // What the other rulebook does not ask stays behind, as the difference says.
                    enterprises: carried(&mine, &theirs, &group).into_owned(),
                    period: months,
                    patches: filed.clone(),
                    rules: Some(other.clone()),
                });
            }
            if !changes.changes.is_empty() {
                set.push(Entry {
                    name: format!("{name} {}", called(changes, words)),
                    enterprises: stated.clone(),
                    period: months,
                    patches: changed.clone(),
                    rules: None,
                });
            }
        }
    }
    Ok(())
}

/// Changes in a few words: reforms by their titles.
pub(super) fn called(changes: &Patches, words: Words) -> String {
    let one = |change: &Change| match change {
        Change::Reform(reform) => words.say(&reform.title.zh, &reform.title.en).to_owned(),
        other => written(other),
    };
    let all: Vec<String> = changes.changes.iter().map(one).collect();
    all.join(" ")
}

/// A problem with a fact: to people in their language.
fn said(asked: &CompareArgs, words: Words, problem: &FactProblem) -> Diagnostic {
    match asked.format {
        CompareFormat::Json => problem.diagnostic(),
        _ => words.problem(problem),
    }
}

fn periods(
    book: &Rulebook,
    asked: &CompareArgs,
    enterprise: &Enterprise,
) -> Result<Vec<Period>, Diagnostic> {
    if asked.years {
        return Ok(years_of(book));
    }
    let mut found = Vec::new();
    let read =
        |text: Option<&str>, found: &mut Vec<Diagnostic>| period(book, text, enterprise, found);
    let periods: Vec<Period> = if asked.periods.is_empty() {
        read(asked.period.as_deref(), &mut found)
            .into_iter()
            .collect()
    } else {
        asked
            .periods
            .iter()
            .filter_map(|text| read(Some(text), &mut found))
            .collect()
    };
    match found.into_iter().next() {
        Some(why) => Err(why),
        None => Ok(periods),
    }
}
