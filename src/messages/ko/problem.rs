//! Owns what went wrong, in Korean.

use super::origin_text;
use crate::messages::{Invalid, Problem, Visited};

pub(super) fn text(problem: &Problem) -> String {
    use Problem as P;
    match problem {
        P::UnknownFlag { given } => format!("알 수 없는 옵션이에요: {given}"),
        P::SurplusArgument { given } => format!("더 받을 수 없는 인자예요: {given}"),
        P::UnknownCommand { given } => format!("알 수 없는 명령이에요: {given}"),
        P::MissingArgument { names } => format!("필요한 인자가 빠졌어요: {names}"),
        P::InvalidValue { argument, given, possible } if possible.is_empty() => {
            format!("{argument}에 쓸 수 없는 값이에요: '{given}'")
        }
        P::InvalidValue { argument, given, possible } => {
            format!("{argument}에 쓸 수 없는 값이에요: '{given}'. 쓸 수 있는 값: {possible}")
        }
        P::ValueMissing { argument, possible } if possible.is_empty() => format!("값이 필요해요: {argument}"),
        P::ValueMissing { argument, possible } => format!("값이 필요해요: {argument}. 쓸 수 있는 값: {possible}"),
        P::ArgumentConflict { argument, other } => format!("함께 쓸 수 없어요: {argument}, {other}"),
        P::Usage { detail } => format!("명령을 이해하지 못했어요: {detail}"),
        P::SettingsSyntax { path, line, column, detail } => {
            format!("{path} {line}번째 줄 {column}번째 칸을 읽을 수 없어요: {detail}")
        }
        P::UnknownKey { path, line, column, key } => {
            format!("{path} {line}번째 줄 {column}번째 칸: '{key}' 설정은 없어요")
        }
        P::UnknownSetting { key } => format!("'{key}' 설정은 없어요"),
        P::InvalidSetting { key, origin, why } => {
            format!("{key} 설정({})을 쓸 수 없어요: {}", origin_text(origin), invalid_text(*why))
        }
        P::SettingsLinkElsewhere { path, target, detail } => {
            format!("{path} 파일은 {target} 파일로 가는 링크인데, 여기서 바꿀 수 없어요: {detail}")
        }
        P::SettingsOpenToAll { path } => {
            format!("이 컴퓨터의 누구나 바꿀 수 있는 파일이나 폴더라서 그 설정을 따르지 않아요: {path}")
        }
        P::SettingsForeign { path } => format!("다른 사용자의 설정 파일이라서 따르지 않아요: {path}"),
        P::SettingsUnreadable { path, detail } => format!("설정 파일을 읽지 못했어요: {path}: {detail}"),
        P::SettingsUnwritable { path, detail } => format!("설정 파일을 쓰지 못했어요: {path}: {detail}"),
        P::NoConfigDirectory => "설정 폴더가 어디인지 알 수 없어요".into(),
        P::RelativeConfigDirectory => {
            "설정 폴더가 절대 경로가 아니에요. 지금 있는 폴더에 따라 달라지므로 쓰지 않아요".into()
        }
        P::SecretAsArgument { key } => format!("{key} 값은 비밀인데, 명령의 인자는 다른 사용자에게도 보여요"),
        P::NoTerminal { key } => format!("터미널이 아니어서 {key} 값을 물어볼 수 없어요"),
        P::NoRestApiKey => "REST API 키가 아직 없어요. 어떤 앱으로 로그인할지 정하는 값이에요".into(),
        P::PortTaken { port, holder: Some(holder) } => {
            format!("{port}번 포트를 다른 프로그램이 쓰고 있어요: {holder}")
        }
        P::PortTaken { port, holder: None } => {
            format!("다른 프로그램이 {port}번 포트를 쓰고 있어요")
        }
        P::CannotListen { port, detail } => format!("{port}번 포트를 열 수 없어요: {detail}"),
        P::NoRandomness { detail } => format!("시스템에서 난수를 얻지 못했어요: {detail}"),
        P::StoreUnreadable { path, detail } => format!("토큰 파일을 읽지 못했어요: {path}: {detail}"),
        P::StoreUnwritable { path, detail } => format!("파일을 쓰지 못했어요: {path}: {detail}"),
        P::StoreBroken { path } => format!("토큰 파일이 손상되었어요: {path}"),
        P::Pretended { server } => format!("에뮬레이터의 토큰(emu_…)은 {server} 로그인으로 저장하지 않아요"),
        P::StoreNewer { path } => format!("더 새로운 kakao-login이 만든 토큰 파일이에요: {path}"),
        P::StoreForeign { path, owner, user } => format!(
            "소유자가 달라서({}, 지금 사용자는 {}) 이곳에서 토큰을 읽거나 쓰지 않아요: {path}",
            user_text(*owner),
            user_text(*user)
        ),
        P::StoreSticky { path } => format!("모든 사용자에게 열려 있는 폴더라서 토큰을 읽거나 쓰지 않아요: {path}"),
        P::StoreUnsafe { path } => format!("내 소유의 일반 파일이나 폴더가 아니어서 토큰을 읽거나 쓰지 않아요: {path}"),
        P::StoreLocked { path } => format!("다른 kakao-login이 잠그고 있어요: {path}"),
        P::HelperMissing { program } => {
            format!("자격 증명 도우미를 PATH에서 찾을 수 없어요: {program}. 대신 다른 곳에 저장하지는 않아요")
        }
        P::HelperFailed { program, detail } if detail.is_empty() => {
            format!("자격 증명 도우미가 규약에 맞는 응답을 하지 않았어요: {program}")
        }
        P::HelperFailed { program, detail } => format!("자격 증명 도우미가 실패했어요: {program}: {detail}"),
        P::RotationUntold { detail } => {
            format!("리프레시 토큰이 새로 바뀌었지만 --on-rotate 명령이 실패했어요: {detail}")
        }
        P::NeedsYes => "되돌릴 수 없는 일인데, 물어볼 터미널이 없어요".into(),
        P::NotUnlinked => "연결을 끊지 않았어요. 바뀐 것은 없어요".into(),
        P::NoSuchProgram { program } => format!("프로그램을 찾을 수 없어요: {program}"),
        P::CannotRun { program, detail } => format!("실행할 수 없어요: {program}: {detail}"),
        P::LoginNeeded { profile } => format!("로그인되어 있지 않아요 (프로필 {profile})"),
        P::SessionEnded { code } => {
            format!("로그인이 만료됐어요. 리프레시 토큰이 더는 유효하지 않아요 ({code})")
        }
        P::VariableTokenRejected { variable } => format!("환경 변수 {variable}의 토큰이 유효하지 않아요"),
        P::VariableTokenMalformed { variable } => {
            format!("환경 변수 {variable}의 값은 토큰이 아니에요. 공백처럼 토큰에 쓸 수 없는 문자가 들어 있어요")
        }
        P::NobodyCameBack { seconds, visit: Visited::Never } => {
            format!("{seconds}초 동안 브라우저가 돌아오지 않았고, 이 주소로 들어온 요청도 없었어요")
        }
        P::NobodyCameBack { seconds, visit: Visited::WithoutAnAnswer } => format!(
            "{seconds}초 동안 기다렸어요. 브라우저가 이 컴퓨터에 접속하기는 했지만 이번 로그인의 응답은 없었어요"
        ),
        P::NobodyCameBack { seconds, visit: Visited::ByAnotherLogin } => {
            format!(
                "{seconds}초 동안 이 로그인으로 돌아오지 않았어요. 브라우저가 오긴 했지만 이전 로그인의 페이지였어요"
            )
        }
        P::NotAgreed { scopes } => format!("로그인해서 저장했지만, 사용자가 동의하지 않은 항목이 있어요: {scopes}"),
        P::Denied => "브라우저에서 로그인을 취소했어요".into(),
        P::DeniedBecause { error, detail } if detail.is_empty() => format!("카카오가 로그인을 거절했어요 ({error})"),
        P::DeniedBecause { error, detail } => format!("카카오가 로그인을 거절했어요 ({error}): {detail}"),
        P::ShownInBrowser { code } => {
            format!("카카오 로그인 페이지가 {code} 오류를 보여 줘요. 그래서 브라우저가 이곳으로 돌아오지 않아요")
        }
        P::BadIdToken { failed } => {
            format!("ID 토큰이 검증을 통과하지 못했어요 ({failed}). 아무것도 저장하지 않았어요")
        }
        P::ConsentMissing { scopes } => format!("사용자가 아직 동의하지 않은 항목이 필요해요: {scopes} (-402)"),
        P::Refused { name, detail } => format!("카카오가 요청을 거절했어요 ({name}): {detail}"),
        P::RefusedPlainly { name } => format!("카카오가 요청을 거절했어요 ({name})"),
        P::InTrouble { name } => format!("카카오 서버에 문제가 생겼어요 ({name})"),
        P::NoSuchApi => "없는 경로예요 (HTTP 404)".into(),
        P::Unreachable { host, detail } => format!("{host}에 연결할 수 없어요: {detail}"),
        P::Tls { host, detail } => format!("{host}에 안전하게 연결할 수 없어요: {detail}"),
        P::NoCertificates { detail } => format!("서버를 확인할 인증 기관 목록이 이 컴퓨터에 없어요: {detail}"),
        P::NoCertificatesThere { variable, detail } if detail.is_empty() => {
            format!("{variable} 변수가 가리키는 곳에 인증서가 없어서 서버를 확인할 수 없어요")
        }
        P::NoCertificatesThere { variable, detail } => {
            format!("{variable} 변수가 가리키는 곳에 인증서가 없어서 서버를 확인할 수 없어요: {detail}")
        }
        P::NoResources { detail } => format!("시스템이 스레드나 파일을 더 내주지 않아요: {detail}"),
        P::ProxyUnreadable { variable } => {
            format!(
                "{variable} 변수의 프록시 주소를 읽을 수 없어요. 프록시를 건너뛰지 않으려고 아무것도 보내지 않았어요"
            )
        }
        P::TimedOut { host } => format!("응답 시간이 초과됐어요: {host}"),
        P::Interrupted { detail } => format!("응답을 다 받기 전에 연결이 끊겼어요: {detail}"),
        P::AnswerTooLarge => "카카오가 보낼 리 없는 큰 응답이 왔어요".into(),
        P::AnswerNotText => "텍스트가 아닌 응답이 왔어요".into(),
        P::AnswerMalformed { status } => format!("카카오 문서와 다른 응답이 왔어요 (HTTP {status})"),
        P::AnswerIsPage { status } => format!(
            "카카오의 응답 대신 웹 페이지가 왔어요 (HTTP {status}). 네트워크 로그인 페이지나 프록시일 수 있어요"
        ),
        P::Insecure { host } => format!("https가 아니어서 아무것도 보내지 않았어요: {host}"),
        P::NotSet { key } => format!("설정되어 있지 않아요: {key}"),
        P::NotJson { detail } => {
            format!("-F 값이 올바른 JSON이나 @FILE이 아니에요: {detail}. 일반 문자열은 -f로 보내 주세요")
        }
        P::NoRefreshToken => "이 로그인에는 리프레시 토큰이 없어요".into(),
        P::SecretOnTerminal => "리프레시 토큰은 몇 달 동안 계정의 열쇠가 되는 값이라서 화면에 보여 주지 않아요".into(),
        P::QuotesGone => "JSON의 따옴표가 셸에서 사라졌어요. sh라면 JSON 전체를 '…'로 감싸고, PowerShell 5나 cmd.exe라면 파일로 넘겨 주세요".into(),
        P::Utf16 { path } => format!("{path} 파일은 UTF-16이에요. JSON은 UTF-8이어야 해요"),
        P::IdTokenExpired => "ID 토큰이 만료됐고, 갱신해도 새 ID 토큰이 오지 않았어요".into(),
        P::Signal { number } => format!("신호 {number}을(를) 받고 끝났어요"),
        P::Internal { detail } => format!("kakao-login 자체나 시스템에 문제가 있어요: {detail}"),
        P::NoIdToken => "이 로그인에는 ID 토큰이 없어요".into(),
        P::NoIdTokenInVariable { variable } => format!("환경 변수 {variable}의 액세스 토큰을 쓰고 있어서 ID 토큰이 없어요"),
        P::LoggedOutOnlyHere { reason } => format!(
            "이 컴퓨터에서는 토큰을 지웠지만 카카오에는 알리지 못했어요 ({reason}). 그 토큰은 몇 시간 안에 저절로 만료돼요"
        ),
        P::Stdout { detail } => format!("결과를 출력하지 못했어요: {detail}"),
        P::FilterSyntax { filter } => format!("jq 식이 올바르지 않아요: {filter}"),
        P::FilterFailed { detail } => format!("이 응답에 jq 필터를 쓸 수 없어요: {detail}"),
        P::NoSuchFile { path } => format!("파일이 없어요: {path}"),
        P::FileUnreadable { path, detail } => format!("파일을 읽지 못했어요: {path}: {detail}"),
        P::FieldSyntax { given } => format!("key=value 형식이 아니에요: '{given}'"),
        P::NoSuchProfile { name } => format!("없는 프로필이에요: {name}"),
        P::ProfileExists { name } => format!("이미 있는 프로필이에요: {name}"),
        P::ProfileDamaged { name } => {
            format!("프로필의 토큰 파일이 손상되었거나 더 새로운 버전이 만든 것이라서 옮길 수 없어요: {name}")
        }
        P::Unsaved { because } => format!("카카오가 토큰을 새로 주었지만 저장하지 못했어요: {}", text(because)),
        P::ProfileNameInvalid { name } => format!("'{name}': {}", invalid_text(Invalid::ProfileName)),
        P::ImportedError { name, detail } if detail.is_empty() => {
            format!("이 파일에는 토큰이 아니라 카카오가 보냈던 오류가 들어 있어요: {name}")
        }
        P::ImportedError { name, detail } => {
            format!("이 파일에는 토큰이 아니라 카카오가 보냈던 오류가 들어 있어요 ({name}): {detail}")
        }
        P::ImportedDead { path } => format!("파일의 토큰이 모두 만료되었거나 취소되었어요: {path}. 바꾼 것은 없어요"),
        P::NoTokenInside { path } => {
            format!("카카오의 토큰 응답이 아니에요: {path}. access_token이나 refresh_token이 있는 JSON 객체여야 해요")
        }
        P::BadPath { given } => format!("카카오 API 경로가 아니에요: '{given}'. 예: /v2/user/me"),
        P::ClockOff { seconds, is_ahead: true } => format!("이 컴퓨터의 시계가 서버보다 {seconds}초 빨라요"),
        P::ClockOff { seconds, is_ahead: false } => format!("이 컴퓨터의 시계가 서버보다 {seconds}초 느려요"),
        P::NoEmulator { url } => format!("에뮬레이터가 떠 있지 않아요: {url}"),
        P::EmulatorRefused { detail } => format!("에뮬레이터가 거절했어요: {detail}"),
        P::TooFewRequests { count, wanted } => {
            format!("제한 시간 안에 요청이 {count}개만 왔어요 (기다린 수 {wanted}개)")
        }
        P::ScenarioSyntax { path, line, column, detail } => {
            format!("시나리오 파일을 읽을 수 없어요: {path}:{line}:{column}: {detail}")
        }
        P::NoTerminalForSetup => "`setup`은 묻고 답하는 명령이라 터미널이 필요해요".into(),
        P::NoDemoPage { detail } => format!("데모가 로그인 페이지를 진행하지 못했어요: {detail}"),
        P::NothingToExplain => "표준 입력으로 들어온 내용이 없어요".into(),
        P::FileUnwritable { path, detail } => format!("파일을 쓰지 못했어요: {path}: {detail}"),
        P::Other { detail } => detail.clone(),
    }
}

fn user_text(user: u32) -> String {
    if user == 0 { "root".to_owned() } else { format!("uid {user}") }
}

fn invalid_text(why: Invalid) -> &'static str {
    match why {
        Invalid::ControlCharacter => "줄바꿈이나 제어 문자가 들어 있어요",
        Invalid::Empty => "비어 있어요",
        Invalid::TooLong => "너무 길어요",
        Invalid::Url => "URL이 아니에요",
        Invalid::PlainHttp => "https여야 해요. http는 이 컴퓨터 안에서만 쓸 수 있어요",
        Invalid::VariableNotLoopback => "다른 컴퓨터를 가리켜요. 환경 변수로는 이 컴퓨터만 가리킬 수 있어요",
        Invalid::OtherMachine => {
            "이 컴퓨터를 가리키는데 로그인은 진짜 카카오의 것이에요. 그 토큰은 이곳으로 보내지 않아요"
        }
        Invalid::RedirectUri => {
            "http://127.0.0.1, http://localhost, http://[::1]로 시작하는 주소만 쓸 수 있고, ?나 # 뒤의 값은 넣을 수 없어요"
        }
        Invalid::RestApiKey => "값이 REST API 키가 아니에요. 키는 따옴표나 공백 없이 영문자와 숫자 32자예요",
        Invalid::ClientSecret => "값이 클라이언트 시크릿이 아니에요. 시크릿은 따옴표나 공백 없이 영문자와 숫자예요",
        Invalid::ProfileName => {
            "프로필 이름이 아니에요. 영문자, 숫자, '-', '_', '.'를 64자까지 쓸 수 있고 첫 글자는 영문자나 숫자여야 해요"
        }
        Invalid::Language => "지원하지 않는 언어예요. ko 또는 en만 쓸 수 있어요",
        Invalid::Store => {
            "이 버전에 없는 저장소예요. file, keyring, helper:이름(docker-credential-이름 프로그램) 가운데 하나를 쓸 수 있어요"
        }
        Invalid::NotText => "문자열이어야 해요. config.toml에서는 따옴표로 감싸 주세요",
    }
}
