//! Opens the user's browser.

use std::process::{Command, Stdio};

/// Opens a URL of this server; returns whether a browser could be started.
pub fn open(address: &str) -> bool {
    let programs: &[(&str, &[&str])] = if cfg!(windows) {
        &[("rundll32", &["url.dll,FileProtocolHandler"])]
    } else if cfg!(target_os = "macos") {
        &[("open", &[])]
    } else {
        // The second one is for WSL.
        &[("xdg-open", &[]), ("wslview", &[])]
    };
    programs.iter().any(|(program, words)| {
        let quiet = Stdio::null;
        let mut command = Command::new(program);
        command.args(*words).arg(address).stdin(quiet()).stdout(quiet()).stderr(quiet());
        command.spawn().is_ok_and(|mut child| {
            // Reaped on another thread, so that no zombie process is left.
            std::thread::spawn(move || child.wait());
            true
        })
    })
}
