//! A 64-bit hash of bytes (FNV-1a over little-endian words with a final mix): names a state, guards a
//! snapshot. It is a checksum against accidents, not against malice.

use serde::Serialize;

const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;

/// Hash of `bytes`.
#[must_use]
pub fn hash(bytes: &[u8]) -> u64 {
    let words = bytes.chunks_exact(8);
    let rest = words.remainder();
    let mut h =
        words.fold(OFFSET, |h, w| step(h, u64::from_le_bytes([w[0], w[1], w[2], w[3], w[4], w[5], w[6], w[7]])));
    for &b in rest {
        h = step(h, u64::from(b));
    }
    step(h, bytes.len() as u64)
}

fn step(h: u64, word: u64) -> u64 {
    let x = (h ^ word).wrapping_mul(PRIME);
    x ^ (x >> 29)
}

/// Hash of plain data in its binary form (postcard: fields in their order, no names), so that nesting does
/// not count.
///
/// # Panics
/// Never: plain data always has a binary form.
#[must_use]
pub fn of(data: &impl Serialize) -> u64 {
    hash(&postcard::to_stdvec(data).expect("plain data always has a binary form"))
}

/// The digest as people read it: 16 hexadecimal digits.
#[must_use]
pub fn hex(digest: u64) -> String {
    format!("{digest:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_single_bit_counts() {
        let bytes = [7u8; 43];
        let original = hash(&bytes);
        for bit in 0..bytes.len() * 8 {
            let mut changed = bytes;
            changed[bit / 8] ^= 1 << (bit % 8);
            assert_ne!(hash(&changed), original, "bit {bit}");
        }
    }
}
