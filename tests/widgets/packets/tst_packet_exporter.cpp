// SPDX-License-Identifier: GPL-3.0-or-later
// The export of the packets: slices, another thread, cancelling, a full disk, events that are let go meanwhile.
#include "tests/widgets/packets/packet_events.h"
#include "widgets/common/message_bar.h"
#include "widgets/packets/export_bar.h"

#include <QElapsedTimer>
#include <QFile>
#include <QFileDialog>
#include <QProgressBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <csignal>
#include <sys/resource.h>

using core::Side;
using widgets::EventFeed;
using widgets::ExportBar;
using widgets::PacketExporter;
using widgets::PacketExportResult;
namespace tcp_flag = core::tcp_flag;

namespace {

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(none)");
}

/// Packet blocks in a pcapng file; -1 when its blocks do not fit together.
int packetsIn(const QByteArray& file)
{
    int packets = 0;
    for (qsizetype at = 0; at < file.size();) {
        std::uint32_t type = 0;
        std::uint32_t length = 0;
        std::memcpy(&type, file.constData() + at, 4);
        std::memcpy(&length, file.constData() + at + 4, 4);
        if (length < 12 || at + static_cast<qsizetype>(length) > file.size())
            return -1;
        packets += type == 6 ? 1 : 0;
        at += length;
    }
    return packets;
}

struct Fixture
{
    explicit Fixture(std::size_t most = 300'000) : feed({.events = most, .payloadBytes = std::size_t{256} << 20}) {}

    /// The same packet many times: its bytes are needed once.
    void addMany(std::size_t count)
    {
        core::Batch batch;
        batch.events.assign(count, packets.packet(Side::Client, tcp_flag::kAck, 1007, 5001, QByteArray(400, 'x')));
        feed.append(std::move(batch));
    }
    void writeOldFile() const
    {
        QFile old(path());
        if (!old.open(QIODevice::WriteOnly) || old.write("old") != 3)
            qFatal("The old file could not be written.");
    }
    QString path(const char* name = "out.pcapng") const { return folder.filePath(QLatin1String(name)); }

    QTemporaryDir folder;
    PacketEvents packets;
    EventFeed feed;
};

PacketExportResult resultOf(const QSignalSpy& spy)
{
    return spy.first().first().value<PacketExportResult>();
}

} // namespace

class TestPacketExporter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesWhatIsThere();
    void manyInSlices();
    void cancelKeepsTheOldFile();
    void fullDiskKeepsTheOldFile();
    void eventsThatAreLetGoMeanwhile();
    void clearedMeanwhile();
    void endsWithItsOwner();
    void barAsksTellsAndCloses();
    void barTellsErrors();
    void barCancels();
};

void TestPacketExporter::writesWhatIsThere()
{
    Fixture f;
    core::Batch batch = f.packets.handshakeAndHello();
    batch.events.insert(batch.events.begin() + 3,
                        f.packets.maker().call(core::Call::Shutdown, Side::Client, PacketEvents::kConnection, 9));
    f.feed.append(std::move(batch));
    for (const bool calls : {true, false}) {
        PacketExporter exporter(f.feed);
        QSignalSpy finished(&exporter, &PacketExporter::finished);
        exporter.start(f.path(), calls);
        QVERIFY(exporter.isRunning());
        exporter.start(f.path("other"), calls); // one at a time
        f.addMany(10);                          // too late for this file
        QTRY_COMPARE(finished.count(), 1);
        QVERIFY(!exporter.isRunning());
        QCOMPARE(resultOf(finished).problem, QString());
        QCOMPARE(resultOf(finished).path, f.path());
        const QByteArray file = contentOf(f.path());
        QCOMPARE(packetsIn(file), calls ? 5 : 15);
        QCOMPARE(resultOf(finished).packets, quint64(packetsIn(file)));
        QCOMPARE(resultOf(finished).comments, quint64(calls ? 1 : 0));
        QCOMPARE(file.contains("client shutdown(9, SHUT_RD) = 0 at "), calls);
        QVERIFY(file.contains("Socket Playground"));
        QVERIFY(!QFile::exists(f.path("other")));
    }
}

void TestPacketExporter::manyInSlices()
{
    Fixture f;
    f.addMany(200'000);
    PacketExporter exporter(f.feed);
    QSignalSpy finished(&exporter, &PacketExporter::finished);
    QSignalSpy progressed(&exporter, &PacketExporter::progressed);
    exporter.start(f.path(), true);
    // The event loop turns meanwhile: a timer without interval is served between the slices.
    int turns = 0;
    QTimer timer;
    connect(&timer, &QTimer::timeout, this, [&turns] { ++turns; });
    timer.start(0);
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 60'000);
    QCOMPARE(resultOf(finished).problem, QString());
    QCOMPARE(packetsIn(contentOf(f.path())), 200'000);
    QVERIFY2(turns > 20, qPrintable(QString::number(turns)));
    int before = 0;
    for (const auto& arguments : progressed) {
        QVERIFY(arguments.first().toInt() >= before);
        before = arguments.first().toInt();
    }
    QCOMPARE(before, 1000);
}

void TestPacketExporter::cancelKeepsTheOldFile()
{
    Fixture f;
    f.addMany(100'000);
    f.writeOldFile();
    PacketExporter exporter(f.feed);
    QSignalSpy finished(&exporter, &PacketExporter::finished);
    int steps = 0;
    const auto third = connect(&exporter, &PacketExporter::progressed, &exporter, [&steps, &exporter] {
        if (++steps == 3)
            exporter.cancel(); // it might be done before a test that waits looks again
    });
    exporter.start(f.path(), true);
    QTRY_VERIFY(steps == 3);
    disconnect(third);
    QVERIFY(!exporter.isRunning());
    QTRY_COMPARE(QDir(f.folder.path()).entryList(QDir::Files).size(), 1);
    QCOMPARE(contentOf(f.path()), QByteArray("old"));
    QCOMPARE(finished.count(), 0);
    exporter.start(f.path(), true); // and again
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 60'000);
    QCOMPARE(packetsIn(contentOf(f.path())), 100'000);
}

void TestPacketExporter::fullDiskKeepsTheOldFile()
{
    Fixture f;
    f.addMany(10'000);
    f.writeOldFile();
    PacketExporter exporter(f.feed);
    QSignalSpy finished(&exporter, &PacketExporter::finished);
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit before{};
    ::getrlimit(RLIMIT_FSIZE, &before);
    const rlimit small{1'000'000, before.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &small); // no file grows past it: as on a full disk
    exporter.start(f.path(), true);
    const bool ended = QTest::qWaitFor([&finished] { return finished.count() > 0; }, 30'000);
    ::setrlimit(RLIMIT_FSIZE, &before);
    QVERIFY(ended);
    QVERIFY(!resultOf(finished).problem.isEmpty());
    QCOMPARE(contentOf(f.path()), QByteArray("old"));
    QTRY_COMPARE(QDir(f.folder.path()).entryList(QDir::Files).size(), 1);
}

void TestPacketExporter::eventsThatAreLetGoMeanwhile()
{
    Fixture f(20'000);
    f.addMany(20'000);
    PacketExporter exporter(f.feed);
    QSignalSpy finished(&exporter, &PacketExporter::finished);
    exporter.start(f.path(), true);
    f.addMany(5'000); // the oldest make room before the first slice
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 30'000);
    QCOMPARE(resultOf(finished).problem, QString());
    QCOMPARE(resultOf(finished).letGo, quint64(5'000));
    QCOMPARE(packetsIn(contentOf(f.path())), 15'000);
}

void TestPacketExporter::clearedMeanwhile()
{
    Fixture f;
    f.addMany(1'000);
    PacketExporter exporter(f.feed);
    QSignalSpy finished(&exporter, &PacketExporter::finished);
    exporter.start(f.path(), true);
    f.feed.clear();
    QTRY_COMPARE(finished.count(), 1);
    QCOMPARE(resultOf(finished).letGo, quint64(1'000));
    QCOMPARE(packetsIn(contentOf(f.path())), 0);
}

void TestPacketExporter::endsWithItsOwner()
{
    Fixture f;
    f.addMany(100'000);
    {
        PacketExporter exporter(f.feed);
        QSignalSpy progressed(&exporter, &PacketExporter::progressed);
        exporter.start(f.path(), true);
        QVERIFY(progressed.wait()); // the first one: far from done
    }
    QCOMPARE(QDir(f.folder.path()).entryList(QDir::Files), QStringList());
}

void TestPacketExporter::barAsksTellsAndCloses()
{
    Fixture f;
    f.feed.append(f.packets.handshakeAndHello());
    ExportBar bar(f.feed);
    bar.show();
    bar.askWhereTo(true);
    auto* dialog = bar.findChild<QFileDialog*>();
    QVERIFY(dialog);
    QCOMPARE(dialog->defaultSuffix(), QStringLiteral("pcapng"));
    dialog->setDirectory(f.folder.path());
    dialog->selectFile(QStringLiteral("out"));
    QMetaObject::invokeMethod(dialog, "accept");
    QTRY_VERIFY(bar.text().contains(QStringLiteral("5 packets with 0 comments were written to")));
    QCOMPARE(packetsIn(contentOf(f.path())), 5);
    auto* button = bar.findChild<QToolButton*>(QString(), Qt::FindDirectChildrenOnly);
    for (auto* found : bar.findChildren<QToolButton*>()) {
        if (found->isVisible() && found->accessibleName().contains(QStringLiteral("export")))
            button = found;
    }
    QVERIFY(button);
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(bar.text(), QString());
}

void TestPacketExporter::barTellsErrors()
{
    Fixture f;
    f.feed.append(f.packets.handshakeAndHello());
    ExportBar bar(f.feed);
    bar.show();
    QSignalSpy running(&bar, &ExportBar::runningChanged);
    bar.exportTo(f.folder.path(), true);
    QTRY_VERIFY(bar.message().hasMessage());
    QVERIFY(bar.message().sentence().contains(f.folder.path()));
    QCOMPARE(bar.text(), QString());
    QCOMPARE(running.count(), 2);
    bar.exportTo(f.path(), true); // success takes the error away
    QVERIFY(!bar.message().hasMessage());
    QTRY_VERIFY(bar.text().contains(QStringLiteral("were written")));
}

void TestPacketExporter::barCancels()
{
    Fixture f;
    f.addMany(100'000);
    ExportBar bar(f.feed);
    bar.show();
    bar.exportTo(f.path(), true);
    QTRY_VERIFY(bar.findChild<QProgressBar*>()->value() > 0);
    for (auto* found : bar.findChildren<QToolButton*>()) {
        if (found->accessibleName() == QStringLiteral("Cancel the export"))
            QTest::mouseClick(found, Qt::LeftButton);
    }
    QVERIFY(!bar.isRunning());
    QVERIFY(bar.text().contains(QStringLiteral("cancelled")));
    QTRY_COMPARE(QDir(f.folder.path()).entryList(QDir::Files), QStringList());
}

QTEST_MAIN(TestPacketExporter)
#include "tst_packet_exporter.moc"
