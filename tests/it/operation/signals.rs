//! Signals that arrive before the bot is ready.

use std::process::Stdio;

use tokio::io::AsyncReadExt as _;
use tokio::net::TcpListener;

use super::program::{Program, in_time};

#[tokio::test]
async fn a_bot_that_waits_for_its_database_ends_when_it_is_told_to() {
    // It accepts connections and says nothing.
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("postgres://guidepost@{}/x", silent.local_addr().unwrap());
    let variables = [
        ("DATABASE_URL", url.as_str()),
        ("GUIDEPOST_PEOPLE_KEY", "a key that is only for tests"),
    ];
    let program = Program::start(&variables, Stdio::null());
    let (mut connection, _) = in_time("a connection", silent.accept()).await.unwrap();
    let mut first = [0; 1];
    in_time("its first byte", connection.read_exact(&mut first))
        .await
        .unwrap();
    program.terminate();
    assert_eq!(program.wait_for_end().await.code(), Some(0));
}
