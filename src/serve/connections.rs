//! The connections of the HTTP listener, with bounds on their number and on the time of a request.
//!
//! Anybody can open a connection and send nothing. Where all places are taken, the connection that has
//! been quiet for longest gives up its own, so that a health check is still answered.

use std::collections::HashMap;
use std::convert::Infallible;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Body;
use axum::http::{Response, StatusCode};
use hyper::server::conn::http1;
use hyper::service::{Service as _, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{sleep, timeout};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tracing::warn;

use crate::telemetry::repeats::Repeats;

/// Number of connections at once; below half of the file limit of small systems (256).
const MAX_CONNECTIONS: usize = 100;
/// Time limit for the head of a request, and for the pause between two requests.
const HEADER_TIMEOUT: Duration = Duration::from_secs(10);
/// Time limit for reading a request's body and answering it. Slack gives up after three seconds.
const REQUEST_TIMEOUT: Duration = Duration::from_secs(10);
/// Time that running requests get at shutdown.
const SHUTDOWN_TIMEOUT: Duration = Duration::from_millis(2_500);
/// Pause after a connection could not be accepted, such as where the file limit is reached.
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);

/// An open connection.
struct Open {
    /// When it was opened or began its latest request.
    active: Instant,
    drop: CancellationToken,
}

/// All open connections by number.
#[derive(Clone, Default)]
struct Connections(Arc<Mutex<HashMap<u64, Open>>>);

impl Connections {
    fn with<T>(&self, change: impl FnOnce(&mut HashMap<u64, Open>) -> T) -> T {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Makes room for one more, by dropping the one that has been quiet for longest.
    fn open(&self, number: u64) -> CancellationToken {
        self.with(|open| {
            while open.len() >= MAX_CONNECTIONS {
                drop_quietest(open);
            }
            let drop = CancellationToken::new();
            let active = Instant::now();
            let connection = Open {
                active,
                drop: drop.clone(),
            };
            open.insert(number, connection);
            drop
        })
    }

    fn touch(&self, number: u64) {
        self.with(|open| {
            if let Some(connection) = open.get_mut(&number) {
                connection.active = Instant::now();
            }
        });
    }
}

fn drop_quietest(open: &mut HashMap<u64, Open>) {
    let quietest = open
        .iter()
        .min_by_key(|(_, connection)| connection.active)
        .map(|(number, _)| *number);
    if let Some(connection) = quietest.and_then(|number| open.remove(&number)) {
        connection.drop.cancel();
    }
}

/// Serves until stopped; requests that are being answered get a moment to finish.
pub(super) async fn serve(
    listener: TcpListener,
    router: Router,
    stop: CancellationToken,
) -> anyhow::Result<()> {
    let connections = Connections::default();
    let refused = Repeats::new();
    let tasks = TaskTracker::new();
    for number in 0.. {
        let accepted = tokio::select! {
            () = stop.cancelled() => break,
            accepted = listener.accept() => accepted,
        };
        let (stream, _): (TcpStream, SocketAddr) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                if let Some(count) = refused.count() {
                    warn!(count, "a connection could not be accepted: {error}");
                }
                connections.with(drop_quietest);
                sleep(ACCEPT_PAUSE).await;
                continue;
            }
        };
        let drop = connections.open(number);
        let (router, connections, stop) = (router.clone(), connections.clone(), stop.clone());
        tasks.spawn(async move {
            tokio::select! {
                () = drop.cancelled() => {}
                () = serve_one(stream, router, &connections, number, stop) => {}
            }
            connections.with(|open| open.remove(&number));
        });
    }
    drop(listener);
    tasks.close();
    // Each connection ends by itself within its own limit.
    tasks.wait().await;
    Ok(())
}

async fn serve_one(
    stream: TcpStream,
    router: Router,
    connections: &Connections,
    number: u64,
    stop: CancellationToken,
) {
    let router = TowerToHyperService::new(router);
    let service = service_fn(|request| {
        connections.touch(number);
        let answer = router.call(request);
        async move {
            let answer = timeout(REQUEST_TIMEOUT, answer).await;
            Ok::<_, Infallible>(answer.map_or_else(
                |_| status(StatusCode::REQUEST_TIMEOUT),
                |answer| answer.unwrap_or_else(|never| match never {}),
            ))
        }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADER_TIMEOUT)
        .serve_connection(TokioIo::new(stream), service);
    let mut connection = pin!(connection);
    tokio::select! {
        // An error is the other side's: it went away, or sent no HTTP.
        _ = connection.as_mut() => {}
        () = stop.cancelled() => {
            connection.as_mut().graceful_shutdown();
            let _ = timeout(SHUTDOWN_TIMEOUT, connection).await;
        }
    }
}

fn status(status: StatusCode) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response
}
