"""fastapi-sso's KakaoSSO; its hosts are in a method, which five lines lead to the emulator."""
import sys
import urllib.request

from fastapi import FastAPI, Request
from fastapi.testclient import TestClient
from fastapi_sso.sso.kakao import KakaoSSO

from emulator import emulator

REDIRECT_URI = "http://testserver/callback"


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def location(url):
    """Where a page sends the browser."""
    try:
        urllib.request.build_opener(NoRedirect).open(url)
    except urllib.error.HTTPError as answer:
        return answer.headers["location"]
    raise AssertionError("no redirect")


with emulator(sys.argv[1], "--auto", "alice", "--redirect-uri", REDIRECT_URI) as kakao:

    class EmulatedKakaoSSO(KakaoSSO):
        async def get_discovery_document(self):
            hosts = {"https://kauth.kakao.com": kakao["url"], "https://kapi.kakao.com": kakao["url"]}
            document = await super().get_discovery_document()
            return {name: url.replace(url[: url.index(".com") + 4], hosts[url[: url.index(".com") + 4]]) for name, url in document.items()}

    app = FastAPI()
    sso = EmulatedKakaoSSO(kakao["rest_api_key"], kakao["client_secret"], REDIRECT_URI, allow_insecure_http=True)

    @app.get("/login")
    async def login():
        async with sso:
            return await sso.get_login_redirect()

    @app.get("/callback")
    async def callback(request: Request):
        async with sso:
            return await sso.verify_and_process(request)

    client = TestClient(app, follow_redirects=False)
    back = location(client.get("/login").headers["location"])
    user = client.get(back).json()
    assert (user["display_name"], user["provider"]) == ("앨리스", "kakao"), user
print("fastapi-sso: display_name from properties.nickname")
