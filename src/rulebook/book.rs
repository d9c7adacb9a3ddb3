//! `[book]`: what the book is called, which months it covers, which files it is made of.

use super::draft::{BookDraft, Name};
use super::reader::Record;
use super::value::Value;
use crate::base::Diagnostic;

/// The book and the files it lists; the list stands even where the rest cannot be read.
pub(super) fn read(mut record: Record<'_>) -> (Option<BookDraft>, Vec<Name>) {
    let id = record.string("id");
    let version = record.string("version");
    let title = record.text("title");
    let from = record.required("from").and_then(Value::month);
    let to = record.required("to").and_then(Value::month);
    let files = record.required("files").map(names).unwrap_or_default();
    let presets = record.field("presets").map(names).unwrap_or_default();
    if let (Some(from), Some(to)) = (&from, &to)
        && to.value < from.value
    {
        record.report(
            Diagnostic::error("R0115", "the book's last month lies before its first")
                .at(to.place, "last month")
                .at(from.place, "first month"),
        );
    }
    let whole = record.finish();
    let book = (|| {
        whole?;
        Some(BookDraft {
            id: id?,
            version: version?.value,
            title: title?,
            from: from?,
            to: to?,
            presets,
        })
    })();
    (book, files)
}

fn names(value: Value<'_>) -> Vec<Name> {
    let items = value.list().unwrap_or_default();
    items.into_iter().filter_map(Value::string).collect()
}
