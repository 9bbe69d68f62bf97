//! The file `.env` in the working folder of the program.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Command, Output};

fn run(folder: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_guidepost"));
    command.env_clear().current_dir(folder);
    command.args(["manifest", "slack"]).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn the_file_of_a_folder_above_is_not_read_and_a_slip_is_named_with_its_line() {
    let outer = tempfile::tempdir().unwrap();
    let inner = outer.path().join("inner");
    fs::create_dir(&inner).unwrap();
    fs::write(outer.path().join(".env"), "A=1\nSLACK_PREFIX=Not Allowed\n").unwrap();
    assert_eq!(run(&inner).status.code(), Some(0));
    let output = run(outer.path());
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains(".env:2: "), "{}", said(&output));
    assert!(!said(&output).contains("Not Allowed"), "{}", said(&output));
}

#[test]
fn a_file_that_everybody_can_read_draws_a_warning() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(".env");
    fs::write(&file, "SLACK_PREFIX=gp-\n").unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
    assert!(said(&run(folder.path())).contains("chmod 600 .env"));
    fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
    let output = run(folder.path());
    assert_eq!(said(&output), "");
    assert!(String::from_utf8_lossy(&output.stdout).contains("/gp-ask"));
}
