//! Words of reports where they stand among markup.
//!
//! In: any text. Out: the same as text of a page. Invariant: nothing of it takes effect: no tag, no attribute, no control
//! that turns the direction of what stands around it (those are shown by their number). Deliberately leaves the marks
//! that only a letter's neighbours feel (U+200E, U+200F, U+061C): Arabic is written with them.
//! Example: «<b>عاجل» (breaking) is shown with its angle brackets.

use std::fmt::Write;

/// Adds a text with its controls made visible; it may still hold markup.
pub fn visible(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                let _ = write!(out, "[U+{:04X}]", u32::from(c));
            }
            '\n' | '\t' => out.push(c),
            c if c.is_control() => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
}

/// Adds a text as text of HTML, inside elements and between quotation marks of attributes.
pub fn escape(text: &str, out: &mut String) {
    let mut shown = String::with_capacity(text.len());
    visible(text, &mut shown);
    for c in shown.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_takes_effect() {
        for (text, shown) in [
            ("<b a='x'>&\"", "&lt;b a=&#39;x&#39;&gt;&amp;&quot;"),
            ("قصف\u{202e}x\u{2069}", "قصف[U+202E]x[U+2069]"),
            ("a\u{0}b\nc\u{200f}", "a\u{fffd}b\nc\u{200f}"),
        ] {
            let mut out = String::new();
            escape(text, &mut out);
            assert_eq!(out, shown);
        }
    }
}
