//! The browser that a person uses.

use std::process::{Command, Stdio};

/// Opens an address of ours in it; returns whether there is a program that could.
pub fn open(address: &str) -> bool {
    let programs: &[(&str, &[&str])] = if cfg!(windows) {
        &[("rundll32", &["url.dll,FileProtocolHandler"])]
    } else if cfg!(target_os = "macos") {
        &[("open", &[])]
    } else {
        // The second one is for Linux inside of Windows.
        &[("xdg-open", &[]), ("wslview", &[])]
    };
    programs.iter().any(|(program, words)| {
        let quiet = Stdio::null;
        let mut command = Command::new(program);
        command.args(*words).arg(address).stdin(quiet()).stdout(quiet()).stderr(quiet());
        command.spawn().is_ok_and(|mut child| {
            // Waited for elsewhere, so that it leaves nothing behind when it ends.
            std::thread::spawn(move || child.wait());
            true
        })
    })
}
