use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpListener;
use std::sync::mpsc::{Receiver, channel};

use serenity::all::HttpBuilder;
use tokio::sync::oneshot;

use super::*;
use crate::assistant::phrases;

/// A REST API that answers every call alike, and tells what it got: method, path and body.
fn api(answer: &'static str) -> (Http, Receiver<(String, Value)>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    let (tell, told) = channel();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = BufReader::new(stream.expect("a connection"));
            let mut head = Vec::new();
            loop {
                let mut line = String::new();
                stream.read_line(&mut line).expect("a line");
                if line.trim().is_empty() {
                    break;
                }
                head.push(line.to_lowercase());
            }
            let length = head
                .iter()
                .find_map(|line| line.strip_prefix("content-length:"))
                .map_or(0, |length| length.trim().parse().expect("a length"));
            let mut body = vec![0; length];
            stream.read_exact(&mut body).expect("a body");
            let body = serde_json::from_slice(&body).expect("JSON");
            // A test that has ended listens no more.
            let _ = tell.send((head[0].clone(), body));
            stream.get_mut().write_all(answer.as_bytes()).expect("sent");
        }
    });
    let http = HttpBuilder::new("token")
        .proxy(url)
        .ratelimiter_disabled(true);
    (http.build(), told)
}

const DONE: &str = "HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n";
const GONE: &str = "HTTP/1.1 404 Not Found\r\nconnection: close\r\ncontent-length: 49\r\n\r\n\
                    {\"code\": 10062, \"message\": \"Unknown interaction\"}";

fn slip(http: &Http) -> Slip<'_> {
    Slip {
        http,
        application: ApplicationId::new(1),
        id: InteractionId::new(2),
        token: "secret-token",
    }
}

fn answer() -> Reply {
    Reply {
        tone: Tone::Answer,
        audience: Audience::Public,
        ..phrases::unknown()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_late_reply_is_announced_to_the_asker_alone_and_filled_in() {
    let (http, told) = api(DONE);
    let (send, reply) = oneshot::channel();
    let delivered = tokio::spawn(async move {
        let reply = async { reply.await.expect("a reply") };
        deliver(&slip(&http), Way::Message, reply, Duration::ZERO).await
    });
    let (call, body) = told.recv().expect("an announcement");
    assert!(call.starts_with("post /api/v10/interactions/2/secret-token/callback"));
    assert_eq!(body, json!({ "type": 5, "data": { "flags": 64 } }));
    send.send(answer()).expect("it waits");
    let (call, body) = told.recv().expect("the reply");
    assert!(call.starts_with("patch /api/v10/webhooks/1/secret-token/messages/@original"));
    assert_eq!(body, without_flags(render::message(answer())));
    let tone = delivered.await.expect("no panic");
    assert_eq!(tone, Ok(Tone::Answer));
}

#[tokio::test]
async fn a_refusal_is_a_code_without_the_interactions_token() {
    let (http, _told) = api(GONE);
    let reply = async { answer() };
    let failed = deliver(&slip(&http), Way::Message, reply, PATIENCE).await;
    let failure = failed.expect_err("a refusal");
    assert_eq!(failure.to_string(), "http-404-10062");
}

#[test]
fn a_page_that_is_gone_leaves_the_message_as_it_was() {
    let kind = |reply: Reply, way: Way| response(reply, way)["type"].clone();
    assert_eq!(kind(answer(), Way::Turn), json!(UPDATE));
    assert_eq!(kind(phrases::gone(), Way::Turn), json!(MESSAGE));
    let aside = response(answer(), Way::Aside);
    assert_eq!(aside["data"]["flags"], json!(render::PRIVATE));
}
