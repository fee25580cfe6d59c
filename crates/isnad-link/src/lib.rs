//! Copies, origins, events, relations.
