//! Pages: stub.
use crate::line::Line;
use crate::report::Known;
/// x
#[derive(Default)]
pub struct Meta {}
/// x
pub struct Page {
    /// x
    pub text: String,
    /// x
    pub lines: Vec<Line>,
    /// x
    pub meta: Meta,
}
/// x
pub fn read(_: &str) -> Page {
    Page {
        text: String::new(),
        lines: Vec::new(),
        meta: Meta {},
    }
}
/// x
pub fn fill(_: &mut Known, _: Meta) {}
/// x
pub fn declared_encoding(_: &[u8]) -> Option<String> {
    None
}
