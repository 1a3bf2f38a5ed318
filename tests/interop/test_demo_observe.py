# SPDX-License-Identifier: GPL-3.0-or-later
"""`socket-playground demo --observe`: as root the kernel's own story, compared with tshark; else a clear refusal."""
import os
import subprocess
import tempfile
import unittest

from support import events, observer
from support.process import Processes, wait_until

PROGRAM = os.environ["PROGRAM"]
TRACING = observer.mount_tracefs()


def demo(*arguments, prefix=()):
    return subprocess.run([*prefix, PROGRAM, "demo", "--observe", *arguments], stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=60, check=False)


class Refusal(unittest.TestCase):
    def test_an_ordinary_user_is_told_what_is_missing(self):
        prefix = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"] if os.geteuid() == 0 else []
        done = demo("--json", prefix=prefix)
        self.assertEqual(done.returncode, 1)
        self.assertRegex(done.stderr, "needs root")
        self.assertFalse([event for event in events.parse(done.stdout) if event["source"] == "kernel"])


class Part(unittest.TestCase):
    """Root, to whom the kernel tells only one of the two."""

    def sources(self, done):
        return {(event["kind"], event["source"]) for event in events.parse(done.stdout)}

    def test_without_states_there_are_packets_and_a_line_says_what_is_missing(self):
        with observer.without_tracefs():
            done = demo("--json", prefix=["setpriv", "--bounding-set=-sys_admin"])
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertRegex(done.stderr, r"^socket-playground: States are sampled and inferred.* tracefs is not mounted.*\n$")
        sources = self.sources(done)
        self.assertIn(("packet", "kernel"), sources)
        self.assertIn(("state", "sampled"), sources)
        self.assertNotIn(("state", "kernel"), sources)

    def test_without_packets_there_are_states_and_a_line_says_what_is_missing(self):
        done = demo("--json", prefix=["setpriv", "--bounding-set=-net_raw"])
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertRegex(done.stderr, r"^socket-playground: No packets are captured.* interface lo cannot be .*root.\n$")
        sources = self.sources(done)
        self.assertIn(("state", "kernel"), sources)
        self.assertNotIn(("packet", "kernel"), sources)

    def test_a_file_of_packets_needs_packets(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "echo.pcapng")
            done = demo("--pcapng", path, prefix=["setpriv", "--bounding-set=-net_raw"])
            self.assertEqual(done.returncode, 1)
            self.assertIn("There are no packets to write.", done.stderr)
            self.assertFalse(os.path.exists(path))

    def test_without_both_it_fails_with_both_reasons(self):
        with observer.without_tracefs():
            done = demo("--json", prefix=["setpriv", "--bounding-set=-sys_admin,-net_raw"])
        self.assertEqual(done.returncode, 1)
        self.assertRegex(done.stderr, "tracefs is not mounted.* interface lo cannot be captured")

    def test_tracefs_need_not_be_mounted(self):
        with observer.without_tracefs():
            done = demo("--json")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertLessEqual({("state", "kernel"), ("packet", "kernel")}, self.sources(done))


class Kernel(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        with Processes() as processes, tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "lo.pcapng")
            # Not whole packets: other tests may stream much over the same interface meanwhile.
            tshark = processes.start("tshark", "-q", "-n", "-i", "lo", "-f", "tcp", "-s", "128", "-w", path,
                                     stderr=subprocess.PIPE, text=True)
            wait_until(lambda: "Capturing on" in tshark.stderr.readline(), "tshark")
            wait_until(lambda: os.path.exists(path) and os.path.getsize(path) > 0, "the file of tshark")
            done = demo("--json")
            assert done.returncode == 0, done.stderr
            cls.events = events.parse(done.stdout)
            bind = events.calls(cls.events, {"bind"})[0]
            cls.port = int(bind["args"][1].rsplit(":", 1)[1])
            cls.packets = [event for event in cls.events if event["kind"] == "packet"]
            cls.seen = wait_until(lambda: cls.read(path, len(cls.packets)), "tshark to write all packets")

    @classmethod
    def read(cls, path, count):
        """The packets of our port as tshark decodes them, once there are enough of them."""
        fields = ["tcp.srcport", "tcp.flags.str", "tcp.seq", "tcp.ack", "tcp.len", "tcp.window_size", "frame.time_epoch"]
        done = subprocess.run(["tshark", "-n", "-r", path, "-Y", f"tcp.port=={cls.port}", "-T", "fields",
                               *[word for field in fields for word in ("-e", field)]],
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, timeout=60, check=False)
        rows = [line.split("\t") for line in done.stdout.splitlines()]
        return rows if len(rows) >= count else None

    def test_the_packets_are_those_of_tshark(self):
        names = {"S": "SYN", "F": "FIN", "R": "RST", "P": "PSH", "A": "ACK"}
        order = ["SYN", "FIN", "RST", "PSH", "ACK"]

        def flags(letters):
            found = {names[letter] for letter in letters if letter in names}
            return "+".join(name for name in order if name in found)

        theirs = [("server" if int(row[0]) == self.port else "client", flags(row[1]), int(row[2]), int(row[3]),
                   int(row[4]), int(row[5])) for row in self.seen]
        ours = [(packet["side"], packet["flags"], packet["tcp_seq"], packet["ack"] or 0, packet["len"], packet["win"])
                for packet in self.packets]
        self.assertEqual(ours, theirs)
        self.assertEqual([packet[1] for packet in ours[:3]], ["SYN", "SYN+ACK", "ACK"])
        self.assertEqual(sum(packet[4] for packet in ours), 12, "Hello! and its echo")
        for packet in self.packets:
            self.assertEqual(sorted(packet), sorted(events.KEYS + events.PACKET_KEYS))

    def test_the_times_are_those_of_the_kernel(self):
        # tshark's clock is another one: the distances are the same, but for what the clocks are adjusted meanwhile.
        theirs = [float(row[6]) for row in self.seen]
        ours = [packet["time_ns"] / 1e9 for packet in self.packets]
        for own, other in zip(ours, theirs):
            self.assertAlmostEqual(own - ours[0], other - theirs[0], delta=0.0005)

    def test_the_twelve_transitions_come_in_order(self):
        def changes(side, connected):
            return [(event["from"], event["to"]) for event in self.events
                    if event["kind"] == "state" and event["source"] == "kernel" and event["side"] == side
                    and (event["connection"] is not None) == connected]

        self.assertEqual(changes("server", False), [("CLOSED", "LISTEN"), ("LISTEN", "CLOSED")])
        self.assertEqual(changes("server", True),
                         [("LISTEN", "SYN_RECV"), ("SYN_RECV", "ESTABLISHED"), ("ESTABLISHED", "CLOSE_WAIT"),
                          ("CLOSE_WAIT", "LAST_ACK"), ("LAST_ACK", "CLOSED")])
        self.assertEqual(changes("client", True),
                         [("CLOSED", "SYN_SENT"), ("SYN_SENT", "ESTABLISHED"), ("ESTABLISHED", "FIN_WAIT1"),
                          ("FIN_WAIT1", "FIN_WAIT2"), ("FIN_WAIT2", "CLOSED")])

    def test_nothing_is_sampled_and_only_time_wait_is_inferred(self):
        others = [(event["source"], event["to"]) for event in self.events
                  if event["kind"] == "state" and event["source"] != "kernel"]
        self.assertEqual(others, [("inferred", "TIME_WAIT")])

    def test_calls_states_and_packets_are_one_connection_on_one_time_axis(self):
        numbers = {event["connection"] for event in self.events if event["kind"] in ("packet", "message")}
        self.assertEqual(len(numbers), 1)
        send = events.calls(self.events, {"send"})[0]
        data = next(packet for packet in self.packets if packet["len"] > 0)
        self.assertGreaterEqual(data["time_ns"], send["time_ns"])
        self.assertLessEqual(data["time_ns"], send["time_ns"] + send["took_ns"])

    def test_no_trace_instance_is_left(self):
        wait_until(lambda: not observer.left_over() or None, "the removal of the trace instance", timeout=10)

    def test_text_shows_them_too(self):
        done = demo()
        self.assertEqual(done.returncode, 0, done.stderr)
        for part in ("SYN+ACK seq 0 ack 1", "LISTEN → SYN_RECV", "kernel", "packet"):
            self.assertIn(part, done.stdout)


if not TRACING:
    del Kernel, Part  # the refusal is what there is to test


if __name__ == "__main__":
    unittest.main()
