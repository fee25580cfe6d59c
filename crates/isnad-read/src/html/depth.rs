//! A limit to the nesting of pages, as browsers have one.
//!
//! In: the source of a page. Out: the same source, without the tags that nest deeper than [`DEEPEST`]. The
//! parser's work at each tag grows with the depth, so that a few hundred kilobytes of `<div>` would take minutes.
//! Invariant: linear; text is never touched; a page of usual depth comes back as it was.

use std::borrow::Cow;

/// Deepest nesting that is parsed.
const DEEPEST: usize = 512;

/// Elements that close themselves or hold nothing: they add no depth.
fn flat(name: &[u8]) -> bool {
    const FLAT: [&[u8]; 28] = [
        b"p",
        b"li",
        b"td",
        b"tr",
        b"th",
        b"dd",
        b"dt",
        b"option",
        b"br",
        b"img",
        b"hr",
        b"input",
        b"meta",
        b"link",
        b"area",
        b"base",
        b"col",
        b"embed",
        b"source",
        b"track",
        b"wbr",
        b"tbody",
        b"thead",
        b"tfoot",
        b"rp",
        b"rt",
        b"param",
        b"optgroup",
    ];
    FLAT.iter().any(|f| f.eq_ignore_ascii_case(name))
}

/// Position behind the next `needle`, or the end.
fn behind(source: &[u8], from: usize, needle: &[u8]) -> usize {
    let rest = source.get(from..).unwrap_or(b"");
    rest.windows(needle.len())
        .position(|w| w.eq_ignore_ascii_case(needle))
        .map_or(source.len(), |i| from + i + needle.len())
}

/// Drops tags below the deepest nesting.
#[must_use]
pub fn limit(source: &str) -> Cow<'_, str> {
    let bytes = source.as_bytes();
    let mut out: Option<String> = None;
    let (mut depth, mut at, mut copied) = (0usize, 0usize, 0usize);
    while let Some(i) = bytes
        .get(at..)
        .and_then(|r| r.iter().position(|b| *b == b'<'))
        .map(|i| at + i)
    {
        if bytes.get(i..i + 4) == Some(b"<!--") {
            at = behind(bytes, i + 4, b"-->");
            continue;
        }
        let closing = bytes.get(i + 1) == Some(&b'/');
        let from = i + 1 + usize::from(closing);
        let length = bytes
            .get(from..)
            .map_or(0, |r| r.iter().take_while(|b| b.is_ascii_alphanumeric()).count());
        let name = bytes.get(from..from + length).unwrap_or(b"");
        if length == 0 || !name[0].is_ascii_alphabetic() {
            at = i + 1;
            continue;
        }
        let end = behind(bytes, from + length, b">");
        at = end;
        if flat(name) || bytes.get(end.wrapping_sub(2)) == Some(&b'/') {
            continue;
        }
        if !closing && (name.eq_ignore_ascii_case(b"script") || name.eq_ignore_ascii_case(b"style")) {
            let close: &[u8] = if name.len() == 6 { b"</script" } else { b"</style" };
            at = behind(bytes, end, close).saturating_sub(close.len()).max(end);
            depth += 1;
            continue;
        }
        let deep = if closing { depth > DEEPEST } else { depth >= DEEPEST };
        depth = if closing { depth.saturating_sub(1) } else { depth + 1 };
        if deep {
            let out = out.get_or_insert_with(String::new);
            out.push_str(source.get(copied..i).unwrap_or(""));
            copied = end;
        }
    }
    match out {
        None => Cow::Borrowed(source),
        Some(mut out) => {
            out.push_str(source.get(copied..).unwrap_or(""));
            Cow::Owned(out)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_pages_stay_as_they_are() {
        let page = "<div><p>نص<p>نص<script>if (a < b) { \"<div>\" }</script><!-- <div> --></div>".repeat(900);
        assert!(matches!(limit(&page), Cow::Borrowed(_)));
    }

    #[test]
    fn deep_tags_go_and_text_stays() {
        let page = format!("{}نص{}", "<div>".repeat(2000), "</div>".repeat(2000));
        let limited = limit(&page);
        assert!(limited.contains("نص"));
        assert_eq!(limited.matches("<div>").count(), DEEPEST);
        assert_eq!(limited.matches("</div>").count(), DEEPEST);
    }
}
