//! What a person on Discord sees.
