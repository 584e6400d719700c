//! Leaves the tables for unwinding the stack out of a release: it aborts on a panic and has no symbols, so nothing
//! ever reads them, and they are 0.7 MB.

use std::env;

fn main() {
    println!("cargo:rerun-if-changed=.release/build.rs");
    println!("cargo:rerun-if-changed=.release/no-unwind-tables.ld");
    let is = |name: &str, value: &str| env::var(name).as_deref() == Ok(value);
    // The profile for fuzzing inherits the rest of a release, but not its size, and wants its backtraces.
    let is_release = is("PROFILE", "release") && is("OPT_LEVEL", "z");
    if is_release && is("CARGO_CFG_TARGET_OS", "linux") {
        let folder = env::var("CARGO_MANIFEST_DIR").expect("cargo sets it");
        println!("cargo:rustc-link-arg-bins=-T{folder}/.release/no-unwind-tables.ld");
        println!("cargo:rustc-link-arg-bins=-Wl,--no-eh-frame-hdr");
    }
}
