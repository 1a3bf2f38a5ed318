// SPDX-License-Identifier: GPL-3.0-or-later
// Which events pass a filter: the tree made ready for a million of them.
#pragma once

#include "core/filter/filter_context.h"
#include "core/filter/filter_pattern.h"
#include "core/filter/filter_tree.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace core {

/// What looking at one event may need.
enum class FilterCost : std::uint8_t {
    Numbers, ///< Some nanoseconds.
    Words,   ///< Its text is made: some hundred nanoseconds.
    Bytes,   ///< All its bytes are looked through.
};

/// Looks at what is cheap first, and makes the text of a row at most once an event. One thread at a time.
class FilterMatcher
{
public:
    FilterMatcher() : FilterMatcher(FilterNode{}) {}
    explicit FilterMatcher(const FilterNode& filter);

    /// `number`: of the event in its recording. What an event does not have is neither equal, smaller nor larger.
    bool matches(const Event& event, std::uint64_t number, const FilterContext& context);
    FilterCost cost() const noexcept { return m_root.cost; }

private:
    /// What a term looks at.
    enum class Subject : std::uint8_t { Number, Mark, State, Row, Label, Thread, Bytes };
    struct Node
    {
        FilterNode::Kind kind = FilterNode::Kind::And;
        FilterCost cost = FilterCost::Numbers;
        std::vector<Node> parts;
        // of terms:
        Subject subject = Subject::Number;
        FilterTerm term;                      // words of ASCII are folded
        std::optional<FilterPattern> pattern; // instead of term.text
    };
    struct Current
    {
        const Event& event;
        std::uint64_t number = 0;
        const FilterContext& context;
        bool hasRow = false;
        bool hasFoldedRow = false;
    };

    static Node prepared(const FilterNode& filter);
    static Node preparedTerm(const FilterTerm& term);
    bool holds(const Node& node, Current& current);
    bool holdsTerm(const Node& node, Current& current);
    bool isInRow(const Node& node, Current& current);
    static bool isInName(const Node& node, const std::string& name);
    static bool isInBytes(const Node& node, const Event& event);

    Node m_root;
    std::string m_row; // of the current event, kept for its memory
    std::string m_foldedRow;
};

} // namespace core
