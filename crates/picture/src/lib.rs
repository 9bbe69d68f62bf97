//! Roadmaps and comparisons of roles as pictures: plain values in, SVG and PNG out, without a network and without the
//! fonts of the machine.
//!
//! ```
//! use picture::{Hours, Progress, Roadmap, RoadmapLabels, Stage, Step, Theme};
//!
//! let roadmap = Roadmap {
//!     title: "Data engineer".to_owned(),
//!     stages: vec![Stage {
//!         name: "Data at rest".to_owned(),
//!         hours: Some(Hours { low: 80, high: 160 }),
//!         steps: vec![Step::skill("SQL", Progress::Done), Step::skill("Data modelling", Progress::Open)],
//!     }],
//!     personal: true,
//!     hours_left: Some(Hours { low: 40, high: 80 }),
//!     hours_a_week: Some(8),
//!     labels: RoadmapLabels::default(),
//! };
//! let picture = roadmap.draw(Theme::Dark)?;
//! assert!(picture.svg().starts_with("<svg"));
//! let png = picture.png()?;
//! assert!(png.starts_with(b"\x89PNG"));
//! assert!(roadmap.alt_text(1_024).contains("Data modelling"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! **Shapes.** [`Roadmap`] has stages with steps; a [`Step`] is one skill or a group of which one is enough.
//! [`Comparison`] has the skills of two roles and what they pay. All words that are not content come with the value
//! ([`RoadmapLabels`], [`ComparisonLabels`]), translated; their defaults are English.
//!
//! **Units.** Lengths are CSS pixels; a picture is [`WIDTH`] wide, as a telephone shows it, and the PNG has
//! [`SCALE`] times as many pixels. Hours are whole hours of learning; the time at a pace is in weeks, from
//! [`MONTHS_FROM_WEEKS`] on in months of 52/12 weeks, rounded to the nearest and at least 1.
//!
//! **Bounds.** At most [`MAX_STAGES`] stages with [`MAX_STEPS`] steps together, [`MAX_OPTIONS`] options of a group,
//! [`MAX_LISTED`] skills of a list and [`MAX_PAY_ROWS`] rows of pay are drawn; the number of those left out is said in
//! the picture, but for rows of pay. A text is read up to [`MAX_TEXT`] grapheme clusters and drawn in two lines, three
//! for titles, with an ellipsis where it is longer. Hours are capped at [`MAX_HOURS`].
//!
//! **Letters.** The fonts have Latin, Greek and Cyrillic letters. A text with a letter of another script makes
//! [`Roadmap::draw`] return [`MissingLetter`]; the caller then passes English labels ([`missing_letter`] asks for one
//! text). Other characters that the fonts lack, such as emoji, are left out. No text is markup: all are escaped.
//!
//! **Same bytes.** The same value gives the same SVG and, in the same build, the same PNG. The SVG names the fonts and
//! falls back to those of the viewer; the PNG has the letters drawn.

mod alt;
mod canvas;
mod chips;
mod comparison;
mod encode;
mod error;
mod head;
mod input;
mod labels;
mod palette;
mod pay;
mod roadmap;
mod sides;
mod stage;
mod text;

pub use canvas::Picture;
pub use error::{MissingLetter, PngError};
pub use input::{Comparison, Hours, Pay, PayRow, Progress, Roadmap, Skill, Stage, Step, Theme};
pub use labels::{ComparisonLabels, RoadmapLabels};
pub use text::missing_letter;

/// The width of a picture in CSS pixels.
pub const WIDTH: u16 = 360;

/// The pixels of the PNG for each CSS pixel.
pub const SCALE: u8 = 2;

/// The most stages of a roadmap that are drawn.
pub const MAX_STAGES: usize = 12;

/// The most steps of a roadmap that are drawn.
pub const MAX_STEPS: usize = 48;

/// The most options of a group of which one is enough.
pub const MAX_OPTIONS: usize = 8;

/// The most skills of one list of a comparison.
pub const MAX_LISTED: usize = 16;

/// The most rows of pay of a comparison.
pub const MAX_PAY_ROWS: usize = 4;

/// The most grapheme clusters of a text that are read.
pub const MAX_TEXT: usize = 160;

/// The most hours that a range says.
pub const MAX_HOURS: u32 = 99_999;

/// The weeks from which on the time at a pace is said in months.
pub const MONTHS_FROM_WEEKS: u32 = 14;
