"""The Django view that Korean tutorials teach, as they write it: the token by a query string, the user's nickname from
`profile_json['properties']`. Only the two hosts are the emulator's."""
import sys

import django
import requests
from django.conf import settings
from django.http import JsonResponse
from django.shortcuts import redirect
from django.test import Client
from django.urls import path

from emulator import emulator

REDIRECT_URI = "http://testserver/accounts/kakao/callback/"

with emulator(sys.argv[1], "--auto", "alice", "--redirect-uri", REDIRECT_URI) as kakao:
    KAUTH = KAPI = kakao["url"]
    REST_API_KEY, CLIENT_SECRET = kakao["rest_api_key"], kakao["client_secret"]

    def kakao_login(request):
        return redirect(f"{KAUTH}/oauth/authorize?client_id={REST_API_KEY}&redirect_uri={REDIRECT_URI}&response_type=code")

    def kakao_callback(request):
        code = request.GET.get("code")
        ask = getattr(requests, request.session_method)
        token_request = ask(
            f"{KAUTH}/oauth/token?grant_type=authorization_code&client_id={REST_API_KEY}&client_secret={CLIENT_SECRET}"
            f"&redirect_uri={REDIRECT_URI}&code={code}"
        )
        access_token = token_request.json().get("access_token")
        profile_request = requests.get(f"{KAPI}/v2/user/me", headers={"Authorization": f"Bearer {access_token}"})
        profile_json = profile_request.json()
        kakao_account = profile_json.get("kakao_account")
        return JsonResponse({
            "email": kakao_account.get("email") if kakao_account["has_email"] else None,
            "nickname": profile_json["properties"]["nickname"],
            "profile_image": profile_json["properties"]["profile_image"],
        })

    def session_method(get_response):
        """Tutorials ask for the token by POST, and as many by GET."""

        def middleware(request):
            request.session_method = request.GET.get("state") or "post"
            return get_response(request)

        return middleware

    settings.configure(
        ALLOWED_HOSTS=["testserver"],
        ROOT_URLCONF=__name__,
        SECRET_KEY="a secret of the test",
        MIDDLEWARE=[f"{__name__}.session_method"],
    )
    urlpatterns = [path("accounts/kakao/login/", kakao_login), path("accounts/kakao/callback/", kakao_callback)]
    django.setup()
    client = Client()
    for method in ("post", "get"):
        page = client.get("/accounts/kakao/login/").headers["location"] + f"&state={method}"
        back = requests.get(page, allow_redirects=False).headers["location"]
        user = client.get(back).json()
        assert (user["nickname"], user["email"]) == ("앨리스", "alice@example.com"), user
        assert user["profile_image"].startswith("http://k.kakaocdn.net/"), user
print("the tutorials' Django view: logged in by POST and by GET with the query string")
