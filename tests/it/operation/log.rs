//! A log, and output, that cannot be written.

use std::fs::OpenOptions;
use std::os::fd::OwnedFd;
use std::process::{Command, Stdio};

use axum::http::StatusCode;

use super::program::Program;
use crate::fixtures::project;

/// Has something logged again and again.
const TALKATIVE: [(&str, &str); 1] = [("GUIDEPOST_LOG_LEVEL", "trace")];

#[tokio::test]
async fn a_full_disk_below_the_log_keeps_no_request_unanswered_and_is_counted() {
    let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
    let mut program = Program::start(&TALKATIVE, Stdio::from(OwnedFd::from(full)));
    program.listens().await;
    for _ in 0..60 {
        assert_eq!(program.post_unsigned().await, StatusCode::UNAUTHORIZED);
    }
    let ready = program.get("/readyz").await.body;
    assert!(ready.contains("lines could not be written"), "{ready}");
    program.terminate();
    assert_eq!(program.wait_for_end().await.code(), Some(0));
}

#[tokio::test]
async fn a_log_whose_reader_is_gone_keeps_no_request_unanswered() {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let mut program = Program::start(&TALKATIVE, Stdio::from(writer));
    program.listens().await;
    for _ in 0..60 {
        assert_eq!(program.post_unsigned().await, StatusCode::UNAUTHORIZED);
    }
    program.terminate();
    assert_eq!(program.wait_for_end().await.code(), Some(0));
}

#[tokio::test]
async fn a_log_that_nobody_reads_holds_up_neither_requests_nor_the_end() {
    let (reader, writer) = std::io::pipe().unwrap();
    // More than the pipe holds.
    let mut program = Program::start(&TALKATIVE, Stdio::from(writer));
    program.listens().await;
    while !program
        .get("/readyz")
        .await
        .body
        .contains("lines could not be written")
    {
        assert_eq!(program.post_unsigned().await, StatusCode::UNAUTHORIZED);
    }
    assert_eq!(program.get("/healthz").await.body, "ok\n");
    program.terminate();
    assert_eq!(program.wait_for_end().await.code(), Some(0));
    drop(reader);
}

#[tokio::test]
async fn requests_that_anybody_can_send_are_counted_and_logged_now_and_then() {
    let (mut reader, writer) = std::io::pipe().unwrap();
    let mut program = Program::start(&[], Stdio::from(writer));
    program.listens().await;
    for _ in 0..50 {
        assert_eq!(program.post_unsigned().await, StatusCode::UNAUTHORIZED);
    }
    let ready = program.get("/readyz").await.body;
    assert!(
        ready.contains("slack: 50 requests that were refused"),
        "{ready}"
    );
    program.terminate();
    program.wait_for_end().await;
    let mut log = String::new();
    std::io::Read::read_to_string(&mut reader, &mut log).unwrap();
    let refused = log
        .lines()
        .filter(|line| line.contains("a request was refused"));
    assert_eq!(refused.count(), 2, "{log}");
}

#[test]
#[cfg(target_os = "linux")]
fn output_that_cannot_be_written_is_an_error() {
    let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
    let failed = Command::new(env!("CARGO_BIN_EXE_guidepost"))
        .current_dir(project(""))
        .env_clear()
        .args(["manifest", "slack"])
        .stdout(full)
        .output()
        .unwrap();
    assert_eq!(failed.status.code(), Some(2));
    let told = String::from_utf8(failed.stderr).unwrap();
    assert!(told.contains("standard output cannot be written"), "{told}");
}
