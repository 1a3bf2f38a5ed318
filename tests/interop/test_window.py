# SPDX-License-Identifier: GPL-3.0-or-later
"""The window in an X server: from the first start in an empty home to the first echo, by mouse and keyboard."""
import re
import tempfile

from support.process import wait_until
from support.window_test import WindowTest, main


class TwoClicks(WindowTest):
    def test_two_clicks_a_word_and_enter_show_the_echo(self):
        window = self.open_window()
        window.echo()
        wait_until(lambda: len(window.messages()) == 2, "the message and its echo in the conversation")
        sent, received = window.messages()
        self.assertRegex(sent, "^Sent 6 B.*Hello!")
        self.assertRegex(received, "^Received 6 B.*Hello!")
        for state in ("CLOSED → LISTEN", "SYN_SENT → ESTABLISHED", "SYN_RECV → ESTABLISHED"):
            window.wait_for_log(state)
        with tempfile.NamedTemporaryFile(suffix=".png") as picture:
            self.desktop.screenshot(picture.name)
            colors = self.desktop.colors_seen(picture.name)
        for name, color in (("server", "#b2480a"), ("client", "#0a5ea8")):
            self.assertIn(color, colors, f"nothing in the colour of the {name} is on the screen")

    def test_the_same_with_keys_only(self):
        window = self.open_window()
        window.keys("F5")
        window.find("push button", "Stop server")
        window.keys("F6")
        window.find("push button", "Disconnect")
        window.type("Hello!")
        window.keys("Return")
        window.wait_for_log(r'^recv\(\d+, "Hello!", \d+, 0\) = 6$', 2)
        window.keys("F6")
        window.find("push button", "Connect")
        window.keys("F5")
        window.find("push button", "Start server")

    def test_demo_does_all_of_it(self):
        window = self.open_window()
        window.keys("ctrl+d")
        window.wait_for_log(r'^recv\(\d+, "Hello!", \d+, 0\) = 6$', 2)

    def test_a_closed_port_is_explained_where_the_user_looks_and_no_dialog_opens(self):
        window = self.open_window()
        window.fill("combo box", "Connect to", "127.0.0.1:9")
        window.keys("Return")
        window.wait_for_log(r"ECONNREFUSED")
        window.find(None, re.compile("ECONNREFUSED"))
        self.assertIsNone(self.accessible.search(window.root, "dialog"))

    def test_closing_the_window_ends_the_program(self):
        window = self.open_window()
        window.listen()
        self.assertEqual(window.quit(), 0)


if __name__ == "__main__":
    main()
