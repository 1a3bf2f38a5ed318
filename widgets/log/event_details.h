// SPDX-License-Identifier: GPL-3.0-or-later
// Everything about one event: what it does, its arguments, its error and what to do about it, its bytes.
#pragma once

#include "widgets/feed/event_feed.h"
#include "widgets/log/connection_labels.h"

#include <QWidget>
#include <functional>
#include <optional>

class QLabel;
class QTextEdit;
class QToolButton;

namespace widgets {

class DetailsWriter;
class HexView;
class PayloadPane;

/// Keeps the number of its event only; when the event is dropped meanwhile it says so and shows the bytes no longer.
/// GUI thread.
class EventDetails final : public QWidget
{
    Q_OBJECT
public:
    using ThreadName = std::function<QString(quint16)>;

    /// The feed and the labels are not owned and must outlive the pane.
    EventDetails(EventFeed& feed, const ConnectionLabels& labels, ThreadName threadName, QWidget* parent = nullptr);

    /// 0: no event.
    void setEvent(quint64 number);
    quint64 eventNumber() const { return m_number; }
    /// What is shown, without the bytes.
    QString text() const;
    HexView* hexView() const;
    PayloadPane& payload() const { return *m_payload; }

public Q_SLOTS:
    /// Copies the text and a hex dump of the bytes.
    void copyAll();

protected:
    void changeEvent(QEvent* event) override;

private:
    void rebuild();
    void onGone();
    void showPayload(const std::optional<core::Event>& event);
    void writeCall(DetailsWriter& writer, const core::Event& event) const;
    void writeError(DetailsWriter& writer, const core::Event& event) const;
    static void writePacket(DetailsWriter& writer, const core::Event& event);
    void writeState(DetailsWriter& writer, const core::Event& event) const;
    void writeOrigin(DetailsWriter& writer, const core::Event& event) const;
    void writeConnection(DetailsWriter& writer, const core::Event& event) const;

    EventFeed& m_feed;
    const ConnectionLabels& m_labels;
    ThreadName m_threadName;
    quint64 m_number = 0;
    QTextEdit* m_text;
    QLabel* m_notice;
    PayloadPane* m_payload;
    QToolButton* m_copy;
};

} // namespace widgets
