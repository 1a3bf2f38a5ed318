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

apt_get() {
    as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get -q -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 "$@" </dev/null >&2
}

apt_install() {
    apt_get install --no-install-recommends --yes "$@"
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
        fail "Only root can install these packages; run: sudo apt-get install ${missing[*]}"
    fi
    # The lists of what there is are fetched only when apt knows no source of a package or its source is gone.
    if apt-get -qq --simulate install "${missing[@]}" >/dev/null 2>&1 && apt_install "${missing[@]}"; then
        return
    fi
    apt_get update || fail "apt-get update failed, so these packages could not be installed: ${missing[*]}"
    apt_install "${missing[@]}" || fail "apt-get install failed; these packages were asked for: ${missing[*]}"
}
