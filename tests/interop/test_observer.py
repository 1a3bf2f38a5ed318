# SPDX-License-Identifier: GPL-3.0-or-later
"""The privileged helper: what it reports, what it refuses, and what it leaves behind, which is nothing."""
import contextlib
import errno
import io
import os
import signal
import socket
import struct
import subprocess
import threading
import time
import unittest

from support import observer
from support.process import Processes, output_of, wait_until

OBSERVER = os.environ["OBSERVER"]
TRACING = observer.mount_tracefs()
ROOT = os.geteuid() == 0
CANNOT_MOUNT = (observer.TRACEFS_NOT_MOUNTED, errno.EPERM, "unshare")
CANNOT_CAPTURE = (observer.CAPTURE_NEEDS_ROOT, 0, "lo")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Arguments(unittest.TestCase):
    def test_everything_that_is_not_understood_is_refused(self):
        for arguments in ([], ["--ports", "80"], ["--ports", "", "--interface", "lo"], ["--ports", "0", "--interface", "lo"],
                          ["--ports", "1-1001", "--interface", "lo"], ["--ports", "80", "--interface", "-x"],
                          ["--ports", "80", "--interface", "../x"], ["--ports", "80", "--interface", "x" * 16],
                          ["--ports", "80", "--ports", "81", "--interface", "lo"], ["--ports", "80", "--interface"],
                          ["--ports", "80"] + ["--interface", "lo"] * 17, ["--verbose", "1"], ["--help"]):
            done = subprocess.run([OBSERVER, *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, timeout=20,
                                  check=False)
            self.assertEqual(done.returncode, 2, arguments)
            (problem, error, details), = observer.problems(observer.read_until(io.BytesIO(done.stdout), None))
            self.assertEqual((problem, error), (observer.ARGUMENTS, 0))
            self.assertTrue(details.startswith("--"), details)


class Refusal(unittest.TestCase):
    def setUp(self):
        self.processes = Processes()
        self.addCleanup(self.processes.close)

    def run_until_ready(self, *command):
        process = self.processes.start(*command, "--ports", free_port(), "--interface", "lo", stdin=subprocess.PIPE,
                             stdout=subprocess.PIPE)
        records = observer.read_until(process.stdout, observer.READY)
        return process, records, observer.problems(records)

    def test_without_privileges_it_says_so_and_ends(self):
        as_nobody = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"] if ROOT else []
        process, records, problems = self.run_until_ready(*as_nobody, OBSERVER)
        self.assertNotIn(observer.READY, [record[0] for record in records])
        self.assertEqual(problems, [(observer.STATES_NEED_ROOT, 0, ""), CANNOT_CAPTURE])
        self.assertEqual(process.wait(20), 1)

    def test_without_the_right_to_capture_it_still_tells_the_states(self):
        if not TRACING:
            return  # test_without_privileges_it_says_so_and_ends has looked at that
        _, records, problems = self.run_until_ready("setpriv", "--bounding-set=-net_raw", OBSERVER)
        self.assertEqual(problems, [CANNOT_CAPTURE])
        self.assertEqual(records[-1][2], b"\1\0\0\0\0\0\0\0", "states still work")

    def test_an_interface_that_does_not_exist_is_named(self):
        process = self.processes.start(OBSERVER, "--ports", "80", "--interface", "nosuch0", stdin=subprocess.PIPE,
                             stdout=subprocess.PIPE)
        records = observer.read_until(process.stdout, observer.READY)
        details = [details for _, _, details in observer.problems(records)]
        self.assertTrue(any(text.split("\0")[0] == "nosuch0" for text in details), details)

    def test_without_tracefs_and_the_right_to_mount_it_says_so_and_still_tells_the_packets(self):
        if not ROOT:
            return  # test_without_privileges_it_says_so_and_ends has looked at that
        with observer.without_tracefs() if TRACING else contextlib.nullcontext():
            _, records, problems = self.run_until_ready("setpriv", "--bounding-set=-sys_admin", OBSERVER)
        self.assertEqual(problems, [CANNOT_MOUNT])
        self.assertEqual(records[-1][2], b"\0\0\0\0\1\0\0\0", "packets still work")

    def test_without_both_it_gives_both_reasons_and_ends(self):
        if not ROOT:
            return  # test_without_privileges_it_says_so_and_ends has looked at that
        with observer.without_tracefs() if TRACING else contextlib.nullcontext():
            process, records, problems = self.run_until_ready("setpriv", "--bounding-set=-sys_admin,-net_raw",
                                                              OBSERVER)
        self.assertEqual(problems, [CANNOT_MOUNT, CANNOT_CAPTURE])
        self.assertNotIn(observer.READY, [record[0] for record in records])
        self.assertEqual(process.wait(20), 1)


class Reports(unittest.TestCase):
    def setUp(self):
        self.processes = Processes()
        self.addCleanup(self.processes.close)
        self.port = free_port()

    def observe(self, ports=None):
        process = self.processes.start(OBSERVER, "--ports", ports or self.port, "--interface", "lo", stdin=subprocess.PIPE,
                             stdout=subprocess.PIPE)
        records = observer.read_until(process.stdout, observer.READY)
        self.assertEqual([record[0] for record in records], [observer.READY])
        return process

    def finish(self, process):
        process.stdin.close()
        records = observer.read_until(process.stdout, None)
        self.assertEqual(process.wait(20), 0)
        return sorted((record for record in records if record[0] != observer.DRAINED), key=lambda record: record[1])

    def echo(self):
        with socket.socket() as listener:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(("127.0.0.1", self.port))
            listener.listen()
            with socket.create_connection(("127.0.0.1", self.port)) as client:
                end, _ = listener.accept()
                with end:
                    client.sendall(b"Hello!")
                    end.recv(6)
                    client.shutdown(socket.SHUT_WR)
                    end.recv(1)
                client.recv(1)

    def test_the_twelve_transitions_come_in_the_order_of_the_kernel(self):
        process = self.observe()
        self.echo()
        records = self.finish(process)
        changes = [observer.state(record) for record in records if record[0] == observer.STATE]
        established, close, listen = 1, 7, 10
        listener = [change[2:] for change in changes if change[0] == self.port and change[1] == 0]
        server = [change[2:] for change in changes if change[0] == self.port and change[1] != 0]
        client = [change[2:] for change in changes if change[1] == self.port]
        self.assertEqual(listener, [(close, listen), (listen, close)])
        self.assertEqual(server, [(listen, 3), (3, established), (established, 8), (8, 9), (9, close)])
        self.assertEqual(client, [(close, 2), (2, established), (established, 4), (4, 5), (5, close)])
        self.assertGreaterEqual(len([record for record in records if record[0] == observer.PACKET]), 8)
        self.assertNotIn(observer.LOST, [record[0] for record in records])

    def test_a_thousand_ports_filter_exactly(self):
        low = 20000
        ports = [port for port in range(low, low + 2000, 2)]
        process = self.observe(",".join(map(str, ports)))
        for self.port in (low + 1, low + 10):  # between two of the ports, and one of them
            self.echo()
        changes = [observer.state(record) for record in self.finish(process) if record[0] == observer.STATE]
        self.assertEqual(len(changes), 12)
        self.assertTrue(all(low + 10 in change[:2] for change in changes))

    def ask(self, process, number, ports):
        """Asks for other ports and waits until they are observed; returns the records that came before."""
        process.stdin.write(f"ports {number} {ports}\n".encode())
        process.stdin.flush()
        records = observer.read_until(process.stdout, observer.PORTS)
        self.assertEqual(struct.unpack("=II", records[-1][2])[0], number)
        return records

    def test_ports_can_be_added_while_it_runs_and_nothing_is_lost(self):
        for interface in ("lo", "any"):
            with self.subTest(interface=interface):
                process = self.processes.start(OBSERVER, "--interface", interface, stdin=subprocess.PIPE,
                                               stdout=subprocess.PIPE)
                observer.read_until(process.stdout, observer.READY)
                first, self.port = self.port, free_port()
                self.echo()  # on a port that is not observed yet
                records = self.ask(process, 1, first)
                self.port = first
                done = threading.Event()
                other = threading.Thread(target=self.echo_until, args=(first, done))
                other.start()
                ports = [first]
                for number in range(2, 12):  # ports are added all the while
                    ports.append(free_port())
                    records += self.ask(process, number, ",".join(map(str, ports)))
                done.set()
                other.join()
                self.port = ports[-1]
                self.echo()
                records += self.drain(process)
                records += self.ask(process, 12, "-")
                self.echo()  # no port any more
                records += self.finish(process)
                changes = [observer.state(record) for record in records if record[0] == observer.STATE]
                self.assertEqual(sum(1 for change in changes if first in change[:2]), 12 * self.echoes)
                self.assertEqual(sum(1 for change in changes if ports[-1] in change[:2]), 12)
                packets = [record for record in records if record[0] == observer.PACKET]
                syns = sum(1 for packet in packets if packet[2][8 + (14 if interface == "lo" else 20) + 33] == 0x02)
                self.assertEqual(syns, self.echoes + 1)
                self.assertNotIn(observer.LOST, [record[0] for record in records])

    @staticmethod
    def drain(process):
        """The records of everything that happened until now."""
        now, records = time.monotonic_ns(), []
        while not records or records[-1][1] < now:
            records += observer.read_until(process.stdout, observer.DRAINED)
        return records

    def test_a_segment_that_crosses_a_bridge_is_told_once(self):
        peer = self.processes.start("unshare", "-n", "sleep", "60")
        wait_until(lambda: os.readlink(f"/proc/{peer.pid}/ns/net") != os.readlink("/proc/self/ns/net"), "its network")
        setup = """
            ip link set lo up && ip link add br0 type bridge && ip link add port type veth peer name far netns "$1" &&
            ip link set port master br0 up && ip addr add 10.9.0.1/24 dev br0 && ip link set br0 up &&
            nsenter -t "$1" -n sh -c 'ip addr add 10.9.0.2/24 dev far; ip link set far up' && exec "$0" "${@:2}"
        """
        process = self.processes.start("unshare", "-n", "bash", "-c", setup, OBSERVER, peer.pid, "--ports", "7000",
                                       "--interface", "any", stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        observer.read_until(process.stdout, observer.READY)
        server = ("import socket; l = socket.create_server(('10.9.0.2', 7000)); print(flush=True); "
                  "c, _ = l.accept(); c.sendall(c.recv(9)); c.recv(9)")
        client = ("import socket; c = socket.create_connection(('10.9.0.2', 7000), 20); c.sendall(b'Hello!'); "
                  "c.recv(9); c.close()")
        listening = self.processes.start("nsenter", "-t", peer.pid, "-n", "python3", "-c", server,
                                         stdout=subprocess.PIPE)
        listening.stdout.readline()
        output_of("nsenter", "-t", process.pid, "-n", "python3", "-c", client)
        packets = [record[2] for record in self.finish(process) if record[0] == observer.PACKET]
        flags = [packet[8 + 20 + 20 + 13] for packet in packets]  # after the headers of the record, SLL2 and IPv4
        self.assertEqual(flags.count(0x02), 1, "one SYN")
        self.assertEqual(flags.count(0x12), 1, "one SYN+ACK")

    def echo_until(self, port, done):
        self.echoes = 0
        while not done.is_set() or self.echoes == 0:
            self.port = port
            self.echo()
            self.echoes += 1

    def test_it_ends_when_it_is_asked_for_something_else(self):
        for line in (b"ports 1\n", b"ports x 80\n", b"ports 1 80-70\n", b"ports 1 80 81\n", b"quit\n", b"\n", b"x" * 9000):
            with self.subTest(line=line):
                process = self.observe()
                process.stdin.write(line)
                process.stdin.flush()
                records = observer.read_until(process.stdout, None)
                wanted = observer.LONG_REQUEST if len(line) > 8192 else observer.UNKNOWN_REQUEST
                self.assertEqual(observer.problems(records), [(wanted, 0, "")])
                self.assertEqual(process.wait(20), 0)

    def test_where_tracefs_is_not_mounted_it_mounts_one_that_only_it_sees(self):
        with observer.without_tracefs():
            process = self.observe()
            self.assertEqual(observer.tracefs_mounts(process.pid), ["/sys/kernel/tracing"])
            self.assertEqual(observer.tracefs_mounts(), [])
            self.echo()
            self.assert_it_has_no_privilege(process)
            states = [record for record in self.finish(process) if record[0] == observer.STATE]
            self.assertEqual(len(states), 12)
            self.assertEqual(observer.tracefs_mounts(), [])
        self.assertNotIn(f"socket-playground-{process.pid}", observer.instances())

    def test_where_tracefs_is_not_mounted_its_directory_is_removed_though_it_was_killed(self):
        with observer.without_tracefs():
            process = self.observe()
            process.kill()
            process.wait(20)
        wait_until(lambda: f"socket-playground-{process.pid}" not in observer.instances(), "the end of the janitor")

    def test_it_runs_without_any_privilege(self):
        self.assert_it_has_no_privilege(self.observe())

    def assert_it_has_no_privilege(self, process):
        with open(f"/proc/{process.pid}/status", encoding="ascii") as status:
            fields = dict(line.rstrip("\n").split(":\t", 1) for line in status)
        self.assertNotIn("0", fields["Uid"].split())
        self.assertEqual({int(fields[name], 16) for name in ("CapPrm", "CapEff", "CapInh")}, {0})
        self.assertEqual(fields["NoNewPrivs"], "1")

    def test_whatever_ends_it_its_directory_is_removed(self):
        for end in (signal.SIGTERM, signal.SIGINT, signal.SIGKILL, "standard input", "standard output"):
            with self.subTest(end=end):
                process = self.observe()
                name = f"socket-playground-{process.pid}"
                self.assertIn(name, observer.instances())
                if end == "standard input":
                    process.stdin.close()
                elif end == "standard output":
                    process.stdout.close()
                else:
                    process.send_signal(end)
                process.wait(20)
                wait_until(lambda gone=name: gone not in observer.instances(), f"the removal of {name}")

    def test_it_ends_with_its_parent(self):
        script = 'exec 3<&0; "$0" --ports "$1" --interface lo <&3 & echo $!; wait'
        read_end, write_end = os.pipe()  # held open here, so that only the end of the parent can end it
        parent = self.processes.start("sh", "-c", script, OBSERVER, self.port, stdin=read_end, stdout=subprocess.PIPE)
        pid = int(parent.stdout.readline())
        observer.read_until(parent.stdout, observer.READY)
        parent.kill()
        wait_until(lambda: f"socket-playground-{pid}" not in observer.instances(), "the end of the observer")
        os.close(read_end)
        os.close(write_end)

    def test_a_stalled_reader_costs_records_that_are_counted(self):
        process = self.observe()
        with socket.socket() as listener, socket.socket() as client:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(("127.0.0.1", self.port))
            listener.listen()
            client.connect(("127.0.0.1", self.port))
            end, _ = listener.accept()
            with end:
                for _ in range(800):  # 50 MiB, while nobody reads
                    client.sendall(bytes(65536))
                    received = 0
                    while received < 65536:
                        received += len(end.recv(65536))
        self.assertIsNone(process.poll(), "it goes on")
        lost = [record for record in self.finish(process) if record[0] == observer.LOST]
        self.assertTrue(lost, "what did not fit is told")


if not TRACING:
    del Reports  # the refusal is what there is to test


if __name__ == "__main__":
    unittest.main()
