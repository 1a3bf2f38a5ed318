// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/packets/packet_fields.h"

#include "core/packet/byte_reader.h"
#include "core/packet/packet_event.h"
#include "core/packet/packet_headers.h"
#include "widgets/common/count_text.h"
#include "widgets/common/error_text.h"
#include "widgets/packets/packet_text.h"

#include <QCoreApplication>
#include <QStringList>
#include <array>

namespace widgets {

namespace {

namespace tcp_flag = core::tcp_flag;

class Writer
{
    Q_DECLARE_TR_FUNCTIONS(widgets::PacketFields)

public:
    explicit Writer(const core::Event& event) : m_event(event), m_view(core::packetOf(event)) {}
    std::vector<PacketField> write();

private:
    void add(int level, const QString& name, const QString& value = {}, bool isTrouble = false)
    {
        m_fields.push_back({level, name, value, isTrouble, 0, 0});
    }
    void addHeader(const QString& name, const QString& value, std::size_t offset, std::size_t size)
    {
        m_fields.push_back({0, name, value, false, offset, size});
    }
    void writeIp(const core::IpHeader& ip, const core::TcpPacket& packet);
    void writeTcp(const core::PacketHeaders* headers, const core::TcpPacket* packet);
    void writeFlags();
    void writeOption(const core::RawTcpOption& option);
    void writeData(const core::TcpPacket* packet);

    static QString number(quint64 value) { return QString::number(value); }
    static QString hex(quint64 value, int digits)
    {
        return QStringLiteral("0x%1").arg(value, digits, 16, QLatin1Char('0'));
    }
    QString checksum(const core::TcpHeader& tcp) const;
    QString window(const core::TcpPacket* packet) const;

    const core::Event& m_event;
    core::PacketView m_view;
    std::vector<PacketField> m_fields;
};

std::vector<PacketField> Writer::write()
{
    const auto packet = core::decodeTcp(m_event.bytes(), core::LinkType::Raw, m_event.bytes().size());
    const auto headers = core::readHeaders(m_event.bytes());
    if (packet && headers) {
        writeIp(headers->ip, *packet);
        writeTcp(&*headers, &*packet);
        writeData(&*packet);
    } else {
        add(0, tr("Bytes"), tr("not kept (%1)").arg(byteCountText(m_event.payloadSize)));
        writeTcp(nullptr, nullptr);
        writeData(nullptr);
    }
    return std::move(m_fields);
}

void Writer::writeIp(const core::IpHeader& ip, const core::TcpPacket& packet)
{
    static constexpr std::array<const char*, 4> kEcn{"Not-ECT", "ECT(1)", "ECT(0)", "CE"};
    addHeader(ip.version == 6 ? tr("IPv6 header") : tr("IPv4 header"), byteCountText(ip.length), 0, ip.length);
    add(1, tr("source"), fromUtf8(packet.source.host()));
    add(1, tr("destination"), fromUtf8(packet.destination.host()));
    add(1, tr("total length"),
        ip.totalLength == 0 ? tr("0: more than the field can say (segmentation is left to the network card)")
                            : byteCountText(ip.totalLength));
    add(1, ip.version == 6 ? tr("hop limit") : tr("time to live"), number(ip.hopLimit));
    add(1, tr("DSCP, ECN"),
        QStringLiteral("%1, %2").arg(ip.trafficClass >> 2U).arg(QLatin1String(kEcn[ip.trafficClass & 3U])));
    if (ip.version == 6) {
        add(1, tr("flow label"), hex(ip.flowLabel, 5));
        return;
    }
    add(1, tr("identification"), number(ip.identification));
    QStringList flags;
    if (ip.dontFragment)
        flags.append(tr("do not fragment"));
    if (ip.moreFragments)
        flags.append(tr("more fragments follow"));
    add(1, tr("fragments"), flags.isEmpty() ? tr("may be fragmented") : flags.join(QStringLiteral(", ")));
    add(1, tr("header checksum"),
        ip.checksumCorrect ? tr("%1, correct").arg(hex(ip.checksum, 4))
        : ip.checksum == 0 ? tr("0x0000: left to the network card to compute")
                           : tr("%1, does not match").arg(hex(ip.checksum, 4)),
        !ip.checksumCorrect && ip.checksum != 0);
}

void Writer::writeTcp(const core::PacketHeaders* headers, const core::TcpPacket* packet)
{
    if (headers)
        addHeader(tr("TCP header"), byteCountText(headers->tcp.length), headers->ip.length, headers->tcp.length);
    else
        add(0, tr("TCP header"));
    if (packet) {
        add(1, tr("source port"), number(packet->source.port()));
        add(1, tr("destination port"), number(packet->destination.port()));
    }
    QString seq = packet ? tr("%1 (raw %2)").arg(m_view.seq).arg(packet->seq) : number(m_view.seq);
    if (m_view.startUnseen)
        seq = tr("%1, counted from the first packet that was captured: the SYN was not").arg(seq);
    add(1, tr("sequence number"), seq);
    if (m_view.again)
        add(2, tr("seen before"), tr("a retransmission, or a keep-alive probe"), true);
    if ((m_view.flags & tcp_flag::kAck) != 0)
        add(1, tr("acknowledgement"), packet ? tr("%1 (raw %2)").arg(m_view.ack).arg(packet->ack) : number(m_view.ack));
    add(1, tr("flags"),
        QStringLiteral("%1 (%2)").arg(fromUtf8(core::tcpFlagsText(m_view.flags)), hex(m_view.flags, 3)));
    writeFlags();
    add(1, tr("window"), window(packet), core::isZeroWindow(m_view));
    if (!headers)
        return;
    add(1, tr("checksum"), checksum(headers->tcp), headers->tcp.checksumState == core::ChecksumState::Mismatch);
    if ((m_view.flags & tcp_flag::kUrg) != 0)
        add(1, tr("urgent pointer"), number(headers->tcp.urgentPointer));
    std::size_t optionBytes = 0;
    for (const core::RawTcpOption& option : headers->options)
        optionBytes += option.bytes.size();
    if (optionBytes == 0)
        return;
    add(1, tr("options"), byteCountText(optionBytes));
    for (const core::RawTcpOption& option : headers->options)
        writeOption(option);
}

void Writer::writeFlags()
{
    struct Words
    {
        std::uint16_t flag;
        const char* name;
        QString meaning;
    };
    const std::array words{
        Words{tcp_flag::kSyn, "SYN", tr("begins the connection; it counts as one in the sequence numbers")},
        Words{tcp_flag::kFin, "FIN", tr("the sender has no more data; it counts as one in the sequence numbers")},
        Words{tcp_flag::kRst, "RST", tr("the connection does not exist or is broken off at once")},
        Words{tcp_flag::kPsh, "PSH", tr("hand the data to the program without waiting for more")},
        Words{tcp_flag::kUrg, "URG", tr("urgent data up to the urgent pointer")},
        Words{tcp_flag::kEce, "ECE", tr("congestion was met on the way, or on a SYN: ECN is understood")},
        Words{tcp_flag::kCwr, "CWR", tr("the congestion window was made smaller")},
        Words{tcp_flag::kAe, "AE", tr("accurate ECN")},
        Words{tcp_flag::kAck, "ACK", tr("every byte before the acknowledgement number has arrived")},
    };
    for (const Words& row : words) {
        if ((m_view.flags & row.flag) != 0)
            add(2, QLatin1String(row.name), row.meaning, row.flag == tcp_flag::kRst);
    }
}

QString Writer::window(const core::TcpPacket* packet) const
{
    if (m_view.scaleUnknown)
        return tr("%1 as on the wire; the SYNs that tell how to scale it were not captured").arg(m_view.window);
    QString text = byteCountText(m_view.window);
    if (core::isZeroWindow(m_view))
        text = tr("%1: the sender takes no more data for now").arg(text);
    else if (packet && packet->window != 0 && m_view.window != packet->window)
        text = tr("%1 (%2 × %3)").arg(text).arg(packet->window).arg(m_view.window / packet->window);
    return text;
}

QString Writer::checksum(const core::TcpHeader& tcp) const
{
    const QString field = hex(tcp.checksum, 4);
    switch (tcp.checksumState) {
    case core::ChecksumState::Correct:
        return tr("%1, correct").arg(field);
    case core::ChecksumState::NotComputed:
        return tr("%1: not computed by the sending host. It is left to the network card, and on the loopback interface "
                  "nobody needs it.")
            .arg(field);
    case core::ChecksumState::NotChecked:
        return tr("%1, not checked: not all bytes were captured").arg(field);
    case core::ChecksumState::Mismatch:
        return tr("%1, does not match (%2 would)").arg(field, hex(tcp.expectedChecksum, 4));
    }
    return field;
}

void Writer::writeOption(const core::RawTcpOption& option)
{
    const core::ByteReader in(option.bytes);
    const std::size_t size = in.size();
    if (option.kind == 0) {
        add(2, QStringLiteral("EOL"), tr("end of the options"));
    } else if (option.kind == 1) {
        add(2, QStringLiteral("NOP"), tr("padding"));
    } else if (option.kind == 2 && size == 4) {
        add(2, QStringLiteral("MSS"),
            tr("%1: the largest segment that the sender takes").arg(byteCountText(in.u16(2))));
    } else if (option.kind == 3 && size == 3) {
        const unsigned shift = std::min<unsigned>(in.u8(2), 14);
        add(2, tr("window scale"), tr("%1: later windows count %2 times").arg(in.u8(2)).arg(1U << shift));
    } else if (option.kind == 4 && size == 2) {
        add(2, tr("SACK permitted"), tr("the sender understands selective acknowledgements"));
    } else if (option.kind == 5) {
        for (std::size_t at = 2; at + 8 <= size; at += 8)
            add(2, QStringLiteral("SACK"),
                tr("raw %1 to %2 has arrived, bytes before it are missing").arg(in.u32(at)).arg(in.u32(at + 4)));
    } else if (option.kind == 8 && size == 10) {
        add(2, tr("timestamps"), tr("value %1, echo %2").arg(in.u32(2)).arg(in.u32(6)));
    } else {
        add(2, tr("kind %1").arg(option.kind), byteCountText(size));
    }
}

void Writer::writeData(const core::TcpPacket* packet)
{
    if (m_view.length == 0) {
        add(0, tr("Data"), tr("none"));
        return;
    }
    QString value = byteCountText(m_view.length);
    if (packet && packet->payload.size() < m_view.length)
        value = tr("%1, %2 captured").arg(value, byteCountText(packet->payload.size()));
    if (packet)
        addHeader(tr("Data"), value, static_cast<std::size_t>(packet->payload.data() - packet->network.data()),
                  packet->payload.size());
    else
        add(0, tr("Data"), value);
}

} // namespace

std::vector<PacketField> packetFields(const core::Event& packet)
{
    return Writer(packet).write();
}

} // namespace widgets
