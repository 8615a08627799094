#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# clang-format 14 decides the layout; `tests/check_format.sh --fix` applies it.
set -eu
cd "$(dirname "$0")/.."
formatter=clang-format
command -v clang-format-14 >/dev/null 2>&1 && formatter=clang-format-14
if [ "${1:-}" = --fix ]; then
    git ls-files -z '*.cpp' '*.h' | xargs -0 "$formatter" -i
else
    git ls-files -z '*.cpp' '*.h' | xargs -0 "$formatter" --dry-run --Werror
fi
