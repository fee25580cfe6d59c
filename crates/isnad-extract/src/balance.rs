//! Quotation marks and brackets of a phrase: none is left open.
//!
//! In: a span of a text. Out: the span with the mark that closes it, where that follows at once or nearly; else without
//! what the open mark begins.
//!
//! **Invariant:** the result lies on character boundaries, within a few words of the input, and is never empty.
//! It does not judge what stands in the quotation.
//!
//! Example: of «حركة المقاومة الإسلامية (حماس» (ḥarakat al-muqāwama al-islāmiyya (Ḥamās, "the Islamic Resistance Movement
//! (Hamas") the bracket behind it is taken in.

use isnad_model::Span;

/// So many characters behind the phrase the closing mark may stand.
const NEAR: usize = 16;

fn closes(open: char) -> Option<char> {
    Some(match open {
        '(' => ')',
        '[' => ']',
        '«' => '»',
        '“' => '”',
        '‹' => '›',
        '"' => '"',
        _ => return None,
    })
}

/// Whether a mark may be opened in a part: marks begin with other bytes than Arabic letters.
fn has_marks(part: &str) -> bool {
    let first = |b: u8| matches!(b, b'(' | b'[' | b'"' | 0xc2 | 0xe2);
    part.bytes().fold(false, |seen, b| seen | first(b))
}

/// The first mark that is opened and not closed: where it stands, and what closes it.
fn open_in(part: &str) -> Option<(usize, char)> {
    if !has_marks(part) {
        return None;
    }
    let mut open: Vec<(usize, char)> = Vec::new();
    for (at, c) in part.char_indices() {
        if open.last().is_some_and(|(_, close)| *close == c) {
            open.pop();
        } else if let Some(close) = closes(c) {
            open.push((at, close));
        }
    }
    open.first().copied()
}

/// The span with its marks closed.
#[must_use]
pub(crate) fn balanced(text: &str, span: Span) -> Span {
    let part = span.slice(text);
    let Some((at, close)) = open_in(part) else { return span };
    let rest = text.get(span.end as usize..).unwrap_or("");
    let near = rest.char_indices().take(NEAR).take_while(|(_, c)| *c != '\n');
    for (i, c) in near {
        if c == close {
            let end = span.end + (i + c.len_utf8()) as u32;
            return Span::new(span.start, end);
        }
        if closes(c).is_some() || matches!(c, '.' | '،' | ':' | '؛') {
            break;
        }
    }
    let kept = part.get(..at).unwrap_or("").trim_end();
    if kept.chars().filter(|c| c.is_alphabetic()).count() < 2 {
        return span;
    }
    Span::new(span.start, span.start + kept.len() as u32)
}

#[cfg(test)]
mod tests {
    use super::balanced;
    use isnad_model::Span;

    #[test]
    fn nothing_is_left_open() {
        for (text, phrase, wanted) in [
            ("قالت حركة الجبل (رافد) إن", "حركة الجبل (رافد", "حركة الجبل (رافد)"),
            (
                "عناصر من «كتيبة الجسر» قتلوا",
                "عناصر من «كتيبة",
                "عناصر من «كتيبة الجسر»",
            ),
            (
                "رأت اللجنة \"في الأمر خطرا كبيرا جدا على الجميع\" أمس",
                "اللجنة \"في الأمر",
                "اللجنة",
            ),
            ("قتل سبعة مدنيين", "سبعة مدنيين", "سبعة مدنيين"),
            ("(سبعة", "(سبعة", "(سبعة"),
        ] {
            let at = text.find(phrase).unwrap();
            let span = balanced(text, Span::from_range(at..at + phrase.len()));
            assert_eq!(span.slice(text), wanted);
        }
    }
}
