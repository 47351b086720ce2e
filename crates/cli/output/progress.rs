//! What `upgrade` and `downgrade` tell on their way. At a terminal a line below says what is running and since
//! when; it is gone when it has run.

use std::{
    io::{self, IsTerminal, Write},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        mpsc::{self, RecvTimeoutError, Sender},
    },
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use limbeck_revision::{Direction, Event};

use super::Output;

/// How long something runs before it is worth a line, and before its time is told.
const LONG: Duration = Duration::from_secs(1);

/// How often the line is written anew.
const BEAT: Duration = Duration::from_millis(200);

/// How many characters of a line are used.
const WIDTH: usize = 78;

/// Tells the events of a run.
pub(crate) struct Progress<'o> {
    output: &'o Output,
    /// Where nobody watches, there is no line.
    line: Option<Line>,
    started: Instant,
}

impl<'o> Progress<'o> {
    pub(crate) fn new(output: &'o Output) -> Self {
        let is_watched = !output.quiet && io::stderr().is_terminal();
        Self { output, line: is_watched.then(Line::begin), started: Instant::now() }
    }

    pub(crate) fn tell(&mut self, event: &Event<'_>) {
        let mut running = self.line.as_ref().map(Line::cleared);
        match event {
            Event::Started { revision, direction } => {
                let verb = match direction {
                    Direction::Upgrade => "upgrade to",
                    Direction::Downgrade => "downgrade from",
                };
                let message = revision.message.lines().next().unwrap_or_default();
                self.output.say(&format!("{verb} \u{1b}[1m{}\u{1b}[0m, {message}", revision.id));
                self.started = Instant::now();
            }
            Event::Statement { number, count, text } => {
                if let Some(running) = &mut running {
                    let text = text.replace(|c: char| c.is_control(), " ");
                    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
                    running.statement = Some((format!("{number} of {count}"), text, Instant::now()));
                }
            }
            Event::Notice { text } => self.output.say(&format!("  {text}")),
            Event::Finished { .. } => {
                let time = self.started.elapsed();
                if running.is_some() && time >= LONG {
                    self.output.say(&format!("  took {}", seconds(time)));
                }
            }
        }
    }
}

/// The line, and the thread that keeps it.
struct Line {
    running: Arc<Mutex<Running>>,
    end: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// What is running.
#[derive(Default)]
struct Running {
    /// Which of how many, what it says, and since when.
    statement: Option<(String, String, Instant)>,
    is_drawn: bool,
}

impl Line {
    fn begin() -> Self {
        let running = Arc::new(Mutex::new(Running::default()));
        let (end, ended) = mpsc::channel();
        let shared = Arc::clone(&running);
        let thread = thread::spawn(move || {
            while ended.recv_timeout(BEAT) == Err(RecvTimeoutError::Timeout) {
                locked(&shared).draw();
            }
        });
        Self { running, end: Some(end), thread: Some(thread) }
    }

    /// Nothing is running, and nothing is drawn, until something else is said.
    fn cleared(&self) -> MutexGuard<'_, Running> {
        let mut running = locked(&self.running);
        running.statement = None;
        running.clear();
        running
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        drop(self.cleared());
        drop(self.end.take());
        // A thread that has panicked has nothing left to draw.
        let _ = self.thread.take().map(JoinHandle::join);
    }
}

impl Running {
    fn draw(&mut self) {
        let Some((place, text, since)) = &self.statement else { return };
        let time = since.elapsed();
        if time >= LONG {
            write(&format!("\r\u{1b}[2K{}", line(place, text, time)));
            self.is_drawn = true;
        }
    }

    fn clear(&mut self) {
        if std::mem::take(&mut self.is_drawn) {
            write("\r\u{1b}[2K");
        }
    }
}

fn locked(running: &Mutex<Running>) -> MutexGuard<'_, Running> {
    running.lock().unwrap_or_else(PoisonError::into_inner)
}

/// `  statement 3 of 12, 4.2 s: CREATE INDEX`, cut to the width of a line.
fn line(place: &str, text: &str, time: Duration) -> String {
    let line = format!("  statement {place}, {}: {text}", seconds(time));
    if line.chars().count() <= WIDTH {
        return line;
    }
    line.chars().take(WIDTH - 1).chain(['…']).collect()
}

fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}

/// To the standard error; whoever has gone away misses nothing.
fn write(text: &str) {
    let mut err = io::stderr().lock();
    let _ = err.write_all(text.as_bytes()).and_then(|()| err.flush());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_fits_and_says_what_runs() {
        let of = |text: &str| line("3 of 12", text, Duration::from_millis(4_250));
        assert_eq!(of("CREATE INDEX i ON t (x)"), "  statement 3 of 12, 4.2 s: CREATE INDEX i ON t (x)");
        let long = of(&"ü".repeat(200));
        assert!(long.chars().count() == WIDTH && long.ends_with('…'), "{long}");
    }
}
