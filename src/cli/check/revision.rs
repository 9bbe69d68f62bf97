//! Checkout of the knowledge folders at a git revision into a temporary folder, by the program `git`.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use anyhow::{Context as _, anyhow, bail};
use tempfile::TempDir;

/// The folders at a revision; deleted on drop.
pub(super) struct Revision {
    _temporary: TempDir,
    /// Each folder: of the revision, or as it is now where its repository does not have the revision.
    pub folders: Vec<PathBuf>,
}

impl Revision {
    /// Writes the folders at a revision to temporary ones; a folder that did not exist then is left out.
    ///
    /// # Errors
    /// `git` is missing, no folder is in a repository that has the revision, or none existed then.
    pub(super) fn read(folders: &[&Path], revision: &str) -> anyhow::Result<Self> {
        let temporary = tempfile::tempdir().context("there is no place for temporary files")?;
        let mut at_revision = Vec::new();
        let mut found = false;
        let mut problem = None;
        for (number, folder) in folders.iter().enumerate() {
            match tree(folder, revision) {
                Ok((top, tree)) => {
                    found = true;
                    let target = temporary.path().join(number.to_string());
                    if write(&top, &tree, &target, temporary.path())? {
                        at_revision.push(target);
                    }
                }
                Err(error) if is_missing(&error) => return Err(error),
                Err(error) => {
                    problem.get_or_insert(error);
                    at_revision.push(folder.to_path_buf());
                }
            }
        }
        if let (false, Some(problem)) = (found, problem) {
            return Err(problem);
        }
        if at_revision.is_empty() {
            bail!("no knowledge folder existed at the git revision `{revision}`");
        }
        Ok(Self {
            _temporary: temporary,
            folders: at_revision,
        })
    }
}

/// The program `git` was not found.
#[derive(Debug, thiserror::Error)]
#[error(
    "a git revision needs the program `git`, which was not found; compare with a file of `guidepost check --save` instead"
)]
struct NoGit;

/// Returns whether an error is that git is not installed.
fn is_missing(error: &anyhow::Error) -> bool {
    error.is::<NoGit>()
}

/// Returns the top folder of the repository that a folder is in, and the name of the folder's tree at the revision.
fn tree(folder: &Path, revision: &str) -> anyhow::Result<(PathBuf, String)> {
    let place = git(
        folder,
        &["rev-parse", "--show-toplevel", "--show-prefix"],
        None,
    )?;
    if !place.status.success() {
        bail!(
            "{} is in no git repository that can be read: {}",
            folder.display(),
            last_error_line(&place)
        );
    }
    let place = String::from_utf8_lossy(&place.stdout).into_owned();
    let mut lines = place.lines();
    let top = PathBuf::from(lines.next().unwrap_or_default());
    let prefix = lines.next().unwrap_or_default().trim_end_matches('/');
    let commit = format!("{revision}^{{commit}}");
    let arguments = [
        "rev-parse",
        "--verify",
        "--quiet",
        "--end-of-options",
        &commit,
    ];
    let commit = git(&top, &arguments, None)?;
    if !commit.status.success() {
        bail!(
            "`{revision}` is neither a file that `guidepost check --save` wrote nor a git revision of {}",
            folder.display()
        );
    }
    let commit = String::from_utf8_lossy(&commit.stdout).trim().to_owned();
    Ok((top, format!("{commit}:{prefix}")))
}

/// Writes a tree to a folder; returns whether the tree exists.
fn write(top: &Path, tree: &str, target: &Path, temporary: &Path) -> anyhow::Result<bool> {
    let is_there = git(top, &["rev-parse", "--verify", "--quiet", tree], None)?;
    if !is_there.status.success() {
        return Ok(false);
    }
    let index = temporary.join("index");
    // With a trailing separator the prefix is a folder.
    let prefix = format!("--prefix={}/", target.display());
    for arguments in [
        ["read-tree", tree, "--reset"].as_slice(),
        &["checkout-index", "--all", "--force", &prefix],
    ] {
        let output = git(top, arguments, Some(&index))?;
        if !output.status.success() {
            return Err(anyhow!(
                "git could not read {tree}: {}",
                last_error_line(&output)
            ));
        }
    }
    Ok(true)
}

/// Runs git in a folder, with `index` as its index file if one is given. Variables of a surrounding git process, such as
/// a hook, are removed.
fn git(folder: &Path, arguments: &[&str], index: Option<&Path>) -> anyhow::Result<Output> {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).args(arguments);
    for variable in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"] {
        command.env_remove(variable);
    }
    if let Some(index) = index {
        command.env("GIT_INDEX_FILE", index);
    }
    command.output().map_err(|error| {
        if error.kind() == ErrorKind::NotFound {
            anyhow::Error::new(NoGit)
        } else {
            anyhow::Error::new(error).context("git cannot be run")
        }
    })
}

/// Returns the last line of git's error output.
fn last_error_line(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stderr);
    text.lines().last().unwrap_or("no reason given").to_owned()
}
