//! From rows to the binary format: duplicates merged, divisions linked, keys sorted.
//!
//! In: rows of any number of tables; out: the bytes that `layer` reads.
//! Rows of one folded name, compatible kinds and within three kilometres become one place with all
//! names; homonyms stay apart. Divisions that rows name but no row describes are made, at the mean of their members.
//! It reads no files and knows no publisher.
//!
//! «البحرة - هجين» (al-Bahra of Hajin) is found under «البحرة» too.
//!
//! **Invariant:** std and this folder only (the build script compiles this file); same rows in any order, same bytes.

use super::key;
use super::kind::Kind;
use super::row::{Division, HAND, PlaceRow};
use std::collections::{BTreeMap, HashMap};

/// First bytes of a gazetteer file; the digit is the version.
pub const MAGIC: &[u8; 8] = b"isnadgz1";
/// No place.
pub const NONE: u32 = u32::MAX;
/// Bytes of one place record.
pub const RECORD: usize = 40;
/// Posting flag: the name is an alternate.
pub const ALTERNATE: u32 = 1 << 8;
/// Posting flag: a qualifier or type word was taken off the name.
pub const DERIVED: u32 = 1 << 9;
/// Posting flag: the words of the name run together.
pub const JOINED: u32 = 1 << 10;
/// Duplicates lie within this distance.
const SAME_KM: f64 = 3.0;

/// Compiles rows; `type_words` are folded words that may stand before a name («قضاء»), taken off for a second key.
pub fn compile(mut rows: Vec<PlaceRow>, type_words: &dyn Fn(&str) -> bool) -> Vec<u8> {
    rows.sort_by(|a, b| {
        order(a)
            .cmp(&order(b))
            .then(a.lat.total_cmp(&b.lat))
            .then(a.lon.total_cmp(&b.lon))
    });
    let rows = merge(rows);
    let (rows, parents) = link(rows);
    write(&rows, &parents, type_words)
}

fn order(r: &PlaceRow) -> (&str, Option<Kind>, &str, &str, &str) {
    (&r.country, r.kind, &r.name_ar, &r.name_en, &r.id)
}

fn folded(name: &str) -> String {
    key::name_words(name).0.join(" ")
}

/// Merges records of one place.
fn merge(rows: Vec<PlaceRow>) -> Vec<PlaceRow> {
    // Main names, and apart from them all names: a row made by hand may use what is an alternate elsewhere.
    let (mut by_name, mut by_any): (Names, Names) = (Names::new(), Names::new());
    let mut out: Vec<PlaceRow> = Vec::with_capacity(rows.len());
    for row in rows {
        let name = main_name(&row);
        let same = by_name
            .get(&name)
            .and_then(|ids| ids.iter().copied().find(|&i| is_same(&row, &out[i])));
        let same = same.or_else(|| {
            let hand = |i: &usize| row.source == HAND || out[*i].source == HAND;
            let mut near = all_names(&row).into_iter().filter_map(|n| by_any.get(&n)).flatten();
            near.find(|i| hand(i) && is_same(&row, &out[**i])).copied()
        });
        let at = same.unwrap_or(out.len());
        for n in all_names(&row) {
            let ids = by_any.entry(n).or_default();
            if ids.last() != Some(&at) {
                ids.push(at);
            }
        }
        if same.is_some() {
            absorb(&mut out[at], row);
        } else {
            by_name.entry(name).or_default().push(at);
            out.push(row);
        }
    }
    out
}

type Names = HashMap<String, Vec<usize>>;

fn main_name(row: &PlaceRow) -> String {
    folded(if row.name_ar.is_empty() {
        &row.name_en
    } else {
        &row.name_ar
    })
}

fn all_names(row: &PlaceRow) -> Vec<String> {
    let arabic = row.alt.iter().filter(|a| key::is_arabic(a));
    let mut names: Vec<String> = arabic.map(|a| folded(a)).collect();
    names.push(main_name(row));
    names
}

fn is_same(row: &PlaceRow, other: &PlaceRow) -> bool {
    let kind = row.kind.unwrap_or(Kind::Locality);
    kind.compatible(other.kind.unwrap_or(Kind::Locality))
        && (key::km((row.lat, row.lon), (other.lat, other.lon)) <= SAME_KM
            || kind <= Kind::Governorate && other.country == row.country)
}

fn absorb(into: &mut PlaceRow, mut row: PlaceRow) {
    // Names made by hand are the usual ones; a publisher's id and point are the better ones.
    if row.source == HAND && into.source != HAND {
        std::mem::swap(&mut into.name_ar, &mut row.name_ar);
        std::mem::swap(&mut into.name_en, &mut row.name_en);
        into.source.clone_from(&row.source);
    } else if into.source == HAND && row.source != HAND && !row.id.is_empty() {
        into.id.clone_from(&row.id);
        (into.lat, into.lon) = (row.lat, row.lon);
    }
    let spare = |name: &str, into: &PlaceRow| {
        !name.is_empty() && name != into.name_ar && name != into.name_en && !into.alt.iter().any(|a| a == name)
    };
    for name in [row.name_ar.clone(), row.name_en.clone()].into_iter().chain(row.alt) {
        if spare(&name, into) {
            into.alt.push(name);
        }
    }
    if into.name_ar.is_empty() && !row.name_ar.is_empty() {
        into.alt.retain(|a| *a != row.name_ar);
        into.name_ar = row.name_ar;
    }
    if into.name_en.is_empty() {
        into.name_en = row.name_en;
    }
    if into.country.is_empty() {
        into.country = row.country;
    }
    into.population = into.population.max(row.population);
    for (a, b) in into.admin.iter_mut().zip(row.admin) {
        if a.en.is_empty() && a.ar.is_empty() {
            *a = b;
        }
    }
    if into.id.is_empty() {
        into.id = row.id;
    }
}

/// Adds the divisions that rows name but none describes, and gives each row the nearest thing that it lies in.
fn link(mut rows: Vec<PlaceRow>) -> (Vec<PlaceRow>, Vec<u32>) {
    let label = |d: &Division| if d.en.is_empty() { folded(&d.ar) } else { folded(&d.en) };
    let path = |r: &PlaceRow, level: usize| -> Option<Vec<String>> {
        let mut p = vec![r.country.clone()];
        for d in &r.admin[..level] {
            let l = label(d);
            if !l.is_empty() {
                p.push(l);
            } else if p.len() == level {
                return None;
            }
        }
        (p.len() > 1 && !label(&r.admin[level - 1]).is_empty()).then_some(p)
    };
    const KINDS: [Kind; 3] = [Kind::Governorate, Kind::District, Kind::Subdistrict];
    // Divisions that a row describes: its name is the last step of the path.
    let mut areas: BTreeMap<Vec<String>, u32> = BTreeMap::new();
    let mut countries: BTreeMap<String, u32> = BTreeMap::new();
    for (i, r) in rows.iter().enumerate() {
        if r.kind == Some(Kind::Country) {
            countries.entry(r.country.clone()).or_insert(i as u32);
        }
        for level in 1..=3 {
            if r.kind != Some(KINDS[level - 1]) {
                continue;
            }
            let names: Vec<String> = [&r.name_en, &r.name_ar]
                .into_iter()
                .chain(&r.alt)
                .map(|n| folded(n))
                .collect();
            if let Some(p) = path(r, level) {
                areas.entry(p).or_insert(i as u32);
            } else if level == 1 {
                for n in names {
                    areas.entry(vec![r.country.clone(), n]).or_insert(i as u32);
                }
            }
        }
    }
    let mut made: BTreeMap<Vec<String>, (PlaceRow, f64, f64, u32)> = BTreeMap::new();
    for r in &rows {
        for level in 1..=3 {
            let Some(p) = path(r, level) else { continue };
            if areas.contains_key(&p) {
                continue;
            }
            let e = made.entry(p.clone()).or_insert_with(|| {
                let mut admin: [Division; 3] = Default::default();
                admin[..level].clone_from_slice(&r.admin[..level]);
                let d = &r.admin[level - 1];
                let row = PlaceRow {
                    name_ar: d.ar.clone(),
                    name_en: d.en.clone(),
                    admin,
                    kind: Some(KINDS[level - 1]),
                    country: r.country.clone(),
                    id: format!("area:{}", p.join("/").replace(' ', "-")),
                    source: r.source.clone(),
                    ..PlaceRow::default()
                };
                (row, 0.0, 0.0, 0)
            });
            if e.0.name_ar.is_empty() {
                e.0.name_ar.clone_from(&r.admin[level - 1].ar);
            }
            e.1 += r.lat;
            e.2 += r.lon;
            e.3 += 1;
        }
    }
    for (p, (mut row, lat, lon, n)) in made {
        row.lat = lat / f64::from(n);
        row.lon = lon / f64::from(n);
        areas.insert(p, rows.len() as u32);
        rows.push(row);
    }
    let parents = rows
        .iter()
        .enumerate()
        .map(|(i, r)| {
            let top = match r.kind {
                Some(Kind::Country) => return NONE,
                Some(Kind::Governorate) => 0,
                Some(Kind::District) => 1,
                Some(Kind::Subdistrict) => 2,
                _ => 3,
            };
            (1..=top)
                .rev()
                .filter_map(|level| path(r, level))
                .filter_map(|p| areas.get(&p).copied())
                .find(|&a| a != i as u32)
                .or_else(|| countries.get(&r.country).copied())
                .unwrap_or(NONE)
        })
        .collect();
    (rows, parents)
}

/// Keys of one place: words without articles, article bits and flags.
fn keys(row: &PlaceRow, type_words: &dyn Fn(&str) -> bool) -> Vec<(Vec<String>, u32)> {
    let mut out: Vec<(Vec<String>, u32)> = Vec::new();
    let mut add = |words: Vec<String>, flags: u32| {
        let long = words.iter().map(|w| w.len()).sum::<usize>();
        if words.is_empty()
            || words.len() > 7
            || long < 3
            || out.iter().any(|(w, f)| *w == words && (*f & 0xff) == (flags & 0xff))
        {
            return;
        }
        out.push((words, flags));
    };
    let names =
        std::iter::once((&row.name_ar, 0)).chain(row.alt.iter().filter(|a| key::is_arabic(a)).map(|a| (a, ALTERNATE)));
    for (name, flag) in names {
        if name.is_empty() {
            continue;
        }
        let (words, articles) = key::name_words(name);
        add(words.clone(), flag | u32::from(articles));
        // «البحرة - هجين», «الجديدة (درعا)»: the bare name.
        for cut in [" - ", " (", " / "] {
            if let Some((bare, rest)) = name.split_once(cut) {
                let (w, a) = key::name_words(bare);
                add(w, flag | DERIVED | u32::from(a));
                if cut == " / " {
                    let (w, a) = key::name_words(rest);
                    add(w, flag | DERIVED | u32::from(a));
                }
            }
        }
        if words.len() > 1 && type_words(&words[0]) {
            add(words[1..].to_vec(), flag | DERIVED | u32::from(articles >> 1));
        }
        if words.len() > 1 && words.len() <= 3 && key::is_arabic(name) {
            let mut whole = String::new();
            key::fold_into(&name.replace([' ', '-'], ""), &mut whole);
            let (bare, article) = key::without_article(&whole).map_or((whole.clone(), 0), |r| (r.to_owned(), 1));
            add(vec![bare], flag | JOINED | article);
        }
    }
    if !row.name_en.is_empty() {
        let (words, articles) = key::name_words(&row.name_en);
        add(words, ALTERNATE | u32::from(articles));
    }
    out
}

struct Writer {
    bytes: Vec<u8>,
}

impl Writer {
    fn section(&mut self, data: &[u8]) {
        self.bytes.extend((data.len() as u32).to_le_bytes());
        self.bytes.extend(data);
    }

    fn numbers(&mut self, data: &[u32]) {
        let bytes: Vec<u8> = data.iter().flat_map(|n| n.to_le_bytes()).collect();
        self.section(&bytes);
    }
}

#[derive(Default)]
struct Pool {
    text: String,
    seen: HashMap<String, u32>,
}

impl Pool {
    fn put(&mut self, s: &str) -> (u32, u16) {
        let s = if s.len() > usize::from(u16::MAX) { "" } else { s };
        let at = *self.seen.entry(s.to_owned()).or_insert_with(|| {
            let at = self.text.len() as u32;
            self.text.push_str(s);
            at
        });
        (at, s.len() as u16)
    }
}

fn write(rows: &[PlaceRow], parents: &[u32], type_words: &dyn Fn(&str) -> bool) -> Vec<u8> {
    let mut pool = Pool::default();
    let mut records = Vec::with_capacity(rows.len() * RECORD);
    let mut all: Vec<(Vec<String>, u32, u32)> = Vec::new();
    for (i, (r, parent)) in rows.iter().zip(parents).enumerate() {
        let (ar, ar_len) = pool.put(&r.name_ar);
        let (en, en_len) = pool.put(&r.name_en);
        let made = if r.id.is_empty() {
            format!("x:{:.4},{:.4}", r.lat, r.lon)
        } else {
            r.id.clone()
        };
        let (id, id_len) = pool.put(&made);
        let country: [u8; 2] = r.country.as_bytes().try_into().unwrap_or(*b"  ");
        records.extend(ar.to_le_bytes());
        records.extend(ar_len.to_le_bytes());
        records.extend(en_len.to_le_bytes());
        records.extend(en.to_le_bytes());
        records.extend(id.to_le_bytes());
        records.extend(id_len.to_le_bytes());
        records.extend(0u16.to_le_bytes());
        records.extend(((r.lat * 1e6).round() as i32).to_le_bytes());
        records.extend(((r.lon * 1e6).round() as i32).to_le_bytes());
        records.extend(r.population.to_le_bytes());
        records.extend(parent.to_le_bytes());
        records.push(r.kind.unwrap_or(Kind::Locality) as u8);
        records.push(u8::from(r.source == HAND));
        records.extend(country);
        all.extend(keys(r, type_words).into_iter().map(|(w, f)| (w, i as u32, f)));
    }
    let mut words: Vec<&str> = all.iter().flat_map(|(w, _, _)| w.iter().map(String::as_str)).collect();
    words.sort_unstable();
    words.dedup();
    let number: HashMap<&str, u32> = words.iter().enumerate().map(|(i, w)| (*w, i as u32)).collect();
    let mut coded: Vec<(Vec<u32>, u32, u32)> = all
        .iter()
        .map(|(w, p, f)| {
            (
                w.iter().filter_map(|w| number.get(w.as_str()).copied()).collect(),
                *p,
                *f,
            )
        })
        .collect();
    coded.sort_unstable();

    let (mut word_text, mut word_start) = (String::new(), vec![0u32]);
    for w in &words {
        word_text.push_str(w);
        word_start.push(word_text.len() as u32);
    }
    let mut slots = vec![0u32; (words.len() * 2).next_power_of_two().max(4)];
    for (i, w) in words.iter().enumerate() {
        let h = key::hash(w.as_bytes());
        let mut at = h as usize & (slots.len() - 1);
        while slots[at] != 0 {
            at = (at + 1) & (slots.len() - 1);
        }
        slots[at] = (h & 0xff00_0000) | (i as u32 + 1);
    }
    let (mut key_start, mut key_words, mut post_start, mut postings) = (vec![0u32], Vec::new(), vec![0u32], Vec::new());
    let mut first = Vec::with_capacity(words.len() + 1);
    let mut i = 0;
    while i < coded.len() {
        let key = &coded[i].0;
        while first.len() <= key[0] as usize {
            first.push(key_start.len() as u32 - 1);
        }
        key_words.extend(key);
        key_start.push(key_words.len() as u32);
        let mut j = i;
        while j < coded.len() && coded[j].0 == *key {
            postings.extend([coded[j].1, coded[j].2]);
            j += 1;
        }
        post_start.push(postings.len() as u32 / 2);
        i = j;
    }
    while first.len() <= words.len() {
        first.push(key_start.len() as u32 - 1);
    }
    let mut out = Writer { bytes: MAGIC.to_vec() };
    out.section(pool.text.as_bytes());
    out.section(&records);
    out.section(word_text.as_bytes());
    for numbers in [
        &word_start,
        &slots,
        &first,
        &key_start,
        &key_words,
        &post_start,
        &postings,
    ] {
        out.numbers(numbers);
    }
    out.bytes
}
