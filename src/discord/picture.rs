//! A picture as Discord takes it: a file beside the message, which the embed shows and for which
//! screen readers have its description.

use serde_json::{Value, json};
use serenity::all::CreateAttachment;

use super::limits::{ATTACHMENT, ATTACHMENT_NAME, ATTACHMENT_TEXT, line};
use crate::chat::Picture;

/// Whether Discord takes the file: it is not empty, and not too large.
pub(super) fn fits(picture: &Picture) -> bool {
    (1..=ATTACHMENT).contains(&picture.bytes.len())
}

/// The picture among a message's attachments. The number is that of its file in the same request.
pub(super) fn attachment(picture: &Picture) -> Value {
    json!({
        "id": "0",
        "filename": file_name(picture),
        "description": line(&picture.alternative, ATTACHMENT_TEXT),
    })
}

/// The picture as an embed shows it
/// (<https://discord.com/developers/docs/reference#editing-message-attachments-using-attachments-within-embeds>).
pub(super) fn image(picture: &Picture) -> Value {
    json!({ "url": format!("attachment://{}", file_name(picture)) })
}

/// The file that goes with the message.
pub(super) fn file(picture: &Picture) -> CreateAttachment {
    CreateAttachment::bytes(&*picture.bytes, file_name(picture))
}

/// The name in letters, digits and `-`, as an embed finds no file of another name.
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
