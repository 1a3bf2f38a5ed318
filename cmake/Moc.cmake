# SPDX-License-Identifier: GPL-3.0-or-later
# use_moc(TARGET): lets Qt's moc make what the macro Q_OBJECT promises. moc would read every header that a file includes, to
# know its macros; no class of ours is made of macros of others, so it is given no folders of headers and reads the file
# only, which takes it a thirtieth of the time. A source includes what was made for its header at its end.
get_target_property(MOC_PROGRAM Qt6::moc IMPORTED_LOCATION)
file(CONFIGURE OUTPUT "${CMAKE_BINARY_DIR}/moc" CONTENT [=[#!/bin/sh
for argument; do
    shift
    case $argument in
        -I*) ;;
        *) set -- "$@" "$argument" ;;
    esac
done
exec "@MOC_PROGRAM@" "$@"
]=] @ONLY)
file(CHMOD "${CMAKE_BINARY_DIR}/moc" PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE)

function(use_moc target)
  set_target_properties(${target} PROPERTIES AUTOMOC ON AUTOMOC_EXECUTABLE "${CMAKE_BINARY_DIR}/moc"
    AUTOMOC_MOC_OPTIONS --no-notes)
  # Empty, as sources include what moc makes, and not worth the reading of precompiled headers.
  set_source_files_properties("${CMAKE_CURRENT_BINARY_DIR}/${target}_autogen/mocs_compilation.cpp"
    PROPERTIES SKIP_PRECOMPILE_HEADERS ON)
endfunction()
