//! Owns making text from outside harmless to a terminal and to the eye.

/// Sentences have shorter words, secrets longer ones (characters).
const LONG_WORD: usize = 24;

/// Whether a character could move a cursor, colour a line, reorder text or hide in it: C0, DEL, C1, bidi
/// controls, zero-width and invisible format characters, line separators, tags.
pub(crate) fn is_harmful(c: char) -> bool {
    matches!(c,
        '\0'..='\x1f' | '\x7f'..='\u{9f}'
        | '\u{ad}' | '\u{61c}' | '\u{180e}'
        | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// One line of `text`, harmful characters made visible as `\u{…}`, cut at `limit` characters.
pub(crate) fn line(text: &str, limit: usize) -> String {
    let mut shown = String::new();
    let mut characters = text.chars();
    for c in characters.by_ref().take(limit) {
        match c {
            // Between emoji it joins, elsewhere it hides; a visible one costs one broken emoji at most.
            '\u{200d}' if shown.trim_end_matches('\u{fe0f}').ends_with(is_emoji) => shown.push(c),
            c if is_harmful(c) => shown.extend(c.escape_unicode()),
            c => shown.push(c),
        }
    }
    if characters.next().is_some() {
        shown.push('…');
    }
    shown
}

/// `text` with every word that could be a token or a key left out.
pub(crate) fn without_long_words(text: &str) -> String {
    let words = text.split_whitespace().map(|word| {
        let is_long = word.chars().filter(|c| c.is_ascii_graphic()).count() > LONG_WORD;
        if is_long { "…" } else { word }
    });
    line(&words.collect::<Vec<_>>().join(" "), 200)
}

fn is_emoji(c: char) -> bool {
    matches!(c, '\u{1f000}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}')
}

/// JSON text with every harmful character inside strings written as `\uXXXX`: the same value, safe to show.
/// White space between tokens must be gone already (see `json::one_line`).
pub(crate) fn json(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        if is_harmful(c) {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                shown.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            shown.push(c);
        }
    }
    shown
}

/// JSON text whose white space may still stand between tokens: line feeds and tabs stay. A carriage return can
/// only be such space, and would act on a terminal.
pub(crate) fn json_stream(text: &str) -> String {
    lines(&text.replace('\r', ""), json)
}

/// Text of several lines on its way to a terminal: line breaks and tabs stay.
pub(crate) fn text(text: &str) -> String {
    lines(text, |part| line(part, usize::MAX))
}

/// `text` with `each` done to what stands between line feeds and tabs.
fn lines(text: &str, each: impl Fn(&str) -> String) -> String {
    let parts = text.split_inclusive(['\n', '\t']).map(|part| {
        let end = part.len() - usize::from(part.ends_with(['\n', '\t']));
        each(&part[..end]) + &part[end..]
    });
    parts.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_that_would_act_on_a_terminal_becomes_visible() {
        for (hostile, shown) in [
            ("a\x1b]52;c;AA\x07", "a\\u{1b}]52;c;AA\\u{7}"),
            ("\u{9b}31m", "\\u{9b}31m"),
            ("a\u{202e}b", "a\\u{202e}b"),
            ("a\nb", "a\\u{a}b"),
            ("\u{200b}", "\\u{200b}"),
            ("\u{e0041}", "\\u{e0041}"),
        ] {
            assert_eq!(line(hostile, 100), shown);
        }
    }

    #[test]
    fn hangul_and_emoji_are_left_alone() {
        for text in ["홍길동", "👩\u{200d}💻 개발자", "❤\u{fe0f}\u{200d}🔥", "é"] {
            assert_eq!(line(text, 100), text);
        }
    }

    #[test]
    fn nothing_hides_behind_a_joiner() {
        assert_eq!(line("ad\u{fe0f}\u{200d}\u{fe0f}\u{200d}min", 100), "ad\u{fe0f}\\u{200d}\u{fe0f}\\u{200d}min");
    }

    #[test]
    fn a_long_text_is_cut() {
        assert_eq!(line(&"가".repeat(400), 3), "가가가…");
    }

    #[test]
    fn cleaned_json_decodes_to_the_same_value() {
        let value = serde_json::json!({"nickname": "\u{202e}\u{9b}\u{7f}\u{e0041}\u{2028}\x1b홍😀"});
        let text = json(&value.to_string());
        assert!(!text.chars().any(is_harmful));
        assert_eq!(serde_json::from_str::<serde_json::Value>(&text).expect("JSON"), value);
    }
}
