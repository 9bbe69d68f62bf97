//! PNG with a palette of at most 256 colors, about half as long as one of true colors: the commonest colors exactly, the
//! others, which are edges of letters and the head's gradient, by median cut (Heckbert 1982,
//! <https://doi.org/10.1145/965145.801294>).

use std::collections::HashMap;

use resvg::tiny_skia::Pixmap;

/// Red, green and blue.
type Color = [u8; 3];

/// The most colors of a palette.
const COLORS: usize = 256;

/// The commonest colors, which are kept as they are where there are too many.
const EXACT: usize = 48;

/// Encodes pixels, which are opaque. Large even areas are shorter without PNG's filters.
pub(crate) fn encode(pixels: &Pixmap) -> Result<Vec<u8>, png::EncodingError> {
    let (palette, indices) = quantize(pixels.data());
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, pixels.width(), pixels.height());
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_palette(palette.concat());
    encoder.set_compression(png::Compression::Balanced);
    encoder.set_filter(png::Filter::NoFilter);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&indices)?;
    writer.finish()?;
    Ok(bytes)
}

/// The colors of opaque pixels of four bytes.
fn colors(data: &[u8]) -> impl Iterator<Item = Color> + '_ {
    data.chunks_exact(4).map(|pixel| match pixel {
        [red, green, blue, ..] => [*red, *green, *blue],
        _ => [0; 3],
    })
}

/// A palette, and the position in it of each pixel's color.
fn quantize(data: &[u8]) -> (Vec<Color>, Vec<u8>) {
    let mut counts: HashMap<Color, u32> = HashMap::new();
    let mut run: Option<(Color, u32)> = None;
    for color in colors(data) {
        match &mut run {
            Some((last, length)) if *last == color => *length += 1,
            _ => {
                if let Some((last, length)) = run.replace((color, 1)) {
                    *counts.entry(last).or_default() += length;
                }
            }
        }
    }
    if let Some((last, length)) = run {
        *counts.entry(last).or_default() += length;
    }
    let mut counts: Vec<(Color, u32)> = counts.into_iter().collect();
    counts.sort_unstable_by(|one, other| other.1.cmp(&one.1).then(one.0.cmp(&other.0)));
    let palette = palette(&counts);

    let positions = counts
        .iter()
        .map(|(color, _)| (*color, nearest(&palette, *color)));
    let positions: HashMap<Color, u8> = positions.collect();
    let mut last: Option<(Color, u8)> = None;
    let indices = colors(data).map(|color| match last {
        Some((known, at)) if known == color => at,
        _ => {
            let at = positions.get(&color).copied().unwrap_or_default();
            last = Some((color, at));
            at
        }
    });
    let indices = indices.collect();
    (palette, indices)
}

/// The position of the palette's nearest color.
fn nearest(palette: &[Color], color: Color) -> u8 {
    let mut best = (u32::MAX, 0);
    for (at, known) in (0..=u8::MAX).zip(palette) {
        let channels = known.iter().zip(color);
        let squares = channels.map(|(one, other)| u32::from(one.abs_diff(other)).pow(2));
        best = best.min((squares.sum(), at));
    }
    best.1
}

/// A palette for colors, of which the commonest come first.
fn palette(counts: &[(Color, u32)]) -> Vec<Color> {
    if counts.len() <= COLORS {
        return counts.iter().map(|(color, _)| *color).collect();
    }
    let exact = counts.iter().take(EXACT).map(|(color, _)| *color);
    let mut palette: Vec<Color> = exact.collect();
    let mut boxes = vec![ColorBox::of(counts.iter().skip(EXACT).copied().collect())];
    while palette.len() + boxes.len() < COLORS {
        let sizes = boxes.iter().enumerate();
        let largest = sizes.max_by_key(|(at, one)| (one.size(), usize::MAX - at));
        let Some((at, _)) = largest else { break };
        let (one, other) = boxes.swap_remove(at).split();
        boxes.push(one);
        boxes.extend(other);
    }
    palette.extend(boxes.iter().map(ColorBox::mean));
    palette
}

/// Colors that get one color in common.
struct ColorBox {
    colors: Vec<(Color, u32)>,
    /// The channel with the widest range, and its range.
    widest: (usize, u8),
}

impl ColorBox {
    fn of(colors: Vec<(Color, u32)>) -> Self {
        let range = |channel: usize| {
            let values = colors.iter().filter_map(|(color, _)| color.get(channel));
            let (low, high) = values.fold((u8::MAX, 0), |(low, high), value| {
                (low.min(*value), high.max(*value))
            });
            high.saturating_sub(low)
        };
        let ranges = (0..3).map(|channel| (channel, range(channel)));
        let widest = ranges.max_by_key(|(channel, range)| (*range, 3 - channel));
        let widest = widest.unwrap_or_default();
        Self { colors, widest }
    }

    /// Gain from splitting.
    fn size(&self) -> usize {
        usize::from(self.widest.1) * self.colors.len()
    }

    /// Splits the box at the median of the widest channel.
    fn split(mut self) -> (Self, Option<Self>) {
        if self.colors.len() < 2 {
            return (self, None);
        }
        let channel = self.widest.0;
        self.colors
            .sort_unstable_by_key(|(color, _)| (color.get(channel).copied(), *color));
        let other = self.colors.split_off(self.colors.len() / 2);
        (Self::of(self.colors), Some(Self::of(other)))
    }

    /// The mean color by number of pixels.
    fn mean(&self) -> Color {
        let mut sums = [0_u64; 3];
        let mut pixels = 0;
        for (color, count) in &self.colors {
            let count = u64::from(*count);
            pixels += count;
            for (sum, value) in sums.iter_mut().zip(color) {
                *sum += u64::from(*value) * count;
            }
        }
        let half = pixels / 2;
        sums.map(|sum| u8::try_from((sum + half) / pixels.max(1)).unwrap_or(u8::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Opaque pixels of colors.
    fn pixels(colors: impl Iterator<Item = Color>) -> Vec<u8> {
        colors
            .flat_map(|[red, green, blue]| [red, green, blue, 255])
            .collect()
    }

    #[test]
    fn few_colors_are_kept_exactly() {
        let data = pixels(
            (0..=255_u8)
                .chain(0..=255)
                .map(|value| [value, 7, 255 - value]),
        );
        let (palette, indices) = quantize(&data);
        assert_eq!(palette.len(), 256);
        let kept = indices
            .iter()
            .map(|at| palette.get(usize::from(*at)).copied());
        assert!(kept.eq(colors(&data).map(Some)));
    }

    #[test]
    fn of_many_colors_the_commonest_are_exact_and_the_others_near() {
        let many = (0..3_000_u32).map(|at| {
            let channel = |shift: u32| u8::try_from((at >> shift) & 0xff).unwrap_or_default();
            [channel(0), channel(4), channel(2)]
        });
        let common = [19, 33, 46];
        let data = pixels(std::iter::repeat_n(common, 10_000).chain(many));
        let (palette, indices) = quantize(&data);
        assert_eq!(palette.len(), COLORS);
        for (color, at) in colors(&data).zip(&indices) {
            let kept = palette.get(usize::from(*at)).copied().unwrap_or_default();
            let far = kept.iter().zip(color);
            let far = far.map(|(one, other)| one.abs_diff(other)).max();
            assert!(far <= Some(24), "{color:?} became {kept:?}");
            assert!(color != common || kept == common);
        }
    }
}
