//! Reads single TOML values, and reports a value of the wrong form with its line and column.

use std::ops::{Range, RangeInclusive};

use jiff::civil::Date;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::knowledge::entry::Reference;
use crate::knowledge::{EntryId, Hours, Problem, Rule, names};

/// Maximum of the hours that a skill or a stage takes.
const MAX_HOURS: i64 = 10_000;

/// A key, its byte range, and its value.
type Pair<'a, 'i> = (&'a str, Range<usize>, &'a Spanned<DeValue<'i>>);

/// Iterates over the keys of a table.
pub(super) fn pairs<'a, 'i>(table: &'a DeTable<'i>) -> impl Iterator<Item = Pair<'a, 'i>> {
    table
        .iter()
        .map(|(key, value)| (key.get_ref().as_ref(), key.span(), value))
}

/// Reads values of one file's front matter and collects problems and ids.
pub(super) struct ValueReader<'a> {
    toml: &'a str,
    file: &'a str,
    /// The number of lines of the file before the TOML.
    offset: usize,
    problems: &'a mut Vec<Problem>,
    references: Vec<Reference>,
}

impl<'a> ValueReader<'a> {
    pub(super) const fn new(
        toml: &'a str,
        file: &'a str,
        offset: usize,
        problems: &'a mut Vec<Problem>,
    ) -> Self {
        Self {
            toml,
            file,
            offset,
            problems,
            references: Vec::new(),
        }
    }

    /// Returns the ids that were read, in the order of reading.
    pub(super) fn into_references(self) -> Vec<Reference> {
        self.references
    }

    /// Returns the ids that were read until now.
    pub(super) fn references(&self) -> &[Reference] {
        &self.references
    }

    /// Reads a list of ids; `key` says where they stand.
    pub(super) fn ids(&mut self, key: &'static str, value: &Spanned<DeValue<'_>>) -> Vec<EntryId> {
        let texts = self.spanned_texts(value);
        texts
            .into_iter()
            .filter_map(|(text, span)| self.reference(key, &text, &span))
            .collect()
    }

    /// Reads one id.
    pub(super) fn id(
        &mut self,
        key: &'static str,
        value: &Spanned<DeValue<'_>>,
    ) -> Option<EntryId> {
        let text = self.text(value)?;
        self.reference(key, &text, &value.span())
    }

    fn reference(&mut self, key: &'static str, text: &str, span: &Range<usize>) -> Option<EntryId> {
        let Some(id) = EntryId::new(text) else {
            let hint = "an id is a file's name without .md: lower case, joined by `-`";
            let message = format!("`{text}` is no entry's id");
            self.problem(span, message, Some(hint.to_owned()));
            return None;
        };
        let (line, column) = self.place(span);
        self.references.push(Reference {
            key,
            target: id.clone(),
            line,
            column,
        });
        Some(id)
    }

    /// Reads a list of texts.
    pub(super) fn texts(&mut self, value: &Spanned<DeValue<'_>>) -> Vec<String> {
        let texts = self.spanned_texts(value);
        texts.into_iter().map(|(text, _)| text).collect()
    }

    /// Reads a list of texts, each with its byte range.
    pub(super) fn spanned_texts(
        &mut self,
        value: &Spanned<DeValue<'_>>,
    ) -> Vec<(String, Range<usize>)> {
        let Some(items) = value.get_ref().as_array() else {
            self.wrong(value, "a list: [\"…\", \"…\"]");
            return Vec::new();
        };
        items
            .iter()
            .filter_map(|item| Some((self.text(item)?, item.span())))
            .collect()
    }

    /// Reads a text of one line that is not empty, without outer blanks.
    pub(super) fn text(&mut self, value: &Spanned<DeValue<'_>>) -> Option<String> {
        match value.get_ref().as_str().map(str::trim) {
            Some(text) if text.chars().any(char::is_control) => {
                self.wrong(value, "a text on one line without control characters");
                None
            }
            Some(text) if !text.is_empty() => Some(text.to_owned()),
            _ => {
                self.wrong(value, "a text in double quotes that is not empty");
                None
            }
        }
    }

    /// Reads one of several words; `what` names their kind in the problem.
    pub(super) fn one_of<T, const N: usize>(
        &mut self,
        value: &Spanned<DeValue<'_>>,
        what: &str,
        known: [(&str, T); N],
    ) -> Option<T> {
        let text = self.text(value)?;
        let words = known.each_ref().map(|(word, _)| *word);
        let found = known.into_iter().find(|(word, _)| *word == text);
        if found.is_none() {
            let hint = match names::nearest(&text, words) {
                Some(nearest) => format!("did you mean `{nearest}`?"),
                None => format!("write one of {}", words.join(", ")),
            };
            let message = format!("`{text}` is no {what}");
            self.problem(&value.span(), message, Some(hint));
        }
        found.map(|(_, one)| one)
    }

    /// Reads a whole number within bounds that `T` can hold.
    pub(super) fn number<T: TryFrom<i64>>(
        &mut self,
        value: &Spanned<DeValue<'_>>,
        bounds: RangeInclusive<i64>,
    ) -> Option<T> {
        let number = integer(value).filter(|number| bounds.contains(number));
        if number.is_none() {
            let (low, high) = (bounds.start(), bounds.end());
            self.wrong(value, &format!("a whole number from {low} to {high}"));
        }
        number.and_then(|number| T::try_from(number).ok())
    }

    /// Reads an estimate: `[low, high]`.
    pub(super) fn hours(&mut self, value: &Spanned<DeValue<'_>>) -> Option<Hours> {
        let numbers: Option<Vec<i64>> = value
            .get_ref()
            .as_array()
            .and_then(|items| items.iter().map(integer).collect());
        match numbers.as_deref() {
            Some([low, high]) if 1 <= *low && low <= high && *high <= MAX_HOURS => Some(Hours {
                low: u32::try_from(*low).ok()?,
                high: u32::try_from(*high).ok()?,
            }),
            _ => {
                self.wrong(value, "two whole numbers of hours, low and high: [30, 60]");
                None
            }
        }
    }

    /// Reads an `http` or `https` address.
    pub(super) fn url(&mut self, value: &Spanned<DeValue<'_>>) -> Option<String> {
        let url = self.text(value)?;
        let rest = url
            .strip_prefix("https://")
            .or_else(|| url.strip_prefix("http://"));
        let sound = rest.is_some_and(|rest| {
            !rest.is_empty()
                && !rest.starts_with('/')
                && !rest.contains(|symbol: char| {
                    symbol.is_whitespace() || symbol.is_control() || "<>|\"`".contains(symbol)
                })
        });
        if !sound {
            let hint = "write the whole address, beginning with https://, blanks as %20";
            self.problem(
                &value.span(),
                format!("`{url}` is no web address"),
                Some(hint.to_owned()),
            );
        }
        sound.then_some(url)
    }

    /// Reads `true` or `false`.
    pub(super) fn boolean(&mut self, value: &Spanned<DeValue<'_>>) -> Option<bool> {
        let boolean = value.get_ref().as_bool();
        if boolean.is_none() {
            self.wrong(value, "true or false");
        }
        boolean
    }

    /// Reads a date without a time.
    pub(super) fn date(&mut self, value: &Spanned<DeValue<'_>>) -> Option<Date> {
        let date = value
            .get_ref()
            .as_datetime()
            .filter(|datetime| datetime.time.is_none())
            .and_then(|datetime| datetime.date)
            .and_then(|date| {
                let year = i16::try_from(date.year).ok()?;
                let month = i8::try_from(date.month).ok()?;
                let day = i8::try_from(date.day).ok()?;
                Date::new(year, month, day).ok()
            });
        if date.is_none() {
            self.wrong(value, "a date without quotes: 2026-11-20");
        }
        date
    }

    /// Reads an array of tables; `form` is its header, such as `[[pay]]`.
    pub(super) fn tables<'v, 'i>(
        &mut self,
        value: &'v Spanned<DeValue<'i>>,
        form: &str,
    ) -> Vec<Spanned<&'v DeTable<'i>>> {
        let Some(items) = value.get_ref().as_array() else {
            self.wrong(value, &format!("tables, each under {form}"));
            return Vec::new();
        };
        let mut tables = Vec::new();
        for item in items {
            if let Some(table) = item.get_ref().as_table() {
                tables.push(Spanned::new(item.span(), table));
            } else {
                self.wrong(item, &format!("a table under {form}"));
            }
        }
        tables
    }

    /// Reports each of `keys` that a table lacks; `what` names the table.
    pub(super) fn require(&mut self, table: &Spanned<&DeTable<'_>>, what: &str, keys: &[&str]) {
        for key in keys {
            if !pairs(table.get_ref()).any(|(found, ..)| found == *key) {
                let message = format!("{what} has no `{key}`");
                self.problem(
                    &table.span(),
                    message,
                    Some(format!("it needs {}", keys.join(", "))),
                );
            }
        }
    }

    /// Reports an unknown key, with the most similar known one as a hint.
    pub(super) fn unknown(&mut self, key: &str, at: &Range<usize>, known: &[&str]) {
        let hint = match names::nearest(key, known.iter().copied()) {
            _ if super::KEYS.contains(&key) => {
                format!("put `{key}` above the first line that begins with `[`")
            }
            Some(nearest) => format!("did you mean `{nearest}`?"),
            None => format!("the keys here are {}", known.join(", ")),
        };
        self.problem(at, format!("there is no key `{key}` here"), Some(hint));
    }

    /// Reports a value of the wrong form; `wanted` describes the right one.
    pub(super) fn wrong(&mut self, value: &Spanned<DeValue<'_>>, wanted: &str) {
        let message = format!("this must be {wanted}");
        self.problem(&value.span(), message, None);
    }

    /// Reports a problem at the beginning of a span.
    pub(super) fn problem(&mut self, span: &Range<usize>, message: String, hint: Option<String>) {
        let (line, column) = self.place(span);
        self.problem_at(line, column, message, hint);
    }

    pub(super) fn problem_at(
        &mut self,
        line: usize,
        column: usize,
        message: String,
        hint: Option<String>,
    ) {
        let mut problem = Problem::at(self.file, line, Rule::FrontMatter, message).column(column);
        problem.hint = hint;
        self.problems.push(problem);
    }

    /// Returns the line of the file where a span begins, counted from 1.
    pub(super) fn line(&self, span: &Range<usize>) -> usize {
        self.place(span).0
    }

    /// Returns the line and the column of the file where a span begins, counted from 1.
    fn place(&self, span: &Range<usize>) -> (usize, usize) {
        let before = self.toml.get(..span.start).unwrap_or_default();
        let line = before.matches('\n').count() + 1 + self.offset;
        let column = before
            .rsplit('\n')
            .next()
            .map_or(1, |last| last.chars().count() + 1);
        (line, column)
    }
}

fn integer(value: &Spanned<DeValue<'_>>) -> Option<i64> {
    let integer = value.get_ref().as_integer()?;
    i64::from_str_radix(integer.as_str(), integer.radix()).ok()
}
