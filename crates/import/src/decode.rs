//! Bytes to text: UTF-8, UTF-16 by its mark, else the encoding that the bytes look most like.

use std::io::Read;

use chardetng::EncodingDetector;
use encoding_rs::{Encoding, UTF_8};

/// Bytes by which the encoding of a long file is guessed.
pub(crate) const GUESSED: usize = 1 << 20;

/// Returns the encoding of a text that begins with `bytes`; `page` is one that the text itself states.
pub(crate) fn encoding(bytes: &[u8], whole: bool, page: Option<&str>) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    let valid = match std::str::from_utf8(bytes) {
        Ok(_) => true,
        // The last character may be cut.
        Err(error) => !whole && error.error_len().is_none(),
    };
    if valid {
        return UTF_8;
    }
    if let Some(stated) = page.and_then(|label| Encoding::for_label(label.as_bytes()))
        && stated != UTF_8
    {
        return stated;
    }
    let mut detector = EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, chardetng::Utf8Detection::Allow)
}

/// Returns a text, and true if some of its bytes are none of its encoding.
pub(crate) fn text(bytes: &[u8]) -> (String, bool) {
    let (text, _, damaged) = encoding(bytes, true, charset(bytes)).decode(bytes);
    (text.into_owned(), damaged)
}

/// Returns a reader that decodes a long file while it is read; `head` is its beginning.
pub(crate) fn reader<R: Read>(head: &[u8], rest: R) -> impl Read + use<R> {
    let encoding = encoding(head, head.len() < GUESSED, None);
    let bytes = std::io::Cursor::new(head.to_vec()).chain(rest);
    encoding_rs_io::DecodeReaderBytesBuilder::new()
        .encoding(Some(encoding))
        .strip_bom(true)
        .build(bytes)
}

/// Returns whether bytes are no text of any encoding, such as those of a picture.
pub(crate) fn is_binary(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(4096)).unwrap_or_default();
    Encoding::for_bom(head).is_none() && head.contains(&0)
}

/// Returns the encoding that an HTML page states in its first bytes.
fn charset(bytes: &[u8]) -> Option<&str> {
    let head = bytes.get(..bytes.len().min(1024))?;
    let at = head
        .windows(8)
        .position(|window| window.eq_ignore_ascii_case(b"charset="))?;
    let rest = head.get(at + 8..)?;
    let rest = rest
        .strip_prefix(b"\"")
        .or_else(|| rest.strip_prefix(b"'"))
        .unwrap_or(rest);
    let end = rest
        .iter()
        .position(|byte| !(byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')))?;
    std::str::from_utf8(rest.get(..end)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_other_encodings_are_read() {
        let windows = b"Gehaltserh\xf6hung f\xfcr \x84Anf\xe4nger\x93, die \xfcber K\xf6ln fahren";
        assert_eq!(
            text(windows),
            (
                "Gehaltserhöhung für „Anfänger“, die über Köln fahren".to_owned(),
                false
            )
        );
        let utf16: Vec<u8> = "\u{feff}Straße"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(text(&utf16), ("Straße".to_owned(), false));
        assert_eq!(text("\u{feff}plain".as_bytes()).0, "plain");
        let stated = b"<meta charset=\"iso-8859-15\"><p>5 \xa4";
        assert!(text(stated).0.ends_with("5 €"));
        assert!(is_binary(b"PK\x03\x04\0\0"));
    }
}
