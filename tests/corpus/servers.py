"""Small servers on loopback that answer as the services do, or badly."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

Fields = dict[str, str]
Reply = tuple[int, dict[str, str], bytes]
Answer = Callable[[str, Fields, str], Reply]
"""From path, query and body to status, headers and body."""


@dataclass
class Server:
    address: str
    asked: list[tuple[str, Fields, str]] = field(default_factory=list)
    piece: int = 0
    """Bytes that go out at once, a little pause behind each; 0 for all of them."""
    headers: int = 0
    """How many empty headers go out before the others, a little pause behind each."""


@contextmanager
def serving(answer: Answer) -> Iterator[Server]:
    """Run a server; it notes what it was asked."""

    class Handler(BaseHTTPRequestHandler):
        def _reply(self) -> None:
            parts = urlsplit(self.path)
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            fields = {name: values[0] for name, values in parse_qs(parts.query).items()}
            server.asked.append((parts.path, fields, body))
            status, headers, data = answer(parts.path, fields, body)
            try:
                self.send_response(status)
                for number in range(server.headers):
                    self.send_header(f"X-{number}", "")
                    self.flush_headers()
                    time.sleep(0.05)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                for piece in range(0, len(data), server.piece or len(data) or 1):
                    self.wfile.write(data[piece : piece + (server.piece or len(data))])
                    self.wfile.flush()
                    time.sleep(0.05 if server.piece else 0)
            except (BrokenPipeError, ConnectionResetError):
                pass

        do_GET = do_POST = _reply  # noqa: N815 - the names that http.server calls

        def log_message(self, format: str, *args: object) -> None:
            pass

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server = Server(f"http://127.0.0.1:{http.server_address[1]}")
    thread = threading.Thread(target=http.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()


def as_json(value: object) -> Reply:
    """Answer well."""
    return 200, {"Content-Type": "application/json"}, json.dumps(value).encode()


def in_turn(*answers: Reply | float) -> Answer:
    """Answer one after another, the last one for ever; a number is a sleep before the next."""
    left = list(answers)

    def answer(path: str, fields: Fields, body: str) -> Reply:
        each = left.pop(0) if len(left) > 1 else left[0]
        if isinstance(each, float):
            time.sleep(each)
            each = left.pop(0) if len(left) > 1 else left[0]
        assert not isinstance(each, float)
        return each

    return answer
