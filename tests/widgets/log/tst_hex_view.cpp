// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes as hex and text.
#include "widgets/log/hex_view.h"

#include <QClipboard>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QImage>
#include <QPainter>
#include <QScrollBar>
#include <QTest>
#include <vector>

using widgets::HexView;

namespace {

std::vector<std::byte> counting(std::size_t size)
{
    std::vector<std::byte> bytes(size);
    for (std::size_t i = 0; i < size; ++i)
        bytes[i] = static_cast<std::byte>(i & 0xff);
    return bytes;
}

} // namespace

class TestHexView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsHexAndText();
    void breaksLinesByWidth();
    void scrollsThroughAMebibyte();
    void huge();
    void copies();
    void copiesAtMostAMebibyte();
    void empty();
};

void TestHexView::showsHexAndText()
{
    const std::string_view text("Hello!\n\x1b[0m \xc3\xa9");
    HexView view;
    view.resize(900, 200);
    view.show();
    view.setBytes(std::as_bytes(std::span(text)));
    QCOMPARE(view.bytesPerLine(), 16);
    QCOMPARE(view.lineCount(), 1);
    QCOMPARE(view.line(0), QStringLiteral("00000000  48 65 6c 6c 6f 21 0a 1b 5b 30 6d 20 c3 a9        Hello!··[0m ··"));
}

void TestHexView::breaksLinesByWidth()
{
    const std::vector<std::byte> bytes = counting(64);
    HexView view;
    view.setBytes(bytes);
    view.resize(900, 200);
    view.show();
    QCOMPARE(view.bytesPerLine(), 16);
    QCOMPARE(view.lineCount(), 4);
    const int needed = view.sizeHint().width();
    view.resize(needed, 200);
    QCOMPARE(view.bytesPerLine(), 8);
    QCOMPARE(view.lineCount(), 8);
    QVERIFY(view.line(7).startsWith(QStringLiteral("00000038  38 39 3a")));
    view.resize(50, 200);
    QCOMPARE(view.bytesPerLine(), 4);
}

void TestHexView::scrollsThroughAMebibyte()
{
    const std::vector<std::byte> bytes = counting(std::size_t{1} << 20);
    HexView view;
    view.resize(900, 200);
    view.show();
    view.setBytes(bytes);
    QCOMPARE(view.lineCount(), 65536);
    QScrollBar* bar = view.verticalScrollBar();
    QTest::keyClick(&view, Qt::Key_End);
    QCOMPARE(bar->value(), bar->maximum());
    QCOMPARE(bar->maximum() + bar->pageStep(), 65536);
    QVERIFY(view.line(65535).startsWith(QStringLiteral("000ffff0  f0 f1")));
    QTest::keyClick(&view, Qt::Key_Home);
    QCOMPARE(bar->value(), 0);
    QTest::keyClick(&view, Qt::Key_PageDown);
    QCOMPARE(bar->value(), bar->pageStep());
    QTest::keyClick(&view, Qt::Key_Down);
    QCOMPARE(bar->value(), bar->pageStep() + 1);
    view.setBytes(std::span(bytes).first(10));
    QCOMPARE(bar->value(), 0);
    QCOMPARE(bar->maximum(), 0);
}

void TestHexView::huge()
{
    // Only the lines in sight may be touched: this memory is promised, but never read as a whole.
    const std::size_t size = std::size_t{1} << 30;
    const std::unique_ptr<std::byte[]> memory(new std::byte[size]);
    std::fill_n(memory.get(), 4096, std::byte{0x41});
    std::fill_n(memory.get() + size - 4096, 4096, std::byte{0x42});
    QElapsedTimer timer;
    timer.start();
    HexView view;
    view.resize(900, 200);
    view.show();
    view.setBytes({memory.get(), size});
    QCOMPARE(view.lineCount(), 1 << 26);
    const QImage first = view.grab().toImage();
    view.verticalScrollBar()->setValue(view.verticalScrollBar()->maximum());
    const QImage last = view.grab().toImage();
    QVERIFY(first != last);
    QVERIFY(view.line((1 << 26) - 1).startsWith(QStringLiteral("3ffffff0  42 42")));
    QVERIFY2(timer.elapsed() < 5000, "as long as if every line was drawn");
}

void TestHexView::copies()
{
    const std::string_view text("Hi\n");
    HexView view;
    view.resize(900, 200);
    view.show();
    view.setBytes(std::as_bytes(std::span(text)));
    QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), view.dump());
    QVERIFY(view.dump().contains(QStringLiteral("48 69 0a")));
    QCOMPARE(view.text(), QStringLiteral("Hi\\n"));
}

void TestHexView::copiesAtMostAMebibyte()
{
    const std::vector<std::byte> bytes = counting(HexView::kMaxCopied + 100);
    HexView view;
    view.setBytes(bytes);
    QCOMPARE(view.dump().count(QLatin1Char('\n')), qsizetype{65536});
}

void TestHexView::empty()
{
    HexView view;
    view.resize(300, 100);
    view.show();
    view.clear();
    QCOMPARE(view.lineCount(), 0);
    QCOMPARE(view.dump(), QString());
    QVERIFY(!view.grab().isNull());
}

QTEST_MAIN(TestHexView)
#include "tst_hex_view.moc"
