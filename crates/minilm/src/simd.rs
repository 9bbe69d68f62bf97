//! Widths that the kernels share.

/// Values that are computed side by side: one register of AVX-512, two of AVX2, four of NEON. Widths of rows
/// are multiples of it.
pub(crate) const LANES: usize = 16;
