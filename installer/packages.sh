# shellcheck shell=bash disable=SC2034
# The Debian 12 packages that are needed, in one place: installer/try.sh and tests/run.sh read it.

# To build the three programs.
build_packages=(
    g++ cmake ninja-build ccache pkg-config git
    qt6-base-dev qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools qt6-svg-dev libgl-dev qtkeychain-qt6-dev
    libsimdjson-dev libsqlite3-dev libpq-dev libboost1.81-dev libsodium-dev libssl-dev zlib1g-dev libzstd-dev libre2-dev
)
# What they load at run time.
run_packages=(libqt6sql6-sqlite libqt6svg6 qt6-translations-l10n libsecret-1-0 libpq5)
# To build and run the tests: properties, the fakes of the integration tests, a whole desktop without a screen.
test_packages=(
    librapidcheck-dev libsm-dev python3 openssl postgresql-15 pgbouncer nginx haproxy strace systemd python3-yaml python3-jsonschema
    xvfb xauth x11-utils openbox tint2 xfce4-panel xfconf xfce4-notifyd gnome-keyring libsecret-tools
    at-spi2-core gir1.2-atspi-2.0 python3-gi python3-dbus dbus-daemon dbus-bin xdotool imagemagick
    groff-base hicolor-icon-theme adwaita-icon-theme fonts-dejavu-core desktop-file-utils zsh fish clang-format-14
)

missing_packages() {
    local installed
    # dpkg-query answers 1 as soon as one name is unknown to it: on a bare machine that is the usual case, no failure.
    installed=$({ dpkg-query -W -f='${db:Status-Status} ${Package}\n' "$@" 2>/dev/null || true; } | sed -n 's/^installed //p')
    comm -23 <(printf '%s\n' "$@" | sort -u) <(sort -u <<<"$installed")
}

# install_packages LOG NAME…: does nothing if all are installed.
install_packages() {
    local log=$1 missing as_root=()
    shift
    mapfile -t missing < <(missing_packages "$@")
    ((${#missing[@]} == 0)) && return 0
    if ! command -v apt-get >/dev/null; then
        echo "This script installs packages with apt-get, which is not available here. Please install: ${missing[*]}" >&2
        return 1
    fi
    if ((EUID != 0)); then
        if ! command -v sudo >/dev/null; then
            echo "Packages are missing, and only root can install them. As root, run: apt-get install ${missing[*]}" >&2
            return 1
        fi
        as_root=(sudo)
    fi
    echo "== installing ${#missing[@]} packages (log: $log)"
    if ! { "${as_root[@]}" apt-get -qq update \
        && "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends \
            -o Dpkg::Use-Pty=0 install "${missing[@]}"; } >"$log" 2>&1; then
        tail -n 20 "$log" >&2
        echo "The packages could not be installed: ${missing[*]}" >&2
        return 1
    fi
}

# build_programs SOURCE BUILD LOG [CMAKE-OPTION…]: a Release build with all cores.
build_programs() {
    local source=$1 build=$2 log=$3 generator=()
    shift 3
    if command -v ninja >/dev/null && [[ ! -e $build/CMakeCache.txt ]]; then
        generator=(-G Ninja)
    fi
    if ! cmake -S "$source" -B "$build" "${generator[@]}" -DCMAKE_BUILD_TYPE=Release "$@" >"$log" 2>&1; then
        tail -n 30 "$log" >&2
        echo "The build could not be configured (full log: $log)." >&2
        return 1
    fi
    if ! cmake --build "$build" --parallel "$(nproc)" >>"$log" 2>&1; then
        grep -E -A8 'error|FAILED' "$log" | head -n 60 >&2
        echo "The build failed (full log: $log)." >&2
        return 1
    fi
}
