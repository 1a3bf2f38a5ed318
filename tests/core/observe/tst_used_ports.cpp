// SPDX-License-Identifier: GPL-3.0-or-later
// Who uses a port waits until it is observed: as long as that is worth it, and never for nothing.
#include "core/observe/used_ports.h"
#include "tests/support/test_class.h"

#include <QtTest>
#include <atomic>
#include <thread>

using namespace core;
using Use = UsedPorts::Use;

class TestUsedPorts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void portsAreKeptWithTheirUse();
    void theOldestAreLetGo();
    void nobodyWaitsWithoutObserver();
    void whoUsesANewPortWaitsUntilItIsObserved();
    void anObserverThatDoesNotAnswerCostsOnce();
    void theEndOfTheObserverEndsTheWait();
};

void TestUsedPorts::portsAreKeptWithTheirUse()
{
    UsedPorts ports;
    int woken = 0;
    ports.setWaker([&woken] { ++woken; });
    ports.add(0, Use::Listen);
    QCOMPARE(ports.version(), std::uint64_t{0});
    ports.add(8080, Use::Target);
    ports.add(9000, Use::Target);
    ports.add(8080, Use::Listen);
    ports.add(8080, Use::Target); // nothing new
    QCOMPARE(woken, 3);
    const UsedPorts::Snapshot snapshot = ports.snapshot();
    QCOMPARE(snapshot.all.text(), std::string("8080,9000"));
    QCOMPARE(snapshot.listened.text(), std::string("8080"));
    QCOMPARE(snapshot.version, std::uint64_t{3});
}

void TestUsedPorts::theOldestAreLetGo()
{
    UsedPorts ports;
    for (unsigned i = 0; i < PortSet::kMost; ++i)
        ports.add(static_cast<std::uint16_t>(1000 + i), Use::Target);
    ports.add(1000, Use::Target); // used again: it stays
    ports.add(9, Use::Listen);
    const PortSet all = ports.snapshot().all;
    QCOMPARE(all.size(), PortSet::kMost);
    QVERIFY(all.contains(1000) && all.contains(9) && !all.contains(1001));
}

void TestUsedPorts::nobodyWaitsWithoutObserver()
{
    UsedPorts ports;
    QElapsedTimer timer;
    timer.start();
    for (std::uint16_t port = 1; port < 100; ++port)
        ports.use(port, Use::Target);
    QVERIFY(timer.elapsed() < UsedPorts::kMostWait.count());
}

void TestUsedPorts::whoUsesANewPortWaitsUntilItIsObserved()
{
    UsedPorts ports;
    ports.add(8080, Use::Listen);
    ports.observedUpTo(ports.snapshot().version);
    ports.use(8080, Use::Listen); // at once: it is observed
    std::atomic<bool> told{false};
    std::thread observer;
    ports.setWaker([&] {
        observer = std::thread([&] {
            told = true;
            ports.observedUpTo(ports.snapshot().version);
        });
    });
    ports.use(8081, Use::Listen);
    QVERIFY(told);
    observer.join();
}

void TestUsedPorts::anObserverThatDoesNotAnswerCostsOnce()
{
    UsedPorts ports;
    ports.observedUpTo(0);
    QElapsedTimer timer;
    timer.start();
    ports.use(8080, Use::Target);
    const qint64 first = timer.restart();
    QVERIFY(first >= UsedPorts::kMostWait.count());
    for (int i = 0; i < 100; ++i)
        ports.use(8080, Use::Target);
    QVERIFY(timer.elapsed() < UsedPorts::kMostWait.count());
}

void TestUsedPorts::theEndOfTheObserverEndsTheWait()
{
    UsedPorts ports;
    ports.observedUpTo(0);
    std::thread observer;
    ports.setWaker([&] { observer = std::thread([&ports] { ports.notObserved(); }); });
    QElapsedTimer timer;
    timer.start();
    ports.use(8080, Use::Target);
    QVERIFY(timer.elapsed() < UsedPorts::kMostWait.count());
    observer.join();
}

GUILESS_TEST(TestUsedPorts)
#include "tst_used_ports.moc"
