//! Discord's limits, each with the page that states it. Lengths are in UTF-16 code units.

use std::time::Duration;

/// Time within which Discord accepts the first response to an interaction
/// (<https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-callback>).
pub(super) const RESPONSE_LIMIT: Duration = Duration::from_secs(3);
/// Time within which a refusal begins to be sent; the rest of [`RESPONSE_LIMIT`] is left for the network.
pub(super) const REFUSAL_LIMIT: Duration = Duration::from_secs(2);
/// Content of a message (<https://discord.com/developers/docs/resources/message#create-message>).
pub(super) const CONTENT: usize = 2_000;
/// Title of an embed
/// (<https://discord.com/developers/docs/resources/message#embed-object-embed-limits>).
pub(super) const TITLE: usize = 256;
/// Description of an embed (same page).
pub(super) const DESCRIPTION: usize = 4_096;
/// Value of an embed's field (same page).
pub(super) const FIELD_VALUE: usize = 1_024;
/// Name of an embed's field (same page).
pub(super) const FIELD_NAME: usize = 256;
/// Footer of an embed. Discord accepts 2,048 (same page), but they would use up [`FIELDS_TOTAL`].
pub(super) const FOOTER: usize = 200;
/// All texts of all embeds of a message (same page).
pub(super) const EMBEDS_TOTAL: usize = 6_000;
/// Room for the fields of an embed whose other texts have their full length.
pub(super) const FIELDS_TOTAL: usize = EMBEDS_TOTAL - TITLE - DESCRIPTION - FOOTER;

/// Bytes of a file that every server accepts, without a boost or a subscription
/// (<https://discord.com/developers/docs/reference#uploading-files>).
pub(super) const ATTACHMENT_BYTES: usize = 10 * 1_024 * 1_024;
/// Description of a file, which screen readers read out
/// (<https://discord.com/developers/docs/resources/message#attachment-object>).
pub(super) const ATTACHMENT_DESCRIPTION: usize = 1_024;
/// Name of a file without its extension. The API accepts 1,024; clients show less.
pub(super) const ATTACHMENT_NAME: usize = 100;

/// All components of a message with the flag `IS_COMPONENTS_V2`, nested ones included
/// (<https://discord.com/developers/docs/components/reference>).
pub(super) const COMPONENTS: usize = 40;
/// All texts of the text displays of such a message
/// (<https://discord.com/developers/docs/components/reference#text-display>).
pub(super) const TEXT_TOTAL: usize = 4_000;
/// Room for the sources of such a message within [`TEXT_TOTAL`].
pub(super) const SOURCES: usize = 1_200;
/// Room for the note of a message.
pub(super) const NOTE: usize = 200;
/// Text displays for the parts of a reply: with the container, the title, a picture, the sources with their separator and
/// three rows with a select and five buttons there are at most [`COMPONENTS`].
pub(super) const PARTS: usize = 24;

/// Label of a button. The API accepts 80, but the design guidelines ask for 34 at most, which
/// phones can show (<https://discord.com/developers/docs/components/reference#button>).
pub(super) const BUTTON_LABEL: usize = 34;
/// Options of a select (<https://discord.com/developers/docs/components/reference#string-select>).
pub(super) const SELECT_OPTIONS: usize = 25;
/// Label and description of an option (same page).
pub(super) const OPTION_TEXT: usize = 100;

/// Title of a modal
/// (<https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object-modal>).
pub(super) const MODAL_TITLE: usize = 45;
/// Label of a text field (<https://discord.com/developers/docs/components/reference#text-input>).
pub(super) const MODAL_LABEL: usize = 45;
/// Name of a thread (<https://discord.com/developers/docs/resources/channel#channel-object>).
pub(super) const THREAD_NAME: usize = 100;

/// Choices of an autocomplete response
/// (<https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object-autocomplete>).
pub(super) const AUTOCOMPLETE_CHOICES: usize = 25;
/// Name and value of a choice
/// (<https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-option-choice-structure>).
pub(super) const CHOICE_TEXT: usize = 100;
