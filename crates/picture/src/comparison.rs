//! Picture of a comparison: how much two roles share, the skills of both and of each, and their pay.

use crate::canvas::{Anchor, Canvas, Paint, Picture, Rect, Style};
use crate::chips::{Column, baseline, draw_chips, legend, sign};
use crate::error::MissingLetter;
use crate::input::{Comparison, Progress, Skill, Theme};
use crate::labels::more;
use crate::palette::Palette;
use crate::pay::draw_pay;
use crate::roadmap::{CARD, MARGIN};
use crate::sides::{Side, color, heading, marker};
use crate::text::{Face, check, clean, fit, largest, wrap};
use crate::{MAX_LISTED, MAX_PAY_ROWS};

impl Comparison {
    /// Draws the comparison.
    ///
    /// # Errors
    ///
    /// A text or label has a letter that the fonts lack.
    pub fn draw(&self, theme: Theme) -> Result<Picture, MissingLetter> {
        let lists = [&self.shared, &self.only_left, &self.only_right];
        let skills = lists
            .into_iter()
            .flat_map(|list| list.iter().take(MAX_LISTED));
        let rows = self.pay.iter().take(MAX_PAY_ROWS);
        let pay = rows.flat_map(|row| {
            let amounts = [&row.left, &row.right].into_iter().flatten();
            amounts
                .map(|pay| pay.text.as_str())
                .chain([row.region.as_str()])
        });
        let texts = self.labels.all().into_iter();
        let texts = texts.chain([self.left.as_str(), self.right.as_str()]);
        check(
            texts
                .chain(skills.map(|skill| skill.name.as_str()))
                .chain(pay),
        )?;

        let palette = Palette::of(theme);
        let mut canvas = Canvas::default();
        let y = self.head(&mut canvas, palette);
        let y = self.overlap(&mut canvas, palette, y);
        let y = self.draw_shared(&mut canvas, palette, y);
        let y = self.draw_columns(&mut canvas, palette, y);
        let y = draw_pay(&mut canvas, palette, self, y);
        let y = self.draw_legend(&mut canvas, palette, y);
        let heading = clean(&self.labels.heading);
        let title = format!("{heading}: {}, {}", clean(&self.left), clean(&self.right));
        Ok(canvas.finish(y + 4.0, palette, &title))
    }

    /// Progress as it is shown: open in a picture that is not personal.
    pub(crate) fn shown(&self, list: &[Skill]) -> Vec<Skill> {
        let mut skills: Vec<Skill> = list.iter().take(MAX_LISTED).cloned().collect();
        if !self.personal {
            for skill in &mut skills {
                skill.progress = Progress::Open;
            }
        }
        skills
    }

    /// Draws the head with both titles and returns its bottom.
    fn head(&self, canvas: &mut Canvas, palette: &Palette) -> f32 {
        let style = Style {
            face: Face::SemiBold,
            size: 13.0,
            color: palette.on_head_muted,
        };
        let heading = clean(&self.labels.heading);
        let heading = fit(Face::SemiBold, 13.0, &heading, CARD);
        canvas.text(MARGIN, 34.0, Anchor::Start, style, &heading);
        let mut y = 42.0;
        for (title, side) in [(&self.left, Side::Left), (&self.right, Side::Right)] {
            marker(canvas, side, (MARGIN + 7.0, y + 14.0), 6.0, palette.on_head);
            let title = clean(title);
            let size = largest(Face::Display, &[23.0, 21.0, 19.0], &title, CARD - 26.0, 2);
            let style = Style {
                face: Face::Display,
                size,
                color: palette.on_head,
            };
            for line in wrap(Face::Display, size, &title, CARD - 26.0, 2) {
                canvas.text(MARGIN + 24.0, y + 22.0, Anchor::Start, style, &line);
                y += 28.0;
            }
            y += 5.0;
        }
        let bottom = y + 42.0;
        canvas.head(bottom, palette);
        bottom
    }

    /// Draws two circles that overlap the more, the more skills are shared, and returns where the lists begin.
    fn overlap(&self, canvas: &mut Canvas, palette: &Palette, head: f32) -> f32 {
        let y = head - 30.0;
        let height = 132.0;
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
        let (left, shared, right) = (
            self.only_left.len(),
            self.shared.len(),
            self.only_right.len(),
        );
        let all = (left + shared + right).max(1);
        let share = shared as f32 / all as f32;
        let radius = 54.0;
        // Apart by 1.5 radii where nothing is shared, by half a radius where everything is.
        let half = if shared == 0 {
            radius + 3.0
        } else {
            radius * (0.75 - 0.45 * share)
        };
        let (middle, center) = (MARGIN + CARD / 2.0, y + height / 2.0);
        for (x, color) in [
            (middle - half, palette.accent),
            (middle + half, palette.second),
        ] {
            let data = format!(
                "M{:.1} {center:.1}a{radius} {radius} 0 1 0 {} 0a{radius} {radius} 0 1 0 -{} 0z",
                x - radius,
                radius * 2.0,
                radius * 2.0
            );
            canvas.path(&data, Paint::fill(color), 0.2);
            canvas.path(&data, Paint::outlined("none", color, 1.8), 1.0);
        }
        let style = Style {
            face: Face::Display,
            size: 25.0,
            color: palette.ink,
        };
        let mut number = |x: f32, y: f32, count: usize| {
            let text = count.to_string();
            canvas.text(x, baseline(y, 25.0), Anchor::Middle, style, &text);
        };
        // The middle of what only one circle covers.
        let outer = if shared == 0 { half } else { radius };
        number(middle - outer, center - 6.0, left);
        number(middle + outer, center - 6.0, right);
        if shared > 0 {
            number(middle, center - 6.0, shared);
        }
        let below = center + 20.0;
        let sides = [(Side::Left, middle - outer), (Side::Right, middle + outer)];
        for (side, x) in sides {
            marker(canvas, side, (x, below), 5.0, color(palette, side));
        }
        if shared > 0 {
            marker(
                canvas,
                Side::Left,
                (middle - 7.0, below),
                4.0,
                palette.accent,
            );
            marker(
                canvas,
                Side::Right,
                (middle + 7.0, below),
                4.0,
                palette.second,
            );
        }
        y + height + 14.0
    }

    /// Draws the skills of both and returns where the next part begins.
    fn draw_shared(&self, canvas: &mut Canvas, palette: &Palette, top: f32) -> f32 {
        let labels = &self.labels;
        let mut y = heading(
            canvas,
            palette,
            &labels.shared,
            None,
            (MARGIN + 16.0, top + 16.0),
            296.0,
        );
        let skills = self.shown(&self.shared);
        let column = Column {
            x: MARGIN + 16.0,
            y: y + 4.0,
            width: CARD - 32.0,
        };
        y = draw_chips(canvas, palette, column, &skills);
        let rest = self.shared.len() - skills.len();
        let note = if self.shared.is_empty() {
            Some(labels.none.clone())
        } else {
            (rest > 0).then(|| more(&labels.more, rest))
        };
        if let Some(text) = note {
            let style = Style {
                face: Face::Regular,
                size: 13.0,
                color: palette.muted,
            };
            let text = clean(&text);
            let text = fit(Face::Regular, 13.0, &text, CARD - 32.0);
            canvas.text(MARGIN + 16.0, y + 16.0, Anchor::Start, style, &text);
            y += 20.0;
        }
        let card = Rect {
            x: MARGIN,
            y: top,
            width: CARD,
            height: y + 15.0 - top,
        };
        canvas.ground_rect(
            card,
            14.0,
            Paint::outlined(palette.card, palette.border, 1.0),
        );
        y + 27.0
    }

    /// Draws the skills of each side by side and returns where the next part begins.
    fn draw_columns(&self, canvas: &mut Canvas, palette: &Palette, top: f32) -> f32 {
        let width = (CARD - 12.0) / 2.0;
        let columns = [
            (Side::Left, MARGIN, &self.left, &self.only_left),
            (
                Side::Right,
                MARGIN + width + 12.0,
                &self.right,
                &self.only_right,
            ),
        ];
        let mut bottom = top;
        for (side, x, title, list) in columns {
            let title = self.labels.only(&clean(title));
            let y = heading(
                canvas,
                palette,
                &title,
                Some(side),
                (x + 14.0, top + 16.0),
                width - 28.0,
            );
            let column = Column {
                x: x + 14.0,
                y: y + 3.0,
                width: width - 26.0,
            };
            bottom = bottom.max(self.draw_list(canvas, palette, column, side, list));
        }
        for (_, x, ..) in columns {
            let card = Rect {
                x,
                y: top,
                width,
                height: bottom + 9.0 - top,
            };
            canvas.ground_rect(
                card,
                14.0,
                Paint::outlined(palette.card, palette.border, 1.0),
            );
        }
        bottom + 21.0
    }

    /// Draws one list in a column and returns its bottom.
    fn draw_list(
        &self,
        canvas: &mut Canvas,
        palette: &Palette,
        column: Column,
        side: Side,
        list: &[Skill],
    ) -> f32 {
        let skills = self.shown(list);
        let rest = list.len() - skills.len();
        let mut y = column.y;
        let mut style = Style {
            face: Face::Regular,
            size: 13.5,
            color: palette.ink,
        };
        for skill in &skills {
            let center = (column.x + 6.0, y + 10.0);
            if skill.progress == Progress::Open {
                marker(canvas, side, center, 2.8, color(palette, side));
            } else {
                sign(canvas, palette, center, 7.0, skill.progress);
            }
            let lines = wrap(
                style.face,
                style.size,
                &clean(&skill.name),
                column.width - 20.0,
                2,
            );
            for line in lines {
                let middle = baseline(y + 10.0, style.size);
                canvas.text(column.x + 20.0, middle, Anchor::Start, style, &line);
                y += 17.0;
            }
            y += 6.0;
        }
        let note = if list.is_empty() {
            Some(self.labels.none.clone())
        } else {
            (rest > 0).then(|| more(&self.labels.more, rest))
        };
        if let Some(text) = note {
            style.color = palette.muted;
            let text = clean(&text);
            let text = fit(style.face, style.size, &text, column.width);
            canvas.text(column.x, y + 15.0, Anchor::Start, style, &text);
            y += 22.0;
        }
        y
    }

    /// Explains the signs of progress that the picture has, and returns the bottom.
    fn draw_legend(&self, canvas: &mut Canvas, palette: &Palette, top: f32) -> f32 {
        let lists = [&self.shared, &self.only_left, &self.only_right];
        let shown: Vec<Skill> = lists
            .into_iter()
            .flat_map(|list| self.shown(list))
            .collect();
        let has = |progress| shown.iter().any(|skill| skill.progress == progress);
        let entries = [
            (Progress::Done, self.labels.done.as_str()),
            (Progress::Implied, self.labels.implied.as_str()),
        ];
        let entries = entries.into_iter().filter(|(progress, _)| has(*progress));
        let entries: Vec<_> = entries.collect();
        if entries.is_empty() {
            return top;
        }
        let column = Column {
            x: MARGIN + 16.0,
            y: top + 2.0,
            width: CARD - 32.0,
        };
        legend(canvas, palette, column, &entries) + 14.0
    }
}
