// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/moving/place_text.h"

#include <QRegularExpression>
#include <cmath>

namespace widgets {

namespace {

constexpr double kMostNs = 9e18; // what still fits into 64 bits

struct Unit
{
    const char* name;
    double ns;
};

constexpr Unit kUnits[] = {{"ns", 1},  {"us", 1e3}, {"\u00b5s", 1e3},  {"\u03bcs", 1e3}, {"ms", 1e6},
                           {"s", 1e9}, {"", 1e9},   {"min", 60 * 1e9}, {"h", 3600 * 1e9}};

std::optional<std::int64_t> nanoseconds(const QString& value, const QString& unit)
{
    for (const Unit& known : kUnits) {
        if (unit.compare(QString::fromUtf8(known.name), Qt::CaseInsensitive) != 0)
            continue;
        const double ns = std::round(value.toDouble() * known.ns);
        return ns < kMostNs ? std::optional(static_cast<std::int64_t>(ns)) : std::nullopt;
    }
    return std::nullopt;
}

std::optional<Place> parseNumber(const QString& digits)
{
    bool fits = false;
    const quint64 number = digits.toULongLong(&fits);
    return fits ? std::optional(Place{Place::Kind::Number, number, 0}) : std::nullopt;
}

std::optional<Place> parseTimeOfDay(const QRegularExpressionMatch& match)
{
    const int hours = match.captured(1).toInt();
    const int minutes = match.captured(2).toInt();
    const double seconds = match.captured(3).toDouble();
    if (hours > 23 || minutes > 59 || seconds >= 60)
        return std::nullopt;
    const std::int64_t whole = std::int64_t{hours} * 3600 + minutes * 60;
    return Place{Place::Kind::TimeOfDay, 0, whole * 1'000'000'000 + std::llround(seconds * 1e9)};
}

} // namespace

std::optional<Place> parsePlace(const QString& text)
{
    static const QRegularExpression numberForm(QStringLiteral(R"(^#?\s*(\d{1,20})$)"));
    static const QRegularExpression dayForm(QStringLiteral(R"(^(\d{1,2}):(\d{2})(?::(\d{2}(?:\.\d{0,9})?))?$)"));
    static const QRegularExpression timeForm(
        QStringLiteral("^([-\u2212]?)(\\d{1,15}(?:\\.\\d{0,15})?|\\.\\d{1,15})\\s*([a-z\u00b5\u03bc]*)$"),
        QRegularExpression::CaseInsensitiveOption);
    const QString typed = text.trimmed();
    if (const auto match = numberForm.match(typed); match.hasMatch())
        return parseNumber(match.captured(1));
    if (const auto match = dayForm.match(typed); match.hasMatch())
        return parseTimeOfDay(match);
    const auto match = timeForm.match(typed);
    if (!match.hasMatch())
        return std::nullopt;
    const std::optional<std::int64_t> ns = nanoseconds(match.captured(2), match.captured(3));
    if (!ns)
        return std::nullopt;
    return Place{match.captured(1).isEmpty() ? Place::Kind::SinceStart : Place::Kind::BeforeEnd, 0, *ns};
}

} // namespace widgets
