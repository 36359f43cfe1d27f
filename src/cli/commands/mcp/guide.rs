//! `SKILL.md` and `llms.txt`, which teach an assistant to use the program; a test keeps those in the repository true.

use recto::resume::Section;

use super::tools::TOOLS;

/// How a résumé is written with the program.
const LOOP: &str = "\
1. **Read** the résumé: `recto show`, and `recto schema --format markdown` for the format. Never invent a key: an unknown key is
   an error.
2. **Edit** `resume.yaml`. Tailor with an entry under `applications` instead of copying the file.
3. **Check**: `recto check --message-format json`. Fix every error and warning; each has a location and, if possible, a fix.
   `recto check --fix` applies the fixes that are certain. Advice is about the writing: follow it where it makes the text truer.
4. **Match**: `recto match posting.md --format json`. Add a missing term only if it is true of the person. Ask them if you do not know.
5. **Verify the facts**: `recto diff --facts-from master.yaml resume.yaml` fails if the résumé has a number, a name or a date that the
   person's own résumé does not have. Do not work around it.
6. **Build**: `recto build --strict`, which writes the PDF only if an ATS can read all of it. Look at the pages:
   `recto build --format png`.
";

const EXAMPLE: &str = "\
```yaml
basics:
  name: Ada Lovelace
  email: ada@example.org
work:
  - name: Analytical Engines
    position: Programmer
    startDate: 1842-10
    highlights:
      - Wrote the first program, for Bernoulli numbers
```
";

/// The content of `SKILL.md`.
pub fn skill() -> String {
    let tools: String = TOOLS.iter().map(|tool| format!("- `{}`: {}.\n", tool.name, tool.summary)).collect();
    format!(
        "---\nname: recto\ndescription: Write, check, tailor and build a résumé (CV) as PDF from YAML with the program `recto`. Use it when \
         someone wants to write or change a résumé, fit it to a job posting, or find out what an ATS reads in one.\n---\n\n# Résumés with \
         Recto\n\nA résumé is one YAML file, `resume.yaml`. Its sections are {}.\n\n{EXAMPLE}\n## How to work\n\n{LOOP}\n## Tools\n\n`recto mcp` \
         serves these tools over the Model Context Protocol; each is the command of the same name. It reads only files in the directory where \
         it was started, and writes only with `--write DIR`.\n\n{tools}",
        sections()
    )
}

/// The content of `llms.txt`.
pub fn llms() -> String {
    const PAGES: [(&str, &str, &str); 9] = [
        ("First steps", "first.md", "a 15-minute tutorial"),
        ("Writing a résumé", "resume.md", "every section with an example"),
        ("Format", "format.md", "every key"),
        ("Commands", "usage.md", "every command and flag"),
        ("Tailoring", "tailoring.md", "one file, many applications; job postings"),
        ("Advice", "advice.md", "the writing rules, and spelling"),
        ("Errors", "errors.md", "every diagnostic, and how to fix it"),
        ("Themes", "themes.md", "options, and custom themes"),
        ("Assistants", "agents.md", "the Model Context Protocol server"),
    ];
    let pages: String =
        PAGES.iter().map(|(title, file, about)| format!("- [{title}](docs/{file}): {about}\n")).collect();
    format!(
        "# Recto\n\n> Recto turns a YAML résumé (CV) into a typeset PDF that both people and applicant tracking systems (ATS) read well. It is \
         one program, `recto`, which also exports Word, HTML, Markdown, text and JSON Resume.\n\nA résumé is one YAML file with the sections \
         {}.\n\n{EXAMPLE}\n## How to work\n\n{LOOP}\n## Documentation\n\n{pages}",
        sections()
    )
}

/// The keys of the sections.
fn sections() -> String {
    Section::ALL.iter().map(|section| format!("`{}`", section.key())).collect::<Vec<_>>().join(", ")
}
