# SPDX-License-Identifier: GPL-3.0-or-later
"""The event log of a run agrees with strace of the same run: the same calls of each thread, in the same order, with the
same arguments, results and errors."""
import ast
import difflib
import os
import pathlib
import tempfile
import unittest

from support import events, trace
from support.process import output_of

PROGRAM = os.environ["PROGRAM"]
OPENERS = {"socket", "accept4"}


def flags(text):
    return tuple(sorted(text.split("|")))


def ours(event):
    """A call event as a comparable line."""
    details = {"name": event["call"], "result": event["result"], "errno": event["errno"]}
    arguments = event["args"]
    name, ok = event["call"], event["errno"] is None
    if name != "socket":
        details["fd"] = int(arguments[0])
    if name == "socket":
        details["what"] = (arguments[0], flags(arguments[1]))
    elif name in ("bind", "connect"):
        details["what"] = arguments[1]
    elif name in ("getsockname", "getpeername", "accept4") and ok:
        details["what"] = next((value for value in arguments[1:] if ":" in value), None)
    elif name in ("setsockopt", "getsockopt"):
        details["what"] = (arguments[1], arguments[2])
    elif name in ("listen", "shutdown"):
        details["what"] = arguments[1]
    elif name in ("send", "recv") and ok:
        details["what"] = next((value for value in arguments if value.startswith('"')), '""').strip('"')
    return str(sorted(details.items(), key=lambda item: item[0]))


def theirs(call):
    """A call of strace as the same line."""
    details = {"name": call.name, "result": call.result, "errno": call.errno}
    arguments = call.args
    name, ok = call.name, call.errno is None
    if name != "socket":
        details["fd"] = call.fd
    if name == "socket":
        details["what"] = (arguments[0], flags(arguments[1]))
    elif name in ("bind", "connect"):
        details["what"] = trace.address(arguments[1])
    elif name in ("getsockname", "getpeername", "accept4") and ok:
        details["what"] = trace.address(arguments[1])
    elif name in ("setsockopt", "getsockopt"):
        level = {"SOL_TCP": "IPPROTO_TCP", "SOL_IP": "IPPROTO_IP", "SOL_IPV6": "IPPROTO_IPV6"}
        details["what"] = (level.get(arguments[1], arguments[1]), arguments[2])
    elif name in ("listen", "shutdown"):
        details["what"] = {"0 /* receive */": "SHUT_RD", "1 /* send */": "SHUT_WR"}.get(arguments[1], arguments[1])
    elif name in ("send", "recv") and ok:
        details["what"] = ast.literal_eval(arguments[1])
    return str(sorted(details.items(), key=lambda item: item[0]))


def concerning_sockets(calls, name_of, fd_of, result_of, opened):
    """Leaves out the closing of descriptors that are no sockets (epoll, eventfd, files)."""
    kept = []
    for call in calls:
        if name_of(call) in OPENERS and result_of(call) >= 0:
            opened.add(result_of(call))
        if name_of(call) != "close" or fd_of(call) in opened:
            kept.append(call)
            if name_of(call) == "close":
                opened.discard(fd_of(call))
    return kept


class Strace(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        with tempfile.TemporaryDirectory() as folder:
            prefix = pathlib.Path(folder) / "calls"
            # LeakSanitizer cannot look at a process that strace looks at.
            environment = os.environ | {"ASAN_OPTIONS": "detect_leaks=0"}
            text = output_of("strace", "-ff", "-qq", "-s", "256", "-e", "trace=network,close", "-e", "signal=none",
                             "-o", prefix, PROGRAM, "demo", "--json", env=environment, timeout=60)
            cls.threads = trace.parse_threads(prefix)
        cls.events = events.parse(text.decode())

    def test_every_call_of_every_thread_agrees(self):
        recorded = {}
        for event in events.calls(self.events):
            recorded.setdefault(event["thread"], []).append(event)
        self.assertEqual(len(recorded), 2, "the demo has a server thread and a client thread")
        seen = []
        for thread_id, calls in self.threads.items():
            kept = concerning_sockets(calls, lambda c: c.name, lambda c: c.fd, lambda c: c.result, set())
            lines = [theirs(call) for call in kept]
            if lines:
                seen.append((thread_id, lines))
        for thread, calls in recorded.items():
            kept = concerning_sockets(calls, lambda e: e["call"], lambda e: e["fd"], lambda e: e["result"], set())
            lines = [ours(event) for event in kept]
            self.assertGreater(len(lines), 4)
            # The log names threads, strace numbers them: the thread meant is the one that is most alike.
            best = max(seen, key=lambda item: difflib.SequenceMatcher(None, item[1], lines, autojunk=False).ratio())
            seen.remove(best)
            self.assertEqual(lines, best[1], f"thread {thread}: the log (first) and strace (second) differ")
        self.assertEqual(seen, [], "strace saw network calls of threads that the log does not have")


if __name__ == "__main__":
    unittest.main()
