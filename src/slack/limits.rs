//! Limits of Slack, each with the page that states it. Lengths are in UTF-16 code units, which is the largest of the counts
//! that Slack may use.

/// Blocks in a message (<https://docs.slack.dev/reference/block-kit/blocks>).
pub(super) const MESSAGE_BLOCKS: usize = 50;
/// Text of all blocks of a message together. Slack documents no such limit but refuses a message of
/// about 13,200 with `msg_blocks_too_long`
/// (<https://docs.slack.dev/reference/methods/chat.postMessage#errors>).
pub(super) const ALL_BLOCKS: usize = 12_000;
/// Text of a header block (<https://docs.slack.dev/reference/block-kit/blocks/header-block>).
pub(super) const HEADER: usize = 150;
/// Text of a section block (<https://docs.slack.dev/reference/block-kit/blocks/section-block>).
pub(super) const SECTION: usize = 3_000;
/// Fields of a section block (the same page).
pub(super) const FIELDS: usize = 10;
/// Text of a field (the same page).
pub(super) const FIELD: usize = 2_000;
/// Rows of a data table with its header (<https://docs.slack.dev/reference/block-kit/blocks/data-table-block>).
pub(super) const TABLE_ROWS: usize = 101;
/// Text of all cells of a message (the same page); Slack allows 10,000.
pub(super) const TABLE: usize = 4_000;
/// Text of a cell, kept to a line; Slack names no limit, and no way to wrap it.
pub(super) const CELL: usize = 75;
/// Text of one context element, kept to a few lines; Slack allows 3,000
/// (<https://docs.slack.dev/reference/block-kit/composition-objects/text-object>).
pub(super) const CONTEXT: usize = 2_000;
/// Text of a button; Slack allows 75 but shows about 34
/// (<https://docs.slack.dev/reference/block-kit/block-elements/button-element>).
pub(super) const BUTTON: usize = 34;
/// `accessibility_label` of a button (the same page).
pub(super) const BUTTON_ACCESSIBILITY: usize = 75;
/// Options of a select menu, in all its groups
/// (<https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element>).
pub(super) const OPTIONS: usize = 100;
/// Text and description of an option
/// (<https://docs.slack.dev/reference/block-kit/composition-objects/option-object>).
pub(super) const OPTION: usize = 75;
/// Value of an option (the same page).
pub(super) const OPTION_VALUE: usize = 150;
/// `text` of a message, which notifications and screen readers use; Slack allows 40,000 but recommends 4,000
/// (<https://docs.slack.dev/reference/methods/chat.postMessage#truncating>).
pub(super) const FALLBACK_TEXT: usize = 4_000;
/// Maximum length of a URL that is rendered as a link, so that a link fits into a section.
pub(super) const URL: usize = 1_500;
/// Title, submit and close of a modal (<https://docs.slack.dev/reference/views/modal-views>).
pub(super) const MODAL_TITLE: usize = 24;
/// Label of an input block, kept to a line; Slack allows 2,000
/// (<https://docs.slack.dev/reference/block-kit/blocks/input-block>).
pub(super) const INPUT_LABEL: usize = 150;
/// Blocks of a modal or of the Home tab (<https://docs.slack.dev/reference/block-kit/blocks>).
pub(super) const VIEW_BLOCKS: usize = 100;
/// Suggested prompts in the Messages tab
/// (<https://docs.slack.dev/reference/methods/assistant.threads.setSuggestedPrompts>).
pub(super) const PROMPTS: usize = 4;
