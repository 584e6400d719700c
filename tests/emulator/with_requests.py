"""The whole login as a person does it, page by page, with requests."""
import html
import re
import sys
from urllib.parse import parse_qs, urljoin, urlsplit

import requests

from emulator import emulator

REDIRECT_URI = "http://localhost:3000/callback"


def submit(session, page, **choices):
    """Sends the first form of a page with its hidden fields and the choices made."""
    action = re.search(r'action="([^"]*)"', page.text).group(1)
    hidden = re.findall(r'type="hidden" name="([^"]*)" value="([^"]*)"', page.text)
    fields = [(name, html.unescape(value)) for name, value in hidden]
    fields += [(name, value) for name, values in choices.items() for value in values]
    answer = session.post(urljoin(page.url, action), data=fields, allow_redirects=False)
    # The last redirect leads to the app, which does not run here.
    while answer.is_redirect and not answer.headers["location"].startswith(REDIRECT_URI):
        answer = session.get(urljoin(answer.url, answer.headers["location"]), allow_redirects=False)
    return answer


with emulator(sys.argv[1], "--redirect-uri", REDIRECT_URI) as kakao, requests.Session() as session:
    url, key, secret = kakao["url"], kakao["rest_api_key"], kakao["client_secret"]
    asked = {"response_type": "code", "client_id": key, "redirect_uri": REDIRECT_URI, "state": "xyz"}
    asked["scope"] = "account_email,talk_message"

    login = session.get(f"{url}/oauth/authorize", params=asked)
    consent = submit(session, login, user=["alice"])
    answer = submit(session, consent, scope=["account_email"], decision=["agree"])
    query = parse_qs(urlsplit(answer.headers["location"]).query)
    assert query["state"] == ["xyz"], query

    form = {"grant_type": "authorization_code", "client_id": key, "client_secret": secret}
    form |= {"redirect_uri": REDIRECT_URI, "code": query["code"][0]}
    tokens = requests.post(f"{url}/oauth/token", data=form).json()
    bearer = {"Authorization": f"Bearer {tokens['access_token']}"}
    user = requests.get(f"{url}/v2/user/me", headers=bearer).json()
    assert user["id"] == 1376016924429759228 and user["kakao_account"]["email"] == "alice@example.com", user

    # What was unticked is missing where it is needed.
    memo = requests.post(f"{url}/v2/api/talk/memo/default/send", headers=bearer, data={"template_object": "{}"})
    assert (memo.status_code, memo.json()["code"]) == (403, -402), memo.text

    again = requests.post(f"{url}/oauth/token", data=form)
    assert (again.status_code, again.json()["error_code"]) == (400, "KOE320"), again.text
    other = requests.post(f"{url}/oauth/token", json=form)
    assert (other.status_code, other.json()["error_code"]) == (401, "KOE101"), other.text
    page = requests.get(f"{url}/oauth/authorize", params=asked | {"redirect_uri": "http://localhost:3000/"})
    assert page.status_code == 400 and "(KOE006)" in page.text and not page.history, page.text
    log = requests.get(f"{url}/_emulator/requests", headers={"Accept-Language": "en"}).json()["requests"]
    assert any("second use of the code" in (entry["reason"] or "") for entry in log), log
print("requests: logged in page by page, four refusals as at Kakao")
