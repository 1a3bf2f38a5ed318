// SPDX-License-Identifier: GPL-3.0-or-later
// How signals end the program, while its event loop runs and while it hangs. The program that is ended is this one,
// started again.
#include "app/window/quit_on_signal.h"
#include "tests/support/test_class.h"

#include <QCoreApplication>
#include <QProcess>
#include <QTest>
#include <QTimer>
#include <csignal>
#include <cstdio>
#include <unistd.h>

namespace {

constexpr const char* kRuns = "runs";
constexpr const char* kHangs = "hangs";

void ready()
{
    std::puts("ready");
    std::fflush(stdout);
}

int runAsTheOneThatIsEnded(int argc, char** argv)
{
    app::QuitOnSignal::prepare();
    const QCoreApplication application(argc, argv);
    const app::QuitOnSignal quitOnSignal;
    if (qstrcmp(argv[1], kHangs) == 0) {
        ready();
        while (true)
            ::pause();
    }
    QTimer::singleShot(0, ready);
    return QCoreApplication::exec();
}

} // namespace

class TestQuitOnSignal : public QObject
{
    Q_OBJECT
private:
    static void start(QProcess& process, const char* what)
    {
        process.start(QCoreApplication::applicationFilePath(),
                      {QStringLiteral("tst_quit_on_signal"), QString::fromLatin1(what)});
        QVERIFY(process.waitForReadyRead());
    }

private Q_SLOTS:
    void theFirstEndsTheLoop()
    {
        for (const int signal : {SIGTERM, SIGINT, SIGHUP}) {
            QProcess process;
            start(process, kRuns);
            ::kill(static_cast<pid_t>(process.processId()), signal);
            QVERIFY(process.waitForFinished());
            QCOMPARE(process.exitStatus(), QProcess::NormalExit);
            QCOMPARE(process.exitCode(), 0);
        }
    }

    void theSecondEndsAProgramThatHangs()
    {
        QProcess process;
        start(process, kHangs);
        // Two kinds: two of one kind may be taken for one.
        ::kill(static_cast<pid_t>(process.processId()), SIGTERM);
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitStatus(), QProcess::CrashExit);
    }
};

namespace {

int runQuitOnSignal(int argc, char** argv)
{
    if (argc == 2 && (qstrcmp(argv[1], kRuns) == 0 || qstrcmp(argv[1], kHangs) == 0))
        return runAsTheOneThatIsEnded(argc, argv);
    return tests::runWithApplication<TestQuitOnSignal, QCoreApplication>(argc, argv);
}

} // namespace

TEST_CLASS(TestQuitOnSignal, runQuitOnSignal)
#include "tst_quit_on_signal.moc"
