# SPDX-License-Identifier: GPL-3.0-or-later
"""Many connections and many writes: the window shows every one of them. How long that takes is measured elsewhere."""
import re
import socket

from support.process import wait_until
from support.window_test import WindowTest, main

CONNECTIONS = 1000
WRITES = 20000


def receive_exactly(peer, size):
    data = b""
    while len(data) < size:
        part = peer.recv(size - len(data))
        if not part:
            raise AssertionError(f"the server closed after {len(data)} of {size} bytes")
        data += part
    return data


def message(number):
    return f"message {number:05}".encode()


class Load(WindowTest):
    def wait_for_rows(self, window, text, count):
        """Filters the log by a text; exactly so many rows must come to show it, and no more."""
        window.fill("text", "Filter of the event log", text)
        table = window.find("table", "Event log")
        wait_until(lambda: self.accessible.row_count(table) >= count, f"{count} rows with {text!r} in the event log")
        self.assertEqual(self.accessible.row_count(table), count)

    def test_connections_one_after_another(self):
        window = self.open_window()
        address = ("127.0.0.1", window.listen())
        for number in range(CONNECTIONS):
            with socket.create_connection(address, 20) as peer:
                peer.sendall(message(number))
                self.assertEqual(receive_exactly(peer, len(message(number))), message(number))
        self.wait_for_rows(window, '"message 0"', 2 * CONNECTIONS)  # recv and send of the server
        self.wait_for_rows(window, '"message 00999"', 2)
        self.wait_for_rows(window, "SYN_RECV", 2 * CONNECTIONS)  # to it and from it

    def test_connections_at_once(self):
        window = self.open_window()
        address = ("127.0.0.1", window.listen())
        peers = []
        self.addCleanup(lambda: [peer.close() for peer in peers])
        for number in range(CONNECTIONS):
            peers.append(socket.create_connection(address, 20))
        for number, peer in enumerate(peers):
            peer.sendall(message(number))
        for number, peer in enumerate(peers):
            self.assertEqual(receive_exactly(peer, len(message(number))), message(number))
        window.find(None, re.compile(f"connections: {CONNECTIONS:,} "))
        window.click("Stop server")
        for peer in peers:
            self.assertEqual(peer.recv(1), b"")
        self.wait_for_rows(window, '"message 0"', 2 * CONNECTIONS)

    def test_every_recv_of_one_connection_has_its_row(self):
        window = self.open_window()
        with socket.create_connection(("127.0.0.1", window.listen()), 20) as peer:
            peer.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for number in range(WRITES):
                peer.sendall(message(number))
                self.assertEqual(receive_exactly(peer, len(message(number))), message(number))
        self.wait_for_rows(window, '"message "', 2 * WRITES)
        for number in (0, WRITES // 2, WRITES - 1):
            self.wait_for_rows(window, f'call:send text:"{message(number).decode()}"', 1)
        for call in ("recv", "send"):  # a descriptor may have the same number
            self.wait_for_rows(window, f'call:{call} ") = {len(message(0))}"', WRITES)


if __name__ == "__main__":
    main()
