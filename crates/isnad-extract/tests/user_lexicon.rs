//! What a user writes in a folder of their own counts in the whole analysis: one small file an entry.
//!
//! Example: a file that names «لواء القصب» (liwāʾ al-qaṣab, an invented brigade) makes it the agent of what
//! it does.

use isnad_extract::{analyse, sentence};
use isnad_lexicon::Lexicon;
use isnad_model::{Analysis, ClaimType, SourceKind};
use std::path::PathBuf;

/// A folder of one file, removed in the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str, text: &str) -> Self {
        let dir = std::env::temp_dir().join(format!("isnad-user-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&dir).expect("a folder");
        std::fs::write(dir.join(format!("{name}.toml")), text).expect("a file");
        Self(dir)
    }

    fn read(&self, text: &str) -> Analysis {
        let (lexicon, lints) = Lexicon::load(Some(&self.0), &[]).expect("a lexicon");
        assert!(lints.is_empty(), "{lints:?}");
        analyse(&sentence(text), &lexicon)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_new_group_acts() {
    let folder = Folder::new(
        "group",
        "[[entity]]\nclass = \"actor\"\ncountry = \"SY\"\nen = \"Reed Brigade\"\nid = \"reed-brigade\"\n\
         kind = \"armed-group\"\nnames = [\"لواء القصب\"]\n",
    );
    let analysis = folder.read("اعتقل لواء القصب ثلاثة شبان.");
    let claim = analysis
        .claims
        .iter()
        .find(|c| c.kind == ClaimType::Arrest)
        .expect("an arrest");
    let agent = claim.agent.first().and_then(|a| a.entity.as_ref());
    assert_eq!(agent.map(|e| e.as_str()), Some("reed-brigade"));
}

#[test]
fn a_new_outlet_is_quoted() {
    let folder = Folder::new(
        "outlet",
        "[[entity]]\nclass = \"outlet\"\ndomains = [\"hawdaj.example\"]\nen = \"Hawdaj\"\nid = \"hawdaj\"\n\
         kind = \"local-network\"\nnames = [\"شبكة الهودج\"]\n",
    );
    let analysis = folder.read("قالت شبكة الهودج إن مسلحين خطفوا طبيبا.");
    let claim = analysis.claims.first().expect("a claim");
    let source = claim.sources.first().expect("a source");
    assert_eq!(source.kind, SourceKind::Media);
    assert_eq!(source.entity.as_ref().map(|e| e.as_str()), Some("hawdaj"));
}

#[test]
fn a_new_frame_is_evoked() {
    let text = "زنجل مسلحون ثلاثة رعاة.";
    let builtin = analyse(&sentence(text), &Lexicon::builtin());
    assert!(builtin.claims.is_empty());
    let folder = Folder::new(
        "frame",
        "id = \"chaining\"\ntype = \"abduction\"\ngloss = \"an invented word\"\n\n[[trigger]]\n\
         forms = [\"زنجل\"]\nas = [\"surface\", \"verb\", \"noun\"]\nof = \"patient\"\n",
    );
    let analysis = folder.read(text);
    assert!(
        analysis.claims.iter().any(|c| c.kind == ClaimType::Abduction),
        "{:?}",
        analysis.claims
    );
}
