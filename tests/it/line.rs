//! A line to a server: how many connections were made over it, how long a round trip takes, and a server at its far end that keeps connections open.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{Ipv4Addr, TcpListener, TcpStream},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
        mpsc,
    },
    thread,
    time::{Duration, Instant},
};

use rustls::{ServerConfig, ServerConnection, StreamOwned};

/// Passes everything on from a port of its own.
pub(crate) struct Line {
    pub(crate) port: u16,
    connections: Arc<AtomicUsize>,
    answers: Arc<AtomicUsize>,
}

impl Line {
    /// From `port` to `target`, both on this machine.
    pub(crate) fn start(port: u16, target: u16, round_trip: Duration) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).expect("the port");
        let port = listener.local_addr().expect("an address").port();
        let (connections, answers) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let (counter, heard) = (Arc::clone(&connections), Arc::clone(&answers));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                counter.fetch_add(1, Ordering::SeqCst);
                let heard = Arc::clone(&heard);
                thread::spawn(move || drop(pass_on(stream, target, round_trip, heard)));
            }
        });
        Self { port, connections, answers }
    }

    pub(crate) fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }

    /// How many pieces came back over it.
    pub(crate) fn answers(&self) -> usize {
        self.answers.load(Ordering::SeqCst)
    }
}

fn pass_on(near: TcpStream, target: u16, round_trip: Duration, heard: Arc<AtomicUsize>) -> std::io::Result<()> {
    // The handshake of TCP took no time on this machine.
    thread::sleep(round_trip);
    let far = TcpStream::connect((Ipv4Addr::LOCALHOST, target))?;
    for stream in [&near, &far] {
        stream.set_nodelay(true)?;
    }
    let there = carry(near.try_clone()?, far.try_clone()?, round_trip / 2, Arc::default());
    let back = carry(far, near, round_trip / 2, heard);
    drop((there.join(), back.join()));
    Ok(())
}

/// Whatever comes in goes out so much later.
fn carry(mut from: TcpStream, mut to: TcpStream, delay: Duration, count: Arc<AtomicUsize>) -> thread::JoinHandle<()> {
    let (sender, pieces) = mpsc::channel::<(Instant, Vec<u8>)>();
    let writer = thread::spawn(move || {
        for (due, piece) in pieces {
            thread::sleep(due.saturating_duration_since(Instant::now()));
            if to.write_all(&piece).is_err() {
                return;
            }
            count.fetch_add(1, Ordering::SeqCst);
        }
        // Nothing more will come; the other side may be gone already.
        drop(to.shutdown(std::net::Shutdown::Write));
    });
    thread::spawn(move || {
        let mut piece = [0; 16 << 10];
        while let Ok(count) = from.read(&mut piece) {
            if count == 0 || sender.send((Instant::now() + delay, piece[..count].to_vec())).is_err() {
                break;
            }
        }
        drop(sender);
        drop(writer.join());
    })
}

/// A server that keeps its connections open, as Kakao's do, in front of one that does not: over TLS with a
/// `config`. Returns its port.
pub(crate) fn keep_alive(config: Option<Arc<ServerConfig>>, target: u16) -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
    let port = listener.local_addr().expect("an address").port();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let config = config.clone();
            // It ends when the client leaves.
            thread::spawn(move || {
                stream.set_nodelay(true)?;
                match config {
                    Some(config) => {
                        let connection = ServerConnection::new(config).map_err(std::io::Error::other)?;
                        answer_all(StreamOwned::new(connection, stream), target)
                    }
                    None => answer_all(stream, target),
                }
            });
        }
    });
    port
}

fn answer_all(near: impl Read + Write, target: u16) -> std::io::Result<()> {
    let mut near = BufReader::new(near);
    loop {
        let (mut request, mut length) = (Vec::new(), 0);
        while !request.ends_with(b"\r\n\r\n") {
            let start = request.len();
            if near.read_until(b'\n', &mut request)? == 0 {
                return Ok(());
            }
            let line = String::from_utf8_lossy(&request[start..]).to_ascii_lowercase();
            if let Some(value) = line.strip_prefix("content-length:") {
                length = value.trim().parse().map_err(std::io::Error::other)?;
            }
        }
        let head = request.len();
        request.resize(head + length, 0);
        near.read_exact(&mut request[head..])?;
        let mut far = TcpStream::connect((Ipv4Addr::LOCALHOST, target))?;
        far.write_all(&request)?;
        let mut answer = Vec::new();
        far.read_to_end(&mut answer)?;
        let answer = String::from_utf8_lossy(&answer).replacen("HTTP/1.0", "HTTP/1.1", 1);
        near.get_mut().write_all(answer.as_bytes())?;
        near.get_mut().flush()?;
    }
}
