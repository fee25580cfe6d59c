//! Near misses: names whose spelling differs by letters that writers confuse.
//!
//! In: a name; out: places whose keys are a small weighted edit distance away, with the distance. It is a fall-back for
//! names that no key matches, and every answer says that it is a guess: it is never mixed with exact finds.
//!
//! «عكيدات» finds «عقيدات» (Uqaydat): qaf and kaf are confused.

use super::{Candidate, Gazetteer, PlaceRef, key};
use crate::recent::Recent;
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use std::rc::Rc;

/// Keys by the bag of their consonant classes.
#[derive(Debug, Default)]
pub(super) struct FuzzyIndex {
    bags: FxHashMap<u64, Vec<(u16, u32)>>,
}

/// A place whose name is spelled nearly so.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct NearMiss {
    /// The place, with its fit lowered by the distance.
    pub candidate: Candidate,
    /// Weighted edit distance; 1 is one wrong letter.
    pub distance: f32,
}

/// The files and the bound that names were asked under, with what was found.
type Remembered = (u64, u32, Recent<Rc<[NearMiss]>>);

/// Letters that stand for one sound in some dialect or hand.
fn class(c: char) -> Option<char> {
    Some(match c {
        'ا' | 'و' | 'ي' | 'ه' | 'ع' => return None,
        'ط' | 'ث' => 'ت',
        'ص' => 'س',
        'ظ' | 'ذ' | 'ز' | 'د' => 'ض',
        'ق' | 'غ' | 'ج' => 'ك',
        'خ' => 'ح',
        c => c,
    })
}

fn bag(letters: &[char]) -> u64 {
    let mut classes: Vec<char> = letters.iter().filter_map(|c| class(*c)).collect();
    classes.sort_unstable();
    classes.dedup();
    let text: String = classes.into_iter().collect();
    u64::from(key::hash(text.as_bytes())) << 8 | text.chars().count() as u64
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'ا' | 'و' | 'ي')
}

fn substitution(a: char, b: char, last: bool) -> f32 {
    let weak = |c| matches!(c, 'ا' | 'ه' | 'ي' | 'و');
    if last && weak(a) && weak(b) {
        0.25
    } else if is_vowel(a) && is_vowel(b) {
        0.5
    } else if class(a).is_some() && class(a) == class(b) {
        0.4
    } else if matches!(
        (a, b),
        ('ح', 'ه') | ('ه', 'ح') | ('ن', 'م') | ('م', 'ن') | ('ع', 'ا') | ('ا', 'ع')
    ) {
        0.6
    } else {
        1.2
    }
}

/// Weighted edit distance with transposition; `None` above `most`.
fn distance(a: &[char], b: &[char], most: f32) -> Option<f32> {
    if a.len().abs_diff(b.len()) > 3 {
        return None;
    }
    let gap = |w: &[char], i: usize| {
        let c = w[i];
        let doubled = i > 0 && w[i - 1] == c;
        let last = i + 1 == w.len();
        if doubled {
            0.25
        } else if is_vowel(c) || last && c == 'ه' {
            if i == 0 { 0.6 } else { 0.45 }
        } else {
            1.1
        }
    };
    let width = b.len() + 1;
    let mut rows = vec![0f32; width * (a.len() + 1)];
    for j in 0..b.len() {
        rows[j + 1] = rows[j] + gap(b, j);
    }
    for i in 0..a.len() {
        rows[(i + 1) * width] = rows[i * width] + gap(a, i);
        let mut least = rows[(i + 1) * width];
        for j in 0..b.len() {
            let last = i + 1 == a.len() && j + 1 == b.len();
            let same = if a[i] == b[j] {
                0.0
            } else {
                substitution(a[i], b[j], last)
            };
            let mut cost = (rows[i * width + j] + same)
                .min(rows[i * width + j + 1] + gap(a, i))
                .min(rows[(i + 1) * width + j] + gap(b, j));
            if i > 0 && j > 0 && a[i] == b[j - 1] && a[i - 1] == b[j] && a[i] != b[j] {
                cost = cost.min(rows[(i - 1) * width + j - 1] + 0.7);
            }
            rows[(i + 1) * width + j + 1] = cost;
            least = least.min(cost);
        }
        if least > most + 1.0 {
            return None;
        }
    }
    let found = rows[rows.len() - 1];
    (found <= most).then_some(found)
}

fn joined(words: &[String]) -> Vec<char> {
    words.iter().flat_map(|w| w.chars()).collect()
}

impl Gazetteer {
    fn fuzzy_index(&self) -> &FuzzyIndex {
        self.fuzzy.get_or_init(|| {
            let mut index = FuzzyIndex::default();
            for (n, layer) in self.layers.iter().enumerate() {
                for k in 0..layer.key_count() {
                    let letters: Vec<char> = layer.key(k).iter().flat_map(|w| layer.word(*w).chars()).collect();
                    if letters.len() >= 3 && letters.len() <= 24 && !letters[0].is_ascii() {
                        index.bags.entry(bag(&letters)).or_default().push((n as u16, k));
                    }
                }
            }
            index
        })
    }

    /// Places whose name is nearly so spelled, nearest first, at most `most` away; names of three letters or fewer find none.
    ///
    /// The last names asked for on this thread are remembered: a name that no file has is often named again.
    #[must_use]
    pub fn lookup_near(&self, name: &str, most: f32) -> Rc<[NearMiss]> {
        thread_local! {
            static RECENT: RefCell<Remembered> = RefCell::new((0, 0, Recent::new(2_000)));
        }
        RECENT.with_borrow_mut(|(stamp, bound, recent)| {
            if (*stamp, *bound) != (self.stamp, most.to_bits()) {
                (*stamp, *bound, *recent) = (self.stamp, most.to_bits(), Recent::new(2_000));
            }
            recent.get_or(name, || self.near(name, most).into())
        })
    }

    fn near(&self, name: &str, most: f32) -> Vec<NearMiss> {
        let (words, _) = key::name_words(name);
        let letters = joined(&words);
        if letters.len() < 4 || letters.len() > 24 {
            return Vec::new();
        }
        // Short names are too dense for more than half a letter.
        let most = if letters.len() < 5 { most.min(0.5) } else { most };
        let mut out: Vec<NearMiss> = Vec::new();
        for (n, k) in self
            .fuzzy_index()
            .bags
            .get(&bag(&letters))
            .map_or(&[][..], Vec::as_slice)
        {
            let (Some(layer), Some(base)) = (self.layers.get(usize::from(*n)), self.bases.get(usize::from(*n))) else {
                continue;
            };
            let other: Vec<char> = layer.key(*k).iter().flat_map(|w| layer.word(*w).chars()).collect();
            let Some(d) = distance(&letters, &other, most) else {
                continue;
            };
            let fit = (90.0 - d * 40.0).max(1.0) as u8;
            out.extend(layer.postings(*k).map(|(p, flags)| NearMiss {
                candidate: Candidate {
                    place: PlaceRef(base + p),
                    fit,
                    flags,
                },
                distance: d,
            }));
        }
        out.sort_by(|a, b| {
            a.distance
                .total_cmp(&b.distance)
                .then(a.candidate.place.cmp(&b.candidate.place))
        });
        let mut seen = std::collections::BTreeSet::new();
        out.retain(|m| seen.insert(m.candidate.place));
        out
    }
}
