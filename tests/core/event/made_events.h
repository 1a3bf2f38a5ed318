// SPDX-License-Identifier: GPL-3.0-or-later
// Events that a test makes up, and what their bytes say.
#pragma once

#include "core/event/recorder.h"

#include <span>
#include <string>

inline core::Event callAt(std::int64_t startNs, int fd = -1)
{
    core::Event event;
    event.startNs = startNs;
    event.call = core::Call::Recv;
    event.fd = fd;
    return event;
}

inline core::Batch batchOf(std::size_t count, std::int64_t firstNs = 1)
{
    core::Batch batch;
    for (std::size_t i = 0; i < count; ++i)
        batch.events.push_back(callAt(firstNs + static_cast<std::int64_t>(i)));
    return batch;
}

inline std::span<const std::byte> bytesOf(const std::string& text)
{
    return std::as_bytes(std::span(text));
}

inline std::string textOf(const core::Event& event)
{
    return {reinterpret_cast<const char*>(event.bytes().data()), event.bytes().size()};
}
