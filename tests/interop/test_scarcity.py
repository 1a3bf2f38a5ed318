# SPDX-License-Identifier: GPL-3.0-or-later
"""The server when descriptors are scarce, when it is stopped and goes on, and when peers go away while it writes."""
import os
import re
import select
import signal
import socket
import struct
import subprocess
import threading
import unittest

from support.command_test import ENVIRONMENT, PROGRAM, CommandTest
from support.process import TIMEOUT, wait_until

CLIENTS = 100
BLOCK = bytes(range(256)) * 4096


class Scarcity(CommandTest):
    def check_all_are_served(self, *arguments):
        trace = self.folder / "trace"
        server, port = self.serve_tcp(f"--trace={trace}", *arguments, limits=["--nofile=40:40"])
        lines = []
        threading.Thread(target=lambda: lines.extend(iter(server.stderr.readline, b"")), daemon=True).start()

        def rows():
            return trace.read_text("utf-8").splitlines()

        def said(words):
            return any(words in row for row in rows())
        waiting = {}
        for number in range(CLIENTS):
            client = self.enterContext(socket.create_connection(("127.0.0.1", port), TIMEOUT))
            waiting[client] = b"%03d" % number
            client.sendall(waiting[client])
        wait_until(lambda: said("No connection is accepted"), "accepting to pause")
        served = select.select(waiting, [], [], TIMEOUT)[0]
        most = 40 / (1 if not arguments else 3)  # splice needs a pipe of two descriptors for each
        self.assertTrue(most / 2 < len(served) < most, len(served))
        wait_until(lambda: any(b"No connection is accepted" in line for line in lines), "a line that says so")
        before = len(rows())
        self.assertLess(self.cpu_share(server, seconds=3), 0.1)
        self.assertLessEqual(len(rows()) - before, 3 + len(served), rows()[before:])
        while waiting:
            for client in select.select(waiting, [], [], TIMEOUT)[0]:
                self.assertEqual(client.recv(3, socket.MSG_WAITALL), waiting.pop(client))
                client.close()
        wait_until(lambda: said("Connections are accepted again"), "accepting to go on")
        wait_until(lambda: any(b"Connections are accepted again." in line for line in lines), "a line that says so")
        self.assertEqual(sum(bool(re.search(r"accept4\(.* = \d+ ", row)) for row in rows()), CLIENTS)
        self.end_in_order(server)

    def test_those_beyond_wait(self):
        self.check_all_are_served()

    def test_those_beyond_wait_for_pipes_too(self):
        self.check_all_are_served("--reply", "splice")

    def test_without_a_descriptor_to_wait_with(self):
        """Each call is named with its own errno, whichever came after it."""
        for inject, said in (("signalfd4", b"signalfd() failed: Too many open files (EMFILE)."),
                             ("eventfd2", b"eventfd() failed: Too many open files (EMFILE)")):
            for command in (["serve", "--port", "0"], ["send", "x"], ["load", "--duration", "1"], ["watch"]):
                if inject == "eventfd2" and command[0] == "watch":
                    continue  # has none
                done = subprocess.run(["strace", "-f", "-o", "/dev/null", "-e", f"inject={inject}:error=EMFILE", PROGRAM,
                                       *command], stdin=subprocess.DEVNULL, capture_output=True, timeout=TIMEOUT,
                                      env=ENVIRONMENT, check=False)
                self.assertEqual(done.returncode, 1, (command, done.stderr))
                self.assertIn(said, done.stderr, command)

    def test_without_threads(self):
        for command in (["serve", "--port", "0"], ["send", "x"], ["demo"]):
            prefix = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] if os.geteuid() == 0 else []
            done = subprocess.run([*prefix, "prlimit", "--nproc=1:1", PROGRAM, *command], stdin=subprocess.DEVNULL,
                                  capture_output=True, timeout=TIMEOUT, env=ENVIRONMENT, check=False)
            self.assertEqual(done.returncode, 1, (command, done.stderr))
            self.assertIn(b"pthread_create failed with EAGAIN", done.stderr, command)

    def test_stopped_and_continued(self):
        server, port = self.serve_tcp()
        data = BLOCK * 16
        connect = self.start("connect", "--port", port, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        received = []
        reader = threading.Thread(target=lambda: received.append(connect.stdout.read()))
        reader.start()
        for part, process in enumerate((server, connect, server, connect)):
            process.send_signal(signal.SIGSTOP)
            os.waitid(os.P_PID, process.pid, os.WSTOPPED)
            late = socket.create_connection(("127.0.0.1", port), TIMEOUT)  # the kernel takes it
            late.sendall(b"late")
            writer = threading.Thread(target=connect.stdin.write, args=(data[part::4],))
            writer.start()
            process.send_signal(signal.SIGCONT)
            self.assertEqual(late.recv(4, socket.MSG_WAITALL), b"late")
            late.close()
            writer.join(TIMEOUT)
        connect.stdin.close()
        self.assertEqual(connect.wait(TIMEOUT), 0)
        reader.join(TIMEOUT)
        self.assertEqual(received, [b"".join(data[part::4] for part in range(4))])
        self.end_in_order(server)

    def test_no_sigpipe_ends_it(self):
        for reply in ("echo", "splice", "upper", "chargen", "discard"):
            server, port = self.serve_tcp("--reply", reply)
            for _ in range(20):
                client = socket.create_connection(("127.0.0.1", port), TIMEOUT)
                client.sendall(BLOCK[:100_000])
                # Closed with RST while the server writes.
                client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                client.close()
            with socket.create_connection(("127.0.0.1", port), TIMEOUT) as client:
                client.sendall(b"still there")
                if reply != "discard":
                    self.assertTrue(client.recv(1))
            self.end_in_order(server)


if __name__ == "__main__":
    unittest.main()
