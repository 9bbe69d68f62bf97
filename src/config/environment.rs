//! Environment variables of the process, with those of a file `.env` as fallback.

use std::collections::HashMap;
use std::path::Path;

use super::{ConfigError, env_file};

/// Environment variables by name.
#[derive(Default)]
pub struct Environment {
    variables: HashMap<String, String>,
    /// Warnings for the operator about the sources of the variables.
    warnings: Vec<String>,
}

impl Environment {
    /// Reads the variables of this process and, for those not set, the file `.env` in the working
    /// folder.
    ///
    /// # Errors
    /// `.env` cannot be read; the message names the line and no value, as that may be a secret.
    pub fn of_process() -> Result<Self, ConfigError> {
        let file = env_file::read(Path::new(""))?;
        let mut variables: HashMap<_, _> = file.variables.into_iter().collect();
        variables.extend(std::env::vars_os().filter_map(|(name, value)| {
            Some((name.into_string().ok()?, value.into_string().ok()?))
        }));
        Ok(Self {
            variables,
            warnings: file.warnings,
        })
    }

    /// Iterates over the names of all variables.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.variables.keys().map(String::as_str)
    }

    /// Returns warnings for the operator about the sources of the variables.
    pub(super) fn warnings(&self) -> &[String] {
        &self.warnings
    }

    /// Returns a variable's value without surrounding blanks, and without the quotes that
    /// `docker --env-file` passes on; none if it is empty.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<String> {
        let value = self.variables.get(name)?.trim();
        let unquoted = ['"', '\''].into_iter().find_map(|quote| {
            let value = value.strip_prefix(quote)?;
            value.strip_suffix(quote)
        });
        let value = unquoted.unwrap_or(value).trim();
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
            warnings: Vec::new(),
        }
    }
}
