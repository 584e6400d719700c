#!/usr/bin/env bash
# The authorization-code flow with curl alone, then what Kakao refuses.
set -euo pipefail
program=$1
redirect_uri=http://localhost:3000/callback
ready=$(mktemp)
"$program" emulator --port 0 --json --auto alice --redirect-uri "$redirect_uri" >"$ready" 2>/dev/null &
trap 'kill $!; rm -f "$ready"' EXIT
until [ -s "$ready" ]; do sleep 0.05; done
read_ready() { /usr/bin/python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))[sys.argv[2]])' "$ready" "$1"; }
url=$(read_ready url) key=$(read_ready rest_api_key) secret=$(read_ready client_secret)
is() { case "$2" in *"$3"*) ;; *) echo "$1: expected $3 in: $2" >&2; exit 1 ;; esac; }

authorize="$url/oauth/authorize?response_type=code&client_id=$key&state=xyz"
location=$(curl -s -o /dev/null -w '%{redirect_url}' "$authorize&redirect_uri=$redirect_uri")
is "state" "$location" "state=xyz"
code=$(sed 's/.*code=\([^&]*\).*/\1/' <<<"$location")

token() { curl -s "$url/oauth/token" -d grant_type=authorization_code -d "redirect_uri=$redirect_uri" "$@"; }
tokens=$(token -d "client_id=$key" -d "client_secret=$secret" -d "code=$code")
is "tokens" "$tokens" '"token_type":"bearer"'
access_token=$(sed 's/.*"access_token":"\([^"]*\)".*/\1/' <<<"$tokens")
is "user" "$(curl -s "$url/v2/user/me" -H "Authorization: Bearer $access_token")" '"id":1376016924429759228'

is "the code a second time" "$(token -d "client_id=$key" -d "client_secret=$secret" -d "code=$code")" KOE320
is "a wrong redirect URI" "$(curl -s "$authorize&redirect_uri=http://localhost:3000/")" "(KOE006)"
is "HTTP Basic" "$(token -u "$key:$secret" -d "code=x")" "Not exist client_id [null]"
is "a JSON body" "$(curl -s "$url/oauth/token" --json "{\"client_id\":\"$key\"}")" KOE101
is "a wrong secret" "$(token -d "client_id=$key" -d client_secret=wrong -d code=x)" KOE010
echo "curl: logged in, five refusals as at Kakao"
