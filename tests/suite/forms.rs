//! Forms without pages say what the pages say, in the same order.

use pulldown_cmark::{Event, Parser};
use recto::diagnostic::Diagnostics;
use recto::export::{Form, Style, write};
use recto::resume::Resume;
use recto::source::Source;
use recto::theme::Themes;
use recto::typeset::{self, Compiler, typeset};

use crate::corpus::corpus;
use crate::project::{Project, SEED};

/// The letters and figures, without what parts them; a theme may set titles in capitals.
fn letters(text: &str) -> String {
    // Numbers of items are not text everywhere, and superscripts are letters of their own in plain text.
    text.to_lowercase().chars().filter(|letter| letter.is_alphabetic()).collect()
}

fn of_markdown(text: &str) -> String {
    let said = Parser::new(text).filter_map(|event| match event {
        Event::Text(text) | Event::Code(text) => Some(text.into_string()),
        _ => None,
    });
    said.collect()
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&apos;", "'").replace("&amp;", "&")
}

/// What stands between tags.
fn between_tags(markup: &str) -> String {
    let texts = markup.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text));
    unescaped(&texts.collect::<String>())
}

fn of_html(page: &str) -> String {
    between_tags(page.split_once("<body>").unwrap().1)
}

/// The parts of a Word document, one after another (PKWARE's APPNOTE 6.3).
pub fn parts_of_docx(bytes: &[u8]) -> String {
    let (mut text, mut rest) = (String::new(), bytes);
    while let Some(header) = rest.strip_prefix(b"PK\x03\x04") {
        let number = |at: usize| u32::from_le_bytes(header[at..at + 4].try_into().unwrap()) as usize;
        let (packed, name) = (number(14), usize::from(u16::from_le_bytes([header[22], header[23]])));
        let content = &header[26 + name..26 + name + packed];
        std::io::Read::read_to_string(&mut flate2::read::DeflateDecoder::new(content), &mut text).unwrap();
        rest = &header[26 + name + packed..];
    }
    assert!(rest.starts_with(b"PK\x01\x02"), "the directory does not follow");
    text
}

fn body_of_docx(bytes: &[u8]) -> String {
    let text = parts_of_docx(bytes);
    let body = text.split_once("<w:body>").unwrap().1.split_once("</w:body>").unwrap().0;
    body.to_owned()
}

fn of_docx(bytes: &[u8]) -> String {
    let body = body_of_docx(bytes);
    let texts = body.split("<w:t ").skip(1).map(|rest| {
        let (_, rest) = rest.split_once('>').unwrap();
        rest.split_once("</w:t>").unwrap().0.to_owned()
    });
    unescaped(&texts.collect::<String>())
}

#[test]
fn every_form_says_what_the_pages_say_in_their_order() {
    let theme = Themes::builtin().default_theme(&mut Diagnostics::new()).unwrap();
    let mut compared = 0;
    let mut moved = Vec::new();
    let seed = std::path::PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/resume.yaml"));
    for path in corpus().into_iter().chain([seed]) {
        let notes = &mut Diagnostics::new();
        // On pages only, dates in a column on the left come before the names, and those in the line directly after them.
        let text = std::fs::read_to_string(&path).unwrap();
        let text =
            ["dates: left", "dates: inline"].iter().fold(text, |text, dates| text.replace(dates, "dates: right"));
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let resume = Resume::read(&Source::new(name.as_str(), text), notes).unwrap();
        let Ok(said) = typeset::document(&resume, &theme, notes) else { continue };
        let form = |form| write(&said, &Style::default(), form);
        let text = String::from_utf8(form(Form::Text)).unwrap();
        let expected = letters(&text);
        let markdown = String::from_utf8(form(Form::Markdown)).unwrap();
        let html = String::from_utf8(form(Form::Html)).unwrap();
        assert_eq!(letters(&of_markdown(&markdown)), expected, "{name} as Markdown");
        assert_eq!(letters(&of_html(&html)), expected, "{name} as HTML");
        assert_eq!(letters(&of_docx(&form(Form::Docx))), expected, "{name} for Word");
        // Scripts for which no font is shipped have no pages here.
        let Ok(document) = typeset(&resume, &Compiler::new(&theme), notes) else { continue };
        let runs = document.text_runs();
        let pages: String = runs.iter().filter(|run| !run.artifact).map(|run| letters(&run.text)).collect();
        if pages != expected {
            // What does not fit beside a name and its dates is beside the role below.
            let sorted = |text: &str| {
                let mut letters: Vec<char> = text.chars().collect();
                letters.sort_unstable();
                letters
            };
            assert_eq!(sorted(&pages), sorted(&expected), "{name} on pages:\n{pages}\n{expected}");
            moved.push(name);
        }
        compared += 1;
    }
    assert_eq!(moved, ["academic.yaml", "designer.yaml", "long_names.yaml"], "in all others, the order is the same");
    assert!(compared >= 20, "only {compared} have pages");
}

#[test]
fn the_sample_as_text_and_markdown() {
    let project = Project::new().file("resume.yaml", SEED);
    for ending in ["txt", "md"] {
        let run = project.run(&["build", "-o", &format!("resume.{ending}")]);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        let text = String::from_utf8(project.read(&format!("resume.{ending}"))).unwrap();
        insta::assert_snapshot!(format!("form_{ending}"), text);
        if ending == "txt" {
            assert!(text.lines().all(|line| line.chars().count() <= 72));
        }
    }
}

#[test]
fn marks_of_a_resume_are_letters_of_every_form() {
    let text = r#"'1. <b>A</b> & \*b\* \_c\_ [d] #e ~f \| `g` "h" – i\\j &amp; <k> ]]> {l} $m$ @n'"#;
    let yaml = format!(
        "basics: {{name: '<script>alert(1)</script> & \"Co\"', label: '# *Analyst*'}}\nwork:\n  - name: '- List'\n    position: '1) First'\n    highlights: [{text}, '+ plus', '**\"Q\"**x and *y*z']\n"
    );
    let notes = &mut Diagnostics::new();
    let resume = Resume::read(&Source::new("resume.yaml", yaml), notes).unwrap();
    let theme = Themes::builtin().default_theme(notes).unwrap();
    let said = typeset::document(&resume, &theme, notes).unwrap();
    // Every letter but blanks and the signs of lists and bars.
    let all = |text: &str| text.chars().filter(|letter| !letter.is_whitespace() && *letter != '|').collect::<String>();
    let html = String::from_utf8(write(&said, &Style::default(), Form::Html)).unwrap();
    assert!(
        html.matches("<script").count() == 1
            && html.contains("<script type=\"application/ld+json\">")
            && !html.contains("<b>"),
        "{html}"
    );
    let expected = all(&of_html(&html));
    assert!(expected.starts_with("<script>alert(1)</script>&“Co”#Analyst"), "{expected}");
    assert!(expected.contains("1.<b>A</b>&*b*_c_[d]#e~f"), "{expected}");
    let markdown = String::from_utf8(write(&said, &Style::default(), Form::Markdown)).unwrap();
    assert_eq!(all(&of_markdown(&markdown)), expected, "{markdown}");
    assert_eq!(all(&of_docx(&write(&said, &Style::default(), Form::Docx))), expected);
}

#[test]
fn a_document_for_word_has_styles_lists_links_and_properties() {
    let project = Project::new().file("resume.yaml", SEED);
    let run = project.run(&["build", "-o", "resume.docx"]);
    assert!(run.stderr.starts_with("resume.docx: a Word document, "), "{}", run.stderr);
    let bytes = project.read("resume.docx");
    assert_eq!(project.run(&["build", "-o", "again.docx"]).code, Some(0));
    assert!(bytes == project.read("again.docx"), "the same résumé gives other bytes");
    let body = body_of_docx(&bytes);
    let count = |piece: &str| body.matches(piece).count();
    assert_eq!(count("w:val=\"Title\""), 1);
    assert_eq!(count("w:val=\"Heading1\""), 6);
    assert_eq!(count("w:val=\"Heading2\""), 5);
    assert_eq!(count("<w:numPr>"), 12, "bullets");
    assert_eq!(count("<w:hyperlink "), 4);
    let whole = parts_of_docx(&bytes);
    for part in
        ["<dc:creator>Shen Zhuoran</dc:creator>", "<dc:language>en-US</dc:language>", "mailto:cmsflash99@gmail.com"]
    {
        assert!(whole.contains(part), "{part} is missing");
    }
    // Letter paper, in twentieths of a point.
    assert!(body.contains("w:w=\"12240\" w:h=\"15840\""), "{body}");
}

#[test]
fn forms_are_tailored_and_have_letters() {
    let yaml = "basics: {name: Ada Lovelace, email: ada@example.org}\nwork:\n  - {name: Engines, position: Analyst, tags: a, note: SECRET}\n  - {name: Bank, position: Computer, tags: b}\napplications:\n  x: {only: a, set: {basics.label: Programmer}}\nletter: {recipient: {name: Mr Babbage, address: [1 Dorset Street]}, subject: Notes, opening: 'Dear Mr Babbage,', body: \"One.\\n\\nTwo.\", closing: Yours, enclosures: [Résumé]}\n";
    let project = Project::new().file("resume.yaml", yaml);
    for ending in ["txt", "md", "html", "json", "yaml"] {
        let run = project.run(&["build", "--for", "x", "--format", ending]);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        let text = String::from_utf8(project.read(&format!("resume-x.{ending}"))).unwrap();
        assert!(text.contains("Programmer") && text.contains("Engines") && !text.contains("Bank"), "{text}");
        assert!(!text.contains("SECRET"), "{ending} has a note");
    }
    let letter = String::from_utf8(project.read("resume-x-letter.txt")).unwrap();
    insta::assert_snapshot!(letter);
    assert!(!project.path("resume-x-letter.json").exists());
    let run = project.run(&["build", "--all", "--format", "docx"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(project.path("resume.docx").exists() && project.path("resume-x-letter.docx").exists());
    assert_eq!(
        project.run(&["build", "-o", "-", "--format", "txt", "--letter", "none"]).stdout[..12],
        *b"Ada Lovelace"
    );
    // The data set the same pages again.
    assert_eq!(project.run(&["build", "--for", "x", "--letter", "none", "-o", "a.pdf"]).code, Some(0));
    assert_eq!(project.run(&["build", "resume-x.yaml", "-o", "b.pdf"]).code, Some(0));
    assert!(project.read("a.pdf") == project.read("b.pdf"));
}

#[test]
fn a_published_page_has_its_pdf_and_a_picture_and_no_contact_details() {
    let yaml = "basics: {name: Ada & Co, label: Analyst, email: ada@example.org, phone: +44 20 7946 0100, location: {address: 1 High Street, city: Hull}}\nreferences: [{name: Charles, email: charles@example.org}]\nletter: {recipient: {name: Mr Babbage}, body: One.}\n";
    let project = Project::new().file("cv.yaml", yaml);
    let run = project.run(&["build", "cv.yaml", "--format", "html", "--publish", "site"]);
    assert!(run.code == Some(0) && run.stderr.contains("give its address with `--address URL`"), "{}", run.stderr);
    let page = String::from_utf8(project.read("site/index.html")).unwrap();
    assert!(project.read("site/cv.pdf").starts_with(b"%PDF"));
    let picture = tiny_skia::Pixmap::decode_png(&project.read("site/preview.png")).unwrap();
    for part in [
        "<meta name=\"robots\" content=\"noindex, nofollow\">",
        "<a href=\"cv.pdf\" type=\"application/pdf\">PDF</a>",
        "<meta property=\"og:title\" content=\"Ada &amp; Co",
        "<meta property=\"og:description\" content=\"Analyst\">",
        &format!("<meta property=\"og:image:width\" content=\"{}\">", picture.width()),
        "<script type=\"application/ld+json\">{\"@context\":\"https://schema.org\",\"@type\":\"Person\",\"name\":\"Ada & Co\"",
    ] {
        assert!(page.contains(part), "{part}:\n{page}");
    }
    let pdf = project.run(&["inspect", "site/cv.pdf"]);
    let pdf = String::from_utf8(pdf.stdout).unwrap();
    for private in ["example.org", "7946", "High Street", "Babbage"] {
        assert!(!page.contains(private) && !pdf.contains(private), "{private} is published");
    }
    assert!(page.contains("Hull") && pdf.contains("Hull"), "{pdf}");
    let address = ["--address", "https://ada.example.net/cv/", "--robots", "index", "--show-contact"];
    let run = project.run(&[&["build", "cv.yaml", "--publish", "site"][..], &address].concat());
    assert!(run.code == Some(0) && !run.stderr.contains("--address"), "{}", run.stderr);
    let page = String::from_utf8(project.read("site/index.html")).unwrap();
    for part in [
        "<meta name=\"robots\" content=\"index, follow\">",
        "<link rel=\"canonical\" href=\"https://ada.example.net/cv/\">",
        "<meta property=\"og:image\" content=\"https://ada.example.net/cv/preview.png\">",
        "ada@example.org",
    ] {
        assert!(page.contains(part), "{part}:\n{page}");
    }
}

#[test]
fn a_page_that_is_not_built_is_not_published() {
    let project = Project::new().file("cv.yaml", "basics: {nmae: Ada}\n");
    assert_eq!(project.run(&["build", "cv.yaml", "--publish", "site"]).code, Some(1));
    let run = project.run(&["build", "cv.yaml", "--publish", "site", "--format", "docx"]);
    assert!(run.code == Some(2) && run.stderr.contains("use `--format html`"), "{}", run.stderr);
    let run = project.run(&["build", "cv.yaml", "--publish", "cv.yaml"]);
    assert!(run.code == Some(2) && run.stderr.contains("cannot be created"), "{}", run.stderr);
    let run = project.run(&["build", "cv.yaml", "--address", "https://a.example"]);
    assert!(run.code == Some(2) && run.stderr.contains("--publish"), "{}", run.stderr);
    assert_eq!(project.files(), ["cv.yaml"]);
}

#[test]
fn what_only_pages_have_is_refused_for_texts() {
    let project = Project::new().file("resume.yaml", "basics: {name: Ada}\n");
    for (flags, message) in [
        (["--pages", "1"], "`--pages` requires pages, but the format is plain text"),
        (["--letter", "first"], "`--letter first` requires pages, but the format is plain text"),
        (["--standard", "ua-1"], "`--standard` requires a PDF, but the format is plain text"),
    ] {
        let run = project.run(&[&["build", "-o", "cv.txt"][..], &flags].concat());
        assert!(run.code == Some(2) && run.stderr.contains(message), "{}", run.stderr);
    }
    assert_eq!(project.files(), ["resume.yaml"]);
}

#[test]
fn a_bibliography_without_entries_has_no_title() {
    let resume = "basics: {name: Ada}\nbibliography: {file: refs.bib}\nwork: [{name: Engines}]\n";
    let project = Project::new().file("resume.yaml", resume).file("refs.bib", "");
    let run = project.run(&["build", "-f", "txt", "-o", "-"]);
    let text = String::from_utf8(run.stdout).unwrap();
    assert!(run.code == Some(0) && text.contains("Experience") && !text.contains("Publications"), "{text}");
}
