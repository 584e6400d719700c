//! Owns what to do next, in Korean.

use crate::messages::{Hint, Remedy, hint::quoted};

pub(super) fn text(hint: &Hint) -> String {
    use Hint as H;
    match hint {
        H::Remedy(remedy) => remedy_text(*remedy).into(),
        H::RemedyInVariable { remedy: Remedy::SetClientSecret, variable } => format!("클라이언트 시크릿이 없거나 틀려요. [앱] > [플랫폼 키] > [REST API 키] > 클라이언트 시크릿을 확인하고, 그 값이 들어 있는 환경 변수 {variable} 값을 고쳐 주세요"),
        H::RemedyInVariable { remedy: Remedy::UseRestApiKey, variable } => format!("키를 확인해 주세요: [앱] > [플랫폼 키] > [REST API 키] (JavaScript, 네이티브, 어드민 키가 아니에요). 그 값이 들어 있는 환경 변수 {variable} 값을 고쳐 주세요"),
        H::RemedyInVariable { remedy, variable } => format!("{}. 지금 쓰는 값은 환경 변수 {variable}에 있어요", remedy_text(*remedy)),
        H::CorrectVariable { variable } => format!("환경 변수 {variable} 값을 고치거나 지워 주세요: `unset {variable}`"),
        H::RunLogin { command } => format!("`{command}` 명령으로 로그인해 주세요"),
        H::AskScopes { command } => format!("`{command}` 명령으로 동의를 받아 주세요. 이미 동의한 항목은 그대로 유지돼요"),
        H::SetRestApiKey => "`kakao-login config set rest-api-key KEY` 명령이나 환경 변수 KAKAO_REST_API_KEY로 설정해 주세요".into(),
        H::WhereRestApiKeyIs => "키는 https://developers.kakao.com/console/app 의 [앱] > [플랫폼 키] > [REST API 키]에 있어요. 키 없이 해 보려면 `kakao-login demo`".into(),
        H::SeeHelp { command } => format!("사용법은 `{command} --help`에 있어요"),
        H::DidYouMean { suggestion } => format!("혹시 이것인가요? {suggestion}"),
        H::KnownKeys { keys } => format!("쓸 수 있는 설정: {keys}"),
        H::RemoveSetting { command } => format!("오타이거나 더 새로운 버전의 설정일 수 있어요. 지우려면 `{command}`"),
        H::ServerInFile { key } => format!("서버는 config.toml에 적어 주세요: `kakao-login config set {key} https://…`"),
        H::UseLoopbackRedirect => "예: `kakao-login config set redirect-uri http://127.0.0.1:18000/callback`. 콘솔에도 똑같이 등록해야 해요".into(),
        H::UseHttps => "호스트 앞에 https://를 붙여 주세요".into(),
        H::SetIt { key } => format!("`kakao-login config set {key} VALUE` 명령으로 설정해 주세요"),
        H::InstallHelper { program } => format!("{program} 프로그램을 설치하거나 (데비안: `apt install golang-docker-credential-helpers`), 파일에 저장하려면 `kakao-login config set store file`"),
        H::AskHelper { program } => format!("직접 실행해 보세요: `{program} list`"),
        H::RotatedIsKept => "새 리프레시 토큰은 여기에 저장되어 있어요. 명령을 직접 다시 실행하거나, 쓰려던 곳에서 다시 로그인해 주세요".into(),
        H::RemoveProfile { name } => format!("`kakao-login profiles remove {name}` 명령으로 지우거나 kakao-login을 업데이트해 주세요"),
        H::MaybeSpent { command } => format!("카카오가 리프레시 토큰을 이미 써 버렸을 수 있어요. 다음 시도에서 로그인이 만료됐다고 나오면 `{command}`"),
        H::PipeRefreshToken => "쓸 곳에 바로 넘겨 주세요: `kakao-login token --refresh-token | gh secret set KAKAO_REFRESH_TOKEN`".into(),
        H::SayYes => "묻지 않고 진행하려면 `kakao-login unlink --yes`".into(),
        H::ListProfiles => "프로필 목록은 `kakao-login profiles`로 볼 수 있어요".into(),
        H::MakeProfile { name } => format!("`kakao-login login --profile {name}` 명령으로 만들 수 있어요"),
        H::LogInInstead { command } => format!("가져올 것이 없어요. `{command}` 명령으로 새로 로그인해 주세요"),
        H::UseStdin { key } => format!("표준 입력으로 주세요: `kakao-login config set {key} --stdin < FILE`"),
        H::SetConfigDirectory => "KAKAO_LOGIN_CONFIG_DIR에 절대 경로를, 또는 HOME에 홈 폴더를 설정해 주세요".into(),
        H::FreePort { port } => format!("그 프로그램을 끝내고 다시 실행해 주세요. `ss -ltnp 'sport = :{port}'`로 찾을 수 있어요"),
        H::OtherPort => "콘솔에 리다이렉트 URI를 하나 더 등록하고 둘 다 적어 주세요: `kakao-login config set redirect-uri http://127.0.0.1:18000/callback,http://127.0.0.1:18001/callback`".into(),
        H::PointAtEmulator => "에뮬레이터를 쓰려면 그 주소를 알려 주세요: `export KAKAO_AUTH_URL=http://127.0.0.1:18080 KAKAO_API_URL=http://127.0.0.1:18080`".into(),
        H::SetClock => "시계를 맞춰 주세요: `sudo timedatectl set-ntp true`. 시계가 틀리면 토큰의 만료를 잘못 판단해요".into(),
        H::RunSetup => "처음이라면 `kakao-login setup`으로 차근차근 준비할 수 있어요".into(),
        H::StartEmulator => "먼저 띄워 주세요: `kakao-login emulator`. 다른 주소라면 --url로 알려 주세요".into(),
        H::IsEmulatorUp { command } => format!("에뮬레이터가 떠 있나요? `{command}`"),
        H::LookFor { folder } => format!("무엇이 있는지 보려면: `ls -la {}`", quoted(folder)),
        H::GiveCode => "예: `kakao-login explain KOE006`, `kakao-login explain - < FILE`".into(),
        H::SeeScopes => "철회할 수 있는 항목은 `kakao-login scopes`로 볼 수 있어요. 필수 항목은 `kakao-login unlink`로 연결을 끊을 때만 철회돼요".into(),
        H::SeeLogs => "무엇이 왔는지 보려면: `kakao-login emulator logs`".into(),
        H::AnyPort { command } => format!("빈 포트를 쓰려면 `{command}`"),
        H::OtherFolder => "쓸 수 있는 폴더를 정해 주세요: `export KAKAO_LOGIN_CONFIG_DIR=/tmp/kakao-login-$(id -u)`".into(),
        H::FolderInside { folder } => format!("그 안의 폴더를 쓰면 돼요: `export KAKAO_LOGIN_CONFIG_DIR={}`", quoted(folder)),
        H::TakeOver { path, user, owner: 0 } => format!("소유자를 바꿔 주세요: `sudo chown -R {user} {}`. 컨테이너라면 `--user 0`으로 실행해도 돼요", quoted(path)),
        H::TakeOver { path, user: 0, owner } => format!("sudo 없이 그 사용자로 실행하거나(컨테이너라면 `--user {owner}`) 소유자를 바꿔 주세요: `chown -R 0 {}`", quoted(path)),
        H::TakeOver { path, user, owner } => format!("uid {owner} 사용자로 실행하거나 소유자를 바꿔 주세요: `sudo chown -R {user} {}`", quoted(path)),
        H::CloseToOthers { path } => format!("설정이 직접 적은 내용이 맞는지 확인한 다음 닫아 주세요: `chmod go-w {}`", quoted(path)),
        H::RaiseLimits => "`ulimit -a`로 한도를 확인하고, 많이 쓰는 프로그램을 끝낸 다음 다시 실행해 주세요".into(),
        H::ChangeAtSource => "파일을 관리하는 곳(home-manager, stow, chezmoi, 마운트한 시크릿)에서 바꾸거나 환경 변수로 설정해 주세요".into(),
        H::NotToldKakao => "카카오에는 알리지 못해서 토큰이 만료될 때까지 살아 있어요. 폴더에 쓸 수 있게 한 뒤 다시 실행해 주세요".into(),
        H::CheckStore { path } => format!("디스크와 권한을 확인해 주세요: `ls -ld {}`", quoted(path)),
        H::NewLoginReplaces { command } => format!("`{command}` 명령을 실행하면 새로 만들고 예전 파일은 옆에 남겨 둬요"),
        H::UpdateProgram => "kakao-login을 업데이트하거나 다른 KAKAO_LOGIN_CONFIG_DIR을 써 주세요".into(),
        H::AnotherRunHoldsIt => "끝날 때까지 기다리거나 끝낸 다음 다시 실행해 주세요".into(),
        H::NewVariableToken { variable } => format!("{variable}에 유효한 토큰을 넣거나, 저장된 로그인을 쓰려면 변수를 지워 주세요"),
        H::Report => "저장된 것은 그대로예요. 다시 실행해 보고, 계속 생기면 이 줄을 그대로 알려 주세요".into(),
        H::UseCachedLogin { variable } => format!("저장된 로그인을 쓰려면 `unset {variable}`"),
        H::CloseOlderTabs => "이전 탭부터 닫아 주세요. 로그인할 때마다 주소가 달라요".into(),
        H::LookAtBrowser { redirect_uri } => format!("브라우저에 KOE 코드가 보였다면 `kakao-login explain 코드`로 뜻을 볼 수 있어요. KOE006은 {redirect_uri} 주소가 등록되지 않았다는 뜻이에요"),
        H::EditFile { path } => format!("그 줄을 고쳐 주세요: `${{EDITOR:-vi}} {}`", quoted(path)),
        H::CheckOutput => "출력이 가는 곳을 확인해 주세요. 디스크가 찼는지는 `df -h .`로 알 수 있어요".into(),
        H::SeeJq => "--json으로 전체 응답을 먼저 확인해 주세요. jq 문법은 https://jqlang.org/manual/ 에 있어요".into(),
        H::CheckNetwork => "네트워크를 확인하고 다시 실행해 주세요".into(),
        H::CheckProxy => "프록시를 쓴다면 HTTPS_PROXY와 NO_PROXY를 확인해 주세요. 공용 와이파이처럼 로그인이 필요한 네트워크라면 브라우저에서 먼저 로그인해 주세요".into(),
        H::InstallCertificates => "인증서를 설치해 주세요: `apt install ca-certificates` (Alpine: `apk add ca-certificates`)".into(),
        H::CorrectCertificates { variable } => format!("{variable} 변수에 시스템의 인증서 위치를 적거나, 변수를 지워 주세요: `unset {variable}`"),
        H::EscapeProxy { variable } => format!("{variable}=http://사용자:비밀번호@호스트:포트 형식으로 따옴표와 공백 없이 적어 주세요. 사용자와 비밀번호 안의 #는 %23, /는 %2F, ?는 %3F, \\는 %5C, @는 %40으로 적어요"),
        H::JsonFromFile { command } => format!("JSON을 파일에 저장해서 넘겨 주세요: `{command}`"),
        H::ShellRewrotePath { command } => format!("셸(Git Bash)이 윈도우 경로로 바꾸었어요. 첫 슬래시를 빼고 `{command}` 명령을 실행하거나 MSYS_NO_PATHCONV=1을 설정해 주세요"),
        H::SaveAsUtf8 => "UTF-8로 저장해 주세요. PowerShell에서는 `Get-Content FILE | Set-Content -Encoding utf8 NEW_FILE`".into(),
        H::CheckCertificates => "TLS를 검사하는 프록시 뒤라면 그 인증서 파일을 SSL_CERT_FILE에 적어 주세요".into(),
        H::RetryAfter { seconds } => format!("{seconds}초 뒤에 다시 시도해 주세요"),
        H::TryAgainLater => "몇 분 뒤에 다시 시도해 주세요".into(),
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
            "키를 확인해 주세요: [앱] > [플랫폼 키] > [REST API 키] (JavaScript·네이티브·어드민 키가 아니에요). 찾았다면 `kakao-login config set rest-api-key KEY` 명령으로 넣어 주세요"
        }
        R::SetClientSecret => {
            "클라이언트 시크릿이 없거나 달라요: [앱] > [플랫폼 키] > [REST API 키] > 클라이언트 시크릿을 복사해서 `kakao-login config set client-secret` 명령으로 넣어 주세요"
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
        R::WaitAndRetry => "카카오가 바쁘거나 호출 수를 제한하고 있어요. 몇 분 뒤에 다시 시도해 주세요",
        R::EnableFeature => {
            "앱에 허용되지 않은 기능이에요. [카카오 로그인] > [동의항목]이나 [앱] > [추가 기능 신청]에서 켜 주세요"
        }
        R::CheckRequest => {
            "파라미터를 문서와 비교해 보세요: https://developers.kakao.com/docs/latest/ko/kakaologin/rest-api"
        }
    }
}
