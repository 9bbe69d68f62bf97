use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpListener;
use std::sync::mpsc::{Receiver, channel};

use serenity::all::HttpBuilder;
use tokio::sync::oneshot;

use super::*;
use crate::assistant::Words;
use crate::chat::{Format, Picture};

/// A REST API that gives these answers, the last one again and again, and tells what it got: method,
/// path and body, which is one text where it is no JSON.
fn api(answers: &'static [&'static str]) -> (Http, Receiver<(String, Value)>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    let (tell, told) = channel();
    std::thread::spawn(move || {
        for (number, stream) in listener.incoming().enumerate() {
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
            let text = String::from_utf8_lossy(&body);
            let body = match serde_json::from_str(&text) {
                Ok(body) => body,
                Err(_) if text.is_empty() => Value::Null,
                Err(_) => Value::String(text.into_owned()),
            };
            // A test that has ended listens no more.
            let _ = tell.send((head[0].clone(), body));
            let answer = answers[number.min(answers.len() - 1)];
            stream.get_mut().write_all(answer.as_bytes()).expect("sent");
        }
    });
    let http = HttpBuilder::new("token")
        .proxy(url)
        .ratelimiter_disabled(true);
    (http.build(), told)
}

const DONE: &str = "HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n";
const BROKEN: &str = "HTTP/1.1 502 Bad Gateway\r\nconnection: close\r\n\r\n";
const BEFORE: &str = "HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 50\r\n\r\n\
                      {\"code\": 40060, \"message\": \"Already acknowledged\"}";
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
        ..Words::default().unknown()
    }
}

/// What is called where the reply comes after the patience is over: method, the end of the path,
/// body.
async fn late(way: Way, audience: Audience, reply: Reply) -> Vec<(String, Value)> {
    let (http, told) = api(&[DONE]);
    let (send, late) = oneshot::channel();
    let delivered = tokio::spawn(async move {
        let reply = async { late.await.expect("a reply") };
        deliver(&slip(&http), way, audience, reply, Duration::ZERO).await
    });
    let announcement = told.recv().expect("an announcement");
    let tone = reply.tone;
    send.send(reply).expect("it waits");
    assert_eq!(delivered.await.expect("no panic"), Ok(tone));
    let calls = std::iter::once(announcement).chain(told.try_iter());
    calls
        .map(|(head, body)| {
            let path = head.trim_end_matches(" http/1.1\r\n");
            let path = path.replace("/api/v10", "").replace("secret-token", "…");
            (path, body)
        })
        .collect()
}

const CALLBACK: &str = "post /interactions/2/…/callback";
const ORIGINAL: &str = "/webhooks/1/…/messages/@original";

#[tokio::test(flavor = "multi_thread")]
async fn a_late_reply_is_announced_to_whom_it_is_for_and_filled_in() {
    let edit = (
        format!("patch {ORIGINAL}"),
        in_place(render::message(answer()).body),
    );
    for (way, audience, announced) in [
        (Way::Message, Audience::Public, json!({ "type": 5 })),
        (
            Way::Message,
            Audience::Private,
            json!({ "type": 5, "data": { "flags": 64 } }),
        ),
        (
            Way::Aside,
            Audience::Public,
            json!({ "type": 5, "data": { "flags": 64 } }),
        ),
        (Way::Turn, Audience::Public, json!({ "type": 6 })),
    ] {
        let reply = Reply {
            audience,
            ..answer()
        };
        let calls = late(way, audience, reply).await;
        assert_eq!(
            calls,
            [(CALLBACK.to_owned(), announced), edit.clone()],
            "{way:?}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_late_miss_stays_private_although_an_answer_was_announced_to_all() {
    let miss = || Words::default().unknown();
    let alone = (
        "post /webhooks/1/…".to_owned(),
        render::message(miss()).body,
    );
    assert_eq!(alone.1["flags"], json!(64));
    let calls = late(Way::Message, Audience::Public, miss()).await;
    let taken_back = (format!("delete {ORIGINAL}"), Value::Null);
    let announced = (CALLBACK.to_owned(), json!({ "type": 5 }));
    assert_eq!(calls, [announced, taken_back, alone.clone()]);
    // A page that is gone leaves the message on which it was asked for as it was.
    let calls = late(Way::Turn, Audience::Public, miss()).await;
    assert_eq!(calls, [(CALLBACK.to_owned(), json!({ "type": 6 })), alone]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mishap_of_discords_is_tried_again_once() {
    for (answers, outcome) in [
        (&[BROKEN, DONE][..], Ok(Tone::Answer)),
        // The first attempt had come through.
        (&[BROKEN, BEFORE], Ok(Tone::Answer)),
        (
            &[BROKEN, BROKEN, DONE],
            Err(Failure::Refused {
                status: 502,
                code: 0,
            }),
        ),
    ] {
        let (http, told) = api(answers);
        let reply = async { answer() };
        let audience = Audience::Public;
        let delivered = deliver(&slip(&http), Way::Message, audience, reply, PATIENCE).await;
        assert_eq!(delivered, outcome);
        assert_eq!(told.try_iter().count(), 2);
    }
}

#[tokio::test]
async fn a_refusal_is_a_code_without_the_interactions_token() {
    let (http, told) = api(&[GONE]);
    let reply = async { answer() };
    let audience = Audience::Public;
    let failed = deliver(&slip(&http), Way::Message, audience, reply, PATIENCE).await;
    let failure = failed.expect_err("a refusal");
    assert_eq!(failure.to_string(), "http-404-10062");
    assert_eq!(told.try_iter().count(), 1);
}

#[test]
fn a_page_that_is_gone_leaves_the_message_as_it_was() {
    let kind = |reply: Reply, way: Way| response(reply.into(), way).body["type"].clone();
    assert_eq!(kind(answer(), Way::Turn), json!(UPDATE));
    assert_eq!(kind(Words::default().gone(), Way::Turn), json!(MESSAGE));
    let aside = response(answer().into(), Way::Aside).body;
    assert_eq!(aside["data"]["flags"], json!(render::PRIVATE));
}

/// A picture of so many bytes, with a name that Discord would not find again.
fn picture(size: usize) -> Picture {
    Picture {
        name: "Röadmap: SQL".to_owned(),
        format: Format::Png,
        bytes: vec![b'x'; size].into(),
        alternative: "Three stages:\nselect, join, tune".to_owned(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_goes_with_the_answer_and_with_what_fills_in_a_late_one() {
    for patience in [PATIENCE, Duration::ZERO] {
        let (http, told) = api(&[DONE]);
        let reply = async {
            if patience.is_zero() {
                tokio::task::yield_now().await;
            }
            Reply {
                picture: Some(picture(7)),
                ..answer()
            }
        };
        let (way, audience) = (Way::Message, Audience::Public);
        let delivered = deliver(&slip(&http), way, audience, reply, patience).await;
        assert_eq!(delivered, Ok(Tone::Answer));
        let bodies: Vec<_> = told.try_iter().map(|(_, body)| body).collect();
        let form = bodies.last().and_then(Value::as_str).expect("a form");
        for part in [
            "name=\"files[0]\"; filename=\"R-admap--SQL.png\"\r\n",
            "Content-Type: image/png\r\n",
            "\r\n\r\nxxxxxxx\r\n",
            "name=\"payload_json\"\r\n",
            r#""image":{"url":"attachment://R-admap--SQL.png"}"#,
            r#""description":"Three stages: select, join, tune""#,
        ] {
            assert!(form.contains(part), "{part} in {form}");
        }
    }
}

#[test]
fn a_picture_that_discord_would_not_take_is_said_in_words() {
    for size in [0, 10 * 1_024 * 1_024 + 1] {
        let reply = Reply {
            picture: Some(picture(size)),
            ..answer()
        };
        let Message { body, picture } = render::message(reply);
        assert_eq!(picture, None);
        assert_eq!(body["attachments"], Value::Null);
        assert_eq!(body["embeds"][0]["image"], Value::Null);
        let text = body["embeds"][0]["description"].as_str().expect("a text");
        assert!(
            text.ends_with("Picture: Three stages:\nselect, join, tune"),
            "{text}"
        );
    }
}

#[test]
fn a_page_without_a_picture_leaves_none_of_the_page_before() {
    let turned = response(answer().into(), Way::Turn).body;
    assert_eq!(turned["data"]["attachments"], json!([]));
}
