// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a filter: they are read or refused with a place inside of them; what was read is printed, read back the
// same and looks at events without harm.
#include "core/filter/filter_completion.h"
#include "core/filter/filter_matcher.h"
#include "core/filter/filter_parser.h"
#include "core/filter/filter_print.h"

#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>
#include <string_view>

namespace {

void require(bool condition)
{
    if (!condition)
        std::abort();
}

/// One of each kind, all with the same bytes.
std::array<core::Event, 5> events(std::span<const std::byte> bytes)
{
    std::array<core::Event, 5> all;
    for (std::size_t i = 0; i < all.size(); ++i) {
        core::Event& event = all[i];
        event.kind = static_cast<core::EventKind>(i);
        event.startNs = static_cast<std::int64_t>(i) * 1'000'000;
        event.connection = static_cast<core::ConnectionId>(i);
        event.payload = bytes.empty() ? nullptr : bytes.data();
        event.payloadSize = static_cast<std::uint32_t>(bytes.size());
    }
    all[0].call = core::Call::Connect;
    all[0].error = ECONNREFUSED;
    all[0].result = -1;
    all[1].args = {static_cast<int>(core::TcpState::SynSent), static_cast<int>(core::TcpState::Closed)};
    return all;
}

void look(const core::FilterNode& filter, std::span<const std::byte> bytes)
{
    const core::FilterContext context;
    core::FilterMatcher matcher(filter);
    core::FilterNode opposite;
    opposite.kind = core::FilterNode::Kind::Not;
    opposite.parts.push_back(filter);
    core::FilterMatcher others(opposite);
    std::uint64_t number = 0;
    for (const core::Event& event : events(bytes)) {
        ++number;
        require(matcher.matches(event, number, context) != others.matches(event, number, context));
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    for (const std::size_t cursor : {std::size_t{0}, size / 2, size}) {
        const core::FilterPlace place = core::filterPlaceAt(text, cursor);
        require(place.begin <= cursor && cursor <= place.end && place.end <= size);
    }
    const auto filter = core::parseFilter(text);
    if (!filter) {
        const core::FilterError& error = filter.error();
        require(error.position <= size && error.length <= size - error.position);
        require(*error.message != '\0');
        return 0;
    }
    const std::string printed = core::printFilter(*filter);
    if (printed.size() <= core::kMaxFilterLength) { // a name may be longer than the number that was written
        const auto again = core::parseFilter(printed);
        require(again && *again == *filter);
        require(core::printFilter(*again) == printed);
    }
    look(*filter, std::as_bytes(std::span(data, size)));
    return 0;
}
