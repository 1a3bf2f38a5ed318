# SPDX-License-Identifier: GPL-3.0-or-later
"""`socket-playground demo --observe --pcapng FILE`: what tshark reads of it is what the demo printed."""
import json
import os
import subprocess
import tempfile
import time
import unittest

from support import events, observer

PROGRAM = os.environ["PROGRAM"]
TRACING = observer.mount_tracefs()


def run(*command):
    return subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                          timeout=60, check=False)


class Usage(unittest.TestCase):
    def test_it_needs_the_observation(self):
        done = run(PROGRAM, "demo", "--pcapng", "/nowhere/x")
        self.assertEqual(done.returncode, 2)
        self.assertIn("--observe", done.stderr)

    def test_a_demo_that_fails_writes_nothing(self):
        prefix = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"] if os.geteuid() == 0 else []
        with tempfile.TemporaryDirectory() as folder:
            os.chmod(folder, 0o777)
            path = os.path.join(folder, "x.pcapng")
            done = run(*prefix, PROGRAM, "demo", "--observe", "--pcapng", path)
            self.assertEqual(done.returncode, 1)
            self.assertEqual(os.listdir(folder), [])


class Stream(unittest.TestCase):
    """Standard output and pipes, as tcpdump and tshark have them."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def demo(self, *arguments, **options):
        return subprocess.run([PROGRAM, "demo", *arguments], stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, timeout=60,
                              check=False, cwd=self.folder, **{"stdout": subprocess.PIPE, **options})

    def test_packets_on_standard_output(self):
        done = self.demo("--private", "--observe", "--pcapng", "-")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(os.listdir(self.folder), [])  # no file of that name
        tshark = subprocess.run(["tshark", "-n", "-r", "-", "-Y", "tcp.flags.syn == 1"], input=done.stdout,
                                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=60, check=False)
        self.assertEqual(len(tshark.stdout.splitlines()), 2)

    def test_a_pipe_with_a_name(self):
        path = os.path.join(self.folder, "pipe")
        os.mkfifo(path)
        with subprocess.Popen(["cat", path], stdout=subprocess.PIPE) as reader:
            done = self.demo("--private", "--observe", "--pcapng", "pipe")
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertEqual(reader.communicate(timeout=60)[0][:4], b"\x0a\x0d\x0d\x0a")
        self.assertEqual(os.listdir(self.folder), ["pipe"])
        self.assertIn(b"Hello!", done.stdout)  # the events are printed as ever

    def test_a_recording_on_standard_output(self):
        done = self.demo("--save", "-")
        self.assertEqual(done.returncode, 0, done.stderr)
        lines = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertGreater(len(lines), 40)

    def test_a_reader_that_has_enough(self):
        ours, theirs = os.pipe()
        os.close(ours)
        with open(theirs, "wb") as output:
            done = self.demo("--save", "-", stdout=output)
        self.assertEqual((done.returncode, done.stderr), (0, b""))

    def test_standard_output_has_one_thing(self):
        for arguments in (["--save", "-", "--json"], ["--observe", "--pcapng", "-", "--json"],
                          ["--observe", "--pcapng", "-", "--save", "-"]):
            done = self.demo(*arguments)
            self.assertEqual((done.returncode, done.stdout), (2, b""), arguments)
            self.assertIn(b"Standard output can have one thing only", done.stderr)

    def test_standard_output_that_is_full(self):
        with open("/dev/full", "wb") as output:
            done = self.demo("--save", "-", stdout=output)
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"ENOSPC", done.stderr)


class File(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.path = os.path.join(cls.folder.name, "demo.pcapng")
        cls.began = time.time()
        done = run(PROGRAM, "demo", "--observe", "--json", "--pcapng", cls.path)
        cls.ended = time.time()
        assert done.returncode == 0, done.stderr
        cls.events = events.parse(done.stdout)
        cls.packets = [event for event in cls.events if event["kind"] == "packet"]
        cls.fields = ["frame.time_epoch", "tcp.flags", "tcp.seq", "tcp.len", "frame.len", "frame.interface_name",
                      "frame.comment"]
        cls.tshark = run("tshark", "-n", "-r", cls.path, "-T", "fields", "-E", "aggregator=|",
                         *[word for field in cls.fields for word in ("-e", field)])
        cls.rows = [dict(zip(cls.fields, line.split("\t"))) for line in cls.tshark.stdout.splitlines()]

    def test_tshark_has_nothing_to_say_about_the_file(self):
        self.assertEqual(self.tshark.returncode, 0)
        said = [line for line in self.tshark.stderr.splitlines() if line and "This could be dangerous" not in line]
        self.assertEqual(said, [])
        bad = run("tshark", "-n", "-r", self.path, "-Y", "_ws.malformed || _ws.expert.severity >= 0x00600000")
        self.assertEqual(bad.stdout, "", "warnings and errors")

    def test_the_packets_are_those_that_were_printed(self):
        names = {"FIN": 1, "SYN": 2, "RST": 4, "PSH": 8, "ACK": 16}
        ours = [(sum(names[name] for name in packet["flags"].split("+")), packet["tcp_seq"], packet["len"],
                 packet["bytes"]) for packet in self.packets]
        theirs = [(int(row["tcp.flags"], 16), int(row["tcp.seq"]), int(row["tcp.len"]), int(row["frame.len"]))
                  for row in self.rows]
        self.assertEqual(theirs, ours)
        self.assertGreaterEqual(len(theirs), 9)
        self.assertEqual({row["frame.interface_name"] for row in self.rows}, {"lo"})

    def test_the_time_stamps_lie_within_the_run(self):
        times = [float(row["frame.time_epoch"]) for row in self.rows]
        self.assertEqual(times, sorted(times))
        self.assertGreaterEqual(times[0], self.began)
        self.assertLessEqual(times[-1], self.ended)

    def test_the_calls_ride_along(self):
        first = self.rows[0]["frame.comment"].split("|")
        self.assertRegex(" ".join(first), r"client connect\(\d+, 127\.0\.0\.1:\d+\) = -1 EINPROGRESS at 0\.\d{6} s")
        data = next(row for row in self.rows if row["tcp.len"] == "6")
        self.assertRegex(data["frame.comment"], r'client send\(\d+, "Hello!", 6, MSG_NOSIGNAL\) = 6 at 0\.\d{6} s')
        everything = "|".join(row["frame.comment"] for row in self.rows)
        for call in ("server accept4", "server recv", "server send", "server close", "client shutdown"):
            self.assertIn(call, everything)
        self.assertNotIn("epoll", everything)

    def test_it_is_the_owners(self):
        self.assertEqual(os.stat(self.path).st_mode & 0o7777, 0o600)

    def test_capinfos_agrees(self):
        done = run("capinfos", "-M", self.path)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("Socket Playground", done.stdout)
        self.assertRegex(done.stdout, rf"Number of packets:\s+{len(self.packets)}\n")
        self.assertRegex(done.stdout, r"nanoseconds")

    def test_a_file_that_cannot_be_written_is_told(self):
        done = run(PROGRAM, "demo", "--observe", "--pcapng", "/nowhere/x.pcapng")
        self.assertEqual(done.returncode, 1)
        self.assertRegex(done.stderr, "could not be written to /nowhere/x.pcapng")


if not TRACING:
    del File  # what an ordinary user may do is tested in core, with packets made by hand


if __name__ == "__main__":
    unittest.main()
