#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# interop.sh TWB FOLDER [SCRIPT]: installs the pinned packages into FOLDER (in the build tree) and runs SCRIPT, by
# default interop.mjs, there.
# Exit status 77: skipped, with the reason.
set -eu
twb=$1
folder=$2
script=${3:-interop.mjs}
here=$(cd "$(dirname "$0")" && pwd)

skip() {
    echo "SKIP interop: $1"
    exit 77
}
command -v node >/dev/null 2>&1 || skip "node is not installed (wanted: 20 or later)"
command -v npm >/dev/null 2>&1 || skip "npm is not installed"
command -v openssl >/dev/null 2>&1 || skip "the openssl command is not installed"
major=$(node -p 'process.versions.node.split(".")[0]')
[ "$major" -ge 20 ] || skip "node $major is too old (wanted: 20 or later)"

mkdir -p "$folder"
if ! cmp -s "$here/package.json" "$folder/package.json" || [ ! -d "$folder/node_modules/jose" ]; then
    rm -rf "$folder/node_modules"
    cp "$here/package.json" "$folder/package.json.new"
    mv "$folder/package.json.new" "$folder/package.json"
    (cd "$folder" && npm install --no-audit --no-fund --ignore-scripts >npm.log 2>&1) ||
        skip "npm could not install the pinned packages (offline?); see $folder/npm.log"
fi
cp "$here"/*.mjs "$folder/"
cd "$folder"
exec node "$script" "$twb" "$here/../vectors/keys.json"
