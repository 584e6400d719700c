//! `emulator`: the pretend Kakao on a port of its own, for tests and offline work in any language.

mod ask;
mod serve;
mod verbs;

use super::Context;
use crate::{
    cli::emulator::{EmulatorArgs, SnapshotVerb, Verb},
    output::Answer,
};

pub(super) fn run(context: &mut Context, args: &EmulatorArgs) -> anyhow::Result<Answer> {
    match &args.verb {
        None => serve::run(context, &args.serve),
        Some(Verb::Code(args)) => verbs::code(context, args),
        Some(Verb::Fail(args)) => verbs::fail(context, args),
        Some(Verb::Clock(args)) => verbs::clock(context, args),
        Some(Verb::Reset(target)) => verbs::reset(context, target),
        Some(Verb::Users(target)) => verbs::users(context, target),
        Some(Verb::Requests(args)) => verbs::requests(context, args),
        Some(Verb::Logs(args)) => verbs::logs(context, args),
        Some(Verb::Snapshot(SnapshotVerb::Save(args))) => verbs::save(context, args),
        Some(Verb::Snapshot(SnapshotVerb::Load(args))) => verbs::load(context, args),
        Some(Verb::Env(args)) => verbs::env(context, args),
        Some(Verb::Ready(args)) => verbs::ready(context, args),
        Some(Verb::Differences) => Ok(verbs::differences(context)),
    }
}
