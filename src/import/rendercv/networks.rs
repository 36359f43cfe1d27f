//! URLs of profiles on the networks that RenderCV supports.

/// The networks and their URLs, with `{}` for the user name.
const NETWORKS: &[(&str, &str)] = &[
    ("Bluesky", "https://bsky.app/profile/{}"),
    ("GitHub", "https://github.com/{}"),
    ("GitLab", "https://gitlab.com/{}"),
    ("Google Scholar", "https://scholar.google.com/citations?user={}"),
    ("IMDB", "https://imdb.com/name/{}"),
    ("Instagram", "https://instagram.com/{}"),
    ("Leetcode", "https://leetcode.com/u/{}"),
    ("LinkedIn", "https://linkedin.com/in/{}"),
    ("ORCID", "https://orcid.org/{}"),
    ("Reddit", "https://reddit.com/user/{}"),
    ("ResearchGate", "https://researchgate.net/profile/{}"),
    ("StackOverflow", "https://stackoverflow.com/users/{}"),
    ("Telegram", "https://t.me/{}"),
    ("WhatsApp", "https://wa.me/{}"),
    ("X", "https://x.com/{}"),
    ("YouTube", "https://youtube.com/@{}"),
];

/// The URL of a profile; `None` for an unknown network.
pub fn url(network: Option<&str>, username: Option<&str>) -> Option<String> {
    let (network, username) = (network?, username?);
    if network.eq_ignore_ascii_case("Mastodon") {
        let (name, domain) = username.trim_start_matches('@').split_once('@')?;
        return Some(format!("https://{domain}/@{name}"));
    }
    let (name, pattern) = NETWORKS.iter().find(|(name, _)| name.eq_ignore_ascii_case(network))?;
    let username = match *name {
        "WhatsApp" => username.chars().filter(char::is_ascii_digit).collect(),
        _ => username.trim_start_matches('@').replace(' ', "%20"),
    };
    Some(pattern.replace("{}", &username))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn networks_are_sorted_and_lead_to_accounts() {
        assert!(NETWORKS.iter().map(|(name, _)| name.to_lowercase()).is_sorted());
        let url = |network, username| url(Some(network), Some(username)).unwrap_or_default();
        assert_eq!(url("Mastodon", "@ada@example.org"), "https://example.org/@ada");
        assert_eq!(url("StackOverflow", "12323/ada"), "https://stackoverflow.com/users/12323/ada");
        assert_eq!(url("WhatsApp", "+1 206 555 0143"), "https://wa.me/12065550143");
        assert_eq!(url("Friendster", "ada"), "");
    }
}
