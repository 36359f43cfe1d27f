//! Countries.

use std::fmt;
use std::str::FromStr;

use crate::yaml::scalar::serde_scalars;
use crate::yaml::{Problem, Scalar};

/// A country by its two letters (ISO 3166-1 alpha-2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country(&'static str);

/// Every code assigned in ISO 3166-1, and `XK`, which the EU uses for Kosovo.
const CODES: &str = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT \
    BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM \
    FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO \
    JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT \
    MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA \
    SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US \
    UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW";

impl FromStr for Country {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        let find = |text: &str| CODES.split_ascii_whitespace().find(|code| *code == text);
        if let Some(code) = find(text) {
            return Ok(Country(code));
        }
        let wrong = Problem::new(format!("`{text}` is not a country code"));
        Err(match find(&text.to_uppercase()) {
            Some(code) => wrong.help("write it in capitals").replacement(code),
            None => wrong.help("write its two letters, such as `US` or `DE` (ISO 3166-1)"),
        })
    }
}

impl Scalar for Country {
    const EXAMPLE: &'static str = "US";
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(self.0)
    }
}

serde_scalars!(Country);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_sorted_pairs_of_capitals() {
        let codes: Vec<_> = CODES.split_ascii_whitespace().collect();
        assert!(codes.is_sorted() && codes.iter().all(|code| code.len() == 2));
        assert_eq!(codes.len(), 250);
    }

    #[test]
    fn a_name_is_no_code() {
        assert_eq!("de".parse::<Country>().unwrap_err().replacement.as_deref(), Some("DE"));
        assert!("Germany".parse::<Country>().unwrap_err().replacement.is_none());
    }
}
