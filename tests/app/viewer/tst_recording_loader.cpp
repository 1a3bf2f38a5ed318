// SPDX-License-Identifier: GPL-3.0-or-later
// Files that hold more than there may be: refused, or, of a journal, the newest of it.
#include "app/viewer/recording_loader.h"
#include "tests/app/document/document_fixture.h"
#include "tests/support/test_class.h"

#include <QSignalSpy>
#include <QTest>

using app::RecordingLoader;
using Excess = RecordingLoader::Excess;

namespace {

constexpr int kEvents = 30'000; // more than one batch of the reader

core::Recording::Limits limits(std::size_t events, std::size_t payloadBytes = std::size_t{1} << 30)
{
    core::Recording::Limits limits;
    limits.events = events;
    limits.payloadBytes = payloadBytes;
    return limits;
}

struct RecordingLoaderFixture : DocumentFixture
{
    /// A file with events of 10 bytes each; the oldest had been dropped.
    RecordingLoaderFixture()
    {
        feed.append(maker.calls(7));
        feed.clear();
        core::Batch batch;
        for (int i = 0; i < kEvents; ++i)
            batch.events.push_back(maker.data(core::Call::Send, core::Side::Client, 2, 9, "0123456789"));
        feed.append(std::move(batch));
        core::SaveRequest request;
        request.path = path("long.jsonl").toStdString();
        request.facts = core::currentFacts("Socket Playground test");
        if (!core::saveEvents(feed.snapshot(), request))
            qFatal("The file was not saved.");
        connections.push_back(QObject::connect(&loader, &RecordingLoader::wasRead,
                                               [this](const core::ReadOutcome& read) { outcome = read; }));
        connections.push_back(QObject::connect(&loader, &RecordingLoader::failed, [this](const core::FileError& error) {
            reason = QString::fromStdString(core::english(error.reason));
        }));
    }

    void load(Excess excess, core::Recording::Limits most)
    {
        loader.start(path("long.jsonl"), excess, most);
        QTRY_VERIFY_WITH_TIMEOUT(outcome || !reason.isEmpty(), 30'000);
    }

    RecordingLoader loader;
    std::optional<core::ReadOutcome> outcome;
    QString reason;
    std::vector<QMetaObject::Connection> connections;
};

} // namespace

class TestRecordingLoader : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatIsTooMuch_data()
    {
        QTest::addColumn<Excess>("excess");
        QTest::addColumn<qulonglong>("events");
        QTest::addColumn<qulonglong>("payloadBytes");
        QTest::addColumn<bool>("isRead");
        QTest::addColumn<bool>("isWhole");
        QTest::newRow("file with as many") << Excess::IsRefused << 30'000ULL << 300'000ULL << true << true;
        QTest::newRow("file with one event more") << Excess::IsRefused << 29'999ULL << 300'000ULL << false << false;
        QTest::newRow("file with one byte more") << Excess::IsRefused << 30'000ULL << 299'999ULL << false << false;
        QTest::newRow("journal with as many") << Excess::IsLetGo << 30'000ULL << 300'000ULL << true << true;
        QTest::newRow("journal with twice as many") << Excess::IsLetGo << 15'000ULL << 300'000ULL << true << false;
        QTest::newRow("journal with twice the bytes") << Excess::IsLetGo << 30'000ULL << 150'000ULL << true << false;
    }

    void whatIsTooMuch()
    {
        QFETCH(const Excess, excess);
        QFETCH(const qulonglong, events);
        QFETCH(const qulonglong, payloadBytes);
        QFETCH(const bool, isRead);
        QFETCH(const bool, isWhole);
        RecordingLoaderFixture f;
        f.load(excess, limits(events, payloadBytes));
        QCOMPARE(f.outcome.has_value(), isRead);
        if (!isRead) {
            QVERIFY2(f.reason.contains(QStringLiteral("that can be opened")), qPrintable(f.reason));
            return;
        }
        const std::uint64_t letGo = f.outcome->header.letGo;
        QCOMPARE(letGo == 0, isWhole);
        QCOMPARE(f.outcome->events + letGo, std::uint64_t{kEvents});
        QVERIFY(f.outcome->events <= events && f.outcome->events * 10 <= payloadBytes);
        QVERIFY(f.outcome->events >= 6000); // no more than was necessary goes
        QCOMPARE(f.outcome->header.firstNumber, f.feed.recording().firstNumber() + letGo);

        // The newest ones, under the numbers that they had.
        core::Recording::Start start;
        start.firstNumber = f.outcome->header.firstNumber;
        widgets::EventFeed feed(f.loader.limits(), start);
        QSignalSpy handedOver(&f.loader, &RecordingLoader::handedOver);
        f.loader.handOver(feed);
        QTRY_COMPARE_WITH_TIMEOUT(handedOver.count(), 1, 30'000);
        QCOMPARE(feed.recording().size(), f.outcome->events);
        const std::size_t last = feed.recording().size() - 1;
        QCOMPARE(feed.recording().firstNumber() + last, std::uint64_t{kEvents} + 7);
        QCOMPARE(feed.recording().at(last).bytes().size(), 10U);
    }
};

GUI_TEST(TestRecordingLoader)
#include "tst_recording_loader.moc"
