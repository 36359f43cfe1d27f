//! Access control: only the page itself, at an address of this server, with its token.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::{Mutex, PoisonError};

use serde_json::json;

use super::request::{Method, Request};
use super::response::Response;
use super::token::Token;

/// The header in which the page sends the token.
const HEADER: &str = "X-Recto-Token";

/// The port that browsers omit from `Host` and `Origin`.
const HTTP: u16 = 80;

/// The server's address, and the secrets that give access.
pub struct Access {
    address: SocketAddr,
    token: Token,
    /// Can be exchanged for the token once. The browser is started with it, because every user of the
    /// machine can read the arguments of a running process.
    code: Mutex<Option<Token>>,
}

impl Access {
    /// Creates secrets for an address.
    pub fn new(address: SocketAddr) -> Result<Access, getrandom::Error> {
        Ok(Access { address, token: Token::random()?, code: Mutex::new(None) })
    }

    /// The URL with the token, to be printed.
    pub fn address(&self) -> String {
        format!("{}#token={}", self.page(), self.token.as_str())
    }

    /// A URL that works once.
    pub fn single_use_address(&self) -> Result<String, getrandom::Error> {
        let code = Token::random()?;
        let address = format!("{}#code={}", self.page(), code.as_str());
        *self.code.lock().unwrap_or_else(PoisonError::into_inner) = Some(code);
        Ok(address)
    }

    /// The URL of the page on this machine, without secrets.
    fn page(&self) -> String {
        let ip = match self.address.ip() {
            IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
            IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
            ip => ip,
        };
        format!("http://{}/", SocketAddr::new(ip, self.address.port()))
    }

    /// Refuses requests from other sites. A page in the same browser can send requests here, but only with
    /// its own origin, or to a domain of its own that resolves to this machine (DNS rebinding).
    pub fn check_site(&self, request: &Request) -> Result<(), Response> {
        let host = match request.values("Host")[..] {
            [host] => std::str::from_utf8(host).ok().filter(|host| self.is_own(host)),
            _ => None,
        };
        let Some(host) = host else {
            return Err(Response::refusal(403, "this host name is not allowed"));
        };
        match request.values("Origin")[..] {
            [] if request.method == Method::Get => Ok(()),
            [origin] if origin == format!("http://{host}").as_bytes() => Ok(()),
            _ => Err(Response::refusal(403, "requests from other sites are not allowed")),
        }
    }

    /// Refuses requests without the token.
    pub fn check_token(&self, request: &Request) -> Result<(), Response> {
        match request.values(HEADER)[..] {
            [given] if self.token.matches(given) => Ok(()),
            _ => Err(Response::refusal(403, "open the address that `recto preview` prints: it contains the token")),
        }
    }

    /// Exchanges the code for the token, once.
    pub fn redeem(&self, request: &Request) -> Response {
        let mut code = self.code.lock().unwrap_or_else(PoisonError::into_inner);
        match request.values(HEADER)[..] {
            [given] if code.as_ref().is_some_and(|code| code.matches(given)) => {
                *code = None;
                Response::json(&json!({ "token": self.token.as_str() }))
            }
            _ => Response::refusal(403, "this link was used before: open the address that `recto preview` prints"),
        }
    }

    /// Whether a host and port are this server's: the address it listens on, or any IP address if it listens
    /// on all. No name except `localhost`: any other domain could be made to resolve to this machine.
    fn is_own(&self, host: &str) -> bool {
        let (ip, port) = (self.address.ip(), self.address.port());
        let host = match port {
            HTTP if !host.ends_with(":80") => format!("{host}:80"),
            _ => host.to_owned(),
        };
        if host == format!("localhost:{port}") {
            return ip.is_loopback() || ip.is_unspecified();
        }
        host.parse::<SocketAddr>().is_ok_and(|named| {
            named.to_string() == host && named.port() == port && (named.ip() == ip || ip.is_unspecified())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::request::{Parsed, parse};
    use super::*;

    fn access(address: &str) -> Access {
        Access::new(address.parse().unwrap()).unwrap()
    }

    fn request(head: &str) -> Request {
        match parse(format!("{head}\r\n\r\n").as_bytes()) {
            Ok(Parsed::Complete { request, .. }) => request,
            other => panic!("{head}: {other:?}"),
        }
    }

    fn allows(access: &Access, head: &str) -> bool {
        access.check_site(&request(head)).is_ok()
    }

    #[test]
    fn a_host_is_the_address_that_is_listened_on() {
        for (address, own, foreign) in [
            (
                "127.0.0.1:4747",
                &["127.0.0.1:4747", "localhost:4747"][..],
                &[
                    "127.0.0.1",
                    "localhost",
                    "127.0.0.1:4748",
                    "127.0.0.1:04747",
                    "127.0.0.2:4747",
                    "127.1:4747",
                    "2130706433:4747",
                    "0x7f.0.0.1:4747",
                    "0.0.0.0:4747",
                    "[::1]:4747",
                    "localhost.:4747",
                    "localhost:4747.evil.example",
                    "evil.example:4747",
                    "user@127.0.0.1:4747",
                    "127.0.0.1:4747/",
                    "",
                ][..],
            ),
            ("127.0.0.1:80", &["127.0.0.1", "localhost", "127.0.0.1:80"], &["evil.example", "127.0.0.1:81"]),
            ("192.168.1.5:4747", &["192.168.1.5:4747"], &["localhost:4747", "192.168.1.6:4747", "mine.lan:4747"]),
            ("[::1]:4747", &["[::1]:4747", "localhost:4747"], &["::1:4747", "[0:0::1]:4747", "127.0.0.1:4747"]),
            (
                "0.0.0.0:4747",
                &["127.0.0.1:4747", "localhost:4747", "172.17.0.2:4747", "[::1]:4747"],
                &["evil.example:4747", "172.17.0.2:8080", "172.17.0.2", "1.2.3.4.evil.example:4747"],
            ),
        ] {
            let access = access(address);
            for host in own {
                assert!(allows(&access, &format!("GET / HTTP/1.1\r\nHost: {host}")), "{address} is not {host}");
            }
            for host in foreign {
                assert!(!allows(&access, &format!("GET / HTTP/1.1\r\nHost: {host}")), "{address} is {host}");
            }
        }
    }

    #[test]
    fn an_origin_is_the_host_that_is_asked() {
        let access = access("0.0.0.0:4747");
        let with = |method: &str, origin: &str| {
            allows(&access, &format!("{method} / HTTP/1.1\r\nContent-Length: 0\r\nHost: localhost:4747{origin}"))
        };
        assert!(with("GET", "") && with("GET", "\r\nOrigin: http://localhost:4747"));
        assert!(with("POST", "\r\nOrigin: http://localhost:4747") && !with("POST", "") && !with("PUT", ""));
        for origin in
            ["null", "", "http://evil.example", "http://localhost", "https://localhost:4747", "http://6.6.6.6:4747"]
        {
            for method in ["GET", "POST"] {
                assert!(!with(method, &format!("\r\nOrigin: {origin}")), "{method} from {origin}");
            }
        }
        let twice = "\r\nOrigin: http://localhost:4747\r\nOrigin: http://localhost:4747";
        assert!(!with("GET", twice) && !with("POST", twice));
    }

    #[test]
    fn the_code_gives_the_token_once() {
        let access = access("127.0.0.1:4747");
        let printed = access.address();
        let token = printed.strip_prefix("http://127.0.0.1:4747/#token=").unwrap();
        let opened = access.single_use_address().unwrap();
        let code = opened.strip_prefix("http://127.0.0.1:4747/#code=").unwrap();
        let with = |secret: &str| request(&format!("GET / HTTP/1.1\r\n{HEADER}: {secret}"));
        assert!(access.check_token(&with(token)).is_ok());
        assert!(access.check_token(&with(code)).is_err() && access.check_token(&request("GET / HTTP/1.1")).is_err());
        assert_eq!([access.redeem(&with(token)).status, access.redeem(&request("GET / HTTP/1.1")).status], [403, 403]);
        let redeemed = access.redeem(&with(code));
        assert_eq!((redeemed.status, String::from_utf8(redeemed.body).unwrap().contains(token)), (200, true));
        assert_eq!(access.redeem(&with(code)).status, 403);
    }

    #[test]
    fn a_server_on_all_addresses_is_opened_on_this_machine() {
        assert!(access("0.0.0.0:80").address().starts_with("http://127.0.0.1:80/#token="));
        assert!(access("[::]:4747").address().starts_with("http://[::1]:4747/#token="));
        assert!(access("10.0.0.1:4747").address().starts_with("http://10.0.0.1:4747/#token="));
    }
}
