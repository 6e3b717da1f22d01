"""Keeps our own processes from making even a socket that they do not use."""

import socket


def open_no_socket() -> None:
    """To be called before spaCy or trafilatura is imported: both bring urllib3, which binds a socket at its import to
    see whether there is IPv6 here. Told that there is none, it does not look. For our own processes only, never for
    the process of somebody who imports reportedly.
    """
    socket.has_ipv6 = False
