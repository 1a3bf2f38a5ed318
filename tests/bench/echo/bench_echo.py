#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures echo servers against each other, in rounds. To be called by scripts/bench echo.

In each round every server gets every kind of work once, in an order that is reversed from round to round, and each is
compared with the minimal epoll server of the same round. A second minimal server is the control: how far its ratio is
from 1 is what this machine's noise does. Servers run on processor 0; the client on 1, but for the round trips of one
connection, where both share processor 0.
"""
import argparse
import dataclasses
import json
import os
import pathlib
import platform
import re
import resource
import statistics
import subprocess
import sys
import threading
import time

SERVER_CPU = 0
CLIENT_CPU = min(1, os.cpu_count() - 1)
IDLE = 10_000


@dataclasses.dataclass
class Work:
    name: str
    title: str
    unit: str
    arguments: list
    client_cpu: int
    scale: float = 1.0  # what one of the unit is, in what the client counts


@dataclasses.dataclass
class Server:
    name: str
    command: list
    descriptors: int = 1  # of a connection; who splices holds a pipe
    counts_cpu: bool = True  # false: it forks, its work is done by processes that have ended
    process: subprocess.Popen = None
    port: int = 0
    idle: int = 0
    idle_bytes: float = None
    runs: dict = dataclasses.field(default_factory=dict)


def pinned(command, cpu, **more):
    return subprocess.Popen(command, text=True, preexec_fn=lambda: os.sched_setaffinity(0, {cpu}), **more)


def start(server):
    """Starts it and reads its port from the first line that tells one."""
    server.process = pinned(server.command, SERVER_CPU, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                            stderr=subprocess.STDOUT)
    for line in server.process.stdout:
        found = re.search(r"127\.0\.0\.1:(\d+)", line)
        if found:
            server.port = int(found.group(1))
            # Whatever it says later is read, or the pipe would fill and it would wait.
            threading.Thread(target=server.process.stdout.read, daemon=True).start()
            return
    sys.exit(f"{server.name} ended with {server.process.wait()} before it listened.")


def stop(server):
    if server.process:
        server.process.terminate()
        server.process.wait()
        server.process = None


def cpu_seconds(pid):
    """Of all its threads, to the nanosecond (proc(5), schedstat)."""
    total = 0
    for task in pathlib.Path(f"/proc/{pid}/task").iterdir():
        total += int((task / "schedstat").read_text().split()[0])
    return total / 1e9


def anonymous_bytes(pid):
    found = re.search(r"RssAnon:\s+(\d+) kB", pathlib.Path(f"/proc/{pid}/status").read_text())
    return int(found.group(1)) * 1024


def measure(client, server, work):
    before = cpu_seconds(server.process.pid)
    done = pinned([client, work.arguments[0], str(server.port), *work.arguments[1:]], work.client_cpu,
                  stdout=subprocess.PIPE)
    text = done.communicate(timeout=60)[0]
    if done.returncode != 0:
        sys.exit(f"The client failed with {server.name}: {work.name}.")
    count, seconds = text.split()
    count = float(count) / work.scale
    used = cpu_seconds(server.process.pid) - before
    server.runs.setdefault(work.name, []).append(
        {"rate": count / float(seconds), "cpu": used / count if server.counts_cpu else None})


def cold_read_ns(client):
    """What a read of memory that no cache holds takes now: the machine's host lets it vary."""
    with pinned([client, "memory"], SERVER_CPU, stdout=subprocess.PIPE) as reads:
        count, seconds = reads.stdout.read().split()
    return float(seconds) / float(count) * 1e9


def run_rounds(client, servers, works, rounds):
    """Returns the nanoseconds of a cold read at the beginning of each round."""
    for server in servers:
        start(server)
    cold = []
    for number in range(rounds):
        print(f"Round {number + 1} of {rounds}", file=sys.stderr)
        cold.append(cold_read_ns(client))
        for work in works:
            for server in servers if number % 2 == 0 else reversed(servers):
                measure(client, server, work)
    return cold


def measure_idle(client, server):
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    server.idle = min(IDLE, (limit - 100) // server.descriptors)
    before = anonymous_bytes(server.process.pid)
    held = pinned([client, "idle", str(server.port), str(server.idle)], CLIENT_CPU, stdin=subprocess.PIPE,
                  stdout=subprocess.PIPE)
    if not held.stdout.readline():
        sys.exit(f"The client failed with {server.name}: idle connections.")
    time.sleep(1)  # the events of the last connections are dropped
    server.idle_bytes = (anonymous_bytes(server.process.pid) - before) / server.idle
    held.communicate("")


def ratios(server, base, work, key):
    pairs = zip(server.runs[work.name], base.runs[work.name])
    return [mine[key] / theirs[key] for mine, theirs in pairs if mine[key]]


def spread(values):
    """Median, and the middle half of the values."""
    low, middle, high = statistics.quantiles(values, n=4)
    return middle, low, high


def table(servers, base, work):
    lines = [f"### {work.title}", "",
             f"| server | {work.unit}/s | against minimal epoll (middle half) | CPU µs per {work.unit} | "
             "CPU against minimal epoll (middle half) |", "|---|--:|--:|--:|--:|"]
    result = {}
    for server in servers:
        rate = statistics.median(run["rate"] for run in server.runs[work.name])
        times, low, high = spread(ratios(server, base, work, "rate"))
        row = f"| {server.name} | {rate:,.0f} | {times:.2f} ({low:.2f} to {high:.2f}) |"
        values = {"rate": rate, "rate_ratio": [times, low, high]}
        if server.counts_cpu:
            cpu = statistics.median(run["cpu"] for run in server.runs[work.name])
            more, low, high = spread(ratios(server, base, work, "cpu"))
            row += f" {cpu * 1e6:,.2f} | {more:.2f} ({low:.2f} to {high:.2f}) |"
            values |= {"cpu_us": cpu * 1e6, "cpu_ratio": [more, low, high]}
        else:
            row += " – | – |"
        lines.append(row)
        result[server.name] = values
    return "\n".join(lines) + "\n", result


def machine():
    model = re.search(r"model name\s*:\s*(.+)", pathlib.Path("/proc/cpuinfo").read_text())
    return {"processor": model.group(1) if model else platform.machine(), "processors": os.cpu_count(),
            "kernel": platform.release(), "load": os.getloadavg()[0]}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--peers", type=pathlib.Path, required=True, help="the folder of the built peers")
    parser.add_argument("--program", required=True, help="socket-playground")
    parser.add_argument("--json", type=pathlib.Path, required=True, help="where the numbers go")
    parser.add_argument("--rounds", type=int, default=12)
    parser.add_argument("--seconds", default="0.5", help="of each run")
    given = parser.parse_args()
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (limit, limit))

    here = pathlib.Path(__file__).parent
    peers = given.peers
    serve = [given.program, "serve", "--port", "0", "--backlog", "4096"]
    base = Server("minimal epoll", [peers / "minimal_epoll"])
    servers = [
        base,
        Server("minimal epoll again (control)", [peers / "minimal_epoll"]),
        Server("Socket Playground, recording", serve),
        Server("Socket Playground, recording, splice", [*serve, "--reply", "splice"], descriptors=3),
        Server("Socket Playground, --no-record", [*serve, "--no-record"]),
        Server("Go, io.Copy", [peers / "go_echo", "127.0.0.1:0"], descriptors=3),
        Server("QTcpServer", [peers / "qtcpserver_echo"]),
        Server("Python asyncio", [sys.executable, here / "asyncio_echo.py"]),
        Server("socat, fork", ["socat", "-d", "-d", "TCP-LISTEN:0,bind=127.0.0.1,reuseaddr,fork,backlog=4096", "PIPE"],
               counts_cpu=False),
    ]
    works = [
        Work("roundtrip_1", "Round trips of 64 bytes, 1 connection, both on one processor", "round trip",
             ["roundtrip", given.seconds, "1", "64"], SERVER_CPU),
        Work("roundtrip_64", "Round trips of 64 bytes, 64 connections", "round trip",
             ["roundtrip", given.seconds, "64", "64"], CLIENT_CPU),
        Work("churn", "Connections: connect, echo 64 bytes, close", "connection", ["churn", given.seconds],
             CLIENT_CPU),
        Work("stream", "Streaming over 1 connection", "MiB", ["stream", given.seconds], CLIENT_CPU, 1 << 20),
    ]
    client = peers / "echo_load"
    results = {"machine": machine(), "rounds": given.rounds, "seconds": given.seconds, "works": {}}
    try:
        cold = run_rounds(client, servers, works, given.rounds)
    finally:
        for server in servers:
            stop(server)

    results["machine"]["cold_read_ns"] = spread(cold)
    middle, low, high = spread(cold)
    text = [f"A read of memory that no cache holds took {middle:.0f} ns ({low:.0f} to {high:.0f}).", ""]
    for work in works:
        markdown, results["works"][work.name] = table(servers, base, work)
        text.append(markdown)
    text += ["### Memory of an idle connection", "", "| server | connections open | bytes of each |", "|---|--:|--:|"]
    for server in servers:
        if server.counts_cpu and "again" not in server.name:  # one that forks would need as many processes
            start(server)
            measure_idle(client, server)
            stop(server)
            text.append(f"| {server.name} | {server.idle:,} | {server.idle_bytes:,.0f} |")
    results["idle_bytes"] = {s.name: [s.idle, s.idle_bytes] for s in servers if s.idle_bytes is not None}
    results["machine"]["load_at_end"] = os.getloadavg()[0]
    given.json.write_text(json.dumps(results, indent=1) + "\n")
    print("\n".join(text))


main()
