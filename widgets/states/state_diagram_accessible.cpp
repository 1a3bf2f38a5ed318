// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/states/state_diagram_accessible.h"

#include "widgets/states/state_diagram_view.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QPointer>
#include <algorithm>
#include <vector>

namespace widgets {

namespace {

/// One state. Lives in Qt's cache as long as its diagram.
class StateItem final : public QAccessibleInterface
{
public:
    StateItem(StateDiagramView* view, core::TcpState state) : m_view(view), m_state(state) {}

    bool isValid() const override { return !m_view.isNull(); }
    QObject* object() const override { return nullptr; }
    QAccessibleInterface* childAt(int, int) const override { return nullptr; }
    QAccessibleInterface* parent() const override { return QAccessible::queryAccessibleInterface(m_view); }
    QAccessibleInterface* child(int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface*) const override { return -1; }
    QString text(QAccessible::Text kind) const override
    {
        return m_view && kind == QAccessible::Name ? m_view->spokenState(m_state) : QString();
    }
    void setText(QAccessible::Text, const QString&) override {}
    QRect rect() const override
    {
        if (!m_view)
            return {};
        const QRect inside = m_view->diagram().nodeRect(m_state).toAlignedRect();
        return {m_view->mapToGlobal(inside.topLeft()), inside.size()};
    }
    QAccessible::Role role() const override { return QAccessible::ListItem; }
    QAccessible::State state() const override
    {
        QAccessible::State state;
        state.selectable = true;
        state.focusable = true;
        state.readOnly = true;
        const bool chosen = m_view && m_view->scene().chosen == m_state;
        state.selected = chosen;
        state.focused = chosen && m_view->hasFocus();
        return state;
    }

private:
    QPointer<StateDiagramView> m_view;
    core::TcpState m_state;
};

class StateList final : public QAccessibleWidget
{
public:
    explicit StateList(StateDiagramView* view) : QAccessibleWidget(view, QAccessible::List) {}
    ~StateList() override
    {
        for (const QAccessible::Id id : m_items)
            QAccessible::deleteAccessibleInterface(id);
    }
    StateList(const StateList&) = delete;
    StateList& operator=(const StateList&) = delete;

    int childCount() const override { return static_cast<int>(view()->diagram().nodes().size()); }
    QAccessibleInterface* child(int index) const override
    {
        makeItems();
        if (index < 0 || static_cast<std::size_t>(index) >= m_items.size())
            return nullptr;
        return QAccessible::accessibleInterface(m_items[static_cast<std::size_t>(index)]);
    }
    int indexOfChild(const QAccessibleInterface* child) const override
    {
        const auto found = std::find_if(m_items.begin(), m_items.end(), [child](QAccessible::Id id) {
            return QAccessible::accessibleInterface(id) == child;
        });
        return found == m_items.end() ? -1 : static_cast<int>(found - m_items.begin());
    }
    QAccessibleInterface* childAt(int x, int y) const override
    {
        return child(indexOf(view()->diagram().nodeAt(view()->mapFromGlobal(QPoint(x, y)))));
    }
    QAccessibleInterface* focusChild() const override { return child(indexOf(view()->scene().chosen)); }
    QString text(QAccessible::Text kind) const override
    {
        if (kind == QAccessible::Value || kind == QAccessible::Description)
            return view()->spokenEnds();
        return QAccessibleWidget::text(kind);
    }
    int indexOf(core::TcpState state) const
    {
        const auto& nodes = view()->diagram().nodes();
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            if (nodes[i].state == state)
                return static_cast<int>(i);
        }
        return -1;
    }

private:
    StateDiagramView* view() const { return static_cast<StateDiagramView*>(widget()); }
    void makeItems() const
    {
        if (!m_items.empty())
            return;
        for (const DiagramNode& node : view()->diagram().nodes()) // owned by Qt's cache
            m_items.push_back(QAccessible::registerAccessibleInterface(new StateItem(view(), node.state)));
    }

    mutable std::vector<QAccessible::Id> m_items;
};

QAccessibleInterface* makeInterface(const QString&, QObject* object)
{
    auto* view = qobject_cast<StateDiagramView*>(object);
    return view ? new StateList(view) : nullptr;
}

} // namespace

void installStateDiagramAccessibility()
{
    static const bool installed = [] {
        QAccessible::installFactory(makeInterface);
        return true;
    }();
    Q_UNUSED(installed)
}

void announceStates(StateDiagramView& view)
{
    QAccessibleEvent description(&view, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&description);
}

void announceChosenState(StateDiagramView& view)
{
    if (!QAccessible::isActive() || !view.hasFocus())
        return;
    const auto* list = static_cast<const StateList*>(QAccessible::queryAccessibleInterface(&view));
    const int index = list ? list->indexOf(view.scene().chosen) : -1;
    if (index < 0)
        return;
    QAccessibleEvent focus(&view, QAccessible::Focus);
    focus.setChild(index);
    QAccessible::updateAccessibility(&focus);
}

} // namespace widgets
