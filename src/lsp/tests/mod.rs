//! The protocol, driven by a client in the same process over real frames; one file for each family of requests.

mod actions;
mod bad_input;
mod beside_the_text;
mod client;
mod findings;
mod life_cycle;
mod manual;
mod meaning;
mod names;
mod recorded;
mod sessions;
mod shape;
