"""An unmodified Authlib client: the code flow with PKCE, the refresh of the last month, a reused code."""
import sys

import requests
from authlib.common.security import generate_token
from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.requests_client import OAuth2Session

from emulator import emulator

REDIRECT_URI = "http://localhost:3000/callback"

with emulator(sys.argv[1], "--auto", "bob", "--redirect-uri", REDIRECT_URI) as kakao:
    url = kakao["url"]

    def client(method):
        return OAuth2Session(
            kakao["rest_api_key"],
            kakao["client_secret"],
            redirect_uri=REDIRECT_URI,
            token_endpoint_auth_method=method,
            code_challenge_method="S256",
        )

    def log_in(session):
        verifier = generate_token(48)
        page, state = session.create_authorization_url(f"{url}/oauth/authorize", code_verifier=verifier)
        back = requests.get(page, allow_redirects=False).headers["location"]
        return back, {"code_verifier": verifier, "state": state}

    session = client("client_secret_post")
    back, proof = log_in(session)
    tokens = session.fetch_token(f"{url}/oauth/token", authorization_response=back, **proof)
    assert session.get(f"{url}/v2/user/me").json()["id"] == 1000000002

    # Day 35: a refresh brings a new refresh token and ends the old one.
    requests.post(f"{url}/_emulator/clock", data={"advance": "+35d"}).raise_for_status()
    old = tokens["refresh_token"]
    new = session.refresh_token(f"{url}/oauth/token", refresh_token=old)
    assert new["refresh_token"] != old
    for fails, why in [
        (lambda: session.refresh_token(f"{url}/oauth/token", refresh_token=old), "expired_or_invalid_refresh_token"),
        (lambda: session.fetch_token(f"{url}/oauth/token", authorization_response=back, **proof), "not found for code"),
    ]:
        try:
            fails()
            raise SystemExit(f"accepted, though {why}")
        except OAuthError as error:
            assert why in error.description, error

    # What Authlib does by itself, HTTP Basic, is not what Kakao reads.
    basic = client("client_secret_basic")
    back, proof = log_in(basic)
    try:
        basic.fetch_token(f"{url}/oauth/token", authorization_response=back, **proof)
        raise SystemExit("HTTP Basic was accepted")
    except OAuthError as error:
        assert error.error == "invalid_client", error
print("Authlib: logged in, refreshed on day 35, three refusals as at Kakao")
