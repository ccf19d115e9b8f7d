//! A preview in the browser: a small HTTP server that shows the set in a folder, and has pages load again when it changes.
//!
//! * takes: a [`Site`], which whoever builds keeps current
//! * gives: the files that the manifest of the set names, to GET and HEAD, on this machine unless asked otherwise
//! * never does: list a folder, read a file that is not part of the set, write, or change what lies on the disk
//! * where to add: what can be asked for is in `answer`

mod page;
mod request;
mod response;
mod site;

use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, TcpStream, ToSocketAddrs as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

pub use site::Site;

use super::CliError;
use request::Request;
use response::{Body, Response};

/// The port where nobody names one: the number of the standard.
const PORT: u16 = 27022;
/// More connections at once are turned away.
const MOST: usize = 64;
/// How long a visitor may take to ask, or to take an answer.
const PATIENCE: Duration = Duration::from_secs(5);
/// How often a page that waits for changes hears that there are none.
const BEAT: Duration = Duration::from_secs(10);

/// A server that runs until the process ends.
pub struct Preview {
    address: SocketAddr,
    site: Arc<Site>,
}

impl Preview {
    /// Starts to serve. An address is `PORT`, `HOST:PORT`, or nothing for the usual one.
    pub fn start(address: &str) -> Result<Preview, CliError> {
        let cannot = |error: String| CliError::Unknown {
            message: format!("the preview cannot be served at `{address}`: {error}"),
            help: "name another port, or 0 for any that is free: `--serve=8080`, `--serve=127.0.0.1:0`".into(),
        };
        let wanted = resolve(address).map_err(cannot)?;
        let listener = TcpListener::bind(wanted).map_err(|error| cannot(error.to_string()))?;
        let address = listener.local_addr().map_err(|error| cannot(error.to_string()))?;
        let site = Arc::new(Site::default());
        let shared = Arc::clone(&site);
        std::thread::Builder::new().name("preview".into()).spawn(move || accept(&listener, &shared, address)).map_err(|error| cannot(error.to_string()))?;
        Ok(Preview { address, site })
    }

    /// Where to look.
    pub fn url(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// Whether other machines can read it.
    pub fn is_open(&self) -> bool {
        !self.address.ip().is_loopback()
    }

    /// What is shown.
    pub fn site(&self) -> &Site {
        &self.site
    }
}

fn resolve(address: &str) -> Result<SocketAddr, String> {
    let local = IpAddr::V4(Ipv4Addr::LOCALHOST);
    if address.is_empty() {
        return Ok(SocketAddr::new(local, PORT));
    }
    if let Ok(port) = address.parse::<u16>() {
        return Ok(SocketAddr::new(local, port));
    }
    let mut found = address.to_socket_addrs().map_err(|_| "it is neither a port nor a host with a port".to_string())?;
    found.next().ok_or_else(|| "there is no such host".to_string())
}

fn accept(listener: &TcpListener, site: &Arc<Site>, address: SocketAddr) {
    let open = Arc::new(AtomicUsize::new(0));
    for stream in listener.incoming() {
        let Ok(stream) = stream else { continue };
        let (site, open) = (Arc::clone(site), Arc::clone(&open));
        let many = open.fetch_add(1, Ordering::Relaxed) >= MOST;
        let left = Arc::clone(&open);
        let work = move || {
            if many {
                let _ = Response::refusal(503).write(&mut &stream, false);
            } else {
                visit(&stream, &site, address);
            }
            open.fetch_sub(1, Ordering::Relaxed);
        };
        if std::thread::Builder::new().spawn(work).is_err() {
            left.fetch_sub(1, Ordering::Relaxed);
        }
    }
}

/// One connection, one question.
fn visit(stream: &TcpStream, site: &Site, address: SocketAddr) {
    let _ = stream.set_read_timeout(Some(PATIENCE));
    let _ = stream.set_write_timeout(Some(PATIENCE));
    let mut stream = stream;
    let request = match Request::read(&mut stream, PATIENCE) {
        Ok(request) => request,
        Err(status) => {
            let _ = Response::refusal(status).write(&mut stream, false);
            return;
        }
    };
    let head = request.method == "HEAD";
    let response = answer(&request, site, address);
    let waits = matches!(response.body, Body::Events);
    // a visitor that went away is no matter
    if response.write(&mut stream, head).is_ok() && waits && !head {
        let _ = site.tell(&mut stream, BEAT);
    }
}

fn answer(request: &Request, site: &Site, address: SocketAddr) -> Response {
    // a page of another site may have its own name resolve to this machine; the name that it asks for gives it away
    if address.ip().is_loopback() && !request.is_for_this_machine() {
        return Response::refusal(403);
    }
    if request.method != "GET" && request.method != "HEAD" {
        return Response::refusal(405);
    }
    if request.path == "/.isms/events" {
        return Response::events();
    }
    let name = if request.path == "/" { "index.html" } else { request.path.strip_prefix('/').unwrap_or_default() };
    match site.file(name) {
        Some((bytes, stamp)) if name.ends_with(".html") => Response::page(&bytes, &stamp),
        Some((bytes, _)) => Response::file(name, bytes),
        None if name == "index.html" => Response::empty_page(),
        None => Response::refusal(404),
    }
}
