//! Calls of Discord's REST API, and how they fail.

use std::fmt;
use std::future::Future;
use std::time::Duration;

use serenity::all::Http;
use serenity::http::{HttpError, LightMethod, Multipart, MultipartUpload, Request, Route};

use super::picture;
use super::render::Message;

/// How long one call may take.
const PATIENCE: Duration = Duration::from_secs(5);

/// Why a call failed. It is shown as a short code: the library's own words would hold the address,
/// and with it an interaction's token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Failure {
    /// Discord said no: the HTTP status and Discord's own code, 0 where it gave none
    /// (<https://discord.com/developers/docs/topics/opcodes-and-status-codes#json>).
    Refused { status: u16, code: isize },
    /// The token cannot be sent at all.
    Unsendable,
    /// There was no connection.
    Unreachable,
    /// There was no answer in time.
    Late,
    /// The answer is not what the API promises.
    Unreadable,
}

impl Failure {
    /// Whether Discord does not take the token.
    pub(super) fn is_of_token(self) -> bool {
        matches!(self, Self::Unsendable | Self::Refused { status: 401, .. })
    }

    /// Whether it may go well at once. Who asks too much (429) is not to ask again at once; that
    /// comes only from a `discord.api_url` of one's own, as otherwise the library waits by itself.
    pub(super) fn is_mishap(self) -> bool {
        self.may_pass() && !matches!(self, Self::Refused { status: 429, .. })
    }

    /// Whether it may go well a little later.
    pub(super) fn may_pass(self) -> bool {
        match self {
            Self::Refused { status, .. } => status >= 500 || status == 429,
            Self::Unreachable | Self::Late => true,
            Self::Unsendable | Self::Unreadable => false,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused { status, code: 0 } => write!(f, "http-{status}"),
            Self::Refused { status, code } => write!(f, "http-{status}-{code}"),
            Self::Unsendable => f.write_str("token-unsendable"),
            Self::Unreachable => f.write_str("http-unreachable"),
            Self::Late => f.write_str("http-timeout"),
            Self::Unreadable => f.write_str("http-unreadable"),
        }
    }
}

impl From<serenity::Error> for Failure {
    fn from(error: serenity::Error) -> Self {
        match error {
            serenity::Error::Http(HttpError::UnsuccessfulRequest(response)) => Self::Refused {
                status: response.status_code.as_u16(),
                // The library has -1 where the answer was no JSON.
                code: response.error.code.max(0),
            },
            serenity::Error::Http(HttpError::InvalidHeader(_)) => Self::Unsendable,
            serenity::Error::Http(_) => Self::Unreachable,
            _ => Self::Unreadable,
        }
    }
}

/// Makes a call that does not take for ever.
pub(super) async fn call<T>(call: impl Future<Output = serenity::Result<T>>) -> Result<T, Failure> {
    match tokio::time::timeout(PATIENCE, call).await {
        Ok(answer) => answer.map_err(Failure::from),
        Err(_) => Err(Failure::Late),
    }
}

/// Sends a message, or nothing, somewhere. A file goes beside the message in parts of one form
/// (<https://discord.com/developers/docs/reference#uploading-files>).
pub(super) async fn send(
    http: &Http,
    method: LightMethod,
    route: Route<'_>,
    message: Option<&Message>,
) -> Result<(), Failure> {
    let mut request = Request::new(route, method);
    if let Some(Message { body, picture }) = message {
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
