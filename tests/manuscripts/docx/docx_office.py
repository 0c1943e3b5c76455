"""LibreOffice and pandoc as makers and readers of Word documents; run as a script inside office.

As a script (by a Python that has `uno`): accept or reject all changes of each document given and
print the texts of its paragraphs as JSON.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

_PYTHONS = (
    "/usr/bin/python3",
    "/opt/libreoffice/program/python",
    "/Applications/LibreOffice.app/Contents/Resources/python",
)
_TIMEOUT = 180


def find_office() -> str | None:
    """Return the path of LibreOffice, or None."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def find_uno() -> str | None:
    """Return a Python that can talk to LibreOffice, or None."""
    for each in _PYTHONS:
        if Path(each).exists():
            found = subprocess.run([each, "-c", "import uno"], capture_output=True, check=False)
            if found.returncode == 0:
                return each
    return None


def _start(office: str, profile: Path, *words: str) -> list[str]:
    return [office, f"-env:UserInstallation={profile.as_uri()}", "--headless", *words]


def convert(files: list[Path], to: str, folder: Path) -> None:
    """Convert files with LibreOffice into a folder."""
    office = find_office()
    assert office is not None
    words = _start(office, folder / "profile", "--convert-to", to, "--outdir", str(folder))
    subprocess.run([*words, *map(str, files)], check=True, capture_output=True, timeout=_TIMEOUT)


def pandoc(markdown: str, target: Path, *options: str) -> None:
    """Write a document with pandoc."""
    words = ["pandoc", "-f", "markdown-smart", "-o", str(target), *options]
    subprocess.run(words, input=markdown.encode(), check=True, timeout=_TIMEOUT)


def texts_after(command: str, files: list[Path], folder: Path) -> list[list[str]]:
    """Return the paragraphs of files after "AcceptAllTrackedChanges" or "Reject...", by office."""
    office, python = find_office(), find_uno()
    assert office is not None
    assert python is not None
    pipe = f"carcite{os.getpid()}"
    accept = f"--accept=pipe,name={pipe};urp"
    words = _start(office, folder / "profile", "--norestore", accept)
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            done = subprocess.run(
                [python, __file__, pipe, command, *map(str, files)],
                check=True, capture_output=True, timeout=_TIMEOUT,
            )  # fmt: skip
        finally:
            server.terminate()
    found: list[list[str]] = json.loads(done.stdout)
    return found


def _main(pipe: str, command: str, *files: str) -> None:
    import uno
    from com.sun.star.beans import PropertyValue

    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    context: Any = None
    for _ in range(240):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            break
        except Exception:
            time.sleep(0.25)
    manager = context.ServiceManager
    desktop = manager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    dispatcher = manager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
    hidden = PropertyValue()
    hidden.Name, hidden.Value = "Hidden", True
    texts = []
    for file in files:
        document = desktop.loadComponentFromURL(Path(file).as_uri(), "_blank", 0, (hidden,))
        frame = document.CurrentController.Frame
        dispatcher.executeDispatch(frame, f".uno:{command}", "", 0, ())
        paragraphs = document.Text.createEnumeration()
        found = []
        while paragraphs.hasMoreElements():
            each = paragraphs.nextElement()
            if each.supportsService("com.sun.star.text.Paragraph"):
                found.append(each.String)
        texts.append(found)
        document.close(True)
    print(json.dumps(texts))
    desktop.terminate()


if __name__ == "__main__":
    _main(*sys.argv[1:])
