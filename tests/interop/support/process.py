# SPDX-License-Identifier: GPL-3.0-or-later
"""Processes that never outlive the test, and bounded waits."""
import contextlib
import os
import subprocess
import time

TIMEOUT = 30  # seconds; generous, since the tests run in parallel on small machines and under sanitizers


def wait_until(condition, what, timeout=TIMEOUT):
    """Polls until condition() is true and returns its value; fails with `what` when that takes too long."""
    deadline = time.monotonic() + timeout
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > deadline:
            raise AssertionError(f"waited {timeout} s in vain for {what}")
        time.sleep(0.02)


class Processes(contextlib.ExitStack):
    """Starts processes and ends them, newest first, when the context is left."""

    def start(self, *command, **options):
        """Starts a command that ends with the test even when the test is killed. Returns the subprocess.Popen."""
        process = subprocess.Popen(["setpriv", "--pdeathsig", "TERM", *map(str, command)], **options)
        self.callback(end, process)
        return process

    def start_and_read_line(self, *command, **options):
        """Starts a command and returns it with the first line that it prints."""
        process = self.start(*command, stdout=subprocess.PIPE, text=True, **options)
        line = process.stdout.readline().strip()
        if not line:
            raise AssertionError(f"{command[0]} ended with {process.wait(TIMEOUT)} before it was ready")
        return process, line

    def start_with_ready_fd(self, *command, **options):
        """Starts a command in which "{fd}" stands for a descriptor it writes a line to when ready; returns both."""
        read_end, write_end = os.pipe()
        words = [str(word).replace("{fd}", str(write_end)) for word in command]
        process = self.start(*words, pass_fds=[write_end], **options)
        os.close(write_end)
        with open(read_end, encoding="utf-8") as ready:
            line = ready.readline().strip()
        if not line:
            raise AssertionError(f"{command[0]} ended with {process.wait(TIMEOUT)} before it was ready")
        return process, line


def end(process):
    """Ends one process: asks first, then kills."""
    for stream in (process.stdin, process.stdout, process.stderr):
        if stream:
            with contextlib.suppress(BrokenPipeError):
                stream.close()
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def output_of(*command, stdin=b"", timeout=TIMEOUT, **options):
    """Runs a command to its end and returns its standard output as bytes; fails when it fails."""
    done = subprocess.run([str(word) for word in command], input=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          timeout=timeout, check=False, **options)
    if done.returncode != 0:
        raise AssertionError(f"{command} ended with {done.returncode}: {done.stderr.decode(errors='replace')}")
    return done.stdout
