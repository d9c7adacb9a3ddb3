//! `--patch` and `--set`: what is laid over the rulebook.

use std::path::Path;
use std::sync::Arc;

use super::args::PatchArgs;
use super::system;
use super::words::Words;
use crate::base::Diagnostic;
use crate::rulebook::reform::LIMIT;
use crate::rulebook::{Reform, Sources, read_reform};
use crate::scenario::Patches;

/// The reforms of the files, then the changes, in order. Texts are added to `sources`, which must be
/// those of the rulebook, so that a problem can point into both.
pub(super) fn patches(
    asked: &PatchArgs,
    sources: &mut Sources,
) -> Result<Patches, Vec<Diagnostic>> {
    let mut patches = Patches::default();
    let mut found = Vec::new();
    for path in &asked.patch {
        match reform(path, sources) {
            Ok(reform) => patches.push_reform(reform),
            Err(why) => found.extend(why),
        }
    }
    for text in &asked.set {
        let file = sources.add("--set", Arc::from(text.as_str()));
        let refused = patches.push_text_of(text, file).err();
        found.extend(refused.into_iter().flatten());
    }
    if found.is_empty() {
        Ok(patches)
    } else {
        Err(found)
    }
}

/// One reform; every problem, if there is an error among them.
pub(super) fn reform(path: &Path, sources: &mut Sources) -> Result<Arc<Reform>, Vec<Diagnostic>> {
    let shown = path.display();
    let text = system::read_within(path, LIMIT).map_err(|why| {
        vec![match why {
            system::Unread::TooLong(size) => {
                let message = format!("`{shown}` has {size} bytes, a reform at most {LIMIT}");
                Diagnostic::error("P0105", message)
                    .help("a reform holds what changes; a whole rulebook goes to `--rules`")
            }
            system::Unread::Because(why) => {
                Diagnostic::error("Q0101", format!("cannot read the reform `{shown}`: {why}"))
            }
        }]
    })?;
    let file = sources.add(&shown.to_string(), Arc::from(text.as_str()));
    let (reform, found) = read_reform(&text, file);
    match reform {
        Some(reform) if !found.iter().any(Diagnostic::is_error) => Ok(Arc::new(reform)),
        _ => Err(found),
    }
}

/// What to call a change that is the text of a reform: its title, id and day.
pub(super) fn title(change: &str, words: Words) -> Option<String> {
    let mut patches = Patches::default();
    patches.push_text(change).ok()?;
    let reform = patches.reforms().next()?;
    let title = words.say(&reform.title.zh, &reform.title.en);
    let day = reform.date.map(|day| day.to_string());
    let aside: Vec<String> = [Some(reform.id.value.clone()), day]
        .into_iter()
        .flatten()
        .collect();
    Some(words.beside(title, &words.list(&aside)))
}
