# SPDX-License-Identifier: GPL-3.0-or-later
"""What `cmake --install` lays down works from there: the program finds its helpers, and polkit's policy names the observer."""
import os
import pathlib
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree

from support.process import output_of

BUILD = pathlib.Path(os.environ["PROGRAM"]).parent.parent
POLICY = "usr/share/polkit-1/actions/socket-playground.observe.policy"  # polkit reads no other folder


class Install(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.root = pathlib.Path(cls.folder.name)
        output_of("cmake", "--install", BUILD, "--prefix", "/opt/playground", env=os.environ | {"DESTDIR": str(cls.root)})

    def test_the_policy_names_the_observer_where_it_is(self):
        policy = xml.etree.ElementTree.parse(self.root / POLICY)
        observer = policy.find("action/annotate[@key='org.freedesktop.policykit.exec.path']").text
        self.assertEqual(observer, "/opt/playground/libexec/socket-playground-observer")
        self.assertTrue(os.access(self.root / observer[1:], os.X_OK))

    def test_the_program_finds_its_helpers(self):
        program = self.root / "opt/playground/bin/socket-playground"
        self.assertIn(b'"Hello!"', output_of(program, "demo"))
        done = subprocess.run([program, "demo", "--private", "--observe"], capture_output=True, text=True, timeout=60,
                              check=False)
        self.assertNotIn("not installed beside the program", done.stderr)
        self.assertIn(done.returncode, (0, 1))
        if done.returncode == 0:
            self.assertIn("(private network)", done.stdout)
            self.assertIn("SYN+ACK seq 0 ack 1", done.stdout)

    def test_the_desktop_finds_the_program(self):
        share = self.root / "opt/playground/share"
        entry = (share / "applications/socket-playground.desktop").read_text("utf-8")
        self.assertIn("Exec=socket-playground %F\n", entry)
        mime = xml.etree.ElementTree.parse(share / "mime/packages/socket-playground.xml").getroot()[0].get("type")
        self.assertIn(f"MimeType={mime};\n", entry)
        metainfo = xml.etree.ElementTree.parse(share / "metainfo/socket-playground.metainfo.xml")
        self.assertEqual(metainfo.find("provides/mediatype").text, mime)
        self.assertTrue((share / "icons/hicolor/scalable/apps/socket-playground.svg").is_file())

    def test_the_terminal_finds_manual_and_completion(self):
        share = self.root / "opt/playground/share"
        self.assertIn(b"socket-playground serve", output_of("man", "-E", "UTF-8", "-l", share / "man/man1/socket-playground.1"))
        # bash-completion(7) loads a file that is named as the command.
        completion = share / "bash-completion/completions/socket-playground"
        self.assertEqual(output_of("bash", "-c", f"source {completion}; complete -p socket-playground"),
                         b"complete -F _socket_playground socket-playground\n")


class Policy(unittest.TestCase):
    """polkit starts the observer as root: nobody else may be able to put something else in its place."""

    def install(self, prefix):
        with tempfile.TemporaryDirectory() as stage:
            said = output_of("cmake", "--install", BUILD, "--prefix", prefix, env=os.environ | {"DESTDIR": stage}).decode()
            return said, (pathlib.Path(stage) / POLICY).exists()

    def test_where_others_may_write_there_is_none(self):
        with tempfile.TemporaryDirectory() as place:  # below a folder that everybody may write to
            said, is_there = self.install(pathlib.Path(place) / "prefix")
        self.assertFalse(is_there)
        self.assertIn("others than root may write to", said)
        self.assertIn("Without it only root can observe the kernel.", said)

    def test_where_only_root_may_write_there_is_one(self):
        self.assertTrue(self.install("/usr")[1])


if __name__ == "__main__":
    unittest.main()
