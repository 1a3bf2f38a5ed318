# SPDX-License-Identifier: GPL-3.0-or-later
"""The program in its window, used by mouse and keyboard and read through accessibility. Import it only when a Desktop runs."""
import os
import re

from support import accessible
from support.process import output_of, wait_until

PROGRAM = os.environ["PROGRAM"]


class Window:
    """One running program. `desktop` starts and ends it."""

    def __init__(self, desktop, *arguments, under=()):
        """`under`: a command that becomes the program, as `strace -D` does."""
        self.process = desktop.start(*under, PROGRAM, *arguments)
        self.root = wait_until(lambda: accessible.application(self.process.pid), "the program's accessibility tree")
        output_of("xdotool", "search", "--sync", "--onlyvisible", "--pid", self.process.pid)

    def find(self, role=None, name=None, into_lists=False):
        return accessible.find(self.root, role, name, into_lists)

    def click(self, name, role="push button"):
        accessible.click(self.find(role, name))

    @staticmethod
    def keys(*keys):
        output_of("xdotool", "key", "--clearmodifiers", *keys)

    @staticmethod
    def type(text):
        output_of("xdotool", "type", "--delay", "5", "--", text)

    def quit(self):
        """Ends the program with the keyboard, without saving what is recorded. Returns its exit code."""
        self.keys("ctrl+q")

        def ended():
            if self.process.poll() is not None:
                return True
            discard = accessible.search(self.root, "push button", "Discard")
            if discard:
                accessible.click(discard)
            return False

        wait_until(ended, "the end of the program")
        return self.process.returncode

    def fill(self, role, name, text):
        """Clicks into a field and replaces what stands there."""
        accessible.click(self.find(role, name))
        self.keys("ctrl+a")
        self.type(text)

    def log_texts(self):
        """The column "Event" of the event log."""
        return [row[5] for row in accessible.row_texts(self.find("table", "Event log"))]

    def wait_for_log(self, pattern, count=1):
        """Waits until that many rows of the log match, and returns them."""
        compiled = re.compile(pattern)

        def rows():
            found = [text for text in self.log_texts() if compiled.search(text)]
            return found if len(found) >= count else None

        return wait_until(rows, f"{count} row(s) in the event log like {pattern}")

    def port(self):
        """The port that the server listens on, as the log says."""
        return int(re.search(r":(\d+)\) = 0$", self.wait_for_log(r"^getsockname\(\d+, .*\) = 0$")[-1])[1])

    def messages(self):
        """The messages in the client's conversation, as they are read out."""
        lines = [node.get_name() for node in accessible.children(self.find("list", "Conversation"))]
        return [line for line in lines if line.startswith(("Sent ", "Received "))]

    def listen(self, port=0):
        """Starts the server on a free port, with the mouse, and returns the port."""
        self.fill("spin button", "Port to listen on", str(port))
        self.click("Start server")
        self.find("push button", "Stop server")
        return self.port()

    def connect_to(self, port):
        """Connects the client to 127.0.0.1 on that port."""
        self.fill("combo box", "Connect to", f"127.0.0.1:{port}")
        self.keys("Return")
        self.wait_for_log(r"SYN_SENT → ESTABLISHED")

    def send(self, text):
        accessible.click(self.find(None, "Message"))
        self.type(text)
        self.keys("Return")

    def echo(self, text="Hello!"):
        """Starts the server and connects with two clicks, types, Enter: until both ends have read the text."""
        self.click("Start server")
        self.find("push button", "Stop server")
        self.click("Connect")
        self.find("push button", "Disconnect")
        self.type(text)  # the message field has the focus by itself
        self.keys("Return")
        for call in ("send", "recv"):
            self.wait_for_log(rf'^{call}\(\d+, "{text}", \d+, .*\) = {len(text)}$', 2)
