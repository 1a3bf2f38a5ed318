// SPDX-License-Identifier: GPL-3.0-or-later
// The words of every note.
#include "core/net/address.h"
#include "core/text/note_text.h"
#include "tests/support/test_class.h"

#include <QTest>
#include <cerrno>

using core::NoteCode;

class TestNoteText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void text_data();
    void text();
    void everyTemplate();
};

namespace {

QString wordsOf(int code)
{
    core::Event note;
    note.kind = core::EventKind::Note;
    note.args = {code};
    return QString::fromUtf8(core::noteSentence(note).words.one);
}

} // namespace

void TestNoteText::text_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<int>("value");
    QTest::addColumn<qlonglong>("tookNs");
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QString>("text");
    const auto row = [](const char* name, NoteCode code, int value, qlonglong tookNs, const QByteArray& payload,
                        const char* text) {
        QTest::newRow(name) << static_cast<int>(code) << value << tookNs << payload << QString::fromUtf8(text);
    };
    const auto address = core::Address::ip("127.0.0.1", 8081);
    const QByteArray target(reinterpret_cast<const char*>(address->bytes().data()), address->size());
    row("name", NoteCode::NameResolved, 0, 1'200'000, "localhost -> ::1, 127.0.0.1",
        "Name looked up in 1.20 ms: localhost -> ::1, 127.0.0.1");
    row("name that looks like a place", NoteCode::NameResolved, 0, 1'000, "%2%1\n",
        "Name looked up in 1.0 µs: %2%1\\n");
    row("name not found", NoteCode::NameNotFound, 0, 3'000'000'000,
        "nowhere.invalid: EAI_NONAME (Name or service not known)",
        "The look-up of a name failed, after 3.0 s: nowhere.invalid: EAI_NONAME (Name or service not known)");
    row("timeout", NoteCode::ConnectTimeout, 5000, 0, target,
        "No answer from 127.0.0.1:8081 within 5000 ms: the attempt to connect was given up.");
    row("timeout, address cut", NoteCode::ConnectTimeout, 5000, 0, "\2",
        "No answer from ? within 5000 ms: the attempt to connect was given up.");
    row("cancelled", NoteCode::ConnectCancelled, 0, 0, target,
        "The attempt to connect to 127.0.0.1:8081 was cancelled.");
    row("accept paused", NoteCode::AcceptPaused, EMFILE, 0, "",
        "No connection is accepted until a descriptor is free: accept4 failed with EMFILE.");
    row("accept resumed", NoteCode::AcceptResumed, 0, 0, "", "Connections are accepted again.");
    row("read paused", NoteCode::ReadPaused, 1048576, 0, "",
        "Reading is paused: the peer does not take what we send. Waiting: 1048576 bytes.");
    row("read resumed", NoteCode::ReadResumed, 1, 0, "",
        "Reading goes on: the peer takes what we send again. Still waiting: 1 byte.");
    const auto file = core::Address::unixPath("/run/a\x1b");
    row("stale file", NoteCode::StaleFileRemoved, 0, 0,
        QByteArray(reinterpret_cast<const char*>(file->bytes().data()), static_cast<int>(file->size())),
        "A socket file without a server, left behind by a program that ended, was removed: unix:/run/a\\x1b");
    row("lost", NoteCode::EventsLost, 2, 0, "",
        "Not recorded, because events came faster than they could be stored: 2 events.");
    row("lost one", NoteCode::EventsLost, 1, 0, "",
        "Not recorded, because events came faster than they could be stored: 1 event.");
    row("unknown", static_cast<NoteCode>(99), 0, 0, "x\x1b", "A note of an unknown kind: x\\x1b");
    row("unknown, negative", static_cast<NoteCode>(-1), 0, 0, "", "A note of an unknown kind: ");
}

void TestNoteText::text()
{
    QFETCH(int, code);
    QFETCH(int, value);
    QFETCH(qlonglong, tookNs);
    QFETCH(QByteArray, payload);
    QFETCH(QString, text);
    core::Event note;
    note.kind = core::EventKind::Note;
    note.args = {code, value};
    note.tookNs = tookNs;
    note.payload = reinterpret_cast<const std::byte*>(payload.constData());
    note.payloadSize = static_cast<std::uint32_t>(payload.size());
    QCOMPARE(QString::fromStdString(core::english(core::noteSentence(note))), text);
}

void TestNoteText::everyTemplate()
{
    for (int code = 0; code <= static_cast<int>(NoteCode::AcceptFails); ++code) {
        const QString words = wordsOf(code);
        QVERIFY(words.size() > 5);
        QVERIFY(words != wordsOf(-1));
    }
}

GUILESS_TEST(TestNoteText)
#include "tst_note_text.moc"
