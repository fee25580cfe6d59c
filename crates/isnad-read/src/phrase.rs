//! The tables of `data/read/`: phrases of page chrome, openings, credits, stamps, names, outlet words.
//!
//! In: the embedded tables. Out: look-ups over folded words. Invariant: a table that does not parse is a
//! failed test, never a failed run (bad rows are skipped). No phrase stands in Rust source.
//! Example: «مقالات ذات صلة» (related articles) is of kind [`Kind::Related`].

use crate::fold::fold;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// Folded words of a table: looked up several times a word, and nobody outside chooses them.
pub type Set = FxHashSet<String>;

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $word:literal,)*) => {
        /// What a phrase of the chrome table makes of its line.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(u8)]
        pub enum Kind { $($(#[$doc])* $name,)* }
        impl Kind {
            fn from_word(word: &str) -> Option<Self> { match word { $($word => Some(Self::$name),)* _ => None } }
        }
    };
}

kinds! {
    /// Opens a list of other stories.
    Related = "related",
    /// Opens comments or the form for them.
    Comments = "comments",
    /// Share buttons and names of networks.
    Share = "share",
    /// A bare count of views, shares, minutes.
    Count = "count",
    /// Newsletter boxes.
    Newsletter = "newsletter",
    /// Promotion, advertisement, players.
    Promo = "promo",
    /// Labels of tags and categories.
    Tags = "tags",
    /// Menus, accounts, languages.
    Nav = "nav",
    /// Section labels.
    Section = "section",
    /// Section labels that are places.
    Country = "country",
    /// Credit of a desk.
    Desk = "desk",
    /// «منذ ساعتين» (two hours ago).
    Ago = "ago",
    /// Rights, privacy, imprint.
    Legal = "legal",
    /// Traces of embedded posts.
    Tweet = "tweet",
    /// Marks of a photo caption.
    Caption = "caption",
}

/// A set of [`Kind`]s.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Kinds(u32);

impl Kinds {
    /// Adds a kind.
    pub fn insert(&mut self, kind: Kind) {
        self.0 |= 1 << kind as u32;
    }

    /// Whether the kind is there.
    #[must_use]
    pub const fn has(self, kind: Kind) -> bool {
        self.0 & (1 << kind as u32) != 0
    }

    /// Whether the line is page chrome whatever stands around it.
    #[must_use]
    pub fn chrome(self) -> bool {
        self.0 & !(1 << Kind::Caption as u32 | 1 << Kind::Tweet as u32 | 1 << Kind::Desk as u32) != 0
    }

    /// Whether the line opens a stretch of chrome: other stories or comments.
    #[must_use]
    pub fn opens_chrome(self) -> bool {
        self.has(Kind::Related) || self.has(Kind::Comments)
    }
}

/// How a phrase must stand in its line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum How {
    Whole,
    Start,
    Part,
}

/// The phrases of page chrome, by their first folded word.
pub struct Chrome {
    by_first: FxHashMap<String, Vec<(Vec<String>, How, Kind)>>,
}

impl Chrome {
    /// Every kind that the folded line has. Linear in the line.
    #[must_use]
    pub fn kinds(&self, folded: &str) -> Kinds {
        let mut kinds = Kinds::default();
        let words: Vec<&str> = folded.split(' ').filter(|w| !w.is_empty()).collect();
        for (i, word) in words.iter().enumerate() {
            let Some(phrases) = self.by_first.get(*word) else {
                continue;
            };
            for (phrase, how, kind) in phrases {
                let fits = words.len() >= i + phrase.len() && phrase.iter().zip(&words[i..]).all(|(a, b)| a == b);
                let placed = match how {
                    How::Whole => i == 0 && words.len() == phrase.len(),
                    // A long line that merely begins so is a sentence, not a label.
                    How::Start => i == 0 && words.len() <= phrase.len() + 28,
                    How::Part => true,
                };
                // «اقرأ أيضا: headline» is one link inside a text and opens no list.
                let inline = *how == How::Start && *kind == Kind::Related && words.len() > phrase.len() + 2;
                if fits && placed {
                    kinds.insert(if inline { Kind::Promo } else { *kind });
                }
            }
        }
        kinds
    }
}

/// Roles of credit labels.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Role {
    /// Wrote it.
    Author,
    /// Edited it.
    Editor,
    /// Translated it.
    Translator,
    /// Took the pictures: no byline.
    Camera,
    /// The text was taken from there.
    Source,
}

/// What a word of a date stamp is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stamp {
    /// «نشر في» (published on).
    Posted,
    /// «آخر تحديث» (last update).
    Updated,
    /// Name of a weekday.
    Weekday,
    /// Gregorian month.
    Month(i8),
    /// Hijri month.
    Hijri(i8),
    /// Filler.
    Word,
}

/// Words that give the publisher away.
#[derive(Default)]
pub struct OutletWords {
    /// Nouns of publications.
    pub kind: Set,
    /// Words that names of publications hold.
    pub part: Set,
    /// Agencies of datelines.
    pub agency: Set,
    /// Nouns after «told».
    pub to: Set,
    /// Whose reporter it is.
    pub reporter: Set,
    /// Verbs of a cited publication.
    pub cited: Set,
    /// Media that everybody quotes: told to them says nothing of the publisher.
    pub quoted: Set,
    /// Origins of cited publications.
    pub foreign: Set,
    /// «مراسلنا» (our reporter).
    pub own: Set,
    /// Words before «to X» when X is told.
    pub told: Set,
    /// Words that end a name.
    pub stop: Set,
    /// Nouns before the name of the site in its own chrome.
    pub site: Set,
    /// Words that only agencies have in their names.
    pub agency_noun: Set,
    /// Words before names of places.
    pub place: Set,
    /// Whose a picture is, in brackets behind its caption.
    pub photo: Set,
    /// «أن» and its kin.
    pub that: Set,
    /// Words of headlines that speak of one day.
    pub day: Set,
    /// Words of notices of rights.
    pub rights: Set,
    /// «خاص», «متابعات»: how the publication came by the text.
    pub desk: Set,
    /// «تلقت»: verbs of one who receives a statement.
    pub received: Set,
    /// «نسخة»: what is received.
    pub copy: Set,
    /// What a publication has written: «تقرير لصحيفة كذا» cites it.
    pub piece: Set,
    /// «تابعته»: verbs of one who saw or heard what is told.
    pub seen: Set,
    /// «علمت»: verbs of one who learned.
    pub learned: Set,
    /// «من» behind one who learned.
    pub from: Set,
    /// Words of hours.
    pub hour: Set,
}

/// All tables.
pub struct Tables {
    /// Phrases of chrome.
    pub chrome: Chrome,
    /// Openings of sentences that go on, folded.
    pub openings: Set,
    /// Credit labels, folded.
    pub credits: FxHashMap<String, Role>,
    /// Words of date stamps, folded; up to three words long.
    pub stamps: FxHashMap<String, Stamp>,
    /// Given names, folded.
    pub names: Set,
    /// Outlet words, folded.
    pub outlets: OutletWords,
}

const CHROME: &str = include_str!("../../../data/read/chrome.tsv");
const OPENINGS: &str = include_str!("../../../data/read/openings.tsv");
const CREDITS: &str = include_str!("../../../data/read/credits.tsv");
const STAMPS: &str = include_str!("../../../data/read/stamps.tsv");
const NAMES: &str = include_str!("../../../data/read/names.tsv");
const OUTLETS: &str = include_str!("../../../data/read/outlets.tsv");

/// Rows of a table after its comments and its header.
fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table
        .lines()
        .filter(|l| !l.starts_with('#') && !l.is_empty())
        .skip(1)
        .map(|l| l.split('\t').collect())
}

fn key(text: &str) -> String {
    fold(text, usize::MAX)
}

fn build() -> Tables {
    let mut by_first: FxHashMap<String, Vec<(Vec<String>, How, Kind)>> = FxHashMap::default();
    for row in rows(CHROME) {
        let [kind, how, phrase] = row[..] else { continue };
        let Some(kind) = Kind::from_word(kind) else { continue };
        let how = match how {
            "whole" => How::Whole,
            "start" => How::Start,
            "part" => How::Part,
            _ => continue,
        };
        let words: Vec<String> = key(phrase).split(' ').map(str::to_owned).collect();
        // «©» alone folds to nothing: it is looked for in the line itself.
        if let Some(first) = words.first().filter(|w| !w.is_empty()).cloned() {
            by_first.entry(first).or_default().push((words, how, kind));
        }
    }
    let openings = rows(OPENINGS).filter_map(|r| r.first().map(|w| key(w))).collect();
    let mut credits = FxHashMap::default();
    for row in rows(CREDITS) {
        let [role, label] = row[..] else { continue };
        let role = match role {
            "author" => Role::Author,
            "editor" => Role::Editor,
            "translator" => Role::Translator,
            "camera" => Role::Camera,
            "source" => Role::Source,
            _ => continue,
        };
        credits.entry(key(label)).or_insert(role);
    }
    let mut stamps = FxHashMap::default();
    for row in rows(STAMPS) {
        let (Some(kind), Some(words)) = (row.first(), row.get(1)) else {
            continue;
        };
        let number = row.get(2).and_then(|n| n.parse().ok()).unwrap_or(0);
        let stamp = match *kind {
            "posted" => Stamp::Posted,
            "updated" => Stamp::Updated,
            "weekday" => Stamp::Weekday,
            "month" => Stamp::Month(number),
            "hijri" => Stamp::Hijri(number),
            "word" => Stamp::Word,
            _ => continue,
        };
        stamps.insert(key(words), stamp);
    }
    let names = rows(NAMES).filter_map(|r| r.first().map(|w| key(w))).collect();
    let mut outlets = OutletWords::default();
    for row in rows(OUTLETS) {
        let [kind, words] = row[..] else { continue };
        let set = match kind {
            "type" => &mut outlets.kind,
            "part" => &mut outlets.part,
            "agency" => &mut outlets.agency,
            "to" => &mut outlets.to,
            "reporter" => &mut outlets.reporter,
            "cited" => &mut outlets.cited,
            "quoted" => &mut outlets.quoted,
            "foreign" => &mut outlets.foreign,
            "own" => &mut outlets.own,
            "told" => &mut outlets.told,
            "stop" => &mut outlets.stop,
            "site" => &mut outlets.site,
            "agency-noun" => &mut outlets.agency_noun,
            "place" => &mut outlets.place,
            "rights" => &mut outlets.rights,
            "day" => &mut outlets.day,
            "that" => &mut outlets.that,
            "photo" => &mut outlets.photo,
            "desk" => &mut outlets.desk,
            "received" => &mut outlets.received,
            "copy" => &mut outlets.copy,
            "piece" => &mut outlets.piece,
            "seen" => &mut outlets.seen,
            "learned" => &mut outlets.learned,
            "from" => &mut outlets.from,
            "hour" => &mut outlets.hour,
            _ => continue,
        };
        set.insert(key(words));
    }
    Tables {
        chrome: Chrome { by_first },
        openings,
        credits,
        stamps,
        names,
        outlets,
    }
}

/// The tables, built once.
pub static TABLES: LazyLock<Tables> = LazyLock::new(build);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_chrome_table_is_read() {
        for row in rows(CHROME) {
            let [kind, how, phrase] = row[..] else {
                panic!("{row:?} has not three columns")
            };
            assert!(Kind::from_word(kind).is_some(), "{kind}");
            assert!(["whole", "start", "part"].contains(&how), "{how}");
            let kinds = TABLES.chrome.kinds(&key(phrase));
            assert!(
                phrase == "©" || Kind::from_word(kind).is_some_and(|k| kinds.has(k)),
                "{phrase}"
            );
        }
    }

    #[test]
    fn tables_are_full() {
        assert!(TABLES.openings.len() > 300);
        assert!(TABLES.credits.len() > 60);
        assert!(TABLES.names.len() > 400);
        assert_eq!(TABLES.stamps.get(&key("تشرين الأول")), Some(&Stamp::Month(10)));
        assert!(TABLES.outlets.part.contains(&key("نيوز")));
    }

    #[test]
    fn lines_have_their_kinds() {
        for (line, kind) in [
            ("مقالات ذات صلة:", Kind::Related),
            ("اقرأ أيضاً:", Kind::Related),
            ("اقرأ أيضاً: انفجار في مرفأ المدينة القديمة", Kind::Promo),
            ("(12) تعليق", Kind::Comments),
            ("‏8 ساعات مضت", Kind::Ago),
            ("اشتركوا في نشرتنا البريدية", Kind::Newsletter),
            ("Facebook", Kind::Share),
        ] {
            let folded = key(line);
            assert!(TABLES.chrome.kinds(&folded).has(kind), "{line} -> {folded}");
        }
        for line in ["وقال شهود إن الطريق أغلق بعد الحادث", "قصف على بلدة في الريف الغربي"]
        {
            assert!(!TABLES.chrome.kinds(&key(line)).chrome(), "{line}");
        }
    }
}
