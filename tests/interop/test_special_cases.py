# SPDX-License-Identifier: GPL-3.0-or-later
"""What seldom happens, made to happen, and seen in the window: each ending and each failure that a connection can have.
With --pictures FOLDER every case leaves a picture there, which is how those of the documentation are made."""
import os
import pathlib
import re
import socket
import sys
import threading

from support import observer, tun_peer
from support.process import output_of, wait_until
from support.window_test import WindowTest, main

PICTURES = None  # a folder, or None
TRACING = observer.mount_tracefs()  # the kernel tells the states; otherwise those between two samples may be missed


def reset(peer):
    """Closes with a segment RST: SO_LINGER of 0 s (socket(7))."""
    peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    peer.close()


class SpecialCases(WindowTest):
    def open(self):
        """The window; the kernel is observed where that is allowed."""
        window = self.open_window()
        if os.geteuid() == 0:
            window.keys("F7")
            window.find(None, re.compile("packets ✓"))
        return window

    def picture(self, window, name, tab=None):
        if not PICTURES:
            return
        if tab:
            window.click(tab, "page tab")
        self.desktop.screenshot(PICTURES / f"{name}.png")

    def wait_for_packet(self, window, pattern):
        if os.geteuid() == 0:
            window.wait_for_log(pattern)

    def wait_for_state(self, window, state):
        if TRACING:
            window.wait_for_log(state)

    def select_connection(self, window):
        table = window.find("table", "Connections of the server")
        wait_until(lambda: self.accessible.row_count(table) > 0, "a connection of the server")
        self.accessible.click_cell(table, 0, 0)

    def test_echo_and_close(self):
        window = self.open()
        window.echo()
        for flags in ("SYN", "SYN\\+ACK", "ACK"):
            self.wait_for_packet(window, f"^{flags} seq [01] ")
        self.wait_for_packet(window, '^PSH\\+ACK seq 1 ack 1 .* len 6 "Hello!"$')
        self.wait_for_packet(window, "^ACK seq 7 ack 7 ")
        table = window.find("table", "Event log")
        self.accessible.click_cell(table, self.accessible.row_count(table) - 1, 5)
        window.find(None, "Copy details")
        self.picture(window, "window")
        window.keys("F6")
        window.find("push button", "Connect")
        self.wait_for_packet(window, r"^FIN\+ACK seq 7 ")
        for state in ("FIN_WAIT1", "CLOSE_WAIT", "LAST_ACK", "FIN_WAIT2", "TIME_WAIT"):
            self.wait_for_state(window, state)

    def test_half_close(self):
        window = self.open()
        window.echo()
        self.select_connection(window)
        window.click("Half-close")
        window.wait_for_log(r"^shutdown\(\d+, SHUT_WR\) = 0$")
        self.wait_for_state(window, "FIN_WAIT2")
        self.wait_for_state(window, "CLOSE_WAIT")
        self.wait_for_packet(window, r"^FIN\+ACK seq 7 ")
        self.picture(window, "half-close")

    def test_reset_by_linger(self):
        window = self.open()
        window.echo()
        self.select_connection(window)
        window.click("Reset")
        window.wait_for_log(r"^setsockopt\(\d+, SOL_SOCKET, SO_LINGER, ")
        window.wait_for_log(r"ECONNRESET")
        window.find(None, re.compile("ECONNRESET"))
        self.wait_for_packet(window, r"^RST\+ACK seq 7 ")
        self.picture(window, "reset-by-linger")

    def test_reset_by_unread_data(self):
        window = self.open()
        with socket.create_server(("127.0.0.1", 0)) as listener:
            window.connect_to(listener.getsockname()[1])
            peer, _ = listener.accept()
            window.send("never read")
            window.wait_for_log(r'^send\(\d+, "never read"')
            peer.close()  # with bytes in its receive buffer: RFC 9293 section 3.10.4, RFC 2525 section 2.17
            window.wait_for_log(r"ECONNRESET")
        self.wait_for_packet(window, r"^RST\+ACK seq 1 ack 11 ")
        self.picture(window, "reset-by-unread-data")

    def test_refused(self):
        window = self.open()
        window.fill("combo box", "Connect to", "127.0.0.1:9")
        window.keys("Return")
        window.wait_for_log(r"ECONNREFUSED")
        window.find(None, re.compile("ECONNREFUSED"))
        self.wait_for_packet(window, r"^RST\+ACK seq 1 ack 1 ")
        self.picture(window, "refused")

    def test_simultaneous_close(self):
        if os.geteuid() != 0 or not os.path.exists("/dev/net/tun"):
            self.assertRaises(OSError, tun_peer.TunPeer)  # an ordinary user has no such peer
            return
        peer = tun_peer.TunPeer()
        self.addCleanup(peer.close)
        window = self.open()
        story = threading.Thread(target=lambda: (peer.accept(), peer.close_at_the_same_moment()), daemon=True)
        story.start()
        window.fill("combo box", "Connect to", f"{tun_peer.PEER}:80")
        window.keys("Return")
        window.wait_for_log("SYN_SENT → ESTABLISHED")
        window.keys("F6")
        story.join(20)
        self.wait_for_state(window, "CLOSING")
        self.wait_for_packet(window, r"^FIN\+ACK seq 1 ack 1 ")
        self.picture(window, "simultaneous-close")

    def test_timeout(self):
        """In a private network a whole network swallows what is sent to it, for every user."""
        window = self.open_window()
        window.keys("F8", "Down", "Return")
        window.find(None, re.compile("● private network|private network ended"))
        if self.accessible.search(window.root, None, re.compile("private network ended")):
            window.find(None, re.compile("EPERM|ENOSPC|EACCES"))  # forbidden here: it says by what
            return
        window.keys("F7")
        window.find(None, re.compile("packets ✓"))
        window.fill("combo box", "Connect to", "192.0.2.1:80")
        window.keys("Return")
        window.find(None, re.compile("ETIMEDOUT"))
        window.wait_for_log(r"^SYN .* retransmission", 2)
        self.picture(window, "timeout")

    def test_self_connect(self):
        ports = pathlib.Path("/proc/sys/net/ipv4/ip_local_port_range")
        if not os.access(ports, os.W_OK):
            self.assertNotEqual(os.geteuid(), 0)
            return
        before = ports.read_text(encoding="ascii")
        self.addCleanup(ports.write_text, before, encoding="ascii")
        ports.write_text("40000 40000", encoding="ascii")
        window = self.open()
        window.fill("combo box", "Connect to", "127.0.0.1:40000")
        window.keys("Return")
        window.find("push button", "Disconnect")
        window.type("Hello, me!")
        window.keys("Return")
        window.wait_for_log(r'^recv\(\d+, "Hello, me!", \d+, 0\) = 10$')
        self.assertEqual(len(wait_until(lambda: len(window.messages()) == 2 and window.messages(), "the echo")), 2)
        self.picture(window, "self-connect")

    def test_accept_queue_overflow(self):
        window = self.open()
        with socket.create_server(("127.0.0.1", 0), backlog=1) as listener:
            address = listener.getsockname()
            peers = [socket.create_connection(address, 20) for _ in range(2)]  # the queue takes backlog + 1
            self.addCleanup(lambda: [peer.close() for peer in peers])
            window.fill("combo box", "Connect to", f"127.0.0.1:{address[1]}")
            window.keys("Return")
            window.find(None, re.compile("ETIMEDOUT"))
            self.wait_for_packet(window, r"^SYN .* retransmission")
            self.picture(window, "accept-queue-overflow")

    def test_zero_window(self):
        window = self.open()
        port = window.listen()
        with socket.socket() as peer:
            peer.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            peer.connect(("127.0.0.1", port))
            peer.setblocking(False)
            sent = 0

            def stuck():
                nonlocal sent
                try:
                    sent += peer.send(b"x" * 65536)
                except BlockingIOError:
                    return any(text.startswith("Reading is paused: ") for text in window.log_texts())
                return False

            wait_until(stuck, "the server that stops reading from a peer which does not read")
            self.wait_for_packet(window, r" zero window")
            self.picture(window, "zero-window")


if __name__ == "__main__":
    if "--pictures" in sys.argv:
        position = sys.argv.index("--pictures")
        PICTURES = pathlib.Path(sys.argv[position + 1]).resolve()
        del sys.argv[position:position + 2]
    main()
