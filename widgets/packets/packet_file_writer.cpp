// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/packets/packet_file_writer.h"

namespace widgets {

void PacketFileWriter::open(const QString& path)
{
    m_file.emplace(path);
    Q_EMIT done(m_file->open());
}

void PacketFileWriter::write(const QByteArray& bytes)
{
    if (m_file)
        Q_EMIT done(m_file->write(bytes));
}

void PacketFileWriter::commit()
{
    if (!m_file)
        return;
    const QString problem = m_file->commit();
    m_file.reset();
    Q_EMIT done(problem);
}

void PacketFileWriter::discard()
{
    m_file.reset();
}

} // namespace widgets
