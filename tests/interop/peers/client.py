# SPDX-License-Identifier: GPL-3.0-or-later
"""A Python client: client.py PORT [CONNECTIONS]. Each connection, one after another, sends "Hello!", reads the echo and
closes; the last echo is printed."""
import socket
import sys

answer = b""
for _ in range(int(sys.argv[2]) if len(sys.argv) > 2 else 1):
    with socket.create_connection(("127.0.0.1", int(sys.argv[1])), timeout=20) as connection:
        connection.sendall(b"Hello!")
        answer = b""
        while len(answer) < 6 and (data := connection.recv(6 - len(answer))):
            answer += data
print(answer.decode(), end="")
