//! Tests of pagination: no text is lost, and no grapheme cluster is split.

use super::*;

#[test]
fn a_text_that_fits_is_one_page() {
    let text = Markup::text("Short enough.");
    assert_eq!(text.pages(100), std::slice::from_ref(&text));
    assert_eq!(Markup::default().pages(100), []);
}

#[test]
fn a_long_paragraph_is_cut_after_a_sentence() {
    let pages = Markup::text("One two three. Four five six. Seven eight nine.").pages(32);
    let plain: Vec<_> = pages.iter().map(Markup::plain).collect();
    assert_eq!(
        plain,
        ["One two three. Four five six.", "Seven eight nine."]
    );
}

#[test]
fn no_page_is_longer_than_the_limit_and_no_word_is_lost() {
    let words: Vec<String> = (0..400).map(|n| format!("word{n}")).collect();
    let mut text = Markup::text(words.join(" "));
    text.append(Markup::list(
        words.iter().map(|word| vec![Span::plain(word)]),
    ));
    text.push(Block::Code {
        language: String::new(),
        text: words.join("\n"),
    });
    let pages = text.pages(97);
    assert!(pages.iter().all(|page| page.plain().chars().count() <= 97));
    let read: Vec<String> = pages.iter().map(Markup::plain).collect();
    let read = read.join("\n").replace("- ", "");
    let expected: Vec<_> = words.iter().chain(&words).chain(&words).collect();
    assert_eq!(read.split_whitespace().collect::<Vec<_>>(), expected);
}

#[test]
fn a_grapheme_cluster_of_several_emoji_is_never_split() {
    let family = "👩‍👩‍👧‍👦";
    let pages = Markup::text(family.repeat(9)).pages(15);
    assert!(pages.len() > 1);
    assert!(
        pages
            .iter()
            .all(|page| page.plain().replace(family, "").is_empty())
    );
}

#[test]
fn an_item_that_goes_on_behind_a_page_has_one_marker() {
    let mut text = Markup::list([
        vec![Span::plain("One two three four five six seven.")],
        vec![Span::plain("Eight.")],
    ]);
    if let Some(Block::List(items)) = text.blocks.first_mut() {
        for (item, number) in items.iter_mut().zip(1..) {
            item.number = Some(number);
        }
    }
    let plain: Vec<_> = text.pages(24).iter().map(Markup::plain).collect();
    assert_eq!(
        plain,
        ["1. One two three four", "five six seven.", "2. Eight."]
    );
}

#[test]
fn a_word_in_two_styles_is_one_word() {
    let run = vec![
        Span::plain("a small back"),
        Span::bold("end"),
        Span::plain("."),
    ];
    let plain: Vec<_> = Markup::paragraph(run)
        .pages(12)
        .iter()
        .map(Markup::plain)
        .collect();
    assert_eq!(plain, ["a small", "backend."]);
    // A URL is a word too, and a combining accent in another style belongs to its letter.
    let run = vec![Span::plain("see https://a.b/c-d e"), Span::bold("\u{301}")];
    let plain: Vec<_> = Markup::paragraph(run)
        .pages(15)
        .iter()
        .map(Markup::plain)
        .collect();
    assert_eq!(plain, ["see", "https://a.b/c-d", "e\u{301}"]);
}

#[test]
fn a_text_without_blanks_is_cut_after_a_sentence_or_between_its_words() {
    let text = Markup::text("これは文です。次の文はもう少し長い文です。");
    let plain: Vec<_> = text.pages(12).iter().map(Markup::plain).collect();
    assert_eq!(
        plain,
        ["これは文です。", "次の文はもう少し長い文で", "す。"]
    );
}

/// A pseudo-random number generator with a fixed seed (xorshift,
/// <https://www.jstatsoft.org/article/view/v008i14>).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % below as u64).expect("a number")
    }

    fn word(&mut self) -> String {
        // Words, and single grapheme clusters: emoji sequences, flags, skin tones, keycaps, accents, a
        // Devanagari syllable.
        const SIGNS: [&str; 16] = [
            "a",
            "word",
            "été",
            "e\u{301}",
            "क्षि",
            "漢",
            "👩‍👩‍👧‍👦",
            "🇩🇪",
            "🇯🇵",
            "👍🏽",
            "1️⃣",
            "#️⃣",
            "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
            "👩🏿‍💻",
            "-",
            ".",
        ];
        let signs = 1 + self.roll(6);
        (0..signs).map(|_| SIGNS[self.roll(SIGNS.len())]).collect()
    }

    fn sentence(&mut self) -> String {
        let words: Vec<_> = (0..=self.roll(40)).map(|_| self.word()).collect();
        let gap = ["", " ", " ", "  ", ". ", "\n", "。"][self.roll(7)];
        words.join(gap)
    }

    /// Returns a run whose style may change between any two characters.
    fn run(&mut self) -> Vec<Span> {
        let text = self.sentence();
        let mut spans: Vec<Span> = Vec::new();
        for symbol in text.chars() {
            match spans.last_mut() {
                Some(span) if self.roll(9) > 0 => span.text.push(symbol),
                _ => spans.push(Span {
                    bold: spans.len() % 2 == 1,
                    ..Span::plain(symbol)
                }),
            }
        }
        spans
    }

    fn markup(&mut self) -> Markup {
        let mut markup = Markup::default();
        for _ in 0..=self.roll(4) {
            let block = match self.roll(3) {
                0 => Block::Paragraph(self.run()),
                1 => {
                    let items = (0..=self.roll(9)).map(|number| Item {
                        depth: u8::try_from(self.roll(3)).expect("a depth"),
                        number: (self.roll(2) == 0).then_some(number as u64),
                        spans: self.run(),
                    });
                    Block::List(items.collect())
                }
                _ => Block::Code {
                    language: "rust".to_owned(),
                    text: (0..=self.roll(9))
                        .map(|_| self.sentence())
                        .collect::<Vec<_>>()
                        .join("\n"),
                },
            };
            markup.push(block);
        }
        markup
    }
}

/// Returns the text of each run, without list markers.
fn read(markup: &Markup) -> Vec<String> {
    let blocks = markup.blocks.iter().flat_map(|block| match block {
        Block::Paragraph(spans) => vec![joined(spans)],
        Block::List(items) => items.iter().map(|item| joined(&item.spans)).collect(),
        Block::Code { text, .. } => vec![text.clone()],
    });
    blocks.collect()
}

fn items(markup: &Markup) -> Vec<(u8, String)> {
    let lists = markup.blocks.iter().filter_map(|block| match block {
        Block::List(items) => Some(items),
        _ => None,
    });
    lists
        .flatten()
        .map(|item| (item.depth, item.marker()))
        .collect()
}

#[test]
fn the_pages_of_any_text_join_to_the_text_and_split_no_grapheme() {
    let mut dice = Dice(0x2545_f491_4f6c_dd1d);
    for number in 0..400 {
        let text = dice.markup();
        let limit = [30, 60, 200, 1_800][dice.roll(4)];
        let pages = text.pages(limit);
        let about = || format!("text {number} at {limit}: {text:#?}\n{pages:#?}");
        for page in &pages {
            assert!(char_count(&page.plain()) <= limit, "{}", about());
        }
        let whole: Vec<_> = read(&text);
        let parts: Vec<_> = pages.iter().flat_map(read).collect();
        // No text is lost, and no grapheme cluster is split.
        let seen = |texts: &[String]| -> Vec<String> {
            let seen = texts.iter().flat_map(|text| text.graphemes(true));
            seen.filter(|one| !one.trim().is_empty())
                .map(str::to_owned)
                .collect()
        };
        assert_eq!(seen(&parts), seen(&whole), "{}", about());
        // A word that fits on a page is not split.
        let words = |texts: &[String]| -> Vec<String> {
            let words = texts.iter().flat_map(|text| text.split_whitespace());
            words.map(str::to_owned).collect()
        };
        let whole_words = words(&whole);
        if whole_words.iter().all(|word| char_count(word) + 8 <= limit) {
            assert_eq!(words(&parts), whole_words, "{}", about());
        }
        // Each item has its marker once, and the order is kept.
        let marked: Vec<_> = pages.iter().flat_map(items).collect();
        assert_eq!(marked, items(&text), "{}", about());
        // A code block that fits on a page is not split; of a longer one, no line that fits is
        // split.
        let code = |markup: &Markup| -> Vec<String> {
            let blocks = markup.blocks.iter().filter_map(|block| match block {
                Block::Code { text, .. } => Some(text.clone()),
                _ => None,
            });
            blocks.collect()
        };
        let shown: Vec<_> = pages.iter().flat_map(code).collect();
        for block in code(&text) {
            if char_count(&block) <= limit {
                assert!(shown.contains(&block), "{}", about());
            }
            for line in block.lines().filter(|line| char_count(line) <= limit) {
                let kept = shown.iter().any(|part| part.lines().any(|one| one == line));
                assert!(kept, "{line}: {}", about());
            }
        }
    }
}
