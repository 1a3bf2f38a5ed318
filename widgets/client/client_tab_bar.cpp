// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/client/client_tab_bar.h"

#include "widgets/common/symbols.h"
#include "widgets/common/theme.h"
#include "widgets/common/tool_tip.h"

#include <QPainter>
#include <QToolButton>

namespace widgets {

namespace {

constexpr int kTabPadding = 8; // left and right of the text
constexpr int kClose = 18;     // width and height of the close button
constexpr int kTabGap = 10;    // around the close button
constexpr int kLine = 2;       // height of the line under the current tab

} // namespace

ClientTabBar::ClientTabBar(QWidget* parent) : QTabBar(parent)
{
    setAccessibleName(tr("Clients"));
    setExpanding(false);
    setAutoHide(true);
    setDrawBase(false);
    setElideMode(Qt::ElideRight);
    setUsesScrollButtons(true);
    setMouseTracking(true);
}

int ClientTabBar::addClient(const QString& name)
{
    const int tab = addTab(name);
    setTabData(tab, name);
    auto* close = new QToolButton(this);
    close->setIcon(symbolIcon(Symbol::Close));
    close->setIconSize({9, 9});
    close->setFixedSize(kClose, kClose);
    close->setAutoRaise(true);
    close->setFocusPolicy(Qt::NoFocus); // Ctrl+W
    close->setToolTip(tr("Close %1 (Ctrl+W closes the current one)").arg(name));
    close->setAccessibleName(tr("Close %1").arg(name));
    connect(close, &QToolButton::clicked, this, [this, close] {
        for (int i = 0; i < count(); ++i)
            if (tabButton(i, RightSide) == close) {
                Q_EMIT tabCloseRequested(i);
                return;
            }
    });
    setTabButton(tab, RightSide, close);
    return tab;
}

void ClientTabBar::setClientText(int tab, const QString& text)
{
    if (tabText(tab) == text)
        return;
    setTabText(tab, text);
    setTabToolTip(tab, plainToolTip(text));
}

QSize ClientTabBar::tabSizeHint(int index) const
{
    return sizeFor(tabText(index));
}

QSize ClientTabBar::minimumTabSizeHint(int index) const
{
    return sizeFor(tabData(index).toString());
}

void ClientTabBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    for (int tab = 0; tab < count(); ++tab) {
        const QRect area = tabRect(tab);
        const bool current = tab == currentIndex();
        if (!current && area.contains(mapFromGlobal(QCursor::pos())))
            painter.fillRect(area.adjusted(0, 0, 0, -kLine), color(Role::HoverTint, palette()));
        painter.fillRect(
            QRect(area.left(), area.bottom() - (current ? kLine - 1 : 0), area.width(), current ? kLine : 1),
            color(current ? Role::Client : Role::CardBorder, palette()));
        painter.setPen(color(current ? Role::Client : Role::Neutral, palette()));
        const QRect room = area.adjusted(kTabPadding, 0, -kClose - kTabGap, -kLine);
        painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                         fontMetrics().elidedText(tabText(tab), Qt::ElideRight, room.width()));
        if (current && hasFocus()) {
            painter.setPen(QPen(palette().color(QPalette::Highlight), 1, Qt::DotLine));
            painter.drawRect(room.adjusted(-3, 3, 2, -3));
        }
    }
}

QSize ClientTabBar::sizeFor(const QString& text) const
{
    return {fontMetrics().horizontalAdvance(text) + kTabPadding + kClose + kTabGap + 1, fontMetrics().height() + 12};
}

} // namespace widgets

#include "moc_client_tab_bar.cpp"
