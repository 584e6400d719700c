//! Owns the consent items Kakao knows: what each gives an app that a person agrees to it.

use crate::messages::Words;

/// What an item gives. `None` for an item this program does not know.
/// <https://developers.kakao.com/docs/latest/ko/kakaologin/prerequisite#consent-item>
pub(crate) fn gives(id: &str) -> Option<Words> {
    Some(match id {
        "profile_nickname" => ("`whoami`의 닉네임", "the nickname in `whoami`"),
        "profile_image" => ("`whoami`의 프로필 사진", "the picture in `whoami`"),
        "profile" => ("닉네임과 프로필 사진 (2021년 이전 앱)", "nickname and picture (apps from before 2021)"),
        "account_email" => ("이메일 (비즈 앱)", "the e-mail address (Biz apps)"),
        "name" => ("이름 (비즈 앱, 심사)", "the name (Biz apps, after review)"),
        "gender" => ("성별 (비즈 앱, 심사)", "the gender (Biz apps, after review)"),
        "age_range" => ("연령대 (비즈 앱, 심사)", "the age range (Biz apps, after review)"),
        "birthday" => ("생일 (비즈 앱, 심사)", "the birthday (Biz apps, after review)"),
        "birthyear" => ("출생 연도 (비즈 앱, 심사)", "the year of birth (Biz apps, after review)"),
        "phone_number" => ("전화번호 (비즈 앱, 심사)", "the phone number (Biz apps, after review)"),
        "account_ci" => ("연계정보 CI (비즈 앱, 심사)", "the CI (Biz apps, after review)"),
        "shipping_address" => (
            "`api /v1/user/shipping_address` (비즈 앱, 심사)",
            "`api /v1/user/shipping_address` (Biz apps, after review)",
        ),
        "friends" => ("`api /v1/api/talk/friends`", "`api /v1/api/talk/friends`"),
        "talk_message" => {
            ("나에게 카카오톡 보내기: `api /v2/api/talk/memo/…`", "messages to yourself: `api /v2/api/talk/memo/…`")
        }
        "plusfriends" => ("`api /v2/api/talk/channels`", "`api /v2/api/talk/channels`"),
        "talk_calendar" => ("톡캘린더 API", "the calendar APIs"),
        "openid" => ("`token --id`", "`token --id`"),
        "talk_chats" => ("카카오톡 채팅 목록 (제휴 앱)", "the list of chats (partners only)"),
        _ => return None,
    })
}
