//! Credits and datelines: who wrote, edited, took over a text.
//!
//! In: a short line. Out: its pieces (persons, publications, labels) and its shape. Invariant: piece ranges lie
//! in the line. Deliberately knows persons only by given names and labels, publications by the words that their
//! names hold; places are what remains. Example: «إعداد: سامي حداد – تحرير: ريم قاسم» (prepared by …, edited by …).

use crate::fold::fold;
use crate::line::Line;
use crate::phrase::{Kind, Role, TABLES};
use std::ops::Range;

/// What a piece of a credit line is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PieceKind {
    /// A person's name.
    Person,
    /// A publication or agency.
    Outlet,
    /// A section or desk.
    Section,
    /// A section that is a place: a dateline's too.
    Country,
    /// Something of at most four words: a place, mostly.
    Short,
    /// Anything longer.
    Long,
}

/// A piece of a credit line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Piece {
    /// Bytes of the line.
    pub range: Range<usize>,
    /// What it is.
    pub kind: PieceKind,
    /// The label before it.
    pub role: Option<Role>,
    /// Stands in parentheses.
    pub bracketed: bool,
}

/// The shape of a line as a credit.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Shape {
    /// None.
    #[default]
    None,
    /// Names behind labels: «إعداد: …», «المصدر: …».
    Signed,
    /// A dateline or a name: «إدلب – شبكة …», «سامي حداد».
    Credit,
    /// A publication with a section: a label of the site.
    Label,
}

/// Longest line that can be a credit, in bytes.
const LONGEST: usize = 420;

/// Whether the line is a credit of any kind.
#[must_use]
pub fn is_credit(line: &Line) -> bool {
    matches!(line.credit, Shape::Signed | Shape::Credit)
}

/// Whether the line names people or origins behind labels.
#[must_use]
pub fn is_signed(line: &Line) -> bool {
    line.credit == Shape::Signed
}

/// Whether the line is a site's own label.
#[must_use]
pub fn is_label(line: &Line) -> bool {
    line.credit == Shape::Label
}

fn separator(c: char) -> bool {
    matches!(
        c,
        '-' | '–'
            | '—'
            | '―'
            | '/'
            | '|'
            | '('
            | ')'
            | '['
            | ']'
            | ':'
            | '،'
            | ','
            | '•'
            | '+'
            | '\\'
            | '«'
            | '»'
            | '“'
            | '”'
            | '"'
            | '*'
            | '؛'
            | ';'
    )
}

/// The role that the folded words begin with, and how many words the label takes.
fn label(words: &[&str]) -> Option<(Role, usize)> {
    (1..=words.len().min(4))
        .rev()
        .find_map(|n| TABLES.credits.get(&words[..n].join(" ")).map(|r| (*r, n)))
}

fn has_outlet_word(folded: &str, words: &[&str]) -> bool {
    let outlets = &TABLES.outlets;
    outlets.agency.contains(folded)
        || words.iter().any(|w| outlets.part.contains(*w))
        || words.windows(2).any(|w| outlets.part.contains(&w.join(" ")))
        || words
            .windows(3)
            .any(|w| outlets.part.contains(&w.join(" ")) || outlets.agency.contains(&w.join(" ")))
}

fn is_person(words: &[&str]) -> bool {
    (2..=4).contains(&words.len()) && words[0] != "0" && TABLES.names.contains(words[0]) && !words.contains(&"0")
}

/// Where in the raw piece the words after the first `n` begin.
fn after_words(piece: &str, n: usize) -> usize {
    let mut seen = 0;
    let mut inside = false;
    for (i, c) in piece.char_indices() {
        let word = !c.is_whitespace();
        if word && !inside {
            if seen == n {
                return i;
            }
            seen += 1;
        }
        inside = word;
    }
    piece.len()
}

/// Takes a line apart.
#[must_use]
pub fn pieces(line: &str) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    if line.len() > LONGEST {
        return out;
    }
    let mut role = None;
    let mut start = 0;
    let mut bracketed = false;
    let mut cut = |start: usize, end: usize, sign: Option<char>, bracketed: bool, role: &mut Option<Role>| {
        let raw = line.get(start..end).unwrap_or("");
        let left = raw.trim_start();
        let from = start + raw.len() - left.len();
        let piece = left.trim_end().trim_end_matches('.').trim_end();
        if piece.is_empty() {
            return;
        }
        let folded = fold(piece, 200);
        let words: Vec<&str> = folded.split(' ').filter(|w| !w.is_empty()).collect();
        if words.is_empty() {
            return;
        }
        let mut offset = 0;
        if let Some((found, n)) = label(&words) {
            if n == words.len() {
                if sign == Some(':')
                    || (matches!(sign, Some('/' | '|')) && found == Role::Source)
                    || (sign == Some(',') && words[0].is_ascii())
                {
                    *role = Some(found);
                    return;
                }
            } else if words.len() - n <= 5
                && (is_person(&words[n..words.len().min(n + 2)]) || n > 1 && is_person(&words[n..]))
            {
                // «إعداد علي …» without a colon.
                *role = Some(found);
                offset = after_words(piece, n);
            }
        }
        let rest = piece.get(offset..).unwrap_or("");
        let folded = fold(rest, 200);
        let words: Vec<&str> = folded.split(' ').filter(|w| !w.is_empty()).collect();
        let kinds = TABLES.chrome.kinds(&folded);
        let named = role.is_some_and(|r| matches!(r, Role::Author | Role::Editor | Role::Translator));
        let kind = if kinds.has(Kind::Section) || kinds.has(Kind::Share) {
            PieceKind::Section
        } else if kinds.has(Kind::Country) {
            PieceKind::Country
        } else if has_outlet_word(&folded, &words) && words.len() <= 5 {
            PieceKind::Outlet
        } else if is_person(&words) || (named && (1..=5).contains(&words.len()) && !words.contains(&"0")) {
            PieceKind::Person
        } else if words.len() <= 4 {
            PieceKind::Short
        } else {
            PieceKind::Long
        };
        out.push(Piece {
            range: from + offset..from + offset + rest.len(),
            kind,
            role: *role,
            bracketed,
        });
    };
    for (i, c) in line.char_indices() {
        // A lone tatweel is written as a dash.
        let lone = c == 'ـ'
            && line.get(..i).is_some_and(|l| l.ends_with(char::is_whitespace))
            && line
                .get(i + c.len_utf8()..)
                .is_some_and(|r| r.starts_with(char::is_whitespace));
        if separator(c) || lone {
            cut(start, i, Some(c), bracketed, &mut role);
            start = i + c.len_utf8();
            bracketed = matches!(c, '(' | '[');
        }
    }
    cut(start, line.len(), None, bracketed, &mut role);
    out
}

/// The shape of a line.
#[must_use]
pub fn shape(line: &str, words: usize) -> Shape {
    if words == 0 || words > 30 || line.len() > LONGEST || (words > 14 && !line.contains([':', '('])) {
        return Shape::None;
    }
    let pieces = pieces(line);
    let people = pieces.iter().filter(|p| p.kind == PieceKind::Person).count();
    let outlets = pieces.iter().filter(|p| p.kind == PieceKind::Outlet).count();
    let long = pieces.iter().any(|p| p.kind == PieceKind::Long);
    let role = |r: Role| pieces.iter().any(|p| p.role == Some(r));
    let named = pieces
        .iter()
        .any(|p| p.kind == PieceKind::Person && matches!(p.role, Some(Role::Author | Role::Editor | Role::Translator)));
    if (named && words <= 24 && !long)
        || (role(Role::Source) && pieces.first().is_some_and(|p| p.role == Some(Role::Source)))
    {
        return Shape::Signed;
    }
    if long || words > 12 || pieces.len() > 6 {
        return Shape::None;
    }
    let sections = pieces.iter().filter(|p| p.kind == PieceKind::Section).count();
    if sections > 0 && sections < pieces.len() && people == 0 && !pieces.iter().any(|p| p.kind == PieceKind::Country) {
        return if outlets > 0 && !line.contains('-') && !line.contains('–') {
            Shape::Label
        } else {
            Shape::None
        };
    }
    if pieces.len() > 1
        && pieces
            .iter()
            .all(|p| matches!(p.kind, PieceKind::Section | PieceKind::Country))
    {
        return Shape::Label;
    }
    let labels = pieces
        .iter()
        .filter(|p| matches!(p.kind, PieceKind::Section | PieceKind::Country))
        .count();
    if labels >= 2 && labels * 2 >= pieces.len() && !line.contains(['-', '–', '(']) {
        return Shape::Label;
    }
    let short = |n: usize| pieces.iter().filter(|p| p.kind == PieceKind::Short).count() <= n;
    if people > 0 && short(3) && words <= 10 || outlets > 0 && short(2) && words <= 9 {
        return Shape::Credit;
    }
    Shape::None
}

/// A headline that stands only behind «المصدر:» (source): its bytes in the text.
#[must_use]
pub fn source_title(text: &str, lines: &[Line], last: usize, fits: impl Fn(&str) -> bool) -> Option<Range<usize>> {
    for line in lines.iter().skip(last).take(8) {
        if line.credit != Shape::Signed {
            continue;
        }
        let raw = line.text(text);
        let Some(colon) = raw.find(':') else { continue };
        let head = fold(raw.get(..colon).unwrap_or(""), 60);
        if TABLES.credits.get(&head) != Some(&Role::Source) {
            continue;
        }
        let rest = raw.get(colon + 1..).unwrap_or("");
        let title = rest.trim();
        let folded = fold(title, 400);
        if folded.split(' ').count() >= 5 && fits(&folded) {
            let start = line.range.start + colon + 1 + rest.len() - rest.trim_start().len();
            return Some(start..start + title.len());
        }
    }
    None
}

/// Names credited in a line, in text order, as bytes of the line.
#[must_use]
pub fn names(line: &str) -> Vec<Range<usize>> {
    pieces(line)
        .into_iter()
        .filter(|p| p.kind == PieceKind::Person && !matches!(p.role, Some(Role::Camera | Role::Source)))
        .map(|p| p.range)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape_of(line: &str) -> Shape {
        shape(line, fold(line, 400).split(' ').count())
    }

    #[test]
    fn shapes() {
        for (line, expected) in [
            ("إعداد: سامي حداد – تحرير: ريم قاسم", Shape::Signed),
            (
                "(تغطية صحفية خالد درويش -إعداد علي سمعان للنشرة - تحرير سلمى غانم)",
                Shape::Signed,
            ),
            ("المصدر: وكالة الضفة", Shape::Signed),
            ("بقلم: هدى مرعي", Shape::Signed),
            ("سامي حداد", Shape::Credit),
            ("حلب – نهر برس", Shape::Credit),
            ("حلب / سامي حداد / الأناضول", Shape::Credit),
            ("واحة نيوز - حلب (سامي حداد)", Shape::Credit),
            ("سامي حداد: صوت القرية", Shape::Credit),
            ("*صوت بوست / أخبار", Shape::Label),
            ("الأخبار, حوادث محلية, سوريا", Shape::Label),
            ("مقتل ثلاثة أشخاص في قصف على السوق", Shape::None),
            ("الصراع على المعابر", Shape::None),
        ] {
            assert_eq!(shape_of(line), expected, "{line}");
        }
    }

    #[test]
    fn names_are_taken_from_credits() {
        for (line, expected) in [
            ("إعداد : سامي النجار- تحرير: ريم قاسم", vec!["سامي النجار", "ريم قاسم"]),
            ("واحة نيوز - حلب (سامي حداد)", vec!["سامي حداد"]),
            ("سامي حداد: صوت القرية", vec!["سامي حداد"]),
            ("تصوير: سامي حداد", vec![]),
            ("إعداد علي سمعان", vec!["علي سمعان"]),
        ] {
            let found: Vec<&str> = names(line).into_iter().filter_map(|r| line.get(r)).collect();
            assert_eq!(found, expected, "{line}");
        }
    }
}
