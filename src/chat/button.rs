//! Serialization of an [`Ask`] for a button: a versioned text of at most [`MAX_BUTTON`] bytes, so
//! that buttons survive restarts and upgrades without stored state.

use super::{Ask, CountryAction, Explanation, GapAction, Opinion, Shortcoming, TicketAction};
use crate::knowledge::{Address, EntryId};

/// Maximum length of the text form in bytes: Discord's limit on `custom_id`, which is below Slack's
/// (<https://discord.com/developers/docs/components/reference#button>).
pub(crate) const MAX_BUTTON: usize = 100;

/// Version of the text form. Other versions decode to [`Ask::Unknown`].
const VERSION: &str = "1";

/// The form of ids and anchors in a button.
#[derive(Clone, Copy)]
enum NameForm {
    /// As they are.
    Full,
    /// Shortened, which a library resolves.
    Short,
}

impl NameForm {
    fn entry(self, entry: &EntryId) -> EntryId {
        match self {
            Self::Full => entry.clone(),
            Self::Short => entry.shortened(),
        }
    }

    fn address(self, address: &Address) -> Address {
        match self {
            Self::Full => address.clone(),
            Self::Short => address.shortened(),
        }
    }
}

impl Ask {
    /// Encodes the ask for a button, with short forms of its ids and anchors where it is longer than
    /// [`MAX_BUTTON`] bytes otherwise. `None` if that does not help, or if the ask contains free
    /// text, which buttons never carry.
    #[must_use]
    pub fn to_button(&self) -> Option<String> {
        [NameForm::Full, NameForm::Short]
            .into_iter()
            .find_map(|form| {
                let text = format!("{VERSION}:{}", self.encode(form)?);
                (text.len() <= MAX_BUTTON).then_some(text)
            })
    }

    fn encode(&self, form: NameForm) -> Option<String> {
        let id = |entry| form.entry(entry);
        let at = |address| form.address(address);
        Some(match self {
            Self::Open { address, page } => format!("open:{page}:{}", at(address)),
            Self::Faq { topic: None, page } => format!("topics:{page}"),
            Self::Faq {
                topic: Some(topic),
                page,
            } => match EntryId::parse(topic) {
                Some(entry) => format!("faq:{page}:{}", id(&entry)),
                None => format!("faq:{page}:{topic}"),
            },
            Self::Offers(addresses) => {
                let addresses = addresses.iter().map(|one| at(one).to_string());
                format!("offers:{}", addresses.collect::<Vec<_>>().join(","))
            }
            Self::Roles { page } => format!("roles:{page}"),
            Self::RoadmapOf(entry) => format!("roadmap:{}", id(entry)),
            Self::SkillsOf(entry) => format!("skills:{}", id(entry)),
            Self::CompareOf(one, other) => format!("compare:{}:{}", id(one), id(other)),
            Self::Why { address, why } => format!("why:{why}:{}", at(address)),
            // A one-letter prefix leaves room for the longest address of ASCII letters.
            Self::Show(ask) => format!("s:{}", ask.encode(form)?),
            Self::Help => "help".to_owned(),
            Self::Vote { address, opinion } => {
                let opinion = match opinion {
                    Opinion::Helpful => '+',
                    Opinion::Unhelpful => '-',
                    Opinion::None => '0',
                };
                format!("vote:{opinion}:{}", at(address))
            }
            Self::Missed { address, reason } => {
                format!("missed:{}:{}", reason.as_str(), at(address))
            }
            Self::PointGap { id, address } => format!("point:{id}:{}", at(address)),
            Self::Gaps { page } => format!("gaps:{page}"),
            Self::Gap { id, action } => format!("gap:{}:{id}", action.as_str()),
            Self::Ticket { id, action } => format!("ticket:{}:{id}", action.as_str()),
            Self::MyData { page } => format!("my-data:{page}"),
            Self::ForgetMe => "forget-me".to_owned(),
            Self::Country { action, address } => match address {
                Some(address) => format!("in:{}:{}", action.as_button(), at(address)),
                None => format!("in:{}", action.as_button()),
            },
            Self::WhatIs(_)
            | Self::Skills(_)
            | Self::Responsibilities(_)
            | Self::Roadmap(_)
            | Self::Compare { .. }
            | Self::Question(_)
            | Self::Filled { .. }
            | Self::Unknown => return None,
        })
    }

    /// Decodes the text of a button; [`Ask::Unknown`] if this version does not support it.
    #[must_use]
    pub fn from_button(text: &str) -> Self {
        let ask = text
            .strip_prefix(VERSION)
            .and_then(|rest| rest.strip_prefix(':'))
            .and_then(|words| match words.strip_prefix("s:") {
                Some(shown) => Some(Self::Show(Box::new(Self::decode(shown)?))),
                None => Self::decode(words),
            });
        ask.unwrap_or(Self::Unknown)
    }

    fn decode(words: &str) -> Option<Self> {
        let mut parts = words.splitn(3, ':');
        let verb = parts.next()?;
        let first = parts.next();
        let second = parts.next();
        match (verb, first, second) {
            ("open", Some(page), Some(address)) => Some(Self::Open {
                address: Address::parse(address)?,
                page: page.parse().ok()?,
            }),
            ("topics", Some(page), None) => Some(Self::Faq {
                topic: None,
                page: page.parse().ok()?,
            }),
            ("faq", Some(page), Some(topic)) => Some(Self::Faq {
                topic: Some(topic.to_owned()),
                page: page.parse().ok()?,
            }),
            ("offers", Some(addresses), None) => {
                let addresses = addresses.split(',').map(Address::parse);
                addresses.collect::<Option<_>>().map(Self::Offers)
            }
            ("roles", Some(page), None) => Some(Self::Roles {
                page: page.parse().ok()?,
            }),
            ("roadmap", Some(entry), None) => EntryId::parse(entry).map(Self::RoadmapOf),
            ("skills", Some(entry), None) => EntryId::parse(entry).map(Self::SkillsOf),
            ("compare", Some(one), Some(other)) => Some(Self::CompareOf(
                EntryId::parse(one)?,
                EntryId::parse(other)?,
            )),
            ("why", Some(why), Some(address)) => Some(Self::Why {
                address: Address::parse(address)?,
                why: Explanation::parse(why)?,
            }),
            ("help", None, None) => Some(Self::Help),
            ("vote", Some(opinion), Some(address)) => Some(Self::Vote {
                address: Address::parse(address)?,
                opinion: match opinion {
                    "+" => Opinion::Helpful,
                    "-" => Opinion::Unhelpful,
                    "0" => Opinion::None,
                    _ => return None,
                },
            }),
            ("gaps", Some(page), None) => Some(Self::Gaps {
                page: page.parse().ok()?,
            }),
            ("gap", Some(action), Some(id)) => Some(Self::Gap {
                id: id.parse().ok()?,
                action: GapAction::parse(action)?,
            }),
            ("point", Some(id), Some(address)) => Some(Self::PointGap {
                id: id.parse().ok()?,
                address: Address::parse(address)?,
            }),
            ("missed", Some(reason), Some(address)) => Some(Self::Missed {
                address: Address::parse(address)?,
                reason: Shortcoming::parse(reason)?,
            }),
            ("ticket", Some(action), Some(id)) => Some(Self::Ticket {
                id: id.parse().ok()?,
                action: TicketAction::parse(action)?,
            }),
            ("my-data", Some(page), None) => Some(Self::MyData {
                page: page.parse().ok()?,
            }),
            ("forget-me", None, None) => Some(Self::ForgetMe),
            ("in", Some(action), address) => Some(Self::Country {
                action: CountryAction::from_button(action)?,
                address: match address {
                    Some(address) => Some(Address::parse(address)?),
                    None => None,
                },
            }),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
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
}
