//! What a set of scenarios may name in the page: nothing beside itself, for it comes alone.

use std::sync::Arc;

use crate::base::{Diagnostic, FileId};
use crate::enterprise::RawValue;
use crate::report::compare::set::Named;
use crate::rulebook::{Reform, read_reform};

/// A file chosen in the browser brings no others along; texts of reforms stand in it whole.
pub struct NoFiles;

impl Named for NoFiles {
    fn facts(&mut self, text: &str) -> Result<RawValue, Vec<Diagnostic>> {
        let why = Diagnostic::error("Q0101", format!("the file `{text}` is not at hand"));
        Err(vec![why.help(
            "write the facts into the set, or compare on the command line",
        )])
    }

    fn reform(&mut self, text: &str) -> Result<Arc<Reform>, Vec<Diagnostic>> {
        let (reform, found) = read_reform(text, FileId(0));
        reform.map(Arc::new).ok_or(found)
    }
}
