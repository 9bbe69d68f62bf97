//! All commands, said once: Discord's registration, Slack's manifest, `/help`, the console and the
//! README's table are made from this.

use super::Ask;
use crate::language::Language;

/// One slash command.
#[derive(Debug)]
pub struct Command {
    /// Its name without the slash: 1 to 32 characters of `a-z` and `-`.
    pub name: &'static str,
    /// What it takes, required options first.
    pub options: &'static [CommandOption],
    /// What one writes behind the command's name, as an example.
    pub example: &'static str,
    ask: fn(&mut Values<'_>) -> Ask,
}

/// Gives an option's value by the option's name.
type Values<'a> = dyn FnMut(&str) -> Option<String> + 'a;

/// One option of a command.
#[derive(Debug)]
pub struct CommandOption {
    /// Its name: 1 to 32 characters of `a-z` and `-`.
    pub name: &'static str,
    /// Whether the command is of no use without it.
    pub required: bool,
    /// What a platform may offer while a person writes it; none where it is a yes or no.
    pub completes: Option<CompletionKind>,
}

/// What a platform may offer while a person writes an option.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CompletionKind {
    /// The name of any entry.
    Entry,
    /// The name of a role.
    Role,
    /// The name of an entry that answers questions.
    Topic,
    /// A question that is answered.
    Question,
}

const ROLE: CommandOption = CommandOption {
    name: "role",
    required: true,
    completes: Some(CompletionKind::Role),
};

/// Every command takes this, too, where a platform knows options: whether only the asker reads the
/// answer. Elsewhere the text says so ([`super::line::split_audience`]).
pub const PRIVATE: CommandOption = CommandOption {
    name: "private",
    required: false,
    completes: None,
};

/// Under this command stands what is for those who manage a community.
pub const MANAGE: &str = "guidepost";

/// What is called on somebody's message, as a command on it: to answer what it asks.
pub const ANSWER_THIS: &str = "Answer this";

/// All commands, in the order in which help shows them.
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

/// The command of this name, without its slash.
#[must_use]
pub fn command(name: &str) -> Option<&'static Command> {
    COMMANDS.iter().find(|command| command.name == name)
}

impl Command {
    /// The ask of this command with the given options, by name; a blank value is as good as none.
    pub fn ask(&self, mut value: impl FnMut(&str) -> Option<String>) -> Ask {
        (self.ask)(&mut |name| {
            value(name)
                .map(|value| value.trim().to_owned())
                .filter(|value| !value.is_empty())
        })
    }

    /// The ask of this command where a platform gives everything behind its name as one text, as
    /// Slack and the console do. The whole text is the first option.
    #[must_use]
    pub fn ask_text(&self, text: &str) -> Ask {
        let first = self.options.first().map(|option| option.name);
        self.ask(|name| (Some(name) == first).then(|| text.to_owned()))
    }

    /// Its name in a language, for platforms that show it so; in English its very name.
    #[must_use]
    pub fn name_in(&self, language: Language) -> String {
        language.text(&format!("command-{}.name", self.name), &[])
    }

    /// What it does, in at most 100 characters.
    #[must_use]
    pub fn summary(&self, language: Language) -> String {
        language.text(&format!("command-{}", self.name), &[])
    }

    /// How to write the command, such as `/compare a b` or `/faq [topic]`.
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
    /// Its name in a language, for platforms that show it so; in English its very name.
    #[must_use]
    pub fn name_in(&self, language: Language) -> String {
        language.text(&format!("option-{}.name", self.name), &[])
    }

    /// What it is for, in at most 100 characters.
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
        // Discord counts characters, and takes lower case alone:
        // https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-naming
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
