//! Highlighting of parts of a text in bold, without a change of its wording.

use std::ops::Range;

use super::{Block, Item, Markup, Span};

impl Markup {
    /// Returns the text with parts in bold. `mark` returns the byte ranges to highlight within a
    /// span, in ascending order. Code, links and spans that are bold already are left unchanged.
    #[must_use]
    pub fn highlight(&self, mark: impl Fn(&str) -> Vec<Range<usize>>) -> Self {
        let mut marked = Self::default();
        for block in &self.blocks {
            marked.push(match block {
                Block::Paragraph(spans) => Block::Paragraph(highlighted(spans, &mark)),
                Block::List(items) => Block::List(
                    items
                        .iter()
                        .map(|item| Item {
                            spans: highlighted(&item.spans, &mark),
                            ..*item
                        })
                        .collect(),
                ),
                Block::Code { .. } => block.clone(),
            });
        }
        marked
    }
}

fn highlighted(spans: &[Span], mark: &impl Fn(&str) -> Vec<Range<usize>>) -> Vec<Span> {
    let mut marked = Vec::with_capacity(spans.len());
    for span in spans {
        if span.bold || span.code || span.link.is_some() {
            marked.push(span.clone());
            continue;
        }
        let mut from = 0;
        let mut add = |range: Range<usize>, bold: bool| {
            let text = span.text.get(range).unwrap_or_default().to_owned();
            marked.push(Span {
                text,
                bold,
                ..span.clone()
            });
        };
        for Range { start, end } in mark(&span.text) {
            let whole = span.text.is_char_boundary(start) && span.text.is_char_boundary(end);
            if from <= start && start < end && whole {
                add(from..start, false);
                add(start..end, true);
                from = end;
            }
        }
        add(from..span.text.len(), false);
    }
    marked
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_marked_is_bold_and_the_text_is_the_same() {
        let link = Span {
            link: Some("https://page.example/".to_owned()),
            ..Span::plain("back link")
        };
        let mut text =
            Markup::paragraph(vec![Span::plain("Straße back, "), Span::code("back"), link]);
        text.append(Markup::list([vec![Span::plain("back to back")]]));
        let marked = text.highlight(|text| {
            text.match_indices("back")
                .map(|(at, _)| at..at + 4)
                .collect()
        });
        assert_eq!(marked.plain(), text.plain());
        let bold = |spans: &[Span]| -> Vec<String> {
            let bold = spans.iter().filter(|span| span.bold);
            bold.map(|span| span.text.clone()).collect()
        };
        let [Block::Paragraph(spans), Block::List(items)] = &marked.blocks[..] else {
            panic!("{marked:?}")
        };
        assert_eq!((bold(spans).len(), spans.len()), (1, 5));
        assert_eq!(bold(&items[0].spans), ["back", "back"]);
    }

    #[test]
    fn what_is_no_part_of_the_text_is_not_marked() {
        let text = Markup::text("Straße");
        for range in [5..6, 4..5, 3..99, 2..2] {
            assert_eq!(text.highlight(|_| vec![range.clone()]), text, "{range:?}");
        }
    }
}
