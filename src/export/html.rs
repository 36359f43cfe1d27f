//! One file of HTML: semantic elements, microformats, no script, nothing from outside. It
//! prints as a page, and is dark where the reader's screen is.

use crate::outline::{Block, Body, Contact, Entry, Item, Line, Mark, Outline, Section, plain};

/// How it looks: small, so that the file can be pasted elsewhere.
const STYLE: &str = include_str!("page.css");

/// Writes it all.
pub fn write(outline: &Outline) -> String {
    let about = &outline.about;
    let direction = if about.right_to_left { "rtl" } else { "ltr" };
    let meta = |name: &str, content: &str| format!("<meta name=\"{name}\" content=\"{}\">\n", quoted(content));
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\" dir=\"{direction}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n",
        quoted(&about.language),
        escaped(&about.title),
    );
    page += &meta("author", &plain(&outline.head.name));
    page += &about.subject.iter().map(|subject| meta("description", subject)).collect::<String>();
    if !about.keywords.is_empty() {
        page += &meta("keywords", &about.keywords.join(", "));
    }
    let paper = if about.paper == (612, 792) { "letter" } else { "A4" };
    page += &format!("<style>\n@page {{ size: {paper}; }}\n{STYLE}</style>\n</head>\n<body>\n");
    match &outline.body {
        Body::Resume(sections) => {
            page += "<main class=\"h-resume\">\n";
            page += &head(outline, "p-contact h-card");
            sections.iter().for_each(|section| page += &self::section(section));
        }
        Body::Letter(blocks) => {
            page += "<main class=\"letter\">\n";
            page += &head(outline, "h-card");
            blocks.iter().for_each(|block| page += &self::block(block));
        }
    }
    page + "</main>\n</body>\n</html>\n"
}

fn head(outline: &Outline, class: &str) -> String {
    let head = &outline.head;
    let mut out = format!("<header class=\"{class}\">\n<h1 class=\"p-name\">{}</h1>\n", inline(&head.name));
    if !head.label.is_empty() {
        let label: Vec<String> = head.label.iter().map(|line| inline(line)).collect();
        out += &format!("<p class=\"p-job-title\">{}</p>\n", label.join(" | "));
    }
    if !head.contacts.is_empty() {
        let items = head.contacts.iter().map(|contact| format!("<li>{}</li>\n", self::contact(contact)));
        out += &format!("<ul class=\"contacts\">\n{}</ul>\n", items.collect::<String>());
    }
    if !head.facts.is_empty() {
        let fact = |(name, value): &(Line, Line)| format!("<li>{}: {}</li>\n", inline(name), inline(value));
        out += &format!("<ul class=\"contacts\">\n{}</ul>\n", head.facts.iter().map(fact).collect::<String>());
    }
    out + "</header>\n"
}

fn contact(contact: &Contact) -> String {
    let (class, text) = match contact.kind.as_str() {
        "email" => ("u-email", isolated(&contact.text)),
        "phone" => ("p-tel", isolated(&contact.text)),
        "location" => ("p-adr", escaped(&contact.text)),
        _ => ("u-url", isolated(&contact.text)),
    };
    match &contact.url {
        Some(url) => format!("<a class=\"{class}\" href=\"{}\">{text}</a>", quoted(url)),
        None => format!("<span class=\"{class}\">{text}</span>"),
    }
}

/// An address or a number, which runs from the left in every script.
fn isolated(text: &str) -> String {
    format!("<bdi dir=\"ltr\">{}</bdi>", escaped(text))
}

fn section(section: &Section) -> String {
    let class = match section.kind.as_str() {
        "basics.summary" => " class=\"p-summary\"",
        "skills" => " class=\"p-skill\"",
        _ => "",
    };
    let kind = match section.kind.as_str() {
        "work" | "volunteer" | "projects" => "p-experience h-event",
        "education" => "p-education h-event",
        _ => "",
    };
    let entries: String = section.entries.iter().map(|one| entry(one, 3, kind)).collect();
    format!("<section{class}>\n<h2>{}</h2>\n{entries}</section>\n", escaped(&section.title))
}

fn entry(entry: &Entry, level: usize, kind: &str) -> String {
    let mut out = String::new();
    if let Some(heading) = &entry.heading {
        let name = if kind.is_empty() { "" } else { " class=\"p-name\"" };
        let dates = heading.dates.as_ref().map(|dates| format!(" <span class=\"dates\">{}</span>", escaped(dates)));
        out += &format!(
            "<h{level}><span{name}>{}</span>{}</h{level}>\n",
            inline(&heading.line),
            dates.unwrap_or_default()
        );
    }
    entry.blocks.iter().for_each(|block| out += &self::block(block));
    entry.roles.iter().for_each(|role| out += &self::entry(role, level + 1, ""));
    if entry.heading.is_none() {
        return out;
    }
    let class = if kind.is_empty() { String::new() } else { format!(" class=\"{kind}\"") };
    format!("<article{class}>\n{out}</article>\n")
}

fn block(block: &Block) -> String {
    match block {
        Block::Role(line) => format!("<p class=\"role\">{}</p>\n", inline(line)),
        Block::Paragraph(line) => format!("<p>{}</p>\n", inline(line)),
        Block::List(items) => list(items),
    }
}

fn list(items: &[Item]) -> String {
    let item = |item: &Item| {
        let below = if item.below.is_empty() { String::new() } else { format!("\n{}", list(&item.below)) };
        format!("<li>{}{below}</li>\n", inline(&item.line))
    };
    format!("<ul>\n{}</ul>\n", items.iter().map(item).collect::<String>())
}

fn inline(line: &[Mark]) -> String {
    let mark = |mark: &Mark| match mark {
        Mark::Text(text) => escaped(text),
        Mark::Emphasis(body) => format!("<em>{}</em>", inline(body)),
        Mark::Strong(body) => format!("<strong>{}</strong>", inline(body)),
        Mark::Struck(body) => format!("<del>{}</del>", inline(body)),
        Mark::Code(code) => format!("<code>{}</code>", escaped(code)),
        Mark::Link { body, url } => format!("<a href=\"{}\">{}</a>", quoted(url), inline(body)),
        Mark::Break => "<br>\n".into(),
    };
    line.iter().map(mark).collect()
}

/// Text between tags.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Text within an attribute.
fn quoted(text: &str) -> String {
    escaped(text).replace('"', "&quot;")
}
