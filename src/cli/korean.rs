//! The Korean help: put into clap's command tree, whose English help stands in the doc comments.

use clap::{Arg, Command};

/// The same tree with Korean words.
pub(super) fn translate(command: Command) -> Command {
    translate_below(command, "")
}

fn translate_below(command: Command, parent: &str) -> Command {
    let path = [parent, command.get_name()].join(" ");
    let path = path.trim_start().to_owned();
    let about = about(&path).unwrap_or_default();
    let command = command
        .about(about)
        .subcommand_help_heading("명령")
        .disable_help_flag(true)
        .arg(Arg::new("help").short('h').long("help").action(clap::ArgAction::Help).help("도움말 보기"));
    let command = if parent.is_empty() {
        command
            .disable_version_flag(true)
            .arg(Arg::new("version").short('V').long("version").action(clap::ArgAction::Version).help("버전 보기"))
    } else {
        command
    };
    let command = command.mut_args(|argument| {
        let heading = match (argument.is_positional(), argument.get_help_heading()) {
            (true, _) => "인자",
            (false, Some(_)) => "공통 옵션",
            (false, None) => "옵션",
        };
        let help = help(&path, argument.get_id().as_str()).unwrap_or_default();
        let argument = argument.help(help).help_heading(heading);
        // clap's own words for these are English; the value names and the sentences say the same.
        if argument.get_action().takes_values() {
            argument.hide_possible_values(true).hide_default_value(true)
        } else {
            argument
        }
    });
    command.mut_subcommands(|child| translate_below(child, &path))
}

fn about(path: &str) -> Option<&'static str> {
    Some(match path {
        "kakao-login" => "명령줄에서 카카오에 로그인해요.",
        "kakao-login login" => "브라우저로 로그인하고 누구인지 보여 줘요",
        "kakao-login whoami" => "로그인한 사용자를 보여 줘요",
        "kakao-login token" => "유효한 액세스 토큰을 출력해요. 필요하면 갱신해요",
        "kakao-login status" => "저장된 로그인 상태를 네트워크 없이 보여 줘요",
        "kakao-login refresh" => "지금 액세스 토큰을 새로 받아요",
        "kakao-login logout" => "카카오에서 토큰을 만료시키고 여기서도 지워요",
        "kakao-login unlink" => "카카오계정과 앱의 연결을 끊고 모든 토큰을 만료시켜요",
        "kakao-login scopes" => "동의항목을 보여 주거나 동의를 철회해요",
        "kakao-login scopes revoke" => "이 항목의 동의를 철회해요",
        "kakao-login exec" => "KAKAO_ACCESS_TOKEN을 넣고 프로그램을 실행해요",
        "kakao-login api" => "토큰을 붙여 카카오 REST API를 호출해요",
        "kakao-login setup" => "카카오 앱을 하나씩 준비해요: 키, 리다이렉트 URI, 클라이언트 시크릿",
        "kakao-login doctor" => "로그인을 막는 문제를 찾아 해결 방법과 함께 보여 줘요",
        "kakao-login explain" => "카카오 오류 코드의 뜻과 해결 방법을 알려 줘요",
        "kakao-login profiles" => "로그인 프로필을 보고 관리해요. 프로필 하나는 앱 하나와 카카오계정 하나예요",
        "kakao-login profiles list" => "프로필 목록을 보여 줘요 (기본)",
        "kakao-login profiles use" => "따로 적지 않았을 때 쓸 프로필을 정해요",
        "kakao-login profiles rename" => "프로필 이름을 바꿔요",
        "kakao-login profiles remove" => "프로필의 로그인과 설정을 이 컴퓨터에서 지워요",
        "kakao-login import" => "스크립트가 저장한 토큰 JSON을 가져와요",
        "kakao-login config" => "설정을 보거나 바꿔요",
        "kakao-login config get" => "설정 하나를 출력해요",
        "kakao-login config set" => "설정 하나를 바꿔요",
        "kakao-login config unset" => "설정 하나를 파일에서 지워요",
        "kakao-login config list" => "모든 설정과 그 출처를 보여 줘요",
        "kakao-login config path" => "설정 파일의 경로를 출력해요",
        "kakao-login emulator" => "테스트와 오프라인 작업을 위한 가짜 카카오를 띄워요",
        "kakao-login emulator code" => "사용자가 로그인하고 동의한 것처럼 인가 코드를 출력해요",
        "kakao-login emulator fail" => "엔드포인트의 다음 요청들을 실패하게 해요",
        "kakao-login emulator clock" => "에뮬레이터의 시계를 보거나 앞으로 돌려요",
        "kakao-login emulator reset" => "있었던 일을 모두 잊어요. 앱과 사용자는 그대로예요",
        "kakao-login emulator users" => "사용자와 동의한 항목을 보여 줘요",
        "kakao-login emulator requests" => "받은 요청을 보여 주거나, 충분히 모일 때까지 기다려요",
        "kakao-login emulator logs" => "요청을 이유와 해결 방법과 함께 들어오는 대로 보여 줘요",
        "kakao-login emulator snapshot" => "있었던 일을 파일에 남기거나 되살려요",
        "kakao-login emulator snapshot save" => "에뮬레이터의 기억을 파일에 써요",
        "kakao-login emulator snapshot load" => "에뮬레이터의 기억을 파일에서 읽어요",
        "kakao-login emulator env" => "앱이 에뮬레이터를 쓰게 하는 설정을 출력해요",
        "kakao-login emulator ready" => "에뮬레이터가 떠 있는지 알려 주거나, 뜰 때까지 기다려요",
        "kakao-login emulator differences" => "에뮬레이터의 동작과, 카카오도 같은지 얼마나 확실한지 보여 줘요",
        "kakao-login demo" => "가짜 카카오로 로그인 전체를 해 봐요. 아무것도 남지 않아요",
        "kakao-login completions" => "셸 자동 완성 스크립트를 출력해요",
        "kakao-login man" => "설명서를 출력하거나 명령마다 한 장씩 폴더에 써요",
        _ => return None,
    })
}

fn help(path: &str, argument: &str) -> Option<&'static str> {
    let own = match (path, argument) {
        ("kakao-login login", "scopes") => "이 동의항목을 요청해요 (여러 번 쓰거나 쉼표로 구분)",
        ("kakao-login login", "prompt") => "카카오가 사용자에게 요구할 것",
        ("kakao-login login", "switch") => "다른 카카오계정을 골라요 (--prompt select_account와 같아요)",
        ("kakao-login login", "login_hint") => "로그인 화면에 채울 이메일, 전화번호, 카카오메일 아이디",
        ("kakao-login login", "service_terms") => "동의받을 서비스 약관 태그 (카카오싱크, 쉼표로 구분)",
        ("kakao-login login", "redirect_uri") => "돌아올 리다이렉트 URI. 등록한 값과 똑같아야 해요",
        ("kakao-login login", "no_browser") => "브라우저를 열지 않고 주소만 출력해요",
        ("kakao-login login", "browser") => "이 프로그램으로 주소를 열어요",
        ("kakao-login login", "timeout") => "이 시간(초)이 지나면 그만둬요 (기본 300)",
        ("kakao-login login", "no_probe") => "카카오가 오류 페이지를 보여 주는지 미리 살펴보지 않아요",
        ("kakao-login token", "min_ttl") => "토큰이 이보다 짧게 남았으면 갱신해요 (기본 60s, 예: 30m)",
        ("kakao-login token", "header") => "헤더 전체를 출력해요: Authorization: Bearer …",
        ("kakao-login token", "id") => "OpenID Connect의 ID 토큰을 출력해요",
        ("kakao-login token", "verify") => "ID 토큰을 카카오의 키로 검증하고 항목마다 결과를 출력해요",
        ("kakao-login token", "refresh_token") => "CI 시크릿에 넣을 리프레시 토큰을 파이프나 파일로 출력해요",
        ("kakao-login token", "on_rotate") => {
            "카카오가 리프레시 토큰을 새로 주면 이 셸 명령을 실행해요. 새 토큰은 표준 입력으로 줘요"
        }
        ("kakao-login logout", "browser_session") => "브라우저의 카카오계정 세션도 끝내요",
        ("kakao-login unlink", "yes") => "묻지 않아요",
        ("kakao-login scopes revoke", "ids") => "동의항목 ID",
        ("kakao-login exec", "command") => "실행할 프로그램과 인자",
        ("kakao-login api", "path") => "API 경로. 예: /v2/user/me",
        ("kakao-login api", "method") => "HTTP 메서드 (기본 GET, 필드나 입력이 있으면 POST)",
        ("kakao-login api", "fields") => "폼 필드를 문자열로 보내요",
        ("kakao-login api", "json_fields") => "폼 필드를 보내요: JSON 텍스트, 또는 @FILE로 파일 내용",
        ("kakao-login api", "query") => "쿼리에 더해요",
        ("kakao-login api", "headers") => "헤더를 더해요",
        ("kakao-login api", "input") => "이 파일을 본문으로 보내요. -는 표준 입력",
        ("kakao-login doctor", "check_secret") => {
            "토큰 요청으로 클라이언트 시크릿도 확인해요 (틀리면 카카오가 메일을 보낼 수 있어요)"
        }
        ("kakao-login explain", "code") => {
            "KOE006, -402, access_denied 같은 코드. -는 표준 입력에 붙여 넣은 응답이나 페이지를 읽어요. 없으면 모두 보여 줘요"
        }
        ("kakao-login emulator", "port") => "127.0.0.1의 포트. 0이면 빈 포트를 골라요 (기본 18080)",
        ("kakao-login emulator", "config") => "시나리오 파일: 앱, 동의항목, 사용자",
        ("kakao-login emulator code", "user") => "로그인할 사용자",
        ("kakao-login emulator code", "scope") => "동의항목 (쉼표로 구분)",
        ("kakao-login emulator code", "redirect_uri") => "리다이렉트 URI. 없으면 처음 등록한 값",
        ("kakao-login emulator code", "nonce") => "ID 토큰에 넣을 nonce",
        ("kakao-login emulator fail", "endpoint") => "token이나 user/me 같은 경로의 끝, 전체 경로, 또는 *",
        ("kakao-login emulator fail", "code") => "KOE 코드나 kapi의 음수 코드",
        ("kakao-login emulator fail", "times") => "실패할 요청 수 (기본 1)",
        ("kakao-login emulator fail", "status") => "HTTP 상태 코드",
        ("kakao-login emulator fail", "delay") => "응답하기 전에 기다릴 시간 (밀리초)",
        ("kakao-login emulator fail", "drop") => "응답하지 않고 연결을 끊어요",
        ("kakao-login emulator fail", "clear") => "아직 남은 실패를 모두 지워요",
        ("kakao-login emulator clock", "advance") => "앞으로 돌릴 시간. 예: +35d",
        ("kakao-login emulator requests", "wait") => "이만큼 모일 때까지 기다려요",
        ("kakao-login emulator requests", "timeout") => "기다릴 시간 (기본 10s)",
        ("kakao-login emulator requests", "path") => "token처럼 경로의 끝이 같은 요청만 세요",
        ("kakao-login emulator logs", "follow") => "Ctrl-C를 누를 때까지 계속해요",
        ("kakao-login emulator snapshot save" | "kakao-login emulator snapshot load", "file") => "파일",
        ("kakao-login emulator env", "kind") => {
            "어느 프레임워크용인지: dotenv, spring, nextauth, allauth (기본 dotenv)"
        }
        ("kakao-login emulator ready", "wait") => "이 시간까지 기다려요",
        ("kakao-login emulator", "auto") => "페이지를 보여 주지 않고 이 사용자로 로그인하고 동의해요",
        ("kakao-login emulator", "rest_api_key") => "앱의 REST API 키",
        ("kakao-login emulator", "client_secret") => "가짜 앱의 클라이언트 시크릿. 빈 값이면 꺼져요",
        ("kakao-login emulator", "redirect_uris") => {
            "등록된 리다이렉트 URI (여러 번). 없으면 이 컴퓨터로 돌아오는 첫 URI를 등록해요"
        }
        ("kakao-login emulator", "access_ttl") => "액세스 토큰의 수명 (기본 21599s)",
        ("kakao-login emulator", "refresh_ttl") => "리프레시 토큰의 수명 (기본 5183999s)",
        ("kakao-login demo", "no_browser") => "브라우저 없이 페이지를 직접 눌러 가요",
        ("kakao-login completions", "shell") => "셸: bash, elvish, fish, powershell, zsh",
        ("kakao-login man", "directory") => "설명서를 쓸 폴더",
        ("kakao-login config set", "value") => "값. 비밀 값은 인자 대신 물어봐요",
        ("kakao-login config set", "stdin") => "값을 표준 입력에서 읽어요",
        ("kakao-login profiles use" | "kakao-login profiles remove", "name") => "프로필 이름",
        ("kakao-login profiles rename", "old") => "지금 이름",
        ("kakao-login profiles rename", "new") => "새 이름",
        ("kakao-login import", "file") => "kakao_code.json 같은 파일. -는 표준 입력",
        (_, "key") => "설정 이름. 예: rest-api-key",
        _ => "",
    };
    let shared = || match argument {
        "profile" => Some("쓸 로그인 프로필: 앱 하나와 카카오계정 하나"),
        "json" => Some("JSON으로 출력해요. 실패도 마찬가지예요"),
        "jq" => Some("JSON을 jq 식으로 걸러요"),
        "lang" => Some("이 언어로 출력해요"),
        "color" => Some("출력에 색을 써요"),
        "quiet" => Some("실패만 출력해요"),
        "verbose" => Some("더 자세히 출력해요. 두 번 쓰면 비밀 값을 뺀 요청과 응답까지"),
        "help" => Some("도움말 보기"),
        "url" if path.starts_with("kakao-login emulator") => {
            Some("에뮬레이터 주소. 없으면 이 컴퓨터를 가리키는 KAKAO_AUTH_URL, 그것도 없으면 포트 18080")
        }
        "version" => Some("버전 보기"),
        _ => None,
    };
    Some(own).filter(|own| !own.is_empty()).or_else(shared)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::cli::Cli;

    fn for_each(command: &Command, visit: &mut dyn FnMut(&Command)) {
        visit(command);
        command.get_subcommands().for_each(|child| for_each(child, visit));
    }

    #[test]
    fn every_command_and_argument_has_a_korean_help() {
        let mut missing = Vec::new();
        for_each(&translate(Cli::command()), &mut |command| {
            let is_korean = |text: Option<&clap::builder::StyledStr>| {
                text.is_some_and(|text| text.to_string().chars().any(|c| ('가'..='힣').contains(&c)))
            };
            if !is_korean(command.get_about()) {
                missing.push(command.get_name().to_owned());
            }
            for argument in command.get_arguments().filter(|argument| !is_korean(argument.get_help())) {
                missing.push(format!("{} {}", command.get_name(), argument.get_id()));
            }
        });
        assert!(missing.is_empty(), "{missing:?}");
    }

    #[test]
    fn every_command_and_argument_has_an_english_help() {
        for_each(&Cli::command(), &mut |command| {
            assert!(command.get_about().is_some(), "{}", command.get_name());
            for argument in command.get_arguments() {
                assert!(argument.get_help().is_some(), "{} {}", command.get_name(), argument.get_id());
            }
        });
    }
}
