//! How much memory the program holds, where the system tells it.

use std::fs;

/// Resident memory, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Memory {
    /// Now.
    pub now: u64,
    /// The most it ever was.
    pub most: u64,
}

/// The memory of this process (`/proc/self/status`, see proc(5)); none where there is no such file.
#[must_use]
pub fn memory() -> Option<Memory> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let bytes = |key: &str| -> Option<u64> {
        let line = status.lines().find(|line| line.starts_with(key))?;
        let kilobytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
        Some(kilobytes * 1_024)
    };
    Some(Memory {
        now: bytes("VmRSS:")?,
        most: bytes("VmHWM:")?,
    })
}
