//! The stories: each starts the program, or its library, against the emulator and looks at what came out.

mod account;
mod answers;
mod api;
mod browser;
mod config;
mod demo;
mod emulator;
mod files;
mod front;
mod frozen;
mod login;
mod logout;
mod profiles;
mod quiet;
mod readme;
mod secrets;
mod session;
mod siege;
mod stores;
mod strict;
mod support;
mod survival;
mod terminal;
mod tidy;
mod tls;
mod usage;
