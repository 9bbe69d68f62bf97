//! Verification of Slack's request signatures
//! (<https://docs.slack.dev/authentication/verifying-requests-from-slack>): hexadecimal HMAC-SHA256 over
//! `v0:{timestamp}:{raw body}`, compared in constant time.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use crate::config::{ExposeSecret as _, SecretString};

/// Header that holds `v0=` and the signature.
pub(super) const SIGNATURE_HEADER: &str = "x-slack-signature";
/// Header that holds the time of the signature, in seconds since 1970.
pub(super) const TIMESTAMP_HEADER: &str = "x-slack-request-timestamp";

/// Maximum difference between the time of a signature and now, in seconds, against replays.
const MAX_AGE: u64 = 5 * 60;

/// Verifier for the signing secret of one app.
#[derive(Clone)]
pub(super) struct SignatureVerifier {
    mac: Hmac<Sha256>,
}

/// Reason why a request is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SignatureError {
    /// The signature was not made with this secret over this timestamp and body.
    Mismatch,
    /// The signature is valid, but its time is more than five minutes from now.
    Stale,
}

impl SignatureVerifier {
    /// Builds the verifier; `None` for an empty secret, with which anybody could sign.
    pub(super) fn new(secret: &SecretString) -> Option<Self> {
        let secret = secret.expose_secret();
        if secret.is_empty() {
            return None;
        }
        let mac = Hmac::new_from_slice(secret.as_bytes()).ok()?;
        Some(Self { mac })
    }

    /// Verifies a request by its two headers and its raw body; `now` is in seconds since 1970.
    pub(super) fn verify(
        &self,
        signature: &str,
        timestamp: &str,
        body: &[u8],
        now: i64,
    ) -> Result<(), SignatureError> {
        let expected = signature.strip_prefix("v0=").and_then(decode_hex);
        let expected = expected.ok_or(SignatureError::Mismatch)?;
        let mut mac = self.mac.clone();
        for part in [b"v0:", timestamp.as_bytes(), b":", body] {
            mac.update(part);
        }
        // Constant-time comparison.
        mac.verify_slice(&expected)
            .map_err(|_| SignatureError::Mismatch)?;
        timestamp
            .parse::<i64>()
            .map_err(|_| SignatureError::Mismatch)?;
        if !is_fresh(timestamp, now) {
            return Err(SignatureError::Stale);
        }
        Ok(())
    }
}

/// Returns whether the time of a signature, in seconds since 1970, is within the limit.
pub(super) fn is_fresh(timestamp: &str, now: i64) -> bool {
    let signed_at = timestamp.parse::<i64>();
    signed_at.is_ok_and(|signed_at| now.abs_diff(signed_at) <= MAX_AGE)
}

/// Decodes pairs of hexadecimal digits.
fn decode_hex(text: &str) -> Option<Vec<u8>> {
    let digit = |symbol: &u8| char::from(*symbol).to_digit(16);
    let byte = |pair: &[u8]| match pair {
        [high, low] => u8::try_from(digit(high)? * 16 + digit(low)?).ok(),
        _ => None,
    };
    text.as_bytes().chunks(2).map(byte).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of Slack's documentation.
    const SECRET: &str = "8f742231b10e8888abcd99yyyzzz85a5";
    const TIME: i64 = 1_531_420_618;
    const SIGNATURE: &str = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";
    const BODY: &str = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow\
        &channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner\
        &command=%2Fwebhook-collect&text=\
        &response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN\
        &trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";

    fn verify(
        signature: &str,
        timestamp: &str,
        body: &str,
        now: i64,
    ) -> Result<(), SignatureError> {
        let verifier = SignatureVerifier::new(&SECRET.to_owned().into()).expect("a verifier");
        verifier.verify(signature, timestamp, body.as_bytes(), now)
    }

    #[test]
    fn the_published_signature_verifies_for_five_minutes_around_its_time() {
        let verify = |now| verify(SIGNATURE, &TIME.to_string(), BODY, now);
        for now in [TIME, TIME + 300, TIME - 300] {
            assert_eq!(verify(now), Ok(()));
        }
        for now in [TIME + 301, TIME - 301, 0, i64::MIN, i64::MAX] {
            assert_eq!(verify(now), Err(SignatureError::Stale));
        }
    }

    #[test]
    fn a_changed_signature_timestamp_or_body_does_not_verify() {
        let time = TIME.to_string();
        let changed = SIGNATURE.replace("a2114d", "b2114d");
        let body = BODY.replace("foobar", "foobaz");
        let later = (TIME + 1).to_string();
        for (signature, timestamp, body) in [
            (changed.as_str(), time.as_str(), BODY),
            (SIGNATURE.get(..20).expect("ASCII"), &time, BODY),
            ("v0=", &time, BODY),
            ("", &time, BODY),
            ("v0=zz", &time, BODY),
            ("v0=+1", &time, BODY),
            (&SIGNATURE.replace("v0=", "v1="), &time, BODY),
            (SIGNATURE, &later, BODY),
            (SIGNATURE, "now", BODY),
            (SIGNATURE, &time, &body),
            (SIGNATURE, &time, ""),
        ] {
            let refused = Err(SignatureError::Mismatch);
            assert_eq!(verify(signature, timestamp, body, TIME), refused);
        }
    }

    #[test]
    fn an_empty_secret_verifies_nothing() {
        assert!(SignatureVerifier::new(&String::new().into()).is_none());
    }
}
