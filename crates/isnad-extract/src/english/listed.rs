//! The participants of a list as they stand in a line: «a, b and c».
//!
//! In: names, written one behind the other. Out: the list. Invariant: no name twice, three at most. Deliberately knows no
//! claim. Example: «two officers», «a soldier» is "two officers and a soldier".

/// So many are named.
const MOST: usize = 3;

/// Names, and whether a verb behind them stands in the singular.
#[derive(Debug, Default)]
pub(super) struct Listed {
    text: String,
    /// Where each name ends.
    ends: [usize; MOST],
    len: usize,
    singular: bool,
}

impl Listed {
    /// Leaves nothing in the list.
    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.len = 0;
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.len == 0
    }

    pub(super) const fn is_full(&self) -> bool {
        self.len == MOST
    }

    /// Whether there is one name, of somebody who takes a verb in the singular.
    pub(super) const fn is_one(&self) -> bool {
        self.len == 1 && self.singular
    }

    /// Adds what `write` writes, if it says that it wrote a name, and the list has room and not the same name.
    pub(super) fn add(&mut self, singular: bool, write: impl FnOnce(&mut String) -> bool) {
        let start = self.text.len();
        let named = write(&mut self.text);
        let new = self.text.get(start..).unwrap_or("");
        if !named || self.is_full() || self.names().any(|n| n == new) {
            self.text.truncate(start);
            return;
        }
        self.ends[self.len] = self.text.len();
        self.len += 1;
        self.singular = singular;
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        let ends = self.ends.iter().take(self.len);
        ends.scan(0, |start, &end| self.text.get(std::mem::replace(start, end)..end))
    }

    /// Writes the list.
    pub(super) fn write(&self, out: &mut String) {
        for (i, name) in self.names().enumerate() {
            if i > 0 {
                out.push_str(if i + 1 == self.len { " and " } else { ", " });
            }
            out.push_str(name);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Listed;

    #[test]
    fn lists_read_well() {
        let mut list = Listed::default();
        let mut lines = Vec::new();
        for name in ["a", "b", "a", "", "c", "d"] {
            list.add(true, |out| {
                out.push_str(name);
                !name.is_empty()
            });
            let mut line = String::new();
            list.write(&mut line);
            lines.push((line, list.is_one()));
        }
        let lines: Vec<_> = lines.iter().map(|(line, one)| (line.as_str(), *one)).collect();
        assert_eq!(
            lines,
            [
                ("a", true),
                ("a and b", false),
                ("a and b", false),
                ("a and b", false),
                ("a, b and c", false),
                ("a, b and c", false)
            ]
        );
    }
}
