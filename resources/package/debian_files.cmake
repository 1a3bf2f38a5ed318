# SPDX-License-Identifier: GPL-3.0-or-later
# Run by CPack in what is to be packed: what Debian's policy wants otherwise than an installation (sections 12.1, 12.5, 12.7).
set(root "${CPACK_TEMPORARY_DIRECTORY}")
set(documents "${root}/usr/share/doc/socket-playground")
# The licence is on each Debian system, so it is named and not carried along.
file(REMOVE "${documents}/LICENSE")
file(COPY_FILE "${CMAKE_CURRENT_LIST_DIR}/copyright" "${documents}/copyright")
string(TIMESTAMP now "%a, %d %b %Y %H:%M:%S +0000" UTC)
file(WRITE "${documents}/changelog" "socket-playground (${CPACK_PACKAGE_VERSION}) unstable; urgency=medium

  * See CHANGELOG.md.

 -- ${CPACK_PACKAGE_CONTACT}  ${now}
")
file(GLOB pages "${root}/usr/share/man/man1/*.1")
execute_process(COMMAND gzip --best --no-name "${documents}/changelog" ${pages} COMMAND_ERROR_IS_FATAL ANY)
