//! HTTP client side of Slack: signed requests.

use std::fmt::Write as _;
use std::net::SocketAddr;
use std::time::{SystemTime, UNIX_EPOCH};

use axum::http::StatusCode;
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::Value;
use sha2::Sha256;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// Response of the product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    pub status: StatusCode,
    pub body: String,
}

/// Returns the seconds since 1970.
pub fn now() -> String {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    since.as_secs().to_string()
}

/// <https://docs.slack.dev/authentication/verifying-requests-from-slack>
pub fn signature(secret: &str, timestamp: &str, body: &str) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap();
    mac.update(format!("v0:{timestamp}:{body}").as_bytes());
    let mut signature = "v0=".to_owned();
    for byte in mac.finalize().into_bytes() {
        write!(signature, "{byte:02x}").unwrap();
    }
    signature
}

/// Returns the headers of a signed request.
pub fn signed(secret: &str, timestamp: &str, body: &str) -> [(&'static str, String); 2] {
    [
        ("X-Slack-Signature", signature(secret, timestamp, body)),
        ("X-Slack-Request-Timestamp", timestamp.to_owned()),
    ]
}

/// Encodes the fields of an object as a form.
pub fn form(fields: &Value) -> String {
    let mut form = form_urlencoded::Serializer::new(String::new());
    for (name, value) in fields.as_object().unwrap() {
        form.append_pair(name, value.as_str().unwrap());
    }
    form.finish()
}

/// Sends the head of a request that announces a body of this length, and returns the status of the response.
pub async fn announce(address: SocketAddr, path: &str, length: usize) -> StatusCode {
    let head =
        format!("POST {path} HTTP/1.1\r\nHost: {address}\r\nContent-Length: {length}\r\n\r\n");
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(head.as_bytes()).await.unwrap();
    // `HTTP/1.1 ` and three digits.
    let mut begin = [0; 12];
    stream.read_exact(&mut begin).await.unwrap();
    StatusCode::from_bytes(&begin[9..]).unwrap()
}

/// Sends a request over a new connection.
pub async fn call(
    address: SocketAddr,
    method: &str,
    path: &str,
    headers: &[(&str, String)],
    body: &str,
) -> Answer {
    let mut head = format!("{method} {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n");
    for (name, value) in headers {
        write!(head, "{name}: {value}\r\n").unwrap();
    }
    write!(head, "Content-Length: {}\r\n\r\n", body.len()).unwrap();
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(head.as_bytes()).await.unwrap();
    stream.write_all(body.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    let status = head.split(' ').nth(1).unwrap();
    Answer {
        status: StatusCode::from_bytes(status.as_bytes()).unwrap(),
        body: body.to_owned(),
    }
}
