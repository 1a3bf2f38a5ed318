// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of the event log.
#pragma once

#include "widgets/log/event_rows_model.h"

#include <cstdint>
#include <functional>

namespace widgets {

/// The filtered events of a feed, one row each. Marked are calls that failed in a way that the user should see. GUI
/// thread.
class LogModel final : public EventRowsModel
{
    Q_OBJECT
public:
    /// The first ones are those of EventRowsModel::CommonColumn.
    enum Column { Number, Time, Delta, Side, Connection, Event, Took, Fd, Errno, Bytes, Thread, Source, ColumnCount };
    /// Names a track (core::Event::thread).
    using ThreadName = std::function<QString(quint16)>;

    /// The feed is not owned and must outlive the model. Without `threadName` threads are numbers.
    explicit LogModel(EventFeed& feed, QObject* parent = nullptr) : LogModel(feed, {}, parent) {}
    LogModel(EventFeed& feed, ThreadName threadName, QObject* parent = nullptr);

    int columnCount(const QModelIndex& parent = {}) const override;
    QList<core::FilterKey> filterKeys(int column, const core::Event& event) const override;
    bool isMarked(const core::Event& event) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

protected:
    QString cellText(const core::Event& event, quint64 number, int row, int column) const override;
    QString marked(const QString& number) const override;
    QString markedInWords(quint64 number) const override;
    bool isNumeric(int column) const override;

private:
    QString threadText(std::uint16_t thread) const;
    QString timeTitle() const;
    QString timeHelp() const;

    ThreadName m_threadName;
};

} // namespace widgets
