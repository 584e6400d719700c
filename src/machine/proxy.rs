//! Owns the proxy variables: which one counts, and how its value is read. Like curl, and never in silence: a proxy that
//! cannot be read is an error, for whoever named one may not be allowed to go without it.

use url::Url;

use crate::wire::SendError;

/// In this order; the first that is set counts.
const VARIABLES: [&str; 4] = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"];
const SCHEMES: [&str; 4] = ["http", "https", "socks5", "socks5h"];

/// The proxy for connections to other machines, where a variable names one; with the variable's name.
///
/// # Errors
/// [`SendError::ProxyUnreadable`] with the variable's name; its value may hold a password.
pub(super) fn find(variable: impl Fn(&str) -> Option<String>) -> Result<Option<(&'static str, Url)>, SendError> {
    let found = VARIABLES.into_iter().find_map(|name| Some((name, variable(name)?)));
    let Some((name, value)) = found else { return Ok(None) };
    parse(&value).map(|url| Some((name, url))).ok_or(SendError::ProxyUnreadable { variable: name })
}

/// `[scheme://][user[:password]@]host[:port][/]`. The last `@` ends the password, as curl has it; what would end it
/// early in a URL, or comes from a shell or an env file, is refused.
fn parse(value: &str) -> Option<Url> {
    let (scheme, rest) = value.split_once("://").unwrap_or(("http", value));
    let scheme = SCHEMES.into_iter().find(|known| scheme.eq_ignore_ascii_case(known))?;
    let (user_info, host) = rest.rsplit_once('@').map_or((None, rest), |(info, host)| (Some(info), host));
    let mut url = Url::parse(&format!("{scheme}://{}", host.strip_suffix('/').unwrap_or(host))).ok()?;
    let is_plain =
        url.has_host() && matches!(url.path(), "" | "/") && url.query().is_none() && url.fragment().is_none();
    if !is_plain || !host.chars().all(|c| c.is_ascii_alphanumeric() || ".-_:[]/".contains(c)) {
        return None;
    }
    if let Some(info) = user_info {
        if info.contains(|c: char| c.is_whitespace() || c.is_control() || "/#?\\\"'<>".contains(c)) {
            return None;
        }
        let (user, password) = info.split_once(':').map_or((info, None), |(user, password)| (user, Some(password)));
        url.set_username(user).ok()?;
        url.set_password(password).ok()?;
    }
    Some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn proxies_are_read_like_curl_reads_them() {
        for (value, url) in [
            ("http://127.0.0.1:3128", "http://127.0.0.1:3128/"),
            ("127.0.0.1:3128", "http://127.0.0.1:3128/"),
            ("HTTP://proxy.example/", "http://proxy.example/"),
            ("http://user:p@ss@127.0.0.1:3128", "http://user:p%40ss@127.0.0.1:3128/"),
            ("http://user:p:s@127.0.0.1:3128", "http://user:p%3As@127.0.0.1:3128/"),
            ("http://user:p%23ss@127.0.0.1:3128", "http://user:p%23ss@127.0.0.1:3128/"),
            ("http://agent:@127.0.0.1:3128", "http://agent@127.0.0.1:3128/"),
            ("socks5h://u:p@127.0.0.1:1080", "socks5h://u:p@127.0.0.1:1080"),
            ("socks5://[::1]:1080", "socks5://[::1]:1080"),
        ] {
            assert_eq!(parse(value).map(String::from).as_deref(), Some(url), "{value}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_told_by_the_variables_name() {
        for value in [
            "http://user:p#ss@127.0.0.1:3128",
            "http://user:p/ss@127.0.0.1:3128",
            "http://user:p?ss@127.0.0.1:3128",
            "http://CORP\\user:pass@127.0.0.1:3128",
            "\"http://127.0.0.1:3128\"",
            "'http://127.0.0.1:3128'",
            " http://127.0.0.1:3128",
            "http://127.0.0.1:3128 ",
            "http:/127.0.0.1:3128",
            "http://127.0.0.1:99999",
            "http://127.0.0.1:3128/path",
            "http://host#x:1",
            "ftp://127.0.0.1:3128",
            "socks4://127.0.0.1:3128",
            "http://",
        ] {
            let variable = |name: &str| (name == "https_proxy").then(|| value.to_owned());
            assert_eq!(find(variable), Err(SendError::ProxyUnreadable { variable: "https_proxy" }), "{value}");
        }
        assert_eq!(find(|_| None), Ok(None));
    }
}
