# SPDX-License-Identifier: GPL-3.0-or-later
# add_go_program(OUTPUT SOURCE): builds one file of Go as the program OUTPUT; without Go that fails only when it is built.
# Needs nothing from outside Go's own library.
function(add_go_program output source)
  find_program(GO_PROGRAM go)
  add_custom_command(OUTPUT "${output}" DEPENDS "${source}" VERBATIM
    COMMAND "${CMAKE_COMMAND}" -E env CGO_ENABLED=0 GO111MODULE=off "GOCACHE=${CMAKE_BINARY_DIR}/go-cache"
      "${GO_PROGRAM}" build -o "${output}" "${source}"
    COMMENT "Building the Go peer ${source}")
endfunction()
