// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/filter/filter_bar.h"

#include "widgets/common/field_message.h"
#include "widgets/common/tool_tip.h"
#include "widgets/log/filter/filter_field.h"
#include "widgets/log/filter/filter_help.h"
#include "widgets/log/filter/filter_name_row.h"

#include <QHBoxLayout>
#include <QIcon>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>
#include <utility>

namespace widgets {

namespace {

/// For a menu, in which & marks a mnemonic.
QString asMenuText(QString text)
{
    return text.replace(QLatin1Char('&'), QLatin1String("&&"));
}

} // namespace

FilterBar::FilterBar(QWidget* parent)
    : QWidget(parent),
      m_field(new FilterField(this)),
      m_button(new QToolButton(this)),
      m_menu(new QMenu(this)),
      m_lines(new QWidget(this)),
      m_problem(new FieldMessage(m_field, m_lines)),
      m_name(new FilterNameRow(m_lines))
{
    setFocusProxy(m_field);
    m_button->setText(tr("Saved filters"));
    m_button->setIcon(QIcon(QStringLiteral(":/icons/filter.svg")));
    m_button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    m_button->setAccessibleName(tr("Saved filters"));
    m_button->setToolTip(tr("Saved filters, and how to filter (Ctrl+Shift+L)"));
    m_button->setAccessibleDescription(m_button->toolTip());
    m_button->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_L));
    m_button->setFocusPolicy(Qt::StrongFocus);
    m_button->setPopupMode(QToolButton::InstantPopup);
    m_button->setMenu(m_menu);

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(5);
    row->addWidget(m_field, 1);
    row->addWidget(m_button);
    auto* below = new QVBoxLayout(m_lines);
    below->setContentsMargins(8, 0, 8, 5);
    below->setSpacing(5);
    below->addWidget(m_problem);
    below->addWidget(m_name);
    m_lines->hide();

    connect(m_menu, &QMenu::aboutToShow, this, &FilterBar::fillMenu);
    connect(m_field, &FilterField::problemChanged, this, [this](const QString& sentence) {
        m_problem->setText(sentence);
        updateLines();
    });
    connect(m_name, &FilterNameRow::named, this, [this](const QString& name, const QString& filter) {
        load();
        SavedFilters saved = m_saved;
        if (const SavedFilter* before = m_saved.ofText(filter))
            saved.remove(before->name); // it gets another name
        saved.save(name, filter);
        save(saved);
    });
    connect(m_name, &FilterNameRow::closed, this, [this] {
        m_field->setFocus(Qt::OtherFocusReason);
        m_name->hide();
        updateLines();
    });
}

void FilterBar::setStore(FilterStore store)
{
    m_store = std::move(store);
    load();
}

void FilterBar::load()
{
    if (m_store.load)
        m_saved = m_store.load();
}

void FilterBar::save(const SavedFilters& saved)
{
    m_saved = saved;
    if (m_store.save)
        m_store.save(saved);
}

void FilterBar::updateLines()
{
    m_lines->setVisible(!m_problem->isHidden() || !m_name->isHidden());
}

void FilterBar::fillMenu()
{
    load(); // another window may have saved one
    m_menu->clear();
    for (const SavedFilter& entry : m_saved.entries()) {
        QAction* action = m_menu->addAction(asMenuText(entry.name), this, [this, text = entry.text] {
            m_field->use(text);
            m_field->setFocus(Qt::OtherFocusReason);
        });
        action->setToolTip(plainToolTip(entry.text));
        action->setCheckable(true);
        action->setChecked(entry.text == m_field->filter());
    }
    m_menu->setToolTipsVisible(true);
    m_menu->addSeparator();

    const QString filter = m_field->filter().trimmed();
    const SavedFilter* current = filter.isEmpty() || m_field->problem() ? nullptr : m_saved.ofText(filter);
    const QString name = current ? current->name : QString();
    const auto ask = [this, filter, name] {
        m_name->ask(filter, name, m_saved);
        updateLines();
    };
    if (current) {
        m_menu->addAction(tr("&Rename \"%1\"…").arg(asMenuText(name)), this, ask);
        m_menu->addAction(tr("&Delete \"%1\"").arg(asMenuText(name)), this, [this, name] {
            SavedFilters saved = m_saved;
            saved.remove(name);
            save(saved);
        });
    } else {
        QAction* save = m_menu->addAction(tr("&Save this filter…"), this, ask);
        save->setEnabled(!filter.isEmpty() && !m_field->problem());
    }
    m_menu->addSeparator();
    m_menu->addAction(tr("&How to filter…"), this, [this] { showFilterHelp(this); });
}

} // namespace widgets

#include "moc_filter_bar.cpp"
