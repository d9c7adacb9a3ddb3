//! The size budgets: the first load, and what is loaded on demand.

use std::io::Write;
use std::path::{Path, PathBuf};

use flate2::{Compression, write::GzEncoder};

use crate::rules::Archive;
use crate::tools::{self, Outcome};

/// What a first visit should transfer: wasm, scripts, styles and rulebook, each gzipped, in bytes.
/// Not met: `docs/decisions.md` says what the bytes are and what would save some.
const BUDGET: usize = 575_000;

/// What it must not grow past unnoticed.
const CEILING: usize = 715_000;

/// What the studio adds when one of its pages is first visited must not grow past.
const STUDIO_CEILING: usize = 920_000;

/// What making a workbook loads must not grow past.
const XLSX_CEILING: usize = 300_000;

/// The kinds of file a visit loads; the page itself and its icon are not in the budget.
const COUNTED: [&str; 5] = ["wasm", "js", "css", "toml", "txt"];

/// Files and folders of the site that a first visit never asks for, but the studio does.
const OF_STUDIO: [&str; 5] = [
    "coverage.txt",
    "studio.js",
    "studio_bg.wasm",
    "style/studio.css",
    "worker.js",
];

/// Files that only a workbook asks for.
const OF_XLSX: [&str; 2] = ["xlsx.js", "xlsx_bg.wasm"];

/// Files and folders that neither asks for. Each line says when it is.
const APART: [&str; 4] = [
    "frame.js", // fetched where another page embeds the calculator
    "sw.js",    // fetched by the browser once the page stands
    "demo",     // pages that show the embedding
    "embed.js", // loaded by the pages that embed the calculator, not by the calculator
];

/// Prints the tables of sizes; says how far over the budget the first load is, and fails where one
/// is above its ceiling.
pub(crate) fn check(site: &Path) -> Outcome {
    let rules = Archive::current()?.path();
    let counted = |file: &PathBuf| {
        let kind = file.extension().and_then(|kind| kind.to_str());
        // Rulebooks of before are asked for by old links only.
        let is_old = file.starts_with("rules") && *file != rules;
        COUNTED.contains(&kind.unwrap_or_default())
            && !is_old
            && !APART.iter().any(|apart| file.starts_with(apart))
    };
    let files = tools::files_below(site)?.into_iter().filter(counted);
    let (xlsx, files): (Vec<PathBuf>, Vec<PathBuf>) =
        files.partition(|file| OF_XLSX.iter().any(|late| file.starts_with(late)));
    let (studio, first): (Vec<PathBuf>, Vec<PathBuf>) = files
        .into_iter()
        .partition(|file| OF_STUDIO.iter().any(|late| file.starts_with(late)));
    let first = table("first load", site, &first)?;
    let used = first * 100 / BUDGET;
    println!("{:<28} {:>12} {BUDGET:>12}  {used} % used", "budget", "");
    println!("{:<28} {:>12} {CEILING:>12}", "fails above", "");
    let studio = table("studio, on demand", site, &studio)?;
    println!("{:<28} {:>12} {STUDIO_CEILING:>12}", "fails above", "");
    let xlsx = table("workbook, on demand", site, &xlsx)?;
    println!("{:<28} {:>12} {XLSX_CEILING:>12}", "fails above", "");
    within("first load", first, CEILING)?;
    within("studio", studio, STUDIO_CEILING)?;
    within("workbook", xlsx, XLSX_CEILING)
}

/// Prints the table of a whole folder.
pub(crate) fn print(title: &str, folder: &Path) -> Outcome {
    table(title, folder, &tools::files_below(folder)?).map(drop)
}

/// Prints a table and gives its gzipped total.
fn table(title: &str, site: &Path, files: &[PathBuf]) -> Outcome<usize> {
    let mut raw_total = 0;
    let mut gzip_total = 0;
    println!("{title:<28} {:>12} {:>12}", "bytes", "gzip");
    for file in files {
        let path = site.join(file);
        let bytes = std::fs::read(&path)
            .map_err(|error| format!("cannot read {}: {error}", path.display()))?;
        let gzip = gzip_size(&bytes)?;
        let shown: String = file.display().to_string().chars().take(28).collect();
        println!("{shown:<28} {:>12} {:>12}", bytes.len(), gzip);
        raw_total += bytes.len();
        gzip_total += gzip;
    }
    println!("{:<28} {raw_total:>12} {gzip_total:>12}", "total");
    Ok(gzip_total)
}

fn within(what: &str, gzip: usize, ceiling: usize) -> Outcome {
    match gzip.checked_sub(ceiling) {
        None | Some(0) => Ok(()),
        Some(over) => Err(format!(
            "the {what} takes {gzip} bytes gzipped, {over} above what it may"
        )),
    }
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
