# SPDX-License-Identifier: GPL-3.0-or-later
"""Recordings as documents of the window: saved, opened from the command line, refused, kept from a crash, and never lost
without a question."""
import contextlib
import json
import os
import pathlib
import re
import signal
import socket
import subprocess
import tempfile
import threading
import time

from support.process import output_of, wait_until
from support.window_test import WindowTest, main


class RecordingWindow(WindowTest):
    def setUp(self):
        super().setUp()
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def save(self, window, path):
        """Saves with the keyboard, into a new file."""
        window.keys("ctrl+s")
        window.find("text", re.compile("^File name"))
        window.type(str(path))
        window.keys("Return")
        return window.find("label", re.compile(r"^[\d,]+ events, .* were written to "))

    def rows(self, root):
        """The rows of the event log in a window, every column."""
        return self.accessible.row_texts(self.accessible.find(root, "table", "Event log"))

    def saved_echo(self):
        """The file and the rows of one echo."""
        window = self.open_window()
        window.echo()
        path = self.folder / "echo.jsonl"
        self.save(window, path)
        rows = self.rows(window.root)
        self.assertEqual(window.quit(), 0)
        return path, rows

    def test_what_is_saved_opens_with_the_same_rows(self):
        path, rows = self.saved_echo()
        self.assertGreater(len(rows), 20)
        self.assertEqual(path.stat().st_mode & 0o777, 0o600)
        viewer = self.open_window(str(path))
        viewer.find("label", re.compile("Nothing here is live"))
        wait_until(lambda: len(self.rows(viewer.root)) == len(rows), "all rows")
        self.assertEqual(self.rows(viewer.root), rows)
        self.assertIsNone(self.accessible.search(viewer.root, "push button", "Start server"))
        viewer.keys("ctrl+w")
        self.assertEqual(viewer.process.wait(20), 0)

    def test_an_opened_recording_opens_no_socket(self):
        path, rows = self.saved_echo()
        calls = self.folder / "calls"
        viewer = self.window_type(self.desktop, str(path),
                                  under=("strace", "-D", "-f", "-qq", "-e", "trace=socket", "-o", calls))
        self.window = viewer
        wait_until(lambda: len(self.rows(viewer.root)) == len(rows), "all rows")
        self.assertEqual(viewer.quit(), 0)
        traced = calls.read_text("utf-8")
        self.assertIn("AF_UNIX", traced)  # to the X server: strace saw the program
        self.assertNotIn("AF_INET", traced)

    def test_a_malformed_file_is_refused_with_line_and_reason(self):
        path, _ = self.saved_echo()
        lines = path.read_text("utf-8").splitlines()
        broken = json.loads(lines[9])
        broken["kind"] = "telepathy"
        lines[9] = json.dumps(broken)
        path.write_text("\n".join(lines) + "\n", "utf-8")
        viewer = self.open_window(str(path))
        viewer.find(None, re.compile("was not opened"))
        viewer.find(None, re.compile(r"^Line 10.*kind"))
        self.assertIsNone(self.accessible.search(viewer.root, "table", "Event log"))
        viewer.keys("ctrl+w")
        self.assertEqual(viewer.process.wait(20), 1)

    def test_closing_asks_before_something_is_lost(self):
        window = self.open_window()
        window.listen()
        window.keys("ctrl+q")
        window.find(None, re.compile("Save the recording before the window closes"))
        window.keys("Escape")
        window.find("push button", "Stop server")
        self.assertIsNone(window.process.poll())
        window.keys("ctrl+q")
        window.find("push button", "Save")
        window.keys("Return")  # the default
        window.find("text", re.compile("^File name"))
        path = self.folder / "asked.jsonl"
        window.type(str(path))
        window.keys("Return")
        self.assertEqual(window.process.wait(20), 0)
        self.assertIn('"call":"listen"', path.read_text("utf-8"))

    def test_what_happens_while_it_is_saved_before_closing_is_saved_too(self):
        # A disk that takes its time: something happens meanwhile.
        window = self.window = self.window_type(
            self.desktop, under=("strace", "-D", "-f", "-qq", "--seccomp-bpf", "-e", "trace=fdatasync", "-e",
                                 "inject=fdatasync:delay_enter=500000", "-o", self.folder / "calls"))
        port = window.listen()
        peer = socket.create_connection(("127.0.0.1", port))
        self.addCleanup(peer.close)

        def talk():
            with contextlib.suppress(OSError):  # until the window closes its end
                while peer.send(b"x") and peer.recv(1):
                    time.sleep(0.001)  # many events, but no more than the recording keeps

        talker = threading.Thread(target=talk)
        talker.start()
        window.keys("ctrl+q")
        window.find("push button", "Save")
        window.keys("Return")
        window.find("text", re.compile("^File name"))
        path = self.folder / "talk.jsonl"
        window.type(str(path))
        window.keys("Return")
        self.assertEqual(window.process.wait(60), 0)
        talker.join()
        header, *lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        events = [line for line in lines if "seq" in line]
        self.assertEqual(header["events"], len(events))
        opened = {event["fd"] for event in events if event.get("call") == "listen"}
        closed = {event["fd"] for event in events if event.get("call") == "close"}
        self.assertTrue(opened and opened <= closed, "the end of the server is missing")

    def test_clearing_asks_and_a_new_window_does_not(self):
        window = self.open_window()
        window.listen()
        window.click("Clear")
        window.click("Discard")
        wait_until(lambda: not self.rows(window.root), "the empty log")
        window.keys("ctrl+q")
        self.assertEqual(window.process.wait(20), 0)

    def test_a_recording_stays_open_when_the_live_window_is_closed(self):
        window = self.open_window()
        port = window.listen()
        self.save(window, self.folder / "listen.jsonl")
        window.keys("alt+f", "r")
        window.find(None, re.compile(r"1 .*listen\.jsonl$"))
        window.keys("1")
        live = window.find("frame", re.compile(r"^\*?listen\.jsonl \(live\)"))
        viewer = window.find("frame", re.compile(r"^listen\.jsonl(?!.*live)"))
        self.accessible.find(viewer, "label", re.compile("Nothing here is live"))
        output_of("xdotool", "search", "--name", r"\(live\)", "windowactivate", "--sync")
        window.keys("alt+F4")
        wait_until(lambda: not self.accessible.is_showing(live), "the end of the live window")
        with self.assertRaises(ConnectionRefusedError):  # nothing goes on unseen
            socket.create_connection(("127.0.0.1", port))
        self.assertIsNone(window.process.poll())
        self.accessible.click(self.accessible.find(viewer, "table", "Event log"))
        window.keys("ctrl+w")
        self.assertEqual(window.process.wait(20), 0)

    def test_what_is_no_file_is_a_mistake(self):
        for arguments in (["--open"], ["demo", "echo.jsonl"]):
            done = subprocess.run([os.environ["PROGRAM"], *arguments], capture_output=True, text=True, timeout=20,
                                  check=False)
            self.assertEqual(done.returncode, 2, arguments)
            self.assertNotEqual(done.stderr, "")

    def test_a_signal_ends_it_without_a_question(self):
        for number in (signal.SIGTERM, signal.SIGINT):
            window = self.open_window()
            window.fill("spin button", "Port to listen on", "0")
            window.click("Start server")
            window.find("push button", "Stop server")
            window.process.send_signal(number)
            self.assertEqual(window.process.wait(20), 0)
        window = self.open_window()  # what is remembered was remembered
        self.assertEqual(self.accessible.text_of(window.find("spin button", "Port to listen on")), "0")

    def test_the_journal_survives_a_crash(self):
        window = self.open_window()
        self.choose_journal(window)
        window.echo()
        rows = self.rows(window.root)
        folder = next(self.desktop.home.glob("data/*/journal"))
        self.assertEqual(folder.stat().st_mode & 0o777, 0o700)
        last = int(re.search(r"\d+", rows[-1][0])[0])
        journal = wait_until(lambda: next((file for file in folder.iterdir() if f'"seq":{last},' in file.read_text(
            "utf-8")), None), "the journal of all that happened")
        window.process.send_signal(signal.SIGKILL)
        window.process.wait(20)

        window = self.open_window()
        window.find(None, re.compile("A run of the program ended unexpectedly"))
        window.click("Open it")
        frame = window.find("frame", re.compile(r"^\*?Recovered recording"))
        self.accessible.find(frame, "label", re.compile("Nothing here is live"))
        wait_until(lambda: len(self.rows(frame)) >= len(rows), "the rows of the run that crashed")
        self.assertEqual(self.rows(frame)[:len(rows)], rows)
        self.assertTrue(journal.exists())  # until what it holds is saved
        window.keys("ctrl+w")
        window.click("Discard")
        wait_until(lambda: not journal.exists(), "the removal of the journal")
        self.assertEqual(window.quit(), 0)
        self.assertEqual(os.listdir(folder), [])  # this run's own is gone too

    def test_a_signal_keeps_the_journal_of_what_is_unsaved(self):
        window = self.open_window()
        self.choose_journal(window)
        window.listen()
        window.process.send_signal(signal.SIGTERM)
        self.assertEqual(window.process.wait(20), 0)
        folder = next(self.desktop.home.glob("data/*/journal"))
        journal, = folder.iterdir()
        self.assertIn('"call":"listen"', journal.read_text("utf-8"))

        window = self.open_window()  # goes on with a journal of its own
        window.find(None, re.compile("A run of the program ended unexpectedly"))
        window.click("Delete it")
        wait_until(lambda: not journal.exists(), "the removal of the journal")
        window.listen()
        self.save(window, self.folder / "saved.jsonl")
        wait_until(lambda: list(folder.iterdir()), "the journal of this run")
        window.process.send_signal(signal.SIGTERM)
        self.assertEqual(window.process.wait(20), 0)
        self.assertEqual(os.listdir(folder), [])  # everything is saved

    def choose_journal(self, window):
        window.find("push button", "Start server")
        window.keys("alt+f")
        window.find(None, re.compile("Keep a journal"))
        window.keys("j")
        wait_until(lambda: list(self.desktop.home.glob("data/*/journal")), "the folder of the journal")


if __name__ == "__main__":
    main()
