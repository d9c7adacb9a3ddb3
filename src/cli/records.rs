//! Tables for other programs: comma-separated values as RFC 4180 has them.

use std::borrow::Cow;

use crate::base::Decimal;

/// What programs for tables take for the beginning of a formula, and what they leave out before it.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// Lines of fields.
pub(super) struct Records {
    writer: csv::Writer<Vec<u8>>,
}

impl Records {
    /// With the names of the columns.
    pub(super) fn new<T: AsRef<str>>(head: impl IntoIterator<Item = T>) -> Records {
        let mut builder = csv::WriterBuilder::new();
        let writer = builder.terminator(csv::Terminator::CRLF).flexible(true);
        let mut records = Records {
            writer: writer.from_writer(Vec::new()),
        };
        records.row(head);
        records
    }

    /// Adds a line.
    pub(super) fn row<T: AsRef<str>>(&mut self, fields: impl IntoIterator<Item = T>) {
        let fields: Vec<T> = fields.into_iter().collect();
        let fields = fields
            .iter()
            .map(|field| harmless(field.as_ref()).into_owned());
        // Invariant: writing to memory does not fail, and lines may differ in length.
        let _ = self.writer.write_record(fields);
    }

    /// All lines.
    pub(super) fn text(self) -> String {
        let bytes = self.writer.into_inner().unwrap_or_default();
        // Invariant: every field was text.
        String::from_utf8(bytes).unwrap_or_default()
    }
}

/// A text that begins like a formula, made one that does not: a program for tables would compute it.
/// Numbers stay as they are.
fn harmless(field: &str) -> Cow<'_, str> {
    if field.starts_with(FORMULA) && Decimal::parse(field).is_none() {
        Cow::Owned(format!("'{field}"))
    } else {
        Cow::Borrowed(field)
    }
}

#[cfg(test)]
mod tests {
    use super::Records;

    #[test]
    fn what_begins_like_a_formula_is_a_text_and_a_number_stays_one() {
        let mut table = Records::new(["=name", "value"]);
        table.row(["@sum(A1), \"x\"", "-12.50"]);
        table.row(["+86", "- 3"]);
        assert_eq!(
            table.text(),
            "'=name,value\r\n\"'@sum(A1), \"\"x\"\"\",-12.50\r\n+86,'- 3\r\n"
        );
    }
}
