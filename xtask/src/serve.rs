//! `cargo xtask serve`: builds the site and serves it on this machine.
//!
//! The answers carry the strict content-security policy a portal would set, so that whatever works
//! here works there; the browser tests use this same server.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use tiny_http::{Header, Method, Request, Response, Server};

use crate::build::{self, Site};
use crate::tools::{self, Outcome};

/// Sent with every answer: a worker obeys the policy of its own script's answer, not the page's.
/// `index.html` repeats it for static hosting, and a browser test holds the two equal.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
    worker-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
    frame-src 'self'; base-uri 'none'; form-action 'none'";

/// Tried first when no port is given; then the ports after it.
const PREFERRED_PORT: u16 = 8080;
const PORTS_TRIED: u16 = 20;

/// A page asks for at most a handful of files at once.
const THREADS: usize = 4;

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
    let server = Arc::new(listen(options.port)?);
    let address = server
        .server_addr()
        .to_ip()
        .map(|address| format!("http://{address}{}", options.base))
        .ok_or("the server has no address")?;
    println!("青策 qingce is at {address}  (Ctrl-C stops it)");
    // The browser tests read that line through a pipe.
    io::stdout()
        .flush()
        .map_err(|error| format!("cannot write: {error}"))?;
    if options.open {
        open_in_browser(&address);
    }
    thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                for request in server.incoming_requests() {
                    // The other side may hang up at any time; the next request is not affected.
                    drop(answer(request, &site, &options.base));
                }
            });
        }
    });
    Ok(())
}

fn listen(port: Option<u16>) -> Outcome<Server> {
    let candidates = match port {
        Some(port) => port..=port,
        None => PREFERRED_PORT..=PREFERRED_PORT + PORTS_TRIED,
    };
    let mut problem = String::new();
    for port in candidates {
        match Server::http(("127.0.0.1", port)) {
            Ok(server) => return Ok(server),
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

/// Answers one request.
fn answer(request: Request, site: &Path, base: &str) -> io::Result<()> {
    let path = request
        .url()
        .split(['?', '#'])
        .next()
        .unwrap_or("/")
        .to_owned();
    if !matches!(request.method(), Method::Get | Method::Head) {
        return request.respond(plain(405, "only GET and HEAD are answered here"));
    }
    if format!("{path}/") == base {
        let slash = header("Location", base);
        return request.respond(plain(308, "").with_header(slash));
    }
    let Some(file) = locate(&path, site, base) else {
        return request.respond(plain(404, "not found"));
    };
    let Ok(bytes) = fs::read(&file) else {
        return request.respond(plain(404, "not found"));
    };
    let tag = format!("\"{:016x}\"", fingerprint(&bytes));
    let known = request.headers().iter().any(|header| {
        header.field.equiv("If-None-Match") && header.value.as_str().contains(tag.as_str())
    });
    let response = if known {
        plain(304, "")
    } else {
        let response = Response::from_data(bytes).with_header(header("Content-Type", mime(&file)));
        with_policy(response)
    };
    request.respond(response.with_header(header("ETag", &tag)))
}

/// The file of the site an address names, or none when it names nothing inside the site.
fn locate(path: &str, site: &Path, base: &str) -> Option<PathBuf> {
    let inside = decode(path.strip_prefix(base)?)?;
    let mut file = site.to_path_buf();
    for part in inside.split('/').filter(|part| !part.is_empty()) {
        if part.starts_with('.') || part.contains(['\\', ':', '\0']) {
            return None;
        }
        file.push(part);
    }
    if file.is_dir() {
        // Without the slash, the page's relative addresses would point beside the folder.
        if !(inside.is_empty() || inside.ends_with('/')) {
            return None;
        }
        file.push("index.html");
    }
    Some(file)
}

/// Undoes percent-encoding; none for what is not well-formed UTF-8.
fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            let digits = std::str::from_utf8(&digits).ok()?;
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

fn mime(file: &Path) -> &'static str {
    match file
        .extension()
        .and_then(|extension| extension.to_str())
        .unwrap_or_default()
    {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "toml" | "txt" | "md" | "csv" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

fn plain(status: u16, text: &str) -> Response<io::Cursor<Vec<u8>>> {
    with_policy(Response::from_string(text).with_status_code(status))
}

fn with_policy(response: Response<io::Cursor<Vec<u8>>>) -> Response<io::Cursor<Vec<u8>>> {
    response
        .with_header(header("Content-Security-Policy", POLICY))
        .with_header(header("X-Content-Type-Options", "nosniff"))
        .with_header(header("Referrer-Policy", "no-referrer"))
        // Ask again each time: the entity tag makes that cheap, and a rebuild is seen at once.
        .with_header(header("Cache-Control", "no-cache"))
}

fn header(name: &str, value: &str) -> Header {
    Header::from_bytes(name, value).unwrap_or_else(|()| {
        // Invariant: names are written here; values too, or checked to be plain ASCII.
        unreachable!("`{name}: {value}` is not a header")
    })
}

/// FNV-1a: tells two builds of a file apart, nothing more.
fn fingerprint(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, &byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::{Options, decode, locate};
    use std::path::Path;

    #[test]
    fn only_files_inside_the_site_are_found() {
        let site = Path::new("/nowhere/site");
        let found = |path| locate(path, site, "/a/b/");
        assert_eq!(found("/a/b/app.js"), Some(site.join("app.js")));
        assert_eq!(found("/a/b/style/%61.css"), Some(site.join("style/a.css")));
        for outside in [
            "/app.js",
            "/a/b/../x",
            "/a/b/%2e%2e/x",
            "/a/b/..%2fx",
            "/a/b/.git",
            "/a/",
        ] {
            assert_eq!(found(outside), None, "{outside}");
        }
    }

    #[test]
    fn a_cut_escape_is_refused() {
        assert_eq!(decode("%e9%9d%92"), Some("青".to_owned()));
        assert_eq!(decode("%e"), None);
        assert_eq!(decode("%ff"), None);
    }

    #[test]
    fn a_base_gets_its_slashes() {
        let base = |text: &str| Options::parse(&["--base".to_owned(), text.to_owned()]);
        assert!(base("portal/qc").is_ok_and(|options| options.base == "/portal/qc/"));
        assert!(base("/").is_ok_and(|options| options.base == "/"));
        assert!(Options::parse(&["--port".to_owned(), "70000".to_owned()]).is_err());
    }
}
