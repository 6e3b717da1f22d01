"""Settings for processes that are ours alone (the command line, its workers), never for who imports reportedly."""

import gc
import socket

COLLECT_AFTER = (50_000, 20, 100)  # the parser holds many objects for long; looked through less often: 5 % less CPU


def settle() -> None:
    """To be called before spaCy or trafilatura is imported.

    Both bring urllib3, which binds a socket at its import to see whether there is IPv6 here; told that there is none,
    it does not look. And the garbage collector looks less often.
    """
    socket.has_ipv6 = False
    gc.set_threshold(*COLLECT_AFTER)
