//! The module of the page that makes a workbook of a sheet, loaded when one is asked for.
//!
//! It holds the library that writes workbooks and nothing of the engine: what the sheet says comes as
//! text from the program that shows it, and goes back as the bytes of a file.
#![allow(
    unreachable_pub,
    reason = "the function is exported to JavaScript, not to Rust"
)]

use qingce::report::sheet::Sheet;
use qingce::report::sheet::packed::Packed;
use qingce::xlsx;
use wasm_bindgen::prelude::*;

fn main() {}

/// The bytes of the workbook of a packed sheet.
///
/// # Errors
///
/// Why there is none, as a text.
#[wasm_bindgen]
pub fn write(sheet: &str) -> Result<Vec<u8>, JsValue> {
    let mut rest = sheet;
    let sheet = Sheet::unpack(&mut rest).ok_or_else(|| JsValue::from_str("this is no sheet"))?;
    xlsx::write(&sheet).map_err(|why| JsValue::from_str(&why))
}
