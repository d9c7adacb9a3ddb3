//! Text in aligned columns; a Chinese character is two cells wide.

use unicode_width::UnicodeWidthStr;

/// Which edge of its column a text keeps to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Align {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// Rows under a header.
#[derive(Debug)]
pub(super) struct Table {
    columns: Vec<(String, Align)>,
    rows: Vec<Row>,
}

#[derive(Debug)]
enum Row {
    Cells(Vec<String>),
    /// A line that belongs to the row above it, indented.
    Remark(String),
    Rule,
}

impl Table {
    /// No rows yet.
    pub(super) fn new<const N: usize>(columns: [(&str, Align); N]) -> Table {
        Table {
            columns: columns.map(|(head, align)| (head.to_owned(), align)).into(),
            rows: Vec::new(),
        }
    }

    /// No rows yet, as many columns as there are.
    pub(super) fn of(columns: Vec<(String, Align)>) -> Table {
        Table {
            columns,
            rows: Vec::new(),
        }
    }

    /// Adds a row of a cell a column.
    pub(super) fn cells(&mut self, cells: Vec<String>) {
        self.rows.push(Row::Cells(cells));
    }

    /// Adds a row.
    pub(super) fn row<const N: usize>(&mut self, cells: [String; N]) {
        self.rows.push(Row::Cells(cells.into()));
    }

    /// Adds a line under the last row.
    pub(super) fn remark(&mut self, text: impl Into<String>) {
        self.rows.push(Row::Remark(text.into()));
    }

    /// Adds a ruled line.
    pub(super) fn rule(&mut self) {
        self.rows.push(Row::Rule);
    }

    /// Whether it has no rows.
    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The table as lines, each ended.
    pub(super) fn print(&self) -> String {
        let widths: Vec<usize> = self
            .columns
            .iter()
            .enumerate()
            .map(|(at, (head, _))| self.width(at).max(head.width()))
            .collect();
        let whole = widths.iter().sum::<usize>() + 2 * widths.len().saturating_sub(1);
        let ruled = "─".repeat(whole);
        let heads: Vec<String> = self.columns.iter().map(|(head, _)| head.clone()).collect();
        let mut out = self.line(&heads, &widths);
        out.push_str(&ruled);
        out.push('\n');
        for row in &self.rows {
            match row {
                Row::Cells(cells) => out.push_str(&self.line(cells, &widths)),
                Row::Remark(text) => {
                    out.push_str("    ");
                    out.push_str(text);
                    out.push('\n');
                }
                Row::Rule => {
                    out.push_str(&ruled);
                    out.push('\n');
                }
            }
        }
        out
    }

    fn width(&self, column: usize) -> usize {
        let cells = self.rows.iter().filter_map(|row| match row {
            Row::Cells(cells) => cells.get(column),
            _ => None,
        });
        cells.map(|cell| cell.width()).max().unwrap_or(0)
    }

    fn line(&self, cells: &[String], widths: &[usize]) -> String {
        let mut line = String::new();
        for ((cell, width), (_, align)) in cells.iter().zip(widths).zip(&self.columns) {
            if !line.is_empty() {
                line.push_str("  ");
            }
            let space = " ".repeat(width.saturating_sub(cell.width()));
            match align {
                Align::Left => {
                    line.push_str(cell);
                    line.push_str(&space);
                }
                Align::Right => {
                    line.push_str(&space);
                    line.push_str(cell);
                }
            }
        }
        let mut line = line.trim_end().to_owned();
        line.push('\n');
        line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_align_where_characters_are_two_cells_wide() {
        let mut table = Table::new([("项目", Align::Left), ("元", Align::Right)]);
        table.row(["养老保险费".to_owned(), "1,234.50".to_owned()]);
        table.row(["rate".to_owned(), "7".to_owned()]);
        table.remark("（十三）");
        let lines: Vec<String> = table.print().lines().map(str::to_owned).collect();
        assert_eq!(
            lines,
            [
                "项目              元",
                "────────────────────",
                "养老保险费  1,234.50",
                "rate               7",
                "    （十三）",
            ]
        );
    }

    #[test]
    fn an_empty_first_cell_keeps_its_column() {
        let mut table = Table::new([("a", Align::Left), ("b", Align::Left)]);
        table.row([String::new(), "x".to_owned()]);
        assert!(table.print().ends_with("\n   x\n"));
    }
}
