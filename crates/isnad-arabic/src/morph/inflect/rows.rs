//! Rows of the word tables: tab-separated lines to lexemes and their forms.
//!
//! In: the text of a table. Out: for each row a [`Record`] and its forms, or a [`Fault`] that says what is wrong.
//! A header line (its first cell is a column name) and lines that begin with `#` are passed over.

use super::conjugate::conjugate;
use super::features::{Case, Features, Gender, Kind, Number, Voice};
use super::letters::{from_arabic, to_arabic};
use super::nominal::{self, Plural};
use super::sink::{ART, ASKED, BARE, NI, PLACE, PREP, PRON, Sink};
use super::spell::{spell, variants};
use super::stems::{Form, Quirks, Root};

/// Which table a row comes from.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Table {
    /// `lemma, root, form, vowels, masdars, gloss, tags`
    Verbs,
    /// `lemma, gender, plurals, gloss, tags`
    Nouns,
    /// `lemma, feminine, plurals, gloss, tags`
    Adjectives,
    /// `form, pos, takes_enclitic, gloss`
    Particles,
    /// `form, kind`
    Names,
}

/// What is wrong with a row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fault {
    /// Table.
    pub table: Table,
    /// Line, from 1.
    pub line: usize,
    /// What was expected and what was seen.
    pub message: String,
}

/// A lexeme as its row states it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Record {
    /// Dictionary form.
    pub lemma: String,
    /// Radicals, space-separated.
    pub root: String,
    /// Part of speech: verb, noun, adjective, particle, name.
    pub pos: &'static str,
    /// Verb form, or kind of particle or name.
    pub form: String,
    /// English gloss.
    pub gloss: String,
    /// Space-separated tags.
    pub tags: String,
}

/// The lines of a table that hold rows, numbered from 1.
pub fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines()
        .enumerate()
        .map(|(i, l)| (i + 1, l.trim_end_matches(['\r', '\n'])))
        .filter(|(_, l)| !l.trim().is_empty() && !l.starts_with('#'))
        .filter(|(_, l)| l.chars().next().is_some_and(|c| !c.is_ascii_alphabetic()))
}

fn word(cell: &str) -> Result<Vec<u8>, String> {
    match from_arabic(cell.trim()) {
        Some(w) if !w.is_empty() => Ok(w),
        _ => Err(format!("expected an Arabic word, saw '{cell}'")),
    }
}

/// Tags may be separated by spaces or commas.
fn tags(cell: Option<&&str>) -> String {
    cell.map_or(String::new(), |c| {
        c.split([',', ' ', '|'])
            .filter(|t| !t.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    })
}

/// Reads one row and gives its forms.
///
/// # Errors
/// Says what was expected and what was seen where the row cannot be read or contradicts inflection.
pub fn read(table: Table, line: &str, sink: &mut impl Sink) -> Result<Record, String> {
    let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
    match table {
        Table::Verbs => verb(&cells, sink),
        Table::Nouns => noun(&cells, sink),
        Table::Adjectives => adjective(&cells, sink),
        Table::Particles => particle(&cells, sink),
        Table::Names => name(&cells, sink),
    }
}

/// Reads root, form, vowels and tags of a verb row.
///
/// # Errors
/// Says what was expected and what was seen.
pub fn root(cells: &[&str]) -> Result<Root, String> {
    let radicals: Vec<u8> = cells
        .get(1)
        .copied()
        .unwrap_or("")
        .split_whitespace()
        .map(|r| match word(r)?.as_slice() {
            [b'>' | b'<' | b'|' | b'&' | b'}'] => Ok(b'\''),
            [one] => Ok(*one),
            _ => Err(format!("expected a radical, saw '{r}'")),
        })
        .collect::<Result<_, String>>()?;
    let form = cells.get(2).copied().unwrap_or("");
    let form = Form::parse(form).ok_or_else(|| format!("expected a form 1..10, q1, q2 or q4, saw '{form}'"))?;
    let wanted = if matches!(form, Form::Quadriliteral(_)) { 4 } else { 3 };
    if radicals.len() != wanted {
        return Err(format!("expected {wanted} radicals, saw {}", radicals.len()));
    }
    let vowels = cells.get(3).copied().unwrap_or("");
    let vowels = match (form, vowels) {
        (Form::Derived(1), "a-u") => (b'a', b'u'),
        (Form::Derived(1), "a-i") => (b'a', b'i'),
        (Form::Derived(1), "a-a") => (b'a', b'a'),
        (Form::Derived(1), "i-a") => (b'i', b'a'),
        (Form::Derived(1), "i-i") => (b'i', b'i'),
        (Form::Derived(1), "u-u") => (b'u', b'u'),
        (Form::Derived(1), other) => return Err(format!("expected the vowels of form I, saw '{other}'")),
        _ => (b'a', b'i'),
    };
    let all = tags(cells.get(6));
    let has = |t: &str| all.split(' ').any(|x| x == t);
    let quirks = Quirks {
        sound: has("sound"),
        drop_first: has("dropw"),
        short_imperative: has("impdrop"),
        drop_hamza: has("dropham"),
        swallow_hamza: has("swallow"),
        intransitive: has("intr"),
        perfect_only: has("perfonly"),
    };
    Ok(Root {
        radicals,
        form,
        vowels,
        quirks,
    })
}

/// Letters of a phonemic noun stem: `~` marks a defective one, `Y` one in *ā*.
fn nominal_letters(stem: &[u8]) -> Vec<u8> {
    if let Some(base) = stem.strip_suffix(b"iy") {
        // The hamza of جاءٍ is medial before the ي that comes back.
        let mut letters = spell(stem);
        if letters.last() == Some(&b'y') {
            letters.pop();
        } else {
            letters = spell(base);
        }
        letters.push(b'~');
        letters
    } else if let Some(base) = stem.strip_suffix(b"ay") {
        spell(&[base, b"Y"].concat())
    } else {
        spell(stem)
    }
}

/// Whether the strong radicals occur in a masdar in their order.
fn holds_root(word: &[u8], root: &Root) -> bool {
    let mut rest = word.iter();
    let strong = root.radicals.iter().filter(|b| !matches!(b, b'w' | b'y' | b'\''));
    let mut previous = None;
    for &r in strong {
        // A doubled radical may be written once; the t of form VIII may be assimilated.
        if previous == Some(r) {
            continue;
        }
        previous = Some(r);
        if !rest.any(|&b| b == r || (r == b'*' && b == b'd')) {
            return false;
        }
    }
    true
}

fn verb(cells: &[&str], sink: &mut impl Sink) -> Result<Record, String> {
    let root = root(cells)?;
    let stems = root.stems();
    let lemma = word(cells.first().copied().unwrap_or(""))?;
    let mut reached = false;
    let mut spelled = |letters: &[u8], features: Features, place: u8| {
        reached |= features.kind == Kind::Perfect && letters == lemma.as_slice();
        sink.give(letters, features, place);
        if features.is_finite() || features.kind == Kind::PassiveParticiple {
            for other in variants(letters) {
                sink.give(&other, features, place);
            }
        }
    };
    conjugate(&root, &stems, &mut spelled);
    let active = Features::new(Kind::ActiveParticiple);
    let passive = Features {
        voice: Voice::Passive,
        ..Features::new(Kind::PassiveParticiple)
    };
    for (stem, features) in [(&stems.active, active), (&stems.passive, passive)] {
        if let Some(stem) = stem {
            nominal::both_genders(
                &nominal_letters(stem),
                None,
                &[Plural::Masculine],
                features,
                &mut spelled,
            );
        }
    }
    masdars(
        cells.get(4).copied().unwrap_or(""),
        &root,
        stems.masdar.as_deref(),
        &mut spelled,
    )?;
    if !reached {
        let perfect = to_arabic(&spell(&[&stems.perfect.0.open[..], b"a"].concat()));
        return Err(format!(
            "root and form do not give '{}' but about '{perfect}'",
            to_arabic(&lemma)
        ));
    }
    let cell = |i: usize| cells.get(i).copied().unwrap_or("").to_owned();
    Ok(Record {
        lemma: cell(0),
        root: cell(1),
        pos: "verb",
        form: cell(2),
        gloss: cell(5),
        tags: tags(cells.get(6)),
    })
}

fn masdars(cell: &str, root: &Root, regular: Option<&[u8]>, sink: &mut impl Sink) -> Result<(), String> {
    let cell = if cell.is_empty() && regular.is_some() {
        "~"
    } else {
        cell
    };
    for one in cell.split('|').filter(|s| !s.is_empty()) {
        let mut parts = one.split(':');
        let head = parts.next().unwrap_or("");
        let letters = if head == "~" {
            nominal_letters(regular.ok_or("form I has no regular masdar")?)
        } else {
            let letters = word(head)?;
            if !holds_root(&letters, root) {
                return Err(format!("masdar '{head}' does not hold the root"));
            }
            letters
        };
        let gender = if letters.ends_with(b"p") {
            Gender::Feminine
        } else {
            Gender::Masculine
        };
        let features = Features {
            gender: Some(gender),
            ..Features::new(Kind::Masdar)
        };
        let mut plurals = vec![Plural::Feminine];
        for p in parts {
            plurals.push(Plural::Broken(word(p)?));
        }
        nominal::noun(&letters, features, &plurals, sink);
        nominal::relational(&letters, sink);
    }
    Ok(())
}

fn plurals(cell: &str) -> Result<Vec<Plural>, String> {
    cell.split('|')
        .map(str::trim)
        .filter(|s| !s.is_empty() && *s != "-" && *s != "none")
        .map(|s| match s {
            "-at" => Ok(Plural::Feminine),
            "-un" => Ok(Plural::Masculine),
            other => stated(other).map(Plural::Broken),
        })
        .collect()
}

/// Letters of a stated lemma: tanwin of kasra marks a defective one.
fn stated(cell: &str) -> Result<Vec<u8>, String> {
    let mut letters = word(cell)?;
    if cell.contains('\u{064D}') {
        letters.push(b'~');
    }
    Ok(letters)
}

fn noun(cells: &[&str], sink: &mut impl Sink) -> Result<Record, String> {
    let cell = |i: usize| cells.get(i).copied().unwrap_or("");
    let letters = stated(cell(0))?;
    let gender = match cell(1) {
        "m" => Gender::Masculine,
        "f" => Gender::Feminine,
        other => return Err(format!("expected gender m or f, saw '{other}'")),
    };
    let features = Features {
        gender: Some(gender),
        ..Features::new(Kind::Noun)
    };
    nominal::noun(&letters, features, &plurals(cell(2))?, sink);
    nominal::relational(&letters, sink);
    Ok(Record {
        lemma: cell(0).into(),
        pos: "noun",
        gloss: cell(3).into(),
        tags: tags(cells.get(4)),
        ..Record::default()
    })
}

fn adjective(cells: &[&str], sink: &mut impl Sink) -> Result<Record, String> {
    let cell = |i: usize| cells.get(i).copied().unwrap_or("");
    let letters = stated(cell(0))?;
    let features = Features::new(Kind::Adjective);
    let feminine = match cell(1) {
        "" => None,
        "-" | "none" => Some(b"-".to_vec()),
        own => Some(word(own)?),
    };
    let plurals = if cell(2).is_empty() {
        vec![Plural::Masculine]
    } else {
        plurals(cell(2))?
    };
    nominal::both_genders(&letters, feminine.as_deref(), &plurals, features, sink);
    Ok(Record {
        lemma: cell(0).into(),
        pos: "adjective",
        gloss: cell(3).into(),
        tags: tags(cells.get(4)),
        ..Record::default()
    })
}

fn particle(cells: &[&str], sink: &mut impl Sink) -> Result<Record, String> {
    let cell = |i: usize| cells.get(i).copied().unwrap_or("");
    let letters = word(cell(0))?;
    let pos = cell(1);
    let features = Features::new(Kind::Particle);
    let pronoun = pos.starts_with("pron");
    let nominal = ["num", "adv", "det", "noun", "quant"]
        .iter()
        .any(|p| pos.starts_with(p));
    let mut place = BARE;
    if !pronoun {
        place |= PREP;
    }
    if nominal {
        place |= ART;
    }
    let (&last, rest) = letters.split_last().ok_or("empty word")?;
    if ["sub", "conj", "inna"].iter().any(|p| pos.starts_with(p)) {
        place |= NI;
    }
    if pos.starts_with("neg") {
        place |= ASKED;
    }
    // The one-letter prepositions stand alone before a pronoun or a foreign word (لـ).
    if letters.len() == 1 {
        place = BARE;
    }
    if cell(2) != "y" {
        sink.give(&letters, features, place);
    } else {
        match last {
            b'Y' => {
                sink.give(&letters, features, place);
                sink.give(&[rest, b"y"].concat(), features, PRON);
            }
            b'p' => {
                sink.give(&letters, features, place);
                sink.give(&[rest, b"t"].concat(), features, PRON | (place & PREP));
            }
            b'\'' => {
                sink.give(&letters, features, place | PRON);
                sink.give(&[rest, b"}"].concat(), features, PRON);
            }
            _ => sink.give(&letters, features, place | PRON),
        }
        if nominal && !matches!(last, b'A' | b'Y' | b'p' | b'\'') && pos.starts_with("num") {
            sink.give(
                &[&letters, &b"A"[..]].concat(),
                Features {
                    case: Case::Accusative,
                    ..features
                },
                BARE,
            );
        }
    }
    Ok(Record {
        lemma: cell(0).into(),
        pos: "particle",
        form: pos.into(),
        gloss: cell(3).into(),
        tags: tags(cells.get(4)),
        ..Record::default()
    })
}

fn name(cells: &[&str], sink: &mut impl Sink) -> Result<Record, String> {
    let cell = |i: usize| cells.get(i).copied().unwrap_or("");
    let letters = word(cell(0))?;
    let kind = cell(1);
    let gender = match kind {
        "given_f" => Some(Gender::Feminine),
        "given_m" => Some(Gender::Masculine),
        _ => None,
    };
    let features = Features {
        gender,
        number: Some(Number::Singular),
        ..Features::new(Kind::Name)
    };
    let place = if kind == "place" {
        BARE | PREP | PLACE
    } else {
        BARE | PREP
    };
    sink.give(&letters, features, place);
    Ok(Record {
        lemma: cell(0).into(),
        pos: "name",
        form: kind.into(),
        tags: kind.into(),
        ..Record::default()
    })
}
