# SPDX-License-Identifier: GPL-3.0-or-later
"""`socket-playground demo --private` as the user of the test and, for root, as an ordinary one too: the echo with its
packets where this system allows a network of one's own, the reason where it does not."""
import errno
import io
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import unittest

from support import events, observer
from support.process import TIMEOUT, wait_until

PROGRAM = os.environ["PROGRAM"]
HELPER = os.environ["NETWORK_HELPER"]
ORDINARY = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"]


def run(*command):
    return subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                          errors="replace", timeout=60, check=False)


def is_allowed(prefix):
    """Whether this user can have a network namespace, tried with the tools of util-linux."""
    return any(run(*prefix, "unshare", *options, "--net", "true").returncode == 0 for options in ([], ["--user"]))


class OfAnyUser:
    """What holds for every user; `prefix` makes a command one of this user's."""
    prefix = []

    @classmethod
    def setUpClass(cls):
        cls.allowed = is_allowed(cls.prefix)
        cls.done = run(*cls.prefix, PROGRAM, "demo", "--private", "--observe", "--json")
        cls.events = events.parse(cls.done.stdout)

    def require_reason(self, done=None):
        """The run failed as it should where there can be no private network."""
        done = done or self.done
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertRegex(done.stderr, r"There is no private network: .* failed with E[A-Z]+: .*\.")
        self.assertFalse(events.calls(events.parse(done.stdout)), "no socket may be made on this computer instead")

    def test_the_echo_and_its_packets(self):
        if not self.allowed:
            return self.require_reason()
        self.assertEqual(self.done.returncode, 0, self.done.stderr)
        packets = [event for event in self.events if event["kind"] == "packet"]
        flags = [packet["flags"] for packet in packets]
        self.assertEqual(flags[:3], ["SYN", "SYN+ACK", "ACK"])
        self.assertEqual([packet["side"] for packet in packets[:3]], ["client", "server", "client"])
        self.assertEqual([packet["side"] for packet in packets if packet["len"] == 6], ["client", "server"])
        self.assertEqual(sorted(packet["side"] for packet in packets if "FIN" in packet["flags"]), ["client", "server"])
        self.assertEqual(len({packet["connection"] for packet in packets}), 1)
        self.assertTrue(all(packet["source"] == "kernel" for packet in packets))
        messages = [event["text"] for event in self.events if event["kind"] == "message"]
        self.assertEqual(messages, ["Hello!", "Hello!"])

    def test_every_socket_is_told_to_be_of_the_private_network(self):
        if not self.allowed:
            return self.require_reason()
        made = events.calls(self.events, {"socket"})
        self.assertEqual({event["text"] for event in made}, {"in the private network"})
        self.assertEqual({event["side"] for event in made}, {"client", "server"})

    def test_states_are_sampled_unless_the_kernel_tells_them(self):
        if not self.allowed:
            return self.require_reason()
        sources = {event["source"] for event in self.events if event["kind"] == "state"}
        if "kernel" in sources:
            self.assertEqual(self.done.stderr, "")
        else:
            self.assertEqual(sources, {"sampled", "inferred"})
            self.assertRegex(self.done.stderr, "States are sampled and inferred.* cannot be traced")

    def test_text_without_observer(self):
        done = run(*self.prefix, PROGRAM, "demo", "--private")
        if not self.allowed:
            return self.require_reason(done)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertRegex(done.stdout, r"socket\(.*\) = \d+ \(private network\)")
        self.assertNotIn("packet", done.stdout)

    def test_a_refusal_is_explained(self):
        done = run(*self.prefix, "strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=unshare", "-e",
                   "inject=unshare:error=EPERM", PROGRAM, "demo", "--private", "--json")
        self.require_reason(done)
        self.assertIn("unshare failed with EPERM", done.stderr)

    def test_a_limit_of_none_is_explained(self):
        script = ("echo 0 >/proc/sys/user/max_user_namespaces && echo 0 >/proc/sys/user/max_net_namespaces && "
                  'exec "$0" demo --private')
        if not self.allowed or run(*self.prefix, "unshare", "--user", "--map-root-user", "true").returncode != 0:
            return self.test_a_refusal_is_explained()  # no user namespace to set a limit in
        done = run(*self.prefix, "unshare", "--user", "--map-root-user", "sh", "-c", script, PROGRAM)
        self.require_reason(done)
        self.assertIn("unshare failed with ENOSPC", done.stderr)
        self.assertIn("user.max_user_namespaces=10000", done.stderr)


class ThisUser(OfAnyUser, unittest.TestCase):
    """Root or not, as the tests were started."""


class OrdinaryUser(OfAnyUser, unittest.TestCase):
    prefix = ORDINARY


if os.geteuid() != 0:
    del OrdinaryUser  # it is ThisUser


class Helper(unittest.TestCase):
    def test_without_it_the_demo_says_so(self):
        with tempfile.TemporaryDirectory() as folder:
            done = run(shutil.copy(PROGRAM, folder), "demo", "--private")
        self.assertEqual(done.returncode, 1)
        self.assertIn("socket-playground-network is not installed", done.stderr)

    def test_alone_it_is_of_no_use(self):
        for arguments in ([], ["--help"], ["x"]):
            done = run(HELPER, *arguments)
            self.assertEqual(done.returncode, 2)
            self.assertIn("is started by socket-playground", done.stderr)

    def test_what_cannot_be_entered_is_refused_in_a_record(self):
        arguments_refused, failed, too_late = 16, 17, 18  # core/observe/observer_problem.h
        for arguments, problem in ((["1"], (arguments_refused, 0, "")),
                                   (["x", "7", "/bin/true"], (arguments_refused, 0, "")),
                                   (["-1", "7", "/bin/true"], (arguments_refused, 0, "")),
                                   (["1", "7", "true"], (arguments_refused, 0, "")),
                                   ([str(os.getpid()), "7", "/bin/true"], (too_late, 0, "")),
                                   (["4194305", "7", "/bin/true"], (failed, errno.ENOENT, "open"))):
            done = subprocess.run([HELPER, "--enter", *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                  timeout=60, check=False)
            self.assertIn(done.returncode, (1, 2), arguments)
            records = observer.read_until(io.BytesIO(done.stdout), None)
            self.assertEqual(observer.problems(records), [problem], arguments)

    def test_it_ends_when_nobody_listens(self):
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with ours:
            helper = subprocess.Popen([HELPER], stdin=theirs)
            theirs.close()
            self.assertEqual(ours.recv(100)[:4], b"SPNR")
        self.assertEqual(helper.wait(TIMEOUT), 0 if is_allowed([]) else 1)

    def test_it_ends_with_its_parent(self):
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with ours, theirs:  # both stay open here: the end of the parent is all that it can notice
            parent = subprocess.Popen([sys.executable, "-c", "import subprocess, sys, time\n"
                                       "print(subprocess.Popen(sys.argv[1]).pid, flush=True)\ntime.sleep(600)", HELPER],
                                      stdin=theirs, stdout=subprocess.PIPE, text=True)
            helper = int(parent.stdout.readline())
            self.assertEqual(ours.recv(100)[:4], b"SPNR")
            parent.send_signal(signal.SIGKILL)
            parent.wait(TIMEOUT)
            parent.stdout.close()
            wait_until(lambda: not is_running(helper), "the end of the helper")


def is_running(pid):
    try:
        with open(f"/proc/{pid}/stat", encoding="ascii") as stat:
            return stat.read().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


if __name__ == "__main__":
    unittest.main()
