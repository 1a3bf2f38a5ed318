// SPDX-License-Identifier: GPL-3.0-or-later
// Measuring in a process that nothing was done in before.
#pragma once

#include <climits>
#include <cstddef>
#include <functional>
#include <span>
#include <type_traits>

namespace bench {

/// Forks; the child does `work`, which fills `result` of at most PIPE_BUF bytes, and ends. If the child failed, says
/// how it ended and exits with 1. To be called before the process has a QApplication or a second thread.
void inOwnProcess(std::span<std::byte> result, const std::function<void()>& work);

/// What `work` returns, done in a child: it begins, as the program does, with a heap that is small and whole.
template <class Value>
Value inOwnProcess(const std::function<Value()>& work)
{
    static_assert(std::is_trivially_copyable_v<Value> && sizeof(Value) <= PIPE_BUF);
    Value value{};
    inOwnProcess(std::as_writable_bytes(std::span{&value, 1}), [&] { value = work(); });
    return value;
}

} // namespace bench
