// passport-kakao, whose hosts are constants: three private fields lead it to the emulator, the rest is as it came.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { emulator } from "./emulator.mjs";

const { Strategy } = createRequire(import.meta.url)("passport-kakao");

const callbackURL = "http://localhost:3000/callback";
const kakao = await emulator(process.argv[2], "--auto", "alice", "--redirect-uri", callbackURL);
try {
  const options = { clientID: kakao.rest_api_key, clientSecret: kakao.client_secret, callbackURL };
  const strategy = new Strategy(options, (_access, _refresh, profile, done) => done(null, profile));
  strategy._oauth2._authorizeUrl = `${kakao.url}/oauth/authorize`;
  strategy._oauth2._accessTokenUrl = `${kakao.url}/oauth/token`;
  strategy._userProfileURL = `${kakao.url}/v2/user/me`;

  /** What the strategy makes of a request. */
  const authenticate = (query) =>
    new Promise((resolve, reject) => {
      const run = Object.create(strategy);
      Object.assign(run, { redirect: resolve, success: resolve, error: reject, fail: (why) => reject(new Error(JSON.stringify(why))) });
      run.authenticate({ query, headers: {}, connection: {}, session: {} }, {});
    });
  const page = await fetch(await authenticate({}), { redirect: "manual" });
  const back = new URL(page.headers.get("location"));
  const user = await authenticate(Object.fromEntries(back.searchParams));
  assert.deepEqual([user.provider, user.displayName], ["kakao", "앨리스"]);
  console.log("passport-kakao: displayName from properties.nickname");
} finally {
  kakao.stop();
}
