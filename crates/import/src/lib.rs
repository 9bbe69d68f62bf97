//! Readers of foreign formats that make knowledge files of them.
//!
//! [`read`] turns the files of one format into [`Draft`]s and a list of what could not be used, each with its file and
//! line. [`Imported::into_files`] gives them ids and unique names and writes them in the form of `knowledge/README.md`.
//! [`Plan`] compares these files with a folder of an earlier import, and writes into a fresh copy of it that replaces the
//! folder in one step. The crate knows the form of a knowledge file, and nothing else of Guidepost.
//!
//! All readers bound what they hold in memory ([`Limits`]): no compressed file, page or table can exceed it.

mod chat;
mod decode;
mod document;
mod draft;
mod error;
mod format;
mod headings;
mod html;
mod limits;
mod markdown;
mod names;
mod onet;
mod prose;
mod render;
mod settle;
mod shape;
mod source;
mod sync;
mod table;
mod text;

pub use draft::{Draft, DraftKind, DraftQuestion, DraftSection, Move, Origin};
pub use error::{ImportError, Skipped};
pub use format::{Format, Imported, ReadOptions, read};
pub use limits::Limits;
pub use names::{key, slug};
pub use settle::{KnowledgeFile, Settle, Taken};
pub use sync::{Change, Manifest, Plan, Planned};
pub use table::{Column, ColumnMap};
