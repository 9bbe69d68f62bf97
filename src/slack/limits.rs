//! What Slack takes at most. Lengths are in UTF-16 units, the widest way in which Slack may count.

/// Blocks in a message (<https://docs.slack.dev/reference/block-kit/blocks>).
pub(super) const BLOCKS: usize = 50;
/// Everything in a message's blocks together. Slack documents no such limit but refuses a message
/// of about 13,200 with `msg_blocks_too_long`
/// (<https://docs.slack.dev/reference/methods/chat.postMessage#errors>).
pub(super) const SUM: usize = 12_000;
/// The text of a header (<https://docs.slack.dev/reference/block-kit/blocks/header-block>).
pub(super) const HEADER: usize = 150;
/// The text of a section (<https://docs.slack.dev/reference/block-kit/blocks/section-block>).
pub(super) const SECTION: usize = 3_000;
/// The text of one element of a context, kept to a few lines
/// (<https://docs.slack.dev/reference/block-kit/composition-objects/text-object> allows 3,000).
pub(super) const CONTEXT: usize = 2_000;
/// Buttons in one row of ours; Slack takes 25
/// (<https://docs.slack.dev/reference/block-kit/blocks/actions-block>).
pub(super) const ROW: usize = 10;
/// The text on a button; Slack takes 75 but shows about 34
/// (<https://docs.slack.dev/reference/block-kit/block-elements/button-element>).
pub(super) const BUTTON: usize = 34;
/// What a screen reader says of a button (the same page).
pub(super) const BUTTON_SPOKEN: usize = 75;
/// Options of a select
/// (<https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element>).
pub(super) const OPTIONS: usize = 100;
/// An option's text and its description
/// (<https://docs.slack.dev/reference/block-kit/composition-objects/option-object>).
pub(super) const OPTION: usize = 75;
/// A message's `text`, cut where a notification has long ended; Slack takes 40,000 but asks for
/// 4,000 (<https://docs.slack.dev/reference/methods/chat.postMessage#truncating>).
pub(super) const TEXT: usize = 3_000;
/// The longest address that is written as a link, so that a link always fits into a section.
pub(super) const URL: usize = 1_500;
/// What an option of a select hands back, which the option object's page puts at 150.
pub(super) const OPTION_VALUE: usize = 150;
/// The title and the buttons of a modal (<https://docs.slack.dev/reference/views/modal-views>).
pub(super) const TITLE: usize = 24;
/// The label over a field of a modal
/// (<https://docs.slack.dev/reference/block-kit/blocks/input-block>); kept to a line.
pub(super) const LABEL: usize = 150;
/// Blocks of a modal or of the Home tab (<https://docs.slack.dev/reference/block-kit/blocks>).
pub(super) const VIEW_BLOCKS: usize = 100;
/// Prompts in the Messages tab
/// (<https://docs.slack.dev/reference/methods/assistant.threads.setSuggestedPrompts>).
pub(super) const PROMPTS: usize = 4;
