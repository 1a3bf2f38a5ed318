// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/capture.h"

#include "core/clock.h"
#include "core/packet/tcp_packet.h"
#include "helper/interface_ports.h"

#include <arpa/inet.h>
#include <array>
#include <cstring>
#include <linux/filter.h>
#include <linux/if_packet.h>
#include <sys/socket.h>
#include <utility>

namespace helper {

namespace {

constexpr int kSnapLength = 65'600;  // bytes: the largest IPv4 datagram and what stands before it
constexpr int kRingBytes = 16 << 20; // in the kernel
constexpr int kMostRounds = 64;      // blocks of the ring at a time, so that nothing else starves

struct Drain
{
    Output& output;
    const core::PortSet& ports;
    std::uint32_t linkType;
    std::int64_t realtimeAheadNs; // CLOCK_REALTIME minus CLOCK_MONOTONIC
    InterfacePorts& interfacePorts;
};

std::int64_t realtimeAhead()
{
    timespec real{};
    const std::int64_t before = core::monotonicNs();
    ::clock_gettime(CLOCK_REALTIME, &real);
    const std::int64_t after = core::monotonicNs();
    return std::int64_t{real.tv_sec} * 1'000'000'000 + real.tv_nsec - (before + (after - before) / 2);
}

// The kernel's filter may be wider than the ports.
bool isWanted(const Drain& drain, std::span<const std::byte> bytes, std::size_t wireLength)
{
    const auto packet = core::decodeTcp(bytes, static_cast<core::LinkType>(drain.linkType), wireLength);
    return packet && (drain.ports.contains(packet->source.port()) || drain.ports.contains(packet->destination.port()));
}

// A capture of all interfaces sees what crosses a bridge, or a bond, on its ports as well as on itself: that is one
// segment, not two.
bool isSeenTwice(const Drain& drain, std::span<const std::byte> bytes)
{
    constexpr std::size_t kIndexAt = 4; // of the SLL2 header, in network byte order
    std::uint32_t index = 0;
    if (drain.linkType != DLT_LINUX_SLL2 || bytes.size() < kIndexAt + sizeof index)
        return false;
    std::memcpy(&index, bytes.data() + kIndexAt, sizeof index);
    return drain.interfacePorts.contains(static_cast<int>(ntohl(index)));
}

void onPacket(u_char* user, const pcap_pkthdr* header, const u_char* data)
{
    const Drain& drain = *reinterpret_cast<Drain*>(user);
    const auto bytes = std::as_bytes(std::span(data, header->caplen));
    if (!isWanted(drain, bytes, header->len) || isSeenTwice(drain, bytes))
        return;
    // With nanosecond precision tv_usec holds nanoseconds (pcap_set_tstamp_precision(3PCAP)).
    const std::int64_t ns = std::int64_t{header->ts.tv_sec} * 1'000'000'000 + header->ts.tv_usec;
    drain.output.add(core::RecordKind::Packet, ns - drain.realtimeAheadNs,
                     core::PacketRecord{drain.linkType, header->len}, bytes);
}

} // namespace

Capture::Capture(Handle pcap, std::string interface, const core::PortSet& ports)
    : m_pcap(std::move(pcap)),
      m_interface(std::move(interface)),
      m_ports(&ports),
      m_linkType(static_cast<std::uint32_t>(::pcap_datalink(m_pcap.get())))
{
}

Result<Capture> Capture::open(const std::string& interface, const core::PortSet& ports)
{
    using Kind = core::ObserverProblem;
    char why[PCAP_ERRBUF_SIZE] = "";
    Handle pcap(::pcap_create(interface.c_str(), why));
    const auto refuse = [&](Kind kind) { return tl::unexpected(Problem{kind, interface}); };
    const auto quote = [&](const char* words) {
        return tl::unexpected(Problem{Kind::CaptureFailed, interface + '\0' + words});
    };
    if (!pcap)
        return quote(why);
    ::pcap_set_snaplen(pcap.get(), kSnapLength);
    ::pcap_set_promisc(pcap.get(), 0);
    ::pcap_set_timeout(pcap.get(), kDelayMs);
    ::pcap_set_buffer_size(pcap.get(), kRingBytes);
    if (::pcap_set_tstamp_precision(pcap.get(), PCAP_TSTAMP_PRECISION_NANO) != 0)
        return refuse(Kind::CaptureTimeStamps);
    const int status = ::pcap_activate(pcap.get());
    if (status == PCAP_ERROR_PERM_DENIED)
        return refuse(Kind::CaptureNeedsRoot);
    if (status < 0)
        return quote(status == PCAP_ERROR ? ::pcap_geterr(pcap.get()) : ::pcap_statustostr(status));
    if (interface == "any" && ::pcap_set_datalink(pcap.get(), DLT_LINUX_SLL2) != 0)
        return quote(::pcap_geterr(pcap.get()));
    if (::pcap_setnonblock(pcap.get(), 1, why) != 0)
        return quote(why);
    Capture capture(std::move(pcap), interface, ports);
    if (!capture.updateFilter())
        return refuse(Kind::CaptureFilter);
    return capture;
}

// Not pcap_setfilter(3PCAP), which lets nothing through while it changes the filter. The kernel puts the new one in the
// place of the old one.
bool Capture::updateFilter()
{
    std::array<sock_filter, 1> nothing{{BPF_STMT(BPF_RET | BPF_K, 0)}};
    sock_fprog attached{static_cast<unsigned short>(nothing.size()), nothing.data()};
    bpf_program program{};
    Handle compiler; // a capture without link layer header is filtered from the IP header on, whatever it reports
    if (!m_ports->empty()) {
        const bool cooked = m_linkType == DLT_LINUX_SLL || m_linkType == DLT_LINUX_SLL2;
        if (cooked)
            compiler.reset(::pcap_open_dead(DLT_RAW, kSnapLength));
        pcap_t* by = cooked ? compiler.get() : m_pcap.get();
        if (!by || ::pcap_compile(by, &program, m_ports->packetFilter().c_str(), 1, PCAP_NETMASK_UNKNOWN) != 0)
            return false;
        static_assert(sizeof(bpf_insn) == sizeof(sock_filter));
        attached = {static_cast<unsigned short>(program.bf_len), reinterpret_cast<sock_filter*>(program.bf_insns)};
    }
    const int status =
        ::setsockopt(::pcap_fileno(m_pcap.get()), SOL_SOCKET, SO_ATTACH_FILTER, &attached, sizeof attached);
    ::pcap_freecode(&program);
    return status == 0;
}

bool Capture::drain(Output& output)
{
    InterfacePorts interfacePorts;
    Drain drain{output, *m_ports, m_linkType, realtimeAhead(), interfacePorts};
    int got = 1;
    for (int round = 0; round < kMostRounds && got > 0; ++round)
        got = ::pcap_dispatch(m_pcap.get(), -1, onPacket, reinterpret_cast<u_char*>(&drain));
    pcap_stat stat{};
    if (::pcap_stats(m_pcap.get(), &stat) == 0 && stat.ps_drop != m_dropped)
        output.lost(core::LostWhere::Capture, stat.ps_drop - std::exchange(m_dropped, stat.ps_drop));
    return got >= 0;
}

} // namespace helper
