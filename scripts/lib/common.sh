# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What all scripts share: where the project is, and how they talk to the user. To be sourced.
# shellcheck disable=SC2034 # used by those that source it

project_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
readonly project_root

# All words of the scripts go to standard error: standard output belongs to the program that is run.
say() {
    printf '%s\n' "$*" >&2
}

# fail SENTENCE: says why the script cannot go on, and ends it.
fail() {
    say "${0##*/}: $*"
    exit 1
}
