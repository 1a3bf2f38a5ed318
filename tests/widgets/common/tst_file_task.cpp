// SPDX-License-Identifier: GPL-3.0-or-later
// Work on a file: beside the window, or, where no thread can be had, before it goes on.
#include "tests/support/no_threads.h"
#include "tests/support/test_class.h"
#include "widgets/common/file_task.h"

#include <QTest>
#include <optional>
#include <thread>

using widgets::FileTask;

class TestFileTask : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void worksOnItsOwnThread() { work(false); }
    void worksOnThisOneWhereNoneCanBeHad() { work(true); }

private:
    static void work(bool noThreads)
    {
        std::optional<tests::NoThreads> none;
        if (noThreads)
            none.emplace();
        FileTask task;
        std::thread::id worker;
        int outcomes = 0;
        for (int i = 1; i <= 2; ++i) {
            task.start([&](const core::FileControl& control) -> FileTask::Outcome {
                worker = std::this_thread::get_id();
                control.progress(1, 2);
                return [&outcomes, &task] {
                    QVERIFY(!task.isRunning());
                    ++outcomes;
                };
            });
            QVERIFY(task.isRunning());
            QCOMPARE(outcomes, i - 1); // never before start() has returned
            QTRY_COMPARE(outcomes, i);
            QCOMPARE(worker == std::this_thread::get_id(), noThreads);
        }
    }
};

GUI_TEST(TestFileTask)
#include "tst_file_task.moc"
