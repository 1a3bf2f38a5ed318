// SPDX-License-Identifier: GPL-3.0-or-later
// What is told of a file is what became of it.
#include "tests/support/test_class.h"
#include "widgets/common/message_bar.h"
#include "widgets/common/save_bytes.h"

#include <QAbstractButton>
#include <QFile>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <memory>
#include <vector>

using widgets::SaveBar;

namespace {

QAbstractButton* button(const SaveBar& bar, const QString& text)
{
    for (auto* found : bar.findChildren<QAbstractButton*>()) {
        if (found->text() == text)
            return found;
    }
    return nullptr;
}

core::FileError failure(const char* call)
{
    core::FileError error;
    error.reason = "It cannot be written.";
    error.call = call;
    error.code = EIO;
    return error;
}

/// In a table of a test: no such value can be compared.
struct Outcome
{
    core::FileResult<QString> value;
};

} // namespace

class TestSaveBar : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void howACancelledWritingEndsIsTold_data()
    {
        QTest::addColumn<Outcome>("outcome");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("message");
        QTest::newRow("given up") << Outcome{tl::unexpected(core::cancelledFile())}
                                  << QStringLiteral("Writing was cancelled. No file was written or changed.")
                                  << QString();
        QTest::newRow("it was too late") << Outcome{QStringLiteral("All was written.")}
                                         << QStringLiteral("All was written.") << QString();
        QTest::newRow("it failed first") << Outcome{tl::unexpected(failure("write"))} << QString()
                                         << QStringLiteral("/nowhere/file was not written.");
    }

    void howACancelledWritingEndsIsTold()
    {
        QFETCH(const Outcome, outcome);
        QFETCH(const QString, text);
        QFETCH(const QString, message);
        SaveBar bar;
        bar.show();
        QSemaphore begun;
        QSemaphore go;
        QSignalSpy finished(&bar, &SaveBar::finished);
        bar.start({QStringLiteral("/nowhere/file"), [&](const core::FileControl& control) {
                       begun.release();
                       go.acquire();
                       return control.isCancelled() ? outcome.value : core::FileResult<QString>(QStringLiteral("?"));
                   }});
        begun.acquire();
        QAbstractButton* cancel = button(bar, QStringLiteral("Cance&l"));
        cancel->click();
        QVERIFY(bar.isRunning()); // nobody knows yet
        QVERIFY(!cancel->isEnabled());
        QVERIFY2(bar.text().startsWith(QStringLiteral("Giving up")), qPrintable(bar.text()));
        go.release();
        QTRY_COMPARE(finished.count(), 1);
        QCOMPARE(finished.first().first().toBool(), outcome.value.has_value());
        QCOMPARE(bar.text(), text);
        QCOMPARE(bar.message().sentence(), message);
        QVERIFY(cancel->isEnabled());
    }

    void aFileThatMayNotLastIsNotCalledUnchanged()
    {
        SaveBar bar;
        QSignalSpy finished(&bar, &SaveBar::finished);
        bar.start({QStringLiteral("/nowhere/file"), [](const core::FileControl&) -> core::FileResult<QString> {
                       core::FileError error = failure("fsync");
                       error.isInPlace = true;
                       return tl::unexpected(error);
                   }});
        QTRY_COMPARE(finished.count(), 1);
        QCOMPARE(finished.first().first().toBool(), false); // what it holds stays unsaved
        QCOMPARE(bar.message().sentence(), QStringLiteral("/nowhere/file was written, but may not last."));
        QVERIFY2(!bar.message().help().contains(QStringLiteral("unchanged")), qPrintable(bar.message().help()));
    }

    void whatItWroteFromIsLetGoOfOnItsThread()
    {
        SaveBar bar;
        auto held = std::make_shared<int>(1);
        const std::weak_ptr<int> watched = held;
        QSignalSpy finished(&bar, &SaveBar::finished);
        bar.start(
            {QStringLiteral("/nowhere/file"),
             [held = std::move(held)](const core::FileControl&) -> core::FileResult<QString> { return QString(); }});
        QTRY_VERIFY(watched.expired());
        QTRY_COMPARE(finished.count(), 1);
    }

    void bytesAndTheirPath_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("shown");
        QTest::newRow("plain") << QStringLiteral("bytes.bin") << QStringLiteral("bytes.bin");
        QTest::newRow("turns the direction of writing")
            << QStringLiteral("a\u202enib.txt") << QStringLiteral("a\\xe2\\x80\\xaenib.txt");
        QTest::newRow("two lines") << QStringLiteral("a\nb") << QStringLiteral("a\\nb");
    }

    void bytesAndTheirPath()
    {
        QFETCH(const QString, name);
        QFETCH(const QString, shown);
        const QTemporaryDir folder;
        const std::vector<std::byte> bytes(5, std::byte{'x'});
        int left = 2;
        SaveBar bar;
        bar.show();
        QSignalSpy finished(&bar, &SaveBar::finished);
        const widgets::BytesToSave what{
            {}, {}, 10, [&] { return left-- > 0 ? std::span<const std::byte>(bytes) : std::span<const std::byte>(); }};
        saveTo(bar, folder.filePath(name), what);
        QVERIFY2(bar.text().contains(shown), qPrintable(bar.text()));
        QTRY_COMPARE(finished.count(), 1);
        QCOMPARE(bar.text(), QStringLiteral("10 bytes were written to %1/%2.").arg(folder.path(), shown));
        QCOMPARE(bar.folder(), folder.path());
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("xxxxxxxxxx"));

        saveTo(bar, folder.filePath(name) + QStringLiteral("/no folder"), what);
        QTRY_COMPARE(finished.count(), 2);
        QVERIFY2(bar.message().sentence().contains(shown), qPrintable(bar.message().sentence()));
        QVERIFY2(bar.message().help().contains(QStringLiteral("ENOTDIR")), qPrintable(bar.message().help()));
    }
};

GUI_TEST(TestSaveBar)
#include "tst_save_bar.moc"
