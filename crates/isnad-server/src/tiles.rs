//! Where map tiles are fetched, when the user wants that.
//!
//! In: an address with places for zoom, column and row. Out: the address, and the one host that pages may ask for pictures.
//! Invariant: an address that names no single host is refused. Deliberately no default: without it no other host is asked.
//! Example: with tiles, «حلب» (Aleppo) lies on streets instead of plain borders.

/// Address of map tiles.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tiles {
    address: String,
    host: String,
}

impl std::str::FromStr for Tiles {
    type Err = String;

    fn from_str(address: &str) -> Result<Self, String> {
        let wrong = |what: &str| Err(format!("expected {what} and saw {address}"));
        let Some((scheme, rest)) = address.split_once("://").filter(|(s, _)| ["http", "https"].contains(s)) else {
            return wrong("an address that begins with https:// or http://");
        };
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        let plain = |c: char| c.is_ascii_alphanumeric() || "-.:[]".contains(c);
        if host.is_empty() || !host.chars().all(plain) {
            return wrong("one host by its name");
        }
        if !["{z}", "{x}", "{y}"].iter().all(|part| path.contains(part)) {
            return wrong("{z}, {x} and {y} in the path");
        }
        Ok(Self {
            address: address.to_owned(),
            host: format!("{scheme}://{host}"),
        })
    }
}

impl Tiles {
    /// The address, with places for zoom, column and row.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Scheme and host.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_one_host() {
        let t: Tiles = "https://tiles.example:8443/a/{z}/{x}/{y}.png".parse().unwrap();
        assert_eq!(t.host(), "https://tiles.example:8443");
        for bad in [
            "tiles.example/{z}/{x}/{y}",
            "https://{s}.example/{z}/{x}/{y}",
            "https://a;b/{z}/{x}/{y}",
            "https:///{z}/{x}/{y}",
            "https://tiles.example/{z}.png",
            "javascript://x/{z}/{x}/{y}",
            "",
        ] {
            assert!(bad.parse::<Tiles>().is_err(), "{bad}");
        }
    }
}
