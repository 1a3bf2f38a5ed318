// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/filter/event_value.h"

#include "core/text/event_text.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <span>

namespace core {
namespace {

std::optional<std::int64_t> bytesOf(const Event& event)
{
    switch (event.kind) {
    case EventKind::Message:
        return event.payloadSize;
    case EventKind::Packet: // its payload has headers, its result counts the data
        return event.result;
    case EventKind::Call:
        if (movesData(event.call) && event.error == 0 && event.result >= 0)
            return event.result;
        return std::nullopt;
    default:
        return std::nullopt;
    }
}

template <class Value>
std::optional<std::int64_t> when(bool has, Value value)
{
    return has ? std::optional<std::int64_t>(static_cast<std::int64_t>(value)) : std::nullopt;
}

} // namespace

std::optional<std::int64_t> eventValue(FilterKey key, const Event& event, std::uint64_t number,
                                       const FilterContext& context)
{
    switch (key) {
    case FilterKey::Kind:
        return static_cast<std::int64_t>(event.kind);
    case FilterKey::Side:
        return static_cast<std::int64_t>(event.side);
    case FilterKey::Conn:
        return event.connection;
    case FilterKey::Call:
        return when(event.kind == EventKind::Call, event.call);
    case FilterKey::Errno:
        return errorOf(event);
    case FilterKey::From:
        return when(event.kind == EventKind::State, event.from());
    case FilterKey::To:
        return when(event.kind == EventKind::State, event.to());
    case FilterKey::Source:
        return static_cast<std::int64_t>(event.source);
    case FilterKey::Thread:
        return event.thread;
    case FilterKey::Fd:
        return when(event.fd >= 0, event.fd);
    case FilterKey::Number:
        return static_cast<std::int64_t>(number);
    case FilterKey::Result:
        return when(event.kind == EventKind::Call, event.result);
    case FilterKey::Bytes:
        return bytesOf(event);
    case FilterKey::Took:
        return when(event.kind == EventKind::Call || event.tookNs != 0, event.tookNs);
    case FilterKey::Time:
        return event.startNs - context.originNs();
    default:
        return std::nullopt;
    }
}

std::optional<FilterTerm> termOf(FilterKey key, const Event& event, std::uint64_t number, const FilterContext& context)
{
    constexpr std::size_t kMostBytes = 64;   // of a text that is still worth asking for
    constexpr std::int64_t kShownNs = 1'000; // last digit of a time that is shown
    FilterTerm term;
    term.key = key;
    if (key == FilterKey::Text) {
        const auto bytes =
            event.kind == EventKind::Message || movesData(event.call) ? event.bytes() : std::span<const std::byte>();
        if (bytes.empty() || bytes.size() > kMostBytes)
            return std::nullopt;
        std::transform(bytes.begin(), bytes.end(), std::back_inserter(term.text),
                       [](std::byte byte) { return static_cast<char>(byte); });
        return term;
    }
    if (key == FilterKey::Thread) {
        term.text = context.threadName(event.thread);
        if (!term.text.empty())
            return term;
    }
    auto value = eventValue(key == FilterKey::State ? FilterKey::To : key, event, number, context);
    const bool isNothing = value == 0 && (key == FilterKey::Errno || key == FilterKey::Call);
    if (!value || isNothing)
        return std::nullopt;
    if (key == FilterKey::Took || key == FilterKey::Time)
        term.comparison = Comparison::GreaterEqual;
    if (key == FilterKey::Time) // down to what is shown, so that the event itself is among them
        value = *value - ((*value % kShownNs) + kShownNs) % kShownNs;
    term.numbers.push_back(*value);
    return term;
}

} // namespace core
