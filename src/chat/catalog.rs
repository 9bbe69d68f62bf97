//! The command catalog: source of Discord's registration, Slack's manifest, `/help`, the console's
//! completion and the command table in the README.

use super::Ask;
use crate::career::QuizAnswers;
use crate::language::Language;

/// A slash command.
#[derive(Debug)]
pub struct Command {
    /// Its name without the slash: 1 to 32 characters of `a-z` and `-`.
    pub name: &'static str,
    /// Its options, required ones first.
    pub options: &'static [CommandOption],
    /// Example of the text after the command's name.
    pub example: &'static str,
    ask: fn(&mut Values<'_>) -> Ask,
}

/// A lookup of an option's value by the option's name.
type Values<'a> = dyn FnMut(&str) -> Option<String> + 'a;

/// An option of a command.
#[derive(Debug)]
pub struct CommandOption {
    /// Its name: 1 to 32 characters of `a-z` and `-`.
    pub name: &'static str,
    /// True if it is required.
    pub required: bool,
    /// The kind of autocompletion; `None` for a Boolean option.
    pub completes: Option<CompletionKind>,
}

/// The kind of suggestions for an option.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CompletionKind {
    /// Names of entries.
    Entry,
    /// Names of roles.
    Role,
    /// Names of entries with questions.
    Topic,
    /// Questions of the library.
    Question,
    /// Names of skills and roles, with commas between.
    Skills,
    /// Levels of interview questions.
    Level,
}

const ROLE: CommandOption = CommandOption {
    name: "role",
    required: true,
    completes: Some(CompletionKind::Role),
};

/// The option of every command that makes the answer private. Platforms without options use a text
/// prefix ([`super::audience_request::split_audience`]).
pub const PRIVATE: CommandOption = CommandOption {
    name: "private",
    required: false,
    completes: None,
};

/// The command for managers of a community; its subcommand is `settings`.
pub const MANAGE: &str = "guidepost";

/// Name of Discord's message command, which answers the message that it is invoked on.
pub const ANSWER_THIS: &str = "Answer this";

/// All commands, in the order of `/help`.
pub const COMMANDS: &[Command] = &[
    Command {
        name: "ask",
        options: &[CommandOption {
            name: "question",
            required: true,
            completes: Some(CompletionKind::Question),
        }],
        example: "do I need a degree?",
        ask: |value| Ask::Question(value("question").unwrap_or_default()),
    },
    Command {
        name: "what-is",
        options: &[CommandOption {
            name: "term",
            required: true,
            completes: Some(CompletionKind::Entry),
        }],
        example: "backend",
        ask: |value| Ask::WhatIs(value("term").unwrap_or_default()),
    },
    Command {
        name: "skills",
        options: &[ROLE],
        example: "backend developer",
        ask: |value| Ask::Skills(value("role").unwrap_or_default()),
    },
    Command {
        name: "responsibilities",
        options: &[ROLE],
        example: "frontend developer",
        ask: |value| Ask::Responsibilities(value("role").unwrap_or_default()),
    },
    Command {
        name: "roadmap",
        options: &[ROLE],
        example: "full-stack developer",
        ask: |value| Ask::Roadmap(value("role").unwrap_or_default()),
    },
    Command {
        name: "compare",
        options: &[
            CommandOption {
                name: "a",
                required: true,
                completes: Some(CompletionKind::Entry),
            },
            CommandOption {
                name: "b",
                required: true,
                completes: Some(CompletionKind::Entry),
            },
        ],
        example: "frontend vs backend",
        ask: |value| Ask::Compare {
            left: value("a").unwrap_or_default(),
            right: value("b"),
        },
    },
    Command {
        name: "switch",
        options: &[
            CommandOption {
                name: "from",
                required: true,
                completes: Some(CompletionKind::Skills),
            },
            CommandOption {
                name: "to",
                required: true,
                completes: Some(CompletionKind::Role),
            },
        ],
        example: "data analyst to data engineer",
        ask: |value| Ask::Switch {
            from: value("from").unwrap_or_default(),
            to: value("to"),
        },
    },
    Command {
        name: "next",
        options: &[CommandOption {
            name: "skills",
            required: false,
            completes: Some(CompletionKind::Skills),
        }],
        example: "python, sql",
        ask: |value| Ask::Next(value("skills").unwrap_or_default()),
    },
    Command {
        name: "levels",
        options: &[ROLE],
        example: "backend developer",
        ask: |value| Ask::Levels(value("role").unwrap_or_default()),
    },
    Command {
        name: "interview",
        options: &[
            ROLE,
            CommandOption {
                name: "level",
                required: false,
                completes: Some(CompletionKind::Level),
            },
        ],
        example: "data analyst junior",
        ask: |value| Ask::Interview {
            role: value("role").unwrap_or_default(),
            level: value("level"),
        },
    },
    Command {
        name: "role-quiz",
        options: &[],
        example: "",
        ask: |_| Ask::Quiz(QuizAnswers::default()),
    },
    Command {
        name: "faq",
        options: &[CommandOption {
            name: "topic",
            required: false,
            completes: Some(CompletionKind::Topic),
        }],
        example: "getting started",
        ask: |value| Ask::Faq {
            topic: value("topic"),
            page: 0,
        },
    },
    Command {
        name: "roles",
        options: &[],
        example: "",
        ask: |_| Ask::Roles { page: 0 },
    },
    Command {
        name: "progress",
        options: &[],
        example: "",
        ask: |_| Ask::Progress,
    },
    Command {
        name: "my-data",
        options: &[],
        example: "",
        ask: |_| Ask::MyData { page: 0 },
    },
    Command {
        name: "forget-me",
        options: &[],
        example: "",
        ask: |_| Ask::ForgetMe,
    },
    Command {
        name: "gaps",
        options: &[],
        example: "",
        ask: |_| Ask::Gaps { page: 0 },
    },
    Command {
        name: "help",
        options: &[],
        example: "",
        ask: |_| Ask::Help,
    },
];

/// Finds a command by its name without the slash.
#[must_use]
pub fn command(name: &str) -> Option<&'static Command> {
    COMMANDS.iter().find(|command| command.name == name)
}

impl Command {
    /// Builds the ask from the option values. A blank value counts as missing.
    pub fn ask(&self, mut value: impl FnMut(&str) -> Option<String>) -> Ask {
        (self.ask)(&mut |name| {
            value(name)
                .map(|value| value.trim().to_owned())
                .filter(|value| !value.is_empty())
        })
    }

    /// Builds the ask from the text after the command's name, as on Slack and in the console. The
    /// text is the value of the first option.
    #[must_use]
    pub fn ask_text(&self, text: &str) -> Ask {
        let first = self.options.first().map(|option| option.name);
        self.ask(|name| (Some(name) == first).then(|| text.to_owned()))
    }

    /// Returns the name in a language; `name` itself in English.
    #[must_use]
    pub fn name_in(&self, language: Language) -> String {
        language.text(&format!("command-{}.name", self.name), &[])
    }

    /// Returns the description in a language, at most 100 characters.
    #[must_use]
    pub fn summary(&self, language: Language) -> String {
        language.text(&format!("command-{}", self.name), &[])
    }

    /// Returns the syntax, such as `/compare a b` or `/faq [topic]`.
    #[must_use]
    pub fn usage(&self, language: Language) -> String {
        let options = self.options.iter().map(|option| {
            let name = option.name_in(language);
            if option.required {
                format!(" {name}")
            } else {
                format!(" [{name}]")
            }
        });
        format!("/{}{}", self.name_in(language), options.collect::<String>())
    }
}

impl CommandOption {
    /// Returns the name in a language; `name` itself in English.
    #[must_use]
    pub fn name_in(&self, language: Language) -> String {
        language.text(&format!("option-{}.name", self.name), &[])
    }

    /// Returns the description in a language, at most 100 characters.
    #[must_use]
    pub fn summary(&self, language: Language) -> String {
        language.text(&format!("option-{}", self.name), &[])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_summaries_keep_to_the_platforms_limits_in_every_language() {
        // Discord's naming rules: at most 32 characters, lower case only:
        let name = |name: &str| {
            let allowed = |symbol: char| {
                let devanagari = ('\u{900}'..='\u{97f}').contains(&symbol);
                symbol == '-' || symbol.is_alphanumeric() || devanagari
            };
            (1..=32).contains(&name.chars().count())
                && name.chars().all(allowed)
                && name.to_lowercase() == name
        };
        for language in Language::ALL {
            let mut names = std::collections::HashSet::new();
            for command in COMMANDS {
                let shown = command.name_in(language);
                assert!(name(&shown), "{language:?} {shown}");
                assert!(command.summary(language).chars().count() <= 100, "{shown}");
                assert!(names.insert(shown.clone()), "{language:?} has two {shown}");
                let mut options = std::collections::HashSet::new();
                for option in command.options.iter().chain([&PRIVATE]) {
                    let shown = option.name_in(language);
                    assert!(name(&shown), "{language:?} {shown}");
                    assert!(option.summary(language).chars().count() <= 100, "{shown}");
                    assert!(
                        options.insert(shown.clone()),
                        "{language:?} has two {shown}"
                    );
                }
            }
        }
    }

    #[test]
    fn the_english_names_are_the_commands_own() {
        for command in COMMANDS {
            assert_eq!(command.name_in(Language::English), command.name);
            for option in command.options.iter().chain([&PRIVATE]) {
                assert_eq!(option.name_in(Language::English), option.name);
            }
            let optional = command.options.iter().skip_while(|option| option.required);
            assert!(optional.clone().all(|option| !option.required));
        }
    }
}
