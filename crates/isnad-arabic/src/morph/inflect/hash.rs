//! The hash of a packed word, shared by the writer and the reader of the tables.

/// Bits of a slot that hold the key's index plus one; the rest is a tag from the hash.
pub const INDEX_BITS: u32 = 22;

/// Mixes a packed word.
#[must_use]
pub const fn hash(key: u128) -> u64 {
    let low = key as u64;
    let high = (key >> 64) as u64;
    let x = (low ^ high.rotate_left(29)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let x = x ^ (x >> 32);
    let x = x.wrapping_mul(0xD6E8_FEB8_6659_FD93);
    x ^ (x >> 29)
}

/// The tag of a hash, in place above the index bits.
#[must_use]
pub const fn tag(hash: u64) -> u32 {
    ((hash >> 40) as u32) << INDEX_BITS
}
