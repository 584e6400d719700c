// An unmodified next-auth 4 with the settings that `emulator env --for nextauth` prints: from the sign-in button to the
// session, through next-auth's own request handler.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { emulator } from "./emulator.mjs";

const require = createRequire(import.meta.url);
const { AuthHandler } = require("./node_modules/next-auth/core/index.js");
const KakaoProvider = require("next-auth/providers/kakao").default;

const origin = "http://localhost:3000";
const kakao = await emulator(process.argv[2], "--auto", "alice", "--redirect-uri", `${origin}/api/auth/callback/kakao`);
try {
  const printed = execFileSync(process.argv[2], ["emulator", "env", "--for", "nextauth", "--url", kakao.url], { encoding: "utf8" });
  assert.match(printed, /scope: "profile_nickname profile_image account_email"/);
  const provider = new Function("KakaoProvider", `return ${printed}`)(KakaoProvider);
  const cookies = {};
  const options = { providers: [provider], secret: "a secret of the test" };
  const ask = async (method, action, rest = {}) => {
    const req = { origin, method, action, cookies, headers: {}, query: {}, body: {}, ...rest };
    const answer = await AuthHandler({ req, options });
    for (const { name, value } of answer.cookies ?? []) cookies[name] = value;
    return answer;
  };
  process.env.NEXTAUTH_URL = origin;

  const { csrfToken } = (await ask("GET", "csrf")).body;
  const signIn = await ask("POST", "signin", { providerId: "kakao", body: { csrfToken, callbackUrl: origin } });
  const page = await fetch(signIn.redirect, { redirect: "manual" });
  assert.equal(page.status, 302, await page.text());
  const back = new URL(page.headers.get("location"));
  const done = await ask("GET", "callback", { providerId: "kakao", query: Object.fromEntries(back.searchParams) });
  assert.equal(done.redirect, origin, `not logged in: ${done.redirect}`);
  const session = (await ask("GET", "session")).body;
  assert.deepEqual([session.user.name, session.user.email], ["앨리스", "alice@example.com"]);
  console.log("next-auth 4: a session with name and e-mail, with the printed settings");
} finally {
  kakao.stop();
}
