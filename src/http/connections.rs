//! Owns the connections of strangers: who is let in, how many at once, and who makes room.

use std::{
    collections::VecDeque,
    io,
    net::{Shutdown, SocketAddr, TcpListener, TcpStream},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering},
        mpsc::{Receiver, channel},
    },
    thread::{self, JoinHandle},
    time::Duration,
};

use super::{
    Answer, Body, Limits, Request, drain,
    reading::{Head, Refused, TLS, read_request},
    write,
};

/// What the thread of a connection does.
type Work = dyn Fn(Connection) + Send + Sync;

/// Which of these connections, each a peer and the local address it came to, are let in.
pub(crate) type Admits = dyn Fn(&[(SocketAddr, SocketAddr)]) -> Vec<bool> + Send + Sync;

const STACK: usize = 256 << 10;
/// Connections whose owners are looked up together.
const BATCH: usize = 128;
/// How many connections may wait for `accept`: a flood must not fill the system's queue.
#[cfg(unix)]
const BACKLOG: i32 = 4096;

/// Listening sockets, served until it is dropped.
#[derive(Debug)]
pub(crate) struct Serving {
    stop: Arc<AtomicBool>,
    connections: Arc<Connections>,
    acceptors: Vec<(SocketAddr, JoinHandle<()>)>,
}

impl Serving {
    /// Whether a client began with a TLS handshake (RFC 8446 section 5.1).
    pub(crate) fn was_greeted_in_tls(&self) -> bool {
        self.connections.was_greeted_in_tls.load(Ordering::Relaxed)
    }

    /// Closes every connection without a complete request, and holds no more than `open` from now on.
    pub(crate) fn restrict(&self, open: usize) {
        self.connections.limit.store(open, Ordering::SeqCst);
        let mut registry = self.connections.registry();
        registry.retain(|entry| {
            if !entry.is_complete {
                drop(entry.stream.shutdown(Shutdown::Both));
            }
            entry.is_complete
        });
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::SeqCst);
        for (address, acceptor) in self.acceptors.drain(..) {
            // accept() has no other way to be woken; a failure means that it is not waiting any more.
            if TcpStream::connect_timeout(&address, Duration::from_secs(1)).is_ok() {
                drop(acceptor.join());
            }
        }
    }
}

/// Accepts on `listeners` until the answer is dropped; the requests come in through the channel, whose length is bounded
/// by the number of connections.
pub(crate) fn serve(
    listeners: Vec<TcpListener>,
    limits: Limits,
    admits: Arc<Admits>,
) -> io::Result<(Serving, Receiver<Request>)> {
    let (sender, requests) = channel();
    // Once nobody receives, nobody is answered either.
    let serving = serve_with(listeners, limits, admits, |_| Body::UpTo(0), move |request| drop(sender.send(request)))?;
    Ok((serving, requests))
}

/// Accepts on `listeners` until the answer is dropped; each request is given to `handle` on a thread of its own, with as
/// much of its body as `longest` says.
pub(crate) fn serve_with(
    listeners: Vec<TcpListener>,
    limits: Limits,
    admits: Arc<Admits>,
    longest: impl Fn(&Head) -> Body + Send + Sync + 'static,
    handle: impl Fn(Request) + Send + Sync + 'static,
) -> io::Result<Serving> {
    let work: Arc<Work> = Arc::new(move |connection| read(connection, &longest, &handle));
    let stop = Arc::new(AtomicBool::new(false));
    let connections = Arc::new(Connections {
        limits,
        limit: AtomicUsize::new(limits.open),
        entries: Mutex::default(),
        ids: AtomicU64::new(0),
        was_greeted_in_tls: AtomicBool::new(false),
    });
    let mut acceptors = Vec::new();
    for listener in listeners {
        // Again, for a longer queue than the standard library asks for. A system that refuses keeps the shorter one.
        #[cfg(unix)]
        rustix::net::listen(&listener, BACKLOG).ok();
        let address = listener.local_addr()?;
        let (work, stop, admits) = (Arc::clone(&work), Arc::clone(&stop), Arc::clone(&admits));
        let connections = Arc::clone(&connections);
        let accept = move || connections.accept(&listener, &work, &admits, &stop);
        acceptors.push((address, thread::Builder::new().stack_size(STACK).spawn(accept)?));
    }
    Ok(Serving { stop, connections, acceptors })
}

/// The connections there are, in the order they came: being read, waiting for their answer, or being drained.
#[derive(Debug)]
struct Connections {
    limits: Limits,
    /// How many there may be.
    limit: AtomicUsize,
    was_greeted_in_tls: AtomicBool,
    entries: Mutex<VecDeque<Entry>>,
    ids: AtomicU64,
}

#[derive(Debug)]
struct Entry {
    id: u64,
    stream: Arc<TcpStream>,
    /// It has a request that waits for its answer, and is not closed to make room.
    is_complete: bool,
}

/// A connection as long as it counts.
#[derive(Debug)]
pub(super) struct Connection {
    id: u64,
    stream: Arc<TcpStream>,
    connections: Arc<Connections>,
}

impl Connection {
    pub(super) fn stream(&self) -> &TcpStream {
        &self.stream
    }

    fn set_complete(&self, is_complete: bool) {
        let mut registry = self.connections.registry();
        if let Some(entry) = registry.iter_mut().find(|entry| entry.id == self.id) {
            entry.is_complete = is_complete;
        }
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.connections.registry().retain(|entry| entry.id != self.id);
    }
}

impl Connections {
    fn registry(&self) -> MutexGuard<'_, VecDeque<Entry>> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn accept(self: Arc<Self>, listener: &TcpListener, work: &Arc<Work>, admits: &Arc<Admits>, stop: &AtomicBool) {
        loop {
            let batch = accept_batch(listener);
            if stop.load(Ordering::SeqCst) {
                return;
            }
            if batch.is_empty() {
                // Out of descriptors, or a client that left: wait a little and keep the port.
                thread::sleep(Duration::from_millis(20));
                continue;
            }
            let ends: Vec<_> = batch.iter().map(|(_, ends)| *ends).collect();
            let admitted = admits(&ends);
            for ((stream, _), _) in batch.into_iter().zip(admitted).filter(|(_, is_admitted)| *is_admitted) {
                self.start(stream, work);
            }
        }
    }

    /// Gives a connection a thread of its own, where there is room for it.
    fn start(self: &Arc<Self>, stream: TcpStream, work: &Arc<Work>) {
        let Some(connection) = self.enter(stream) else { return };
        let work = Arc::clone(work);
        let reader = thread::Builder::new().stack_size(STACK);
        // Without a thread the connection is dropped, and with it its place.
        drop(reader.spawn(move || work(connection)));
    }

    /// Makes room by closing the oldest connection without a complete request; `None` where there is none.
    fn enter(self: &Arc<Self>, stream: TcpStream) -> Option<Connection> {
        let stream = Arc::new(stream);
        let id = self.ids.fetch_add(1, Ordering::Relaxed);
        let mut registry = self.registry();
        if registry.len() >= self.limit.load(Ordering::SeqCst) {
            let oldest = registry.iter().position(|entry| !entry.is_complete)?;
            let oldest = registry.remove(oldest)?;
            drop(oldest.stream.shutdown(Shutdown::Both));
        }
        registry.push_back(Entry { id, stream: Arc::clone(&stream), is_complete: false });
        Some(Connection { id, stream, connections: Arc::clone(self) })
    }
}

/// Waits for one connection and takes those that wait behind it. Empty where none could be had.
fn accept_batch(listener: &TcpListener) -> Vec<(TcpStream, (SocketAddr, SocketAddr))> {
    let mut batch = Vec::new();
    let mut add = |accepted: io::Result<(TcpStream, SocketAddr)>| {
        let Ok((stream, peer)) = accepted else { return false };
        // On some systems it inherits the listener's way of waiting.
        if let (Ok(local), Ok(())) = (stream.local_addr(), stream.set_nonblocking(false)) {
            batch.push((stream, (peer, local)));
        }
        true
    };
    let mut goes_on = add(listener.accept()) && listener.set_nonblocking(true).is_ok();
    let mut count = 1;
    while goes_on && count < BATCH {
        goes_on = add(listener.accept());
        count += 1;
    }
    // A listener that cannot wait any more would turn in circles, but slowly.
    drop(listener.set_nonblocking(false));
    batch
}

fn read(connection: Connection, longest: impl Fn(&Head) -> Body, handle: impl Fn(Request)) {
    match read_request(connection.stream(), connection.connections.limits, longest) {
        Ok((Head { method, target, headers }, body)) => {
            connection.set_complete(true);
            handle(Request { method, target, headers, body, connection });
        }
        Err(Refused(TLS)) => connection.connections.was_greeted_in_tls.store(true, Ordering::Relaxed),
        Err(Refused(0)) => {}
        Err(Refused(status)) => {
            if write(connection.stream(), &Answer::empty(status), false).is_ok() {
                drain(connection.stream());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dropping_the_server_closes_its_port() {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        let limits = Limits { head: 1024, time: Duration::from_secs(1), open: 4 };
        drop(serve(vec![listener], limits, Arc::new(|ends| vec![true; ends.len()])).expect("serving"));
        TcpListener::bind(address).expect("the port is free again");
    }
}
