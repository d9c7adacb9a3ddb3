//! The size budget of the first load.

use std::io::Write;
use std::path::Path;

use flate2::{Compression, write::GzEncoder};

use crate::tools::{self, Outcome};

/// What a first visit should transfer: wasm, scripts, styles and rulebook, each gzipped, in bytes.
/// Not met yet: `docs/decisions.md` says what the bytes are and what would save some.
const BUDGET: usize = 350_000;

/// What it must not grow past unnoticed.
const CEILING: usize = 600_000;

/// The kinds of file a first visit loads; the page itself and its icon are not in the budget.
const COUNTED: [&str; 5] = ["wasm", "js", "css", "toml", "json"];

/// Files and folders of the site that a first visit never asks for. Each line says when it is.
const ON_DEMAND: [&str; 2] = [
    "demo",     // pages that show the embedding
    "embed.js", // loaded by the pages that embed the calculator, not by the calculator
];

/// Prints the table of sizes; says how far over the budget the first load is, and fails
/// when it is above the ceiling.
pub(crate) fn check(site: &Path) -> Outcome {
    let mut raw_total = 0;
    let mut gzip_total = 0;
    println!("{:<28} {:>12} {:>12}", "first load", "bytes", "gzip");
    for file in tools::files_below(site)? {
        let kind = file
            .extension()
            .and_then(|kind| kind.to_str())
            .unwrap_or_default();
        if !COUNTED.contains(&kind) || ON_DEMAND.iter().any(|late| file.starts_with(late)) {
            continue;
        }
        let path = site.join(&file);
        let bytes = std::fs::read(&path)
            .map_err(|error| format!("cannot read {}: {error}", path.display()))?;
        let gzip = gzip_size(&bytes)?;
        println!("{:<28} {:>12} {:>12}", file.display(), bytes.len(), gzip);
        raw_total += bytes.len();
        gzip_total += gzip;
    }
    let used = gzip_total * 100 / BUDGET;
    println!("{:<28} {raw_total:>12} {gzip_total:>12}", "total");
    println!("{:<28} {:>12} {BUDGET:>12}  {used} % used", "budget", "");
    println!("{:<28} {:>12} {CEILING:>12}", "fails above", "");
    if gzip_total > CEILING {
        return Err(format!(
            "the first load takes {gzip_total} bytes gzipped, {} above what it may",
            gzip_total - CEILING
        ));
    }
    Ok(())
}

fn gzip_size(bytes: &[u8]) -> Outcome<usize> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder
        .write_all(bytes)
        .and_then(|()| encoder.finish())
        .map(|packed| packed.len())
        .map_err(|error| format!("cannot compress: {error}"))
}

#[cfg(test)]
mod tests {
    use super::gzip_size;

    #[test]
    fn repeated_bytes_pack_well() {
        assert!(gzip_size(&[7; 10_000]).is_ok_and(|size| size < 100));
    }
}
