// SPDX-License-Identifier: GPL-3.0-or-later
// The windows that show recordings.
#pragma once

#include "app/viewer/viewer_window.h"

#include <QObject>
#include <QPointer>
#include <vector>

namespace app {

/// Opens and owns them; each goes when it is closed. GUI thread.
class Viewers final : public QObject
{
    Q_OBJECT
public:
    /// Neither is owned; both outlive it.
    Viewers(SettingsStore& settings, Appearance& appearance, QObject* parent = nullptr)
        : QObject(parent), m_settings(settings), m_appearance(appearance)
    {
    }
    ~Viewers() override;

    ViewerWindow& open(const QString& path, ViewerWindow::Origin origin = ViewerWindow::Origin::File);
    /// A file could not be read.
    bool anyRefused() const { return m_anyRefused; }

Q_SIGNALS:
    void refused(const QString& why); ///< As ViewerWindow::refused().

private:
    SettingsStore& m_settings;
    Appearance& m_appearance;
    std::vector<QPointer<ViewerWindow>> m_windows;
    bool m_anyRefused = false;
};

} // namespace app
