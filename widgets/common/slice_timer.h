// SPDX-License-Identifier: GPL-3.0-or-later
// Long work of the GUI thread, done in slices.
#pragma once

#include <QObject>

namespace widgets {

/// Fires again and again while it is active; a slice takes a few milliseconds. Of all these timers one fires in a pass
/// of the event loop, in turns, and none in a pass that has used a millisecond before it, by painting mostly: so most
/// passes are a slice or a painting, not both. (Where every pass paints, the sixth has a slice.) While its slice is
/// done, in an event loop of its own, too, it does not fire again. GUI thread, while there is an application.
class SliceTimer final : public QObject
{
    Q_OBJECT
public:
    explicit SliceTimer(QObject* parent = nullptr) : QObject(parent) {}
    ~SliceTimer() override;

    void start(); ///< Never fires from inside. Nothing changes while it is active.
    void stop();
    bool isActive() const { return m_isActive; }

Q_SIGNALS:
    void timeout();

private:
    bool m_isActive = false;
};

} // namespace widgets
