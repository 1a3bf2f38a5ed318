// SPDX-License-Identifier: GPL-3.0-or-later
// The icons are in the program, can be drawn, and can be seen on light and dark backgrounds.
#include "tests/support/test_class.h"

#include <QDirIterator>
#include <QIcon>
#include <QImage>
#include <QtTest>

#include <algorithm>
#include <array>
#include <cmath>

namespace {

// Relative luminance, WCAG 2.1.
double luminance(const QColor& color)
{
    const auto linear = [](double channel) {
        return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double contrast(const QColor& a, const QColor& b)
{
    const auto [low, high] = std::minmax({luminance(a), luminance(b)});
    return (high + 0.05) / (low + 0.05);
}

} // namespace

class TestIcons : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void shipped_data();
    void shipped();
    void everyIconReadsOnLightAndDark();
    void applicationIcon();
};

void TestIcons::shipped_data()
{
    QTest::addColumn<QString>("name");
    for (const char* name : {"start", "stop", "connect", "disconnect", "demo", "clear", "copy", "follow", "pause",
                             "add", "close", "filter"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestIcons::shipped()
{
    QFETCH(QString, name);
    const QString path = QStringLiteral(":/icons/%1.svg").arg(name);
    QVERIFY2(QFile::exists(path), qPrintable(path));
    for (const int size : {16, 24, 32})
        QVERIFY(!QIcon(path).pixmap(size, size).isNull());
}

void TestIcons::everyIconReadsOnLightAndDark()
{
    // Non-text contrast: at least 3:1 (WCAG 2.1, 1.4.11) on the buttons and panels of both palettes.
    const std::array backgrounds{QColor::fromRgb(0xffffffff), QColor::fromRgb(0xfff3f5f8), QColor::fromRgb(0xff1d2128),
                                 QColor::fromRgb(0xff2a303a)};
    int icons = 0;
    QDirIterator files(QStringLiteral(":/icons"));
    while (files.hasNext()) {
        const QString path = files.next();
        const QImage image = QIcon(path).pixmap(64, 64).toImage().convertToFormat(QImage::Format_ARGB32);
        int opaque = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                const QColor pixel = image.pixelColor(x, y);
                if (pixel.alpha() != 255)
                    continue;
                ++opaque;
                for (const QColor& background : backgrounds)
                    QVERIFY2(contrast(pixel, background) >= 3.0, qPrintable(path + pixel.name() + background.name()));
            }
        }
        QVERIFY2(opaque > 100, qPrintable(path));
        ++icons;
    }
    QVERIFY(icons >= 12);
}

void TestIcons::applicationIcon()
{
    QVERIFY(!QIcon(QStringLiteral(":/socket-playground.svg")).pixmap(128, 128).isNull());
}

GUI_TEST(TestIcons)
#include "tst_icons.moc"
