//! TLS of rustls, told line by line what to do; the lines are those of Program.java.

use rustls::crypto::{aws_lc_rs, aws_lc_rs::Ticketer, CryptoProvider, SupportedKxGroup};
use rustls::pki_types::{pem::PemObject, CertificateDer, PrivateKeyDer, ServerName};
use rustls::server::{NoClientAuth, NoServerSessionStorage, WebPkiClientVerifier};
use rustls::{ClientConfig, ClientConnection, HandshakeKind, RootCertStore, ServerConfig, ServerConnection, StreamOwned};
use std::collections::HashMap;
use std::error::Error;
use std::io::{self, BufRead, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;
type Settings = HashMap<String, String>;
type Identity = (Vec<CertificateDer<'static>>, PrivateKeyDer<'static>);

const LIMIT: Duration = Duration::from_secs(20);

#[derive(Default)]
struct Peer {
    client: Option<StreamOwned<ClientConnection, TcpStream>>,
    serving: Option<JoinHandle<Outcome<()>>>,
    update: Arc<AtomicBool>,
    cuts: bool,
    kept: Option<Arc<ClientConfig>>,
    resumed: Arc<Mutex<Vec<&'static str>>>,
}

fn main() {
    let mut peer = Peer::default();
    for line in io::stdin().lock().lines() {
        let line = line.expect("a line");
        let (word, rest) = line.split_once(' ').unwrap_or((&line, ""));
        match peer.obey(word, rest) {
            Ok(answer) => println!("{answer}"),
            Err(why) => println!("failed {}", why.to_string().replace('\n', " ")),
        }
    }
}

impl Peer {
    fn obey(&mut self, word: &str, rest: &str) -> Outcome<String> {
        match word {
            "listen" => Ok(format!("port {}", self.listen(&settings(rest))?)),
            "connect" => {
                self.connect(&settings(rest))?;
                Ok("connected".into())
            }
            "exchange" => {
                let client = self.client.as_mut().ok_or("no connection")?;
                send(client, "POST /echo HTTP/1.0", rest.as_bytes(), self.cuts)?;
                let body = read(client)?.ok_or("closed")?;
                Ok(format!("body {}", String::from_utf8(body)?))
            }
            "update" => {
                match self.client.as_mut() {
                    Some(client) => client.conn.refresh_traffic_keys()?,
                    None => self.update.store(true, Ordering::SeqCst),
                }
                Ok("updated".into())
            }
            "end" => {
                match self.client.as_mut().map(|c| c.read(&mut [0])) {
                    Some(Ok(0)) => {}
                    Some(Ok(_)) => return Err("more data".into()),
                    Some(Err(why)) => return Err(why.into()),
                    None => self.serving.take().ok_or("no server")?.join().map_err(|_| "panic")??,
                }
                Ok("ended".into())
            }
            "resumed" => Ok(format!("resumed {}", self.resumed.lock().map_err(|_| "panic")?.join(" "))),
            "close" => {
                self.client = None;
                self.serving = None;
                self.update = Arc::default();
                Ok("closed".into())
            }
            _ => Err(format!("{word} is unknown").into()),
        }
    }

    fn connect(&mut self, given: &Settings) -> Outcome<()> {
        self.cuts = given["cut"] == "1";
        let config = match self.kept.take() {
            Some(config) if given.get("sessions").is_some_and(|s| s == "kept") => config,
            _ => {
                self.resumed.lock().map_err(|_| "panic")?.clear();
                client_config(given)?
            }
        };
        self.kept = Some(config.clone());
        let connection = ClientConnection::new(config, ServerName::try_from("localhost")?)?;
        let mut client = StreamOwned::new(connection, limited(TcpStream::connect(("127.0.0.1", given["port"].parse()?))?)?);
        while client.conn.is_handshaking() {
            client.conn.complete_io(&mut client.sock)?;
        }
        note(&self.resumed, client.conn.handshake_kind())?;
        self.client = Some(client);
        Ok(())
    }

    fn listen(&mut self, given: &Settings) -> Outcome<u16> {
        let cuts = given["cut"] == "1";
        let provider = Arc::new(provider(given)?);
        let verifier = WebPkiClientVerifier::builder_with_provider(anchors(given)?.into(), provider.clone());
        let verifier = match given["auth"].as_str() {
            "need" => verifier.build()?,
            "want" => verifier.allow_unauthenticated().build()?,
            _ => Arc::new(NoClientAuth),
        };
        let (chain, key) = identity(given)?.ok_or("no certificate")?;
        let mut config = ServerConfig::builder_with_provider(provider)
            .with_protocol_versions(&[version(given)])?
            .with_client_cert_verifier(verifier)
            .with_single_cert(chain, key)?;
        config.alpn_protocols = protocols(given);
        match given.get("way").map(String::as_str) {
            Some("TICKET") => {
                config.ticketer = Ticketer::new()?;
                config.session_storage = Arc::new(NoServerSessionStorage {});
            }
            _ => {}
        }
        let config = Arc::new(config);
        let connections = given.get("connections").map_or(Ok(1), |n| n.parse::<usize>())?;
        let listening = TcpListener::bind("127.0.0.1:0")?;
        let port = listening.local_addr()?.port();
        let update = self.update.clone();
        let resumed = self.resumed.clone();
        resumed.lock().map_err(|_| "panic")?.clear();
        self.serving = Some(thread::spawn(move || {
            for _ in 0..connections {
                let connection = ServerConnection::new(config.clone())?;
                note(&resumed, serve(connection, &listening, &update, cuts)?)?;
            }
            Ok(())
        }));
        Ok(port)
    }
}

fn client_config(given: &Settings) -> Outcome<Arc<ClientConfig>> {
    let builder = ClientConfig::builder_with_provider(provider(given)?.into())
        .with_protocol_versions(&[version(given)])?
        .with_root_certificates(anchors(given)?);
    let mut config = match identity(given)? {
        Some((chain, key)) => builder.with_client_auth_cert(chain, key)?,
        None => builder.with_no_client_auth(),
    };
    config.alpn_protocols = protocols(given);
    Ok(config.into())
}

fn note(resumed: &Mutex<Vec<&'static str>>, kind: Option<HandshakeKind>) -> Outcome<()> {
    let word = if kind == Some(HandshakeKind::Resumed) { "yes" } else { "no" };
    resumed.lock().map_err(|_| "panic")?.push(word);
    Ok(())
}

fn serve(
    connection: ServerConnection,
    listening: &TcpListener,
    update: &AtomicBool,
    cuts: bool,
) -> Outcome<Option<HandshakeKind>> {
    let mut stream = StreamOwned::new(connection, limited(listening.accept()?.0)?);
    while let Some(body) = read(&mut stream)? {
        if update.swap(false, Ordering::SeqCst) {
            stream.conn.refresh_traffic_keys()?;
        }
        send(&mut stream, "HTTP/1.0 200 OK", &body, cuts)?;
    }
    stream.conn.send_close_notify();
    let _ = stream.flush(); // the other end may be gone
    Ok(stream.conn.handshake_kind())
}

fn settings(line: &str) -> Settings {
    line.split(' ').filter_map(|s| s.split_once('=')).map(|(n, v)| (n.into(), v.into())).collect()
}

fn limited(stream: TcpStream) -> io::Result<TcpStream> {
    stream.set_nodelay(true)?;
    stream.set_read_timeout(Some(LIMIT))?;
    Ok(stream)
}

fn provider(given: &Settings) -> Outcome<CryptoProvider> {
    let mut provider = aws_lc_rs::default_provider();
    provider.cipher_suites.retain(|s| {
        s.suite().as_str().map(|n| n.replace("TLS13_", "TLS_")).as_deref() == Some(given["suite"].as_str())
    });
    provider.kx_groups = given["groups"].split(',').map(group).collect::<Outcome<_>>()?;
    Ok(provider)
}

fn group(name: &str) -> Outcome<&'static dyn SupportedKxGroup> {
    aws_lc_rs::ALL_KX_GROUPS
        .iter()
        .copied()
        .find(|g| format!("{:?}", g.name()).eq_ignore_ascii_case(name))
        .ok_or_else(|| format!("no group {name}").into())
}

fn version(given: &Settings) -> &'static rustls::SupportedProtocolVersion {
    if given["version"] == "TLSv1.3" { &rustls::version::TLS13 } else { &rustls::version::TLS12 }
}

fn protocols(given: &Settings) -> Vec<Vec<u8>> {
    given.get("alpn").map(|all| all.split(',').map(|p| p.into()).collect()).unwrap_or_default()
}

fn anchors(given: &Settings) -> Outcome<RootCertStore> {
    let mut anchors = RootCertStore::empty();
    anchors.add(CertificateDer::from_pem_file(&given["ca"])?)?;
    Ok(anchors)
}

fn identity(given: &Settings) -> Outcome<Option<Identity>> {
    let Some(file) = given.get("cert") else { return Ok(None) };
    let chain = CertificateDer::pem_file_iter(file)?.collect::<Result<_, _>>()?;
    Ok(Some((chain, PrivateKeyDer::from_pem_file(&given["key"])?)))
}

fn send(out: &mut impl Write, first: &str, body: &[u8], cuts: bool) -> Outcome<()> {
    let mut all = format!("{first}\r\nContent-Length: {}\r\n\r\n", body.len()).into_bytes();
    all.extend(body);
    for piece in all.chunks(if cuts { 1 } else { all.len() }) {
        out.write_all(piece)?;
        out.flush()?;
    }
    Ok(())
}

/// The body of one HTTP message; None: there is none.
fn read(stream: &mut impl Read) -> Outcome<Option<Vec<u8>>> {
    let mut head = Vec::new();
    let mut next = [0];
    while !head.ends_with(b"\r\n\r\n") {
        if stream.read(&mut next)? == 0 {
            return if head.is_empty() { Ok(None) } else { Err("cut off".into()) };
        }
        head.push(next[0]);
    }
    let head = String::from_utf8(head)?.to_ascii_lowercase();
    let length = head.lines().find_map(|l| l.strip_prefix("content-length:")).ok_or("no length")?;
    let mut body = vec![0; length.trim().parse()?];
    stream.read_exact(&mut body)?;
    Ok(Some(body))
}
