//! Folded keys of place names: what may differ between a gazetteer's spelling and a text's.
//!
//! In: a word or name in any spelling; out: words of folded letters without the article.
//! Marks, tatweel and direction marks go; hamza carriers, ya and ta marbuta are levelled, Persian
//! and Kurdish letters become Arabic, Latin letters lower-case ASCII.
//! It does not correct spelling: near misses are `fuzzy`'s.
//!
//! «الشَّدّادة» (ash-Shaddada, a town) becomes `شداده` with the article noted.
//!
//! **Invariant:** std only, because the build script compiles this file too.

/// Letters of one word that count for comparison, appended to `out`.
pub fn fold_into(word: &str, out: &mut String) {
    for c in word.chars() {
        match c {
            'a'..='z' | '0'..='9' => out.push(c),
            'A'..='Z' => out.push(c.to_ascii_lowercase()),
            '\u{0621}' => {}
            '\u{0622}' | '\u{0623}' | '\u{0625}' | '\u{0671}' => out.push('\u{0627}'),
            '\u{0624}' => out.push('\u{0648}'),
            '\u{0626}' | '\u{0649}' | '\u{06cc}' | '\u{06ce}' | '\u{06d0}' => out.push('\u{064a}'),
            '\u{0629}' | '\u{06d5}' | '\u{06c0}' | '\u{06c1}' | '\u{06be}' => out.push('\u{0647}'),
            '\u{06a9}' | '\u{06af}' => out.push('\u{0643}'),
            '\u{067e}' => out.push('\u{0628}'),
            '\u{0686}' => out.push('\u{062c}'),
            '\u{0698}' => out.push('\u{0632}'),
            '\u{06a4}' => out.push('\u{0641}'),
            '\u{0695}' | '\u{0694}' => out.push('\u{0631}'),
            '\u{06b5}' => out.push('\u{0644}'),
            '\u{06c6}' | '\u{06c7}' => out.push('\u{0648}'),
            '\u{0660}'..='\u{0669}' => out.push(char::from(b'0' + (c as u32 - 0x660) as u8)),
            '\u{06f0}'..='\u{06f9}' => out.push(char::from(b'0' + (c as u32 - 0x6f0) as u8)),
            '\u{0627}'..='\u{063a}' | '\u{0641}'..='\u{064a}' => out.push(c),
            '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => out.push_str(plain_latin(c)),
            _ => {}
        }
    }
}

/// The ASCII letter under a Latin letter with marks, as transliterations use them.
fn plain_latin(c: char) -> &'static str {
    match c {
        'À'..='Å' | 'à'..='å' | 'Ā' | 'ā' | 'Ă' | 'ă' | 'Ạ' | 'ạ' => "a",
        'Ç' | 'ç' | 'Č' | 'č' => "c",
        'È'..='Ë' | 'è'..='ë' | 'Ē' | 'ē' => "e",
        'Ì'..='Ï' | 'ì'..='ï' | 'Ī' | 'ī' | 'İ' | 'ı' => "i",
        'Ò'..='Ö' | 'ò'..='ö' | 'Ō' | 'ō' => "o",
        'Ù'..='Ü' | 'ù'..='ü' | 'Ū' | 'ū' => "u",
        'Ş' | 'ş' | 'Š' | 'š' | 'Ṣ' | 'ṣ' => "s",
        'Ḑ' | 'ḑ' | 'Ḍ' | 'ḍ' | 'Ḏ' | 'ḏ' => "d",
        'Ţ' | 'ţ' | 'Ṭ' | 'ṭ' | 'Ṯ' | 'ṯ' => "t",
        'Ḩ' | 'ḩ' | 'Ḥ' | 'ḥ' | 'Ḫ' | 'ḫ' => "h",
        'Ğ' | 'ğ' | 'Ġ' | 'ġ' => "g",
        'Ẓ' | 'ẓ' | 'Ž' | 'ž' => "z",
        'Ñ' | 'ñ' => "n",
        'Ł' | 'ł' => "l",
        'Ý' | 'ý' | 'ÿ' => "y",
        _ => "",
    }
}

/// The word without the article (al-), where at least two letters are left.
pub fn without_article(folded: &str) -> Option<&str> {
    let rest = folded.strip_prefix("\u{0627}\u{0644}")?;
    (rest.chars().nth(1).is_some()).then_some(rest)
}

/// The words of a name as it is written; some may be empty.
pub fn parts(name: &str) -> impl Iterator<Item = &str> {
    name.split(|c: char| c.is_whitespace() || matches!(c, '-' | '_' | '/' | '–' | '(' | ')' | '"' | '،' | ','))
}

/// Folded words of a name, without articles, and a bit for each word that had one (first word lowest).
pub fn name_words(name: &str) -> (Vec<String>, u8) {
    let mut words = Vec::new();
    let mut articles = 0u8;
    for raw in parts(name) {
        let mut word = String::new();
        fold_into(raw, &mut word);
        if word.is_empty() {
            continue;
        }
        if let Some(rest) = without_article(&word) {
            if words.len() < 8 {
                articles |= 1 << words.len();
            }
            word = rest.to_owned();
        }
        words.push(word);
    }
    (words, articles)
}

/// Whether a name is written in Arabic letters.
pub fn is_arabic(name: &str) -> bool {
    let mut any = false;
    for c in name.chars() {
        if c.is_alphabetic() {
            if !matches!(c, '\u{0600}'..='\u{06ff}') {
                return false;
            }
            any = true;
        }
    }
    any
}

/// A name as shown: marks, tatweel and direction marks dropped, spaces single.
pub fn display(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.trim().chars() {
        match c {
            '\u{064b}'..='\u{0652}'
            | '\u{0670}'
            | '\u{0640}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}'
            | '\u{feff}' => {}
            c if c.is_whitespace() || c.is_control() => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c => out.push(c),
        }
    }
    out.trim_end().to_owned()
}

/// A fixed hash of a folded word: part of the file format.
pub fn hash(word: &[u8]) -> u32 {
    let mut h = 0u64;
    for chunk in word.chunks(8) {
        let mut b = [0u8; 8];
        b[..chunk.len()].copy_from_slice(chunk);
        h = (h.rotate_left(5) ^ u64::from_le_bytes(b)).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
    (h >> 32) as u32
}

/// Great-circle distance in kilometres.
pub fn km(a: (f64, f64), b: (f64, f64)) -> f64 {
    km_of(unit(a), unit(b))
}

/// The point on the unit sphere of a latitude and a longitude in degrees.
pub fn unit((latitude, longitude): (f64, f64)) -> [f64; 3] {
    let (sin, cos) = latitude.to_radians().sin_cos();
    let (east, front) = longitude.to_radians().sin_cos();
    [cos * front, cos * east, sin]
}

/// The distance of two such points, in kilometres: by the chord between them, which has all its digits of near points too.
#[inline]
pub fn km_of(a: [f64; 3], b: [f64; 3]) -> f64 {
    let square: f64 = a.iter().zip(b).map(|(a, b)| (a - b) * (a - b)).sum();
    let half = square.sqrt() / 2.0;
    // Up to 2,500 km these terms of the arcsine are right to a metre, and most distances that are asked for are shorter.
    let x = half * half;
    let angle = if half < 0.2 {
        half * (1.0 + x * (1.0 / 6.0 + x * (3.0 / 40.0 + x * (5.0 / 112.0 + x * 35.0 / 1152.0))))
    } else {
        half.min(1.0).asin()
    };
    12_742.0 * angle
}
