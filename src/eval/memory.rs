//! Peak memory use of the process, on systems that report it.

use std::fs;

/// Resident memory of the process, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PeakMemory {
    /// Current resident set size.
    pub now: u64,
    /// Peak resident set size.
    pub most: u64,
}

/// Reads the memory use of this process from `/proc/self/status` (see proc(5)); none where there is no such
/// file.
#[must_use]
pub fn memory() -> Option<PeakMemory> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let bytes = |key: &str| -> Option<u64> {
        let line = status.lines().find(|line| line.starts_with(key))?;
        let kilobytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
        Some(kilobytes * 1_024)
    };
    Some(PeakMemory {
        now: bytes("VmRSS:")?,
        most: bytes("VmHWM:")?,
    })
}
