// SPDX-License-Identifier: GPL-3.0-or-later
// Reads recordings, strictly: what is malformed is refused with line and reason.
#pragma once

#include "core/event/recorder.h"
#include "core/file/file_control.h"
#include "core/file/file_error.h"
#include "core/file/recording_header.h"
#include "core/file/recording_line.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace core {

/// What a file may hold at most; one that holds more is refused.
struct ReadLimits
{
    /// A line is at most three times as long as the payload of its event, which is at most a message (64 MiB).
    std::size_t lineBytes = std::size_t{256} << 20;
    std::uint64_t events = 50'000'000;
    std::uint64_t payloadBytes = std::uint64_t{8} << 30;
};

struct ReadRequest
{
    std::string path;
    ReadLimits limits;
    /// Called once, before the first batch, on the thread that reads.
    std::function<void(const RecordingHeader& header)> onHeader;
    /// Takes the events in order, at most 8,192 at a time, with the chunks that their payload points into; on the
    /// thread that reads. Until the reading has succeeded they are a part of what may turn out malformed: on a failure
    /// throw them away.
    std::function<void(Batch batch)> onBatch;
};

/// How a reading ended. A plain value.
struct ReadOutcome
{
    RecordingHeader header;         ///< With all threads that were named.
    std::uint64_t events = 0;       ///< That were given to onBatch.
    std::uint64_t ignoredBytes = 0; ///< Of the last line of a journal that a crash cut off.
};

/// Progress counts bytes. Needs memory for one line and one batch. Call it on a thread of its own.
FileResult<ReadOutcome> readRecording(const ReadRequest& request, const FileControl& control = {});

/// The same for bytes that come from anywhere: feed() them in order, in pieces of any size, then finish(). The path of
/// the request is not looked at. After a failure it is not to be used any more. One thread.
class RecordingReader
{
public:
    explicit RecordingReader(ReadRequest request);

    FileResult<void> feed(std::string_view bytes);
    FileResult<ReadOutcome> finish();

private:
    FileResult<void> keepRest(std::string_view bytes);
    FileResult<void> readLine(std::string_view line);
    FileResult<void> takeLine(std::string_view line);
    FileResult<void> takeHeader();
    FileResult<void> takeThread();
    FileResult<void> takeEvent();
    FileResult<void> takeBookmark(std::uint64_t number);
    void giveHeader();
    void giveBatch();

    ReadRequest m_request;
    RecordingLine m_line;
    std::string m_rest; // a line whose end has not come
    std::uint64_t m_lineNumber = 0;
    ReadOutcome m_outcome;
    bool m_headerGiven = false;
    Batch m_batch;
    std::vector<std::byte> m_payload;       // of the events of m_batch that have one
    std::vector<std::size_t> m_withPayload; // their indices
    std::uint64_t m_payloadBytes = 0;
};

} // namespace core
