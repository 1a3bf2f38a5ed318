# SPDX-License-Identifier: GPL-3.0-or-later
"""The window over every address family, with other programs at the other end."""
import pathlib
import tempfile

from support.process import output_of, wait_until
from support.window_test import WindowTest, main


class Families(WindowTest):
    def setUp(self):
        super().setUp()
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = pathlib.Path(folder.name) / "x.sock"

    def start_server(self, address):
        """Types the address and starts the server with the keyboard."""
        window = self.open_window()
        window.fill("combo box", "Listen on", address)
        if not address.startswith("unix:"):
            window.fill("spin button", "Port to listen on", "0")
        window.keys("F5")
        window.find("push button", "Stop server")
        return window

    def check_echo(self, window, command):
        """A foreign client gets its bytes back, then the window's own client, which follows the server."""
        self.assertEqual(output_of(*command, stdin=b"Hello!"), b"Hello!")
        window.wait_for_log(r'^recv\(\d+, "Hello!", \d+, 0\) = 6$')
        window.keys("F6")
        window.wait_for_log(r"^connect\(")
        window.send("Again")
        wait_until(lambda: len(window.messages()) == 2, "the message and its echo in the conversation")

    def test_ipv6(self):
        window = self.start_server("::1")
        self.check_echo(window, ["socat", "-t10", "-", f"TCP6:[::1]:{window.port()}"])

    def test_dual_stack(self):
        window = self.open_window()
        window.fill("combo box", "Listen on", "::")
        window.fill("spin button", "Port to listen on", "0")
        window.click("IPv4 connections, too", "check box")
        window.keys("F5")
        window.find("push button", "Stop server")
        self.check_echo(window, ["ncat", "-4", "127.0.0.1", window.port()])
        window.wait_for_log(r"^accept4\(\d+, \[::ffff:127\.0\.0\.1\]:\d+")

    def test_unix_path(self):
        window = self.start_server(f"unix:{self.path}")
        self.assertEqual(self.path.stat().st_mode & 0o7777, 0o600)
        self.check_echo(window, ["ncat", "-U", self.path])
        window.wait_for_log(r"^getsockopt\(\d+, SOL_SOCKET, SO_PEERCRED", 3)
        window.keys("F5")
        wait_until(lambda: not self.path.exists(), "the socket file to be removed")

    def test_unix_name(self):
        name = f"socket-playground-{self.path.parent.name}"
        window = self.start_server(f"unix:@{name}")
        self.check_echo(window, ["socat", "-t10", "-", f"ABSTRACT-CONNECT:{name}"])

    def test_client_of_a_unix_server(self):
        self.desktop.start("socat", "-t10", f"UNIX-LISTEN:{self.path},fork", "EXEC:cat")
        wait_until(self.path.exists, "socat to listen")
        window = self.open_window()
        window.fill("combo box", "Connect to", f"unix:{self.path}")
        window.keys("Return")
        window.wait_for_log(r"^connect\(\d+, unix:.*\) = 0$")
        window.send("Hello!")
        wait_until(lambda: len(window.messages()) == 2, "the message and its echo in the conversation")


if __name__ == "__main__":
    main()
