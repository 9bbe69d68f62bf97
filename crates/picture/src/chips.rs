//! Parts that both pictures have: rows of chips, signs of progress, and their legend.

use crate::canvas::{Anchor, Canvas, Paint, Rect, Style};
use crate::input::{Progress, Skill};
use crate::palette::Palette;
use crate::text::{Face, clean, fit, width};

/// The size of a chip's letters.
const SIZE: f32 = 13.0;
/// The height of a chip.
const HEIGHT: f32 = 26.0;
/// The space between two chips.
const GAP: f32 = 6.0;
/// The space beside a chip's letters.
const PAD: f32 = 10.0;
/// The space that a check mark takes in front of a chip's letters.
const MARK: f32 = 16.0;

/// A column of a picture: its left edge, its top and its width.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Column {
    pub(crate) x: f32,
    pub(crate) y: f32,
    pub(crate) width: f32,
}

/// The baseline of a text whose letters have their middle at `center`.
pub(crate) fn baseline(center: f32, size: f32) -> f32 {
    center + size * 0.36
}

/// Draws chips in rows, each cut to the column's width, and returns the bottom.
pub(crate) fn draw_chips(
    canvas: &mut Canvas,
    palette: &Palette,
    column: Column,
    skills: &[Skill],
) -> f32 {
    let mut x = column.x;
    let mut y = column.y;
    for skill in skills {
        let mark = if skill.progress == Progress::Open {
            0.0
        } else {
            MARK
        };
        let name = clean(&skill.name);
        let face = match skill.progress {
            Progress::Open => Face::Regular,
            Progress::Done | Progress::Implied => Face::SemiBold,
        };
        let name = fit(face, SIZE, &name, column.width - 2.0 * PAD - mark);
        let chip = width(face, SIZE, &name) + 2.0 * PAD + mark;
        if x > column.x && x + chip > column.x + column.width {
            x = column.x;
            y += HEIGHT + GAP;
        }
        let (fill, stroke) = match skill.progress {
            Progress::Done => (palette.done_soft, palette.done),
            Progress::Implied => (palette.card, palette.done),
            Progress::Open => (palette.chip, palette.border),
        };
        let rect = Rect {
            x,
            y,
            width: chip,
            height: HEIGHT,
        };
        canvas.rect(rect, HEIGHT / 2.0, Paint::outlined(fill, stroke, 1.0));
        let center = y + HEIGHT / 2.0;
        match skill.progress {
            Progress::Done => sign(
                canvas,
                palette,
                (x + PAD + 4.0, center),
                6.5,
                skill.progress,
            ),
            Progress::Implied => canvas.check(x + PAD + 4.0, center, 9.0, palette.done),
            Progress::Open => {}
        }
        let style = Style {
            face,
            size: SIZE,
            color: palette.ink,
        };
        let start = x + PAD + mark;
        canvas.text(start, baseline(center, SIZE), Anchor::Start, style, &name);
        x += chip + GAP;
    }
    if skills.is_empty() { y } else { y + HEIGHT }
}

/// Draws the sign of a progress: a filled circle with a check mark, a ring with one, an empty ring.
pub(crate) fn sign(
    canvas: &mut Canvas,
    palette: &Palette,
    center: (f32, f32),
    radius: f32,
    progress: Progress,
) {
    let (x, y) = center;
    let inner = radius - 0.9;
    match progress {
        Progress::Done => {
            canvas.circle(x, y, radius, Paint::fill(palette.done));
            canvas.check(x, y, radius * 1.05, palette.on_done);
        }
        Progress::Implied => {
            canvas.circle(
                x,
                y,
                inner,
                Paint::outlined(palette.card, palette.done, 1.8),
            );
            canvas.check(x, y, radius * 0.95, palette.done);
        }
        Progress::Open => {
            canvas.circle(
                x,
                y,
                inner,
                Paint::outlined(palette.card, palette.path, 1.8),
            );
        }
    }
}

/// Draws a legend of signs in rows and returns the bottom.
pub(crate) fn legend(
    canvas: &mut Canvas,
    palette: &Palette,
    column: Column,
    entries: &[(Progress, &str)],
) -> f32 {
    let size = 12.0;
    let mut x = column.x;
    let mut y = column.y;
    let style = Style {
        face: Face::Regular,
        size,
        color: palette.muted,
    };
    for (progress, label) in entries {
        let label = clean(label);
        let label = fit(Face::Regular, size, &label, column.width - 22.0);
        let taken = width(Face::Regular, size, &label) + 20.0;
        if x > column.x && x + taken > column.x + column.width {
            x = column.x;
            y += 22.0;
        }
        sign(canvas, palette, (x + 7.0, y + 9.0), 7.0, *progress);
        let middle = baseline(y + 9.0, size);
        canvas.text(x + 20.0, middle, Anchor::Start, style, &label);
        x += taken + 14.0;
    }
    y + 18.0
}
