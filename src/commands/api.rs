//! `api`: any call of Kakao's REST API with the token, its answer streamed to stdout.

use std::{
    io::{self, Read},
    path::Path,
};

use super::Context;
use crate::{
    cli::ApiArgs,
    failure::Failure,
    folder, kakao,
    messages::{Hint, Problem},
    output::{Answer, Human, Reader, Ui, clean},
    profile::Profile,
    report,
    session::{self, Token},
    wire::{self, Body, CallError, Request, Response, Url},
};

const INPUT_MAX: u64 = 16 << 20;
/// A body up to this size is complete before its first byte is printed.
const HELD_BACK: u64 = 1 << 20;
/// With `--jq` the whole answer has to be in memory.
const FILTERED_MAX: u64 = 64 << 20;

/// The token's, and those that say where a request goes and where it ends.
const RESERVED_HEADERS: [&str; 10] = [
    "authorization",
    "connection",
    "content-length",
    "expect",
    "host",
    "keep-alive",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

pub(super) fn run(context: &mut Context, args: &ApiArgs) -> anyhow::Result<Answer> {
    let (settings, store) = context.open()?;
    let request = request(context, args, &settings.servers()?.api)?;
    let mut profile = context.profile(&settings, &store);
    let response = session::with_token(&mut profile, |profile, token| send(profile, &request, token))?;
    let is_json = response.header("content-type").is_some_and(|kind| kind.contains("json"));
    if context.ui.manner.jq.is_some() {
        return collect(response);
    }
    stream(&mut context.ui, response.body, is_json)?;
    Ok(Answer { json: String::new(), human: Human::Nothing, exit: 0 })
}

fn send(profile: &mut Profile, request: &Request, token: &Token) -> Result<Response, CallError> {
    let request = request.clone().with_bearer(&token.access_token);
    profile.ui.trace(2, &format!("> {request:?}"));
    let response = (profile.system.send)(&request)?;
    profile.ui.trace(2, &format!("< {}", response.status));
    if (200..300).contains(&response.status) {
        return Ok(response);
    }
    let answer = response.collect()?;
    profile.ui.trace(2, &request.mask(&format!("< {answer:?}")));
    Err(request.mask_error(kakao::refusal(&answer)))
}

fn request(context: &mut Context, args: &ApiArgs, server: &Url) -> anyhow::Result<Request> {
    let mut url = url(server, &args.path)?;
    let mut fields = pairs(&args.fields)?;
    for (key, value) in pairs(&args.json_fields)? {
        fields.push((key, json_field(&value)?));
    }
    let sends = !fields.is_empty() || args.input.is_some();
    let method = args.method.clone().unwrap_or_else(|| if sends { "POST" } else { "GET" }.to_owned());
    if method.is_empty() || !method.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        let argument = "--method".to_owned();
        let given = clean::line(&method, 40);
        return Err(wrong(Problem::InvalidValue { argument, given, possible: String::new() }).into());
    }
    let method = method.to_ascii_uppercase();
    let mut query = pairs(&args.query)?;
    if method == "GET" {
        // A GET has no body: its fields can only be meant for the query.
        query.append(&mut fields);
    }
    if !query.is_empty() {
        url.query_pairs_mut().extend_pairs(&query);
    }
    let mut request = Request { headers: headers(&args.headers)?, ..Request::new(&method, url) };
    if let Some(input) = &args.input {
        request.body = Body::Bytes(read_input(context, input)?);
        if !request.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("content-type")) {
            let form = "application/x-www-form-urlencoded;charset=utf-8";
            request.headers.push(("Content-Type".to_owned(), form.to_owned()));
        }
    } else if method != "GET" {
        request.body = Body::Form(fields);
    }
    Ok(request)
}

/// Only a path: the token goes to the API server and nowhere else.
fn url(server: &Url, path: &str) -> Result<Url, Failure> {
    // The first slash may be left out: Git Bash would make a path of Windows of it.
    let with_slash =
        if path.starts_with(|c: char| c.is_ascii_alphanumeric()) { format!("/{path}") } else { path.to_owned() };
    let is_path = with_slash.starts_with('/')
        && !with_slash.contains(|c: char| c.is_control() || c.is_whitespace() || c == '\\')
        && !with_slash.split(['/', '?']).nth(1).is_some_and(|first| first.contains(':'));
    if !is_path {
        let failure = Failure::usage(Problem::BadPath { given: clean::line(path, 200) });
        return Err(failure.with(match (is_rewritten(path), meant(path)) {
            (true, meant) => {
                let path =
                    meant.map_or_else(|| "v2/user/me".to_owned(), |path| path.trim_start_matches('/').to_owned());
                Hint::ShellRewrotePath { command: format!("kakao-login api {path}") }
            }
            (false, Some(path)) => Hint::DidYouMean { suggestion: format!("`kakao-login api {path}`") },
            (false, None) => Hint::SeeHelp { command: "kakao-login api".to_owned() },
        }));
    }
    let path = with_slash.as_str();
    let path = path.split_once('#').map_or(path, |(path, _)| path);
    let (path, query) = path.split_once('?').map_or((path, None), |(path, query)| (path, Some(query)));
    let mut url = kakao::endpoint(server, path);
    url.set_query(query);
    Ok(url)
}

/// `C:/Program Files/Git/v2/user/me`: what Git Bash makes of `/v2/user/me`.
fn is_rewritten(path: &str) -> bool {
    let mut start = path.chars();
    let drive = start.next().is_some_and(|c| c.is_ascii_alphabetic()) && start.next() == Some(':');
    drive && start.next().is_some_and(|c| c == '/' || c == '\\')
}

/// The path in a whole address, or behind the folder that a shell put in front of it.
fn meant(given: &str) -> Option<String> {
    let path = match given.split_once("://") {
        Some((_, rest)) => rest.split_once('/')?.1,
        None if is_rewritten(given) => {
            let versions = ["/v1/", "/v2/", "/v3/"];
            &given[versions.iter().filter_map(|version| given.find(version)).min()? + 1..]
        }
        None => given,
    };
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "/_.-".contains(c);
    (!path.is_empty() && path.chars().all(is_plain)).then(|| format!("/{path}"))
}

fn pairs(given: &[String]) -> Result<Vec<(String, String)>, Failure> {
    let pair = |text: &String| {
        let (key, value) = text.split_once('=').filter(|(key, _)| !key.is_empty())?;
        Some((key.to_owned(), value.to_owned()))
    };
    let not_a_pair = |text: &String| wrong(Problem::FieldSyntax { given: clean::line(text, 100) });
    given.iter().map(|text| pair(text).ok_or_else(|| not_a_pair(text))).collect()
}

fn wrong(problem: Problem) -> Failure {
    Failure::usage(problem).with(Hint::SeeHelp { command: "kakao-login api".to_owned() })
}

/// Kakao takes arrays and objects as JSON text inside a form field. A file is sent as it is.
fn json_field(value: &str) -> Result<String, Failure> {
    if let Some(path) = value.strip_prefix('@') {
        let text = folder::read_bounded(Path::new(path), INPUT_MAX)
            .and_then(|bytes| String::from_utf8(bytes).map_err(|_| io::ErrorKind::InvalidData.into()));
        return text.map_err(|error| report::unreadable(path, &error));
    }
    let has_lost_its_quotes = value.starts_with(['{', '[', '\'']) && !value.contains('"');
    match serde_json::from_str::<serde::de::IgnoredAny>(value) {
        Ok(_) => Ok(value.to_owned()),
        Err(_) if has_lost_its_quotes => {
            let command = "kakao-login api PATH -F template_object=@memo.json".to_owned();
            Err(Failure::usage(Problem::QuotesGone).with(Hint::JsonFromFile { command }))
        }
        Err(error) => Err(wrong(Problem::NotJson { detail: error.to_string() })),
    }
}

fn headers(given: &[String]) -> Result<Vec<(String, String)>, Failure> {
    let header = |text: &String| {
        let (name, value) = text.split_once(':')?;
        let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        let is_value = value.chars().all(|c| c == '\t' || !c.is_control());
        (is_name && is_value).then(|| (name.to_owned(), value.trim().to_owned()))
    };
    let headers = given.iter().map(|text| {
        header(text).filter(|(name, _)| !RESERVED_HEADERS.iter().any(|own| name.eq_ignore_ascii_case(own))).ok_or_else(
            || {
                // Its value may be a key.
                let name = text.split(':').next().unwrap_or_default();
                let (argument, given) = ("--header".to_owned(), clean::line(name, 100));
                wrong(Problem::InvalidValue { argument, given, possible: String::new() })
            },
        )
    });
    headers.collect()
}

fn read_input(context: &mut Context, input: &str) -> anyhow::Result<Vec<u8>> {
    let bytes =
        if input == "-" { context.ui.read_stdin(INPUT_MAX) } else { folder::read_bounded(Path::new(input), INPUT_MAX) };
    let bytes = bytes.map_err(|error| report::unreadable(input, &error))?;
    if bytes.len() as u64 > INPUT_MAX {
        return Err(report::unreadable(input, &io::ErrorKind::FileTooLarge.into()).into());
    }
    Ok(bytes)
}

fn collect(response: Response) -> anyhow::Result<Answer> {
    let mut bytes = Vec::new();
    let read = response.body.take(FILTERED_MAX).read_to_end(&mut bytes);
    read.map_err(|error| wire::SendError::Interrupted { detail: error.to_string() }).map_err(CallError::Send)?;
    let text = String::from_utf8(bytes).map_err(|_| CallError::Send(wire::SendError::NotText))?;
    Ok(Answer { json: text, human: Human::Nothing, exit: 0 })
}

/// Passes the body on: whole where it is small, so that a broken connection leaves nothing on stdout; as it
/// comes where it is large. JSON is escaped where it could harm a terminal, which changes no value; other text
/// only on its way to one.
fn stream(ui: &mut Ui, mut body: impl Read, is_json: bool) -> anyhow::Result<()> {
    let broken = |error: io::Error| CallError::Send(wire::SendError::Interrupted { detail: error.to_string() });
    let mut held = Vec::new();
    body.by_ref().take(HELD_BACK).read_to_end(&mut held).map_err(broken)?;
    let (mut chunk, mut last) = (vec![0; 16 << 10], b'\n');
    let mut is_over = (held.len() as u64) < HELD_BACK;
    loop {
        // A character may be cut in two by the end of a chunk; at the end nothing more will come.
        let whole = if is_over { held.len() } else { whole_characters(&held) };
        let rest = held.split_off(whole);
        last = held.last().copied().unwrap_or(last);
        if ui.write_stdout(&harmless(held, is_json, ui.stdout_is_terminal()))? == Reader::Gone {
            return Ok(());
        }
        if is_over {
            break;
        }
        held = rest;
        let count = body.read(&mut chunk).map_err(broken)?;
        held.extend_from_slice(&chunk[..count]);
        is_over = count == 0;
    }
    if is_json && last != b'\n' {
        ui.write_stdout(b"\n")?;
    }
    Ok(())
}

fn harmless(bytes: Vec<u8>, is_json: bool, is_terminal: bool) -> Vec<u8> {
    match std::str::from_utf8(&bytes) {
        Ok(text) if is_json => clean::json_stream(text).into_bytes(),
        Ok(text) if is_terminal => clean::text(text).into_bytes(),
        Err(_) if is_terminal => clean::text(&String::from_utf8_lossy(&bytes)).into_bytes(),
        _ => bytes,
    }
}

/// How many bytes of `bytes` come before a character that is not complete yet.
fn whole_characters(bytes: &[u8]) -> usize {
    match std::str::from_utf8(bytes) {
        Err(error) if error.error_len().is_none() => error.valid_up_to(),
        _ => bytes.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn server() -> Url {
        Url::parse("https://kapi.kakao.com").expect("a URL")
    }

    #[test]
    fn a_path_leads_to_the_api_server_and_nowhere_else() {
        let good = url(&server(), "/v2/user/me?secure_resource=true#x").expect("a URL");
        assert_eq!(good.as_str(), "https://kapi.kakao.com/v2/user/me?secure_resource=true");
        assert_eq!(url(&server(), "//evil.example/x").expect("a URL").host_str(), Some("kapi.kakao.com"));
        assert_eq!(url(&server(), "v2/user/me?a=b").expect("a URL").as_str(), "https://kapi.kakao.com/v2/user/me?a=b");
        assert_eq!(url(&server(), "evil.example").expect("a URL").as_str(), "https://kapi.kakao.com/evil.example");
        for bad in [
            "https://evil.example/",
            "evil.example:80/",
            "C:/Program Files/Git/v2/user/me",
            "C:\\v2",
            "",
            "?a=b",
            "/a b",
            "/a\nb",
            "/\\evil.example",
        ] {
            assert!(url(&server(), bad).is_err(), "{bad}");
        }
        assert_eq!(meant("C:/Program Files/Git/v2/user/me").as_deref(), Some("/v2/user/me"));
    }

    #[test]
    fn a_character_cut_by_a_chunk_waits_for_its_rest() {
        let bytes = "a한".as_bytes();
        assert_eq!([1, 2, 3, 4].map(|count| whole_characters(&bytes[..count])), [1, 1, 1, 4]);
    }

    #[test]
    fn the_token_cannot_be_replaced_by_a_header() {
        assert!(headers(&["Authorization: KakaoAK x".to_owned()]).is_err());
        assert!(headers(&["X-A: b\r\nAuthorization: c".to_owned()]).is_err());
        for framing in ["Host: evil.example", "content-length: 5", "Transfer-Encoding: chunked", "Connection: close"] {
            assert!(headers(&[framing.to_owned()]).is_err(), "{framing}");
        }
        assert!(headers(&["KA: sdk/1".to_owned()]).is_ok());
    }
}
