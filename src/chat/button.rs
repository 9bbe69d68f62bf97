//! Serialization of an [`Ask`] for a button: a versioned text of at most [`MAX_BUTTON`] bytes, so
//! that buttons survive restarts and upgrades without stored state.

use super::{Ask, CountryAction, Explanation, GapAction, Opinion, Shortcoming, TicketAction};
use crate::career::QuizAnswers;
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
            Self::SwitchOf(from, to) => format!("switch:{}:{}", id(from), id(to)),
            Self::LevelsOf(entry) => format!("levels:{}", id(entry)),
            Self::Progress => "progress".to_owned(),
            Self::ProgressOf(role) => format!("progress:{}", id(role)),
            Self::Tick { skill, done, role } => {
                format!("tick:{}:{}:{}", u8::from(*done), id(role), id(skill))
            }
            Self::ExportProgress => "export-progress".to_owned(),
            Self::Next(skills) if skills.is_empty() => "next".to_owned(),
            Self::Practice { address, reveal } => {
                format!("practice:{}:{}", u8::from(*reveal), at(address))
            }
            Self::Quiz(answers) if answers.is_empty() => "quiz".to_owned(),
            Self::Quiz(answers) => format!("quiz:{}", answers.encode()),
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
            | Self::Switch { .. }
            | Self::Next(_)
            | Self::Levels(_)
            | Self::Interview { .. }
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
            ("switch", Some(from), Some(to)) => {
                Some(Self::SwitchOf(EntryId::parse(from)?, EntryId::parse(to)?))
            }
            ("levels", Some(entry), None) => EntryId::parse(entry).map(Self::LevelsOf),
            ("progress", None, None) => Some(Self::Progress),
            ("progress", Some(role), None) => EntryId::parse(role).map(Self::ProgressOf),
            ("tick", Some(done), Some(ids)) => {
                let (role, skill) = ids.split_once(':')?;
                Some(Self::Tick {
                    skill: EntryId::parse(skill)?,
                    done: flag(done)?,
                    role: EntryId::parse(role)?,
                })
            }
            ("export-progress", None, None) => Some(Self::ExportProgress),
            ("next", None, None) => Some(Self::Next(String::new())),
            ("practice", Some(reveal), Some(address)) => Some(Self::Practice {
                address: Address::parse(address)?,
                reveal: flag(reveal)?,
            }),
            ("quiz", None, None) => Some(Self::Quiz(QuizAnswers::default())),
            ("quiz", Some(answers), None) => QuizAnswers::parse(answers).map(Self::Quiz),
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

/// Reads `0` or `1`.
fn flag(text: &str) -> Option<bool> {
    match text {
        "0" => Some(false),
        "1" => Some(true),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
