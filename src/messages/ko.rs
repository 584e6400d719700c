//! Owns the Korean sentences, in 해요체. 값 뒤에는 조사를 붙이지 않아요: 받침에 따라 달라지니까요.

use super::{Hint, Invalid, Label, Message, Origin, Problem, Remedy, Span, span};

pub(super) fn text(message: &Message) -> String {
    use Message as M;
    match message {
        M::OpenThisUrl { url } => format!("아래 주소를 열어 카카오로 로그인해 주세요:\n{url}"),
        M::BrowserFailed => "브라우저를 열지 못했어요. 위 주소를 직접 열어 주세요.".into(),
        M::NoDisplay => "여기에는 브라우저가 없어요. 위 주소를 직접 열어 주세요. 이 컴퓨터의 리다이렉트 포트에 닿을 수 있는 곳에서 열어야 해요.".into(),
        M::Waiting { redirect_uri } => format!("브라우저가 {redirect_uri} 주소로 돌아오기를 기다리고 있어요. (그만두려면 Ctrl-C)"),
        M::StillWaiting { redirect_uri } => format!(
            "아직 기다리고 있어요. 브라우저에 KOE006 같은 코드가 보이면 카카오가 이곳으로 돌려보내지 않아요. \
             {redirect_uri} 주소가 이 REST API 키에 글자 하나까지 똑같이 등록되어 있는지 확인해 주세요."
        ),
        M::HttpsOnPlainPort { redirect_uri } => format!("브라우저가 https로 돌아왔는데 이 포트는 http예요. {redirect_uri} 그대로 등록하거나, 주소창의 https를 http로 바꿔 주세요"),
        M::PasteHere => "브라우저가 다른 컴퓨터에 있나요? 페이지가 열리지 않더라도 마지막 주소 전체를 여기에 붙여 넣어 주세요. 다른 사람에게는 절대 알려 주지 마세요.".into(),
        M::PasteRefused { redirect_uri } => format!("이번 로그인의 주소가 아니에요. {redirect_uri}?code= 부터 끝까지 주소 전체를 붙여 넣어 주세요. KOE006 같은 코드를 입력하면 뜻을 알려 줘요."),
        M::LoggedIn { who } => format!("로그인했어요: {who}. 다른 계정으로 하려면 `kakao-login login --switch`"),
        M::Refreshing => "액세스 토큰을 갱신해요".into(),
        M::PageDoneTitle => "로그인했어요".into(),
        M::PageDoneBody => "로그인 정보를 이 컴퓨터에 저장했어요.\n이 탭을 닫고 터미널로 돌아가세요.".into(),
        M::PageDeniedTitle => "로그인을 취소했어요".into(),
        M::PageDeniedBody => "이 컴퓨터에서 바뀐 것은 없어요.\n이 탭을 닫아도 돼요.".into(),
        M::PageFailedTitle => "로그인하지 못했어요".into(),
        M::PageFailedBody => "이유와 다음에 할 일은 터미널에 적혀 있어요.\n이 탭을 닫아도 돼요.".into(),

        M::Refreshed { seconds } => format!("액세스 토큰을 새로 받았어요. {}.", remaining(*seconds)),
        M::LoggedOut => "로그아웃했어요. 카카오에서 토큰을 만료시키고 이 컴퓨터에서도 지웠어요. 카카오계정과 앱의 연결은 그대로 남아 있어요.".into(),
        M::ForgottenHere => "이 컴퓨터에서 로그인을 지웠어요. 카카오 쪽에는 더 만료시킬 토큰이 없었어요.".into(),
        M::NotLoggedIn => "저장된 로그인이 없어서 지울 것이 없어요.".into(),
        M::EndBrowserSession { url, redirect_uri } => format!("브라우저에 남은 카카오계정 세션을 끝내려면 아래 주소를 열어 주세요. KOE007이 보이면 [카카오 로그인] > [고급]에 로그아웃 리다이렉트 URI로 {redirect_uri} 주소를 등록해 주세요:
{url}"),
        M::SettingSaved { key, path } => format!("저장했어요: {key} ({path})"),
        M::SettingRemoved { key } => format!("지웠어요: {key}"),
        M::SettingWasNotSet { key } => format!("원래 설정되어 있지 않았어요: {key}"),
        M::SettingUnset => "설정 안 됨".into(),
        M::SettingHidden => "설정됨 (숨김)".into(),
        M::SecretPrompt { key } => format!("{key} (입력해도 화면에 보이지 않아요): "),
        M::Unlinked => "앱과 카카오계정의 연결을 끊었어요. 동의가 철회되고 모든 토큰이 여기서도 다른 곳에서도 만료됐어요.".into(),
        M::UnlinkQuestion { who } => format!("{who} 계정과 앱의 연결을 끊어요. 동의가 철회되고 모든 토큰이 만료되며, 다시 로그인하면 동의부터 다시 받아야 해요. 계속할까요? [y/N]"),
        M::Agreed => "동의함".into(),
        M::NotAgreedYet => "동의 안 함".into(),
        M::Revocable => "철회 가능".into(),
        M::NoProfiles => "아직 로그인 프로필이 없어요. `kakao-login login`을 실행하면 처음 만들어져요.".into(),
        M::Damaged => "손상됨".into(),
        M::ProfileChosen { name } => format!("이제 이 프로필을 써요: {name}"),
        M::ProfileRenamed { old, new } => format!("프로필 이름을 바꿨어요: {old} → {new}"),
        M::ProfileRemoved { name } => format!("이 컴퓨터에서 프로필을 지웠어요: {name}. 카카오에는 알리지 않았고, 토큰은 그쪽에서 저절로 만료돼요"),
        M::Imported { who } if who.is_empty() => "토큰을 가져왔어요. 이제부터 여기서 갱신하고 보관해요.".into(),
        M::Imported { who } => format!("토큰을 가져왔어요: {who}. 이제부터 여기서 갱신하고 보관해요."),
        M::ManWritten { count, directory } => format!("man 페이지 {count}개를 만들었어요: {directory}"),
        M::DemoStarts { url } => format!("가짜 카카오를 {url} 주소에 띄웠어요. 계정도 앱도 필요 없어요."),
        M::DemoWalkedAsAsked => "요청한 대로 데모가 로그인 페이지를 직접 눌러 가며 진행했어요.".into(),
        M::DemoWalked => "여기에는 브라우저가 없어서 데모가 로그인 페이지를 직접 눌러 가며 진행했어요.".into(),
        M::EmulatorServes { url } => format!("가짜 카카오를 {url} 주소에 띄웠어요 (kauth와 kapi가 함께 있어요). 진짜가 아니에요. 끝내려면 Ctrl-C"),
        M::EmulatorReset => "에뮬레이터를 처음으로 되돌렸어요.".into(),
        M::SnapshotSaved { path } => format!("에뮬레이터의 기억을 파일에 남겼어요: {path}"),
        M::SnapshotLoaded { path } => format!("에뮬레이터의 기억을 파일에서 되살렸어요: {path}"),
        M::EmulatorReady { url } => format!("에뮬레이터가 떠 있어요: {url}"),
        M::CodeUnknown { code } => format!("모르는 코드예요: {code}. 아는 코드는 `kakao-login explain`이 모두 보여 줘요. 카카오에 물어보려면 https://devtalk.kakao.com"),
        M::NoFailures => "준비한 실패가 없어요.".into(),
        M::NoRequests => "아직 요청이 없어요.".into(),
        M::DemoDone => "가짜 카카오를 상대로 실제 로그인 절차를 그대로 해 봤어요. 남은 파일은 없어요. 다음은 `kakao-login config set rest-api-key KEY`, 그리고 `kakao-login login`이에요.".into(),

        M::ServedOldToken { reason: Some(reason), seconds } => format!("토큰을 갱신하지 못했지만 ({reason}) 지금 토큰이 아직 {}", remaining(*seconds)),
        M::ServedOldToken { reason: None, seconds } => format!("토큰을 갱신하지 못했지만 지금 토큰이 아직 {}", remaining(*seconds)),
        M::RefreshTokenEnds { days: 0, command } => format!("리프레시 토큰이 24시간 안에 만료돼요. `{command}` 명령으로 다시 로그인해 주세요"),
        M::RefreshTokenEnds { days: 1, command } => format!("리프레시 토큰이 하루 뒤 만료돼요. `{command}` 명령으로 다시 로그인해 주세요"),
        M::RefreshTokenEnds { days, command } => format!("리프레시 토큰이 {days}일 뒤 만료돼요. 카카오가 갱신 때 새로 주지 않으면 `{command}` 명령으로 다시 로그인해야 해요"),
        M::IdTokenDropped { failed } => format!("함께 온 ID 토큰이 검증을 통과하지 못해서 ({failed}) 저장하지 않았어요"),
        M::Tightened { path } => format!("다른 사용자가 읽을 수 있던 파일을 나만 읽을 수 있게 바꿨어요: {path}"),
        M::SetAside { path } => format!("읽을 수 없는 토큰 파일을 따로 남겨 두었어요: {path}"),

        M::Label(label) => label_text(*label).into(),
        M::NotAgreed { command } => format!("– 아직 동의하지 않았어요: `{command}` 명령으로 동의를 받을 수 있어요"),
        M::NotConfigured { scope } => format!("– 앱이 요청하지 않는 항목이에요: [카카오 로그인] > [동의항목] > {scope}"),
        M::NoValue => "– 동의했지만 카카오에 값이 없어요".into(),
        M::ValidFor { seconds } => remaining(*seconds),
        M::Expired => "만료됐어요".into(),
        M::UnknownLifetime => "있어요 (유효 시간은 알 수 없어요)".into(),
        M::Missing => "없어요".into(),
        M::NoScopes => "알 수 없어요".into(),
        M::Origin(origin) => origin_text(origin),

        M::Problem(problem) => problem_text(problem),
        M::Hint(hint) => hint_text(hint),
        M::Warning => "주의".into(),
        M::HintWord => "힌트".into(),
        M::ErrorWord => "오류".into(),
    }
}

fn remaining(seconds: u64) -> String {
    match span(seconds) {
        Span::Days(days, hours) => format!("{days}일 {hours}시간 남았어요"),
        Span::Hours(hours, minutes) => format!("{hours}시간 {minutes}분 남았어요"),
        Span::Minutes(minutes) => format!("{minutes}분 남았어요"),
        Span::Seconds(seconds) => format!("{seconds}초 남았어요"),
    }
}

fn label_text(label: Label) -> &'static str {
    use Label as L;
    match label {
        L::User => "사용자",
        L::Id => "회원번호",
        L::Nickname => "닉네임",
        L::Email => "이메일",
        L::Picture => "프로필 사진",
        L::Name => "이름",
        L::Gender => "성별",
        L::AgeRange => "연령대",
        L::Birthday => "생일",
        L::BirthYear => "출생 연도",
        L::PhoneNumber => "전화번호",
        L::ConnectedAt => "연결 시각",
        L::Profile => "로그인 프로필",
        L::Server => "인증 서버",
        L::AccessToken => "액세스 토큰",
        L::RefreshToken => "리프레시 토큰",
        L::Scopes => "동의항목",
        L::Store => "저장 위치",
        L::Code => "코드",
        L::ShownWhere => "나타나는 곳",
        L::Cause => "원인",
        L::WhatToDo => "할 일",
        L::Console => "콘솔",
        L::ConsoleBefore => "2025년 12월 전 콘솔",
        L::Source => "근거",
    }
}

fn origin_text(origin: &Origin) -> String {
    match origin {
        Origin::Flag(flag) => format!("플래그 {flag}"),
        Origin::Input => "입력한 값".into(),
        Origin::Variable(name) => format!("환경 변수 {name}"),
        Origin::ProfileSection(name) => format!("config.toml [profiles.{name}]"),
        Origin::File => "config.toml".into(),
        Origin::Default => "기본값".into(),
    }
}

fn problem_text(problem: &Problem) -> String {
    use Problem as P;
    match problem {
        P::UnknownFlag { given } => format!("알 수 없는 플래그예요: {given}"),
        P::UnknownCommand { given } => format!("알 수 없는 명령이에요: {given}"),
        P::MissingArgument { names } => format!("필요한 인자가 빠졌어요: {names}"),
        P::InvalidValue { argument, given, possible } if possible.is_empty() => {
            format!("{argument}에 쓸 수 없는 값이에요: '{given}'")
        }
        P::InvalidValue { argument, given, possible } => {
            format!("{argument}에 쓸 수 없는 값이에요: '{given}'. 쓸 수 있는 값: {possible}")
        }
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
        P::SettingsUnreadable { path, detail } => format!("설정 파일을 읽지 못했어요: {path}: {detail}"),
        P::SettingsUnwritable { path, detail } => format!("설정 파일을 쓰지 못했어요: {path}: {detail}"),
        P::NoConfigDirectory => "설정 폴더가 어디인지 알 수 없어요".into(),
        P::RelativeConfigDirectory => {
            "설정 폴더가 절대 경로가 아니에요. 지금 있는 폴더에 따라 달라지므로 쓰지 않아요".into()
        }
        P::SecretAsArgument { key } => format!("{key} 값은 비밀인데, 명령의 인자는 다른 사용자에게도 보여요"),
        P::NoTerminal { key } => format!("터미널이 아니어서 {key} 값을 물어볼 수 없어요"),
        P::NoRestApiKey => "REST API 키가 없어서 어떤 앱의 로그인인지 카카오가 알 수 없어요".into(),
        P::PortTaken { port, holder: Some(holder) } => {
            format!("{port}번 포트를 다른 프로그램이 쓰고 있어서 브라우저가 돌아올 수 없어요: {holder}")
        }
        P::PortTaken { port, holder: None } => {
            format!("다른 프로그램이 {port}번 포트를 쓰고 있어서 브라우저가 돌아올 수 없어요")
        }
        P::CannotListen { port, detail } => format!("{port}번 포트를 열 수 없어요: {detail}"),
        P::NoRandomness { detail } => format!("시스템에서 난수를 얻지 못했어요: {detail}"),
        P::StoreUnreadable { path, detail } => format!("토큰 파일을 읽지 못했어요: {path}: {detail}"),
        P::StoreUnwritable { path, detail } => format!("파일을 쓰지 못했어요: {path}: {detail}"),
        P::StoreBroken { path } => format!("토큰 파일이 손상되었어요: {path}"),
        P::Pretended { server } => format!("에뮬레이터의 토큰(emu_…)은 {server} 로그인으로 저장하지 않아요"),
        P::StoreNewer { path } => format!("더 새로운 kakao-login이 만든 토큰 파일이에요: {path}"),
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
        P::NotUnlinked => "아무것도 바꾸지 않았어요".into(),
        P::CannotRun { program, detail } => format!("실행할 수 없어요: {program}: {detail}"),
        P::LoginNeeded { profile } => format!("로그인되어 있지 않아요 (프로필 {profile})"),
        P::SessionEnded { code } => {
            format!("로그인이 만료됐어요. 카카오가 리프레시 토큰을 더는 받아 주지 않아요 ({code})")
        }
        P::VariableTokenRejected { variable } => format!("카카오가 환경 변수 {variable}의 토큰을 받아 주지 않아요"),
        P::VariableTokenMalformed { variable } => {
            format!("환경 변수 {variable}의 값은 토큰이 아니에요. 공백처럼 토큰에 쓸 수 없는 문자가 들어 있어요")
        }
        P::NobodyCameBack { seconds, was_visited: false } => {
            format!("{seconds}초 동안 브라우저가 돌아오지 않았고, 이 컴퓨터에 접속한 브라우저도 없었어요")
        }
        P::NobodyCameBack { seconds, was_visited: true } => format!(
            "{seconds}초 동안 기다렸어요. 브라우저가 이 컴퓨터에 접속하기는 했지만 이번 로그인의 응답은 없었어요"
        ),
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
        P::Unreachable { host, detail } => format!("{host}에 연결할 수 없어요: {detail}"),
        P::Tls { host, detail } => format!("{host}에 안전하게 연결할 수 없어요: {detail}"),
        P::NoCertificates { detail } => format!("이 컴퓨터의 인증 기관 목록을 읽지 못했어요: {detail}"),
        P::TimedOut { host } => format!("제시간에 응답이 없었어요: {host}"),
        P::Interrupted { detail } => format!("응답을 다 받기 전에 연결이 끊겼어요: {detail}"),
        P::AnswerTooLarge => "카카오가 보낼 리 없는 큰 응답이 왔어요".into(),
        P::AnswerNotText => "텍스트가 아닌 응답이 왔어요".into(),
        P::AnswerMalformed { status } => format!("카카오 문서와 다른 응답이 왔어요 (HTTP {status})"),
        P::AnswerIsPage { status } => format!(
            "카카오의 응답 대신 웹 페이지가 왔어요 (HTTP {status}). 네트워크 로그인 페이지나 프록시일 수 있어요"
        ),
        P::Insecure { host } => format!("https가 아니어서 아무것도 보내지 않았어요: {host}"),
        P::NotSet { key } => format!("설정되어 있지 않아요: {key}"),
        P::NotJson { detail } => format!("-F에는 JSON 텍스트나 @FILE을 쓰세요: {detail}. 그냥 문자열은 -f로 보내요"),
        P::NoIdToken => "이 로그인에는 ID 토큰이 없어요".into(),
        P::LoggedOutOnlyHere { reason } => format!(
            "이 컴퓨터에서는 토큰을 지웠지만 카카오에는 알리지 못했어요 ({reason}). 그 토큰은 몇 시간 안에 저절로 만료돼요"
        ),
        P::Stdout { detail } => format!("결과를 출력하지 못했어요: {detail}"),
        P::FilterSyntax { filter } => format!("jq 필터가 아니에요: {filter}"),
        P::FilterFailed { detail } => format!("이 응답에 jq 필터를 쓸 수 없어요: {detail}"),
        P::FileUnreadable { path, detail } => format!("파일을 읽지 못했어요: {path}: {detail}"),
        P::FieldSyntax { given } => format!("key=value 꼴이 아니에요: '{given}'"),
        P::NoSuchProfile { name } => format!("없는 프로필이에요: {name}"),
        P::ProfileExists { name } => format!("이미 있는 프로필이에요: {name}"),
        P::ProfileDamaged { name } => {
            format!("프로필의 토큰 파일이 손상되었거나 더 새로운 버전이 만든 것이라서 옮길 수 없어요: {name}")
        }
        P::Unsaved { because } => format!("카카오가 토큰을 새로 주었지만 저장하지 못했어요: {}", problem_text(because)),
        P::ProfileNameInvalid { name } => format!("'{name}': {}", invalid_text(Invalid::ProfileName)),
        P::ImportedError { name, detail } => {
            format!("이 파일에는 토큰이 아니라 카카오가 보냈던 오류가 들어 있어요 ({name}): {detail}")
        }
        P::NoTokenInside { path } => {
            format!("카카오의 토큰 응답이 아니에요: {path}. access_token이나 refresh_token이 있는 JSON 객체여야 해요")
        }
        P::BadPath { given } => format!("카카오 API 경로가 아니에요: '{given}'. 경로는 /로 시작해요"),
        P::NoEmulator { url } => format!("에뮬레이터가 떠 있지 않아요: {url}"),
        P::EmulatorRefused { detail } => format!("에뮬레이터가 거절했어요: {detail}"),
        P::TooFewRequests { count, wanted } => {
            format!("시간 안에 요청이 다 모이지 않았어요: {wanted}개 가운데 {count}개")
        }
        P::ScenarioSyntax { path, line, column, detail } => {
            format!("시나리오 파일을 읽을 수 없어요: {path}:{line}:{column}: {detail}")
        }
        P::NoDemoPage { detail } => format!("데모가 로그인 페이지를 진행하지 못했어요: {detail}"),
        P::ManUnwritable { path, detail } => format!("파일을 쓰지 못했어요: {path}: {detail}"),
        P::Other { detail } => detail.clone(),
    }
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
            "여기서 열 수 없는 주소예요. http이고 127.0.0.1, localhost, [::1] 가운데 하나이며 쿼리와 프래그먼트가 없어야 해요"
        }
        Invalid::ProfileName => {
            "프로필 이름이 아니에요. 영문자, 숫자, '-', '_', '.'를 64자까지 쓸 수 있고 첫 글자는 영문자나 숫자여야 해요"
        }
        Invalid::Language => "지원하지 않는 언어예요. ko 또는 en만 쓸 수 있어요",
        Invalid::Store => {
            "이 버전에 없는 저장소예요. file, keyring, helper:이름(docker-credential-이름 프로그램) 가운데 하나를 쓸 수 있어요"
        }
        Invalid::NotText => "문자열이어야 해요. config.toml에서는 따옴표로 감싸요",
    }
}

fn hint_text(hint: &Hint) -> String {
    use Hint as H;
    match hint {
        H::Remedy(remedy) => remedy_text(*remedy).into(),
        H::RunLogin { command } => format!("`{command}` 명령으로 로그인해 주세요"),
        H::AskScopes { command } => format!("`{command}` 명령으로 동의를 받으세요. 전에 동의한 항목은 그대로 남아요"),
        H::SetRestApiKey => "`kakao-login config set rest-api-key KEY` 명령이나 환경 변수 KAKAO_REST_API_KEY로 설정해 주세요".into(),
        H::WhereRestApiKeyIs => "키는 https://developers.kakao.com/console/app 의 [앱] > [플랫폼 키] > [REST API 키]에 있어요. 키 없이 해 보려면 `kakao-login demo`".into(),
        H::SeeHelp { command } => format!("사용법은 `{command} --help`에 있어요"),
        H::DidYouMean { suggestion } => format!("혹시 이것인가요? {suggestion}"),
        H::KnownKeys { keys } => format!("쓸 수 있는 설정: {keys}"),
        H::ServerInFile { key } => format!("서버는 config.toml에 적어 주세요: `kakao-login config set {key} https://…`"),
        H::UseLoopbackRedirect => "예: `kakao-login config set redirect-uri http://127.0.0.1:18000/callback`. 콘솔에도 똑같이 등록해야 해요".into(),
        H::UseHttps => "호스트 앞에 https://를 붙여 주세요".into(),
        H::SetIt { key } => format!("`kakao-login config set {key} VALUE` 명령으로 설정해 주세요"),
        H::InstallHelper { program } => format!("{program} 프로그램을 설치하거나 (데비안: `apt install golang-docker-credential-helpers`), 파일에 저장하려면 `kakao-login config set store file`"),
        H::AskHelper { program } => format!("직접 실행해 보세요: `{program} list`"),
        H::RotatedIsKept => "새 리프레시 토큰은 여기에 저장되어 있어요. 명령을 직접 다시 실행하거나, 쓰려던 곳에서 다시 로그인해 주세요".into(),
        H::RemoveProfile { name } => format!("`kakao-login profiles remove {name}` 명령으로 지우거나 kakao-login을 업데이트하세요"),
        H::MaybeSpent { command } => format!("카카오가 리프레시 토큰을 이미 써 버렸을 수 있어요. 다음 시도에서 로그인이 만료됐다고 나오면 `{command}`"),
        H::SayYes => "묻지 않고 진행하려면 `kakao-login unlink --yes`".into(),
        H::ListProfiles => "프로필 목록은 `kakao-login profiles`로 볼 수 있어요".into(),
        H::MakeProfile { name } => format!("`kakao-login login --profile {name}` 명령으로 만들 수 있어요"),
        H::LogInInstead { command } => format!("가져올 것이 없어요. `{command}` 명령으로 새로 로그인해 주세요"),
        H::UseStdin { key } => format!("표준 입력으로 주세요: `kakao-login config set {key} --stdin < FILE`"),
        H::SetConfigDirectory => "KAKAO_LOGIN_CONFIG_DIR에 절대 경로를, 또는 HOME에 홈 폴더를 설정해 주세요".into(),
        H::FreePort { port } => format!("그 프로그램을 끝내고 다시 실행해 주세요. `ss -ltnp 'sport = :{port}'`로 찾을 수 있어요"),
        H::OtherPort => "콘솔에 리다이렉트 URI를 하나 더 등록하고 둘 다 적어 주세요: `kakao-login config set redirect-uri http://127.0.0.1:18000/callback,http://127.0.0.1:18001/callback`".into(),
        H::PointAtEmulator => "에뮬레이터를 쓰려면 그 주소를 알려 주세요: `export KAKAO_AUTH_URL=http://127.0.0.1:18080 KAKAO_API_URL=http://127.0.0.1:18080`".into(),
        H::StartEmulator => "먼저 띄우세요: `kakao-login emulator`. 다른 주소라면 --url로 알려 주세요".into(),
        H::SeeLogs => "무엇이 왔는지 보려면: `kakao-login emulator logs`".into(),
        H::AnyPort { command } => format!("빈 포트를 쓰려면 `{command}`"),
        H::CheckStore { path } => format!("디스크와 권한을 확인해 주세요: `ls -ld '{path}'`"),
        H::NewLoginReplaces { command } => format!("`{command}` 명령을 실행하면 새로 만들고 예전 파일은 옆에 남겨 둬요"),
        H::UpdateProgram => "kakao-login을 업데이트하거나 다른 KAKAO_LOGIN_CONFIG_DIR을 쓰세요".into(),
        H::AnotherRunHoldsIt => "끝날 때까지 기다리거나 끝낸 다음 다시 실행해 주세요".into(),
        H::NewVariableToken { variable } => format!("{variable}에 유효한 토큰을 넣거나, 저장된 로그인을 쓰려면 변수를 지워 주세요"),
        H::LookAtBrowser { redirect_uri } => format!("브라우저에 KOE 코드가 보였다면 그것부터 확인해 주세요. KOE006은 {redirect_uri} 주소가 등록되지 않았다는 뜻이에요"),
        H::EditFile { path } => format!("그 줄을 고쳐 주세요: `${{EDITOR:-vi}} '{path}'`"),
        H::CheckOutput => "출력이 가는 곳을 확인해 주세요. 디스크가 찼는지는 `df -h .`로 알 수 있어요".into(),
        H::SeeJq => "--json으로 전체 응답을 먼저 보세요. jq 문법은 https://jqlang.org/manual/ 에 있어요".into(),
        H::CheckNetwork => "네트워크를 확인하고 다시 실행해 주세요".into(),
        H::CheckProxy => "프록시를 쓴다면 HTTPS_PROXY와 NO_PROXY를 확인해 주세요. 네트워크 로그인 페이지라면 브라우저로 먼저 통과해 주세요".into(),
        H::CheckCertificates => "TLS를 검사하는 프록시 뒤라면 그 인증서 파일을 SSL_CERT_FILE에 적어 주세요".into(),
        H::RetryAfter { seconds } => format!("{seconds}초 뒤에 다시 해 보세요"),
        H::TryAgainLater => "몇 분 뒤에 다시 해 보세요".into(),
        H::LogInWith { command } => format!("`{command}` 명령으로 다시 시작해 주세요"),
        H::RegisterExactly { redirect_uri } => format!("글자 하나까지 똑같이 등록할 값: {redirect_uri}"),
        H::Verbose => "`-vv`를 붙이면 비밀 값을 뺀 요청과 응답을 볼 수 있어요".into(),
    }
}

fn remedy_text(remedy: Remedy) -> &'static str {
    use Remedy as R;
    match remedy {
        R::SwitchLoginOn => "카카오 로그인을 켜 주세요: [카카오 로그인] > [사용 설정] > 상태 ON",
        R::AddMember => "테스트 앱이에요. [앱] > [멤버]에 사용자를 추가해 주세요",
        R::RegisterLogoutRedirectUri => "[카카오 로그인] > [고급]에 로그아웃 리다이렉트 URI를 등록해 주세요",
        R::RegisterRedirectUri => {
            "리다이렉트 URI를 등록해 주세요: [앱] > [플랫폼 키] > [REST API 키] > 카카오 로그인 리다이렉트 URI (끝의 /까지 모두 같아야 해요)"
        }
        R::UseRestApiKey => {
            "키를 확인해 주세요: [앱] > [플랫폼 키] > [REST API 키] (JavaScript·네이티브·어드민 키가 아니에요). 그다음 `kakao-login config set rest-api-key KEY`"
        }
        R::SetClientSecret => {
            "클라이언트 시크릿이 없거나 달라요: [앱] > [플랫폼 키] > [REST API 키] > 클라이언트 시크릿을 확인하고 `kakao-login config set client-secret`"
        }
        R::DropOrConfigureScope => {
            "앱에 없는 동의항목이에요. [카카오 로그인] > [동의항목]에서 켜거나 --scope에서 빼 주세요"
        }
        R::SameRedirectUri => {
            "로그인 페이지 때와 리다이렉트 URI가 달라요. `kakao-login config get redirect-uri` 값이 등록한 값과 같아야 해요"
        }
        R::AllowThisIp => {
            "허용되지 않은 IP예요: [앱] > [플랫폼 키] > [REST API 키] > 호출 허용 IP 주소 (개인 컴퓨터라면 비워 두세요)"
        }
        R::WaitAndRetry => "카카오가 바쁘거나 호출 수를 제한하고 있어요. 몇 분 뒤에 다시 해 보세요",
        R::EnableFeature => {
            "앱에 허용되지 않은 기능이에요. [카카오 로그인] > [동의항목]이나 [앱] > [추가 기능 신청]에서 켜 주세요"
        }
        R::CheckRequest => {
            "파라미터를 문서와 비교해 보세요: https://developers.kakao.com/docs/latest/ko/kakaologin/rest-api"
        }
    }
}
