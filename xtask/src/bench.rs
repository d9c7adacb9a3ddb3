//! `cargo xtask bench`: the engine's measurements, native and in wasm under node, in one table.
//!
//! The measurements are `benches/engine.rs`, one source for both targets (in `Cargo.toml`:
//! `[[bench]] name = "engine"`, `harness = false`). This module only builds it, runs it and lays the
//! two results side by side:
//!
//! - natively, `cargo bench --bench engine` runs its `main`, which prints the measurements;
//! - for wasm, the same bench built with the feature `api` exports `run_bench() -> String`, which
//!   `benches/node.mjs` prints. There `main` runs when the module is loaded, and must do nothing;
//!   the clock is `js_sys::Date::now` or `performance.now`, as `std::time` has none.
//!
//! A measurement is one line of four fields separated by tabs, `name⇥value⇥unit⇥budget` (the budget
//! may be empty); any other line is passed through.

use std::path::PathBuf;

use crate::build;
use crate::tools::{self, Outcome, WASM};

/// Which of the two runs are wanted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Targets {
    Both,
    Native,
    Wasm,
}

impl Targets {
    /// Reads the arguments after `bench`.
    pub(crate) fn parse(arguments: &[String]) -> Outcome<Self> {
        match arguments {
            [] => Ok(Self::Both),
            [one] if one == "--native" => Ok(Self::Native),
            [one] if one == "--wasm" => Ok(Self::Wasm),
            _ => Err(format!(
                "`bench` takes --native or --wasm, not `{}`",
                arguments.join(" ")
            )),
        }
    }
}

/// One line of a bench's output.
struct Measurement {
    name: String,
    value: String,
    unit: String,
    budget: String,
}

/// Runs the benches and prints one table.
pub(crate) fn run(targets: Targets) -> Outcome {
    let source = tools::root().join("benches/engine.rs");
    if !source.is_file() {
        return Err(format!(
            "there is nothing to measure: {} does not exist",
            source.display()
        ));
    }
    let native = if targets == Targets::Wasm {
        Vec::new()
    } else {
        native()?
    };
    let wasm = if targets == Targets::Native {
        Vec::new()
    } else {
        wasm()?
    };
    print_table(&native, &wasm);
    Ok(())
}

fn native() -> Outcome<Vec<Measurement>> {
    let text = tools::capture(&mut tools::cargo([
        "bench",
        "--no-default-features",
        "--bench",
        "engine",
    ]))?;
    Ok(measurements(&text))
}

fn wasm() -> Outcome<Vec<Measurement>> {
    tools::ensure_wasm_target()?;
    let messages = tools::capture(&mut tools::cargo([
        "build",
        "--profile",
        "bench",
        "--bench",
        "engine",
        "--target",
        WASM,
        "--no-default-features",
        "--features",
        "api",
        "--message-format",
        "json-render-diagnostics",
    ]))?;
    let module = built(&messages).ok_or("cargo did not say where it put the wasm bench")?;
    let folder = tools::target_dir().join("xtask/bench");
    build::bindgen(&module, &folder, "engine")?;
    let text = tools::capture(&mut tools::program(
        "node",
        ["benches/node.mjs".as_ref(), folder.as_os_str()],
    ))?;
    Ok(measurements(&text))
}

/// The file cargo names as the executable of the bench, from its JSON messages.
fn built(messages: &str) -> Option<PathBuf> {
    const KEY: &str = "\"executable\":\"";
    let (_, after) = messages
        .lines()
        .rev()
        .find_map(|line| line.split_once(KEY))?;
    let (path, _) = after.split_once('"')?;
    Some(PathBuf::from(path.replace("\\\\", "\\")))
}

fn measurements(text: &str) -> Vec<Measurement> {
    let mut found = Vec::new();
    for line in text.lines() {
        let mut fields = line.split('\t').map(str::to_owned);
        match (
            fields.next(),
            fields.next(),
            fields.next(),
            fields.next(),
            fields.next(),
        ) {
            (Some(name), Some(value), Some(unit), Some(budget), None) => {
                found.push(Measurement {
                    name,
                    value,
                    unit,
                    budget,
                });
            }
            _ => println!("{line}"),
        }
    }
    found
}

fn print_table(native: &[Measurement], wasm: &[Measurement]) {
    let row = |name: &str, native: &str, wasm: &str, unit: &str, ratio: &str, budget: &str| {
        println!("{name:<44} {native:>12} {wasm:>12} {unit:<6} {ratio:>8}  {budget}");
    };
    row("measure", "native", "wasm", "unit", "ratio", "budget");
    let alone = wasm
        .iter()
        .filter(|line| !native.iter().any(|other| other.name == line.name));
    for line in native.iter().chain(alone) {
        let value = |lines: &[Measurement]| {
            lines
                .iter()
                .find(|other| other.name == line.name)
                .map(|other| other.value.clone())
        };
        let (here, there) = (value(native), value(wasm));
        let ratio = match (&here, &there) {
            (Some(here), Some(there)) => ratio(here, there),
            _ => String::new(),
        };
        let shown = |value: Option<String>| value.unwrap_or_else(|| "–".to_owned());
        row(
            &line.name,
            &shown(here),
            &shown(there),
            &line.unit,
            &ratio,
            &line.budget,
        );
    }
}

/// Wasm over native.
fn ratio(native: &str, wasm: &str) -> String {
    match (native.parse::<f64>(), wasm.parse::<f64>()) {
        (Ok(native), Ok(wasm)) if native > 0.0 => format!("{:.2}", wasm / native),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::{built, measurements};

    #[test]
    fn lines_of_four_fields_are_measurements() {
        let found = measurements("hello\none enterprise\t12.5\tµs\t100\n");
        assert_eq!(found.len(), 1);
        assert!(
            found
                .first()
                .is_some_and(|line| line.name == "one enterprise")
        );
    }

    #[test]
    fn the_executable_is_found_in_the_messages() {
        let messages = "{\"executable\":null}\n{\"executable\":\"/t/engine.wasm\",\"fresh\":true}";
        assert_eq!(built(messages), Some("/t/engine.wasm".into()));
    }
}
