//! Prints all readings of the words given as arguments.

use isnad_arabic::morph::Analyzer;

fn main() {
    let analyzer = Analyzer::builtin();
    let mut out = Vec::new();
    for word in std::env::args().skip(1) {
        println!("{word}");
        analyzer.analyze(&word, &mut out);
        for a in &out {
            let Some(lexeme) = analyzer.lexeme(a.lexeme) else {
                continue;
            };
            let f = a.features;
            println!(
                "  {:3} {} {:?} {} {:?} pass={}{} {:?} {:?} {:?} {:?} {:?} def={} constr={} broken={} proclitics={:?} stem={:?} pron={:?} informal={}",
                a.cost,
                lexeme.lemma,
                lexeme.pos,
                lexeme.form,
                f.kind,
                f.voice == isnad_arabic::morph::Voice::Passive,
                if f.maybe_passive { "?" } else { "" },
                f.person,
                f.gender,
                f.number,
                f.mood,
                f.case,
                f.definite,
                f.construct,
                f.broken,
                a.proclitics,
                a.stem,
                a.enclitic,
                a.informal
            );
        }
    }
}
