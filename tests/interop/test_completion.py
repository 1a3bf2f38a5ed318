# SPDX-License-Identifier: GPL-3.0-or-later
"""Bash completion: it offers what the program takes, no more and no less."""
import os
import pathlib
import tempfile
import unittest

from support import help
from support.process import output_of

SCRIPT = pathlib.Path(__file__).parents[2] / "resources/socket-playground.bash"
COMPLETE = """
set -eu
source "$1"
shift
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
COMPREPLY=()
"$(complete -p socket-playground | sed 's/.*-F \\([^ ]*\\).*/\\1/')"
((${#COMPREPLY[@]} == 0)) || printf '%s\\n' "${COMPREPLY[@]}"
"""


def offered(*words, folder=None):
    """What is offered for the last of the words, which may be empty."""
    reply = output_of("bash", "-c", COMPLETE, "bash", SCRIPT, "socket-playground", *words, cwd=folder)
    return sorted(reply.decode().splitlines())


class Completion(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        (self.folder / "send.jsonl").touch()
        (self.folder / "other folder").mkdir()

    def test_commands_and_recordings(self):
        self.assertEqual(offered("", folder=self.folder), sorted([*help.commands(), "send.jsonl", "other folder"]))
        self.assertEqual(offered("se", folder=self.folder), ["send", "send.jsonl", "serve"])
        self.assertEqual(offered("-"), sorted(help.options()))

    def test_options_of_every_command(self):
        for command in help.commands():
            self.assertEqual(offered(command, "--"), sorted(help.options(command)), command)
        self.assertEqual(offered("serve", "--port", "80", "--du"), ["--dual-stack"])

    def test_values(self):
        for words in (["--reply", ""], ["--reply", "="], ["--port", "0", "--reply", "=", ""]):
            self.assertEqual(offered("serve", *words), sorted(help.choices("serve", "--reply")))
        self.assertEqual(offered("serve", "--reply", "=", "up"), ["upper"])
        self.assertEqual(offered("connect", "--port", ""), [])

    def test_file_names(self):
        for words in (["serve", "--unix", ""], ["connect", "--trace", "="], ["connect", "--trace", "=", ""],
                      ["demo", "--save", ""], ["demo", "--pcapng", "="]):
            self.assertEqual(offered(*words, folder=self.folder), ["other folder", "send.jsonl"], words)
        self.assertEqual(offered("serve", "--trace", "--js"), ["--json"])  # its file follows "=" only


if __name__ == "__main__":
    unittest.main()
