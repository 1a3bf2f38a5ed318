# SPDX-License-Identifier: GPL-3.0-or-later
"""What the program's own --help and its usage errors say that it takes."""
import os
import re
import subprocess

from support.process import TIMEOUT, output_of

PROGRAM = os.environ["PROGRAM"]


def help_text(*command):
    return output_of(PROGRAM, *command, "--help").decode()


def commands():
    """The names of all commands."""
    listed = re.search(r"^Subcommands:\n((?:  .*\n)+)", help_text(), re.MULTILINE)[1]
    return re.findall(r"^  (\w+)", listed, re.MULTILINE)


def options(*command):
    """The long options of a command, or of the program itself."""
    return re.findall(r"^  (?:-\w,)?(--[\w-]+)", help_text(*command), re.MULTILINE)


def choices(command, option):
    """The values that an option takes, when it takes only some."""
    done = subprocess.run([PROGRAM, command, option, "nothing of that kind"], capture_output=True, text=True,
                          timeout=TIMEOUT, check=False)
    return re.search(r"not in \{(.*)\}", done.stderr)[1].split(",")
