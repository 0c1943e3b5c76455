"""Files written: whatever stops it, a whole file stands there and no other beside it."""

from __future__ import annotations

import ctypes
import errno
import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from command import CLEAN, LIST

from carcite import writing
from carcite.errors import UnreadableError

_DROP, _ANY_MODE = 24, 1
"""PR_CAPBSET_DROP and CAP_DAC_OVERRIDE: without it the superuser heeds the modes of files, too."""


def fix(*arguments: str, at: Path, before: Callable[[], object] | None = None) -> tuple[int, str]:
    """Return the exit code and what standard error says; `before` runs in the new process."""
    done = subprocess.run(
        [sys.executable, "-m", "carcite", "fix", *arguments],
        cwd=at, preexec_fn=before, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert done.stdout == ""
    return done.returncode, done.stderr


def no_superuser() -> None:
    if os.geteuid() == 0 and ctypes.CDLL(None).prctl(_DROP, _ANY_MODE, 0, 0, 0):
        raise PermissionError("the superuser stays one")


def small_files() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "list.txt"
    path.write_text(LIST, encoding="utf-8")
    return path


@pytest.fixture
def folder(path: Path) -> Iterator[Path]:
    """Give a folder that forbids what its mode forbids; skip where it cannot be made to."""
    try:
        path.parent.chmod(0o555)
        tried = subprocess.run(
            [sys.executable, "-c", f"open({str(path.parent / 'other')!r}, 'w')"],
            preexec_fn=no_superuser, capture_output=True,
        )  # fmt: skip
    except (AttributeError, ValueError, subprocess.SubprocessError):
        tried = None  # No such call, or no leave to make it.
    path.parent.chmod(0o755)
    if tried is None or tried.returncode == 0:
        pytest.skip("this user may write whatever the mode")
    yield path.parent
    path.parent.chmod(0o755)


def test_a_read_only_file_is_left_alone(folder: Path) -> None:
    """So it is, though its folder would let another be put in its place."""
    (folder / "list.txt").chmod(0o444)
    assert fix("list.txt", at=folder, before=no_superuser) == (
        2,
        "carcite: list.txt: cannot be written: the file is read-only\n",
    )
    assert (folder / "list.txt").read_text("utf-8") == LIST
    assert names(folder) == ["list.txt"]


@pytest.mark.parametrize("out", ["list.txt", "new.txt"])
def test_a_file_of_a_read_only_folder_is_left_alone(folder: Path, out: str) -> None:
    folder.chmod(0o555)
    assert fix("list.txt", "-o", out, at=folder, before=no_superuser) == (
        2,
        f"carcite: {out}: cannot be written: the folder is read-only\n",
    )
    assert (folder / "list.txt").read_text("utf-8") == LIST
    assert names(folder) == ["list.txt"]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_file_that_cannot_be_written_keeps_no_other_from_it(folder: Path, jobs: str) -> None:
    for name in ("after.txt", "before.txt"):
        (folder / name).write_text(LIST, encoding="utf-8")
    (folder / "list.txt").chmod(0o444)
    named = ("before.txt", "list.txt", "after.txt")
    code, said = fix(*named, "--jobs", jobs, at=folder, before=no_superuser)
    assert code == 2
    assert said.count("carcite: list.txt: cannot be written") == 1
    assert [(folder / name).read_text("utf-8") for name in named] == [CLEAN, LIST, CLEAN]
    assert names(folder) == sorted(named)


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no such limit")
@pytest.mark.parametrize("out", ["list.txt", "new.txt"])
def test_what_does_not_fit_leaves_the_old_file(path: Path, out: str) -> None:
    said = f"carcite: {out}: cannot be written: file too large\n"
    assert fix("list.txt", "-o", out, at=path.parent, before=small_files) == (2, said)
    assert path.read_text("utf-8") == LIST
    assert names(path.parent) == ["list.txt"]


_NAMELESS = pytest.mark.skipif(not hasattr(os, "O_TMPFILE"), reason="Linux has such files")


@pytest.mark.parametrize(
    ("step", "flag"),
    [
        *((step, "O_TMPFILE") for step in ("fsync", "chmod", "replace")),
        pytest.param("link", "", marks=_NAMELESS),
        *(pytest.param(step, "", marks=_NAMELESS) for step in ("fsync", "chmod", "replace")),
    ],
)
def test_a_full_disk_leaves_the_old_file(
    path: Path, step: str, flag: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever step finds it full, and whether or not files can be without a name until then."""
    monkeypatch.delattr(os, flag, raising=False)

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, step, full)
    with pytest.raises(UnreadableError) as told:
        writing.write_atomically(str(path), b"new")
    assert str(told.value) == f"{path}: cannot be written: no space left on device"
    assert path.read_text("utf-8") == LIST
    assert names(path.parent) == ["list.txt"]


def test_an_interrupted_write_leaves_the_old_file(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        writing.write_atomically(str(path), b"new")
    assert path.read_text("utf-8") == LIST
    assert names(path.parent) == ["list.txt"]


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_killed_process_leaves_the_old_file(path: Path, step: str) -> None:
    code = (
        "import os, signal, sys; from carcite.cli import main;"
        f"os.{step} = lambda *_: os.kill(os.getpid(), signal.SIGKILL);"
        "main(sys.argv[1:])"
    )
    done = subprocess.run([sys.executable, "-c", code, "fix", str(path)], capture_output=True)
    assert done.returncode == -signal.SIGKILL
    assert path.read_text("utf-8") == LIST
    if step == "fsync" and hasattr(os, "O_TMPFILE"):
        assert names(path.parent) == ["list.txt"]


@pytest.mark.parametrize("styles", [("nlm", "nlm"), ("nlm", "apa"), ("apa", "nlm")])
def test_two_at_once_leave_what_one_of_them_writes(path: Path, styles: tuple[str, str]) -> None:
    """Both have read the file before either writes it; the first waits until the second has."""
    wanted = []
    for style in styles:
        alone = path.with_name("alone.txt")
        fix("list.txt", "--style", style, "-o", "alone.txt", at=path.parent)
        wanted.append(alone.read_text("utf-8"))
        alone.unlink()
    code = (
        "import os, sys; from carcite.cli import main; put = os.replace\n"
        "def replace(*places):\n"
        "    print('ready', flush=True); sys.stdin.readline(); put(*places)\n"
        "os.replace = replace; sys.exit(main(sys.argv[1:]))"
    )
    running = [
        subprocess.Popen(
            [sys.executable, "-c", code, "fix", "list.txt", "--style", style],
            cwd=path.parent,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for style in styles
    ]
    for each in running:
        assert each.stdout
        assert each.stdout.readline() == b"ready\n"
    assert path.read_text("utf-8") == LIST
    for each, text in zip(running, wanted, strict=True):
        _, said = each.communicate(b"go\n", timeout=60)
        assert each.returncode in {0, 1}, said
        assert path.read_text("utf-8") == text
    assert names(path.parent) == ["list.txt"]


def test_many_at_once_leave_one_whole_file(path: Path) -> None:
    command = [sys.executable, "-m", "carcite", "fix", str(path)]
    running = [subprocess.Popen(command, stderr=subprocess.DEVNULL) for _ in range(4)]
    assert [each.wait(timeout=60) for each in running] == [0] * 4
    assert path.read_text("utf-8") == CLEAN
    assert names(path.parent) == ["list.txt"]


def test_one_file_named_three_times_is_mended_once(path: Path) -> None:
    path.with_name("link.txt").symlink_to(path)
    code, said = fix("list.txt", "./list.txt", "link.txt", at=path.parent)
    assert (code, said.count(": 1 fix made"), said.count(": 0 fixes made")) == (0, 1, 2)
    assert path.read_text("utf-8") == CLEAN


def test_an_output_that_cannot_be_written_is_said(path: Path) -> None:
    (path.parent / "sub").mkdir()
    with pytest.raises(UnreadableError, match="cannot be written: no such file or directory"):
        writing.write_atomically(str(path.parent / "absent" / "out.txt"), b"")
    with pytest.raises(UnreadableError, match="cannot be written: is a directory"):
        writing.write_atomically(str(path.parent / "sub"), b"")
    assert names(path.parent) == ["list.txt", "sub"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no FIFOs")
def test_a_pipe_is_written_to_and_stays_one(path: Path) -> None:
    """As a device does; but what replaces /dev/null harms more than a test."""
    pipe = path.with_name("pipe")
    os.mkfifo(pipe)
    with pytest.raises(UnreadableError, match="pipe: cannot be written: nothing reads from this"):
        writing.write_atomically(str(pipe), b"text")
    more = b"than a pipe takes before it is read" * 10_000
    with ThreadPoolExecutor() as pool:
        with os.fdopen(os.open(pipe, os.O_RDONLY | os.O_NONBLOCK), "rb") as reader:
            os.set_blocking(reader.fileno(), True)
            writer = pool.submit(writing.write_atomically, str(pipe), more)
            select.select([reader], [], [], 20)  # Until the writer is there.
            assert reader.read() == more
        writer.result()
    assert pipe.is_fifo()
    assert names(path.parent) == ["list.txt", "pipe"]


@pytest.mark.skipif(getattr(os, "geteuid", int)() != 0 or os.name == "nt", reason="wants root")
def test_the_superuser_leaves_a_file_to_its_owner(path: Path) -> None:
    os.chown(path, 1234, 4321)
    writing.write_atomically(str(path), b"new")
    assert path.read_bytes() == b"new"
    assert (path.stat().st_uid, path.stat().st_gid) == (1234, 4321)


def test_who_may_not_give_files_away_mends_those_of_others(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "chown", refused, raising=False)
    path.chmod(0o640)
    writing.write_atomically(str(path), b"new")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"new", 0o640)
    assert names(path.parent) == ["list.txt"]


def test_a_new_file_has_the_mode_that_the_user_gives_all(tmp_path: Path) -> None:
    mask = os.umask(0o027)
    writing.write_atomically(str(tmp_path / "new.txt"), b"new")
    assert os.umask(mask) == 0o027
    assert (tmp_path / "new.txt").stat().st_mode & 0o777 == 0o640


def test_mode_and_link_stay(path: Path) -> None:
    link = path.with_name("link.txt")
    path.chmod(0o640)
    link.symlink_to(path)
    assert fix("link.txt", at=path.parent)[0] == 0
    assert link.is_symlink()
    assert path.read_text("utf-8") == CLEAN
    assert path.stat().st_mode & 0o777 == 0o640
