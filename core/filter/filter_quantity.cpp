// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/filter/filter_quantity.h"

#include "core/filter/ascii_case.h"
#include "core/text/translatable.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <optional>
#include <span>

namespace core {
namespace {

constexpr const char* kNoNumber = CORE_TR("\"%1\" is no number.");
constexpr const char* kTooLarge = CORE_TR("The number \"%1\" is too large.");
constexpr const char* kNoTimeUnit = CORE_TR("\"%1\" needs a unit of time.");
constexpr const char* kNoSizeUnit = CORE_TR("\"%1\" does not end with a unit of size.");

struct Unit
{
    std::string_view name;
    std::int64_t factor;
};

constexpr std::array kTimeUnits{
    Unit{"s", 1'000'000'000},    Unit{"ms", 1'000'000},        Unit{"us", 1'000}, Unit{"ns", 1},
    Unit{"\u00b5s", 1'000},      Unit{"\u03bcs", 1'000}, // micro sign, Greek letter
    Unit{"min", 60'000'000'000}, Unit{"h", 3'600'000'000'000},
};
constexpr std::size_t kPrintedTimeUnits = 4; // the first ones, from large to small

constexpr std::array kSizeUnits{
    Unit{"GiB", std::int64_t{1} << 30},
    Unit{"MiB", 1 << 20},
    Unit{"KiB", 1 << 10},
    Unit{"B", 1},
    Unit{"kB", 1'000},
    Unit{"MB", 1'000'000},
    Unit{"GB", 1'000'000'000},
};
constexpr std::size_t kPrintedSizeUnits = 3;

constexpr bool isDigit(char c) noexcept
{
    return c >= '0' && c <= '9';
}

std::int64_t powerOfTen(std::size_t exponent)
{
    std::int64_t power = 1;
    while (exponent-- > 0)
        power *= 10;
    return power;
}

/// A number with decimals and what stands after it.
struct Amount
{
    bool negative = false;
    std::int64_t whole = 0;
    std::string_view decimals; // digits, at most kMaxDecimals of them
    std::string_view rest;

    static constexpr std::size_t kMaxDecimals = 9;
};

tl::expected<Amount, QuantityProblem> readAmount(std::string_view text)
{
    Amount amount;
    amount.negative = text.starts_with('-');
    text.remove_prefix(amount.negative ? 1 : 0);
    if (text.empty() || !isDigit(text.front()))
        return tl::unexpected(kNoNumber);
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), amount.whole);
    if (error != std::errc())
        return tl::unexpected(kTooLarge);
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    if (text.size() >= 2 && text[0] == '.' && isDigit(text[1])) {
        std::size_t stop = 1;
        while (stop < text.size() && isDigit(text[stop]))
            ++stop;
        amount.decimals = text.substr(1, std::min(stop - 1, Amount::kMaxDecimals));
        text.remove_prefix(stop);
    }
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
    amount.rest = text;
    return amount;
}

std::optional<std::int64_t> factorOf(std::string_view unit, std::span<const Unit> units)
{
    for (const Unit& known : units) {
        if (equalsAnyCase(known.name, unit))
            return known.factor;
    }
    return std::nullopt;
}

tl::expected<std::int64_t, QuantityProblem> inUnits(const Amount& amount, std::int64_t factor)
{
    constexpr std::int64_t kMax = std::numeric_limits<std::int64_t>::max();
    std::int64_t decimals = 0;
    std::from_chars(amount.decimals.data(), amount.decimals.data() + amount.decimals.size(), decimals);
    std::int64_t power = powerOfTen(amount.decimals.size());
    std::int64_t scaled = factor;
    while (power > 1 && scaled % 10 == 0) { // so that the product below stays under 2^61 for every unit
        power /= 10;
        scaled /= 10;
    }
    const std::int64_t fraction = decimals * scaled / power;
    if (amount.whole > (kMax - fraction) / factor)
        return tl::unexpected(kTooLarge);
    const std::int64_t sum = amount.whole * factor + fraction;
    return amount.negative ? -sum : sum;
}

} // namespace

tl::expected<std::int64_t, QuantityProblem> parseDuration(std::string_view text, bool bareSeconds)
{
    const auto amount = readAmount(text);
    if (!amount)
        return tl::unexpected(amount.error());
    if (amount->rest.empty()) {
        const bool isZero = amount->whole == 0 && amount->decimals.find_first_not_of('0') == std::string_view::npos;
        if (!bareSeconds && !isZero)
            return tl::unexpected(kNoTimeUnit);
        return inUnits(*amount, kTimeUnits[0].factor);
    }
    const auto factor = factorOf(amount->rest, kTimeUnits);
    return factor ? inUnits(*amount, *factor) : tl::unexpected(kNoTimeUnit);
}

tl::expected<std::int64_t, QuantityProblem> parseSize(std::string_view text)
{
    const auto amount = readAmount(text);
    if (!amount)
        return tl::unexpected(amount.error());
    const auto factor = amount->rest.empty() ? std::optional<std::int64_t>(1) : factorOf(amount->rest, kSizeUnits);
    return factor ? inUnits(*amount, *factor) : tl::unexpected(kNoSizeUnit);
}

tl::expected<std::int64_t, QuantityProblem> parseWhole(std::string_view text)
{
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error == std::errc::result_out_of_range)
        return tl::unexpected(kTooLarge);
    if (error != std::errc() || end != text.data() + text.size())
        return tl::unexpected(kNoNumber);
    return number;
}

std::string quantityOfDuration(std::int64_t nanoseconds)
{
    if (nanoseconds == 0)
        return "0s";
    const bool negative = nanoseconds < 0;
    const std::uint64_t size =
        negative ? std::uint64_t{0} - static_cast<std::uint64_t>(nanoseconds) : static_cast<std::uint64_t>(nanoseconds);
    const Unit* unit = kTimeUnits.data();
    while (unit != kTimeUnits.data() + kPrintedTimeUnits - 1 && size < static_cast<std::uint64_t>(unit->factor))
        ++unit;
    const auto factor = static_cast<std::uint64_t>(unit->factor);
    std::string text = (negative ? "-" : "") + std::to_string(size / factor);
    if (size % factor != 0) {
        const std::string padded = std::to_string(factor + size % factor); // "1" and all decimals
        text += '.' + padded.substr(1, padded.find_last_not_of('0'));
    }
    return text.append(unit->name);
}

std::string quantityOfSize(std::int64_t bytes)
{
    for (const Unit& unit : std::span(kSizeUnits).first(kPrintedSizeUnits)) {
        if (bytes != 0 && bytes % unit.factor == 0)
            return std::to_string(bytes / unit.factor).append(unit.name);
    }
    return std::to_string(bytes);
}

} // namespace core
