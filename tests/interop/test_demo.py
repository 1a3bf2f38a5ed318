# SPDX-License-Identifier: GPL-3.0-or-later
"""`socket-playground demo`: one echo round trip in the terminal, without a display, as text and as JSON."""
import os
import subprocess
import unittest

from support import events
from support.process import output_of

PROGRAM = os.environ["PROGRAM"]


def run(*arguments, **environment):
    clean = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")}
    return output_of(PROGRAM, *arguments, env=clean | environment).decode()


class DemoJson(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.events = events.parse(run("demo", "--json"))

    def test_every_event_has_every_key_and_a_known_kind_source_and_side(self):
        for event in self.events:
            self.assertEqual(sorted(event), sorted(events.KEYS))
            self.assertIn(event["kind"], events.KINDS)
            self.assertIn(event["source"], events.SOURCES)
            self.assertIn(event["side"], events.SIDES)

    def test_numbers_have_no_gaps_and_start_times_are_in_order(self):
        self.assertEqual([event["seq"] for event in self.events], list(range(1, len(self.events) + 1)))
        # epoll_wait may have begun long before it returned, and is listed where it returned.
        times = [event["time_ns"] for event in self.events if event["call"] != "epoll_wait"]
        self.assertEqual(times, sorted(times))
        self.assertTrue(all(event["took_ns"] >= 0 for event in self.events))

    def test_both_sides_make_the_calls_of_an_echo_in_order(self):
        def made(side, names):
            return [event["call"] for event in events.calls(self.events, names)
                    if event["side"] == side and event["errno"] is None]

        server = made("server", {"socket", "bind", "listen", "accept4", "send", "close"})
        self.assertEqual(server[:3], ["socket", "bind", "listen"])
        self.assertEqual([name for name in server[3:] if name != "close"], ["accept4", "send"])
        self.assertEqual(server[-2:], ["close", "close"])
        client = made("client", {"socket", "send", "shutdown", "close"})
        self.assertEqual(client, ["socket", "send", "shutdown", "close"])

    def test_the_message_and_its_echo_are_complete(self):
        messages = [(event["side"], event["text"], event["bytes"]) for event in self.events if event["kind"] == "message"]
        self.assertIn(("client", "Hello!", 6), messages)
        for name in ("send", "recv"):
            for side in events.SIDES:
                moved = [event["result"] for event in events.calls(self.events, {name})
                         if event["side"] == side and event["errno"] is None]
                self.assertEqual(sum(moved), 6, f"{name} of the {side}")

    def test_both_ends_become_established_and_end(self):
        for side in events.SIDES:
            reached = [event["to"] for event in self.events if event["kind"] == "state" and event["side"] == side]
            self.assertIn("ESTABLISHED", reached)
            self.assertIn(reached[-1], ("CLOSED", "TIME_WAIT"))

    def test_states_change_as_rfc_9293_allows_and_the_client_that_closes_first_ends_in_time_wait(self):
        # RFC 9293 section 3.3.2; a listener becomes a connection's end on its connection, and CLOSED on its own.
        allowed = {("CLOSED", "LISTEN"), ("LISTEN", "CLOSED"), ("CLOSED", "SYN_SENT"), ("LISTEN", "SYN_RECV"),
                   ("SYN_SENT", "ESTABLISHED"), ("SYN_RECV", "ESTABLISHED"), ("ESTABLISHED", "FIN_WAIT1"),
                   ("ESTABLISHED", "CLOSE_WAIT"), ("FIN_WAIT1", "FIN_WAIT2"), ("FIN_WAIT1", "CLOSING"),
                   ("FIN_WAIT2", "TIME_WAIT"), ("CLOSING", "TIME_WAIT"), ("CLOSE_WAIT", "LAST_ACK"),
                   ("LAST_ACK", "CLOSED"), ("TIME_WAIT", "CLOSED")}
        changes = [event for event in self.events if event["kind"] == "state"]
        for event in changes:
            self.assertIn((event["from"], event["to"]), allowed)
        self.assertEqual([event["to"] for event in changes if event["side"] == "client"],
                         ["SYN_SENT", "ESTABLISHED", "FIN_WAIT1", "FIN_WAIT2", "TIME_WAIT"])

    def test_every_descriptor_that_was_opened_is_closed(self):
        opened = [event["result"] for event in events.calls(self.events, {"socket", "accept4"})
                  if event["errno"] is None]
        closed = [event["fd"] for event in events.calls(self.events, {"close"}) if event["errno"] is None]
        for fd in opened:
            self.assertIn(fd, closed)
            closed.remove(fd)


class DemoText(unittest.TestCase):
    def test_prints_the_same_story_in_words(self):
        text = run("demo")
        for part in ("socket(AF_INET, ", "bind(", "listen(", "accept4(", "connect(", '"Hello!"', "ESTABLISHED", "close("):
            self.assertIn(part, text)
        self.assertNotIn("\x1b", text, "colour codes do not belong into a pipe")

    def test_needs_no_home_and_no_locale(self):
        self.assertIn('"Hello!"', run("demo", HOME="/nonexistent", LC_ALL="C", XDG_CONFIG_HOME=""))


class Usage(unittest.TestCase):
    def check(self, arguments, code, words, **environment):
        clean = {key: value for key, value in os.environ.items()
                 if key not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
        done = subprocess.run([PROGRAM, *arguments], env={**clean, **environment}, capture_output=True, text=True,
                              timeout=60, check=False)
        self.assertEqual((done.returncode, done.stdout), (code, ""), done.stderr)
        self.assertIn(words, done.stderr)

    def test_what_the_demo_does_not_know_is_refused(self):
        for arguments in (["demo", "--bogus"], ["demo", "extra"], ["demo", "--port", "1"], ["demo", "demo"], ["--bogus"]):
            with self.subTest(arguments):
                self.check(arguments, 2, arguments[-1] if arguments[-1] != "1" else "--port")

    def test_without_a_display_the_window_says_so_and_ends(self):
        self.check([], 1, "There is no display")
        for display in (":987654", ":987654.0"):
            self.check([], 1, f"The display {display} (DISPLAY) cannot be reached.", DISPLAY=display)


if __name__ == "__main__":
    unittest.main()
