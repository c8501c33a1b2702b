"""Ports of this machine: whether one is free, and the next one that is."""

import socket


class DemoError(Exception):
    """Why the demo cannot run, in a sentence."""


def is_free(port: int) -> bool:
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def need_free(port: int) -> None:
    if not is_free(port):
        raise DemoError(
            f"port {port} is in use: end what uses it, or choose another, e.g. make demo "
            f"PORT={port + 100}"
        )


def free_port(wanted: int) -> int:
    """The wanted port, or any free one."""
    if is_free(wanted):
        return wanted
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        port: int = tried.getsockname()[1]
        return port
