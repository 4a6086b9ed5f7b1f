#!/usr/bin/env bash
# From a bare Debian 12 to two devices in sync: packages, build, a server on this computer, two profiles, a sample
# conversation that is recorded on one and read on the other. Ctrl-C ends it and removes everything except the build.
set -uo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source-path=SCRIPTDIR source=packages.sh
source "$root/installer/packages.sh"

once=
case ${1-} in
'') ;;
--once) once=1 ;;
-h | --help)
    echo "Usage: installer/try.sh [--once]   (--once: ends after the check)"
    exit 0
    ;;
*)
    echo "Usage: installer/try.sh [--once]" >&2
    exit 2
    ;;
esac

email=demo@example.org
org=demo
team=tryout
conversation=try-conversation
build=$root/build/try
place=
children=()

# Ends only what was started here, the youngest first.
clean_up() {
    trap - EXIT INT TERM HUP
    local i pid
    for ((i = ${#children[@]} - 1; i >= 0; i--)); do
        pid=${children[i]}
        kill "$pid" 2>/dev/null
        for _ in {1..50}; do
            kill -0 "$pid" 2>/dev/null || break
            sleep 0.1
        done
        kill -9 "$pid" 2>/dev/null
        wait "$pid" 2>/dev/null
    done
    [[ -n $place ]] && rm -rf -- "$place"
}
trap clean_up EXIT
trap 'echo; say "stopping and removing the trial"; exit 130' INT
trap 'exit 143' TERM HUP

say() { printf '== %s\n' "$*"; }

fail() {
    printf 'try.sh: %s\n' "$1" >&2
    if [[ -n ${2-} && -s $2 ]]; then
        sed 's/^/    /' "$2" | tail -n 15 >&2
    fi
    exit 1
}

# run_quietly WHAT-FAILED COMMAND…: output only if it fails.
run_quietly() {
    local what=$1
    shift
    "$@" >"$place/last.log" 2>&1 || fail "$what" "$place/last.log"
}

# wait_until SECONDS COMMAND…
wait_until() {
    local end=$((SECONDS + $1))
    shift
    until "$@"; do
        ((SECONDS < end)) || return 1
        sleep 0.2
    done
}

mimir() { "$build/bin/mimir" "$@"; }
server() { "$build/bin/mimir-teams-server" --data "$place/server" "$@"; }

start_server() {
    # Not through the function above: $! must be the program itself.
    "$build/bin/mimir-teams-server" --data "$place/server" serve --listen 127.0.0.1:0 --port-file "$place/port" \
        >"$place/server.log" 2>&1 &
    children+=($!)
    wait_until 20 test -s "$place/port" || fail "the server did not start." "$place/server.log"
    url=http://127.0.0.1:$(<"$place/port")
}

make_account() {
    password=$(head -c 18 /dev/urandom | base64)
    run_quietly "the demo user could not be created." \
        server user add "$email" --name "Demo user" --password-stdin <<<"$password"
    run_quietly "the demo organisation could not be created." server org add "$org" --name "Demo organisation"
    run_quietly "the demo team could not be created." server team add "$org/$team" --name "Try-out team"
    run_quietly "the demo user could not join the organisation." server member add "$org" "$email" --role owner
    run_quietly "the demo user could not join the team." server member add "$org/$team" "$email" --role member
}

sign_in() {
    run_quietly "the profile $1 could not sign in." mimir --profile "$place/$1" auth login --server "$url" \
        --email "$email" --password-stdin --org "$org" --team "$team" --token-store file <<<"$password"
}

is_running() { kill -0 "$1" 2>/dev/null; }
owns_syncing() { [[ -S $place/$1/owner.sock ]]; }

# start_engine PROFILE: the engine alone, without a window.
start_engine() {
    "$build/bin/mimir" --profile "$place/$1" sync run >"$place/$1.log" 2>&1 &
    children+=($!)
    wait_until 10 owns_syncing "$1" || fail "the sync engine of $1 did not start." "$place/$1.log"
}

start_tray() {
    "$build/bin/mimir-tray" --profile "$place/laptop" >"$place/tray.log" 2>&1 &
    local pid=$!
    children+=("$pid")
    disown "$pid" # the shell must not report its end
    if wait_until 10 owns_syncing laptop && sleep 1 && is_running "$pid"; then
        return 0
    fi
    say "mimir-tray cannot be shown on this display: the engine runs without it"
    return 1
}

sample() {
    local now
    now=$(($(date +%s) * 1000))
    cat <<NDJSON
{"type":"conversation","id":"$conversation","title":"Why does the login test fail?","status":"active","provider":"demo","model":"demo-1","workspace":"/home/demo/shop","created_at":$now}
{"type":"message","id":"try-message-1","conversation_id":"$conversation","role":"user","content":"The login test has been failing since yesterday. Can you look?","timestamp":$((now + 1000))}
{"type":"tool_call","id":"try-tool-1","conversation_id":"$conversation","message_id":"try-message-2","tool_name":"run_command","arguments":{"command":"ctest -R login"},"result":"1 test failed: session has expired","status":"success","started_at":$((now + 2000)),"completed_at":$((now + 2400)),"duration_ms":400}
{"type":"audit_log","id":"try-audit-1","conversation_id":"$conversation","event_type":"permission","action":"run_command","decision":"approved","risk_level":"low","command":"ctest -R login","timestamp":$((now + 1900))}
{"type":"message","id":"try-message-2","conversation_id":"$conversation","role":"assistant","content":"The test compares with a fixed date. I gave it its own clock; it passes now.","timestamp":$((now + 3000)),"input_tokens":812,"output_tokens":46,"cost":0.0031}
NDJSON
}

export_of() { mimir --profile "$place/$1" history export --format ndjson 2>/dev/null; }
has_arrived() { [[ $(export_of desktop | wc -l) -eq 5 && "$(export_of desktop)" == "$(export_of laptop)" ]]; }

what_next() {
    cat <<TEXT

Two devices of one user are in sync: "laptop" and "desktop". Continue in another terminal:

    cd $place && PATH=$build/bin:\$PATH

  change the title on the laptop, read it on the desktop:
    echo '{"type":"conversation","id":"$conversation","title":"Solved"}' | mimir --profile laptop record
    mimir --profile laptop sync now --wait && mimir --profile desktop sync now --wait
    mimir --profile desktop history show $conversation
  see what is happening:
    mimir --profile laptop sync status
  keep something private, then send it after all:
    mimir --profile laptop privacy on
    mimir --profile laptop privacy off --send

The server is $url, the account $email, its password is in $place/password.
This is a trial: Ctrl-C stops everything and removes $place.
TEXT
}

install_log=$(mktemp) || fail "cannot create a temporary file in ${TMPDIR:-/tmp}."
install_packages "$install_log" "${build_packages[@]}" "${run_packages[@]}" \
    || fail "the packages that the build needs are missing."
rm -f "$install_log"
mkdir -p "$root/build" || fail "cannot create $root/build: the clone must be writable."
say "building the three programs on $(nproc) cores (log: $build.log)"
build_programs "$root" "$build" "$build.log" -DMIMIR_TESTS=OFF || fail "the build failed."

umask 077
place=$(mktemp -d "${TMPDIR:-/tmp}/mimir-try.XXXXXX") || fail "cannot create a directory in ${TMPDIR:-/tmp}."
say "starting a server on this computer"
start_server
make_account
say "signing in two devices: laptop and desktop"
sign_in laptop
sign_in desktop

if [[ -z ${DISPLAY-}${WAYLAND_DISPLAY-} ]]; then
    say "no display: the engine runs without the tray icon"
    start_engine laptop
elif start_tray; then
    say "mimir-tray is running: its icon is in the panel"
else
    start_engine laptop
fi
start_engine desktop

say "recording a conversation on the laptop"
sample >"$place/sample.ndjson"
run_quietly "the sample conversation could not be recorded." \
    mimir --profile "$place/laptop" record <"$place/sample.ndjson"
run_quietly "the laptop could not send." mimir --profile "$place/laptop" sync now --wait --timeout 30
run_quietly "the desktop could not receive." mimir --profile "$place/desktop" sync now --wait --timeout 30
wait_until 30 has_arrived || fail "the conversation did not arrive on the desktop." "$place/server.log"

say "it arrived on the desktop, identical in every field; this is what the desktop has:"
mimir --profile "$place/desktop" history show "$conversation" || fail "the desktop cannot show the conversation."

if [[ -n $once ]]; then
    say "done: everything works; the trial is being removed"
    exit 0
fi
printf '%s\n' "$password" >"$place/password"
what_next
while is_running "${children[0]}"; do
    sleep 1
done
fail "the server ended unexpectedly." "$place/server.log"
