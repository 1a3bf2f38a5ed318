// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes reach a file whole, or the old file stays.
#include "core/file/save_bytes.h"
#include "tests/core/file/recorded_events.h"
#include "tests/support/test_class.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <atomic>
#include <vector>

using core::FileControl;
using core::NextBytes;
using core::saveBytes;

class TestSaveBytes : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    std::string path(const char* name) const { return m_folder.filePath(QLatin1String(name)).toStdString(); }
    static NextBytes pieces(int count, std::size_t size)
    {
        return [bytes = std::vector<std::byte>(size, std::byte{'x'}), left = count]() mutable {
            return left-- > 0 ? std::span<const std::byte>(bytes) : std::span<const std::byte>();
        };
    }

private Q_SLOTS:
    void writesEveryPiece_data()
    {
        QTest::addColumn<int>("count");
        QTest::addColumn<int>("size");
        QTest::newRow("nothing") << 0 << 1;
        QTest::newRow("one") << 1 << 5;
        QTest::newRow("many small ones") << 1000 << 3;
        QTest::newRow("larger than what is written at once") << 3 << 300'000;
    }
    void writesEveryPiece()
    {
        QFETCH(const int, count);
        QFETCH(const int, size);
        const auto all = static_cast<std::uint64_t>(count * size);
        const auto written = saveBytes(path("pieces"), all, pieces(count, static_cast<std::size_t>(size)));
        QVERIFY(written);
        QCOMPARE(*written, all);
        const QString file = QString::fromStdString(path("pieces"));
        QCOMPARE(tests::contentOf(file), QByteArray(count * size, 'x'));
        QCOMPARE(QFile::permissions(file) & 0x77, QFileDevice::Permissions()); // nobody else may read it
    }

    void tellsHowFarItIs()
    {
        std::vector<std::uint64_t> told;
        FileControl control;
        control.progress = [&](std::uint64_t done, std::uint64_t) { told.push_back(done); };
        QVERIFY(saveBytes(path("far"), 40U << 20U, pieces(40, 1 << 20), control));
        QVERIFY(told.size() > 5);
        QCOMPARE(told.back(), std::uint64_t{40U << 20U});
    }

    void cancelledInTheMiddleItLeavesTheOldFile()
    {
        tests::put(QString::fromStdString(path("old")), "old");
        std::atomic<bool> cancel{false};
        FileControl control;
        control.cancel = &cancel;
        int asked = 0;
        const std::byte byte{'n'};
        const auto written = saveBytes(
            path("old"), 100,
            [&] {
                cancel = ++asked == 5;
                return std::span(&byte, 1);
            },
            control);
        QVERIFY(!written && written.error().isCancelled);
        QCOMPARE(asked, 5);
        QCOMPARE(tests::contentOf(QString::fromStdString(path("old"))), QByteArray("old"));
    }

    void whatCannotBeWrittenIsSaid()
    {
        const auto written = saveBytes(m_folder.path().toStdString(), 1, pieces(1, 1));
        QVERIFY(!written);
        QCOMPARE(written.error().reason, core::Sentence("It is a folder."));
    }
};

GUILESS_TEST(TestSaveBytes)
#include "tst_save_bytes.moc"
