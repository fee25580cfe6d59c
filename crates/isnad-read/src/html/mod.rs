//! Pages: their visible text, line by line, and what markup says of each line.
//!
//! In: the source of a page. Out: a [`Page`]: text with a line feed between blocks, its lines with their
//! `Markup`, metadata. Invariant: all visible text is there, menus and boxes too, in document order; the walk
//! is a loop, so that no depth of nesting overflows; linear in the page. Deliberately runs no scripts and
//! knows no site: class names are looked up in `data/read/hints.tsv`.
//! Example: `<nav>أخبار</nav><p>أغلق الطريق.</p>` (news; the road was closed) gives two lines, the first chrome.

mod depth;
mod judge;
mod meta;

use crate::fold::fold;
use crate::line::{self, Line, Markup};
use crate::report::{Known, metadata_date};
use judge::{Block, Hint, Page as Tree};
pub use meta::Meta;
use scraper::node::Element;
use scraper::{Html, Node};

/// A page read.
pub struct Page {
    /// The visible text.
    pub text: String,
    /// Its lines.
    pub lines: Vec<Line>,
    /// What its head and its elements say of it.
    pub meta: Meta,
}

/// Elements whose content nobody sees.
fn unseen(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "noscript"
            | "template"
            | "svg"
            | "iframe"
            | "object"
            | "canvas"
            | "math"
            | "head"
            | "title"
            | "textarea"
            | "select"
            | "datalist"
            | "audio"
            | "video"
            | "map"
    )
}

fn block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "button"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "html"
            | "legend"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "option"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
    )
}

fn hidden(element: &Element) -> bool {
    element.attr("hidden").is_some()
        || element.attr("style").is_some_and(|s| {
            let style: String = s.chars().filter(|c| !c.is_whitespace()).collect();
            style.contains("display:none") || style.contains("visibility:hidden")
        })
}

/// The walk's growing text.
struct Writer {
    text: String,
    /// Where the open block begins.
    start: usize,
    /// Characters of links in the open block.
    linked: usize,
    /// A space is due before the next character.
    space: bool,
    /// A line break, not a block, ended the line before.
    broken: bool,
    blocks: Vec<Block>,
}

impl Writer {
    fn push(&mut self, text: &str, linked: bool) {
        for c in text.chars() {
            if c.is_whitespace() {
                self.space = true;
                continue;
            }
            if self.space && self.text.len() > self.start {
                self.text.push(' ');
            }
            self.space = false;
            self.text.push(c);
            self.linked += usize::from(linked);
        }
    }

    fn flush(&mut self, element: usize, broken: bool) {
        if self.text.len() > self.start {
            self.blocks.push(Block {
                range: self.start..self.text.len(),
                element,
                linked: self.linked,
                close: self.broken,
            });
            self.text.push('\n');
            self.start = self.text.len();
        }
        self.broken = broken && self.text.len() > 1;
        self.linked = 0;
        self.space = false;
    }
}

/// Reads a page.
#[must_use]
pub fn read(source: &str) -> Page {
    let html = Html::parse_document(&depth::limit(source));
    let mut tree = Tree::default();
    let mut meta = Meta::default();
    let mut out = Writer {
        text: String::with_capacity(source.len() / 4),
        start: 0,
        linked: 0,
        space: false,
        broken: false,
        blocks: Vec::new(),
    };
    let mut at = tree.root();
    let mut links = 0usize;
    let mut node = html.tree.root();
    loop {
        // Down, or over what nobody sees.
        let mut descend = true;
        match node.value() {
            Node::Text(text) => out.push(text, links > 0),
            Node::Element(element) => {
                let name = element.name();
                meta.element(element, &|| {
                    let mut text = String::new();
                    for child in node.descendants() {
                        if let Node::Text(part) = child.value() {
                            text.push_str(part);
                        }
                    }
                    text
                });
                if name == "br" {
                    out.flush(at, true);
                    descend = false;
                } else if name == "head" {
                    // Its metadata counts, its text does not: descend, but see `unseen` below for its children.
                } else if unseen(name) || hidden(element) {
                    descend = false;
                } else {
                    if block(name) {
                        out.flush(at, false);
                    }
                    if name == "a" {
                        links += 1;
                        out.space |= out.linked > 0;
                    }
                    if block(name) || judge::marked(element) {
                        at = tree.open(at, element);
                    }
                }
            }
            _ => {}
        }
        if descend && let Some(child) = node.first_child() {
            node = child;
            continue;
        }
        // Over, or up.
        loop {
            if let Node::Element(element) = node.value() {
                let name = element.name();
                let opened = !(name == "br" || name == "head" || unseen(name) || hidden(element));
                if opened {
                    if name == "a" {
                        links = links.saturating_sub(1);
                    }
                    if block(name) {
                        out.flush(at, false);
                    }
                    if block(name) || judge::marked(element) {
                        at = tree.close(at);
                    }
                }
            }
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            match node.parent() {
                Some(parent) => node = parent,
                None => {
                    out.flush(at, false);
                    return finish(out, &mut tree, meta);
                }
            }
        }
    }
}

fn finish(out: Writer, tree: &mut Tree, mut meta: Meta) -> Page {
    let Writer { mut text, blocks, .. } = out;
    if text.ends_with('\n') {
        text.pop();
    }
    let mut lines: Vec<Line> = blocks
        .iter()
        .map(|b| line::look(&text, b.range.clone(), b.close, Markup::default()))
        .collect();
    tree.judge(&blocks, &mut lines);
    for (block, line) in blocks.iter().zip(&lines) {
        let own = tree.own(block.element);
        let raw = line.text(&text);
        if own == Some(Hint::Author) && line.chars <= 80 && !line.markup.chrome {
            meta.visible_author(raw);
        }
    }
    Page { text, lines, meta }
}

/// The encoding that the head of a page declares.
#[must_use]
pub fn declared_encoding(bytes: &[u8]) -> Option<String> {
    let head = &bytes[..bytes.len().min(4096)];
    let lower = head.to_ascii_lowercase();
    let at = lower.windows(8).position(|w| w == b"charset=")? + 8;
    let label: String = lower[at..]
        .iter()
        .skip_while(|b| matches!(b, b'"' | b'\'' | b' '))
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
        .map(|b| char::from(*b))
        .collect();
    (!label.is_empty()).then_some(label)
}

/// Fills what is not yet known of a report from its page.
pub fn fill(known: &mut Known, mut meta: Meta) {
    let mut diagnostics = std::mem::take(&mut known.diagnostics);
    if known.url.is_none() {
        known.url = meta.url.take();
    }
    if known.published.is_none() {
        let mut read =
            |p: &String| metadata_date(p, "the page's metadata", &mut diagnostics).map(|d| (d, universal(p)));
        let dates: Vec<_> = meta.dates().filter_map(&mut read).collect();
        // The same instant by local time names the local day.
        let local = dates
            .iter()
            .find(|(d, u)| !u && dates.first().is_some_and(|(f, _)| f.tomorrow().is_ok_and(|t| t == *d)));
        let best = dates
            .first()
            .map(|first| if first.1 { local.unwrap_or(first) } else { first });
        known.published = best.map(|b| b.0);
        known.instant = best.is_some_and(|b| b.1);
    }
    known.diagnostics = diagnostics;
    if known.publisher.is_none() {
        known.publisher = meta.site.take();
    }
    if known.authors.is_empty() {
        known.authors = meta.authors(known.publisher.as_deref());
    }
    if known.title.is_none() {
        known.title = meta.title();
    }
    known.heading = meta.heading.take().map(|h| fold(&h, 600));
}

/// Whether a date is written as an instant in universal time.
fn universal(date: &str) -> bool {
    let date = date.trim();
    date.contains('T') && (date.ends_with('Z') || date.ends_with("+00:00") || date.ends_with("+0000"))
}
