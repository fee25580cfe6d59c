//! Where a site writes its own name: over the headline, beside the date, in the notice of rights.
//!
//! In: the lines of a text. Out: votes for the publisher (see `outlet`). Invariant: a name that nothing confirms
//! counts only where it holds a word of publications; a name that stands behind «في» or «مدينة» is a place's.
//! Deliberately reads no sentence. Example: «دفتر الوادي | 3 أيلول 2022» (the Valley Notebook, with a date).

use crate::credit::{self, PieceKind};
use crate::fold::{fold, stem};
use crate::line::{End, Line};
use crate::outlet::{Ballot, OutletDirectory, agency, nameless, stem_kind};
use crate::phrase::{Kind, TABLES};
use crate::stamp;
use crate::wording::{Word, words};

/// A site's own name: a short line over the headline, a name beside the date, the holder of the rights.
pub(crate) struct Masthead<'a> {
    pub(crate) text: &'a str,
    pub(crate) lines: &'a [Line],
    pub(crate) outlets: &'a dyn OutletDirectory,
}

impl Masthead<'_> {
    /// Whether the directory has a publication of just this name.
    pub(crate) fn known(&self, name: &str) -> bool {
        let folded = fold(name, 120);
        let bare = |f: &str| -> Vec<String> {
            f.split(' ')
                .filter(|w| !TABLES.outlets.kind.contains(stem_kind(w)))
                .map(str::to_owned)
                .collect()
        };
        self.outlets.by_name(name).is_some_and(|(_, n)| {
            // Latin letters are an abbreviation or the name of the site: no common word reads so.
            !folded.is_empty() && (folded.is_ascii() || bare(&fold(&n, 120)) == bare(&folded))
        })
    }

    /// Whether the text speaks of the name as of a place.
    pub(crate) fn place(&self, name: &str) -> bool {
        let folded = fold(name, 120);
        let words = &TABLES.outlets.place;
        !folded.is_empty()
            && self.lines.iter().any(|line| {
                line.folded.match_indices(folded.as_str()).take(8).any(|(at, _)| {
                    let whole = line
                        .folded
                        .get(at + folded.len()..)
                        .is_some_and(|r| r.is_empty() || r.starts_with(' '));
                    let before = line.folded.get(..at).unwrap_or("");
                    let last = before.trim_end().rsplit(' ').next().unwrap_or("");
                    whole && before.ends_with(' ') && (words.contains(last) || words.contains(stem(last)))
                })
            })
            && !self.known(name)
    }

    /// A known publication alone in a line beside the headline: «عنب بلدي» over the date.
    pub(crate) fn alone(&self, i: usize, ballot: &mut Ballot<'_>) {
        let line = &self.lines[i];
        let raw = line.text(self.text);
        if (1..=4).contains(&line.words)
            && line.end == End::Open
            && !line.markup.linked
            && !agency(raw)
            && self.known(raw)
        {
            ballot.vote(line.range.clone(), 8);
        }
    }

    /// Whether something else says that the name is a publication's and no place's.
    fn confirmed(&self, own: usize, name: &str) -> bool {
        if self.known(name) {
            return true;
        }
        let folded = fold(name, 120);
        let kinds = &TABLES.outlets;
        let mut said = false;
        for (i, line) in self.lines.iter().enumerate().filter(|(i, _)| *i != own) {
            let Some(at) = line.folded.find(&folded) else { continue };
            let before = line
                .folded
                .get(..at)
                .unwrap_or("")
                .trim_end()
                .rsplit(' ')
                .next()
                .unwrap_or("");
            if kinds.place.contains(before) || kinds.place.contains(stem(before)) {
                return false;
            }
            said |= kinds.kind.contains(stem_kind(before))
                || kinds.to.contains(before.strip_prefix('ل').unwrap_or(before))
                || kinds.reporter.contains(stem(before))
                || kinds.site.contains(stem(before))
                || (line.chrome() && i != own && line.words <= 12);
        }
        said
    }

    /// «Name – 3 أيلول 2022», «Name | place | 3/9/2022»: what is neither date nor place beside a date.
    pub(crate) fn dated(&self, i: usize, ballot: &mut Ballot<'_>) {
        let line = &self.lines[i];
        if line.stamp.dates.is_empty() || line.words > 12 || line.opening || line.prose() > 0 {
            return;
        }
        let raw = line.text(self.text);
        for piece in credit::pieces(raw) {
            let name = raw.get(piece.range.clone()).unwrap_or("");
            let dated = name.chars().any(char::is_numeric) || stamp::read(name).only;
            if dated || piece.bracketed || agency(name) || nameless(name) || piece.role.is_some() {
                continue;
            }
            let range = line.range.start + piece.range.start..line.range.start + piece.range.end;
            match piece.kind {
                PieceKind::Outlet => ballot.vote(range, 8),
                PieceKind::Short if self.confirmed(i, name) => ballot.vote(range, 8),
                _ => {}
            }
        }
    }

    /// «Name - ريف المدينة» over the text: of two pieces the one that is no place.
    pub(crate) fn beside_place(&self, i: usize, ballot: &mut Ballot<'_>) {
        let line = &self.lines[i];
        let raw = line.text(self.text);
        let pieces = credit::pieces(raw);
        if line.words > 7 || line.end != End::Open || !raw.contains(['-', '–', '—']) {
            return;
        }
        let [a, b] = &pieces[..] else { return };
        let name = |p: &credit::Piece| raw.get(p.range.clone()).unwrap_or("");
        let place = |p: &credit::Piece| {
            let folded = fold(name(p), 120);
            p.kind == PieceKind::Country
                || self.place(name(p))
                || folded
                    .split(' ')
                    .next()
                    .is_some_and(|w| TABLES.outlets.place.contains(w))
        };
        for (one, other) in [(a, b), (b, a)] {
            let named = one.kind == PieceKind::Short && name(one).split_whitespace().count() >= 2;
            if named && place(other) && !place(one) && !agency(name(one)) && !nameless(name(one)) && !one.bracketed {
                ballot.vote(line.range.start + one.range.start..line.range.start + one.range.end, 5);
            }
        }
    }

    /// A short line over the headline that others confirm.
    pub(crate) fn over(&self, i: usize, ballot: &mut Ballot<'_>) {
        let line = &self.lines[i];
        // The bar of a menu under a name makes it the site's.
        let menu = |l: &Line| {
            let bars = l.text(self.text).matches(['|', '•']).take(4).count();
            bars >= 2 || (l.kinds.has(Kind::Nav) || l.kinds.has(Kind::Section)) && l.words <= 12
        };
        let headed = i == 0 && self.lines.get(1).is_some_and(menu) && line.words >= 2;
        let plain = line.words <= 4 && !line.chrome() && line.end == End::Open && !line.markup.linked;
        let raw = line.text(self.text);
        if plain && !agency(raw) && !nameless(raw) && (headed || self.confirmed(i, raw)) {
            ballot.vote(line.range.clone(), if i == 0 { 6 } else { 3 });
        }
    }

    /// «© Name 2022», «جميع الحقوق محفوظة لموقع …».
    pub(crate) fn rights(&self, i: usize, ballot: &mut Ballot<'_>) {
        let line = &self.lines[i];
        if !line.kinds.has(Kind::Legal) || line.words > 16 {
            return;
        }
        let words = words(self.text, line.range.clone());
        let sites = &TABLES.outlets.site;
        let is_rights = |w: &Word| TABLES.outlets.rights.contains(&w.folded);
        let filler = |w: &Word| is_rights(w) || w.folded == "0" || w.folded.is_empty();
        let Some(first) = words.iter().position(|w| !filler(w)) else {
            return;
        };
        let end = (first..words.len()).find(|&j| filler(&words[j])).unwrap_or(words.len());
        let lone = |w: &Word| sites.contains(stem(&w.folded)) || w.folded == "ل";
        let start = (first..end).find(|&j| !lone(&words[j])).unwrap_or(end);
        if start >= end || end - start > 4 || !(words.iter().any(is_rights) || line.text(self.text).contains('©')) {
            return;
        }
        let mut range = words[start].range.start..words[end - 1].range.end;
        let name = self.text.get(range.clone()).unwrap_or("");
        // «محفوظة لشبكة …»
        if let Some(rest) = name.strip_prefix('ل')
            && TABLES
                .outlets
                .to
                .contains(&fold(rest.split(' ').next().unwrap_or(""), 40))
        {
            range.start += 'ل'.len_utf8();
        }
        let name = self.text.get(range.clone()).unwrap_or("");
        let arabic = !fold(name, 120).is_ascii();
        if arabic && !nameless(name) && !TABLES.outlets.stop.contains(&fold(name, 120)) {
            ballot.vote(range, 5);
        }
    }
}
