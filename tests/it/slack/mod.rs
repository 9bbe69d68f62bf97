//! What a person on Slack sees.
