"""The command line: arguments in, exit code out. Only this room prints or exits."""

from __future__ import annotations

import errno
import gc
import os
import sys
from collections.abc import Sequence
from types import TracebackType
from typing import TYPE_CHECKING

from carcite.errors import CarciteError
from carcite.text.kept import keep_patterns

if TYPE_CHECKING:
    from carcite.cli.parser import Parser

FOUND = 1
"""Exit code: findings of severity warning or error."""
MISUSE = 2
"""Exit code: wrong arguments, or input that could not be read."""


def run() -> None:
    """Run the command line of this process and leave with its exit code."""
    sys.excepthook = _report_fault
    # What is read stays until it is printed: the usual seven hundred objects would be walked anew
    # each time, which costs a long list an eighth of its time.
    gc.set_threshold(50_000, 20, 50)
    sys.exit(main())


def _report_fault(
    kind: type[BaseException], fault: BaseException, trace: TracebackType | None
) -> None:
    """Leave with the code for misuse: a fault of carcite must not look like findings."""
    sys.__excepthook__(kind, fault, trace)
    print(
        "carcite: this is a fault of carcite, not of the input; please report it", file=sys.stderr
    )
    sys.stderr.flush()
    os._exit(MISUSE)


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code: 0 clean, 1 findings, 2 misuse or unreadable input."""
    from carcite.cli.arguments import build_parser

    _open_streams()
    _prepare_streams()
    try:
        code = _run(build_parser(), argv)
        sys.stdout.flush()
        keep_patterns()
    except CarciteError as error:
        return _refuse(str(error))
    except BrokenPipeError:
        # The reader of our output went away ("| head"): nothing is wrong, and nothing more is said.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        closed = error.errno == errno.EBADF
        reason = "it is closed" if closed else (error.strerror or str(error)).lower()
        if error.filename is not None:
            return _refuse(f"{error.filename}: {reason}")
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _refuse(f"standard output cannot be written: {reason}")
    except MemoryError:
        return _refuse("this input needs more memory than there is")
    except KeyboardInterrupt:
        print("carcite: interrupted", file=sys.stderr)
        return 130
    return code


def _run(parser: Parser, argv: Sequence[str] | None) -> int:
    try:
        arguments = parser.parse_whole(argv)
    except SystemExit:
        sys.stdout.flush()
        raise
    if arguments.command is None:
        parser.print_help()
        return 0
    code: int = arguments.run(arguments)
    return code


def _refuse(why: str) -> int:
    """Say in a line why nothing more is done, and return the exit code for it."""
    from carcite.cli.output import say

    say(f"carcite: {why}")
    return MISUSE


def _open_streams() -> None:
    """Give a process that was started with closed streams ones that lead nowhere.

    That for a closed output can only be read: what is printed there is refused, as on a full disk.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            access = os.O_WRONLY if name == "stderr" else os.O_RDONLY
            handle = os.open(os.devnull, access)
            setattr(sys, name, os.fdopen(handle, mode, encoding="utf-8"))


def _prepare_streams() -> None:
    """Print UTF-8 whatever the terminal's code page; what it cannot show becomes an escape."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
