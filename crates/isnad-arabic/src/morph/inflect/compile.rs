//! Compilation: word tables to one block of bytes that answers surface form → readings.
//!
//! Layout (little-endian `u32` unless said otherwise): magic; number of slots (a power of two), keys, entries,
//! bundles, bytes of lexeme text; then slots, keys (16 bytes), first entry of each key and one past the last,
//! entries (8 bytes: lexeme `u32`, bundle `u16`, alef pattern, place), bundles (8 bytes: packed [`Features`]), and the
//! lexemes as tab-separated lines. Deterministic: the same rows give the same bytes.

use std::collections::{BTreeMap, BTreeSet};

use super::features::{Features, Voice};
use super::hash::{INDEX_BITS, hash, tag};
use super::letters::{alef_pattern, pack};
use super::rows::{Fault, Record, Table, lines, read};

/// First four bytes of a block.
pub const MAGIC: u32 = 0x6973_6E31;
/// Size of the fixed head of a block.
pub const HEAD: usize = 24;
/// Flag in an entry's place: the lexeme is rare, other readings go first.
pub const RARE: u8 = 16;

/// Something that a form of a lexeme is, before packing.
type Reading = (u32, Features, u8);

/// Compiles tables; rows with faults are left out.
#[must_use]
pub fn compile(tables: &[(Table, &str)]) -> (Vec<u8>, Vec<Fault>) {
    let mut faults = Vec::new();
    let mut records: Vec<Record> = Vec::new();
    let mut forms: BTreeMap<u128, BTreeMap<Reading, u8>> = BTreeMap::new();
    let mut given: Vec<(u128, u8, Features, u8)> = Vec::new();
    // A word that an earlier source has of the same kind counts once.
    let mut earlier: BTreeSet<(Table, String)> = BTreeSet::new();
    for &(table, text) in tables {
        let mut here = Vec::new();
        for (line, row) in lines(text) {
            let word = word_of(table, row);
            if earlier.contains(&(table, word.clone())) {
                continue;
            }
            here.push((table, word));
            given.clear();
            let mut sink = |letters: &[u8], features: Features, place: u8| {
                if let Some(key) = pack(letters) {
                    given.push((key, alef_pattern(letters), features, place));
                }
            };
            match read(table, row, &mut sink) {
                Ok(record) => {
                    let id = u32::try_from(records.len()).unwrap_or(u32::MAX);
                    let rare = if record.tags.split(' ').any(|t| t == "rare") {
                        RARE
                    } else {
                        0
                    };
                    records.push(record);
                    for &(key, alefs, features, place) in &given {
                        *forms.entry(key).or_default().entry((id, features, alefs)).or_default() |= place | rare;
                    }
                }
                Err(message) => faults.push(Fault { table, line, message }),
            }
        }
        earlier.extend(here);
    }
    for readings in forms.values_mut() {
        merge_voices(readings);
    }
    (encode(&forms, &records), faults)
}

/// What tells a row of one source from those of another: its word, of a noun with its gender, of a verb all of it.
fn word_of(table: Table, row: &str) -> String {
    let cells = match table {
        Table::Verbs => 4,
        Table::Nouns => 2,
        Table::Adjectives | Table::Particles | Table::Names => 1,
    };
    row.split('\t').take(cells).collect::<Vec<_>>().join("\t")
}

/// Where active and passive of one slot share their letters, keeps the active and marks it.
fn merge_voices(readings: &mut BTreeMap<Reading, u8>) {
    let passive: Vec<Reading> = readings
        .keys()
        .filter(|(_, f, _)| f.is_finite() && f.voice == Voice::Passive)
        .copied()
        .collect();
    for (id, features, alefs) in passive {
        let active = Features {
            voice: Voice::Active,
            ..features
        };
        if let Some(place) = readings.remove(&(id, active, alefs)) {
            let more = readings.remove(&(id, features, alefs)).unwrap_or(0);
            readings.insert(
                (
                    id,
                    Features {
                        maybe_passive: true,
                        ..active
                    },
                    alefs,
                ),
                place | more,
            );
        }
    }
}

fn encode(forms: &BTreeMap<u128, BTreeMap<Reading, u8>>, records: &[Record]) -> Vec<u8> {
    let mut bundles: BTreeMap<Features, u16> = BTreeMap::new();
    let mut order: Vec<Features> = Vec::new();
    let mut entries: Vec<u8> = Vec::new();
    let mut starts: Vec<u32> = Vec::new();
    let mut count = 0u32;
    let slots = (forms.len() * 2).next_power_of_two().max(16);
    let mut table = vec![0u32; slots];
    for (index, (&key, readings)) in forms.iter().enumerate() {
        starts.push(count);
        for (&(id, features, alefs), &place) in readings {
            let bundle = *bundles.entry(features).or_insert_with(|| {
                order.push(features);
                u16::try_from(order.len() - 1).unwrap_or(u16::MAX)
            });
            entries.extend_from_slice(&id.to_le_bytes());
            entries.extend_from_slice(&bundle.to_le_bytes());
            entries.extend_from_slice(&[alefs, place]);
            count += 1;
        }
        let h = hash(key);
        let mut at = h as usize & (slots - 1);
        while table[at] != 0 {
            at = (at + 1) & (slots - 1);
        }
        debug_assert!(index + 1 < 1 << INDEX_BITS);
        table[at] = tag(h) | (index as u32 + 1);
    }
    starts.push(count);
    let mut text = String::new();
    for r in records {
        for (i, cell) in [&r.lemma, &r.root, &r.pos.to_owned(), &r.form, &r.gloss, &r.tags]
            .iter()
            .enumerate()
        {
            if i > 0 {
                text.push('\t');
            }
            text.push_str(cell);
        }
        text.push('\n');
    }
    let mut out = Vec::new();
    let size = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    for n in [
        MAGIC,
        size(slots),
        size(forms.len()),
        count,
        size(order.len()),
        size(text.len()),
    ] {
        out.extend_from_slice(&n.to_le_bytes());
    }
    for slot in &table {
        out.extend_from_slice(&slot.to_le_bytes());
    }
    for key in forms.keys() {
        out.extend_from_slice(&key.to_le_bytes());
    }
    for start in &starts {
        out.extend_from_slice(&start.to_le_bytes());
    }
    out.extend_from_slice(&entries);
    for features in &order {
        out.extend_from_slice(&features.pack());
    }
    out.extend_from_slice(text.as_bytes());
    out
}
