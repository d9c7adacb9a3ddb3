//! `cargo xtask dist`: everything that is published, in `dist/`.

use crate::tools::Outcome;
use crate::{build, package, sizes};

/// Builds the site and holds it to its size budget; builds the JavaScript package.
pub(crate) fn run() -> Outcome {
    let site = build::Site::Published;
    build::site(site)?;
    sizes::check(&site.folder())?;
    package::build(site)?;
    println!("the static site is in {}", site.folder().display());
    println!("the single-file page is {}", site.single().display());
    println!("serve that folder from any path of any web server");
    println!(
        "the JavaScript package is in {}",
        package::folder(site).display()
    );
    println!("`npm pack` there makes one file of it");
    Ok(())
}
