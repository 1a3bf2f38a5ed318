// SPDX-License-Identifier: GPL-3.0-or-later
// The whole window: every control can be reached with the keyboard alone.
#include "app/settings/settings.h"
#include "app/window/main_window.h"
#include "app/window/tool_row.h"
#include "tests/support/test_class.h"
#include "widgets/client/client_tabs.h"
#include "widgets/log/filter/filter_bar.h"
#include "widgets/log/filter/filter_help.h"
#include "widgets/log/log_panel.h"
#include "widgets/log/log_view.h"
#include "widgets/moment/moment_bar.h"
#include "widgets/server/connection_list.h"
#include "widgets/server/connection_table_model.h"
#include "widgets/server/server_panel.h"

#include <QAbstractSpinBox>
#include <QApplication>
#include <QCloseEvent>
#include <QComboBox>
#include <QDeadlineTimer>
#include <QHostAddress>
#include <QMenuBar>
#include <QPushButton>
#include <QRegularExpression>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBrowser>
#include <algorithm>
#include <array>
#include <memory>

namespace {

/// The control that a focused widget stands for: an editable box rather than the field inside it.
QWidget* controlOf(QWidget* widget)
{
    QWidget* parent = widget ? widget->parentWidget() : nullptr;
    if (qobject_cast<QComboBox*>(parent) || qobject_cast<QAbstractSpinBox*>(parent))
        return parent;
    return widget;
}

QString nameOf(const QWidget* widget)
{
    if (!widget)
        return QStringLiteral("nothing");
    const auto* button = qobject_cast<const QAbstractButton*>(widget);
    return QStringLiteral("%1 \"%2\"")
        .arg(QString::fromLatin1(widget->metaObject()->className()),
             button ? button->text() : widget->accessibleName());
}

QStringList namesOf(const QList<QWidget*>& widgets)
{
    QStringList names;
    for (const QWidget* widget : widgets)
        names.append(nameOf(widget));
    return names;
}

} // namespace

class TestMainWindow : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        QVERIFY(m_folder.isValid());
        m_settings = std::make_unique<app::SettingsStore>(m_folder.filePath(QStringLiteral("settings.ini")));
        m_settings->save(app::settings::kAskBeforeLoss, false);
        m_window = std::make_unique<app::MainWindow>(*m_settings);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }

    void cleanup() { m_window.reset(); }

    void fitsOnASmallScreen()
    {
        const QSize least = m_window->minimumSizeHint();
        QVERIFY2(least.width() <= 1004 && least.height() <= 680, // of 1024 x 740 with a frame
                 qPrintable(QStringLiteral("%1 x %2").arg(least.width()).arg(least.height())));
    }

    void tabReachesEveryControlOnce()
    {
        const QList<QWidget*> expected = controls();
        const QList<QWidget*> round = walk(Qt::NoModifier);
        QList<QWidget*> missing;
        for (QWidget* control : expected)
            if (!round.contains(control))
                missing.append(control);
        QCOMPARE(namesOf(missing), QStringList());
        QCOMPARE(round.size(), expected.size());
    }

    void shiftTabGoesBack()
    {
        QList<QWidget*> forth = walk(Qt::NoModifier);
        QList<QWidget*> back = walk(Qt::ShiftModifier);
        QCOMPARE(forth.first(), back.first());
        std::reverse(back.begin() + 1, back.end());
        QCOMPARE(namesOf(back), namesOf(forth));
    }

    void theOrderIsThatOfTheWindow()
    {
        const QStringList names = namesOf(walk(Qt::NoModifier));
        int before = -1;
        for (const char* part : {"Start demo", "Save", "Connection on the wire", "Host and port", "Send",
                                 "Filter of the event", "Details of the selected"}) {
            const int at = static_cast<int>(
                names.indexOf(QRegularExpression(QStringLiteral(".*\"%1.*").arg(QLatin1String(part)))));
            QVERIFY2(at > before,
                     qPrintable(QLatin1String(part) + QLatin1String(" in ") + names.join(QLatin1Char('\n'))));
            before = at;
        }
    }

    void theMomentOfAnEvent_data()
    {
        QTest::addColumn<QString>("way"); // back to now
        QTest::newRow("Escape") << QStringLiteral("escape");
        QTest::newRow("button") << QStringLiteral("button");
        QTest::newRow("newest event") << QStringLiteral("newest");
        QTest::newRow("a message is sent") << QStringLiteral("send");
        QTest::newRow("log cleared") << QStringLiteral("clear");
    }

    void theMomentOfAnEvent()
    {
        QFETCH(const QString, way);
        auto* server = m_window->findChild<widgets::ServerPanel*>();
        auto* clients = m_window->findChild<widgets::ClientTabs*>();
        auto* bar = m_window->findChild<widgets::MomentBar*>();
        auto& log = m_window->findChild<widgets::LogPanel*>()->view();
        const auto& table = server->connections()->model();
        server->setPort(0);
        QVERIFY(server->toggle());
        for (int i = 1; i <= 2; ++i) {
            if (i > 1)
                clients->addClient();
            QTRY_COMPARE(clients->actionText(), QStringLiteral("Connect"));
            QTRY_VERIFY(server->port() == 0 && server->findChild<QComboBox*>()->isEnabled() == false);
            clients->toggleConnect();
            QTRY_COMPARE(table.rowCount(), i);
            QTRY_COMPARE(clients->currentPanel()->stateText(), QStringLiteral("ESTABLISHED"));
        }
        QVERIFY(!bar->isVisible());

        log.setFocus();
        QTest::keyClick(&log, Qt::Key_Home);
        QTRY_VERIFY(bar->isVisible());
        QVERIFY2(bar->text().startsWith(QStringLiteral("As of 0.0")), qPrintable(bar->text()));
        QCOMPARE(table.rowCount(), 0);
        QCOMPARE(clients->currentPanel()->stateText(), QString());

        if (way == QLatin1String("escape")) {
            QTest::keyClick(&log, Qt::Key_Escape);
        } else if (way == QLatin1String("button")) {
            QTest::mouseClick(bar->findChild<QPushButton*>(), Qt::LeftButton);
            QVERIFY(log.hasFocus());
        } else if (way == QLatin1String("newest")) {
            QTest::keyClick(&log, Qt::Key_End);
        } else if (way == QLatin1String("send")) {
            clients->focusMessage();
            QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("Hello!"));
            QVERIFY(bar->isVisible()); // while it is written
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        } else {
            QTest::mouseClick(clearButton(), Qt::LeftButton);
        }
        QVERIFY(!bar->isVisible());
        QCOMPARE(table.rowCount(), 2);
        QVERIFY(log.isFollowing());
        QCOMPARE(clients->currentPanel()->stateText(), QStringLiteral("ESTABLISHED"));
        if (way == QLatin1String("send"))
            QTRY_COMPARE(table.index(0, widgets::ConnectionTableModel::BytesColumn).data().toString(),
                         QStringLiteral("6 / 6 B"));
    }

    void theKeysAreListed()
    {
        const auto* help = m_window->menuBar()->actions().last()->menu();
        for (int i = 0; i < 2; ++i)
            help->actions().at(0)->trigger();
        const auto pages = m_window->findChildren<QTextBrowser*>();
        QCOMPARE(pages.size(), 1); // the second time it was there already
        const QString text = pages.first()->toPlainText();
        for (const char* words :
             {"F5\nStart or stop", "Ctrl+S\nSave recording", "F7\n", "F8\n", "F9\n", "Ctrl+T\n", "F2\n"})
            QVERIFY2(text.contains(QLatin1String(words)), qPrintable(text));
        QCOMPARE(text.count(QStringLiteral("Ctrl+T\n")), 1);
    }

    // It came to no panel yet.
    void whatWasJustRecordedIsAskedAbout()
    {
        m_settings->save(app::settings::kAskBeforeLoss, true);
        const quint16 port = freePort();
        auto* server = m_window->findChild<widgets::ServerPanel*>();
        server->setPort(port);
        QVERIFY(server->toggle());
        QVERIFY(isListenedTo(port));
        QVERIFY(!m_window->close());
        clickDiscard();
        QVERIFY(!m_window->isVisible());
    }

    void quittingEndsThisWindowAlsoWhereOthersStay()
    {
        struct Other : QWidget
        {
            bool stays = false;
            void closeEvent(QCloseEvent* event) override { event->setAccepted(!stays); }
        };
        QApplication::setQuitOnLastWindowClosed(false);
        m_settings->save(app::settings::kAskBeforeLoss, true);
        QVERIFY(m_window->findChild<widgets::ServerPanel*>()->toggle());
        QTRY_VERIFY(m_window->isWindowModified());
        quit();
        std::array<Other, 4> others; // one of them comes before this window, whatever the order
        for (Other& other : others) {
            other.stays = true;
            other.show();
        }
        clickDiscard();
        QVERIFY(!m_window->isVisible());
        for (const Other& other : others)
            QVERIFY(other.isVisible());
    }

    void howToFilterIsOnePage()
    {
        const auto* help = m_window->menuBar()->actions().last()->menu();
        help->actions().at(1)->trigger();
        widgets::showFilterHelp(&m_window->findChild<widgets::LogPanel*>()->filterBar());
        QCOMPARE(m_window->findChildren<QTextBrowser*>().size(), 1);
    }

private:
    static quint16 freePort()
    {
        QTcpServer server;
        return server.listen(QHostAddress::LocalHost) ? server.serverPort() : 0;
    }

    /// Waits without the event loop of the window.
    static bool isListenedTo(quint16 port)
    {
        const QDeadlineTimer deadline(10'000);
        while (!deadline.hasExpired()) {
            QTcpSocket socket;
            socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
            if (socket.waitForConnected(100))
                return true;
        }
        return false;
    }

    void quit() const
    {
        for (QAction* action : m_window->findChildren<QAction*>())
            if (action->shortcut() == QKeySequence(Qt::CTRL | Qt::Key_Q))
                action->trigger();
    }

    void clickDiscard() const
    {
        for (auto* button : m_window->findChildren<QPushButton*>())
            if (button->text() == QLatin1String("&Discard"))
                return button->click();
        QFAIL("nothing is asked");
    }

    QAbstractButton* clearButton() const
    {
        for (auto* button : m_window->findChild<widgets::LogPanel*>()->findChildren<QAbstractButton*>())
            if (button->text() == QLatin1String("Clea&r"))
                return button;
        return nullptr;
    }

    /// The first button of the tool row, where every walk begins.
    QWidget* firstControl() const { return m_window->findChild<app::ToolRow*>()->findChild<QPushButton*>(); }

    /// Every control that the user can see, use, and expects to find with Tab.
    QList<QWidget*> controls() const
    {
        QList<QWidget*> found;
        for (QWidget* widget : m_window->findChildren<QWidget*>()) {
            const bool usable = widget->isVisible() && widget->isEnabled() && widget->window() == m_window.get();
            if (!usable || (widget->focusPolicy() & Qt::TabFocus) == 0 || controlOf(widget) != widget)
                continue;
            if (widget->focusProxy() && widget->focusProxy() != widget && !qobject_cast<QComboBox*>(widget))
                continue; // stands for another
            found.append(widget);
        }
        return found;
    }

    /// One round of Tab (with Shift: backwards); ends where it began, or where it is trapped.
    QList<QWidget*> walk(Qt::KeyboardModifiers modifiers) const
    {
        QWidget* first = firstControl();
        first->setFocus(Qt::TabFocusReason);
        QList<QWidget*> round;
        QWidget* at = first;
        while (at && !round.contains(at)) {
            round.append(at);
            QTest::keyClick(QApplication::focusWidget(), modifiers ? Qt::Key_Backtab : Qt::Key_Tab, modifiers);
            at = controlOf(QApplication::focusWidget());
        }
        if (at != first)
            qWarning("The walk is trapped at %s", qPrintable(nameOf(at)));
        return round;
    }

    QTemporaryDir m_folder;
    std::unique_ptr<app::SettingsStore> m_settings;
    std::unique_ptr<app::MainWindow> m_window;
};

GUI_TEST(TestMainWindow)
#include "tst_main_window.moc"
