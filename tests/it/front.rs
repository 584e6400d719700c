//! Owns a server in the place of Kakao that answers byte for byte what a test tells it to.

use std::{
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::Duration,
};

type Say = dyn Fn(&mut TcpStream) -> std::io::Result<()> + Send + Sync;

/// A token answer as good as any.
pub(crate) const TOKENS: &str = r#"{"access_token":"front-access","token_type":"bearer","refresh_token":"front-refresh","expires_in":21599,"refresh_token_expires_in":5183999}"#;

/// Answers `/oauth/token` with what was set, and everything else as a friendly server does.
pub(crate) struct Front {
    pub(crate) url: String,
    token: Arc<Mutex<Arc<Say>>>,
    asked: Arc<AtomicUsize>,
}

impl Front {
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let say: Arc<Say> = Arc::new(|stream: &mut TcpStream| stream.write_all(&json(200, TOKENS)));
        let (token, asked) = (Arc::new(Mutex::new(say)), Arc::new(AtomicUsize::new(0)));
        let front = Self { url, token: Arc::clone(&token), asked: Arc::clone(&asked) };
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (token, asked) = (Arc::clone(&token), Arc::clone(&asked));
                // The client may be gone already: that is its affair.
                thread::spawn(move || drop(answer(stream, &token, &asked)));
            }
        });
        front
    }

    /// What the token endpoint says from now on.
    pub(crate) fn say(&self, answer: impl Fn(&mut TcpStream) -> std::io::Result<()> + Send + Sync + 'static) {
        *self.token.lock().expect("no panic") = Arc::new(answer);
    }

    /// How often the token endpoint was asked.
    pub(crate) fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}

fn answer(mut stream: TcpStream, token: &Mutex<Arc<Say>>, asked: &AtomicUsize) -> std::io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(40)))?;
    let head = read(&mut stream)?;
    let say = Arc::clone(&token.lock().expect("no panic"));
    if head.starts_with("POST /oauth/token ") {
        asked.fetch_add(1, Ordering::SeqCst);
        say(&mut stream)
    } else {
        stream.write_all(&json(200, r#"{"id":7,"expires_in":1,"app_id":1}"#))
    }
}

/// The head of a request, its body read and dropped.
fn read(stream: &mut TcpStream) -> std::io::Result<String> {
    let (mut bytes, mut chunk) = (Vec::new(), [0; 4096]);
    loop {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head.lines().find_map(|line| {
                let (name, value) = line.split_once(':')?;
                name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse::<usize>().ok())?
            });
            if body.len() >= length.unwrap_or(0) {
                return Ok(head.to_owned());
            }
        }
        let count = stream.read(&mut chunk)?;
        if count == 0 {
            return Ok(text);
        }
        bytes.extend_from_slice(&chunk[..count]);
    }
}

/// A whole answer with its true length.
pub(crate) fn json(status: u16, body: &str) -> Vec<u8> {
    whole(status, "application/json;charset=UTF-8", body.as_bytes())
}

pub(crate) fn whole(status: u16, kind: &str, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body].concat()
}
