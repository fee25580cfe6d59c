//! Sentences: a contiguous cover of the tokens.
//!
//! Text and its tokens in, sentences out; blanks after a sentence belong to it, blanks before the
//! first one to the first. A line end always ends a sentence, as news text has a paragraph a line.
//! A full stop ends none after an abbreviation («د.»), an initial, a list number, or inside a
//! quotation that the sentence goes on after; «؛», «:» and «…» end none.
//!
//! **Invariants:** the spans and the token ranges cover everything without gap; no sentence is blank
//! unless the whole text is; time is linear, looking ahead a few tokens at most.
//! It does not weigh grammar: two sentences joined by a comma stay one.
//!
//! Example: «وصل د. سليم. ثم غادر.» ("Dr. Salim arrived. Then he left.") is two sentences.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::OnceLock;

use isnad_model::Span;

use crate::chars;
use crate::normal::{Tier, fold};
use crate::token::{Token, TokenKind};

const ARABIC_QUESTION: &[u8] = "؟".as_bytes();
const ARABIC_STOP: &[u8] = "۔".as_bytes();
const DOTS: &[u8] = "…".as_bytes();
const BULLET: &[u8] = "•".as_bytes();

/// Letters of the longest word with a full stop of its own («مهند»).
const LONGEST_TITLE: usize = 4;

/// A sentence.
///
/// ```
/// use isnad_arabic::{sentence::sentences, token::tokenize};
///
/// let text = "نام. قام."; // nām. qām. "He slept. He rose."
/// let tokens = tokenize(text);
/// let cut = sentences(text, &tokens);
/// assert_eq!((cut[0].tokens.clone(), cut[1].tokens.clone()), (0..3, 3..5));
/// ```
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Sentence {
    /// Where it stands, the blanks after it included.
    pub span: Span,
    /// Indices of its tokens.
    pub tokens: Range<usize>,
}

/// Cuts the tokens of a text into sentences.
///
/// ```
/// use isnad_arabic::{sentence::sentences, token::tokenize};
///
/// // "He said «we arrived today.» to our reporter. It rained 2.5 millimetres."
/// let text = "قال «وصلنا اليوم.» لمراسلنا. هطل 2.5 ملم.";
/// let tokens = tokenize(text);
/// let cut: Vec<&str> = sentences(text, &tokens).iter().map(|s| s.span.slice(text).trim()).collect();
/// assert_eq!(cut, ["قال «وصلنا اليوم.» لمراسلنا.", "هطل 2.5 ملم."]);
/// ```
#[must_use]
pub fn sentences(text: &str, tokens: &[Token]) -> Vec<Sentence> {
    let mut out: Vec<Sentence> = Vec::new();
    let mut start = 0;
    let mut at = 0;
    // The first token of the sentence that is no blank.
    let mut first = blanks(tokens, 0);
    loop {
        at = parting(tokens, at);
        let Some(token) = tokens.get(at) else { break };
        let end = match text.as_bytes().get(token.span.range()) {
            _ if token.kind == TokenKind::Newline => (at > first).then_some(at + 1),
            Some(BULLET) if at > first => {
                push(&mut out, tokens, start..at);
                start = at;
                None
            }
            Some(b"." | b"?" | b"!" | ARABIC_QUESTION | ARABIC_STOP | DOTS) => ending(text, tokens, start, at),
            _ => None,
        };
        match end {
            Some(end) => {
                let end = blanks(tokens, end);
                push(&mut out, tokens, start..end);
                (start, at, first) = (end, end, end);
            }
            None => at += 1,
        }
    }
    if start < tokens.len() {
        if first < tokens.len() || out.is_empty() {
            push(&mut out, tokens, start..tokens.len());
        } else if let (Some(last), Some(token)) = (out.last_mut(), tokens.last()) {
            last.tokens.end = tokens.len();
            last.span.end = token.span.end;
        }
    }
    out
}

/// The next mark or line end from token `at` on. By itself, so that all it needs stays at hand.
#[inline(never)]
fn parting(tokens: &[Token], mut at: usize) -> usize {
    let parts = |t: &Token| matches!(t.kind, TokenKind::Punct | TokenKind::Newline);
    while tokens.get(at).is_some_and(|t| !parts(t)) {
        at += 1;
    }
    at
}

fn push(out: &mut Vec<Sentence>, tokens: &[Token], range: Range<usize>) {
    if let Some([first, .., last] | [first @ last]) = tokens.get(range.clone()) {
        out.push(Sentence {
            span: first.span.cover(last.span),
            tokens: range,
        });
    }
}

fn blanks(tokens: &[Token], mut at: usize) -> usize {
    while tokens.get(at).is_some_and(Token::is_blank) {
        at += 1;
    }
    at
}

/// If the closing mark at `at` ends the sentence that began at `start`: the index after its closing marks.
fn ending(text: &str, tokens: &[Token], start: usize, at: usize) -> Option<usize> {
    let mark = tokens.get(at)?.text(text);
    // A run of marks was judged at its first.
    let before = at
        .checked_sub(1)
        .filter(|i| *i >= start)
        .and_then(|i| tokens.get(i))
        .map_or("", |t| t.text(text));
    if matches!(before, "." | "؟" | "?" | "!" | "…") {
        return None;
    }
    let mut end = at + 1;
    let mut dots = usize::from(mark == ".") + 2 * usize::from(mark == "…");
    let mut strong = matches!(mark, "؟" | "?" | "!" | "۔");
    while let Some(token) = tokens.get(end) {
        match token.text(text) {
            "." => dots += 1,
            "…" => dots += 2,
            "؟" | "?" | "!" => strong = true,
            _ => break,
        }
        end += 1;
    }
    let mut closed = false;
    while let Some(token) = tokens
        .get(end)
        .filter(|t| is_closing(t.text(text), closes(text, tokens, start, end)))
    {
        closed |= token.kind == TokenKind::Punct;
        end += 1;
    }
    let next = tokens.get(blanks(tokens, end));
    let Some(follower) = tokens.get(end) else {
        return Some(end);
    };
    if follower.kind == TokenKind::Newline || next.is_none() || newline_before_next(tokens, end) {
        return Some(end);
    }
    if !strong && dots > 1 {
        return None;
    }
    if follower.kind != TokenKind::Space {
        return (dots == 1 && glued(text, tokens, at, end)).then_some(end);
    }
    if !strong && is_abbreviation(text, tokens, start, at) {
        return None;
    }
    if closed && !begins_anew(text, next) {
        return None;
    }
    Some(end)
}

/// Whether only blanks with a line end among them follow.
fn newline_before_next(tokens: &[Token], end: usize) -> bool {
    let after = blanks(tokens, end);
    tokens
        .get(end..after)
        .is_some_and(|blank| blank.iter().take(8).any(|t| t.kind == TokenKind::Newline))
}

/// Whether a straight quotation mark at `at` closes one: no blank before it, and a blank, a mark or nothing after it.
fn closes(text: &str, tokens: &[Token], start: usize, at: usize) -> bool {
    let before = at > start && tokens.get(at - 1).is_some_and(|t| !t.is_blank());
    let after = tokens
        .get(at + 1)
        .is_none_or(|t| t.is_blank() || (t.kind == TokenKind::Punct && !matches!(t.text(text), "\"" | "«" | "“")));
    before && after
}

fn is_closing(mark: &str, straight_closes: bool) -> bool {
    match mark {
        "»" | "”" | "’" | ")" | "]" | "}" | "›" => true,
        // Arabic typists close with the opening curly mark as often as with the other one.
        "\"" | "“" | "'" | "«" => straight_closes,
        _ => false,
    }
}

/// A full stop with no blank after it: a sloppy sentence end if full Arabic words stand on both sides.
fn glued(text: &str, tokens: &[Token], at: usize, end: usize) -> bool {
    let long = |i: Option<usize>, least: usize| {
        i.and_then(|i| tokens.get(i)).is_some_and(|t| {
            let word = t.text(text);
            t.kind == TokenKind::Word && !word.starts_with('ـ') && !word.ends_with('ـ') && word.chars().count() >= least
        })
    };
    let quoted = end > at + 1;
    // «… زعيمنا".وأضاف»: the quotation may be closed before the stop.
    let closed = at >= 2 && tokens.get(at - 1).is_some_and(|t| is_closing(t.text(text), true)) && long(Some(at - 2), 3);
    (quoted || closed || long(at.checked_sub(1), 3)) && long(Some(end), 3)
}

/// Whether the full stop at `at` belongs to an abbreviation, an initial or a list number.
fn is_abbreviation(text: &str, tokens: &[Token], start: usize, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).filter(|i| *i >= start).and_then(|i| tokens.get(i)) else {
        return false;
    };
    let word = before.text(text);
    match before.kind {
        // «1. نص»: a number that opens the sentence.
        TokenKind::Number => tokens
            .get(start..at - 1)
            .is_some_and(|lead| lead.iter().take(4).all(Token::is_blank) && lead.len() <= 4),
        TokenKind::Latin => word.chars().count() == 1 && word.chars().all(char::is_uppercase),
        TokenKind::Word => {
            // «عام 1443 هـ.»: after a number the letter is a unit, and the stop may end the sentence.
            let after_number = at >= 3
                && tokens.get(at - 2).is_some_and(Token::is_blank)
                && tokens.get(at - 3).is_some_and(|t| t.kind == TokenKind::Number);
            let title = || letters(word).nth(LONGEST_TITLE).is_none() && kind_of(word) == Some("title");
            !after_number && (word.chars().nth(1).is_none() || title())
        }
        _ => false,
    }
}

/// Whether what follows a closed quotation begins a sentence: a conjunction «و» or «ف», or a new quotation.
fn begins_anew(text: &str, next: Option<&Token>) -> bool {
    let Some(next) = next else { return true };
    let word = next.text(text);
    match next.kind {
        TokenKind::Word => {
            word.starts_with(['و', 'ف']) && word.chars().count() > 2 && kind_of(word) != Some("continues")
        }
        TokenKind::Punct => matches!(word, "«" | "\"" | "“" | "#" | "•"),
        TokenKind::Symbol => true,
        _ => false,
    }
}

/// What `data/arabic/breaks.tsv` says of a word, whatever its marks and hamzas.
fn kind_of(word: &str) -> Option<&'static str> {
    breaks().get(&fold(word, Tier::Orthographic)).copied()
}

fn letters(word: &str) -> impl Iterator<Item = char> {
    word.chars().filter(|c| chars::class(*c) == chars::Class::Letter)
}

fn breaks() -> &'static BTreeMap<String, &'static str> {
    static BREAKS: OnceLock<BTreeMap<String, &'static str>> = OnceLock::new();
    BREAKS.get_or_init(|| {
        include_str!("../../../data/arabic/breaks.tsv")
            .lines()
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| {
                let mut columns = line.split('\t');
                Some((fold(columns.next()?, Tier::Orthographic), columns.next()?))
            })
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::tokenize;

    fn cut(text: &str) -> Vec<String> {
        let tokens = tokenize(text);
        let found = sentences(text, &tokens);
        let (mut byte, mut token) = (0, 0);
        for sentence in &found {
            assert_eq!((sentence.span.start, sentence.tokens.start), (byte, token), "{text:?}");
            (byte, token) = (sentence.span.end, sentence.tokens.end);
        }
        assert_eq!((byte as usize, token), (text.len(), tokens.len()), "{text:?}");
        found.iter().map(|s| s.span.slice(text).trim().to_owned()).collect()
    }

    #[test]
    fn one_sentence_each() {
        for text in [
            "زار د. سليم القرية",
            "التقى أ. د. سليم م. هاني في القاعة",
            "بلغ السعر 2.5 دينار عند الساعة 10.30 صباحا",
            "وصف الجسر بأنه \"عمل رائع.\" في بيان",
            "قال «انتهى الأمر.» للصحيفة",
            "قال \"انتهى الأمر.\" وفق الوكالة",
            "هطل المطر؛ فامتلأ النهر",
            "وصل القطار... ثم غادر",
            "عاجل.. وصول القطار",
            "انظر https://example.org/a.b?c=d للمزيد",
            "كتب J. Salim عن النهر",
            "1. افتتاح المعرض",
            "#نهر_الأردن يفيض",
            "قال: هل «تعود؟» للبيت",
        ] {
            assert_eq!(cut(text).len(), 1, "{text}: {:?}", cut(text));
        }
    }

    #[test]
    fn several() {
        let cases: [(&str, &[&str]); 12] = [
            ("وصل القطار. ثم غادر.", &["وصل القطار.", "ثم غادر."]),
            ("متى وصل؟ لا ندري! ربما.", &["متى وصل؟", "لا ندري!", "ربما."]),
            ("سطر بلا نقطة\nسطر آخر", &["سطر بلا نقطة", "سطر آخر"]),
            ("\n\nعنوان\n\nنص.", &["عنوان", "نص."]),
            (
                "قال \"انتهى الأمر.\" وأضاف هاني المزيد.",
                &["قال \"انتهى الأمر.\"", "وأضاف هاني المزيد."],
            ),
            (
                "قال «نبدأ غدا. نعود مساء» للصحيفة",
                &["قال «نبدأ غدا.", "نعود مساء» للصحيفة"],
            ),
            (
                "وصل القطار إلى المدينة.وقال المدير شيئا",
                &["وصل القطار إلى المدينة.", "وقال المدير شيئا"],
            ),
            ("• أول البنود • ثاني البنود", &["• أول البنود", "• ثاني البنود"]),
            ("حدث ذلك في 2014. ثم عاد", &["حدث ذلك في 2014.", "ثم عاد"]),
            ("ولد سنة 1443 هـ. ثم سافر", &["ولد سنة 1443 هـ.", "ثم سافر"]),
            ("توقف القطار…\nثم سار", &["توقف القطار…", "ثم سار"]),
            ("فاز الفريق! 🎉 انتهى", &["فاز الفريق!", "🎉 انتهى"]),
        ];
        for (text, expected) in cases {
            assert_eq!(cut(text), expected, "{text}");
        }
    }

    #[test]
    fn no_title_is_longer() {
        let longer = |(word, kind): &(&String, &&str)| **kind == "title" && letters(word).count() > LONGEST_TITLE;
        assert_eq!(breaks().iter().find(longer), None);
    }

    #[test]
    fn blank_text_and_none() {
        assert!(cut("").is_empty());
        assert_eq!(cut(" \n "), [""]);
    }

    #[test]
    fn long_runs_are_linear() {
        for unit in [". ", ".", "\" ", "».", "\n ", "• ", "؟!", "د. "] {
            let text = unit.repeat(100_000);
            cut(&text);
        }
    }
}
