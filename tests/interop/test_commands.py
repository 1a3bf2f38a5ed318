# SPDX-License-Identifier: GPL-3.0-or-later
"""`serve`, `connect` and `send`: every address family against other programs, without a display."""
import contextlib
import fcntl
import json
import os
import pathlib
import pty
import re
import select
import signal
import socket
import subprocess
import sys
import threading
import time
import unittest

from support.command_test import ENVIRONMENT, PROGRAM, CommandTest
from support.process import TIMEOUT, output_of, wait_until

BIG = bytes(range(256)) * 4096 * 8  # 8 MiB, no two neighbours alike


class Families(CommandTest):
    """Our server with foreign clients, our client with foreign servers."""

    def check_server(self, *command):
        for data in (b"Hello!", BIG):
            self.assertEqual(output_of(*command, stdin=data), data)

    def check_client(self, *arguments):
        for data in (b"Hello!", BIG):
            done = self.run_program("connect", *arguments, stdin=data)
            self.assertEqual((done.returncode, done.stderr), (0, b""))
            self.assertEqual(done.stdout, data)

    def test_ipv4(self):
        server, port = self.serve_tcp()
        self.check_server("socat", "-t10", "-", f"TCP4:127.0.0.1:{port}")
        self.check_server("ncat", "127.0.0.1", port)
        self.check_client("--port", port)
        self.end_in_order(server)

    def test_ipv6_with_scope(self):
        server, port = self.serve_tcp(address="::1%lo")
        self.check_server("socat", "-t10", "-", f"TCP6:[::1]:{port}")
        self.check_client("--address", "::1", "--port", port)
        self.end_in_order(server)

    def test_dual_stack(self):
        trace = self.folder / "trace"
        server, port = self.serve_tcp("--dual-stack", f"--trace={trace}", address="::")
        self.check_server("ncat", "-4", "127.0.0.1", port)
        self.check_server("ncat", "-6", "::1", port)
        self.end_in_order(server)
        text = trace.read_text(encoding="utf-8")
        self.assertIn("IPV6_V6ONLY, [0]", text)
        self.assertRegex(text, r"accept4\(\d+, \[::ffff:127\.0\.0\.1\]:\d+")

    def test_ipv6_only(self):
        _, port = self.serve_tcp(address="::")
        done = self.run_program("connect", "--port", port)
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"ECONNREFUSED", done.stderr)

    def test_unix_path(self):
        path = self.folder / "x.sock"
        server, place = self.serve("--unix", path)
        self.assertEqual(place, f"unix:{path}")
        self.assertEqual(path.stat().st_mode & 0o7777, 0o600)
        self.check_server("socat", "-t10", "-", f"UNIX-CONNECT:{path}")
        self.check_server("ncat", "-U", path)
        self.check_client("--unix", path)
        self.end_in_order(server)
        self.assertFalse(path.exists())

    def test_unix_abstract(self):
        name = f"socket-playground-{os.getpid()}"
        server, _ = self.serve("--abstract", name)
        self.check_server("socat", "-t10", "-", f"ABSTRACT-CONNECT:{name}")
        self.check_client("--abstract", name)
        self.end_in_order(server)

    def test_foreign_servers(self):
        path = self.folder / "echo.sock"
        self.processes.start("socat", "-t10", f"UNIX-LISTEN:{path},fork", "EXEC:cat")
        wait_until(path.exists, "socat to listen")
        self.check_client("--unix", path)
        with socket.create_server(("::1", 0), family=socket.AF_INET6) as listener:
            port = listener.getsockname()[1]
            self.processes.start(sys.executable, "-c", f"""
import socket, sys
listener = socket.socket(fileno={listener.fileno()})
while True:
    peer, _ = listener.accept()
    while data := peer.recv(65536):
        peer.sendall(data)
    peer.close()
""", pass_fds=[listener.fileno()])
            self.check_client("--address", "[::1]", "--port", port)

    def test_peer_process(self):
        path = self.folder / "x.sock"
        trace = self.folder / "trace"
        server, _ = self.serve("--unix", path, f"--trace={trace}")
        with socket.socket(socket.AF_UNIX) as client:
            client.connect(str(path))
            wait_until(lambda: f"SO_PEERCRED, {{pid={os.getpid()}, uid={os.geteuid()}" in trace.read_text(), "its peer")
        self.end_in_order(server)

    def test_stale_file(self):
        path = self.folder / "x.sock"
        server, _ = self.serve("--unix", path)
        server.kill()
        server.wait()
        self.assertTrue(path.exists())
        trace = self.folder / "trace"
        again, _ = self.serve("--unix", path, f"--trace={trace}")
        third = self.run_program("serve", "--unix", path)
        self.assertEqual(third.returncode, 1)
        self.assertIn(b"EADDRINUSE", third.stderr)
        self.check_client("--unix", path)
        self.end_in_order(again)
        text = trace.read_text()
        self.assertRegex(text, r"bind\(.*\) = -1 EADDRINUSE[^$]*lstat\([^$]*connect\(.*ECONNREFUSED[^$]*unlink\(")

    def test_a_file_stays(self):
        path = self.folder / "precious"
        path.write_text("mine")
        self.assertEqual(self.run_program("serve", "--unix", path).returncode, 1)
        self.assertEqual(path.read_text(), "mine")


class Replies(CommandTest):
    def answer(self, *arguments, text=b"hello {}\xff"):
        server, port = self.serve_tcp(*arguments)
        answer = output_of("socat", "-t10", "-", f"TCP4:127.0.0.1:{port}", stdin=text)
        self.end_in_order(server)
        return answer

    def test_modes(self):
        self.assertEqual(self.answer("--reply", "upper"), b"HELLO {}\xff")
        self.assertEqual(self.answer("--reply", "splice", text=BIG), BIG)
        self.assertEqual(self.answer("--reply", "discard", text=BIG), b"")
        self.assertEqual(self.answer("--reply", "fixed", "--answer", "No."), b"No.")
        self.assertEqual(self.answer("--reply", "fixed", "--answer", r"\n\q"), rb"\n\q")
        self.assertEqual(self.answer("--reply", "fixed", "-e", "--answer", r"No.\r\n\0\xff"), b"No.\r\n\0\xff")
        self.assertRegex(self.answer("--reply", "daytime", text=b""), rb"^[A-Z][a-z]+day, .*-UTC\r\n$")
        self.assertEqual(self.answer("--delay", "1", "--chunk", "3"), b"hello {}\xff")

    def test_character_generator(self):
        server, port = self.serve_tcp("--reply", "chargen")
        with socket.create_connection(("127.0.0.1", port), TIMEOUT) as client:
            received = b""
            while len(received) < 1_000_000:
                received += client.recv(65536)
        self.assertEqual(received[:5], b" !\"#$")
        self.assertEqual(received[72:74], b"\r\n")
        self.assertEqual(received[7030:14060], received[:7030])
        self.end_in_order(server, signal.SIGTERM)


class Send(CommandTest):
    def test_answer_and_latency(self):
        _, port = self.serve_tcp()
        done = self.run_program("send", "--port", port, "Hello!")
        self.assertEqual((done.returncode, done.stdout), (0, b"Hello!"))
        self.assertRegex(done.stderr, rb"^socket-playground: 6 bytes, the first after [\d.]+ \S+\.\n$")

    def test_escapes(self):
        _, port = self.serve_tcp()
        for flags, answer in ((["--escapes"], b"a\tb\n\0\xff"), ([], rb"a\tb\n\0\xff")):
            self.assertEqual(self.run_program("send", "--port", port, *flags, r"a\tb\n\0\xff").stdout, answer)

    def test_json(self):
        _, port = self.serve_tcp("--reply", "fixed", "--answer", "No\t\x1b")
        done = self.run_program("send", "--port", port, "--json", "Hello!")
        answer = json.loads(done.stdout)
        self.assertGreater(answer.pop("latency_ns"), 0)
        self.assertEqual(answer, {"sent": 6, "before": 0, "bytes": 4, "complete": True, "answer": "No\\t\\x1b"})

    def peer(self, talk):
        """A server in Python that lets talk() speak with its first connection; its port."""
        listener = socket.create_server(("127.0.0.1", 0))
        self.addCleanup(listener.close)

        def serve():
            with contextlib.suppress(OSError), listener.accept()[0] as peer:
                talk(peer)

        thread = threading.Thread(target=serve)
        thread.start()
        self.addCleanup(thread.join)
        return listener.getsockname()[1]

    @staticmethod
    def read_to_the_end(peer):
        while peer.recv(1000):
            pass

    def test_no_answer(self):
        _, port = self.serve_tcp("--reply", "discard")
        done = self.run_program("send", "--port", port, "Hello!")
        self.assertEqual((done.returncode, done.stdout), (1, b""))
        self.assertIn(b"The peer ended the connection without an answer.", done.stderr)
        ended = threading.Event()
        port = self.peer(lambda peer: ended.wait(TIMEOUT))
        done = self.run_program("send", "--port", port, "--timeout", "200", "Hello!")
        ended.set()
        self.assertEqual((done.returncode, done.stdout), (1, b""))
        self.assertIn(b"No answer within 200 ms", done.stderr)

    def test_an_answer_in_pieces_ends_when_the_peer_ends_it(self):
        def talk(peer):
            self.read_to_the_end(peer)  # our side is ended
            for part in (b"HTTP/1.0 200 OK\r\n\r\n", b"first ", b"last"):
                peer.sendall(part)
                time.sleep(0.15)  # longer than any pause that could be taken for the end

        done = self.run_program("send", "--port", self.peer(talk), "GET /")
        self.assertEqual((done.returncode, done.stdout), (0, b"HTTP/1.0 200 OK\r\n\r\nfirst last"))

    def test_a_greeting_is_no_answer(self):
        def talk(peer):
            peer.sendall(b"220 ready\r\n")
            peer.recv(1000)
            peer.sendall(b"250 hello\r\n")

        for flags in ([], ["--no-record"]):
            before = []
            for _ in range(8):  # the greeting nearly always comes before the message is sent
                done = self.run_program("send", "--port", self.peer(talk), "--json", *flags, "EHLO x")
                answer = json.loads(done.stdout)
                self.assertGreater(answer["latency_ns"], 0)
                before.append(answer["before"])
                if answer["before"] > 0:
                    self.assertEqual((answer["before"], answer["answer"]), (11, "250 hello\\r\\n"))
                    break
            self.assertIn(11, before, flags)

    def test_what_tells_the_end(self):
        def talk(peer):
            peer.recv(1000)
            peer.sendall(b"one\r\n")
            peer.sendall(b"two\r\n")
            self.read_to_the_end(peer)  # keeps the connection: our side must not be ended

        for end in (["-e", "--until", r"two\r\n"], ["--bytes", "10"], ["--idle", "100"],
                    ["--bytes", "10", "--until", "three"]):
            done = self.run_program("send", "--port", self.peer(talk), *end, "x")
            self.assertEqual((done.returncode, done.stdout), (0, b"one\r\ntwo\r\n"), end)
        done = self.run_program("send", "--port", self.peer(talk), "--until", "three", "--timeout", "300", "x")
        self.assertEqual((done.returncode, done.stdout), (1, b"one\r\ntwo\r\n"))  # what came is not lost
        self.assertIn(b"The answer was not complete within 300 ms.", done.stderr)
        done = self.run_program("send", "--port", self.peer(talk), "--json", "--bytes", "99", "--timeout", "300", "x")
        self.assertEqual((done.returncode, json.loads(done.stdout)["complete"]), (1, False))

    def test_the_peer_does_not_end_it(self):
        ended = threading.Event()

        def talk(peer):
            peer.sendall(b"never ")
            peer.recv(1000)
            peer.sendall(b"ended")
            ended.wait(TIMEOUT)

        done = self.run_program("send", "--port", self.peer(talk), "--timeout", "300", "x")
        ended.set()
        self.assertEqual((done.returncode, done.stdout[-5:]), (1, b"ended"))
        self.assertIn(b"name one of --until, --bytes and --idle", done.stderr)


class Terminal(CommandTest):
    """Standard streams: exact bytes to files and pipes, nothing raw to a terminal, and every way in which they fail."""

    def test_json_events(self):
        server, port = self.serve_tcp("--json", stdout=subprocess.PIPE)
        done = self.run_program("connect", "--port", port, "--json", stdin=b"Hello!")
        events = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertEqual([event["seq"] for event in events], list(range(1, len(events) + 1)))
        calls = [event["call"] for event in events if event["kind"] == "call"]
        for name in ("socket", "connect", "send", "recv", "shutdown", "close"):
            self.assertIn(name, calls)
        self.end_in_order(server)
        served = [json.loads(line) for line in server.stdout.read().splitlines()]
        self.assertIn("accept4", [event["call"] for event in served])

    def on_terminal(self, *arguments, stdin=subprocess.DEVNULL):
        ours, theirs = pty.openpty()
        process = self.start(*arguments, stdin=stdin, stdout=theirs, stderr=subprocess.PIPE)
        os.close(theirs)
        shown = b""
        with contextlib.suppress(OSError):  # EIO: the other side is closed
            while block := os.read(ours, 65536):
                shown += block
        os.close(ours)
        self.assertEqual(process.wait(TIMEOUT), 0)
        return shown

    def test_foreign_bytes_on_a_terminal(self):
        _, port = self.serve_tcp("--reply", "fixed", "--answer", "\x1b[31m\u3053\u3093\n\u202e\"x\\")
        shown = self.on_terminal("send", "--port", port, "x")
        self.assertEqual(shown, "\\x1b[31mこん\r\n\\xe2\\x80\\xae\"x\\\\\r\n".encode())
        raw = self.on_terminal("send", "--port", port, "--raw", "x")
        self.assertTrue(raw.startswith(b"\x1b[31m"), raw)

    def test_a_trace_is_the_owners(self):
        trace = self.folder / "trace"
        trace.write_text("old")
        trace.chmod(0o644)
        server, _ = self.serve_tcp(f"--trace={trace}")
        self.end_in_order(server)
        self.assertEqual(trace.stat().st_mode & 0o777, 0o600)
        self.assertNotIn("old", trace.read_text("utf-8"))

    def test_no_colours(self):
        _, port = self.serve_tcp()
        for arguments in (("demo",), ("send", "--port", port, "x"), ("load", "--port", port, "--duration", "0.1")):
            self.assertNotIn(b"\x1b", self.on_terminal(*arguments))

    def test_reader_that_ends(self):
        server, port = self.serve_tcp("--reply", "chargen", "--json", stdout=subprocess.PIPE)
        client = self.start("connect", "--port", port, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.assertEqual(len(client.stdout.read(100_000)), 100_000)
        client.stdout.close()
        self.assertEqual(client.wait(TIMEOUT), 0)
        server.stdout.read(100_000)
        server.stdout.close()
        self.assertEqual(server.wait(TIMEOUT), 0)

    def every_output(self, port):
        """Arguments of everything that ends by itself and prints something."""
        return (("connect", "--port", port), ("connect", "--port", port, "--json"), ("send", "--port", port, "x"),
                ("send", "--port", port, "--json", "x"), ("load", "--port", port, "--duration", 0.1),
                ("watch", "--count", 1), ("watch", "--count", 1, "--json"), ("demo",), ("demo", "--json"),
                ("--help",), ("serve", "--help"), ("--version",))

    def redirected(self, arguments, redirection):
        """Runs the program with its standard streams as the shell is told."""
        return subprocess.run(["sh", "-c", f'exec "$@" {redirection}', "sh", PROGRAM, *map(str, arguments)],
                              input=b"Hello!", capture_output=True, timeout=TIMEOUT, env=ENVIRONMENT, check=False)

    def test_output_that_fails(self):
        _, port = self.serve_tcp()
        for redirection, error in ((">/dev/full", b"write() failed: No space left on device (ENOSPC)."),
                                   (">&-", b"write() failed: Bad file descriptor (EBADF).")):
            for arguments in self.every_output(port):
                done = self.redirected(arguments, redirection)
                self.assertEqual(done.returncode, 1, arguments)
                self.assertIn(error, done.stderr, arguments)
        done = self.run_program("serve", "--port", "0", "--trace=/dev/full")
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"No space left on device (ENOSPC)", done.stderr)
        done = self.run_program("serve", "--port", "0", f"--trace={self.folder}")
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"open() failed: Is a directory (EISDIR)", done.stderr)

    def test_reader_that_has_enough(self):
        _, port = self.serve_tcp()
        for arguments in self.every_output(port):
            read_end, write_end = os.pipe()
            os.close(read_end)
            done = subprocess.run([PROGRAM, *map(str, arguments)], input=b"Hello!", stdout=write_end,
                                  stderr=subprocess.PIPE, timeout=TIMEOUT, env=ENVIRONMENT, check=False)
            os.close(write_end)
            self.assertEqual(done.returncode, 0, arguments)
            self.assertNotIn(b"could not", done.stderr)

    def test_other_streams_closed(self):
        _, port = self.serve_tcp()
        done = self.redirected(("connect", "--port", port), "<&-")
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, b"", b""))
        for arguments in self.every_output(port):
            done = self.redirected(arguments, "<&- 2>&-")
            self.assertEqual((done.returncode, done.stderr), (0, b""), arguments)
            nothing = arguments[0] == "connect" and "--json" not in arguments  # came, and so nothing is printed
            self.assertEqual(self.redirected(arguments, "<&- >&- 2>&-").returncode, 0 if nothing else 1, arguments)

    def test_slow_reader_loses_nothing(self):
        _, port = self.serve_tcp()
        data = BIG * 2
        client = self.start("connect", "--port", port, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        reader = self.processes.start("sh", "-c", "sleep 1; sha256sum", stdin=client.stdout, stdout=subprocess.PIPE)
        client.stdout.close()
        client.stdin.write(data)
        client.stdin.close()
        self.assertEqual(client.wait(TIMEOUT), 0)
        expected = output_of("sha256sum", stdin=data)
        self.assertEqual(reader.stdout.read(), expected)

    def test_signals_close_in_order(self):
        server, port = self.serve_tcp()
        for sent in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            trace = self.folder / sent.name
            client = self.start("connect", "--port", port, f"--trace={trace}", stdin=subprocess.PIPE)
            wait_until(lambda: trace.exists() and "SO_ERROR" in trace.read_text(), "the connection")
            self.end_in_order(client, sent)
            self.assertRegex(trace.read_text(), r"shutdown\(\d+, SHUT_WR\) = 0[^$]*close\(\d+\) = 0")
        self.end_in_order(server, signal.SIGHUP)


class NoRecord(CommandTest):
    """Without recording the same is done, and nothing is said of it."""

    def test_same_bytes(self):
        server, port = self.serve_tcp("--no-record")
        done = self.run_program("connect", "--port", port, "--no-record", stdin=BIG)
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, BIG, b""))
        done = self.run_program("send", "--port", port, "--no-record", "Hello!")
        self.assertEqual((done.returncode, done.stdout), (0, b"Hello!"))
        done = self.run_program("send", "--port", port, "--no-record", "--json", "Hello!")
        answer = json.loads(done.stdout)
        self.assertTrue(0 < answer.pop("latency_ns") < 5_000_000_000)
        self.assertEqual(answer, {"sent": 6, "before": 0, "bytes": 6, "complete": True, "answer": "Hello!"})
        done = self.run_program("load", "--port", port, "--no-record", "--duration", 0.2, "--churn")
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        self.end_in_order(server)

    def test_nothing_to_show(self):
        for arguments in (["serve", "--no-record", "--trace"], ["send", "--no-record", "--trace=x", "x"],
                          ["serve", "--no-record", "--json"], ["connect", "--no-record", "--json"]):
            done = self.run_program(*arguments)
            self.assertEqual((done.returncode, done.stdout), (2, b""), arguments)
            self.assertIn(b"--no-record", done.stderr)


class Stuck(CommandTest):
    """A reader of the output that takes nothing must not keep the program from ending, nor busy."""

    def wait_until_full(self, reader):
        """Waits until a pipe takes nothing more."""
        writer = os.open(f"/proc/self/fd/{reader if isinstance(reader, int) else reader.fileno()}",
                         os.O_WRONLY | os.O_NONBLOCK)
        wait_until(lambda: not select.select([], [writer], [], 0)[1], "the pipe to be full")
        os.close(writer)

    def wait_until_stuck(self, process):
        """Waits until the program, which never ceases to write by itself, has written nothing for half a second."""
        last, since = 0, time.monotonic()

        def stuck():
            nonlocal last, since
            written = int(re.search(r"wchar: (\d+)", pathlib.Path(f"/proc/{process.pid}/io").read_text("ascii"))[1])
            if written != last or written < 4096:
                last, since = written, time.monotonic()
            return time.monotonic() - since > 0.5
        wait_until(stuck, "the program to be stuck")

    def talk(self, port):
        """Makes a server record more than a pipe holds."""
        self.processes.start(PROGRAM, "load", "--port", port, "--duration", 60, env=ENVIRONMENT,
                             stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def test_events(self):
        fifo = self.folder / "trace"
        os.mkfifo(fifo)
        for arguments, sent in ((["--json"], signal.SIGINT), ([f"--trace={fifo}"], signal.SIGTERM)):
            reader = os.open(fifo, os.O_RDONLY | os.O_NONBLOCK)
            server, port = self.serve_tcp(*arguments, stdout=subprocess.PIPE)
            self.talk(port)
            self.wait_until_full(server.stdout if "--json" in arguments else reader)
            server.send_signal(sent)
            self.assertEqual(server.wait(TIMEOUT), 1, arguments)
            self.assertIn(b"The events could not be written: the reader takes nothing.", server.stderr.read())
            os.close(reader)

    def test_data_and_looks(self):
        _, port = self.serve_tcp("--reply", "chargen")
        for arguments in (("connect", "--port", port), ("watch", "--interval", 50, "--with-unix")):
            process = self.start(*arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
            fcntl.fcntl(process.stdout, fcntl.F_SETPIPE_SZ, select.PIPE_BUF)
            self.wait_until_full(process.stdout)
            self.end_in_order(process)

    def test_terminal(self):
        _, port = self.serve_tcp("--reply", "chargen")
        for arguments, code in ((["connect"], 0), (["connect", "--raw"], 0), (["connect", "--json"], 1)):
            ours, theirs = pty.openpty()
            process = self.start(*arguments, "--port", port, stdin=subprocess.PIPE, stdout=theirs,
                                 stderr=subprocess.PIPE)
            self.wait_until_stuck(process)
            process.send_signal(signal.SIGINT)
            self.assertEqual(process.wait(TIMEOUT), code, arguments)
            os.close(theirs)
            os.close(ours)

    def test_no_work_while_the_end_is_waited_for(self):
        with socket.create_server(("127.0.0.1", 0)) as listener:  # never ends its side
            client = self.start("connect", "--port", listener.getsockname()[1], "--json", stdin=subprocess.PIPE,
                                stdout=subprocess.PIPE)
            while b"ESTABLISHED" not in client.stdout.readline():
                pass
            client.stdout.close()
            client.stdin.write(b"an event more")
            client.stdin.flush()
            _, status, used = os.wait4(client.pid, 0)
            client.returncode = os.waitstatus_to_exitcode(status)
        self.assertEqual(client.returncode, 0)
        self.assertLess(used.ru_utime + used.ru_stime, 0.4)  # it waits for the peer's end, a second at most


class Remedies(CommandTest):
    """A failure is told with what it means and what helps, as in the window."""

    def check(self, arguments, *lines):
        done = self.run_program(*arguments)
        self.assertEqual((done.returncode, done.stdout if arguments[0] != "load" else b""), (1, b""), done.stderr)
        said = done.stderr.decode().splitlines()
        for line in lines:
            self.assertTrue(any(line in each for each in said), (line, said))
        return said

    def test_refused(self):
        with socket.create_server(("127.0.0.1", 0)) as listener:
            port = listener.getsockname()[1]
        for command in (["connect"], ["send", "x"], ["load", "--duration", "1"]):
            said = self.check([*command, "--port", port], "connect() failed: Connection refused (ECONNREFUSED)")
            self.assertGreaterEqual(len(said), 3, said)  # what it means and what helps, each on its line

    def test_a_port_in_use_names_its_holder(self):
        with socket.create_server(("127.0.0.1", 0)) as listener:
            port = listener.getsockname()[1]
            said = self.check(["serve", "--port", port], "bind() failed: Address already in use (EADDRINUSE)",
                              f"Port {port} is held by ")
            self.assertTrue(any(f"(pid {os.getpid()})" in line for line in said), said)

    def test_the_own_limit_is_no_error_of_a_call(self):
        with socket.create_server(("127.0.0.1", 0), backlog=0) as listener:
            address = listener.getsockname()
            full = []
            self.addCleanup(lambda: [each.close() for each in full])
            for _ in range(3):  # until the queue is full
                full.append(socket.socket())
                full[-1].setblocking(False)
                full[-1].connect_ex(address)
            said = self.check(["send", "--port", address[1], "--timeout", "300", "x"], "no answer within 300 ms",
                              "--timeout")
            self.assertFalse(any("ETIMEDOUT" in line for line in said), said)


class Watch(CommandTest):
    def test_looks(self):
        server, port = self.serve_tcp()
        with socket.create_connection(("127.0.0.1", port), TIMEOUT):
            done = self.run_program("watch", "--port", port, "--count", 2, "--interval", 50, "--json")
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        looks = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertEqual(len(looks), 2)
        listener = next(one for one in looks[0]["sockets"] if one["state"] == "LISTEN")
        self.assertEqual((listener["local"], listener["pid"]), (f"127.0.0.1:{port}", server.pid))
        self.assertIn("ESTABLISHED", [one["state"] for one in looks[0]["sockets"]])
        table = self.run_program("watch", "--port", port, "--count", 1).stdout.decode()
        self.assertRegex(table, rf"LISTEN +0 +128  127\.0\.0\.1:{port} +\* ")

    def test_unix_sockets_and_end(self):
        name = f"socket-playground-watch-{os.getpid()}"
        self.serve("--abstract", name)
        watch = self.start("watch", "--with-unix", stdout=subprocess.PIPE)
        while (line := watch.stdout.readline().decode()) and f"unix:@{name}" not in line:
            pass
        self.assertIn("LISTEN", line)
        self.end_in_order(watch)


class Load(CommandTest):
    def load(self, *arguments):
        done = self.run_program("load", "--duration", "0.5", "--json", *arguments)
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        result = json.loads(done.stdout)
        self.assertEqual(result["errors"], 0)
        self.assertEqual(result["bytes"], result["messages"] * result["size"])
        return result

    def test_families_and_sizes(self):
        path = self.folder / "x.sock"
        _, port = self.serve_tcp("--reply", "splice")
        self.serve("--unix", path)
        for where in (("--port", port), ("--unix", path)):
            for size in (1, 64, 1_000_000):
                result = self.load(*where, "--connections", 4, "--size", size)
                self.assertGreater(result["messages"], 4)
                self.assertLessEqual(result["latency_ns"]["p50"], result["latency_ns"]["max"])

    def test_rate_churn_and_idle(self):
        path = self.folder / "x.sock"
        _, port = self.serve_tcp()
        self.serve("--unix", path, "--backlog", 1)
        result = self.load("--port", port, "--connections", 10, "--rate", 200, "--idle", 50)
        self.assertTrue(50 <= result["messages"] <= 110, result)
        self.assertEqual(result["connects"], 60)
        for where in (("--port", port), ("--unix", path)):
            result = self.load(*where, "--connections", 8, "--churn")
            self.assertGreater(result["messages"], 8)
            self.assertGreaterEqual(result["connects"], result["messages"])

    def test_side_by_side(self):
        path = self.folder / "x.sock"
        _, port = self.serve_tcp()
        self.serve("--unix", path)
        where = ("--port", port, "--unix", path)
        done = self.run_program("load", "--duration", 0.6, "--json", *where)
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        tcp, local = map(json.loads, done.stdout.splitlines())
        self.assertEqual((tcp["target"], local["target"]), (f"127.0.0.1:{port}", f"unix:{path}"))
        for each in (tcp, local):
            self.assertGreater(each["messages"], 0)
            self.assertEqual(each["errors"], 0)
            self.assertAlmostEqual(each["ratio"], each["messages"] / each["seconds"] / (tcp["messages"] / tcp["seconds"]))
        table = self.run_program("load", "--duration", 0.6, *where).stdout.decode()
        self.assertRegex(table, rf"target +127\.0\.0\.1:{port} +unix:{path}\n")
        self.assertRegex(table, r"\nmessages/s +\d+ +\d+ \(\d+\.\d\d\)\n")
        done = self.run_program("load", "--duration", 0.6, "--port", port, "--abstract", "nobody-is-here")
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"unix:@nobody-is-here: 6 connections failed.", done.stderr)
        load = self.start("load", "--duration", 60, *where, stdout=subprocess.PIPE)
        self.wait_until_it_takes_signals(load)
        self.end_in_order(load)  # also before the first message of the second

    def test_no_echo_comes_in_no_time(self):
        _, port = self.serve_tcp("--no-record")
        for churn in ([], ["--churn"]):
            result = self.load("--port", port, "--rate", 300, *churn)  # the beat is no whole number of milliseconds
            self.assertGreater(result["latency_ns"]["p50"], 1000, churn)

    def test_every_address_of_a_name_is_tried(self):
        self.assertGreater(self.load("--address", "localhost", "--port", self.serve_tcp()[1])["messages"], 0)
        _, port = self.serve_tcp(address="127.0.0.1")
        done = self.run_program("load", "--address", "localhost", "--port", port, "--duration", 0.3)
        self.assertRegex(done.stdout.decode(), rf"target +127\.0\.0\.1:{port}\n")

    def test_it_ends_when_every_connection_has_failed(self):
        with socket.create_server(("127.0.0.1", 0)) as listener:
            port = listener.getsockname()[1]
        started = time.monotonic()
        done = self.run_program("load", "--port", port, "--connections", 3, "--duration", 600, "--json")
        self.assertLess(time.monotonic() - started, TIMEOUT / 2)
        self.assertEqual((done.returncode, json.loads(done.stdout)["errors"]), (1, 3))
        self.assertIn(b"3 connections failed. The first: connect() failed: Connection refused (ECONNREFUSED)", done.stderr)

    def test_what_has_not_ended_is_told(self):
        with socket.create_server(("127.0.0.1", 0), backlog=0) as listener:  # takes two, answers none
            port = listener.getsockname()[1]
            done = self.run_program("load", "--port", port, "--connections", 1, "--duration", 0.5, "--json")
            result = json.loads(done.stdout)
            self.assertEqual((done.returncode, result["messages"], result["unanswered"]), (1, 0, 1))
            self.assertGreater(result["unanswered_oldest_ns"], 200_000_000)
            done = self.run_program("load", "--port", port, "--connections", 3, "--duration", 0.5)  # the queue is full
            self.assertEqual(done.returncode, 1)
            self.assertRegex(done.stderr, rb"connections? failed.* no answer to connect\(\) within ")
        with socket.create_server(("127.0.0.1", 0)) as listener:
            done = self.run_program("load", "--port", listener.getsockname()[1], "--duration", 0.3)
            self.assertEqual(done.returncode, 1)
            self.assertRegex(done.stdout.decode(), r"\nno answer +1 when the time was up, the oldest after ")

    def test_what_is_no_echo(self):
        _, port = self.serve_tcp("--reply", "upper")
        done = self.run_program("load", "--port", port, "--duration", "0.5")
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"What came back is not what was sent", done.stderr)
        done = self.run_program("load", "--abstract", "nobody-is-here", "--duration", "0.5")
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"ECONNREFUSED", done.stderr)


class Usage(CommandTest):
    def test_mistakes(self):
        for arguments, words in (
                (["serve", "--port", "65536"], b"65536"),
                (["serve", "--port", "x"], b"--port"),
                (["serve", "--address", "nowhere"], b"no address"),
                (["serve", "--reply", "shout"], b"shout"),
                (["serve", "--reply", "fixed"], b"--answer"),
                (["serve", "--unix", "/a", "--port", "1"], b"--unix"),
                (["serve", "--unix", "/" + "a" * 107], b"108 bytes; a UNIX socket address has room for 107"),
                (["serve", "--unix", ""], b"--unix: The value must not be empty."),
                (["connect", "--abstract", ""], b"--abstract: The value must not be empty."),
                (["send", "--address", "", "x"], b"--address: The value must not be empty."),
                (["connect", "--port", "0"], b"--port"),
                (["connect", "more"], b"more"),
                (["send"], b"text"),
                (["send", "--port", "+80", "x"], b"without a zero or a sign in front"),
                (["serve", "--dual-stack"], b"--dual-stack works with an IPv6 address only"),
                (["serve", "--dual-stack", "--unix", "/nowhere/x"], b"--dual-stack works with an IPv6 address only"),
                (["foo"], b'There is no command and no file "foo".'),
                (["sned", "\x1b[31m"], b'"sned"'),
                (["\x1b[31m"], b'"\\x1b[31m"'),
                (["send", "-e", r"a\tb\q"], rb'TEXT, byte 5, "\\q": No such escape'),
                (["serve", "--reply", "fixed", "--escapes", "--answer", "OK\\"], b"--answer, byte 3"),
                (["send", ""], b"at least one byte"),
                (["serve", "--trace="], b"The name of the file is missing."),
                (["serve", "--chunk", ""], b"--chunk"),
                (["serve", "--chunk", "-1"], b"--chunk"),
                (["serve", "--chunk", "4294967296"], b"--chunk"),
                (["serve", "--port", "070"], b"decimal"),
                (["serve", "--port", "0x50"], b"decimal"),
                (["serve", "--answer", "x"], b"--reply fixed"),
                (["load", "--duration", "nan"], b"--duration"),
                (["connect", b"\x1b]0;x\x07\xe2\x80\xae\xff"], br"\x1b]0;x\x07\xe2\x80\xae\xff"),
                (["serve", "--address", "\x1b[1m"], br"\x1b[1m")):
            done = self.run_program(*arguments)
            self.assertEqual((done.returncode, done.stdout), (2, b""), arguments)
            self.assertIn(words, done.stderr)
            self.assertNotIn(b"\x1b", done.stderr)

    def test_words_of_the_window(self):
        for arguments, words in ((["-"], b"There is no option -."),
                                 (["-x"], b"There is no option -x."),
                                 ([b"./caf\xe9.jsonl"], br"caf\xe9.jsonl is not UTF-8")):
            done = subprocess.run([PROGRAM, *arguments], capture_output=True, timeout=TIMEOUT, check=False,
                                  env={**ENVIRONMENT, "QT_QPA_PLATFORM": "offscreen"})
            self.assertEqual((done.returncode, done.stdout), (2, b""), done.stderr)
            self.assertIn(words, done.stderr)

    def test_a_refused_file_is_told(self):
        window = self.processes.start(PROGRAM, "--", "-x.jsonl", cwd=self.folder, stderr=subprocess.PIPE,
                                      env={**ENVIRONMENT, "QT_QPA_PLATFORM": "offscreen", "HOME": str(self.folder)})
        for line in window.stderr:
            if line.startswith(b"socket-playground: -x.jsonl was not opened. "):
                break  # the others are Qt's
        else:
            self.fail("It is not told.")
        self.assertIn(b"ENOENT", line)
        self.end_in_order(window, signal.SIGTERM, 1)

    def test_version_that_cannot_be_written(self):
        with open("/dev/full", "wb") as full:
            done = subprocess.run([PROGRAM, "--version"], stdout=full, stderr=subprocess.PIPE, timeout=TIMEOUT,
                                  check=False)
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"The version could not be written", done.stderr)

    def test_help(self):
        for command in ("serve", "connect", "send", "watch", "load", "demo"):
            done = self.run_program(command, "--help")
            self.assertEqual(done.returncode, 0)
            self.assertIn(b"Examples:", done.stdout)
            self.assertIn(b"Exit codes: 0 done, 1 failed, 2 usage.", done.stdout)


if __name__ == "__main__":
    unittest.main()
