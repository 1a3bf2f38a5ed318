// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/viewer/viewers.h"

namespace app {

Viewers::~Viewers()
{
    for (const QPointer<ViewerWindow>& window : m_windows)
        delete window;
}

ViewerWindow& Viewers::open(const QString& path, ViewerWindow::Origin origin)
{
    std::erase_if(m_windows, [](const QPointer<ViewerWindow>& window) { return window.isNull(); });
    auto* window = new ViewerWindow(path, origin, m_settings, m_appearance);
    m_windows.emplace_back(window);
    window->setAttribute(Qt::WA_DeleteOnClose);
    connect(window, &ViewerWindow::openRequested, this, [this](const QString& another) { open(another); });
    connect(window, &ViewerWindow::refused, this, [this](const QString& why) {
        m_anyRefused = true;
        Q_EMIT refused(why);
    });
    window->show();
    return *window;
}

} // namespace app

#include "moc_viewers.cpp"
