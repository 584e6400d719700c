// An unmodified simple-oauth2 client: logs in, reads the user, and is refused as at Kakao.
import assert from "node:assert/strict";
import { AuthorizationCode } from "simple-oauth2";
import { emulator } from "./emulator.mjs";

const redirect_uri = "http://localhost:3000/callback";

const kakao = await emulator(process.argv[2], "--auto", "alice", "--redirect-uri", redirect_uri);
try {
  const client = (authorizationMethod) =>
    new AuthorizationCode({
      client: { id: kakao.rest_api_key, secret: kakao.client_secret },
      auth: { tokenHost: kakao.url, tokenPath: "/oauth/token", authorizePath: "/oauth/authorize" },
      options: { authorizationMethod },
    });
  const oauth = client("body");

  const page = await fetch(oauth.authorizeURL({ redirect_uri, state: "xyz" }), { redirect: "manual" });
  const back = new URL(page.headers.get("location"));
  assert.equal(back.searchParams.get("state"), "xyz");
  const code = back.searchParams.get("code");
  const tokens = await oauth.getToken({ code, redirect_uri });

  const me = await fetch(`${kakao.url}/v2/user/me`, { headers: { Authorization: `Bearer ${tokens.token.access_token}` } });
  const text = await me.text();
  // JSON.parse would round it: ids exceed 2^53.
  assert.match(text, /"id":1376016924429759228/);
  assert.ok((await tokens.refresh()).token.access_token);

  const refused = async (attempt) => attempt.then(() => assert.fail("accepted"), (error) => error.data.payload);
  assert.equal((await refused(oauth.getToken({ code, redirect_uri }))).error_code, "KOE320");
  assert.equal((await refused(client("header").getToken({ code, redirect_uri }))).error_code, "KOE101");
  const wrong = await fetch(oauth.authorizeURL({ redirect_uri: "http://localhost:3000/" }), { redirect: "manual" });
  assert.equal(wrong.status, 400);
  assert.match(await wrong.text(), /\(KOE006\)/);
  console.log("simple-oauth2: logged in, refreshed, three refusals as at Kakao");
} finally {
  kakao.stop();
}
