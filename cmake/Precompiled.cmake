# SPDX-License-Identifier: GPL-3.0-or-later
# use_precompiled(TARGET NAME): headers of others that many sources of the project include, read once for all targets. Only
# the reading of them is saved: each header of ours still names what it uses (check_headers), and the precompiled file is
# none of ours, so that a change of a header of ours compiles only what includes it. A larger list is no quicker: each use
# of it costs the compiler time, too.
function(use_precompiled target name)
  target_precompile_headers(${target} REUSE_FROM precompiled_${name})
endfunction()

# add_precompiled(NAME HEADERS… LINKED LIBRARIES…)
function(add_precompiled name)
  cmake_parse_arguments(arg "" "" "HEADERS;LINKED" ${ARGN})
  set(empty "${CMAKE_CURRENT_BINARY_DIR}/precompiled_${name}.cpp")
  file(CONFIGURE OUTPUT "${empty}" CONTENT "")
  add_library(precompiled_${name} OBJECT EXCLUDE_FROM_ALL "${empty}")
  target_link_libraries(precompiled_${name} PRIVATE ${arg_LINKED})
  target_precompile_headers(precompiled_${name} PRIVATE ${arg_HEADERS})
endfunction()

set(std_headers <algorithm> <array> <atomic> <chrono> <condition_variable> <cstdint> <functional> <map> <memory> <mutex>
  <optional> <span> <string> <string_view> <thread> <tl/expected.hpp> <tuple> <unordered_map> <utility> <variant> <vector>
  <fmt/format.h>)
set(qt_headers <QAction> <QApplication> <QByteArray> <QComboBox> <QEvent> <QFile> <QFontMetrics> <QHBoxLayout> <QHeaderView>
  <QIcon> <QKeyEvent> <QLabel> <QLineEdit> <QList> <QLocale> <QMenu> <QMouseEvent> <QObject> <QPainter> <QPainterPath>
  <QPointer> <QPushButton> <QScrollBar> <QString> <QStringList> <QTimer> <QToolButton> <QVBoxLayout> <QWidget>)
set(std_libraries project_options fmt::fmt tl::expected Threads::Threads)
set(qt_libraries ${std_libraries} Qt6::Core Qt6::Gui Qt6::Widgets Qt6::Network)

add_precompiled(std HEADERS ${std_headers} LINKED ${std_libraries})
add_precompiled(qt HEADERS ${std_headers} ${qt_headers} LINKED ${qt_libraries})
if(BUILD_TESTING)
  add_precompiled(test HEADERS ${std_headers} <QTest> LINKED ${std_libraries} Qt6::Test)
  add_precompiled(qt_test HEADERS ${std_headers} ${qt_headers} <QTest> <QSignalSpy> LINKED ${qt_libraries} Qt6::Test)
endif()
