# SPDX-License-Identifier: GPL-3.0-or-later
# The tools of translations, which come with Qt.
find_program(LRELEASE lrelease PATHS "${QT6_INSTALL_PREFIX}/${QT6_INSTALL_BINS}" NO_DEFAULT_PATH REQUIRED)
find_program(LUPDATE lupdate PATHS "${QT6_INSTALL_PREFIX}/${QT6_INSTALL_BINS}" NO_DEFAULT_PATH REQUIRED)
set(UPDATE_TRANSLATIONS "${CMAKE_CURRENT_LIST_DIR}/UpdateTranslations.cmake")
