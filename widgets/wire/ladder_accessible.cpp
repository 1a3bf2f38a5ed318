// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/wire/ladder_accessible.h"

#include "widgets/wire/ladder_view.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QHash>
#include <QPointer>
#include <algorithm>

namespace widgets {

namespace {

/// One event. Lives in Qt's cache until its list lets it go.
class LadderRow final : public QAccessibleInterface
{
public:
    LadderRow(LadderView* view, std::uint64_t number) : m_view(view), m_number(number) {}

    bool isValid() const override { return m_view && m_view->ladder().indexOf(m_number) != LadderLayout::kNone; }
    QObject* object() const override { return nullptr; }
    QAccessibleInterface* childAt(int, int) const override { return nullptr; }
    QAccessibleInterface* parent() const override { return QAccessible::queryAccessibleInterface(m_view); }
    QAccessibleInterface* child(int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface*) const override { return -1; }
    QString text(QAccessible::Text kind) const override
    {
        return m_view && kind == QAccessible::Name ? m_view->spokenText(m_number) : QString();
    }
    void setText(QAccessible::Text, const QString&) override {}
    QRect rect() const override
    {
        if (!m_view)
            return {};
        const QRect inside = m_view->eventRect(m_number);
        return {m_view->viewport()->mapToGlobal(inside.topLeft()), inside.size()};
    }
    QAccessible::Role role() const override { return QAccessible::ListItem; }
    QAccessible::State state() const override
    {
        QAccessible::State state;
        state.selectable = true;
        state.focusable = true;
        state.readOnly = true;
        const bool selected = m_view && m_view->selectedEvent() == m_number;
        state.selected = selected;
        state.focused = selected && m_view->hasFocus();
        state.invalid = !isValid();
        return state;
    }

private:
    QPointer<LadderView> m_view;
    std::uint64_t m_number;
};

class LadderList final : public QAccessibleWidget
{
public:
    explicit LadderList(LadderView* view) : QAccessibleWidget(view, QAccessible::List) {}
    ~LadderList() override
    {
        for (const QAccessible::Id id : std::as_const(m_rows))
            QAccessible::deleteAccessibleInterface(id);
    }
    LadderList(const LadderList&) = delete;
    LadderList& operator=(const LadderList&) = delete;

    int childCount() const override { return static_cast<int>(view()->visibleEvents().size()); }
    QAccessibleInterface* child(int index) const override
    {
        const auto numbers = view()->visibleEvents();
        if (index < 0 || static_cast<std::size_t>(index) >= numbers.size())
            return nullptr;
        return row(numbers[static_cast<std::size_t>(index)]);
    }
    int indexOfChild(const QAccessibleInterface* child) const override
    {
        const auto numbers = view()->visibleEvents();
        const auto found = std::find_if(numbers.begin(), numbers.end(), [&](std::uint64_t number) {
            return m_rows.contains(number) && QAccessible::accessibleInterface(m_rows.value(number)) == child;
        });
        return found == numbers.end() ? -1 : static_cast<int>(found - numbers.begin());
    }
    QAccessibleInterface* childAt(int x, int y) const override
    {
        const std::uint64_t number = view()->eventAt(view()->viewport()->mapFromGlobal(QPoint(x, y)));
        return number != 0 ? row(number) : nullptr;
    }
    QAccessibleInterface* focusChild() const override
    {
        const std::uint64_t number = view()->selectedEvent();
        return view()->ladder().indexOf(number) != LadderLayout::kNone ? row(number) : nullptr;
    }
    QString text(QAccessible::Text kind) const override
    {
        // The chosen row, also for who does not follow the focus into the list.
        if (const QString row = view()->spokenText(view()->selectedEvent());
            !row.isEmpty() && (kind == QAccessible::Value || kind == QAccessible::Description))
            return row;
        return QAccessibleWidget::text(kind);
    }

private:
    LadderView* view() const { return static_cast<LadderView*>(widget()); }

    QAccessibleInterface* row(std::uint64_t number) const
    {
        if (const auto known = m_rows.constFind(number); known != m_rows.constEnd())
            return QAccessible::accessibleInterface(*known);
        // Only rows that are in sight are asked for: far more means that old ones were scrolled away.
        constexpr qsizetype kMostRows = 500;
        if (m_rows.size() >= kMostRows) {
            for (const QAccessible::Id id : std::as_const(m_rows))
                QAccessible::deleteAccessibleInterface(id);
            m_rows.clear();
        }
        auto* made = new LadderRow(view(), number); // owned by Qt's cache
        m_rows.insert(number, QAccessible::registerAccessibleInterface(made));
        return made;
    }

    mutable QHash<std::uint64_t, QAccessible::Id> m_rows;
};

QAccessibleInterface* makeInterface(const QString&, QObject* object)
{
    auto* view = qobject_cast<LadderView*>(object);
    return view ? new LadderList(view) : nullptr;
}

} // namespace

void installLadderAccessibility()
{
    static const bool installed = [] {
        QAccessible::installFactory(makeInterface);
        return true;
    }();
    Q_UNUSED(installed)
}

void announceLadderSelection(LadderView& view)
{
    const auto numbers = view.visibleEvents();
    const auto found = std::find(numbers.begin(), numbers.end(), view.selectedEvent());
    QAccessibleEvent description(&view, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&description);
    if (found == numbers.end() || !view.hasFocus())
        return;
    QAccessibleEvent focus(&view, QAccessible::Focus);
    focus.setChild(static_cast<int>(found - numbers.begin()));
    QAccessible::updateAccessibility(&focus);
}

} // namespace widgets
