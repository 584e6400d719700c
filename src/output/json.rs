//! Owns the JSON a program reads: one line, safe to show, every digit kept; and `--jq`.

use super::clean;

/// Removes white space between tokens and escapes what could harm a terminal. Works on the text, not on
/// parsed values, so that numbers, key order and doubled keys come out as they came in.
pub(crate) fn one_line(json: &str) -> String {
    let mut compact = String::with_capacity(json.len());
    let (mut in_string, mut is_escaped) = (false, false);
    for c in json.chars() {
        if in_string {
            (in_string, is_escaped) = (is_escaped || c != '"', c == '\\' && !is_escaped);
        } else if matches!(c, ' ' | '\t' | '\r' | '\n') {
            continue;
        } else {
            in_string = c == '"';
        }
        compact.push(c);
    }
    clean::json(&compact)
}

/// What is wrong with a `--jq` filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum FilterError {
    /// The filter does not compile.
    Syntax(String),
    /// It compiles, and fails on this answer.
    Run(String),
}

#[cfg(feature = "jq")]
pub(crate) use with_jq::{check_filter, filter};

#[cfg(feature = "jq")]
mod with_jq {
    use jaq_core::{Compiler, Ctx, Vars, data, load, unwrap_valr};
    use jaq_json::{Val, read};

    use super::{FilterError, clean, one_line};

    /// Reading goes as deep as the JSON, on the stack.
    const DEEPEST: usize = 512;

    type Filter = jaq_core::compile::Filter<jaq_core::Native<data::JustLut<Val>>>;

    /// Whether a filter compiles, asked before anything is done for its input.
    pub(crate) fn check_filter(filter: &str) -> Result<(), FilterError> {
        compile(filter).map(drop)
    }

    /// Runs a jq filter over one JSON document: one line per result, strings without their quotes as with
    /// `jq -r`. No document has no results.
    pub(crate) fn filter(filter: &str, json: &str) -> Result<String, FilterError> {
        let compiled = compile(filter)?;
        if json.trim().is_empty() {
            return Ok(String::new());
        }
        if depth(json) > DEEPEST {
            return Err(FilterError::Run(format!("nested deeper than {DEEPEST}")));
        }
        let input = read::parse_single(json.as_bytes()).map_err(|error| FilterError::Run(error.to_string()))?;
        let context = Ctx::<data::JustLut<Val>>::new(&compiled.lut, Vars::new([]));
        let mut lines = String::new();
        for result in compiled.id.run((context, input)).map(unwrap_valr) {
            // Its words quote values, and a value may be a token.
            let wrong = |error: jaq_core::Error<Val>| FilterError::Run(clean::without_long_words(&error.to_string()));
            let text = result.map_err(wrong)?.to_string();
            match serde_json::from_str::<String>(&text) {
                Ok(string) => lines.push_str(&clean::text(&string)),
                Err(_) => lines.push_str(&one_line(&text)),
            }
            lines.push('\n');
        }
        Ok(lines)
    }

    /// How deep arrays and objects stand in each other.
    fn depth(json: &str) -> usize {
        let (mut in_string, mut is_escaped) = (false, false);
        let (mut deep, mut deepest) = (0_usize, 0);
        for byte in json.bytes() {
            match byte {
                _ if in_string => (in_string, is_escaped) = (is_escaped || byte != b'"', byte == b'\\' && !is_escaped),
                b'"' => in_string = true,
                b'[' | b'{' => deep += 1,
                b']' | b'}' => deep = deep.saturating_sub(1),
                _ => {}
            }
            deepest = deepest.max(deep);
        }
        deepest
    }

    fn compile(filter: &str) -> Result<Filter, FilterError> {
        let wrong = || FilterError::Syntax(filter.to_owned());
        let program = load::File { code: filter, path: () };
        // They would end the process with an exit code of their own.
        let ends = |name: &str| name.starts_with("halt");
        let defs = jaq_core::defs().chain(jaq_std::defs()).chain(jaq_json::defs()).filter(|def| !ends(def.name));
        let funs = jaq_core::funs().chain(jaq_std::funs()).chain(jaq_json::funs()).filter(|(name, ..)| !ends(name));
        let arena = load::Arena::default();
        let modules = load::Loader::new(defs).load(&arena, program).map_err(|_| wrong())?;
        Compiler::default().with_funs(funs).compile(modules).map_err(|_| wrong())
    }
}

#[cfg(not(feature = "jq"))]
pub(crate) fn check_filter(_filter: &str) -> Result<(), FilterError> {
    unreachable!("J1: without the feature there is no `--jq` to ask for it")
}

#[cfg(not(feature = "jq"))]
pub(crate) fn filter(_filter: &str, _json: &str) -> Result<String, FilterError> {
    unreachable!("J1: without the feature there is no `--jq` to ask for it")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_space_between_tokens_goes() {
        let json = "{ \"a b\" : \"c \\\" d\",\n \"e\": 1.0, \"f\": 13760169244297592281376 }";
        assert_eq!(one_line(json), r#"{"a b":"c \" d","e":1.0,"f":13760169244297592281376}"#);
    }

    #[cfg(feature = "jq")]
    #[test]
    fn a_filter_keeps_every_digit_and_drops_the_quotes() {
        let json = r#"{"id":1376016924429759228,"kakao_account":{"profile":{"nickname":"홍길동"}}}"#;
        assert_eq!(filter(".id", json).as_deref(), Ok("1376016924429759228\n"));
        assert_eq!(filter(".kakao_account.profile.nickname", json).as_deref(), Ok("홍길동\n"));
        assert_eq!(filter("keys[]", json).as_deref(), Ok("id\nkakao_account\n"));
        assert_eq!(filter("{a: .id}", json).as_deref(), Ok("{\"a\":1376016924429759228}\n"));
        assert!(matches!(filter(".id |", json), Err(FilterError::Syntax(_))));
        assert!(matches!(filter(".id.x", json), Err(FilterError::Run(_))));
        let deep = |levels| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
        assert_eq!(filter("length", &deep(512)).as_deref(), Ok("1\n"));
        assert!(matches!(filter("length", &deep(100_000)), Err(FilterError::Run(_))));
        assert_eq!(filter(".[0]", r#"["[[\"{{"]"#).as_deref(), Ok("[[\"{{\n"));
    }

    #[cfg(feature = "jq")]
    #[test]
    fn a_filter_that_fails_does_not_quote_a_token() {
        let json = r#"{"access_token":"AbcdefghijklmnopqrstuvwxyzAbcdefghijklmnopqrstuvwxyz"}"#;
        for expression in
            [".access_token.x", ".access_token | tonumber", "error(.access_token)", ".access_token | fromjson"]
        {
            let Err(FilterError::Run(detail)) = filter(expression, json) else { panic!("{expression} fails") };
            assert!(!detail.contains("bcdefgh"), "{detail}");
        }
    }
}
