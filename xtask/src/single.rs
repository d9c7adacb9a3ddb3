//! The single-file page: everything of the site inside one `.html`, for networks that are closed and
//! for opening from disk, where a page may load nothing beside itself.

use std::path::Path;

use crate::build::{self, PROGRAMS, Site};
use crate::digest::{base64, sha256};
use crate::rules::Archive;
use crate::tools::{self, Outcome};

/// Puts the parts of a built site together into one file beside its folder.
pub(crate) fn write(site: Site) -> Outcome {
    let folder = site.folder();
    let rules = Archive::current()?;
    let mut blocks = block(&rules.path(), rules.text.as_bytes());
    blocks.push_str(&block(
        Path::new("coverage.txt"),
        crate::rules::coverage()?.as_bytes(),
    ));
    let mut scripts = Vec::new();
    let parts = tools::target_dir().join("xtask/single");
    for (binary, name) in PROGRAMS {
        let global = format!("qingce_{name}");
        build::bindgen_script(&site.module(binary), &parts, name, &global)?;
        let glue = tools::read(&parts.join(name).with_extension("js"))?;
        scripts.push(format!("{glue}\nglobalThis.{global} = {global};\n"));
        let wasm = format!("{name}_bg.wasm");
        let path = parts.join(&wasm);
        let bytes = std::fs::read(&path)
            .map_err(|error| format!("cannot read {}: {error}", path.display()))?;
        blocks.push_str(&block(Path::new(&wasm), &bytes));
    }
    let boot = tools::read(&folder.join("boot.js"))?;
    let style = tools::read(&folder.join("style/app.css"))?
        + &tools::read(&folder.join("style/studio.css"))?;
    let icon = tools::read(&folder.join("icon.svg"))?;

    let hashes: String = scripts
        .iter()
        .chain([&boot])
        .map(|script| format!(" 'sha256-{}'", sha256(script.as_bytes())))
        .collect();
    let policy = format!(
        "default-src 'none'; script-src 'wasm-unsafe-eval'{hashes}; style-src 'sha256-{}'; \
         img-src data:; base-uri 'none'; form-action 'none'; \
         require-trusted-types-for 'script'; trusted-types 'none'",
        sha256(style.as_bytes())
    );
    let scripts: String = scripts
        .iter()
        .map(|script| format!("<script>{script}</script>\n"))
        .collect();
    let icon = base64(icon.as_bytes());
    let mut html = String::new();
    // What would load something from beside the file.
    let beside = [
        "rel=\"manifest\"",
        "rel=\"modulepreload\"",
        "src=\"./boot.js\"",
    ];
    for line in tools::read(&folder.join("index.html"))?.lines() {
        if beside.iter().any(|mark| line.contains(mark)) {
            continue;
        }
        let own = if line.contains("Content-Security-Policy") {
            format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">")
        } else if line.contains("rel=\"stylesheet\"") {
            format!("<style>{style}</style>")
        } else if line.contains("rel=\"icon\"") {
            format!("<link rel=\"icon\" href=\"data:image/svg+xml;base64,{icon}\">")
        } else if line == "</body>" {
            format!("{blocks}{scripts}<script type=\"module\">{boot}</script>\n</body>")
        } else {
            line.to_owned()
        };
        html.push_str(&own);
        html.push('\n');
    }
    tools::write(&site.single(), html)
}

/// A file as text that nothing runs, for `boot.js` to find by its name.
fn block(name: &Path, bytes: &[u8]) -> String {
    let name = name.display().to_string().replace('\\', "/");
    let text = base64(bytes);
    format!("<script type=\"text/plain\" id=\"inside:{name}\">{text}</script>\n")
}
