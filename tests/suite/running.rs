//! The program while it runs, in a folder of a project.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use crate::project::Project;

/// The longest that anything is waited for.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// The program.
pub const RECTO: &str = env!("CARGO_BIN_EXE_recto");

/// A run that has not ended; it is stopped at the end of the test.
pub struct Running {
    child: Child,
    lines: Receiver<String>,
}

impl Running {
    pub fn start(project: &Project, args: &[&str]) -> Running {
        Running::start_command(project, Command::new(RECTO).args(args).env_clear())
    }

    /// Starts a command that is, or becomes, the program.
    pub fn start_command(project: &Project, command: &mut Command) -> Running {
        let mut child = command
            .current_dir(project.path("."))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let stderr = BufReader::new(child.stderr.take().unwrap());
        let (sender, lines) = channel();
        std::thread::spawn(move || {
            for line in stderr.lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    return;
                }
            }
        });
        Running { child, lines }
    }

    /// The next line of its messages that has something in it.
    pub fn line_with(&self, part: &str) -> String {
        let end = Instant::now() + PATIENCE;
        let mut seen = Vec::new();
        while let Ok(line) = self.lines.recv_timeout(end.saturating_duration_since(Instant::now())) {
            if line.contains(part) {
                return line;
            }
            seen.push(line);
        }
        panic!("no line has `{part}`:\n{}", seen.join("\n"));
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// Asks again and again until there is an answer.
pub fn until<T>(what: &str, mut ask: impl FnMut() -> Option<T>) -> T {
    let end = Instant::now() + PATIENCE;
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(Instant::now() < end, "{what} did not come about");
        std::thread::sleep(Duration::from_millis(2));
    }
}
