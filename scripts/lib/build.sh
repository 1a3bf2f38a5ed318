# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Configures and builds one preset of CMakePresets.json. To be sourced after common.sh.

# configured PRESET: whether its build folder was made by this tree from the presets as they are now. Everything else
# that asks for a new configuration is noticed by the build itself.
configured() {
    local folder="${project_root:?}/build/$1"
    [[ -e $folder/build.ninja && $folder/build.ninja -nt $project_root/CMakePresets.json ]] &&
        grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$project_root" "$folder/CMakeCache.txt"
}

# show_progress LOG: copies what ninja says to LOG, and shows how far it is: a line that is written over on a terminal,
# elsewhere one line at the start.
show_progress() {
    local line told=
    while IFS= read -r line; do
        printf '%s\n' "$line"
        [[ $line =~ ^\[([0-9]+)/([0-9]+)\] && $line != *'] Re-'* ]] || continue # not: Re-checking globbed directories
        if [[ -t 2 ]]; then
            printf '\rBuilding, %d of %d \e[K' "${BASH_REMATCH[1]}" "${BASH_REMATCH[2]}" >&2
        elif [[ -z $told ]]; then
            say "Building, ${BASH_REMATCH[2]} steps"
        fi
        told=yes
    done >>"$1"
    if [[ -t 2 && -n $told ]]; then
        printf '\r\e[K' >&2
    fi
}

# explain LOG SENTENCE: ends the script with what went wrong and what helps, as far as the log says it.
explain() {
    local log=$1 sentence=$2 errors
    # The disk is looked at, too: a compiler that could not write does not always say so.
    if grep -qsE 'No space left on device|Disk quota exceeded' "$log" || ! : >>"$log" ||
        [[ $(df --output=avail "$log" | tail -n 1) -lt 1024 ]]; then
        fail "$sentence There is no space left for ${log%/*}: free some, then start the script again; it goes on where it stopped."
    fi
    errors=$(grep -E -m 5 -A 4 '(^|[^_])\b(error|Error|FAILED|fatal)\b' "$log" | head -n 20) || true
    say "${errors:-$(tail -n 20 "$log")}"
    fail "$sentence The first errors stand above, all of it in $log"
}

# build_preset PRESET [TARGET...]: what CMake and the compiler say goes to build/PRESET.log.
build_preset() {
    local preset=$1 log
    shift
    local -a targets=()
    if [[ $# -gt 0 ]]; then
        targets=(--target "$@")
    fi
    cd "${project_root:?}" || return
    log=$project_root/build/$preset.log
    if ! mkdir -p build 2>/dev/null || ! : 2>/dev/null >"$log"; then
        fail "The folder $project_root/build cannot be written. Copy the project to a folder of your own that has space, and start the script there."
    fi
    # Two builds of one folder at once would disturb each other; the lock is gone with the process.
    exec {lock}>"$log.lock"
    if ! flock --nonblock "$lock"; then
        say "Another script is building in $project_root/build/$preset: waiting until it is done."
        flock "$lock"
    fi
    trap 'say ""; say "Interrupted. The next call goes on where this one stopped."; exit 130' INT
    if ! configured "$preset"; then
        cmake --fresh --preset "$preset" >>"$log" 2>&1 ||
            explain "$log" "CMake could not configure the preset \"$preset\"."
    fi
    if ! NINJA_STATUS='[%f/%t] ' cmake --build --preset "$preset" "${targets[@]}" 2>&1 | show_progress "$log"; then
        explain "$log" "The build of the preset \"$preset\" failed."
    fi
    trap - INT
    exec {lock}>&-
}
