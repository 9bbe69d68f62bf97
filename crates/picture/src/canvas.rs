//! SVG writer: shapes and escaped texts in CSS pixels, the finished picture and its PNG.

use std::fmt::Write as _;
use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{ImageHrefResolver, Options, Tree, fontdb};

use crate::encode::encode;
use crate::error::PngError;
use crate::palette::Palette;
use crate::text::Face;
use crate::{SCALE, WIDTH};

/// A finished picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    svg: String,
    height: u32,
}

impl Picture {
    /// The picture as SVG.
    #[must_use]
    pub fn svg(&self) -> &str {
        &self.svg
    }

    /// Width and height in CSS pixels.
    #[must_use]
    pub fn size(&self) -> (u32, u32) {
        (u32::from(WIDTH), self.height)
    }

    /// The picture as PNG with [`SCALE`] pixels for each CSS pixel.
    ///
    /// # Errors
    ///
    /// The picture cannot be drawn or encoded, which a picture of this crate always can be.
    pub fn png(&self) -> Result<Vec<u8>, PngError> {
        let options = Options {
            fontdb: FONTS.clone(),
            image_href_resolver: ImageHrefResolver {
                resolve_data: Box::new(|_, _, _| None),
                resolve_string: Box::new(|_, _| None),
            },
            ..Options::default()
        };
        let tree = Tree::from_str(&self.svg, &options)?;
        let (width, height) = self.size();
        let scale = u32::from(SCALE);
        let mut pixels = Pixmap::new(width * scale, height * scale).ok_or(PngError::Size)?;
        let scale = f32::from(SCALE);
        resvg::render(
            &tree,
            Transform::from_scale(scale, scale),
            &mut pixels.as_mut(),
        );
        encode(&pixels).map_err(|error| PngError::Encode(error.to_string()))
    }
}

/// The fonts that ship, and no others.
static FONTS: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut fonts = fontdb::Database::new();
    for face in Face::ALL {
        fonts.load_font_source(fontdb::Source::Binary(Arc::new(face.data())));
    }
    fonts.set_sans_serif_family("Guidepost Inter");
    Arc::new(fonts)
});

/// The end of a text that its position gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// Font, size and color of a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Style {
    pub(crate) face: Face,
    pub(crate) size: f32,
    pub(crate) color: &'static str,
}

/// Fill and outline of a shape.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Paint {
    pub(crate) fill: &'static str,
    pub(crate) stroke: &'static str,
    pub(crate) stroke_width: f32,
}

impl Paint {
    /// A filled shape without an outline.
    pub(crate) const fn fill(fill: &'static str) -> Self {
        Self {
            fill,
            stroke: "none",
            stroke_width: 0.0,
        }
    }

    /// A filled shape with an outline.
    pub(crate) const fn outlined(fill: &'static str, stroke: &'static str, width: f32) -> Self {
        Self {
            fill,
            stroke,
            stroke_width: width,
        }
    }
}

/// A rectangle: left, top, width and height.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rect {
    pub(crate) x: f32,
    pub(crate) y: f32,
    pub(crate) width: f32,
    pub(crate) height: f32,
}

/// Shapes and texts of a picture in three layers, drawn in this order: cards, lines, everything else.
#[derive(Debug, Default)]
pub(crate) struct Canvas {
    ground: String,
    lines: String,
    front: String,
}

impl Canvas {
    /// Draws a rectangle with round corners.
    pub(crate) fn rect(&mut self, rect: Rect, radius: f32, paint: Paint) {
        let Rect {
            x,
            y,
            width,
            height,
        } = rect;
        push(
            &mut self.front,
            format_args!(
                r#"<rect x="{x:.1}" y="{y:.1}" width="{width:.1}" height="{height:.1}" rx="{radius:.1}"{}/>"#,
                attributes(paint)
            ),
        );
    }

    /// Draws a rectangle with round corners below all lines.
    pub(crate) fn ground_rect(&mut self, rect: Rect, radius: f32, paint: Paint) {
        let Rect {
            x,
            y,
            width,
            height,
        } = rect;
        push(
            &mut self.ground,
            format_args!(
                r#"<rect x="{x:.1}" y="{y:.1}" width="{width:.1}" height="{height:.1}" rx="{radius:.1}"{}/>"#,
                attributes(paint)
            ),
        );
    }

    /// Draws a circle.
    pub(crate) fn circle(&mut self, x: f32, y: f32, radius: f32, paint: Paint) {
        push(
            &mut self.front,
            format_args!(
                r#"<circle cx="{x:.1}" cy="{y:.1}" r="{radius:.1}"{}/>"#,
                attributes(paint)
            ),
        );
    }

    /// Draws a straight line with round ends above cards and below everything else.
    pub(crate) fn line(&mut self, from: (f32, f32), to: (f32, f32), color: &str, thickness: f32) {
        self.stroke(from, to, color, thickness, "");
    }

    /// Draws a dotted line in the layer of lines.
    pub(crate) fn dots(&mut self, from: (f32, f32), to: (f32, f32), color: &str, thickness: f32) {
        let gap = thickness * 2.4;
        let dash = format!(r#" stroke-dasharray="0.1 {gap:.1}""#);
        self.stroke(from, to, color, thickness, &dash);
    }

    fn stroke(
        &mut self,
        from: (f32, f32),
        to: (f32, f32),
        color: &str,
        thickness: f32,
        dash: &str,
    ) {
        let ((x1, y1), (x2, y2)) = (from, to);
        push(
            &mut self.lines,
            format_args!(
                r#"<path d="M{x1:.1} {y1:.1}L{x2:.1} {y2:.1}" fill="none" stroke="{color}" stroke-width="{thickness:.1}" stroke-linecap="round"{dash}/>"#
            ),
        );
    }

    /// Draws a path given in SVG's path language, which is never a text of the caller.
    pub(crate) fn path(&mut self, data: &str, paint: Paint, opacity: f32) {
        push(
            &mut self.front,
            format_args!(
                r#"<path d="{data}"{} stroke-linecap="round" stroke-linejoin="round" opacity="{opacity:.2}"/>"#,
                attributes(paint)
            ),
        );
    }

    /// Draws a check mark with its center at a point.
    pub(crate) fn check(&mut self, x: f32, y: f32, size: f32, color: &'static str) {
        let data = format!(
            "M{:.2} {:.2}l{:.2} {:.2}l{:.2} {:.2}",
            x - size * 0.46,
            y + size * 0.02,
            size * 0.32,
            size * 0.32,
            size * 0.6,
            size * -0.66,
        );
        self.path(&data, Paint::outlined("none", color, size * 0.2), 1.0);
    }

    /// Writes one line of text; `y` is its baseline.
    pub(crate) fn text(&mut self, x: f32, y: f32, anchor: Anchor, style: Style, text: &str) {
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => r#" text-anchor="middle""#,
            Anchor::End => r#" text-anchor="end""#,
        };
        let Style { face, size, color } = style;
        push(
            &mut self.front,
            format_args!(
                r#"<text x="{x:.1}" y="{y:.1}" font-family="{}" font-weight="{}" font-size="{size}" fill="{color}"{anchor}>{}</text>"#,
                face.family(),
                face.weight(),
                escape(text)
            ),
        );
    }

    /// Draws the head's ground: its colors and contour lines.
    pub(crate) fn head(&mut self, height: f32, palette: &Palette) {
        let width = WIDTH;
        push(
            &mut self.ground,
            format_args!(
                r#"<defs><linearGradient id="head" x1="0" y1="0" x2="1" y2="0"><stop offset="0" stop-color="{}"/><stop offset="1" stop-color="{}"/></linearGradient><clipPath id="in-head"><rect width="{width}" height="{height:.1}"/></clipPath></defs><rect width="{width}" height="{height:.1}" fill="url(#head)"/>"#,
                palette.head_from, palette.head_to
            ),
        );
        let mut rings = String::new();
        for ring in 1_u8..=6 {
            let size = f32::from(ring);
            let (rx, ry) = (26.0 * size, 17.0 * size);
            push(
                &mut rings,
                format_args!(
                    r#"<ellipse cx="318" cy="20" rx="{rx:.1}" ry="{ry:.1}" transform="rotate(-24 318 20)"/>"#
                ),
            );
        }
        push(
            &mut self.ground,
            format_args!(
                r#"<g clip-path="url(#in-head)" fill="none" stroke="{}" stroke-width="1.2" opacity="0.13">{rings}</g>"#,
                palette.contour
            ),
        );
    }

    /// The finished picture of a height in CSS pixels.
    pub(crate) fn finish(self, height: f32, palette: &Palette, title: &str) -> Picture {
        // Heights are sums of bounded parts: between 0 and 10,000.
        let height = (1..=MAX_HEIGHT).find(|one| f32::from(*one) >= height);
        let height = u32::from(height.unwrap_or(MAX_HEIGHT));
        let mut svg =
            String::with_capacity(self.ground.len() + self.lines.len() + self.front.len() + 1_024);
        let width = WIDTH;
        push(
            &mut svg,
            format_args!(
                r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img"><title>{}</title><rect width="{width}" height="{height}" fill="{}"/>"#,
                escape(title),
                palette.ground
            ),
        );
        svg.push_str(&self.ground);
        svg.push_str(&self.lines);
        svg.push_str(&self.front);
        svg.push_str("</svg>\n");
        Picture { svg, height }
    }
}

/// The greatest height of a picture in CSS pixels.
const MAX_HEIGHT: u16 = 10_000;

fn attributes(paint: Paint) -> String {
    let Paint {
        fill,
        stroke,
        stroke_width,
    } = paint;
    if stroke == "none" {
        format!(r#" fill="{fill}""#)
    } else {
        format!(r#" fill="{fill}" stroke="{stroke}" stroke-width="{stroke_width:.2}""#)
    }
}

/// Appends to a string, which cannot fail.
fn push(text: &mut String, what: std::fmt::Arguments<'_>) {
    let _ = text.write_fmt(what);
}

/// A text as SVG's content or attribute value.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for one in text.chars() {
        match one {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            one => escaped.push(one),
        }
    }
    escaped
}
