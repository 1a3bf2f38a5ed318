# SPDX-License-Identifier: GPL-3.0-or-later
"""Observing the kernel in the window: what it shows as root, what it says to an ordinary user, and what happens when
the helper or the program is killed."""
import os
import pathlib
import re
import signal
import socket
import struct
import sys
import threading
import time

from support import observer
from support.process import wait_until
from support.window_test import WindowTest, main

TRACING = observer.mount_tracefs()


def children(pid):
    """The observers that a program has started."""
    found = []
    for status in pathlib.Path("/proc").glob("[0-9]*/status"):
        try:
            text = status.read_text(encoding="ascii", errors="replace")
        except OSError:
            continue  # it has just ended
        if re.search(rf"^PPid:\t{pid}$", text, re.MULTILINE) and "Name:\tsocket-playgro" in text:
            found.append(int(status.parent.name))
    return found


class Observe(WindowTest):
    def state(self, words):
        """Waits for what stands beside the button."""
        return self.window.find(None, re.compile(f"^Observing the kernel: .*{words}"))

    def observing(self):
        window = self.open_window()
        self.state("off")
        window.keys("F7")
        self.state("states ✓ packets ✓")
        return window, wait_until(lambda: children(window.process.pid), "the observer")[0]


class AsRoot(Observe):
    def test_a_connection_is_seen_from_its_first_segment_on(self):
        window, _ = self.observing()
        window.listen()  # a port that the kernel chooses
        window.wait_for_log("CLOSED → LISTEN")
        window.keys("F6")
        for event in (r"^SYN seq 0", r"^SYN\+ACK seq 0 ack 1", "LISTEN → SYN_RECV", "SYN_SENT → ESTABLISHED"):
            window.wait_for_log(event)
        self.accessible.click(window.find(None, "Observe kernel"))
        self.state("off")
        wait_until(lambda: not children(window.process.pid), "the end of the observer")
        wait_until(lambda: not observer.left_over() or None, "the removal of the trace instance")

    def test_after_the_observer_was_killed_everything_goes_on(self):
        window, pid = self.observing()
        window.listen()
        window.keys("F6")
        window.wait_for_log("SYN_RECV → ESTABLISHED")
        os.kill(pid, signal.SIGKILL)
        self.state("failed")
        window.find(None, re.compile("The kernel is not observed"))
        window.find(None, re.compile("signal 9"))
        wait_until(lambda: not os.path.exists(f"/proc/{pid}"), "no zombie")
        wait_until(lambda: not observer.left_over() or None, "the removal of the trace instance")
        window.keys("F6")  # disconnects
        window.wait_for_log("ESTABLISHED → FIN_WAIT1")
        window.keys("F7")  # and it can be started again
        self.state("states ✓ packets ✓")
        self.assertIsNone(self.accessible.search(window.root, None, re.compile("The kernel is not observed")))

    def test_ten_thousand_connections_cost_no_record_and_little_of_the_window(self):
        window, _ = self.observing()
        port = window.listen()
        count, seconds, step = 10000, 10, 0.033
        stop, passes = threading.Event(), []

        def measure():  # what the GUI thread used in the time of one batch (schedstat: ns on the processor)
            path = pathlib.Path(f"/proc/{window.process.pid}/task/{window.process.pid}/schedstat")
            before = int(path.read_text(encoding="ascii").split()[0])
            while not stop.wait(step):
                now = int(path.read_text(encoding="ascii").split()[0])
                passes.append((now - before) / 1e6)
                before = now

        measuring = threading.Thread(target=measure)
        measuring.start()
        started = time.monotonic()
        for number in range(count):
            with socket.create_connection(("127.0.0.1", port)) as client:
                client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # no TIME_WAIT
            ahead = started + number * seconds / count - time.monotonic()
            if ahead > 0:
                time.sleep(ahead)
        took = time.monotonic() - started
        stop.set()
        measuring.join()
        passes.sort()
        print(f"{count} connections in {took:.1f} s; GUI thread each {step * 1000:.0f} ms: mean "
              f"{sum(passes) / len(passes):.1f} ms, 99 % {passes[len(passes) * 99 // 100]:.1f} ms, most "
              f"{passes[-1]:.1f} ms", file=sys.stderr)
        self.assertLess(sum(passes) / len(passes), 16)
        self.shown("SYN+ACK seq 0", count)
        self.shown("SYN_RECV", 2 * count)  # into it and out of it

    def shown(self, event, count):
        """Waits until so many rows of the log have that text; what was lost must be counted where it is shown."""
        self.window.fill(None, "Filter of the event log", event)

        table = self.window.find("table", "Event log")

        def enough():
            state = self.accessible.search(self.window.root, None, re.compile("^Observing the kernel"))
            lost = re.search(r"([\d,]+) lost", state.get_name() if state else "")
            return self.accessible.row_count(table) + (int(lost[1].replace(",", "")) if lost else 0) >= count

        wait_until(enough, f"{count} rows with {event}")

    def test_when_the_program_is_killed_the_observer_ends_too(self):
        window, pid = self.observing()
        window.process.kill()
        window.process.wait(20)
        wait_until(lambda: not os.path.exists(f"/proc/{pid}") or pathlib.Path(f"/proc/{pid}/stat").read_text(
            encoding="ascii").split()[2] == "Z", "the end of the observer")
        wait_until(lambda: not observer.left_over() or None, "the removal of the trace instance")

    def test_the_choice_is_remembered(self):
        window, _ = self.observing()
        self.assertEqual(window.quit(), 0)
        self.open_window()
        self.state("states ✓ packets ✓")


class AsUser(Observe):
    def test_it_says_what_is_missing_and_what_still_works(self):
        window = self.open_window()
        window.keys("F7")
        self.state("failed")
        window.find(None, re.compile("The kernel is not observed. Calls, messages and sampled states are shown"))
        window.find(None, re.compile("needs root"))
        window.listen()
        window.keys("F6")
        window.wait_for_log("SYN_SENT → ESTABLISHED")
        self.assertEqual(window.quit(), 0)
        self.open_window()  # it was wanted, but nobody is asked for a password without having asked for it
        self.state("off")


if os.geteuid() != 0 or not TRACING or "--as-user" in sys.argv:
    del AsRoot  # what an ordinary user is told is what there is to test
else:
    del AsUser


if __name__ == "__main__":
    main()
