//! Messages of Discord: components, embeds and controls.

use serde_json::Value;

use super::{Theme, discord_markdown as markdown, document, element, escape};

/// Returns a page with a message.
pub fn page(data: &Value, theme: Theme) -> String {
    document(include_str!("discord.css"), theme, &message(data))
}

/// Renders the body of a message.
fn message(data: &Value) -> String {
    let text = data["content"].as_str().map(markdown::html);
    let embeds = items(&data["embeds"]).map(embed);
    let parts = items(&data["components"]).map(component);
    let shown: String = text.into_iter().chain(embeds).chain(parts).collect();
    let is_private = data["flags"].as_u64().unwrap_or(0) & 64 > 0;
    let mut private = String::new();
    if is_private {
        element(&mut private, "div", "private", "Only you can see this");
    }
    format!(
        "<div class=message><div class=avatar></div><div class=content>\
         <div class=author>Guidepost<span>APP</span></div>{shown}{private}</div></div>"
    )
}

fn items(list: &Value) -> impl Iterator<Item = &Value> {
    list.as_array().into_iter().flatten()
}

fn component(part: &Value) -> String {
    let inside = || {
        items(&part["components"])
            .map(component)
            .collect::<String>()
    };
    let text = |key: &str| escape(part[key].as_str().unwrap_or_default());
    match part["type"].as_u64() {
        Some(1) => format!("<div class=row>{}</div>", inside()),
        Some(2) => {
            let style = match part["style"].as_u64() {
                Some(1) => "primary",
                Some(4) => "danger",
                _ => "plain",
            };
            format!("<span class='button {style}'>{}</span>", text("label"))
        }
        Some(3..=8) => {
            let mut options = items(&part["options"]);
            let chosen = options.find(|option| option["default"] == true);
            let chosen = chosen.and_then(|option| option["label"].as_str());
            let shown = chosen.map_or_else(|| text("placeholder"), escape);
            format!("<div class=select>{shown}<span>⌄</span></div>")
        }
        Some(10) => format!(
            "<div>{}</div>",
            markdown::html(part["content"].as_str().unwrap_or_default())
        ),
        Some(14) => "<hr>".to_owned(),
        Some(17) => {
            let color = part["accent_color"].as_u64().unwrap_or(0);
            format!(
                "<div class=card style='border-left-color:#{color:06x}'>{}</div>",
                inside()
            )
        }
        _ => String::new(),
    }
}

fn embed(embed: &Value) -> String {
    let text = |value: &Value| markdown::html(value.as_str().unwrap_or_default());
    let fields = items(&embed["fields"]).map(|field| {
        let name = escape(field["name"].as_str().unwrap_or_default());
        format!(
            "<div class=field><b>{name}</b>{}</div>",
            text(&field["value"])
        )
    });
    let color = embed["color"].as_u64().unwrap_or(0);
    format!(
        "<div class=embed style='border-left-color:#{color:06x}'><div class=title>{}</div>{}{}<div class=foot>{}</div></div>",
        escape(embed["title"].as_str().unwrap_or_default()),
        text(&embed["description"]),
        fields.collect::<String>(),
        escape(embed["footer"]["text"].as_str().unwrap_or_default()),
    )
}
