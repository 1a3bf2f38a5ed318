// SPDX-License-Identifier: GPL-3.0-or-later
// Words of others are no HTML, wherever the window shows them: names, messages, files.
#include "app/settings/settings.h"
#include "app/viewer/viewer_window.h"
#include "app/window/appearance.h"
#include "app/window/main_window.h"
#include "tests/support/shown_texts.h"
#include "tests/support/test_class.h"
#include "widgets/client/client_tabs.h"
#include "widgets/kernel/kernel_socket_model.h"
#include "widgets/kernel/kernel_sockets_panel.h"
#include "widgets/log/filter/filter_field.h"
#include "widgets/log/log_model.h"
#include "widgets/log/log_panel.h"
#include "widgets/server/server_panel.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <memory>

namespace {

/// Qt would load the picture: from a FIFO for ever, from /dev/zero until there is no memory.
const QString kImage = QStringLiteral("<img src=x>");

template <class Widget>
Widget* named(const QWidget& window, const QString& name)
{
    for (auto* widget : window.findChildren<Widget*>()) {
        if (widget->accessibleName() == name && widget->isVisible())
            return widget;
    }
    return nullptr;
}

} // namespace

class TestForeignWords : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        QVERIFY(m_folder.isValid());
        m_reader = {};
        m_settings = std::make_unique<app::SettingsStore>(m_folder.filePath(QStringLiteral("settings.ini")));
        m_settings->save(app::settings::kAskBeforeLoss, false);
    }

    void inTheWindow()
    {
        app::MainWindow window(*m_settings);
        window.resize(900, 700); // where there is little room tool tips have the rest
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        // An abstract name of this process, so that tests can run side by side.
        const QString name =
            QStringLiteral("unix:@%1 %2").arg(QCoreApplication::applicationPid()).arg(kImage.repeated(3));
        auto* address = named<QComboBox>(window, QStringLiteral("Address to listen on"));
        QVERIFY(address);
        address->setEditText(name);
        QTest::keyClick(&window, Qt::Key_F5);
        const auto buttons = window.findChildren<QPushButton*>();
        QTRY_VERIFY(std::any_of(buttons.begin(), buttons.end(),
                                [](const QPushButton* each) { return each->text() == QStringLiteral("Stop server"); }));
        auto& clients = *window.findChild<widgets::ClientTabs*>();
        auto* target = named<QComboBox>(clients, QStringLiteral("Host and port to connect to"));
        QVERIFY(target);
        target->setEditText(name);
        QTest::keyClick(&window, Qt::Key_F6);
        QTRY_COMPARE(clients.actionText(), QStringLiteral("Disconnect"));
        auto* message = named<QPlainTextEdit>(clients, QStringLiteral("Message"));
        QVERIFY(message);
        message->setPlainText(kImage);
        QTest::keyClick(message, Qt::Key_Return);
        auto& log = *window.findChild<widgets::LogPanel*>();
        QTRY_VERIFY(log.model().rowCount() >= 12);
        const auto& sockets = window.findChild<widgets::KernelSocketsPanel*>()->model();
        for (auto* tabs : window.findChildren<QTabWidget*>()) {
            for (int i = 0; i < tabs->count(); ++i) {
                tabs->setCurrentIndex(i);
                if (tabs->currentWidget()->findChild<widgets::KernelSocketsPanel*>() ||
                    qobject_cast<widgets::KernelSocketsPanel*>(tabs->currentWidget()))
                    QTRY_VERIFY(sockets.rowCount() >= 3);
                m_reader.read(window);
            }
        }
        window.findChild<widgets::FilterField*>()->setText(QStringLiteral("/[<img src=x>/"));
        m_reader.read(window);
        QCOMPARE(html(window), QStringList());
        QVERIFY2(m_toolTips >= 3, qPrintable(QString::number(m_toolTips))); // else nothing was tested
    }

    void inFilesAndTheirNames()
    {
        app::Appearance appearance(*m_settings);
        const QString path = m_folder.filePath(kImage + QStringLiteral(".jsonl"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"<img src=x>\": 1}\n");
        file.close();
        app::ViewerWindow window(path, app::ViewerWindow::Origin::File, *m_settings, appearance);
        window.resize(600, 500);
        window.show();
        QTRY_VERIFY(window.isEnabled());
        QTest::qWait(50);
        m_reader.read(window);
        QCOMPARE(html(window), QStringList());
    }

private:
    /// The tool tips that were read which Qt would take for HTML, and the labels that would.
    QStringList html(const QWidget& window)
    {
        QStringList found;
        for (const shown::Text& shown : m_reader.texts) {
            if (!shown.isToolTip())
                continue;
            m_toolTips += shown.text.contains(kImage.toHtmlEscaped()) ? 1 : 0;
            if (shown.text.contains(kImage) && Qt::mightBeRichText(shown.text))
                found.append(shown.where + QStringLiteral(": ") + shown.text);
        }
        for (const auto* label : window.findChildren<QLabel*>()) {
            if (label->textFormat() != Qt::PlainText && label->text().contains(kImage))
                found.append(QStringLiteral("label: ") + label->text());
        }
        found.removeDuplicates();
        return found;
    }

    QTemporaryDir m_folder;
    std::unique_ptr<app::SettingsStore> m_settings;
    shown::Reader m_reader;
    int m_toolTips = 0;
};

GUI_TEST(TestForeignWords)
#include "tst_foreign_words.moc"
