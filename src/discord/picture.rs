//! A picture as a file of a message, shown by its embed and described for screen readers.

use serde_json::{Value, json};
use serenity::all::CreateAttachment;

use super::limits::{ATTACHMENT_BYTES, ATTACHMENT_DESCRIPTION, ATTACHMENT_NAME};
use crate::chat::Picture;
use crate::platform::text::{says_something, single_line};

/// Returns whether the file is neither empty nor too large.
pub(super) fn fits(picture: &Picture) -> bool {
    (1..=ATTACHMENT_BYTES).contains(&picture.bytes.len())
}

/// Returns the item of `attachments`; its id is the index of the file in the same request.
pub(super) fn attachment(picture: &Picture) -> Value {
    json!({
        "id": "0",
        "filename": file_name(picture),
        "description": single_line(&picture.alternative, ATTACHMENT_DESCRIPTION),
    })
}

/// Returns the item of a media gallery with its alternative text, which is the title of the message where the picture has none
/// (<https://discord.com/developers/docs/components/reference#media-gallery-media-gallery-item-structure>).
pub(super) fn gallery_item(picture: &Picture, title: &str) -> Value {
    let media = json!({ "url": format!("attachment://{}", file_name(picture)) });
    let words = [&picture.alternative, title];
    let mut words = words.into_iter().filter(|text| says_something(text));
    let described = words.find_map(|text| single_line(text, ATTACHMENT_DESCRIPTION));
    match described {
        Some(description) => json!({ "media": media, "description": description }),
        None => json!({ "media": media }),
    }
}

/// Returns the image of an embed, which refers to the attached file by its name
/// (<https://discord.com/developers/docs/reference#editing-message-attachments-using-attachments-within-embeds>).
pub(super) fn image(picture: &Picture) -> Value {
    json!({ "url": format!("attachment://{}", file_name(picture)) })
}

/// Returns the file to upload.
pub(super) fn file(picture: &Picture) -> CreateAttachment {
    CreateAttachment::bytes(&*picture.bytes, file_name(picture))
}

/// Returns the file name in ASCII letters, digits and `-`, as embeds cannot refer to other names.
fn file_name(picture: &Picture) -> String {
    let plain = |symbol: char| match symbol {
        _ if symbol.is_ascii_alphanumeric() => symbol,
        _ => '-',
    };
    let name: String = picture
        .name
        .chars()
        .map(plain)
        .take(ATTACHMENT_NAME)
        .collect();
    let name = name.trim_matches('-');
    let name = if name.is_empty() { "picture" } else { name };
    format!("{name}.{}", picture.format.ending())
}
