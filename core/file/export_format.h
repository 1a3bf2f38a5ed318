// SPDX-License-Identifier: GPL-3.0-or-later
// What every format of a file with events has in common.
#pragma once

#include "core/event/event.h"
#include "core/text/text_buffer.h"

#include <cstdint>

namespace core {

/// Turns events into the bytes of one file, piece by piece: each function appends to `out`, so that a file of any size
/// needs little memory. First firstLook() with every event where isLookingFirst(), then begin(), add() with every event
/// in order, end(). One thread. Never fails.
class ExportFormat
{
public:
    ExportFormat() = default;
    virtual ~ExportFormat() = default;
    ExportFormat(const ExportFormat&) = delete;
    ExportFormat& operator=(const ExportFormat&) = delete;

    /// The beginning of the file tells of all events, so they are gone through twice.
    virtual bool isLookingFirst() const { return false; }
    virtual void firstLook(std::uint64_t /*number*/, const Event& /*event*/) {}

    virtual void begin(TextBuffer& out) = 0;
    virtual void add(std::uint64_t number, const Event& event, TextBuffer& out) = 0;
    virtual void end(TextBuffer& /*out*/) {}
};

} // namespace core
