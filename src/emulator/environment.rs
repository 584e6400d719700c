//! Owns what an app needs to use the emulator in Kakao's place, in the words of its framework.

use serde_json::{Value, json};

use super::{Agreement, provider::Provider};

pub(super) const KINDS: [&str; 4] = ["dotenv", "spring", "nextauth", "allauth"];

/// Address, app and users, as the ready line has them.
pub(super) fn app(provider: &Provider) -> Value {
    let app = &provider.scenario.app;
    let users = provider.scenario.users.iter().map(|user| json!({ "name": user.name, "id": user.id }));
    let variables = variables(provider).into_iter().map(|(name, value)| (name.to_owned(), value.into()));
    json!({
        "emulator": true,
        "url": provider.url,
        "rest_api_key": app.rest_api_key,
        "client_secret": app.client_secret,
        "redirect_uris": app.redirect_uris,
        "users": users.collect::<Vec<_>>(),
        "env": variables.collect::<serde_json::Map<_, _>>(),
    })
}

fn variables(provider: &Provider) -> Vec<(&'static str, String)> {
    let app = &provider.scenario.app;
    let mut all = vec![
        ("KAKAO_AUTH_URL", provider.url.clone()),
        ("KAKAO_API_URL", provider.url.clone()),
        ("KAKAO_REST_API_KEY", app.rest_api_key.clone()),
    ];
    all.extend(app.client_secret.clone().map(|secret| ("KAKAO_CLIENT_SECRET", secret)));
    all.extend(app.redirect_uris.first().cloned().map(|uri| ("KAKAO_REDIRECT_URI", uri)));
    all
}

/// A value that a shell and readers of env files take as it is: `&` in a redirect URI would end a command.
fn quoted(value: &str) -> String {
    let is_plain = value.chars().all(|c| c.is_ascii_alphanumeric() || "-_./:,=@%+".contains(c));
    if is_plain { value.to_owned() } else { format!("'{}'", value.replace('\'', r"'\''")) }
}

/// `None` for a kind that is not in [`KINDS`].
pub(super) fn text(provider: &Provider, kind: &str) -> Option<String> {
    let (url, app) = (&provider.url, &provider.scenario.app);
    let (key, secret) = (&app.rest_api_key, app.client_secret.as_deref().unwrap_or_default());
    // Named, for without any Kakao adds an ID token, which plain OAuth clients refuse.
    let items = app.consent_items.iter().filter(|item| item.agreement != Agreement::InUse);
    let scope = items.map(|item| item.id.as_str()).collect::<Vec<_>>().join(" ");
    let redirect_uri = |default: &'static str| app.redirect_uris.first().map_or(default, String::as_str).to_owned();
    Some(match kind {
        "dotenv" => variables(provider).iter().map(|(name, value)| format!("{name}={}\n", quoted(value))).collect(),
        "spring" => {
            let redirect_uri = redirect_uri("{baseUrl}/login/oauth2/code/{registrationId}");
            format!(
                "spring:\n  security:\n    oauth2:\n      client:\n        registration:\n          kakao:\n\
                 \x20           client-id: {key}\n            client-secret: {secret}\n\
                 \x20           client-authentication-method: client_secret_post\n\
                 \x20           authorization-grant-type: authorization_code\n\
                 \x20           redirect-uri: \"{redirect_uri}\"\n            scope: profile_nickname\n\
                 \x20       provider:\n          kakao:\n            authorization-uri: {url}/oauth/authorize\n\
                 \x20           token-uri: {url}/oauth/token\n            user-info-uri: {url}/v2/user/me\n\
                 \x20           user-name-attribute: id\n"
            )
        }
        "nextauth" => format!(
            "KakaoProvider({{\n  clientId: \"{key}\",\n  clientSecret: \"{secret}\",\n\
             \x20 authorization: {{ url: \"{url}/oauth/authorize\", params: {{ scope: \"{scope}\" }} }},\n\
             \x20 token: \"{url}/oauth/token\",\n  userinfo: \"{url}/v2/user/me\",\n  issuer: \"{url}\",\n\
             \x20 client: {{ token_endpoint_auth_method: \"client_secret_post\" }},\n}})\n"
        ),
        "allauth" => format!(
            "SOCIALACCOUNT_PROVIDERS = {{\n    \"openid_connect\": {{\n        \"APPS\": [{{\n\
             \x20           \"provider_id\": \"kakao\",\n            \"name\": \"Kakao\",\n\
             \x20           \"client_id\": \"{key}\",\n            \"secret\": \"{secret}\",\n\
             \x20           \"settings\": {{\n                \"server_url\": \"{url}/.well-known/openid-configuration\",\n\
             \x20               \"token_auth_method\": \"client_secret_post\",\n            }},\n        }}]\n    }}\n}}\n"
        ),
        _ => return None,
    })
}
