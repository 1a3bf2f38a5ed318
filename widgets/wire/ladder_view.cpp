// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/wire/ladder_view.h"

#include "widgets/common/theme.h"
#include "widgets/wire/ladder_accessible.h"
#include "widgets/wire/ladder_painter.h"
#include "widgets/wire/ladder_text.h"

#include <QAccessible>
#include <QPainter>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <algorithm>
#include <limits>

namespace widgets {

LadderView::LadderView(const EventFeed& feed, QWidget* parent) : QAbstractScrollArea(parent), m_feed(feed)
{
    installLadderAccessibility();
    setAccessibleName(tr("The wire"));
    setAccessibleDescription(tr("Calls and states of the server and the client in the order of time."));
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);

    connect(&feed, &EventFeed::appended, this, &LadderView::onAppended);
    connect(&feed, &EventFeed::letGo, this, &LadderView::onLetGo);
    connect(&feed, &EventFeed::cleared, this, &LadderView::onCleared);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &LadderView::onScrolled);
    addRange(0, m_feed.recording().size());
    pairRange(0, m_feed.recording().size());
    updateMetrics();
}

// ---- what happens to the events ----

void LadderView::addRange(std::size_t first, std::size_t count)
{
    const core::Recording& recording = m_feed.recording();
    for (std::size_t i = first; i < first + count; ++i)
        m_ladder.add(recording.firstNumber() + i, recording.at(i));
}

void LadderView::pairRange(std::size_t first, std::size_t count)
{
    const core::Recording& recording = m_feed.recording();
    for (std::size_t i = first; i < first + count; ++i)
        m_pairing.add(recording.firstNumber() + i, recording.at(i));
}

void LadderView::onAppended(qsizetype first, qsizetype count)
{
    const std::size_t before = m_ladder.size();
    addRange(static_cast<std::size_t>(first), static_cast<std::size_t>(count));
    pairRange(static_cast<std::size_t>(first), static_cast<std::size_t>(count));
    if (m_ladder.size() == before)
        return;
    updateScrollBar();
    viewport()->update();
}

void LadderView::onLetGo()
{
    const std::int64_t top = m_ladder.top();
    m_ladder.dropBefore(m_feed.recording().firstNumber());
    m_pairing.dropBefore(m_feed.recording().firstNumber());
    const std::int64_t gone = m_ladder.empty() ? 0 : (m_ladder.top() - top) * m_lineHeight / LadderLayout::kLine;
    // What is in sight stays where it is. The range is set first, but never to more than was there.
    const std::int64_t value = std::max<std::int64_t>(0, verticalScrollBar()->value() - gone);
    updateScrollBar();
    if (!m_following)
        scrollTo(value);
    viewport()->update();
}

void LadderView::onCleared()
{
    m_ladder.clear();
    m_pairing.clear();
    m_selected = 0;
    m_hovered = 0;
    updateScrollBar();
    setFollowing(true);
    viewport()->update();
}

void LadderView::setConnectionFilter(std::optional<core::ConnectionId> connection)
{
    if (m_ladder.connectionFilter() == connection)
        return;
    m_ladder.setConnectionFilter(connection);
    addRange(0, m_feed.recording().size());
    m_hovered = 0;
    updateScrollBar();
    if (!m_following && m_selected != 0)
        bringIntoSight(m_selected);
    viewport()->update();
}

// ---- scrolling ----

int LadderView::areaHeight() const
{
    return std::max(0, viewport()->height() - m_captionHeight);
}

std::int64_t LadderView::toPixels(std::int64_t quarterLines) const
{
    return (quarterLines - m_ladder.top()) * m_lineHeight / LadderLayout::kLine;
}

int LadderView::pixelY(std::int64_t y) const
{
    const std::int64_t pixels = toPixels(y) - verticalScrollBar()->value() + m_captionHeight;
    constexpr std::int64_t far = 1'000'000; // outside of every window
    return static_cast<int>(std::clamp(pixels, -far, far));
}

std::int64_t LadderView::quarterLineAt(int viewportY) const
{
    const std::int64_t pixels = std::int64_t{viewportY} - m_captionHeight + verticalScrollBar()->value();
    return m_ladder.top() + pixels * LadderLayout::kLine / m_lineHeight;
}

void LadderView::updateMetrics()
{
    m_lineHeight = LadderPainter::lineHeight(viewport()->width(), m_zoom);
    m_captionHeight = LadderPainter::captionHeight();
    updateScrollBar();
}

void LadderView::updateScrollBar()
{
    const std::int64_t height = toPixels(m_ladder.bottom());
    const std::int64_t last = std::clamp<std::int64_t>(height - areaHeight(), 0, std::numeric_limits<int>::max());
    const QScopedValueRollback guard(m_scrolling, true);
    verticalScrollBar()->setRange(0, static_cast<int>(last));
    verticalScrollBar()->setPageStep(std::max(1, areaHeight()));
    verticalScrollBar()->setSingleStep(m_lineHeight);
    if (m_following)
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
}

void LadderView::scrollTo(std::int64_t value)
{
    const QScopedValueRollback guard(m_scrolling, true);
    verticalScrollBar()->setValue(static_cast<int>(std::clamp<std::int64_t>(value, 0, verticalScrollBar()->maximum())));
    viewport()->update();
}

void LadderView::onScrolled(int value)
{
    viewport()->update();
    if (m_scrolling)
        return;
    setFollowing(value >= verticalScrollBar()->maximum());
}

void LadderView::setFollowing(bool on)
{
    if (on)
        scrollTo(verticalScrollBar()->maximum());
    if (m_following == on)
        return;
    m_following = on;
    Q_EMIT followingChanged(on);
}

void LadderView::setZoom(int step)
{
    const int wanted = std::clamp(step, LadderPainter::kMinimumZoom, LadderPainter::kMaximumZoom);
    if (wanted == m_zoom)
        return;
    // The middle of what is in sight stays in the middle.
    const std::int64_t middle = quarterLineAt(m_captionHeight + areaHeight() / 2);
    m_zoom = wanted;
    updateMetrics();
    if (!m_following)
        scrollTo(toPixels(middle) - areaHeight() / 2);
    viewport()->update();
}

void LadderView::bringIntoSight(std::uint64_t number)
{
    if (m_ladder.empty())
        return;
    // An event that is left out has its moment between two others.
    const std::size_t index = std::min(m_ladder.firstFromNumber(number), m_ladder.size() - 1);
    const std::int64_t center = toPixels(m_ladder.at(index).y);
    const std::int64_t value = verticalScrollBar()->value();
    if (center - m_lineHeight >= value && center + m_lineHeight <= value + areaHeight())
        return;
    const bool near = center >= value - areaHeight() && center <= value + 2 * areaHeight();
    std::int64_t target = center - areaHeight() / 2;
    if (near)
        target = center - m_lineHeight < value ? center - m_lineHeight : center + m_lineHeight - areaHeight();
    scrollTo(target);
    setFollowing(verticalScrollBar()->value() >= verticalScrollBar()->maximum());
}

// ---- choosing ----

void LadderView::choose(std::size_t index)
{
    if (index == LadderLayout::kNone)
        return;
    m_selected = m_ladder.at(index).number;
    if (index + 1 < m_ladder.size())
        setFollowing(false); // else new events would carry away what is being read
    bringIntoSight(m_selected);
    viewport()->update();
    announce();
    Q_EMIT eventSelected(m_selected);
}

void LadderView::selectEvent(quint64 number)
{
    if (m_selected == number)
        return;
    m_selected = number;
    if (number != 0)
        bringIntoSight(number);
    viewport()->update();
    announce();
}

void LadderView::showMoment(const std::optional<Moment>& moment)
{
    m_moment = moment;
    viewport()->update();
}

void LadderView::changeEvent(QEvent* event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        updateMetrics();
    if (event->type() == QEvent::PaletteChange)
        viewport()->update();
}

void LadderView::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    updateMetrics();
}

void LadderView::focusInEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
    announce();
}

void LadderView::focusOutEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

QSize LadderView::sizeHint() const
{
    return {560, 360};
}

QSize LadderView::minimumSizeHint() const
{
    return {260, 4 * m_lineHeight + m_captionHeight};
}

std::size_t LadderView::middleItem() const
{
    return m_ladder.nearest(quarterLineAt(m_captionHeight + areaHeight() / 2));
}

// ---- for a screen reader ----

std::vector<std::uint64_t> LadderView::visibleEvents() const
{
    std::vector<std::uint64_t> numbers;
    const std::int64_t end = quarterLineAt(viewport()->height());
    for (std::size_t i = m_ladder.firstFrom(quarterLineAt(m_captionHeight)); i < m_ladder.size(); ++i) {
        const LadderItem& item = m_ladder.at(i);
        if (item.y > end)
            break;
        if (hasEvent(item.kind))
            numbers.push_back(item.number);
    }
    return numbers;
}

QRect LadderView::eventRect(std::uint64_t number) const
{
    const std::size_t index = m_ladder.indexOf(number);
    if (index == LadderLayout::kNone)
        return {};
    const LadderItem& item = m_ladder.at(index);
    const int above = LadderPainter::above(item.kind, m_lineHeight);
    const int below = LadderPainter::below(item.kind, m_lineHeight);
    return {0, pixelY(item.y) - above, viewport()->width(), above + below};
}

QString LadderView::spokenText(std::uint64_t number) const
{
    const std::optional<core::Event> event = m_feed.recording().find(number);
    return event ? widgets::spokenText(*event, pairsOf(number)) : QString();
}

BytePairs LadderView::pairsOf(std::uint64_t number) const
{
    const std::optional<core::Event> event = m_feed.recording().find(number);
    return event ? m_pairing.of(number, *event) : BytePairs{};
}

void LadderView::announce()
{
    if (QAccessible::isActive())
        announceLadderSelection(*this);
}

void LadderView::setEnds(const LadderEnds& ends)
{
    if (ends == m_ends)
        return;
    m_ends = ends;
    viewport()->update();
}

// ---- painting ----

void LadderView::paintEmpty(QPainter& painter, const LadderPainter& look)
{
    look.paintCaptions(painter, m_ends);
    const QString text = tr("Each side's calls are beside its line; TCP states are on it. Time runs downwards.");
    const int width = std::min(viewport()->width() - 48, 25 * painter.fontMetrics().averageCharWidth() + 80);
    QRect box(0, 0, width, 0);
    box = painter.fontMetrics().boundingRect(box, Qt::AlignCenter | Qt::TextWordWrap, text);
    box.moveCenter(QPoint(viewport()->width() / 2, m_captionHeight + areaHeight() / 2));
    const QRect plate = box.adjusted(-14, -9, 14, 9);
    painter.setPen(QPen(color(Role::CardBorder, palette()), 1));
    painter.setBrush(color(Role::Card, palette()));
    painter.drawRoundedRect(QRectF(plate).translated(0.5, 0.5), 6, 6);
    painter.setPen(color(Role::Muted, palette()));
    painter.drawText(box, Qt::AlignCenter | Qt::TextWordWrap, text);
}

/// Between the last row up to the moment and the first one after it.
void LadderView::paintMoment(QPainter& painter, const LadderPainter& look) const
{
    const std::size_t next = m_ladder.firstFromNumber(m_moment->number + 1);
    const bool later = next < m_ladder.size();
    const std::int64_t below = later ? m_ladder.at(next).y : m_ladder.bottom();
    const std::int64_t above = next > 0 ? m_ladder.at(next - 1).y : m_ladder.top();
    const bool atServer = later && m_ladder.at(next).side == core::Side::Server; // there the next row stands
    look.paintMoment(painter, std::max(pixelY(above + (below - above) / 2), m_captionHeight), viewport()->height(),
                     atServer ? core::Side::Client : core::Side::Server, m_moment->text());
}

void LadderView::paintEvent(QPaintEvent*)
{
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    const LadderPainter look(palette(), viewport()->width(), m_zoom);
    painter.fillRect(viewport()->rect(), color(Role::Card, palette()));
    look.paintLifelines(painter, m_captionHeight / 2, viewport()->height());
    if (m_ladder.empty())
        return paintEmpty(painter, look);

    const std::size_t first = m_ladder.firstFrom(quarterLineAt(m_captionHeight) - LadderLayout::kLine);
    const std::int64_t end = quarterLineAt(viewport()->height()) + LadderLayout::kLine;
    for (const std::uint64_t number : {m_hovered, m_selected}) {
        if (const std::size_t index = m_ladder.indexOf(number); index != LadderLayout::kNone)
            look.paintBand(painter, m_ladder.at(index), pixelY(m_ladder.at(index).y),
                           {number == m_selected, number == m_hovered, hasFocus()});
    }
    const PixelY toPixel = [this](std::int64_t y) { return pixelY(y); };
    paintRows(painter, look, scene(), first, m_ladder.firstFrom(end + 1), toPixel);
    if (m_moment)
        paintMoment(painter, look);
    if (const std::uint64_t number = m_hovered != 0 ? m_hovered : m_selected; number != 0)
        paintPairsOf(painter, look, scene(), number, toPixel);
    look.paintCaptions(painter, m_ends);
}

} // namespace widgets

#include "moc_ladder_view.cpp"
