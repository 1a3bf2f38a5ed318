# SPDX-License-Identifier: GPL-3.0-or-later
# Run by cmake --install. The policy lets an ordinary user start the observer through pkexec(1); it names the helper where
# it is installed, so it is made then. polkit reads actions from POLICY_FOLDER only, whatever the prefix is.
set(OBSERVER "${CMAKE_INSTALL_PREFIX}/${LIBEXEC}/socket-playground-observer")
set(folder "$ENV{DESTDIR}${POLICY_FOLDER}")

# polkit runs as root what stands there: only root may be able to change it, or a folder above it.
set(unsafe "")
set(above "${OBSERVER}")
while(NOT above STREQUAL "/" AND NOT unsafe)
  cmake_path(GET above PARENT_PATH above)
  execute_process(COMMAND find -L "${above}" -maxdepth 0 ( -not -uid 0 -or -perm /022 ) OUTPUT_VARIABLE unsafe ERROR_QUIET
    OUTPUT_STRIP_TRAILING_WHITESPACE)
endwhile()
execute_process(COMMAND mkdir -p "${folder}" ERROR_QUIET)
execute_process(COMMAND test -w "${folder}" RESULT_VARIABLE unwritable)
set(consequence "Without it only root can observe the kernel.")
if(unsafe)
  message(STATUS "Not installed: ${folder}/socket-playground.observe.policy (others than root may write to ${unsafe}, and so "
    "replace what polkit would start as root; choose a prefix such as /usr/local). ${consequence}")
elseif(unwritable)
  message(STATUS "Not installed: ${folder}/socket-playground.observe.policy (only root may). ${consequence}")
else()
  configure_file("${POLICY_SOURCE}" "${folder}/socket-playground.observe.policy" @ONLY)
  message(STATUS "Installing: ${folder}/socket-playground.observe.policy")
endif()
