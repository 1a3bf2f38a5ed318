# SPDX-License-Identifier: GPL-3.0-or-later
"""The base of tests that use the commands of the program, without a display."""
import os
import pathlib
import re
import select
import signal
import subprocess
import tempfile
import unittest

from support.process import TIMEOUT, Processes, wait_until

PROGRAM = os.environ["PROGRAM"]
ENVIRONMENT = {key: value for key, value in os.environ.items()
               if key not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}


class CommandTest(unittest.TestCase):
    def setUp(self):
        self.processes = self.enterContext(Processes())
        self.folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))

    def enterContext(self, context):  # Python 3.11 has it; 3.10 did not
        value = context.__enter__()
        self.addCleanup(context.__exit__, None, None, None)
        return value

    def start(self, *arguments, limits=(), **options):
        """Starts the program; `limits` are options of prlimit(1)."""
        prefix = ["prlimit", *limits] if limits else []
        return self.processes.start(*prefix, PROGRAM, *arguments, env=ENVIRONMENT, **options)

    def run_program(self, *arguments, stdin=b"", **options):
        return subprocess.run([PROGRAM, *(word if isinstance(word, bytes) else str(word) for word in arguments)],
                              input=stdin, capture_output=True, timeout=TIMEOUT,
                              env=ENVIRONMENT, check=False, **options)

    def serve(self, *arguments, **options):
        """Starts a server and returns it with the place it says that it listens on."""
        server = self.start("serve", *arguments, stderr=subprocess.PIPE, **options)
        line = server.stderr.readline().decode()
        match = re.match(r"socket-playground: Listening on (.*), reply: ", line)
        self.assertTrue(match, line)
        return server, match[1]

    def serve_tcp(self, *arguments, address="127.0.0.1", **options):
        server, place = self.serve("--address", address, "--port", "0", *arguments, **options)
        return server, int(place.rsplit(":", 1)[1])

    def end_in_order(self, process, sent=signal.SIGINT, code=0):
        process.send_signal(sent)
        self.assertEqual(process.wait(TIMEOUT), code)

    def wait_until_it_takes_signals(self, process):
        """Before that a signal ends the program as it ends any other one."""
        blocked = re.compile(r"SigBlk:\s+(\w+)")
        status = pathlib.Path(f"/proc/{process.pid}/status")
        wait_until(lambda: int(blocked.search(status.read_text("ascii"))[1], 16) >> (signal.SIGINT - 1) & 1,
                   "the program to take signals")

    def memory(self, process, field="VmRSS"):
        """Bytes of memory that the process has now; "VmHWM": the most that it had."""
        status = pathlib.Path(f"/proc/{process.pid}/status").read_text("ascii")
        return int(re.search(rf"{field}:\s+(\d+) kB", status)[1]) * 1024

    def cpu_share(self, process, seconds=1):
        """How much of one core the process uses in the time that follows."""
        def used():
            fields = pathlib.Path(f"/proc/{process.pid}/stat").read_text("ascii").rsplit(") ", 1)[1].split()
            return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        before = used()
        select.select([], [], [], seconds)
        return (used() - before) / seconds
