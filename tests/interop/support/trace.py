# SPDX-License-Identifier: GPL-3.0-or-later
"""What strace saw of a run, one list of calls a thread."""
import dataclasses
import pathlib
import re

CALL = re.compile(r"^(?P<name>\w+)\((?P<args>.*)\)\s+= (?P<result>-?\d+)(?: (?P<errno>E[A-Z0-9]+) \(.*\))?\s*(?:\(flags .*\))?$")
IPV4 = re.compile(r'sin_port=htons\((\d+)\), sin_addr=inet_addr\("([^"]+)"\)')
IPV6 = re.compile(r'sin6_port=htons\((\d+)\), .*inet_pton\(AF_INET6, "([^"]+)"')

# The C library makes these calls of those that a program asks for.
LIBC_NAMES = {"sendto": "send", "recvfrom": "recv", "eventfd2": "eventfd"}


@dataclasses.dataclass
class TracedCall:
    name: str
    args: list
    result: int
    errno: str | None

    @property
    def fd(self):
        return int(self.args[0]) if self.args and self.args[0].isdigit() else None


def split_arguments(text):
    """Arguments of a call as strace prints them, not cut inside strings, structures and arrays."""
    arguments, depth, start, quoted, index = [], 0, 0, False, 0
    while index < len(text):
        character = text[index]
        if quoted and character == "\\":
            index += 1
        elif character == '"':
            quoted = not quoted
        elif not quoted and character in "([{":
            depth += 1
        elif not quoted and character in ")]}":
            depth -= 1
        elif not quoted and character == "," and depth == 0:
            arguments.append(text[start:index].strip())
            start = index + 1
        index += 1
    last = text[start:].strip()
    return arguments + [last] if last else arguments


def parse_line(line):
    """One line of strace as a TracedCall, or None for signals, exits and calls that never returned."""
    match = CALL.match(line.rstrip("\n"))
    if not match:
        return None
    name = LIBC_NAMES.get(match["name"], match["name"])
    return TracedCall(name, split_arguments(match["args"]), int(match["result"]), match["errno"])


def parse_threads(prefix):
    """The calls of every thread of `strace -ff -o prefix`, by thread id."""
    prefix = pathlib.Path(prefix)
    threads = {}
    for path in prefix.parent.glob(prefix.name + ".*"):
        lines = path.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
        threads[int(path.suffix[1:])] = [call for call in map(parse_line, lines) if call]
    return threads


def address(argument):
    """A sockaddr of strace in our words, "127.0.0.1:8080"; None when it is none."""
    if match := IPV4.search(argument):
        return f"{match[2]}:{match[1]}"
    if match := IPV6.search(argument):
        return f"[{match[2]}]:{match[1]}"
    return None
