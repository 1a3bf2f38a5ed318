# SPDX-License-Identifier: GPL-3.0-or-later
"""The frame of tests that use the window: one desktop for each test program, one started program and an empty home for
each test. With the argument --as-user everything runs as an ordinary user, also when the tests are run by root."""
import os
import pathlib
import shutil
import sys
import tempfile
import unittest

from support import network
from support.desktop import Desktop

ORDINARY_USER = 65534  # nobody


class WindowTest(unittest.TestCase):
    desktop = None  # one for the whole program: the accessibility library stays with the session bus it first met
    accessible = None

    @classmethod
    def setUpClass(cls):
        if WindowTest.desktop is None:
            WindowTest.desktop = Desktop()
            unittest.addModuleCleanup(WindowTest.desktop.__exit__, None, None, None)
            WindowTest.desktop.__enter__()
        from support import accessible, window  # they connect to the session bus when they are loaded
        accessible.connect()
        cls.accessible = accessible
        cls.window_type = window.Window

    def setUp(self):
        for folder in ("config", "data", "cache", "state"):
            shutil.rmtree(self.desktop.home / folder)
            (self.desktop.home / folder).mkdir(mode=0o700)
        self.window = None
        self.addCleanup(self._end_window)

    def open_window(self, *arguments):
        self.window = self.window_type(self.desktop, *arguments)
        return self.window

    def _end_window(self):
        window = self.window
        if window and window.process.poll() is None:
            window.process.terminate()
            window.process.wait(20)


def become_ordinary_user():
    """Gives up root for good. What the tests need later is copied to where everybody can read it."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="interop-"))
    folder.chmod(0o755)
    for variable in ("PROGRAM", "GO_PEERS"):
        source = pathlib.Path(os.environ[variable])
        copy = shutil.copytree if source.is_dir() else shutil.copy2
        os.environ[variable] = str(copy(source, folder / f"{variable.lower()}-{source.name}"))
    shutil.copy2(os.environ["OBSERVER"], folder)  # beside the program, where it is looked for
    copied = shutil.copytree(pathlib.Path(__file__).parent.parent, folder / "tests")
    sys.path.insert(0, str(copied))
    if os.fork() == 0:
        os.setgroups([])
        os.setgid(ORDINARY_USER)
        os.setuid(ORDINARY_USER)
        os.chdir("/")
        return
    _, status = os.wait()
    shutil.rmtree(folder)
    sys.exit(os.waitstatus_to_exitcode(status))


def main():
    network.isolate()
    if "--as-user" in sys.argv:
        sys.argv.remove("--as-user")
        if os.geteuid() == 0:
            become_ordinary_user()
    unittest.main(module="__main__")
