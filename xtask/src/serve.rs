//! `cargo xtask serve`: builds the site and serves it on this machine.
//!
//! The answers carry the strict content-security policy a portal would set, so that whatever works
//! here works there; the browser tests use this same server.

use std::io::{self, Write};
use std::net::TcpListener;

use crate::build::{self, Site};
use crate::http::Folder;
use crate::tools::{self, Outcome};

/// Sent with every answer, and who may embed it: a worker obeys the policy of its own script's answer,
/// not the page's. `index.html` repeats it for static hosting, and a browser test holds the two equal.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
    worker-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
    frame-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; \
    require-trusted-types-for 'script'; trusted-types qingce";

/// Tried first when no port is given; then the ports after it.
const PREFERRED_PORT: u16 = 8080;
const PORTS_TRIED: u16 = 20;

/// The sub-path the demo portal is served below, on an origin of its own.
const PORTAL_BASE: &str = "/portal/";

/// What `serve` was asked to do.
pub(crate) struct Options {
    /// The port asked for; 0 lets the system choose.
    port: Option<u16>,
    /// Whether to open the page in the desktop's browser.
    open: bool,
    /// Whether to build before serving.
    build: bool,
    /// Which of the two builds.
    site: Site,
    /// The path the site is served below; starts and ends with a slash.
    base: String,
}

impl Options {
    /// Reads the arguments after `serve`.
    pub(crate) fn parse(arguments: &[String]) -> Outcome<Self> {
        let mut options = Self {
            port: None,
            open: true,
            build: true,
            site: Site::Published,
            base: "/".to_owned(),
        };
        let mut arguments = arguments.iter();
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--no-open" => options.open = false,
                "--quick" => options.site = Site::Quick,
                "--no-build" => options.build = false,
                "--port" => {
                    let value = arguments.next().ok_or("--port needs a number")?;
                    let port = value.parse().map_err(|_| {
                        format!("--port needs a number from 0 to 65535, not `{value}`")
                    })?;
                    options.port = Some(port);
                }
                "--base" => {
                    let value = arguments.next().ok_or("--base needs a path")?;
                    let inner = value.trim_matches('/');
                    if !inner
                        .bytes()
                        .all(|byte| byte.is_ascii_graphic() && byte != b'%')
                    {
                        return Err(format!("--base needs a plain path, not `{value}`"));
                    }
                    options.base = if inner.is_empty() {
                        "/".to_owned()
                    } else {
                        format!("/{inner}/")
                    };
                }
                other => return Err(format!("unexpected argument `{other}`")),
            }
        }
        Ok(options)
    }
}

/// Serves until the program is interrupted.
pub(crate) fn run(options: &Options) -> Outcome {
    if options.build {
        build::site(options.site)?;
    }
    let site = options.site.folder();
    if !site.join("index.html").is_file() {
        return Err(format!(
            "there is no site in {}; leave out --no-build",
            site.display()
        ));
    }
    let (here, beside) = (free_port(options.port)?, free_port(Some(0))?);
    let calculator = format!("http://127.0.0.1:{here}");
    let portal = format!("http://127.0.0.1:{beside}");
    let calculator_address = format!("{calculator}{}", options.base);
    let servers = [
        Folder {
            root: site.clone(),
            base: options.base.clone(),
            // Who may put the calculator into a page of its own: the demo portal, and nobody else.
            policy: format!("{POLICY}; frame-ancestors 'self' {portal}"),
            fill: None,
        }
        .serve(here)?,
        Folder {
            root: site.join("demo"),
            base: PORTAL_BASE.to_owned(),
            policy: format!(
                "default-src 'none'; script-src 'self' {calculator}; style-src 'self'; \
                 frame-src {calculator}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
                 require-trusted-types-for 'script'; trusted-types 'none'"
            ),
            fill: Some(("{calculator}", calculator_address.clone())),
        }
        .serve(beside)?,
    ];
    println!("青策 qingce is at {calculator_address}  (Ctrl-C stops it)");
    println!("a portal that embeds it is at {portal}{PORTAL_BASE}");
    // The browser tests read those lines through a pipe.
    io::stdout()
        .flush()
        .map_err(|error| format!("cannot write: {error}"))?;
    if options.open {
        open_in_browser(&calculator_address);
    }
    for server in servers {
        server
            .join()
            .map_err(|error| format!("the server stopped: {error}"))?;
    }
    Ok(())
}

/// The port asked for, or else the first that is free of those tried.
fn free_port(port: Option<u16>) -> Outcome<u16> {
    let candidates = match port {
        Some(port) => port..=port,
        None => PREFERRED_PORT..=PREFERRED_PORT + PORTS_TRIED,
    };
    let mut problem = String::new();
    for port in candidates {
        let found = TcpListener::bind(("127.0.0.1", port)).and_then(|one| one.local_addr());
        match found {
            Ok(address) => return Ok(address.port()),
            Err(error) => problem = format!("cannot listen on 127.0.0.1:{port}: {error}"),
        }
    }
    Err(problem)
}

/// Opens the address with the desktop's own command; without a desktop, the printed line is all.
fn open_in_browser(address: &str) {
    let desktop = ["DISPLAY", "WAYLAND_DISPLAY"]
        .iter()
        .any(|name| std::env::var_os(name).is_some());
    let (name, arguments): (&str, &[&str]) = if cfg!(target_os = "macos") {
        ("open", &[address])
    } else if cfg!(windows) {
        ("cmd", &["/C", "start", "", address])
    } else if desktop {
        ("xdg-open", &[address])
    } else {
        return;
    };
    if tools::in_path(name).is_some() {
        let opened = tools::program(name, arguments).spawn();
        if let Err(error) = opened {
            eprintln!("note: could not open a browser: {error}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Options;

    #[test]
    fn a_base_gets_its_slashes() {
        let base = |text: &str| Options::parse(&["--base".to_owned(), text.to_owned()]);
        assert!(base("portal/qc").is_ok_and(|options| options.base == "/portal/qc/"));
        assert!(base("/").is_ok_and(|options| options.base == "/"));
        assert!(Options::parse(&["--port".to_owned(), "70000".to_owned()]).is_err());
    }
}
