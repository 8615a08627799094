#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Installs what is missing, builds, and opens the workbench. Without a display: does the main job on the command line
# and renders the window to a picture. Start it as often as you like.
set -eu
cd "$(dirname "$0")/.."
. packaging/dependencies.sh

# shellcheck disable=SC2086
need_packages $packages_to_build
build_preset release twb token-workbench

bin=build/release/bin
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || [ "$(uname)" = Darwin ]; then
    exec "$bin/token-workbench" "$@"
fi

echo
echo "No display here: the main job on the command line, then a picture of the window."
secret=example-caf-client-secret-0123456789abcdef

show() {
    printf '\n$ %s\n' "$1"
}

show "twb sign    (CAF mobile token, HS256)"
caf=$("$bin/twb" sign --alg HS256 --secret "$secret" \
    --payload '{"iss":"61b0c0ffee0000000000c1d1","peopleId":"11144477735","exp":1735689900}')
echo "$caf"
show "twb decode"
"$bin/twb" decode "$caf"
show "twb verify  (as of ten seconds before exp)"
"$bin/twb" verify "$caf" --secret "$secret" --at 1735689890

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
show "twb key generate   (HEFLO client key, RSA 2048: the private half stays in a file of mode 600)"
"$bin/twb" key generate --type RSA --bits 2048 --alg RS256 --format pkcs8-pem --out "$work/private.pem" \
    --public-out "$work/public.pem"
cat "$work/public.pem"
show "twb sign    (HEFLO client assertion, RS256)"
"$bin/twb" sign --alg RS256 --key "$work/private.pem" --iat --jti --not-before 0s --expires-in 60s \
    --payload '{"iss":"my-client","sub":"my-client","aud":"https://auth.moneyp.dev.br/connect/token"}' \
    >"$work/assertion.jwt"
cat "$work/assertion.jwt"
show "twb verify  (with the public half)"
"$bin/twb" verify "@$work/assertion.jwt" --key "$work/public.pem" \
    --audience https://auth.moneyp.dev.br/connect/token

mkdir -p build/pictures
for theme in light dark; do
    QT_QPA_PLATFORM=offscreen "$bin/token-workbench" --template caf-mobile --theme "$theme" \
        --render "build/pictures/editor-$theme.png"
    echo "Picture of the window: $(pwd)/build/pictures/editor-$theme.png"
done
