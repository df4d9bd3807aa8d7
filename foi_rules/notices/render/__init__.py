"""A letter in the format of a file: one door, and the gate stands in it."""

from collections.abc import Callable, Mapping
from importlib import import_module
from types import MappingProxyType

from foi_rules.notices.checklist import Checklist
from foi_rules.notices.gate import require_complete
from foi_rules.notices.notice import Notice

# Each format is a module with a function `rendered(notice) -> bytes`, imported when it is first used.
FORMATS: Mapping[str, str] = MappingProxyType({".docx": "docx", ".html": "html", ".md": "markdown", ".txt": "text"})


def render(notice: Notice, checklist: Checklist, suffix: str) -> bytes:
    """Return the letter as the bytes of a file with this suffix: .docx, .html, .md or .txt (text in UTF-8).

    Equal letters give equal bytes. Raises NoticeRefused if the letter lacks something that it must say, whatever
    the format, and ValueError for another suffix.
    """
    require_complete(notice, checklist)
    name = FORMATS.get(suffix.lower())
    if name is None:
        raise ValueError(f"a letter cannot be written as '{suffix}'; use one of {', '.join(FORMATS)}")
    rendered: Callable[[Notice], bytes] = import_module(f"{__name__}.{name}").rendered
    return rendered(notice)
