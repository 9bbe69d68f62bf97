//! The settings modal is within the limits, and its submission is read.

use super::*;

#[test]
fn a_scope_is_written_parsed_and_switched() {
    let id = |id: &str| Some(id.to_owned());
    let workspace = SettingsScope {
        channel: None,
        opened_in: id("C1"),
    };
    assert_eq!(SettingsScope::parse(&workspace.to_text()), workspace);
    let channel = workspace.clone().switched();
    assert_eq!(channel.channel, id("C1"));
    assert_eq!(SettingsScope::parse(&channel.to_text()), channel);
    assert_eq!(channel.switched(), workspace);
    assert_eq!(SettingsScope::parse("nonsense"), SettingsScope::default());
}

#[test]
fn the_selected_values_of_every_kind_of_select_are_read() {
    let state = json!({ "values": {
            "a": { "audience": { "type": "static_select", "selected_option": { "value": "private" } } },
            "b": { "mode": { "selected_option": { "value": "-" } } },
            "c": { "collections": { "selected_options": [{ "value": "a" }, { "value": "b" }, 7] } },
            "d": { "mentor-channel": { "selected_conversation": "C7" } },
            "e": { "language": { "selected_option": null } },
            "f": 7,
        } });
    let mut values = selected(&state);
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
    assert_eq!(super::selected(&json!(7)), []);
}

#[test]
fn a_select_is_within_the_limits_and_shows_the_current_value() {
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
        let current = chosen.first().map_or("-", String::as_str);
        assert_eq!(select["initial_option"]["value"], current);
        assert!(options.contains(&select["initial_option"]));
    }
    // Without user groups there is nothing to select.
    let field = SettingField {
        name: "mentor-role",
        label: "Mentors".to_owned(),
        chosen: Vec::new(),
        options: SettingOptions::Role,
    };
    assert_eq!(element(&field, "Default", &[], true), None);
}
