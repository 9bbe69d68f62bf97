//! The connections of the HTTP listener, with bounds on their number and on the time of a request.
//!
//! Anybody can open a connection and send nothing. At the limit, the connection that has been idle for
//! longest is closed, so that a health check is still answered.

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

/// Maximum number of simultaneous connections; below half of the file limit of small systems (256).
const MAX_CONNECTIONS: usize = 100;
/// Time limit for the head of a request, and for the pause between two requests.
const HEADER_TIMEOUT: Duration = Duration::from_secs(10);
/// Time limit for reading a request's body and answering it. Slack gives up after three seconds.
const REQUEST_TIMEOUT: Duration = Duration::from_secs(10);
/// Time that running requests get at shutdown.
const SHUTDOWN_TIMEOUT: Duration = Duration::from_millis(2_500);
/// Pause after a failure to accept a connection, such as at the limit of open files.
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);

/// An open connection.
struct OpenConnection {
    /// Time of its opening or of the start of its latest request.
    last_active: Instant,
    /// Closes the connection.
    close: CancellationToken,
}

/// All open connections by number.
#[derive(Clone, Default)]
struct Connections(Arc<Mutex<HashMap<u64, OpenConnection>>>);

impl Connections {
    fn with<T>(&self, change: impl FnOnce(&mut HashMap<u64, OpenConnection>) -> T) -> T {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Registers a connection and returns the token that closes it. At the limit, the one that has been idle for
    /// longest is closed first.
    fn open(&self, number: u64) -> CancellationToken {
        self.with(|open| {
            while open.len() >= MAX_CONNECTIONS {
                close_most_idle(open);
            }
            let close = CancellationToken::new();
            let connection = OpenConnection {
                last_active: Instant::now(),
                close: close.clone(),
            };
            open.insert(number, connection);
            close
        })
    }

    /// Records the begin of a request.
    fn touch(&self, number: u64) {
        self.with(|open| {
            if let Some(connection) = open.get_mut(&number) {
                connection.last_active = Instant::now();
            }
        });
    }
}

/// Closes the connection that has been idle for longest.
fn close_most_idle(open: &mut HashMap<u64, OpenConnection>) {
    let most_idle = open
        .iter()
        .min_by_key(|(_, connection)| connection.last_active)
        .map(|(number, _)| *number);
    if let Some(connection) = most_idle.and_then(|number| open.remove(&number)) {
        connection.close.cancel();
    }
}

/// Serves until stopped; running requests get [`SHUTDOWN_TIMEOUT`] to finish.
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
                connections.with(close_most_idle);
                sleep(ACCEPT_PAUSE).await;
                continue;
            }
        };
        let close = connections.open(number);
        let (router, connections, stop) = (router.clone(), connections.clone(), stop.clone());
        tasks.spawn(async move {
            tokio::select! {
                () = close.cancelled() => {}
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

/// Serves the requests of one connection until it ends or the listener is stopped.
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
        // Errors are ignored: the client disconnected or did not send HTTP.
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
