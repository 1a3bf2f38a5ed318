// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/document/save_job.h"

#include "widgets/common/file_path.h"

#include <QCoreApplication>
#include <QFile>
#include <QLocale>
#include <QStringList>
#include <memory>
#include <utility>

namespace app {

namespace {

QString savedText(const char* text)
{
    return QCoreApplication::translate("app::SaveJob", text);
}

QString number(std::uint64_t value)
{
    return QLocale().toString(static_cast<qulonglong>(value));
}

QString savedText(const core::SaveOutcome& outcome, core::FileFormat format, const QString& path)
{
    const QString size = QLocale().formattedDataSize(static_cast<qint64>(outcome.bytes));
    if (format != core::FileFormat::Pcapng)
        return savedText(QT_TRANSLATE_NOOP("app::SaveJob", "%1 events, %2, were written to %3."))
            .arg(number(outcome.events), size, widgets::shownPath(path));
    QString text = savedText(QT_TRANSLATE_NOOP("app::SaveJob", "%1 packets with %2 comments, %3, were written to %4."))
                       .arg(number(outcome.packets), number(outcome.comments), size, widgets::shownPath(path));
    if (outcome.packetsWithoutBytes > 0)
        text +=
            QLatin1Char(' ') + savedText(QT_TRANSLATE_NOOP("app::SaveJob", "The bytes of %1 of them were not kept."))
                                   .arg(number(outcome.packetsWithoutBytes));
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
