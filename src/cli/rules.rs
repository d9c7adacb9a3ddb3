//! `rules check`, `rules list`, `rules show`: a rulebook from the outside.

use std::path::Path;

use serde::Serialize;

use super::args::{Format, Kind};
use super::system::{self, FolderRules};
use super::words::Words;
use super::{Answer, json, render};
use super::{lists, show};
use crate::base::Diagnostic;
use crate::base::diagnostic::nearest;
use crate::check::Rulebook;
use crate::report::open::{Opened, open_rules};
use crate::report::{
    AmountEntry, BookReport, CatalogueReport, CheckReport, DiagnosticReport, DocumentEntry, ENGINE,
    FactEntry, LeverEntry, ParameterEntry,
};
use crate::rulebook::archive::unpack;
use crate::rulebook::released::{RELEASED, released};
use crate::rulebook::{EmbeddedRules, MapRules};

/// The rulebook in a folder or in one file, a released one by version or hash, or the one built in.
pub(super) fn open(dir: Option<&Path>) -> Opened {
    let Some(dir) = dir else {
        return open_rules(&EmbeddedRules);
    };
    if let Some(packed) = system::packed(dir) {
        let files: MapRules = unpack(&packed).collect();
        return open_rules(&files);
    }
    match FolderRules::open(dir) {
        Ok(files) => open_rules(&files),
        Err(why) => {
            if let Some(found) = dir.to_str().and_then(released) {
                let files: MapRules = unpack(found.text).collect();
                return open_rules(&files);
            }
            let message = format!("there is no rulebook in `{}`: {why}", dir.display());
            let known = RELEASED.iter().map(|one| one.version);
            let known: Vec<&str> = known.collect();
            let help = format!("released ones go by version or hash: {}", known.join(", "));
            Opened::refused(Diagnostic::error("Q0101", message).help(help))
        }
    }
}

/// A rulebook without errors, or the answer that says why there is none.
pub(super) fn usable(
    opened: &Opened,
    format: Format,
    refuse: impl FnOnce(Vec<DiagnosticReport>) -> String,
) -> Result<&Rulebook, Answer> {
    opened.book.as_ref().ok_or_else(|| match format {
        Format::Json => Answer::refused_json(refuse(opened.reports())),
        Format::Table => Answer::refused(render::all(&opened.errors(), &opened.sources)),
    })
}

/// `rules check`.
pub(super) fn check(dir: Option<&Path>, concise: bool, format: Format, words: Words) -> Answer {
    let opened = open(dir);
    let info = opened.book.as_ref().map(|book| &book.info);
    let report = CheckReport::new(info, opened.reports());
    let refused = !report.ok;
    if format == Format::Json {
        return Answer {
            out: json(&report),
            refused,
            ..Answer::default()
        };
    }
    let mut out = String::new();
    if let Some(book) = &opened.book {
        out.push_str(&summary(book, words));
    }
    let (errors, warnings) = (report.errors, report.warnings);
    out.push_str(&match (errors, warnings, words.say("zh", "en")) {
        (0, 0, "zh") => "没有问题。\n".to_owned(),
        (0, 0, _) => "no problems\n".to_owned(),
        (_, _, "zh") => format!("{errors} 个错误，{warnings} 个警告。\n"),
        _ => format!("{errors} errors, {warnings} warnings\n"),
    });
    Answer {
        out,
        err: if concise {
            render::concise(&opened.diagnostics, &opened.sources)
        } else {
            render::all(&opened.diagnostics, &opened.sources)
        },
        refused,
    }
}

fn summary(book: &Rulebook, words: Words) -> String {
    let info = BookReport::from(&book.info);
    let mut out = title(&info, words);
    let counts = [
        (words.say("文件", "documents"), book.documents.len()),
        (words.say("事实", "facts"), book.facts.len()),
        (words.say("参数", "parameters"), book.parameters.len()),
        (words.say("金额", "amounts"), book.amounts.len()),
        (words.say("政策", "levers"), book.levers.len()),
    ];
    let counts = counts.map(|(name, count)| format!("{name} {count}"));
    out.push_str(&words.list(&counts));
    out.push('\n');
    out
}

/// The line that names a rulebook.
pub(super) fn title(info: &BookReport, words: Words) -> String {
    let hash = info.hash.get(..12).unwrap_or(&info.hash);
    format!(
        "{} · {} {} · {hash}\n",
        words.text(&info.title),
        info.id,
        info.version
    )
}

/// `rules list`.
pub(super) fn list(dir: Option<&Path>, kind: Option<Kind>, format: Format, words: Words) -> Answer {
    let opened = open(dir);
    let refuse = |found| json(&CatalogueReport::refused(found));
    let book = match usable(&opened, format, refuse) {
        Ok(book) => book,
        Err(answer) => return answer,
    };
    let catalogue = only(CatalogueReport::new(book, opened.reports()), kind);
    let out = match format {
        Format::Json => json(&catalogue),
        Format::Table => lists::all(&catalogue, words),
    };
    Answer::done(out)
}

/// Leaves the records of one kind.
fn only(mut catalogue: CatalogueReport, kind: Option<Kind>) -> CatalogueReport {
    let Some(kind) = kind else { return catalogue };
    let shapes: &[&str] = match kind {
        Kind::Parameter => &["number", "bool", "date"],
        Kind::Table => &["brackets", "byChoice"],
        Kind::Reading => &["reading"],
        _ => &[],
    };
    catalogue.subjects = None;
    catalogue.documents = catalogue.documents.filter(|_| kind == Kind::Document);
    catalogue.facts = catalogue.facts.filter(|_| kind == Kind::Fact);
    catalogue.amounts = catalogue.amounts.filter(|_| kind == Kind::Amount);
    catalogue.levers = catalogue.levers.filter(|_| kind == Kind::Lever);
    catalogue.parameters = catalogue
        .parameters
        .filter(|_| !shapes.is_empty())
        .map(|all| {
            all.into_iter()
                .filter(|one| shapes.contains(&one.shape))
                .collect()
        });
    catalogue
}

/// One record, whatever its kind.
#[derive(Serialize)]
struct Shown {
    engine: &'static str,
    rulebook: Option<BookReport>,
    kind: Option<&'static str>,
    record: Option<Record>,
    diagnostics: Vec<DiagnosticReport>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Record {
    Document(DocumentEntry),
    Fact(FactEntry),
    Parameter(Box<ParameterEntry>),
    Amount(Box<AmountEntry>),
    Lever(Box<LeverEntry>),
}

/// `rules show`.
pub(super) fn show(dir: Option<&Path>, id: &str, format: Format, words: Words) -> Answer {
    let shown = |rulebook, found: Option<Record>, diagnostics| {
        json(&Shown {
            engine: ENGINE,
            rulebook,
            kind: found.as_ref().map(Record::kind),
            record: found,
            diagnostics,
        })
    };
    let opened = open(dir);
    let book = match usable(&opened, format, |found| shown(None, None, found)) {
        Ok(book) => book,
        Err(answer) => return answer,
    };
    let catalogue = CatalogueReport::new(book, Vec::new());
    let known = ids(&catalogue);
    let Some(record) = find(catalogue, id) else {
        let near = nearest(id, known.iter().map(String::as_str));
        let info = || Some((&book.info).into());
        return no_record(id, near, format, &opened, |found| {
            shown(info(), None, found)
        });
    };
    let out = match format {
        Format::Json => shown(Some((&book.info).into()), Some(record), opened.reports()),
        Format::Table => match &record {
            Record::Document(document) => show::document(document, words),
            Record::Fact(fact) => show::fact(fact, words),
            Record::Parameter(parameter) => show::parameter(parameter, words),
            Record::Amount(amount) => show::amount(amount, words),
            Record::Lever(lever) => show::lever(lever, words),
        },
    };
    Answer::done(out)
}

/// There is no record of that id: for people with the name that is near, or inside the JSON.
pub(super) fn no_record(
    id: &str,
    near: Option<&str>,
    format: Format,
    opened: &Opened,
    shown: impl FnOnce(Vec<DiagnosticReport>) -> String,
) -> Answer {
    let mut unknown = Diagnostic::error("Q0108", format!("the rulebook has no `{id}`"));
    if let Some(near) = near {
        unknown = unknown.help(format!("did you mean `{near}`?"));
    }
    match format {
        Format::Json => {
            let report = DiagnosticReport::new(&unknown, &opened.sources);
            Answer::refused_json(shown(vec![report]))
        }
        Format::Table => Answer::refused(render::all(&[unknown], &opened.sources)),
    }
}

impl Record {
    fn kind(&self) -> &'static str {
        match self {
            Record::Document(_) => "document",
            Record::Fact(_) => "fact",
            Record::Parameter(_) => "parameter",
            Record::Amount(_) => "amount",
            Record::Lever(_) => "lever",
        }
    }
}

fn ids(catalogue: &CatalogueReport) -> Vec<String> {
    let mut ids = Vec::new();
    ids.extend(
        catalogue
            .documents
            .iter()
            .flatten()
            .map(|one| one.id.clone()),
    );
    ids.extend(catalogue.facts.iter().flatten().map(|one| one.id.clone()));
    ids.extend(
        catalogue
            .parameters
            .iter()
            .flatten()
            .map(|one| one.id.clone()),
    );
    ids.extend(catalogue.amounts.iter().flatten().map(|one| one.id.clone()));
    ids.extend(catalogue.levers.iter().flatten().map(|one| one.id.clone()));
    ids
}

fn find(catalogue: CatalogueReport, id: &str) -> Option<Record> {
    let documents = catalogue.documents.into_iter().flatten();
    let facts = catalogue.facts.into_iter().flatten();
    let parameters = catalogue.parameters.into_iter().flatten();
    let amounts = catalogue.amounts.into_iter().flatten();
    let levers = catalogue.levers.into_iter().flatten();
    documents
        .map(|one| (one.id.clone(), Record::Document(one)))
        .chain(facts.map(|one| (one.id.clone(), Record::Fact(one))))
        .chain(parameters.map(|one| (one.id.clone(), Record::Parameter(Box::new(one)))))
        .chain(amounts.map(|one| (one.id.clone(), Record::Amount(Box::new(one)))))
        .chain(levers.map(|one| (one.id.clone(), Record::Lever(Box::new(one)))))
        .find_map(|(known, record)| (known == id).then_some(record))
}
