//! Types that doors and the assistant exchange: an [`Ask`] in a [`Request`], and a [`Reply`].
//!
//! Every user action is an [`Ask`], whether it came as a slash command, a button, a mention or a
//! line in a terminal. Entries are referred to by id, platforms by name.

mod ask;
pub(crate) mod audience_request;
mod button;
pub mod catalog;
mod country;
mod explanation;
mod form;
pub mod line;
mod panel;
mod picture;
mod reply;
mod request;
mod shortcoming;
mod ticket;

pub use ask::{Ask, GapAction, Opinion};
pub(crate) use button::MAX_BUTTON;
pub use country::{Country, CountryAction, CountryCode};
pub use explanation::{Explanation, MatchSignal};
pub(crate) use form::Form;
pub(crate) use panel::{Panel, SettingField, SettingOption, SettingOptions};
pub use picture::{Picture, PictureFormat};
pub use reply::{
    Audience, Button, ButtonStyle, Certainty, Choice, Citation, Reply, ReplyKind, ReplyPart,
};
pub(crate) use reply::{MAX_BUTTONS, MatchInfo, select_items, side_by_side};
pub use request::{Asker, Door, Place, Request};
pub use shortcoming::Shortcoming;
pub use ticket::TicketAction;
