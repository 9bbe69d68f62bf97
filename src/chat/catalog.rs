//! All commands, said once: Discord's registration, Slack's manifest, `/help`, the console and the
//! README's table are made from this.

use super::Ask;

/// One slash command.
#[derive(Debug)]
pub struct Command {
    /// Its name without the slash: 1 to 32 characters of `a-z` and `-`.
    pub name: &'static str,
    /// What it does, in at most 100 characters.
    pub summary: &'static str,
    /// What it takes, required options first.
    pub options: &'static [Opt],
    /// What one writes behind the command's name, as an example.
    pub example: &'static str,
    ask: fn(&mut Values<'_>) -> Ask,
}

/// Gives an option's value by the option's name.
type Values<'a> = dyn FnMut(&str) -> Option<String> + 'a;

/// One option of a command.
#[derive(Debug)]
pub struct Opt {
    /// Its name: 1 to 32 characters of `a-z` and `-`.
    pub name: &'static str,
    /// What it is for, in at most 100 characters.
    pub summary: &'static str,
    /// Whether the command is of no use without it.
    pub required: bool,
    /// What a platform may offer while a person writes it.
    pub completes: Completes,
}

/// What a platform may offer while a person writes an option.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Completes {
    /// The name of any entry.
    Entry,
    /// The name of a role.
    Role,
    /// The name of an entry that answers questions.
    Topic,
    /// A question that is answered.
    Question,
}

const fn role(name: &'static str, summary: &'static str) -> Opt {
    Opt {
        name,
        summary,
        required: true,
        completes: Completes::Role,
    }
}

/// All commands, in the order in which help shows them.
pub const COMMANDS: &[Command] = &[
    Command {
        name: "ask",
        summary: "Ask a career question in your own words",
        options: &[Opt {
            name: "question",
            summary: "Your question, as you would ask a person",
            required: true,
            completes: Completes::Question,
        }],
        example: "do I need a degree?",
        ask: |value| Ask::Question(value("question").unwrap_or_default()),
    },
    Command {
        name: "what-is",
        summary: "What a role, a skill or a term means",
        options: &[Opt {
            name: "term",
            summary: "What you want explained",
            required: true,
            completes: Completes::Entry,
        }],
        example: "backend",
        ask: |value| Ask::WhatIs(value("term").unwrap_or_default()),
    },
    Command {
        name: "skills",
        summary: "Which skills a role needs",
        options: &[role("role", "The role")],
        example: "backend developer",
        ask: |value| Ask::Skills(value("role").unwrap_or_default()),
    },
    Command {
        name: "responsibilities",
        summary: "What people in a role do",
        options: &[role("role", "The role")],
        example: "frontend developer",
        ask: |value| Ask::Responsibilities(value("role").unwrap_or_default()),
    },
    Command {
        name: "roadmap",
        summary: "What to learn for a role, and in which order",
        options: &[role("role", "The role")],
        example: "full-stack developer",
        ask: |value| Ask::Roadmap(value("role").unwrap_or_default()),
    },
    Command {
        name: "compare",
        summary: "How two roles, skills or terms differ",
        options: &[
            Opt {
                name: "a",
                summary: "The one",
                required: true,
                completes: Completes::Entry,
            },
            Opt {
                name: "b",
                summary: "The other",
                required: true,
                completes: Completes::Entry,
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
        summary: "Browse the questions that have an answer",
        options: &[Opt {
            name: "topic",
            summary: "A topic or a role; leave it out to see all topics",
            required: false,
            completes: Completes::Topic,
        }],
        example: "getting started",
        ask: |value| Ask::Faq {
            topic: value("topic"),
            page: 0,
        },
    },
    Command {
        name: "roles",
        summary: "All roles that Guidepost knows",
        options: &[],
        example: "",
        ask: |_| Ask::Roles { page: 0 },
    },
    Command {
        name: "help",
        summary: "What Guidepost can do",
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

    /// How to write the command, such as `/compare a b` or `/faq [topic]`.
    #[must_use]
    pub fn usage(&self) -> String {
        let options = self.options.iter().map(|option| {
            if option.required {
                format!(" {}", option.name)
            } else {
                format!(" [{}]", option.name)
            }
        });
        format!("/{}{}", self.name, options.collect::<String>())
    }
}

/// Reads a line such as `/what-is backend`; a line without a slash is a question.
#[must_use]
pub fn read_line(line: &str) -> Ask {
    let line = line.trim();
    let Some(rest) = line.strip_prefix('/') else {
        return Ask::Question(line.to_owned());
    };
    let (name, text) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    command(name).map_or(Ask::Unknown, |command| command.ask_text(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_reads_as_the_ask_it_names() {
        assert_eq!(
            read_line("/what-is  backend "),
            Ask::WhatIs("backend".to_owned())
        );
        assert_eq!(
            read_line("how long should my CV be?"),
            Ask::Question("how long should my CV be?".to_owned())
        );
        assert_eq!(
            read_line("/faq"),
            Ask::Faq {
                topic: None,
                page: 0
            }
        );
        assert_eq!(
            read_line("/compare frontend vs backend"),
            Ask::Compare {
                left: "frontend vs backend".to_owned(),
                right: None
            }
        );
        assert_eq!(read_line("/fly"), Ask::Unknown);
    }

    #[test]
    fn names_and_summaries_keep_to_the_platforms_limits() {
        for command in COMMANDS {
            assert!(command.name.len() <= 32 && command.summary.len() <= 100);
            let optional = command.options.iter().skip_while(|option| option.required);
            assert!(optional.clone().all(|option| !option.required));
            assert!(
                command
                    .options
                    .iter()
                    .all(|option| option.summary.len() <= 100)
            );
        }
    }
}
