# SPDX-License-Identifier: GPL-3.0-or-later
"""Real peers: other programs as clients of the window's server, and as servers of the window's client."""
import os
import pathlib
import subprocess
import sys

from support.process import output_of, wait_until
from support.window_test import WindowTest, main

GO = pathlib.Path(os.environ["GO_PEERS"])
PEERS = pathlib.Path(__file__).parent / "peers"


class OurServer(WindowTest):
    def check_echo(self, command, stdin=b""):
        """Runs a client that sends "Hello!" and ends; it must get it back, and the log must tell the story."""
        window = self.open_window()
        port = window.listen()
        answer = output_of(*(str(word).replace("{port}", str(port)) for word in command), stdin=stdin)
        self.assertEqual(answer, b"Hello!")
        window.wait_for_log(r"^accept4\(")
        window.wait_for_log(r'^recv\(\d+, "Hello!", \d+, 0\) = 6$')
        window.wait_for_log(r'^send\(\d+, "Hello!", 6, MSG_NOSIGNAL\) = 6$')
        window.wait_for_log(r'^recv\(\d+, "", \d+, 0\) = 0$')

    def test_ncat(self):
        self.check_echo(["ncat", "127.0.0.1", "{port}"], b"Hello!")

    def test_socat(self):
        self.check_echo(["socat", "-", "TCP4:127.0.0.1:{port}"], b"Hello!")

    def test_python(self):
        self.check_echo([sys.executable, PEERS / "client.py", "{port}"])

    def test_go(self):
        self.check_echo([GO / "go_client", "127.0.0.1:{port}"])

    def test_curl_telnet(self):
        window = self.open_window()
        port = window.listen()
        curl = self.desktop.start("curl", "--silent", "--no-buffer", f"telnet://127.0.0.1:{port}",
                                  stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        curl.stdin.write(b"Hello!\n")
        curl.stdin.flush()
        self.assertEqual(curl.stdout.read(7), b"Hello!\n")
        window.wait_for_log(r'^recv\(\d+, "Hello!\\n", \d+, 0\) = 7$')


class OurClient(WindowTest):
    def check_echo(self, port):
        window = self.open_window()
        window.connect_to(port)
        window.send("Hello!")
        window.wait_for_log(r'^recv\(\d+, "Hello!", \d+, 0\) = 6$')
        wait_until(lambda: len(window.messages()) == 2, "the message and its echo in the conversation")
        window.keys("F6")
        window.wait_for_log(r"^close\(\d+\) = 0$")

    def test_go_server(self):
        _, address = self.desktop.start_and_read_line(GO / "go_echo_server", "127.0.0.1:0")
        self.check_echo(int(address.rsplit(":", 1)[1]))

    def test_python_server(self):
        _, port = self.desktop.start_and_read_line(sys.executable, PEERS / "echo_server.py")
        self.check_echo(int(port))

    def test_ncat_server(self):
        # ncat cannot say which port the kernel chose for it; sock_diag can.
        ncat = self.desktop.start("ncat", "--listen", "127.0.0.1", "0", "--exec", "/bin/cat")

        def port():
            for line in output_of("ss", "--listening", "--tcp", "--numeric", "--processes", "--no-header").decode().splitlines():
                if f"pid={ncat.pid}," in line:
                    return int(line.split()[3].rsplit(":", 1)[1])
            return None

        self.check_echo(wait_until(port, "ncat to listen"))


if __name__ == "__main__":
    main()
