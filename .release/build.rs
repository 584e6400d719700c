//! How a release is laid out on Linux, by linkers that take a script (GNU ld and lld). What each step is worth:
//! `tests/benches/README.md`.

use std::{env, path::Path, process::Command};

fn main() {
    println!("cargo:rerun-if-changed=.release/build.rs");
    println!("cargo:rerun-if-changed=.release/layout.ld");
    let is = |name: &str, value: &str| env::var(name).as_deref() == Ok(value);
    // The profile for fuzzing inherits the rest of a release, but not its size, and wants its backtraces.
    let is_release = is("PROFILE", "release") && is("OPT_LEVEL", "z");
    if is_release && is("CARGO_CFG_TARGET_OS", "linux") && takes_a_script() {
        let folder = env::var("CARGO_MANIFEST_DIR").expect("cargo sets it");
        println!("cargo:rustc-link-arg-bins=-T{folder}/.release/layout.ld");
        println!("cargo:rustc-link-arg-bins=-Wl,--no-eh-frame-hdr");
        // One shared library less to load at each start.
        if is("CARGO_CFG_TARGET_ENV", "gnu") && has_static_unwinding() {
            println!("cargo:rustc-link-lib=dylib=gcc_eh");
        }
    }
}

/// Mold, for one, does not: a person who has chosen it gets a larger program, not a failure.
fn takes_a_script() -> bool {
    let flags = env::var("CARGO_ENCODED_RUSTFLAGS").unwrap_or_default();
    let chosen = flags.split('\x1f').filter_map(|flag| {
        let flag = flag.strip_prefix("-C").unwrap_or(flag);
        flag.strip_prefix("link-arg=").or_else(|| flag.strip_prefix("link-args="))
    });
    let said = asked(&chosen.flat_map(str::split_whitespace).chain(["-Wl,--version"]).collect::<Vec<_>>());
    said.starts_with("GNU ld") || said.contains("LLD ")
}

fn has_static_unwinding() -> bool {
    Path::new(asked(&["-print-file-name=libgcc_eh.a"]).trim()).is_absolute()
}

/// What the program that links says; nothing where it cannot be run.
fn asked(arguments: &[&str]) -> String {
    let linker = env::var("RUSTC_LINKER").unwrap_or_else(|_| "cc".into());
    let output = Command::new(linker).args(arguments).output();
    output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default()
}
