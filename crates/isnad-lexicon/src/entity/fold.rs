//! How words of names are compared.
//!
//! A surface word goes in, its folded letters and the ways to split clitics off come out.
//! Names are compared in the orthographic normal form with «ة»/«ه» and «ى»/«ي» taken for the same at any
//! place, and the sound plural's «ون» and «ين» for the same at the end: «الحوثيون» (al-hūthiyyūn, "the
//! Houthis", nominative) and «الحوثيين» (genitive) are one key.
//! Nothing else is guessed: no stemming, no distance.

use isnad_arabic::normal::{Tier, fold_into};

/// Replaces `out` by the key of a word.
pub(super) fn key_into(word: &str, out: &mut String) {
    fold_into(word, Tier::Orthographic, out);
    if out.contains(['ة', 'ى']) || out.bytes().any(|b| b.is_ascii_uppercase()) {
        *out = out
            .chars()
            .map(|c| match c {
                'ة' => 'ه',
                'ى' => 'ي',
                c => c.to_ascii_lowercase(),
            })
            .collect();
    }
    // Sound masculine plural: one key for all cases. Four letters of stem keep «لون», «عيون» apart from «لين».
    if out.ends_with("ون") && out.chars().count() >= 6 {
        out.pop();
        out.pop();
        out.push('ي');
        out.push('ن');
    }
}

/// The key of a word.
pub(super) fn key(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    key_into(word, &mut out);
    out
}

/// Takes the article off a folded word, where at least three letters remain.
pub(super) fn split_article(word: &str) -> (bool, &str) {
    match word.strip_prefix(['ا']).and_then(|w| w.strip_prefix('ل')) {
        Some(rest) if long(rest) => (true, rest),
        _ => (false, word),
    }
}

fn long(word: &str) -> bool {
    word.chars().nth(2).is_some()
}

/// The ways to read a folded word as (proclitics) (article) stem: whether it has the article, and the stem.
///
/// The whole word comes first, then with one proclitic off, then with two.
pub(super) fn readings<'w>(word: &'w str, mut each: impl FnMut(bool, &'w str)) {
    let mut emit = |w: &'w str| {
        let (article, stem) = split_article(w);
        each(article, stem);
        if article {
            // The letters may belong to the word («ألمانيا»): the index folds names the same way, so no second reading.
            return;
        }
        if let Some(rest) = w.strip_prefix('ل').and_then(|w| w.strip_prefix('ل'))
            && long(rest)
        {
            each(true, rest);
        }
    };
    emit(word);
    if let Some(rest) = word.strip_prefix(['ب', 'ل', 'ك'])
        && long(rest)
    {
        emit(rest);
    }
    if let Some(rest) = word.strip_prefix(['و', 'ف'])
        && long(rest)
    {
        emit(rest);
        if let Some(rest) = rest.strip_prefix(['ب', 'ل', 'ك'])
            && long(rest)
        {
            emit(rest);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_key_for_spellings_of_a_word() {
        for (a, b) in [
            ("الحوثيون", "الحوثيين"),
            ("الأمريكية", "الامريكيه"),
            ("مصطفى", "مصطفي"),
            ("RT", "rt"),
        ] {
            assert_eq!(key(a), key(b), "{a} {b}");
        }
        for (a, b) in [("لون", "لين"), ("عون", "عين"), ("على", "علا")] {
            assert_ne!(key(a), key(b), "{a} {b}");
        }
    }

    #[test]
    fn clitics_come_off_the_first_word() {
        let all = |w: &str| {
            let w = key(w);
            let mut out = Vec::new();
            readings(&w, |a, s| out.push((a, s.to_owned())));
            out
        };
        assert!(all("وللتحالف").contains(&(true, "تحالف".to_owned())));
        assert!(all("بتركيا").contains(&(false, "تركيا".to_owned())));
        assert!(all("والناتو").contains(&(true, "ناتو".to_owned())));
        assert_eq!(all("الله")[0], (false, "الله".to_owned()));
    }
}
