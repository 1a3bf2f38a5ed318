// SPDX-License-Identifier: GPL-3.0-or-later
// The observer as a process: ready, broken, killed, silent, stopped. Shell commands stand in for the helper.
#include "core/observe/observer.h"
#include "core/observe/record.h"
#include "tests/support/test_class.h"

#include <QtTest>
#include <cerrno>
#include <mutex>
#include <sys/wait.h>

using namespace core;
using Phase = ObserverStatus::Phase;

namespace {

// A record in the words of printf(1).
std::string observerRecord(int kind, const std::string& data, std::size_t length)
{
    const auto byte = [](std::size_t value) {
        return "\\" + std::to_string(value / 64) + std::to_string(value / 8 % 8) + std::to_string(value % 8);
    };
    std::string text = "SPOB" + byte(kRecordVersion) + byte(0) + byte(static_cast<std::size_t>(kind)) + byte(0) +
                       byte(length) + byte(0);
    for (int i = 0; i < 2 + 4 + 8; ++i)
        text += byte(0);
    return text + data;
}

const std::string kReady = "printf '" + observerRecord(1, "\\001\\000\\000\\000\\001\\000\\000\\000", 8) + "';";

// In a shell: says that what was asked with $number is observed.
const std::string kPorts =
    "printf '" + observerRecord(7, "", 8) + "';" +
    R"(printf "\\$(printf %03o $((number % 256)))\\$(printf %03o $((number / 256)))\\0\\0\\0\\0\\0\\0";)";

struct Probe
{
    Recorder recorder;
    ConnectionIds ids;
    UsedPorts ports;
    std::mutex mutex;
    std::vector<ObserverStatus> told;
    Observer observer{recorder, ids, ports, [this](const ObserverStatus& status) {
                          const std::lock_guard lock(mutex);
                          told.push_back(status);
                      }};

    void start(const std::string& script)
    {
        ObserveRequest request;
        request.ports.insert(8080);
        observer.start(request, std::vector<std::string>{"/bin/sh", "-c", script});
    }
    ObserverStatus status()
    {
        const std::lock_guard lock(mutex);
        return told.empty() ? ObserverStatus{} : told.back();
    }
};

} // namespace

class TestObserver : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void command_data();
    void command();
    void pkexecAnswers_data();
    void pkexecAnswers();
    void fails_data();
    void fails();
    void runsAndStops();
    void startsAgain();
    void oneThatDoesNotEndIsKilled();
    void silenceHoldsNothingBack();
    void oneThatFallsSilentIsEnded();
    void newPortsAreAskedForAndWaitedFor();
    void severalPortsAreAskedForAtOnce();
    void answersThatWereNotAskedForChangeNothing();
    void refusalIsTold();
    void cleanup();
};

void TestObserver::command_data()
{
    QTest::addColumn<bool>("root");
    QTest::addColumn<QString>("helper");
    QTest::addColumn<bool>("pkexec");
    QTest::addColumn<QString>("policy");
    QTest::addColumn<QString>("words"); // of the command, or in the reason
    QTest::addColumn<bool>("works");
    const QString path = QStringLiteral("/usr/libexec/socket-playground-observer");
    QTest::newRow("root") << true << path << false << QString() << path << true;
    QTest::newRow("root without helper") << true << QString() << true << path << QStringLiteral("not installed")
                                         << false;
    QTest::newRow("user with policy") << false << path << true << path << QStringLiteral("/usr/bin/pkexec ") + path
                                      << true;
    QTest::newRow("user without pkexec") << false << path << false << path << QStringLiteral("pkexec") << false;
    QTest::newRow("user without policy") << false << path << true << QString() << QStringLiteral("policy") << false;
    QTest::newRow("user with another helper")
        << false << QStringLiteral("/tmp/x") << true << path << QStringLiteral("allows ") + path << false;
}

void TestObserver::command()
{
    QFETCH(bool, root);
    QFETCH(QString, helper);
    QFETCH(bool, pkexec);
    QFETCH(QString, policy);
    QFETCH(QString, words);
    QFETCH(bool, works);
    const auto result =
        observerCommand({root, helper.toStdString(), pkexec ? "/usr/bin/pkexec" : "", policy.toStdString()});
    QCOMPARE(result.has_value(), works);
    QString text = works ? QString() : QString::fromStdString(english(result.error()));
    if (works) {
        QStringList all;
        for (const std::string& word : *result)
            all.push_back(QString::fromStdString(word));
        QCOMPARE(all.join(QLatin1Char(' ')), words);
    } else {
        QVERIFY2(text.contains(words), qPrintable(text));
    }
}

void TestObserver::pkexecAnswers_data()
{
    QTest::addColumn<QByteArray>("pkexec"); // a script in its place
    QTest::addColumn<QString>("words");     // of the reason; empty: the helper runs
    QTest::newRow("allowed") << QByteArray("exec \"$@\"") << QString();
    QTest::newRow("closed by the user") << QByteArray("exit 126") << QStringLiteral("password was closed");
    QTest::newRow("denied") << QByteArray("exit 127") << QStringLiteral("pkexec did not allow it");
    QTest::newRow("allowed, and the helper cannot") << QByteArray("exit 1") << QStringLiteral("ended unexpectedly");
}

void TestObserver::pkexecAnswers()
{
    QFETCH(QByteArray, pkexec);
    QFETCH(QString, words);
    QTemporaryDir folder;
    const auto script = [&folder](const char* name, const QByteArray& text) {
        QFile file(folder.filePath(QLatin1String(name)));
        if (!file.open(QIODevice::WriteOnly) || file.write("#!/bin/sh\n" + text + '\n') < 0 ||
            !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner))
            qFatal("The script could not be written.");
        return file.fileName().toStdString();
    };
    ObserverPlaces places;
    places.helper = places.allowedByPolicy = script("helper", QByteArray::fromStdString(kReady) + "read line");
    places.pkexec = script("pkexec", pkexec);
    Probe probe;
    probe.observer.start({}, observerCommand(places));
    QTRY_VERIFY(probe.status().phase == (words.isEmpty() ? Phase::Running : Phase::Failed));
    const QString reason = QString::fromStdString(english(probe.status().reasons));
    QVERIFY2(reason.contains(words), qPrintable(reason));
    QVERIFY(!probe.status().needsPrivileges); // it may be tried again
    probe.observer.stop();
    QTRY_VERIFY(probe.status().phase == (words.isEmpty() ? Phase::Off : Phase::Failed));
}

void TestObserver::fails_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<QString>("words");
    QTest::newRow("ends at once") << QByteArray("exit 0") << QStringLiteral("ended unexpectedly");
    QTest::newRow("says why") << QByteArray("printf '") +
                                     QByteArray::fromStdString(
                                         observerRecord(2, "\\000\\000\\000\\000\\000\\000\\000\\000", 8)) +
                                     "'; exit 1"
                              << QStringLiteral("this needs root.");
    QTest::newRow("says what we do not know")
        << QByteArray("printf '") +
               QByteArray::fromStdString(observerRecord(2, "\\377\\377\\000\\000\\001\\000\\000\\000\\033[31m", 13)) +
               "'; exit 1"
        << QStringLiteral("number 65535.");
    QTest::newRow("not allowed") << QByteArray("exit 127") << QStringLiteral("pkexec did not allow");
    QTest::newRow("password refused") << QByteArray("exit 126") << QStringLiteral("password was closed");
    QTest::newRow("no records") << QByteArray("echo This is a long line of text, no record.; exec sleep 60")
                                << QStringLiteral("no record");
    QTest::newRow("cut record") << QByteArray::fromStdString(kReady) + "printf SPOB" << QStringLiteral("is cut");
    QTest::newRow("killed while it runs")
        << QByteArray::fromStdString(kReady) + "kill -9 $$" << QStringLiteral("signal 9");
    QTest::newRow("ends while it runs") << QByteArray::fromStdString(kReady) + "exit 0"
                                        << QStringLiteral("ended unexpectedly");
}

void TestObserver::fails()
{
    QFETCH(QByteArray, script);
    QFETCH(QString, words);
    Probe probe;
    probe.start(script.toStdString());
    QTRY_VERIFY(probe.status().phase == Phase::Failed);
    const QString reason = QString::fromStdString(english(probe.status().reasons));
    QVERIFY2(reason.contains(words), qPrintable(reason));
    QVERIFY(!probe.status().states && !probe.status().packets);
    EventTrack& track = probe.recorder.addTrack("other", Side::Client);
    QVERIFY(!track.kernelTellsStates(8080, 0)); // sampling goes on
}

void TestObserver::runsAndStops()
{
    Probe probe;
    EventTrack& other = probe.recorder.addTrack("other", Side::Client);
    probe.start(kReady + "read line; exit 0"); // until its standard input is closed
    QTRY_VERIFY(probe.status().phase == Phase::Running);
    QVERIFY(probe.status().states && probe.status().packets);
    QVERIFY(other.kernelTellsStates(8080, 0) && other.kernelTellsStates(40000, 8080));
    QVERIFY(!other.kernelTellsStates(40000, 8081)); // as before
    probe.observer.stop();
    QTRY_VERIFY(probe.status().phase == Phase::Off);
    QVERIFY(!other.kernelTellsStates(8080, 0));
    QVERIFY(probe.status().reasons.empty());
}

void TestObserver::startsAgain()
{
    Probe probe;
    for (int i = 0; i < 3; ++i)
        probe.start(kReady + "read line");
    QTRY_VERIFY(probe.status().phase == Phase::Running);
    probe.observer.stop();
    QTRY_VERIFY(probe.status().phase == Phase::Off);
    QCOMPARE(probe.recorder.trackName(0), std::string("observer"));
    QCOMPARE(probe.recorder.trackName(1), std::string()); // one track for all
}

void TestObserver::oneThatDoesNotEndIsKilled()
{
    Probe probe;
    probe.start(kReady + "exec sleep 600");
    QTRY_VERIFY(probe.status().phase == Phase::Running);
    QElapsedTimer timer;
    timer.start();
    probe.observer.stop();
    QVERIFY(timer.elapsed() < 500); // nobody waits here
    QTRY_VERIFY(probe.status().phase == Phase::Off);
}

void TestObserver::silenceHoldsNothingBack()
{
    Probe probe;
    EventTrack& other = probe.recorder.addTrack("other", Side::Client);
    probe.start(kReady + "read line");
    QTRY_VERIFY(probe.status().phase == Phase::Running);
    other.note(NoteCode::AcceptResumed, 0);
    std::size_t got = 0;
    QTRY_VERIFY((got += probe.recorder.collect().events.size()) == 1);
}

void TestObserver::oneThatFallsSilentIsEnded()
{
    Probe probe;
    EventTrack& other = probe.recorder.addTrack("other", Side::Client);
    probe.start(kReady + "kill -STOP $$");
    QTRY_VERIFY(probe.status().phase == Phase::Running);
    QTRY_VERIFY_WITH_TIMEOUT(probe.status().phase == Phase::Failed, 20'000);
    QVERIFY(english(probe.status().reasons).find("has not answered for 5 s") != std::string::npos);
    QVERIFY(english(probe.status().reasons).find("signal") == std::string::npos); // that was us
    QVERIFY(!other.kernelTellsStates(8080, 0));
}

void TestObserver::newPortsAreAskedForAndWaitedFor()
{
    Probe probe;
    EventTrack& other = probe.recorder.addTrack("other", Side::Client);
    probe.start(kReady + "while read word number list; do " + kPorts + "done");
    QTRY_VERIFY(probe.status().phase == Phase::Running);
    for (std::uint16_t port = 9000; port < 9005; ++port) {
        QElapsedTimer timer;
        timer.start();
        probe.ports.use(port, UsedPorts::Use::Target); // returns when it is observed
        QVERIFY(timer.elapsed() < UsedPorts::kMostWait.count());
        QVERIFY(other.kernelTellsStates(40000, port) && other.kernelTellsStates(8080, 0));
    }
    QVERIFY(!other.kernelTellsStates(40000, 9005));
}

void TestObserver::severalPortsAreAskedForAtOnce()
{
    // What comes while a question is open is asked with the next one; no port is forgotten.
    Probe probe;
    EventTrack& other = probe.recorder.addTrack("other", Side::Client);
    probe.start(kReady + "while read word number list; do sleep 0.02; " + kPorts + "done");
    QTRY_VERIFY(probe.status().phase == Phase::Running);
    for (std::uint16_t port = 10'000; port < 11'000; ++port)
        probe.ports.add(port, UsedPorts::Use::Target);
    for (std::uint16_t port = 10'000; port < 11'000; ++port)
        QTRY_VERIFY(other.kernelTellsStates(40000, port));
    QVERIFY(!other.kernelTellsStates(8080, 0)); // the one that was used longest ago has made room
}

void TestObserver::answersThatWereNotAskedForChangeNothing()
{
    Probe probe;
    EventTrack& other = probe.recorder.addTrack("other", Side::Client);
    probe.start(kReady + "number=77; " + kPorts + "while read line; do :; done");
    QTRY_VERIFY(probe.status().phase == Phase::Running);
    QElapsedTimer timer;
    timer.start();
    probe.ports.use(9000, UsedPorts::Use::Target); // no answer: not longer than that
    QVERIFY(timer.elapsed() >= UsedPorts::kMostWait.count());
    QVERIFY(!other.kernelTellsStates(40000, 9000)); // it is sampled
    QVERIFY(other.kernelTellsStates(8080, 0));
    probe.start(kReady + kReady + "read line");
    QTRY_VERIFY(probe.status().phase == Phase::Failed);
    QVERIFY(english(probe.status().reasons).find("twice") != std::string::npos);
}

void TestObserver::refusalIsTold()
{
    Probe probe;
    ObserveRequest request;
    request.ports.insert(8080);
    probe.observer.start(request, tl::unexpected(Sentence("Not here.")));
    QVERIFY(probe.status().phase == Phase::Failed);
    QCOMPARE(english(probe.status().reasons), std::string("Not here."));
    probe.observer.start(request, std::vector<std::string>{"/nonexistent/observer"});
    QTRY_VERIFY(english(probe.status().reasons).find("could not be started") != std::string::npos);
}

void TestObserver::cleanup()
{
    // No zombie, no child left.
    QCOMPARE(::waitpid(-1, nullptr, WNOHANG), -1);
    QCOMPARE(errno, ECHILD);
}

GUILESS_TEST(TestObserver)
#include "tst_observer.moc"
