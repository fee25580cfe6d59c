//! The English line of a claim that people corrected.
//!
//! In: which names to use. Out: a function that the case calls where a correction stands. Invariant: a claim that nobody
//! corrected keeps the line of its analysis. Deliberately loads names when the first correction is met, not before.
//! Example: «حركة» (a movement), corrected from victim to agent, is the subject of the line.

use crate::names::NameOptions;
use isnad_extract::english;
use isnad_lexicon::entity::Entities;
use isnad_model::EntityId;
use isnad_record::{ClaimRecord, claim_of};
use isnad_store::Gloss;
use std::sync::{Arc, OnceLock};

/// The function.
pub fn gloss(options: &NameOptions) -> Arc<Gloss> {
    let options = options.clone();
    let entities: OnceLock<Entities> = OnceLock::new();
    Arc::new(move |c: &ClaimRecord, outlet: Option<&str>| {
        let entities = entities.get_or_init(|| options.entities(&mut |_| {}));
        let name = |id: &EntityId| {
            let found = entities.get(entities.by_id(id.as_str())?)?;
            Some(&*found.en).filter(|name| !name.is_empty())
        };
        let outlet = outlet.map(EntityId::new);
        Some(english::line(&claim_of(c)?, outlet.as_ref(), &name))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use isnad_lexicon::Lexicon;
    use isnad_record::claim_record;
    use std::path::Path;

    #[test]
    fn a_claim_that_nobody_changed_reads_as_the_analysis_wrote_it() {
        let lexicon = Lexicon::builtin();
        let write = gloss(&NameOptions::default());
        let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples");
        let (mut same, mut all) = (0, 0);
        for file in std::fs::read_dir(samples).expect("samples") {
            let path = file.expect("an entry").path();
            if path.extension().is_some_and(|e| e == "txt") {
                let text = std::fs::read_to_string(&path).unwrap_or_default();
                for c in isnad_extract::analyse(&isnad_extract::sentence(&text), &lexicon).claims {
                    let line = write(&claim_record(&c), None).expect("a line");
                    all += 1;
                    same += usize::from(line == c.english);
                }
            }
        }
        assert!(all > 50 && same == all, "{same} of {all}");
    }

    #[test]
    fn the_line_follows_its_parts() {
        let lexicon = Lexicon::builtin();
        let report = isnad_extract::sentence("قصفت قوات التحالف الدولي بلدة السهل وقتل ثلاثة مدنيين.");
        let claims = isnad_extract::analyse(&report, &lexicon).claims;
        let mut c = claim_record(
            claims
                .iter()
                .find(|c| !c.agent.is_empty())
                .expect("a claim with an agent"),
        );
        let write = gloss(&NameOptions::default());
        let before = write(&c, None).expect("a line");
        c.modality = "denied".to_owned();
        c.agent.clear();
        let after = write(&c, None).expect("a line");
        assert!(
            before.contains("oalition") && !after.contains("oalition"),
            "{before} {after}"
        );
        assert!(after.contains("not") || after.contains("no "), "{after}");
    }
}
