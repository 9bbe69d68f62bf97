//! Words and signs of the pictures, and their alternative texts.

use picture::{Comparison, Hours, Picture, Progress, Roadmap, Skill, Step, Theme};
use roxmltree::Document;

use crate::{comparison, roadmap};

/// The lines of text of a picture.
fn lines(picture: &Picture) -> Vec<String> {
    let document = Document::parse(picture.svg()).unwrap();
    let nodes = document.descendants();
    let texts = nodes.filter(|node| node.has_tag_name("text"));
    texts
        .map(|node| node.text().unwrap_or_default().to_owned())
        .collect()
}

fn light(roadmap: &Roadmap) -> Picture {
    roadmap.draw(Theme::Light).unwrap()
}

/// Fails where a line of the picture is not in its alternative text.
fn assert_says_the_same(picture: &Picture, alt: &str, but: &[&str]) {
    let words = |text: &str| -> Vec<String> {
        let words = text.split_whitespace();
        let bare = words.map(|word| word.trim_matches(['.', ',', ':', '(', ')']).to_owned());
        bare.filter(|word| !word.is_empty()).collect()
    };
    let said = words(alt);
    for line in lines(picture) {
        let line_words = words(&line);
        let found = said
            .windows(line_words.len().max(1))
            .any(|window| window == line_words);
        assert!(
            found || but.contains(&line.as_str()),
            "{line:?} is not in: {alt}"
        );
    }
}

#[test]
fn the_alternative_text_says_the_same_as_the_picture() {
    let roadmap = roadmap();
    // The sign of open steps is explained in the picture alone.
    assert_says_the_same(&light(&roadmap), &roadmap.alt_text(2_000), &["to learn"]);
    let alt = roadmap.alt_text(2_000);
    assert!(alt.contains("Python (done). 2. Data in motion"), "{alt}");
    assert!(alt.contains("Next: Data warehouse."), "{alt}");

    let mut public = roadmap;
    public.personal = false;
    assert_says_the_same(&light(&public), &public.alt_text(2_000), &[]);

    let comparison = comparison();
    let picture = comparison.draw(Theme::Dark).unwrap();
    let legend = "Bar: lower to upper end. Dot: median.";
    assert_says_the_same(&picture, &comparison.alt_text(2_000), &[legend]);
}

#[test]
fn a_short_alternative_text_counts_the_steps_of_each_stage() {
    let roadmap = roadmap();
    let full = roadmap.alt_text(2_000);
    let short = roadmap.alt_text(full.chars().count() - 1);
    assert!(
        short.contains("2. Data in motion (100–200 h): 1/3 steps done."),
        "{short}"
    );
    assert!(!short.contains("Google Cloud"), "{short}");
}

#[test]
fn progress_is_seen_without_colors() {
    let shapes = |progress| {
        let mut roadmap = roadmap();
        roadmap.stages[1].steps[0] = Step::skill("Git", progress);
        roadmap.stages[1].steps[2] = Step::OneOf(vec![Skill::new("AWS", progress)]);
        let svg = light(&roadmap).svg().to_owned();
        let parts = svg.split('#');
        // Every color has six digits.
        let bare = parts.map(|part| part.get(6..).unwrap_or_default());
        bare.collect::<String>()
    };
    let (done, implied, open) = (
        shapes(Progress::Done),
        shapes(Progress::Implied),
        shapes(Progress::Open),
    );
    assert!(done != open && implied != open && done != implied);
    let checks = |svg: &str| svg.matches(" stroke-linejoin=").count();
    assert!(checks(&done) > checks(&open));
}

#[test]
fn the_next_step_is_the_first_open_one_and_a_finished_roadmap_has_none() {
    let mut roadmap = roadmap();
    assert_eq!(light(&roadmap).svg().matches(">Next</text>").count(), 1);
    roadmap.stages[1].steps.truncate(1);
    let finished = light(&roadmap);
    assert_eq!(finished.svg().matches(">Next</text>").count(), 0);
    assert!(lines(&finished).contains(&"3/4".to_owned()));
}

#[test]
fn the_time_at_a_pace_is_in_weeks_then_in_months() {
    let cases = [
        (90, 180, 6, Some("3–7 months")),
        (30, 60, 6, Some("5–10 weeks")),
        (6, 6, 6, Some("1 week")),
        (1, 78, 6, Some("1–13 weeks")),
        (1, 79, 6, Some("1–3 months")),
        (0, 0, 6, None),
        (90, 180, 0, None),
    ];
    for (low, high, pace, expected) in cases {
        let mut roadmap = roadmap();
        roadmap.hours_left = Some(Hours { low, high });
        roadmap.hours_a_week = Some(pace);
        let lines = lines(&light(&roadmap));
        let time = lines.iter().find(|line| {
            [" week", " weeks", " months"]
                .iter()
                .any(|end| line.ends_with(end))
                && !line.starts_with("at ")
        });
        assert_eq!(time.map(String::as_str), expected, "{low}–{high} at {pace}");
    }
}

#[test]
fn a_group_shows_what_the_person_has_of_many_options() {
    let mut roadmap = roadmap();
    let mut options: Vec<Skill> = (0..30)
        .map(|at| Skill::new(format!("Option {at}"), Progress::Open))
        .collect();
    options[29].progress = Progress::Done;
    roadmap.stages[2].steps = vec![Step::OneOf(options)];
    assert!(lines(&light(&roadmap)).contains(&"Option 29".to_owned()));
}

#[test]
fn equal_counts_of_a_comparison_stand_beside_what_they_count() {
    let comparison: Comparison = comparison();
    let lines = lines(&comparison.draw(Theme::Light).unwrap());
    let numbers: Vec<&str> = lines
        .iter()
        .map(String::as_str)
        .filter(|line| line.parse::<u32>().is_ok())
        .collect();
    assert_eq!(numbers, ["2", "3", "3"]);
}
