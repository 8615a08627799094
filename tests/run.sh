#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Installs what is missing, builds, and runs all tests of one preset (default: release).
#   tests/run.sh [PRESET] [ctest options…]      as in: tests/run.sh asan -L 'unit|fault|gui'
set -eu
cd "$(dirname "$0")/.."
. packaging/dependencies.sh

preset=release
if [ $# -gt 0 ]; then
    case "$1" in
    -*) ;;
    *)
        preset="$1"
        shift
        ;;
    esac
fi
# shellcheck disable=SC2086
need_packages $packages_to_build $packages_to_test
if [ "$preset" = fuzz ] || [ "$preset" = asan ]; then # both are built by clang
    # shellcheck disable=SC2086
    need_packages $packages_to_check
fi
build_preset "$preset"
# Sanitizers: a leak in our code is a failure; what libraries keep until exit is listed in the suppressions.
export LSAN_OPTIONS="suppressions=$(pwd)/tests/support/leaks.supp:print_suppressions=0"
export UBSAN_OPTIONS="print_stacktrace=1"
# Most tests wait now and then: one more than there are processors.
ctest --preset "$preset" -j$(($(nproc) + 1)) "$@"
