// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/about_window.h"

#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QIcon>
#include <QLabel>
#include <QVBoxLayout>

namespace app {

namespace {

struct AboutWindowText
{
    Q_DECLARE_TR_FUNCTIONS(app::AboutWindowText)
};

} // namespace

void showAboutWindow(QWidget* parent)
{
    auto* window = new QDialog(parent);
    window->setAttribute(Qt::WA_DeleteOnClose);
    window->setWindowTitle(AboutWindowText::tr("About Socket Playground"));

    auto* picture = new QLabel;
    picture->setPixmap(QIcon(QStringLiteral(":/socket-playground.svg")).pixmap(64, 64));
    picture->setAlignment(Qt::AlignHCenter);
    auto* text = new QLabel;
    text->setTextFormat(Qt::PlainText);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    text->setAlignment(Qt::AlignHCenter);
    text->setText(
        AboutWindowText::tr(
            "Socket Playground %1\n\nOpens real sockets and shows everything that happens:\nevery system call, "
            "TCP state and byte. Nothing is simulated.\n\nFree software under the GNU General Public License, "
            "version 3 or later.")
            .arg(QCoreApplication::applicationVersion()));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    QObject::connect(buttons, &QDialogButtonBox::rejected, window, &QDialog::close);

    auto* layout = new QVBoxLayout(window);
    layout->setContentsMargins(24, 24, 24, 16);
    layout->setSpacing(16);
    layout->addWidget(picture);
    layout->addWidget(text);
    layout->addWidget(buttons);
    layout->setSizeConstraint(QLayout::SetFixedSize);
    window->show();
}

} // namespace app
