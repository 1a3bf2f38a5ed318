# SPDX-License-Identifier: GPL-3.0-or-later
"""A desktop of its own for one test program: X server, window manager, session bus and an empty home."""
import os
import pathlib
import subprocess
import tempfile

from support.process import Processes, output_of, wait_until


class Desktop(Processes):
    """Everything is started when the context is entered, told to child processes through os.environ, and ended when
    it is left. The X server chooses a free display number itself, so that desktops can be started in parallel."""

    def __init__(self, geometry="1400x900"):
        super().__init__()
        self.geometry = geometry
        self.home = None

    def __enter__(self):
        super().__enter__()
        try:
            self._start()
        except BaseException:
            self.close()
            raise
        return self

    def _start(self):
        self.home = pathlib.Path(self.enter_context(tempfile.TemporaryDirectory(prefix="desktop-",
                                                                                ignore_cleanup_errors=True)))
        for folder in ("config", "data", "cache", "state", "run"):
            (self.home / folder).mkdir(mode=0o700)
        for name in ("WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "QT_QPA_PLATFORMTHEME", "QT_STYLE_OVERRIDE",
                     "AT_SPI_BUS_ADDRESS", "XAUTHORITY", "SESSION_MANAGER"):
            os.environ.pop(name, None)
        os.environ.update(HOME=str(self.home), XDG_CONFIG_HOME=str(self.home / "config"),
                          XDG_DATA_HOME=str(self.home / "data"), XDG_CACHE_HOME=str(self.home / "cache"),
                          XDG_STATE_HOME=str(self.home / "state"), XDG_RUNTIME_DIR=str(self.home / "run"),
                          LC_ALL="C.UTF-8", QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1", NO_AT_BRIDGE="0")
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        _, number = self.start_with_ready_fd("Xvfb", "-displayfd", "{fd}", "-screen", "0", f"{self.geometry}x24",
                                             "-nolisten", "tcp", "-noreset", "-ac", **quiet)
        os.environ["DISPLAY"] = f":{number}"
        _, address = self.start_with_ready_fd("dbus-daemon", "--session", "--nofork", "--nopidfile",
                                              "--print-address={fd}", **quiet)
        os.environ["DBUS_SESSION_BUS_ADDRESS"] = address
        self.start("openbox", "--sm-disable", **quiet)
        wait_until(lambda: b"window id" in output_of("xprop", "-root", "_NET_SUPPORTING_WM_CHECK"), "openbox")

    @staticmethod
    def screenshot(path):
        """Writes the whole screen as a PNG."""
        output_of("import", "-silent", "-window", "root", path)

    @staticmethod
    def colors_seen(path, minimum=20):
        """The colours of at least `minimum` pixels in a picture, as '#rrggbb' with their counts."""
        colors = {}
        for line in output_of("convert", path, "-depth", "8", "-alpha", "off", "-format", "%c", "histogram:info:-"
                              ).decode().splitlines():
            count, _, rest = line.strip().partition(":")
            if int(count) >= minimum:
                colors["#" + rest.split("#")[1][:6].lower()] = int(count)
        return colors
