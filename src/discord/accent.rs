//! Accent colors of replies. They repeat what the title says and are never the only sign.
//!
//! **Invariant:** each has a contrast of at least 3:1 with the backgrounds of Discord's light and dark themes, as WCAG asks of
//! graphics (<https://www.w3.org/TR/WCAG22/#non-text-contrast>).

use crate::chat::ReplyKind;

/// Returns the accent color of a reply.
pub(super) const fn color(kind: ReplyKind) -> u32 {
    match kind {
        ReplyKind::Answer => 0x002D_9D5C,
        ReplyKind::Likely | ReplyKind::Unsure => 0x00C2_7C0E,
        ReplyKind::Nothing => 0x0080_848E,
        ReplyKind::Asking | ReplyKind::Info => INFO,
        ReplyKind::Notice | ReplyKind::Wait | ReplyKind::Silent => 0x00E5_484D,
    }
}

/// The accent color of what the bot says about itself.
pub(super) const INFO: u32 = 0x006C_7BF0;

#[cfg(test)]
mod tests {
    use super::*;

    /// Backgrounds of messages and of containers in Discord's themes: light, ash, dark and onyx.
    const BACKGROUNDS: [u32; 7] = [
        0x00FF_FFFF,
        0x00F2_F3F5,
        0x0032_3339,
        0x002B_2D31,
        0x001A_1A1E,
        0x0024_2429,
        0x0007_0709,
    ];

    /// Relative luminance (<https://www.w3.org/TR/WCAG22/#dfn-relative-luminance>).
    fn luminance(color: u32) -> f64 {
        let channel = |shift: u32| {
            let value = f64::from((color >> shift) & 0xff) / 255.0;
            if value <= 0.040_45 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * channel(16) + 0.7152 * channel(8) + 0.0722 * channel(0)
    }

    #[test]
    fn each_accent_has_a_contrast_of_three_with_every_theme() {
        for kind in [
            ReplyKind::Answer,
            ReplyKind::Likely,
            ReplyKind::Unsure,
            ReplyKind::Nothing,
            ReplyKind::Asking,
            ReplyKind::Info,
            ReplyKind::Notice,
            ReplyKind::Wait,
        ] {
            for background in BACKGROUNDS {
                let (one, other) = (luminance(color(kind)), luminance(background));
                let contrast = (one.max(other) + 0.05) / (one.min(other) + 0.05);
                assert!(
                    contrast >= 3.0,
                    "{kind:?} on {background:06x}: {contrast:.2}"
                );
            }
        }
    }
}
