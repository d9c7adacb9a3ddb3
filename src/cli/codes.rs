//! What the codes of diagnostics mean.

use serde::Serialize;

use super::args::Format;
use super::table::{Align, Table};
use super::{Answer, json};
use crate::base::diagnostic::nearest;
use crate::check;
use crate::enterprise;
use crate::report::codes as questions;
use crate::rulebook::codes::{CODES, CodePage};
use crate::scenario::codes as scenario;

#[derive(Serialize)]
struct PageReport {
    code: &'static str,
    title: &'static str,
    text: &'static str,
}

/// Every code, in order.
fn pages() -> impl Iterator<Item = &'static CodePage> {
    CODES
        .iter()
        .chain(check::codes::CODES)
        .chain(enterprise::CODES)
        .chain(scenario::CODES)
        .chain(questions::CODES)
}

/// One code's page, or the list of all.
pub(super) fn explain(code: Option<&str>, format: Format) -> Answer {
    let found: Vec<&CodePage> = pages()
        .filter(|page| code.is_none_or(|code| page.code.eq_ignore_ascii_case(code)))
        .collect();
    if let Some(code) = code.filter(|_| found.is_empty()) {
        let near = nearest(code, pages().map(|page| page.code));
        let help = near.map_or(String::new(), |near| {
            format!("\n  help: did you mean `{near}`?")
        });
        return Answer::refused(format!("error: there is no code `{code}`{help}\n"));
    }
    let out = match (format, code, found.as_slice()) {
        (Format::Json, ..) => {
            let report = |page: &&CodePage| PageReport {
                code: page.code,
                title: page.title,
                text: page.text,
            };
            json(&found.iter().map(report).collect::<Vec<_>>())
        }
        (Format::Table, Some(_), [page, ..]) => {
            format!("{}: {}\n\n{}\n", page.code, page.title, page.text)
        }
        _ => {
            let mut table = Table::new([("code", Align::Left), ("title", Align::Left)]);
            for page in found {
                table.row([page.code.to_owned(), page.title.to_owned()]);
            }
            table.print()
        }
    };
    Answer::done(out)
}
