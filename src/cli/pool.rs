//! One scheduler for everything that builds several documents: worker processes, one per core, take tasks in order;
//! results come back in order; at most a small window of tasks is in flight.

pub mod worker;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread;

pub use self::worker::Outcome;
use self::worker::Worker;
use crate::cli::build::OutputPath;
use crate::cli::process::threads;

/// How many tasks per core may be taken before the first of them is done.
const WINDOW: usize = 8;

/// Something to be built.
pub enum Task {
    /// For a worker.
    Request(Vec<u8>),
    /// Refused at once, with this result.
    Refused(Outcome),
}

/// The order of results.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// The order of the tasks.
    Input,
    /// As they finish.
    Completion,
}

/// Runs tasks, and passes each result to `done` with the task's number and request. If two results have the same
/// output path, the first task gets it, and the other worker is sent the first one's description, from `describe`.
///
/// # Errors
/// If not all tasks can be read, or no thread can be started. Tasks read before are still finished.
pub fn run(
    tasks: impl Iterator<Item = io::Result<Task>> + Send,
    order: Order,
    describe: impl Fn(usize) -> String + Sync,
    mut done: impl FnMut(usize, &[u8], Outcome),
) -> io::Result<()> {
    let cores = threads::cores();
    let (requests, queue) = mpsc::sync_channel::<(usize, Task)>(cores);
    let (results, finished) = mpsc::channel::<Finished>();
    let (queue, delivered, claims) = (Mutex::new(queue), Gate::default(), Claims::default());
    let failure = Mutex::new(None);
    let fail = |error: io::Error| {
        lock(&failure).get_or_insert(error);
    };
    let work = |results: mpsc::Sender<Finished>| {
        let mut worker = None;
        loop {
            let next = lock(&queue).recv();
            let Ok((number, task)) = next else { return };
            let (request, outcome) = match task {
                Task::Refused(outcome) => (Vec::new(), outcome),
                Task::Request(request) => {
                    let claim = |paths: &[OutputPath]| claims.claim(number, paths).map(&describe);
                    let outcome = ask(&mut worker, number, &request, claim);
                    (request, outcome)
                }
            };
            claims.pass(number);
            if results.send(Finished { number, request, outcome }).is_err() {
                return;
            }
        }
    };
    thread::scope(|scope| {
        let mut started = 0;
        for _ in 0..cores {
            let (work, results) = (&work, results.clone());
            match thread::Builder::new().spawn_scoped(scope, move || work(results)) {
                Ok(_) => started += 1,
                Err(error) if started == 0 => return fail(error),
                // The threads that were started do all the work.
                Err(_) => break,
            }
        }
        let read = || {
            let requests = requests;
            for (number, task) in tasks.enumerate() {
                let task = match task {
                    Ok(task) => task,
                    Err(error) => return fail(error),
                };
                delivered.wait(|delivered| number < delivered + WINDOW * cores);
                if requests.send((number, task)).is_err() {
                    return;
                }
            }
        };
        if let Err(error) = thread::Builder::new().spawn_scoped(scope, read) {
            return fail(error);
        }
        drop(results);
        let mut early: BTreeMap<usize, Finished> = BTreeMap::new();
        let mut next = 0;
        for result in finished {
            early.insert(if order == Order::Completion { next } else { result.number }, result);
            while let Some(Finished { number, request, outcome }) = early.remove(&next) {
                done(number, &request, outcome);
                delivered.raise();
                next += 1;
            }
        }
    });
    match failure.into_inner().unwrap_or_else(PoisonError::into_inner) {
        Some(error) => Err(error),
        None => Ok(()),
    }
}

/// A task that is done.
struct Finished {
    number: usize,
    request: Vec<u8>,
    outcome: Outcome,
}

/// Sends a request to a worker, starting one if necessary. If a worker exits, only the current task fails.
fn ask(
    worker: &mut Option<Worker>,
    number: usize,
    request: &[u8],
    claim: impl Fn(&[OutputPath]) -> Option<String>,
) -> Outcome {
    let ready = match worker {
        Some(worker) => worker,
        None => match Worker::start() {
            Ok(started) => worker.insert(started),
            Err(error) => return Outcome::NotStarted(error),
        },
    };
    let outcome = ready.ask(number, request, claim);
    if let Outcome::Ended(_) = outcome {
        *worker = None;
    }
    outcome
}

/// Poisoning is ignored: no panic can happen between two writes.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A counter that one thread waits for and another increases.
#[derive(Default)]
struct Gate(Mutex<usize>, Condvar);

impl Gate {
    fn wait(&self, until: impl Fn(usize) -> bool) {
        drop(self.1.wait_while(lock(&self.0), |number| !until(*number)));
    }

    fn raise(&self) {
        *lock(&self.0) += 1;
        self.1.notify_all();
    }
}

/// The output paths of all tasks. Tasks claim theirs in order, so that of two with the same path, the first always
/// gets it.
#[derive(Default)]
struct Claims(Mutex<ClaimState>, Condvar);

#[derive(Default)]
struct ClaimState {
    /// Tasks by the paths they have claimed.
    taken: HashMap<Key, usize>,
    /// Tasks that have claimed, or never will; all before `next` have.
    passed: BTreeSet<usize>,
    next: usize,
}

/// A claim, in lower case, as some file systems ignore case.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Key {
    /// A file.
    File(String),
    /// The numbered files of a name.
    Numbered(String),
    /// A file that could be one of the numbered files of a name.
    OneOf(String),
}

impl Claims {
    /// Claims paths for a task, unless another task has one of them: then returns that task's number.
    fn claim(&self, number: usize, paths: &[OutputPath]) -> Option<usize> {
        let state = lock(&self.0);
        let mut state = self.1.wait_while(state, |state| state.next < number).unwrap_or_else(PoisonError::into_inner);
        let keys: Vec<Key> = paths.iter().flat_map(keys).collect();
        let against = |key: &Key| match key {
            Key::File(path) => Key::File(path.clone()),
            Key::Numbered(path) => Key::OneOf(path.clone()),
            Key::OneOf(path) => Key::Numbered(path.clone()),
        };
        let other = keys.iter().find_map(|key| state.taken.get(&against(key)).copied());
        if other.is_none() {
            for key in keys {
                state.taken.entry(key).or_insert(number);
            }
        }
        drop(state);
        self.pass(number);
        other
    }

    /// Lets the next task claim.
    fn pass(&self, number: usize) {
        let mut state = lock(&self.0);
        if number >= state.next {
            state.passed.insert(number);
        }
        loop {
            let next = state.next;
            if !state.passed.remove(&next) {
                break;
            }
            state.next += 1;
        }
        self.1.notify_all();
    }
}

fn keys(OutputPath { path, numbered }: &OutputPath) -> Vec<Key> {
    let path = PathBuf::from(path.to_string_lossy().to_lowercase());
    let text = |path: &Path| path.to_string_lossy().into_owned();
    let mut keys = vec![Key::File(text(&path))];
    if *numbered {
        keys.push(Key::Numbered(text(&path)));
    }
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    if let Some((name, number)) = stem.rsplit_once('-')
        && !number.is_empty()
        && number.chars().all(|digit| digit.is_ascii_digit())
    {
        let extension = path.extension().map(|it| format!(".{}", it.to_string_lossy())).unwrap_or_default();
        keys.push(Key::OneOf(text(&path.with_file_name(format!("{name}{extension}")))));
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(path: &str, numbered: bool) -> Vec<OutputPath> {
        vec![OutputPath { path: path.into(), numbered }]
    }

    #[test]
    fn the_first_of_two_results_gets_a_path() {
        let claims = Claims::default();
        assert_eq!(claims.claim(0, &path("out/Ada.pdf", false)), None);
        assert_eq!(claims.claim(1, &path("out/ada.pdf", false)), Some(0));
        assert_eq!(claims.claim(2, &path("out/ada.png", true)), None);
        assert_eq!(claims.claim(3, &path("out/ada-1.png", true)), Some(2));
        assert_eq!(claims.claim(4, &path("out/ada-x.png", true)), None);
        assert_eq!(claims.claim(5, &path("out/bo-2.png", true)), None);
        assert_eq!(claims.claim(6, &path("out/bo-3.png", true)), None);
        assert_eq!(claims.claim(7, &path("out/bo.png", true)), Some(5));
    }

    #[test]
    fn later_results_wait_until_earlier_ones_have_claimed() {
        let claims = Claims::default();
        std::thread::scope(|scope| {
            let later = scope.spawn(|| claims.claim(2, &path("a", false)));
            claims.pass(1);
            assert_eq!(claims.claim(0, &path("a", false)), None);
            assert_eq!(later.join().unwrap(), Some(0));
        });
    }
}
