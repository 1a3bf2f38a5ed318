// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/stream/stream_content.h"

#include <algorithm>
#include <chrono>

namespace widgets {

using namespace std::chrono_literals;

namespace {

constexpr auto kFoldSlice = 4ms;
constexpr int kBetweenLooksAtClock = 64; // events
constexpr int kSegmentsBetween = 8;      // segments, each at most 64 KiB of text to look through

} // namespace

StreamContent::StreamContent(EventFeed& feed, core::ConnectionId connection, QObject* parent)
    : QObject(parent), m_feed(feed), m_connection(connection)
{
    clearAccounts();
    connect(&m_slices, &SliceTimer::timeout, this, &StreamContent::slice);
    connect(&feed, &EventFeed::letGo, this, &StreamContent::onLetGo);
    connect(&feed, &EventFeed::cleared, this, &StreamContent::onCleared);
    connect(&feed, &EventFeed::appended, this, [this] {
        if (!m_slices.isActive()) // else still busy with older ones
            slice();
    });
    m_slices.start();
}

void StreamContent::clearAccounts()
{
    m_accounts.clear();
    for (const auto source :
         {core::StreamSource::ClientCalls, core::StreamSource::ServerCalls, core::StreamSource::Packets})
        m_accounts.emplace_back(m_connection, source);
    m_isOver = false;
    m_next = m_feed.recording().firstNumber();
}

core::StreamSource StreamContent::source() const
{
    if (m_source)
        return *m_source;
    const auto hasBytes = [](const core::StreamIndex& index) {
        return index.kept(core::StreamDirection::ToServer) + index.kept(core::StreamDirection::ToClient) > 0;
    };
    auto best = std::find_if(m_accounts.begin(), m_accounts.end(), hasBytes);
    if (best == m_accounts.end())
        best = std::find_if(m_accounts.begin(), m_accounts.end(), [](const auto& index) { return !index.empty(); });
    return best == m_accounts.end() ? m_shown : best->source();
}

void StreamContent::setSource(std::optional<core::StreamSource> source)
{
    m_source = source;
    if (this->source() != m_shown)
        restartRows();
}

void StreamContent::setForm(core::StreamForm form)
{
    m_form = form;
    restartRows();
}

void StreamContent::setDirection(std::optional<core::StreamDirection> direction)
{
    m_direction = direction;
    restartRows();
}

std::span<const std::byte> StreamContent::bytesOf(const core::StreamSegment& segment) const
{
    if (segment.part != core::StreamPart::Bytes)
        return {};
    const std::optional<core::Event> event = m_feed.recording().find(segment.number);
    return event ? core::segmentBytes(*event, segment) : std::span<const std::byte>{};
}

StreamContent::Row StreamContent::row(quint64 number) const
{
    Row found;
    visit(number, number, [&found](const Row& row) {
        found = row;
        return true;
    });
    return found;
}

void StreamContent::visit(quint64 first, quint64 last, const std::function<bool(const Row& row)>& take) const
{
    const quint64 end = last < rows() ? last + 1 : rows();
    for (quint64 number = first; number < end;) {
        const core::StreamRows::Place place = m_rows.place(number);
        Row row;
        row.segment = index().at(place.segment);
        row.row = place.row;
        std::span<const std::byte> rest = bytesOf(row.segment);
        row.isLetGo = row.segment.part == core::StreamPart::Bytes && rest.empty();
        if (!rest.empty())
            rest = rest.subspan(core::rowOffset(m_form, rest, place.row));
        for (const quint64 next = m_rows.rowOf(place.segment + 1); number < std::min(next, end); ++number, ++row.row) {
            row.bytes = rest.first(core::rowSize(m_form, rest));
            if (!take(row))
                return;
            rest = rest.subspan(row.bytes.size());
        }
    }
}

std::optional<quint64> StreamContent::rowOfEvent(quint64 number) const
{
    const std::size_t segment = index().find(number);
    if (segment >= m_rows.segments() || index().at(segment).number != number || !isShown(index().at(segment)))
        return std::nullopt;
    return m_rows.rowOf(segment);
}

std::optional<quint64> StreamContent::rowNearEvent(quint64 number) const
{
    const std::optional<core::Event> event = m_feed.recording().find(number);
    if (!event || event->connection != m_connection)
        return rowOfEvent(number);
    const std::size_t read = std::min(m_rows.segments(), index().size());
    std::size_t segment = std::min(index().find(number), read);
    if (event->kind == core::EventKind::Message && event->direction() == core::Direction::Received) {
        const auto direction =
            event->side == core::Side::Client ? core::StreamDirection::ToClient : core::StreamDirection::ToServer;
        while (segment > 0 && index().at(segment - 1).direction != direction)
            --segment;
        return segment > 0 ? rowOfEvent(index().at(segment - 1).number) : std::nullopt;
    }
    while (segment < read && !isShown(index().at(segment)))
        ++segment;
    return segment < read ? std::optional(m_rows.rowOf(segment)) : std::nullopt;
}

quint64 StreamContent::rowOfByte(std::size_t segment, std::uint32_t offset) const
{
    const std::span<const std::byte> bytes = bytesOf(index().at(segment));
    std::uint32_t row = 0;
    for (std::size_t end = core::rowSize(m_form, bytes); end <= offset && end < bytes.size(); ++row)
        end += core::rowSize(m_form, bytes.subspan(end));
    return m_rows.rowOf(segment) + row;
}

void StreamContent::onLetGo()
{
    const quint64 first = m_feed.recording().firstNumber();
    m_next = std::max(m_next, first);
    for (core::StreamIndex& index : m_accounts) {
        const bool isShownAccount = index.source() == m_shown;
        const std::size_t gone = index.forgetBefore(first);
        if (!isShownAccount || gone == 0)
            continue;
        const quint64 rows = m_rows.dropFirst(std::min(gone, m_rows.segments()));
        Q_EMIT dropped(gone, rows);
    }
}

void StreamContent::onCleared()
{
    clearAccounts();
    restartRows();
}

void StreamContent::restartRows()
{
    m_shown = source();
    m_rows.clear();
    Q_EMIT restarted();
    slice();
}

void StreamContent::addEvent(const core::Event& event, quint64 number)
{
    if (event.connection == m_connection && (event.call == core::Call::Close || event.call == core::Call::Socket))
        m_isOver = event.call == core::Call::Close; // else the next address is tried
    const auto account = core::StreamIndex::accountOf(event, m_connection);
    if (!account)
        return;
    core::StreamIndex& index = m_accounts[static_cast<std::size_t>(*account)];
    const std::size_t changed = index.add(event, number);
    if (*account == m_shown && changed < m_rows.segments())
        m_rows.truncate(changed); // a late packet
}

std::uint32_t StreamContent::rowsOf(const core::StreamSegment& segment) const
{
    if (!isShown(segment))
        return 0;
    const bool looks = m_form == core::StreamForm::Text;
    return core::rowsOf(m_form, segment, looks ? bytesOf(segment) : std::span<const std::byte>{});
}

void StreamContent::slice()
{
    const auto deadline = std::chrono::steady_clock::now() + kFoldSlice;
    const auto isInTime = [deadline] { return std::chrono::steady_clock::now() < deadline; };
    const core::Recording& recording = m_feed.recording();
    const quint64 end = recording.firstNumber() + recording.size();
    while (m_next < end && isInTime()) {
        for (int i = 0; i < kBetweenLooksAtClock && m_next < end; ++i, ++m_next)
            addEvent(*recording.find(m_next), m_next);
    }
    if (source() != m_shown) {
        m_shown = source();
        m_rows.clear();
        Q_EMIT restarted();
    }
    while (m_rows.segments() < index().size() && isInTime()) {
        for (int i = 0; i < kSegmentsBetween && m_rows.segments() < index().size(); ++i) {
            m_rows.append(rowsOf(index().at(m_rows.segments())));
        }
    }
    const bool isDone = m_next >= end && m_rows.segments() == index().size();
    if (isDone)
        m_slices.stop();
    else if (!m_slices.isActive())
        m_slices.start();
    Q_EMIT changed();
}

} // namespace widgets

#include "moc_stream_content.cpp"
