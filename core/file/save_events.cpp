// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/file/save_events.h"

#include "core/file/atomic_file.h"
#include "core/file/csv_format.h"
#include "core/file/markdown_format.h"
#include "core/file/pcapng_format.h"
#include "core/file/recording_format.h"
#include "core/file/text_format.h"

#include <algorithm>
#include <cstddef>
#include <memory>

namespace core {

namespace {

constexpr std::size_t kEventsPiece = std::size_t{1} << 18; // bytes written at a time
constexpr std::uint64_t kBetweenLooks = 1024;              // events between two looks at whether it is cancelled

std::unique_ptr<ExportFormat> makeFormat(const RecordingSnapshot& events, const SaveRequest& request)
{
    const RecordingFacts& facts = request.facts;
    switch (request.format) {
    case FileFormat::Csv:
        return std::make_unique<CsvFormat>(facts, events.originNs());
    case FileFormat::Text:
        return std::make_unique<TextFormat>(facts, events.originNs());
    case FileFormat::Markdown:
        return std::make_unique<MarkdownFormat>(facts, MarkdownFormat::Totals{events.originNs(), events.letGo()});
    case FileFormat::Pcapng:
        return std::make_unique<PcapngFormat>(
            PcapngOptions{facts.program, events.originNs(), facts.realtimeOffsetNs, request.calls});
    case FileFormat::Recording:
        break;
    }
    return std::make_unique<RecordingFormat>(
        RecordingHeader{facts, events.firstNumber(), events.size(), events.letGo(), events.originNs()});
}

// Goes through the events, all or those that were asked for, once or twice.
class Saving
{
public:
    Saving(const RecordingSnapshot& events, const SaveRequest& request, const FileControl& control)
        : m_events(events),
          m_numbers(request.format != FileFormat::Recording && request.numbers ? &*request.numbers : nullptr),
          m_control(control),
          m_format(makeFormat(events, request)),
          m_steps(control, m_format->isLookingFirst() ? 2 * count() : count()),
          m_descriptor(request.descriptor),
          m_file(request.path)
    {
    }

    FileResult<SaveOutcome> run()
    {
        if (m_descriptor < 0) {
            if (const auto opened = m_file.open(); !opened)
                return tl::unexpected(opened.error());
        }
        if (m_format->isLookingFirst()) {
            const auto looked = forEach([this](std::uint64_t number, const Event& event) {
                m_format->firstLook(number, event);
                return FileResult<void>{};
            });
            if (!looked)
                return tl::unexpected(looked.error());
        }
        m_format->begin(m_out);
        const auto added = forEach([this](std::uint64_t number, const Event& event) {
            m_format->add(number, event, m_out);
            ++m_outcome.events;
            return m_out.size() >= kEventsPiece ? write() : FileResult<void>{};
        });
        if (!added)
            return tl::unexpected(added.error());
        m_format->end(m_out);
        if (const auto written = write(); !written)
            return tl::unexpected(written.error());
        if (m_descriptor < 0) {
            if (const auto committed = m_file.commit(); !committed)
                return tl::unexpected(committed.error());
        }
        return outcome();
    }

private:
    std::uint64_t count() const { return m_numbers ? m_numbers->size() : m_events.size(); }

    template <class Visit>
    FileResult<void> forEach(Visit visit)
    {
        for (std::uint64_t i = 0; i < count(); ++i) {
            if (i % kBetweenLooks == 0) {
                if (m_control.isCancelled())
                    return tl::unexpected(cancelledFile());
                m_steps.reached(m_done + i);
            }
            const std::uint64_t number = m_numbers ? (*m_numbers)[i] : m_events.firstNumber() + i;
            if (const auto event = m_events.find(number)) {
                if (auto visited = visit(number, *event); !visited)
                    return visited;
            }
        }
        m_done += count();
        m_steps.reached(m_done);
        return {};
    }

    FileResult<void> write()
    {
        const std::string_view text(m_out.data(), m_out.size());
        auto written = m_descriptor < 0 ? m_file.write(text) : writeAll(m_descriptor, std::as_bytes(std::span(text)));
        m_outcome.bytes += m_out.size();
        m_out.clear();
        return written;
    }

    SaveOutcome outcome() const
    {
        SaveOutcome result = m_outcome;
        if (const auto* pcapng = dynamic_cast<const PcapngFormat*>(m_format.get())) {
            result.packets = pcapng->counts().packets();
            result.packetsWithoutBytes = pcapng->counts().withoutBytes();
            result.comments = pcapng->counts().comments();
        }
        return result;
    }

    const RecordingSnapshot& m_events;
    const std::vector<std::uint64_t>* m_numbers; // null: all
    const FileControl& m_control;
    std::unique_ptr<ExportFormat> m_format;
    ProgressSteps m_steps;
    const int m_descriptor;
    AtomicFile m_file;
    TextBuffer m_out;
    std::uint64_t m_done = 0;
    SaveOutcome m_outcome;
};

} // namespace

std::optional<FileFormat> fileFormatOf(std::string_view path)
{
    const auto sameLetter = [](char a, char b) { return a == (b >= 'A' && b <= 'Z' ? b - 'A' + 'a' : b); };
    for (const FileFormatInfo& info : kFileFormats) {
        const std::string ending = std::string(".") + info.extension;
        if (path.size() > ending.size() &&
            std::equal(ending.begin(), ending.end(), path.end() - static_cast<std::ptrdiff_t>(ending.size()),
                       sameLetter))
            return info.format;
    }
    return std::nullopt;
}

FileResult<SaveOutcome> saveEvents(const RecordingSnapshot& events, const SaveRequest& request,
                                   const FileControl& control)
{
    return Saving(events, request, control).run();
}

} // namespace core
