//! [`Draft`] to [`Rulebook`]: names resolved, units and types checked, no
//! cycles, every dated value cited.
//!
//! Takes a draft; gives a rulebook and diagnostics. Guarantees, if it gives a rulebook: every id in it
//! points at something of the same rulebook, formulas are well-typed and their units agree, amounts
//! read each other without cycles, histories stand in order, and every figure names its clause or is
//! marked as an assumption. Leaves dates, levers and facts alone: that is `program`'s and `eval`'s.
//! Never stops at the first error.

pub mod codes;
pub mod expr;
pub mod history;
pub mod rulebook;
mod scope;
mod facts;
pub(crate) mod parameters;
mod amounts;
pub(crate) mod levers;
mod extension;
mod typing;
mod calls;
mod units;
pub(crate) mod bounds;
mod cycles;
mod usage;

pub use expr::Formula;
pub use history::{Grade, History, Law};
pub use rulebook::Rulebook;

use crate::base::Diagnostic;
use crate::rulebook::Draft;
use crate::rulebook::draft::Name;
use rulebook::BookInfo;
use scope::Scope;

/// Checks a draft; `hash` identifies the text it was read from.
///
/// # Errors
///
/// Gives no rulebook if any diagnostic is an error, or if the draft is not all that was written;
/// warnings come beside a rulebook. That a record which could not be read is not there is not said
/// again at each of its uses.
pub fn check(draft: &Draft, hash: &str) -> (Option<Rulebook>, Vec<Diagnostic>) {
    let (rulebook, mut found) = check_whole(draft, hash);
    let whole = !draft.incomplete && draft.left_out.is_empty();
    found.retain(|diagnostic| whole || !is_no_news(draft, diagnostic));
    (rulebook.filter(|_| whole), found)
}

/// Whether a diagnostic only says that something is missing which could not be read.
fn is_no_news(draft: &Draft, diagnostic: &Diagnostic) -> bool {
    let names = |name: &Name| diagnostic.message.ends_with(&format!(" `{}`", name.value));
    diagnostic.code == scope::UNKNOWN && (draft.incomplete || draft.left_out.iter().any(names))
}

/// Checks a draft laid over a sound rulebook: the same checks, and the draft's records come after those
/// of the rulebook, which keep their ids. What is known of the rulebook is not worked out again.
///
/// # Errors
///
/// As [`check`], and `R0110` for a name the rulebook has already.
pub(crate) fn extend(base: &Rulebook, draft: &Draft) -> (Option<Rulebook>, Vec<Diagnostic>) {
    let mut found = extension::taken(base, draft);
    let (rulebook, more) = check_over(Some(base), draft, Some(base.info.clone()));
    found.extend(more.into_iter().filter(|one| !is_no_news(draft, one)));
    let refused = found.iter().any(Diagnostic::is_error);
    (rulebook.filter(|_| !refused), found)
}

fn check_whole(draft: &Draft, hash: &str) -> (Option<Rulebook>, Vec<Diagnostic>) {
    let info = draft.book.as_ref().map(|book| BookInfo {
        id: book.id.value.clone(),
        version: book.version.clone(),
        hash: hash.to_owned(),
        title: book.title.clone(),
        from: book.from.value,
        to: book.to.value,
        presets: book
            .presets
            .iter()
            .map(|preset| preset.value.clone())
            .collect(),
    });
    check_over(None, draft, info)
}

fn check_over(
    base: Option<&Rulebook>,
    draft: &Draft,
    info: Option<BookInfo>,
) -> (Option<Rulebook>, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let mut scope = Scope::declare(base, draft, &mut found);
    facts::fill(&mut scope, draft, &mut found);
    parameters::fill(&mut scope, draft, &mut found);
    let (amounts, levers) = amounts::fill(&scope, base, draft, &mut found);
    let amount_order = cycles::order(&amounts, &levers, &mut found);
    let Some(info) = info else {
        return (None, found);
    };
    let rulebook = Rulebook {
        info,
        documents: scope.documents,
        sections: scope.sections,
        subjects: scope.subjects,
        choices: scope.choices,
        groups: scope.groups,
        facts: scope.facts,
        fact_slots: scope.fact_slots,
        parameters: scope.parameters,
        amounts,
        amount_order,
        levers,
        names: scope.names,
    };
    if found.iter().any(Diagnostic::is_error) {
        return (None, found);
    }
    bounds::check(&rulebook, &mut found);
    usage::check(&rulebook, draft, &mut found);
    let refused = found.iter().any(Diagnostic::is_error);
    (if refused { None } else { Some(rulebook) }, found)
}
