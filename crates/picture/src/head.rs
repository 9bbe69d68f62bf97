//! Head of a roadmap: the title, the bar of progress and the figures.

use crate::canvas::{Anchor, Canvas, Paint, Rect, Style};
use crate::input::Roadmap;
use crate::palette::Palette;
use crate::roadmap::{CARD, MARGIN, StepCounts};
use crate::text::{Face, clean, fit, largest, wrap};

/// Color of finished steps on the head.
const BRIGHT: &str = "#62e3a7";

impl Roadmap {
    /// Draws the head and returns its bottom.
    pub(crate) fn head(&self, canvas: &mut Canvas, palette: &Palette) -> f32 {
        let heading = clean(&self.labels.heading);
        let heading = fit(Face::SemiBold, 13.0, &heading, CARD);
        let style = Style {
            face: Face::SemiBold,
            size: 13.0,
            color: palette.on_head_muted,
        };
        canvas.text(MARGIN, 34.0, Anchor::Start, style, &heading);
        let mut y = 40.0;
        let title = clean(&self.title);
        let size = largest(Face::Display, &[28.0, 25.0, 22.0], &title, CARD, 2);
        let style = Style {
            face: Face::Display,
            size,
            color: palette.on_head,
        };
        for line in wrap(Face::Display, size, &title, CARD, 3) {
            canvas.text(MARGIN, y + size * 0.93, Anchor::Start, style, &line);
            y += size + 5.0;
        }
        if self.personal && self.counts().all > 0 {
            self.progress(canvas, y + 14.0);
            y += 20.0;
        }
        let bottom = y + 50.0;
        canvas.head(bottom, palette);
        bottom
    }

    /// Draws the bar of progress: a part for each stage, as long as it has steps.
    fn progress(&self, canvas: &mut Canvas, y: f32) {
        let gap = 4.0;
        let thickness = 8.0;
        let all = self.counts().all as f32;
        let gaps = gap * (self.stages.len().saturating_sub(1)) as f32;
        let mut x = MARGIN;
        for stage in &self.stages {
            let counts = StepCounts::of(&stage.steps);
            let length = (CARD - gaps) * counts.all as f32 / all;
            let share = |count: usize| length * count as f32 / counts.all as f32;
            let mut part = |from: f32, length: f32, color: &'static str, opacity: f32| {
                if length > 0.0 {
                    let data = bar(x + from, y, length, thickness);
                    canvas.path(&data, Paint::fill(color), opacity);
                }
            };
            part(0.0, length, "#ffffff", 0.24);
            part(0.0, share(counts.done + counts.implied), BRIGHT, 0.55);
            part(0.0, share(counts.done), BRIGHT, 1.0);
            x += length + gap;
        }
    }

    /// Draws the figures on the head's lower edge and returns where the stages begin.
    pub(crate) fn figures(&self, canvas: &mut Canvas, palette: &Palette, head: f32) -> f32 {
        let counts = self.counts();
        let labels = &self.labels;
        let steps = if self.personal {
            (
                format!("{}/{}", counts.done, counts.all),
                &labels.steps_done,
            )
        } else {
            (counts.all.to_string(), &labels.steps)
        };
        let mut figures = vec![(steps.0, steps.1.clone())];
        if let Some((hours, caption)) = self.hours() {
            figures.push((labels.hours(hours), caption.to_owned()));
        }
        figures.extend(self.time());

        let part = CARD / figures.len() as f32;
        let captions = figures
            .iter()
            .map(|(_, caption)| wrap(Face::Regular, 12.0, &clean(caption), part - 14.0, 2));
        let captions: Vec<Vec<String>> = captions.collect();
        let lines = captions.iter().map(Vec::len).max().unwrap_or(1);
        let y = head - 32.0;
        let height = 44.0 + 15.0 * lines as f32;
        let card = Rect {
            x: MARGIN,
            y,
            width: CARD,
            height,
        };
        canvas.ground_rect(
            card,
            14.0,
            Paint::outlined(palette.card, palette.border, 1.0),
        );
        let values = figures.iter().map(|(value, _)| clean(value));
        let values: Vec<String> = values.collect();
        // All values have the largest size at which each of them fits.
        let sizes = [18.0, 17.0, 16.0, 15.0, 14.0, 13.0];
        let fitting = values
            .iter()
            .map(|value| largest(Face::SemiBold, &sizes, value, part - 12.0, 1));
        let size = fitting.fold(18.0, f32::min);
        let mut x = MARGIN + part / 2.0;
        for (value, caption) in values.iter().zip(&captions) {
            if x > part + MARGIN {
                let edge = x - part / 2.0;
                let (top, bottom) = ((edge, y + 16.0), (edge, y + height - 14.0));
                canvas.line(top, bottom, palette.border, 1.0);
            }
            let value = fit(Face::SemiBold, size, value, part - 12.0);
            let style = Style {
                face: Face::SemiBold,
                size,
                color: palette.ink,
            };
            canvas.text(x, y + 29.0, Anchor::Middle, style, &value);
            let style = Style {
                face: Face::Regular,
                size: 12.0,
                color: palette.muted,
            };
            let mut line_y = y + 47.0;
            for line in caption {
                canvas.text(x, line_y, Anchor::Middle, style, line);
                line_y += 15.0;
            }
            x += part;
        }
        y + height + 18.0
    }
}

/// A bar with round ends as SVG path data.
fn bar(x: f32, y: f32, length: f32, thickness: f32) -> String {
    let radius = (thickness / 2.0).min(length / 2.0);
    let straight = length - 2.0 * radius;
    let top = y - thickness / 2.0;
    let side = thickness - 2.0 * radius;
    format!(
        "M{:.2} {top:.2}h{straight:.2}a{radius:.2} {radius:.2} 0 0 1 {radius:.2} {radius:.2}v{side:.2}a{radius:.2} {radius:.2} 0 0 1 -{radius:.2} {radius:.2}h-{straight:.2}a{radius:.2} {radius:.2} 0 0 1 -{radius:.2} -{radius:.2}v-{side:.2}a{radius:.2} {radius:.2} 0 0 1 {radius:.2} -{radius:.2}z",
        x + radius
    )
}
