//! Words of numbers and dates: a folded key, one table, one pass over the tokens.
//!
//! Tokens in, [`Item`]s out: every token that is not a space, with the senses that the two tables
//! `data/arabic/numbers.tsv` and `dates.tsv` give its word once conjunction, preposition and article are off.
//! «وبالعام» (wa-bil-ʿām, "and in the year") becomes the sense `u_year` with three marks.
//!
//! **Invariants:** at most one item a token, in order; a word of more than 24 letters has no sense;
//! nothing is allocated but the one vector. Nothing is decided here: what a sense means is left to the grammars.

use std::sync::LazyLock;

use super::key::{ALIF, BA, FA, KAF, Key, LAM, WAW, beginning, head, short};
use crate::token::{Token, TokenKind};
use isnad_model::Span;
use rustc_hash::FxHashMap;

/// A conjunction و or ف is written on the word.
pub(crate) const AND: u8 = 1;
/// A preposition ب, ل or ك is written on the word.
pub(crate) const PREP: u8 = 2;
/// The article is written on the word.
pub(crate) const THE: u8 = 4;
/// Nothing stands between this item and the one before.
pub(crate) const GLUED: u8 = 8;

macro_rules! classes {
    ($($name:ident = $text:literal),* $(,)?) => {
        /// What a word does in a number or a date; the names are those of the tables.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(u8)]
        pub(crate) enum Class { $($name),* }

        impl Class {
            fn parse(name: &str) -> Option<Self> {
                match name { $($text => Some(Self::$name),)* _ => None }
            }
        }
    };
}

classes! {
    Unit = "unit", UnitAcc = "unit_acc", OneOf = "one_of", TwoConstruct = "two_construct", Ten = "ten", Teen = "teen", Tens = "tens",
    Hundred = "hundred", Hundreds = "hundreds", HundredsHamza = "hundreds_hamza", HundredsWeak = "hundreds_weak",
    Scale = "scale", ScalePlural = "scale_plural", ScaleDual = "scale_dual", ScaleConstruct = "scale_construct",
    Ordinal = "ordinal", OrdinalPart = "ordinal_part",
    Fraction = "fraction", FractionNoun = "fraction_noun", FractionDual = "fraction_dual", Fractions = "fractions",
    Vague = "vague", Few = "few", Number = "number", Many = "many", Others = "others", Size = "size",
    About = "about", Near = "near", More = "more", Less = "less", Exceed = "exceed", FallShort = "fall_short",
    Least = "least", Most = "most", Limit = "limit", OrMore = "or_more", Not = "neg", What = "what", Any = "any",
    Minus = "minus", Point = "point", Clitic = "clitic", None = "none", PerCent = "per_cent", Parts = "parts",
    On = "on", Than = "than", Or = "or", Every = "every", From = "from", To = "to", Until = "until", Between = "between",
    Month = "month", MonthWeak = "month_weak", Kanun = "kanun", Tishrin = "tishrin",
    Hijri = "hijri", Rabi = "rabi", Jumada = "jumada", Dhu = "dhu", Qada = "qada", Latter = "latter",
    Weekday = "weekday", TheDay = "the_day", RelDay = "rel_day", DayPart = "day_part", Hours = "hours",
    TwoDays = "two_days", Nights = "nights", UDay = "u_day", UDays = "u_days", UDualDay = "u_dual_day",
    UWeek = "u_week", UWeeks = "u_weeks", UDualWeek = "u_dual_week",
    UMonth = "u_month", UMonths = "u_months", UDualMonth = "u_dual_month", TheMonths = "the_months",
    UYear = "u_year", UYears = "u_years", UDualYear = "u_dual_year", TheYears = "the_years",
    UHours = "u_hours", ULong = "u_long",
    Past = "past", PastVague = "past_vague", Next = "next", Now = "now", This = "this", That = "that", FewAdj = "few_adj",
    Start = "start", Middle = "middle", Finish = "finish", FirstDay = "first_day", Last = "last",
    Season = "season", Quarter = "quarter", Half = "half",
    In = "in", Since = "since", Ago = "ago", After = "after", During = "during", Over = "over", Within = "within",
    DateWord = "date_word", Matching = "matching", Namely = "namely", Era = "era", HijriEra = "hijri_era", Rest = "rest", Later = "later",
    Time = "time", Like = "like", Present = "present", Recently = "recently", NameHead = "name_head",
    Period = "period", VagueTime = "vague_time", OtherDay = "other_day", Decade = "decade", Century = "century",
}

const _: () = assert!((Class::Century as u8) < 128);

/// The senses of one word.
#[derive(Default, Debug)]
pub(crate) struct Entry {
    mask: u128,
    senses: Vec<(Class, f64)>,
}

/// Folded words with their senses; entry 0 has none.
pub(crate) struct Table {
    keys: FxHashMap<u64, u16>,
    latin: FxHashMap<u64, u16>,
    /// A bit set for the first four letters of each key: most words of a text are refused by it.
    begins: Box<[u64; 1024]>,
    entries: Vec<Entry>,
    /// Lines that could not be read, as `file:line`; a test demands that there are none.
    #[cfg_attr(not(test), allow(dead_code))]
    pub(crate) refused: Vec<String>,
}

/// The built-in table.
pub(crate) static TABLE: LazyLock<Table> = LazyLock::new(|| {
    Table::read(&[
        ("numbers.tsv", include_str!("../../../../data/arabic/numbers.tsv")),
        ("dates.tsv", include_str!("../../../../data/arabic/dates.tsv")),
    ])
});

impl Table {
    fn read(files: &[(&str, &str)]) -> Self {
        let mut table = Self {
            keys: FxHashMap::default(),
            latin: FxHashMap::default(),
            begins: Box::new([0; 1024]),
            entries: vec![Entry::default()],
            refused: Vec::new(),
        };
        for (file, text) in files {
            let rows = text
                .lines()
                .enumerate()
                .filter(|(_, l)| !l.starts_with('#') && !l.starts_with("form\t") && !l.is_empty());
            for (number, line) in rows {
                if table.add(line).is_none() {
                    table.refused.push(format!("{file}:{}", number + 1));
                }
            }
        }
        table
    }

    fn add(&mut self, line: &str) -> Option<()> {
        let mut cells = line.split('\t');
        let (form, class, value) = (cells.next()?, Class::parse(cells.next()?)?, cells.next()?.parse().ok()?);
        let key = Key::of(form)?;
        let next = u16::try_from(self.entries.len()).ok()?;
        let letters = short(key.letters)?;
        let map = if key.latin { &mut self.latin } else { &mut self.keys };
        let at = *map.entry(letters).or_insert(next);
        let (slot, bit) = beginning(letters);
        self.begins[slot] |= bit;
        if at == next {
            self.entries.push(Entry::default());
        }
        let entry = self.entries.get_mut(usize::from(at))?;
        if entry.mask & (1 << class as u8) == 0 {
            entry.mask |= 1 << class as u8;
            entry.senses.push((class, value));
        }
        Some(())
    }

    fn get(&self, key: u128) -> Option<u16> {
        let key = short(key).filter(|key| self.may_begin(*key))?;
        self.keys.get(&key).copied()
    }

    /// Whether some key may begin with the first four of these letters.
    #[inline]
    fn may_begin(&self, letters: u64) -> bool {
        let (slot, bit) = beginning(letters);
        self.begins[slot] & bit != 0
    }

    /// Whether a word may be in the table, by its first eight letters alone; takes off what [`Table::find`] does.
    #[inline]
    fn may_hold(&self, head: u64) -> bool {
        let first = |rest: u64| (rest & 31) as u128;
        let mut rest = head;
        if self.may_begin(rest) {
            return true;
        }
        if matches!(first(rest), WAW | FA) {
            rest >>= 5;
            if self.may_begin(rest) {
                return true;
            }
        }
        if first(rest) == LAM && first(rest >> 5) == LAM {
            return self.may_begin(rest >> 10);
        }
        if matches!(first(rest), BA | LAM | KAF) {
            rest >>= 5;
            if self.may_begin(rest) {
                return true;
            }
        }
        first(rest) == ALIF && first(rest >> 5) == LAM && self.may_begin(rest >> 10)
    }

    /// The entry of a word, with what is written on it and how many bytes of that precede the article.
    fn find(&self, key: &Key) -> (u16, u8, u8) {
        if key.latin {
            let entry = short(key.letters).and_then(|k| self.latin.get(&k));
            return (entry.copied().unwrap_or(0), 0, 0);
        }
        let mut rest = key.letters;
        let mut marks = 0;
        let mut cut = 0_usize;
        if let Some(at) = self.get(rest) {
            return (at, marks, 0);
        }
        if matches!(rest & 31, WAW | FA) {
            (rest, marks, cut) = (rest >> 5, marks | AND, cut + 1);
            if let Some(at) = self.get(rest) {
                return (at, marks, key.offset(cut));
            }
        }
        if rest & 31 == LAM && (rest >> 5) & 31 == LAM {
            return match self.get(rest >> 10) {
                Some(at) => (at, marks | PREP | THE, key.offset(cut)),
                None => (0, 0, 0),
            };
        }
        if matches!(rest & 31, BA | LAM | KAF) {
            (rest, marks, cut) = (rest >> 5, marks | PREP, cut + 1);
            if let Some(at) = self.get(rest) {
                return (at, marks, key.offset(cut));
            }
        }
        if rest & 1023 == ALIF | (LAM << 5)
            && let Some(at) = self.get(rest >> 10)
        {
            return (at, marks | THE, key.offset(cut));
        }
        (0, 0, 0)
    }
}

/// A token that is not a space, as the grammars see it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Item {
    /// Byte where the token begins.
    pub(crate) start: u32,
    /// Byte where it ends.
    pub(crate) end: u32,
    /// The punctuation character, or NUL.
    pub(crate) mark: char,
    /// Entry of the table, 0 where there is none.
    entry: u16,
    /// What the token is.
    pub(crate) kind: TokenKind,
    /// [`AND`], [`PREP`], [`THE`], [`GLUED`].
    pub(crate) marks: u8,
    /// Bytes of conjunction and preposition before the article or stem.
    cut: u8,
    /// The classes of its senses, in two words: a set of 128 bits would have to stand at every sixteenth byte.
    senses: [u64; 2],
}

/// What a word is in numbers and dates, wherever it stands: for whoever remembers words.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sense {
    entry: u16,
    marks: u8,
    cut: u8,
}

impl Sense {
    /// Looks a word up.
    #[inline(never)]
    fn of(table: &Table, word: &str) -> Self {
        if head(word.as_bytes()).is_some_and(|head| !table.may_hold(head)) {
            return Self::default();
        }
        let (entry, marks, cut) = Key::of(word).map_or((0, 0, 0), |key| table.find(&key));
        Self { entry, marks, cut }
    }
}

impl Item {
    /// Where the word begins once conjunction and preposition are off.
    pub(crate) const fn stem(&self) -> u32 {
        self.start + self.cut as u32
    }

    /// Notes what the word is.
    fn take(&mut self, sense: Sense, table: &Table) {
        (self.entry, self.cut) = (sense.entry, sense.cut);
        self.marks |= sense.marks;
        let mask = table.entries.get(usize::from(sense.entry)).map_or(0, |e| e.mask);
        self.senses = [mask as u64, (mask >> 64) as u64];
    }

    /// Whether all these marks are set.
    pub(crate) const fn has(&self, marks: u8) -> bool {
        self.marks & marks == marks
    }

    /// Whether the word has any sense at all.
    pub(crate) const fn known(&self) -> bool {
        self.entry != 0
    }

    /// Whether the word has this sense.
    #[inline]
    pub(crate) const fn is(&self, class: Class) -> bool {
        self.is_any(1 << class as u8)
    }

    /// Whether the word has one of these senses.
    #[inline]
    pub(crate) const fn is_any(&self, mask: u128) -> bool {
        (self.senses[0] & mask as u64) | (self.senses[1] & (mask >> 64) as u64) != 0
    }

    /// The value of this sense.
    #[inline]
    pub(crate) fn value(&self, class: Class) -> Option<f64> {
        if self.is(class) { self.value_of(class) } else { None }
    }

    fn value_of(&self, class: Class) -> Option<f64> {
        let entry = &TABLE.entries[usize::from(self.entry)];
        entry.senses.iter().find(|s| s.0 == class).map(|s| s.1)
    }

    /// The value of this sense as a small whole number.
    pub(crate) fn small(&self, class: Class) -> Option<i8> {
        self.value(class).map(|v| v as i8)
    }
}

/// The set of some classes.
pub(crate) const fn mask(classes: &[Class]) -> u128 {
    let mut mask = 0;
    let mut at = 0;
    while at < classes.len() {
        mask |= 1 << classes[at] as u8;
        at += 1;
    }
    mask
}

/// What a number may begin with.
pub(crate) const STARTS: u128 = mask(&[
    Class::Unit,
    Class::UnitAcc,
    Class::OneOf,
    Class::TwoConstruct,
    Class::Ten,
    Class::Teen,
    Class::Tens,
    Class::Hundred,
    Class::Hundreds,
    Class::HundredsHamza,
    Class::HundredsWeak,
    Class::Scale,
    Class::ScalePlural,
    Class::ScaleDual,
    Class::ScaleConstruct,
    Class::Ordinal,
    Class::OrdinalPart,
    Class::Fraction,
    Class::FractionNoun,
    Class::FractionDual,
    Class::Vague,
    Class::Few,
    Class::Number,
    Class::Many,
    Class::Others,
    Class::About,
    Class::Near,
    Class::More,
    Class::Less,
    Class::Exceed,
    Class::FallShort,
    Class::Not,
    Class::What,
    Class::On,
    Class::Limit,
    Class::Between,
    Class::From,
    Class::Minus,
    Class::Clitic,
]);

/// The words of a text as the grammars of numbers and dates see them: looked up once for both.
pub struct Items {
    /// All of them.
    pub(crate) list: Vec<Item>,
    /// Where in the list there are digits or words with a sense: nothing else begins a number or a date.
    pub(crate) known: Vec<u32>,
}

impl Items {
    /// Looks up the words of a text.
    #[must_use]
    pub fn read(text: &str, tokens: &[Token]) -> Self {
        Self::read_with(text, tokens, |_, look| look())
    }

    /// The same where words are remembered: `known` gives what the word at a token is, and may ask for it.
    #[inline]
    #[must_use]
    pub fn read_with(text: &str, tokens: &[Token], known: impl FnMut(usize, &dyn Fn() -> Sense) -> Sense) -> Self {
        items_with(text, tokens, known)
    }
}

impl Items {
    /// Where the text has digits.
    pub fn digits(&self) -> impl Iterator<Item = Span> {
        let known = self.known.iter().filter_map(|at| self.list.get(*at as usize));
        known
            .filter(|i| i.kind == TokenKind::Number)
            .map(|i| Span::new(i.start, i.end))
    }

    /// Where in the list there are digits or words of these senses.
    pub(crate) fn starts(&self, senses: u128) -> impl Iterator<Item = usize> {
        let starts = move |i: &Item| i.kind == TokenKind::Number || i.is_any(senses);
        let known = self.known.iter().map(|at| *at as usize);
        known.filter(move |at| self.list.get(*at).is_some_and(starts))
    }
}

/// The items of a text.
pub(crate) fn items(text: &str, tokens: &[Token]) -> Vec<Item> {
    Items::read(text, tokens).list
}

fn items_with(text: &str, tokens: &[Token], mut known: impl FnMut(usize, &dyn Fn() -> Sense) -> Sense) -> Items {
    let table = &*TABLE;
    // Blanks, which are no items, are nearly half of the tokens.
    let mut items = Vec::with_capacity(tokens.len() * 5 / 8 + 1);
    let mut all_known = Vec::with_capacity(tokens.len() / 16 + 1);
    let mut glued = 0;
    for (at, token) in tokens.iter().enumerate() {
        if token.kind == TokenKind::Space {
            glued = 0;
            continue;
        }
        let place = items.len();
        items.push(Item {
            start: token.span.start,
            end: token.span.end,
            mark: '\0',
            entry: 0,
            cut: 0,
            kind: token.kind,
            marks: glued,
            senses: [0; 2],
        });
        glued = GLUED;
        match token.kind {
            TokenKind::Word | TokenKind::Latin => {
                let sense = known(at, &|| Sense::of(table, token.span.get(text).unwrap_or("")));
                if sense.entry != 0
                    && let Some(item) = items.get_mut(place)
                {
                    item.take(sense, table);
                    all_known.push(place as u32);
                }
            }
            TokenKind::Punct | TokenKind::Symbol => {
                let mark = token.span.get(text).and_then(|t| t.chars().next());
                if let (Some(item), Some(mark)) = (items.get_mut(place), mark) {
                    item.mark = mark;
                }
            }
            TokenKind::Number => all_known.push(place as u32),
            TokenKind::Space => {}
            TokenKind::Newline => glued = 0,
        }
    }
    Items {
        list: items,
        known: all_known,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_tables_is_read() {
        assert_eq!(TABLE.refused, Vec::<String>::new());
        assert!(TABLE.entries.len() > 500, "{} entries", TABLE.entries.len());
    }

    #[test]
    fn proclitics_come_off() {
        let marks = |word: &str| {
            let key = Key::of(word).unwrap();
            let (entry, marks, cut) = TABLE.find(&key);
            (entry != 0, marks, cut)
        };
        assert_eq!(marks("عام"), (true, 0, 0));
        assert_eq!(marks("وبالعام"), (true, AND | PREP | THE, 4));
        assert_eq!(marks("للعام"), (true, PREP | THE, 0));
        assert_eq!(marks("وَعام"), (true, AND, 4));
        assert_eq!(marks("واحد"), (true, 0, 0));
        assert_eq!(marks("شجرة"), (false, 0, 0));
        // The same words in presentation forms.
        assert_eq!(marks("ﻋﺎﻡ"), (true, 0, 0));
        assert_eq!(marks("ﻭﺑﺎﻟﻌﺎﻡ"), (true, AND | PREP | THE, 6));
    }
}
