# SPDX-License-Identifier: GPL-3.0-or-later
"""The events that `socket-playground demo --json` prints."""
import json

KEYS = ["seq", "time_ns", "took_ns", "thread", "kind", "source", "side", "connection", "fd", "call", "args", "result",
        "errno", "from", "to", "bytes", "text"]
KINDS = {"call", "state", "message", "packet", "note"}
SOURCES = {"call", "kernel", "sampled", "inferred"}
SIDES = {"server", "client"}
PACKET_KEYS = ["flags", "tcp_seq", "ack", "win", "len"]  # a packet has these as well
WAITING_CALLS = {"epoll_create1", "epoll_ctl", "epoll_wait", "eventfd", "read", "write"}


def parse(text):
    """The events of JSON lines, in order."""
    return [json.loads(line) for line in text.splitlines()]


def calls(events, names=None):
    """The system calls among events: all that concern sockets, or those of the given names."""
    return [event for event in events if event["kind"] == "call"
            and (event["call"] in names if names else event["call"] not in WAITING_CALLS)]
