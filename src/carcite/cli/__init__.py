"""The command line: arguments in, exit code out. Only this room prints or exits."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence
from types import TracebackType

from carcite.errors import CarciteError
from carcite.text.kept import keep_patterns

FOUND = 1
"""Exit code: findings of severity warning or error."""
MISUSE = 2
"""Exit code: wrong arguments, or input that could not be read."""


def run() -> None:
    """Run the command line of this process and leave with its exit code."""
    sys.excepthook = _report_fault
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
    parser = build_parser()
    arguments = parser.parse_whole(argv)
    if arguments.command is None:
        parser.print_help()
        return 0
    try:
        code: int = arguments.run(arguments)
        sys.stdout.flush()
        keep_patterns()
    except CarciteError as error:
        print(f"carcite: {error}", file=sys.stderr)
        return MISUSE
    except BrokenPipeError:
        # The reader of our output went away ("| head"): nothing is wrong, and nothing more is said.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        print("carcite: the report cannot be written: no space left on device", file=sys.stderr)
        return MISUSE
    except KeyboardInterrupt:
        print("carcite: interrupted", file=sys.stderr)
        return 130
    return code


def _open_streams() -> None:
    """Give a process that was started with closed streams ones that lead nowhere."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115


def _prepare_streams() -> None:
    """Print UTF-8 whatever the terminal's code page; what it cannot show becomes an escape."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
