// SPDX-License-Identifier: GPL-3.0-or-later
// What the observer reports as data becomes a sentence, whatever the data are.
#include "core/observe/observer_problem.h"
#include "tests/support/test_class.h"

#include <QTest>
#include <cerrno>

using core::ObserverProblem;

class TestObserverProblem : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sentences_data();
    void sentences();
    void everyProblemIsWhole();
};

void TestObserverProblem::sentences_data()
{
    QTest::addColumn<uint>("problem");
    QTest::addColumn<int>("error");
    QTest::addColumn<QByteArray>("details");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char* name, ObserverProblem problem, int error, const QByteArray& details,
                        const char* sentence) {
        QTest::newRow(name) << static_cast<uint>(problem) << error << details << QString::fromUtf8(sentence);
    };
    using P = ObserverProblem;
    row("no detail", P::StatesNeedRoot, 0, "", "TCP states cannot be traced: this needs root.");
    row("a call", P::TracefsNotMounted, EPERM, "unshare",
        "TCP states cannot be traced: tracefs is not mounted, and unshare failed with EPERM. As root of this "
        "computer, \"mount -t tracefs tracefs /sys/kernel/tracing\" mounts it.");
    row("an interface", P::CaptureNeedsRoot, 0, "lo",
        "Packets of the interface lo cannot be captured: this needs root.");
    row("two details", P::CaptureFailed, 0, QByteArray("eth9\0No such device", 19),
        "Packets of the interface eth9 cannot be captured. libpcap says: \"No such device\".");
    row("the last", P::EnterPrivilege, 0, "",
        "The private network cannot be observed: CAP_NET_RAW could not be kept for the observer.");
    // What no observer of ours reports.
    row("foreign bytes", P::CaptureEnded, 0, "\x1b[31m\xff%2\"",
        "Packets of the interface \\x1b[31m\\xff%2\\\" can no longer be captured.");
    row("an errno without a name", P::TraceFailed, -4711, "mkdir",
        "TCP states cannot be traced: mkdir failed with errno -4711.");
    row("three details", P::CaptureFailed, 0, QByteArray("a\0b\0c", 5),
        "Packets of the interface a cannot be captured. libpcap says: \"b\\0c\".");
    row("unknown", static_cast<P>(20), 0, "x",
        "The observer reports a problem that this program does not know: number 20.");
    row("largest", static_cast<P>(0xffff'ffff), 0, "",
        "The observer reports a problem that this program does not know: number 4294967295.");
}

void TestObserverProblem::sentences()
{
    QFETCH(const uint, problem);
    QFETCH(const int, error);
    QFETCH(const QByteArray, details);
    const std::string text = core::english(core::observerProblemSentence(
        static_cast<ObserverProblem>(problem), error, {details.constData(), static_cast<std::size_t>(details.size())}));
    QTEST(QString::fromStdString(text), "sentence");
}

void TestObserverProblem::everyProblemIsWhole()
{
    for (unsigned problem = 0; problem <= static_cast<unsigned>(ObserverProblem::EnterPrivilege); ++problem) {
        for (const int error : {0, EACCES}) {
            const std::string text =
                core::english(core::observerProblemSentence(static_cast<ObserverProblem>(problem), error, "a"));
            QVERIFY2(text.ends_with('.') && text.find('%') == std::string::npos, text.c_str());
            QVERIFY2(text.find("does not know: number") == std::string::npos, text.c_str());
        }
    }
}

GUILESS_TEST(TestObserverProblem)
#include "tst_observer_problem.moc"
