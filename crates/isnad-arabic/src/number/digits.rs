//! Digits of any script as numbers.
//!
//! One number token in, its value out: «١٬٢٣٤٫٥» is 1234.5, `2.5` is 2.5, `3,500` is 3500, `11/10` is 1.1.
//! Dates (`12/02/2022`), times (`10:30`) and version numbers (`1.2.3`) are no quantities.

/// The value of a decimal digit of the scripts used in Arabic text.
pub(crate) fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(c as u32 - '0' as u32),
        '٠'..='٩' => Some(c as u32 - '٠' as u32),
        '۰'..='۹' => Some(c as u32 - '۰' as u32),
        _ => None,
    }
}

/// Reads a whole number without separators; `None` for anything else and beyond 18 digits.
pub(crate) fn whole(text: &str) -> Option<u64> {
    let mut value = 0_u64;
    let mut count = 0;
    for c in text.chars() {
        value = value * 10 + u64::from(digit(c)?);
        count += 1;
        if count > 18 {
            return None;
        }
    }
    (count > 0).then_some(value)
}

/// The value of a number token.
pub(crate) fn value(text: &str) -> Option<f64> {
    if let Some(n) = whole(text) {
        return Some(n as f64);
    }
    if let Some((a, b)) = text.split_once('/') {
        let (a, b) = (decimal(a)?, decimal(b)?);
        return (b > 0.0).then(|| a / b);
    }
    decimal(text)
}

/// Reads digits with separators for thousands and decimals.
fn decimal(text: &str) -> Option<f64> {
    if let Some(n) = whole(text) {
        return Some(n as f64);
    }
    let mut ascii = [0_u8; 40];
    let mut len = 0;
    let mut last = None;
    let (mut separators, mut group, mut even) = (0, 0_usize, true);
    let mut mixed = false;
    let mut first_group = 0;
    for c in text.chars() {
        if len >= ascii.len() {
            return None;
        }
        if let Some(d) = digit(c) {
            ascii[len] = b'0' + d as u8;
            group += 1;
        } else {
            let c = match c {
                '.' | '٫' => '.',
                ',' | '،' => ',',
                '٬' => '٬',
                _ => return None,
            };
            if separators == 0 {
                first_group = group;
            } else {
                even &= group == 3;
                if last == Some('.') {
                    // Something after a decimal point: only `1.234.567` is a number.
                    mixed |= c != '.';
                }
                mixed |= last != Some(c) && c != '.';
            }
            separators += 1;
            last = Some(c);
            ascii[len] = c as u32 as u8;
            if c == '٬' {
                ascii[len] = b'_';
            }
            group = 0;
        }
        len += 1;
    }
    if mixed || group == 0 {
        return None;
    }
    let leading_zero = first_group == 1 && ascii[0] == b'0';
    let grouped = even && group == 3 && (1..=3).contains(&first_group) && !leading_zero;
    let keep_point = match last? {
        '٬' => grouped.then_some(false)?,
        ',' => {
            if grouped {
                false
            } else if separators == 1 || only_thousands_before(&ascii[..len]) {
                true
            } else {
                return None;
            }
        }
        _ if separators == 1 => true,
        _ if grouped && !ascii[..len].iter().any(|b| matches!(b, b',' | b'_')) => false,
        _ if even && ascii[..len].iter().filter(|b| **b == b'.').count() == 1 => true,
        _ => return None,
    };
    let mut plain = String::with_capacity(len);
    for (at, b) in ascii[..len].iter().enumerate() {
        if b.is_ascii_digit() {
            plain.push(char::from(*b));
        } else if keep_point && !ascii[at + 1..len].iter().any(|b| !b.is_ascii_digit()) {
            plain.push('.');
        }
    }
    plain.parse().ok()
}

/// Whether all separators but the last one are thousands marks.
fn only_thousands_before(ascii: &[u8]) -> bool {
    let Some(last) = ascii.iter().rposition(|b| !b.is_ascii_digit()) else {
        return false;
    };
    let mut groups = ascii[..last].split(|b| !b.is_ascii_digit());
    groups.next().is_some_and(|g| (1..=3).contains(&g.len())) && groups.all(|g| g.len() == 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values() {
        let cases = [
            ("7", Some(7.0)),
            ("٤٠", Some(40.0)),
            ("3,500", Some(3500.0)),
            ("١،٢٣٤،٥٦٧", Some(1_234_567.0)),
            ("١٬٢٣٤٫٥", Some(1234.5)),
            ("2.5", Some(2.5)),
            ("1.10", Some(1.1)),
            ("0,25", Some(0.25)),
            ("1.234.567", Some(1_234_567.0)),
            ("11/10", Some(1.1)),
            ("12/02/2022", None),
            ("10:30", None),
            ("1.2.3", None),
            ("1/0", None),
            ("123456789012345678901234567890123456789012345678", None),
        ];
        for (text, want) in cases {
            assert_eq!(value(text), want, "{text}");
        }
    }
}
