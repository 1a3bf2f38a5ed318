// SPDX-License-Identifier: GPL-3.0-or-later
// The place of a panel's message bars: as high as they are, and scrolled where there is less room.
#pragma once

#include <QList>
#include <QPointer>
#include <QScrollArea>

class QFocusFrame;

namespace widgets {

class MessageBar;

/// Hidden while none of its bars has a message. Owns the bars. Takes the keyboard focus, and shows it, only while it
/// can be scrolled. GUI thread.
class MessageArea final : public QScrollArea
{
    Q_OBJECT
public:
    explicit MessageArea(const QList<MessageBar*>& bars, QWidget* parent = nullptr);

    QSize sizeHint() const override; ///< The height is the one that its own width makes necessary.
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void messagesChanged(); ///< A bar came or went.

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QList<MessageBar*> m_bars;
    QPointer<QFocusFrame> m_focusRing; // moves to the parent while it is seen
};

} // namespace widgets
