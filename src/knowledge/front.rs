//! The front matter of a file: TOML read key by key, so that all its problems are found at once,
//! each with its line and column.

use std::ops::Range;

use jiff::civil::Date;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{EntryId, EntryKind, Problem, Rule, Skills, Source, Stage, names};

/// What front matter says; a key that is missing or wrong has its empty value and a problem.
#[derive(Debug, Default)]
pub(super) struct Front {
    pub title: String,
    pub kind: Option<EntryKind>,
    pub aliases: Vec<String>,
    pub related: Vec<EntryId>,
    pub reviewed: Date,
    pub review_by: Option<Date>,
    pub region: Option<String>,
    pub sources: Vec<Source>,
    pub roadmap: Vec<Stage>,
    pub skills: Skills,
    /// Every id that stands anywhere in it, with its place.
    pub references: Vec<Reference>,
}

/// An id that must be an entry's, and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Reference {
    pub target: EntryId,
    pub line: usize,
    pub column: usize,
}

/// Reads the TOML between the `+++` lines; `offset` is how many lines of the file stand before it.
pub(super) fn read(toml: &str, file: &str, offset: usize, problems: &mut Vec<Problem>) -> Front {
    let (table, errors) = DeTable::parse_recoverable(toml);
    let mut reader = Reader {
        toml,
        file,
        offset,
        problems,
        references: Vec::new(),
    };
    for error in errors {
        let span = error.span().unwrap_or(0..0);
        reader.problem(
            &span,
            format!("this is not TOML: {}", error.message()),
            None,
        );
    }
    let mut front = reader.front(&table);
    front.references = reader.references;
    front
}

/// A key with its value, and where each stands.
type Pair<'a, 'i> = (&'a str, Range<usize>, &'a Spanned<DeValue<'i>>);

struct Reader<'a> {
    toml: &'a str,
    file: &'a str,
    offset: usize,
    problems: &'a mut Vec<Problem>,
    references: Vec<Reference>,
}

impl Reader<'_> {
    fn front(&mut self, table: &Spanned<DeTable<'_>>) -> Front {
        const KEYS: [&str; 10] = [
            "title",
            "kind",
            "aliases",
            "related",
            "reviewed",
            "review_by",
            "region",
            "sources",
            "roadmap",
            "skills",
        ];
        let mut front = Front::default();
        let mut seen = Vec::new();
        for (key, at, value) in pairs(table.get_ref()) {
            seen.push(key.to_owned());
            match key {
                "title" => front.title = self.text(value).unwrap_or_default(),
                "kind" => front.kind = self.kind(value),
                "aliases" => front.aliases = self.texts(value),
                "related" => front.related = self.ids(value),
                "reviewed" => front.reviewed = self.date(value).unwrap_or_default(),
                "review_by" => front.review_by = self.date(value),
                "region" => front.region = self.text(value),
                "sources" => front.sources = self.sources(value),
                "roadmap" => front.roadmap = self.roadmap(value),
                "skills" => front.skills = self.skills(value),
                other => self.unknown(other, &at, &KEYS),
            }
        }
        for (key, example) in [
            ("title", "title = \"Backend developer\""),
            (
                "kind",
                "kind = \"role\", \"skill\", \"term\", \"faq\" or \"guide\"",
            ),
            (
                "reviewed",
                "reviewed = 2026-11-20, the day you last found it true",
            ),
            (
                "sources",
                "[[sources]] with a title and a url that a reader can open",
            ),
        ] {
            if !seen.iter().any(|seen| seen == key) {
                let message = format!("the front matter has no `{key}`");
                self.problem(&(0..0), message, Some(format!("add {example}")));
            }
        }
        if front.kind.is_some_and(|kind| kind != EntryKind::Role) {
            for key in ["roadmap", "skills"] {
                if seen.iter().any(|seen| seen == key) {
                    let message = format!("only a role has `{key}`");
                    self.problem(&(0..0), message, None);
                }
            }
        }
        front
    }

    fn kind(&mut self, value: &Spanned<DeValue<'_>>) -> Option<EntryKind> {
        let text = self.text(value)?;
        let kind = EntryKind::parse(&text);
        if kind.is_none() {
            let message = format!("`{text}` is no kind of entry");
            let hint = "the kinds are role, skill, term, faq and guide";
            self.problem(&value.span(), message, Some(hint.to_owned()));
        }
        kind
    }

    fn sources(&mut self, value: &Spanned<DeValue<'_>>) -> Vec<Source> {
        let mut sources = Vec::new();
        for table in self.tables(value, "[[sources]]") {
            let mut title = None;
            let mut url = None;
            for (key, at, value) in pairs(table.get_ref()) {
                match key {
                    "title" => title = self.text(value),
                    "url" => url = self.url(value),
                    other => self.unknown(other, &at, &["title", "url"]),
                }
            }
            match (title, url) {
                (Some(title), Some(url)) => sources.push(Source { title, url }),
                _ => self.problem(
                    &table.span(),
                    "a source needs a `title` and a `url`".to_owned(),
                    None,
                ),
            }
        }
        if sources.is_empty() {
            let hint = "add [[sources]] with a title and a url that a reader can open";
            self.problem(
                &value.span(),
                "an entry needs at least one source".to_owned(),
                Some(hint.to_owned()),
            );
        }
        sources
    }

    fn url(&mut self, value: &Spanned<DeValue<'_>>) -> Option<String> {
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

    fn roadmap(&mut self, value: &Spanned<DeValue<'_>>) -> Vec<Stage> {
        let mut stages = Vec::new();
        for table in self.tables(value, "[[roadmap]]") {
            let mut stage = None;
            let mut steps = Vec::new();
            for (key, at, value) in pairs(table.get_ref()) {
                match key {
                    "stage" => stage = self.text(value),
                    "steps" => steps = self.ids(value),
                    other => self.unknown(other, &at, &["stage", "steps"]),
                }
            }
            match stage {
                Some(name) if !steps.is_empty() => stages.push(Stage { name, steps }),
                _ => self.problem(
                    &table.span(),
                    "a stage needs a `stage` (its name) and `steps`".to_owned(),
                    None,
                ),
            }
        }
        stages
    }

    fn skills(&mut self, value: &Spanned<DeValue<'_>>) -> Skills {
        let mut skills = Skills::default();
        let Some(table) = value.get_ref().as_table() else {
            self.wrong(value, "a table: [skills]");
            return skills;
        };
        for (key, at, value) in pairs(table) {
            match key {
                "core" => skills.core = self.ids(value),
                "helpful" => skills.helpful = self.ids(value),
                "human" => skills.human = self.ids(value),
                other => self.unknown(other, &at, &["core", "helpful", "human"]),
            }
        }
        skills
    }

    fn ids(&mut self, value: &Spanned<DeValue<'_>>) -> Vec<EntryId> {
        let mut ids = Vec::new();
        for (text, span) in self.spanned_texts(value) {
            if let Some(id) = EntryId::new(&text) {
                let (line, column) = self.place(&span);
                self.references.push(Reference {
                    target: id.clone(),
                    line,
                    column,
                });
                ids.push(id);
            } else {
                let hint = "an id is a file's name without .md: lower case, joined by `-`";
                let message = format!("`{text}` is no entry's id");
                self.problem(&span, message, Some(hint.to_owned()));
            }
        }
        ids
    }

    fn texts(&mut self, value: &Spanned<DeValue<'_>>) -> Vec<String> {
        let texts = self.spanned_texts(value);
        texts.into_iter().map(|(text, _)| text).collect()
    }

    fn spanned_texts(&mut self, value: &Spanned<DeValue<'_>>) -> Vec<(String, Range<usize>)> {
        let Some(items) = value.get_ref().as_array() else {
            self.wrong(value, "a list: [\"…\", \"…\"]");
            return Vec::new();
        };
        items
            .iter()
            .filter_map(|item| Some((self.text(item)?, item.span())))
            .collect()
    }

    fn text(&mut self, value: &Spanned<DeValue<'_>>) -> Option<String> {
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

    fn date(&mut self, value: &Spanned<DeValue<'_>>) -> Option<Date> {
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

    fn tables<'a, 'i>(
        &mut self,
        value: &'a Spanned<DeValue<'i>>,
        form: &str,
    ) -> Vec<Spanned<&'a DeTable<'i>>> {
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

    fn unknown(&mut self, key: &str, at: &Range<usize>, known: &[&str]) {
        let hint = match names::nearest(key, known.iter().copied()) {
            Some(nearest) => format!("did you mean `{nearest}`?"),
            None => format!("the keys here are {}", known.join(", ")),
        };
        self.problem(at, format!("there is no key `{key}` here"), Some(hint));
    }

    fn wrong(&mut self, value: &Spanned<DeValue<'_>>, wanted: &str) {
        let message = format!("this must be {wanted}");
        self.problem(&value.span(), message, None);
    }

    fn problem(&mut self, span: &Range<usize>, message: String, hint: Option<String>) {
        let (line, column) = self.place(span);
        self.problems.push(Problem {
            file: self.file.to_owned(),
            line,
            column,
            rule: Rule::FrontMatter,
            message,
            hint,
        });
    }

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

fn pairs<'a, 'i>(table: &'a DeTable<'i>) -> impl Iterator<Item = Pair<'a, 'i>> {
    table
        .iter()
        .map(|(key, value)| (key.get_ref().as_ref(), key.span(), value))
}
