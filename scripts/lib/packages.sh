# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs the Debian packages named in scripts/packages/*.txt that are missing. To be sourced after common.sh.

# listed_packages LIST...: the packages of scripts/packages/LIST.txt, one a line, sorted.
listed_packages() {
    local list
    for list in "$@"; do
        sed -e 's/#.*//' -e '/^[[:space:]]*$/d' "${project_root:?}/scripts/packages/$list.txt"
    done | sort --unique
}

# missing_packages PACKAGE...: those that are not installed, one a line. One call of dpkg-query, about 20 ms.
missing_packages() {
    # dpkg-query fails when it does not know one of the names; what it prints is right all the same.
    # shellcheck disable=SC2016 # the braces are dpkg-query's
    comm -23 <(printf '%s\n' "$@" | sort --unique) <(
        { dpkg-query --show --showformat '${db:Status-Status} ${Package}\n' "$@" 2>/dev/null || true; } |
            sed -n 's/^installed //p' | sort --unique
    )
}

# as_root COMMAND...: runs it as root, through sudo where we are not; fails at once when there is no way. sudo may ask
# for a password only where somebody can read the question.
as_root() {
    if [[ $EUID -eq 0 ]]; then
        "$@"
    elif command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [[ -t 2 ]]; }; then
        sudo "$@"
    else
        return 1
    fi
}

# apt_get ARGUMENT...: what apt-get and dpkg say goes to $apt_log.
apt_get() {
    as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get -q -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 -o Acquire::Retries=3 "$@" </dev/null >>"$apt_log" 2>&1
}

# install_packages PACKAGE...: whether they are installed now.
install_packages() {
    # An installation that was interrupted must be ended before dpkg begins another.
    if [[ -n $(dpkg --audit 2>/dev/null) ]]; then
        as_root env DEBIAN_FRONTEND=noninteractive dpkg --configure -a </dev/null >>"$apt_log" 2>&1 || return
    fi
    local -a install=(install --no-install-recommends --yes "$@")
    # The lists of what there is are fetched only when apt knows no source of a package or its source is gone.
    if apt-get -qq --simulate install "$@" >/dev/null 2>&1 && apt_get "${install[@]}"; then
        return
    fi
    apt_get update && apt_get "${install[@]}"
}

# explain_apt: ends the script with what apt-get said and what helps.
explain_apt() {
    local -a words
    mapfile -t words < <(grep -E '^(E|W|dpkg):? ' "$apt_log" | sort --unique | head -n 8)
    say "${words[@]:-$(tail -n 8 "$apt_log")}"
    if grep -qE "No space left on device|enough free space|Disk quota exceeded" "$apt_log"; then
        fail "The disk is full, so packages could not be installed: free some space, then start the script again. All of it: $apt_log"
    elif grep -qE 'Temporary failure|Could not (resolve|connect|handshake)|Failed to fetch|Connection (failed|timed out|refused)|Network is unreachable|Unable to (fetch|connect|locate)' "$apt_log"; then
        fail "Packages could not be fetched: check the network and /etc/apt/sources.list, then start the script again; what was fetched is kept. All of it: $apt_log"
    fi
    fail "apt-get could not install these packages: $*. All of it: $apt_log"
}

# ensure_packages LIST...: installs what is missing of the packages in scripts/packages/LIST.txt.
ensure_packages() {
    local -a listed missing
    mapfile -t listed < <(listed_packages "$@")
    if ! command -v dpkg-query >/dev/null; then
        say "This is no Debian system, so nothing is installed; the build needs what these packages hold: ${listed[*]}"
        return
    fi
    mapfile -t missing < <(missing_packages "${listed[@]}")
    if [[ ${#missing[@]} -eq 0 ]]; then
        return
    fi
    say "Installing missing Debian packages: ${missing[*]}"
    if ! as_root true; then
        fail "Only root can install these packages, and there is no sudo that may be used; run as root: apt-get install ${missing[*]}"
    fi
    local apt_log
    apt_log=$(mktemp --tmpdir socket-playground-packages.XXXXXX) ||
        fail "No file can be made in ${TMPDIR:-/tmp}; the disk may be full."
    trap 'say ""; say "Interrupted. The next call goes on where this one stopped."; exit 130' INT
    install_packages "${missing[@]}" || explain_apt "${missing[*]}"
    trap - INT
    rm -f "$apt_log"
}
