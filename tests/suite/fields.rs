//! `recto fields`: what application portals ask for.

use serde_json::Value;

use crate::project::{Project, Run};

const RESUME: &str = "\
basics:
  name: Ada M. Lovelace
  email: [ada@example.org, second@example.org]
  phone: +1 425-428-3693
  location: {city: London, countryCode: GB}
  profiles: [{network: LinkedIn, url: https://www.linkedin.com/in/ada}, {network: Chess, username: ada, hidden: true}]
work:
  - name: Analytical Engines
    location: London
    positions:
      - {position: Lead, startDate: 1843-02, endDate: present, highlights: [Wrote *notes*, 'Said \"hello\", twice']}
      - {position: Programmer, startDate: 1842-10, endDate: 1843-01}
  - {name: The Mill, position: Aide, startDate: 1840, endDate: 1841-summer, tags: early}
education: [{institution: Home, studyType: BSc, area: Mathematics, startDate: 1830-09, endDate: 1833, score: 4.0}]
skills: [{name: Maths, keywords: [Analysis, Algebra]}, {name: Chess}]
languages: [{language: French, fluency: fluent}]
applications: {acme: {without: early}}
";

fn run(args: &[&str]) -> Run {
    let run = Project::new().file("resume.yaml", RESUME).run(&[&["fields"], args].concat());
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    run
}

#[test]
fn fields_are_listed_in_the_order_in_which_portals_ask() {
    insta::assert_snapshot!(String::from_utf8(run(&[]).stdout).unwrap());
}

#[test]
fn an_application_leaves_out_what_it_leaves_out() {
    let text = String::from_utf8(run(&["--for", "acme"]).stdout).unwrap();
    assert!(text.contains("Analytical Engines") && !text.contains("The Mill"), "{text}");
}

#[test]
fn json_has_groups_of_fields_with_their_length() {
    let groups: Value = serde_json::from_slice(&run(&["--format", "json"]).stdout).unwrap();
    let job = groups.as_array().unwrap().iter().find(|group| group["group"] == "Job 1").unwrap();
    let description = job["fields"].as_array().unwrap().iter().find(|field| field["name"] == "Description").unwrap();
    assert_eq!(description["value"], "• Wrote notes\n• Said “hello”, twice".replace(['“', '”'], "\""));
    assert_eq!(description["characters"], 35);
}

#[test]
fn csv_quotes_what_needs_quotes_and_no_cell_is_a_formula() {
    let text = String::from_utf8(run(&["--format", "csv"]).stdout).unwrap();
    assert!(text.starts_with("group,field,value,characters\nContact,Full name,Ada M. Lovelace,15\n"), "{text}");
    assert!(text.contains("Contact,Phone,\" +1 425-428-3693\",15\n"), "{text}");
    assert!(text.contains("\"• Wrote notes\n• Said \"\"hello\"\", twice\",35\n"), "{text}");
}
