//! The cover letter, and the closing of a résumé.

use super::document::{Closing, Letter, Photo};
use super::field::{Field, TextRole};
use super::writer::Writer;
use crate::locale::{DateStyle, LetterLayout};
use crate::resume::{self, Date, PlainText, Recipient, Resume, RichText};
use crate::source::{Origin, Spanned};

/// The letter, in the order of its parts.
pub fn letter(letter: &resume::Letter, resume: &Resume, writer: &Writer) -> Letter {
    let resume::Letter { recipient, date, subject, opening, body, closing, signature, enclosures } = letter;
    let layout = writer.locale.letter_layout();
    let line =
        |text: &Option<RichText>, key: &str| text.as_ref().map(|text| writer.rich(text, format!("letter.{key}")));
    let date = long_date(date.as_ref(), "letter.date", writer);
    let city = resume.basics.location.as_ref().and_then(|location| location.city.as_ref());
    let city = city.filter(|_| matches!(layout, LetterLayout::Din5008 | LetterLayout::French));
    let city = city.map(|city| writer.text(city, "basics.location.city", TextRole::Text));
    let enclosures = writer.texts(enclosures, "letter.enclosures");
    Letter {
        layout,
        recipient: recipient.iter().flat_map(|recipient| self::recipient(recipient, writer)).collect(),
        date: writer.joined(city.into_iter().chain(date).collect()),
        subject: line(subject, "subject"),
        subject_label: (layout == LetterLayout::French).then(|| writer.label("subject", " : ", "letter.subject")),
        opening: line(opening, "opening"),
        body: writer.blocks(body, "letter.body"),
        closing: line(closing, "closing"),
        signature: signature.as_ref().map(|signature| self::signature(signature, resume)),
        enclosures_line: writer.listed("enclosures", "letter.enclosures", enclosures).map(|group| group.text),
    }
}

/// The closing of a résumé.
pub fn closing(closing: &resume::Closing, resume: &Resume, writer: &Writer) -> Closing {
    let resume::Closing { text, place, date, signature } = closing;
    let place = place.as_ref().map(|place| writer.text(place, "closing.place", TextRole::Text));
    Closing {
        blocks: writer.blocks(text, "closing.text"),
        place_date: writer.joined(place.into_iter().chain(long_date(date.as_ref(), "closing.date", writer)).collect()),
        signature: signature.as_ref().map(|signature| self::signature(signature, resume)),
    }
}

/// A date in long form, as letters have it.
fn long_date(date: Option<&Spanned<Date>>, path: &str, writer: &Writer) -> Option<Field> {
    let Spanned { value, span } = date?;
    let full = writer.locale.clone().with_dates(DateStyle::Long).date(*value);
    Some(writer.verbatim(&full, Origin::new(*span), path, TextRole::Text))
}

fn signature(file: &Spanned<PlainText>, resume: &Resume) -> Photo {
    Photo { name: file.value.to_string(), alternative: resume.basics.name.to_string(), crop: None }
}

fn recipient(recipient: &Recipient, writer: &Writer) -> Vec<Field> {
    let Recipient { name, position, organization, address } = recipient;
    let named = [(name, "name"), (position, "position"), (organization, "organization")];
    let lines = named
        .into_iter()
        .filter_map(|(text, key)| Some(writer.text(text.as_ref()?, format!("letter.recipient.{key}"), TextRole::Text)));
    lines.chain(writer.texts(address, "letter.recipient.address")).collect()
}
