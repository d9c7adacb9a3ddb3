//! One scenario of a set, read from a tree.

use super::set::{Entry, Named, Own, ScenarioSet, enterprise, name_of, shape, within};
use crate::base::diagnostic::nearest;
use crate::base::{Diagnostic, Period};
use crate::check::Rulebook;
use crate::enterprise::{Enterprise, FactProblem, Raw, RawValue};
use crate::report::request::period;
use crate::scenario::Patches;
use crate::scenario::compare::carried;

const ENTRY: [&str; 8] = [
    "name", "like", "facts", "with", "period", "patch", "changes", "rules",
];

pub(super) fn unknown_keys(tree: &RawValue, known: &[&str], found: &mut Vec<Diagnostic>) {
    let Raw::Table(entries) = &tree.raw else {
        return;
    };
    for (key, _) in entries
        .iter()
        .filter(|(key, _)| !known.contains(&key.name.as_str()))
    {
        let why = shape(
            &format!("a set of scenarios has no `{}`", key.name),
            key.place,
        );
        found.push(match nearest(&key.name, known.iter().copied()) {
            Some(near) => why.help(format!("did you mean `{near}`?")),
            None => why.help(format!("its keys are {}", known.join(", "))),
        });
    }
}

/// What a list holds; anything else is a list of itself.
fn items(tree: &RawValue) -> impl Iterator<Item = &RawValue> {
    match &tree.raw {
        Raw::List(items) => items.iter(),
        _ => std::slice::from_ref(tree).iter(),
    }
}

/// Lays facts that are different over an enterprise.
fn lay(book: &Rulebook, enterprise: &mut Enterprise, different: &Enterprise) {
    for group in book.groups.ids() {
        if different.rows(group).is_some() {
            enterprise.set_rows(book, group, Some(0));
            enterprise.set_rows(book, group, different.rows(group));
        }
    }
    different
        .stated()
        .for_each(|(slot, cell)| enterprise.set(slot, Some(cell)));
}

/// Reads one scenario of a set.
pub(super) struct Reader<'a> {
    pub(super) book: &'a Rulebook,
    pub(super) open: &'a mut dyn Named,
    pub(super) found: &'a mut Vec<Diagnostic>,
    pub(super) number: usize,
}

impl Reader<'_> {
    /// One scenario of a list, where those before it are in the set.
    pub(super) fn entry(&mut self, tree: &RawValue, set: &ScenarioSet) -> Option<Entry> {
        if !matches!(tree.raw, Raw::Table(_)) {
            self.found.push(shape(
                &format!("scenario {} is no table", self.number),
                tree.place,
            ));
            return None;
        }
        let before = self.found.len();
        unknown_keys(tree, &ENTRY, self.found);
        let like = tree
            .get("like")
            .and_then(RawValue::as_text)
            .map(|name| set.position(name));
        let like = match like {
            Some(Ok(at)) => set.scenarios.get(at),
            Some(Err(why)) => {
                self.found.push(why);
                return None;
            }
            None => None,
        };
        let members = tree.get("facts").map(|facts| self.members(facts));
        let members = match members {
            Some(members) => Some(members?),
            None => None,
        };
        let mut patches = like.map(|like| like.patches.clone()).unwrap_or_default();
        // Files of a group may carry changes of their own; those of the first count for all.
        let first = members.iter().flatten().next();
        if let Some(filed) = first.and_then(|first| first.get("patch")) {
            match Patches::read(filed) {
                Ok(filed) => patches.changes.extend(filed.changes),
                Err(problems) => self.found.extend(problems),
            }
        }
        self.changes(tree, &mut patches);
        let own = self.rules(tree, like).ok()?;
        let book = own.as_ref().map_or(self.book, |own| own.engine.rulebook());
        // Facts may be of a reform's own making, so they are read by the rulebook with it.
        let asking = patches.asking(book);
        let mut enterprises = match (&members, like) {
            (Some(members), _) => self.stated(&asking, members)?,
            (None, Some(like)) => {
                let theirs = like.rules.as_ref();
                let theirs = theirs.map_or(self.book, |own| own.engine.rulebook());
                let was = like.patches.asking(theirs);
                carried(&was, &asking, &like.enterprises).into_owned()
            }
            (None, None) => {
                let message = format!("scenario {} has no facts", self.number);
                self.found.push(shape(&message, tree.place));
                return None;
            }
        };
        if let Some(with) = tree.get("with") {
            let different = enterprise(&asking, with, &FactProblem::diagnostic);
            match different {
                Ok(different) => enterprises
                    .iter_mut()
                    .for_each(|one| lay(&asking, one, &different)),
                Err(problems) => self.found.extend(problems),
            }
        }
        let months = self.period(book, tree, like, &enterprises);
        let refused = self.found.iter().skip(before).any(Diagnostic::is_error);
        let months = months.filter(|_| !refused)?;
        let name = tree.get("name").and_then(RawValue::as_text).map(str::trim);
        let name = name.filter(|name| !name.is_empty()).map(str::to_owned);
        Some(Entry {
            name: name.unwrap_or_else(|| name_of(&enterprises, months)),
            enterprises,
            period: months,
            patches,
            rules: own,
        })
    }

    /// The rulebook of its own, if it has one; what it names may be none, which is said.
    fn rules(&mut self, tree: &RawValue, like: Option<&Entry>) -> Result<Option<Own>, ()> {
        let Some(name) = tree.get("rules") else {
            return Ok(like.and_then(|like| like.rules.clone()));
        };
        match name.as_text().map(|name| self.open.rules(name)) {
            Some(Ok(own)) => Ok(Some(own)),
            Some(Err(problems)) => {
                self.found.extend(problems);
                Err(())
            }
            None => {
                let message = "`rules` does not name a rulebook";
                self.found.push(shape(message, name.place));
                Err(())
            }
        }
    }

    /// The facts of a scenario, each as a tree.
    fn members(&mut self, tree: &RawValue) -> Option<Vec<RawValue>> {
        let members: Vec<&RawValue> = items(tree).collect();
        if members.is_empty() {
            self.found
                .push(shape("a group has no enterprises", tree.place));
            return None;
        }
        if let Err(why) = within(members.len()) {
            self.found.push(why);
            return None;
        }
        let before = self.found.len();
        let mut read = Vec::new();
        for member in members {
            let opened = match member.as_text() {
                Some(text) => self.open.facts(text),
                None => Ok(member.clone()),
            };
            match opened {
                Ok(tree) => read.push(tree),
                Err(problems) => self.found.extend(problems),
            }
        }
        (self.found.len() == before).then_some(read)
    }

    /// The enterprises of trees.
    fn stated(&mut self, book: &Rulebook, members: &[RawValue]) -> Option<Vec<Enterprise>> {
        let before = self.found.len();
        let mut read = Vec::new();
        for tree in members {
            match enterprise(book, tree, &FactProblem::diagnostic) {
                Ok(enterprise) => read.push(enterprise),
                Err(problems) => self.found.extend(problems),
            }
        }
        (self.found.len() == before).then_some(read)
    }

    fn changes(&mut self, tree: &RawValue, patches: &mut Patches) {
        for name in tree.get("patch").into_iter().flat_map(items) {
            match name.as_text().map(|name| self.open.reform(name)) {
                Some(Ok(reform)) => patches.push_reform(reform),
                Some(Err(problems)) => self.found.extend(problems),
                None => self
                    .found
                    .push(shape("`patch` is no list of reforms", name.place)),
            }
        }
        let Some(changes) = tree.get("changes") else {
            return;
        };
        let texts = match &changes.raw {
            Raw::List(texts) => texts
                .iter()
                .map(RawValue::as_text)
                .collect::<Option<Vec<&str>>>(),
            _ => None,
        };
        match texts {
            Some(texts) => {
                for text in texts {
                    let refused = match self.open.change(text) {
                        Some(file) => patches.push_text_of(text, file).err(),
                        None => patches.push_text(text).err().map(|why| vec![why]),
                    };
                    self.found.extend(refused.into_iter().flatten());
                }
            }
            None => self
                .found
                .push(shape("`changes` is no list of texts", changes.place)),
        }
    }

    fn period(
        &mut self,
        book: &Rulebook,
        tree: &RawValue,
        like: Option<&Entry>,
        enterprises: &[Enterprise],
    ) -> Option<Period> {
        let asked = tree.get("period").and_then(RawValue::as_text);
        match (asked, like) {
            (None, Some(like)) => Some(like.period),
            _ => {
                let stated = enterprises.first().cloned().unwrap_or_default();
                period(book, asked, &stated, self.found)
            }
        }
    }
}
