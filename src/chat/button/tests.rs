//! Buttons: round trips, the length limit, and texts of other versions.

use super::*;
use crate::chat::{Country, CountryCode};

#[test]
fn an_encoded_ask_decodes_to_itself() {
    let address = Address::parse("backend-developer#what-they-do").expect("an address");
    let place = address.clone();
    let keep = |country| Ask::Country {
        action: CountryAction::Set(country),
        address: None,
    };
    for ask in [
        Ask::Open {
            address: address.clone(),
            page: 2,
        },
        Ask::Faq {
            topic: None,
            page: 1,
        },
        Ask::Faq {
            topic: Some("first-job".to_owned()),
            page: 0,
        },
        Ask::Offers(vec![Address::of(address.entry.clone()), address.clone()]),
        Ask::Roles { page: 3 },
        Ask::RoadmapOf(address.entry.clone()),
        Ask::SkillsOf(address.entry.clone()),
        Ask::CompareOf(address.entry.clone(), address.entry.clone()),
        Ask::SwitchOf(address.entry.clone(), address.entry.clone()),
        Ask::LevelsOf(address.entry.clone()),
        Ask::Practice {
            address: address.clone(),
            reveal: true,
        },
        Ask::Progress,
        Ask::ProgressOf(address.entry.clone()),
        Ask::Tick {
            skill: address.entry.clone(),
            done: true,
            role: address.entry.clone(),
        },
        Ask::ExportProgress,
        Ask::Next(String::new()),
        Ask::Quiz(QuizAnswers::default()),
        Ask::Quiz(QuizAnswers::parse("abcabcab").expect("answers")),
        Ask::Why {
            address: address.clone(),
            why: Explanation::new(0.87),
        },
        Ask::Show(Box::new(Ask::RoadmapOf(address.entry.clone()))),
        Ask::Show(Box::new(Ask::Help)),
        Ask::Help,
        Ask::Vote {
            address: address.clone(),
            opinion: Opinion::Helpful,
        },
        Ask::Vote {
            address: address.clone(),
            opinion: Opinion::Unhelpful,
        },
        Ask::Vote {
            address: address.clone(),
            opinion: Opinion::None,
        },
        Ask::Country {
            action: CountryAction::ShowChoices,
            address: Some(address),
        },
        keep(Country::In(CountryCode::parse("DE").expect("two letters"))),
        keep(Country::NotListed),
        keep(Country::Undisclosed),
        Ask::Country {
            action: CountryAction::Clear,
            address: None,
        },
        Ask::Gaps { page: 2 },
        Ask::PointGap {
            id: i64::MAX,
            address: place.clone(),
        },
        Ask::Missed {
            address: place,
            reason: Shortcoming::OffTopic,
        },
        Ask::Gap {
            id: i64::MAX,
            action: GapAction::Look,
        },
        Ask::Gap {
            id: 1,
            action: GapAction::NotForUs,
        },
        Ask::Gap {
            id: 1,
            action: GapAction::AskAgain,
        },
        Ask::MyData { page: 0 },
        Ask::ForgetMe,
    ] {
        let button = ask.to_button().expect("it fits");
        assert_eq!(Ask::from_button(&button), ask);
    }
}

#[test]
fn the_longest_address_fits_into_a_button() {
    let id = "a".repeat(crate::knowledge::MAX_ID);
    let anchor = "b".repeat(crate::knowledge::MAX_ANCHOR);
    let address = Address::parse(&format!("{id}#{anchor}")).expect("an address");
    let open = |page| Ask::Open {
        address: address.clone(),
        page,
    };
    let why = Ask::Why {
        address: address.clone(),
        why: Explanation::new(1.0),
    };
    let country = Ask::Country {
        action: CountryAction::Set(Country::In(CountryCode::parse("GB").expect("letters"))),
        address: Some(address.clone()),
    };
    for longest in [open(u16::MAX), why, country, Ask::Show(Box::new(open(999)))] {
        let button = longest.to_button();
        assert!(button.is_some_and(|button| button.len() <= MAX_BUTTON));
    }
}

#[test]
fn names_that_do_not_fit_are_shortened() {
    let id = EntryId::new(&"給".repeat(crate::knowledge::MAX_ID)).expect("an id");
    let anchor = "与".repeat(crate::knowledge::MAX_ANCHOR);
    let address = Address::parse(&format!("{id}#{anchor}")).expect("an address");
    let open = |address: &Address| Ask::Open {
        address: address.clone(),
        page: u16::MAX,
    };
    let why = |address: &Address| Ask::Why {
        address: address.clone(),
        why: Explanation::new(1.0),
    };
    let vote = |address: &Address| Ask::Vote {
        address: address.clone(),
        opinion: Opinion::Helpful,
    };
    let faq = |id: &EntryId| Ask::Faq {
        topic: Some(id.to_string()),
        page: 1,
    };
    let country = |address: &Address| Ask::Country {
        action: CountryAction::ShowChoices,
        address: Some(address.clone()),
    };
    let offers = |address: &Address| Ask::Offers(vec![address.clone(); 5]);
    let short = (&address.shortened(), &id.shortened());
    for (long, read) in [
        (open(&address), open(short.0)),
        (why(&address), why(short.0)),
        (vote(&address), vote(short.0)),
        (country(&address), country(short.0)),
        (
            Ask::Show(Box::new(open(&address))),
            Ask::Show(Box::new(open(short.0))),
        ),
        (faq(&id), faq(short.1)),
        (offers(&address), offers(short.0)),
        (Ask::RoadmapOf(id.clone()), Ask::RoadmapOf(short.1.clone())),
        (Ask::SkillsOf(id.clone()), Ask::SkillsOf(short.1.clone())),
        (
            Ask::CompareOf(id.clone(), id.clone()),
            Ask::CompareOf(short.1.clone(), short.1.clone()),
        ),
    ] {
        let button = long.to_button().expect("it fits");
        assert!(button.len() <= MAX_BUTTON, "{button}");
        assert_eq!(Ask::from_button(&button), read);
    }
    let topic = Some("給 ".repeat(99));
    assert_eq!(Ask::Faq { topic, page: 0 }.to_button(), None);
}

#[test]
fn a_button_of_another_version_is_unknown() {
    for text in [
        "",
        "2:open:0:sql",
        "1:open",
        "1:open:x:sql",
        "1:fly:0",
        "1:help:0",
        "1:vote:?:sql",
        "1:gap:burn:7",
        "1:gap:look:x",
        "1:s:",
        "1:s:s:help",
        "1:why:640:sql",
        "1:compare:sql:",
        "1:switch:sql",
        "1:levels:",
        "1:practice:2:sql#x",
        "1:quiz:abcabcabc",
        "1:quiz:x",
        "1:tick:1:sql",
        "1:tick:2:sql:sql",
        "1:offers:",
        "1:offers:sql,",
        "1:in",
        "1:in:de",
        "1:in:DEU:sql",
        "1:in:DE:",
        "💥",
    ] {
        assert_eq!(Ask::from_button(text), Ask::Unknown, "{text}");
    }
}
