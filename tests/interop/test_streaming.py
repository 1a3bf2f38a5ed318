# SPDX-License-Identifier: GPL-3.0-or-later
"""Much data through the server: nothing is lost, memory stays flat, and a peer that does not read harms nobody else.

ECHO_MIB says how much is echoed; 64 MiB without it."""
import hashlib
import os
import select
import socket
import subprocess
import threading
import unittest

from support.command_test import CommandTest
from support.process import TIMEOUT

MIB = 1 << 20
AMOUNT = int(os.environ.get("ECHO_MIB", "64")) * MIB
BLOCK = os.urandom(MIB - 1)  # no divisor of the sizes that programs read with


class Streaming(CommandTest):
    def check_echo(self, send, receive, amount=AMOUNT):
        """Sends so many bytes, and compares what comes back by its checksum."""
        sent, received = hashlib.sha256(), hashlib.sha256()

        def write():
            left = amount
            while left > 0:
                block = BLOCK[:left]
                sent.update(block)
                send(block)
                left -= len(block)
            send(b"")
        writer = threading.Thread(target=write, daemon=True)
        writer.start()
        count = 0
        while block := receive():
            received.update(block)
            count += len(block)
        writer.join(TIMEOUT)
        self.assertEqual(count, amount)
        self.assertEqual(received.digest(), sent.digest())

    def check_foreign_client(self, port, amount=AMOUNT):
        with socket.create_connection(("127.0.0.1", port), TIMEOUT) as client:
            room = bytearray(MIB)
            self.check_echo(lambda block: client.sendall(block) if block else client.shutdown(socket.SHUT_WR),
                            lambda: room[:client.recv_into(room)], amount)

    def check_own_client(self, port):
        client = self.start("connect", "--port", port, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.check_echo(lambda block: client.stdin.write(block) if block else client.stdin.close(),
                        lambda: client.stdout.read1(MIB))
        self.assertEqual(client.wait(TIMEOUT), 0)

    def test_equal_bytes_and_flat_memory(self):
        for options in (("--reply", "echo"), ("--reply", "splice"), ("--reply", "echo", "--no-record")):
            server, port = self.serve_tcp(*options)
            before = self.memory(server)
            self.check_foreign_client(port)
            self.check_own_client(port)
            grown = self.memory(server, "VmHWM") - before
            print(f"{' '.join(options)}: {AMOUNT // MIB} MiB twice, memory grew by {grown / MIB:.1f} MiB")
            # What is recorded and not yet taken has a bound (PayloadWriter::kMaxBehind), and is not more for more.
            self.assertLess(grown, 8 * MIB if "--no-record" in options else 100 * MIB)
            self.end_in_order(server)

    def test_a_peer_that_never_reads(self):
        server, port = self.serve_tcp("--no-record")
        with socket.create_connection(("127.0.0.1", port), TIMEOUT) as never:
            never.setblocking(False)
            while select.select([], [never], [], 0.5)[1]:  # until neither the kernel nor the server takes more
                never.send(BLOCK)
            self.assertLess(self.cpu_share(server), 0.1)
            held = self.memory(server)
            self.check_foreign_client(port, 8 * MIB)  # others are served meanwhile
            self.assertFalse(select.select([], [never], [], 0)[1])
            self.assertLess(self.cpu_share(server), 0.1)
            self.assertLess(self.memory(server) - held, 8 * MIB)
            self.end_in_order(server)

    def test_a_slow_reader_gets_all(self):
        for reply in ("echo", "splice"):
            server, port = self.serve_tcp("--reply", reply)
            slow = self.enterContext(socket.create_connection(("127.0.0.1", port), TIMEOUT))
            data = BLOCK * 16
            writer = threading.Thread(target=slow.sendall, args=(data,), daemon=True)
            writer.start()
            received = bytearray()
            while len(received) < len(data):
                # Takes little, and only when nothing else can be done: the server has to wait again and again.
                received += slow.recv(4096 if len(received) < MIB else MIB)
                if len(received) < MIB:
                    select.select([], [], [], 0.001)
            writer.join(TIMEOUT)
            self.assertEqual(received, data)
            self.end_in_order(server)

    def test_half_closed_peers_under_load(self):
        server, port = self.serve_tcp()
        load = self.start("load", "--port", port, "--connections", 8, "--duration", 2, "--json",
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        rounds = 0
        while load.poll() is None or rounds < 5:
            with socket.create_connection(("127.0.0.1", port), TIMEOUT) as client:
                client.sendall(BLOCK[:100_000])
                client.shutdown(socket.SHUT_WR)
                received = b""
                while block := client.recv(MIB):
                    received += block
            self.assertEqual(received, BLOCK[:100_000])
            rounds += 1
        self.assertEqual((load.wait(TIMEOUT), load.stderr.read()), (0, b""))
        self.end_in_order(server)


if __name__ == "__main__":
    unittest.main()
