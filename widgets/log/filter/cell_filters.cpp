// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/filter/cell_filters.h"

#include "core/filter/event_value.h"
#include "core/filter/filter_print.h"
#include "widgets/common/error_text.h"

#include <QCoreApplication>
#include <QMenu>

namespace widgets {

namespace {

constexpr core::FilterKey kKeys[] = {
    core::FilterKey::Call,   core::FilterKey::Errno,  core::FilterKey::State, core::FilterKey::Conn,
    core::FilterKey::Side,   core::FilterKey::Kind,   core::FilterKey::Fd,    core::FilterKey::Thread,
    core::FilterKey::Source, core::FilterKey::Bytes,  core::FilterKey::Text,  core::FilterKey::Took,
    core::FilterKey::Time,   core::FilterKey::Number,
};

struct CellFiltersText
{
    Q_DECLARE_TR_FUNCTIONS(widgets::CellFiltersText)
};

/// Short enough for a menu, in which & marks a mnemonic.
QString asMenuText(const core::FilterTerm& term)
{
    constexpr qsizetype kMostCharacters = 50;
    QString text = fromUtf8(core::printTerm(term));
    if (text.size() > kMostCharacters)
        text = text.left(kMostCharacters) + QStringLiteral("…");
    return text.replace(QLatin1Char('&'), QLatin1String("&&"));
}

} // namespace

void addCellFilters(QMenu& menu, const core::Event& event, std::uint64_t number, const core::FilterContext& context,
                    const QList<core::FilterKey>& keys, const TermChosen& chosen)
{
    for (const core::FilterKey key : keys) {
        const auto term = core::termOf(key, event, number, context);
        if (!term)
            continue;
        //: %1 is a term of the filter language, "errno:ECONNREFUSED"
        menu.addAction(CellFiltersText::tr("Filter on %1").arg(asMenuText(*term)),
                       [chosen, term] { chosen(*term, false); });
        //: %1 is a term of the filter language, "errno:ECONNREFUSED"
        menu.addAction(CellFiltersText::tr("Exclude %1").arg(asMenuText(*term)),
                       [chosen, term] { chosen(*term, true); });
    }
    QMenu* filter = menu.addMenu(CellFiltersText::tr("&Filter on"));
    QMenu* exclude = menu.addMenu(CellFiltersText::tr("E&xclude"));
    for (const core::FilterKey key : kKeys) {
        const auto term = core::termOf(key, event, number, context);
        if (!term)
            continue;
        filter->addAction(asMenuText(*term), [chosen, term] { chosen(*term, false); });
        exclude->addAction(asMenuText(*term), [chosen, term] { chosen(*term, true); });
    }
}

} // namespace widgets
