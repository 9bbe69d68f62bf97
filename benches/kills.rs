//! Crash test of the store: `cargo bench --bench kills`.
//!
//! Kills a writing process 200 times on SQLite and 100 times on PostgreSQL, if that is installed, and checks
//! that each acknowledged write is stored once. The test suite does 30 kills with the same code.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stdout,
    clippy::print_stderr,
    dead_code,
    unreachable_pub,
    reason = "the code is that of the tests, of which this needs a part"
)]

#[path = "../tests/it/store/base.rs"]
mod base;
#[path = "../tests/it/store/kill_loop.rs"]
mod kill_loop;

use base::TestDatabase;

/// Number of kills on SQLite and on PostgreSQL.
const KILLS: [i64; 2] = [200, 100];

#[tokio::main]
async fn main() {
    if std::env::var_os(kill_loop::PART).is_some() {
        let (store, begin) = kill_loop::open_as_child().await;
        Box::pin(kill_loop::write_until_killed(&store, begin)).await;
    }
    for (base, kills) in TestDatabase::each().into_iter().zip(KILLS) {
        let name = match base {
            TestDatabase::File(_) => "SQLite",
            TestDatabase::Postgres(_) => "PostgreSQL",
        };
        let acknowledged = kill_loop::survives_kills(&base, kills, &[]).await;
        println!(
            "{name}: {kills} kills survived, {acknowledged} writes acknowledged, each stored once"
        );
    }
}
