// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/document/window_files.h"

#include "app/document/file_question.h"
#include "widgets/common/file_path.h"
#include "widgets/common/message_bar.h"

#include <QDropEvent>
#include <QMenu>
#include <QMimeData>
#include <QUrl>
#include <QWidget>

namespace app {

using widgets::MessageBar;

namespace {

QStringList localFiles(const QMimeData& data)
{
    QStringList paths;
    for (const QUrl& url : data.urls()) {
        if (url.isLocalFile())
            paths.append(url.toLocalFile());
    }
    return paths;
}

} // namespace

WindowFiles::WindowFiles(QWidget& window, SettingsStore& settings, MessageBar& message, QObject* parent)
    : QObject(parent), m_window(window), m_settings(settings), m_message(message), m_recent(settings)
{
    window.setAcceptDrops(true);
    window.installEventFilter(this);
    connect(&m_recent, &RecentFiles::chosen, this, &WindowFiles::openRequested);
    connect(&m_recent, &RecentFiles::missing, this, [this](const QString& path) {
        m_message.showMessage(MessageBar::Kind::Error, tr("%1 is not there any more.").arg(widgets::shownPath(path)),
                              tr("It was taken from the list of recent recordings."));
    });
}

void WindowFiles::addTo(QMenu& menu)
{
    menu.addAction(tr("&Open recording…"), QKeySequence::Open, this, &WindowFiles::ask);
    m_recent.addTo(menu);
}

void WindowFiles::ask()
{
    askForFiles(m_window, m_settings, [this](const QStringList& paths) { openAll(paths); });
}

void WindowFiles::openAll(const QStringList& paths)
{
    if (paths.size() > kMostDropped)
        m_message.showMessage(
            MessageBar::Kind::Notice,
            tr("Only the first %1 of %Ln file(s) were opened.", nullptr, static_cast<int>(paths.size()))
                .arg(kMostDropped),
            tr("Each recording is shown in a window of its own."));
    for (const QString& path : paths.mid(0, kMostDropped))
        Q_EMIT openRequested(path);
}

bool WindowFiles::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::DragEnter && event->type() != QEvent::Drop)
        return QObject::eventFilter(watched, event);
    auto* drop = static_cast<QDropEvent*>(event); // a QDragEnterEvent is one
    const QStringList paths = localFiles(*drop->mimeData());
    if (paths.isEmpty())
        return QObject::eventFilter(watched, event);
    drop->setDropAction(Qt::CopyAction);
    drop->accept();
    if (event->type() == QEvent::Drop)
        openAll(paths);
    return true;
}

} // namespace app

#include "moc_window_files.cpp"
