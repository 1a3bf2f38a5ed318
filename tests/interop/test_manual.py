# SPDX-License-Identifier: GPL-3.0-or-later
"""The manual page: groff has nothing to say against it, and it names all that --help names."""
import os
import pathlib
import re
import subprocess
import unittest

from support import help
from support.process import TIMEOUT

PAGE = pathlib.Path(__file__).parents[2] / "docs/socket-playground.1"


def section(text, title):
    """The lines below a heading, up to the next one of its kind."""
    return re.search(rf"^\.S[HS] {title}\n(.*?)(?=^\.S[HS] )", text + "\n.SH ", re.MULTILINE | re.DOTALL)[1]


class Manual(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.text = PAGE.read_text("utf-8").replace("\\-", "-")

    def test_no_warnings(self):
        done = subprocess.run(["man", "--warnings", "-E", "UTF-8", "-l", PAGE], stdin=subprocess.DEVNULL,
                              capture_output=True, timeout=TIMEOUT, check=True, env=os.environ | {"MANWIDTH": "80"})
        self.assertEqual(done.stderr, b"")
        self.assertIn(b"socket-playground serve", done.stdout)

    def test_every_command_and_option(self):
        for option in help.options():
            self.assertIn(option, section(self.text, "OPTIONS"))
        for command in help.commands():
            self.assertIn(f".B {command}\n", section(self.text, "DESCRIPTION"))
            shared = [] if command in ("watch", "demo") else [r"WHERE: [^\n]*", r"Events: [^\n]*"]
            told = "".join(section(self.text, title) for title in [command, *shared])
            for option in set(help.options(command)) - {"--help"}:
                self.assertRegex(told, rf"(?m)^\.B\w* {option}\b", command)

    def test_every_reply_mode_and_exit_code(self):
        for mode in help.choices("serve", "--reply"):
            self.assertRegex(section(self.text, "serve"), rf"(?m)^\.BR? {mode}\b")
        for code in "012":
            self.assertIn(f".B {code}\n", section(self.text, "EXIT STATUS"))


if __name__ == "__main__":
    unittest.main()
