//! The cover letter.

use super::document::{Letter, Photo};
use super::field::{Field, TextRole};
use super::writer::Writer;
use crate::locale::{DateStyle, LetterLayout};
use crate::resume::{self, Recipient, Resume, RichText};
use crate::source::Origin;

/// The letter, in the order of its parts.
pub fn letter(letter: &resume::Letter, resume: &Resume, writer: &Writer) -> Letter {
    let resume::Letter { recipient, date, subject, opening, body, closing, signature, enclosures } = letter;
    let layout = writer.locale.letter_layout();
    let line =
        |text: &Option<RichText>, key: &str| text.as_ref().map(|text| writer.rich(text, format!("letter.{key}")));
    // The date of a letter is always in long form.
    let date = date.as_ref().map(|date| {
        let full = writer.locale.clone().with_dates(DateStyle::Long).date(date.value);
        writer.verbatim(&full, Origin::new(date.span), "letter.date", TextRole::Text)
    });
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
        signature: signature.as_ref().map(|signature| Photo {
            name: signature.value.to_string(),
            alternative: resume.basics.name.to_string(),
            crop: None,
        }),
        enclosures_line: writer.listed("enclosures", "letter.enclosures", enclosures).map(|group| group.text),
    }
}

fn recipient(recipient: &Recipient, writer: &Writer) -> Vec<Field> {
    let Recipient { name, position, organization, address } = recipient;
    let named = [(name, "name"), (position, "position"), (organization, "organization")];
    let lines = named
        .into_iter()
        .filter_map(|(text, key)| Some(writer.text(text.as_ref()?, format!("letter.recipient.{key}"), TextRole::Text)));
    lines.chain(writer.texts(address, "letter.recipient.address")).collect()
}
