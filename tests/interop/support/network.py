# SPDX-License-Identifier: GPL-3.0-or-later
"""A network of the test's own, in which every port is free, so that the first start can use the default port."""
import ctypes
import fcntl
import os
import pathlib
import socket
import struct
import sys

CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000  # unshare(2)
SIOCSIFFLAGS, IFF_UP, IFF_RUNNING = 0x8914, 0x1, 0x40  # netdevice(7)


def isolate():
    """Moves this process, and with it all that it starts, into a network namespace with a loopback interface. Where the
    system does not allow that, everything stays in the common network."""
    uid, gid = os.geteuid(), os.getegid()
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(CLONE_NEWNET if uid == 0 else CLONE_NEWUSER | CLONE_NEWNET) != 0:
        print(f"no own network: {os.strerror(ctypes.get_errno())}", file=sys.stderr)
        return
    if uid != 0:  # the same user as before (user_namespaces(7))
        for name, content in (("setgroups", "deny"), ("uid_map", f"{uid} {uid} 1"), ("gid_map", f"{gid} {gid} 1")):
            pathlib.Path("/proc/self", name).write_text(content, encoding="ascii")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, SIOCSIFFLAGS, struct.pack("16sh", b"lo", IFF_UP | IFF_RUNNING))
