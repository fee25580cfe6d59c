//! Which part of a page holds its article, and which of its boxes are chrome.
//!
//! In: the tree of block elements with the prose of each. Out: the `Markup` of every line. Invariant: linear in
//! elements and lines, whatever the nesting. Deliberately trusts no class name alone where most of the page's
//! prose stands inside.

use crate::line::{Line, Markup};
use scraper::node::Element;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

/// What a class, id, role or tag says of an element.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Hint {
    /// No article inside.
    Chrome,
    /// No article inside, unless most of the prose is.
    Weak,
    /// The article.
    Article,
    /// A credit.
    Author,
    /// A stamp.
    Date,
    /// A caption.
    Caption,
}

/// One line of a page.
pub struct Block {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// Innermost element.
    pub element: usize,
    /// Characters inside links.
    pub linked: usize,
    /// After a line break.
    pub close: bool,
}

struct Node {
    parent: usize,
    hint: Option<Hint>,
    heading: Option<u8>,
    /// Marked as the article's text by its vocabulary.
    body: bool,
}

/// The tree of elements.
pub struct Page {
    nodes: Vec<Node>,
}

const HINTS: &str = include_str!("../../../../data/read/hints.tsv");

static WORDS: LazyLock<HashMap<&'static str, Hint>> = LazyLock::new(|| {
    HINTS
        .lines()
        .filter(|l| !l.starts_with('#') && !l.is_empty())
        .skip(1)
        .filter_map(|l| {
            let (kind, word) = l.split_once('\t')?;
            let hint = match kind {
                "chrome" => Hint::Chrome,
                "weak" => Hint::Weak,
                "article" => Hint::Article,
                "author" => Hint::Author,
                "date" => Hint::Date,
                "caption" => Hint::Caption,
                _ => return None,
            };
            Some((word, hint))
        })
        .collect()
});

/// The words of a class list or id: parts between signs and at capitals, and each whole name without signs.
fn parts(value: &str) -> Vec<String> {
    let mut out = Vec::new();
    for name in value.split_whitespace().take(24) {
        let mut whole = String::new();
        // «no-share», «has-sidebar» say what is elsewhere.
        if ["no-", "has-", "with-", "without-", "not-", "hide-", "is-"]
            .iter()
            .any(|p| name.starts_with(p))
        {
            continue;
        }
        let mut part = String::new();
        let mut before = '-';
        for c in name.chars().take(80) {
            let cut = !c.is_ascii_alphabetic() || (c.is_ascii_uppercase() && before.is_ascii_lowercase());
            if cut && !part.is_empty() {
                out.push(std::mem::take(&mut part));
            }
            if c.is_ascii_alphabetic() {
                part.push(c.to_ascii_lowercase());
                whole.push(c.to_ascii_lowercase());
            }
            before = c;
        }
        if !part.is_empty() && part != whole {
            out.push(part);
        }
        out.push(whole);
    }
    out
}

/// Whether an inline element says something by itself.
#[must_use]
pub fn marked(element: &Element) -> bool {
    matches!(
        element.name(),
        "span" | "a" | "time" | "strong" | "small" | "em" | "i" | "b"
    ) && (element.attr("itemprop").is_some() || element.attr("rel").is_some_and(|r| r.contains("author")))
}

fn hint(element: &Element) -> Option<Hint> {
    match element.name() {
        "html" | "body" | "main" => return None,
        "nav" | "footer" | "button" | "dialog" | "menu" => return Some(Hint::Chrome),
        "figcaption" => return Some(Hint::Caption),
        _ => {}
    }
    if element.attr("role").is_some_and(|r| {
        matches!(
            r,
            "navigation" | "contentinfo" | "search" | "banner" | "dialog" | "menu"
        )
    }) {
        return Some(Hint::Chrome);
    }
    match element.attr("itemprop") {
        Some("articleBody") => return Some(Hint::Article),
        Some("author") => return Some(Hint::Author),
        Some("datePublished") => return Some(Hint::Date),
        _ => {}
    }
    if element.attr("rel").is_some_and(|r| r.contains("author")) {
        return Some(Hint::Author);
    }
    let mut found = match element.name() {
        "aside" | "form" | "header" => Some(Hint::Weak),
        "article" => Some(Hint::Article),
        _ => None,
    };
    for value in [element.attr("class"), element.attr("id")].into_iter().flatten() {
        for part in parts(value) {
            match WORDS.get(part.as_str()) {
                Some(Hint::Chrome) => return Some(Hint::Chrome),
                Some(hint) if found.is_none() || *hint == Hint::Author => found = Some(*hint),
                _ => {}
            }
        }
    }
    found
}

impl Default for Page {
    fn default() -> Self {
        Self {
            nodes: vec![Node {
                parent: 0,
                hint: None,
                heading: None,
                body: false,
            }],
        }
    }
}

impl Page {
    /// The element above all.
    #[must_use]
    pub fn root(&self) -> usize {
        0
    }

    /// Opens an element inside `parent`.
    pub fn open(&mut self, parent: usize, element: &Element) -> usize {
        let heading = match element.name().as_bytes() {
            [b'h', n @ b'1'..=b'6'] => Some(n - b'0'),
            _ => self.nodes[parent].heading,
        };
        self.nodes.push(Node {
            parent,
            hint: hint(element),
            heading,
            body: element.attr("itemprop") == Some("articleBody"),
        });
        self.nodes.len() - 1
    }

    /// Closes an element: back to its parent.
    #[must_use]
    pub fn close(&self, element: usize) -> usize {
        self.nodes[element].parent
    }

    /// What the innermost hinted element around says, the element itself first.
    #[must_use]
    pub fn own(&self, element: usize) -> Option<Hint> {
        let mut at = element;
        for _ in 0..3 {
            if let Some(hint) = self.nodes[at].hint {
                return Some(hint);
            }
            at = self.nodes[at].parent;
        }
        None
    }

    /// Judges the lines by the elements that they stand in.
    pub fn judge(&self, blocks: &[Block], lines: &mut [Line]) {
        let n = self.nodes.len();
        for (block, line) in blocks.iter().zip(lines.iter_mut()) {
            line.markup = Markup {
                linked: block.linked * 10 >= line.chars.max(1) * 6 && line.chars < 600,
                heading: self.nodes[block.element].heading,
                ..Markup::default()
            };
        }
        // Prose of each element itself, and of all inside it.
        let mut prose = vec![0usize; n];
        for (block, line) in blocks.iter().zip(lines.iter()) {
            prose[block.element] += line.prose().min(900);
        }
        let strict = self.inherit(|i| self.nodes[i].hint == Some(Hint::Chrome));
        let mut inside = vec![0usize; n];
        for i in (0..n).rev() {
            if !strict[i] {
                inside[i] += prose[i];
            }
            if i > 0 {
                let parent = self.nodes[i].parent;
                inside[parent] += inside[i];
            }
        }
        let all = inside[0];
        // A page whose prose stands nearly all in a box that calls itself chrome has no other article.
        let mut total = prose.clone();
        for i in (1..n).rev() {
            let parent = self.nodes[i].parent;
            total[parent] += total[i];
        }
        let chrome = self.inherit(|i| match self.nodes[i].hint {
            Some(Hint::Chrome) => total[i] * 100 < total[0] * 92 || total[0] == 0,
            Some(Hint::Weak) => inside[i] * 100 < all * 45,
            _ => false,
        });
        // The element whose own paragraphs weigh most: its own prose whole, its children's half, theirs a quarter.
        let mut score = vec![0usize; n];
        for i in 1..n {
            if chrome[i] || prose[i] == 0 {
                continue;
            }
            let parent = self.nodes[i].parent;
            let above = self.nodes[parent].parent;
            score[i] += prose[i] * 4;
            score[parent] += prose[i] * 3;
            score[above] += prose[i] * 2;
            let top = self.nodes[above].parent;
            score[top] += prose[i];
        }
        for i in 0..n {
            if self.nodes[i].body && inside[i] >= 200 {
                score[i] = score[i].max(inside[i] * 4) * 2;
            } else if self.nodes[i].hint == Some(Hint::Article) {
                score[i] = score[i] * 13 / 10;
            }
        }
        let best = (0..n).rev().max_by_key(|&i| score[i]).unwrap_or(0);
        let within = self.inherit(|i| i == best);
        for (block, line) in blocks.iter().zip(lines.iter_mut()) {
            let i = block.element;
            line.markup.chrome = chrome[i];
            line.markup.outside = best != 0 && score[best] > 0 && !within[i];
            line.markup.caption = self.own(i) == Some(Hint::Caption);
        }
    }

    /// Whether an element or one around it is so.
    fn inherit(&self, is: impl Fn(usize) -> bool) -> Vec<bool> {
        let mut out = vec![false; self.nodes.len()];
        for i in 0..out.len() {
            out[i] = is(i) || (i > 0 && out[self.nodes[i].parent]);
        }
        out
    }
}
