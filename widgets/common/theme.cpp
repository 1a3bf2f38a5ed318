// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/theme.h"

#include "widgets/common/flat_style.h"

#include <QApplication>
#include <QFontDatabase>
#include <array>

namespace widgets {

namespace {

struct Pair
{
    QRgb light;
    QRgb dark;
};

// In the order of enum Role. Text roles have a contrast of at least 4.5:1 on Card and on their tint.
constexpr std::array kColors{
    Pair{0xffb2480a, 0xffff9a5c}, // Server
    Pair{0xff0a5ea8, 0xff6cb6ff}, // Client
    Pair{0xffa8125c, 0xffff85c0}, // Error
    Pair{0xff475060, 0xffc4cbd6}, // Neutral
    Pair{0xff667085, 0xff9aa4b4}, // Muted
    Pair{0xffffffff, 0xff1d2128}, // Card
    Pair{0xffd0d5dd, 0xff3a414d}, // CardBorder
    Pair{0xffaab2bf, 0xff5b6575}, // FieldBorder
    Pair{0xfff7f8fa, 0xff252a33}, // Header
    Pair{0xfffff1e6, 0xff3d2617}, // ServerTint
    Pair{0xffe6f1fb, 0xff14304a}, // ClientTint
    Pair{0xfffdeaf3, 0xff42182f}, // ErrorTint
    Pair{0xffeef2f7, 0xff2b313b}, // HoverTint
    Pair{0xffffe79a, 0xff544400}, // HitTint
};
static_assert(kColors.size() == static_cast<std::size_t>(Role::HitTint) + 1, "a Role has no colours");

QPalette makePalette(bool dark)
{
    QPalette palette;
    const auto set = [&palette](QPalette::ColorRole role, QRgb value) {
        palette.setColor(role, QColor::fromRgb(value));
    };
    set(QPalette::Window, dark ? 0xff14171c : 0xffeef0f4);
    set(QPalette::WindowText, dark ? 0xffe6e9ef : 0xff1c2430);
    set(QPalette::Base, dark ? 0xff1d2128 : 0xffffffff);
    set(QPalette::AlternateBase, dark ? 0xff22272f : 0xfff7f8fa);
    set(QPalette::Text, dark ? 0xffe6e9ef : 0xff1c2430);
    set(QPalette::Button, dark ? 0xff2a303a : 0xfff3f5f8);
    set(QPalette::ButtonText, dark ? 0xffe6e9ef : 0xff1c2430);
    set(QPalette::BrightText, 0xffffffff);
    set(QPalette::PlaceholderText, dark ? 0xff8f99a9 : 0xff6d7686);
    set(QPalette::Highlight, dark ? 0xff2f6ea8 : 0xff0a5ea8);
    set(QPalette::HighlightedText, 0xffffffff);
    set(QPalette::Link, dark ? 0xff6cb6ff : 0xff0a5ea8);
    set(QPalette::ToolTipBase, dark ? 0xff2a303a : 0xffffffff);
    set(QPalette::ToolTipText, dark ? 0xffe6e9ef : 0xff1c2430);
    const QColor disabled = QColor::fromRgb(dark ? 0xff737c8a : 0xff8a93a1);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, disabled);
    return palette;
}

} // namespace

bool isDark(const QPalette& palette)
{
    return palette.color(QPalette::WindowText).lightness() > palette.color(QPalette::Window).lightness();
}

QColor color(Role role, const QPalette& palette)
{
    const Pair& pair = kColors[static_cast<std::size_t>(role)];
    return QColor::fromRgb(isDark(palette) ? pair.dark : pair.light);
}

QColor sideColor(core::Side side, const QPalette& palette)
{
    return color(side == core::Side::Server ? Role::Server : Role::Client, palette);
}

QColor sideTint(core::Side side, const QPalette& palette)
{
    return color(side == core::Side::Server ? Role::ServerTint : Role::ClientTint, palette);
}

QFont monospaceFont()
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPointSizeF(QApplication::font().pointSizeF());
    return font;
}

void applyTheme(QApplication& application, bool dark)
{
    application.setStyle(new FlatStyle);
    application.setPalette(makePalette(dark));
}

} // namespace widgets
