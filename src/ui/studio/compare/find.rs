//! From the set as entered to what follows from it: the one place of the page that meets the engine.

use std::rc::Rc;

use super::state::{Column, Member, Set};
use crate::base::{Diagnostic, Lang, Period};
use crate::enterprise::Enterprise;
use crate::report::compare::set::name_of;
use crate::report::compare::{Entry, ScenarioSet};
use crate::report::request::written;
use crate::scenario::compare::{Between, Comparison, Laws, Stack, between, compare, stack};
use crate::scenario::{Change, Patches};
use crate::ui::compute::{Calculator, form_of, stated};

/// Lines told apart in a stacked bar.
const LINES: usize = 7;

/// The scenarios that can be computed, and what is wrong with the others.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Prepared {
    /// The scenarios that can be read.
    pub set: ScenarioSet,
    /// For each column its position in the set, if it is there.
    pub places: Vec<Option<usize>>,
    /// What each column is called.
    pub names: Vec<String>,
    /// What is wrong with each column.
    pub problems: Vec<Vec<String>>,
    /// Facts of each column that cannot be read and count as not stated.
    pub unread: Vec<usize>,
}

/// What follows from a set.
pub struct Found {
    /// What it was found from.
    pub prepared: Prepared,
    /// The comparison; `None` if no scenario can be computed.
    pub comparison: Option<Comparison>,
    /// What the totals are made of.
    pub stack: Option<Stack>,
    /// The way between the two ends chosen.
    pub way: Option<Between>,
}

/// Reads every column. `laws` judges changes: what a rulebook refuses is a problem of its column.
pub fn prepare(calculator: &Calculator, set: &Set, lang: Lang) -> Prepared {
    let mut prepared = Prepared::default();
    let title = set.title.to_string();
    prepared.set.title = Some(title).filter(|title| !title.is_empty());
    for (at, column) in set.columns.iter().enumerate() {
        let (entry, problems, unread) = read(calculator, column, lang);
        prepared.problems.push(problems);
        prepared.unread.push(unread);
        let Some(entry) = entry else {
            prepared.places.push(None);
            prepared.names.push(column.name.to_string());
            continue;
        };
        let place = prepared.set.scenarios.len();
        prepared.set.push(entry);
        let name = prepared
            .set
            .scenarios
            .get(place)
            .map(|entry| entry.name.clone());
        prepared.names.push(name.unwrap_or_default());
        prepared.places.push(Some(place));
        if at == set.reference {
            prepared.set.reference = place;
        }
    }
    prepared
}

fn read(
    calculator: &Calculator,
    column: &Column,
    lang: Lang,
) -> (Option<Entry>, Vec<String>, usize) {
    let book = calculator.law();
    let mut problems = Vec::new();
    let mut patches = Patches::default();
    let mut tell = |why: &Diagnostic| problems.push(told(why));
    for change in &column.changes {
        if let Err(why) = patches.push_text(change) {
            tell(&why);
        }
    }
    let mut asking = None;
    if !patches.changes.is_empty() {
        match patches.lay_over(book) {
            Ok(patched) => asking = Some(patched.book),
            Err(found) => found.iter().for_each(&mut tell),
        }
    }
    let asking = asking.as_ref().unwrap_or(book);
    let period = Period::parse(&column.period);
    let period = period
        .ok()
        .filter(|period| period.first() >= book.info.from && period.last() <= book.info.to);
    let mut unread = 0;
    let enterprises = column.members.iter().map(|member| {
        let (mut enterprise, refused) = stated(asking, &member.form(asking));
        unread += refused.len();
        enterprise.name = Some(member.name.to_string());
        enterprise
    });
    let enterprises = enterprises.collect::<Vec<_>>();
    let Some(period) = period.filter(|_| problems.is_empty()) else {
        return (None, problems, unread);
    };
    let name = match column.name.trim() {
        "" => automatic(&name_of(&enterprises, period), &patches, lang),
        name => name.to_owned(),
    };
    (
        Some(Entry {
            name,
            enterprises,
            period,
            patches,
            rules: None,
        }),
        problems,
        unread,
    )
}

/// A name that says what a scenario holds.
fn automatic(base: &str, patches: &Patches, lang: Lang) -> String {
    let one = |change: &Change| match change {
        Change::Reform(reform) => reform.title.get(lang).to_owned(),
        other => written(other),
    };
    let mut name = base.to_owned();
    for change in &patches.changes {
        name.push(' ');
        name.push_str(&one(change));
    }
    name
}

/// A diagnostic in one line.
fn told(why: &Diagnostic) -> String {
    match &why.help {
        Some(help) => format!("{} {}: {help}", why.code, why.message),
        None => format!("{} {}", why.code, why.message),
    }
}

/// Sets the scenarios side by side. Quick once `laws` has compiled each of them.
pub fn found(calculator: &Calculator, laws: &Laws, set: &Set, prepared: Prepared) -> Found {
    let engine = calculator.engine();
    let scenarios: Vec<_> = prepared
        .set
        .scenarios
        .iter()
        .map(|entry| entry.on(engine))
        .collect();
    // Every column was judged when it was read.
    let comparison = if scenarios.is_empty() {
        None
    } else {
        compare(laws, &scenarios, prepared.set.reference).ok()
    };
    let place = |column: usize| prepared.places.get(column).copied().flatten();
    let ends = place(set.way.0)
        .zip(place(set.way.1))
        .filter(|(from, to)| from != to);
    let way =
        ends.and_then(|(from, to)| between(laws, [scenarios.get(from)?, scenarios.get(to)?]).ok());
    Found {
        stack: comparison.as_ref().map(|found| stack(found, LINES)),
        comparison,
        way,
        prepared,
    }
}

/// Compiles the law of one scenario, if it is not yet; a task of its own, so that none is long.
pub fn warm(calculator: &Calculator, laws: &Laws, prepared: &Prepared, at: usize) -> bool {
    let Some(entry) = prepared.set.scenarios.get(at) else {
        return false;
    };
    // A refusal is said where the scenario stands.
    let _ = laws.of(calculator.engine(), entry.period, &entry.patches);
    true
}

/// The set as the file the command takes.
pub fn file(calculator: &Calculator, prepared: &Prepared) -> String {
    let tree = prepared.set.written(calculator.law());
    let mut text = serde_json::to_string_pretty(&tree).unwrap_or_default();
    text.push('\n');
    text
}

/// A set from a file: a set of scenarios, or the facts of one enterprise.
///
/// # Errors
///
/// What is wrong with it, a line each.
pub fn opened(calculator: &Calculator, text: &str) -> Result<Set, Vec<String>> {
    use crate::base::FileId;
    use crate::enterprise::{FactProblem, tree};
    let lines = |found: Vec<Diagnostic>| found.iter().map(told).collect::<Vec<String>>();
    let tree = tree(text, FileId(0))
        .map_err(|found| lines(found.iter().map(FactProblem::diagnostic).collect()))?;
    let book = calculator.law();
    let read = ScenarioSet::read(book, &tree, &mut super::files::NoFiles).map_err(lines)?;
    let columns = read.scenarios.iter().map(|entry| Column {
        name: Rc::from(entry.name.as_str()),
        members: entry
            .enterprises
            .iter()
            .map(|one| member(calculator, &entry.patches, one))
            .collect(),
        period: Rc::from(entry.period.to_string()),
        changes: entry
            .patches
            .changes
            .iter()
            .map(|change| Rc::from(written(change)))
            .collect(),
    });
    let columns: Vec<Column> = columns.take(super::state::MOST).collect();
    Ok(Set {
        title: Rc::from(read.title.as_deref().unwrap_or_default()),
        reference: read.reference,
        way: (read.reference, columns.len().saturating_sub(1)),
        columns,
    })
}

fn member(calculator: &Calculator, patches: &Patches, enterprise: &Enterprise) -> Rc<Member> {
    let book = patches.asking(calculator.law());
    let form = form_of(&book, enterprise);
    let name = Rc::from(enterprise.name.as_deref().unwrap_or_default());
    Rc::new(Member::named(&book, name, &form))
}
