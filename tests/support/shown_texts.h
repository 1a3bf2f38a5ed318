// SPDX-License-Identifier: GPL-3.0-or-later
// What a window says, read from its widgets, menus, models and from accessibility, and which of it has too little room.
#pragma once

#include "widgets/common/card.h"
#include "widgets/common/elided_label.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAccessible>
#include <QAction>
#include <QComboBox>
#include <QGroupBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QSpinBox>
#include <QTabBar>
#include <QTableView>
#include <QTextDocument>
#include <QTextEdit>
#include <QToolButton>
#include <functional>

namespace shown {

struct Text
{
    QString where;
    QString text;

    bool isToolTip() const { return where.contains(QStringLiteral("tool tip")); }
};

class Reader
{
public:
    QList<Text> texts;
    QStringList cut;

    void read(QWidget& window)
    {
        QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
        add(window, "title", window.windowTitle());
        readWidget(window);
        for (auto* child : window.findChildren<QWidget*>()) {
            if (!isInside<QMenu>(child) && child->window() == &window)
                readWidget(*child);
        }
        for (const auto* action : window.findChildren<QAction*>())
            readAction(window, *action);
    }

    /// Fills and reads a menu and those below it. Those that fill themselves do so when they open.
    void readMenu(QMenu& menu)
    {
        Q_EMIT menu.aboutToShow();
        add(menu, "title", menu.title());
        for (const QAction* action : menu.actions()) {
            readAction(menu, *action);
            if (action->menu())
                readMenu(*action->menu());
        }
    }

private:
    template <class Parent>
    static bool isInside(const QObject* object)
    {
        for (; object; object = object->parent()) {
            if (qobject_cast<const Parent*>(object))
                return true;
        }
        return false;
    }

    static QString name(const QObject& object)
    {
        QString path;
        for (const QObject* at = &object; at; at = at->parent()) {
            const QString own = at->objectName().startsWith(QStringLiteral("qt_")) ? QString() : at->objectName();
            path.prepend(QStringLiteral("/%1%2").arg(QString::fromLatin1(at->metaObject()->className()),
                                                     own.isEmpty() ? own : QStringLiteral("#") + own));
        }
        return path.section(QChar(u'/'), -4);
    }

    void add(const QObject& object, const char* what, const QString& text)
    {
        if (!text.isEmpty())
            texts.append({QStringLiteral("%1 %2").arg(name(object), QLatin1String(what)), text});
    }

    void readAction(const QObject& owner, const QAction& action)
    {
        add(owner, "action", action.text());
        if (action.toolTip() != QString(action.text()).remove(QChar(u'&')).remove(QStringLiteral("…")))
            add(owner, "tool tip of an action", action.toolTip());
        add(owner, "status tip of an action", action.statusTip());
        add(owner, "what's this of an action", action.whatsThis());
    }

    void readWidget(QWidget& widget)
    {
        add(widget, "tool tip", widget.toolTip());
        add(widget, "status tip", widget.statusTip());
        add(widget, "what's this", widget.whatsThis());
        add(widget, "accessible name", widget.accessibleName());
        add(widget, "accessible description", widget.accessibleDescription());
        if (const auto* label = qobject_cast<const QLabel*>(&widget))
            readLabel(*label);
        else if (const auto* button = qobject_cast<const QAbstractButton*>(&widget))
            readButton(*button);
        else if (const auto* field = qobject_cast<const QLineEdit*>(&widget))
            add(widget, "placeholder", field->placeholderText());
        else if (const auto* box = qobject_cast<const QComboBox*>(&widget))
            readBox(*box);
        else if (const auto* tabs = qobject_cast<const QTabBar*>(&widget))
            readTabs(*tabs);
        else if (const auto* group = qobject_cast<const QGroupBox*>(&widget))
            add(widget, "group", group->title());
        else if (const auto* spin = qobject_cast<const QSpinBox*>(&widget))
            readSpinBox(*spin);
        else if (const auto* header = qobject_cast<const QHeaderView*>(&widget))
            readHeader(*header);
        else if (const auto* view = qobject_cast<const QAbstractItemView*>(&widget))
            readCells(*view);
        else if (const auto* text = qobject_cast<const QTextEdit*>(&widget))
            readDocument(*text);
        else if (const auto* plain = qobject_cast<const QPlainTextEdit*>(&widget))
            add(widget, "placeholder", plain->placeholderText());
        if (widget.isVisible() && !qobject_cast<QAbstractItemView*>(&widget))
            readAccessible(widget);
    }

    /// What is painted is told to accessibility only.
    void readAccessible(QWidget& widget)
    {
        QAccessibleInterface* interface = QAccessible::queryAccessibleInterface(&widget);
        if (!interface)
            return;
        add(widget, "name for accessibility", interface->text(QAccessible::Name));
        add(widget, "description for accessibility", interface->text(QAccessible::Description));
        for (int i = 0; i < interface->childCount() && i < kMostRows; ++i) {
            const QAccessibleInterface* child = interface->child(i);
            if (child && !child->object()) {
                add(widget, "painted name", child->text(QAccessible::Name));
                add(widget, "painted description", child->text(QAccessible::Description));
            }
        }
    }

    void readLabel(const QLabel& label)
    {
        const bool rich = label.textFormat() == Qt::RichText ||
                          (label.textFormat() == Qt::AutoText && Qt::mightBeRichText(label.text()));
        add(label, "label", rich ? plainText(label.text()) : label.text());
        // The header of a card gives its room to what can be chosen there.
        const bool inHeader = qobject_cast<const widgets::Card*>(
                                  label.parentWidget() ? label.parentWidget()->parentWidget() : nullptr) != nullptr;
        const bool elides = inHeader || qobject_cast<const widgets::ElidedLabel*>(&label) || label.wordWrap() || rich;
        if (label.isVisible() && !elides)
            room(label, label.text(), label.sizeHint(), label.size());
    }

    void readButton(const QAbstractButton& button)
    {
        add(button, "button", button.text());
        const auto* tool = qobject_cast<const QToolButton*>(&button);
        const bool icon = tool && tool->toolButtonStyle() == Qt::ToolButtonIconOnly && !tool->icon().isNull();
        if (button.isVisible() && !button.text().isEmpty() && !icon)
            room(button, button.text(),
                 QSize(button.fontMetrics().size(Qt::TextShowMnemonic, button.text()).width(), 0), button.size());
    }

    void readBox(const QComboBox& box)
    {
        for (int i = 0; i < box.count(); ++i) {
            add(box, "entry", box.itemText(i));
            add(box, "tool tip of an entry", box.itemData(i, Qt::ToolTipRole).toString());
        }
    }

    /// Its sentences: what else stands in one are names of parameters and flags.
    void readDocument(const QTextEdit& edit)
    {
        add(edit, "placeholder", edit.placeholderText());
        static const QRegularExpression sentence(QStringLiteral("[A-Za-z]{2,} [A-Za-z]{2,} [A-Za-z]{2,}"));
        for (const QString& line : edit.toPlainText().split(QChar(u'\n'))) {
            if (line.contains(sentence) || line.contains(QChar(u'⟦')))
                add(edit, "document", line.section(QChar(u'='), 0, 0));
        }
    }

    void readTabs(const QTabBar& tabs)
    {
        for (int i = 0; i < tabs.count(); ++i) {
            add(tabs, "tab", tabs.tabText(i));
            add(tabs, "tool tip of a tab", tabs.tabToolTip(i));
        }
    }

    void readSpinBox(const QSpinBox& box)
    {
        add(box, "prefix", box.prefix());
        add(box, "suffix", box.suffix());
        add(box, "special value", box.specialValueText());
        if (box.isVisible())
            room(box, box.text(), QSize(box.fontMetrics().horizontalAdvance(box.text()), 0), box.size());
    }

    void readHeader(const QHeaderView& header)
    {
        if (!header.model() || header.isHidden())
            return;
        for (int i = 0; i < header.count(); ++i) {
            const QString title = header.model()->headerData(i, header.orientation()).toString();
            add(header, "title", title);
            for (const int role : {Qt::ToolTipRole, Qt::AccessibleTextRole, Qt::AccessibleDescriptionRole})
                add(header, "title", header.model()->headerData(i, header.orientation(), role).toString());
            const QFontMetrics metrics(header.font());
            if (header.isVisible() && header.orientation() == Qt::Horizontal && !header.isSectionHidden(i))
                room(header, title, QSize(metrics.horizontalAdvance(title), 0), QSize(header.sectionSize(i), 1));
        }
    }

    void readCells(const QAbstractItemView& view)
    {
        const QAbstractItemModel* model = view.model();
        if (!model)
            return;
        std::function<void(const QModelIndex&)> readBelow = [&](const QModelIndex& parent) {
            for (int row = 0; row < model->rowCount(parent) && row < kMostRows; ++row) {
                for (int column = 0; column < model->columnCount(parent); ++column) {
                    const QModelIndex cell = model->index(row, column, parent);
                    for (const int role : {Qt::DisplayRole, Qt::ToolTipRole, Qt::StatusTipRole, Qt::AccessibleTextRole,
                                           Qt::AccessibleDescriptionRole})
                        add(view, role == Qt::ToolTipRole ? "tool tip of a cell" : "cell", cell.data(role).toString());
                }
                if (model->columnCount(parent) > 0)
                    readBelow(model->index(row, 0, parent));
            }
        };
        readBelow({});
    }

    void room(const QWidget& widget, const QString& text, QSize wanted, QSize given)
    {
        if (wanted.width() > given.width() || wanted.height() > given.height())
            cut.append(QStringLiteral("%1 \"%2\" wants %3 x %4, has %5 x %6")
                           .arg(name(widget), text)
                           .arg(wanted.width())
                           .arg(wanted.height())
                           .arg(given.width())
                           .arg(given.height()));
    }

    static QString plainText(const QString& html)
    {
        QTextDocument document;
        document.setHtml(html);
        return document.toPlainText();
    }

    static constexpr int kMostRows = 400;
};

} // namespace shown
