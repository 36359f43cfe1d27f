//! Files of other tools with fields become résumés with the same fields, and what has no place is named.

use std::fs;

use recto::diagnostic::{Diagnostics, Severity};
use recto::import::{Imported, import_file};
use serde_json::Value;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/import/structured");

/// An imported file: the result, the résumé as a tree, and the messages.
fn imported(name: &str) -> (Imported, Value, String) {
    let mut notes = Diagnostics::new();
    let bytes = fs::read(format!("{FOLDER}/{name}")).unwrap();
    let read = import_file(name, &bytes, &|_| false, &mut notes);
    let imported = read.unwrap_or_else(|_| panic!("{name}: {:#?}", notes.sorted()));
    let tree = serde_yaml::from_str(&imported.text).unwrap();
    let messages = notes.sorted().into_iter().filter(|note| note.severity != Severity::Advice);
    (imported, tree, messages.map(|note| note.message.clone() + "\n").collect())
}

/// Whether a value has each of several values at its path, which is written like `work.0.name`.
fn assert_fields(name: &str, tree: &Value, fields: &[(&str, &str)]) {
    for (path, expected) in fields {
        let pointer = format!("/{}", path.replace('.', "/"));
        let found = match tree.pointer(&pointer) {
            Some(Value::String(text)) => text.clone(),
            Some(other) => other.to_string(),
            None => "nothing".into(),
        };
        assert_eq!(found, *expected, "{name}: {path} of\n{tree:#}");
    }
}

/// Fields that all of these files have.
const COMMON: &[(&str, &str)] = &[
    ("basics.email", "mara.ellison@example.org"),
    ("basics.label", "Structural Engineer"),
    ("work.0.name", "Northbank Structures"),
    ("work.0.position", "Senior Engineer"),
    ("work.0.startDate", "2019-10"),
    ("work.0.summary", "Leads the timber group."),
    ("work.0.highlights.0", "Designed a footbridge of 64 metres."),
];

#[test]
fn fresh_is_read_with_all_its_sections() {
    let (imported, tree, messages) = imported("fresh.json");
    assert_eq!(imported.format.to_string(), "FRESH");
    assert_fields("fresh.json", &tree, COMMON);
    let fields = [
        ("basics.location.postalCode", "98101"),
        ("basics.profiles.0.username", "mellison"),
        ("work.0.keywords.1", "footbridges"),
        ("work.1.endDate", "2019-09"),
        ("education.0.studyType", "MSc"),
        ("education.0.score", "3.9"),
        ("education.0.courses.0", "Timber design"),
        ("skills.0.keywords.1", "Rhino"),
        ("skills.1.name", "Welding"),
        ("volunteer.0.organization", "Bridges for All"),
        ("awards.0.awarder", "Timber Guild"),
        ("publications.0.publisher", "Timber Review"),
        ("languages.1.fluency", "B2"),
        ("references.0.reference", "Mara finishes early."),
        ("custom.speaking.entries.0.subtitle", "Timber Days"),
    ];
    assert_fields("fresh.json", &tree, &fields);
    assert!(messages.contains("employment.summary") && imported.text.contains("Nine years in two offices."));
}

#[test]
fn html_in_the_texts_of_fresh_is_markup_and_its_entities_are_characters() {
    let file = r#"{"name": "Mara Ellison", "meta": {"format": "FRESH@1.0"},
        "info": {"label": "R&amp;D Engineer", "brief": "<p>Designs <b>bridges</b> &amp; caf&eacute;s&nbsp;of timber.</p>"},
        "contact": {"email": "mara@example.org"},
        "employment": {"history": [{"employer": "Hale &amp; Moreno", "position": "Engineer", "start": "2019-10",
            "summary": "<p>Leads the <em>timber</em> group.</p><ul><li>Built a footbridge.</li></ul>",
            "highlights": ["Cut costs by 20&nbsp;% &mdash; twice", "Kept x &lt; 3"]}]},
        "education": {"history": [{"institution": "Cascadia &#39;College&#39;", "title": "MSc", "start": "2013"}]}}"#;
    let mut notes = Diagnostics::new();
    let imported = import_file("cv.json", file.as_bytes(), &|_| false, &mut notes).unwrap();
    let tree: Value = serde_yaml::from_str(&imported.text).unwrap();
    let fields = [
        ("basics.label", "R&D Engineer"),
        ("basics.summary", "Designs **bridges** & cafés of timber."),
        ("work.0.name", "Hale & Moreno"),
        ("work.0.summary", "Leads the *timber* group."),
        ("work.0.highlights.0", "Built a footbridge."),
        ("work.0.highlights.1", "Cut costs by 20 % — twice"),
        ("work.0.highlights.2", r"Kept x \< 3"),
        ("education.0.institution", "Cascadia 'College'"),
    ];
    assert_fields("cv.json", &tree, &fields);
    assert_eq!(imported.lost, 0, "{}", imported.text);
}

#[test]
fn a_skills_passport_of_europass_is_read_with_all_its_fields() {
    let (imported, tree, _) = imported("europass.xml");
    assert_eq!(imported.format.to_string(), "Europass");
    assert_fields("europass.xml", &tree, COMMON);
    let fields = [
        ("basics.name", "Mara Ellison & Sons"),
        ("basics.location.postalCode", "D02 X285"),
        ("basics.location.countryCode", "IE"),
        ("basics.facts.0.value", "1988-04-09"),
        ("work.0.endDate", "present"),
        ("work.0.location", "Dublin, Ireland"),
        ("work.1.endDate", "2019-09-30"),
        ("education.0.institution", "University of Liffey"),
        ("languages.0.fluency", "Mother tongue"),
        ("skills.1.keywords.1", "BE"),
        ("custom.achievements.entries.0.title", "Publications"),
    ];
    assert_fields("europass.xml", &tree, &fields);
    assert!(imported.text.contains("listening C1, reading C1, spoken interaction B2"), "{}", imported.text);
    assert!(imported.text.contains("Construction of bridges"));
}

#[test]
fn a_candidate_of_europass_is_read_with_all_its_fields() {
    let (imported, tree, messages) = imported("europass_candidate.xml");
    assert_eq!(imported.format.to_string(), "Europass");
    assert_fields("europass_candidate.xml", &tree, COMMON);
    let fields = [
        ("basics.name", "Mara Ellison"),
        ("basics.phone", "+353 209170144"),
        ("basics.url", "https://mara-ellison.example.org"),
        ("basics.summary", "Bridges of **timber** & stone."),
        ("basics.location.address", "12 Quay Street, Flat 3"),
        ("basics.location.countryCode", "IE"),
        ("basics.profiles.0.network", "LinkedIn"),
        ("basics.facts.0.value", "mara.ellison.bridges"),
        ("basics.facts.1.value", "1988-04-09"),
        ("basics.facts.3.value", "Galway, Ireland"),
        ("basics.facts.4.value", "Ireland, United States"),
        ("work.0.endDate", "present"),
        ("work.0.location", "Dublin, Ireland"),
        ("work.0.url", "https://northbank.example.org"),
        ("work.0.team", "Timber group"),
        ("work.1.name", "Hale and Moreno"),
        ("work.1.positions.0.position", "Project Engineer"),
        ("work.1.positions.0.startDate", "2017-01-01"),
        ("work.1.positions.1.endDate", "2016"),
        ("education.0.institution", "University of Liffey"),
        ("education.0.studyType", "Master of Engineering"),
        ("education.0.area", "Civil engineering"),
        ("education.0.score", "1.1"),
        ("education.0.summary", "Timber design."),
        ("education.0.url", "https://liffey.example.org"),
        ("volunteer.0.organization", "Bridges for All"),
        ("projects.0.endDate", "present"),
        ("publications.0.releaseDate", "2017"),
        ("publications.0.summary", "Timber Review, volume 4."),
        ("certificates.0.issuer", "Engineers Ireland"),
        ("certificates.1.date", "2020-02"),
        ("languages.0.language", "English"),
        ("languages.1.language", "Spanish"),
        ("languages.1.fluency", "listening C1, reading C1, spoken interaction B2"),
        ("languages.2.language", "French"),
        ("languages.2.fluency", "B1"),
        ("skills.0.keywords.0", "Welding"),
        ("skills.0.keywords.2", "Rhino"),
        ("interests.0.keywords.0", "On the Liffey, in all weathers."),
        ("references.0.name", "Lucia Moreno"),
        ("custom.memberships.entries.0.title", "Timber Guild"),
        ("custom.conferences.entries.0.location", "Graz, Austria"),
        ("custom.activities.entries.0.title", "Town council"),
        ("custom.other1.title", "Languages of wood"),
        ("custom.other1.entries.0.summary", "Taught forty people."),
    ];
    assert_fields("europass_candidate.xml", &tree, &fields);
    let groups = serde_json::to_string(&tree["skills"]).unwrap();
    for group in
        [r#""Drawing","keywords":["AutoCAD","SketchUp"]"#, r#""Office""#, "Budgets", "Of two million euros.", "BE"]
    {
        assert!(groups.contains(group), "{group} is not in {groups}");
    }
    // The industry, the level of the degree and the portrait have no place.
    assert!(imported.text.contains("IndustryCode: F") && imported.text.contains("EducationLevelCode: 7"));
    let lost: Vec<&str> = messages.lines().filter(|message| message.contains("was not imported")).collect();
    assert!(
        lost.iter().all(|message| ["IndustryCode", "EducationLevelCode", "Attachment"]
            .iter()
            .any(|key| message.contains(key))),
        "{lost:#?}"
    );
}

#[test]
fn of_a_damaged_candidate_what_comes_before_is_read() {
    let xml = fs::read_to_string(format!("{FOLDER}/europass_candidate.xml")).unwrap();
    let half = &xml[..xml.find("<EducationHistory>").unwrap() + 30];
    let mut notes = Diagnostics::new();
    let imported = import_file("cv.xml", half.as_bytes(), &|_| false, &mut notes).unwrap();
    assert!(
        imported.text.contains("Northbank Structures") && !imported.text.contains("institution"),
        "{}",
        imported.text
    );
    let line = 1 + half.matches('\n').count();
    let expected = format!("the XML of `cv.xml` is damaged in line {line}; what follows was not read");
    let notes = notes.sorted();
    assert!(notes.iter().any(|note| note.message == expected), "{notes:#?}");
}

#[test]
fn a_portrait_that_cannot_be_placed_is_named_by_its_size() {
    let xml = fs::read_to_string(format!("{FOLDER}/europass_candidate.xml")).unwrap();
    let xml = xml.replace("iVBORw0KGgo=", &"QUJD".repeat(3000));
    let mut notes = Diagnostics::new();
    let imported = import_file("cv.xml", xml.as_bytes(), &|_| false, &mut notes).unwrap();
    assert!(imported.text.contains("(a file of 8 KB)") && !imported.text.contains("QUJDQUJD"), "{}", imported.text);
}

#[test]
fn a_candidate_of_europass_is_written_in_its_own_language() {
    let xml = fs::read_to_string(format!("{FOLDER}/europass_candidate.xml")).unwrap();
    let german = xml.replace("languageCode=\"en\"", "languageCode=\"de\"");
    let mut notes = Diagnostics::new();
    let imported = import_file("cv.xml", german.as_bytes(), &|_| false, &mut notes).unwrap();
    let tree: Value = serde_yaml::from_str(&imported.text).unwrap();
    let fields = [
        ("language", "de"),
        ("work.0.location", "Dublin, Irland"),
        ("languages.0.fluency", "Muttersprache"),
        ("languages.1.language", "Spanisch"),
        ("basics.facts.1.name", "Geburtsdatum"),
        ("basics.facts.3.name", "Geburtsort"),
        ("basics.facts.4.name", "Staatsangehörigkeit"),
        ("custom.conferences.title", "Konferenzen und Seminare"),
    ];
    assert_fields("cv.xml", &tree, &fields);
}

#[test]
fn europass_is_read_from_a_pdf_that_contains_it() {
    for name in ["europass.xml", "europass_candidate.xml"] {
        let xml = fs::read(format!("{FOLDER}/{name}")).unwrap();
        let pdf = crate::targets::handmade_with_attachments(&[("attachment.xml", &xml)]);
        let mut notes = Diagnostics::new();
        let read = import_file("cv.pdf", &pdf, &|_| false, &mut notes).unwrap();
        let tree: Value = serde_yaml::from_str(&read.text).unwrap();
        assert_eq!(read.format.to_string(), "Europass", "{name}");
        assert_fields(name, &tree, COMMON);
    }
}

#[test]
fn reactive_resume_is_read_in_each_of_its_versions() {
    for name in ["reactive_v3.json", "reactive_v5.json"] {
        let (imported, tree, messages) = imported(name);
        assert_eq!(imported.format.to_string(), "Reactive Resume");
        assert_fields(name, &tree, COMMON);
        let fields = [
            ("basics.profiles.0.username", "mellison"),
            ("work.0.endDate", "present"),
            ("education.0.institution", "Cascadia University"),
            ("education.0.score", "3.9"),
            ("skills.0.keywords.1", "Rhino"),
        ];
        assert_fields(name, &tree, &fields);
        assert!(imported.text.contains("Timber Days"), "{name}: {}", imported.text);
        // Settings are folded into one message.
        assert!(!messages.contains("metadata."), "{name}: {messages}");
    }
    let (_, tree, _) = imported("reactive_v5.json");
    assert_fields("v5", &tree, &[("education.0.hidden", "true"), ("basics.facts.0.value", "Driving licence B")]);
}

#[test]
fn a_file_of_which_most_is_lost_is_refused() {
    let file = r#"{"basics": {"name": "Mara Ellison"}, "chapters": {"heading": "Northbank Structures in Seattle",
        "body": "Designed a footbridge of 64 metres that opened two months early, and led a group of four engineers."},
        "appendix": {"first": "Calculated the joints of eleven gymnasiums made of glued timber, and wrote the guide to seismic design."}}"#;
    let mut notes = Diagnostics::new();
    let read = import_file("cv.json", file.as_bytes(), &|_| false, &mut notes);
    let messages: String = notes.sorted().iter().map(|note| note.message.clone() + "\n").collect();
    assert!(read.is_err() && messages.contains("% of its words could be placed"), "{messages}");
}

#[test]
fn tables_of_linkedin_that_are_not_read_are_named() {
    use std::io::Write;
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in [
        ("Profile.csv", "First Name,Last Name,Headline,Industry\nMara,Ellison,Engineer,Civil engineering works\n"),
        ("Positions.csv", "Company Name,Title,Started On,Finished On\nNorthbank,Engineer,Mar 2021,\n"),
        ("Skills.csv", "Name\nRevit\n"),
        ("Organizations.csv", "Name,Position,Started On\nTimber Guild,Treasurer,Jan 2020\n"),
        (
            "Recommendations_Received.csv",
            "First Name,Last Name,Company,Job Title,Text,Status\nInes,Hale,Hale,Partner,She finishes early.,VISIBLE\n",
        ),
        ("PhoneNumbers.csv", "Extension,Number,Type\n,+1 206-555-0143,Mobile\n,+1 206-555-0199,Work\n"),
        ("Connections.csv", "First Name\nNever\n"),
    ] {
        writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    let bytes = writer.finish().unwrap().into_inner();
    let mut notes = Diagnostics::new();
    let imported = import_file("linkedin.zip", &bytes, &|_| false, &mut notes).unwrap();
    let tree: Value = serde_yaml::from_str(&imported.text).unwrap();
    let fields = [
        ("work.0.endDate", "present"),
        ("basics.phone.1", "+1 206-555-0199"),
        ("custom.organizations.entries.0.title", "Timber Guild"),
        ("references.0.reference", "She finishes early."),
    ];
    assert_fields("linkedin.zip", &tree, &fields);
    let messages: String = notes.sorted().iter().map(|note| note.message.clone() + "\n").collect();
    assert!(messages.contains("not read: Connections"), "{messages}");
    assert!(imported.text.contains("Civil engineering works") && !imported.text.contains("Never"));
}

/// The same text as imported: the tree and the text.
fn imported_text(name: &str, text: &str) -> (Value, String) {
    let imported = import_file(name, text.as_bytes(), &|_| false, &mut Diagnostics::new()).unwrap();
    (serde_yaml::from_str(&imported.text).unwrap(), imported.text)
}

#[test]
fn europass_names_abilities_and_skills_in_the_language_of_the_resume() {
    let file = fs::read_to_string(format!("{FOLDER}/europass.xml")).unwrap();
    let (read, _) = imported_text("europass.xml", &file.replacen("locale=\"en\"", "locale=\"de\"", 1));
    let levels = "Hören C1, Lesen C1, An Gesprächen teilnehmen B2, Zusammenhängendes Sprechen B2, Schreiben B1";
    assert_fields(
        "europass.xml",
        &read,
        &[("languages.1.fluency", levels), ("skills.0.name", "Kommunikative Fähigkeiten")],
    );
}

#[test]
fn custom_sections_of_reactive_resume_keep_what_they_hide_and_what_their_type_has() {
    let file = r#"{"basics": {"name": "Mara Ellison", "headline": "Engineer", "email": "mara@example.org"},
        "sections": {"experience": {"items": [{"company": "Northbank", "position": "Engineer", "period": "2019 - Present"}]},
            "custom": {"x1": {"name": "Drafts", "visible": false, "id": "x1", "items": [{"id": "a", "visible": true, "name": "A secret bridge"}]}}},
        "customSections": [{"id": "x2", "title": "Courses abroad", "type": "education", "hidden": false,
            "items": [{"id": "b", "hidden": false, "school": "Politecnico di Torino", "degree": "Summer school", "area": "Timber", "period": "2014", "level": 3}]}],
        "metadata": {"template": "onyx", "notes": "<p>Ask Priya about the reference.</p>"}}"#;
    let (read, text) = imported_text("rr.json", file);
    assert_fields(
        "rr.json",
        &read,
        &[
            ("custom.drafts.entries.0.hidden", "true"),
            ("custom.courses-abroad.entries.0.title", "Politecnico di Torino"),
            ("custom.courses-abroad.entries.0.subtitle", "Summer school"),
        ],
    );
    assert!(text.contains("Ask Priya about the reference.") && text.contains("Timber"), "{text}");
}

#[test]
fn a_key_that_may_say_who_is_a_date_only_with_a_date() {
    let file = "cv:\n  name: Mara Ellison\n  sections:\n    Prizes:\n      - {prize: Best Paper, from: Guild of Engineers}\n      - {prize: Fellow, from: 2019-03, to: 2020-01}\n";
    let (read, text) = imported_text("cv.yaml", file);
    assert!(text.contains("Guild of Engineers") && !text.contains("startDate: Guild"), "{text}");
    assert!(text.contains("startDate: 2019-03") && text.contains("endDate: 2020-01"), "{text}");
    assert!(read["custom"].is_object(), "{text}");
}

/// Every table of an archive, with every column that LinkedIn has.
const LINKEDIN: &[(&str, &str)] = &[
    (
        "Profile.csv",
        "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,Geo Location,Twitter Handles,Websites,Instant Messengers\nMara,Ellison,Thorne,12 Quay Street,Apr 9,Engineer,\"Builds bridges.\n\nOf timber.\",Civil Engineering,98101,\"Seattle, Washington\",[mara_builds],\"[PORTFOLIO:https://mara.example.org,COMPANY:https://northbank.example.org]\",skype\n",
    ),
    (
        "Positions.csv",
        "Company Name,Title,Description,Location,Started On,Finished On\nNorthbank,Senior Engineer,\"Led people.\n- Opened a bridge\",Seattle,Okt. 2019,\nNorthbank,Engineer,,Seattle,juin 2015,sept. 2019\n",
    ),
    (
        "Education.csv",
        "School Name,Start Date,End Date,Notes,Degree Name,Activities\nCascadia University,2013,2015,With honours,\"Master of Science - MS, Civil Engineering\",Rowing club\n",
    ),
    ("Skills.csv", "Name\nRevit\nRhino\n"),
    ("Languages.csv", "Name,Proficiency\nSpanish,Professional working proficiency\n"),
    (
        "Certifications.csv",
        "Name,Url,Authority,Started On,Finished On,License Number\nChartered Engineer,https://guild.example.org/1,Guild,Mar 2018,Mar 2028,CE-1440\n",
    ),
    (
        "Projects.csv",
        "Title,Description,Url,Started On,Finished On\nSpan,Footbridge kit,https://span.example.org,Jan 2020,Feb 2021\n",
    ),
    ("Honors.csv", "Title,Description,Issued On\nYoung Builder,Regional prize,May 2017\n"),
    (
        "Publications.csv",
        "Name,Published On,Description,Publisher,Url\nJoints,\"Jun 3, 2018\",On dowels,Timber Review,https://review.example.org\n",
    ),
    (
        "Patents.csv",
        "Title,Description,Patent Number,Application Number,Status,Filed On,Issued On,Url\nDowel,Locking pin,US 1,16/44,Granted,Jan 2017,Feb 2019,https://patent.example.org\n",
    ),
    ("Courses.csv", "Name,Number\nSteel design,CE 501\n"),
    (
        "Organizations.csv",
        "Name,Position,Description,Started On,Finished On\nGuild of Bridges,Treasurer,Keeps the books,Jan 2016,\n",
    ),
    ("Test Scores.csv", "Name,Description,Score,Date\nGRE,Quantitative,168,Aug 2012\n"),
    (
        "Volunteering.csv",
        "Company Name,Role,Cause,Started On,Finished On,Description\nHabitat Works,Roofer,Poverty Alleviation,Jun 2014,Aug 2014,Laid shingles\n",
    ),
    ("Email Addresses.csv", "Email Address,Confirmed,Primary,Updated On\nmara@example.org,Yes,Yes,1/1/20\n"),
    ("PhoneNumbers.csv", "Extension,Number,Type\n7,+1 206 555 0113,Mobile\n"),
    (
        "Recommendations_Received.csv",
        "First Name,Last Name,Company,Job Title,Text,Creation Date,Status\nPriya,Nair,Hale,Director,She is thorough.,01/02/20,VISIBLE\nTom,Ash,Hale,Clerk,Not yet accepted.,01/02/20,PENDING\n",
    ),
];

#[test]
fn every_column_of_linkedins_tables_is_kept() {
    use std::io::Write;
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in LINKEDIN {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    let bytes = writer.finish().unwrap().into_inner();
    let imported = import_file("linkedin.zip", &bytes, &|_| false, &mut Diagnostics::new()).unwrap();
    let read: Value = serde_yaml::from_str(&imported.text).unwrap();
    for word in [
        "Thorne",
        "12 Quay Street",
        "Apr 9",
        "Of timber",
        "Civil Engineering",
        "98101",
        "mara_builds",
        "northbank.example.org",
        "skype",
        "With honours",
        "Rowing club",
        "CE-1440",
        "2028-03",
        "guild.example.org",
        "Footbridge kit",
        "Regional prize",
        "On dowels",
        "review.example.org",
        "US 1",
        "16/44",
        "Granted",
        "patent.example.org",
        "CE 501",
        "Treasurer",
        "168",
        "Aug 2012",
        "Poverty Alleviation",
        "Laid shingles",
        "ext. 7",
        "She is thorough",
        "Director",
    ] {
        assert!(imported.text.contains(word), "{word} is lost:\n{}", imported.text);
    }
    assert_fields(
        "linkedin.zip",
        &read,
        &[
            ("work.0.startDate", "2019-10"),
            ("work.1.startDate", "2015-06"),
            ("work.1.endDate", "2019-09"),
            ("education.0.studyType", "Master of Science - MS"),
            ("references.1.hidden", "true"),
        ],
    );
}
