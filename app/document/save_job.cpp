// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/document/save_job.h"

#include "widgets/common/count_text.h"
#include "widgets/common/file_path.h"

#include <QCoreApplication>
#include <QFile>
#include <QLocale>
#include <QStringList>
#include <memory>
#include <utility>

namespace app {

namespace {

struct SaveJobText
{
    Q_DECLARE_TR_FUNCTIONS(app::SaveJobText)
};

using widgets::countText;

QString savedText(const core::SaveOutcome& outcome, core::FileFormat format, const QString& path)
{
    const QString size = QLocale().formattedDataSize(static_cast<qint64>(outcome.bytes));
    if (format != core::FileFormat::Pcapng)
        return SaveJobText::tr("%1 event(s), %2, were written to %3.", nullptr, widgets::pluralOf(outcome.events))
            .arg(countText(outcome.events), size, widgets::shownPath(path));
    QString text = SaveJobText::tr("%1 packet(s), %2, were written to %3. Comments: %4.", nullptr,
                                   widgets::pluralOf(outcome.packets))
                       .arg(countText(outcome.packets), size, widgets::shownPath(path), countText(outcome.comments));
    if (outcome.packetsWithoutBytes > 0)
        text += QLatin1Char(' ') +
                SaveJobText::tr("Packets whose bytes were not kept: %1.").arg(countText(outcome.packetsWithoutBytes));
    return text;
}

} // namespace

widgets::SaveJob saveJob(EventsToSave what)
{
    const QString path = QFile::decodeName(QByteArray::fromStdString(what.request.path));
    return {path,
            [path, shared = std::make_shared<EventsToSave>(std::move(what))](
                const core::FileControl& control) -> core::FileResult<QString> {
                core::SaveRequest request = shared->request;
                if (shared->numbers)
                    request.numbers = shared->numbers();
                const auto outcome = core::saveEvents(shared->events, request, control);
                if (!outcome)
                    return tl::unexpected(outcome.error());
                return savedText(*outcome, request.format, path);
            }};
}

} // namespace app
