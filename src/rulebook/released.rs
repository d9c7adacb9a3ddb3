//! Rulebooks released before this one: what links, files and comparisons name by version or hash.
//!
//! The page fetches one under its hash; the command has them built in.

/// A rulebook as it was released.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Released {
    /// Its version.
    pub version: &'static str,
    /// Its hash.
    pub hash: &'static str,
    /// Its files as one text, as `archive` packs them.
    #[cfg(feature = "cli")]
    pub text: &'static str,
}

/// All of them, the oldest first. `cargo xtask release` writes the files.
pub const RELEASED: &[Released] = &[Released {
    version: "2026.11.1",
    hash: "7b90d6df61d128e3f4acd068d5b83b9091ab6b9092c30ef6256d19d9b2393cc6",
    #[cfg(feature = "cli")]
    text: include_str!(
        "../../rules/released/7b90d6df61d128e3f4acd068d5b83b9091ab6b9092c30ef6256d19d9b2393cc6.txt"
    ),
}];

/// Shortest beginning of a hash that names one.
const SHORTEST: usize = 6;

/// The one of a version, or of a hash or the beginning of one; the latest where several fit.
pub fn released(name: &str) -> Option<&'static Released> {
    let begins = |one: &Released| name.len() >= SHORTEST && one.hash.starts_with(name);
    RELEASED
        .iter()
        .rev()
        .find(|one| one.version == name || begins(one))
}
