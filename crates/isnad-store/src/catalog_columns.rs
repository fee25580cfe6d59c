//! Columns of numbers and words, packed.
//!
//! In: columns. Out: bytes, and columns again. Invariant: what is packed is unpacked as it was; bytes that are no column
//! give none. Deliberately no compression: a column is read at once.
//! Example: the column of places holds «حلب» (Aleppo) once and its number for each event.

use std::collections::BTreeMap;

/// For each row any number of values, each held once.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Column {
    /// Values by number.
    pub values: Vec<String>,
    /// Where the items of a row begin; one more than rows.
    starts: Vec<u32>,
    /// Numbers of values.
    items: Vec<u32>,
}

/// Makes a column row by row.
#[derive(Debug, Default)]
pub struct Builder {
    numbers: BTreeMap<String, u32>,
    column: Column,
}

impl Builder {
    /// Adds a row.
    pub fn row<'a>(&mut self, values: impl IntoIterator<Item = &'a str>) {
        self.column.starts.push(self.column.items.len() as u32);
        let mut row: Vec<u32> = values
            .into_iter()
            .map(|v| match self.numbers.get(v) {
                Some(n) => *n,
                None => {
                    let n = self.column.values.len() as u32;
                    self.numbers.insert(v.to_owned(), n);
                    self.column.values.push(v.to_owned());
                    n
                }
            })
            .collect();
        row.sort_unstable();
        row.dedup();
        self.column.items.extend(row);
    }

    /// The column.
    pub fn finish(mut self) -> Column {
        self.column.starts.push(self.column.items.len() as u32);
        self.column
    }
}

impl Column {
    /// Numbers of the values of a row.
    pub fn of(&self, row: u32) -> &[u32] {
        let at = |i: usize| self.starts.get(i).map(|n| *n as usize);
        match (at(row as usize), at(row as usize + 1)) {
            (Some(a), Some(b)) => self.items.get(a..b).unwrap_or(&[]),
            _ => &[],
        }
    }

    /// The first value of a row.
    pub fn first(&self, row: u32) -> Option<&str> {
        self.of(row).first().and_then(|n| self.value(*n))
    }

    /// A value by its number.
    pub fn value(&self, n: u32) -> Option<&str> {
        self.values.get(n as usize).map(String::as_str)
    }

    /// How many rows there are.
    pub fn rows(&self) -> u32 {
        self.starts.len().saturating_sub(1) as u32
    }

    /// Rows of numbers whose values stand in another column, each number once a row.
    pub fn of_numbers(rows: impl Iterator<Item = Vec<u32>>) -> Self {
        let mut out = Self::default();
        for mut row in rows {
            out.starts.push(out.items.len() as u32);
            row.sort_unstable();
            row.dedup();
            out.items.extend(row);
        }
        out.starts.push(out.items.len() as u32);
        out
    }

    /// The rows of each value.
    pub fn turned(&self) -> Rows {
        let mut starts = vec![0_u32; self.values.len() + 1];
        for n in &self.items {
            if let Some(s) = starts.get_mut(*n as usize + 1) {
                *s += 1;
            }
        }
        for i in 1..starts.len() {
            starts[i] += starts[i - 1];
        }
        let mut next = starts.clone();
        let mut items = vec![0_u32; self.items.len()];
        for row in 0..self.rows() {
            for n in self.of(row) {
                if let Some(at) = next.get_mut(*n as usize) {
                    if let Some(slot) = items.get_mut(*at as usize) {
                        *slot = row;
                    }
                    *at += 1;
                }
            }
        }
        Rows(Column {
            values: Vec::new(),
            starts,
            items,
        })
    }

    /// As bytes.
    pub fn pack(&self) -> Vec<u8> {
        let mut out = Vec::new();
        let mut number = |n: usize| out.extend((n as u32).to_le_bytes());
        number(self.values.len());
        self.values.iter().for_each(|v| number(v.len()));
        number(self.starts.len());
        self.starts.iter().for_each(|n| number(*n as usize));
        number(self.items.len());
        self.items.iter().for_each(|n| number(*n as usize));
        self.values.iter().for_each(|v| out.extend(v.as_bytes()));
        out
    }

    /// From bytes.
    pub fn unpack(bytes: &[u8]) -> Option<Self> {
        let mut at = 0_usize;
        let mut list = || -> Option<Vec<u32>> {
            let (head, rest) = bytes.get(at..)?.split_first_chunk::<4>()?;
            let n = u32::from_le_bytes(*head) as usize;
            let body = rest.get(..n.checked_mul(4)?)?;
            at += 4 + body.len();
            Some(
                body.chunks_exact(4)
                    .map(|c| u32::from_le_bytes(c.try_into().unwrap_or_default()))
                    .collect(),
            )
        };
        let (lengths, starts, items) = (list()?, list()?, list()?);
        let mut values = Vec::with_capacity(lengths.len());
        for n in lengths {
            let end = at.checked_add(n as usize)?;
            values.push(std::str::from_utf8(bytes.get(at..end)?).ok()?.to_owned());
            at = end;
        }
        Some(Self { values, starts, items })
    }
}

/// Rows by the number of a value.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Rows(Column);

impl Rows {
    /// The rows of a value, in order.
    pub fn of(&self, value: u32) -> &[u32] {
        self.0.of(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_is_unpacked() {
        let mut b = Builder::default();
        b.row(["حلب", "إدلب"]);
        b.row([]);
        b.row(["حلب", "حلب", "\n"]);
        let c = b.finish();
        assert_eq!(Column::unpack(&c.pack()), Some(c.clone()));
        assert_eq!(
            (c.rows(), c.of(0), c.of(1), c.of(2), c.of(9)),
            (3, &[0, 1][..], &[][..], &[0, 2][..], &[][..])
        );
        assert_eq!(
            (c.turned().of(0), c.turned().of(1), c.turned().of(7)),
            (&[0, 2][..], &[0][..], &[][..])
        );
        let bytes = c.pack();
        for n in 0..bytes.len() {
            assert_eq!(Column::unpack(&bytes[..n]), None, "{n}");
        }
        assert_eq!(Column::unpack(&[0xff; 64]), None);
    }
}
