# SPDX-License-Identifier: GPL-3.0-or-later
# unite_folders(TARGET): the compiler sees the sources of one folder as one file, so that it reads their headers once. To be
# called when the target has all its sources. Names in anonymous namespaces must therefore differ within a folder. A large
# folder makes several such files, so that a change of one source is compiled in some seconds.
set(UNITY_MOST_SOURCES 12)

function(unite_folders target)
  get_target_property(sources ${target} SOURCES)
  list(FILTER sources INCLUDE REGEX "\\.cpp$")
  foreach(source IN LISTS sources)
    cmake_path(ABSOLUTE_PATH source BASE_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}")
    cmake_path(RELATIVE_PATH source BASE_DIRECTORY "${PROJECT_SOURCE_DIR}")
    cmake_path(GET source PARENT_PATH folder)
    string(MAKE_C_IDENTIFIER "${folder}" group)
    math(EXPR count_${group} "0${count_${group}} + 1")
    math(EXPR part "(${count_${group}} - 1) / ${UNITY_MOST_SOURCES}")
    set_property(SOURCE "${PROJECT_SOURCE_DIR}/${source}" TARGET_DIRECTORY ${target} PROPERTY UNITY_GROUP "${group}_${part}")
  endforeach()
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
  # GCC takes a class with a member from an anonymous namespace for one of a header, which these files are not.
  target_compile_options(${target} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
endfunction()
