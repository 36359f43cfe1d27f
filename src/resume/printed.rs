//! What a résumé prints, and nothing else.

use super::{Entry, Keyed, OWN, Resume, Section, SectionChoice};

impl Resume {
    /// The résumé without what it does not print: sections that are not listed, entries beyond the limit of their section,
    /// applications, settings and metadata.
    pub(super) fn printed(&self) -> Resume {
        let mut resume = self.without_settings();
        resume.drop_unlisted_sections();
        resume.drop_beyond_limits();
        resume
    }

    /// The résumé without applications, metadata, and settings that change no page.
    fn without_settings(&self) -> Resume {
        Resume {
            applications: Keyed::default(),
            meta: None,
            // Its entries have been added to the publications.
            bibliography: None,
            embed: None,
            advice: None,
            ..self.clone()
        }
    }

    /// Removes the sections that `sections` does not list, if it lists any.
    fn drop_unlisted_sections(&mut self) {
        if self.sections.is_empty() {
            return;
        }
        let keys: Vec<String> = self.sections.iter().map(|choice| choice.key.value.clone()).collect();
        let is_listed = |key: &str| keys.iter().any(|listed| listed == key);
        if !is_listed(Section::Summary.key()) {
            self.basics.summary = None;
        }
        self.retain_entries(|section, _| is_listed(section.strip_prefix(OWN).unwrap_or(section)));
        self.custom.retain(is_listed);
    }

    /// Removes the entries beyond the limit of their section.
    fn drop_beyond_limits(&mut self) {
        for SectionChoice { key, settings } in self.sections.clone() {
            let is_of = |section: &str| section.strip_prefix(OWN).unwrap_or(section) == key.value;
            let entries: Vec<(String, &dyn Entry)> = self.entries().filter(|(section, _)| is_of(section)).collect();
            let printed = settings.printed(&entries.iter().map(|(_, entry)| *entry).collect::<Vec<_>>());
            if printed.len() == entries.len() {
                continue;
            }
            let mut next = 0;
            self.retain_entries(|section, _| {
                if !is_of(section) {
                    return true;
                }
                next += 1;
                printed.contains(&(next - 1))
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Diagnostics;
    use crate::resume::Resume;
    use crate::source::Source;

    fn written(yaml: &str) -> String {
        let resume = Resume::read(&Source::new("resume.yaml", yaml), &mut Diagnostics::new()).unwrap();
        resume.to_printed_yaml("mine")
    }

    #[test]
    fn what_is_not_printed_is_not_written() {
        let yaml = "\
basics: {name: Ada, summary: SECRET}
meta: {x: SECRET}
advice: {allow: [date-gap]}
work:
  - {name: Engines, startDate: 1842, tags: SECRET, note: SECRET, highlights: [{text: Wrote, tags: SECRET}]}
  - {name: SECRET School, startDate: 1830, endDate: 1831}
  - {name: Looms, startDate: 1843}
awards: [{title: SECRET}]
custom:
  tags: {title: Talks, entries: [{title: London, tags: SECRET}]}
  plans: {title: SECRET, entries: [SECRET]}
sections: [work: {sort: newest, limit: 2}, tags]
applications: {acme: {note: SECRET}}
letter: {body: Dear you}
";
        let text = written(yaml);
        assert!(!text.contains("SECRET") && !text.contains("advice") && !text.contains("applications"), "{text}");
        for kept in ["Engines", "Looms", "London", "Dear you", "theme: mine"] {
            assert!(text.contains(kept), "{kept} is not in {text}");
        }
        // It is a résumé that prints all it has.
        let again = written(&text);
        assert_eq!(written(&again), again);
    }

    #[test]
    fn theme_options_stay() {
        let text = written("basics: {name: Ada}\ntheme: {name: other, tags: x}\n");
        assert!(text.contains("name: mine") && text.contains("tags: x"), "{text}");
    }
}
