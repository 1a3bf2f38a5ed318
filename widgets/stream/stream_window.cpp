// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/stream/stream_window.h"

#include "widgets/stream/stream_view.h"

#include <QShortcut>
#include <QVBoxLayout>

namespace widgets {

StreamWindow::StreamWindow(EventFeed& feed, core::ConnectionId connection, const QString& label, QWidget* parent)
    : QWidget(parent, Qt::Window), m_panel(new StreamPanel(feed, connection))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Stream of %1 (connection %2)").arg(label).arg(connection));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_panel);
    m_panel->view().setFocus(Qt::OtherFocusReason);
    resize(860, 560);
    for (const QKeySequence& key : {QKeySequence(QKeySequence::Close), QKeySequence(Qt::Key_Escape)})
        connect(new QShortcut(key, this), &QShortcut::activated, this, &QWidget::close);
}

} // namespace widgets

#include "moc_stream_window.cpp"
