//! Files of a folder over HTTP, for `cargo xtask serve` and the browser tests.

use std::fs;
use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};

use oxhttp::model::{Body, Method, Request, Response, StatusCode};
use oxhttp::{ListeningServer, Server};

use crate::tools::Outcome;

/// How many connections may be open. A connection keeps its place, and its sleeping thread, until the
/// browser closes it, used or not; with all places taken the next visit would wait for minutes. Each
/// profile of a browser opens up to six, and tests open dozens of profiles.
const CONNECTIONS: usize = 1024;

/// A folder that is served.
pub(crate) struct Folder {
    /// Where it lies.
    pub(crate) root: PathBuf,
    /// The path it is served below; starts and ends with a slash.
    pub(crate) base: String,
    /// The content-security policy of every answer.
    pub(crate) policy: String,
    /// What stands in its pages for something only known now, and what it is.
    pub(crate) fill: Option<(&'static str, String)>,
}

impl Folder {
    /// Serves it on this machine only.
    pub(crate) fn serve(self, port: u16) -> Outcome<ListeningServer> {
        Server::new(move |request| self.answer(request))
            .bind((Ipv4Addr::LOCALHOST, port))
            .with_max_concurrent_connections(CONNECTIONS)
            .spawn()
            .map_err(|error| format!("cannot listen on 127.0.0.1:{port}: {error}"))
    }

    fn answer(&self, request: &Request<Body>) -> Response<Body> {
        let mut reply = self.reply(request);
        let bodiless = request.method() == Method::HEAD;
        reply.headers.extend([
            ("Content-Security-Policy", self.policy.clone()),
            ("X-Content-Type-Options", "nosniff".to_owned()),
            ("Referrer-Policy", "no-referrer".to_owned()),
            // Ask again each time: the entity tag makes that cheap, and a rebuild is seen at once.
            ("Cache-Control", "no-cache".to_owned()),
        ]);
        let mut response = Response::builder().status(reply.status);
        for (name, value) in reply.headers {
            response = response.header(name, value);
        }
        let body = if bodiless { Vec::new() } else { reply.body };
        response.body(Body::from(body)).unwrap_or_else(|_| {
            // Only a policy or address with a line break could come to this.
            let mut broken = Response::new(Body::empty());
            *broken.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
            broken
        })
    }

    fn reply(&self, request: &Request<Body>) -> Reply {
        let path = request.uri().path();
        if ![Method::GET, Method::HEAD].contains(request.method()) {
            let why = "only GET and HEAD are answered here";
            return Reply::plain(StatusCode::METHOD_NOT_ALLOWED, why);
        }
        if format!("{path}/") == self.base {
            let moved = Reply::plain(StatusCode::PERMANENT_REDIRECT, "");
            return moved.with("Location", self.base.clone());
        }
        let found = locate(path, &self.root, &self.base);
        let Some((kind, bytes)) = found.and_then(|file| Some((mime(&file), self.read(&file)?)))
        else {
            return Reply::plain(StatusCode::NOT_FOUND, "not found");
        };
        let tag = format!("\"{:016x}\"", fingerprint(&bytes));
        let known = request.headers().get("If-None-Match");
        let reply = if known.is_some_and(|known| known.as_bytes() == tag.as_bytes()) {
            Reply::plain(StatusCode::NOT_MODIFIED, "")
        } else {
            Reply {
                status: StatusCode::OK,
                headers: vec![("Content-Type", kind.to_owned())],
                body: bytes,
            }
        };
        reply.with("ETag", tag)
    }

    fn read(&self, file: &Path) -> Option<Vec<u8>> {
        let bytes = fs::read(file).ok()?;
        match &self.fill {
            Some((gap, with)) if mime(file).starts_with("text/html") => {
                let text = String::from_utf8(bytes).ok()?;
                Some(text.replace(gap, with).into_bytes())
            }
            _ => Some(bytes),
        }
    }
}

struct Reply {
    status: StatusCode,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
}

impl Reply {
    fn plain(status: StatusCode, text: &str) -> Self {
        Self {
            status,
            headers: vec![("Content-Type", "text/plain; charset=utf-8".to_owned())],
            body: text.as_bytes().to_vec(),
        }
    }

    fn with(mut self, name: &'static str, value: String) -> Self {
        self.headers.push((name, value));
        self
    }
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
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "toml" | "txt" | "md" | "csv" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// FNV-1a: tells two builds of a file apart, nothing more.
fn fingerprint(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, &byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::{Folder, decode, locate};
    use std::io::{Read, Write};
    use std::net::{Ipv4Addr, TcpListener, TcpStream};
    use std::path::Path;

    #[test]
    fn connections_that_are_kept_open_keep_nobody_out() {
        let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
        let port = free.local_addr().expect("an address").port();
        drop(free);
        let folder = Folder {
            root: "/nowhere".into(),
            base: "/".to_owned(),
            policy: "default-src 'none'".to_owned(),
            fill: None,
        };
        let _server = folder.serve(port).expect("a server");
        let connect = || TcpStream::connect((Ipv4Addr::LOCALHOST, port)).expect("a connection");
        let _idle: Vec<TcpStream> = (0..200).map(|_| connect()).collect();
        let mut last = connect();
        last.write_all(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            .expect("a request");
        let mut answer = String::new();
        last.read_to_string(&mut answer).expect("an answer");
        assert!(answer.starts_with("HTTP/1.1 404"), "{answer}");
    }

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
}
