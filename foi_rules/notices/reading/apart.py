"""Work on a letter that is done in a process of its own, which is ended when it takes too long or too much memory.

PDF files and e-mails are read by large libraries that a hostile file can keep busy for hours. Whatever they write to
the screen stays in that process, too.
"""

import json
import logging
import subprocess
import sys
import warnings
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from foi_rules.notices.reading.page import Fault
from foi_rules.notices.reading.safety import too_slow

DEADLINE = 20.0  # seconds, with the start of the process
_MEMORY = 400_000_000  # bytes of addresses; what is in use at once is far less
# The places of the modules come from this process: the new one looks neither at its folder nor at its environment.
_START = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]);"
    "from foi_rules.notices.reading.apart import work; work(sys.argv[2])"
)
_TOO_MUCH = "takes more memory to read than a letter can, so it was left; save the letter again as .docx or .txt."
_DAMAGED = "is damaged and cannot be read; open it and save it again, or save it as .docx or .txt."
_TASKS = {"pdf": "pdf_pages", "eml": "email_parts"}  # each a module with a function `extracted(data)` of plain values


def done_apart(task: str, data: bytes) -> Any:
    """Return what the task finds in the bytes. Raises Fault if it finds a fault, takes too long or breaks.

    Where no other process can be started (a program frozen into one file), the work is done in this one.
    """
    if not sys.executable or getattr(sys, "frozen", False):
        return _opened(_done_here(task, data))
    path = json.dumps([each or str(Path.cwd()) for each in sys.path])
    try:
        # What is run is this very program, and nothing of the letter stands on its command line.
        ran = subprocess.run(  # noqa: S603
            [sys.executable, "-I", "-c", _START, path, task],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=DEADLINE,
            check=False,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except subprocess.TimeoutExpired:
        raise too_slow() from None
    except OSError:
        return _opened(_done_here(task, data))
    try:
        return _opened(json.loads(ran.stdout))
    except ValueError:  # it was ended from outside, or broke while it broke
        raise Fault(_TOO_MUCH) from None


def _opened(answer: Any) -> Any:
    if "fault" in answer:
        raise Fault(answer["fault"])
    return answer["found"]


def work(task: str) -> None:
    """Do the task in this process, which was started for it: bytes come in, JSON goes out."""
    _limit_memory()
    out, sys.stdout = sys.stdout, sys.stderr
    out.write(json.dumps(_done_here(task, sys.stdin.buffer.read())))
    out.flush()


def _done_here(task: str, data: bytes) -> dict[str, Any]:
    extracted: Callable[[bytes], Any] = import_module(f"{__package__}.{_TASKS[task]}").extracted
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return {"found": extracted(data)}
    except Fault as fault:
        return {"fault": str(fault)}
    except (MemoryError, RecursionError):
        return {"fault": _TOO_MUCH}
    except Exception:  # a library that stumbles over a hostile file may raise anything
        return {"fault": _DAMAGED}
    finally:
        logging.disable(before)


def _limit_memory() -> None:
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    except (ImportError, ValueError, OSError):  # not every system has such limits; the deadline holds everywhere
        return
