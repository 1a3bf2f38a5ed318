// SPDX-License-Identifier: GPL-3.0-or-later
// Long work of the GUI thread, done in slices.
#pragma once

#include <QObject>

namespace widgets {

/// Fires again and again while it is active; a slice takes a few milliseconds. Of all these timers one fires in a pass
/// of the event loop, in turns, and what a slice changed is painted in a pass of its own before the next one: so no
/// pass gets longer than the longest slice or the painting of the window. GUI thread.
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
