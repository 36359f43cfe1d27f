//! Formats publications like a bibliography.

use super::document::Dates;
use super::field::{Field, Inline, TextRole};
use super::own_name::OwnName;
use super::writer::{Writer, line};
use crate::resume::{Publication, RichText};
use crate::source::Origin;

/// Authors, date, title, publisher, DOI and URL. Without authors, the title comes first and the date
/// after the title or publisher.
pub fn publication(entry: &Publication, own_name: &OwnName, path: &str, writer: &Writer) -> Field {
    // The kind is not named in a list that mixes all kinds.
    let Publication {
        name,
        authors,
        publisher,
        release_date,
        doi,
        kind,
        url,
        summary,
        hidden: _,
        page_break: _,
        keep_together: _,
        tags: _,
        _note: _,
    } = entry;
    let signs = writer.locale.punctuation();
    let mut inlines = Vec::new();
    let dates = writer.moment(release_date.as_ref(), format!("{path}.releaseDate"));
    let date = |inlines: &mut Vec<Inline>, dates: &Option<Dates>| {
        if let Some(dates) = dates {
            push_text(inlines, &signs.open);
            inlines.push(without_brackets(dates.text.clone(), writer).inline());
            push_text(inlines, &signs.close);
        }
    };
    let authored = !authors.list().is_empty();
    for (index, author) in authors.list().iter().enumerate() {
        if index > 0 {
            push_text(&mut inlines, writer.locale.comma());
        }
        let field = writer.rich(author, format!("{path}.authors[{index}]")).inline();
        inlines.push(if own_name.is(author) { Inline::Strong(vec![field]) } else { field });
    }
    if authored {
        date(&mut inlines, &dates);
        let stop = match authors.list().last() {
            Some(last) if dates.is_none() => stop(last, &signs.stop),
            _ => &signs.stop,
        };
        push_text(&mut inlines, stop);
    }
    let title = Field { role: TextRole::Lead, ..writer.rich(name, format!("{path}.name")) };
    let is_marked = || name.plain().starts_with(['《', '〈', '「', '『', '«', '“', '"']);
    let (open, close) = writer.locale.title_marks(*kind).filter(|_| !is_marked()).unwrap_or_default();
    push_text(&mut inlines, open);
    inlines.push(Inline::Emphasis(vec![title.inline()]));
    push_text(&mut inlines, close);
    if publisher.is_none() && !authored {
        date(&mut inlines, &dates);
    }
    push_text(&mut inlines, stop(name, &signs.stop));
    if let Some(publisher) = publisher {
        inlines.push(writer.rich(publisher, format!("{path}.publisher")).inline());
        if !authored {
            date(&mut inlines, &dates);
        }
        push_text(&mut inlines, stop(publisher, &signs.stop));
    }
    if let Some(summary) = summary {
        inlines.push(writer.rich(summary, format!("{path}.summary")).inline());
        push_text(&mut inlines, stop(summary, &signs.stop));
    }
    if let Some(doi) = doi {
        let shown =
            writer.verbatim(&format!("doi:{}", doi.as_str()), Origin::default(), format!("{path}.doi"), TextRole::Text);
        inlines.push(Inline::Link { body: vec![shown.inline()], url: doi.link() });
        push_text(&mut inlines, &signs.stop);
    }
    if let Some(url) = url {
        let shown = writer.verbatim(url.shown(), url.origin(), format!("{path}.url"), TextRole::Text);
        inlines.push(Inline::Link { body: vec![shown.inline()], url: url.as_str().to_owned() });
    }
    // Nothing follows the last full stop.
    if let Some(Inline::Text(last)) = inlines.last_mut() {
        last.truncate(last.trim_end().len());
    }
    line(inlines)
}

/// A text that stands in brackets, with commas instead of its own: "2027, očekivano".
fn without_brackets(field: Field, writer: &Writer) -> Field {
    let signs = writer.locale.punctuation();
    let without = |inline| match inline {
        Inline::Text(text) if text.contains(signs.open.as_str()) && text.ends_with(signs.close.as_str()) => {
            let text = text.strip_suffix(signs.close.as_str()).unwrap_or(&text);
            Inline::Text(text.replace(&signs.open, writer.locale.comma()))
        }
        Inline::Field(field) => without_brackets(*field, writer).inline(),
        other => other,
    };
    let inlines = field.inlines.into_iter().map(without).collect();
    Field { inlines, ..field }
}

fn push_text(inlines: &mut Vec<Inline>, text: &str) {
    match inlines.last_mut() {
        _ if text.is_empty() => {}
        Some(Inline::Text(before)) => before.push_str(text),
        _ => inlines.push(Inline::Text(text.to_owned())),
    }
}

/// The full stop after a text; only its space if the text already ends with terminal punctuation.
fn stop<'a>(text: &RichText, stop: &'a str) -> &'a str {
    stop_after(&text.plain(), stop)
}

/// Like [`stop`], for a text without markup, such as a date in a language where years are ordinals: "lipanj 2017."
pub fn stop_after<'a>(text: &str, stop: &'a str) -> &'a str {
    if !text.ends_with(['.', '?', '!', '…', '。', '？', '！', '．', '۔', '।', '։']) {
        return stop;
    }
    &stop[stop.trim_end().len()..]
}
