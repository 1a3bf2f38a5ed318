// SPDX-License-Identifier: GPL-3.0-or-later
// The bytes of one connection both ways: chosen, read, searched, copied, saved.
#pragma once

#include "widgets/stream/stream_content.h"

#include <QWidget>

class QComboBox;
class QToolButton;

namespace widgets {

class BytesField;
class MarkToggle;
class RoleLabel;
class SaveBar;
class StreamSearchRun;
class StreamView;
struct BytesToSave;

/// Ctrl+F goes to the search, Escape in it back to the stream. GUI thread.
class StreamPanel final : public QWidget
{
    Q_OBJECT
public:
    /// The feed is not owned and must outlive the panel.
    StreamPanel(EventFeed& feed, core::ConnectionId connection, QWidget* parent = nullptr);

    StreamContent& content() const { return *m_content; }
    StreamView& view() const { return *m_view; }
    BytesField& findField() const { return *m_find; }
    SaveBar& saveBar() const { return *m_saveBar; }
    /// What is missing, and what is there, in words.
    QString notice() const;
    QString summary() const;

    /// Writes the bytes of one direction as they are: those that there are now.
    void saveTo(const QString& path, core::StreamDirection direction);

public Q_SLOTS:
    void selectEvent(quint64 number);
    /// The same; of an event that moved no bytes those that belong to it (StreamContent::rowNearEvent()).
    void showNearEvent(quint64 number);

Q_SIGNALS:
    /// The user chose a line.
    void eventSelected(quint64 number);

private:
    void makeTools();
    void makeSave();
    void updateWords();
    void find(const std::vector<std::byte>& needle, bool forward);
    void onFound(quint64 segment, quint32 offset, bool cameRound);
    BytesToSave bytesToSave(core::StreamDirection direction) const;

    EventFeed& m_feed;
    StreamContent* m_content;
    StreamSearchRun* m_search;
    QWidget* m_tools;
    QComboBox* m_directions;
    QComboBox* m_forms;
    QComboBox* m_sources;
    MarkToggle* m_following;
    QToolButton* m_copy;
    QToolButton* m_save;
    BytesField* m_find;
    RoleLabel* m_notice;
    StreamView* m_view;
    SaveBar* m_saveBar;
    RoleLabel* m_summary;
};

} // namespace widgets
