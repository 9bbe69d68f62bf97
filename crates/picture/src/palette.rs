//! Colors of the themes.

use crate::input::Theme;

/// Colors of one theme, as they stand in SVG.
#[derive(Debug)]
pub(crate) struct Palette {
    /// Behind everything.
    pub(crate) ground: &'static str,
    /// Behind a stage or a list.
    pub(crate) card: &'static str,
    /// Around a card.
    pub(crate) border: &'static str,
    /// Letters.
    pub(crate) ink: &'static str,
    /// Letters of less weight.
    pub(crate) muted: &'static str,
    /// The path, and signs of what is open.
    pub(crate) path: &'static str,
    /// Signs of steps that are done.
    pub(crate) done: &'static str,
    /// Letters and signs on what is done.
    pub(crate) on_done: &'static str,
    /// Behind an option that is done.
    pub(crate) done_soft: &'static str,
    /// The next step, the current stage; the left role.
    pub(crate) accent: &'static str,
    /// Letters on the accent.
    pub(crate) on_accent: &'static str,
    /// Behind the letters of the next step.
    pub(crate) accent_soft: &'static str,
    /// The right role.
    pub(crate) second: &'static str,
    /// Behind a chip.
    pub(crate) chip: &'static str,
    /// The head, where its color begins.
    pub(crate) head_from: &'static str,
    /// The head, where its color ends.
    pub(crate) head_to: &'static str,
    /// Letters on the head.
    pub(crate) on_head: &'static str,
    /// Letters of less weight on the head.
    pub(crate) on_head_muted: &'static str,
    /// Contour lines on the head, as decoration.
    pub(crate) contour: &'static str,
}

impl Palette {
    /// The colors of a theme.
    pub(crate) const fn of(theme: Theme) -> &'static Self {
        match theme {
            Theme::Light => &LIGHT,
            Theme::Dark => &DARK,
        }
    }
}

const LIGHT: Palette = Palette {
    ground: "#f3f1ec",
    card: "#ffffff",
    border: "#e2ddd2",
    ink: "#19212e",
    muted: "#566070",
    path: "#857f72",
    done: "#17794d",
    on_done: "#ffffff",
    done_soft: "#e3f3ea",
    accent: "#4543d1",
    on_accent: "#ffffff",
    accent_soft: "#ecebfd",
    second: "#a8480b",
    chip: "#f3f1ec",
    head_from: "#2a2a86",
    head_to: "#14606a",
    on_head: "#ffffff",
    on_head_muted: "#d5dbf2",
    contour: "#ffffff",
};

const DARK: Palette = Palette {
    ground: "#12151b",
    card: "#1c2129",
    border: "#2e3642",
    ink: "#f2f4f7",
    muted: "#a7b0bd",
    path: "#737e8d",
    done: "#4fcf92",
    on_done: "#08170f",
    done_soft: "#173427",
    accent: "#a3a1ff",
    on_accent: "#131232",
    accent_soft: "#2a2a52",
    second: "#f0a45f",
    chip: "#272e39",
    head_from: "#23236b",
    head_to: "#0f4850",
    on_head: "#ffffff",
    on_head_muted: "#c9d1ee",
    contour: "#ffffff",
};

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance (<https://www.w3.org/TR/WCAG22/#dfn-relative-luminance>).
    fn luminance(color: &str) -> f64 {
        let value = u32::from_str_radix(color.trim_start_matches('#'), 16).unwrap_or_default();
        let channel = |shift: u32| {
            let value = f64::from((value >> shift) & 0xff) / 255.0;
            if value <= 0.040_45 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * channel(16) + 0.7152 * channel(8) + 0.0722 * channel(0)
    }

    /// Contrast ratio (<https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio>).
    fn contrast(one: &str, other: &str) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn letters_have_a_contrast_of_four_and_a_half_in_both_themes() {
        for theme in [Theme::Light, Theme::Dark] {
            let p = Palette::of(theme);
            let pairs = [
                (p.ink, p.ground),
                (p.ink, p.card),
                (p.ink, p.chip),
                (p.ink, p.done_soft),
                (p.ink, p.accent_soft),
                (p.muted, p.ground),
                (p.muted, p.card),
                (p.muted, p.chip),
                (p.accent, p.card),
                (p.accent, p.ground),
                (p.accent, p.accent_soft),
                (p.second, p.card),
                (p.done, p.card),
                (p.on_done, p.done),
                (p.on_accent, p.accent),
                (p.on_head, p.head_from),
                (p.on_head, p.head_to),
                (p.on_head_muted, p.head_from),
                (p.on_head_muted, p.head_to),
            ];
            for (letters, ground) in pairs {
                let found = contrast(letters, ground);
                assert!(found >= 4.5, "{theme:?}: {letters} on {ground}: {found:.2}");
            }
        }
    }

    #[test]
    fn signs_have_a_contrast_of_three_in_both_themes() {
        for theme in [Theme::Light, Theme::Dark] {
            let p = Palette::of(theme);
            let pairs = [
                (p.path, p.card),
                (p.path, p.ground),
                (p.done, p.card),
                (p.done, p.ground),
                (p.done, p.done_soft),
                (p.second, p.card),
            ];
            for (sign, ground) in pairs {
                let found = contrast(sign, ground);
                assert!(found >= 3.0, "{theme:?}: {sign} on {ground}: {found:.2}");
            }
        }
    }
}
