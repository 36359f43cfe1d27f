//! A single HTML file: semantic elements, microformats, no scripts, no external resources. It has print
//! styles and a dark mode.

mod page;
mod person;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

pub use self::page::WebPage;
use super::outline::{Block, Body, Entry, Item, Outline, Section};
use super::style::{Case, DatePosition, Portrait, Rule, Style, for_dark_page, hex};
use crate::locale::{Direction, Paper, names_with_signs};
use crate::present::{Contact, ContactKind, Dates, Fact, Field, Inline};

/// The style sheet, kept small so that the file can be pasted elsewhere.
const STYLE: &str = include_str!("page.css");

/// Writes an HTML page, which may be published.
pub fn write(outline: &Outline, style: &Style, web: Option<&WebPage>) -> String {
    let meta = outline.meta;
    let direction = if meta.direction == Direction::Rtl { "rtl" } else { "ltr" };
    let tag = |name: &str, content: &str| format!("<meta name=\"{name}\" content=\"{}\">\n", quoted(content));
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\" dir=\"{direction}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n",
        quoted(&meta.language_tag()),
        escaped(&meta.title),
    );
    page += &tag("author", &outline.header.name.plain());
    page += &meta.subject.iter().map(|subject| tag("description", subject)).collect::<String>();
    if !meta.keywords.is_empty() {
        page += &tag("keywords", &meta.keywords.join(", "));
    }
    page += &web.map(|web| web.head(meta, outline.header)).unwrap_or_default();
    let paper = match meta.paper {
        Paper::UsLetter => "letter",
        Paper::A4 => "A4",
    };
    if let Some(sections) = outline.sections {
        page += &format!(
            "<script type=\"application/ld+json\">{}</script>\n",
            person::linked_data(outline.header, sections)
        );
    }
    let own = if web.is_some() { page::STYLE } else { "" };
    let upright = if meta.has_italics { "" } else { "em { font-style: normal; }\n" };
    page += &format!(
        "<style>\n@page {{ size: {paper}; }}\n{STYLE}{upright}{}{own}</style>\n</head>\n<body>\n",
        look(style)
    );
    match &outline.body {
        Body::Resume(sections, closing) => {
            page += "<main class=\"h-resume\">\n";
            page += &head(outline, style, "p-contact h-card");
            page += &web.map(WebPage::link).unwrap_or_default();
            sections.iter().for_each(|section| page += &self::section(section, meta.direction));
            if !closing.is_empty() {
                let blocks: String = closing.iter().map(|it| block(it, meta.direction)).collect();
                page += &format!("<footer class=\"closing\">\n{blocks}</footer>\n");
            }
        }
        Body::Letter(blocks) => {
            page += "<main class=\"letter\">\n";
            page += &head(outline, style, "h-card");
            blocks.iter().for_each(|block| page += &self::block(block, meta.direction));
        }
    }
    page + "</main>\n</body>\n</html>\n"
}

/// The variables and rules of the theme's look, after the style sheet.
fn look(style: &Style) -> String {
    let Style { accent, fonts, heading_font, serif, size, margin, case, centered, rule, dates, bold_name, .. } = style;
    let generic =
        if *serif { "Georgia, \"Noto Serif\", serif" } else { "\"Segoe UI\", system-ui, \"Noto Sans\", sans-serif" };
    let quoted = |fonts: &mut dyn Iterator<Item = &str>| {
        // A name is given in a style sheet, where quotation marks and angle brackets would end it.
        let name = |font: &str| format!("\"{}\", ", font.replace(['"', '<', '\\', '\n'], ""));
        fonts.map(name).collect::<String>() + generic
    };
    let body = quoted(&mut fonts.iter().map(String::as_str));
    let mut out = format!(":root {{ --accent: #{}; --font: {body};", hex(*accent));
    if heading_font.is_some() {
        out += &format!(" --heading-font: {};", quoted(&mut style.heading_fonts()));
    }
    out += &format!(" --size: {size}pt; --margin: {margin:.1}pt; }}\n");
    let dark = hex(for_dark_page(*accent));
    out += &format!("@media screen and (prefers-color-scheme: dark) {{ :root {{ --accent: #{dark}; }} }}\n");
    out += match case {
        Case::AsIs => "",
        Case::Upper => "h2 { text-transform: uppercase; letter-spacing: 0.04em; font-size: 1.05rem; }\n",
        Case::SmallCaps => "h2 { font-variant-caps: small-caps; letter-spacing: 0.03em; }\n",
    };
    out += match rule {
        Rule::None => "h2 { border: 0; padding: 0; }\n",
        Rule::Above => "h2 { border: 0; border-top: 1px solid var(--accent); padding: 0.3rem 0 0; }\n",
        Rule::Below => "",
    };
    out += match dates {
        DatePosition::End => "",
        DatePosition::Inline => {
            "h3, h4 { justify-content: flex-start; column-gap: 0; }\n.dates::before { content: \"|\"; margin: 0 0.6em; }\n"
        }
        DatePosition::Below => "h3, h4 { display: block; }\n.dates { display: block; }\n",
    };
    if *centered {
        out += "header { text-align: center; }\n.contacts { justify-content: center; }\n";
    }
    if !style.colored_name {
        out += "h1 { color: inherit; }\n";
    }
    if !bold_name {
        out += "h1 { font-weight: 400; }\n";
    }
    out
}

/// The portrait, within the page.
fn portrait(portrait: &Portrait) -> String {
    /// The longer side, in the pixels of a style sheet.
    const SIDE: u64 = 112;
    let Portrait { bytes, format, alternative, pixels } = portrait;
    let longer = u64::from(pixels.0.max(pixels.1));
    let [width, height] = [pixels.0, pixels.1].map(|side| (SIDE * u64::from(side) / longer).max(1));
    format!(
        "<img class=\"u-photo\" alt=\"{}\" width=\"{width}\" height=\"{height}\" src=\"data:{};base64,{}\">\n",
        quoted(alternative),
        format.media_type(),
        BASE64_STANDARD.encode(bytes)
    )
}

fn head(outline: &Outline, style: &Style, class: &str) -> String {
    let header = outline.header;
    let inline = |line: &[Inline]| inline(line, outline.meta.direction);
    let photo: String = style.portrait.iter().map(portrait).collect();
    let mut out =
        format!("<header class=\"{class}\">\n{photo}<h1 class=\"p-name\">{}</h1>\n", inline(&header.name.inlines));
    let label: Vec<String> = header.tagline().map(|field| inline(&field.inlines)).collect();
    if !label.is_empty() {
        out += &format!("<p class=\"p-job-title\">{}</p>\n", label.join(" | "));
    }
    if !header.contacts.is_empty() {
        let items = header.contacts.iter().map(|contact| format!("<li>{}</li>\n", self::contact(contact)));
        out += &format!("<ul class=\"contacts\">\n{}</ul>\n", items.collect::<String>());
    }
    if !header.facts.is_empty() {
        let fact = |fact: &Fact| format!("<li>{}</li>\n", inline(&fact.line.inlines));
        out += &format!("<ul class=\"contacts\">\n{}</ul>\n", header.facts.iter().map(fact).collect::<String>());
    }
    out + "</header>\n"
}

fn contact(contact: &Contact) -> String {
    let (class, text) = match contact.kind {
        ContactKind::Email => ("u-email", isolated(&contact.text.plain())),
        ContactKind::Phone => ("p-tel", isolated(&contact.text.plain())),
        ContactKind::Location => ("p-adr", escaped(&contact.text.plain())),
        ContactKind::Url | ContactKind::Profile => ("u-url", isolated(&contact.text.plain())),
    };
    match &contact.url {
        Some(url) => format!("<a class=\"{class}\" href=\"{}\">{text}</a>", quoted(url)),
        None => format!("<span class=\"{class}\">{text}</span>"),
    }
}

/// An address or number, which is left to right in every script.
fn isolated(text: &str) -> String {
    format!("<bdi dir=\"ltr\">{}</bdi>", escaped(text))
}

fn section(section: &Section, lines: Direction) -> String {
    let class = match section.kind {
        "basics.summary" => "p-summary",
        "skills" => "p-skill",
        _ => "",
    };
    let class = classes(&[class, if section.break_before { "new-page" } else { "" }]);
    let kind = match section.kind {
        "work" | "volunteer" => "p-experience h-event",
        "education" => "p-education h-event",
        _ => "",
    };
    let entries: String = section.entries.iter().map(|one| entry(one, 3, kind, lines)).collect();
    format!("<section{class}>\n<h2>{}</h2>\n{entries}</section>\n", escaped(&section.title))
}

/// An entry; `kind` are its classes of h-resume, if it has any.
fn entry(entry: &Entry, level: usize, kind: &str, lines: Direction) -> String {
    let mut out = String::new();
    let property = if kind.is_empty() { no_property } else { property };
    let marked = |line: &[Inline]| marked(line, property, lines);
    if let Some(heading) = &entry.heading {
        let name = if kind.is_empty() { "" } else { " class=\"p-name\"" };
        let dates = heading.dates.as_ref().map(|dates| format!(" <span class=\"dates\">{}</span>", times(dates)));
        out += &format!(
            "<h{level}><span{name}>{}</span>{}</h{level}>\n",
            marked(&heading.line),
            dates.unwrap_or_default()
        );
    }
    let (roles, texts): (Vec<&Block>, Vec<&Block>) =
        entry.blocks.iter().partition(|block| matches!(block, Block::Role(_)));
    for role in roles {
        if let Block::Role(line) = role {
            out += &format!("<p class=\"role\">{}</p>\n", marked(line));
        }
    }
    let texts: String = texts.into_iter().map(|it| block(it, lines)).collect();
    match kind.is_empty() || texts.is_empty() {
        true => out += &texts,
        false => out += &format!("<div class=\"p-description\">\n{texts}</div>\n"),
    }
    let role = if kind.is_empty() { "" } else { "h-event" };
    entry.roles.iter().for_each(|one| out += &self::entry(one, level + 1, role, lines));
    let placed = [if entry.break_before { "new-page" } else { "" }, if entry.keep_together { "one-page" } else { "" }];
    if entry.heading.is_none() {
        let class = classes(&placed);
        return if class.is_empty() { out } else { format!("<div{class}>\n{out}</div>\n") };
    }
    let class = classes(&[kind, placed[0], placed[1]]);
    format!("<article{class}>\n{out}</article>\n")
}

/// The dates of an entry, with those that a program can read.
fn times(dates: &Dates) -> String {
    let Dates { text, start, end, from, to, ongoing: _ } = dates;
    let text = escaped(&text.plain());
    let place = |printed: &Option<Field>, last: bool| {
        let printed = escaped(&printed.as_ref()?.plain());
        let at = if last { text.rfind(&printed) } else { text.find(&printed) }?;
        Some(at..at + printed.len())
    };
    let (start, end) = (place(start, false).zip(*from), place(end, true).zip(*to));
    // The end first, which leaves the start where it is; two that are printed as one are the start.
    let end = end.filter(|(end, _)| start.as_ref().is_none_or(|(start, _)| start.end <= end.start));
    let mut out = text.clone();
    for (class, found) in [("dt-end", end), ("dt-start", start)] {
        if let Some((range, date)) = found {
            let time = format!("<time class=\"{class}\" datetime=\"{date}\">{}</time>", &text[range.clone()]);
            out.replace_range(range, &time);
        }
    }
    out
}

/// The class of h-event or h-card of a field in the heading of a job or school.
fn property(path: &str) -> &'static str {
    let key = path.rsplit(']').next().unwrap_or(path).trim_start_matches('.');
    match key.split('.').next().unwrap_or(key) {
        "name" | "organization" | "institution" => "p-org",
        "position" | "studyType" | "area" => "p-role",
        "location" => "p-location",
        _ => "",
    }
}

fn no_property(_path: &str) -> &'static str {
    ""
}

/// The attribute for classes, of which some may be empty.
fn classes(names: &[&str]) -> String {
    let names: Vec<&str> = names.iter().copied().filter(|name| !name.is_empty()).collect();
    if names.is_empty() { String::new() } else { format!(" class=\"{}\"", names.join(" ")) }
}

fn block(block: &Block, lines: Direction) -> String {
    let inline = |line: &[Inline]| inline(line, lines);
    match block {
        Block::Role(line) => format!("<p class=\"role\">{}</p>\n", inline(line)),
        Block::Paragraph(line) => format!("<p>{}</p>\n", inline(line)),
        Block::List(items) => list(items, lines),
    }
}

fn list(items: &[Item], lines: Direction) -> String {
    let item = |item: &Item| {
        let below = if item.below.is_empty() { String::new() } else { format!("\n{}", list(&item.below, lines)) };
        format!("<li>{}{below}</li>\n", inline(&item.line, lines))
    };
    let lists = items.chunk_by(|one, next| one.number.map(|number| number + 1) == next.number);
    let list = |items: &[Item]| {
        let body: String = items.iter().map(item).collect();
        match items.first().and_then(|item| item.number) {
            None => format!("<ul>\n{body}</ul>\n"),
            Some(1) => format!("<ol>\n{body}</ol>\n"),
            Some(first) => format!("<ol start=\"{first}\">\n{body}</ol>\n"),
        }
    };
    lists.map(list).collect()
}

fn inline(line: &[Inline], lines: Direction) -> String {
    marked(line, no_property, lines)
}

/// A line whose fields have the class that `property` gives for their path, and the direction of their letters if it
/// is not that of the lines.
fn marked(line: &[Inline], property: fn(&str) -> &'static str, lines: Direction) -> String {
    let inline = |body: &[Inline]| marked(body, property, lines);
    let mark = |mark: &Inline| match mark {
        Inline::Text(text) => with_names(text, lines),
        Inline::Emphasis(body) => format!("<em>{}</em>", inline(body)),
        Inline::Strong(body) => format!("<strong>{}</strong>", inline(body)),
        Inline::Struck(body) => format!("<del>{}</del>", inline(body)),
        Inline::Superscript(body) => format!("<sup>{}</sup>", inline(body)),
        Inline::Subscript(body) => format!("<sub>{}</sub>", inline(body)),
        Inline::Code(code) => format!("<code>{}</code>", escaped(code)),
        Inline::Link { body, url } => format!("<a href=\"{}\">{}</a>", quoted(url), inline(body)),
        Inline::Break => "<br>\n".into(),
        Inline::Field(field) => {
            let own = field.direction_in(lines);
            let within = own.unwrap_or(lines);
            let direction = own.map(|own| format!(" dir=\"{}\"", own.name())).unwrap_or_default();
            match (property(&field.path), own) {
                ("", None) => inline(&field.inlines),
                ("", Some(_)) => format!("<bdi{direction}>{}</bdi>", marked(&field.inlines, property, within)),
                // A country is part of its place.
                (class, _) => {
                    let body = marked(&field.inlines, no_property, within);
                    format!("<span class=\"{class}\"{direction}>{body}</span>")
                }
            }
        }
    };
    line.iter().map(mark).collect()
}

/// Text in which names from left to right keep the signs at their ends.
fn with_names(text: &str, lines: Direction) -> String {
    let names = if lines == Direction::Rtl { names_with_signs(text) } else { Vec::new() };
    let (mut out, mut end) = (String::new(), 0);
    for name in names {
        out += &escaped(&text[end..name.start]);
        out += &isolated(&text[name.clone()]);
        end = name.end;
    }
    out + &escaped(&text[end..])
}

/// Escapes text between tags.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Escapes text in an attribute.
fn quoted(text: &str) -> String {
    escaped(text).replace('"', "&quot;")
}
