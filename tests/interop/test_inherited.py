# SPDX-License-Identifier: GPL-3.0-or-later
"""What the program finds when it is started: signals that are ignored, as nohup and "&" in scripts have it."""
import signal
import socket
import time
import unittest

from support.command_test import CommandTest
from support.process import TIMEOUT


class Ignored(CommandTest):
    def serve_ignoring(self, *signals):
        def ignore():
            for each in signals:
                signal.signal(each, signal.SIG_IGN)

        return self.serve_tcp(preexec_fn=ignore)

    def check_it_serves(self, port):
        with socket.create_connection(("127.0.0.1", port), TIMEOUT) as peer:
            peer.sendall(b"Hello!")
            self.assertEqual(peer.recv(6, socket.MSG_WAITALL), b"Hello!")

    def test_what_was_ignored_stays_ignored(self):
        server, port = self.serve_ignoring(signal.SIGHUP, signal.SIGINT)
        self.wait_until_it_takes_signals_but_those(server)
        for each in (signal.SIGHUP, signal.SIGINT):
            server.send_signal(each)
            self.check_it_serves(port)
        self.assertIsNone(server.poll())
        self.end_in_order(server, signal.SIGTERM)

    def wait_until_it_takes_signals_but_those(self, server):
        """SIGTERM is blocked, to be read, the others are not."""
        deadline = time.monotonic() + TIMEOUT
        while time.monotonic() < deadline:
            with open(f"/proc/{server.pid}/status", encoding="ascii") as status:
                lines = dict(line.split(":", 1) for line in status)
            blocked = int(lines["SigBlk"], 16)
            if blocked >> (signal.SIGTERM - 1) & 1:
                self.assertFalse(blocked >> (signal.SIGHUP - 1) & 1)
                self.assertFalse(blocked >> (signal.SIGINT - 1) & 1)
                return
        self.fail("it never took SIGTERM")

    def test_the_others_end_it(self):
        for each in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM):
            server, port = self.serve_ignoring(*{signal.SIGHUP, signal.SIGINT} - {each})
            self.check_it_serves(port)
            self.end_in_order(server, each)


if __name__ == "__main__":
    unittest.main()
