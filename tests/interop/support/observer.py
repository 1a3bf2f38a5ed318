# SPDX-License-Identifier: GPL-3.0-or-later
"""The records that the observer writes, and a place in which it may trace: see core/observe/record.h."""
import contextlib
import ctypes
import os
import struct

READY, PROBLEM, STATE, PACKET, DRAINED, LOST = range(1, 7)
PORTS = 7
# Of the problems, those that are looked for.
STATES_NEED_ROOT, TRACEFS_NOT_MOUNTED, CAPTURE_NEEDS_ROOT, CAPTURE_FAILED = 0, 2, 6, 7
UNKNOWN_REQUEST, LONG_REQUEST, ARGUMENTS = 12, 13, 15
INSTANCES = "/sys/kernel/tracing/instances"
_CLONE_NEWNS, _MS_REC, _MS_PRIVATE, _MS_SHARED = 0x20000, 0x4000, 0x40000, 0x100000


def mount_tracefs():
    """Gives this process, if it may, a mount namespace of its own with tracefs in it. True: the observer can trace."""
    if os.geteuid() != 0:
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(_CLONE_NEWNS) == 0:
        libc.mount(b"none", b"/", None, _MS_REC | _MS_PRIVATE, None)
        if not os.path.isdir(INSTANCES):
            libc.mount(b"tracefs", b"/sys/kernel/tracing", b"tracefs", 0, None)
    return os.path.isdir(INSTANCES)


def unmount_tracefs():
    """The opposite, in the namespace of mount_tracefs(): no tracefs is left, also none through debugfs."""
    libc = ctypes.CDLL(None)
    for folder in (b"/sys/kernel/tracing", b"/sys/kernel/debug"):
        while libc.umount2(folder, 2) == 0:
            pass
    assert not os.path.isdir(INSTANCES)


@contextlib.contextmanager
def without_tracefs():
    """For a while no tracefs is mounted, in the namespace of mount_tracefs(). As on most systems, what is mounted in a
    namespace that is made from it shows in it, too, unless that is prevented there."""
    libc = ctypes.CDLL(None)
    unmount_tracefs()
    libc.mount(b"none", b"/", None, _MS_REC | _MS_SHARED, None)
    try:
        yield
    finally:
        libc.mount(b"none", b"/", None, _MS_REC | _MS_PRIVATE, None)
        mount_tracefs()


def tracefs_mounts(pid="self"):
    """Where the processes of that mount namespace have a tracefs."""
    with open(f"/proc/{pid}/mountinfo", encoding="utf-8") as mounts:
        return [line.split()[4] for line in mounts if " - tracefs " in line]


def read_record(stream):
    """(kind, ns, data), or None at the end of the stream."""
    header = stream.read(24)
    if len(header) < 24:
        return None
    magic, version, kind, length, _, ns = struct.unpack("=IHHIIq", header)
    assert (magic, version) == (0x424F5053, 3), "this is no record"
    return kind, ns, stream.read(length)


def read_until(stream, wanted):
    """All records up to the first of that kind, or to the end."""
    records = []
    while (record := read_record(stream)) is not None:
        records.append(record)
        if record[0] == wanted:
            break
    return records


def problems(records):
    """(problem, errno, details) of each record of a problem; problems are numbered as in observer_problem.h."""
    return [(*struct.unpack("=Ii", data[:8]), data[8:].decode()) for kind, _, data in records if kind == PROBLEM]


def state(record):
    """(local port, peer port, from, to) of a state record."""
    return struct.unpack("=HHBB", record[2][6:12])


def instances():
    """The trace instances of observers that stand now."""
    try:
        return [name for name in os.listdir(INSTANCES) if name.startswith("socket-playground-")]
    except FileNotFoundError:
        return []


def _runs(pid):
    try:
        with open(f"/proc/{pid}/stat", encoding="ascii", errors="replace") as stat:
            return stat.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def left_over():
    """Those of observers that run no longer. Others may run meanwhile, for other tests."""
    return [name for name in instances() if not _runs(name.rpartition("-")[2])]
