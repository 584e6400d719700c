//! `kakao-login`: the arguments and the machine go in, the exit code comes out.

use std::process::ExitCode;

fn main() -> ExitCode {
    kakao_login::main()
}
