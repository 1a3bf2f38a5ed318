// SPDX-License-Identifier: GPL-3.0-or-later
// Every decoded field of the selected packet as a tree, and its bytes.
#pragma once

#include "widgets/feed/event_feed.h"

#include <QWidget>
#include <optional>

class QLabel;
class QSplitter;
class QTreeWidget;
class QTreeWidgetItem;

namespace widgets {

class HexView;

/// Keeps the number of its packet only; when it is dropped meanwhile it says so. The bytes shown are those of the
/// header that is selected in the tree, at first those of the data. GUI thread.
class PacketDetails final : public QWidget
{
    Q_OBJECT
public:
    /// The feed is not owned and must outlive the pane.
    explicit PacketDetails(EventFeed& feed, QWidget* parent = nullptr);

    /// 0, or an event that is no packet: none.
    void setEvent(quint64 number);
    quint64 eventNumber() const { return m_number; }
    QTreeWidget* tree() const { return m_tree; }
    HexView* hexView() const { return m_hex; }
    /// The tree as lines, fields indented.
    QString text() const;

public Q_SLOTS:
    /// Copies the text and a hex dump of the whole packet.
    void copyAll();

protected:
    void changeEvent(QEvent* event) override;

private:
    std::optional<core::Event> packet() const;
    void rebuild();
    void onGone();
    void showPart(const QTreeWidgetItem* item);
    void say(const QString& sentence);

    EventFeed& m_feed;
    quint64 m_number = 0;
    QLabel* m_notice;
    QSplitter* m_split; // hidden while there is no packet
    QTreeWidget* m_tree;
    QLabel* m_bytesTitle;
    HexView* m_hex;
};

} // namespace widgets
