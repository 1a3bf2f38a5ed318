# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# How long a newcomer waits: the two commands of the README on a clean Debian 12, a change of one file, and .ci/run. To be
# sourced after common.sh, build.sh and clean_debian.sh.

# timed NAME COMMAND...: one row of the table.
timed() {
    local name=$1 started seconds
    shift
    started=${EPOCHREALTIME/[.,]/}
    "$@" >>"${bench_log:?}" 2>&1 || explain "$bench_log" "\"$name\" failed."
    seconds=$(((${EPOCHREALTIME/[.,]/} - started + 500000) / 1000000))
    printf '| %s | %d:%02d |\n' "$name" $((seconds / 60)) $((seconds % 60))
}

# change_file FILE PRESET: builds that preset after something was added to the file.
change_file() {
    # shellcheck disable=SC2016 # the inner shell's
    within "$clean" bash -c 'cd "$0" && printf "static_assert(sizeof(int) != %d);\n" "$1" >>"$2" && cmake --build "build/$3"' \
        "$clone" $((100 + RANDOM)) "$1" "$2"
}

# bench_build: prints the table; with the argument --ci also the rows of .ci/run.
bench_build() {
    local clean clone=/home/socket-playground bench_log=${project_root:?}/build/bench-build.log file
    [[ $EUID -eq 0 ]] || fail "Only root can make a clean Debian, so scripts/bench build needs root."
    mkdir -p "$project_root/build"
    clean=$(mktemp -d)
    chmod 755 "$clean"
    # shellcheck disable=SC2064 # the folder of now
    trap "rm -rf --one-file-system '$clean'" EXIT
    say "Making a clean Debian 12"
    clean_debian "$clean" >"$bench_log" 2>&1 || explain "$bench_log" "No clean Debian could be made."
    git clone --quiet "file://$project_root" "$clean$clone"
    printf '| on %d processors | min:s |\n| --- | ---: |\n' "$(nproc)"
    timed "\`scripts/run\`, the first time, with packages" within "$clean" "$clone/scripts/run"
    timed "\`scripts/run\`, nothing changed" within "$clean" "$clone/scripts/run"
    for file in core/file/recording_line.cpp widgets/wire/ladder_view.cpp app/cli/serve_command.cpp; do
        timed "\`$file\` changed" change_file "$file" release
    done
    git -C "$clean$clone" checkout --quiet .
    timed "\`scripts/test\`, the first time, with packages" within "$clean" "$clone/scripts/test"
    timed "\`scripts/test\`, nothing changed" within "$clean" "$clone/scripts/test"
    file=tests/core/session/tst_server_client.cpp
    timed "\`$file\` changed" change_file "$file" dev
    git -C "$clean$clone" checkout --quiet .
    if [[ ${1:-} == --ci ]]; then
        within "$clean" rm -rf /.cache/ccache "$clone/build"
        timed "\`.ci/run\`, nothing compiled before" within "$clean" "$clone/.ci/run"
        within "$clean" rm -rf "$clone/build"
        timed "\`.ci/run\`, everything compiled before" within "$clean" "$clone/.ci/run"
    fi
}
