# Shared by packaging/run, test and engine, which source it after setting ROOT: finds Python,
# brings missing system libraries, makes the environment from the hashed lock and builds the engine.
# POSIX sh. Everything that gets installed is named before it is installed.

VENV=${LOOPWISE_VENV:-$ROOT/.venv}
STAMPS=$VENV/.loopwise

say() { printf '%s\n' "$*" >&2; }

fail() {
    say "$*"
    exit 1
}

# Runs a command as the administrator, who may be asked for a password.
as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

can_be_root() { [ "$(id -u)" = 0 ] || command -v sudo >/dev/null 2>&1; }

# --- System packages -------------------------------------------------------------------------

# One "library package" pair a line; the packages are Debian's and Ubuntu's names.
# Offscreen: what QtWebEngine loads even when nothing is shown.
LIBRARIES_OFFSCREEN='
libEGL.so.1 libegl1
libGL.so.1 libgl1
libglib-2.0.so.0 libglib2.0-0
libdbus-1.so.3 libdbus-1-3
libfontconfig.so.1 libfontconfig1
libfreetype.so.6 libfreetype6
libxkbcommon.so.0 libxkbcommon0
libxkbfile.so.1 libxkbfile1
libnss3.so libnss3
libnspr4.so libnspr4
libasound.so.2 libasound2
libgbm.so.1 libgbm1
libdrm.so.2 libdrm2
libgssapi_krb5.so.2 libgssapi-krb5-2
libX11.so.6 libx11-6
libxcb-dri3.so.0 libxcb-dri3-0
libXcomposite.so.1 libxcomposite1
libXdamage.so.1 libxdamage1
libXrandr.so.2 libxrandr2
libXrender.so.1 libxrender1
libXtst.so.6 libxtst6
'
# Screen: what Qt's X11 and Wayland plugins need on top.
LIBRARIES_SCREEN='
libX11-xcb.so.1 libx11-xcb1
libxkbcommon-x11.so.0 libxkbcommon-x11-0
libxcb-cursor.so.0 libxcb-cursor0
libxcb-icccm.so.4 libxcb-icccm4
libxcb-image.so.0 libxcb-image0
libxcb-keysyms.so.1 libxcb-keysyms1
libxcb-randr.so.0 libxcb-randr0
libxcb-render-util.so.0 libxcb-render-util0
libxcb-shape.so.0 libxcb-shape0
libxcb-sync.so.1 libxcb-sync1
libxcb-xfixes.so.0 libxcb-xfixes0
libxcb-xkb.so.1 libxcb-xkb1
libwayland-client.so.0 libwayland-client0
libwayland-cursor.so.0 libwayland-cursor0
libwayland-egl.so.1 libwayland-egl1
'
# Tests: a screen without a monitor, a mouse for it, a reader of PDF files.
COMMANDS_TEST='
Xvfb xvfb
xauth xauth
xdotool xdotool
pdftotext poppler-utils
'

# Prints the packages of the libraries ("$1", pairs as above) that the loader does not know.
packages_of_missing_libraries() {
    known=$(PATH=$PATH:/sbin:/usr/sbin ldconfig -p 2>/dev/null) || return 0
    printf '%s' "$1" | while read -r library package; do
        [ -n "$library" ] || continue
        case $known in *"$library "*) ;; *) printf '%s ' "$package" ;; esac
    done
}

packages_of_missing_commands() {
    printf '%s' "$1" | while read -r name package; do
        [ -n "$name" ] || continue
        command -v "$name" >/dev/null 2>&1 || printf '%s ' "$package"
    done
}

packages_of_missing_fonts() {
    found=$(find /usr/share/fonts /usr/local/share/fonts "$HOME/.fonts" "$HOME/.local/share/fonts" \
        -name '*.[ot]t[fc]' 2>/dev/null | head -n 1)
    [ -n "$found" ] || printf 'fonts-dejavu-core '
}

# Newer releases renamed some libraries for 64-bit time: libasound2 became libasound2t64.
name_in_this_release() {
    if apt-cache show "${1}t64" 2>/dev/null | grep -q '^Package:'; then
        printf '%s' "${1}t64"
    else
        printf '%s' "$1"
    fi
}

# Installs the named Debian packages, saying which; on another system says what is missing.
install_packages() {
    [ $# -gt 0 ] || return 0
    if ! command -v apt-get >/dev/null 2>&1; then
        say "  Missing here (Debian's names): $*"
        say "  Please install them with this system's own tool if the window does not open."
        return 0
    fi
    if ! can_be_root; then
        fail "  Loopwise needs these system packages, and there is no sudo here. Please have an" \
            "administrator run once: apt-get install $*"
    fi
    say "  Installing from the system's own packages: $*"
    log=$(mktemp)
    as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq >"$log" 2>&1 \
        || say "  Not every package source answered; going on with those that did."
    names=
    for package in "$@"; do names="$names $(name_in_this_release "$package")"; done
    # shellcheck disable=SC2086  # one word for each package
    if ! as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
        --no-install-recommends $names >"$log" 2>&1; then
        tail -n 3 "$log" >&2
        fail "  They could not be installed. All that apt-get said is in $log"
    fi
    rm -f "$log"
}

# Sees to the system's side of "$1": offscreen, screen or test (each contains the ones before).
need_system() {
    [ "$(uname)" = Linux ] || return 0
    [ ! -e "$STAMPS/system-$1" ] || return 0
    missing=$(packages_of_missing_libraries "$LIBRARIES_OFFSCREEN")$(packages_of_missing_fonts)
    case $1 in screen | test)
        missing=$missing$(packages_of_missing_libraries "$LIBRARIES_SCREEN") ;;
    esac
    case $1 in test) missing=$missing$(packages_of_missing_commands "$COMMANDS_TEST") ;; esac
    # Without the list of authorities no package source can be trusted over the network.
    [ -e /etc/ssl/certs ] && [ -n "$(ls /etc/ssl/certs)" ] || missing="$missing ca-certificates"
    if [ -z "$missing" ]; then say "  Everything is there."; return 0; fi
    # shellcheck disable=SC2086  # one word for each package
    install_packages $missing
}

# --- Python ----------------------------------------------------------------------------------

is_fitting() {
    "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' >/dev/null 2>&1
}

# Prints the first Python from 3.11 to 3.14; nothing if there is none.
find_python() {
    for candidate in "${LOOPWISE_PYTHON:-}" python3 python3.13 python3.12 python3.11 python3.14; do
        [ -n "$candidate" ] || continue
        if is_fitting "$candidate"; then
            command -v "$candidate"
            return 0
        fi
    done
}

# Sets PYTHON to a Python that can make environments; Debian keeps that part in its own package.
need_python() {
    PYTHON=$(find_python)
    if [ -z "$PYTHON" ]; then
        install_packages python3 python3-venv
        PYTHON=$(find_python)
        [ -n "$PYTHON" ] || fail "Loopwise needs Python 3.11 to 3.14; this system has none."
    fi
    if ! "$PYTHON" -c 'import venv, ensurepip' >/dev/null 2>&1; then
        install_packages "python$("$PYTHON" -c \
            'import sys; print("%d.%d" % sys.version_info[:2])')-venv"
        "$PYTHON" -c 'import venv, ensurepip' >/dev/null 2>&1 \
            || fail "$PYTHON cannot make environments: its venv or ensurepip module is missing."
    fi
}

# --- Environment -----------------------------------------------------------------------------

# What the environment was made from and for: the lock, the project's settings and this folder.
environment_key() {
    { cat "$ROOT/uv.lock" "$ROOT/pyproject.toml" "$ROOT/packaging/uv.txt"; printf '%s' "$ROOT"; } \
        | cksum | tr -c '0-9' '-'
}

# True when the environment for "$1" (run or test) was finished from the present lock.
environment_is_ready() {
    [ -x "$VENV/bin/loopwise" ] && [ -e "$STAMPS/$1-$(environment_key)" ]
}

# Makes or mends the environment for "$1" (run or test).
make_environment() {
    if [ -e "$VENV" ] && ! "$VENV/bin/python" -c 'import pip' >/dev/null 2>&1; then
        [ -e "$VENV/pyvenv.cfg" ] || [ -z "$(ls -A "$VENV")" ] \
            || fail "$VENV is there and is no Python environment; please move it away."
        say "  $VENV was not finished or its Python has gone; making it anew."
        rm -rf "$VENV"
    fi
    if [ ! -e "$VENV" ]; then
        need_python
        say "  Making $VENV with $("$PYTHON" --version)"
        "$PYTHON" -m venv "$VENV" || fail "The environment could not be made."
    fi
    if ! "$VENV/bin/uv" --version 2>/dev/null | grep -qF " $(uv_version) "; then
        say "  Fetching the installer (uv $(uv_version))"
        "$VENV/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps \
            --require-hashes -r "$ROOT/packaging/uv.txt" >&2 \
            || fail "The installer could not be fetched. Is there a network? Nothing is lost: try again."
    fi
    say "  Fetching what uv.lock names, about 300 MB the first time; every file is checked"
    # The tests also insist that the lock fits pyproject.toml.
    wanted=--frozen
    [ "$1" = run ] || wanted='--locked --group dev'
    # shellcheck disable=SC2086  # several words
    UV_PROJECT_ENVIRONMENT=$VENV UV_PYTHON_DOWNLOADS=never VIRTUAL_ENV= \
        "$VENV/bin/uv" sync --project "$ROOT" --inexact $wanted --python "$VENV/bin/python" \
        || fail "Not everything could be fetched. Is there a network? Nothing is lost: try again."
}

uv_version() { sed -n 's/^uv==\([0-9.]*\).*/\1/p' "$ROOT/packaging/uv.txt"; }

# Leaves the marks that make the next start fast.
mark_ready() {
    mkdir -p "$STAMPS"
    rm -f "$STAMPS/$1"-[0-9]*
    : >"$STAMPS/$1-$(environment_key)"
    : >"$STAMPS/system-$2"
    # The tests' environment and libraries contain all that the program itself needs.
    if [ "$1" = test ]; then mark_ready run screen; fi
    if [ "$2" = screen ]; then : >"$STAMPS/system-offscreen"; fi
}

# --- Engine ----------------------------------------------------------------------------------

ENGINE=$ROOT/planner/tours/engine

# What the engine is built from: its own sources, and the tools and versions that the lock names.
engine_key() {
    cd "$ENGINE"
    find src -name tests -prune -o -type f -print | LC_ALL=C sort \
        | xargs cksum CMakeLists.txt "$ROOT/uv.lock" | cksum | tr -c '0-9' '-'
}

# True when the engine for this environment's Python was built from the present sources.
engine_is_ready() {
    [ -r "$STAMPS/engine" ] || return 1
    read -r abi <"$STAMPS/engine"
    [ -n "$(find "$ENGINE" -maxdepth 1 -name "_search.$abi.*")" ] \
        && [ -r "$ROOT/build/engine/$abi.key" ] \
        && [ "$(cat "$ROOT/build/engine/$abi.key")" = "$(engine_key)" ]
}

# CMake takes what CXX names, else one of these; on macOS a stub of that name asks to be installed.
has_compiler() {
    for candidate in "${CXX:-c++}" g++ clang++; do
        if "$candidate" --version >/dev/null 2>&1; then return 0; fi
    done
    return 1
}

has_python_headers() {
    "$VENV/bin/python" -c 'import os, sys, sysconfig
sys.exit(not os.path.exists(os.path.join(sysconfig.get_path("include"), "Python.h")))'
}

# Brings what turns C++ into a program where there is none; Debian keeps Python's headers apart too.
# "$1" module, or check, which needs no Python.
need_compiler() {
    missing=
    has_compiler || missing='g++ '
    [ "$1" = check ] || has_python_headers \
        || missing="${missing}libpython$("$VENV/bin/python" -c \
            'import sys; print("%d.%d" % sys.version_info[:2])')-dev"
    [ -n "$missing" ] || return 0
    say "  The engine is written in C++ and gets built here; what does that is missing."
    if [ "$(uname)" = Darwin ]; then
        fail "  Please install Apple's command line tools, then try again: xcode-select --install"
    fi
    # shellcheck disable=SC2086  # one word for each package
    install_packages $missing
    has_compiler || fail "  There is no C++ compiler here. Please install one (g++), then try again."
}

# Runs CMake on the engine, quietly unless it fails. "$1": the build folder; the rest goes to CMake.
build_engine_in() {
    folder=$1
    shift
    mkdir -p "$folder"
    {
        "$VENV/bin/cmake" -S "$ENGINE" -B "$folder" -G Ninja \
            -DCMAKE_MAKE_PROGRAM="$VENV/bin/ninja" "$@" && "$VENV/bin/cmake" --build "$folder"
    } >"$folder/log" 2>&1 || { cat "$folder/log" >&2; return 1; }
}

# Builds the engine into the checkout; only what has changed is compiled again. "$1" run: a compiler
# that warns where ours did not must not keep anyone from the program.
make_engine() {
    purpose=${1:-}
    need_compiler module
    abi=$("$VENV/bin/python" -c 'import sysconfig; print(sysconfig.get_config_var("SOABI"))')
    key=$(engine_key)
    set -- "$ROOT/build/engine/$abi" -DCMAKE_BUILD_TYPE=Release \
        -DPython_EXECUTABLE="$VENV/bin/python" \
        -Dnanobind_DIR="$("$VENV/bin/python" -m nanobind --cmake_dir)"
    if ! build_engine_in "$@"; then
        [ "$purpose" = run ] || fail "The engine could not be built."
        say "  Trying once more, with warnings allowed."
        build_engine_in "$@" --compile-no-warning-as-error || fail "The engine could not be built."
    fi
    printf '%s' "$key" >"$ROOT/build/engine/$abi.key"
    mkdir -p "$STAMPS"
    printf '%s\n' "$abi" >"$STAMPS/engine"
}

# Builds the engine's own tests under the sanitizers and runs them.
check_engine() {
    need_compiler check
    build_engine_in "$ROOT/build/engine/check" -DLOOPWISE_CHECK=ON -DCMAKE_BUILD_TYPE=Debug \
        -DCMAKE_CXX_FLAGS_DEBUG="-O1 -g" || fail "The engine's tests could not be built."
    "$ROOT/build/engine/check/engine_tests"
}

# --- All of it -------------------------------------------------------------------------------

# "$1" run or test, "$2" offscreen, screen or test: sees that all is there, fast when it was before.
need_everything() {
    began=$(date +%s)
    as_before=yes
    if ! { environment_is_ready "$1" && [ -e "$STAMPS/system-$2" ]; }; then
        as_before=
        say "[1/3] System libraries"
        need_system "$2"
        say "[2/3] Python environment"
        make_environment "$1"
        mark_ready "$1" "$2"
    fi
    if ! engine_is_ready; then
        as_before=
        say "[3/3] Planning engine: building it from its sources"
        make_engine "$1"
    fi
    [ -n "$as_before" ] || say "Ready after $(($(date +%s) - began)) s."
}

# QtWebEngine refuses to start as root with its sandbox on; everyone else keeps it.
settle_sandbox() {
    if [ "$(id -u)" = 0 ]; then
        export QTWEBENGINE_DISABLE_SANDBOX=1
    fi
}

has_screen() {
    [ "$(uname)" = Darwin ] || [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]
}
