# SPDX-License-Identifier: GPL-3.0-or-later
"""A TCP server behind a TUN device that does what no well-behaved peer can be made to do at the right moment: it answers
segment by segment as it is told (RFC 9293). For one connection, IPv4, in a network of the test's own."""
import fcntl
import os
import select
import socket
import struct

TUNSETIFF, IFF_TUN, IFF_NO_PI = 0x400454CA, 0x1, 0x1000  # linux/if_tun.h
SIOCSIFADDR, SIOCSIFNETMASK, SIOCSIFFLAGS, IFF_UP = 0x8916, 0x891C, 0x8914, 0x1  # netdevice(7)
FIN, SYN, RST, PSH, ACK = 0x01, 0x02, 0x04, 0x08, 0x10

KERNEL, PEER = "198.51.100.1", "198.51.100.2"  # RFC 5737: for documentation


def checksum(data):
    if len(data) % 2:
        data += b"\0"
    total = sum(struct.unpack(f"!{len(data) // 2}H", data))
    while total > 0xFFFF:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


class Segment:
    """A segment that came from the kernel."""

    def __init__(self, packet):
        header = (packet[0] & 15) * 4
        tcp = packet[header:struct.unpack("!H", packet[2:4])[0]]
        self.source_port, self.port, self.seq, self.ack, offset, self.flags = struct.unpack("!HHIIBB", tcp[:14])
        self.data = tcp[(offset >> 4) * 4:]


class TunPeer:
    """The device exists as long as this object. What the kernel sends to PEER is received here."""

    def __init__(self, name="tun0"):
        self.file = os.open("/dev/net/tun", os.O_RDWR | os.O_CLOEXEC)
        fcntl.ioctl(self.file, TUNSETIFF, struct.pack("16sH22x", name.encode(), IFF_TUN | IFF_NO_PI))
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
            for request, address in ((SIOCSIFADDR, KERNEL), (SIOCSIFNETMASK, "255.255.255.0")):
                fcntl.ioctl(any_socket, request, struct.pack("16sHH4s8x", name.encode(), socket.AF_INET, 0,
                                                            socket.inet_aton(address)))
            fcntl.ioctl(any_socket, SIOCSIFFLAGS, struct.pack("16sH14x", name.encode(), IFF_UP))
        self.seq, self.ack, self.ports = 1000, 0, (0, 0)

    def close(self):
        os.close(self.file)

    def receive(self, flags, timeout=20):
        """The next segment of TCP that has all these flags; others are passed over."""
        while select.select([self.file], [], [], timeout)[0]:
            packet = os.read(self.file, 65536)
            if packet[0] >> 4 != 4 or packet[9] != socket.IPPROTO_TCP:
                continue
            segment = Segment(packet)
            if segment.flags & flags == flags:
                self.ports = (segment.port, segment.source_port)
                self.ack = segment.seq + len(segment.data) + bool(segment.flags & (SYN | FIN)) & 0xFFFFFFFF
                return segment
        raise AssertionError(f"waited {timeout} s in vain for a segment with the flags {flags:#x}")

    def send(self, flags, data=b"", ack=None):
        """Sends the next segment; `ack` instead of everything that was received."""
        tcp = struct.pack("!HHIIBBHHH", *self.ports, self.seq, self.ack if ack is None else ack, 5 << 4, flags, 65535,
                          0, 0) + data
        addresses = socket.inet_aton(PEER) + socket.inet_aton(KERNEL)
        pseudo = addresses + struct.pack("!BBH", 0, socket.IPPROTO_TCP, len(tcp))
        tcp = tcp[:16] + struct.pack("!H", checksum(pseudo + tcp)) + tcp[18:]
        ip = struct.pack("!BBHHHBBH", 0x45, 0, 20 + len(tcp), 0, 0x4000, 64, socket.IPPROTO_TCP, 0) + addresses
        ip = ip[:10] + struct.pack("!H", checksum(ip)) + ip[12:]
        os.write(self.file, ip + tcp)
        self.seq = self.seq + len(data) + bool(flags & (SYN | FIN)) & 0xFFFFFFFF

    def accept(self):
        """The three-way handshake."""
        self.receive(SYN)
        self.send(SYN | ACK)
        self.receive(ACK)

    def close_at_the_same_moment(self):
        """Waits for the FIN, answers with an own FIN that has not seen it, and only then acknowledges it."""
        fin = self.receive(FIN)
        self.send(FIN | ACK, ack=fin.seq)
        self.receive(ACK)
        self.send(ACK, ack=fin.seq + 1 & 0xFFFFFFFF)
