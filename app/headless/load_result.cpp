// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/headless/load_result.h"

#include "core/text/event_text.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <functional>
#include <nlohmann/json.hpp>

namespace app {

namespace {

struct Quantile
{
    const char* name;
    double part;
};
constexpr std::array kQuantiles{Quantile{"p50", 0.5}, Quantile{"p90", 0.9}, Quantile{"p99", 0.99},
                                Quantile{"p99.9", 0.999}, Quantile{"max", 1.0}};

double megabytes(const LoadResult& result)
{
    return result.perSecond(result.bytes) / 1e6;
}

std::string oneTable(const LoadOptions& options, const LoadResult& result)
{
    std::string text = fmt::format("{:<12} {}\n{:<12} {} of {} bytes, {:.0f} a second\n{:<12} {:.1f} MB/s each way\n",
                                   "target", result.target().text(), "messages", result.messages, options.size,
                                   result.perSecond(result.messages), "throughput", megabytes(result));
    text +=
        fmt::format("{:<12} {} made, {:.0f} a second, p50 {}\n", "connections", result.connecting.count(),
                    result.perSecond(result.connecting.count()), core::durationText(result.connecting.quantile(0.5)));
    text += fmt::format("{:<12}", "latency");
    for (const Quantile& each : kQuantiles)
        text += fmt::format(" {} {}", each.name, core::durationText(result.latency.quantile(each.part)));
    text += '\n';
    if (result.unanswered > 0)
        text += fmt::format("{:<12} {} when the time was up, the oldest after {}\n", "no answer", result.unanswered,
                            core::durationText(result.longestUnansweredNs));
    text += fmt::format("{:<12} {}\n", "errors", result.errors);
    if (result.refused > 0)
        text += fmt::format("{:<12} {} times: the accept queue was full\n", "tried again", result.refused);
    return text;
}

/// Several results side by side; each number after the first also as its ratio to the first.
class Comparison
{
public:
    explicit Comparison(const std::vector<LoadResult>& results) : m_results(results)
    {
        row("target", [](const LoadResult& each) { return each.target().text(); });
    }
    void row(std::string_view label, const std::function<std::string(const LoadResult&)>& words)
    {
        m_text += fmt::format("{:<16}", label);
        for (const LoadResult& each : m_results)
            m_text += fmt::format(" {:<28}", words(each));
        m_text.erase(m_text.find_last_not_of(' ') + 1);
        m_text += '\n';
    }
    void row(std::string_view label, const std::function<double(const LoadResult&)>& value,
             const std::function<std::string(double)>& words)
    {
        const double first = value(m_results.front());
        row(label, [&](const LoadResult& each) {
            const double number = value(each);
            const bool isFirst = &each == &m_results.front() || first == 0;
            return isFirst ? words(number) : fmt::format("{} ({:.2f})", words(number), number / first);
        });
    }
    const std::string& text() const { return m_text; }

private:
    const std::vector<LoadResult>& m_results;
    std::string m_text;
};

std::string sideBySide(const std::vector<LoadResult>& results)
{
    Comparison table(results);
    const auto whole = [](double number) { return fmt::format("{:.0f}", number); };
    const auto time = [](double nanoseconds) { return core::durationText(static_cast<std::int64_t>(nanoseconds)); };
    table.row(
        "messages/s", [](const LoadResult& each) { return each.perSecond(each.messages); }, whole);
    table.row("MB/s each way", megabytes, [](double number) { return fmt::format("{:.1f}", number); });
    table.row(
        "connections/s", [](const LoadResult& each) { return each.perSecond(each.connecting.count()); }, whole);
    for (const Quantile& quantile : kQuantiles)
        table.row(
            quantile.name,
            [&quantile](const LoadResult& each) { return static_cast<double>(each.latency.quantile(quantile.part)); },
            time);
    table.row("no answer", [](const LoadResult& each) {
        return each.unanswered == 0
                   ? std::string("0")
                   : fmt::format("{}, oldest {}", each.unanswered, core::durationText(each.longestUnansweredNs));
    });
    table.row("errors", [](const LoadResult& each) { return fmt::to_string(each.errors); });
    table.row("tried again", [](const LoadResult& each) { return fmt::to_string(each.refused); });
    return table.text() + "In brackets: compared with the first target.\n";
}

nlohmann::ordered_json asJson(const LoadOptions& options, const LoadResult& result)
{
    nlohmann::ordered_json line;
    line["target"] = result.target().text();
    line["connections"] = options.connections;
    line["idle"] = options.idle;
    line["size"] = options.size;
    line["seconds"] = result.seconds;
    line["messages"] = result.messages;
    line["bytes"] = result.bytes;
    line["connects"] = result.connecting.count();
    line["connect_p50_ns"] = result.connecting.quantile(0.5);
    nlohmann::ordered_json latency;
    for (const Quantile& each : kQuantiles)
        latency[each.name] = result.latency.quantile(each.part);
    line["latency_ns"] = std::move(latency);
    line["unanswered"] = result.unanswered;
    line["unanswered_oldest_ns"] = result.longestUnansweredNs;
    line["errors"] = result.errors;
    line["tried_again"] = result.refused;
    return line;
}

} // namespace

void LoadResult::add(const LoadRun& run, double tookSeconds)
{
    seconds += tookSeconds;
    messages += run.messages;
    bytes += run.bytes;
    refused += run.refused;
    errors += run.errors;
    if (firstError.empty())
        firstError = run.firstError;
    address = run.address;
    unanswered += run.unanswered;
    longestUnansweredNs = std::max(longestUnansweredNs, run.longestUnansweredNs);
    latency.add(run.latency);
    connecting.add(run.connecting);
}

std::string loadTable(const LoadOptions& options, const std::vector<LoadResult>& results)
{
    return results.size() == 1 ? oneTable(options, results.front()) : sideBySide(results);
}

std::string loadJson(const LoadOptions& options, const std::vector<LoadResult>& results)
{
    std::string text;
    const double first = results.front().perSecond(results.front().messages);
    for (const LoadResult& result : results) {
        nlohmann::ordered_json line = asJson(options, result);
        if (results.size() > 1 && first > 0)
            line["ratio"] = result.perSecond(result.messages) / first;
        text += line.dump() + '\n';
    }
    return text;
}

} // namespace app
