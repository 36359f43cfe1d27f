//! Places that cannot be written to, and machines that are bare: the old file stays, and
//! nothing is left over.

#![allow(clippy::disallowed_macros, reason = "a test that is skipped says why")]

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use crate::project::{Project, SEED};

const SMALL: &str = "basics: {name: Ada Lovelace}\nskills: [{name: Notes}]\n";

const PROGRAM: &str = env!("CARGO_BIN_EXE_recto");

fn run_in(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(PROGRAM).args(arguments).current_dir(folder).env_clear().stdin(Stdio::null()).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// The names of all files in a folder, hidden ones too.
fn files(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// A small disk of its own, which is gone with the value.
struct Disk(PathBuf);

impl Disk {
    /// `None` where this user may not mount one, as on most machines that are not thrown
    /// away after.
    fn new(project: &Project, name: &str, options: &str) -> Option<Disk> {
        let path = project.path(name);
        std::fs::create_dir_all(&path).unwrap();
        let mount = Command::new("mount").args(["-t", "tmpfs", "-o", options, "tmpfs"]).arg(&path).output();
        if mount.is_ok_and(|output| output.status.success()) {
            return Some(Disk(path));
        }
        println!("skipped: no disk can be mounted here");
        None
    }

    fn make_read_only(&self) -> bool {
        let remount = Command::new("mount").args(["-o", "remount,ro"]).arg(&self.0).output();
        remount.is_ok_and(|output| output.status.success())
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        Command::new("umount").arg(&self.0).status().ok();
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_disk_that_is_full_keeps_the_old_file_and_nothing_else() {
    let project = Project::new().file("resume.yaml", SEED);
    let Some(disk) = Disk::new(&project, "disk", "size=64k") else { return };
    let old = vec![b'o'; 20_000];
    std::fs::write(disk.0.join("resume.pdf"), &old).unwrap();
    // Room for the temporary file's name, and not for what is in it.
    std::fs::write(disk.0.join("ballast"), vec![0; 36_000]).unwrap();
    let output = run_in(&project.path(""), &["build", "-o", "disk/resume.pdf"]);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(said(&output).contains("`disk/resume.pdf` cannot be written: the disk is full"), "{}", said(&output));
    assert!(std::fs::read(disk.0.join("resume.pdf")).unwrap() == old);
    assert_eq!(files(&disk.0), ["ballast", "resume.pdf"]);
    // A file that was not there is not there after, and so is one that begins a résumé.
    std::fs::write(disk.0.join("more"), vec![0; 1 << 20]).ok();
    let output = run_in(&disk.0, &["new", "other.yaml"]);
    assert!(output.status.code() == Some(2) && !disk.0.join("other.yaml").exists(), "{}", said(&output));
    std::fs::remove_file(disk.0.join("more")).unwrap();
    let output = run_in(&project.path(""), &["build", "-o", "disk/new.pdf"]);
    assert!(output.status.code() == Some(2) && files(&disk.0) == ["ballast", "resume.pdf"], "{}", said(&output));
    std::fs::remove_file(disk.0.join("ballast")).unwrap();
    std::fs::remove_file(disk.0.join("resume.pdf")).unwrap();
    let output = run_in(&project.path(""), &["build", "-o", "disk/resume.pdf"]);
    assert!(output.status.success() && files(&disk.0) == ["resume.pdf"], "{}", said(&output));
}

#[test]
#[cfg(target_os = "linux")]
fn a_disk_that_is_read_only_is_said_to_be() {
    let project = Project::new();
    let Some(disk) = Disk::new(&project, "disk", "size=1m") else { return };
    std::fs::write(disk.0.join("resume.yaml"), SMALL).unwrap();
    std::fs::write(disk.0.join("resume.pdf"), "the old one").unwrap();
    if !disk.make_read_only() {
        println!("skipped: no disk can be made read-only here");
        return;
    }
    for arguments in
        [&["build"][..], &["build", "-o", "new.pdf"], &["new", "other.yaml"], &["build", "--format", "png"]]
    {
        let output = run_in(&disk.0, arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", said(&output));
        assert!(said(&output).to_lowercase().contains("read-only"), "{}", said(&output));
        assert_eq!(files(&disk.0), ["resume.pdf", "resume.yaml"]);
    }
    assert_eq!(std::fs::read(disk.0.join("resume.pdf")).unwrap(), b"the old one");
    assert!(run_in(&disk.0, &["check"]).status.success(), "a check writes nothing");
    assert!(run_in(&disk.0, &["build", "-o", "-"]).stdout.starts_with(b"%PDF"));
}

/// Someone who owns nothing here. Root may do all, whatever permissions say.
#[test]
#[cfg(target_os = "linux")]
fn a_folder_of_somebody_else_is_left_alone() {
    use std::os::unix::fs::PermissionsExt;
    let project = Project::new().file("theirs/resume.yaml", SMALL).file("theirs/resume.pdf", "the old one");
    std::fs::set_permissions(project.path(""), PermissionsExt::from_mode(0o755)).unwrap();
    std::fs::set_permissions(project.path("theirs"), PermissionsExt::from_mode(0o555)).unwrap();
    // The program may lie where nobody else may look.
    std::fs::copy(PROGRAM, project.path("recto")).unwrap();
    let nobody = |arguments: &[&str]| {
        Command::new("setpriv")
            .args(["--reuid=65534", "--regid=65534", "--clear-groups"])
            .arg(project.path("recto"))
            .args(arguments)
            .current_dir(project.path("theirs"))
            .stdin(Stdio::null())
            .output()
    };
    if !nobody(&["--version"]).is_ok_and(|output| output.status.success()) {
        println!("skipped: nothing can be run as somebody else here");
        return;
    }
    let output = nobody(&["build", "-o", "new.pdf"]).unwrap();
    assert!(
        output.status.code() == Some(2) && said(&output).contains("`new.pdf` cannot be written: permission denied"),
        "{}",
        said(&output)
    );
    let output = nobody(&["build"]).unwrap();
    assert!(
        output.status.code() == Some(2) && said(&output).contains("`resume.pdf` cannot be written: permission denied"),
        "{}",
        said(&output)
    );
    std::fs::set_permissions(project.path("theirs/resume.yaml"), PermissionsExt::from_mode(0o600)).unwrap();
    let output = nobody(&["build"]).unwrap();
    assert!(
        output.status.code() == Some(2) && said(&output).contains("`resume.yaml` cannot be read: permission denied"),
        "{}",
        said(&output)
    );
    assert_eq!(project.read("theirs/resume.pdf"), b"the old one");
    assert_eq!(files(&project.path("theirs")), ["resume.pdf", "resume.yaml"]);
}

#[test]
#[cfg(unix)]
fn a_link_is_followed_and_stays_or_is_said_to_lead_nowhere() {
    use std::os::unix::fs::symlink;
    let project = Project::new().file("resume.yaml", SMALL).file("kept/real.pdf", "old").file("kept/.keep", "");
    // Through two links, one of them absolute.
    symlink(project.path("kept/real.pdf"), project.path("second.pdf")).unwrap();
    symlink("second.pdf", project.path("first.pdf")).unwrap();
    assert!(run_in(&project.path(""), &["build", "-o", "first.pdf"]).status.success());
    assert!(project.read("kept/real.pdf").starts_with(b"%PDF"));
    for link in ["first.pdf", "second.pdf"] {
        assert!(std::fs::symlink_metadata(project.path(link)).unwrap().is_symlink());
    }
    assert_eq!(files(&project.path("kept")), [".keep", "real.pdf"]);
    // In a circle.
    symlink("b.pdf", project.path("a.pdf")).unwrap();
    symlink("a.pdf", project.path("b.pdf")).unwrap();
    let before = project.files();
    let output = run_in(&project.path(""), &["build", "-o", "a.pdf"]);
    assert!(matches!(output.status.code(), Some(0 | 2)), "{}", said(&output));
    assert_eq!(project.files(), before, "something is left over");
    // To a folder, and to the résumé itself.
    symlink("kept", project.path("folder.pdf")).unwrap();
    symlink("resume.yaml", project.path("itself.pdf")).unwrap();
    let output = run_in(&project.path(""), &["build", "-o", "folder.pdf"]);
    assert!(output.status.code() == Some(2) && said(&output).contains("is a directory"), "{}", said(&output));
    let output = run_in(&project.path(""), &["build", "-o", "itself.pdf"]);
    assert!(
        output.status.code() == Some(2) && said(&output).contains("would overwrite the résumé"),
        "{}",
        said(&output)
    );
    assert_eq!(project.read("resume.yaml"), SMALL.as_bytes());
}

/// Pictures and letters are written whole, too, and what one of several could not be
/// written to is said.
#[test]
fn an_output_that_is_a_folder_is_said_to_be_one() {
    let project = Project::new().file("resume.yaml", SMALL).file("a.pdf/.keep", "").file("resume.pdf/.keep", "");
    for arguments in [&["build"][..], &["build", "-o", "a.pdf"], &["build", "-o", "a.pdf/"], &["build", "-o", "."]] {
        let output = run_in(&project.path(""), arguments);
        assert!(output.status.code() == Some(2) && said(&output).contains("is a directory"), "{}", said(&output));
    }
    assert_eq!(project.files(), ["a.pdf", "resume.pdf", "resume.yaml"]);
    assert_eq!(files(&project.path("a.pdf")), [".keep"]);
}

#[test]
#[cfg(unix)]
fn a_pipe_that_nobody_reads_any_more_is_no_error() {
    let project = Project::new().file("resume.yaml", SEED);
    for arguments in ["build -o -", "show", "schema", "themes", "fonts", "inspect r.pdf", "check --message-format json"]
    {
        assert!(run_in(&project.path(""), &["build", "-o", "r.pdf"]).status.success());
        let script = format!("'{PROGRAM}' {arguments} 2>said | true; echo ${{PIPESTATUS[0]}}");
        let output = Command::new("bash").args(["-c", &script]).current_dir(project.path("")).output().unwrap();
        let said = std::fs::read_to_string(project.path("said")).unwrap();
        assert_eq!(String::from_utf8(output.stdout).unwrap(), "0\n", "{arguments}: {said}");
        assert!(!said.contains("panicked"), "{arguments}: {said}");
    }
    // Nobody hears what is wrong, either.
    let script = format!("'{PROGRAM}' check nowhere.yaml 2>&1 | true; echo ${{PIPESTATUS[0]}}");
    let output = Command::new("bash").args(["-c", &script]).current_dir(project.path("")).output().unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "2\n");
}

fn start(folder: &Path, arguments: &[&str]) -> Child {
    let mut command = Command::new(PROGRAM);
    command.args(arguments).current_dir(folder).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().unwrap()
}

#[test]
fn two_hundred_builds_at_once_do_not_hurt_one_another() {
    let project = Project::new().file("resume.yaml", SMALL).file("out/.keep", "");
    let folder = project.path("");
    let mut children: Vec<Child> = Vec::new();
    for number in 0..200 {
        // Half of them into one file, half each into its own.
        let own = format!("out/{number}.pdf");
        children.push(start(&folder, &["build", "-o", if number % 2 == 0 { "one.pdf" } else { &own }]));
        if number % 10 == 0 {
            let bytes = std::fs::read(project.path("one.pdf")).unwrap_or_default();
            assert!(bytes.is_empty() && !project.path("one.pdf").exists() || bytes.ends_with(b"%%EOF"), "half a file");
        }
    }
    assert!(children.iter_mut().all(|child| child.wait().unwrap().success()));
    let one = project.read("one.pdf");
    assert!((0..200).filter(|number| number % 2 == 1).all(|number| project.read(&format!("out/{number}.pdf")) == one));
    assert_eq!(project.files(), ["one.pdf", "out", "resume.yaml"], "something is left over");
    assert_eq!(files(&project.path("out")).len(), 101, "something is left over");
}

#[test]
fn a_bare_machine_is_enough() {
    let project = Project::new().file("resume.yaml", SEED);
    let build = |variables: &[(&str, &str)]| {
        let mut command = Command::new(PROGRAM);
        command.args(["build", "-o", "a.pdf"]).current_dir(project.path("")).env_clear();
        let output = command.envs(variables.iter().copied()).stdin(Stdio::null()).output().unwrap();
        assert!(output.status.success(), "{variables:?}: {}", said(&output));
        assert!(!said(&output).contains('\u{1b}'), "{variables:?}: {}", said(&output));
        let pdf = project.read("a.pdf");
        std::fs::remove_file(project.path("a.pdf")).unwrap();
        pdf
    };
    let pdf = build(&[]);
    let nowhere = "/no/such/folder";
    for variables in [
        &[("HOME", "")][..],
        &[("HOME", nowhere), ("XDG_CONFIG_HOME", nowhere), ("XDG_CACHE_HOME", nowhere), ("XDG_DATA_HOME", nowhere)],
        &[("TMPDIR", nowhere), ("TMP", nowhere), ("TEMP", nowhere)],
        &[("TMPDIR", "/proc")],
        &[("LANG", "xx_YY.klingon"), ("LC_ALL", "tr_TR"), ("LANGUAGE", "")],
        &[("TERM", "")],
        &[("TERM", "dumb")],
        &[("TERM", "\u{1b}[31m"), ("COLUMNS", "0"), ("LINES", "-1")],
        &[("COLUMNS", "99999999999999999999")],
        &[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1"), ("FORCE_COLOR", "3")],
        &[("PATH", "")],
        &[("TZ", "Nowhere/At_All")],
        &[("RUST_LOG", "trace"), ("RUST_BACKTRACE", "full")],
        &[("RAYON_NUM_THREADS", "nine"), ("OMP_NUM_THREADS", "0")],
    ] {
        assert!(build(variables) == pdf, "{variables:?} changes the pages");
    }
}

/// What could not be written is an error, whatever wrote it.
#[test]
#[cfg(target_os = "linux")]
fn output_that_is_not_taken_is_an_error_of_every_command() {
    let project = Project::new()
        .file("resume.yaml", "basics: {name: Ada}\napplications: {acme: {job: job.md}}\n")
        .file("job.md", "We look for an engineer with Rust.")
        .file("jsonresume.json", r#"{"basics": {"name": "Ada", "label": "x"}}"#);
    assert_eq!(project.run(&["build", "--embed"]).code, Some(0));
    let commands: &[&[&str]] = &[
        &["show"],
        &["show", "--format", "json"],
        &["show", "--diff", "--for", "acme"],
        &["import", "jsonresume.json"],
        &["extract", "resume.pdf"],
        &["schema"],
        &["schema", "--format", "markdown"],
        &["inspect", "resume.pdf"],
        &["inspect", "resume.pdf", "--against", "resume.yaml"],
        &["match", "job.md"],
        &["new", "-"],
        &["themes"],
        &["themes", "show", "plumb"],
        &["fonts"],
        &["doctor"],
        &["completions", "bash"],
        &["man"],
        &["applications"],
        &["build", "-o", "-"],
        &["build", "-o", "-", "--format", "txt"],
    ];
    for command in commands {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let output = Command::new(PROGRAM)
            .args(*command)
            .current_dir(project.path(""))
            .env_clear()
            .stdin(Stdio::null())
            .stdout(full)
            .output()
            .unwrap();
        let said = said(&output);
        assert_eq!(output.status.code(), Some(2), "{command:?}: {said}");
        assert!(said.contains("standard output") && said.contains("error"), "{command:?}: {said}");
    }
    for (command, input) in [
        (&["build", "--batch"][..], "{\"resume\": {\"basics\": {\"name\": \"Ada\"}}}\n"),
        (&["check", "--message-format", "json", "-"], "basics: {nme: Ada}\n"),
    ] {
        std::fs::write(project.path("input"), input).unwrap();
        let output = Command::new(PROGRAM)
            .args(command)
            .env_clear()
            .stdin(std::fs::File::open(project.path("input")).unwrap())
            .stdout(std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap())
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(2), "{command:?}: {}", said(&output));
    }
}

#[test]
#[cfg(unix)]
fn what_a_dangling_link_leads_to_is_made() {
    let project = Project::new().file("resume.yaml", SMALL).file("folder/keep", "");
    std::os::unix::fs::symlink("folder/real.pdf", project.path("link.pdf")).unwrap();
    let run = project.run(&["build", "-o", "link.pdf"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(std::fs::symlink_metadata(project.path("link.pdf")).unwrap().is_symlink());
    assert!(project.read("folder/real.pdf").starts_with(b"%PDF"));
}

/// A private file is private while it is replaced, too: the temporary one beside it is seen by a
/// process that looks all the time.
#[test]
#[cfg(unix)]
fn what_replaces_a_private_file_is_private() {
    use std::os::unix::fs::PermissionsExt;
    let project = Project::new().file("resume.yaml", SMALL).file("resume.pdf", "old");
    std::fs::set_permissions(project.path("resume.pdf"), PermissionsExt::from_mode(0o600)).unwrap();
    let stop = std::sync::atomic::AtomicBool::new(false);
    let odd = std::thread::scope(|scope| {
        let look = || {
            let mut odd = Vec::new();
            while !stop.load(std::sync::atomic::Ordering::Relaxed) {
                for entry in std::fs::read_dir(project.path("")).unwrap().flatten() {
                    let mode = entry.metadata().map(|data| data.permissions().mode() & 0o077).unwrap_or_default();
                    if entry.file_name().to_string_lossy().starts_with(".recto-") && mode != 0 {
                        odd.push(mode);
                    }
                }
            }
            odd
        };
        let looking = scope.spawn(look);
        for _ in 0..20 {
            assert_eq!(project.run(&["build"]).code, Some(0));
        }
        stop.store(true, std::sync::atomic::Ordering::Relaxed);
        looking.join().unwrap()
    });
    assert!(odd.is_empty(), "{odd:?}");
    assert_eq!(std::fs::metadata(project.path("resume.pdf")).unwrap().permissions().mode() & 0o777, 0o600);
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_leaves_no_half_theme() {
    let project = Project::new();
    let Some(disk) = Disk::new(&project, "disk", "size=16k") else { return };
    let output = run_in(&disk.0, &["themes", "new", "mine", "--from", "marquee"]);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(!disk.0.join("themes/mine").exists());
    assert!(files(&disk.0).is_empty() || files(&disk.0.join("themes")).is_empty(), "{:?}", files(&disk.0));
}

/// A shell may allow so few processes that no thread can be started.
#[test]
#[cfg(target_os = "linux")]
fn a_machine_that_starts_no_threads_says_so() {
    let project = Project::new().file("resume.yaml", SMALL).file("b.yaml", SMALL);
    let limited = |command: &str| {
        let script = format!("ulimit -u 1; exec {PROGRAM} {command}");
        Command::new("setpriv")
            .args(["--reuid=65534", "--clear-groups", "sh", "-c", &script])
            .current_dir(project.path(""))
            .stdin(Stdio::null())
            .output()
    };
    std::process::Command::new("chmod").args(["-R", "a+rwX"]).arg(project.path("")).status().unwrap();
    for command in ["build -o -", "build --timeout 5 -o -", "build --batch", "check", "build resume.yaml b.yaml"] {
        let Ok(output) = limited(command) else {
            println!("skipped: setpriv is not here");
            return;
        };
        let said = said(&output);
        assert!(!said.contains("panicked"), "{command}: {said}");
    }
}
