//! The secret that requests must contain.

use std::hint::black_box;

/// 128 random bits, as 32 hexadecimal digits.
pub struct Token(String);

impl Token {
    /// A random token; fails if the system has no source of randomness.
    pub fn random() -> Result<Token, getrandom::Error> {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes)?;
        Ok(Token(bytes.iter().map(|byte| format!("{byte:02x}")).collect()))
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether this is the token, compared in constant time.
    pub fn matches(&self, given: &[u8]) -> bool {
        let differences = self.0.bytes().zip(given).fold(0, |all, (known, given)| black_box(all | (known ^ given)));
        given.len() == self.0.len() && differences == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_matches_itself_alone() {
        let (token, other) = (Token::random().unwrap(), Token::random().unwrap());
        assert_eq!(token.as_str().len(), 32);
        assert!(token.matches(token.as_str().as_bytes()));
        assert!(!token.matches(other.as_str().as_bytes()));
        assert!(!token.matches(b"") && !token.matches(&token.as_str().as_bytes()[..31]));
        assert!(!token.matches(format!("{}0", token.as_str()).as_bytes()));
    }
}
