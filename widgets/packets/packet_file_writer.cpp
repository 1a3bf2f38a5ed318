// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/packets/packet_file_writer.h"

#include "widgets/common/file_error_text.h"

#include <QFile>

namespace widgets {

namespace {

QString problemOf(const core::FileResult<void>& result)
{
    return result ? QString() : fileErrorSentence(result.error());
}

} // namespace

void PacketFileWriter::open(const QString& path)
{
    m_file.emplace(QFile::encodeName(path).toStdString());
    Q_EMIT done(problemOf(m_file->open()));
}

void PacketFileWriter::write(const QByteArray& bytes)
{
    if (m_file)
        Q_EMIT done(problemOf(m_file->write({bytes.constData(), static_cast<std::size_t>(bytes.size())})));
}

void PacketFileWriter::commit()
{
    if (!m_file)
        return;
    const QString problem = problemOf(m_file->commit());
    m_file.reset();
    Q_EMIT done(problem);
}

void PacketFileWriter::discard()
{
    m_file.reset();
}

} // namespace widgets
