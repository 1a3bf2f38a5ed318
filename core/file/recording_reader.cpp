// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/file/recording_reader.h"

#include "core/text/translatable.h"

#include <algorithm>
#include <climits>
#include <cstring>
#include <fmt/format.h>
#include <memory>
#include <utility>

namespace core {

namespace {

constexpr std::size_t kBatchEvents = 8192;
constexpr std::size_t kBatchPayload = std::size_t{4} << 20; // bytes; a batch ends with the event that passes it
constexpr std::size_t kMostHeader = std::size_t{64} << 10;  // bytes of the first line
constexpr std::size_t kMostThreadName = 1024;               // bytes
constexpr std::size_t kMostNote = 1024;                     // bytes
constexpr std::size_t kMostBookmarks = 10'000;

FileError noRecording()
{
    return fileError(CORE_TR("This is no recording of Socket Playground."));
}

bool looksLikeHeader(std::string_view line)
{
    return line.starts_with('{') &&
           line.substr(0, kMostHeader).find(RecordingHeader::kFormat) != std::string_view::npos;
}

} // namespace

RecordingReader::RecordingReader(ReadRequest request) : m_request(std::move(request)) {}

FileResult<void> RecordingReader::feed(std::string_view bytes)
{
    while (!bytes.empty()) {
        const auto end = bytes.find('\n');
        if (end == std::string_view::npos)
            return keepRest(bytes);
        FileResult<void> read;
        if (m_rest.empty()) {
            read = readLine(bytes.substr(0, end));
        } else {
            read = keepRest(bytes.substr(0, end));
            if (read)
                read = readLine(m_rest);
            m_rest.clear();
        }
        if (!read)
            return read;
        bytes.remove_prefix(end + 1);
    }
    return {};
}

// A line that comes in pieces. What is no recording is refused before much of it is kept.
FileResult<void> RecordingReader::keepRest(std::string_view bytes)
{
    const std::size_t most = m_lineNumber == 0 ? kMostHeader : m_request.limits.lineBytes;
    if (bytes.size() > most - m_rest.size()) {
        FileError error = m_lineNumber == 0 ? noRecording() : fileError(CORE_TR("It is too long."));
        error.line = m_lineNumber + 1;
        return tl::unexpected(error);
    }
    m_rest += bytes;
    return {};
}

FileResult<void> RecordingReader::readLine(std::string_view line)
{
    ++m_lineNumber;
    FileResult<void> taken = line.size() > m_request.limits.lineBytes
                                 ? tl::unexpected(fileError(CORE_TR("It is too long.")))
                                 : takeLine(line);
    if (!taken)
        taken.error().line = m_lineNumber;
    return taken;
}

FileResult<void> RecordingReader::takeLine(std::string_view line)
{
    if (m_lineNumber == 1 && !looksLikeHeader(line))
        return tl::unexpected(noRecording());
    if (auto parsed = m_line.parse(line); !parsed)
        return parsed;
    if (m_lineNumber == 1)
        return takeHeader();
    if (auto checked = m_line.check(); !checked)
        return checked;
    return m_line.has(LineKey::Seq) || !m_line.has(LineKey::Thread) ? takeEvent() : takeThread();
}

FileResult<void> RecordingReader::takeHeader()
{
    if (m_line.text(LineKey::Format) != RecordingHeader::kFormat)
        return tl::unexpected(noRecording());
    if (const auto version = m_line.number(LineKey::Version); version > std::int64_t{RecordingHeader::kVersion})
        return tl::unexpected(
            fileError({CORE_TR("It was written by a newer version of Socket Playground, in version %1 of "
                               "the format."),
                       {std::to_string(version)}}));
    if (auto checked = m_line.check(); !checked)
        return checked;
    for (const LineKey key : {LineKey::Version, LineKey::First, LineKey::LetGo, LineKey::OriginNs}) {
        if (!m_line.has(key))
            return tl::unexpected(RecordingLine::missing(key));
    }
    RecordingHeader& header = m_outcome.header;
    header.facts.program = m_line.text(LineKey::Program);
    header.facts.system = m_line.text(LineKey::System);
    header.facts.realtimeOffsetNs = m_line.number(LineKey::RealtimeOffsetNs);
    header.facts.lost = static_cast<std::uint64_t>(m_line.number(LineKey::Lost));
    header.firstNumber = static_cast<std::uint64_t>(m_line.number(LineKey::First));
    if (m_line.has(LineKey::Events))
        header.events = static_cast<std::uint64_t>(m_line.number(LineKey::Events));
    header.letGo = static_cast<std::uint64_t>(m_line.number(LineKey::LetGo));
    header.originNs = m_line.number(LineKey::OriginNs);
    return {};
}

FileResult<void> RecordingReader::takeThread()
{
    if (!m_line.has(LineKey::Track))
        return tl::unexpected(RecordingLine::missing(LineKey::Track));
    const std::string& name = m_line.text(LineKey::Thread);
    if (name.empty() || name.size() > kMostThreadName)
        return tl::unexpected(
            RecordingLine::wrong(LineKey::Thread, CORE_TR("The name in \"%1\" is empty or too long.")));
    const auto track = static_cast<std::size_t>(m_line.number(LineKey::Track));
    auto& threads = m_outcome.header.facts.threads;
    if (track < threads.size() && !threads[track].empty())
        return tl::unexpected(
            RecordingLine::wrong(LineKey::Track, CORE_TR("The thread of \"%1\" has a name already.")));
    if (track >= threads.size())
        threads.resize(track + 1);
    threads[track] = name;
    return {};
}

FileResult<void> RecordingReader::takeEvent()
{
    const RecordingHeader& header = m_outcome.header;
    if (!m_line.has(LineKey::Seq))
        return tl::unexpected(RecordingLine::missing(LineKey::Seq));
    const std::uint64_t expected = header.firstNumber + m_outcome.events;
    if (static_cast<std::uint64_t>(m_line.number(LineKey::Seq)) != expected)
        return tl::unexpected(
            fileError({CORE_TR("Events are missing or in the wrong order: here number %1 was expected."),
                       {std::to_string(expected)}}));
    if (header.events && m_outcome.events >= *header.events)
        return tl::unexpected(fileError({CORE_TR("There are more events than the %1 of which the first line speaks."),
                                         {std::to_string(*header.events)}}));
    if (m_outcome.events >= m_request.limits.events)
        return tl::unexpected(fileError({CORE_TR("There are more events than the %1 that can be opened."),
                                         {std::to_string(m_request.limits.events)}}));
    const std::size_t before = m_payload.size();
    const auto read = eventOf(m_line, m_payload);
    if (!read)
        return tl::unexpected(read.error());
    m_payloadBytes += m_payload.size() - before;
    if (m_payloadBytes > m_request.limits.payloadBytes)
        return tl::unexpected(fileError({CORE_TR("The payload is more than the %1 bytes that can be opened."),
                                         {std::to_string(m_request.limits.payloadBytes)}}));
    if (auto taken = takeBookmark(expected); !taken)
        return taken;
    if (read->hasPayload)
        m_withPayload.push_back(m_batch.events.size());
    m_batch.events.push_back(read->event);
    ++m_outcome.events;
    if (m_batch.events.size() >= kBatchEvents || m_payload.size() >= kBatchPayload)
        giveBatch();
    return {};
}

FileResult<void> RecordingReader::takeBookmark(std::uint64_t number)
{
    if (!m_line.has(LineKey::Bookmark))
        return {};
    const std::string& note = m_line.text(LineKey::Bookmark);
    if (note.size() > kMostNote)
        return tl::unexpected(RecordingLine::wrong(LineKey::Bookmark, CORE_TR("The note in \"%1\" is too long.")));
    auto& bookmarks = m_outcome.header.facts.bookmarks;
    if (bookmarks.size() >= kMostBookmarks)
        return tl::unexpected(
            fileError({CORE_TR("There are more than %1 bookmarks."), {std::to_string(kMostBookmarks)}}));
    bookmarks.emplace(number, note);
    return {};
}

void RecordingReader::giveHeader()
{
    if (!m_headerGiven && m_request.onHeader)
        m_request.onHeader(m_outcome.header);
    m_headerGiven = true;
}

void RecordingReader::giveBatch()
{
    giveHeader();
    if (m_batch.events.empty())
        return;
    if (!m_withPayload.empty()) {
        auto chunk = std::make_shared<PayloadChunk>(m_payload.size());
        std::memcpy(chunk->data.get(), m_payload.data(), m_payload.size());
        chunk->events = m_withPayload.size();
        chunk->full.store(true, std::memory_order_release);
        const std::byte* place = chunk->data.get();
        for (const std::size_t index : m_withPayload) {
            Event& event = m_batch.events[index];
            event.payload = place;
            place += event.payloadSize;
        }
        m_batch.chunks.push_back(std::move(chunk));
    }
    if (m_request.onBatch)
        m_request.onBatch(std::move(m_batch));
    m_batch = {};
    m_batch.events.reserve(kBatchEvents);
    m_payload.clear();
    m_withPayload.clear();
}

FileResult<ReadOutcome> RecordingReader::finish()
{
    if (!m_rest.empty()) {
        // What no longer is JSON is the line that the program was writing when it was killed.
        const bool isTorn = m_lineNumber > 0 && !m_outcome.header.events && !m_line.parse(m_rest);
        if (isTorn)
            m_outcome.ignoredBytes = m_rest.size();
        else if (const auto read = readLine(m_rest); !read)
            return tl::unexpected(read.error());
    }
    if (m_lineNumber == 0)
        return tl::unexpected(noRecording());
    const RecordingHeader& header = m_outcome.header;
    if (header.events && m_outcome.events < *header.events) {
        FileError error =
            fileError({CORE_TR_N("The file ends too early: %n event is missing.",
                                 "The file ends too early: %n events are missing."),
                       {},
                       static_cast<int>(std::min<std::uint64_t>(*header.events - m_outcome.events, INT_MAX))});
        error.line = m_lineNumber;
        return tl::unexpected(error);
    }
    giveBatch();
    return m_outcome;
}

} // namespace core
