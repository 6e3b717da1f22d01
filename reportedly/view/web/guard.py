"""What stands before every page: whom it answers, how much it takes in, and what a browser may do with it."""

from urllib.parse import urlsplit

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from reportedly.view.web.errors import refusal

LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})
SAFE = frozenset({"GET", "HEAD"})
OWN_SITE = frozenset({"same-origin", "none"})
MAX_BODY_BYTES = 20_000_000  # one dropped file; a larger one is for `reportedly add`
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self';"
    " base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
)


class TooLarge(Exception):
    """A body over MAX_BODY_BYTES."""


class Guard:
    """An ASGI application around another one.

    Host must be this machine: a page elsewhere whose name was made to point here is refused (DNS rebinding). What
    changes something must come from a page of ours, by Sec-Fetch-Site, or by Origin from browsers that do not send it.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded_send(message: Message) -> None:
            if message["type"] == "http.response.start":
                names = {name for name, _ in HEADERS}
                kept = [(name, value) for name, value in message.get("headers", []) if name.lower() not in names]
                message["headers"] = [*kept, *HEADERS]
            await send(message)

        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        why = _refused(scope["method"], headers)
        if why is not None:
            status, found, cure = why
            await refusal(scope["path"], status, found, cure)(scope, receive, guarded_send)
            return
        taken = 0

        async def counted_receive() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > MAX_BODY_BYTES:
                raise TooLarge
            return message

        await self._app(scope, counted_receive, guarded_send)


def _refused(method: str, headers: dict[str, str]) -> tuple[int, str, str] | None:
    """(status, what was found, what would do), or None where all is well."""
    host = headers.get("host", "")
    if _name_of(host) not in LOOPBACK:
        return 421, f"the host {host[:100]!r} is not this machine", "Open the address that `reportedly serve` printed"
    if method not in SAFE:
        site, origin = headers.get("sec-fetch-site"), headers.get("origin")
        is_ours = site in OWN_SITE if site is not None else origin is not None and urlsplit(origin).netloc == host
        if not is_ours:
            return 403, "a change asked for by another site", "Do it from a page of this reading room"
    length = headers.get("content-length", "0")
    if not length.isdigit() or int(length) > MAX_BODY_BYTES:
        return 413, f"over the limit of {MAX_BODY_BYTES:,} bytes", "Add larger files with `reportedly add`"
    return None


def _name_of(host: str) -> str:
    """ "[::1]:8000" -> "[::1]" """
    return host.rsplit(":", 1)[0] if not host.endswith("]") and ":" in host else host
