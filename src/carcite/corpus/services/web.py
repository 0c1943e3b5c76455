"""Asking a server politely: with a name, at its pace, again when it is busy, and never for long.

RFC 9110, 10.2.3 (https://www.rfc-editor.org/rfc/rfc9110#field.retry-after) has Retry-After;
Crossref tells its pace in X-Rate-Limit-Limit and X-Rate-Limit-Interval. Every failure is a
SourceError of one line.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlencode

from carcite.corpus.protocol import SourceError
from carcite.corpus.services.cache import Cache

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse, Timeout

_T = TypeVar("_T")
_BUSY = frozenset({429, 500, 502, 503, 504})
_TRIES = 3
_LONGEST = 32_000_000
"""Bytes of an answer from which on it is none."""


@dataclass(frozen=True, slots=True)
class Manners:
    """How servers are asked."""

    mailto: str = ""
    """The user's address, by which a service can write instead of shutting out."""
    timeout: float = 10.0
    """Seconds to wait for an answer to begin, and for its next piece."""
    longest: float = 60.0
    """Seconds that a whole answer may take, however it trickles."""
    patience: float = 30.0
    """Seconds that a server may ask to be left alone before it counts as not answering."""
    first_wait: float = 1.0
    """Seconds before the second try; doubled before the third."""

    @property
    def agent(self) -> str:
        """The name under which carcite asks."""
        contact = f"; mailto:{self.mailto}" if self.mailto else ""
        return f"carcite (https://pypi.org/project/carcite{contact})"


class Web:
    """One service: asked one thing after another, and given up for good once it fails."""

    def __init__(
        self, name: str, manners: Manners, cache: Cache | None = None, *, pause: float = 0.0
    ) -> None:
        """Take the service's name for people, and the seconds between two questions."""
        try:
            import urllib3
        except ImportError:
            raise SourceError(f"{name} is asked with urllib3: install carcite[net]") from None
        self.name = name
        self._manners = manners
        self._cache = cache
        self._pause = pause
        self._next = 0.0
        self._failed = ""
        self._pool = urllib3.PoolManager(retries=False, headers={"User-Agent": manners.agent})

    def get_json(self, url: str, fields: Mapping[str, str]) -> Any:
        """Return what an address answers to a query, from JSON."""
        return self._json("GET", f"{url}?{urlencode(fields)}", None, "")

    def post_json(self, url: str, body: str, kind: str) -> Any:
        """Return what an address answers to a body of some media type, from JSON."""
        return self._json("POST", url, body, kind)

    def get_text(self, url: str, fields: Mapping[str, str]) -> str:
        """Return what an address answers to a query, as text."""
        address = f"{url}?{urlencode(fields)}"
        body = self._ask("GET", address, None, "")
        if body.lstrip()[:1] == b"<":
            raise self._fail("answered with a page, not with data")
        self._keep("GET", address, None, body)
        return body.decode("utf-8", "replace")

    def _json(self, method: str, url: str, body: str | None, kind: str) -> Any:
        answer = self._ask(method, url, body, kind)
        if not answer:
            return None
        try:
            said = json.loads(answer)
        except (ValueError, RecursionError):
            what = "a page" if answer.lstrip()[:1] == b"<" else "broken JSON"
            raise self._fail(f"answered with {what}, not with data") from None
        self._keep(method, url, body, answer)
        return said

    def _keep(self, method: str, url: str, body: str | None, answer: bytes) -> None:
        """Keep an answer that could be read."""
        if self._cache and answer:
            self._cache.put(_asked(method, url, body), answer)

    def _ask(self, method: str, url: str, body: str | None, kind: str) -> bytes:
        """Return an answer's bytes; none where the server knows nothing (404)."""
        if self._failed:
            raise SourceError(self._failed)
        kept = self._cache.get(_asked(method, url, body)) if self._cache else None
        if kept is not None:
            return kept
        for attempt in range(_TRIES):
            self._wait_turn()
            status, headers, answer = self._once(method, url, body, kind)
            if status == 200:
                return answer
            if status == 404:
                return b""
            if status not in _BUSY:
                raise self._fail(f"answered with status {status}")
            wait = _seconds(headers.get("Retry-After", ""))
            if wait is None:
                wait = self._manners.first_wait * 2**attempt
            if wait > self._manners.patience:
                raise self._fail(f"asks to be left alone for {wait:.0f} seconds; try again later")
            if attempt + 1 < _TRIES:
                time.sleep(wait)
        raise self._fail(f"is busy or broken (status {status}, {_TRIES} tries)")

    def _once(
        self, method: str, url: str, body: str | None, kind: str
    ) -> tuple[int, Mapping[str, str], bytes]:
        from urllib3 import Timeout
        from urllib3.exceptions import HTTPError, NewConnectionError, TimeoutError

        headers = {"User-Agent": self._manners.agent} | ({"Content-Type": kind} if kind else {})
        data = body.encode() if body is not None else None
        timeout = Timeout(self._manners.timeout, read=self._manners.timeout)
        try:
            response, answer = _within(
                self._manners.longest,
                lambda: self._answer(method, url, data, headers, timeout),
            )
        except _EndlessError:
            why = f"did not end its answer in {self._manners.longest:g} seconds"
            raise self._fail(why) from None
        except NewConnectionError:
            raise self._fail("could not be reached") from None
        except TimeoutError:
            raise self._fail(f"did not answer within {self._manners.timeout:g} seconds") from None
        except HTTPError as error:
            raise self._fail(f"could not be reached ({type(error).__name__})") from None
        self._learn_pace(response.headers)
        return response.status, response.headers, answer

    def _answer(
        self,
        method: str,
        url: str,
        data: bytes | None,
        headers: Mapping[str, str],
        timeout: Timeout,
    ) -> tuple[BaseHTTPResponse, bytes]:
        """Return an answer, read piece by piece; it may have no end in size or time."""
        until = time.monotonic() + self._manners.longest
        response = self._pool.request(
            method, url, body=data, headers=headers, timeout=timeout, preload_content=False
        )
        answer = b""
        is_whole = False
        try:
            while piece := response.read1(decode_content=True):
                answer += piece
                if len(answer) > _LONGEST:
                    raise self._fail(f"answered with more than {_LONGEST:,} bytes")
                if time.monotonic() > until:
                    raise _EndlessError
            is_whole = True
        finally:
            response.release_conn() if is_whole else response.close()
        return response, answer

    def _wait_turn(self) -> None:
        now = time.monotonic()
        if now < self._next:
            time.sleep(self._next - now)
        self._next = max(now, self._next) + self._pause

    def _learn_pace(self, headers: Mapping[str, str]) -> None:
        limit = headers.get("X-Rate-Limit-Limit", "")
        interval = headers.get("X-Rate-Limit-Interval", "").removesuffix("s")
        if limit.isdecimal() and interval.isdecimal() and int(limit):
            self._pause = min(int(interval) / int(limit), self._manners.patience)

    def _fail(self, why: str) -> SourceError:
        self._failed = f"{self.name} {why}"
        return SourceError(self._failed)


class _EndlessError(Exception):
    """An answer was not whole in time."""


def _within(seconds: float, ask: Callable[[], _T]) -> _T:
    """Return what a call gives; a server that drips its headers holds no reader up for ever."""
    from urllib3.exceptions import HTTPError

    given: list[_T] = []
    failed: list[Exception] = []

    def call() -> None:
        try:
            given.append(ask())
        except (HTTPError, OSError, ValueError, SourceError, _EndlessError) as error:
            failed.append(error)

    thread = threading.Thread(target=call, daemon=True)
    thread.start()
    thread.join(seconds)
    if failed:
        raise failed[0]
    if not given:
        raise _EndlessError
    return given[0]


def _asked(method: str, url: str, body: str | None) -> str:
    return f"{method} {url} {body or ''}"


def _seconds(said: str) -> float | None:
    """Return how long Retry-After asks to wait: seconds, or until a date."""
    if said.strip().isdecimal():
        return float(said)
    try:
        return max(0.0, parsedate_to_datetime(said).timestamp() - time.time()) if said else None
    except (ValueError, TypeError):
        return None
