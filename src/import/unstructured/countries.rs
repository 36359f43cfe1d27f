//! The country that a phone number or a state tells.

use super::super::draft::scalar;
use crate::resume::Country;
use crate::yaml::Node;

/// The codes before phone numbers of one country each (ITU-T E.164).
const CALLING: &str = "20 EG;27 ZA;30 GR;31 NL;32 BE;33 FR;34 ES;36 HU;39 IT;40 RO;41 CH;43 AT;44 GB;45 DK;46 SE;47 NO;48 PL;49 DE;\
51 PE;52 MX;54 AR;55 BR;56 CL;57 CO;58 VE;60 MY;61 AU;62 ID;63 PH;64 NZ;65 SG;66 TH;81 JP;82 KR;84 VN;86 CN;90 TR;91 IN;\
92 PK;94 LK;98 IR;212 MA;213 DZ;216 TN;233 GH;234 NG;254 KE;255 TZ;256 UG;351 PT;352 LU;353 IE;354 IS;355 AL;356 MT;357 CY;\
358 FI;359 BG;370 LT;371 LV;372 EE;373 MD;374 AM;375 BY;380 UA;381 RS;382 ME;385 HR;386 SI;387 BA;389 MK;420 CZ;421 SK;\
852 HK;880 BD;886 TW;961 LB;962 JO;966 SA;971 AE;972 IL;994 AZ;995 GE";

/// The states of the United States, and the provinces of Canada.
const STATES: &str = "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC \
ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC";
const PROVINCES: &str = "AB BC MB NB NL NS NT NU ON PE QC SK YT";

/// The country of a location that does not name it: that of its state and a North American number, or that of the
/// calling code.
pub fn of(location: &Node, phones: &[Node]) -> Option<Country> {
    let region = location.find("region").and_then(scalar);
    let is_in = |list: &str| region.is_some_and(|region| list.split(' ').any(|state| state == region));
    let is_american = |number: &str| {
        let digits = number.chars().filter(char::is_ascii_digit).count();
        !number.starts_with('+') && digits == 10 || number.starts_with("+1") || number.starts_with('1') && digits == 11
    };
    let numbers = || phones.iter().filter_map(scalar);
    let has_zip = location.find("postalCode").and_then(scalar).is_some_and(|code| {
        let digits = code.split('-').next().unwrap_or_default();
        digits.len() == 5 && digits.bytes().all(|byte| byte.is_ascii_digit())
    });
    let code = match () {
        () if is_in(STATES) && (has_zip || numbers().any(is_american)) => "US",
        () if is_in(PROVINCES) && numbers().any(is_american) => "CA",
        () => numbers().find_map(calling)?,
    };
    code.parse().ok()
}

/// The country of a number with a calling code.
fn calling(number: &str) -> Option<&'static str> {
    let digits: String = number.strip_prefix('+')?.chars().filter(char::is_ascii_digit).collect();
    let pairs = CALLING.split(';').filter_map(|pair| pair.trim().split_once(' '));
    pairs.filter(|(code, _)| digits.starts_with(code)).map(|(_, country)| country).next()
}

#[cfg(test)]
mod tests {
    use super::calling;

    #[test]
    fn a_number_tells_its_country() {
        for (number, country) in [("+44 20 7946 0562", "GB"), ("+351 21 555", "PT"), ("+49 (0)30 5550", "DE")] {
            assert_eq!(calling(number), Some(country));
        }
        assert_eq!(calling("+1 206 555 0113"), None);
        assert_eq!(calling("030 5550113"), None);
    }
}
