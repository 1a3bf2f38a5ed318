// SPDX-License-Identifier: GPL-3.0-or-later
// The whole program in a language made for tests: everything it says is translated, and has the room for it.
#include "app/document/changed_file_question.h"
#include "app/settings/settings.h"
#include "app/viewer/viewer_window.h"
#include "app/window/appearance.h"
#include "app/window/main_window.h"
#include "tests/app/document/document_fixture.h"
#include "tests/app/language/pseudo_language.h"
#include "tests/support/shown_texts.h"
#include "tests/support/test_class.h"
#include "tests/widgets/wire/wire_events.h"
#include "widgets/client/client_tabs.h"
#include "widgets/common/languages.h"
#include "widgets/common/message_bar.h"
#include "widgets/log/log_model.h"
#include "widgets/log/log_panel.h"
#include "widgets/log/log_view.h"
#include "widgets/packets/packet_model.h"
#include "widgets/packets/packet_view.h"
#include "widgets/packets/packets_panel.h"

#include <QApplication>
#include <QFileDialog>
#include <QMenuBar>
#include <QMessageBox>
#include <QPushButton>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>
#include <memory>
#include <mutex>

namespace {

/// Gives no translation; notes each text of ours that is looked up and is in no .ts file.
class Lookups final : public QTranslator
{
public:
    explicit Lookups(QSet<pseudo::Key> known) : m_known(std::move(known)) {}

    bool isEmpty() const override { return false; }
    QString translate(const char* context, const char* source, const char* comment, int) const override
    {
        const QString name = QString::fromUtf8(context);
        const bool ours =
            name.startsWith(QStringLiteral("app::")) || name.startsWith(QStringLiteral("widgets::")) || name == u"core";
        if (ours && source && *source != '\0' &&
            !m_known.contains(pseudo::key(name, QString::fromUtf8(source), QString::fromUtf8(comment)))) {
            const std::lock_guard lock(m_mutex); // sentences on files are made on worker threads
            m_unknown.insert(QStringLiteral("%1: %2").arg(name, QString::fromUtf8(source)));
        }
        return {};
    }

    QStringList unknown() const
    {
        const std::lock_guard lock(m_mutex);
        return {m_unknown.begin(), m_unknown.end()};
    }

private:
    QSet<pseudo::Key> m_known;
    mutable std::mutex m_mutex;
    mutable QSet<QString> m_unknown;
};

} // namespace

class TestPseudoLocale : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        const QString ts = m_folder.filePath(QStringLiteral("socket-playground_eo.ts"));
        const QString lupdate = qEnvironmentVariable("LUPDATE");
        QCOMPARE(pseudo::failureOf(qEnvironmentVariable("CMAKE"),
                                   {QStringLiteral("-DLUPDATE=") + lupdate, QStringLiteral("-P"),
                                    qEnvironmentVariable("UPDATE_TRANSLATIONS"), QStringLiteral("--"), ts}),
                 QString());
        const QSet<pseudo::Key> keys = pseudo::translate(ts);
        QVERIFY(keys.size() > 1500);
        QCOMPARE(pseudo::failureOf(qEnvironmentVariable("LRELEASE"), {QStringLiteral("-silent"), ts}), QString());
        widgets::installLanguage(pseudo::kLocale, m_folder.path());
        m_lookups = std::make_unique<Lookups>(keys);
        QCoreApplication::installTranslator(m_lookups.get());
    }

    void init()
    {
        m_settings = std::make_unique<app::SettingsStore>(m_folder.filePath(QStringLiteral("settings.ini")));
        m_settings->save(app::settings::kAskBeforeLoss, true);
        m_window = std::make_unique<app::MainWindow>(*m_settings);
        m_window->resize(1400, 900);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    }

    void cleanup()
    {
        m_settings->save(app::settings::kAskBeforeLoss, false);
        const int least = m_window->minimumSizeHint().width();
        m_window.reset();
        QVERIFY2(least <= 1280, qPrintable(QString::number(least)));
        QVERIFY2(m_lookups->unknown().isEmpty(), qPrintable(m_lookups->unknown().join(QChar(u'\n'))));
    }

    void theFirstWindow()
    {
        readPages(*m_window);
        QCOMPARE(problems(), QStringList());
    }
    void theDemo()
    {
        runDemo();
        readPages(*m_window);
        QCOMPARE(problems(), QStringList());
    }
    void everyEventOfTheLog()
    {
        runDemo();
        auto& log = *m_window->findChild<widgets::LogPanel*>();
        for (int row = 0; row < log.model().rowCount(); ++row) {
            log.view().setCurrentIndex(log.model().index(row, 0));
            QCoreApplication::processEvents();
            m_reader.read(*m_window);
        }
        QCOMPARE(problems(), QStringList());
    }
    /// As the kernel reports them, and then from a file.
    void packetsAndTheViewer()
    {
        DocumentFixture f;
        f.window.resize(1400, 900);
        wire_test::Story story;
        wire_test::tellObserved(story);
        f.feed.append(story.batch());
        auto& packets = f.tabs->packets();
        f.tabs->setCurrentWidget(&packets);
        QTRY_VERIFY(packets.model().rowCount() > 5);
        for (int row = 0; row < packets.model().rowCount(); ++row) {
            packets.view().setCurrentIndex(packets.model().index(row, 0));
            QCoreApplication::processEvents();
            m_reader.read(f.window);
        }
        f.document.setSavedIn(f.path("recording.jsonl"));
        f.document.save();
        QTRY_VERIFY(!f.bar->isRunning());
        m_reader.read(f.window);
        app::Appearance appearance(*m_settings);
        app::ViewerWindow viewer(f.path("recording.jsonl"), app::ViewerWindow::Origin::File, *m_settings, appearance);
        viewer.resize(1400, 900);
        viewer.show();
        QTRY_VERIFY(viewer.view());
        readPages(viewer);
        app::ViewerWindow missing(f.path("missing.jsonl"), app::ViewerWindow::Origin::File, *m_settings, appearance);
        missing.resize(1400, 900);
        missing.show();
        QTRY_VERIFY(!missing.message().sentence().isEmpty());
        m_reader.read(missing);
        QCOMPARE(problems(), QStringList());
    }
    void dialogs()
    {
        runDemo();
        // What opens something ends with dots, or is a page of the help.
        QList<QAction*> openers;
        collect(*m_window->menuBar(), openers);
        QVERIFY(openers.size() >= 6);
        for (QAction* opener : openers) {
            opener->trigger();
            QCoreApplication::processEvents();
            readOtherWindows();
            closeOtherWindows();
        }
        app::askAboutChangedFile(*m_window, QStringLiteral("/tmp/x.jsonl"), {[] {}, [] {}, [] {}});
        readOtherWindows();
        closeOtherWindows();
        m_window->close(); // what was recorded is in no file
        QVERIFY(m_window->isVisible());
        readOtherWindows();
        closeOtherWindows();
        QCOMPARE(problems(), QStringList());
    }

private:
    QAction* action(const QString& source)
    {
        for (auto* found : m_window->findChildren<QAction*>()) {
            if (found->text() == pseudo::text(source))
                return found;
        }
        return nullptr;
    }

    void runDemo()
    {
        auto* demo = action(QStringLiteral("Start &demo"));
        QVERIFY(demo);
        demo->trigger();
        auto& log = *m_window->findChild<widgets::LogPanel*>();
        auto& clients = *m_window->findChild<widgets::ClientTabs*>();
        QTRY_COMPARE(clients.actionText(), pseudo::text(QStringLiteral("Disconnect")));
        QTRY_VERIFY(log.model().rowCount() >= 20);
    }

    void readPages(QWidget& window)
    {
        for (auto* tabs : window.findChildren<QTabWidget*>()) {
            for (int i = 0; i < tabs->count(); ++i) {
                tabs->setCurrentIndex(i);
                QTest::qWait(50); // what is asked of the kernel comes from a thread
                m_reader.read(window);
            }
            tabs->setCurrentIndex(0);
        }
        for (auto* menu : window.findChildren<QMenu*>())
            m_reader.readMenu(*menu);
    }

    static void collect(const QWidget& menu, QList<QAction*>& openers)
    {
        for (QAction* action : menu.actions()) {
            if (action->menu()) {
                Q_EMIT action->menu()->aboutToShow();
                collect(*action->menu(), openers);
            } else if (action->isEnabled() && (action->text().contains(QChar(u'…')) || isHelp(*action))) {
                openers.append(action);
            }
        }
    }
    static bool isHelp(const QAction& action)
    {
        return action.text() == pseudo::text(QStringLiteral("&Keyboard shortcuts")) ||
               action.text() == pseudo::text(QStringLiteral("&About Socket Playground")) ||
               action.text() == pseudo::text(QStringLiteral("Follow &stream"));
    }

    QList<QWidget*> otherWindows() const
    {
        QList<QWidget*> windows;
        for (QWidget* window : QApplication::topLevelWidgets()) {
            if (window->isVisible() && window != m_window.get() && !qobject_cast<QMenu*>(window))
                windows.append(window);
        }
        return windows;
    }
    void readOtherWindows()
    {
        for (QWidget* window : otherWindows()) {
            if (auto* files = qobject_cast<QFileDialog*>(window)) // its other words are Qt's
                m_reader.texts.append({QStringLiteral("file dialog"),
                                       files->windowTitle() + QChar(u' ') + files->nameFilters().join(QChar(u' '))});
            else
                m_reader.read(*window);
        }
    }
    void closeOtherWindows()
    {
        for (QWidget* window : otherWindows())
            window->close();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }

    QStringList problems()
    {
        QStringList found;
        for (const shown::Text& shown : m_reader.texts) {
            if (const QString words = pseudo::untranslated(shown.text); !words.isEmpty())
                found.append(QStringLiteral("not translated: %1: %2").arg(shown.where, words));
        }
        for (const QString& cut : m_reader.cut)
            found.append(QStringLiteral("cut: ") + cut);
        found.removeDuplicates();
        m_reader = {};
        for (const QString& problem : found)
            qInfo().noquote() << problem;
        return found;
    }

    QTemporaryDir m_folder;
    std::unique_ptr<Lookups> m_lookups;
    std::unique_ptr<app::SettingsStore> m_settings;
    std::unique_ptr<app::MainWindow> m_window;
    shown::Reader m_reader;
};

GUI_TEST(TestPseudoLocale)
#include "tst_pseudo_locale.moc"
