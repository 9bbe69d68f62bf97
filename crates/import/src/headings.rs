//! Classification of headings: questions, definitions, sections of a job.

/// Headings above questions, which say nothing themselves.
const FAQ_HEADINGS: [&str; 9] = [
    "faq",
    "faqs",
    "questions",
    "article faqs",
    "frequently asked questions",
    "common questions",
    "q&a",
    "questions and answers",
    "people also ask",
];

/// Returns whether a heading is that of a list of questions.
pub(crate) fn is_faq_heading(heading: &str) -> bool {
    let lower = heading.trim().trim_end_matches(':').to_lowercase();
    FAQ_HEADINGS.contains(&lower.as_str()) || lower.starts_with("frequently asked questions")
}

/// Returns whether a heading is a question.
pub(crate) fn is_question(heading: &str) -> bool {
    const ASKING: [&str; 18] = [
        "how", "what", "why", "when", "where", "who", "which", "can", "could", "do", "does", "is",
        "are", "should", "will", "would", "may", "whats",
    ];
    let heading = heading.trim();
    if heading.ends_with(['?', '？', ';']) && heading.ends_with(['?', '？']) {
        return true;
    }
    let first = heading.split(' ').next().unwrap_or_default().to_lowercase();
    ASKING.contains(&first.replace('\'', "").as_str()) && heading.split(' ').count() > 3 && {
        let second = heading.split(' ').nth(1).unwrap_or_default().to_lowercase();
        [
            "do", "i", "can", "is", "are", "does", "should", "we", "you", "to", "the", "a",
        ]
        .contains(&second.as_str())
            && second != "to"
    }
}

/// Returns what a question asks to be defined: `backend developer` of `What is a backend developer?`.
pub(crate) fn defined(question: &str) -> Option<String> {
    let lower = question.trim().trim_end_matches(['?', '？']).to_lowercase();
    let rest = ["what is", "what's", "whats", "what are"]
        .iter()
        .find_map(|start| lower.strip_prefix(start))?;
    let rest = rest.trim();
    let rest = ["a ", "an ", "the "]
        .iter()
        .find_map(|article| rest.strip_prefix(article))
        .unwrap_or(rest);
    let tell = [
        "difference",
        "best",
        "your",
        "my",
        "required",
        "needed",
        "it ",
        "there",
        "like",
        "responsibilities",
        "role of",
    ];
    let words = rest.split(' ').count();
    let sound = (1..=4).contains(&words) && !tell.iter().any(|word| rest.contains(word));
    // As the question writes it.
    let start = question.to_lowercase().find(rest)?;
    let own = question.get(start..start + rest.len())?;
    sound.then(|| capitalized(own))
}

/// Returns whether a heading asks what people of a job do.
pub(crate) fn asks_for_tasks(heading: &str) -> bool {
    let lower = heading.trim_end_matches('?').to_lowercase();
    let words: Vec<&str> = lower.split(' ').collect();
    lower == "responsibilities"
        || lower == "what they do"
        || matches!(words.as_slice(), ["what", "does" | "do", .., "do"]) && words.len() > 3
}

/// Returns a text with its first letter in upper case.
pub(crate) fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().collect::<String>() + letters.as_str(),
        None => String::new(),
    }
}

/// Returns a text without the label `Definition:`.
pub(crate) fn without_label(text: &str) -> Option<&str> {
    let plain = text.trim_start_matches('*');
    let label = plain.get(..10)?;
    if !label.eq_ignore_ascii_case("definition") {
        return None;
    }
    let rest = plain
        .get(10..)?
        .trim_start_matches('*')
        .trim_start()
        .strip_prefix(':')?;
    Some(rest.trim_start_matches('*').trim())
}
