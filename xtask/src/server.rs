//! A small file server for one folder: GET and HEAD, nothing cached, no way out of the folder.

use anyhow::Result;
use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::thread;
use std::time::Duration;

/// What the page may do: its own scripts, wasm, its own worker (also as a Blob, for sandboxed
/// frames), nothing from elsewhere; any page may frame it.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
    worker-src 'self' blob:; connect-src 'self'; style-src 'self'; img-src 'self' data:; \
    font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *; \
    require-trusted-types-for 'script'; trusted-types app";

/// Longer requests are refused.
const LONGEST_REQUEST: u64 = 16 * 1024;

/// A listener on 127.0.0.1 and the folder it shows.
pub struct Server {
    listener: TcpListener,
    folder: PathBuf,
}

impl Server {
    /// Takes the port; 0 means any free one.
    pub fn bind(port: u16, folder: &Path) -> io::Result<Server> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        Ok(Server { listener, folder: folder.to_path_buf() })
    }

    /// Where it listens.
    pub fn address(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }

    /// Answers until the program ends, one thread per connection.
    pub fn run(&self) -> Result<()> {
        for stream in self.listener.incoming() {
            let folder = self.folder.clone();
            // A client that went away is no concern of ours.
            thread::spawn(move || stream.and_then(|stream| answer(stream, &folder)));
        }
        Ok(())
    }
}

fn answer(mut stream: TcpStream, folder: &Path) -> io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    let (method, target) = request_line(&stream)?;
    let reply = match method.as_str() {
        "GET" | "HEAD" => match find(folder, &target) {
            Some(file) => Reply { status: "200 OK", kind: mime(&file), body: fs::read(&file)? },
            None => Reply::text("404 Not Found"),
        },
        _ => Reply::text("405 Method Not Allowed"),
    };
    stream.write_all(reply.head().as_bytes())?;
    if method != "HEAD" {
        stream.write_all(&reply.body)?;
    }
    stream.flush()
}

/// Method and target; the headers are read to their end and ignored.
fn request_line(stream: &TcpStream) -> io::Result<(String, String)> {
    let mut reader = BufReader::new(stream.take(LONGEST_REQUEST));
    let mut first = String::new();
    reader.read_line(&mut first)?;
    let mut header = String::new();
    while reader.read_line(&mut header)? > 0 && header.trim() != "" {
        header.clear();
    }
    let mut words = first.split(' ').map(str::to_string);
    Ok((words.next().unwrap_or_default(), words.next().unwrap_or_default()))
}

struct Reply {
    status: &'static str,
    kind: &'static str,
    body: Vec<u8>,
}

impl Reply {
    fn text(status: &'static str) -> Reply {
        Reply { status, kind: "text/plain; charset=utf-8", body: status.into() }
    }

    fn head(&self) -> String {
        // The open origin lets a sandboxed frame, whose origin is "null", load its modules.
        format!(
            "HTTP/1.1 {}\r\nContent-Type: {}\r\nContent-Length: {}\r\nCache-Control: no-store\r\n\
             X-Content-Type-Options: nosniff\r\nAccess-Control-Allow-Origin: *\r\n\
             Content-Security-Policy: {POLICY}\r\nConnection: close\r\n\r\n",
            self.status,
            self.kind,
            self.body.len()
        )
    }
}

/// The file that a request target names, if it is inside the folder.
fn find(folder: &Path, target: &str) -> Option<PathBuf> {
    let path = target.split(['?', '#']).next()?.strip_prefix('/')?;
    let path = PathBuf::from(decode(path)?);
    if !path.components().all(|part| matches!(part, Component::Normal(_))) {
        return None;
    }
    let mut file = folder.join(path);
    if file.is_dir() {
        file.push("index.html");
    }
    // Links are followed first, so that one cannot lead outside.
    let file = file.canonicalize().ok()?;
    let inside = file.starts_with(folder.canonicalize().ok()?);
    (inside && file.is_file()).then_some(file)
}

/// Percent-decoding; nothing when it is broken or hides a control character.
fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        if byte == b'%' {
            let hex = std::str::from_utf8(after.get(..2)?).ok()?;
            bytes.push(u8::from_str_radix(hex, 16).ok()?);
            rest = &after[2..];
        } else {
            bytes.push(byte);
            rest = after;
        }
    }
    let text = String::from_utf8(bytes).ok()?;
    (!text.contains(|c: char| c.is_control() || c == '\\' || c == ':')).then_some(text)
}

fn mime(file: &Path) -> &'static str {
    match file.extension().and_then(|ext| ext.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "webp" => "image/webp",
        "woff2" => "font/woff2",
        "webmanifest" => "application/manifest+json",
        "txt" | "ftl" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
#[path = "server_tests.rs"]
mod tests;
