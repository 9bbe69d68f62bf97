//! Tests of reading settings: layers, environment variables and error messages.

use std::io::Write as _;

use super::*;

fn read(file: &str, environment: &Environment) -> Result<Settings, String> {
    let mut path = tempfile::NamedTempFile::new().expect("a file");
    path.write_all(file.as_bytes()).expect("written");
    let read = Settings::read(Some(path.path()), environment);
    let name = path.path().display().to_string();
    read.map_err(|error| error.to_string().replace(&name, "FILE"))
}

#[test]
fn the_defaults_are_settings_and_every_key_names_its_variable() {
    Settings::read(None, &Environment::default()).expect("the defaults");
    let table: toml::Table = toml::from_str(DEFAULTS).expect("TOML");
    let sections = table.values().filter_map(toml::Value::as_table);
    // A list of tables cannot be written in a variable.
    let lists = |value: &toml::Value| {
        let items = value.as_array();
        items.is_some_and(|items| items.iter().any(toml::Value::is_table))
    };
    let keys = sections.flat_map(toml::Table::values);
    let keys = keys.filter(|value| !lists(value)).count();
    assert_eq!(layers::overrides().len(), keys);
}

#[test]
fn the_environment_overrides_a_file_which_overrides_the_defaults() {
    let environment = Environment::from([("SLACK_MODE", "http"), ("DISCORD_TOKEN", " t ")]);
    let file = "[slack]\nmode = \"socket\"\n[http]\nlisten = \"127.0.0.1:9\"\n";
    let settings = read(file, &environment).expect("settings");
    assert_eq!(settings.slack.mode, SlackMode::Http);
    assert_eq!(settings.http.listen.port(), 9);
    assert_eq!(settings.answers.audience, AudienceSetting::Public);
    let token = settings.discord.token.as_ref().expect("a token");
    assert_eq!(token.expose_secret(), "t");
    assert!(!format!("{settings:?}").contains("\"t\""));
}

#[test]
fn every_mistake_is_reported_with_what_was_probably_meant() {
    let file = "[knowlege]\npath = \"x\"\n[slack]\nmod = \"http\"\n[http]\nlisten = \"here\"\n[log]\nformat = \"xml\"\n";
    let error = read(file, &Environment::default()).expect_err("mistakes");
    insta::assert_snapshot!(error, @r#"
    FILE: there is no section [knowlege]; did you mean `knowledge`?
    FILE: there is no key `mod` in [slack]; did you mean `mode`?
    http.listen = "here" is wrong: write an IP address and a port, such as 0.0.0.0:8080 or [::]:8080
    log.format = "xml" is wrong: unknown variant `xml`, expected `text` or `json`
    "#);
}

#[test]
fn communities_are_served_by_the_collections_that_are_named_for_them() {
    let file = "[knowledge]\nwithout = [\"okr\"]\n[collections]\nclub = \"a\"\nzoo = \"b\"\n\
                [communities]\n\"77\" = [\"club\"]\n";
    let settings = read(file, &Environment::default()).expect("settings");
    let names = |community| -> Vec<&str> {
        let collections = settings.collections_of(community);
        collections.into_iter().map(|(name, _)| name).collect()
    };
    assert_eq!(names(None), ["shipped", "club", "zoo"]);
    assert_eq!(names(Some("1")), ["shipped", "club", "zoo"]);
    assert_eq!(names(Some("77")), ["club"]);
    assert_eq!(settings.knowledge.without, ["okr"]);
    let environment = Environment::from([("GUIDEPOST_KNOWLEDGE_WITHOUT", "a, b,")]);
    let settings = read("", &environment).expect("settings");
    assert_eq!(settings.knowledge.without, ["a", "b"]);
    let error = read(
        "[communities]\n\"77\" = [\"clib\"]\n[collections]\nclub = \"a\"",
        &Environment::default(),
    );
    let error = error.expect_err("no such collection");
    assert_eq!(
        error,
        "[communities] 77: there is no collection `clib`; did you mean `club`?"
    );
}

#[test]
fn connections_are_named_in_a_file_or_in_the_environment() {
    let none = Environment::default();
    let file = "[discord]\nshards = { first = 4, last = 7, total = 8 }\n";
    let own = Shards {
        first: 4,
        last: 7,
        total: 8,
    };
    assert_eq!(read("", &none).expect("settings").discord.shards, None);
    assert_eq!(
        read(file, &none).expect("settings").discord.shards,
        Some(own)
    );
    let environment = Environment::from([("DISCORD_SHARDS", "4-7/8")]);
    let settings = read("", &environment).expect("settings");
    assert_eq!(settings.discord.shards, Some(own));
    for wrong in ["4-8/8", "7-4/8", "8", "a-b/c"] {
        let error = read("", &Environment::from([("DISCORD_SHARDS", wrong)])).expect_err(wrong);
        assert!(error.contains("0-3/8"), "{error}");
    }
}

#[test]
fn a_value_that_is_refused_says_what_is_accepted() {
    for (variable, value, says) in [
        ("SLACK_THREADS", "1", "SLACK_THREADS must be true or false"),
        (
            "GUIDEPOST_ANSWERS_COOLDOWN_PERSON",
            "many",
            "must be a whole number",
        ),
        (
            "GUIDEPOST_CHECK_GOLDEN_HIT_AT_1",
            "half",
            "must be a number",
        ),
        (
            "GUIDEPOST_LOG_LEVEL",
            "verbose",
            "error, warn, info, debug, trace or off",
        ),
        (
            "GUIDEPOST_LOG_LEVEL",
            "info,guidepost=loud",
            "error, warn, info",
        ),
    ] {
        let error = read("", &Environment::from([(variable, value)])).expect_err(variable);
        assert!(error.contains(says), "{error}");
    }
    for level in ["info", "INFO", "info,guidepost=debug", "off"] {
        let environment = Environment::from([("GUIDEPOST_LOG_LEVEL", level)]);
        read("", &environment).expect(level);
    }
}

#[test]
fn surrounding_quotes_of_a_value_are_removed() {
    let environment = Environment::from([("DISCORD_TOKEN", "\"a.b.c\""), ("SLACK_MODE", "'http'")]);
    let settings = read("", &environment).expect("settings");
    let token = settings.discord.token.as_ref().expect("a token");
    assert_eq!(token.expose_secret(), "a.b.c");
    assert_eq!(settings.slack.mode, SlackMode::Http);
}

#[test]
fn the_model_is_the_shipped_one_unless_the_settings_name_another_or_none() {
    let folder = tempfile::tempdir().expect("a folder");
    let shipped = folder.path().join("models/bge-small-en-v1.5");
    let search = |model: &str| {
        let environment = Environment::from([("GUIDEPOST_SEARCH_MODEL", model)]);
        let mut search = layers::settings(None, &environment)
            .expect("settings")
            .search;
        search.choose_model_in([Path::new("nowhere"), folder.path()].into_iter());
        search
    };
    let absent = search("");
    assert_eq!(
        (absent.model_origin, &absent.model),
        (ModelOrigin::Absent, &None)
    );
    let warning = absent.model_warning().expect("a warning");
    assert!(warning.contains("models/bge-small-en-v1.5"), "{warning}");
    std::fs::create_dir_all(&shipped).expect("a folder");
    std::fs::write(shipped.join("model.safetensors"), "").expect("written");
    for (value, origin, model) in [
        ("", ModelOrigin::Shipped, Some(shipped.clone())),
        ("off", ModelOrigin::Off, None),
        (
            "elsewhere",
            ModelOrigin::Named,
            Some(PathBuf::from("elsewhere")),
        ),
    ] {
        let search = search(value);
        assert_eq!(
            (search.model_origin, &search.model),
            (origin, &model),
            "{value}"
        );
        assert_eq!(search.model_warning(), None, "{value}");
    }
}

#[test]
fn the_model_for_other_languages_is_the_installed_one_unless_the_settings_name_another_or_none() {
    let folder = tempfile::tempdir().expect("a folder");
    let installed = folder.path().join("models/multilingual-e5-small");
    let chosen = |value: &str| {
        let environment = Environment::from([("GUIDEPOST_SEARCH_MULTILINGUAL", value)]);
        let mut search = layers::settings(None, &environment)
            .expect("settings")
            .search;
        search.choose_model_in([Path::new("nowhere"), folder.path()].into_iter());
        search.multilingual
    };
    assert_eq!(chosen(""), None);
    std::fs::create_dir_all(&installed).expect("a folder");
    std::fs::write(installed.join("model.safetensors"), "").expect("written");
    assert_eq!(chosen(""), Some(installed));
    assert_eq!(chosen("off"), None);
    assert_eq!(chosen("elsewhere"), Some(PathBuf::from("elsewhere")));
}
