//! `doctor`: what can keep a login from working, with the remedy under it.

use super::Context;
use crate::{checkup, cli::DoctorArgs, output::Answer, report};

pub(super) fn run(context: &mut Context, args: &DoctorArgs) -> anyhow::Result<Answer> {
    let (settings, store) = context.open()?;
    let findings = checkup::examine(&mut context.profile(&settings, &store), args.check_secret);
    if let Some(failure) = checkup::first_failure(&findings).filter(|_| context.ui.manner.json) {
        // For a program that reads only this, as after any failure.
        report::tell(failure, &mut context.ui);
    }
    Ok(checkup::answer(&findings, context.ui.manner.language))
}
