//! Markup that escapes what it is given.
//!
//! In: templates with `{}` and values. Out: markup. Invariant: words become text, never markup; controls that turn the
//! direction of text around are shown by their number; only [`Html`] goes in as it is. Deliberately no template language.
//! Example: a headline «<b>عاجل» (breaking) is shown with its angle brackets.

use isnad_record::markup::escape;

/// Markup.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Html(pub String);

/// What may stand in markup.
pub trait Piece {
    /// Adds itself, escaped as it needs.
    fn piece(&self, out: &mut String);
}

impl Piece for Html {
    fn piece(&self, out: &mut String) {
        out.push_str(&self.0);
    }
}

impl Piece for str {
    fn piece(&self, out: &mut String) {
        escape(self, out);
    }
}

impl Piece for String {
    fn piece(&self, out: &mut String) {
        escape(self, out);
    }
}

impl<T: Piece + ?Sized> Piece for &T {
    fn piece(&self, out: &mut String) {
        (**self).piece(out);
    }
}

macro_rules! numbers {
    ($($t:ty),*) => {$(impl Piece for $t {
        fn piece(&self, out: &mut String) { out.push_str(&self.to_string()); }
    })*};
}
numbers!(u8, u32, u64, usize, i64, f64);

/// Fills a template: each `{}` takes the next value.
pub fn fill(out: &mut Html, template: &str, values: &[&dyn Piece]) {
    let mut values = values.iter();
    for (i, part) in template.split("{}").enumerate() {
        if i > 0
            && let Some(v) = values.next()
        {
            v.piece(&mut out.0);
        }
        out.0.push_str(part);
    }
    debug_assert!(values.next().is_none(), "more values than places: {template}");
}

/// Fills a template into markup: `put!(out, "<p>{}</p>", words)`.
macro_rules! put {
    ($out:expr, $template:literal $(, $value:expr)* $(,)?) => {
        $crate::html::fill(&mut $out, $template, &[$(&$value as &dyn $crate::html::Piece),*])
    };
}
/// New markup of a template.
macro_rules! html {
    ($template:literal $(, $value:expr)* $(,)?) => {{
        #[allow(unused_mut)]
        let mut out = $crate::html::Html::default();
        $crate::html::put!(out, $template $(, $value)*);
        out
    }};
}
pub(crate) use {html, put};

/// Words of a report, whatever their direction.
pub fn words(text: &str) -> Html {
    html!("<bdi dir=\"auto\">{}</bdi>", text)
}

/// Numbers, dates, ids: always from left to right.
pub fn ltr(text: &str) -> Html {
    html!("<bdi dir=\"ltr\" class=\"n\">{}</bdi>", text)
}

/// The beginning of a text, on a character boundary.
pub fn short(text: &str, chars: usize) -> String {
    match text.char_indices().nth(chars) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or("")),
        None => text.to_owned(),
    }
}

/// Markup whose pseudonyms are isolated and kept on one line, wherever they stand as words of a page.
pub fn isolate_pseudonyms(markup: &str) -> String {
    let mut out = String::with_capacity(markup.len());
    let mut rest = markup;
    let mut inert = false;
    while let Some(at) = rest.find(['<', '[']) {
        let (before, here) = rest.split_at(at);
        out.push_str(before);
        let tag = here.starts_with('<');
        let end = here.find(if tag { '>' } else { ']' }).map_or(here.len(), |i| i + 1);
        let (piece, behind) = here.split_at(end);
        if tag {
            // Markup inside these would be shown, not read.
            for name in ["title", "option", "textarea", "script"] {
                let opens = piece.strip_prefix('<').and_then(|p| p.strip_prefix(name));
                if opens.is_some_and(|p| p.starts_with(['>', ' '])) {
                    inert = true;
                } else if piece
                    .strip_prefix("</")
                    .is_some_and(|p| p.trim_end_matches('>') == name)
                {
                    inert = false;
                }
            }
            out.push_str(piece);
            rest = behind;
        } else if !inert && is_pseudonym(piece) {
            out.push_str("<bdi class=\"p\" dir=\"ltr\">");
            out.push_str(piece);
            out.push_str("</bdi>");
            rest = behind;
        } else {
            out.push('[');
            rest = here.get(1..).unwrap_or("");
        }
    }
    out.push_str(rest);
    out
}

fn is_pseudonym(words: &str) -> bool {
    let inner = words.strip_prefix("[P-").and_then(|w| w.strip_suffix(']'));
    inner.is_some_and(|w| w.len() == 8 && w.bytes().all(|b| b.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_never_become_markup() {
        let h = html!("<p title=\"{}\">{}</p>", "a\"b", words("<script>\u{202e}x"));
        assert_eq!(
            h.0,
            "<p title=\"a&quot;b\"><bdi dir=\"auto\">&lt;script&gt;[U+202E]x</bdi></p>"
        );
        assert_eq!(html!("{}{}", "{}", "x").0, "{}x");
        assert_eq!(short("قصف مدفعي", 3), "قصف…");
    }

    #[test]
    fn pseudonyms_are_isolated_where_they_are_words() {
        let one = "[P-1a2b3c4d]";
        let kept = format!("<title>{one}</title><a title=\"{one}\">[x] [P-zz] [[</a><option>{one}</option>");
        assert_eq!(isolate_pseudonyms(&kept), kept);
        assert_eq!(
            isolate_pseudonyms(&format!("<p>قال {one} إن")),
            format!("<p>قال <bdi class=\"p\" dir=\"ltr\">{one}</bdi> إن")
        );
    }
}
