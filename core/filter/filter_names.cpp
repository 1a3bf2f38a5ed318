// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/filter/filter_names.h"

#include "core/event/event.h"
#include "core/filter/ascii_case.h"
#include "core/text/event_text.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <numeric>
#include <utility>
#include <vector>

namespace core {
namespace {

using Names = std::vector<FilterName>;

template <class Enum>
Names namesUpTo(Enum first, Enum last, std::string_view (*name)(Enum))
{
    Names names;
    for (auto value = static_cast<std::int64_t>(first); value <= static_cast<std::int64_t>(last); ++value)
        names.push_back({std::string(name(static_cast<Enum>(value))), value});
    return names;
}

Names errnoNames()
{
    constexpr int kLast = 133; // EHWPOISON (errno(3)); what is larger never leaves the kernel
    Names names{{"any", kAnyErrno}, {"none", 0}};
    for (int error = 1; error <= kLast; ++error) {
        if (const char* name = ::strerrorname_np(error))
            names.push_back({name, error});
    }
    names.insert(names.end(), {{"EWOULDBLOCK", EWOULDBLOCK}, {"ENOTSUP", ENOTSUP}, {"EDEADLOCK", EDEADLOCK}});
    return names;
}

Names makeNames(FilterKey key)
{
    switch (key) {
    case FilterKey::Kind:
        return namesUpTo(EventKind::Call, EventKind::Note, kindName);
    case FilterKey::Side:
        return namesUpTo(Side::Server, Side::Client, sideName);
    case FilterKey::Source:
        return namesUpTo(Source::Call, Source::Inferred, sourceName);
    case FilterKey::State:
    case FilterKey::From:
    case FilterKey::To:
        return namesUpTo(TcpState::Established, TcpState::Closing, stateName);
    case FilterKey::Call:
        return namesUpTo(
            Call::Socket, static_cast<Call>(kCalls.size() - 1),
            +[](Call call) -> std::string_view { return callInfo(call).name; });
    case FilterKey::Errno:
        return errnoNames();
    case FilterKey::Is:
        return {{"error", static_cast<std::int64_t>(EventMark::Error)},
                {"waiting", static_cast<std::int64_t>(EventMark::Waiting)}};
    default:
        return {};
    }
}

constexpr char folded(char c) noexcept
{
    return c == '-' ? '_' : foldAscii(c);
}

bool isSameName(std::string_view a, std::string_view b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return folded(x) == folded(y); });
}

/// How many letters must be changed, added or left out to make one of the other (Levenshtein).
std::size_t distance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i + 1);
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t changed = diagonal + (folded(a[i]) == folded(b[j]) ? 0 : 1);
            diagonal = std::exchange(row[j + 1], std::min({changed, row[j] + 1, row[j + 1] + 1}));
        }
    }
    return row.back();
}

/// Keeps the name that is closest to what was written.
class Nearest
{
public:
    explicit Nearest(std::string_view written) : m_written(written), m_best(1 + mostChanges(written.size())) {}

    void offer(std::string_view name)
    {
        const std::size_t far = m_best == 1 ? m_best : distance(m_written, name);
        if (far >= m_best)
            return;
        m_best = far;
        m_name = name;
    }
    std::string name() const { return m_name; }

private:
    /// That are still a slip of the pen.
    static std::size_t mostChanges(std::size_t letters)
    {
        constexpr std::size_t kLongestName = 64;
        return letters > kLongestName ? 0 : std::min<std::size_t>(2, letters / 3);
    }

    std::string_view m_written;
    std::size_t m_best; // changes to the nearest one so far
    std::string m_name;
};

} // namespace

std::span<const FilterName> filterNames(FilterKey key)
{
    static const auto kNames = [] {
        std::array<Names, static_cast<std::size_t>(FilterKey::Count)> all;
        for (std::size_t i = 0; i < all.size(); ++i)
            all[i] = makeNames(static_cast<FilterKey>(i));
        return all;
    }();
    return kNames[static_cast<std::size_t>(key)];
}

std::optional<std::int64_t> filterNameValue(FilterKey key, std::string_view name)
{
    for (const FilterName& known : filterNames(key)) {
        if (isSameName(known.name, name))
            return known.value;
    }
    std::uint16_t number = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
    if (key == FilterKey::Errno && error == std::errc() && end == name.data() + name.size())
        return number;
    return std::nullopt;
}

std::string filterNameText(FilterKey key, std::int64_t value)
{
    for (const FilterName& known : filterNames(key)) {
        if (known.value == value)
            return known.name;
    }
    return std::to_string(value);
}

std::string nearestName(FilterKey key, std::string_view name)
{
    Nearest nearest(name);
    for (const FilterName& known : filterNames(key))
        nearest.offer(known.name);
    return nearest.name();
}

std::string nearestKey(std::string_view name)
{
    Nearest nearest(name);
    for (std::size_t i = 1; i < static_cast<std::size_t>(FilterKey::Count); ++i)
        nearest.offer(filterKeyInfo(static_cast<FilterKey>(i)).name);
    return nearest.name();
}

} // namespace core
