//! `cargo xtask dist`: everything that is published, in `dist/`.

use crate::tools::Outcome;
use crate::{build, sizes};

/// Builds the site and holds it to its size budget.
pub(crate) fn run() -> Outcome {
    build::site()?;
    sizes::check(&build::site_dir())?;
    println!("the static site is in {}", build::site_dir().display());
    println!("serve that folder from any path of any web server");
    Ok(())
}
