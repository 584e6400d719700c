//! Owns the Korean sentences, in 해요체. 값 뒤에는 조사를 붙이지 않아요: 받침에 따라 달라지니까요.

mod hint;
mod problem;

use super::{Label, Message, Origin, Span, hint::quoted, span};

pub(super) fn text(message: &Message) -> String {
    use Message as M;
    match message {
        M::OpenThisUrl { url } => format!("아래 주소를 열어 카카오로 로그인해 주세요:\n{url}"),
        M::BrowserFailed => "브라우저를 열지 못했어요. 위 주소를 직접 열어 주세요.".into(),
        M::NoDisplay => "여기에는 브라우저가 없어요. 위 주소를 직접 열어 주세요. 이 컴퓨터의 리다이렉트 포트에 닿을 수 있는 곳에서 열어야 해요.".into(),
        M::NoSuchBrowser { program } => format!("브라우저를 열 프로그램이 없어요: {program}. 위 주소를 직접 열어 주세요."),
        M::OtherLoginCame => "브라우저가 이전 로그인의 페이지로 돌아왔어요. 그 탭은 닫고, 위에 나온 가장 새 주소를 열어 주세요".into(),
        M::AnotherAccount { before, now } => format!("이전과 다른 계정이에요. 저장된 로그인이 바뀌었어요: {before} → {now}"),
        M::Waiting { redirect_uri } => format!("브라우저가 {redirect_uri} 주소로 돌아오기를 기다리고 있어요. (그만두려면 Ctrl-C)"),
        M::StillWaiting { redirect_uri } => format!(
            "아직 기다리고 있어요. 브라우저에 KOE006 같은 코드가 보이면 카카오가 이곳으로 돌려보내지 않아요. \
             {redirect_uri} 주소가 이 REST API 키에 글자 하나까지 똑같이 등록되어 있는지 확인해 주세요."
        ),
        M::HttpsOnPlainPort { redirect_uri } => format!("브라우저가 https로 돌아왔는데 이 포트는 http예요. {redirect_uri} 그대로 등록하거나, 주소창의 https를 http로 바꿔 주세요"),
        M::PasteHere => "브라우저가 다른 컴퓨터에 있나요? 페이지가 열리지 않더라도 마지막 주소 전체를 여기에 붙여 넣어 주세요. 다른 사람에게는 절대 알려 주지 마세요. 페이지에 보이는 KOE006 같은 코드를 입력하면 뜻을 알려 드려요.".into(),
        M::PastedTooEarly => "그 주소는 브라우저에서 열 주소예요. 브라우저에서 로그인한 다음, 마지막에 주소창에 보이는 주소를 붙여 넣어 주세요.".into(),
        M::PasteRefused { redirect_uri } => format!("이번 로그인의 주소가 아니에요. {redirect_uri}?code= 부터 끝까지 주소 전체를 붙여 넣어 주세요. KOE006 같은 코드를 입력하면 뜻을 알려 줘요."),
        M::LoggedIn { who, switch } => format!("로그인했어요: {who}. 다른 계정으로 하려면 `{switch}`"),
        M::Refreshing => "액세스 토큰을 갱신해요".into(),
        M::PageDoneTitle => "로그인했어요".into(),
        M::PageDoneBody => "로그인 정보를 이 컴퓨터에 저장했어요.\n이 탭을 닫고 터미널로 돌아가 주세요.".into(),
        M::PageDeniedTitle => "로그인을 취소했어요".into(),
        M::PageDeniedBody => "이 컴퓨터에서 바뀐 것은 없어요.\n이 탭을 닫아도 돼요.".into(),
        M::PageOtherLoginTitle => "이전 로그인의 페이지예요".into(),
        M::PageOtherLoginBody => "터미널로 돌아가 가장 나중에 나온 주소를 열어 주세요.\n이 탭은 닫아도 돼요.".into(),
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
        M::Overruled { key, origin } => format!("지금은 저장한 값보다 {} 값이 우선해요: {key}", origin_text(origin)),
        M::SettingUnset => "설정 안 됨".into(),
        M::SettingHidden => "설정됨 (숨김)".into(),
        M::SecretPrompt { key } => format!("{key} (입력해도 화면에 보이지 않아요): "),
        M::Unlinked => "앱과 카카오계정의 연결을 끊었어요. 동의가 철회되고 모든 토큰이 여기서도 다른 곳에서도 만료됐어요.".into(),
        M::UnlinkQuestion { who } => format!("{who} 계정과 앱의 연결을 끊어요. 동의가 철회되고 모든 토큰이 만료되며, 다시 로그인하면 동의부터 다시 받아야 해요. 계속할까요? [y/N]"),
        M::Agreed => "동의함".into(),
        M::NotAgreedYet => "동의 안 함".into(),
        M::SwitchedOff => "앱에서 꺼짐".into(),
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
        M::SnapshotSaved { path } => format!("에뮬레이터의 상태를 파일에 저장했어요: {path}"),
        M::SnapshotLoaded { path } => format!("에뮬레이터의 상태를 파일에서 불러왔어요: {path}"),
        M::EmulatorReady { url } => format!("에뮬레이터가 떠 있어요: {url}"),
        M::InContainer => "컨테이너 안이라 브라우저를 열 수 없고, 포트도 밖과 달라요. 위 주소를 밖의 브라우저에서 열어 주세요.".into(),
        M::InContainerUnattended => "컨테이너 안이라 브라우저를 열 수 없고, 주소를 붙여 넣을 터미널도 없어요. `docker run -it`처럼 터미널을 붙여 실행하거나, 사람이 없는 곳이라면 KAKAO_REFRESH_TOKEN에 리프레시 토큰을 넣어 주세요.".into(),
        M::OverSsh { command } => format!("SSH로 접속한 컴퓨터예요. 내 컴퓨터의 새 터미널에서 `{command}` 명령을 켜 둔 채로(호스트는 SSH로 접속할 때 쓰는 이름으로) 위 주소를 열어 주세요."),
        M::CodeOnPage { code, cause, remedy, console } => {
            let console = console.map(|console| format!("\n고칠 곳: {}", console.0)).unwrap_or_default();
            format!("{code}: {}\n할 일: {}{console}\n고친 뒤 브라우저에서 페이지를 새로고침하면 이 로그인이 그대로 이어져요.", cause.0, remedy.0)
        }
        M::SecondsLeft { seconds } => format!("남은 시간 {seconds}초 · 페이지에 KOE 코드가 보이면 여기에 입력해 보세요"),
        M::Welcome => "kakao-login: 터미널에서 카카오 로그인

처음이라면
  kakao-login demo      계정도 앱도 없이 로그인 전체를 해 봐요
  kakao-login setup     내 카카오 앱을 하나씩 준비해요
  kakao-login login     브라우저로 로그인하고 누구인지 보여 줘요

로그인한 뒤에는
  kakao-login whoami    로그인한 사용자 (--json, --jq .id)
  kakao-login token     유효한 액세스 토큰. 필요하면 갱신해요
  kakao-login api PATH  토큰을 붙여 카카오 API를 호출해요
  kakao-login logout    로그아웃

잘 안 될 때
  kakao-login doctor    막힌 곳을 찾아 해결 방법과 함께 보여 줘요
  kakao-login explain   KOE006 같은 코드의 뜻을 알려 줘요

계정 없이 개발하고 테스트할 때
  kakao-login emulator  가짜 카카오를 띄워요

모든 명령: kakao-login --help".into(),
        M::SetupFirst => "REST API 키가 없어서 먼저 앱을 준비할게요.".into(),
        M::SetupStart => "카카오 앱을 다섯 단계로 준비해요. 답은 바로 저장되니 언제든 Ctrl-C로 멈추고 다시 시작해도 돼요.

1. 앱 만들기와 키 복사
   https://developers.kakao.com/console/app 에서 앱을 만들고 [앱] > [플랫폼 키] > [REST API 키]를 복사해 주세요.".into(),
        M::SetupAskKey => "REST API 키".into(),
        M::SetupKeyUnknown { code } => format!("   카카오에 없는 키예요 ({code}). JavaScript 키, 네이티브 앱 키, 어드민 키가 아닌 REST API 키를 다시 복사해 주세요."),
        M::SetupKeyIsGood => "   카카오에서 확인된 키예요.".into(),
        M::SetupSwitchOn { menu } => format!("\n2. 카카오 로그인 켜기\n   아직 꺼져 있어요. 콘솔에서 ON으로 바꿔 주세요: {menu}"),
        M::SetupRegister { redirect_uri, menu } => format!("\n3. 리다이렉트 URI 등록\n   콘솔에 아래 줄을 그대로 붙여 넣고 저장해 주세요: {menu}\n\n{redirect_uri}\n"),
        M::SetupAskDone => "다 했으면 Enter, 건너뛰려면 s".into(),
        M::SetupStill { code } => format!("   아직이에요: 카카오가 {code} 페이지를 보여 줘요. 저장 버튼까지 눌렀는지 확인해 주세요."),
        M::SetupIsGood => "\n2. 카카오 로그인: 켜져 있어요.\n3. 리다이렉트 URI: 등록되어 있어요.".into(),
        M::SetupSecret { menu } => format!("\n4. 클라이언트 시크릿\n   콘솔에서 ON이면 값을 복사하고, OFF면 그냥 Enter를 눌러 주세요 (새 키는 처음부터 ON이에요): {menu}"),
        M::SetupSecretKept => "   저장된 값이 있어요. 그대로 쓰려면 Enter를 누르고, 지우려면 나중에 `kakao-login config unset client-secret`을 실행해 주세요.".into(),
        M::SetupSecretUnchecked => "   맞는 값인지는 로그인할 때 확인돼요. 지금 확인하려면 `kakao-login doctor --check-secret`".into(),
        M::SetupConsent { menu } => format!("\n5. 동의항목\n   닉네임과 프로필 사진은 콘솔에서 켜야 받을 수 있어요. 나에게 메시지를 보내려면 talk_message도 켜 주세요: {menu}"),
        M::SetupCannotCheck { host } => format!("   {host} 서버에 물어보지 못해서 확인은 건너뛰어요."),
        M::SetupCheckup => "\n다섯 단계가 끝났어요. 이제 한꺼번에 살펴볼게요:".into(),
        M::SetupAskLogin => "지금 로그인할까요? [Y/n]".into(),
        M::SetupSavedLater => "언제든 `kakao-login login`으로 로그인할 수 있어요.".into(),
        M::SecretIsRight => "올바른 값이에요".into(),
        M::ShorterThanAsked { seconds } => format!("카카오의 토큰은 --min-ttl 값만큼 오래가지 않아요. 이 토큰은 {}", remaining(*seconds)),
        M::NotLookedAt => "앞의 문제 때문에 살펴보지 못했어요".into(),
        M::CodeUnknown { code } => format!("모르는 코드예요: {code}. 아는 코드는 `kakao-login explain`이 모두 보여 줘요. 카카오에 물어보려면 https://devtalk.kakao.com"),
        M::NoFailures => "예약한 실패가 없어요.".into(),
        M::NoRequests => "아직 요청이 없어요.".into(),
        M::DemoDone => "가짜 카카오를 상대로 실제 로그인 절차를 그대로 해 봤어요. 남은 파일은 없어요. 이제 내 앱으로 해 보려면 `kakao-login setup`".into(),

        M::ServedOldToken { reason: Some(reason), seconds } => format!("토큰을 갱신하지 못했지만 ({reason}) 지금 토큰이 아직 {}", remaining(*seconds)),
        M::ServedOldToken { reason: None, seconds } => format!("토큰을 갱신하지 못했지만 지금 토큰이 아직 {}", remaining(*seconds)),
        M::RefreshTokenEnds { days: 0, command } => format!("리프레시 토큰이 24시간 안에 만료돼요. `{command}` 명령으로 다시 로그인해 주세요"),
        M::RefreshTokenEnds { days: 1, command } => format!("리프레시 토큰이 하루 뒤 만료돼요. `{command}` 명령으로 다시 로그인해 주세요"),
        M::RefreshTokenEnds { days, command } => format!("리프레시 토큰이 {days}일 뒤 만료돼요. 카카오가 갱신 때 새로 주지 않으면 `{command}` 명령으로 다시 로그인해야 해요"),
        M::IdTokenDropped { failed } => format!("함께 온 ID 토큰이 검증을 통과하지 못해서 ({failed}) 저장하지 않았어요"),
        M::IdTokenUnchecked { host } => format!("함께 온 ID 토큰은 저장하지 않았어요. 확인에 필요한 키를 {host}에서 받지 못했어요"),
        M::MadeByRoot { path, owner } => format!("uid {owner} 사용자의 홈에서 root로 실행 중이라 그 사용자는 여기 저장한 것을 쓸 수 없어요. 끝난 뒤 `chown -R {owner} {}` 명령을 실행하거나 sudo 없이 실행해 주세요", quoted(path)),
        M::VariableOutranks { variable } => format!("환경 변수 {variable}가 있어서, 명령들이 저장된 로그인 대신 그 토큰을 써요. 로그인을 쓰려면 `unset {variable}`"),
        M::VariableStandsIn { variable } => format!("여기에는 로그인이 없고, 환경 변수 {variable}의 토큰을 써요."),
        M::UnusualKey { origin } => format!("REST API 키({})가 16진수 32자가 아니에요. 다른 키이거나 잘린 것은 아닌지 확인해 주세요", origin_text(origin)),
        M::UnknownKey { path, line, key, command } => format!("{path} {line}번째 줄: 이 버전에는 '{key}' 설정이 없어서 적용되지 않아요. 지우려면 `{command}`"),
        M::Exposed { path } => format!("다른 사용자가 {path} 파일을 읽을 수 있어요. 나만 읽게 하려면 `chmod 600 {}`", quoted(path)),
        M::SetAside { path } => format!("읽을 수 없는 토큰 파일을 따로 남겨 두었어요: {path}"),

        M::Label(label) => label_text(*label).into(),
        M::NotAgreed { command } => format!("– 아직 동의하지 않았어요: `{command}` 명령으로 동의를 받을 수 있어요"),
        M::NotConfigured { scope } => format!("– 앱에서 꺼져 있거나 카카오계정에 없는 값이에요: [카카오 로그인] > [동의항목] > {scope}"),
        M::NoValue => "– 동의했지만 카카오에 값이 없어요".into(),
        M::ValidFor { seconds } => remaining(*seconds),
        M::Expired => "만료됐어요".into(),
        M::UnknownLifetime => "있어요 (유효 시간은 알 수 없어요)".into(),
        M::Missing => "없어요".into(),
        M::NoScopes => "알 수 없어요".into(),
        M::Origin(origin) => origin_text(origin),

        M::Problem(problem) => problem::text(problem),
        M::Hint(hint) => hint::text(hint),
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
        L::Settings => "설정",
        L::Port => "리다이렉트 포트",
        L::Proxy => "프록시와 인증서",
        L::ApiServer => "API 서버",
        L::Clock => "시계",
        L::AppSetup => "앱 설정",
        L::ClientSecret => "클라이언트 시크릿",
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
        Origin::Flag(flag) => format!("옵션 {flag}"),
        Origin::Input => "입력한 값".into(),
        Origin::Variable(name) => format!("환경 변수 {name}"),
        Origin::ProfileSection(name) => format!("config.toml [profiles.{name}]"),
        Origin::File => "config.toml".into(),
        Origin::Default => "기본값".into(),
    }
}
