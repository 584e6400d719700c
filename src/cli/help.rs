//! Owns how help is laid out: what a command is for, examples to copy, and then how it is called.

use clap::{Command, CommandFactory};

use super::{Cli, korean};
use crate::messages::{Language, Words};

const TEMPLATE: Words = (
    "{about-with-newline}\n{before-help}사용법: {usage}\n\n{all-args}{after-help}",
    "{about-with-newline}\n{before-help}Usage: {usage}\n\n{all-args}{after-help}",
);

const EXIT_CODES: Words = (
    "종료 코드: 0 완료, 1 그 밖의 실패, 2 사용법, 3 거절, 4 로그인 필요, 5 로컬 파일이나 포트,
6 네트워크나 카카오(나중에 다시), 7 앱 설정 오류, 8 제시간에 아무도 돌아오지 않음",
    "Exit codes: 0 done, 1 other, 2 usage, 3 declined, 4 login needed, 5 local files or port,
6 network or Kakao: later, 7 app set up wrongly, 8 nobody came back in time",
);

/// Everything that may be typed, with the help of this language.
pub(crate) fn tree(language: Language) -> Command {
    let tree = Cli::command();
    let tree = if language == Language::Korean { korean::translate(tree) } else { tree };
    let tree = tree.after_help(language.choose(EXIT_CODES));
    lay_out(tree, "", language)
}

fn lay_out(command: Command, parent: &str, language: Language) -> Command {
    let path = [parent, command.get_name()].join(" ");
    let command = command.help_template(language.choose(TEMPLATE));
    let command = match examples(path.trim_start(), language) {
        Some(text) => command.before_help(text),
        None => command,
    };
    command.mut_subcommands(|child| lay_out(child, &path, language))
}

fn examples(path: &str, language: Language) -> Option<String> {
    let (_, examples) = EXAMPLES.iter().find(|(name, _)| *name == path)?;
    let width = examples.iter().map(|(line, _)| line.len()).filter(|width| *width <= WIDEST).max().unwrap_or(0);
    let heading = language.choose(("예시:", "Examples:"));
    let lines = examples.iter().map(|(line, words)| match language.choose(*words) {
        words if line.len() > WIDEST => format!("  {line}\n    {words}"),
        words => format!("  {line:width$}  {words}"),
    });
    Some(std::iter::once(heading.to_owned()).chain(lines).collect::<Vec<_>>().join("\n"))
}

/// Beside a longer line (columns) there is no room for words.
const WIDEST: usize = 46;

/// A line to copy, and what it does.
type Example = (&'static str, Words);

const EXAMPLES: &[(&str, &[Example])] = &[
    (
        "kakao-login",
        &[
            ("kakao-login demo", ("계정 없이 전부 해 보기", "try everything without an account")),
            ("kakao-login setup", ("카카오 앱을 하나씩 준비하기", "prepare your Kakao app, step by step")),
            ("kakao-login login", ("브라우저로 로그인하기", "log in with the browser")),
            ("kakao-login whoami --jq .id", ("회원번호 출력하기", "print the user's id")),
            ("kakao-login token --header | curl -H @- URL", ("curl로 API 호출하기", "call an API with curl")),
        ],
    ),
    (
        "kakao-login login",
        &[
            ("kakao-login login", ("브라우저로 로그인하기", "log in with the browser")),
            ("kakao-login login --scope talk_message", ("동의항목을 더 요청하기", "ask for one more consent item")),
            ("kakao-login login --switch", ("다른 카카오계정으로 로그인하기", "log in with another Kakao account")),
            ("kakao-login login --no-browser", ("주소만 받아 다른 기기에서 열기", "open the URL on another machine")),
        ],
    ),
    (
        "kakao-login whoami",
        &[
            ("kakao-login whoami --json", ("카카오가 준 JSON 그대로", "the JSON as Kakao sent it")),
            ("kakao-login whoami --jq .id", ("회원번호만", "only the user's id")),
            ("kakao-login whoami --profile work", ("다른 프로필로", "another profile")),
        ],
    ),
    (
        "kakao-login token",
        &[
            ("kakao-login token --header | curl -H @- URL", ("curl로 API 호출하기", "call an API with curl")),
            ("kakao-login token --min-ttl 30m", ("30분은 쓸 토큰 받기", "a token for the next half hour")),
            ("kakao-login token --id --verify", ("ID 토큰 검증하기", "check the ID token")),
        ],
    ),
    (
        "kakao-login status",
        &[
            ("kakao-login status", ("언제까지 로그인되어 있는지 보기", "see how long the login lasts")),
            (
                "kakao-login status --jq .access_token.expires_in",
                ("액세스 토큰의 남은 초", "seconds left of the access token"),
            ),
        ],
    ),
    (
        "kakao-login logout",
        &[
            ("kakao-login logout", ("토큰을 만료시키고 지우기", "end the tokens and forget them")),
            ("kakao-login logout --browser-session", ("브라우저에서도 로그아웃하기", "log out in the browser too")),
        ],
    ),
    (
        "kakao-login scopes",
        &[
            ("kakao-login scopes", ("무엇에 동의했는지 보기", "see what was agreed to")),
            ("kakao-login scopes revoke talk_message", ("동의 하나를 철회하기", "take one consent back")),
            ("kakao-login login --scope talk_message", ("다시 동의받기", "ask for it again")),
        ],
    ),
    (
        "kakao-login exec",
        &[(
            "kakao-login exec -- python3 send.py",
            ("KAKAO_ACCESS_TOKEN을 넣고 실행하기", "run with KAKAO_ACCESS_TOKEN set"),
        )],
    ),
    (
        "kakao-login api",
        &[
            ("kakao-login api /v2/user/me", ("내 정보", "the user")),
            ("kakao-login api /v2/user/scopes --jq '.scopes[].id'", ("동의항목 ID", "the consent items' ids")),
            (
                "kakao-login api /v2/api/talk/memo/default/send -F template_object=@memo.json",
                ("나에게 카카오톡 보내기", "a KakaoTalk message to yourself"),
            ),
        ],
    ),
    (
        "kakao-login doctor",
        &[
            ("kakao-login doctor", ("무엇이 문제인지 찾기", "find what is in the way")),
            ("kakao-login doctor --check-secret", ("클라이언트 시크릿까지 확인하기", "the client secret as well")),
        ],
    ),
    (
        "kakao-login explain",
        &[
            ("kakao-login explain KOE006", ("페이지에 나온 코드", "a code from a page")),
            ("kakao-login explain -402", ("API 응답의 코드", "a code from an API")),
            ("kakao-login explain - < error.json", ("받은 응답이나 로그를 통째로", "a whole answer or log line")),
        ],
    ),
    (
        "kakao-login profiles",
        &[
            ("kakao-login login --profile work", ("프로필을 만들며 로그인하기", "log in and make the profile")),
            ("kakao-login profiles use work", ("기본 프로필로 정하기", "use it from now on")),
            ("kakao-login profiles remove work", ("이 컴퓨터에서 지우기", "remove it from this computer")),
        ],
    ),
    (
        "kakao-login import",
        &[("kakao-login import kakao_code.json", ("스크립트의 토큰을 이어 쓰기", "go on with a script's tokens"))],
    ),
    (
        "kakao-login config",
        &[
            ("kakao-login config set rest-api-key KEY", ("REST API 키 설정하기", "set the REST API key")),
            ("kakao-login config set client-secret", ("시크릿을 보이지 않게 입력하기", "type the secret, not shown")),
            ("kakao-login config list", ("설정과 출처 보기", "see the settings and their origins")),
        ],
    ),
    (
        "kakao-login completions",
        &[
            ("kakao-login completions bash > ~/.local/share/bash-completion/completions/kakao-login", ("bash", "bash")),
            ("kakao-login completions zsh > ~/.zfunc/_kakao-login", ("zsh", "zsh")),
            ("kakao-login completions fish > ~/.config/fish/completions/kakao-login.fish", ("fish", "fish")),
        ],
    ),
    (
        "kakao-login man",
        &[
            ("kakao-login man | man -l -", ("바로 읽기", "read it now")),
            ("kakao-login man ~/.local/share/man/man1", ("설치하기", "install the pages")),
        ],
    ),
    #[cfg(feature = "emulator")]
    (
        "kakao-login emulator",
        &[
            ("kakao-login emulator", ("가짜 카카오 띄우기", "serve a pretend Kakao")),
            ("kakao-login emulator --auto alice", ("클릭 없이 앨리스로 로그인되게", "log alice in without clicks")),
            ("kakao-login emulator env --for spring", ("앱에 넣을 설정 보기", "the settings for an app")),
            (
                "kakao-login emulator code --user alice",
                ("테스트에 쓸 인가 코드 받기", "an authorization code for a test"),
            ),
        ],
    ),
];

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[test]
    fn every_example_is_understood_and_every_heading_is_a_command() {
        let tree = tree(Language::English);
        for (name, examples) in EXAMPLES {
            let mut words = name.split(' ').skip(1);
            let found = words.try_fold(&tree, |command, word| command.find_subcommand(word));
            assert!(found.is_some(), "{name}");
            for (line, _) in *examples {
                let words = line.split(' ').take_while(|word| !["|", ">", "<"].contains(word));
                assert!(Cli::try_parse_from(words).is_ok(), "{line}");
            }
        }
    }

    #[test]
    fn korean_help_says_everything_in_korean() {
        fn check(command: &Command) {
            let words = |text: Option<&clap::builder::StyledStr>| text.map(ToString::to_string).unwrap_or_default();
            let is_korean = |text: &str| text.chars().any(|character| ('가'..='힣').contains(&character));
            assert!(is_korean(&words(command.get_about())), "{}", command.get_name());
            for argument in command.get_arguments() {
                assert!(is_korean(&words(argument.get_help())), "{} {}", command.get_name(), argument.get_id());
            }
            command.get_subcommands().for_each(check);
        }
        let mut tree = tree(Language::Korean);
        tree.build();
        check(&tree);
    }
}
