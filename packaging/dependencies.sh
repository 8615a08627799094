# SPDX-License-Identifier: Apache-2.0
# Sourced by run.sh, tests/run.sh and .ci/run: installs what is missing, and only that.
#
#   need_packages NAME…    Debian 12 / Ubuntu 24.04 package names

packages_to_build="g++ cmake ninja-build qt6-base-dev qt6-svg-dev qtkeychain-qt6-dev libssl-dev libexpected-dev libcli11-dev zlib1g-dev libcurl4-openssl-dev libcpp-httplib-dev libqrencode-dev fonts-dejavu-core"
packages_to_test="xvfb xauth xdotool xclip openssl openssh-client dbus gnome-keyring"
packages_to_check="clang clang-format libclang-rt-14-dev"

need_packages() {
    if ! command -v apt-get >/dev/null 2>&1; then
        need_by_hand
        return
    fi
    missing=""
    for package in "$@"; do
        case "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" in
        installed) ;;
        *) missing="$missing $package" ;;
        esac
    done
    [ -z "$missing" ] && return
    echo "Installing:$missing"
    as_root=""
    if [ "$(id -u)" != 0 ]; then
        if ! command -v sudo >/dev/null 2>&1; then
            echo "Not root and no sudo here. Install these packages, then start again:$missing" >&2
            exit 2
        fi
        as_root="sudo"
    fi
    # The package lists may be absent (fresh container) or old: refresh them once, and go on if only that fails.
    $as_root apt-get update -qq || true
    # shellcheck disable=SC2086
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null || {
        echo "These packages could not be installed:$missing" >&2
        exit 2
    }
}

# Elsewhere nothing is installed by us: name what is needed where the tools are not there.
need_by_hand() {
    for tool in cmake ninja c++; do
        command -v "$tool" >/dev/null 2>&1 && continue
        cat >&2 <<'TEXT'
This is neither Debian nor Ubuntu, so nothing is installed here. Needed:
  C++20 compiler (g++ 12 or clang 14), CMake 3.25, Ninja, Qt 6.4 (Core, Gui, Widgets, Svg, Concurrent, DBus, PrintSupport, Test),
  OpenSSL 3.0, tl-expected, CLI11, zlib, libcurl, cpp-httplib, libqrencode; QtKeychain for Qt 6 if keys are to be kept between runs
  Fedora: dnf install gcc-c++ cmake ninja-build qt6-qtbase-devel qt6-qtsvg-devel openssl-devel expected-devel cli11-devel zlib-devel libcurl-devel cpp-httplib-devel qrencode-devel
  Arch:   pacman -S gcc cmake ninja qt6-base qt6-svg openssl tl-expected cli11 zlib curl cpp-httplib qrencode
  macOS:  brew install cmake ninja qt openssl@3 cli11 tl-expected curl cpp-httplib qrencode
TEXT
        exit 2
    done
}

# Configures and builds one preset; $1 preset, the rest are targets (none: all).
build_preset() {
    preset="$1"
    shift
    # shellcheck disable=SC2086
    cmake --preset "$preset" ${TWB_CMAKE_ARGS:-} >"/tmp/twb-configure-$preset.$$" 2>&1 || {
        cat "/tmp/twb-configure-$preset.$$" >&2
        rm -f "/tmp/twb-configure-$preset.$$"
        echo "Configuring the preset $preset failed; see above." >&2
        exit 2
    }
    rm -f "/tmp/twb-configure-$preset.$$"
    if [ $# -gt 0 ]; then
        cmake --build "build/$preset" --target "$@"
    else
        cmake --build "build/$preset"
    fi
}
