# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_kakao_login_global_optspecs
    string join \n profile= json jq= lang= color= q/quiet v/verbose h/help V/version
end

function __fish_kakao_login_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_kakao_login_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_kakao_login_using_subcommand
    set -l cmd (__fish_kakao_login_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c kakao-login -n "__fish_kakao_login_needs_command" -l profile -d 'Use this login profile: one app and one Kakao account' -r
complete -c kakao-login -n "__fish_kakao_login_needs_command" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c kakao-login -n "__fish_kakao_login_needs_command" -l lang -d 'Speak this language' -r -f -a "ko\t''
en\t''"
complete -c kakao-login -n "__fish_kakao_login_needs_command" -l color -d 'Colour the output' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kakao-login -n "__fish_kakao_login_needs_command" -l json -d 'Print JSON, failures too'
complete -c kakao-login -n "__fish_kakao_login_needs_command" -s q -l quiet -d 'Say only what fails'
complete -c kakao-login -n "__fish_kakao_login_needs_command" -s v -l verbose -d 'Say more; twice: requests and answers, without their secrets'
complete -c kakao-login -n "__fish_kakao_login_needs_command" -s h -l help -d 'Print help'
complete -c kakao-login -n "__fish_kakao_login_needs_command" -s V -l version -d 'Print version'
complete -c kakao-login -n "__fish_kakao_login_needs_command" -f -a "login" -d 'Log in with the browser and show who is logged in'
complete -c kakao-login -n "__fish_kakao_login_needs_command" -f -a "whoami" -d 'Show the logged-in user'
complete -c kakao-login -n "__fish_kakao_login_needs_command" -f -a "token" -d 'Print a valid access token, refreshed if needed'
complete -c kakao-login -n "__fish_kakao_login_needs_command" -f -a "status" -d 'Show what is cached, without the network'
complete -c kakao-login -n "__fish_kakao_login_needs_command" -f -a "refresh" -d 'Get a new access token now'
complete -c kakao-login -n "__fish_kakao_login_needs_command" -f -a "logout" -d 'End the login at Kakao and forget it here'
complete -c kakao-login -n "__fish_kakao_login_needs_command" -f -a "unlink" -d 'Take the Kakao account off the app and end all its tokens'
complete -c kakao-login -n "__fish_kakao_login_needs_command" -f -a "scopes" -d 'Show the consent items, or take consent back'
complete -c kakao-login -n "__fish_kakao_login_needs_command" -f -a "exec" -d 'Run a program with KAKAO_ACCESS_TOKEN set'
complete -c kakao-login -n "__fish_kakao_login_needs_command" -f -a "api" -d 'Call any Kakao REST API with the token'
complete -c kakao-login -n "__fish_kakao_login_needs_command" -f -a "setup" -d 'Prepare a Kakao app step by step: key, redirect URI, client secret'
complete -c kakao-login -n "__fish_kakao_login_needs_command" -f -a "doctor" -d 'Look for what keeps a login from working, and say what helps'
complete -c kakao-login -n "__fish_kakao_login_needs_command" -f -a "explain" -d 'Say what an error code of Kakao\'s means and what helps'
complete -c kakao-login -n "__fish_kakao_login_needs_command" -f -a "profiles" -d 'Show and manage login profiles: one app and one Kakao account each'
complete -c kakao-login -n "__fish_kakao_login_needs_command" -f -a "import" -d 'Adopt a token JSON that a script saved'
complete -c kakao-login -n "__fish_kakao_login_needs_command" -f -a "config" -d 'Read and change settings'
complete -c kakao-login -n "__fish_kakao_login_needs_command" -f -a "emulator" -d 'Serve a pretend Kakao for tests and offline work'
complete -c kakao-login -n "__fish_kakao_login_needs_command" -f -a "demo" -d 'Try the whole login against a pretend Kakao; nothing is kept'
complete -c kakao-login -n "__fish_kakao_login_needs_command" -f -a "completions" -d 'Print a completion script for a shell'
complete -c kakao-login -n "__fish_kakao_login_needs_command" -f -a "man" -d 'Print the manual page, or write one per command into a folder'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand login" -l scope -d 'Ask for these consent items (repeat, or separate with commas)' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand login" -l prompt -d 'What Kakao asks the person to do' -r -f -a "login\t''
select_account\t''
create\t''
none\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand login" -l login-hint -d 'Fill in the login page: e-mail, phone number or Kakao Mail ID' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand login" -l service-terms -d 'Ask for these terms (Kakao Sync tags, separated with commas)' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand login" -l redirect-uri -d 'Come back to this redirect URI, exactly as registered' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand login" -l browser -d 'Open the URL with this program' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand login" -l timeout -d 'Give up after so many seconds' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand login" -l profile -d 'Use this login profile: one app and one Kakao account' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand login" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand login" -l lang -d 'Speak this language' -r -f -a "ko\t''
en\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand login" -l color -d 'Colour the output' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand login" -l switch -d 'Choose another Kakao account (same as --prompt select_account)'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand login" -l no-browser -d 'Print the URL and open no browser'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand login" -l no-probe -d 'Do not look whether Kakao answers the URL with an error page'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand login" -l json -d 'Print JSON, failures too'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand login" -s q -l quiet -d 'Say only what fails'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand login" -s v -l verbose -d 'Say more; twice: requests and answers, without their secrets'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand login" -s h -l help -d 'Print help'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand whoami" -l profile -d 'Use this login profile: one app and one Kakao account' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand whoami" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand whoami" -l lang -d 'Speak this language' -r -f -a "ko\t''
en\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand whoami" -l color -d 'Colour the output' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand whoami" -l json -d 'Print JSON, failures too'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand whoami" -s q -l quiet -d 'Say only what fails'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand whoami" -s v -l verbose -d 'Say more; twice: requests and answers, without their secrets'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand whoami" -s h -l help -d 'Print help'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand token" -l min-ttl -d 'Refresh if the token lives shorter than this, for example 30m' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand token" -l on-rotate -d 'Run this shell command when Kakao renews the refresh token, with the new one on its standard input' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand token" -l profile -d 'Use this login profile: one app and one Kakao account' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand token" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand token" -l lang -d 'Speak this language' -r -f -a "ko\t''
en\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand token" -l color -d 'Colour the output' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand token" -l header -d 'Print the whole header: Authorization: Bearer …'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand token" -l id -d 'Print the ID token of OpenID Connect'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand token" -l verify -d 'Check the ID token with Kakao\'s keys and print each check'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand token" -l refresh-token -d 'Print the refresh token into a pipe or a file, for a secret of CI'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand token" -l json -d 'Print JSON, failures too'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand token" -s q -l quiet -d 'Say only what fails'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand token" -s v -l verbose -d 'Say more; twice: requests and answers, without their secrets'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand token" -s h -l help -d 'Print help'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand status" -l profile -d 'Use this login profile: one app and one Kakao account' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand status" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand status" -l lang -d 'Speak this language' -r -f -a "ko\t''
en\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand status" -l color -d 'Colour the output' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand status" -l json -d 'Print JSON, failures too'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand status" -s q -l quiet -d 'Say only what fails'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand status" -s v -l verbose -d 'Say more; twice: requests and answers, without their secrets'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand status" -s h -l help -d 'Print help'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand refresh" -l profile -d 'Use this login profile: one app and one Kakao account' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand refresh" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand refresh" -l lang -d 'Speak this language' -r -f -a "ko\t''
en\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand refresh" -l color -d 'Colour the output' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand refresh" -l json -d 'Print JSON, failures too'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand refresh" -s q -l quiet -d 'Say only what fails'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand refresh" -s v -l verbose -d 'Say more; twice: requests and answers, without their secrets'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand refresh" -s h -l help -d 'Print help'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand logout" -l profile -d 'Use this login profile: one app and one Kakao account' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand logout" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand logout" -l lang -d 'Speak this language' -r -f -a "ko\t''
en\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand logout" -l color -d 'Colour the output' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand logout" -l browser-session -d 'Also end the browser\'s own Kakao session'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand logout" -l json -d 'Print JSON, failures too'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand logout" -s q -l quiet -d 'Say only what fails'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand logout" -s v -l verbose -d 'Say more; twice: requests and answers, without their secrets'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand logout" -s h -l help -d 'Print help'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand unlink" -l profile -d 'Use this login profile: one app and one Kakao account' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand unlink" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand unlink" -l lang -d 'Speak this language' -r -f -a "ko\t''
en\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand unlink" -l color -d 'Colour the output' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand unlink" -l yes -d 'Do not ask'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand unlink" -l json -d 'Print JSON, failures too'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand unlink" -s q -l quiet -d 'Say only what fails'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand unlink" -s v -l verbose -d 'Say more; twice: requests and answers, without their secrets'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand unlink" -s h -l help -d 'Print help'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand scopes; and not __fish_seen_subcommand_from revoke" -l profile -d 'Use this login profile: one app and one Kakao account' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand scopes; and not __fish_seen_subcommand_from revoke" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand scopes; and not __fish_seen_subcommand_from revoke" -l lang -d 'Speak this language' -r -f -a "ko\t''
en\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand scopes; and not __fish_seen_subcommand_from revoke" -l color -d 'Colour the output' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand scopes; and not __fish_seen_subcommand_from revoke" -l json -d 'Print JSON, failures too'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand scopes; and not __fish_seen_subcommand_from revoke" -s q -l quiet -d 'Say only what fails'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand scopes; and not __fish_seen_subcommand_from revoke" -s v -l verbose -d 'Say more; twice: requests and answers, without their secrets'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand scopes; and not __fish_seen_subcommand_from revoke" -s h -l help -d 'Print help'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand scopes; and not __fish_seen_subcommand_from revoke" -f -a "revoke" -d 'Take consent back for these items'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand scopes; and __fish_seen_subcommand_from revoke" -l profile -d 'Use this login profile: one app and one Kakao account' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand scopes; and __fish_seen_subcommand_from revoke" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand scopes; and __fish_seen_subcommand_from revoke" -l lang -d 'Speak this language' -r -f -a "ko\t''
en\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand scopes; and __fish_seen_subcommand_from revoke" -l color -d 'Colour the output' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand scopes; and __fish_seen_subcommand_from revoke" -l json -d 'Print JSON, failures too'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand scopes; and __fish_seen_subcommand_from revoke" -s q -l quiet -d 'Say only what fails'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand scopes; and __fish_seen_subcommand_from revoke" -s v -l verbose -d 'Say more; twice: requests and answers, without their secrets'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand scopes; and __fish_seen_subcommand_from revoke" -s h -l help -d 'Print help'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand exec" -l profile -d 'Use this login profile: one app and one Kakao account' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand exec" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand exec" -l lang -d 'Speak this language' -r -f -a "ko\t''
en\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand exec" -l color -d 'Colour the output' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand exec" -l json -d 'Print JSON, failures too'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand exec" -s q -l quiet -d 'Say only what fails'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand exec" -s v -l verbose -d 'Say more; twice: requests and answers, without their secrets'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand exec" -s h -l help -d 'Print help'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand api" -s X -l method -d 'HTTP method (GET; POST when there is a field or an input)' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand api" -s f -l field -d 'Send a form field, as text' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand api" -s F -l json-field -d 'Send a form field: JSON text, or @FILE for a file\'s content' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand api" -s q -l query -d 'Add to the query' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand api" -s H -l header -d 'Add a header' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand api" -l input -d 'Send this file as the body; - is standard input' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand api" -l profile -d 'Use this login profile: one app and one Kakao account' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand api" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand api" -l lang -d 'Speak this language' -r -f -a "ko\t''
en\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand api" -l color -d 'Colour the output' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand api" -l quiet -d 'Say only what fails'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand api" -l json -d 'Print JSON, failures too'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand api" -s v -l verbose -d 'Say more; twice: requests and answers, without their secrets'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand api" -s h -l help -d 'Print help'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand setup" -l profile -d 'Use this login profile: one app and one Kakao account' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand setup" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand setup" -l lang -d 'Speak this language' -r -f -a "ko\t''
en\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand setup" -l color -d 'Colour the output' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand setup" -l json -d 'Print JSON, failures too'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand setup" -s q -l quiet -d 'Say only what fails'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand setup" -s v -l verbose -d 'Say more; twice: requests and answers, without their secrets'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand setup" -s h -l help -d 'Print help'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand doctor" -l profile -d 'Use this login profile: one app and one Kakao account' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand doctor" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand doctor" -l lang -d 'Speak this language' -r -f -a "ko\t''
en\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand doctor" -l color -d 'Colour the output' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand doctor" -l check-secret -d 'Also ask the token endpoint whether the client secret is right (Kakao may e-mail you when it is not)'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand doctor" -l json -d 'Print JSON, failures too'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand doctor" -s q -l quiet -d 'Say only what fails'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand doctor" -s v -l verbose -d 'Say more; twice: requests and answers, without their secrets'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand doctor" -s h -l help -d 'Print help'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand explain" -l profile -d 'Use this login profile: one app and one Kakao account' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand explain" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand explain" -l lang -d 'Speak this language' -r -f -a "ko\t''
en\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand explain" -l color -d 'Colour the output' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand explain" -l json -d 'Print JSON, failures too'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand explain" -s q -l quiet -d 'Say only what fails'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand explain" -s v -l verbose -d 'Say more; twice: requests and answers, without their secrets'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand explain" -s h -l help -d 'Print help'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand profiles; and not __fish_seen_subcommand_from list use rename remove" -l profile -d 'Use this login profile: one app and one Kakao account' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand profiles; and not __fish_seen_subcommand_from list use rename remove" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand profiles; and not __fish_seen_subcommand_from list use rename remove" -l lang -d 'Speak this language' -r -f -a "ko\t''
en\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand profiles; and not __fish_seen_subcommand_from list use rename remove" -l color -d 'Colour the output' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand profiles; and not __fish_seen_subcommand_from list use rename remove" -l json -d 'Print JSON, failures too'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand profiles; and not __fish_seen_subcommand_from list use rename remove" -s q -l quiet -d 'Say only what fails'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand profiles; and not __fish_seen_subcommand_from list use rename remove" -s v -l verbose -d 'Say more; twice: requests and answers, without their secrets'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand profiles; and not __fish_seen_subcommand_from list use rename remove" -s h -l help -d 'Print help'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand profiles; and not __fish_seen_subcommand_from list use rename remove" -f -a "list" -d 'List the profiles (this is the default)'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand profiles; and not __fish_seen_subcommand_from list use rename remove" -f -a "use" -d 'Use this profile where none is named'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand profiles; and not __fish_seen_subcommand_from list use rename remove" -f -a "rename" -d 'Give a profile another name'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand profiles; and not __fish_seen_subcommand_from list use rename remove" -f -a "remove" -d 'Remove a profile\'s login and settings from this computer'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand profiles; and __fish_seen_subcommand_from list" -l profile -d 'Use this login profile: one app and one Kakao account' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand profiles; and __fish_seen_subcommand_from list" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand profiles; and __fish_seen_subcommand_from list" -l lang -d 'Speak this language' -r -f -a "ko\t''
en\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand profiles; and __fish_seen_subcommand_from list" -l color -d 'Colour the output' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand profiles; and __fish_seen_subcommand_from list" -l json -d 'Print JSON, failures too'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand profiles; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say only what fails'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand profiles; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Say more; twice: requests and answers, without their secrets'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand profiles; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand profiles; and __fish_seen_subcommand_from use" -l profile -d 'Use this login profile: one app and one Kakao account' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand profiles; and __fish_seen_subcommand_from use" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand profiles; and __fish_seen_subcommand_from use" -l lang -d 'Speak this language' -r -f -a "ko\t''
en\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand profiles; and __fish_seen_subcommand_from use" -l color -d 'Colour the output' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand profiles; and __fish_seen_subcommand_from use" -l json -d 'Print JSON, failures too'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand profiles; and __fish_seen_subcommand_from use" -s q -l quiet -d 'Say only what fails'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand profiles; and __fish_seen_subcommand_from use" -s v -l verbose -d 'Say more; twice: requests and answers, without their secrets'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand profiles; and __fish_seen_subcommand_from use" -s h -l help -d 'Print help'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand profiles; and __fish_seen_subcommand_from rename" -l profile -d 'Use this login profile: one app and one Kakao account' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand profiles; and __fish_seen_subcommand_from rename" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand profiles; and __fish_seen_subcommand_from rename" -l lang -d 'Speak this language' -r -f -a "ko\t''
en\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand profiles; and __fish_seen_subcommand_from rename" -l color -d 'Colour the output' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand profiles; and __fish_seen_subcommand_from rename" -l json -d 'Print JSON, failures too'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand profiles; and __fish_seen_subcommand_from rename" -s q -l quiet -d 'Say only what fails'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand profiles; and __fish_seen_subcommand_from rename" -s v -l verbose -d 'Say more; twice: requests and answers, without their secrets'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand profiles; and __fish_seen_subcommand_from rename" -s h -l help -d 'Print help'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand profiles; and __fish_seen_subcommand_from remove" -l profile -d 'Use this login profile: one app and one Kakao account' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand profiles; and __fish_seen_subcommand_from remove" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand profiles; and __fish_seen_subcommand_from remove" -l lang -d 'Speak this language' -r -f -a "ko\t''
en\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand profiles; and __fish_seen_subcommand_from remove" -l color -d 'Colour the output' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand profiles; and __fish_seen_subcommand_from remove" -l json -d 'Print JSON, failures too'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand profiles; and __fish_seen_subcommand_from remove" -s q -l quiet -d 'Say only what fails'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand profiles; and __fish_seen_subcommand_from remove" -s v -l verbose -d 'Say more; twice: requests and answers, without their secrets'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand profiles; and __fish_seen_subcommand_from remove" -s h -l help -d 'Print help'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand import" -l profile -d 'Use this login profile: one app and one Kakao account' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand import" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand import" -l lang -d 'Speak this language' -r -f -a "ko\t''
en\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand import" -l color -d 'Colour the output' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand import" -l json -d 'Print JSON, failures too'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand import" -s q -l quiet -d 'Say only what fails'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand import" -s v -l verbose -d 'Say more; twice: requests and answers, without their secrets'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand import" -s h -l help -d 'Print help'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand config; and not __fish_seen_subcommand_from get set unset list path" -l profile -d 'Use this login profile: one app and one Kakao account' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand config; and not __fish_seen_subcommand_from get set unset list path" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand config; and not __fish_seen_subcommand_from get set unset list path" -l lang -d 'Speak this language' -r -f -a "ko\t''
en\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand config; and not __fish_seen_subcommand_from get set unset list path" -l color -d 'Colour the output' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand config; and not __fish_seen_subcommand_from get set unset list path" -l json -d 'Print JSON, failures too'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand config; and not __fish_seen_subcommand_from get set unset list path" -s q -l quiet -d 'Say only what fails'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand config; and not __fish_seen_subcommand_from get set unset list path" -s v -l verbose -d 'Say more; twice: requests and answers, without their secrets'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand config; and not __fish_seen_subcommand_from get set unset list path" -s h -l help -d 'Print help'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand config; and not __fish_seen_subcommand_from get set unset list path" -f -a "get" -d 'Print one setting'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand config; and not __fish_seen_subcommand_from get set unset list path" -f -a "set" -d 'Set one setting'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand config; and not __fish_seen_subcommand_from get set unset list path" -f -a "unset" -d 'Remove one setting from the file'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand config; and not __fish_seen_subcommand_from get set unset list path" -f -a "list" -d 'Show every setting and where it comes from'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand config; and not __fish_seen_subcommand_from get set unset list path" -f -a "path" -d 'Print the path of the settings file'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand config; and __fish_seen_subcommand_from get" -l profile -d 'Use this login profile: one app and one Kakao account' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand config; and __fish_seen_subcommand_from get" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand config; and __fish_seen_subcommand_from get" -l lang -d 'Speak this language' -r -f -a "ko\t''
en\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand config; and __fish_seen_subcommand_from get" -l color -d 'Colour the output' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand config; and __fish_seen_subcommand_from get" -l json -d 'Print JSON, failures too'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand config; and __fish_seen_subcommand_from get" -s q -l quiet -d 'Say only what fails'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand config; and __fish_seen_subcommand_from get" -s v -l verbose -d 'Say more; twice: requests and answers, without their secrets'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand config; and __fish_seen_subcommand_from get" -s h -l help -d 'Print help'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand config; and __fish_seen_subcommand_from set" -l profile -d 'Use this login profile: one app and one Kakao account' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand config; and __fish_seen_subcommand_from set" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand config; and __fish_seen_subcommand_from set" -l lang -d 'Speak this language' -r -f -a "ko\t''
en\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand config; and __fish_seen_subcommand_from set" -l color -d 'Colour the output' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand config; and __fish_seen_subcommand_from set" -l stdin -d 'Read the value from standard input'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand config; and __fish_seen_subcommand_from set" -l json -d 'Print JSON, failures too'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand config; and __fish_seen_subcommand_from set" -s q -l quiet -d 'Say only what fails'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand config; and __fish_seen_subcommand_from set" -s v -l verbose -d 'Say more; twice: requests and answers, without their secrets'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand config; and __fish_seen_subcommand_from set" -s h -l help -d 'Print help'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand config; and __fish_seen_subcommand_from unset" -l profile -d 'Use this login profile: one app and one Kakao account' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand config; and __fish_seen_subcommand_from unset" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand config; and __fish_seen_subcommand_from unset" -l lang -d 'Speak this language' -r -f -a "ko\t''
en\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand config; and __fish_seen_subcommand_from unset" -l color -d 'Colour the output' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand config; and __fish_seen_subcommand_from unset" -l json -d 'Print JSON, failures too'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand config; and __fish_seen_subcommand_from unset" -s q -l quiet -d 'Say only what fails'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand config; and __fish_seen_subcommand_from unset" -s v -l verbose -d 'Say more; twice: requests and answers, without their secrets'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand config; and __fish_seen_subcommand_from unset" -s h -l help -d 'Print help'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand config; and __fish_seen_subcommand_from list" -l profile -d 'Use this login profile: one app and one Kakao account' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand config; and __fish_seen_subcommand_from list" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand config; and __fish_seen_subcommand_from list" -l lang -d 'Speak this language' -r -f -a "ko\t''
en\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand config; and __fish_seen_subcommand_from list" -l color -d 'Colour the output' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand config; and __fish_seen_subcommand_from list" -l json -d 'Print JSON, failures too'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand config; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say only what fails'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand config; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Say more; twice: requests and answers, without their secrets'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand config; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand config; and __fish_seen_subcommand_from path" -l profile -d 'Use this login profile: one app and one Kakao account' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand config; and __fish_seen_subcommand_from path" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand config; and __fish_seen_subcommand_from path" -l lang -d 'Speak this language' -r -f -a "ko\t''
en\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand config; and __fish_seen_subcommand_from path" -l color -d 'Colour the output' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand config; and __fish_seen_subcommand_from path" -l json -d 'Print JSON, failures too'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand config; and __fish_seen_subcommand_from path" -s q -l quiet -d 'Say only what fails'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand config; and __fish_seen_subcommand_from path" -s v -l verbose -d 'Say more; twice: requests and answers, without their secrets'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand config; and __fish_seen_subcommand_from path" -s h -l help -d 'Print help'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and not __fish_seen_subcommand_from code fail clock reset users requests logs snapshot env ready differences" -l port -d 'Port on 127.0.0.1; 0 takes a free one' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and not __fish_seen_subcommand_from code fail clock reset users requests logs snapshot env ready differences" -l config -d 'Scenario file: the app, its consent items and its users' -r -F
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and not __fish_seen_subcommand_from code fail clock reset users requests logs snapshot env ready differences" -l auto -d 'Log this user in and agree without showing a page' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and not __fish_seen_subcommand_from code fail clock reset users requests logs snapshot env ready differences" -l rest-api-key -d 'REST API key of the app' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and not __fish_seen_subcommand_from code fail clock reset users requests logs snapshot env ready differences" -l client-secret -d 'Client secret of the pretend app; an empty one switches it off' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and not __fish_seen_subcommand_from code fail clock reset users requests logs snapshot env ready differences" -l redirect-uri -d 'Registered redirect URI (repeat); without one the first on this machine that is asked for is registered' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and not __fish_seen_subcommand_from code fail clock reset users requests logs snapshot env ready differences" -l access-ttl -d 'How long access tokens live [default: 21599s]' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and not __fish_seen_subcommand_from code fail clock reset users requests logs snapshot env ready differences" -l refresh-ttl -d 'How long refresh tokens live [default: 5183999s]' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and not __fish_seen_subcommand_from code fail clock reset users requests logs snapshot env ready differences" -l profile -d 'Use this login profile: one app and one Kakao account' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and not __fish_seen_subcommand_from code fail clock reset users requests logs snapshot env ready differences" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and not __fish_seen_subcommand_from code fail clock reset users requests logs snapshot env ready differences" -l lang -d 'Speak this language' -r -f -a "ko\t''
en\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and not __fish_seen_subcommand_from code fail clock reset users requests logs snapshot env ready differences" -l color -d 'Colour the output' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and not __fish_seen_subcommand_from code fail clock reset users requests logs snapshot env ready differences" -l json -d 'Print JSON, failures too'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and not __fish_seen_subcommand_from code fail clock reset users requests logs snapshot env ready differences" -s q -l quiet -d 'Say only what fails'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and not __fish_seen_subcommand_from code fail clock reset users requests logs snapshot env ready differences" -s v -l verbose -d 'Say more; twice: requests and answers, without their secrets'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and not __fish_seen_subcommand_from code fail clock reset users requests logs snapshot env ready differences" -s h -l help -d 'Print help'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and not __fish_seen_subcommand_from code fail clock reset users requests logs snapshot env ready differences" -f -a "code" -d 'Print an authorization code, as if the user had logged in and agreed'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and not __fish_seen_subcommand_from code fail clock reset users requests logs snapshot env ready differences" -f -a "fail" -d 'Let the next requests to an endpoint fail'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and not __fish_seen_subcommand_from code fail clock reset users requests logs snapshot env ready differences" -f -a "clock" -d 'Show the emulator\'s clock, or move it forward'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and not __fish_seen_subcommand_from code fail clock reset users requests logs snapshot env ready differences" -f -a "reset" -d 'Forget everything that happened; the app and its users stay'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and not __fish_seen_subcommand_from code fail clock reset users requests logs snapshot env ready differences" -f -a "users" -d 'Show the users and what they agreed to'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and not __fish_seen_subcommand_from code fail clock reset users requests logs snapshot env ready differences" -f -a "requests" -d 'Show what was asked, or wait until enough was'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and not __fish_seen_subcommand_from code fail clock reset users requests logs snapshot env ready differences" -f -a "logs" -d 'Show the requests with reason and remedy, as they come'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and not __fish_seen_subcommand_from code fail clock reset users requests logs snapshot env ready differences" -f -a "snapshot" -d 'Keep everything that happened in a file, or bring it back'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and not __fish_seen_subcommand_from code fail clock reset users requests logs snapshot env ready differences" -f -a "env" -d 'Print the settings that lead an app to the emulator'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and not __fish_seen_subcommand_from code fail clock reset users requests logs snapshot env ready differences" -f -a "ready" -d 'Say whether the emulator serves, or wait until it does'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and not __fish_seen_subcommand_from code fail clock reset users requests logs snapshot env ready differences" -f -a "differences" -d 'Show what the emulator does, and how sure that Kakao does the same'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from code" -l user -d 'Who logs in' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from code" -l scope -d 'Consent items, a comma list' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from code" -l redirect-uri -d 'Redirect URI; else the first registered one' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from code" -l nonce -d 'Nonce for the ID token' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from code" -l url -d 'Address of the emulator; else KAKAO_AUTH_URL where that is on this machine, else port 18080' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from code" -l profile -d 'Use this login profile: one app and one Kakao account' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from code" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from code" -l lang -d 'Speak this language' -r -f -a "ko\t''
en\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from code" -l color -d 'Colour the output' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from code" -l json -d 'Print JSON, failures too'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from code" -s q -l quiet -d 'Say only what fails'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from code" -s v -l verbose -d 'Say more; twice: requests and answers, without their secrets'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from code" -s h -l help -d 'Print help'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from fail" -l times -d 'How many requests fail [default: 1]' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from fail" -l status -d 'HTTP status' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from fail" -l delay -d 'Wait this long before answering (milliseconds)' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from fail" -l url -d 'Address of the emulator; else KAKAO_AUTH_URL where that is on this machine, else port 18080' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from fail" -l profile -d 'Use this login profile: one app and one Kakao account' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from fail" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from fail" -l lang -d 'Speak this language' -r -f -a "ko\t''
en\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from fail" -l color -d 'Colour the output' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from fail" -l drop -d 'Cut the connection instead of answering'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from fail" -l clear -d 'Forget all failures that still wait'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from fail" -l json -d 'Print JSON, failures too'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from fail" -s q -l quiet -d 'Say only what fails'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from fail" -s v -l verbose -d 'Say more; twice: requests and answers, without their secrets'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from fail" -s h -l help -d 'Print help'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from clock" -l url -d 'Address of the emulator; else KAKAO_AUTH_URL where that is on this machine, else port 18080' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from clock" -l profile -d 'Use this login profile: one app and one Kakao account' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from clock" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from clock" -l lang -d 'Speak this language' -r -f -a "ko\t''
en\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from clock" -l color -d 'Colour the output' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from clock" -l json -d 'Print JSON, failures too'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from clock" -s q -l quiet -d 'Say only what fails'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from clock" -s v -l verbose -d 'Say more; twice: requests and answers, without their secrets'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from clock" -s h -l help -d 'Print help'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from reset" -l url -d 'Address of the emulator; else KAKAO_AUTH_URL where that is on this machine, else port 18080' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from reset" -l profile -d 'Use this login profile: one app and one Kakao account' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from reset" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from reset" -l lang -d 'Speak this language' -r -f -a "ko\t''
en\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from reset" -l color -d 'Colour the output' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from reset" -l json -d 'Print JSON, failures too'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from reset" -s q -l quiet -d 'Say only what fails'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from reset" -s v -l verbose -d 'Say more; twice: requests and answers, without their secrets'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from reset" -s h -l help -d 'Print help'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from users" -l url -d 'Address of the emulator; else KAKAO_AUTH_URL where that is on this machine, else port 18080' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from users" -l profile -d 'Use this login profile: one app and one Kakao account' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from users" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from users" -l lang -d 'Speak this language' -r -f -a "ko\t''
en\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from users" -l color -d 'Colour the output' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from users" -l json -d 'Print JSON, failures too'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from users" -s q -l quiet -d 'Say only what fails'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from users" -s v -l verbose -d 'Say more; twice: requests and answers, without their secrets'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from users" -s h -l help -d 'Print help'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from requests" -l wait -d 'Wait until there are so many' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from requests" -l timeout -d 'How long to wait' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from requests" -l path -d 'Count those to this end of a path only, such as token' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from requests" -l url -d 'Address of the emulator; else KAKAO_AUTH_URL where that is on this machine, else port 18080' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from requests" -l profile -d 'Use this login profile: one app and one Kakao account' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from requests" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from requests" -l lang -d 'Speak this language' -r -f -a "ko\t''
en\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from requests" -l color -d 'Colour the output' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from requests" -l json -d 'Print JSON, failures too'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from requests" -s q -l quiet -d 'Say only what fails'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from requests" -s v -l verbose -d 'Say more; twice: requests and answers, without their secrets'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from requests" -s h -l help -d 'Print help'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from logs" -l url -d 'Address of the emulator; else KAKAO_AUTH_URL where that is on this machine, else port 18080' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from logs" -l profile -d 'Use this login profile: one app and one Kakao account' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from logs" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from logs" -l lang -d 'Speak this language' -r -f -a "ko\t''
en\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from logs" -l color -d 'Colour the output' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from logs" -s f -l follow -d 'Go on until Ctrl-C'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from logs" -l json -d 'Print JSON, failures too'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from logs" -s q -l quiet -d 'Say only what fails'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from logs" -s v -l verbose -d 'Say more; twice: requests and answers, without their secrets'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from logs" -s h -l help -d 'Print help'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from snapshot" -l profile -d 'Use this login profile: one app and one Kakao account' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from snapshot" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from snapshot" -l lang -d 'Speak this language' -r -f -a "ko\t''
en\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from snapshot" -l color -d 'Colour the output' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from snapshot" -l json -d 'Print JSON, failures too'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from snapshot" -s q -l quiet -d 'Say only what fails'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from snapshot" -s v -l verbose -d 'Say more; twice: requests and answers, without their secrets'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from snapshot" -s h -l help -d 'Print help'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from snapshot" -f -a "save" -d 'Write the emulator\'s memory into a file'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from snapshot" -f -a "load" -d 'Read the emulator\'s memory from a file'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from env" -l for -d 'For which framework' -r -f -a "dotenv\t''
spring\t''
nextauth\t''
allauth\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from env" -l url -d 'Address of the emulator; else KAKAO_AUTH_URL where that is on this machine, else port 18080' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from env" -l profile -d 'Use this login profile: one app and one Kakao account' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from env" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from env" -l lang -d 'Speak this language' -r -f -a "ko\t''
en\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from env" -l color -d 'Colour the output' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from env" -l json -d 'Print JSON, failures too'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from env" -s q -l quiet -d 'Say only what fails'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from env" -s v -l verbose -d 'Say more; twice: requests and answers, without their secrets'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from env" -s h -l help -d 'Print help'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from ready" -l wait -d 'Wait so long for it' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from ready" -l url -d 'Address of the emulator; else KAKAO_AUTH_URL where that is on this machine, else port 18080' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from ready" -l profile -d 'Use this login profile: one app and one Kakao account' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from ready" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from ready" -l lang -d 'Speak this language' -r -f -a "ko\t''
en\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from ready" -l color -d 'Colour the output' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from ready" -l json -d 'Print JSON, failures too'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from ready" -s q -l quiet -d 'Say only what fails'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from ready" -s v -l verbose -d 'Say more; twice: requests and answers, without their secrets'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from ready" -s h -l help -d 'Print help'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from differences" -l profile -d 'Use this login profile: one app and one Kakao account' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from differences" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from differences" -l lang -d 'Speak this language' -r -f -a "ko\t''
en\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from differences" -l color -d 'Colour the output' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from differences" -l json -d 'Print JSON, failures too'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from differences" -s q -l quiet -d 'Say only what fails'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from differences" -s v -l verbose -d 'Say more; twice: requests and answers, without their secrets'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand emulator; and __fish_seen_subcommand_from differences" -s h -l help -d 'Print help'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand demo" -l profile -d 'Use this login profile: one app and one Kakao account' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand demo" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand demo" -l lang -d 'Speak this language' -r -f -a "ko\t''
en\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand demo" -l color -d 'Colour the output' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand demo" -l no-browser -d 'Click through the pages without a browser'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand demo" -l json -d 'Print JSON, failures too'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand demo" -s q -l quiet -d 'Say only what fails'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand demo" -s v -l verbose -d 'Say more; twice: requests and answers, without their secrets'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand demo" -s h -l help -d 'Print help'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand completions" -l profile -d 'Use this login profile: one app and one Kakao account' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand completions" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand completions" -l lang -d 'Speak this language' -r -f -a "ko\t''
en\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand completions" -l color -d 'Colour the output' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand completions" -l json -d 'Print JSON, failures too'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand completions" -s q -l quiet -d 'Say only what fails'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand completions" -s v -l verbose -d 'Say more; twice: requests and answers, without their secrets'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand completions" -s h -l help -d 'Print help'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand man" -l profile -d 'Use this login profile: one app and one Kakao account' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand man" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c kakao-login -n "__fish_kakao_login_using_subcommand man" -l lang -d 'Speak this language' -r -f -a "ko\t''
en\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand man" -l color -d 'Colour the output' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kakao-login -n "__fish_kakao_login_using_subcommand man" -l json -d 'Print JSON, failures too'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand man" -s q -l quiet -d 'Say only what fails'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand man" -s v -l verbose -d 'Say more; twice: requests and answers, without their secrets'
complete -c kakao-login -n "__fish_kakao_login_using_subcommand man" -s h -l help -d 'Print help'
