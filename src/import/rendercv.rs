//! RenderCV, 1.x and 2.x: `cv` with sections under custom titles.

mod entries;
mod networks;
mod sections;

use super::draft::{Draft, Fields, items, list, pair, scalar, text};
use super::dropped::DroppedList;
use crate::diagnostic::Diagnostics;
use crate::resume::Section;
use crate::theme::Themes;
use crate::yaml::{Node, Value};

const NOT_OURS: &str = "Recto has no such key";

/// RenderCV's language names and their BCP 47 tags.
const LANGUAGES: &[(&str, &str)] = &[
    ("arabic", "ar"),
    ("danish", "da"),
    ("dutch", "nl"),
    ("english", "en"),
    ("french", "fr"),
    ("german", "de"),
    ("hebrew", "he"),
    ("hindi", "hi"),
    ("hungarian", "hu"),
    ("indonesian", "id"),
    ("italian", "it"),
    ("japanese", "ja"),
    ("korean", "ko"),
    ("mandarin_chinese", "zh"),
    ("norwegian_bokmål", "nb"),
    ("norwegian_nynorsk", "nn"),
    ("persian", "fa"),
    ("portuguese", "pt"),
    ("russian", "ru"),
    ("spanish", "es"),
    ("turkish", "tr"),
    ("vietnamese", "vi"),
];

/// RenderCV's orders of entries, and Recto's.
const SORTS: &[(&str, &str)] =
    &[("reverse-chronological", "newest"), ("chronological", "oldest"), ("none", "as-written")];

/// Converts a RenderCV file.
pub fn convert(root: Node, losses: &mut DroppedList) -> Node {
    let span = root.span;
    let mut file = Fields::of(root, "");
    let mut cv = file.take_fields("cv");
    let mut resume = Draft::default();
    resume.put("basics", basics(&mut cv, losses));
    let mut sort = None;
    if let Some(written) = cv.take("sort_entries") {
        match SORTS.iter().find(|(name, _)| scalar(&written) == Some(name)) {
            Some((_, order)) => sort = Some(text(*order, written.span)),
            None => cv.give_back("sort_entries", written),
        }
    }
    let mut parts =
        cv.take("sections").map(|sections| sections::convert(sections, sort.as_ref(), losses)).unwrap_or_default();
    if let Some(summary) = parts.summary {
        resume.put_into("basics", "summary", summary);
    }
    // Older versions have it there.
    for key in ["summary", "objective", "about"] {
        let Some(summary) = cv.take(key) else { continue };
        let is_listed = parts.order.iter().any(|section| section_key(section) == Section::Summary.key());
        if !is_listed && !parts.order.is_empty() {
            parts.order.insert(0, text(Section::Summary.key(), summary.span));
        }
        resume.put_into("basics", "summary", summary);
    }
    cv.lose_rest(NOT_OURS, losses);
    resume.put_list("sections", parts.order);
    for (key, node) in parts.contents {
        resume.put(key, node);
    }
    resume.put("custom", parts.custom.node(span));
    for key in ["locale", "locale_catalog"] {
        let mut locale = file.take_fields(key);
        if !resume.has("language") {
            resume.put("language", locale.take("language").map(language));
        }
        locale.lose_design(losses);
    }
    let mut design = file.take_fields("design");
    resume.put("theme", theme(&mut design));
    design.lose_design(losses);
    for key in ["settings", "rendercv_settings"] {
        let mut settings = file.take_fields(key);
        if !resume.has("emphasize") {
            resume.put_list("emphasize", settings.take_list("bold_keywords"));
        }
        settings.lose_design(losses);
    }
    file.lose_rest(NOT_OURS, losses);
    let empty = Node { span, value: Value::Mapping(Vec::new()) };
    resume.node(span).unwrap_or(empty)
}

/// The key of an item of `sections`.
fn section_key(section: &Node) -> &str {
    scalar(section).or(section.entries().first().map(|entry| &*entry.key.name)).unwrap_or_default()
}

fn basics(cv: &mut Fields, losses: &mut DroppedList) -> Option<Node> {
    let span = cv.span;
    let mut basics = Draft::default();
    basics.copy(cv, "name", "name");
    basics.copy_any(cv, &["headline", "label", "title"], "label");
    basics.copy(cv, "pronouns", "pronouns");
    basics.copy(cv, "photo", "image");
    basics.put_one_or_many("email", cv.take_list("email"));
    basics.put_one_or_many("phone", cv.take_list("phone").into_iter().map(without_scheme).collect());
    basics.put_one_or_many("url", cv.take_list("website"));
    // RenderCV's location is a single text; store all of it as the city.
    basics.put("location", cv.take("location").map(|place| pair("city", place)));
    let mut profiles = Vec::new();
    for (index, account) in cv.take_list("social_networks").into_iter().enumerate() {
        if scalar(&account).is_some() {
            profiles.push(pair("username", account));
            continue;
        }
        let mut account = Fields::of(account, format!("cv.social_networks[{index}]"));
        let (network, username) = (account.take("network"), account.take("username"));
        let url = networks::url(network.as_ref().and_then(scalar), username.as_ref().and_then(scalar));
        let url = url.zip(username.as_ref()).map(|(url, username)| text(url, username.span));
        let mut profile = Draft::default();
        let span = account.span;
        profile.put("network", network);
        profile.put("username", username);
        profile.put("url", account.take("url").or(url));
        entries::put_visibility(&mut profile, &mut account);
        account.lose_rest(NOT_OURS, losses);
        profiles.extend(profile.node(span));
    }
    for (index, connection) in cv.take_list("custom_connections").into_iter().enumerate() {
        let mut connection = Fields::of(connection, format!("cv.custom_connections[{index}]"));
        let (shown, url) = (connection.take("placeholder"), connection.take("url"));
        let span = connection.span;
        connection.lose_design(losses);
        let mut profile = Draft::default();
        profile.put(if url.is_some() { "label" } else { "username" }, shown);
        profile.put("url", url);
        profiles.extend(profile.node(span));
    }
    basics.put_list("profiles", profiles);
    basics.node(span)
}

/// Removes the scheme of a phone number, which RenderCV may write as `tel:+1-…`.
fn without_scheme(node: Node) -> Node {
    let number = scalar(&node).and_then(|number| number.strip_prefix("tel:")).map(str::to_owned);
    number.map_or(node.clone(), |number| text(number, node.span))
}

fn language(node: Node) -> Node {
    let name = scalar(&node).unwrap_or_default().to_lowercase();
    let tag = LANGUAGES.iter().find(|(known, _)| *known == name).map(|(_, tag)| *tag);
    tag.map_or(node.clone(), |tag| text(tag, node.span))
}

/// The closest built-in theme, with the options that all themes support: paper size and accent
/// colour.
fn theme(design: &mut Fields) -> Option<Node> {
    let span = design.span;
    let mut page = design.take_fields("page");
    let mut colors = design.take_fields("colors");
    let mut theme = Draft::default();
    match design.take("theme").map(|name| nearest(&name).ok_or(name)) {
        Some(Ok(ours)) => theme.put("name", ours),
        Some(Err(name)) => design.give_back("theme", name),
        None => {}
    }
    let paper = page.take("size").map(|size| match scalar(&size) {
        Some("a4") => Ok(text("a4", size.span)),
        Some("us-letter" | "letterpaper") => Ok(text("us-letter", size.span)),
        _ => Err(size),
    });
    match paper {
        Some(Ok(paper)) => theme.put("paper", paper),
        Some(Err(size)) => page.give_back("size", size),
        None => {}
    }
    let color = colors.take("section_titles").map(|color| match scalar(&color).and_then(hex) {
        Some(code) => Ok(text(code, color.span)),
        None => Err(color),
    });
    match color {
        Some(Ok(color)) => theme.put("accent", color),
        Some(Err(color)) => colors.give_back("section_titles", color),
        None => {}
    }
    design.give_back_fields("page", page);
    design.give_back_fields("colors", colors);
    theme.node(span)
}

/// The built-in theme that is closest to a RenderCV theme.
fn nearest(name: &Node) -> Option<Node> {
    let theirs = format!("rendercv/{}", scalar(name)?);
    let themes = Themes::builtin();
    let mut all = themes.names().filter_map(|name| themes.find(name, None, &mut Diagnostics::new()).ok());
    let ours = all.find(|theme| theme.manifest.equivalents.contains(&theirs))?;
    Some(text(ours.manifest.name, name.span))
}

/// Converts a colour to `#rrggbb`, from that form or from `rgb(r, g, b)`.
fn hex(color: &str) -> Option<String> {
    let digits = color.trim_start_matches('#');
    if digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return Some(format!("#{}", digits.to_lowercase()));
    }
    let parts = color.strip_prefix("rgb(")?.strip_suffix(')')?.split(',');
    let parts: Vec<u8> = parts.map(|part| part.trim().parse().ok()).collect::<Option<_>>()?;
    let [red, green, blue] = parts[..] else { return None };
    Some(format!("#{red:02x}{green:02x}{blue:02x}"))
}

/// A list of texts; a single text counts as a list of one.
fn texts(node: Node) -> Option<Node> {
    list(items(node))
}
