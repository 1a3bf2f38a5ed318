# SPDX-License-Identifier: GPL-3.0-or-later
# The Debian package that scripts/package makes of an installation: program, helpers, policy, desktop entry, documentation.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME socket-playground)
set(CPACK_PACKAGE_VENDOR "The developers of Socket Playground")
set(CPACK_PACKAGE_CONTACT "The developers of Socket Playground <socket-playground@packages.invalid>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "open real sockets and see everything that happens")
set(CPACK_PACKAGE_DESCRIPTION
  "A server and a client over real sockets, and between them the wire: every
system call with its arguments, result, errno and duration, the TCP states of
both ends as the kernel reports them, the packets and the bytes. For people
who learn sockets, and for people who debug a program that uses them. The
same without a window: commands that serve, connect, send, load and watch.")
set(CPACK_INSTALL_PREFIX /usr)
set(CPACK_SET_DESTDIR ON) # polkit's folder is the same whatever the prefix is
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_PRE_BUILD_SCRIPTS "${PROJECT_SOURCE_DIR}/resources/package/debian_files.cmake")
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION net)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
# What is loaded when the window starts, which no library that the program is linked with tells: scripts/packages/run.txt.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "libqt6svg6, libxcb-cursor0, qt6-qpa-plugins")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "fonts-dejavu-core, pkexec, qt6-translations-l10n, qt6-wayland")
include(CPack)
