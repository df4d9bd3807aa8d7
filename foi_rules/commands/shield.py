"""What stands between a mistake and a person: one sentence on standard error, and an exit code."""

import os
import sys
from collections.abc import Callable
from typing import Any

UNUSABLE = 2


def shielded(app: Callable[..., Any]) -> int:
    """Run the command line and return its exit code: 2 for input that cannot be used."""
    try:
        # An answer in any script must be printable, whatever the console claims to be.
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="replace")
        return int(app(standalone_mode=True) or 0)
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 0 if leaving.code is None else 1
    except KeyboardInterrupt:
        complain("Stopped.")
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if os.environ.get("FOI_DEBUG"):
            raise
        return told(error)


def told(error: Exception) -> int:
    """Print what went wrong in plain words, and return the exit code."""
    from foi_rules.model.problem import Refused

    if isinstance(error, Refused | ValueError | FileNotFoundError):
        complain(str(error))
        return UNUSABLE
    if isinstance(error, OSError):
        name = f"{error.filename}: " if error.filename else ""
        complain(f"{name}{(error.strerror or str(error)).lower()}")
        return UNUSABLE
    complain(
        f"Something went wrong inside foi ({type(error).__name__}). Nothing of yours was changed. "
        "Please report it, with the command that you gave; FOI_DEBUG=1 shows where."
    )
    return UNUSABLE


def complain(message: str) -> None:
    """Print a message on standard error."""
    print(message, file=sys.stderr)
