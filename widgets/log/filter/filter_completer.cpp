// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/filter/filter_completer.h"

#include "core/filter/filter_completion.h"
#include "core/filter/filter_names.h"
#include "widgets/common/error_text.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QLineEdit>
#include <QScrollBar>
#include <QStandardItemModel>
#include <algorithm>

namespace widgets {

namespace {

constexpr int kTextRole = Qt::UserRole; // what is inserted; shown is more

QList<FilterValue> keys()
{
    QList<FilterValue> all;
    for (int i = 1; i < static_cast<int>(core::FilterKey::Count); ++i) {
        const auto key = static_cast<core::FilterKey>(i);
        all.append({fromUtf8(core::filterKeyStart(key)), coreText(core::filterKeyInfo(key).help)});
    }
    return all;
}

/// What was recorded comes first.
QList<FilterValue> valuesOf(core::FilterKey key, const FilterValues* seen)
{
    QList<FilterValue> all = seen ? seen->values(key) : QList<FilterValue>();
    for (const core::FilterName& name : core::filterNames(key)) {
        const QString text = fromUtf8(name.name);
        const bool known =
            std::any_of(all.begin(), all.end(), [&text](const FilterValue& value) { return value.text == text; });
        if (!known)
            all.append({text});
    }
    return all;
}

qsizetype characters(const QByteArray& utf8, std::size_t bytes)
{
    return QString::fromUtf8(utf8.left(static_cast<qsizetype>(bytes))).size();
}

} // namespace

FilterCompleter::FilterCompleter(QLineEdit& field)
    : QObject(&field), m_field(field), m_model(new QStandardItemModel(this)), m_completer(new QCompleter(m_model, this))
{
    constexpr int kVisibleItems = 12;
    m_completer->setWidget(&field);
    m_completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_completer->setCompletionMode(QCompleter::PopupCompletion);
    m_completer->setCompletionRole(kTextRole);
    m_completer->setMaxVisibleItems(kVisibleItems);
    m_completer->popup()->setAccessibleName(tr("What may stand here in the filter"));
    connect(m_completer, qOverload<const QString&>(&QCompleter::activated), this, &FilterCompleter::insert);
}

void FilterCompleter::offer(bool always)
{
    const QString text = m_field.text();
    const QByteArray utf8 = text.toUtf8();
    const auto cursor = static_cast<std::size_t>(text.left(m_field.cursorPosition()).toUtf8().size());
    const core::FilterPlace place =
        core::filterPlaceAt({utf8.constData(), static_cast<std::size_t>(utf8.size())}, cursor);
    m_begin = characters(utf8, place.begin);
    m_end = characters(utf8, place.end);
    const QString prefix = text.mid(m_begin, m_field.cursorPosition() - m_begin);
    const QList<FilterValue> all = place.key ? valuesOf(*place.key, m_values) : keys();
    m_keys = !place.key;
    m_model->clear();
    for (const FilterValue& value : all) {
        if (!value.text.startsWith(prefix, Qt::CaseInsensitive))
            continue;
        auto* item =
            new QStandardItem(value.help.isEmpty() ? value.text : value.text + QStringLiteral("   ") + value.help);
        item->setData(value.text, kTextRole);
        m_model->appendRow(item);
    }
    const bool isWritten = m_model->rowCount() == 1 &&
                           m_model->item(0)->data(kTextRole).toString().compare(prefix, Qt::CaseInsensitive) == 0;
    if (m_model->rowCount() == 0 || isWritten || (prefix.isEmpty() && !place.key && !always)) {
        hide();
        return;
    }
    m_completer->setCompletionPrefix(prefix);
    QAbstractItemView* popup = m_completer->popup();
    const int width = popup->sizeHintForColumn(0) + popup->verticalScrollBar()->sizeHint().width() + 8;
    m_completer->complete(QRect(0, 0, width, m_field.height()));
    popup->setCurrentIndex({}); // Enter means the filter as it is written
}

bool FilterCompleter::isOffering() const
{
    return m_completer->popup()->isVisible();
}

bool FilterCompleter::take(bool first)
{
    const QAbstractItemView* popup = m_completer->popup();
    const QModelIndex at = popup->currentIndex().isValid() ? popup->currentIndex()
                           : first                         ? popup->model()->index(0, 0)
                                                           : QModelIndex();
    hide();
    if (!at.isValid())
        return false;
    insert(at.data(kTextRole).toString());
    return true;
}

void FilterCompleter::hide()
{
    m_completer->popup()->hide();
}

void FilterCompleter::insert(const QString& completion)
{
    m_field.setSelection(static_cast<int>(m_begin), static_cast<int>(m_end - m_begin));
    m_field.insert(completion); // can be undone
    const bool isKey = completion.endsWith(QLatin1Char(':')) || completion.endsWith(QLatin1Char('>'));
    if (isKey)
        offer(false);
}

} // namespace widgets

#include "moc_filter_completer.cpp"
