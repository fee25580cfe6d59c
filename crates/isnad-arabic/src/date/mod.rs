//! stub
use crate::token::Token;
use isnad_model::Timex;
use jiff::civil::Date;
/// stub
pub fn read(text: &str, anchor: Option<Date>) -> Vec<Timex> {
    detect(text, &[], anchor)
}
/// stub
pub fn detect(_t: &str, _k: &[Token], _a: Option<Date>) -> Vec<Timex> {
    Vec::new()
}
