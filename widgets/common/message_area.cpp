// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/message_area.h"

#include "widgets/common/message_bar.h"

#include <QEvent>
#include <QFocusFrame>
#include <QResizeEvent>
#include <QScrollBar>
#include <QVBoxLayout>
#include <algorithm>

namespace widgets {

namespace {

constexpr int kLeastLines = 3; // of text, before everything else gives way

} // namespace

MessageArea::MessageArea(const QList<MessageBar*>& bars, QWidget* parent)
    : QScrollArea(parent), m_bars(bars), m_focusRing(new QFocusFrame(this))
{
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    for (MessageBar* bar : bars) {
        column->addWidget(bar);
        bar->installEventFilter(this);
    }
    column->addStretch(1);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWidgetResizable(true);
    setWidget(content);
    content->setAutoFillBackground(false); // the card shows through
    viewport()->setAutoFillBackground(false);
    content->installEventFilter(this);
    setAccessibleName(tr("Messages"));
    setFocusPolicy(Qt::NoFocus);
    connect(verticalScrollBar(), &QScrollBar::rangeChanged, this,
            [this](int, int end) { setFocusPolicy(end > 0 ? Qt::StrongFocus : Qt::NoFocus); });
    hide();
}

QSize MessageArea::sizeHint() const
{
    return {widget()->sizeHint().width(), widget()->heightForWidth(std::max(width(), minimumSizeHint().width()))};
}

QSize MessageArea::minimumSizeHint() const
{
    return {widget()->minimumSizeHint().width() + verticalScrollBar()->sizeHint().width(),
            kLeastLines * fontMetrics().lineSpacing()};
}

bool MessageArea::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::ShowToParent:
    case QEvent::HideToParent:
        if (watched == widget())
            break;
        setVisible(std::any_of(m_bars.begin(), m_bars.end(), [](const MessageBar* bar) { return !bar->isHidden(); }));
        verticalScrollBar()->setValue(0);
        Q_EMIT messagesChanged();
        break;
    case QEvent::LayoutRequest:
        updateGeometry();
        break;
    default:
        break;
    }
    return QScrollArea::eventFilter(watched, event);
}

void MessageArea::focusInEvent(QFocusEvent* event)
{
    QScrollArea::focusInEvent(event);
    if (m_focusRing)
        m_focusRing->setWidget(this);
}

void MessageArea::focusOutEvent(QFocusEvent* event)
{
    QScrollArea::focusOutEvent(event);
    if (m_focusRing)
        m_focusRing->setWidget(nullptr);
}

void MessageArea::resizeEvent(QResizeEvent* event)
{
    QScrollArea::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        updateGeometry(); // another width needs another height
}

} // namespace widgets

#include "moc_message_area.cpp"
