//! Tests of the delivery against a REST API of a few lines.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpListener;
use std::sync::mpsc::{Receiver, channel};

use serenity::all::HttpBuilder;
use tokio::sync::oneshot;

use super::*;
use crate::assistant::Phrases;
use crate::chat::{Picture, PictureFormat};
use crate::platform::deadline::RESPONSE_DEADLINE;

/// A REST API that gives these responses, the last one repeatedly, and reports method, path and
/// body of each request. A body that is no JSON is reported as one string.
fn api(answers: &'static [&'static str]) -> (Http, Receiver<(String, Value)>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    let (report, requests) = channel();
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
            // The receiver is gone once a test has ended.
            let _ = report.send((head[0].clone(), body));
            let answer = answers[number.min(answers.len() - 1)];
            stream.get_mut().write_all(answer.as_bytes()).expect("sent");
        }
    });
    let http = HttpBuilder::new("token")
        .proxy(url)
        .ratelimiter_disabled(true);
    (http.build(), requests)
}

const NO_CONTENT: &str = "HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n";
const BAD_GATEWAY: &str = "HTTP/1.1 502 Bad Gateway\r\nconnection: close\r\n\r\n";
const ACKNOWLEDGED: &str = "HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 50\r\n\r\n\
                      {\"code\": 40060, \"message\": \"Already acknowledged\"}";
const UNKNOWN_INTERACTION: &str = "HTTP/1.1 404 Not Found\r\nconnection: close\r\ncontent-length: 49\r\n\r\n\
                    {\"code\": 10062, \"message\": \"Unknown interaction\"}";

fn handle(http: &Http) -> InteractionHandle<'_> {
    InteractionHandle {
        http,
        application: ApplicationId::new(1),
        id: InteractionId::new(2),
        token: "secret-token",
    }
}

fn answer() -> Reply {
    Reply {
        kind: ReplyKind::Answer,
        audience: Audience::Public,
        ..Phrases::default().unknown()
    }
}

/// The requests of a delivery whose reply comes after the deadline: method, path and body.
async fn late(target: ReplyTarget, audience: Audience, reply: Reply) -> Vec<(String, Value)> {
    let (http, requests) = api(&[NO_CONTENT]);
    let (send, late) = oneshot::channel();
    let delivered = tokio::spawn(async move {
        let reply = async { late.await.expect("a reply") };
        deliver(&handle(&http), target, audience, reply, Duration::ZERO).await
    });
    let deferral = requests.recv().expect("a deferral");
    let kind = reply.kind;
    send.send(reply).expect("it waits");
    assert_eq!(delivered.await.expect("no panic"), Ok(kind));
    let calls = std::iter::once(deferral).chain(requests.try_iter());
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
async fn a_late_reply_is_deferred_to_its_audience_and_edited_in() {
    let edit = (
        format!("patch {ORIGINAL}"),
        as_edit(render::message(answer()).body),
    );
    for (target, audience, deferred) in [
        (
            ReplyTarget::NewMessage,
            Audience::Public,
            json!({ "type": 5 }),
        ),
        (
            ReplyTarget::NewMessage,
            Audience::Private,
            json!({ "type": 5, "data": { "flags": 64 } }),
        ),
        (
            ReplyTarget::Ephemeral,
            Audience::Public,
            json!({ "type": 5, "data": { "flags": 64 } }),
        ),
        (ReplyTarget::Update, Audience::Public, json!({ "type": 6 })),
    ] {
        let reply = Reply {
            audience,
            ..answer()
        };
        let calls = late(target, audience, reply).await;
        assert_eq!(
            calls,
            [(CALLBACK.to_owned(), deferred), edit.clone()],
            "{target:?}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_late_miss_stays_private_after_a_public_deferral() {
    let miss = || Phrases::default().unknown();
    let private = (
        "post /webhooks/1/…".to_owned(),
        render::message(miss()).body,
    );
    assert_eq!(private.1["flags"], json!(64 | render::COMPONENTS_V2));
    let calls = late(ReplyTarget::NewMessage, Audience::Public, miss()).await;
    let deleted = (format!("delete {ORIGINAL}"), Value::Null);
    let deferred = (CALLBACK.to_owned(), json!({ "type": 5 }));
    assert_eq!(calls, [deferred, deleted, private.clone()]);
    // A page that no longer exists leaves the message unchanged.
    let calls = late(ReplyTarget::Update, Audience::Public, miss()).await;
    assert_eq!(
        calls,
        [(CALLBACK.to_owned(), json!({ "type": 6 })), private]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_error_is_retried_once() {
    for (answers, outcome) in [
        (&[BAD_GATEWAY, NO_CONTENT][..], Ok(ReplyKind::Answer)),
        // The first attempt was accepted although it returned an error.
        (&[BAD_GATEWAY, ACKNOWLEDGED], Ok(ReplyKind::Answer)),
        (
            &[BAD_GATEWAY, BAD_GATEWAY, NO_CONTENT],
            Err(ApiError::Refused {
                status: 502,
                code: 0,
            }),
        ),
    ] {
        let (http, requests) = api(answers);
        let reply = async { answer() };
        let audience = Audience::Public;
        let delivered = deliver(
            &handle(&http),
            ReplyTarget::NewMessage,
            audience,
            reply,
            RESPONSE_DEADLINE,
        )
        .await;
        assert_eq!(delivered, outcome);
        assert_eq!(requests.try_iter().count(), 2);
    }
}

#[tokio::test]
async fn an_error_is_shown_as_a_code_without_the_interaction_token() {
    let (http, requests) = api(&[UNKNOWN_INTERACTION]);
    let reply = async { answer() };
    let audience = Audience::Public;
    let failed = deliver(
        &handle(&http),
        ReplyTarget::NewMessage,
        audience,
        reply,
        RESPONSE_DEADLINE,
    )
    .await;
    let error = failed.expect_err("a refusal");
    assert_eq!(error.to_string(), "http-404-10062");
    assert_eq!(requests.try_iter().count(), 1);
}

#[test]
fn a_missing_page_leaves_the_message_unchanged() {
    let kind =
        |reply: Reply, target: ReplyTarget| response(reply.into(), target).body["type"].clone();
    assert_eq!(kind(answer(), ReplyTarget::Update), json!(UPDATE_MESSAGE));
    assert_eq!(
        kind(Phrases::default().gone(), ReplyTarget::Update),
        json!(CHANNEL_MESSAGE)
    );
    let aside = response(answer().into(), ReplyTarget::Ephemeral).body;
    assert_eq!(
        aside["data"]["flags"],
        json!(render::EPHEMERAL | render::COMPONENTS_V2)
    );
}

#[test]
fn a_message_with_an_embed_keeps_it_and_one_with_components_keeps_them() {
    let turned = |target| response(answer().into(), target).body["data"].clone();
    let embed = turned(ReplyTarget::UpdateEmbed);
    assert_eq!(
        (&embed["flags"], embed["embeds"].is_array()),
        (&Value::Null, true)
    );
    let components = turned(ReplyTarget::Update);
    assert_eq!(components["flags"], json!(render::COMPONENTS_V2));
    assert!(components.get("embeds").is_none() && components.get("content").is_none());
}

const BAD_REQUEST: &str = "HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 46\r\n\r\n\
                    {\"code\": 50035, \"message\": \"Invalid Form Body\"}";

#[tokio::test(flavor = "multi_thread")]
async fn refused_components_are_sent_as_an_embed_and_a_refused_embed_as_text() {
    let (http, requests) = api(&[BAD_REQUEST, BAD_REQUEST, NO_CONTENT]);
    let (target, audience) = (ReplyTarget::NewMessage, Audience::Public);
    let reply = async { answer() };
    let delivered = deliver(&handle(&http), target, audience, reply, RESPONSE_DEADLINE).await;
    assert_eq!(delivered, Ok(ReplyKind::Answer));
    let bodies: Vec<_> = requests
        .try_iter()
        .map(|(_, body)| body["data"].clone())
        .collect();
    let [components, embed, plain] = bodies.as_slice() else {
        panic!("{bodies:?}");
    };
    assert_eq!(components["components"][0]["type"], 17);
    assert_eq!(embed["embeds"][0]["title"], answer().title);
    assert!(
        plain["content"]
            .as_str()
            .is_some_and(|text| text.contains(&answer().title))
    );
}

/// A picture of this size whose name is not a valid attachment name.
fn picture(size: usize) -> Picture {
    Picture {
        name: "Röadmap: SQL".to_owned(),
        format: PictureFormat::Png,
        bytes: vec![b'x'; size].into(),
        alternative: "Three stages:\nselect, join, tune".to_owned(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_is_sent_with_a_response_and_with_an_edit() {
    for defer_after in [RESPONSE_DEADLINE, Duration::ZERO] {
        let (http, requests) = api(&[NO_CONTENT]);
        let reply = async {
            if defer_after.is_zero() {
                tokio::task::yield_now().await;
            }
            Reply {
                picture: Some(picture(7)),
                ..answer()
            }
        };
        let (target, audience) = (ReplyTarget::NewMessage, Audience::Public);
        let delivered = deliver(&handle(&http), target, audience, reply, defer_after).await;
        assert_eq!(delivered, Ok(ReplyKind::Answer));
        let bodies: Vec<_> = requests.try_iter().map(|(_, body)| body).collect();
        let form = bodies.last().and_then(Value::as_str).expect("a form");
        for part in [
            "name=\"files[0]\"; filename=\"R-admap--SQL.png\"\r\n",
            "Content-Type: image/png\r\n",
            "\r\n\r\nxxxxxxx\r\n",
            "name=\"payload_json\"\r\n",
            r#""media":{"url":"attachment://R-admap--SQL.png"}"#,
            r#""description":"Three stages: select, join, tune""#,
        ] {
            assert!(form.contains(part), "{part} in {form}");
        }
    }
}

#[test]
fn a_picture_that_discord_would_refuse_is_described_in_words() {
    for size in [0, 10 * 1_024 * 1_024 + 1] {
        let reply = Reply {
            picture: Some(picture(size)),
            ..answer()
        };
        let MessagePayload {
            body,
            fallback,
            picture,
        } = render::message(reply);
        assert_eq!(picture, None);
        let fallback = fallback.expect("an embed");
        assert_eq!(fallback["embeds"][0]["image"], Value::Null);
        assert_eq!(body["attachments"], Value::Null);
        let inside = body["components"][0]["components"]
            .as_array()
            .expect("parts");
        let mut texts = inside.iter().filter_map(|part| part["content"].as_str());
        let text = texts.next_back().expect("a text");
        assert!(
            text.ends_with("Picture: Three stages:\nselect, join, tune"),
            "{text}"
        );
    }
}

#[test]
fn a_page_without_a_picture_removes_the_previous_picture() {
    let turned = response(answer().into(), ReplyTarget::Update).body;
    assert_eq!(turned["data"]["attachments"], json!([]));
}
