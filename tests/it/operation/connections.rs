//! Idle connections to the HTTP listener.

use std::process::Stdio;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use super::program::{Program, in_time};

/// A connection over which the beginning of a request has been sent.
async fn half_sent(program: &Program, beginning: &str) -> TcpStream {
    let mut stream = TcpStream::connect(program.address).await.unwrap();
    stream.write_all(beginning.as_bytes()).await.unwrap();
    stream
}

#[tokio::test]
async fn connections_that_send_nothing_do_not_keep_a_health_check_out() {
    let mut program = Program::start(&[], Stdio::null());
    program.listens().await;
    let mut open = Vec::new();
    for _ in 0..300 {
        open.push(half_sent(&program, "GET /healthz HTTP/1.1\r\n").await);
    }
    assert_eq!(program.get("/healthz").await.body, "ok\n");
    // The oldest ones had to give way; the newest is closed when its time is over.
    let mut oldest = open.remove(0);
    let mut rest = Vec::new();
    let _ = in_time("the end of the oldest", oldest.read_to_end(&mut rest)).await;
    let mut newest = open.pop().unwrap();
    let _ = in_time("the end of the newest", newest.read_to_end(&mut rest)).await;
}

#[tokio::test]
async fn a_half_sent_request_does_not_delay_the_end() {
    for beginning in [
        "",
        "POST /slack/events HTTP/1.1\r\nHost: a\r\n",
        "POST /slack/events HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n{",
    ] {
        let mut program = Program::start(&[], Stdio::null());
        program.listens().await;
        let _open = half_sent(&program, beginning).await;
        assert_eq!(program.get("/healthz").await.body, "ok\n");
        program.terminate();
        assert_eq!(program.wait_for_end().await.code(), Some(0), "{beginning}");
    }
}
