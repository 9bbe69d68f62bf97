//! Meaning of the columns of a table: given by the user, or guessed from the header.

use crate::names::key;

/// Meaning of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Column {
    /// A question.
    Question,
    /// Its answer.
    Answer,
    /// The topic under which questions are grouped.
    Topic,
    /// A term.
    Term,
    /// Its definition.
    Definition,
    /// Other wordings or names, separated by `;` or `|`.
    Also,
    /// The page that supports it.
    Url,
}

impl Column {
    const ALL: [(&'static str, Self); 7] = [
        ("question", Self::Question),
        ("answer", Self::Answer),
        ("topic", Self::Topic),
        ("term", Self::Term),
        ("definition", Self::Definition),
        ("also", Self::Also),
        ("url", Self::Url),
    ];

    /// Returns the headings by which a column is guessed, best first.
    const fn headings(self) -> &'static [&'static str] {
        match self {
            Self::Question => &[
                "question",
                "questions",
                "q",
                "faq",
                "prompt",
                "query",
                "frage",
                "pregunta",
                "pergunta",
                "vraag",
                "質問",
            ],
            Self::Answer => &[
                "answer",
                "answers",
                "a",
                "reply",
                "response",
                "antwort",
                "respuesta",
                "réponse",
                "resposta",
                "antwoord",
                "回答",
                "solution",
            ],
            Self::Topic => &[
                "topic",
                "category",
                "section",
                "area",
                "theme",
                "group",
                "course",
                "subject",
                "kategorie",
                "thema",
                "categoría",
                "categoria",
                "tag",
                "tags",
            ],
            Self::Term => &[
                "term",
                "word",
                "name",
                "title",
                "begriff",
                "término",
                "acronym",
                "abbreviation",
            ],
            Self::Definition => &[
                "definition",
                "meaning",
                "description",
                "explanation",
                "bedeutung",
                "definición",
                "stands for",
            ],
            Self::Also => &[
                "also",
                "also asked",
                "aliases",
                "alias",
                "synonyms",
                "variants",
                "alternative",
                "other wordings",
            ],
            Self::Url => &["url", "link", "source", "source url", "reference", "href"],
        }
    }
}

/// Columns by the heading or the number, from 1, that a person gave.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ColumnMap(Vec<(Column, String)>);

impl ColumnMap {
    /// Parses `question=Q,answer=Reply`.
    ///
    /// # Errors
    /// A part has another form, or names no known column.
    pub fn parse(text: &str) -> Result<Self, String> {
        let known: Vec<&str> = Column::ALL.iter().map(|(name, _)| *name).collect();
        let mut map = Vec::new();
        for part in text.split(',') {
            let Some((name, heading)) = part.split_once('=') else {
                return Err(format!("`{part}` is not of the form column=heading"));
            };
            let column = Column::ALL
                .iter()
                .find(|(known, _)| known.eq_ignore_ascii_case(name.trim()));
            let Some((_, column)) = column else {
                return Err(format!(
                    "`{}` is no column; the columns are {}",
                    name.trim(),
                    known.join(", ")
                ));
            };
            map.push((*column, heading.trim().to_owned()));
        }
        Ok(Self(map))
    }
}

/// The number of each column in a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Layout(Vec<(Column, usize)>);

impl Layout {
    /// Finds the columns; an error says what is missing and what the header has.
    pub(super) fn find(header: &[String], map: &ColumnMap) -> Result<Self, String> {
        let keys: Vec<String> = header.iter().map(|heading| key(heading)).collect();
        let mut found: Vec<(Column, usize)> = Vec::new();
        for (column, heading) in &map.0 {
            let by_name = keys.iter().position(|known| *known == key(heading));
            let by_number = heading
                .parse()
                .ok()
                .and_then(|number: usize| number.checked_sub(1));
            let at = by_name.or(by_number.filter(|at| *at < header.len()));
            let Some(at) = at else {
                return Err(format!(
                    "there is no column `{heading}`; the header has {}",
                    shown(header)
                ));
            };
            found.push((*column, at));
        }
        for (_, column) in Column::ALL {
            if found.iter().any(|(known, _)| *known == column) {
                continue;
            }
            let at = column.headings().iter().find_map(|heading| {
                let heading = key(heading);
                keys.iter().position(|known| *known == heading)
            });
            if let Some(at) = at
                && !found.iter().any(|(_, known)| *known == at)
            {
                found.push((column, at));
            }
        }
        let layout = Self(found);
        let has = |column| layout.of(column).is_some();
        if has(Column::Question) && has(Column::Answer)
            || has(Column::Term) && has(Column::Definition)
        {
            return Ok(layout);
        }
        // A table of two columns under headings that say nothing else.
        if let ([_, _], true) = (header, map.0.is_empty()) {
            return Ok(Self(vec![(Column::Question, 0), (Column::Answer, 1)]));
        }
        Err(format!(
            "no columns of questions and answers, or of terms and definitions, are found; the header has {}; name them with --map question=…,answer=…",
            shown(header)
        ))
    }

    /// Returns the number of a column.
    pub(super) fn of(&self, column: Column) -> Option<usize> {
        self.0
            .iter()
            .find(|(known, _)| *known == column)
            .map(|(_, at)| *at)
    }

    /// Returns whether the table is one of questions.
    pub(super) fn has_questions(&self) -> bool {
        self.of(Column::Question).is_some() && self.of(Column::Answer).is_some()
    }
}

fn shown(header: &[String]) -> String {
    let shown: Vec<String> = header
        .iter()
        .take(12)
        .map(|heading| format!("`{}`", crate::text::one_line(heading)))
        .collect();
    shown.join(", ")
}
