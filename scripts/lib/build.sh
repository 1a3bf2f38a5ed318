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

# build_preset PRESET [TARGET...]: everything it says goes to standard error.
build_preset() {
    local preset=$1
    shift
    local -a targets=()
    if [[ $# -gt 0 ]]; then
        targets=(--target "$@")
    fi
    cd "${project_root:?}" || return
    if ! configured "$preset"; then
        cmake --fresh --preset "$preset" >&2 ||
            fail "CMake could not configure the preset \"$preset\"; the reason stands above."
    fi
    cmake --build --preset "$preset" "${targets[@]}" >&2 ||
        fail "The build of the preset \"$preset\" failed; the first error stands above."
}
