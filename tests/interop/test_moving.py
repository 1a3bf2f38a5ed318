# SPDX-License-Identifier: GPL-3.0-or-later
"""Moving through the log of the window: find, the next error, bookmarks, numbers, following and a pause."""
import re

from support.process import wait_until
from support.window_test import WindowTest, main


class Moving(WindowTest):
    def log(self):
        return self.window.find("table", "Event log")

    def rows(self):
        return self.accessible.row_texts(self.log())

    def number_of(self, pattern):
        """The number of the first event that is like that, and how its row begins."""
        begins = next(row[0] for row in self.rows() if re.search(pattern, row[5]))
        return int(re.match(r"\d+", begins)[0]), begins

    def selected(self):
        rows = self.accessible.selected_rows(self.log())
        return int(re.match(r"\d+", self.rows()[rows[0]][0])[0]) if len(rows) == 1 else None

    def wait_for_selected(self, number):
        wait_until(lambda: self.selected() == number, f"event {number} to be selected")

    def wait_for_words(self, pattern):
        return self.window.find(None, re.compile(pattern)).get_name()

    def go_to(self, place):
        self.window.keys("ctrl+g")
        self.window.type(place)
        self.window.keys("Return")

    def open_with_an_echo_and_an_error(self):
        window = self.open_window()
        window.echo()
        window.keys("F6")
        window.find("push button", "Connect")
        window.fill("combo box", "Connect to", "127.0.0.1:9")
        window.keys("Return")
        window.wait_for_log("ECONNREFUSED")
        return window

    def test_find_next_error_bookmark_and_number(self):
        window = self.open_with_an_echo_and_an_error()
        listen, _ = self.number_of(r"^listen\(")
        window.keys("ctrl+f")
        window.type("listen(")
        window.keys("Return")
        self.wait_for_selected(listen)
        self.wait_for_words("^Found: 1 of 1$")
        window.keys("Escape")

        window.keys("ctrl+b")
        wait_until(lambda: self.number_of(r"^listen\(")[1] == f"{listen}, bookmark", "the bookmark in its row")

        error, begins = self.number_of("ECONNREFUSED")
        self.assertEqual(begins, f"{error}, error")
        window.keys("F4")
        self.wait_for_selected(error)
        window.keys("F2")
        self.wait_for_selected(listen)

        first = self.number_of(".")[0]
        self.go_to(f"#{first}")
        self.wait_for_selected(first)
        self.go_to("99999")
        self.wait_for_words("^There is no event 99999: the newest one is [0-9]+")
        window.keys("Escape")

    def test_following_and_pause_say_how_they_stand(self):
        window = self.open_with_an_echo_and_an_error()
        self.accessible.click(self.log(), button=4)  # the wheel, upwards
        self.wait_for_words("^Not following")
        window.click("Follow (End)")
        wait_until(lambda: self.accessible.search(window.root, None, re.compile("^Not following")) is None,
                   "the line to go")

        window.keys("F9")
        self.wait_for_words("^These rows are paused since [0-9.]+ s: 0 events since. Recording goes on.$")
        before = len(self.rows())
        window.keys("F6")  # is refused again
        self.wait_for_words("paused since [0-9.]+ s: [1-9][0-9]* events since")
        self.assertEqual(len(self.rows()), before)
        window.click("Resume (F9)")
        wait_until(lambda: len(self.rows()) > before, "what came meanwhile")


if __name__ == "__main__":
    main()
