// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes reach a file whole, or the old file stays.
#include "widgets/common/file_saver.h"

#include <QFile>
#include <QFileInfo>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <vector>

using widgets::FileSaver;
using widgets::FileSaveResult;

class TestFileSaver : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    static FileSaver::NextBytes pieces(int count, std::size_t size)
    {
        return [bytes = std::vector<std::byte>(size, std::byte{'x'}), left = count]() mutable {
            return left-- > 0 ? std::span<const std::byte>(bytes) : std::span<const std::byte>();
        };
    }

    static QByteArray contentOf(const QString& path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
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
        const QString path = m_folder.filePath(QStringLiteral("pieces"));
        FileSaver saver;
        QSignalSpy finished(&saver, &FileSaver::finished);
        saver.start(path, static_cast<quint64>(count * size), pieces(count, static_cast<std::size_t>(size)));
        QVERIFY(saver.isRunning());
        QTRY_COMPARE(finished.count(), 1);
        const auto result = finished.first().first().value<FileSaveResult>();
        QCOMPARE(result.problem, QString());
        QCOMPARE(result.bytes, static_cast<quint64>(count * size));
        QCOMPARE(contentOf(path), QByteArray(count * size, 'x'));
        QCOMPARE(QFileInfo(path).permissions() & 0x77, QFileDevice::Permissions()); // nobody else may read it
        QVERIFY(!saver.isRunning());
    }

    void tellsHowFarItIs()
    {
        FileSaver saver;
        QSignalSpy progressed(&saver, &FileSaver::progressed);
        QSignalSpy finished(&saver, &FileSaver::finished);
        saver.start(m_folder.filePath(QStringLiteral("far")), 40U << 20U, pieces(40, 1 << 20));
        QTRY_COMPARE(finished.count(), 1);
        QVERIFY(progressed.count() > 5);
        QCOMPARE(progressed.last().first().toInt(), 1000);
    }

    void aCancelledSaveLeavesTheOldFile()
    {
        const QString path = m_folder.filePath(QStringLiteral("old"));
        QFile old(path);
        QVERIFY(old.open(QIODevice::WriteOnly));
        old.write("old");
        old.close();
        QSemaphore asked;
        QSemaphore go;
        FileSaver saver;
        QSignalSpy finished(&saver, &FileSaver::finished);
        saver.start(path, 100, [&asked, &go, byte = std::byte{'n'}]() -> std::span<const std::byte> {
            asked.release();
            go.acquire();
            return {&byte, 1};
        });
        asked.acquire(); // it is under way
        saver.cancel();
        QVERIFY(!saver.isRunning());
        go.release(1000);
        saver.start(m_folder.filePath(QStringLiteral("next")), 1, pieces(1, 1)); // at once
        QTRY_COMPARE(finished.count(), 1);
        QCOMPARE(contentOf(path), QByteArray("old"));
    }

    void whatCannotBeWrittenIsSaid()
    {
        FileSaver saver;
        QSignalSpy finished(&saver, &FileSaver::finished);
        saver.start(m_folder.path(), 1, pieces(1, 1));
        QTRY_COMPARE(finished.count(), 1);
        QVERIFY(!finished.first().first().value<FileSaveResult>().problem.isEmpty());
    }
};

QTEST_MAIN(TestFileSaver)
#include "tst_file_saver.moc"
