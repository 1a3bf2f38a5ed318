# SPDX-License-Identifier: GPL-3.0-or-later
"""The bytes of a connection, followed and saved, and the statistics of its calls, in the real window."""
import collections
import re

from support.process import wait_until
from support.window_test import WindowTest, main


class Stream(WindowTest):
    def save_raw(self, place, path):
        """Saves the direction that stands at that place of the menu, counted from 1."""
        window = self.window
        window.click("Save raw")
        window.keys(*["Down"] * place, "Return")
        window.find("dialog", re.compile("^Save the bytes"))
        window.keys("ctrl+a")
        window.type(str(path))
        window.keys("Return")
        wait_until(path.exists, f"the file {path.name}")
        return path.read_bytes()

    def test_the_stream_of_an_echo_is_shown_and_saved_exactly(self):
        window = self.open_window()
        window.echo()
        window.keys("ctrl+alt+s")
        window.find(None, "Stream of a connection")
        window.find("label", re.compile(r"^→ 6 bytes, ← 6 bytes · calls of the client"))
        for place, name in ((1, "to-server"), (2, "to-client")):
            path = self.desktop.home / "data" / name
            self.assertEqual(self.save_raw(place, path), b"Hello!")
            self.assertEqual(path.stat().st_mode & 0o777, 0o600)

    def test_a_line_of_the_stream_selects_its_event_in_the_log(self):
        window = self.open_window()
        window.echo()
        window.keys("ctrl+alt+s")
        window.find("label", re.compile(r"^→ 6 bytes, ← 6 bytes"))
        window.keys("Home")
        details = window.find(None, "Details of the selected event")
        wait_until(lambda: any("send(" in self.accessible.text_of(node) for node in self.accessible.walk(details)
                               if node.get_role_name() == "text"), "the details of the send")

    def test_statistics_count_what_the_log_shows(self):
        window = self.open_window()
        window.echo()
        window.keys("F6")  # disconnect
        window.find("push button", "Connect")
        logged = collections.Counter(match[1] for text in window.log_texts()
                                     if (match := re.match(r"(\w+)\(.*\) = ", text)))
        self.assertGreaterEqual(logged["recv"], 2)
        self.accessible.click(window.find("page tab", "Statistics"))
        table = window.find("table", "Statistics of the calls")

        def counted():
            rows = {row[0]: int(row[1].replace(",", "")) for row in self.accessible.row_texts(table)}
            return {name: rows.get(name, 0) for name in logged} == dict(logged) or None

        wait_until(counted, f"the counts of the log: {dict(logged)}")
        connections = self.accessible.row_texts(window.find("table", "Statistics of the connections"))
        self.assertEqual(len(connections), 1)
        self.assertRegex(connections[0][1], r"^127\.0\.0\.1:\d+ → 127\.0\.0\.1:\d+$")
        self.assertEqual(connections[0][4:7], ["6", "6", "1"])


if __name__ == "__main__":
    main()
