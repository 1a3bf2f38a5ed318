// SPDX-License-Identifier: GPL-3.0-or-later
// Readers that are slow, stuck or gone.
#include "app/headless/error_text.h"
#include "app/headless/patient_writer.h"
#include "tests/support/test_class.h"

#include <QElapsedTimer>
#include <QTest>
#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <thread>
#include <unistd.h>

using app::PatientWriter;
using namespace std::chrono_literals;

namespace {

struct Pipe
{
    Pipe()
    {
        if (::pipe2(ends.data(), O_CLOEXEC) != 0)
            qFatal("pipe2() failed");
    }
    ~Pipe()
    {
        closeReader();
        ::close(ends[1]);
    }
    void closeReader()
    {
        if (ends[0] >= 0)
            ::close(ends[0]);
        ends[0] = -1;
    }
    std::array<int, 2> ends{-1, -1};
};

const std::string kMuch(1'000'000, 'x'); // more than a pipe holds

} // namespace

class TestPatientWriter : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { ::signal(SIGPIPE, SIG_IGN); }

    void aSlowReaderGetsAll()
    {
        Pipe pipe;
        std::size_t got = 0;
        std::thread reader([&] {
            std::array<char, 1000> room{};
            while (got < kMuch.size())
                got += static_cast<std::size_t>(::read(pipe.ends[0], room.data(), room.size()));
        });
        PatientWriter writer;
        const int error = writer.write(pipe.ends[1], kMuch);
        reader.join();
        QCOMPARE(error, 0);
        QCOMPARE(got, kMuch.size());
    }

    void aStuckReaderHasALittleTimeOnceStopped()
    {
        Pipe pipe;
        const int stopFd = ::eventfd(0, EFD_CLOEXEC);
        PatientWriter writer(stopFd, 50ms);
        QElapsedTimer clock;
        std::thread stopper([&] {
            pollfd end{pipe.ends[1], POLLOUT, 0};
            while (::poll(&end, 1, 0) != 0) // until it is full, and its writer waits
                std::this_thread::yield();
            static_cast<void>(!::eventfd_write(stopFd, 1));
        });
        clock.start();
        QCOMPARE(writer.write(pipe.ends[1], kMuch), ECANCELED);
        QVERIFY(clock.elapsed() >= 50);
        stopper.join();
        QCOMPARE(writer.write(pipe.ends[1], "more"), ECANCELED); // the time is over for good
        ::close(stopFd);
    }

    void aReaderThatTakesGetsTheRest()
    {
        Pipe pipe;
        PatientWriter writer(-1, 60s);
        writer.stop();
        QCOMPARE(writer.write(pipe.ends[1], "the rest"), 0);
        std::array<char, 8> room{};
        QCOMPARE(::read(pipe.ends[0], room.data(), room.size()), ssize_t(8));
    }

    void failuresAreErrno()
    {
        PatientWriter writer;
        Pipe pipe;
        pipe.closeReader();
        QCOMPARE(writer.write(pipe.ends[1], "x"), EPIPE);
        QCOMPARE(writer.write(-1, ""), 0); // nothing to write
        const int full = ::open("/dev/full", O_WRONLY | O_CLOEXEC);
        QCOMPARE(writer.write(full, "x"), ENOSPC);
        ::close(full);
        QCOMPARE(writer.write(full, "x"), EBADF);
    }

    void problems_data()
    {
        QTest::addColumn<int>("error");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("none") << 0 << QString();
        QTest::newRow("the reader has enough") << EPIPE << QString();
        QTest::newRow("disk full")
            << ENOSPC << "The events could not be written: write() failed: No space left on device (ENOSPC).";
        QTest::newRow("stuck") << ECANCELED << "The events could not be written: the reader takes nothing.";
    }
    void problems()
    {
        QFETCH(int, error);
        QFETCH(QString, sentence);
        QCOMPARE(QString::fromStdString(app::writeProblem("events", error)), sentence);
    }
};

GUILESS_TEST(TestPatientWriter)
#include "tst_patient_writer.moc"
