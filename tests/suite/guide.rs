//! The README and the guide are true: their commands run and print what is shown, their YAML is read, and their links lead
//! somewhere.

use std::path::Path;

use crate::project::{Project, steady};
use crate::running::Running;

const REPOSITORY: &str = env!("CARGO_MANIFEST_DIR");

/// Commands that are not run here: how they begin, and what runs them.
const ELSEWHERE: [(&str, &str); 6] = [
    ("cargo ", "`.ci/run`, of which this test is a part; a build inside of a build would wait for it"),
    (".ci/", "itself, or by hand"),
    ("parallel ", "`.ci/spark`, without the second machine"),
    ("python3 examples/scale/spark.py", "`.ci/spark`"),
    ("typst compile", "`.ci/typst_folder.py`, with the same engine from PyPI"),
    ("RECTO_MUTATIONS=", "the test of that name, with fewer mutations"),
];

/// What a reader of a page has before a command of it: the page, how the command begins, and the lines for a shell that make it.
/// `$REPOSITORY` is the root of this repository, `$BLOCKS` a folder with the YAML of the page, numbered. A page that is not here
/// is read beside the résumé of this repository.
const BEFORE: [(&str, &str, &str); 16] = [
    ("README.md", "", ""),
    (
        "README.md",
        "recto check",
        "mv resume.yaml whole.yaml
         printf 'basics:\\n  name: Ada\\n  lable: Analyst\\nwork:\\n  - name: Engines\\n    startDate: 1842-13\\n' > resume.yaml",
    ),
    ("docs/ci.md", "recto build --font-path fonts", "mkdir -p fonts"),
    ("docs/ci.md", "git diff", "git init --quiet . && git add resume.pdf"),
    ("docs/errors.md", "recto build --for bnak", "echo 'applications: {bank: {}}' >> resume.yaml"),
    ("docs/first.md", "", ""),
    ("docs/letters.md", "recto build", "cp $BLOCKS/1.yaml resume.yaml"),
    ("docs/moving.md", "", ""),
    ("docs/moving.md", "recto import", "cp $REPOSITORY/tests/import/rendercv_2_2.yaml Ada_Lovelace_CV.yaml"),
    ("docs/moving.md", "recto build resume.json", "recto show --format json > resume.json"),
    ("docs/reading.md", "recto inspect", "recto build"),
    ("docs/scale.md", "recto build anna.yaml", "cp resume.yaml anna.yaml; cp resume.yaml ben.yaml; mkdir team; mv *.yaml team; cp team/* ."),
    ("docs/scale.md", "recto build 'teams", "mkdir -p teams/one; cp anna.yaml ben.yaml teams/one"),
    ("docs/scale.md", "recto build --batch", "cp -r $REPOSITORY/examples .; python3 examples/scale/make.py resume.yaml 9 > resumes.ndjson"),
    ("docs/tailoring.md", "", "cp -r $REPOSITORY/examples/tailoring/. ."),
    ("docs/themes.md", "recto build --theme ./mine", "recto themes new mine && mv themes/mine mine"),
];

/// YAML that is no résumé of ours: the page, what it has in it, and why it is there.
const OF_OTHERS: [(&str, &str, &str); 4] = [
    ("docs/ci.md", "runs-on:", "a workflow of GitHub with the action, which a workflow tries"),
    ("docs/ci.md", "before_script:", "a pipeline of GitLab; its commands are run"),
    ("docs/ci.md", "repos:", "the hooks of a repository"),
    ("docs/errors.md", "cv:", "a file of RenderCV; the tests of `recto import` have it"),
];

/// Mistakes that a few lines cannot make: what is shown of them, and what shows the report instead.
const NOT_SHOWN: [(&str, &str); 6] = [
    ("bibliography: {file: refs.bib", "the file of references is not in the block"),
    ("Source Sans 3 has no Chinese", "it depends on the fonts of the machine which of the two is said"),
    ("no font on this machine has Chinese", "it depends on the fonts of the machine which of the two is said"),
    ("and three pages of text", "the text is not in the block"),
    ("# theme.toml without a name", "it is about another file"),
    ("and so on", "the block is shortened"),
];

const APPROVE: &str = "INSTA_UPDATE=always writes the page anew";

struct Page {
    /// Its path in the repository.
    name: String,
    text: String,
}

/// A fenced block: its language, and its lines without their indentation.
struct Block {
    language: String,
    text: String,
    /// The heading it stands under.
    heading: String,
}

fn pages() -> Vec<Page> {
    let mut names = vec!["README.md".to_owned(), "CONTRIBUTING.md".into(), "SECURITY.md".into()];
    let docs = std::fs::read_dir(Path::new(REPOSITORY).join("docs")).unwrap();
    let docs = docs.map(|entry| format!("docs/{}", entry.unwrap().file_name().into_string().unwrap()));
    names.extend(docs.filter(|name| name.ends_with(".md")));
    names.sort();
    let read = |name: String| Page { text: std::fs::read_to_string(Path::new(REPOSITORY).join(&name)).unwrap(), name };
    names.into_iter().map(read).collect()
}

impl Page {
    fn blocks(&self) -> Vec<Block> {
        let mut blocks = Vec::new();
        let (mut open, mut heading): (Option<(usize, Block)>, &str) = (None, "");
        for line in self.text.lines() {
            match (&mut open, line.trim_start().strip_prefix("```")) {
                (None, Some(language)) => {
                    let indent = line.len() - line.trim_start().len();
                    let (language, heading) = (language.to_owned(), heading.to_owned());
                    open = Some((indent, Block { language, text: String::new(), heading }));
                }
                (None, None) => heading = line.strip_prefix("## ").unwrap_or(heading),
                (Some(_), Some(_)) => blocks.extend(open.take().map(|(_, block)| block)),
                (Some((indent, block)), None) => {
                    block.text += &format!("{}\n", line.get(*indent..).unwrap_or_default())
                }
            }
        }
        assert!(open.is_none(), "{} has a block that does not end", self.name);
        blocks
    }

    fn blocks_of(&self, language: &str) -> Vec<Block> {
        self.blocks().into_iter().filter(|block| block.language == language).collect()
    }

    /// The commands of the page in their order, each with what is shown below it.
    fn commands(&self) -> Vec<(String, String)> {
        let mut commands: Vec<(String, String)> = Vec::new();
        for block in self.blocks() {
            // A workflow of others is made of commands, too.
            for line in block.text.lines().filter(|_| block.language == "yaml") {
                let step = line.trim_start().trim_start_matches("- ").trim_start_matches("run: ");
                commands.extend(step.starts_with("recto ").then(|| (step.to_owned(), String::new())));
            }
            if block.language == "sh" {
                commands.push((block.text.clone(), String::new()));
            }
            for line in block.text.lines().filter(|_| block.language == "console") {
                match (line.strip_prefix("$ "), commands.last_mut()) {
                    (Some(command), _) => commands.push((command.to_owned(), String::new())),
                    (None, Some((_, shown))) => *shown += &format!("{line}\n"),
                    (None, None) => panic!("{} shows `{line}` without a command", self.name),
                }
            }
        }
        commands
    }
}

/// Whether what a program printed is what is shown of it; a line that is only `…` stands for all that follows.
fn is_as_shown(printed: &str, shown: &str) -> bool {
    let (printed, shown) = (steady(printed.trim_end()), steady(shown.trim_end()));
    match shown.strip_suffix("\n…") {
        Some(start) => printed.starts_with(start),
        None => printed == shown,
    }
}

/// Runs lines in a shell, with the program where a shell finds it; gives back whether all went well, and what was printed.
fn shell(project: &Project, blocks: &Path, lines: &str) -> (bool, String) {
    let program = Path::new(env!("CARGO_BIN_EXE_recto")).parent().unwrap();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
    let output = std::process::Command::new("sh")
        .args(["-euc", lines])
        .current_dir(project.path("."))
        .env_clear()
        .envs([("PATH", path.as_str()), ("REPOSITORY", REPOSITORY)])
        .env("HOME", project.path("."))
        .env("BLOCKS", blocks)
        .stdin(std::process::Stdio::null())
        .output()
        .unwrap();
    let printed = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8(printed).unwrap())
}

/// Starts a command that goes on until it is ended, and reads its first line.
fn begins(project: &Project, command: &str) -> String {
    let words: Vec<&str> = command.split_whitespace().skip(1).collect();
    let own: &[&str] = if words[0] == "preview" { &["--no-open", "--port", "0"] } else { &[] };
    Running::start(project, &[&words, own].concat()).line_with("Ctrl-C")
}

/// Runs the commands of a page one after the other, as its reader would.
fn walk(page: &Page) {
    let blocks = tempfile::tempdir().unwrap();
    for (index, block) in page.blocks_of("yaml").iter().enumerate() {
        std::fs::write(blocks.path().join(format!("{}.yaml", index + 1)), &block.text).unwrap();
    }
    let before: Vec<_> = BEFORE.iter().filter(|(name, ..)| *name == page.name).collect();
    let project = Project::new();
    let make = |lines: &str| {
        let (well, printed) = shell(&project, blocks.path(), lines);
        assert!(well, "{}: {lines}: {printed}", page.name);
    };
    match before.iter().find(|(_, command, _)| command.is_empty()) {
        Some((.., lines)) => make(lines),
        None => make("cp $REPOSITORY/resume.yaml ."),
    }
    let (mut done, mut text) = (vec![], page.text.clone());
    for (command, shown) in page.commands() {
        if ELSEWHERE.iter().any(|(start, _)| command.starts_with(start)) {
            continue;
        }
        let starts = |start: &str| !start.is_empty() && command.starts_with(start) && !done.contains(&start);
        if let Some((_, start, lines)) = before.iter().find(|(_, start, _)| starts(start)) {
            make(lines);
            done.push(start);
        }
        if command.starts_with("recto preview") || command.starts_with("recto watch") {
            let first = begins(&project, &command);
            let end = |line: &str| line.split_once("://").map_or(line.to_owned(), |(start, _)| start.to_owned());
            let as_shown = shown.lines().next().is_none_or(|line| end(line) == end(&first));
            assert!(as_shown, "{}: {command}\n{first}", page.name);
            continue;
        }
        let (well, printed) = shell(&project, blocks.path(), &command);
        assert_eq!(well, !shown.starts_with("error"), "{}: {command}\n{printed}", page.name);
        if shown.is_empty() || is_as_shown(&printed, &shown) {
            continue;
        }
        assert!(crate::project::approves(), "{APPROVE}\n{}: {command}\n{printed}\nnot\n{shown}", page.name);
        text =
            text.replacen(&format!("{command}\n{shown}"), &format!("{command}\n{}\n", steady(printed.trim_end())), 1);
    }
    if text != page.text {
        std::fs::write(Path::new(REPOSITORY).join(&page.name), text).unwrap();
    }
    let unused = before.iter().find(|(_, start, _)| !start.is_empty() && !done.contains(start));
    assert!(unused.is_none(), "nothing on {} begins with `{}`", page.name, unused.unwrap().1);
}

#[test]
#[cfg(unix)]
fn every_command_runs_and_prints_what_is_shown() {
    let pages = pages();
    std::thread::scope(|threads| {
        for part in pages.chunks(pages.len().div_ceil(2)) {
            threads.spawn(|| part.iter().for_each(walk));
        }
    });
    for (start, _) in ELSEWHERE {
        let commands = pages.iter().flat_map(Page::commands);
        assert!(commands.into_iter().any(|(command, _)| command.starts_with(start)), "nothing begins with `{start}`");
    }
}

#[test]
fn the_yaml_shown_is_right_and_the_wrong_one_is_wrong() {
    for page in pages() {
        let others =
            |block: &Block| OF_OTHERS.iter().any(|(name, part, _)| *name == page.name && block.text.contains(part));
        for block in page.blocks_of("yaml").into_iter().filter(|block| !others(block)) {
            if NOT_SHOWN.iter().any(|(part, _)| page.name == "docs/errors.md" && block.text.contains(part)) {
                continue;
            }
            let basics = if block.text.starts_with("basics:") || block.text.contains("\nbasics:") {
                ""
            } else {
                "basics: {name: Ada}\n"
            };
            let project = Project::new().file("resume.yaml", format!("{basics}{}", block.text));
            let run = project.run(&["check", "--message-format", "short"]);
            if page.name == "docs/errors.md" {
                let id = format!("[{}]", block.heading);
                let told = run.stderr.contains(&id) || id == "[advice]" && run.stderr.contains(": advice[");
                assert!(told, "{id} is not what\n{}\ngives:\n{}", block.text, run.stderr);
            } else {
                let wrong = run.stderr.contains(": error[") || run.stderr.contains(": warning[");
                assert!(!wrong, "{}:\n{}\n{}", page.name, block.text, run.stderr);
            }
        }
    }
}

#[test]
fn the_json_shown_is_json() {
    for page in pages() {
        for block in page.blocks_of("json") {
            serde_json::from_str::<serde_json::Value>(&block.text)
                .unwrap_or_else(|error| panic!("{}: {error}", page.name));
        }
    }
}

/// A text without its code.
fn prose(text: &str) -> String {
    let mut prose = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('`') {
        prose += before;
        let ticks = "`".repeat(1 + after.len() - after.trim_start_matches('`').len());
        let inner = &after[ticks.len() - 1..];
        rest = inner.split_once(ticks.as_str()).map_or("", |(_, after)| after);
    }
    prose + rest
}

/// The name by which a heading is linked to, as code hosts make it.
fn anchor(heading: &str) -> String {
    let kept = heading.chars().filter(|letter| letter.is_alphanumeric() || " -_".contains(*letter));
    kept.collect::<String>().to_lowercase().replace(' ', "-")
}

#[test]
fn every_link_leads_somewhere() {
    for page in pages() {
        let text = prose(&page.text);
        let links = text.split("](").skip(1).map(|rest| rest.split([')', ' ']).next().unwrap());
        let images = text.split(" src=\"").skip(1).map(|rest| rest.split('"').next().unwrap());
        for link in links.chain(images).filter(|link| !link.contains("://") && !link.starts_with("mailto:")) {
            let (file, place) = link.split_once('#').unwrap_or((link, ""));
            let here = Path::new(REPOSITORY).join(&page.name);
            let target = if file.is_empty() { here } else { here.parent().unwrap().join(file) };
            assert!(target.exists(), "{}: `{link}` leads nowhere", page.name);
            if !place.is_empty() {
                let text = std::fs::read_to_string(&target).unwrap();
                let headings = text.lines().filter(|line| line.starts_with('#'));
                let found = headings.map(|line| anchor(line.trim_start_matches('#').trim())).any(|name| name == place);
                assert!(found, "{}: there is no heading for `{link}`", page.name);
            }
        }
    }
}
