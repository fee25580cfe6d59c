//! Bytes to text: encodings of Arabic files.
//!
//! In: bytes, a label from a page's head where there is one. Out: text, the label of the encoding in lower case,
//! diagnostics. Order of trust: byte order mark, valid UTF-8, a declared label, evidence. Invariant: valid UTF-8
//! comes out byte for byte (a byte order mark aside); decoding never fails. Deliberately tells only what Arabic
//! files were written in: UTF-8, UTF-16, Windows-1256, ISO-8859-6, and what `chardetng` knows beside.
//! Example: the bytes C7 E1 D3 E1 C7 E3 are «السلام» (peace) in Windows-1256.

use encoding_rs::{Encoding, ISO_8859_6, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1256};
use isnad_model::{Diagnostic, Span};

/// Text and how it was read.
pub struct Decoded {
    /// The text.
    pub text: String,
    /// Label of the encoding, lower case.
    pub encoding: String,
    /// What was doubtful.
    pub diagnostics: Vec<Diagnostic>,
}

/// So many bytes are evidence enough.
const EVIDENCE: usize = 64 * 1024;

/// Whether the bytes are no text at all: zero bytes that are not UTF-16, or the head of a known binary file.
#[must_use]
pub fn is_binary(bytes: &[u8]) -> bool {
    const MAGIC: [&[u8]; 12] = [
        b"\x89PNG",
        b"\xFF\xD8\xFF",
        b"GIF8",
        b"%PDF",
        b"PK\x03\x04",
        b"RIFF",
        b"\x7FELF",
        b"BM\x00",
        b"\x1F\x8B",
        b"SQLite format",
        b"\x00\x00\x01\x00",
        b"PAR1",
    ];
    if MAGIC.iter().any(|m| bytes.starts_with(m)) {
        return true;
    }
    let head = &bytes[..bytes.len().min(EVIDENCE)];
    if utf16(head).is_some() {
        return false;
    }
    let odd = head
        .iter()
        .filter(|b| matches!(b, 0 | 1..=8 | 14..=26 | 28..=31))
        .count();
    head.contains(&0) || odd * 20 > head.len()
}

fn utf16(head: &[u8]) -> Option<&'static Encoding> {
    if head.starts_with(b"\xFF\xFE") {
        return Some(UTF_16LE);
    }
    if head.starts_with(b"\xFE\xFF") {
        return Some(UTF_16BE);
    }
    // Without a mark: Arabic letters have a high byte of 06, spaces and digits one of 00.
    let pairs = head.len() / 2;
    if pairs < 8 {
        return None;
    }
    let share = |odd: usize| {
        head.chunks_exact(2)
            .filter(|p| matches!(p[odd], 0 | 6) && p[1 - odd] != 0)
            .count()
            * 10
            >= pairs * 9
    };
    match (share(1), share(0)) {
        (true, false) => Some(UTF_16LE),
        (false, true) => Some(UTF_16BE),
        _ => None,
    }
}

/// How much a decoded sample looks like Arabic prose: common letters, words of fitting length, no stray signs.
fn arabic_score(text: &str) -> i64 {
    let mut score = 0;
    let mut before = ' ';
    for c in text.chars() {
        score += match c {
            'ا' | 'ل' | 'ي' | 'م' | 'و' | 'ن' | 'ر' => 3,
            'ت' | 'ب' | 'ة' | 'ع' | 'د' | 'س' | 'ف' | 'ه' | 'ك' | 'ق' | 'أ' | 'ح' | 'ج' | 'ش' | 'ط' | 'ص' | 'خ'
            | 'ى' | 'إ' => 2,
            '\u{621}'..='\u{64A}' => 1,
            '\u{FFFD}' => -8,
            '\u{80}'..='\u{9F}' => -6,
            '\u{C0}'..='\u{24F}' => -3,
            'ک' | 'گ' | 'چ' | 'پ' | 'ژ' | 'ے' | 'ں' | 'ھ' | 'ڈ' | 'ٹ' | 'ڑ' => -2,
            _ => 0,
        };
        // These letters end words and follow a letter.
        if matches!(before, 'ة' | 'ى') && ('\u{621}'..='\u{64A}').contains(&c) {
            score -= 4;
        }
        before = c;
    }
    score
}

fn by_evidence(bytes: &[u8]) -> &'static Encoding {
    let head = &bytes[..bytes.len().min(EVIDENCE)];
    let score = |e: &'static Encoding| arabic_score(&e.decode_without_bom_handling(head).0);
    let (windows, iso) = (score(WINDOWS_1256), score(ISO_8859_6));
    let high = head.iter().filter(|b| **b >= 0x80).count() as i64;
    if high > 0 && windows.max(iso) > high / 2 {
        return if iso > windows { ISO_8859_6 } else { WINDOWS_1256 };
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(head, true);
    let guess = detector.guess(None, chardetng::Utf8Detection::Deny);
    if guess == UTF_8 { WINDOWS_1252 } else { guess }
}

/// Whether bytes that are not valid UTF-8 are UTF-8 all the same, with damage: most sequences are whole.
///
/// In text of a one-byte encoding letters follow letters, and hardly two bytes in forty make a whole sequence by chance;
/// so a short text counts as UTF-8 as soon as half of it is.
fn damaged_utf8(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(EVIDENCE)];
    let (mut whole, mut broken) = (0usize, 0usize);
    for chunk in head.utf8_chunks() {
        whole += chunk.valid().bytes().filter(|b| *b >= 0xC0).count();
        broken += chunk.invalid().len();
    }
    whole > 0 && whole >= broken
}

/// Decodes bytes. `declared` is the encoding that a page's head names.
#[must_use]
pub fn decode(bytes: &[u8], declared: Option<&str>) -> Decoded {
    let done = |text: String, encoding: &'static Encoding, diagnostics| Decoded {
        text,
        encoding: encoding.name().to_ascii_lowercase(),
        diagnostics,
    };
    let head = &bytes[..bytes.len().min(EVIDENCE)];
    if let Some(encoding) = utf16(head) {
        let (text, damaged) = encoding.decode_with_bom_removal(bytes);
        return done(text.into_owned(), encoding, note(damaged, encoding));
    }
    let plain = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if let Ok(text) = std::str::from_utf8(plain) {
        return done(text.to_owned(), UTF_8, Vec::new());
    }
    if damaged_utf8(plain) {
        let text = String::from_utf8_lossy(plain).into_owned();
        let at = text.find('\u{FFFD}').map(|i| Span::from_range(i..i + 3));
        let mut diagnostic = Diagnostic::warning(
            "ISN-R002",
            "expected UTF-8 and saw bytes that are none; each is kept as U+FFFD",
        );
        diagnostic.span = at;
        return done(text, UTF_8, vec![diagnostic]);
    }
    let evidence = by_evidence(bytes);
    let declared = declared
        .and_then(|l| Encoding::for_label(l.trim().as_bytes()))
        .filter(|e| *e != UTF_8);
    let encoding = match declared {
        // A page that says Windows-1252 and reads as Arabic is mislabelled.
        Some(e) if e != WINDOWS_1252 => e,
        _ => evidence,
    };
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    done(text.into_owned(), encoding, note(damaged, encoding))
}

fn note(damaged: bool, encoding: &'static Encoding) -> Vec<Diagnostic> {
    if !damaged {
        return Vec::new();
    }
    vec![Diagnostic::warning(
        "ISN-R002",
        format!("some bytes are no {}; each is kept as U+FFFD", encoding.name()),
    )]
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "أعلن مصدر محلي أن الطريق أغلق صباح اليوم، وقال إن القوات انسحبت من القرية إلى الجهة الشرقية.\n";

    #[test]
    fn encodings_round_trip() {
        for encoding in [WINDOWS_1256, ISO_8859_6] {
            let (bytes, _, lost) = encoding.encode(TEXT);
            assert!(!lost, "{}", encoding.name());
            let decoded = decode(&bytes, None);
            assert_eq!(decoded.encoding, encoding.name().to_ascii_lowercase());
            assert_eq!(decoded.text, TEXT);
        }
        for (mark, order) in [(true, true), (true, false), (false, true), (false, false)] {
            let text = if mark {
                format!("\u{FEFF}{TEXT}")
            } else {
                TEXT.to_owned()
            };
            let bytes: Vec<u8> = text
                .encode_utf16()
                .flat_map(|u| if order { u.to_le_bytes() } else { u.to_be_bytes() })
                .collect();
            assert!(!is_binary(&bytes));
            assert_eq!(decode(&bytes, None).text, TEXT, "{mark} {order}");
        }
        assert_eq!(decode(format!("\u{FEFF}{TEXT}").as_bytes(), None).text, TEXT);
    }

    #[test]
    fn damage_is_kept_and_said() {
        let mut bytes = TEXT.repeat(3).into_bytes();
        bytes.insert(20, 0xFF);
        let decoded = decode(&bytes, None);
        assert_eq!(decoded.encoding, "utf-8");
        assert!(decoded.text.contains('\u{FFFD}') && decoded.diagnostics.len() == 1);
    }

    #[test]
    fn a_short_text_with_a_few_bad_bytes_stays_utf8() {
        for (text, at) in [("قصف", [0, 2]), ("قتل رجل", [2, 4]), ("في حلب قتلى", [5, 9])] {
            let mut bytes = text.as_bytes().to_vec();
            for (n, at) in at.into_iter().enumerate() {
                bytes.insert(at + n, 0xFF);
            }
            let decoded = decode(&bytes, None);
            assert_eq!(decoded.encoding, "utf-8", "{text}");
            assert_eq!(decoded.text.replace('\u{FFFD}', ""), text);
        }
        // A comma after a letter is a whole sequence by chance.
        for text in ["مرة، مرتان، ثلاث", "قال، ثم سكت"] {
            let decoded = decode(&WINDOWS_1256.encode(text).0, None);
            assert_eq!(
                (decoded.encoding.as_str(), decoded.text.as_str()),
                ("windows-1256", text)
            );
        }
    }

    #[test]
    fn binaries_are_known() {
        assert!(is_binary(b"\x89PNG\r\n\x1a\n0000"));
        assert!(is_binary(&[0, 159, 146, 150, 0, 1, 2, 3]));
        assert!(!is_binary(TEXT.as_bytes()));
        assert!(!is_binary(&WINDOWS_1256.encode(TEXT).0));
    }
}
