//! How a person or an organization can be reached.

use crate::import::draft::{Draft, Fields, scalar, text};
use crate::import::dropped::DroppedList;
use crate::import::europass::{NO_PLACE, fact, joined};
use crate::import::texts::capitalized;
use crate::yaml::Node;

/// How a person can be reached.
#[derive(Default)]
pub struct Reached {
    pub emails: Vec<Node>,
    pub phones: Vec<Node>,
    pub urls: Vec<Node>,
    profiles: Vec<Node>,
    pub facts: Vec<Node>,
    pub location: Draft,
}

impl Reached {
    /// Reads one channel.
    pub fn add(&mut self, node: Node, losses: &mut DroppedList) {
        let mut channel = Fields::of(node, "Communication");
        let span = channel.span;
        let kind =
            channel.take("ChannelCode").and_then(|kind| scalar(&kind).map(str::to_lowercase)).unwrap_or_default();
        let (usage, title) = (channel.take("UseCode"), channel.take("OtherTitle"));
        let address = channel.take_any(&["URI", "URL", "Text"]);
        let network = title.or_else(|| usage.filter(|usage| scalar(usage).is_some_and(|usage| usage != "other")));
        if channel.has("DialNumber") || channel.has("FormattedNumber") {
            // The country of a number is said by its code.
            drop(channel.take("CountryCode"));
            self.phones.extend(phone(&mut channel));
        }
        if channel.has("Address") {
            self.put_address(channel.take_fields("Address"), losses);
        }
        match (kind.as_str(), address) {
            (_, None) => {}
            (_, Some(email))
                if kind == "email" || scalar(&email).is_some_and(|text| text.contains('@') && !text.contains('/')) =>
            {
                self.emails.push(email);
            }
            ("telephone" | "mobile" | "fax", Some(number)) => self.phones.push(number),
            ("social media" | "socialmedia", Some(url)) => {
                let mut profile = Draft::default();
                let shown = network.unwrap_or_else(|| text("Profile", url.span));
                profile.put("network", network_name(&shown));
                profile.put("url", url);
                self.profiles.extend(profile.node(span));
            }
            ("instantmessage" | "instant message" | "instantmessaging", Some(value)) => {
                self.facts.extend(fact(network.as_ref().map(network_name), "Messenger", Some(value)));
            }
            (_, Some(url)) => self.urls.push(url),
        }
        channel.lose_rest(NO_PLACE, losses);
    }

    fn put_address(&mut self, mut address: Fields, losses: &mut DroppedList) {
        let lines = joined(address.take_list("AddressLine").into_iter().map(Some), ", ");
        let rest = [
            ("postalCode", "PostalCode"),
            ("city", "CityName"),
            ("region", "CountrySubDivisionCode"),
            ("countryCode", "CountryCode"),
        ];
        let rest = rest.map(|(to, from)| (to, address.take(from)));
        for (key, value) in std::iter::once(("address", lines)).chain(rest) {
            if let Some(value) = value.filter(|_| !self.location.has(key)) {
                self.location.put(key, value);
            }
        }
        address.lose_rest(NO_PLACE, losses);
    }

    /// Adds all channels to a person.
    pub fn put(&mut self, made: &mut Draft) {
        let take = std::mem::take::<Vec<Node>>;
        made.put_one_or_many("email", take(&mut self.emails));
        made.put_one_or_many("phone", take(&mut self.phones));
        made.put_one_or_many("url", take(&mut self.urls));
        made.put_list("profiles", take(&mut self.profiles));
        let location = std::mem::take(&mut self.location);
        let first = location.find("city").or_else(|| location.find("countryCode")).or_else(|| location.find("address"));
        if let Some(span) = first.map(|node| node.span) {
            made.put("location", location.node(span));
        }
    }
}

/// A number with the code of its country.
fn phone(channel: &mut Fields) -> Option<Node> {
    let code = channel.take("CountryDialing").map(|code| {
        let digits = scalar(&code).unwrap_or_default().trim_start_matches(['+', '0']);
        text(format!("+{digits}"), code.span)
    });
    joined([code, channel.take_any(&["FormattedNumber", "DialNumber"])], " ")
}

/// A network by its name: `linkedin` as `LinkedIn`.
fn network_name(network: &Node) -> Node {
    const NAMES: &[&str] = &["LinkedIn", "GitHub", "GitLab", "YouTube", "ResearchGate", "WhatsApp", "ORCID", "XING"];
    let written = scalar(network).unwrap_or_default();
    let known = NAMES.iter().find(|name| name.eq_ignore_ascii_case(written)).map(|name| (*name).to_owned());
    text(known.unwrap_or_else(|| capitalized(written)), network.span)
}
