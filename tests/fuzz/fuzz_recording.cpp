// SPDX-License-Identifier: GPL-3.0-or-later
// Feeds bytes to the reader of recordings. What it refuses has a reason; what it accepts is written and read again
// without a change.
#include "core/event/recording.h"
#include "core/file/recording_format.h"
#include "core/file/recording_reader.h"

#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

namespace {

struct Read
{
    core::FileResult<core::ReadOutcome> outcome = tl::unexpected(core::FileError{});
    std::string written; // what was read as a file
};

core::FileResult<core::ReadOutcome> readAll(core::RecordingReader& reader, std::string_view bytes)
{
    if (const auto fed = reader.feed(bytes); !fed)
        return tl::unexpected(fed.error());
    return reader.finish();
}

Read read(std::string_view bytes)
{
    Read result;
    core::TextBuffer events;
    std::uint64_t number = 0;
    core::ReadRequest request;
    request.limits = {std::size_t{1} << 20, 100'000, std::uint64_t{1} << 22};
    core::RecordingFormat format{core::RecordingHeader{}};
    request.onHeader = [&](const core::RecordingHeader& header) { number = header.firstNumber; };
    request.onBatch = [&](const core::Batch& batch) {
        for (const core::Event& event : batch.events)
            format.add(number++, event, events);
    };
    core::RecordingReader reader(request);
    result.outcome = readAll(reader, bytes);
    if (result.outcome) {
        core::TextBuffer file;
        core::RecordingFormat(result.outcome->header).begin(file);
        result.written.append(file.data(), file.size()).append(events.data(), events.size());
    }
    return result;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const Read first = read({reinterpret_cast<const char*>(data), size});
    if (!first.outcome) {
        if (core::fileErrorText(first.outcome.error()).empty())
            std::abort();
        return 0;
    }
    const Read second = read(first.written);
    if (!second.outcome || second.written != first.written || second.outcome->events != first.outcome->events)
        std::abort();
    return 0;
}
