// SPDX-License-Identifier: GPL-3.0-or-later
// Takes the records of the observer out of a stream of bytes that may be cut anywhere.
#pragma once

#include "core/observe/record.h"

#include <cstring>
#include <optional>
#include <span>
#include <tl/expected.hpp>
#include <vector>

namespace core {

/// A record of the stream; `data` is valid until the next feed().
struct Record
{
    RecordKind kind = RecordKind::Ready;
    std::int64_t ns = 0;
    std::span<const std::byte> data;
};

/// Pure. Belongs to one thread. Keeps at most one unfinished record besides what was fed last.
class RecordParser
{
public:
    void feed(std::span<const std::byte> bytes);
    /// The next whole record; nothing when more bytes are needed; an error when the stream is no stream of records.
    /// After an error every call gives the same error: there is no way to find the next record.
    tl::expected<std::optional<Record>, Sentence> next();
    /// Bytes of a record that is not whole yet; at the end of the stream more than 0 means that it was cut.
    std::size_t left() const noexcept { return m_bytes.size() - m_next; }

private:
    std::vector<std::byte> m_bytes;
    std::size_t m_next = 0; // first byte not handed out
    std::optional<Sentence> m_error;
};

/// The data of a record as one of the structs of record.h; nothing when it is too short.
template <class T>
std::optional<T> recordData(std::span<const std::byte> data)
{
    static_assert(std::is_trivially_copyable_v<T>);
    if (data.size() < sizeof(T))
        return std::nullopt;
    T value;
    std::memcpy(&value, data.data(), sizeof value);
    return value;
}

} // namespace core
