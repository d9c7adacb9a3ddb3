//! `cargo xtask dist`: everything that is published, in `dist/`.

use crate::tools::Outcome;
use crate::{build, sizes};

/// Builds the site and holds it to its size budget.
pub(crate) fn run() -> Outcome {
    let site = build::Site::Published;
    build::site(site)?;
    sizes::check(&site.folder())?;
    println!("the static site is in {}", site.folder().display());
    println!("the single-file page is {}", site.single().display());
    println!("serve that folder from any path of any web server");
    Ok(())
}
