#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# installed.sh CMAKE BUILD: installs the command line into an empty folder and runs it there, by its path, by PATH and
# through a link: the verbs that need the network have to find twb-net each time.
set -eu
prefix=$(mktemp -d)
trap 'rm -rf "$prefix"' EXIT
"$1" --install "$2" --prefix "$prefix" --component cli >"$prefix/log"

fail() {
    echo "FAIL  $1"
    exit 1
}
dry() {
    "$@" request --token-url http://127.0.0.1:9/token --client-id me --auth none --dry-run | grep -q '^POST /token ' ||
        fail "$*: the request is not shown"
}
mkdir "$prefix/elsewhere"
ln -s ../bin/twb "$prefix/elsewhere/twb"
dry "$prefix/bin/twb"
dry env "PATH=$prefix/bin:$PATH" twb
dry "$prefix/elsewhere/twb"
grep -q '^.SS twb verify' "$prefix/share/man/man1/twb.1" || fail "no manual page"
grep -q 'complete .* twb' "$prefix/share/bash-completion/completions/twb" || fail "no completion"
"$prefix/bin/twb" --version | grep -q '^twb [0-9]' || fail "no version"

# Alone it says what is missing, and everything else works.
mv "$prefix/bin/twb-net" "$prefix/away"
status=0
"$prefix/bin/twb" request discover --issuer http://127.0.0.1:9 2>"$prefix/said" || status=$?
[ "$status" -eq 2 ] && grep -q twb-net "$prefix/said" || fail "without twb-net: status $status, $(cat "$prefix/said")"
"$prefix/bin/twb" sign --alg HS256 --secret x >/dev/null 2>&1 || fail "sign needs twb-net"
echo "installed: 8 passed, 0 failed"
