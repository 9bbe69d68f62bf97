//! Hostile texts, bounds, privacy and letters that the fonts lack.

use std::thread;

use picture::{MAX_STEPS, MissingLetter, Progress, Skill, Step, Theme, missing_letter};
use roxmltree::Document;

use crate::{comparison, endless_comparison, endless_roadmap, roadmap};

/// Texts that would be markup, entities, control characters or directions if nothing stopped them.
const HOSTILE: [&str; 5] = [
    r#"</text><script>alert("1")</script><image href="file:///etc/passwd"/>"#,
    "&lt;&#0;&unknown;]]>",
    "\u{0}\u{8}\u{b}\u{1f}\u{fffe}\u{ffff}\u{202e}",
    "<!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>&x;",
    "' onload='x",
];

#[test]
fn no_text_is_markup() {
    for text in HOSTILE {
        let mut roadmap = roadmap();
        roadmap.title = text.to_owned();
        roadmap.stages[0].name = text.to_owned();
        roadmap.stages[0].steps[0] = Step::skill(text, Progress::Done);
        roadmap.stages[1].steps[2] = Step::OneOf(vec![Skill::new(text, Progress::Done)]);
        roadmap.labels.pace = text.to_owned();
        let mut comparison = comparison();
        comparison.left = text.to_owned();
        comparison.shared[0].name = text.to_owned();
        comparison.only_right[0].name = text.to_owned();
        comparison.pay[0].region = text.to_owned();
        comparison.labels.only = text.to_owned();
        for picture in [
            roadmap.draw(Theme::Light).unwrap(),
            comparison.draw(Theme::Dark).unwrap(),
        ] {
            let document = Document::parse(picture.svg()).unwrap();
            let known = [
                "svg",
                "title",
                "rect",
                "circle",
                "ellipse",
                "path",
                "text",
                "g",
                "defs",
                "linearGradient",
                "stop",
                "clipPath",
            ];
            for node in document.descendants().filter(roxmltree::Node::is_element) {
                let name = node.tag_name().name();
                assert!(known.contains(&name), "{name} for {text:?}");
                let mut attributes = node.attributes();
                let strange = attributes
                    .find(|one| one.name().starts_with("on") || one.name().contains("href"));
                assert!(strange.is_none(), "{strange:?} for {text:?}");
            }
            picture.png().unwrap();
        }
    }
}

#[test]
fn the_same_value_gives_the_same_bytes() {
    let draw = || {
        let (roadmap, comparison) = (roadmap(), comparison());
        [Theme::Light, Theme::Dark].map(|theme| {
            let one = roadmap.draw(theme).unwrap();
            let other = comparison.draw(theme).unwrap();
            (one.png().unwrap(), other.png().unwrap(), one, other)
        })
    };
    let here = draw();
    let there = thread::spawn(draw).join().unwrap();
    assert!(here == there);
    assert_ne!(here[0].0, here[1].0, "the themes differ");
}

#[test]
fn a_roadmap_for_everybody_tells_nothing_of_progress() {
    let mut public = roadmap();
    public.personal = false;
    let mut fresh = public.clone();
    fresh.hours_left = None;
    for stage in &mut fresh.stages {
        for step in &mut stage.steps {
            match step {
                Step::Skill(skill) => skill.progress = Progress::Open,
                Step::OneOf(skills) => {
                    for skill in skills {
                        skill.progress = Progress::Open;
                    }
                }
            }
        }
    }
    assert_eq!(
        public.draw(Theme::Light).unwrap(),
        fresh.draw(Theme::Light).unwrap()
    );
    assert_eq!(public.alt_text(2_000), fresh.alt_text(2_000));

    let mut public = comparison();
    public.personal = false;
    let mut fresh = public.clone();
    for skill in &mut fresh.shared {
        skill.progress = Progress::Open;
    }
    assert_eq!(
        public.draw(Theme::Light).unwrap(),
        fresh.draw(Theme::Light).unwrap()
    );
    assert_eq!(public.alt_text(2_000), fresh.alt_text(2_000));
}

#[test]
fn pictures_stay_within_bounds_and_say_how_much_is_left_out() {
    let roadmap = endless_roadmap();
    let picture = roadmap.draw(Theme::Light).unwrap();
    let (width, height) = picture.size();
    assert!(width == 360 && height < 6_000, "{height}");
    let left_out = format!("{} more", 40 * 40 - MAX_STEPS);
    assert!(picture.svg().contains(&left_out));
    assert!(
        picture.svg().contains(">0/1600</text>"),
        "the figures are those of the whole"
    );
    assert!(roadmap.alt_text(100_000).contains(&left_out));
    assert!(picture.png().unwrap().len() < 2_000_000);

    let comparison = endless_comparison();
    let picture = comparison.draw(Theme::Dark).unwrap();
    assert!(picture.size().1 < 4_000, "{:?}", picture.size());
    assert_eq!(picture.svg().matches("184 more").count(), 3);
    for limit in [0, 1, 10, 500, 1_024] {
        assert!(roadmap.alt_text(limit).chars().count() <= limit);
        assert!(comparison.alt_text(limit).chars().count() <= limit);
    }
}

#[test]
fn empty_values_are_drawn() {
    let mut roadmap = roadmap();
    roadmap.title.clear();
    roadmap.stages.clear();
    roadmap.draw(Theme::Light).unwrap().png().unwrap();
    let mut roadmap = crate::roadmap();
    roadmap.stages[0].steps.clear();
    roadmap.stages[1].steps = vec![Step::OneOf(Vec::new())];
    let picture = roadmap.draw(Theme::Light).unwrap();
    picture.png().unwrap();
    assert!(picture.svg().contains(">Foundations</text>"));
    let mut comparison = comparison();
    comparison.shared.clear();
    comparison.only_left.clear();
    comparison.only_right.clear();
    comparison.pay.clear();
    let picture = comparison.draw(Theme::Light).unwrap();
    picture.png().unwrap();
    assert_eq!(picture.svg().matches("nothing</text>").count(), 3);
}

#[test]
fn a_script_that_the_fonts_lack_is_reported() {
    let mut roadmap = roadmap();
    roadmap.labels.next = "次".to_owned();
    let lacks = MissingLetter { letter: '次' };
    assert_eq!(roadmap.draw(Theme::Light), Err(lacks));
    assert!(roadmap.alt_text(2_000).contains("次: Data warehouse"));
    assert_eq!(missing_letter("कौशल"), Some('क'));

    let mut comparison = comparison();
    comparison.only_right[1].name = "データ".to_owned();
    let lacks = MissingLetter { letter: 'デ' };
    assert_eq!(comparison.draw(Theme::Light), Err(lacks));
}
