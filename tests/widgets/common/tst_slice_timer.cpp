// SPDX-License-Identifier: GPL-3.0-or-later
// Slices come one in a pass of the event loop, in turns, and not behind painting.
#include "widgets/common/slice_timer.h"

#include "core/clock.h"
#include "tests/support/test_class.h"

#include <QAbstractEventDispatcher>
#include <QEventLoop>
#include <QList>
#include <QTest>
#include <QTimer>
#include <array>
#include <functional>
#include <memory>

using widgets::SliceTimer;

namespace {

void use(std::int64_t ms) // of the processor, as painting does
{
    const std::int64_t until = core::threadCpuNs() + ms * 1'000'000;
    while (core::threadCpuNs() < until) {
    }
}

} // namespace

class TestSliceTimer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void firesUntilItIsStopped()
    {
        SliceTimer timer;
        int fired = 0;
        connect(&timer, &SliceTimer::timeout, &timer, [&] {
            QVERIFY(timer.isActive());
            if (++fired == 3)
                timer.stop();
        });
        QVERIFY(!timer.isActive());
        timer.start();
        QVERIFY(timer.isActive());
        QCOMPARE(fired, 0);
        QTRY_COMPARE(fired, 3);
        QVERIFY(!timer.isActive());
        timer.stop();
        // Another one that was started later has fired: so this one had no turn in between.
        SliceTimer other;
        bool otherFired = false;
        connect(&other, &SliceTimer::timeout, &other, [&] { otherFired = true; });
        other.start();
        QTRY_VERIFY(otherFired);
        QCOMPARE(fired, 3);
        timer.start(); // again
        QTRY_VERIFY(fired > 3);
    }

    // Started twice, or stopped and started in its own slice: it has one turn all the same.
    void hasOneTurn()
    {
        SliceTimer twice;
        SliceTimer again;
        QString order;
        connect(&twice, &SliceTimer::timeout, this, [&] { order += QLatin1Char('t'); });
        connect(&again, &SliceTimer::timeout, this, [&] {
            order += QLatin1Char('a');
            if (order.size() > 2)
                return;
            again.stop();
            again.start();
        });
        twice.start();
        twice.start();
        again.start();
        QTRY_VERIFY(order.size() >= 10);
        QVERIFY2(order.startsWith(QLatin1String("tatatatata")), qPrintable(order));
    }

    void takeTurnsOneInAPass()
    {
        QObject context;
        QList<int> order;
        int inThisPass = 0;
        int most = 0;
        connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::awake, &context,
                [&] { inThisPass = 0; });
        std::array<SliceTimer, 3> timers;
        QEventLoop loop;
        for (int i = 0; i < 3; ++i) {
            connect(&timers[static_cast<std::size_t>(i)], &SliceTimer::timeout, this, [&, i] {
                order.append(i);
                most = std::max(most, ++inThisPass);
                use(1); // so that the next turn is due at once
                if (order.size() == 30)
                    loop.quit();
            });
            timers[static_cast<std::size_t>(i)].start();
        }
        loop.exec();
        QCOMPARE(most, 1);
        for (int i = 0; i < 30; ++i)
            QCOMPARE(order.at(i), i % 3);
    }

    void comeNotBehindPainting()
    {
        QObject context;
        bool painted = false;
        connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::awake, &context,
                [&] { painted = false; });
        SliceTimer timer;
        QEventLoop loop;
        int fired = 0;
        int behind = 0;
        connect(&timer, &SliceTimer::timeout, this, [&] {
            behind += painted ? 1 : 0;
            use(2); // so that the next turn is due when it is painted
            QMetaObject::invokeMethod(
                &context,
                [&] {
                    use(3);
                    painted = true;
                },
                Qt::QueuedConnection);
            if (++fired == 30)
                loop.quit();
        });
        timer.start();
        loop.exec();
        QCOMPARE(behind, 0);
    }

    // Something is painted in every pass: slices come all the same.
    void areNotPutOffForEver()
    {
        SliceTimer timer;
        QEventLoop loop;
        int fired = 0;
        int passes = 0;
        std::function<void()> paint = [&] {
            use(3);
            ++passes;
            if (passes == 200)
                loop.quit();
            else if (fired < 10)
                QTimer::singleShot(0, &loop, paint);
        };
        connect(&timer, &SliceTimer::timeout, this, [&] {
            if (++fired == 10)
                loop.quit();
        });
        timer.start();
        paint();
        loop.exec();
        QVERIFY2(passes < 200, qPrintable(QString::number(passes)));
    }

    // As with a question to the user: the work of others goes on, its own waits for the end of its slice.
    void othersGoOnWhileOneWaitsInAnEventLoop()
    {
        SliceTimer asks;
        SliceTimer works;
        int asking = 0;
        int asked = 0;
        int worked = 0;
        connect(&works, &SliceTimer::timeout, this, [&] { ++worked; });
        connect(&asks, &SliceTimer::timeout, this, [&] {
            QCOMPARE(++asking, 1);
            QEventLoop question;
            connect(&works, &SliceTimer::timeout, &question, [&, until = worked + 3] {
                if (worked >= until)
                    question.quit();
            });
            question.exec();
            --asking;
            ++asked;
        });
        asks.start();
        works.start();
        QTRY_VERIFY(asked >= 3);
        QVERIFY(worked >= 9);
    }

    void mayEndInItsOwnSlice()
    {
        auto timer = std::make_unique<SliceTimer>();
        SliceTimer waiting;
        int fired = 0;
        connect(timer.get(), &SliceTimer::timeout, this, [&] { timer.reset(); });
        connect(&waiting, &SliceTimer::timeout, this, [&] { ++fired; });
        timer->start();
        waiting.start();
        {
            SliceTimer gone; // before its turn
            gone.start();
        }
        QTRY_VERIFY(!timer && fired > 2);
    }
};

GUILESS_TEST(TestSliceTimer)
#include "tst_slice_timer.moc"
