// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/document/left_journals.h"

#include "widgets/common/file_error_text.h"
#include "widgets/common/file_path.h"
#include "widgets/common/message_bar.h"

#include <QDateTime>
#include <QFile>
#include <QLocale>
#include <QPushButton>
#include <utility>

namespace app {

using widgets::MessageBar;

namespace {

QString timeOf(const core::LeftJournal& journal)
{
    const QDateTime written = QDateTime::fromMSecsSinceEpoch(journal.writtenNs / 1'000'000);
    return QLocale().toString(written, QLocale::ShortFormat);
}

} // namespace

LeftJournals::LeftJournals(MessageBar& bar, QObject* parent)
    : QObject(parent), m_bar(bar), m_open(bar.addButton(tr("Op&en it"))), m_delete(bar.addButton(tr("De&lete it")))
{
    connect(m_open, &QPushButton::clicked, this, &LeftJournals::openFirst);
    connect(m_delete, &QPushButton::clicked, this, &LeftJournals::removeFirst);
    connect(&bar, &MessageBar::dismissed, this, &LeftJournals::next);
}

void LeftJournals::look(const QString& folder)
{
    m_task.start([this, path = widgets::nativePath(folder)](const core::FileControl&) {
        auto found = core::findJournals(path);
        return [this, found = std::move(found)] {
            if (!found) {
                showButtons(false); // there is nothing to open or delete
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
    showButtons(true);
    m_bar.showMessage(MessageBar::Kind::Notice,
                      tr("A run of the program ended unexpectedly on %1. Its recording (%2) was kept in a journal.")
                          .arg(timeOf(journal), QLocale().formattedDataSize(static_cast<qint64>(journal.bytes))),
                      tr("It has no bookmarks: they are in saved recordings only."),
                      m_left.size() > 1 ? tr("There are %1 more such recordings.").arg(m_left.size() - 1) : QString());
}

void LeftJournals::showButtons(bool shown)
{
    m_open->setVisible(shown);
    m_delete->setVisible(shown);
}

void LeftJournals::openFirst()
{
    if (m_left.empty())
        return;
    const QString path = QFile::decodeName(QByteArray::fromStdString(m_left.front().path));
    next();
    Q_EMIT openRequested(path);
}

void LeftJournals::next()
{
    if (!m_left.empty())
        m_left.erase(m_left.begin());
    showFirst();
}

void LeftJournals::removeFirst()
{
    if (m_left.empty())
        return;
    if (const auto removed = core::removeJournal(m_left.front().path); !removed)
        m_bar.showMessage(MessageBar::Kind::Error,
                          tr("The journal of the run that ended on %1 was not deleted.").arg(timeOf(m_left.front())),
                          widgets::fileErrorSentence(removed.error()),
                          tr("Try again, or dismiss this message: it is offered again when the program starts next."));
    else
        next();
}

} // namespace app

#include "moc_left_journals.cpp"
