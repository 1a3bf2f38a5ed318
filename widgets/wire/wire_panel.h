// SPDX-License-Identifier: GPL-3.0-or-later
// The panel in the centre of the window: the wire, the choice of a connection, and Pause.
#pragma once

#include "widgets/feed/event_feed.h"
#include "widgets/moment/moment.h"
#include "widgets/wire/ladder_export.h"

#include <QWidget>
#include <optional>

class QComboBox;
class QPushButton;

namespace widgets {

class ConnectionListModel;
class LadderView;
class MessageBar;

/// Shows the events of a feed on two lifelines. GUI thread.
class WirePanel final : public QWidget
{
    Q_OBJECT
public:
    /// `feed` is not owned and outlives the panel.
    explicit WirePanel(EventFeed& feed, QWidget* parent = nullptr);

    LadderView* view() const { return m_view; }

    /// Paints what is shown and begins to write it as a picture; how that goes, and that not all of it had room, is
    /// told inside the panel. Not while one is written.
    void savePictureTo(const QString& path, PictureFormat format);

public Q_SLOTS:
    /// Marks an event that was chosen elsewhere and brings it into sight; emits nothing.
    void selectEvent(quint64 number);
    void showMoment(const std::optional<widgets::Moment>& moment); ///< Fades what came after it.
    /// Shows only this connection, as the chooser does; all when it is not listed.
    void showConnection(core::ConnectionId connection);

Q_SIGNALS:
    void eventSelected(quint64 number); ///< The user chose it on the wire.
    void followRequested();             ///< The user wants to see the newest event.

private:
    void showFollowing(bool on);
    void nameEnds();
    void makeExportButton();
    void askWhereToSave(PictureFormat format);

    ConnectionListModel* m_connections;
    LadderView* m_view;
    QComboBox* m_chooser;
    QPushButton* m_follow;
    QPushButton* m_export;
    MessageBar* m_message;
    SaveBar* m_saveBar;
};

} // namespace widgets
