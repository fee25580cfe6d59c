//! Folding of words for search and redaction.
//!
//! In: a word. Out: its search form. Invariant: idempotent. Deliberately folds too far for telling names apart.
//! Example: «إدلب» and «ادلب» (Idlib) meet.

/// The search form of a word.
#[must_use]
pub fn fold(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        let c = match c {
            '\u{640}' | '\u{670}' | 'ء' => continue,
            '\u{64b}'..='\u{65f}' => continue,
            'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
            'ى' | 'ئ' | 'ی' => 'ي',
            'ة' => 'ه',
            'ؤ' => 'و',
            'ک' => 'ك',
            '\u{660}'..='\u{669}' => char::from_u32(u32::from(c) - 0x660 + 0x30).unwrap_or(c),
            '\u{6f0}'..='\u{6f9}' => char::from_u32(u32::from(c) - 0x6f0 + 0x30).unwrap_or(c),
            c => c,
        };
        out.extend(c.to_lowercase());
    }
    out
}

/// Byte ranges of the words of a text.
pub(crate) fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let inside =
        |c: char| c.is_alphanumeric() || c == '\u{640}' || c == '\u{670}' || ('\u{64b}'..='\u{65f}').contains(&c);
    text.split(move |c| !inside(c))
        .filter(|w| !w.is_empty())
        .map(move |w| (w.as_ptr() as usize - text.as_ptr() as usize, w))
}

/// A text as the index holds it: folded words with blanks between.
pub(crate) fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (_, w) in words(text) {
        let w = fold(w);
        if !w.is_empty() {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(&w);
        }
    }
    out
}
