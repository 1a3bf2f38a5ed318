# SPDX-License-Identifier: GPL-3.0-or-later
"""What scripts/run and scripts/test say and do when something is missing, fails, or is interrupted, with an apt-get, a
dpkg-query and a cmake made for these tests; and what CMake refuses."""
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import unittest

from support.process import TIMEOUT, Processes, wait_until

PROJECT = pathlib.Path(__file__).parents[2]
ORDINARY_USER = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] if os.geteuid() == 0 else []

# What the files in the folder "state" say is so: "missing" lists packages, "fetch" says what apt-get install prints when
# it fails, "build" what cmake --build prints when it fails, "wait" lets it wait until it is interrupted.
TOOLS = {
    "dpkg-query": """
        for package in "${@:4}"; do
            grep -qxF "$package" "$STATE/missing" 2>/dev/null || echo "installed $package"
        done
        """,
    "dpkg": "exit 0",
    "sudo": "exit 1",
    "apt-get": """
        echo "$*" >>"$STATE/apt-get"
        if [[ " $* " == *" install "* && $* != *--simulate* ]]; then
            if [[ -e $STATE/fetch ]]; then
                cat "$STATE/fetch" >&2
                exit 100
            fi
            rm -f "$STATE/missing"
        fi
        """,
    "cmake": """
        if [[ $1 == --fresh ]]; then
            mkdir -p build/release
            echo "CMAKE_HOME_DIRECTORY:INTERNAL=$PWD" >build/release/CMakeCache.txt
            touch build/release/build.ninja
            exit
        fi
        if [[ -e $STATE/wait ]]; then
            touch "$STATE/waits"
            exec sleep 60
        fi
        if [[ ! -e build/release/build.ninja || -e $STATE/build ]]; then
            cat "$STATE/build"
            exit 1
        fi
        echo "[1/2] compiling"
        mkdir -p build/release/app
        printf '#!/bin/sh\\necho "the program: $*"\\n' >build/release/app/socket-playground
        chmod +x build/release/app/socket-playground
        """,
}


class Scripts(unittest.TestCase):
    def setUp(self):
        self.processes = Processes().__enter__()
        self.addCleanup(self.processes.__exit__, None, None, None)
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.folder.chmod(0o777)
        self.project = self.folder / "a project"
        self.project.mkdir()
        self.project.chmod(0o777)
        shutil.copytree(PROJECT / "scripts", self.project / "scripts")
        shutil.copy(PROJECT / "CMakePresets.json", self.project)
        self.state = self.folder / "state"
        self.state.mkdir()
        self.state.chmod(0o777)
        tools = self.folder / "tools"
        tools.mkdir()
        for name, text in TOOLS.items():
            (tools / name).write_text("#!/bin/bash\n" + text, "utf-8")
            (tools / name).chmod(0o755)
        self.environment = {"PATH": f"{tools}:/usr/bin:/bin", "STATE": str(self.state), "LC_ALL": "C.UTF-8",
                            "TMPDIR": str(self.folder)}

    def given(self, name, text=""):
        (self.state / name).write_text(text, "utf-8")

    def run_script(self, prefix=()):
        """Exit code, standard output, standard error of scripts/run demo."""
        done = subprocess.run([*prefix, self.project / "scripts/run", "demo"], capture_output=True, timeout=TIMEOUT,
                              text=True, env=self.environment, check=False)
        return done.returncode, done.stdout, done.stderr

    def assert_runs(self):
        self.assertEqual(self.run_script()[:2], (0, "the program: demo\n"))

    def assert_fails(self, sentence, prefix=()):
        code, output, error = self.run_script(prefix)
        self.assertEqual((code, output), (1, ""), error)
        self.assertIn(sentence, error)
        return error

    def test_nothing_is_missing(self):
        self.assert_runs()
        self.assertFalse((self.state / "apt-get").exists())
        self.assertEqual(self.run_script(), (0, "the program: demo\n", "Building, 2 steps\n"))

    @unittest.skipIf(os.geteuid() != 0, "only root may install")
    def test_a_package_is_missing(self):
        self.given("missing", "cmake\n")
        code, output, error = self.run_script()
        self.assertEqual((code, output), (0, "the program: demo\n"), error)
        self.assertIn("Installing missing Debian packages: cmake\n", error)
        self.assertIn("install --no-install-recommends --yes cmake\n", (self.state / "apt-get").read_text("utf-8"))

    @unittest.skipIf(os.geteuid() != 0, "only root may install")
    def test_packages_cannot_be_fetched(self):
        for said in ("E: Failed to fetch http://mirror.invalid/pool/cmake.deb  Could not connect to mirror.invalid:80",
                     "Err:1 http://mirror.invalid bookworm\nE: Unable to fetch some archives, maybe run apt-get update"):
            self.given("missing", "cmake\n")
            self.given("fetch", said + "\n")
            error = self.assert_fails("Packages could not be fetched: check the network")
            self.assertIn(said.splitlines()[-1], error)
            (self.state / "fetch").unlink()
            self.assert_runs()

    @unittest.skipIf(os.geteuid() != 0, "only root may install")
    def test_the_disk_is_full_of_packages(self):
        self.given("missing", "cmake\n")
        self.given("fetch", "E: You don't have enough free space in /var/cache/apt/archives/.\n")
        self.assert_fails("The disk is full, so packages could not be installed: free some space")

    def test_no_way_to_become_root(self):
        self.given("missing", "cmake\nninja-build\n")
        error = self.assert_fails("run as root: apt-get install cmake ninja-build", ORDINARY_USER)
        self.assertNotIn("sudo:", error)
        self.assertFalse((self.state / "apt-get").exists())

    def test_the_folder_cannot_be_written(self):
        self.project.chmod(0o555)
        self.addCleanup(self.project.chmod, 0o755)
        self.assert_fails("build cannot be written. Copy the project to a folder of your own", ORDINARY_USER)

    def test_the_build_fails_and_goes_on(self):
        self.given("build", "[1/2] compiling\nFAILED: a.o\na.cpp:1:1: error: no such thing\n")
        error = self.assert_fails('The build of the preset "release" failed. The first errors stand above')
        self.assertIn("a.cpp:1:1: error: no such thing", error)
        self.assertIn(str(self.project / "build/release.log"), error)
        self.given("build", "[1/2] compiling\nfatal error: error writing to a.s: No space left on device\n")
        self.assert_fails("There is no space left for")
        (self.state / "build").unlink()
        self.assert_runs()

    def start_and_wait(self):
        self.given("wait")
        script = self.processes.start(self.project / "scripts/run", "demo", env=self.environment,
                                      stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
        wait_until((self.state / "waits").exists, "the build to begin")
        return script

    def test_interrupted_and_called_again(self):
        for _ in range(2):
            script = self.start_and_wait()
            os.killpg(script.pid, signal.SIGINT)
            _, error = script.communicate(timeout=TIMEOUT)
            self.assertEqual(script.returncode, 130, error)
            self.assertIn(b"Interrupted. The next call goes on where this one stopped.", error)
            (self.state / "waits").unlink()
        (self.state / "wait").unlink()
        self.assert_runs()

    def test_two_at_once(self):
        first = self.start_and_wait()
        (self.state / "wait").unlink()
        second = self.processes.start(self.project / "scripts/run", "demo", env=self.environment,
                                      stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        line = second.stderr.readline()
        self.assertIn(b"Another script is building in", line)
        os.killpg(first.pid, signal.SIGTERM)
        self.assertEqual(second.communicate(timeout=TIMEOUT)[0], b"the program: demo\n")


class Refused(unittest.TestCase):
    """What CMake refuses before it looks at anything else."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def configure(self, source, **environment):
        done = subprocess.run(["cmake", "-G", "Ninja", "-S", source, "-B", self.folder / "build"], capture_output=True, text=True,
                              timeout=TIMEOUT, env={**os.environ, **environment}, check=False)
        self.assertNotEqual(done.returncode, 0)
        return " ".join(done.stderr.split())

    def test_a_compiler_that_is_too_old(self):
        compiler = self.folder / "c++"
        compiler.write_text('#!/bin/sh\nexec g++ -U__GNUC__ -D__GNUC__=11 "$@"\n', "utf-8")
        compiler.chmod(0o755)
        self.assertIn("which is too old: install g++ 12 or clang 14 or newer", self.configure(PROJECT, CXX=str(compiler)))

    def test_a_folder_that_tools_cannot_name(self):
        source = self.folder / "you & me"
        source.mkdir()
        shutil.copy(PROJECT / "CMakeLists.txt", source)
        self.assertIn("move the project to a folder without them", self.configure(source))


if __name__ == "__main__":
    unittest.main()
