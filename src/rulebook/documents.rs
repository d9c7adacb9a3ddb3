//! What the other records point at: documents, sections of forms, subjects of levers, choice types.

use super::draft::{ChoiceDraft, DocumentDraft, LabelDraft, Name};
use super::reader::Record;
use crate::base::Diagnostic;

/// `[document.…]`.
pub(super) fn document(id: Option<Name>, mut record: Record<'_>) -> Option<DocumentDraft> {
    let number = record.string("number");
    let title = record.text("title");
    let national = record
        .required("kind")
        .and_then(|kind| kind.word(&[("document", false), ("national", true)]));
    let issued = record.date_if_any("issued");
    let in_force = record.date_if_any("in_force");
    let to = record.date_if_any("to");
    let note = record.text_if_any("note");
    if let (Some(from), Some(to)) = (&in_force, &to)
        && to.value < from.value
    {
        record.report(
            Diagnostic::error("R0115", "the document ends before it comes into force")
                .at(to.place, "last day")
                .at(from.place, "first day"),
        );
    }
    record.finish()?;
    Some(DocumentDraft {
        id: id?,
        number: number?.value,
        title: title?,
        national: national?.value,
        issued: issued.map(|date| date.value),
        in_force: in_force.map(|date| date.value),
        to: to.map(|date| date.value),
        note,
    })
}

/// `[section.…]` and `[subject.…]`.
pub(super) fn label(id: Option<Name>, mut record: Record<'_>) -> Option<LabelDraft> {
    let label = record.text("label");
    record.finish()?;
    Some(LabelDraft {
        id: id?,
        label: label?,
    })
}

/// `[choice.…]`: options in the order written.
pub(super) fn choice(id: Option<Name>, mut record: Record<'_>) -> Option<ChoiceDraft> {
    let label = record.text("label");
    let options = record.required("options").and_then(|value| {
        let entries = value.entries()?;
        if entries.is_empty() {
            let message = format!("{} has no options", record.what());
            record.report(Diagnostic::error("R0116", message).at(value.place, ""));
        }
        Some(entries)
    });
    let options = options.unwrap_or_default().into_iter();
    let options = options
        .filter_map(|(id, value)| {
            let label = value.text()?;
            Some(LabelDraft { id, label })
        })
        .collect();
    record.finish()?;
    Some(ChoiceDraft {
        id: id?,
        label: label?,
        options,
    })
}
