# SPDX-License-Identifier: GPL-3.0-or-later
"""`socket-playground demo --save FILE`: recordings and exports as independent readers see them."""
import csv
import datetime
import json
import os
import re
import subprocess
import tempfile
import time
import unittest

PROGRAM = os.environ["PROGRAM"]
ENTRY_TIME = re.compile(r"^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\.(\d{9})Z$")


def run(*arguments):
    return subprocess.run([PROGRAM, "demo", *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, timeout=60, check=False)


def unescaped(cell):
    """The bytes of a cell of the column "data", by the rules of docs/exports.md."""
    assert cell[0] == cell[-1] == '"', cell
    simple = {"n": b"\n", "r": b"\r", "t": b"\t", "0": b"\0", '"': b'"', "\\": b"\\"}
    parts = re.findall(r'\\x[0-9a-f]{2}|\\.|[^\\]+', cell[1:-1])
    return b"".join(part.encode() if part[0] != "\\" else bytes([int(part[2:], 16)]) if part[1] == "x" else
                    simple[part[1]] for part in parts)


def payload(event):
    """The bytes of an event of a recording, by docs/recording-format.md; None when it has none."""
    if "data_hex" in event:
        return bytes.fromhex(event["data_hex"])
    return event["data"].encode() if "data" in event else None


class Files(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.began = time.time()
        cls.printed = {}
        for ending in ("jsonl", "csv", "txt", "md"):
            done = run("--json", "--save", cls.path(ending))
            assert done.returncode == 0, done.stderr
            cls.printed[ending] = [json.loads(line) for line in done.stdout.decode().splitlines()]
        cls.ended = time.time()

    @classmethod
    def path(cls, ending):
        return os.path.join(cls.folder.name, "demo." + ending)

    @classmethod
    def text(cls, ending):
        with open(cls.path(ending), encoding="utf-8", newline="") as file:
            return file.read()

    def test_files_are_the_owners(self):
        for ending in self.printed:
            self.assertEqual(os.stat(self.path(ending)).st_mode & 0o7777, 0o600)
        self.assertEqual(sorted(os.listdir(self.folder.name)), ["demo.csv", "demo.jsonl", "demo.md", "demo.txt"])

    def test_the_recording_is_what_was_printed(self):
        lines = [json.loads(line) for line in self.text("jsonl").splitlines()]
        header, events = lines[0], [line for line in lines if "seq" in line]
        threads = {line["track"]: line["thread"] for line in lines if "track" in line and "thread" in line}
        printed = self.printed["jsonl"]
        self.assertEqual(header["format"], "socket-playground-recording")
        self.assertEqual(header["version"], 1)
        self.assertEqual(header["events"], len(events))
        self.assertEqual(len(events), len(printed))
        for event, shown in zip(events, printed):
            self.assertEqual(threads[event["track"]], shown["thread"])
            for key in ("seq", "time_ns", "took_ns", "kind", "source", "side"):
                self.assertEqual(event[key], shown[key])
            for key in ("connection", "fd", "call", "errno", "from", "to"):
                self.assertEqual(event.get(key), shown[key], key)
            if event["kind"] == "call":
                self.assertEqual(event["result"], shown["result"])
            self.assertEqual(event.get("size", 0), len(payload(event) or b""))
        self.assertIn(b"Hello!", [payload(event) for event in events if event["kind"] == "message"])
        began = (header["origin_ns"] + header["realtime_offset_ns"]) / 1e9
        self.assertTrue(self.began - 1 < began < self.ended + 1)

    def test_the_table_is_what_was_printed(self):
        text = self.text("csv")
        self.assertEqual(text.count("\r\n"), text.count("\n"))
        rows = list(csv.DictReader(text.splitlines(keepends=True), strict=True))
        printed = self.printed["csv"]
        self.assertEqual(len(rows), len(printed))
        for row, shown in zip(rows, printed):
            self.assertNotIn(None, row.values())
            self.assertNotIn(None, row)
            for key in ("seq", "time_ns", "took_ns", "thread", "kind", "source", "side", "connection", "fd", "call",
                        "result", "errno", "from", "to"):
                self.assertEqual(row[key], "" if shown[key] is None else str(shown[key]), key)
            if shown["kind"] == "message":
                self.assertEqual(unescaped(row["data"]), b"Hello!")
            self.assertEqual(int(row["size"]), len(unescaped(row["data"])) if row["data"] else 0)
            self.assertNotIn(row["text"][:1], "=+@\t\r")
            whole, nanoseconds = ENTRY_TIME.match(row["time_utc"]).groups()
            moment = datetime.datetime.fromisoformat(whole + "+00:00").timestamp() + int(nanoseconds) / 1e9
            self.assertTrue(self.began - 1 < moment < self.ended + 1)
        seconds = [float(row["seconds"]) for row in rows if row["call"] == "socket"]
        self.assertEqual(seconds[0], 0)

    def test_the_text_is_like_strace(self):
        lines = [line for line in self.text("txt").splitlines() if not line.startswith("#")]
        self.assertEqual(len(lines), len(self.printed["txt"]))
        for line, shown in zip(lines, self.printed["txt"]):
            self.assertRegex(line, r"^ *-?\d+\.\d{9}  \S")
            if shown["kind"] == "call":
                took = shown["took_ns"]
                self.assertRegex(line, rf' {shown["call"]}\(.*\) = -?\d+.* <{took // 10**9}\.{took % 10**9:09}>$')

    def test_the_report_has_a_row_for_each_event(self):
        text = self.text("md")
        rows = [line for line in text.partition("## Events")[2].splitlines() if re.match(r"\| \d", line)]
        self.assertEqual(len(rows), len(self.printed["md"]))
        for row in rows:
            self.assertEqual(len(re.findall(r"(?<!\\)\|", row)), 7, row)
        self.assertIn(f'- Events: {len(rows)} (', text)


class Usage(unittest.TestCase):
    def test_the_ending_chooses_the_format(self):
        for name in ("x", "x.pcapng", "x.json", ".csv"):
            done = run("--save", name)
            self.assertEqual(done.returncode, 2, name)
            self.assertIn(b"must end in .jsonl, .csv, .txt or .md", done.stderr)

    def test_what_cannot_be_written_is_told(self):
        done = run("--save", "/nowhere/x.jsonl")
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"could not be written to /nowhere/x.jsonl: A file cannot be made in its folder. The call open failed "
                      b"with ENOENT", done.stderr)

    def test_a_file_that_may_not_grow_is_told(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "demo.jsonl")
            with open(path, "wb") as old:
                old.write(b"old")
            done = subprocess.run(["prlimit", "--fsize=1000", PROGRAM, "demo", "--save", path],
                                  stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60,
                                  check=False)
            self.assertEqual(done.returncode, 1, done.stderr)
            self.assertIn(b"EFBIG", done.stderr)
            with open(path, "rb") as file:
                self.assertEqual(file.read(), b"old")
            self.assertEqual(os.listdir(folder), ["demo.jsonl"])


if __name__ == "__main__":
    unittest.main()
