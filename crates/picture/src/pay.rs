//! Rows of pay in a comparison: for each region a bar from the lower to the upper end, with a sign at the median.

use crate::MAX_PAY_ROWS;
use crate::canvas::{Anchor, Canvas, Paint, Rect, Style};
use crate::chips::baseline;
use crate::input::{Comparison, Pay};
use crate::palette::Palette;
use crate::roadmap::{CARD, MARGIN};
use crate::sides::{Side, color, heading, marker};
use crate::text::{Face, clean, fit, wrap};

/// Horizontal start of bars.
const START: f32 = MARGIN + 40.0;
/// The length of the longest bar.
const LENGTH: f32 = 186.0;
/// Horizontal end of figures.
const END: f32 = MARGIN + CARD - 16.0;

/// An amount that can be drawn.
fn amount(value: f32) -> Option<f32> {
    (value.is_finite() && value > 0.0).then_some(value)
}

/// The lower end, median and upper end of pay, in order.
pub(crate) fn ends(pay: &Pay) -> Option<(f32, f32, f32)> {
    let median = amount(pay.median)?;
    let low = pay
        .low
        .and_then(amount)
        .map_or(median, |low| low.min(median));
    let high = pay
        .high
        .and_then(amount)
        .map_or(median, |high| high.max(median));
    Some((low, median, high))
}

/// Draws the rows of pay and returns where the next part begins.
pub(crate) fn draw_pay(
    canvas: &mut Canvas,
    palette: &Palette,
    comparison: &Comparison,
    top: f32,
) -> f32 {
    if comparison.pay.is_empty() {
        return top;
    }
    let labels = &comparison.labels;
    let x = MARGIN + 16.0;
    let mut y = heading(
        canvas,
        palette,
        &labels.pay,
        None,
        (x, top + 16.0),
        CARD - 32.0,
    );
    let small = Style {
        face: Face::Regular,
        size: 13.0,
        color: palette.muted,
    };
    for row in comparison.pay.iter().take(MAX_PAY_ROWS) {
        let region = clean(&row.region);
        let region = fit(small.face, small.size, &region, CARD - 32.0);
        canvas.text(x, y + 14.0, Anchor::Start, small, &region);
        y += 20.0;
        let both = [(Side::Left, &row.left), (Side::Right, &row.right)];
        let highest = both
            .iter()
            .filter_map(|(_, pay)| pay.as_ref().and_then(ends));
        let highest = highest.map(|(_, _, high)| high).fold(0.0_f32, f32::max);
        for (side, pay) in both {
            let center = y + 12.0;
            marker(canvas, side, (x + 6.0, center), 5.0, color(palette, side));
            if let Some((pay, ends)) = pay.as_ref().and_then(|pay| Some((pay, ends(pay)?))) {
                draw_bar(canvas, palette, side, center, ends, highest);
                let style = Style {
                    face: Face::SemiBold,
                    size: 14.0,
                    color: palette.ink,
                };
                let text = clean(&pay.text);
                let text = fit(style.face, style.size, &text, 84.0);
                canvas.text(END, baseline(center, 14.0), Anchor::End, style, &text);
            } else {
                let text = clean(&labels.no_pay);
                let text = fit(small.face, small.size, &text, CARD - 60.0);
                canvas.text(START, baseline(center, 13.0), Anchor::Start, small, &text);
            }
            y += 24.0;
        }
        y += 6.0;
    }
    let note = Style {
        size: 12.0,
        ..small
    };
    for line in wrap(
        note.face,
        note.size,
        &clean(&labels.pay_legend),
        CARD - 32.0,
        2,
    ) {
        canvas.text(x, y + 13.0, Anchor::Start, note, &line);
        y += 16.0;
    }
    let card = Rect {
        x: MARGIN,
        y: top,
        width: CARD,
        height: y + 12.0 - top,
    };
    canvas.ground_rect(
        card,
        14.0,
        Paint::outlined(palette.card, palette.border, 1.0),
    );
    y + 24.0
}

/// Draws one bar on a scale from 0 to the highest amount of the row.
fn draw_bar(
    canvas: &mut Canvas,
    palette: &Palette,
    side: Side,
    center: f32,
    ends: (f32, f32, f32),
    highest: f32,
) {
    let at = |amount: f32| START + LENGTH * amount / highest;
    let (low, median, high) = ends;
    let track = Rect {
        x: START,
        y: center - 3.0,
        width: LENGTH,
        height: 6.0,
    };
    canvas.line(
        (START + 3.0, center),
        (START + LENGTH - 3.0, center),
        palette.chip,
        6.0,
    );
    canvas.rect(
        Rect {
            x: at(low),
            width: at(high) - at(low),
            ..track
        },
        3.0,
        Paint::fill(color(palette, side)),
    );
    marker(canvas, side, (at(median), center), 7.5, palette.card);
    marker(
        canvas,
        side,
        (at(median), center),
        5.4,
        color(palette, side),
    );
}
