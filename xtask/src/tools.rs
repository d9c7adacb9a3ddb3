//! Where things are, and running other programs: each command line is printed before it runs.

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::time::Instant;

/// What every step returns; the message is for the person at the terminal.
pub(crate) type Outcome<T = ()> = Result<T, String>;

/// The target the page, the workers and the JavaScript package are compiled for.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// The root of the repository.
///
/// Read at run time first: several clones may share one target directory, and with it one binary.
pub(crate) fn root() -> PathBuf {
    let manifest = env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    manifest
        .parent()
        .map_or_else(|| PathBuf::from("."), Path::to_path_buf)
}

/// Cargo's target directory: the one this very program was built into, `target/debug/xtask`.
pub(crate) fn target_dir() -> PathBuf {
    env::current_exe()
        .ok()
        .and_then(|exe| exe.ancestors().nth(2).map(Path::to_path_buf))
        .filter(|directory| directory.join("CACHEDIR.TAG").exists())
        .unwrap_or_else(|| root().join("target"))
}

/// A cargo command in the repository, without the flags meant for this program's own build:
/// `RUSTFLAGS` chosen for the host would break the wasm build.
pub(crate) fn cargo<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command
        .args(arguments)
        .current_dir(root())
        .env("CARGO_TARGET_DIR", target_dir());
    for name in ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "CARGO_BUILD_TARGET"] {
        command.env_remove(name);
    }
    command
}

/// Any other program, run in the repository.
pub(crate) fn program<S: AsRef<OsStr>>(
    name: impl AsRef<OsStr>,
    arguments: impl IntoIterator<Item = S>,
) -> Command {
    let mut command = Command::new(name);
    command.args(arguments).current_dir(root());
    command
}

/// Prints the command line, runs it, and turns a nonzero exit status into an error.
pub(crate) fn run(command: &mut Command) -> Outcome {
    let line = shown(command);
    announce(&line);
    let status = command
        .status()
        .map_err(|error| format!("cannot run `{line}`: {error}"))?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("`{line}` failed ({status})"))
    }
}

/// Runs the command with its standard output captured and everything else passed through.
pub(crate) fn capture(command: &mut Command) -> Outcome<String> {
    let line = shown(command);
    announce(&line);
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| format!("cannot run `{line}`: {error}"))?;
    if !output.status.success() {
        return Err(format!("`{line}` failed ({})", output.status));
    }
    String::from_utf8(output.stdout).map_err(|_| format!("`{line}` did not print UTF-8"))
}

/// Prints a line with the time since this program started, the way command lines are shown.
pub(crate) fn announce(line: &str) {
    println!("[{}] $ {line}", elapsed());
}

/// Time since the first call in this program, as `m:ss`.
pub(crate) fn elapsed() -> String {
    static START: OnceLock<Instant> = OnceLock::new();
    let seconds = START.get_or_init(Instant::now).elapsed().as_secs();
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// The command as a person would type it in the repository.
fn shown(command: &Command) -> String {
    let name = Path::new(command.get_program());
    let mut line: String = name
        .file_stem()
        .unwrap_or(name.as_os_str())
        .to_string_lossy()
        .into_owned();
    for argument in command.get_args() {
        let argument = argument.to_string_lossy();
        line.push(' ');
        if argument.is_empty() || argument.contains(char::is_whitespace) {
            line.push_str(&format!("'{argument}'"));
        } else {
            line.push_str(&argument);
        }
    }
    line
}

/// The full path of a program of this name in `PATH`, if there is one.
pub(crate) fn in_path(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path)
        .flat_map(|directory| {
            [
                directory.join(name),
                directory.join(format!("{name}{}", env::consts::EXE_SUFFIX)),
            ]
        })
        .find(|candidate| candidate.is_file())
}

/// Makes sure the compiler can build for wasm, adding the target with rustup when it is missing.
pub(crate) fn ensure_wasm_target() -> Outcome {
    if wasm_target_present() {
        return Ok(());
    }
    let advice = format!(
        "the Rust target {WASM} is not installed; with rustup: `rustup target add {WASM}`, \
         otherwise install your distribution's package for it"
    );
    if in_path("rustup").is_none() {
        return Err(advice);
    }
    run(&mut program("rustup", ["target", "add", WASM]))
        .map_err(|why| format!("{why}; {advice}"))?;
    if wasm_target_present() {
        Ok(())
    } else {
        Err(advice)
    }
}

/// Makes sure a part of the toolchain is there, adding it with rustup when its program is missing.
pub(crate) fn ensure_component(name: &str, program_name: &str) -> Outcome {
    if in_path(program_name).is_some_and(|path| runs(&path)) {
        return Ok(());
    }
    if in_path("rustup").is_none() {
        return Err(format!(
            "{name} is not installed; install your distribution's package for it"
        ));
    }
    run(&mut program("rustup", ["component", "add", name]))
}

/// Whether a program starts at all: rustup's stand-ins exist even for what is not installed.
fn runs(path: &Path) -> bool {
    let mut command = program(path, ["--version"]);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

fn wasm_target_present() -> bool {
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(rustc)
        .args(["--print", "target-libdir", "--target", WASM])
        .current_dir(root())
        .stderr(Stdio::null())
        .output();
    output.is_ok_and(|output| {
        let directory = String::from_utf8_lossy(&output.stdout);
        output.status.success() && Path::new(directory.trim()).is_dir()
    })
}

/// All files below a directory, sorted by path, as paths relative to it.
pub(crate) fn files_below(directory: &Path) -> Outcome<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut open = vec![directory.to_path_buf()];
    while let Some(folder) = open.pop() {
        let entries = std::fs::read_dir(&folder)
            .map_err(|error| format!("cannot list {}: {error}", folder.display()))?;
        for entry in entries {
            let path = entry
                .map_err(|error| format!("{}: {error}", folder.display()))?
                .path();
            if path.is_dir() {
                open.push(path);
            } else if let Ok(relative) = path.strip_prefix(directory) {
                found.push(relative.to_path_buf());
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Copies one file, making the folders it needs.
pub(crate) fn copy(from: &Path, to: &Path) -> Outcome {
    if let Some(parent) = to.parent() {
        make_folder(parent)?;
    }
    std::fs::copy(from, to).map(drop).map_err(|error| {
        format!(
            "cannot copy {} to {}: {error}",
            from.display(),
            to.display()
        )
    })
}

/// The text of a file.
pub(crate) fn read(path: &Path) -> Outcome<String> {
    std::fs::read_to_string(path)
        .map_err(|error| format!("cannot read {}: {error}", path.display()))
}

/// Writes a file, making the folders it needs.
pub(crate) fn write(path: &Path, content: impl AsRef<[u8]>) -> Outcome {
    if let Some(parent) = path.parent() {
        make_folder(parent)?;
    }
    std::fs::write(path, content)
        .map_err(|error| format!("cannot write {}: {error}", path.display()))
}

/// Makes a folder and those above it.
pub(crate) fn make_folder(path: &Path) -> Outcome {
    std::fs::create_dir_all(path)
        .map_err(|error| format!("cannot make the folder {}: {error}", path.display()))
}

/// Removes a folder with all it holds; one that is not there is fine.
pub(crate) fn remove_folder(path: &Path) -> Outcome {
    match std::fs::remove_dir_all(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(format!("cannot remove {}: {error}", path.display()))
        }
        _ => Ok(()),
    }
}
