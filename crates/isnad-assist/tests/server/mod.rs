//! A server on this machine that answers as it is told, well or badly.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// What the server does with a request.
#[derive(Clone)]
pub enum Act {
    /// Status and body.
    Say(u16, String),
    /// Nothing, for so long.
    Hang(Duration),
    /// Promises more than it sends, then goes away.
    BreakOff,
    /// Sends and sends.
    Flood,
    /// Sends a redirection there.
    Redirect(String),
}

/// A running server.
pub struct Server {
    /// Address of its API.
    pub url: String,
    /// Bodies that came in.
    pub asked: Arc<Mutex<Vec<String>>>,
}

/// Wraps what a model says as the API does.
pub fn answer(content: &str) -> Act {
    let body = serde_json::json!({"choices": [{"message": {"role": "assistant", "content": content}}]});
    Act::Say(200, body.to_string())
}

fn request(stream: &mut TcpStream) -> Option<String> {
    let mut bytes = Vec::new();
    let mut some = [0; 4096];
    loop {
        let n = stream.read(&mut some).ok().filter(|n| *n > 0)?;
        bytes.extend_from_slice(&some[..n]);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let Some((head, _)) = text.split_once("\r\n\r\n") else {
            continue;
        };
        let length = head.lines().find_map(|l| {
            let (name, value) = l.split_once(':')?;
            name.eq_ignore_ascii_case("content-length")
                .then(|| value.trim().parse::<usize>().ok())?
        });
        let at = head.len() + 4;
        if bytes.len() >= at + length.unwrap_or(0) {
            return Some(String::from_utf8_lossy(&bytes[at..]).into_owned());
        }
    }
}

fn perform(stream: &mut TcpStream, act: Act) {
    // That the other side has gone is part of what is tested.
    let mut send = |bytes: &[u8]| stream.write_all(bytes).is_ok();
    match act {
        Act::Say(status, body) => {
            send(
                format!(
                    "HTTP/1.1 {status} X\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
                    body.len()
                )
                .as_bytes(),
            );
        }
        Act::Hang(time) => std::thread::sleep(time),
        Act::BreakOff => {
            send(b"HTTP/1.1 200 OK\r\ncontent-length: 5000\r\n\r\n{\"choices\": [");
        }
        Act::Flood => {
            send(b"HTTP/1.1 200 OK\r\n\r\n");
            while send(&[b' '; 65536]) {}
        }
        Act::Redirect(to) => {
            send(format!("HTTP/1.1 307 X\r\nlocation: {to}\r\ncontent-length: 0\r\n\r\n").as_bytes());
        }
    }
}

/// Serves the acts in order, the last one for ever.
pub fn serve(acts: Vec<Act>) -> Server {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/v1", listener.local_addr().unwrap());
    let asked = Arc::new(Mutex::new(Vec::new()));
    let kept = asked.clone();
    std::thread::spawn(move || {
        for (n, stream) in listener.incoming().enumerate() {
            let Ok(mut stream) = stream else { break };
            let act = acts[n.min(acts.len() - 1)].clone();
            let kept = kept.clone();
            std::thread::spawn(move || {
                if let Some(body) = request(&mut stream) {
                    kept.lock().unwrap().push(body);
                    perform(&mut stream, act);
                }
            });
        }
    });
    Server { url, asked }
}
