//! Discord's gateway: the connections over which it says what happens.
//!
//! This is the door's own, as serenity's client begins sessions without regard to how many are
//! left, goes round in circles after closes 4010 and 4011, and keeps to itself what it could not
//! read. It knows frames and sessions, and nothing of what events mean.

mod frame;
mod shard;
mod socket;
mod starts;

use std::sync::Arc;

use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use self::shard::{Line, Shard};
use self::starts::Starts;
use super::connect::Way;

pub(super) use self::shard::Heard;

/// Opens connections that stand until told to stop or until one of them cannot go on, and what is
/// heard over them.
pub(super) fn open(
    way: Way,
    intents: u64,
    stop: &CancellationToken,
) -> (JoinSet<anyhow::Result<()>>, UnboundedReceiver<Heard>) {
    let Way {
        http,
        token,
        gateway,
        named,
        shards,
        limit,
    } = way;
    let line = Arc::new(Line {
        token,
        gateway,
        named,
        intents,
        starts: Starts::new(http, limit),
    });
    let (tell, heard) = unbounded_channel();
    let mut running = JoinSet::new();
    for number in shards.numbers() {
        let shard = Shard {
            number,
            total: shards.total,
            line: line.clone(),
            heard: tell.clone(),
            stop: stop.clone(),
        };
        running.spawn(shard.run());
    }
    (running, heard)
}
