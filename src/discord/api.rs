//! Calls of Discord's REST API with a timeout, and their errors.

use std::fmt;
use std::future::Future;
use std::time::Duration;

use serenity::all::Http;
use serenity::http::{HttpError, LightMethod, Multipart, MultipartUpload, Request, Route};

use tracing::warn;

use super::render::MessagePayload;
use super::{picture, plain_message};

/// Time limit of one call.
const REQUEST_TIMEOUT: Duration = Duration::from_secs(5);

/// JSON error codes of a second response to an interaction, of one that comes too late, and of a reply without the
/// permission Read Message History
/// (<https://discord.com/developers/docs/topics/opcodes-and-status-codes#json>).
pub(super) const ALREADY_ACKNOWLEDGED: isize = 40_060;
const UNKNOWN_INTERACTION: isize = 10_062;
const NO_HISTORY: isize = 160_002;

/// Names of permissions in Discord's settings.
const EMBED_LINKS: &str = "Embed Links";
const SEND_MESSAGES: &str = "Send Messages";
const READ_HISTORY: &str = "Read Message History";

/// The reason why a REST call failed. Displayed as a short code, as the error text of serenity contains the URL, which may
/// contain an interaction token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ApiError {
    /// Discord refused the call: the HTTP status and Discord's JSON error code, 0 where there is
    /// none
    /// (<https://discord.com/developers/docs/topics/opcodes-and-status-codes#json>).
    Refused { status: u16, code: isize },
    /// The token has characters that an HTTP header cannot hold.
    InvalidToken,
    /// No connection could be made.
    Unreachable,
    /// No response came within the time limit.
    TimedOut,
    /// The response body is not the documented JSON.
    UnexpectedBody,
}

impl ApiError {
    /// Returns whether Discord does not accept the token.
    pub(super) fn is_unauthorized(self) -> bool {
        matches!(self, Self::InvalidToken | Self::Refused { status: 401, .. })
    }

    /// Returns whether an immediate retry is useful: a transient error other than 429. serenity waits for
    /// rate limits itself, so a 429 arrives only with a custom `discord.api_url`.
    pub(super) fn is_retryable_now(self) -> bool {
        self.is_transient() && !matches!(self, Self::Refused { status: 429, .. })
    }

    /// Returns whether Discord refused the body of a message and may accept another body.
    pub(super) fn refuses_body(self) -> bool {
        matches!(self, Self::Refused { status: 400 | 403 | 413, code }
            if code != ALREADY_ACKNOWLEDGED)
    }

    /// Returns whether a response to an interaction came later than Discord accepts it.
    pub(super) fn is_late(self) -> bool {
        matches!(
            self,
            Self::TimedOut
                | Self::Refused {
                    code: UNKNOWN_INTERACTION,
                    ..
                }
        )
    }

    /// Returns the permission whose lack explains the refusal of a message.
    fn missing_permission(self) -> Option<&'static str> {
        match self {
            Self::Refused {
                code: NO_HISTORY, ..
            } => Some(READ_HISTORY),
            Self::Refused { status: 403, .. } => Some(EMBED_LINKS),
            _ => None,
        }
    }

    /// Returns whether a later retry may succeed.
    pub(super) fn is_transient(self) -> bool {
        match self {
            Self::Refused { status, .. } => status >= 500 || status == 429,
            Self::Unreachable | Self::TimedOut => true,
            Self::InvalidToken | Self::UnexpectedBody => false,
        }
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused { status, code: 0 } => write!(f, "http-{status}"),
            Self::Refused { status, code } => write!(f, "http-{status}-{code}"),
            Self::InvalidToken => f.write_str("token-unsendable"),
            Self::Unreachable => f.write_str("http-unreachable"),
            Self::TimedOut => f.write_str("http-timeout"),
            Self::UnexpectedBody => f.write_str("http-unreadable"),
        }
    }
}

impl From<serenity::Error> for ApiError {
    fn from(error: serenity::Error) -> Self {
        match error {
            serenity::Error::Http(HttpError::UnsuccessfulRequest(response)) => Self::Refused {
                status: response.status_code.as_u16(),
                // serenity sets -1 where the response was no JSON.
                code: response.error.code.max(0),
            },
            serenity::Error::Http(HttpError::InvalidHeader(_)) => Self::InvalidToken,
            serenity::Error::Http(_) => Self::Unreachable,
            _ => Self::UnexpectedBody,
        }
    }
}

/// Awaits a REST call for at most 5 s.
pub(super) async fn call<T>(
    call: impl Future<Output = serenity::Result<T>>,
) -> Result<T, ApiError> {
    match tokio::time::timeout(REQUEST_TIMEOUT, call).await {
        Ok(answer) => answer.map_err(ApiError::from),
        Err(_) => Err(ApiError::TimedOut),
    }
}

/// Sends a message, or a request without a body. If Discord refuses its components, it is sent once as an embed; if it
/// refuses that, or the bot lacks a permission in the channel, once as plain text.
pub(super) async fn send(
    http: &Http,
    method: LightMethod,
    route: Route<'_>,
    message: Option<&MessagePayload>,
) -> Result<(), ApiError> {
    let mut refused = match send_unchanged(http, method, route, message).await {
        Err(error) if error.refuses_body() => error,
        sent => return sent,
    };
    // An embed needs more permissions than components, not fewer.
    let other = message.filter(|message| message.fallback.is_some());
    if let (Some(message), None) = (other, refused.missing_permission()) {
        warn!(code = %refused, "Discord refused a message with its components");
        let embed = message.clone().into_fallback();
        refused = match send_unchanged(http, method, route, Some(&embed)).await {
            Err(error) if error.refuses_body() => error,
            sent => return sent,
        };
    }
    let Some(mut plain) = message.and_then(plain_message::plain) else {
        return Err(refused);
    };
    if refused.missing_permission() == Some(READ_HISTORY) {
        plain = plain_message::without_reference(plain);
    }
    let sent = send_unchanged(http, method, route, Some(&plain)).await;
    let missing = match sent {
        Ok(()) => refused.missing_permission(),
        Err(error) => error.missing_permission().map(|_| SEND_MESSAGES),
    };
    if let Some(permission) = missing {
        warn!(
            code = %refused,
            permission,
            "Discord refused a message: the bot lacks the permission {permission} in a channel"
        );
    } else {
        warn!(code = %refused, "Discord refused a message that is not plain text");
    }
    sent
}

/// Sends a message, or a request without a body. A file is sent as a part of a multipart form
/// (<https://discord.com/developers/docs/reference#uploading-files>).
async fn send_unchanged(
    http: &Http,
    method: LightMethod,
    route: Route<'_>,
    message: Option<&MessagePayload>,
) -> Result<(), ApiError> {
    let mut request = Request::new(route, method);
    if let Some(MessagePayload {
        body,
        fallback: _,
        picture,
    }) = message
    {
        let json = body.to_string();
        request = match picture {
            None => request.body(Some(json.into_bytes())),
            Some(picture) => request.multipart(Some(Multipart {
                upload: MultipartUpload::Attachments(vec![picture::file(picture)]),
                fields: Vec::new(),
                payload_json: Some(json),
            })),
        };
    }
    call(http.request(request)).await.map(|_| ())
}
