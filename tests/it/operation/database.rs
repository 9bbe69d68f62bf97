//! A database that refuses the connection.

use std::io::Read as _;
use std::process::{Command, Stdio};

use super::program::{Program, in_time};
use crate::store::base::{Server, TestDatabase};

const WRONG: &str = "not-the-password-7391";

#[tokio::test]
async fn a_wrong_password_is_said_in_a_sentence_and_the_password_nowhere() {
    let Some(server) = Server::start() else {
        return;
    };
    let url = format!(
        "postgres://guidepost:{WRONG}@localhost/postgres?host={}",
        server.folder().display()
    );
    let base = TestDatabase::Postgres(server);
    base.connect()
        .await
        .run("ALTER ROLE guidepost PASSWORD 'the-right-password'")
        .await;
    let TestDatabase::Postgres(server) = &base else {
        unreachable!()
    };
    server.ask_for_passwords();
    let variables = [
        ("DATABASE_URL", url.as_str()),
        ("GUIDEPOST_PEOPLE_KEY", crate::store::base::KEY),
    ];
    let sentence = "password authentication failed for user \"guidepost\"; check the user and the password in \
                    DATABASE_URL";

    let output = Command::new(env!("CARGO_BIN_EXE_guidepost"))
        .args(["store", "stats"])
        .env_clear()
        .envs(variables)
        .current_dir(server.folder())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains(sentence), "{said}");
    assert!(!said.contains(WRONG), "{said}");

    // The bot goes on without it, and says so.
    let (mut reader, writer) = std::io::pipe().unwrap();
    let mut program = Program::start(&variables, Stdio::from(writer));
    program.listens().await;
    let refused = async {
        loop {
            let ready = program.get("/readyz").await.body;
            if ready.contains("store: failing") {
                return ready;
            }
            tokio::task::yield_now().await;
        }
    };
    let ready = in_time("the failing store", refused).await;
    assert!(ready.contains(sentence), "{ready}");
    program.terminate();
    program.wait_for_end().await;
    let mut log = String::new();
    reader.read_to_string(&mut log).unwrap();
    assert!(
        log.contains("check the user and the password in DATABASE_URL"),
        "{log}"
    );
    assert!(!log.contains(WRONG) && !ready.contains(WRONG), "{log}");
}
