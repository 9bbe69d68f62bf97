//! Environment variables of the process, with those of a file `.env` as fallback.

use std::collections::HashMap;
use std::io::ErrorKind;

use super::ConfigError;

/// Environment variables by name.
#[derive(Default)]
pub struct Environment {
    variables: HashMap<String, String>,
}

impl Environment {
    /// Reads the variables of this process and, for those not set, the file `.env` in the working
    /// folder or a folder above.
    ///
    /// # Errors
    /// `.env` cannot be read. Its text is not part of the message, as it may contain a secret.
    pub fn of_process() -> Result<Self, ConfigError> {
        let mut variables = HashMap::new();
        match dotenvy::dotenv_iter() {
            Ok(lines) => {
                for line in lines {
                    match line {
                        Ok((name, value)) => {
                            variables.insert(name, value);
                        }
                        Err(_) => return Err(unreadable("a line in it is not NAME=value")),
                    }
                }
            }
            Err(dotenvy::Error::Io(error)) if error.kind() == ErrorKind::NotFound => {}
            Err(_) => return Err(unreadable("it cannot be opened")),
        }
        variables.extend(std::env::vars_os().filter_map(|(name, value)| {
            Some((name.into_string().ok()?, value.into_string().ok()?))
        }));
        Ok(Self { variables })
    }

    /// Returns a variable's value without surrounding blanks; none if it is empty.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<String> {
        let value = self.variables.get(name)?.trim();
        (!value.is_empty()).then(|| value.to_owned())
    }
}

impl<const N: usize> From<[(&str, &str); N]> for Environment {
    fn from(variables: [(&str, &str); N]) -> Self {
        variables.into_iter().collect()
    }
}

impl<'a> FromIterator<(&'a str, &'a str)> for Environment {
    fn from_iter<I: IntoIterator<Item = (&'a str, &'a str)>>(variables: I) -> Self {
        let owned = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
        Self {
            variables: variables.into_iter().map(owned).collect(),
        }
    }
}

fn unreadable(why: &str) -> ConfigError {
    ConfigError(vec![format!("the file `.env` cannot be read: {why}")])
}
