//! Plain text, such as that of a web page without its markup: paragraphs, lists, lines that are questions; navigation,
//! advertising and connecting phrases are left out.

use std::path::Path;

use crate::decode;
use crate::document::{self, Block, Document};
use crate::draft::Origin;
use crate::error::{ImportError, Skipped};
use crate::format::{Imported, ReadOptions};
use crate::headings::{self, capitalized, is_question};
use crate::source;
use crate::text::{escaped, one_line, sentences};

/// Minimum words of a line without a final stop that is text, and no navigation.
const MIN_WORDS: usize = 12;

/// Phrases that open a sentence and say nothing.
const CONNECTIVES: [&str; 12] = [
    "this perspective suggests that, ",
    "in this context, ",
    "building on this, ",
    "as shown, ",
    "going forward, ",
    "moreover, ",
    "furthermore, ",
    "additionally, ",
    "in addition, ",
    "it is worth noting that ",
    "in conclusion, ",
    "in summary, ",
];
/// Parts of sentences about the text itself, or about nothing.
const FILLER: [&str; 14] = [
    "garnered significant attention",
    "valuable field worth exploring",
    "further exploration in this area",
    "in this guide",
    "in this article",
    "in this step-by-step",
    "i'll give you",
    "i'll discuss",
    "this guide",
    "read on",
    "click here",
    "subscribe",
    "we also highlight",
    "beginner's guide",
];

pub(crate) fn read(
    path: &Path,
    options: &ReadOptions,
    imported: &mut Imported,
) -> Result<(), ImportError> {
    let name = source::name(path);
    let wanted = |path: &str| source::has_extension(path, &["txt", "text"]);
    for file in source::files(path, &options.limits, wanted, &mut imported.skipped)? {
        let shown = if path.is_file() {
            name.clone()
        } else {
            format!("{name}/{}", file.path)
        };
        if decode::is_binary(&file.bytes) {
            imported
                .skipped
                .push(Skipped::new(&shown, 0, "it is no text"));
            continue;
        }
        let (text, damaged) = decode::text(&file.bytes);
        if damaged {
            imported
                .skipped
                .push(Skipped::new(&shown, 0, "some characters are damaged"));
        }
        let document = Document {
            key: format!("text:{}", file.path),
            source: name.clone(),
            file_title: capitalized(&source::stem(&file.path)),
            origins: vec![origin(&file.path, options)],
            blocks: blocks(&text, &shown, &mut imported.skipped),
            ..Document::default()
        };
        match document::draft(named(document)) {
            Some(draft) => imported.drafts.push(draft),
            None => imported
                .skipped
                .push(Skipped::new(&shown, 0, "it has no text")),
        }
    }
    Ok(())
}

/// Returns the origin of a file: its page on the site, else its name.
pub(crate) fn origin(path: &str, options: &ReadOptions) -> Origin {
    let url = options.base_url.as_ref().map(|base| {
        let path = path.rsplit_once('.').map_or(path, |(path, _)| path);
        format!(
            "{}/{}",
            base.trim_end_matches('/'),
            path.trim_end_matches("index").replace(' ', "%20")
        )
    });
    Origin {
        title: one_line(path),
        url: url.filter(|url| crate::text::is_web_address(url)),
    }
}

/// Takes the subject of the first defining question as the title of a text that states none.
fn named(mut document: Document) -> Document {
    let subject = document.blocks.iter().find_map(|block| match block {
        Block::Heading(_, text) => headings::defined(text),
        _ => None,
    });
    let subject = subject.or_else(|| {
        document.blocks.iter().find_map(|block| match block {
            Block::Heading(_, text) => worker(text),
            _ => None,
        })
    });
    if let Some(subject) = subject {
        document.file_title = subject;
    }
    document
}

/// Returns the job in `What does a back-end developer do?`.
fn worker(question: &str) -> Option<String> {
    let lower = question.trim_end_matches('?').to_lowercase();
    let rest = lower
        .strip_prefix("what does a ")
        .or_else(|| lower.strip_prefix("what does an "))?;
    let rest = rest.strip_suffix(" do")?;
    (rest.split(' ').count() <= 4).then(|| capitalized(rest))
}

/// Splits a text into blocks; what is left out is reported with its line.
fn blocks(text: &str, shown: &str, skipped: &mut Vec<Skipped>) -> Vec<Block> {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let asks = |line: &str| {
        line.ends_with('?')
            && is_question(line)
            && line.split(' ').count() <= 20
            && sentences(line).len() == 1
    };
    if !lines.iter().any(|line| asks(line)) {
        return from_sentences(&lines, shown, skipped);
    }
    let mut blocks = Vec::new();
    for (number, line) in (1_u64..).zip(&lines) {
        if line.is_empty() {
            continue;
        }
        if asks(line) {
            blocks.push(Block::Heading(2, one_line(line)));
        } else if let Some((depth, number, item)) = item(line) {
            blocks.push(Block::Item(depth, number, escaped(item)));
        } else if is_text(line) {
            blocks.push(Block::Paragraph(escaped(line)));
        } else if !headings::is_faq_heading(line) {
            skipped.push(Skipped::new(
                shown,
                number,
                format!("“{}” looks like navigation or advertising", one_line(line)),
            ));
        }
    }
    blocks
}

/// Returns whether a line is text: a sentence, an announcement of a list, or long.
fn is_text(line: &str) -> bool {
    let words = line.split_whitespace().count();
    let upper = line.chars().filter(|symbol| symbol.is_uppercase()).count();
    let letters = line.chars().filter(|symbol| symbol.is_alphabetic()).count();
    let shouted = letters > 8 && upper * 2 > letters;
    let asked = line.ends_with('?');
    let ended = line.ends_with(['.', '!', ':', '。', '”', '"', ')']);
    !shouted && !asked && (ended && words > 1 || words >= MIN_WORDS || sentences(line).len() > 1)
}

/// Returns the depth, the number and the text of an item of a list.
fn item(line: &str) -> Option<(u8, Option<u64>, &str)> {
    for mark in ["• ", "◦ ", "▪ ", "- ", "* ", "– ", "· "] {
        if let Some(rest) = line.strip_prefix(mark) {
            return Some((1, None, rest.trim()));
        }
    }
    let (number, rest) = line.split_once(['.', ')'])?;
    let number = number.parse().ok().filter(|number| *number < 1000)?;
    rest.starts_with(' ')
        .then(|| (0, Some(number), rest.trim()))
}

/// Splits running text into blocks by its sentences: questions become headings, titles of other pages and filler are left
/// out.
fn from_sentences(lines: &[&str], shown: &str, skipped: &mut Vec<Skipped>) -> Vec<Block> {
    let mut blocks = Vec::new();
    for (number, line) in (1_u64..).zip(lines) {
        let mut paragraph: Vec<String> = Vec::new();
        let flush = |paragraph: &mut Vec<String>, blocks: &mut Vec<Block>| {
            if !paragraph.is_empty() {
                blocks.push(Block::Paragraph(escaped(&paragraph.join(" "))));
                paragraph.clear();
            }
        };
        for sentence in sentences(line) {
            let sentence = without_connective(sentence);
            let lower = sentence.to_lowercase().replace('’', "'");
            let words = sentence.split_whitespace().count();
            if FILLER.iter().any(|filler| lower.contains(filler))
                || words < 3
                || is_page_title(&sentence)
            {
                skipped.push(Skipped::new(
                    shown,
                    number,
                    format!("“{}” says nothing about the subject", one_line(&sentence)),
                ));
            } else if sentence.ends_with('?') {
                flush(&mut paragraph, &mut blocks);
                blocks.push(Block::Heading(2, in_sentence_case(&sentence)));
            } else {
                paragraph.push(sentence);
            }
        }
        flush(&mut paragraph, &mut blocks);
    }
    blocks
}

fn without_connective(sentence: &str) -> String {
    let lower = sentence.to_lowercase();
    for connective in CONNECTIVES {
        if lower.starts_with(connective) {
            let rest = sentence.get(connective.len()..).unwrap_or(sentence);
            return capitalized(rest.trim_start());
        }
    }
    sentence.to_owned()
}

/// Returns whether a sentence is the title of a page: most of its longer words begin with a capital, or it names a site
/// behind a bar.
fn is_page_title(sentence: &str) -> bool {
    let end = sentence.trim_end_matches('.');
    if end.contains(" | ")
        || sentence.ends_with("...") && !sentence.ends_with("?...") && sentence.len() < 120
    {
        return true;
    }
    if sentence.ends_with('?') {
        return false;
    }
    let words: Vec<&str> = end
        .split(' ')
        .filter(|word| word.chars().count() > 3)
        .collect();
    let capital = words
        .iter()
        .filter(|word| word.chars().next().is_some_and(char::is_uppercase))
        .count();
    words.len() >= 2 && capital * 10 >= words.len() * 7
}

/// Returns a title in sentence case: words in the middle lose their capital unless they have others.
fn in_sentence_case(title: &str) -> String {
    let words = title.split(' ').enumerate().map(|(at, word)| {
        let inner = word.chars().skip(1).any(char::is_uppercase) && !word.contains('-');
        if at == 0 || inner {
            word.to_owned()
        } else {
            word.to_lowercase()
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Splits the text of a table's cell or of a message into blocks, in which nothing is left out.
pub(crate) fn plain_blocks(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut paragraph: Vec<&str> = Vec::new();
    let mut code: Option<(String, Vec<&str>)> = None;
    let flush = |paragraph: &mut Vec<&str>, blocks: &mut Vec<Block>| {
        if !paragraph.is_empty() {
            blocks.push(Block::Paragraph(escaped(&paragraph.join(" "))));
            paragraph.clear();
        }
    };
    for line in text.lines() {
        if let Some(language) = line.trim().strip_prefix("```") {
            flush(&mut paragraph, &mut blocks);
            code = match code.take() {
                Some((language, lines)) => {
                    blocks.push(Block::Code(language, lines.join("\n")));
                    None
                }
                None => Some((one_line(language), Vec::new())),
            };
            continue;
        }
        if let Some((_, lines)) = &mut code {
            lines.push(line);
            continue;
        }
        let line = line.trim();
        if line.is_empty() {
            flush(&mut paragraph, &mut blocks);
        } else if let Some((_, number, text)) = item(line) {
            flush(&mut paragraph, &mut blocks);
            blocks.push(Block::Item(0, number, escaped(text)));
        } else {
            paragraph.push(line);
        }
    }
    flush(&mut paragraph, &mut blocks);
    if let Some((language, lines)) = code {
        blocks.push(Block::Code(language, lines.join("\n")));
    }
    blocks
}
