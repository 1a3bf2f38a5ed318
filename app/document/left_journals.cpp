// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/document/left_journals.h"

#include "app/document/file_path.h"
#include "widgets/common/file_error_text.h"
#include "widgets/common/message_bar.h"

#include <QDateTime>
#include <QFile>
#include <QLocale>
#include <QPushButton>
#include <utility>

namespace app {

using widgets::MessageBar;

LeftJournals::LeftJournals(MessageBar& bar, QObject* parent) : QObject(parent), m_bar(bar)
{
    connect(bar.addButton(tr("Op&en it")), &QPushButton::clicked, this, [this] {
        const QString path = QFile::decodeName(QByteArray::fromStdString(m_left.front().path));
        next();
        Q_EMIT openRequested(path);
    });
    connect(bar.addButton(tr("De&lete it")), &QPushButton::clicked, this, &LeftJournals::removeFirst);
    connect(&bar, &MessageBar::dismissed, this, &LeftJournals::next);
}

void LeftJournals::look(const QString& folder)
{
    m_task.start([this, path = nativePath(folder)](const core::FileControl&) {
        auto found = core::findJournals(path);
        return [this, found = std::move(found)] {
            if (!found) {
                m_bar.showMessage(MessageBar::Kind::Error, tr("Journals of earlier runs cannot be looked for."),
                                  widgets::fileErrorSentence(found.error()));
                return;
            }
            m_left = *found;
            showFirst();
        };
    });
}

void LeftJournals::showFirst()
{
    if (m_left.empty())
        return m_bar.clearMessage();
    const core::LeftJournal& journal = m_left.front();
    const QLocale locale;
    const QDateTime written = QDateTime::fromMSecsSinceEpoch(journal.writtenNs / 1'000'000);
    m_bar.showMessage(MessageBar::Kind::Notice,
                      tr("A run of the program ended unexpectedly on %1. Its recording (%2) was kept in a journal.")
                          .arg(locale.toString(written, QLocale::ShortFormat),
                               locale.formattedDataSize(static_cast<qint64>(journal.bytes))),
                      {},
                      m_left.size() > 1 ? tr("There are %1 more such recordings.").arg(m_left.size() - 1) : QString());
}

void LeftJournals::next()
{
    if (!m_left.empty())
        m_left.erase(m_left.begin());
    showFirst();
}

void LeftJournals::removeFirst()
{
    const core::FileResult<void> removed = core::removeJournal(m_left.front().path);
    next();
    if (!removed)
        m_bar.setAddition(tr("The journal was not deleted. %1").arg(widgets::fileErrorSentence(removed.error())));
}

} // namespace app
