// SPDX-License-Identifier: GPL-3.0-or-later
// Card, badge, side mark, coloured buttons and symbols: sizes, names, and that they are drawn in the right colours.
#include "tests/support/test_class.h"
#include "widgets/common/accent_button.h"
#include "widgets/common/card.h"
#include "widgets/common/side_mark.h"
#include "widgets/common/state_badge.h"
#include "widgets/common/symbols.h"
#include "widgets/common/theme.h"

#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QSignalSpy>
#include <QVBoxLayout>
#include <QtTest>

using namespace widgets;

namespace {

int pixelsOf(const QImage& image, const QColor& wanted)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            count += image.pixelColor(x, y).rgb() == wanted.rgb() ? 1 : 0;
    }
    return count;
}

} // namespace

class TestCard : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { applyTheme(*qApp, false); }
    void badgeName();
    void badgeSizes();
    void badgeColours_data();
    void badgeColours();
    void badgeElides();
    void card();
    void cardStripe_data();
    void cardStripe();
    void sideLetters();
    void accentButton_data();
    void accentButton();
    void symbols_data();
    void symbols();
    void plainButtonIsFlat_data();
    void plainButtonIsFlat();
};

void TestCard::badgeName()
{
    StateBadge badge(core::Side::Server);
    badge.setText(QStringLiteral("LISTEN"));
    QCOMPARE(badge.accessibleName(), QStringLiteral("LISTEN"));
    badge.setSubject(QStringLiteral("State of the server"));
    QCOMPARE(badge.accessibleName(), QStringLiteral("State of the server: LISTEN"));
    badge.setText(QStringLiteral("CLOSED"));
    QCOMPARE(badge.accessibleName(), QStringLiteral("State of the server: CLOSED"));
}

void TestCard::badgeSizes()
{
    StateBadge badge(core::Side::Client);
    badge.setText(QStringLiteral("LISTEN"));
    const int narrow = badge.sizeHint().width();
    badge.setText(QStringLiteral("ESTABLISHED"));
    QVERIFY(badge.sizeHint().width() > narrow);
    QFont big = badge.font();
    big.setPointSizeF(big.pointSizeF() * 2);
    const QSize before = badge.sizeHint();
    badge.setFont(big);
    QVERIFY(badge.sizeHint().height() > before.height());
}

void TestCard::badgeColours_data()
{
    QTest::addColumn<bool>("dark");
    QTest::addColumn<bool>("server");
    QTest::addColumn<bool>("filled");
    for (const bool dark : {false, true}) {
        for (const bool server : {false, true}) {
            for (const bool filled : {false, true})
                QTest::addRow("%s %s %s", dark ? "dark" : "light", server ? "server" : "client",
                              filled ? "filled" : "outline")
                    << dark << server << filled;
        }
    }
}

void TestCard::badgeColours()
{
    QFETCH(bool, dark);
    QFETCH(bool, server);
    QFETCH(bool, filled);
    applyTheme(*qApp, dark);
    const core::Side side = server ? core::Side::Server : core::Side::Client;
    StateBadge badge(side);
    badge.setStyle({side, filled, false});
    badge.setText(QStringLiteral("ESTABLISHED"));
    badge.resize(badge.sizeHint());
    const QImage image = badge.grab().toImage();
    const QColor paper = filled ? sideColor(side, qApp->palette()) : sideTint(side, qApp->palette());
    QVERIFY2(pixelsOf(image, paper) * 3 > image.width() * image.height(), "the pill has not the colour of its side");
}

void TestCard::badgeElides()
{
    QImage image(40, 20, QImage::Format_ARGB32);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    paintBadge(painter, QRect(0, 0, 20, 20), QStringLiteral("ESTABLISHED"), {core::Side::Server, true, false},
               badgeFont(qApp->font()), qApp->palette());
    painter.end();
    for (int y = 0; y < 20; ++y)
        QCOMPARE(image.pixelColor(30, y).alpha(), 0); // nothing outside the room it was given
}

void TestCard::card()
{
    Card card(QStringLiteral("Server"), core::Side::Server);
    card.body()->addWidget(new QLabel(QStringLiteral("content"), &card));
    QVERIFY(card.badge()->isHidden());
    const int without = card.sizeHint().height();
    card.setBadgeText(QStringLiteral("LISTEN"));
    QVERIFY(!card.badge()->isHidden());
    QCOMPARE(card.sizeHint().height(), without); // the header does not jump
    card.setSecondaryText(QStringLiteral("fd 7"));
    QCOMPARE(card.secondaryText(), QStringLiteral("fd 7"));
    QVERIFY(card.findChild<SideMark*>());
    card.setBadgeText({});
    QVERIFY(card.badge()->isHidden());
    Card neutral(QStringLiteral("The wire"), std::nullopt);
    QVERIFY(!neutral.findChild<SideMark*>());
}

void TestCard::cardStripe_data()
{
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

void TestCard::cardStripe()
{
    QFETCH(bool, dark);
    applyTheme(*qApp, dark);
    for (const auto side : {core::Side::Server, core::Side::Client}) {
        Card card(QStringLiteral("x"), side);
        card.resize(200, 120);
        const QImage image = card.grab().toImage();
        QCOMPARE(image.pixelColor(1, 14).rgb(), sideColor(side, qApp->palette()).rgb());
        QCOMPARE(image.pixelColor(100, 100).rgb(), color(Role::Card, qApp->palette()).rgb());
        QCOMPARE(image.pixelColor(100, 4).rgb(), color(Role::Header, qApp->palette()).rgb());
    }
}

void TestCard::sideLetters()
{
    QCOMPARE(sideLetter(core::Side::Server), QStringLiteral("S"));
    QCOMPARE(sideLetter(core::Side::Client), QStringLiteral("C"));
}

void TestCard::accentButton_data()
{
    cardStripe_data();
}

void TestCard::accentButton()
{
    QFETCH(bool, dark);
    applyTheme(*qApp, dark);
    for (const auto style : {AccentButton::Style::Outline, AccentButton::Style::Filled}) {
        AccentButton button(QStringLiteral("&Send"), core::Side::Client, style);
        button.setSymbol(Symbol::Send);
        button.resize(button.sizeHint());
        QSignalSpy clicked(&button, &QPushButton::clicked);
        const QColor paper = style == AccentButton::Style::Filled ? sideColor(core::Side::Client, qApp->palette())
                                                                  : sideTint(core::Side::Client, qApp->palette());
        const QImage enabled = button.grab().toImage();
        QVERIFY(pixelsOf(enabled, paper) * 3 > enabled.width() * enabled.height());
        QTest::mouseClick(&button, Qt::LeftButton);
        QTest::keyClick(&button, Qt::Key_Space);
        QCOMPARE(clicked.count(), 2);
        button.setEnabled(false);
        const QImage disabled = button.grab().toImage();
        QVERIFY(pixelsOf(disabled, paper) * 3 < disabled.width() * disabled.height());
    }
}

void TestCard::symbols_data()
{
    QTest::addColumn<int>("symbol");
    for (int symbol = 0; symbol <= static_cast<int>(Symbol::Close); ++symbol)
        QTest::addRow("%d", symbol) << symbol;
}

void TestCard::symbols()
{
    QFETCH(int, symbol);
    const QIcon icon = symbolIcon(static_cast<Symbol>(symbol), Role::Server);
    for (const bool dark : {false, true}) { // the same icon: it takes its colour when it is painted
        applyTheme(*qApp, dark);
        const QImage image = icon.pixmap(32, 32).toImage();
        QVERIFY(pixelsOf(image, color(Role::Server, qApp->palette())) > 30);
    }
}

void TestCard::plainButtonIsFlat_data()
{
    cardStripe_data();
}

void TestCard::plainButtonIsFlat()
{
    QFETCH(bool, dark);
    applyTheme(*qApp, dark);
    QPushButton button;
    button.resize(80, 28);
    const QImage image = button.grab().toImage();
    for (int y = 3; y < 25; ++y)
        QCOMPARE(image.pixelColor(40, y).rgb(), qApp->palette().color(QPalette::Button).rgb());
    button.setEnabled(false);
    QCOMPARE(button.grab().toImage().pixelColor(40, 14).rgb(), color(Role::Card, qApp->palette()).rgb());
}

GUI_TEST(TestCard)
#include "tst_card.moc"
