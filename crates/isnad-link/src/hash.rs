//! Stable hashes: small ones for keys, digests for published ids.
//!
//! In: strings and numbers; out: numbers that are the same on every machine and in every run.
//! No result depends on the order of a hash: the small hashes only bring equal things together.

use sha2::{Digest, Sha256};

/// Mixes the bits of a number (the finaliser of SplitMix64).
#[must_use]
pub(crate) const fn mix(mut x: u64) -> u64 {
    x = x.wrapping_add(0x9e37_79b9_7f4a_7c15);
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

/// Hashes words, spaces apart: runs of white space count as one, ends do not count.
#[must_use]
pub(crate) fn words(text: &str) -> u64 {
    let mut h: u64 = 0xcbf2_9ce4_8422_2325;
    for word in text.split_whitespace() {
        for byte in word.bytes() {
            h = (h ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        h = mix(h);
    }
    mix(h)
}

/// Hashes a few numbers in order.
#[must_use]
pub(crate) fn key(parts: &[u64]) -> u64 {
    parts
        .iter()
        .fold(0x517c_c1b7_2722_0a95, |h, p| mix(h.rotate_left(23) ^ *p))
}

/// The published form of an id: `prefix` and 16 hex digits of the SHA-256 of the parts, a line feed after each.
#[must_use]
pub(crate) fn digest<'a>(prefix: char, parts: impl IntoIterator<Item = &'a str>) -> String {
    let mut sha = Sha256::new();
    for part in parts {
        sha.update(part.as_bytes());
        sha.update(b"\n");
    }
    let bytes = sha.finalize();
    let mut id = String::with_capacity(17);
    id.push(prefix);
    for byte in bytes.iter().take(8) {
        for nibble in [byte >> 4, byte & 15] {
            id.push(char::from_digit(u32::from(nibble), 16).unwrap_or('0'));
        }
    }
    id
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_ignore_white_space_but_not_borders() {
        assert_eq!(words("قصف  على\nالبلدة "), words("قصف على البلدة"));
        assert_ne!(words("قصفعلى"), words("قصف على"));
        assert_ne!(words("على"), words("علي"));
    }

    #[test]
    fn digests_separate_their_parts() {
        assert_eq!(digest('e', ["a", "b"]).len(), 17);
        assert_ne!(digest('e', ["a", "b"]), digest('e', ["ab"]));
    }
}
