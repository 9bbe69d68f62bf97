//! The binary as a supervisor starts and stops it.

use std::process::{Child, Command};
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::mpsc::UnboundedReceiver;

use super::fake::{FakeDiscord, FakeOptions, GatewayAction, Received, TOKEN};
use super::payload;
use crate::store::base::TestDatabase;

/// Time limit of every wait.
const DEADLINE: Duration = Duration::from_secs(20);

/// Killed when the test ends, in whatever way.
struct Program(Child);

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.0.kill();
    }
}

/// Waits for the first event that matches, and drops those before it.
async fn until(
    events: &mut UnboundedReceiver<Received>,
    one: impl Fn(&Received) -> bool,
) -> Received {
    let found = async {
        loop {
            let event = events.recv().await.expect("the fake");
            if one(&event) {
                return event;
            }
        }
    };
    let found = tokio::time::timeout(DEADLINE, found).await;
    found.expect("what is waited for comes")
}

#[cfg(unix)]
#[tokio::test]
async fn a_terminated_process_delivers_its_running_answers() {
    let (fake, mut events) = FakeDiscord::start(FakeOptions::default()).await;
    let kept = Arc::new(TestDatabase::file());
    let knowledge = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/knowledge");
    let mut program = Command::new(env!("CARGO_BIN_EXE_guidepost"));
    program
        .arg("serve")
        .env("DISCORD_TOKEN", TOKEN)
        .env("DISCORD_API_URL", format!("http://{}", fake.address))
        .env("GUIDEPOST_LISTEN", "127.0.0.1:0")
        .env("GUIDEPOST_KNOWLEDGE_PATH", knowledge)
        .envs(kept.variables());
    let mut program = Program(program.spawn().expect("the program"));
    until(&mut events, |event| {
        matches!(event, Received::Registered(_))
    })
    .await;

    fake.hold_responses();
    let id = fake.next_interaction();
    let asks = payload::command(payload::IN_SERVER, id, "what-is", &[("term", "api")]);
    fake.act(GatewayAction::Dispatch("INTERACTION_CREATE", asks));
    until(&mut events, |event| *event == Received::ResponseHeld).await;
    let asked = Command::new("kill")
        .args(["-TERM", &program.0.id().to_string()])
        .status();
    assert!(asked.expect("a signal").success());
    until(&mut events, |event| *event == Received::Closed(Some(1_000))).await;
    fake.response_permits.add_permits(1);
    let answer = until(&mut events, |event| matches!(event, Received::Responded(_))).await;
    let Received::Responded(answer) = answer else {
        panic!("a response: {answer:?}")
    };
    let shown = &answer["data"]["components"][0]["components"];
    assert_eq!(shown[0]["content"], "## API");

    let ended = tokio::task::spawn_blocking(move || program.0.wait()).await;
    assert_eq!(ended.expect("no panic").expect("an end").code(), Some(0));
}
