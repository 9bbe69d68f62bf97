//! The file `.env` in the working folder: read by dotenvy, after a check for values that dotenvy would change,
//! and for lines that it would refuse without naming them.
//!
//! **Invariant:** no message contains a value, as it may be a secret.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use super::ConfigError;

/// Name of the file.
const FILE: &str = ".env";

/// The content of the file.
#[derive(Debug, Default)]
pub(super) struct EnvFile {
    /// Names and values.
    pub variables: Vec<(String, String)>,
    /// Warnings for the operator, such as that others can read the file.
    pub warnings: Vec<String>,
}

/// Reads `.env` in a folder; empty if there is none.
pub(super) fn read(folder: &Path) -> Result<EnvFile, ConfigError> {
    let path = folder.join(FILE);
    match fs::metadata(&path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(EnvFile::default()),
        Ok(found) if !found.is_file() => return Err(problem(None, "it is no regular file")),
        _ => {}
    }
    let bytes =
        fs::read(&path).map_err(|error| problem(None, &format!("it cannot be read: {error}")))?;
    let variables = parse(&bytes)?;
    let warnings = readable_by_all(&path).into_iter().collect();
    Ok(EnvFile {
        variables,
        warnings,
    })
}

/// Parses the content of a file.
pub(super) fn parse(bytes: &[u8]) -> Result<Vec<(String, String)>, ConfigError> {
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) || bytes.contains(&0) {
        return Err(problem(None, "it is in UTF-16; save it as UTF-8"));
    }
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let line = String::from_utf8_lossy(before).matches('\n').count() + 1;
        problem(Some(line), "the line is not UTF-8; save the file as UTF-8")
    })?;
    if let Some((line, name)) = expanded(text) {
        let message = format!(
            "in the value of {name}, `$` and what follows would be replaced; put the value into single \
             quotes: {name}='…'"
        );
        return Err(problem(Some(line), &message));
    }
    let mut variables = Vec::new();
    for variable in dotenvy::from_read_iter(text.as_bytes()) {
        variables.push(variable.map_err(|error| match error {
            dotenvy::Error::LineParse(line, _) => {
                let first = line.lines().next().unwrap_or_default();
                let number = text.lines().position(|other| other.contains(first));
                problem(
                    number.map(|number| number + 1),
                    "the line is not NAME=value; a value with blanks or quotes stands in single quotes: \
                     NAME='a value'",
                )
            }
            _ => problem(None, "it cannot be read"),
        })?);
    }
    Ok(variables)
}

/// Returns the line and the name of the first value in which dotenvy would expand a `$`.
fn expanded(text: &str) -> Option<(usize, &str)> {
    let (mut quote, mut name) = (None, "");
    for (number, line) in text.lines().enumerate() {
        let mut value = line;
        if quote.is_none() {
            if line.trim_start().starts_with('#') {
                continue;
            }
            let Some((before, after)) = line.split_once('=') else {
                continue;
            };
            name = before.trim().trim_start_matches("export ").trim();
            value = after;
        }
        let mut before = ' ';
        let mut escaped = false;
        for symbol in value.chars() {
            match (quote, symbol) {
                (Some('\''), '\'') => quote = None,
                (Some('\''), _) => {}
                _ if escaped => escaped = false,
                (_, '\\') => escaped = true,
                (_, '$') => return Some((number + 1, name)),
                (Some('"'), '"') => quote = None,
                (None, '\'' | '"') => quote = Some(symbol),
                (None, '#') if before.is_whitespace() => break,
                _ => {}
            }
            before = symbol;
        }
    }
    None
}

/// Returns a warning if everybody on the machine can read the file.
#[cfg(unix)]
fn readable_by_all(path: &Path) -> Option<String> {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = fs::metadata(path).ok()?.permissions().mode();
    (mode & 0o004 != 0)
        .then(|| format!("{FILE} can be read by everybody on this machine; run `chmod 600 {FILE}`"))
}

#[cfg(not(unix))]
fn readable_by_all(_path: &Path) -> Option<String> {
    None
}

fn problem(line: Option<usize>, message: &str) -> ConfigError {
    let line = line.map(|line| format!(":{line}")).unwrap_or_default();
    ConfigError(vec![format!("{FILE}{line}: {message}")])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_expanded_or_malformed_value_is_reported_with_its_line_and_not_shown() {
        for (text, line, says) in [
            ("A=1\nB=pa$word9\n", ":2", "B='…'"),
            ("A=\"pa$word9\"\n", ":1", "single quotes"),
            ("A=${HOME}\n", ":1", "single quotes"),
            ("# c\n\nA=secret words\n", ":3", "NAME='a value'"),
            ("A=1\nsecret\n", ":2", "NAME=value"),
            ("A='secret\n", ":1", "NAME=value"),
        ] {
            let error = parse(text.as_bytes()).expect_err(text).to_string();
            assert!(
                error.starts_with(&format!(".env{line}: ")),
                "{text}: {error}"
            );
            assert!(error.contains(says), "{text}: {error}");
            assert!(
                !error.contains("pa$") && !error.contains("secret"),
                "{error}"
            );
        }
    }

    #[test]
    fn quoted_escaped_and_exported_values_are_read_literally() {
        let text =
            "\u{feff}A='pa$word9'\nB=pa\\$x\n# $no\nC=1 # costs $5\nexport D=\"two words\"\n";
        let found = parse(text.as_bytes()).expect("variables");
        let found: Vec<_> = found
            .iter()
            .map(|(name, value)| (&**name, &**value))
            .collect();
        let expected = [
            ("A", "pa$word9"),
            ("B", "pa$x"),
            ("C", "1"),
            ("D", "two words"),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn another_encoding_is_reported() {
        let utf16: Vec<u8> = "A=1".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for bytes in [utf16.clone(), [vec![0xFF, 0xFE], utf16].concat()] {
            let error = parse(&bytes).expect_err("UTF-16").to_string();
            assert_eq!(error, ".env: it is in UTF-16; save it as UTF-8");
        }
        let error = parse(b"A=1\nB=\xff").expect_err("Latin-1").to_string();
        assert!(error.starts_with(".env:2: "), "{error}");
    }
}
