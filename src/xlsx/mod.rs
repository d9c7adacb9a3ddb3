//! The sheet of one assessment as a workbook, with live formulas.
//!
//! Takes a [`Sheet`]; gives the bytes of an `.xlsx` file. Guarantees that every amount stands in one
//! cell whose formula is base × rate over other cells and whose kept result is the engine's amount,
//! that sums are formulas, and that texts stay texts whatever they begin with. The same sheet gives the
//! same bytes. Computes nothing: what a formula comes to is told it by the sheet. Leaves files and
//! downloads to the edges; in the page it is a WebAssembly module of its own (`src/bin/xlsx.rs`).

mod amounts;
mod cells;
mod texts;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use crate::report::sheet::Sheet;
use cells::{Book, Looks, Names};

/// The workbook of a sheet.
///
/// # Errors
///
/// What the library says when it refuses, in one line.
pub fn write(sheet: &Sheet) -> Result<Vec<u8>, String> {
    bytes(sheet).map_err(|error| error.to_string())
}

fn bytes(sheet: &Sheet) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // The time it was written is no part of it.
    let written = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let properties = DocProperties::new()
        .set_title(&sheet.title)
        .set_author("qingce")
        .set_creation_datetime(&written);
    workbook.set_properties(&properties);
    let book = Book {
        sheet,
        names: Names::of(sheet),
        looks: Looks::new(),
        places: amounts::Places::of(sheet),
    };
    texts::cover(&book, workbook.add_worksheet())?;
    amounts::write(&book, workbook.add_worksheet())?;
    texts::policies(&book, workbook.add_worksheet())?;
    texts::data(&book, workbook.add_worksheet())?;
    workbook.save_to_buffer()
}
