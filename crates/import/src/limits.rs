//! Bounds of what is read.

/// Bounds of what is read. The defaults hold a library of 100,000 questions.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Bytes of one document, after decompression.
    pub document_bytes: u64,
    /// Bytes of all files of an archive, after decompression.
    pub archive_bytes: u64,
    /// Files of a folder or an archive.
    pub files: usize,
    /// Bytes of one row of a table, or of one message of a chat.
    pub row_bytes: u64,
    /// Rows of all tables.
    pub rows: usize,
    /// Elements and texts of one HTML page.
    pub nodes: usize,
    /// Folders below each other.
    pub depth: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            document_bytes: 16 << 20,
            archive_bytes: 512 << 20,
            files: 50_000,
            row_bytes: 1 << 20,
            rows: 100_000,
            nodes: 400_000,
            depth: 16,
        }
    }
}
