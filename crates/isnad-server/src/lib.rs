//! The web view.
