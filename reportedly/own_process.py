"""Settings for processes that are ours alone (the command line, its workers), never for who imports reportedly."""

import gc
import os
import socket
import sys
import threading

COLLECT_AFTER = (50_000, 20, 100)  # the parser holds many objects for long; looked through less often: 5 % less CPU


def settle() -> None:
    """To be called before spaCy or trafilatura is imported.

    Both bring urllib3, which binds a socket at its import to see whether there is IPv6 here; told that there is none,
    it does not look. And the garbage collector looks less often. And the library of matrix products that numpy brings
    starts no threads: reports are read side by side in processes, not in threads.
    """
    socket.has_ipv6 = False
    gc.set_threshold(*COLLECT_AFTER)
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
        os.environ.setdefault(name, "1")


def may_fork() -> bool:
    """Whether a copy of this process is safe to go on: it has one thread, and a system whose libraries bear it.

    (Apple's do not, and Windows has no fork.)
    """
    if sys.platform != "linux" or threading.active_count() > 1:
        return False
    try:
        return len(os.listdir("/proc/self/task")) == 1
    except OSError:
        return False


def settle_worker() -> None:
    """As `settle`, for a worker; it ends when the process that it works for does, killed or not."""
    settle()
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    from multiprocessing import parent_process
    from multiprocessing.connection import wait

    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
