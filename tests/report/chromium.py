"""A headless Chromium, driven over WebDriver's own HTTP, for the tests of the page.

W3C WebDriver: https://www.w3.org/TR/webdriver2/; Chromium's own commands go through `cdp`.
"""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import ProxyHandler, Request, build_opener

import pytest

_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
_OPENER = build_opener(ProxyHandler({}))
_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-prefers-reduced-motion",
)


class Chromium:
    """One window."""

    def __init__(self) -> None:
        browser = shutil.which("chromium") or shutil.which("chromium-browser")
        driver = shutil.which("chromedriver")
        if not browser or not driver:
            pytest.skip("needs chromium and chromedriver (Debian: chromium, chromium-driver)")
        self._folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self.downloads = Path(self._folder.name, "downloads")
        self.downloads.mkdir()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self._driver = subprocess.Popen(
            [driver, f"--port={port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self._base = f"http://127.0.0.1:{port}"
        self._wait()
        options = {
            "binary": browser,
            "args": [*_FLAGS, f"--user-data-dir={self._folder.name}/profile"],
            "prefs": {"download.default_directory": str(self.downloads)},
        }
        wanted = {"goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "ALL"}}
        answer = self._ask("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})
        self._session = f"/session/{answer['sessionId']}"

    def open(self, page: str) -> None:
        """Open a page from a file."""
        path = Path(self._folder.name, "page.html")
        path.write_text(page, encoding="utf-8")
        self._ask("POST", f"{self._session}/url", {"url": path.as_uri()})

    def run(self, script: str, *arguments: object) -> Any:
        """Run the body of a function in the page and return what it returns."""
        body = {"script": script, "args": list(arguments)}
        return self._ask("POST", f"{self._session}/execute/sync", body)

    def click(self, selector: str) -> None:
        """Click as a user does: the element must be in sight and on top."""
        body = {"using": "css selector", "value": selector}
        element = self._ask("POST", f"{self._session}/element", body)[_ELEMENT]
        self._ask("POST", f"{self._session}/element/{element}/click", {})

    def press(self, *keys: str) -> None:
        """Press and release keys one after the other."""
        actions = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        keyboard = {"type": "key", "id": "keyboard", "actions": actions}
        self._ask("POST", f"{self._session}/actions", {"actions": [keyboard]})

    def cdp(self, command: str, **parameters: object) -> Any:
        """Give Chromium's own command."""
        body = {"cmd": command, "params": parameters}
        return self._ask("POST", f"{self._session}/goog/cdp/execute", body)

    def log(self) -> list[str]:
        """Return what the console said since the last call."""
        said = self._ask("POST", f"{self._session}/se/log", {"type": "browser"})
        return [each["message"] for each in said]

    def close(self) -> None:
        """End the browser and its driver."""
        try:
            self._ask("DELETE", self._session, None)
        finally:
            self._driver.terminate()
            self._driver.wait(10)
            self._folder.cleanup()

    def _wait(self) -> None:
        for _ in range(200):
            try:
                if self._ask("GET", "/status", None)["ready"]:
                    return
            except (URLError, ConnectionError):
                time.sleep(0.05)
        pytest.skip("chromedriver does not start")

    def _ask(self, method: str, path: str, body: dict[str, Any] | None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = Request(f"{self._base}{path}", data, {"Content-Type": "application/json"})
        request.method = method
        with _OPENER.open(request, timeout=60) as answer:
            return json.load(answer)["value"]
