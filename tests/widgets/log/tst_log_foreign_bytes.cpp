// SPDX-License-Identifier: GPL-3.0-or-later
// What a peer sends cannot hide, move or imitate anything in the log.
#include "core/text/bytes_text.h"
#include "tests/support/test_class.h"
#include "tests/widgets/log/panel_fixture.h"

#include <QClipboard>
#include <QHeaderView>
#include <sys/un.h>

using core::Call;
using core::Side;
using widgets::LogModel;

namespace {

/// Not shown as what they are: control and format characters, line and paragraph separators.
bool isInvisible(QChar c)
{
    switch (c.category()) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    default:
        return c == QChar::ReplacementCharacter; // stands for lost bytes
    }
}

QString firstInvisible(const QString& text)
{
    for (const QChar c : text) {
        if (isInvisible(c))
            return QStringLiteral("U+%1 in %2").arg(c.unicode(), 4, 16, QLatin1Char('0')).arg(text);
    }
    return {};
}

} // namespace

class TestLogForeignBytes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCellIsHarmless_data();
    void everyCellIsHarmless();
    void socketNames();
    void notesOfBookmarks();
};

void TestLogForeignBytes::everyCellIsHarmless_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("control characters") << QByteArray("a\x00\x01\x07\x08\x0b\x0c\x0e\x1f\x7fz", 11);
    QTest::newRow("lines and tabs") << QByteArray("one\r\ntwo\tthree\n");
    QTest::newRow("terminal escapes") << QByteArray("\x1b[2J\x1b]0;title\x07");
    QTest::newRow("C1 controls") << QByteArray("\xc2\x9b"
                                               "31m\xc2\x85");
    QTest::newRow("bidi") << QByteArray("\xe2\x80\xae"
                                        "gpj.exe"
                                        "\xe2\x80\xac\xe2\x81\xa6x\xe2\x81\xa9\xd8\x9c");
    QTest::newRow("zero width") << QByteArray("a\xe2\x80\x8b"
                                              "b\xe2\x80\x8d"
                                              "c\xef\xbb\xbf");
    QTest::newRow("line separators") << QByteArray("a\xe2\x80\xa8"
                                                   "b\xe2\x80\xa9"
                                                   "c");
    QTest::newRow("no UTF-8") << QByteArray("\xff\xfe\xc3\x28\xed\xa0\x80\xf4\x90\x80\x80");
    QTest::newRow("a character cut in two") << QByteArray("ab\xe8\xa8");
    QTest::newRow("what looks like a result") << QByteArray("x\") = -1 ECONNREFUSED");
    QTest::newRow("what looks like an escape") << QByteArray("\\x00 \\n");
    QTest::newRow("Japanese") << QByteArray("こんにちは");
}

void TestLogForeignBytes::everyCellIsHarmless()
{
    QFETCH(QByteArray, bytes);
    const std::string_view text(bytes.constData(), static_cast<std::size_t>(bytes.size()));
    PanelFixture f;
    f.feed.append(EventMaker::batch({f.maker.data(Call::Recv, Side::Server, 2, 9, text),
                                     f.maker.message(Side::Client, 2, core::Direction::Received, text),
                                     f.maker.note(Side::Client, core::NoteCode::NameNotFound, 0, text)}));
    QCOMPARE(f.model().rowCount(), 3);
    for (int row = 0; row < 3; ++row) {
        for (int column = 0; column < LogModel::ColumnCount; ++column) {
            f.view().setColumnHidden(column, false);
            for (const int role : {int{Qt::DisplayRole}, int{Qt::AccessibleTextRole}, int{Qt::ToolTipRole}}) {
                const QString bad = firstInvisible(f.model().index(row, column).data(role).toString());
                QVERIFY2(bad.isEmpty(), qPrintable(bad));
            }
        }
    }
    f.view().selectAll();
    f.view().copyRows();
    const QString copied = QGuiApplication::clipboard()->text();
    QCOMPARE(copied.count(QLatin1Char('\n')), 3); // one line a row
    QCOMPARE(copied.count(QLatin1Char('\t')), 3 * (LogModel::ColumnCount - 1));
    const QString bad = firstInvisible(QString(copied).remove(QLatin1Char('\n')).remove(QLatin1Char('\t')));
    QVERIFY2(bad.isEmpty(), qPrintable(bad));

    // What is shown of a message reads back to the same bytes.
    const QString line = f.model().index(1, LogModel::Event).data().toString();
    const qsizetype start = line.indexOf(QLatin1Char('"')) + 1;
    const QString quoted = line.mid(start, line.lastIndexOf(QLatin1Char('"')) - start);
    const auto back = core::parseEscapes(quoted.toStdString());
    QVERIFY(back);
    QCOMPARE(QByteArray(reinterpret_cast<const char*>(back->data()), static_cast<qsizetype>(back->size())), bytes);
}

void TestLogForeignBytes::socketNames()
{
    sockaddr_un name{};
    name.sun_family = AF_UNIX;
    const std::string_view path = "/tmp/\xe2\x80\xae\x1b[31m\n\xff";
    std::copy(path.begin(), path.end(), name.sun_path);
    const auto size = offsetof(sockaddr_un, sun_path) + path.size() + 1;
    const auto bytes = std::as_bytes(std::span(&name, 1)).first(size);
    PanelFixture f;
    f.feed.append(EventMaker::batch({f.maker.call(Call::Bind, Side::Server, 0, 7, 0, 0, bytes),
                                     f.maker.call(Call::Connect, Side::Client, 2, 9, 0, 0, bytes)}));
    for (int row = 0; row < 2; ++row) {
        for (int column = 0; column < LogModel::ColumnCount; ++column) {
            const QString bad = firstInvisible(f.model().index(row, column).data().toString());
            QVERIFY2(bad.isEmpty(), qPrintable(bad));
        }
    }
}

void TestLogForeignBytes::notesOfBookmarks()
{
    EventMaker maker;
    widgets::EventFeed feed({.events = 10, .payloadBytes = 1 << 10});
    widgets::Bookmarks bookmarks(feed);
    feed.append(maker.calls(2));
    bookmarks.setList({{1, QStringLiteral("a\u202eb\nc\x1b\u2028言葉")}});
    QCOMPARE(bookmarks.note(1), QStringLiteral("abc言葉"));
    bookmarks.toggle(2);
    bookmarks.setNote(2, QStringLiteral("x\ty\u2066"));
    QCOMPARE(bookmarks.note(2), QStringLiteral("xy"));
}

GUI_TEST(TestLogForeignBytes)
#include "tst_log_foreign_bytes.moc"
