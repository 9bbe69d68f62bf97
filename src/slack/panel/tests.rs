//! A form of settings keeps to the limits, and what was chosen in it is read.

use super::*;

#[test]
fn a_form_says_what_it_is_about_and_leads_to_the_other_one() {
    let id = |id: &str| Some(id.to_owned());
    let whole = Scope {
        channel: None,
        here: id("C1"),
    };
    assert_eq!(Scope::read(&whole.to_text()), whole);
    let channel = whole.clone().turned();
    assert_eq!(channel.channel, id("C1"));
    assert_eq!(Scope::read(&channel.to_text()), channel);
    assert_eq!(channel.turned(), whole);
    assert_eq!(Scope::read("nonsense"), Scope::default());
}

#[test]
fn what_was_chosen_is_read_whatever_it_was_chosen_with() {
    let state = json!({ "values": {
            "a": { "audience": { "type": "static_select", "selected_option": { "value": "private" } } },
            "b": { "mode": { "selected_option": { "value": "-" } } },
            "c": { "collections": { "selected_options": [{ "value": "a" }, { "value": "b" }, 7] } },
            "d": { "mentor-channel": { "selected_conversation": "C7" } },
            "e": { "language": { "selected_option": null } },
            "f": 7,
        } });
    let mut values = values(&state);
    values.sort();
    let expected = [
        ("audience", &["private"][..]),
        ("collections", &["a", "b"]),
        ("language", &[]),
        ("mentor-channel", &["C7"]),
        ("mode", &[]),
    ];
    let expected = expected.map(|(name, values)| {
        let values = values.iter().map(|&value| value.to_owned()).collect();
        (name.to_owned(), values)
    });
    assert_eq!(values, expected);
    assert_eq!(super::values(&json!(7)), []);
}

#[test]
fn whatever_is_offered_the_form_keeps_to_the_limits_and_shows_what_holds() {
    let groups: Vec<(String, String)> = (0..300)
        .map(|number| (format!("S{number}"), "@mentors ".repeat(number % 20)))
        .collect();
    for chosen in [vec![], vec!["S299".to_owned()], vec!["SGONE".to_owned()]] {
        let field = SettingField {
            name: "mentor-role",
            label: "Mentors ".repeat(60),
            chosen: chosen.clone(),
            options: SettingOptions::Role,
        };
        let panel = Panel {
            channel: None,
            language: Language::French,
            title: "Settings ".repeat(60),
            fields: vec![field],
        };
        let view = view(&panel, None, &groups, false);
        let input = &view["blocks"][2];
        let select = &input["element"];
        let options = select["options"].as_array().expect("options");
        assert_eq!(options.len(), limits::OPTIONS);
        let holds = chosen.first().map_or(EVERYWHERE, String::as_str);
        assert_eq!(select["initial_option"]["value"], holds);
        assert!(options.contains(&select["initial_option"]));
    }
    // Without user groups there is nothing to choose among.
    let field = SettingField {
        name: "mentor-role",
        label: "Mentors".to_owned(),
        chosen: Vec::new(),
        options: SettingOptions::Role,
    };
    assert_eq!(element(&field, "as everywhere", &[], true), None);
}
