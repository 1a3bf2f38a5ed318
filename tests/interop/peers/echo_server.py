# SPDX-License-Identifier: GPL-3.0-or-later
"""An echo server in Python: listens on 127.0.0.1 and a free port, prints the port, and echoes one connection after another."""
import socket

with socket.create_server(("127.0.0.1", 0)) as listener:
    print(listener.getsockname()[1], flush=True)
    while True:
        connection, _ = listener.accept()
        with connection:
            while data := connection.recv(65536):
                connection.sendall(data)
