# SPDX-License-Identifier: GPL-3.0-or-later
# precompile_std(TARGET), precompile_qt(TARGET): headers of others that many sources of the target include, read once. Only
# the reading of them is saved: each header of ours still names what it uses (check_headers), and the precompiled file is
# none of ours, so that a change of a header of ours compiles only what includes it.
function(precompile_std target)
  target_precompile_headers(${target} PRIVATE
    <algorithm> <array> <atomic> <chrono> <condition_variable> <cstdint> <functional> <map> <memory> <mutex> <optional>
    <span> <string> <string_view> <thread> <tl/expected.hpp> <tuple> <unordered_map> <utility> <variant> <vector>
    <fmt/format.h>)
endfunction()

function(precompile_qt target)
  precompile_std(${target})
  target_precompile_headers(${target} PRIVATE <QtCore> <QtGui> <QtWidgets>)
endfunction()
