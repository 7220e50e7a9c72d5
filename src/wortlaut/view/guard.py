"""What every request has to pass and every answer has to carry.

Five rules, in the order in which they are asked: the host must be one we answer to (a page elsewhere must not reach us by a name that
points here), we read and we take forms and nothing else, a write must come from our own pages, an address must not be longer and a body not
larger than we want to hold.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

READING = frozenset({"GET", "HEAD"})
METHODS = READING | {"POST"}
MOST_ADDRESS = 16_000
"""Bytes of an address: more than any question of ours, less than what would be work to take apart."""

OWN_SITES = frozenset({"same-origin", "none"})

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
"""Nothing from elsewhere, no script or style inside a page."""

HEADERS = {
    "content-security-policy": POLICY,
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


@dataclass(frozen=True, slots=True)
class Guard:
    """An ASGI application around another one; `hosts` are the host names, without port, that it answers to."""

    app: ASGIApp
    hosts: frozenset[str]
    most_bytes: int

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer the request, or refuse it in one line."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def sealed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        refusal = self._refusal(scope["method"], Headers(scope=scope), len(scope.get("raw_path") or b"") + len(scope["query_string"]))
        if refusal is not None:
            await refusal(scope, receive, sealed)
            return
        await self.app(scope, _Bounded(receive, self.most_bytes), sealed)

    def _refusal(self, method: str, headers: Headers, address: int) -> PlainTextResponse | None:
        host = headers.get("host", "")
        if _name(host) not in self.hosts:
            return PlainTextResponse("This address is not ours: open the page by the address that `wortlaut view` printed.\n", 421)
        if method not in METHODS:
            return PlainTextResponse(
                "This method is not known here: pages are read and forms are sent.\n", 405, {"allow": ", ".join(sorted(METHODS))}
            )
        if method not in READING and not _ours(headers, host):
            return PlainTextResponse("Another site tried to write here, and that is refused: use the pages of this app.\n", 403)
        if address > MOST_ADDRESS:
            return PlainTextResponse(f"This address is too long: at most {MOST_ADDRESS} bytes; ask for less at once.\n", 414)
        length = headers.get("content-length", "")
        if length.isdecimal() and int(length) > self.most_bytes:
            return PlainTextResponse(f"This is too large: at most {self.most_bytes} bytes; use `wortlaut run` for more.\n", 413)
        return None


class TooLargeError(Exception):
    """A body grew over the limit although its header promised less."""


@dataclass(slots=True)
class _Bounded:
    """The body of a request, cut off where it grows too large."""

    receive: Receive
    left: int

    async def __call__(self) -> Message:
        message = await self.receive()
        self.left -= len(message.get("body", b""))
        if self.left < 0:
            raise TooLargeError
        return message


def _name(host: str) -> str:
    """The host without its port, in lower letters; brackets of IPv6 addresses stay."""
    return (host.rsplit(":", 1)[0] if ":" in host and not host.endswith("]") else host).lower()


def _ours(headers: Headers, host: str) -> bool:
    """Whether a write comes from our own pages; programs that send neither header are no browsers and pass."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in OWN_SITES
    origin = headers.get("origin")
    return origin is None or origin.partition("://")[2].lower() == host.lower()
