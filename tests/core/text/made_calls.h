// SPDX-License-Identifier: GPL-3.0-or-later
// Events that a test of core/text makes up.
#pragma once

#include "core/event/event.h"

#include <QByteArray>
#include <array>
#include <cstdint>
#include <list>

inline core::Event call(core::Call which, int fd, std::array<std::int32_t, 4> args, int result, int error = 0)
{
    core::Event event;
    event.call = which;
    event.fd = fd;
    event.args = args;
    event.result = result;
    event.error = static_cast<std::uint16_t>(error);
    return event;
}

inline core::Event of(core::EventKind kind, std::int32_t arg0, std::int32_t arg1 = 0)
{
    core::Event event;
    event.kind = kind;
    event.args = {arg0, arg1};
    return event;
}

inline core::Event withPayload(core::Event event, const QByteArray& payload)
{
    static std::list<QByteArray> kept; // outlives the rows
    kept.push_back(payload);
    event.payload = payload.isEmpty() ? nullptr : reinterpret_cast<const std::byte*>(kept.back().constData());
    event.payloadSize = static_cast<std::uint32_t>(payload.size());
    return event;
}
