"""Runs the readers of hostile formats (HTML, feeds) in a process of its own that is killed when it takes too long.

A subprocess over pipes, not multiprocessing: it also works below a pool's workers, in notebooks, and without a
`__main__` guard. trafilatura on one tag with 300,000 attributes, or on 11 MB of short paragraphs, ran past 25 CPU-s.
"""

import json
import re
import subprocess
import sys
import threading
from types import TracebackType
from typing import IO, Any, Self

from reportedly.errors import UnreadableInput
from reportedly.own_process import settle

MAX_BYTES = 10_000_000  # of a page or feed; a large article page has 2 MB
MAX_TAGS = 200_000
MAX_ATTRIBUTES = 1_000  # of one tag; libxml2 is quadratic in them
LIMIT_S = 20.0  # for one page, process start (0.6 s) included
MAX_MEMORY_BYTES = 2 * 1024**3
TAG = re.compile(rb"<[a-zA-Z][^<>]*")
SERVE = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from reportedly.report.worker import serve; serve()"
MARKUP_CURE = "Save its article as plain text"


class Worker:
    """Starts its process when first asked, keeps it, and starts anew after a kill. Use it in a `with`."""

    def __init__(self, *, limit_s: float = LIMIT_S) -> None:
        self._limit_s = limit_s
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends the process, if there is one."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def ask(self, kind: str, data: bytes, where: str, *, url: str | None = None) -> dict[str, Any]:
        """The worker's answer: page_of for "page", feed_of for "feed", {"text"} for "fragment".

        Raises UnreadableInput for what is too large, takes too long, or kills the process.
        """
        refuse_too_large(data, where)
        process = self._process or self._start()
        self._process = process
        stdin, stdout = process.stdin, process.stdout
        if stdin is None or stdout is None:
            raise UnreadableInput(where, "the reader of web formats has no pipe", "Run it again")
        late = threading.Event()

        def end() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(self._limit_s, end)
        timer.start()
        try:
            header = json.dumps({"kind": kind, "url": url, "n_bytes": len(data)}).encode() + b"\n"
            stdin.write(header + data)
            stdin.flush()
            line = stdout.readline()
        except OSError:  # the pipe broke: the process is gone
            line = b""
        finally:
            timer.cancel()
        if not line:
            self.close()
            if late.is_set():
                raise UnreadableInput(where, f"reading it took more than {self._limit_s:g} s", MARKUP_CURE)
            raise UnreadableInput(where, "it made the reader of web formats fail", MARKUP_CURE)
        answer: dict[str, Any] = json.loads(line)
        if "error" in answer:
            raise UnreadableInput(where, str(answer["error"]), MARKUP_CURE)
        return answer

    def _start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-c", SERVE, json.dumps(sys.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )


def refuse_too_large(data: bytes, where: str) -> None:
    """UnreadableInput for markup over the caps on bytes, tags, and attributes of one tag."""
    if len(data) > MAX_BYTES:
        raise UnreadableInput(where, f"over the limit of {MAX_BYTES:,} bytes for a page or feed", MARKUP_CURE)
    if data.count(b"<") > MAX_TAGS:
        raise UnreadableInput(where, f"more than {MAX_TAGS:,} tags", MARKUP_CURE)
    if any(
        tag.group().count(b"=") > MAX_ATTRIBUTES or tag.group().count(b" ") > 100 * MAX_ATTRIBUTES
        for tag in TAG.finditer(data)
    ):
        raise UnreadableInput(where, f"a tag with more than {MAX_ATTRIBUTES:,} attributes", MARKUP_CURE)


def serve() -> None:
    """The worker's loop: a header line and bytes in, one line of JSON out, until the pipe closes."""
    _limit_memory()
    settle()
    stdin, stdout = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # whatever a library prints must not end up in an answer
    while header := stdin.readline():
        asked = json.loads(header)
        stdout.write(json.dumps(_answer(asked, stdin)).encode() + b"\n")
        stdout.flush()


def _answer(asked: dict[str, Any], stdin: IO[bytes]) -> dict[str, Any]:
    from reportedly.report.feeds import feed_of
    from reportedly.report.html import fragment_text, page_of

    data = stdin.read(asked["n_bytes"])
    try:
        if asked["kind"] == "page":
            return page_of(data, asked["url"])
        if asked["kind"] == "feed":
            return feed_of(data)
        return {"text": fragment_text(data.decode("utf-8", "replace"))}
    except Exception as error:  # the parsers' own faults on odd pages; one page is lost, named, and no more
        return {"error": f"the page's markup cannot be read ({type(error).__name__})"}


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # not on Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY_BYTES, MAX_MEMORY_BYTES))
