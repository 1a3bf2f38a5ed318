// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes as hex and text.
#include "tests/support/test_class.h"
#include "widgets/log/hex_view.h"

#include <QClipboard>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QImage>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QSignalSpy>
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
    void selectsWithKeys();
    void selectsWithTheMouse();
    void copiesWhatIsSelected();
    void goesTo();
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
    QCOMPARE(view.cursor(), static_cast<std::size_t>(bar->pageStep()) * 16);
    QTest::keyClick(&view, Qt::Key_Up); // the line above the first one in sight
    QCOMPARE(bar->value(), bar->pageStep() - 1);
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

void TestHexView::selectsWithKeys()
{
    const std::vector<std::byte> bytes = counting(40);
    HexView view;
    view.resize(900, 200);
    view.show();
    view.setBytes(bytes);
    QSignalSpy changed(&view, &HexView::selectionChanged);
    const HexView::Range none{0, 0};
    QCOMPARE(view.selection(), none);
    QTest::keyClick(&view, Qt::Key_Right);
    QTest::keyClick(&view, Qt::Key_Right, Qt::ShiftModifier);
    QTest::keyClick(&view, Qt::Key_Down, Qt::ShiftModifier);
    const HexView::Range three{1, 19};
    QCOMPARE(view.selection(), three);
    QTest::keyClick(&view, Qt::Key_Home, Qt::ShiftModifier);
    const HexView::Range first{0, 2};
    QCOMPARE(view.selection(), first);
    QTest::keyClick(&view, Qt::Key_End);
    QCOMPARE(view.cursor(), std::size_t{39});
    QTest::keyClick(&view, Qt::Key_Right);
    QTest::keyClick(&view, Qt::Key_Down); // there is nothing below
    QCOMPARE(view.cursor(), std::size_t{39});
    QTest::keyClick(&view, Qt::Key_A, Qt::ControlModifier);
    const HexView::Range all{0, 40};
    QCOMPARE(view.selection(), all);
    QVERIFY(changed.count() >= 8);
    QVERIFY(view.accessibleDescription().contains(QStringLiteral("0 to 39")));
}

void TestHexView::selectsWithTheMouse()
{
    const std::vector<std::byte> bytes = counting(64);
    HexView view;
    view.resize(900, 200);
    view.show();
    view.setBytes(bytes);
    // A column of hex is three characters wide, one of text is one; the offset takes ten.
    const QFontMetrics metrics(view.font());
    const int character = metrics.horizontalAdvance(QLatin1Char('0'));
    const int line = metrics.lineSpacing() + 2;
    const auto hex = [&](int column, int row) {
        return QPoint(6 + (10 + 3 * column) * character + character / 2, row * line + line / 2);
    };
    const auto text = [&](int column, int row) {
        return QPoint(6 + (10 + 47 + 2 + column) * character + character / 2, row * line + line / 2);
    };
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, hex(3, 1));
    QCOMPARE(view.cursor(), std::size_t{19});
    QTest::mouseClick(view.viewport(), Qt::LeftButton, Qt::ShiftModifier, text(5, 1));
    const HexView::Range range{19, 22};
    QCOMPARE(view.selection(), range);
    QTest::mousePress(view.viewport(), Qt::LeftButton, {}, text(0, 0));
    QMouseEvent move(QEvent::MouseMove, hex(15, 2), view.viewport()->mapToGlobal(hex(15, 2)), Qt::NoButton,
                     Qt::LeftButton, {});
    QCoreApplication::sendEvent(view.viewport(), &move);
    const HexView::Range dragged{0, 48};
    QCOMPARE(view.selection(), dragged);

    const QImage selected = view.grab().toImage();
    view.goTo(0);
    QVERIFY(view.grab().toImage() != selected);
}

void TestHexView::copiesWhatIsSelected()
{
    const std::string_view text("Hello!\n");
    HexView view;
    view.resize(900, 200);
    view.show();
    view.setBytes(std::as_bytes(std::span(text)));
    view.select({4, 7});
    QMenu menu;
    view.addCopyActions(menu);
    const QStringList expected{QStringLiteral("6f 21 0a"),
                               {},
                               QStringLiteral("o!\\n"),
                               QStringLiteral("const unsigned char bytes[3] = {\n    0x6f, 0x21, 0x0a,\n};\n")};
    QCOMPARE(menu.actions().size(), 4);
    for (int i : {0, 2, 3}) {
        menu.actions().at(i)->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), expected[i]);
    }
    QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), expected[0]);
    view.goTo(0); // nothing is selected: all
    menu.actions().at(0)->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("48 65 6c 6c 6f 21 0a"));
}

void TestHexView::goesTo()
{
    const std::vector<std::byte> bytes = counting(std::size_t{1} << 20);
    HexView view;
    view.resize(900, 200);
    view.show();
    view.setBytes(bytes);
    view.goTo(0x8000);
    QCOMPARE(view.cursor(), std::size_t{0x8000});
    const int line = 0x8000 / 16;
    const QScrollBar* bar = view.verticalScrollBar();
    QVERIFY(bar->value() <= line && line < bar->value() + bar->pageStep());
    view.goTo(bytes.size() + 5);
    QCOMPARE(view.cursor(), bytes.size() - 1);
    view.select({10, 10}); // none
    QCOMPARE(view.cursor(), bytes.size() - 1);
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

GUI_TEST(TestHexView)
#include "tst_hex_view.moc"
