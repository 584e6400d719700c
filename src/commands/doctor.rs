//! `doctor`: what can keep a login from working, with the remedy under it.

use super::Context;
use crate::{checkup, cli::DoctorArgs, output::Answer};

pub(super) fn run(context: &mut Context, args: &DoctorArgs) -> anyhow::Result<Answer> {
    let (settings, store) = context.open()?;
    let findings = checkup::examine(&mut context.profile(&settings, &store), args.check_secret);
    Ok(checkup::answer(&findings, context.ui.manner.language))
}
