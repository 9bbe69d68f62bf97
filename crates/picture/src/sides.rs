//! Signs, colors and headings of the two roles of a comparison.

use crate::canvas::{Anchor, Canvas, Paint, Style};
use crate::chips::baseline;
use crate::palette::Palette;
use crate::text::{Face, clean, wrap};

/// The size of a heading's letters.
const HEADING: f32 = 15.0;

/// Role that a sign stands for; the signs differ in shape and color.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// A circle.
    Left,
    /// A square on its corner.
    Right,
}

/// The color of a side.
pub(crate) const fn color(palette: &Palette, side: Side) -> &'static str {
    match side {
        Side::Left => palette.accent,
        Side::Right => palette.second,
    }
}

/// Draws the sign of a side.
pub(crate) fn marker(
    canvas: &mut Canvas,
    side: Side,
    center: (f32, f32),
    radius: f32,
    color: &'static str,
) {
    let (x, y) = center;
    match side {
        Side::Left => canvas.circle(x, y, radius, Paint::fill(color)),
        Side::Right => {
            let half = radius * 1.2;
            let data = format!(
                "M{x:.2} {:.2}l{half:.2} {half:.2}l-{half:.2} {half:.2}l-{half:.2} -{half:.2}z",
                y - half
            );
            canvas.path(&data, Paint::fill(color), 1.0);
        }
    }
}

/// Draws a card's heading from its left upper corner, behind the sign of a side, and returns its bottom.
pub(crate) fn heading(
    canvas: &mut Canvas,
    palette: &Palette,
    text: &str,
    side: Option<Side>,
    corner: (f32, f32),
    width: f32,
) -> f32 {
    let (x, mut y) = corner;
    let style = Style {
        face: Face::SemiBold,
        size: HEADING,
        color: palette.ink,
    };
    let indent = side.map_or(0.0, |side| {
        marker(canvas, side, (x + 6.0, y + 9.0), 5.5, color(palette, side));
        20.0
    });
    for line in wrap(Face::SemiBold, HEADING, &clean(text), width - indent, 3) {
        canvas.text(
            x + indent,
            baseline(y + 9.0, HEADING),
            Anchor::Start,
            style,
            &line,
        );
        y += 19.0;
    }
    y + 4.0
}
