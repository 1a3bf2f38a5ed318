// SPDX-License-Identifier: GPL-3.0-or-later
// Threads, and what each part of core does where none can be had: it says so, loses nothing, and works again
// afterwards.
#include "core/file/journal.h"
#include "core/kernel/socket_sampler.h"
#include "core/network/private_network.h"
#include "core/observe/observer.h"
#include "core/process/start_thread.h"
#include "core/session/session.h"
#include "core/sys/real_sys.h"
#include "tests/support/no_threads.h"
#include "tests/support/test_class.h"

#include <QTemporaryDir>
#include <QTest>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <pthread.h>
#include <string>

using core::Result;

namespace {

const core::SysError kNone{"pthread_create", EAGAIN};

} // namespace

class TestStartThread : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void runsUnderItsName()
    {
        std::string name(64, '\0');
        bool blocked = false;
        Result<std::thread> thread = core::startThread("a name that is too long", [&] {
            ::pthread_getname_np(::pthread_self(), name.data(), name.size());
            sigset_t mask;
            ::pthread_sigmask(SIG_BLOCK, nullptr, &mask);
            blocked = ::sigismember(&mask, SIGPIPE) == 1;
        });
        QVERIFY(thread.has_value());
        thread->join();
        QCOMPARE(std::string(name.c_str()), std::string("a name that is "));
        QVERIFY(blocked);
    }

    void noneCanBeHad()
    {
        std::atomic<bool> ran{false};
        {
            const tests::NoThreads none;
            const Result<std::thread> thread = core::startThread("none", [&] { ran = true; });
            QVERIFY(!thread);
            QCOMPARE(thread.error(), kNone);
        }
        QVERIFY(!ran);
        const std::string text = core::english(core::noThreadSentence(kNone));
        QVERIFY2(text.find("pthread_create failed with EAGAIN") != std::string::npos, text.c_str());
        QVERIFY2(text.find("ulimit -u") != std::string::npos, text.c_str());
    }

    void aSessionDoesNotStart()
    {
        core::Session session(nullptr);
        {
            const tests::NoThreads none;
            const Result<void> started = session.start();
            QVERIFY(!started);
            QCOMPARE(started.error(), kNone);
        }
        QVERIFY(session.start().has_value());
    }

    void aSampleSaysSo()
    {
        core::RealSys sys;
        std::atomic<int> samples{0};
        std::atomic<int> failed{0};
        std::atomic<int> holders{0};
        core::SocketSampler sampler(sys,
                                    {[&](const std::shared_ptr<const core::SocketSample>& sample) {
                                         failed += sample->error == kNone ? 1 : 0;
                                         ++samples;
                                     },
                                     [&](const core::Address&, const std::optional<core::PortHolder>&) { ++holders; }});
        {
            const tests::NoThreads none;
            sampler.requestSample({});
            sampler.requestHolder(*core::Address::ip("127.0.0.1", 9));
            QCOMPARE(samples.load(), 1);
            QCOMPARE(failed.load(), 1);
            QCOMPARE(holders.load(), 1);
        }
        sampler.requestSample({});
        QTRY_COMPARE(samples.load(), 2);
        QCOMPARE(failed.load(), 1);
    }

    void aPrivateNetworkSaysSo()
    {
        std::atomic<int> failed{0};
        core::PrivateNetwork network([&](const core::NetworkStatus& status) {
            failed += status.phase == core::NetworkStatus::Phase::Failed ? 1 : 0;
        });
        const tests::NoThreads none;
        network.start(std::vector<std::string>{"/bin/false"});
        network.start(std::vector<std::string>{"/bin/false"});
        QCOMPARE(failed.load(), 2);
    }

    void anObserverSaysSo()
    {
        core::Recorder recorder;
        core::ConnectionIds ids;
        core::UsedPorts ports;
        std::vector<core::ObserverStatus> told; // by this thread only
        core::Observer observer(recorder, ids, ports,
                                [&](const core::ObserverStatus& status) { told.push_back(status); });
        const tests::NoThreads none;
        observer.start({}, std::vector<std::string>{"/bin/false"});
        QCOMPARE(told.size(), std::size_t(1));
        QCOMPARE(told.front().phase, core::ObserverStatus::Phase::Failed);
        QCOMPARE(told.front().reasons, std::vector{core::noThreadSentence(kNone)});
        QVERIFY(!told.front().needsPrivileges);
    }

    void aJournalSaysSo()
    {
        const QTemporaryDir folder;
        int failed = 0;
        const tests::NoThreads none;
        core::Journal journal(folder.path().toStdString(), [&](const core::FileError& error) {
            failed += error.reason == core::noThreadSentence(kNone) ? 1 : 0;
        });
        QCOMPARE(failed, 1);
        QVERIFY(!journal.keep());
    }
};

GUILESS_TEST(TestStartThread)
#include "tst_start_thread.moc"
