// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/filter/filter_matcher.h"

#include "core/filter/ascii_case.h"
#include "core/filter/event_value.h"
#include "core/filter/filter_names.h"
#include "core/text/event_text.h"

#include <algorithm>
#include <cstring>
#include <string_view>
#include <utility>

namespace core {
namespace {

bool contains(std::string_view text, std::string_view part)
{
    return ::memmem(text.data(), text.size(), part.data(), part.size()) != nullptr;
}

bool isAmong(const std::vector<std::int64_t>& numbers, std::int64_t number)
{
    return std::find(numbers.begin(), numbers.end(), number) != numbers.end();
}

bool compares(const FilterTerm& term, std::int64_t value)
{
    switch (term.comparison) {
    case Comparison::Less:
        return value < term.numbers.front();
    case Comparison::LessEqual:
        return value <= term.numbers.front();
    case Comparison::Greater:
        return value > term.numbers.front();
    case Comparison::GreaterEqual:
        return value >= term.numbers.front();
    default: // NotEqual is a Not around Equal
        return isAmong(term.numbers, value) ||
               (term.key == FilterKey::Errno && value != 0 && isAmong(term.numbers, kAnyErrno));
    }
}

bool hasMark(const Event& event, std::int64_t mark)
{
    switch (static_cast<EventMark>(mark)) {
    case EventMark::Error:
        return isTrouble(event);
    case EventMark::Waiting:
        return event.kind == EventKind::Call && callInfo(event.call).group == CallGroup::Waiting;
    }
    return false;
}

std::optional<FilterPattern> patternOf(std::string_view text, FilterPattern::Kind kind, FilterPattern::Subject subject)
{
    auto pattern = FilterPattern::make(text, kind, subject);
    return pattern ? std::optional(std::move(*pattern)) : std::nullopt;
}

/// The names that match, as if each were written. A pattern that is none, as no parser lets through, matches nothing.
std::vector<std::int64_t> matchingNames(const FilterTerm& term)
{
    std::vector<std::int64_t> numbers;
    const auto pattern = patternOf(term.text, FilterPattern::Kind::Expression, FilterPattern::Subject::Words);
    for (const FilterName& name : filterNames(term.key)) {
        if (name.value != kAnyErrno && pattern && pattern->isIn(name.name))
            numbers.push_back(name.value);
    }
    return numbers;
}

} // namespace

FilterMatcher::FilterMatcher(const FilterNode& filter) : m_root(prepared(filter)) {}

FilterMatcher::Node FilterMatcher::prepared(const FilterNode& filter)
{
    if (filter.kind == FilterNode::Kind::Term)
        return preparedTerm(filter.term);
    Node node;
    node.kind = filter.kind;
    for (const FilterNode& part : filter.parts) {
        node.parts.push_back(prepared(part));
        node.cost = std::max(node.cost, node.parts.back().cost);
    }
    std::stable_sort(node.parts.begin(), node.parts.end(),
                     [](const Node& a, const Node& b) { return a.cost < b.cost; });
    return node;
}

FilterMatcher::Node FilterMatcher::preparedTerm(const FilterTerm& term)
{
    Node node;
    node.kind = FilterNode::Kind::Term;
    node.term = term;
    const bool isPattern = term.comparison == Comparison::Matches;
    const auto kind = isPattern ? FilterPattern::Kind::Expression : FilterPattern::Kind::Literal;
    auto useWords = [&](Subject subject) {
        node.subject = subject;
        node.cost = FilterCost::Words;
        if (isPattern || !isAscii(term.text))
            node.pattern = patternOf(term.text, kind, FilterPattern::Subject::Words);
        else
            node.term.text = foldedAscii(term.text);
    };
    switch (filterKeyInfo(term.key).type) {
    case FilterType::Row:
        useWords(Subject::Row);
        break;
    case FilterType::Label:
        if (term.numbers.empty())
            useWords(term.key == FilterKey::Conn ? Subject::Label : Subject::Thread);
        break;
    case FilterType::Text:
        node.subject = Subject::Bytes;
        node.cost = FilterCost::Bytes;
        node.pattern = patternOf(term.text, kind, FilterPattern::Subject::Bytes);
        break;
    case FilterType::Hex:
        node.subject = Subject::Bytes;
        node.cost = FilterCost::Bytes;
        break;
    case FilterType::Name:
        node.subject = term.key == FilterKey::Is      ? Subject::Mark
                       : term.key == FilterKey::State ? Subject::State
                                                      : Subject::Number;
        if (isPattern) {
            node.term.comparison = Comparison::Equal;
            node.term.numbers = matchingNames(term);
        }
        break;
    default:
        break;
    }
    if (term.comparison != Comparison::NotEqual)
        return node;
    node.term.comparison = Comparison::Equal;
    Node opposite;
    opposite.kind = FilterNode::Kind::Not;
    opposite.cost = node.cost;
    opposite.parts.push_back(std::move(node));
    return opposite;
}

bool FilterMatcher::matches(const Event& event, std::uint64_t number, const FilterContext& context)
{
    Current current{event, number, context};
    return holds(m_root, current);
}

bool FilterMatcher::holds(const Node& node, Current& current)
{
    const auto isHeld = [this, &current](const Node& part) { return holds(part, current); };
    switch (node.kind) {
    case FilterNode::Kind::Term:
        return holdsTerm(node, current);
    case FilterNode::Kind::Not:
        return !holds(node.parts.front(), current);
    case FilterNode::Kind::And:
        return std::all_of(node.parts.begin(), node.parts.end(), isHeld);
    case FilterNode::Kind::Or:
        return std::any_of(node.parts.begin(), node.parts.end(), isHeld);
    }
    return false;
}

bool FilterMatcher::holdsTerm(const Node& node, Current& current)
{
    const Event& event = current.event;
    switch (node.subject) {
    case Subject::Number: {
        const auto value = eventValue(node.term.key, event, current.number, current.context);
        return value && compares(node.term, *value);
    }
    case Subject::Mark:
        return std::any_of(node.term.numbers.begin(), node.term.numbers.end(),
                           [&event](std::int64_t mark) { return hasMark(event, mark); });
    case Subject::State:
        return event.kind == EventKind::State && (isAmong(node.term.numbers, static_cast<std::int64_t>(event.from())) ||
                                                  isAmong(node.term.numbers, static_cast<std::int64_t>(event.to())));
    case Subject::Row:
        return isInRow(node, current);
    case Subject::Label:
        return isInName(node, current.context.connectionLabel(event, current.number));
    case Subject::Thread:
        return isInName(node, current.context.threadName(event.thread));
    case Subject::Bytes:
        return isInBytes(node, event);
    }
    return false;
}

bool FilterMatcher::isInRow(const Node& node, Current& current)
{
    if (!current.hasRow) {
        m_row.clear();
        current.context.appendRow(m_row, current.event, current.number);
        current.hasRow = true;
    }
    if (node.pattern)
        return node.pattern->isIn(m_row);
    if (!current.hasFoldedRow) {
        m_foldedRow.resize(m_row.size());
        std::transform(m_row.begin(), m_row.end(), m_foldedRow.begin(), foldAscii);
        current.hasFoldedRow = true;
    }
    return contains(m_foldedRow, node.term.text);
}

bool FilterMatcher::isInName(const Node& node, const std::string& name)
{
    return node.pattern ? node.pattern->isIn(name) : contains(foldedAscii(name), node.term.text);
}

bool FilterMatcher::isInBytes(const Node& node, const Event& event)
{
    const auto bytes = event.bytes();
    if (bytes.empty())
        return false;
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    return node.pattern ? node.pattern->isIn(text) : contains(text, node.term.text);
}

} // namespace core
