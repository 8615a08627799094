#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Drives the real window with real keys under Xvfb: types a token, gives the secret, edits a claim, copies the copy and
# has it verified by the command line. Exit 77: a tool is missing, named.
#   drive_window.sh BIN_DIR [PICTURE_DIR]
set -eu
bin="$1"
pictures="${2:-}"
for tool in Xvfb xdotool xclip; do
    command -v "$tool" >/dev/null 2>&1 || {
        echo "skipped: $tool is not installed"
        exit 77
    }
done

work=$(mktemp -d)
window_pid="" xvfb_pid=""
finish() {
    [ -n "$window_pid" ] && kill "$window_pid" 2>/dev/null
    [ -n "$xvfb_pid" ] && kill "$xvfb_pid" 2>/dev/null
    rm -rf "$work"
}
trap finish EXIT

# -displayfd lets the server choose a free number and tells it when it is ready.
Xvfb -displayfd 3 -screen 0 1440x900x24 -nolisten tcp 3>"$work/display" 2>/dev/null &
xvfb_pid=$!
for _ in $(seq 100); do
    [ -s "$work/display" ] && break
    sleep 0.1
done
DISPLAY=":$(cat "$work/display")"
export DISPLAY
# A home of its own: nothing of the user's settings is read or written.
export HOME="$work" XDG_CONFIG_HOME="$work/config" XDG_DATA_HOME="$work/data" QT_QPA_PLATFORM=xcb
unset DBUS_SESSION_BUS_ADDRESS WAYLAND_DISPLAY

"$bin/token-workbench" --size 1440x900 >"$work/log" 2>&1 &
window_pid=$!
window=$(timeout 20 xdotool search --sync --onlyvisible --pid "$window_pid" | head -n 1)
xdotool windowmove "$window" 0 0 windowfocus --sync "$window"

fail() {
    echo "FAIL: $1"
    cat "$work/log"
    [ -n "$pictures" ] && picture failed
    exit 1
}
picture() {
    [ -z "$pictures" ] && return 0
    command -v import >/dev/null 2>&1 || return 0
    mkdir -p "$pictures"
    import -window root "$pictures/$1.png"
}
press() { xdotool key --clearmodifiers --delay 40 "$@"; }
# Waits until the clipboard, filled by Ctrl+Shift+C, fulfils the command given.
copied_until() {
    for _ in $(seq 40); do
        press ctrl+shift+c
        sleep 0.25
        timeout 2 xclip -selection clipboard -o >"$work/copied" 2>/dev/null || true
        if "$@"; then
            return 0
        fi
    done
    return 1
}

secret=example-caf-client-secret-0123456789abcdef
token=$("$bin/twb" sign --alg HS256 --secret "$secret" \
    --payload '{"iss":"61b0c0ffee0000000000c1d1","peopleId":"11144477735","exp":4102444800}')

# Typing anywhere on the first page goes to Encoded.
xdotool type --delay 2 "$token"
same_token() { [ "$(cat "$work/copied")" = "$token" ]; }
copied_until same_token || fail "the typed token does not come back: $(cut -c1-60 "$work/copied")"
picture typed

press alt+4
xdotool type --delay 5 "$secret"
sleep 0.5
picture verified

# Into the payload, to the end of the CPF in the third line: replace its last digit by 6 and take it back, then append
# a claim. The copy must be signed by the secret while typing.
press alt+3
press ctrl+Home Down Down End Left Left BackSpace
xdotool type --delay 20 "6"
is_edited_and_signed() {
    "$bin/twb" verify --secret "$secret" "@$work/copied" >"$work/verified" 2>&1 &&
        "$bin/twb" decode "@$work/copied" | grep -q 11144477736
}
copied_until is_edited_and_signed || fail "the edited copy is not signed: $(cat "$work/verified")"
picture edited

# Undo over all panes, from another pane than the one typed in, brings the token back octet for octet. How many key
# presses make one step depends on the pauses between them.
press alt+1
for _ in 1 2 3 4; do
    press ctrl+z
    sleep 0.3
    press ctrl+shift+c
    sleep 0.3
    timeout 2 xclip -selection clipboard -o >"$work/copied" 2>/dev/null || true
    same_token && break
done
same_token || fail "undo did not bring the token back: $(cat "$work/copied")"
picture undone

# Settings by their key: what is chosen counts at once and is written.
press ctrl+comma
sleep 0.5
press Tab Down Down
settings="$work/config/token-workbench/token-workbench.ini"
for _ in $(seq 40); do
    grep -qs '^theme=2' "$settings" && break
    sleep 0.25
done
grep -qs '^theme=2' "$settings" || fail "the dark theme chosen in Settings was not written"
picture settings
press ctrl+1

kill -0 "$window_pid" 2>/dev/null || fail "the window is gone"
# The secret must not have been written anywhere.
if grep -rqs "$secret" "$work/config" "$work/data" "$work/log"; then
    fail "the secret was written to disk"
fi
echo "PASS: typed, verified, edited, signed, copied, undone, set"
